"""The verbs on caution notes: save, withdraw, delete, restore, approve, and their places."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from annotations.editing import EvidenceDraft, NoteDraft, TargetDraft
from annotations.errors import ActionConflictError, InvalidAnnotationError
from annotations.ids import new_uid
from annotations.model import Span
from annotations.storage.changes import Action
from annotations.storage.note_reading import no_note
from annotations.storage.present_text import PresentText, PresentTexts
from annotations.storage.resolving import settled
from annotations.storage.rows import clean, new_note_record, note_to_record
from annotations.storage.snapshots import Record, place_of, read_record, revision_of
from annotations.storage.sources import take_sources_along
from annotations.vocabulary import Status, TargetRole

#: Longest field of a note, in code points; most tags, and most rows of evidence.
MAX_FIELD = 20_000
MAX_ROWS = 50

_NOT_APPROVED = {"approved_by": None, "approved_at": ""}
_NOT_WITHDRAWN = {"withdrawn_reason": ""}


def save_note(action: Action, draft: NoteDraft) -> str:
    """Store a note, new or in place of what is there; returns its uid."""
    _check_limits(draft)
    old = None if draft.uid is None else _editable(action, draft)
    record = {
        **(old or {}),
        **(
            note_to_record(draft.note, draft.status)
            if old
            else new_note_record(
                draft.note, draft.status, reviewer=action.reviewer_uid(), at=action.at
            )
        ),
        "targets": _targets(action, draft.targets, old["targets"] if old else []),
        "evidence": _evidence(action, draft.evidence, old["evidence"] if old else []),
    }
    uid = draft.uid or new_uid()
    action.write("annotation", uid, changed_note(record, old))
    return uid


def withdraw_note(action: Action, uid: str, reason: str) -> None:
    """Take a note back, and keep it with the reason."""
    if len(reason) > MAX_FIELD:
        raise _too_long("reason", len(reason))
    record = stored_note(action, uid)
    withdrawn = {"status": Status.WITHDRAWN.value, "withdrawn_reason": clean(reason.strip())}
    action.write("annotation", uid, {**record, **_NOT_APPROVED, **withdrawn})


def delete_note(action: Action, uid: str) -> None:
    """Move a note to the trash; nothing changes where it is there already."""
    record = _record(action, uid)
    if record["deleted_at"] is None:
        action.write("annotation", uid, {**record, "deleted_at": action.at})


def restore_note(action: Action, uid: str) -> None:
    """Take a note out of the trash, with its sources; nothing changes where it is not there."""
    record = _record(action, uid)
    if record["deleted_at"] is not None:
        restored = {**settled(action.connection, record), "deleted_at": None}
        take_sources_along(action, restored)
        action.write("annotation", uid, restored)


def approve_note(action: Action, uid: str) -> None:
    """Put another reviewer's name to a note that is ready."""
    record = stored_note(action, uid)
    status = Status(record["status"])
    if status is Status.APPROVED:
        return
    if record["reviewer"] == action.reviewer_uid():
        raise InvalidAnnotationError(
            "You wrote this note, so somebody else has to approve it. Another reviewer can, under"
            " their own name."
        )
    if status is not Status.READY:
        raise InvalidAnnotationError(
            f"This note is {_SAID[status]}, so it cannot be approved. Save it as ready first."
        )
    approved = {
        "status": Status.APPROVED.value,
        "approved_by": action.reviewer_uid(),
        "approved_at": action.at,
    }
    action.write("annotation", uid, {**record, **approved})


_SAID = {Status.DRAFT: "a draft", Status.WITHDRAWN: "withdrawn"}


def add_target(action: Action, uid: str, target: TargetDraft) -> None:
    """Have a note speak of one more place; nothing changes where it does already."""
    old = stored_note(action, uid)
    made = _new_target(PresentTexts(action.connection), target)
    if not any(_place(made) == _place(known) for known in old["targets"]):
        record = {**old, "targets": [*old["targets"], made]}
        action.write("annotation", uid, changed_note(record, old))


def remove_target(action: Action, uid: str, target_uid: str) -> None:
    """Have a note not speak of a place any more."""
    old = stored_note(action, uid)
    kept = [target for target in old["targets"] if target["uid"] != target_uid]
    if len(kept) == len(old["targets"]):
        raise ActionConflictError(
            "The note does not speak of that place any more. It has been changed since, here or"
            " in another window."
        )
    if not _has_claim(target["role"] for target in kept):
        raise InvalidAnnotationError(
            "This is the last sentence that the note speaks of. Delete the note instead, or add"
            " another sentence first."
        )
    action.write("annotation", uid, changed_note({**old, "targets": kept}, old))


def refuse_other_text(action: Action, record: Record) -> None:
    """Refuse a note that points into a text which its article does not show any more."""
    for target in record["targets"]:
        if revision_of(target) is None:
            continue
        shown = action.connection.execute(
            "SELECT 1 FROM articles a JOIN revisions r ON r.id = a.revision_id"
            " WHERE a.uid = ? AND r.uid = ?",
            (target["article"], revision_of(target)),
        ).fetchall()
        if not shown:
            raise ActionConflictError(
                "The text of this note's article has been replaced since, so its place is not"
                " known any more. Write the note anew at the new text."
            )


def _record(action: Action, uid: str) -> Record:
    try:
        return read_record(action.connection, "annotation", uid)
    except KeyError as error:
        raise no_note() from error


def stored_note(action: Action, uid: str) -> Record:
    """The note as it stands; refused where it is in the trash."""
    record = _record(action, uid)
    if record["deleted_at"] is not None:
        raise ActionConflictError(
            "This note has been moved to the trash, here or in another window. Restore it first."
        )
    return record


def _editable(action: Action, draft: NoteDraft) -> Record:
    """The note as it stands, where it is still what the edit began from."""
    record = stored_note(action, draft.uid or "")
    ((version,),) = action.connection.execute(
        "SELECT version FROM annotations WHERE uid = ?", (draft.uid,)
    ).fetchall()
    if version != draft.base_version:
        raise ActionConflictError(
            "This note has been changed since you began, here or in another window, so yours was"
            " not saved over it. Open it again to see what changed; what you typed is kept."
        )
    return record


def changed_note(record: Record, old: Record | None) -> Record:
    """The record with a status that follows from what it was: an approval is for the words
    that were approved, and a reason to withdraw ends with being withdrawn.
    """
    status = Status(record["status"])
    was = Status(old["status"]) if old else None
    if status is Status.WITHDRAWN:
        if was is not Status.WITHDRAWN:
            raise InvalidAnnotationError("A note is withdrawn with a reason. Withdraw it instead.")
        return record
    ready = {"status": Status.READY.value}
    if status.is_published and old and was is Status.APPROVED:
        same = {**record, "status": was.value} == old
        return old if same else {**record, **_NOT_APPROVED, **ready}
    settled = ready if status.is_published else {}
    return {**record, **_NOT_APPROVED, **_NOT_WITHDRAWN, **settled}


def _targets(action: Action, drafts: Iterable[TargetDraft], known: list[Record]) -> list[Record]:
    texts = PresentTexts(action.connection)
    stored = {target["uid"]: target for target in known}
    made: list[Record] = []
    for draft in drafts:
        if draft.uid is None:
            target = _new_target(texts, draft)
        elif draft.uid in stored:
            target = {**stored[draft.uid], "why": clean(draft.why)}
        else:
            raise ActionConflictError(
                "A place of this note is not there any more. It has been changed since, here or"
                " in another window."
            )
        if not any(_place(target) == _place(other) for other in made):
            made.append(target)
    return made


def _place(target: Record) -> tuple[object, ...]:
    # Words without a place, or that are lost, are told apart by what they say.
    place = place_of(target)
    return target["role"], target["article"], place, None if place else target["exact"]


def _new_target(texts: PresentTexts, draft: TargetDraft) -> Record:
    if len(draft.why) > MAX_FIELD:
        raise _too_long("word on why it conflicts", len(draft.why))
    if draft.article_uid is None:
        raise InvalidAnnotationError("A note needs a place in an article. Choose the sentence.")
    text = texts.of(draft.article_uid)
    if draft.revision_uid != text.revision:
        raise ActionConflictError(
            f"The text of “{text.article.title}” has been replaced since you began, so the place"
            " is not known any more. Choose the sentence again; what you typed is kept."
        )
    return place_in(text, draft.span, draft.role, clean(draft.why))


def place_in(text: PresentText, span: Span | None, role: TargetRole, why: str) -> Record:
    """A new target in the text, or on all of it; refused where the text has no such place."""
    if span is not None and not 0 <= span.start < span.end <= len(text.text):
        raise InvalidAnnotationError(
            f"The place {span.start} to {span.end} is not in the text of “{text.article.title}”,"
            f" which has {len(text.text):,} characters. Choose the sentence again."
        )
    return text.target(span, role, why)


def _evidence(action: Action, drafts: Iterable[EvidenceDraft], known: list[Record]) -> list[Record]:
    stored = {item["uid"] for item in known}
    return [
        {
            "uid": draft.uid if draft.uid in stored else new_uid(),
            "source": _citable(action, draft.source_uid),
            "relation": draft.relation.value,
            "why": clean(draft.why),
            "quote": clean(draft.quote),
            "locator": clean(draft.locator),
            "checked": clean(draft.checked),
        }
        for draft in drafts
    ]


def _citable(action: Action, uid: str) -> str:
    found = action.connection.execute(
        "SELECT title, deleted_at FROM sources WHERE uid = ?", (uid,)
    ).fetchall()
    if not found:
        raise InvalidAnnotationError(
            "A source of this note is not in the library any more. Choose it again."
        )
    title, deleted_at = found[0]
    if deleted_at is not None:
        raise InvalidAnnotationError(
            f"The source “{title[:60]}” has been moved to the trash. Restore it, or choose another."
        )
    return uid


def _check_limits(draft: NoteDraft) -> None:
    if not _has_claim(target.role.value for target in draft.targets):
        raise InvalidAnnotationError(
            "A note needs a sentence that it speaks of. Choose one in the article."
        )
    for name, text in _fields(draft):
        if len(text) > MAX_FIELD:
            raise _too_long(name, len(text))
    for name, count in (("tags", len(draft.note.tags)), ("sources", len(draft.evidence))):
        if count > MAX_ROWS:
            raise InvalidAnnotationError(
                f"The note has {count} {name}; {MAX_ROWS} is the most. Leave some out."
            )


def _fields(draft: NoteDraft) -> Iterator[tuple[str, str]]:
    note = draft.note
    yield from (
        ("correction", note.correction),
        ("reason", note.body),
        ("advice", note.advice),
        ("date", note.as_of),
        ("reason why it needs no source", note.no_source_needed),
    )
    yield from (("tag", tag) for tag in note.tags)
    yield from (("word on why it conflicts", target.why) for target in draft.targets)
    for item in draft.evidence:
        yield from (
            ("word on what a source says", item.why),
            ("quotation of a source", item.quote),
            ("place in a source", item.locator),
            ("day a source was checked", item.checked),
        )


def _has_claim(roles: Iterable[str]) -> bool:
    return TargetRole.CLAIM.value in roles


def _too_long(name: str, length: int) -> InvalidAnnotationError:
    return InvalidAnnotationError(
        f"The {name} has {length:,} characters; {MAX_FIELD:,} is the most. Shorten it."
    )
