from itertools import pairwise

from hypothesis import given
from hypothesis import strategies as st

from annotations import Severity, Span, TargetRole
from reader.views.marks import Mark
from reader.views.overlaps import flatten

CLAIM, CONFLICT = TargetRole.CLAIM, TargetRole.CONFLICT


def mark(start, end, severity, role=CLAIM, uid="n"):
    return Mark(uid, role, Span(start, end), severity, 0)


def test_the_higher_severity_owns_the_fill_and_underlines_stack():
    low, high = mark(0, 20, Severity.MODERATE), mark(5, 10, Severity.CRITICAL)
    flat = flatten([low, high], 0, 30)
    assert [(s.start, s.end, s.owner) for s in flat] == [(0, 5, low), (5, 10, high), (10, 20, low)]
    assert flat[1].underlines == (Severity.CRITICAL, Severity.MODERATE)
    assert flat[0].underlines == (Severity.MODERATE,)


def test_a_conflict_is_underlined_and_never_filled():
    (stretch,) = flatten([mark(0, 5, Severity.SERIOUS, CONFLICT)], 0, 9)
    assert stretch.owner is None
    assert stretch.underlines == (Severity.SERIOUS,)


def test_at_most_two_underlines_and_one_for_each_severity():
    marks = [mark(0, 5, severity, uid=str(severity)) for severity in Severity]
    marks += [mark(0, 5, Severity.CRITICAL, uid="again")]
    (stretch,) = flatten(marks, 0, 5)
    assert stretch.underlines == (Severity.CRITICAL, Severity.SERIOUS)


def test_two_serious_notes_do_not_look_like_a_critical_one():
    marks = [mark(0, 5, Severity.SERIOUS, uid=uid) for uid in "ab"]
    (stretch,) = flatten(marks, 0, 5)
    assert stretch.underlines == (Severity.SERIOUS,)


many = st.lists(
    st.builds(
        lambda start, length, severity, role: mark(start, start + length, severity, role),
        st.integers(0, 40),
        st.integers(1, 20),
        st.sampled_from(Severity),
        st.sampled_from(TargetRole),
    ),
    max_size=12,
)


@given(many)
def test_every_position_is_painted_as_its_marks_ask(marks):
    flat = flatten(marks, 10, 50)
    assert all(a.end <= b.start for a, b in pairwise(flat))
    for position in range(10, 50):
        over = [m for m in marks if m.span.start <= position < m.span.end]
        here = [s for s in flat if s.start <= position < s.end]
        assert len(here) == bool(over)
        if here:
            claims = [m.severity for m in over if m.is_claim]
            owner = here[0].owner
            assert (owner.severity if owner else None) == (max(claims) if claims else None)
            wanted = sorted({m.severity for m in over}, reverse=True)[:2]
            assert list(here[0].underlines) == wanted
