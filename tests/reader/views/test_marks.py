from dataclasses import replace

from hypothesis import given
from hypothesis import strategies as st

from annotations import AnchorState, Severity, Span, Status, TargetRole
from reader.views.marks import Mark, MarkIndex, marks_of
from tests.reader.views.page_samples import annotation, marked, p, reviewed, target

TEXT = "One tea. Two teas. Three teas."


def test_marks_stand_in_text_order_with_role_and_order_of_their_note():
    article = marked([p(TEXT)], ("Three teas.", Severity.INFO, ["One tea."]))
    marks = marks_of(article)
    assert [(mark.span, mark.role) for mark in marks] == [
        (Span(0, 8), TargetRole.CONFLICT),
        (Span(19, 30), TargetRole.CLAIM),
    ]
    assert {mark.order for mark in marks} == {0}


def test_a_threshold_leaves_lower_notes_out():
    article = marked([p(TEXT)], ("One tea.", Severity.INFO), ("Two teas.", Severity.SERIOUS))
    assert [mark.annotation_uid for mark in marks_of(article, Severity.MODERATE)] == ["n1"]


def test_what_has_no_place_here_is_no_mark():
    lost = target(TEXT, "One tea.", state=AnchorState.ORPHAN)
    unsure = target(TEXT, "One tea.", state=AnchorState.AMBIGUOUS)
    whole = replace(target(TEXT, "One tea."), span=None)
    elsewhere = target(TEXT, "One tea.", article="another")
    beyond = target(TEXT, Span(100, 120))
    empty = target(TEXT, Span(4, 4))
    note = annotation("n", [lost, unsure, whole, elsewhere, beyond, empty])
    withdrawn = annotation("w", [target(TEXT, "Two teas.")], status=Status.WITHDRAWN)
    assert marks_of(reviewed([p(TEXT)], note, withdrawn)) == ()


def test_what_changed_since_it_was_reviewed_is_doubtful():
    note = annotation("n", [target(TEXT, "One tea.", state=AnchorState.CHANGED)])
    sure = annotation("s", [target(TEXT, "Two teas.", state=AnchorState.SHIFTED)])
    marks = marks_of(reviewed([p(TEXT)], note, sure))
    assert [mark.is_doubtful for mark in marks] == [True, False]


def test_a_span_over_the_end_is_cut():
    note = annotation("n", [target(TEXT, Span(19, 500))])
    assert [mark.span for mark in marks_of(reviewed([p(TEXT)], note))] == [Span(19, 30)]


spans = st.tuples(st.integers(0, 50), st.integers(1, 30)).map(lambda t: Span(t[0], t[0] + t[1]))


@given(st.lists(spans, max_size=20), spans)
def test_the_index_finds_exactly_what_overlaps(places, wanted):
    places = sorted(places)
    index = MarkIndex(
        Mark(str(number), TargetRole.CLAIM, span, Severity.INFO, number)
        for number, span in enumerate(places)
    )
    found = [mark.span for mark in index.overlapping(wanted)]
    assert found == [span for span in places if span.overlaps(wanted)]
    assert index.covers(wanted) == bool(found)


def test_the_index_knows_the_marks_of_a_note():
    article = marked([p(TEXT)], ("Three teas.", Severity.INFO, ["One tea."]))
    index = MarkIndex(marks_of(article))
    assert [mark.span.start for mark in index.of_note("n0")] == [0, 19]
    assert index.of_note(None) == index.of_note("unknown") == ()
