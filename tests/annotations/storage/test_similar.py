"""Notes that are offered where their sentence comes back."""

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from annotations.anchoring.flags import ChangeFlag
from annotations.anchoring.keys import typographic_key
from annotations.errors import ActionConflictError, LibraryReadOnlyError, NotFoundError
from annotations.model import Span
from annotations.storage import similar
from annotations.storage.library import open_library
from annotations.vocabulary import Status
from tests.annotations.storage.builders import OWNER, STRANGER, add, conversion
from tests.annotations.storage.checks import assert_counts_are_true
from tests.annotations.storage.drafts import BEER, caution, new_note, place

HARMED = "Nobody was ever harmed by it."
OTHER = """\
# Another tea
Take nine grams with a beer. Nobody was ever harmed by them.
Take ten grams with a beer.
Something else is said here.
"""


@pytest.fixture
def tea(library):
    """The article with notes on two sentences."""
    uid = add(library).article.uid
    for quote in (BEER, HARMED):
        library.save_note(new_note(place(library, uid, quote), note=caution(f"Not: {quote}")))
    return uid


@pytest.fixture
def other(library, tea):  # noqa: ARG001 - the notes come first
    return add(library, OTHER, "other.md").article.uid


def offered(library, uid):
    return [(each.words, each.exact) for each in library.similar_notes(uid)]


def test_nearly_the_same_words_are_offered_in_order(library, other):
    assert offered(library, other) == [
        (BEER, BEER),
        ("Nobody was ever harmed by them.", HARMED),
        ("Take ten grams with a beer.", BEER),
    ]


def test_a_suggestion_says_how_alike_both_are(library, tea, other):
    same, near, number = library.similar_notes(other)
    assert same.is_identical
    assert same.score == 1
    assert not near.is_identical
    assert 0.8 <= near.score < 1
    assert number.flags == {ChangeFlag.NUMBER}
    assert not number.is_identical
    assert (same.article, same.article_title) == (tea, "Kratom tea for long shifts")
    assert same.headline == f"Not: {BEER}"


def test_nothing_is_attached_by_itself(library, other):
    before = library.reviewed_article(other)
    library.similar_notes(other)
    assert library.reviewed_article(other) == before


def test_its_own_sentence_is_not_offered(library, tea):
    assert library.similar_notes(tea) == ()


def test_the_same_words_elsewhere_in_the_article_are(library):
    uid = add(library, f"# Twice\n{BEER}\n{BEER}\n").article.uid
    library.save_note(new_note(place(library, uid, BEER)))
    (again,) = library.similar_notes(uid)
    assert again.article == again.here == uid
    assert again.span.start > library.reviewed_article(uid).revision.text.index(BEER)


def test_accepting_is_one_action(library, other):
    change = library.accept_suggestions(library.similar_notes(other))
    assert library.similar_notes(other) == ()
    notes = library.reviewed_article(other).annotations
    assert sorted(len(note.claims) for note in notes) == [2, 3]
    assert_counts_are_true(library)
    library.undo(change.action)
    assert library.reviewed_article(other).annotations == ()
    assert len(library.similar_notes(other)) == 3


def test_what_is_turned_down_is_not_offered_again(library, other):
    first = library.similar_notes(other)[0]
    change = library.reject_suggestion(first.annotation, other, first.span)
    assert len(library.similar_notes(other)) == 2
    library.undo(change.action)
    assert len(library.similar_notes(other)) == 3
    library.redo(change.action)
    assert len(library.similar_notes(other)) == 2
    library.unreject_suggestion(first.annotation, other, first.span)
    assert len(library.similar_notes(other)) == 3
    assert not library.unreject_suggestion(first.annotation, other, first.span)


def test_it_is_turned_down_for_its_words_in_any_text(library, other):
    first = library.similar_notes(other)[0]
    library.reject_suggestion(first.annotation, other, first.span)
    again = f"# Another tea\nA new sentence.\n{BEER}\n"
    library.replace_text(other, conversion(again), data=again.encode())
    assert library.similar_notes(other) == ()
    third = add(library, f"# A third tea\n{BEER.upper()}\n", "third.md").article.uid
    assert library.similar_notes(third) == ()


def test_another_note_is_still_offered_for_these_words(library, tea, other):
    library.save_note(new_note(place(library, tea, BEER), note=caution("Second.")))
    first = library.similar_notes(other)[0]
    library.reject_suggestion(first.annotation, other, first.span)
    assert offered(library, other)[0] == (BEER, BEER)


def test_a_note_on_a_part_is_offered_for_the_part(library, tea):
    part = "is legal in each and every country"
    uid = add(library, f"# Law\nSo they say: it {part}, my friend told me.\n", "law.md").article.uid
    library.save_note(new_note(place(library, uid, part)))
    there = add(library, f"# More law\nThis plant {part} of the world.\n", "more.md").article.uid
    assert offered(library, there) == [(part, part)]
    assert tea


def test_a_note_on_two_sentences_is_offered_for_two(library, tea):
    both = f"{BEER} {HARMED}"
    uid = add(library, f"# Two\nFirst of all. {both} That is all.\n", "two.md").article.uid
    reviewed = library.reviewed_article(tea)
    library.delete_note(reviewed.annotations[0].uid)
    library.delete_note(reviewed.annotations[1].uid)
    library.save_note(new_note(place(library, tea, both)))
    assert offered(library, uid) == [(both, both)]


def test_scripts_that_do_not_part_words(library):
    one, two = "咖啡可以治疗所有疾病而且没有任何副作用。", "茶可以治疗所有疾病而且没有任何副作用。"
    thai = "กาแฟรักษาได้ทุกโรคและไม่มีผลข้างเคียงใดๆ"
    uid = add(library, f"# A\n{one}\n{thai}\n").article.uid
    library.save_note(new_note(place(library, uid, one)))
    library.save_note(new_note(place(library, uid, thai)))
    there = add(library, f"# B\n{two}\n{thai}\n", "b.md").article.uid
    assert offered(library, there) == [(two, one), (thai, thai)]


@pytest.mark.parametrize("status", [Status.DRAFT, Status.READY])
def test_drafts_are_offered_too(library, status):
    uid = add(library).article.uid
    library.save_note(new_note(place(library, uid, BEER), status=status))
    other = add(library, OTHER, "other.md").article.uid
    assert library.similar_notes(other)[0].status is status


def test_notes_that_are_gone_are_not_offered(library, tea, other):
    first, second = library.reviewed_article(tea).annotations
    library.withdraw_note(first.uid, "wrong")
    library.delete_note(second.uid)
    assert library.similar_notes(other) == ()
    library.restore_note(second.uid)
    library.remove_article(tea)
    assert library.similar_notes(other) == ()
    library.restore_article(tea)
    assert len(library.similar_notes(other)) == 1


def test_common_words_alone_find_it_too(library, tea, other, monkeypatch):
    monkeypatch.setattr(similar, "COMMON", 1)
    assert (BEER, BEER) in offered(library, other)
    assert tea


def test_a_suggestion_for_an_old_text_is_refused(library, other):
    suggestions = library.similar_notes(other)
    library.replace_text(other, conversion("# New\nNothing.\n"), data=b"new")
    with pytest.raises(ActionConflictError, match="has been replaced"):
        library.accept_suggestions(suggestions)


def test_refusals(library, path, other):
    with pytest.raises(NotFoundError):
        library.similar_notes("nowhere")
    with pytest.raises(NotFoundError):
        library.reject_suggestion("no note", other, Span(0, 4))
    first = library.similar_notes(other)[0]
    with pytest.raises(NotFoundError):
        library.reject_suggestion(first.annotation, "nowhere", Span(0, 4))
    with (
        open_library(path, owner=STRANGER) as foreign,
        pytest.raises(LibraryReadOnlyError),
    ):
        foreign.accept_suggestions([first])
    with open_library(path, owner=OWNER, read_only=True) as reading:
        assert len(reading.similar_notes(other)) == 3


_WORDS = st.lists(
    st.sampled_from("kratom tea dose ten never may harm sleep liver gram beer day".split()),
    min_size=3,
    max_size=9,
)


@settings(
    max_examples=25,
    deadline=None,
    suppress_health_check=[HealthCheck.function_scoped_fixture],
)
@given(sentences=st.lists(_WORDS, min_size=1, max_size=6))
def test_suggestions_are_near_and_identical_is_the_same_words(library, sentences):
    said = ". ".join(" ".join(words) for words in sentences)
    uid = add(library, f"# Made\n{said}.\n", "made.md").article.uid
    reviewed = library.reviewed_article(uid)
    text, spans = reviewed.revision.text, reviewed.revision.sentences
    quote = text[spans[-1].start : spans[-1].end]
    library.save_note(new_note(place(library, uid, quote)))
    found = library.similar_notes(uid)
    assert found == library.similar_notes(uid)
    for each in found:
        assert 0.8 <= each.score <= 1
        assert text[each.span.start : each.span.end] == each.words
        assert each.is_identical == (typographic_key(each.words) == typographic_key(each.exact))
        assert not each.is_identical or not each.flags
        attached = [t.span for n in reviewed.annotations for t in n.claims]
        assert each.span not in attached
