"""What is asked for reuse goes by index only, however many notes and sentences there are."""

import pytest

from tests.annotations.storage.builders import VALERIAN, add
from tests.annotations.storage.drafts import BEER, caution, new_note, place
from tests.annotations.storage.test_plans import is_scan
from tests.annotations.storage.test_review_plans import traced

_OTHER = f"# Other\n{BEER} Take ten grams with a beer. 咖啡可以治疗所有疾病。\n"


def _reject(library, uid):
    first = library.similar_notes(uid)[0]
    return library.reject_suggestion(first.annotation, uid, first.span)


@pytest.mark.parametrize(
    "act",
    [
        lambda library, uid: library.similar_notes(uid),
        lambda library, uid: library.accept_suggestions(library.similar_notes(uid)),
        lambda library, uid: library.undo(_reject(library, uid).action),
        lambda library, _: library.find_reusable("bee"),
        lambda library, _: library.find_reusable(""),
        lambda library, _: library.same_claim(BEER),
        lambda library, _: library.same_claim("咖啡可以治疗所有疾病。"),
        lambda library, _: add(library, VALERIAN, "valerian.md"),
    ],
)
def test_nothing_is_scanned(library, act):
    tea = add(library).article.uid
    other = add(library, _OTHER, "other.md").article.uid
    library.save_note(new_note(place(library, tea, BEER), note=caution()))
    assert library.similar_notes(other)
    lines = []
    for statement in traced(library, lambda: act(library, other)):
        plan = library._connection.execute(f"EXPLAIN QUERY PLAN {statement}").fetchall()
        lines += [f"{row[3]} <- {statement}" for row in plan]
    assert lines
    assert [line for line in lines if is_scan(line)] == []
