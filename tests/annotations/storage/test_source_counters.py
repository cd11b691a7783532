"""What the library keeps of each source is true, whatever is done to notes and sources."""

from itertools import product

import pytest

from annotations.vocabulary import AccessedThrough, Authority, SourceType
from tests.annotations.storage.builders import VALERIAN, add, evidence, note, sheet
from tests.annotations.storage.checks import assert_counts_are_true


def cited(library):
    return {row.source.title: row.notes for row in library.find_sources().rows}


@pytest.mark.slow
def test_rank_is_that_of_the_model(library):
    add(library)
    sources = [
        {
            "id": f"{kind}-{access}-{authority}-{retracted}",
            "title": f"{kind}-{access}-{authority}-{retracted}",
            "type": kind.value,
            "accessed_through": access.value,
            "retracted": retracted,
            **({"authority": authority.value, "authority_reason": "why"} if authority else {}),
        }
        for kind, access, authority, retracted in product(
            SourceType, AccessedThrough, [None, *Authority], [False, True]
        )
    ]
    for start in range(0, len(sources), 50):
        some = sources[start : start + 50]
        all_of_them = [evidence(source["id"]) for source in some]
        library.annotate(
            sheet(note(f"n{start}", "Repeat every hour.", evidence=all_of_them), sources=some)
        )
    assert library.find_sources().total == len(sources)
    assert_counts_are_true(library)


def test_counts_follow_notes_and_articles(library):
    uid = add(library).article.uid
    add(library, VALERIAN, "valerian.md")
    twice = [evidence(checked="2024-01-02"), evidence(relation="supports", checked="2025")]
    first = library.annotate(sheet(note("n1", "Repeat every hour.", evidence=twice))).change
    title = "Kratom: what you need to know"
    assert cited(library) == {title: 1}
    assert library.find_sources().rows[0].checked_on == "2025"
    second = library.annotate(
        sheet(note("n2", "Kratom is a plant.", status="draft", evidence=[evidence()]))
    ).change
    assert cited(library) == {title: 2}
    library.remove_article(uid)
    assert cited(library) == {title: 0}
    assert_counts_are_true(library)
    library.restore_article(uid)
    library.undo(second.action)
    assert cited(library) == {title: 1}
    library.undo(first.action)
    library.redo(first.action)
    assert cited(library) == {title: 1}
    assert_counts_are_true(library)
