"""What a reviewer is writing: the values that go into the library's verbs.

They name other things by uid and hold only what a person decides; the library adds
selectors, headings, times and versions when it stores them.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from annotations.ids import (
    ActionId,
    AnnotationUid,
    ArticleUid,
    EditUid,
    EvidenceUid,
    ReviewerUid,
    RevisionUid,
    SourceUid,
    TargetUid,
)
from annotations.model import Annotation, CautionNote, LibraryChange, Span
from annotations.vocabulary import Relation, Status, TargetRole


@dataclass(frozen=True, slots=True, kw_only=True)
class TargetDraft:
    """A place as the reviewer points at it.

    One that has a `uid` is a target of the note already: it keeps its selectors as they
    are stored, and only `why` is taken from here.
    """

    role: TargetRole
    article_uid: ArticleUid | None
    #: The revision that `span` counts in; None for a quote without a place.
    revision_uid: RevisionUid | None
    #: None for the whole article, and for a quote without a place.
    span: Span | None
    why: str = ""
    uid: TargetUid | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class EvidenceDraft:
    """What ties the note to a source; `uid` is None for a new row."""

    source_uid: SourceUid
    relation: Relation
    why: str = ""
    quote: str = ""
    locator: str = ""
    checked: str = ""
    uid: EvidenceUid | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class NoteDraft:
    """A note as it is to be stored: new where `uid` is None, else in place of what is there."""

    note: CautionNote
    status: Status
    targets: tuple[TargetDraft, ...]
    evidence: tuple[EvidenceDraft, ...] = ()
    uid: AnnotationUid | None = None
    #: Version of the note that the edit began from; storing is refused where it has changed
    #: since. 0 for a new note.
    base_version: int = 0


@dataclass(frozen=True, slots=True)
class SavedNote:
    """A note as it stands in the library now, and what storing it changed."""

    annotation: Annotation
    change: LibraryChange


@dataclass(frozen=True, slots=True, kw_only=True)
class UnsavedEdit:
    """What is being typed, kept in the library outside of notes and history.

    Attributes:
        uid: Made by whoever opens the editor; the edit is kept under it until it is dropped.
        article_uid: The article that it is written beside.
        annotation_uid: The note that is being edited; None for a new one.
        form: JSON object that the editor can be filled from again; at most 1 MB as text.
        holder: Which running window types it: a token that the window makes.
        kept_at: UTC time of the last keeping; given by the library.
    """

    uid: EditUid
    article_uid: ArticleUid
    annotation_uid: AnnotationUid | None
    form: Mapping[str, Any] = field(default_factory=dict)
    holder: str = ""
    kept_at: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class PastAction:
    """One action of the change log, as undo needs it after a restart."""

    id: ActionId
    #: What the user did, as the history says it.
    label: str
    at: str
    reviewer_uid: ReviewerUid
    #: True where it has been taken back and can be done again.
    is_undone: bool
