"""One round of looking at notes again: what there was to decide, and how far it has come."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from annotations import AnchorState
from reader.dates import local_date

if TYPE_CHECKING:
    from annotations import ReviewCase, RevisionInfo
    from reader.views.rereview.case_text import Settled
    from reader.views.rereview.summary_bar import Summary


@dataclass(slots=True)
class Round:
    """One re-review: what there was to decide, and what was decided, of one text."""

    article: str
    revision: str
    #: Every case that was seen, by the uid of its place: its state and its words.
    seen: dict[str, tuple[AnchorState, str]] = field(default_factory=dict)
    #: Uids in the order in which they were decided, with the decision in words.
    decided: dict[str, str] = field(default_factory=dict)
    #: Of these, those whose note keeps its quote: nothing is stored of that.
    kept: set[str] = field(default_factory=set)

    def look(self, cases: Iterable[ReviewCase]) -> str:
        """Take in what the library lists now.

        Returns:
            Uid of the place that was decided last and is open again; empty for none.
        """
        listed = {case.target.uid: case for case in cases}
        for uid, case in listed.items():
            words = case.annotation.note.headline or case.annotation.note.category.label
            self.seen.setdefault(uid, (case.state, words))
        back = [uid for uid in self.decided if uid in listed and uid not in self.kept]
        for again in back:
            del self.decided[again]
        for seen in self.seen:
            if seen not in listed:
                self.decided.setdefault(seen, "is decided")
        return back[-1] if back else ""


def revision_days(infos: Iterable[RevisionInfo]) -> dict[str, str]:
    """When each text of an article was made, in UTC, by its uid."""
    return {info.uid: info.created_at for info in infos}


def summary(
    round_: Round, cases: Iterable[ReviewCase], quiet: Settled, revised_on: Mapping[str, str]
) -> Summary:
    """What the bar says of a round.

    Args:
        round_: Of the present text.
        cases: Those that the library lists now.
        quiet: What followed its sentence without asking.
        revised_on: When each text of the article was made, by its uid.
    """
    from reader.views.rereview.summary_bar import Summary

    states = [state for state, _ in round_.seen.values()]
    confirmed = {
        revised_on.get(case.target.confirmed_revision_uid or "", "")[:10] for case in cases
    }
    present = revised_on.get(round_.revision)
    before = sorted(day for day in revised_on.values() if day != present)
    compared = max(confirmed, default="") or (before[-1][:10] if before else "")
    return Summary(
        changed_on=local_date(revised_on.get(round_.revision, "")[:10]),
        compared_with=local_date(compared),
        unchanged=quiet.unchanged,
        moved=quiet.moved,
        changed=states.count(AnchorState.CHANGED),
        ambiguous=states.count(AnchorState.AMBIGUOUS),
        lost=states.count(AnchorState.ORPHAN),
        decided=len(round_.decided),
        of=len(round_.seen),
    )


def promise(infos: Iterable[RevisionInfo]) -> str:
    """What the page promises above the cases; names the day of the text before."""
    earlier = [info for info in infos if not info.is_present]
    if not earlier:
        return "Nothing is re-attached without your key."
    day = local_date(earlier[0].created_at[:10])
    return (
        f"Nothing is re-attached without your key. The confirmed text of {day} stays the reference."
    )
