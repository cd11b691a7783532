"""What the re-review shows of each case, in words and pieces of text; without Qt."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from enum import Enum
from typing import TYPE_CHECKING

from annotations import (
    AnchorState,
    Annotation,
    Authority,
    ChangeFlag,
    DiffKind,
    DiffRun,
    ReviewedArticle,
    Severity,
    Source,
    Span,
    change_flags,
    diff_words,
)
from reader.views.wording import counted, one_line, quoted

if TYPE_CHECKING:
    from annotations import ReviewCase

#: So many suggestions have a key.
MOST_SUGGESTIONS = 5
#: Longest piece of a change that a chip quotes, in characters.
_CHIP_LENGTH = 28


class CaseGroup(Enum):
    """What a case asks, in the order of the list."""

    CHANGED = "Changed: does the note still hold?"
    AMBIGUOUS = "Ambiguous: which copy?"
    LOST = "Lost: find its sentence"

    @classmethod
    def of(cls, state: AnchorState) -> CaseGroup:
        """The group of a state that needs eyes."""
        return _GROUPS[state]


_GROUPS = {
    AnchorState.CHANGED: CaseGroup.CHANGED,
    AnchorState.AMBIGUOUS: CaseGroup.AMBIGUOUS,
    AnchorState.ORPHAN: CaseGroup.LOST,
}
_TITLES = {
    CaseGroup.CHANGED: "The sentence changed",
    CaseGroup.AMBIGUOUS: "The sentence is there more than once",
    CaseGroup.LOST: "The sentence is not in this text",
}


@dataclass(frozen=True, slots=True, kw_only=True)
class SuggestedPlace:
    """A sentence that the note may belong to now."""

    span: Span
    text: str
    #: Where it is, beside where the sentence was: "same section".
    place: str


@dataclass(frozen=True, slots=True, kw_only=True)
class NoteWords:
    """The note of a case, as far as deciding takes it."""

    headline: str
    why: str
    #: Best source: its rank, what it does, its citation; None where there is none.
    rank: Authority | None
    relation: str
    citation: str


@dataclass(frozen=True, slots=True, kw_only=True)
class CaseText:
    """One case in words."""

    uid: str
    annotation_uid: str
    group: CaseGroup
    severity: Severity
    headline: str
    #: "How much to take · numbers differ".
    detail: str
    title: str
    #: "Numbers: 900 → 600"; worst first.
    chips: tuple[str, ...]
    #: "match 0.81"; empty where nothing was matched.
    match: str
    #: The sentence as it was: what stayed and what went.
    old: tuple[DiffRun, ...]
    #: The sentence as it is: what stayed and what came; empty where it has no place.
    new: tuple[DiffRun, ...]
    #: Day (UTC, `2026-11-20`) of the text that the old sentence is from, and of the new one;
    #: both empty where it is the same.
    old_on: str
    new_on: str
    note: NoteWords
    suggestions: tuple[SuggestedPlace, ...]
    #: Where its sentence is now; None where it has no place.
    new_at: Span | None

    @property
    def old_text(self) -> str:
        """The sentence as it was."""
        return "".join(run.text for run in self.old)

    @property
    def new_text(self) -> str:
        """The sentence as it is."""
        return "".join(run.text for run in self.new)

    @property
    def may_hold(self) -> bool:
        """True where it has a place that can be confirmed."""
        return self.group is CaseGroup.CHANGED

    @property
    def description(self) -> str:
        """All of it, for assistive technology."""
        parts = [*self.chips, f"It was: {quoted(self.old_text)}"]
        if self.new:
            parts.append(f"It is now: {quoted(self.new_text)}")
        parts += [f"Your note: {self.note.headline}", self.match]
        return ". ".join(part.rstrip(".") for part in parts if part)


def case_text(
    case: ReviewCase,
    reviewed: ReviewedArticle,
    revised_on: Mapping[str, str],
    cite: Callable[[Source], str],
) -> CaseText:
    """Word a case.

    Args:
        case: To be decided.
        reviewed: The article as it stands now.
        revised_on: When each text of the article came, by its uid.
        cite: Short citation of a source.
    """
    group = CaseGroup.of(case.state)
    runs = diff_words(case.old_sentence, case.new_sentence) if case.new_sentence else ()
    chips = tuple(flag_chips(runs, case.flags))
    suggestions = tuple(_suggestions(case, reviewed))
    old_on = revised_on.get(case.target.confirmed_revision_uid or "", "")[:10]
    new_on = revised_on.get(reviewed.revision.uid, "")[:10]
    if old_on == new_on:
        # Two texts of one day are told apart by words.
        old_on = new_on = ""
    return CaseText(
        uid=case.target.uid,
        annotation_uid=case.annotation.uid,
        group=group,
        severity=case.annotation.note.severity,
        headline=one_line(case.annotation.note.headline) or case.annotation.note.category.label,
        detail=_detail(case, group, chips, len(suggestions)),
        title=_TITLES[group],
        chips=chips,
        match=f"match {case.score:.2f}" if group is CaseGroup.CHANGED else "",
        old=_side(runs, DiffKind.REMOVED) or (DiffRun(DiffKind.SAME, case.old_sentence),),
        new=_side(runs, DiffKind.ADDED),
        old_on=old_on,
        new_on=new_on,
        note=note_words(case.annotation, cite),
        suggestions=suggestions,
        new_at=case.new_at,
    )


def note_words(annotation: Annotation, cite: Callable[[Source], str]) -> NoteWords:
    """The note with its best source."""
    note = annotation.note
    best = next(iter(annotation.ranked_evidence), None)
    why = one_line(note.body) if note.correction else one_line(note.body.partition("\n")[2])
    missing = f"No source needed: {one_line(note.no_source_needed)}"
    return NoteWords(
        headline=one_line(note.headline) or note.category.label,
        why=why,
        rank=best.source.rank if best else None,
        relation=best.relation.label if best else "",
        citation=one_line(cite(best.source))
        if best
        else missing
        if note.no_source_needed
        else "No source yet",
    )


def _side(runs: Sequence[DiffRun], changed: DiffKind) -> tuple[DiffRun, ...]:
    return tuple(run for run in runs if run.kind in (DiffKind.SAME, changed))


# Flags


def flag_chips(runs: Sequence[DiffRun], flags: Iterable[str]) -> Iterator[str]:
    """Say each flag with the words that raised it: "Numbers: 900 → 600"."""
    wanted = frozenset(flags)
    changes = list(_changes(runs))
    for flag in ChangeFlag:
        if flag.value in wanted:
            said = [_said(flag, *change) for change in changes if flag in change_flags(*change)]
            name, vague = _FLAG_WORDS[flag]
            yield f"{name}: {', '.join(said)}" if said else vague


_FLAG_WORDS = {
    ChangeFlag.NUMBER: ("Numbers", "Numbers differ"),
    ChangeFlag.NEGATION: ("Negation", "A negation differs"),
    ChangeFlag.MODAL: ("How sure", "It is said more or less surely"),
}
_FLAG_DETAILS = {
    ChangeFlag.NUMBER: "numbers differ",
    ChangeFlag.NEGATION: "a negation differs",
    ChangeFlag.MODAL: "how sure differs",
}


def _changes(runs: Sequence[DiffRun]) -> Iterator[tuple[str, str]]:
    """Pairs of what went and what came in its place; one of them may be empty."""
    gone = ""
    for run in (*runs, DiffRun(DiffKind.SAME, "")):
        if run.kind is DiffKind.REMOVED:
            gone = run.text
            continue
        if run.kind is DiffKind.ADDED or gone:
            yield gone, run.text if run.kind is DiffKind.ADDED else ""
        gone = ""


def _said(flag: ChangeFlag, before: str, after: str) -> str:
    before, after = _cut(before), _cut(after)
    quote = str if flag is ChangeFlag.NUMBER else quoted
    if before and after:
        return f"{quote(before)} → {quote(after)}"
    return f"{quoted(after)} added" if after else f"{quoted(before)} left out"


def _cut(text: str) -> str:
    bare = one_line(text)
    if len(bare) <= _CHIP_LENGTH:
        return bare
    return bare[:_CHIP_LENGTH].rsplit(" ", 1)[0].rstrip(" ,;:") + " …"


def _detail(case: ReviewCase, group: CaseGroup, chips: Sequence[str], suggestions: int) -> str:
    parts = [one_line(case.target.heading)]
    if group is CaseGroup.CHANGED:
        flags = [_FLAG_DETAILS[flag] for flag in ChangeFlag if flag.value in case.flags]
        added = [chip.split(": ", 1)[1] for chip in chips if chip.endswith((" added", " left out"))]
        parts.append((added or flags or ["words differ"])[0])
    elif group is CaseGroup.AMBIGUOUS:
        parts.append(counted(suggestions, "copy", "copies"))
    else:
        parts.append(counted(suggestions, "suggestion") if suggestions else "nothing like it")
    return " · ".join(part for part in parts if part)


# Suggestions


def _suggestions(case: ReviewCase, reviewed: ReviewedArticle) -> Iterator[SuggestedPlace]:
    # The place that it has is confirmed or left; another sentence is one of the others.
    others = [span for span in case.suggestions if span != case.target.span]
    headings = Headings(reviewed)
    for span in others[:MOST_SUGGESTIONS]:
        whole = whole_sentences(reviewed.revision.sentences, span)
        yield SuggestedPlace(
            span=span,
            text=one_line(reviewed.revision.text[whole.start : whole.end]),
            place=headings.beside(one_line(case.target.heading), span),
        )


class Headings:
    """The headings of an article's text."""

    def __init__(self, reviewed: ReviewedArticle) -> None:
        found, at = [], 0
        for block in reviewed.revision.blocks:
            if block.kind.heading_level and block.text:
                found.append((at, one_line(block.text)))
            at += len(block.text) + 1
        self._starts = [start for start, _ in found]
        self._texts = [text for _, text in found]

    def above(self, position: int) -> str:
        """The nearest heading above a code point; empty where there is none."""
        index = bisect_left(self._starts, position)
        return self._texts[index - 1] if index else ""

    def beside(self, heading: str, span: Span) -> str:
        """Where a span is, for who knows the heading that the sentence was under."""
        here = self.above(span.start)
        if here == heading:
            return "same section"
        return f"under {quoted(here, 40)}" if here else "before the first heading"


def whole_sentences(sentences: Sequence[Span], span: Span) -> Span:
    """A span grown to the sentences that it touches."""
    start, end = span.start, span.end
    first = bisect_left(sentences, span.start + 1, key=lambda each: each.end)
    for sentence in sentences[first:]:
        if sentence.start >= span.end:
            break
        start, end = min(start, sentence.start), max(end, sentence.end)
    return Span(start, end)


# What needed no eyes


@dataclass(frozen=True, slots=True, kw_only=True)
class Settled:
    """Places that were carried over without asking, and what the text is compared with."""

    in_place: int = 0
    typographic: int = 0
    moved: int = 0

    @property
    def unchanged(self) -> int:
        """Where they were, or with other quote marks."""
        return self.in_place + self.typographic

    @property
    def rows(self) -> tuple[tuple[str, str], ...]:
        """What the list says of them: a line, and a quieter one."""
        found = []
        if self.moved:
            found.append((f"{self.moved} moved, word for word the same", "positions updated"))
        if self.unchanged:
            parts = [f"{self.in_place} in place"] if self.in_place else []
            if self.typographic:
                parts.append(f"{self.typographic} differ only in typography")
            found.append((f"{self.unchanged} unchanged", ", ".join(parts)))
        return tuple(found)


def settled(reviewed: ReviewedArticle) -> Settled:
    """Count what followed its sentence into the present text of an article."""
    states = [
        target.state
        for annotation in reviewed.annotations
        for target in annotation.targets
        if target.article_uid == reviewed.article.uid
        and target.span is not None
        and target.confirmed_revision_uid not in (None, target.revision_uid)
    ]
    return Settled(
        in_place=states.count(AnchorState.EXACT),
        typographic=states.count(AnchorState.TYPOGRAPHIC),
        moved=states.count(AnchorState.SHIFTED),
    )
