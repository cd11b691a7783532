"""The note that is being written: a frozen value that every key makes anew.

It holds what a reviewer has decided so far, good or not; what breaks a rule is said, never
refused. From it comes the draft that the library stores, and the JSON that is kept of an
edit which was never saved.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from enum import StrEnum
from typing import Any

from annotations import (
    Annotation,
    AnnotationUid,
    Authority,
    Category,
    CautionNote,
    Certainty,
    Evidence,
    EvidenceDraft,
    EvidenceUid,
    NoteDraft,
    Relation,
    Severity,
    Source,
    Status,
    TargetDraft,
    TargetRole,
    note_warnings,
)

#: A new note begins with these; a digit chooses another category at once.
FIRST_CATEGORY = Category.UNSUPPORTED
FIRST_SEVERITY = Severity.MODERATE
#: Fields of the form that hold what is typed.
TEXT_FIELDS = ("correction", "body", "advice", "as_of", "no_source_needed")
_WEAK = (Authority.D, Authority.E)
_WEAK_ONLY = "Only weak sources (D, E): look for guidance or a study."


class FormField(StrEnum):
    """A part of the editor that a warning stands under."""

    SEVERITY = "severity"
    ADVICE = "advice"
    EVIDENCE = "evidence"


@dataclass(frozen=True, slots=True)
class FormWarning:
    """A rule that the note breaks, and where to mend it."""

    field: FormField
    sentence: str


@dataclass(frozen=True, slots=True, kw_only=True)
class EvidenceForm:
    """One source of the note, as far as it is entered."""

    source: Source
    relation: Relation
    why: str = ""
    #: The source's own words; a summary never stands here.
    quote: str = ""
    locator: str = ""
    checked: str = ""
    uid: EvidenceUid | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class NoteForm:
    """Everything that the editor shows of a note.

    Attributes:
        severity_is_chosen: True once it was set by hand: a category no longer moves it.
        uid: Of the note that is edited; None for a new one.
        base_version: Version of it that the edit began from.
        status: What the note is in the library; a draft where it is new.
    """

    category: Category = FIRST_CATEGORY
    severity: Severity = FIRST_SEVERITY
    severity_is_chosen: bool = False
    correction: str = ""
    body: str = ""
    advice: str = ""
    tags: tuple[str, ...] = ()
    certainty: Certainty = Certainty.NONE
    as_of: str = ""
    is_verdict: bool = False
    no_source_needed: str = ""
    targets: tuple[TargetDraft, ...] = ()
    evidence: tuple[EvidenceForm, ...] = ()
    uid: AnnotationUid | None = None
    base_version: int = 0
    status: Status = Status.DRAFT

    @classmethod
    def for_new(
        cls, targets: tuple[TargetDraft, ...], category: Category | None = None
    ) -> NoteForm:
        """Begin a note on these places; without a category it begins as unsupported."""
        form = cls(targets=targets)
        return form.with_category(category) if category is not None else form

    @classmethod
    def for_note(cls, annotation: Annotation) -> NoteForm:
        """Begin from a note as it stands in the library."""
        note = annotation.note
        return cls(
            category=note.category,
            severity=note.severity,
            severity_is_chosen=True,
            correction=note.correction,
            body=note.body,
            advice=note.advice,
            tags=note.tags,
            certainty=note.certainty,
            as_of=note.as_of,
            is_verdict=note.is_verdict,
            no_source_needed=note.no_source_needed,
            targets=tuple(
                TargetDraft(
                    role=target.role,
                    article_uid=target.article_uid,
                    revision_uid=target.revision_uid,
                    span=target.span,
                    why=target.why,
                    uid=target.uid,
                )
                for target in annotation.targets
            ),
            evidence=tuple(_evidence_form(evidence) for evidence in annotation.evidence),
            uid=annotation.uid,
            base_version=annotation.version,
            status=annotation.status,
        )

    # What it says

    @property
    def note(self) -> CautionNote:
        """The body of the note, white space at both ends of its texts left out."""
        return CautionNote(
            category=self.category,
            severity=self.severity,
            correction=self.correction.strip(),
            body=self.body.strip(),
            advice=self.advice.strip(),
            tags=self.tags,
            certainty=self.certainty,
            as_of=self.as_of.strip(),
            is_verdict=self.is_verdict,
            no_source_needed=self.no_source_needed.strip(),
        )

    @property
    def has_words(self) -> bool:
        """True once something was entered that would be a loss."""
        texts = any(getattr(self, name).strip() for name in TEXT_FIELDS)
        whys = any(target.why.strip() for target in self.targets)
        return texts or whys or bool(self.evidence or self.tags)

    def draft(self, status: Status) -> NoteDraft:
        """What the library is asked to store, with that status."""
        return NoteDraft(
            note=self.note,
            status=status,
            targets=tuple(replace(target, why=target.why.strip()) for target in self.targets),
            evidence=tuple(
                EvidenceDraft(
                    source_uid=row.source.uid,
                    relation=row.relation,
                    why=row.why.strip(),
                    quote=row.quote.strip(),
                    locator=row.locator.strip(),
                    checked=row.checked.strip(),
                    uid=row.uid,
                )
                for row in self.evidence
            ),
            uid=self.uid,
            base_version=self.base_version,
        )

    def warnings(self, status: Status) -> tuple[FormWarning, ...]:
        """Say which rules the note breaks were it saved so, each with the place to mend it."""
        note, has_evidence = self.note, bool(self.evidence)
        found = note_warnings(note, status, has_evidence=has_evidence)
        mended = {
            FormField.SEVERITY: note_warnings(
                replace(note, category=Category.CONTEXT), status, has_evidence=has_evidence
            ),
            FormField.ADVICE: note_warnings(
                replace(note, advice="-"), status, has_evidence=has_evidence
            ),
            FormField.EVIDENCE: note_warnings(note, status, has_evidence=True),
        }
        warnings = [
            FormWarning(field, sentence)
            for sentence in found
            for field, rest in mended.items()
            if sentence not in rest
        ]
        if has_evidence and all(row.source.rank in _WEAK for row in self.evidence):
            warnings.append(FormWarning(FormField.EVIDENCE, _WEAK_ONLY))
        return tuple(warnings)

    # What a reviewer does

    def with_category(self, category: Category) -> NoteForm:
        """Choose a category. Dangerous advice is serious from the start, until the severity
        is set by hand.
        """
        severity = self.severity
        if not self.severity_is_chosen:
            is_dangerous = category is Category.DANGEROUS
            severity = Severity.SERIOUS if is_dangerous else FIRST_SEVERITY
        return replace(self, category=category, severity=severity)

    def with_severity(self, severity: Severity) -> NoteForm:
        """Set the severity by hand."""
        return replace(self, severity=severity, severity_is_chosen=True)

    def with_evidence(self, source: Source, relation: Relation | None = None) -> NoteForm:
        """Add a source at the end; the relation follows from the category where none is said."""
        row = EvidenceForm(source=source, relation=relation or default_relation(self.category))
        return replace(self, evidence=(*self.evidence, row))

    def with_row(self, index: int, row: EvidenceForm) -> NoteForm:
        """Put another row in the place of one."""
        rows = list(self.evidence)
        rows[index] = row
        return replace(self, evidence=tuple(rows))

    def without_row(self, index: int) -> NoteForm:
        """Take a source out."""
        rows = self.evidence
        return replace(self, evidence=rows[:index] + rows[index + 1 :])

    def with_target(self, target: TargetDraft) -> NoteForm:
        """Add a place at the end; one that is there already is not added twice."""
        where = _where(target)
        if any(_where(each) == where for each in self.targets):
            return self
        return replace(self, targets=(*self.targets, target))

    def with_why(self, index: int, why: str) -> NoteForm:
        """Say why a place conflicts."""
        targets = list(self.targets)
        targets[index] = replace(targets[index], why=why)
        return replace(self, targets=tuple(targets))

    def without_target(self, index: int) -> NoteForm:
        """Take a place out."""
        return replace(self, targets=self.targets[:index] + self.targets[index + 1 :])

    @property
    def is_last_claim(self) -> bool:
        """True where one claim is all that is left."""
        return sum(target.role is TargetRole.CLAIM for target in self.targets) <= 1

    # Keeping

    def to_json(self) -> dict[str, Any]:
        """Write it as an object that `from_json` reads."""
        from reader.editing.form_json import form_to_json

        return form_to_json(self)

    @classmethod
    def from_json(cls, data: Mapping[str, Any]) -> NoteForm:
        """Read what `to_json` wrote, by this or another version: what is missing or unknown
        is as in a new note.
        """
        from reader.editing.form_json import form_from_json

        return form_from_json(data)


def default_relation(category: Category) -> Relation:
    """How a source bears on the claim unless the reviewer says otherwise."""
    if category is Category.ACCURATE:
        return Relation.SUPPORTS
    return Relation.BACKGROUND if category is Category.CONTEXT else Relation.DISPUTES


def _evidence_form(evidence: Evidence) -> EvidenceForm:
    return EvidenceForm(
        source=evidence.source,
        relation=evidence.relation,
        why=evidence.why,
        quote=evidence.quote,
        locator=evidence.locator,
        checked=evidence.checked,
        uid=evidence.uid,
    )


def _where(target: TargetDraft) -> tuple[object, ...]:
    if target.uid is not None and target.article_uid is None:
        return (target.uid,)
    return target.role, target.article_uid, target.revision_uid, target.span
