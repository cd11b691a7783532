"""What has to be looked at since an article's text changed, and what a person says of it."""

from __future__ import annotations

import sqlite3
from bisect import bisect_right
from collections.abc import Sequence
from dataclasses import dataclass

from annotations.errors import ActionConflictError, InvalidAnnotationError
from annotations.model import Annotation, Span, Target
from annotations.storage.changes import Action
from annotations.storage.notes import changed_note, place_in, refuse_other_text, stored_note
from annotations.storage.present_text import PresentTexts
from annotations.storage.reading import read_reviewed_article
from annotations.storage.rows import sentences_from_blob
from annotations.storage.snapshots import Record, place_of
from annotations.vocabulary import AnchorState, Severity, TargetRole

#: Text and sentences by uid of the revision.
_Texts = dict[str, tuple[str, tuple[Span, ...]]]
_REVISION = "SELECT text, sentences FROM revisions WHERE uid = ?"


@dataclass(frozen=True, slots=True, kw_only=True)
class ReviewCase:
    """One place of a note that the article's new text has changed, or does not hold any more.

    Attributes:
        annotation: The note.
        target: Its place; `span` is None where it is ambiguous or lost.
        old_sentence: Whole sentences of the text in which a person saw it last.
        new_sentence: Those that are at its place now; empty where it has none.
        old_at: Where `old_sentence` is, in the text `target.confirmed_revision_uid`.
        new_at: Where `new_sentence` is in the present text.
    """

    annotation: Annotation
    target: Target
    old_sentence: str
    new_sentence: str
    old_at: Span
    new_at: Span | None

    @property
    def state(self) -> AnchorState:
        """Changed, ambiguous or orphan."""
        return self.target.state

    @property
    def score(self) -> float:
        """How much alike the two are, 0 to 1."""
        return self.target.score

    @property
    def flags(self) -> frozenset[str]:
        """What the new words say otherwise: number, negation, modal."""
        return self.target.flags

    @property
    def suggestions(self) -> tuple[Span, ...]:
        """Where it may be in the present text, likeliest first."""
        return self.target.suggestions


def read_review_cases(connection: sqlite3.Connection, article_uid: str) -> tuple[ReviewCase, ...]:
    """What is to be looked at in an article, the worst first; drafts too."""
    reviewed = read_reviewed_article(connection, article_uid, drafts=True, withdrawn=False)
    texts: _Texts = {reviewed.revision.uid: (reviewed.revision.text, reviewed.revision.sentences)}
    cases = []
    for annotation in reviewed.annotations:
        for target in annotation.targets:
            if target.article_uid != article_uid or not target.needs_review:
                continue
            confirmed = target.confirmed_revision_uid
            if confirmed is None or target.quote is None:
                continue
            if confirmed not in texts:
                ((text, blob),) = connection.execute(_REVISION, (confirmed,)).fetchall()
                texts[confirmed] = text, sentences_from_blob(blob)
            cases.append(_case(connection, annotation, target, texts))
    return tuple(sorted(cases, key=_urgency))


def _case(
    connection: sqlite3.Connection,
    annotation: Annotation,
    target: Target,
    texts: _Texts,
) -> ReviewCase:
    ((start, end),) = connection.execute(
        "SELECT start_cp, end_cp FROM targets WHERE uid = ?", (target.uid,)
    ).fetchall()
    old_text, old_sentences = texts[target.confirmed_revision_uid or ""]
    new_text, new_sentences = texts[target.revision_uid or ""]
    old_at = _whole(old_sentences, Span(start, end))
    new_at = _whole(new_sentences, target.span) if target.span else None
    return ReviewCase(
        annotation=annotation,
        target=target,
        old_sentence=old_text[old_at.start : old_at.end],
        new_sentence=new_text[new_at.start : new_at.end] if new_at else "",
        old_at=old_at,
        new_at=new_at,
    )


def _whole(sentences: Sequence[Span], place: Span) -> Span:
    """The place, grown to the sentences that it touches."""
    start, end = place.start, place.end
    first = bisect_right(sentences, place.start, key=lambda sentence: sentence.end)
    for sentence in sentences[first:]:
        if sentence.start >= place.end:
            break
        start, end = min(start, sentence.start), max(end, sentence.end)
    return Span(start, end)


_ORDER = (AnchorState.AMBIGUOUS, AnchorState.ORPHAN, AnchorState.CHANGED)


def _urgency(case: ReviewCase) -> tuple[int, int, Span]:
    severity = case.annotation.note.severity
    if severity is Severity.CRITICAL:
        rank = 0
    elif case.flags:
        rank = 1
    else:
        rank = 2 + _ORDER.index(case.state)
    return rank, -severity, case.new_at or case.old_at


def confirm_target(action: Action, annotation_uid: str, target_uid: str) -> None:
    """Say that a note still holds where its sentence stands now, with the words it has now."""
    record, target = _found(action, annotation_uid, target_uid)
    place = place_of(target)
    if place is None and target["start_cp"] is not None:
        raise InvalidAnnotationError(
            "The sentence of this note is not in the text any more, or more than once. Choose"
            " the sentence that it belongs to, or withdraw the note."
        )
    if place is not None and target["resolved"] is not None:
        _put(action, annotation_uid, record, target, Span(*place))


def reattach_target(action: Action, annotation_uid: str, target_uid: str, span: Span) -> None:
    """Say where in the article's present text a note belongs now."""
    record, target = _found(action, annotation_uid, target_uid)
    _put(action, annotation_uid, record, target, span)


def _found(action: Action, annotation_uid: str, target_uid: str) -> tuple[Record, Record]:
    record = stored_note(action, annotation_uid)
    for target in record["targets"]:
        if target["uid"] == target_uid and target["article"] is not None:
            refuse_other_text(action, record)
            return record, target
    raise ActionConflictError(
        "The note does not speak of that place any more. It has been changed since, here or in"
        " another window."
    )


def _put(action: Action, uid: str, record: Record, target: Record, span: Span) -> None:
    text = PresentTexts(action.connection).of(target["article"])
    made = place_in(text, span, TargetRole(target["role"]), target["why"])
    if (made["exact"], place_of(made), made["revision"]) == (
        target["exact"],
        place_of(target),
        target["revision"],
    ):
        return
    targets = [
        {**made, "uid": old["uid"]} if old["uid"] == target["uid"] else old
        for old in record["targets"]
    ]
    action.write("annotation", uid, changed_note({**record, "targets": targets}, record))
