"""The same claim in other articles."""

import pytest

from annotations.anchoring.flags import ChangeFlag
from annotations.storage import same_claims
from tests.annotations.storage.builders import VALERIAN, add, conversion
from tests.annotations.storage.drafts import BEER, caution, new_note, place

OTHER = """\
# Another tea
Take nine grams with a cold beer. Take ten grams with a beer.
## Take nine grams with a beer
Beer is best taken with at least nine friends around it.
"""


@pytest.fixture
def articles(library):
    return [
        add(library).article.uid,
        add(library, OTHER, "other.md").article.uid,
        add(library, VALERIAN, "valerian.md").article.uid,
    ]


def said(found):
    return [each.exact for each in found]


def near(found):
    return [each.article for each in found if each.score >= 0.8]


def test_near_sentences_come_first_and_headings_never(library, articles):
    found = library.same_claim(BEER)
    assert said(found)[:3] == [
        BEER,
        "Take nine grams with a cold beer.",
        "Take ten grams with a beer.",
    ]
    assert "Take nine grams with a beer" not in said(found)
    assert [each.is_same for each in found[:3]] == [True, True, False]
    assert found[2].flags == {ChangeFlag.NUMBER}
    assert found[0].article == articles[0]
    assert "Beer is best taken with at least nine friends around it." in said(found)


def test_an_article_may_be_left_out(library, articles):
    found = library.same_claim(BEER, not_in=articles[0])
    assert near(found) == [articles[1]] * 2
    assert articles[0] not in {each.article for each in found}
    assert len(library.same_claim(BEER, limit=1)) == 1


def test_its_notes_are_told_the_worst_first(library, articles):
    library.save_note(new_note(place(library, articles[0], BEER), note=caution("Not nine.")))
    found = library.same_claim(BEER)
    assert [note.headline for note in found[0].notes] == ["Not nine."]
    assert found[1].notes == ()


def test_only_texts_that_are_shown_are_listed(library, articles):
    change = library.remove_article(articles[1])
    assert near(library.same_claim(BEER)) == [articles[0]]
    library.undo(change.action)
    text = "# Another tea\nNothing is left.\n"
    change = library.replace_text(articles[1], conversion(text), data=text.encode())
    assert near(library.same_claim(BEER)) == [articles[0]]
    assert said(library.same_claim("Nothing is left."))[0] == "Nothing is left."
    library.undo(change.action)
    assert near(library.same_claim(BEER)) == [articles[0], articles[1], articles[1]]
    assert near(library.same_claim("Nothing is left.")) == []


def test_an_import_that_is_taken_back_leaves_nothing(library):
    added = add(library)
    library.undo(added.change.action)
    assert library.same_claim(BEER) == ()
    library.redo(added.change.action)
    assert said(library.same_claim(BEER))[0] == BEER


@pytest.mark.parametrize("text", ["", "***", '"', "of", "AND OR NOT", "\ud800", 'a" OR "b', "咖"])
def test_no_text_is_an_error(library, articles, text):
    assert articles
    assert all(each.exact for each in library.same_claim(text))


def test_common_words_are_looked_for_together(library, articles, monkeypatch):
    monkeypatch.setattr(same_claims, "COMMON", 1)
    assert articles
    assert said(library.same_claim(BEER))[0] == BEER


def test_scripts_that_do_not_part_words(library):
    add(library, "# A\n咖啡可以治疗所有疾病而且没有任何副作用。\n")
    found = library.same_claim("茶可以治疗所有疾病而且没有任何副作用。")
    assert [each.is_same for each in found] == [True]
