"""A form as JSON and back, forgiving: an edit of an older or newer Caveat still opens."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import fields
from enum import Enum
from typing import Any, TypeVar

from annotations import (
    AccessedThrough,
    AnnotationUid,
    ArticleUid,
    Authority,
    Category,
    Certainty,
    EvidenceUid,
    Relation,
    RevisionUid,
    Severity,
    Source,
    SourceType,
    SourceUid,
    Span,
    Status,
    TargetDraft,
    TargetRole,
    TargetUid,
)
from reader.editing.form import FIRST_CATEGORY, FIRST_SEVERITY, TEXT_FIELDS, EvidenceForm, NoteForm

_Choice = TypeVar("_Choice", bound=Enum)
_SOURCE_TEXTS = (
    "title",
    "publisher",
    "container",
    "issued",
    "url",
    "doi",
    "pmid",
    "pmcid",
    "isbn",
    "jurisdiction",
    "retraction_note",
    "establishes",
    "authority_reason",
)


def form_to_json(form: NoteForm) -> dict[str, Any]:
    """Write every field under its name; enumerations as their ids."""
    data: dict[str, Any] = {name: getattr(form, name) for name in TEXT_FIELDS}
    return data | {
        "form": 1,
        "category": form.category.value,
        "severity": form.severity.id,
        "severity_is_chosen": form.severity_is_chosen,
        "tags": list(form.tags),
        "certainty": form.certainty.value,
        "is_verdict": form.is_verdict,
        "targets": [_target_to_json(target) for target in form.targets],
        "evidence": [_row_to_json(row) for row in form.evidence],
        "uid": form.uid,
        "base_version": form.base_version,
        "status": form.status.value,
    }


def form_from_json(data: Mapping[str, Any]) -> NoteForm:
    """Read a form; whatever is not what it must be is left as in a new note."""
    severity = data.get("severity")
    known = {each.id: each for each in Severity}
    version = data.get("base_version")
    return NoteForm(
        **{name: _text(data, name) for name in TEXT_FIELDS},
        category=_choice(Category, data.get("category"), FIRST_CATEGORY),
        severity=known.get(severity, FIRST_SEVERITY)
        if isinstance(severity, str)
        else FIRST_SEVERITY,
        severity_is_chosen=data.get("severity_is_chosen") is True,
        tags=tuple(tag for tag in _items(data, "tags") if isinstance(tag, str)),
        certainty=_choice(Certainty, data.get("certainty"), Certainty.NONE),
        is_verdict=data.get("is_verdict") is True,
        targets=tuple(_target(each) for each in _objects(data, "targets")),
        evidence=tuple(
            row for each in _objects(data, "evidence") if (row := _row(each)) is not None
        ),
        uid=_uid(data, "uid", AnnotationUid),
        base_version=version if type(version) is int and version >= 0 else 0,
        status=_choice(Status, data.get("status"), Status.DRAFT),
    )


def _target_to_json(target: TargetDraft) -> dict[str, Any]:
    return {
        "role": target.role.value,
        "article": target.article_uid,
        "revision": target.revision_uid,
        "span": [target.span.start, target.span.end] if target.span else None,
        "why": target.why,
        "uid": target.uid,
    }


def _target(data: Mapping[str, Any]) -> TargetDraft:
    return TargetDraft(
        role=_choice(TargetRole, data.get("role"), TargetRole.CLAIM),
        article_uid=_uid(data, "article", ArticleUid),
        revision_uid=_uid(data, "revision", RevisionUid),
        span=_span(data.get("span")),
        why=_text(data, "why"),
        uid=_uid(data, "uid", TargetUid),
    )


def _span(value: object) -> Span | None:
    if not isinstance(value, list) or len(value) != 2:
        return None
    start, end = value
    is_span = type(start) is int and type(end) is int and 0 <= start <= end
    return Span(start, end) if is_span else None


def _row_to_json(row: EvidenceForm) -> dict[str, Any]:
    return {
        "source": _source_to_json(row.source),
        "relation": row.relation.value,
        "why": row.why,
        "quote": row.quote,
        "locator": row.locator,
        "checked": row.checked,
        "uid": row.uid,
    }


def _row(data: Mapping[str, Any]) -> EvidenceForm | None:
    """Read a row; None where it names no source."""
    source = data.get("source")
    if not isinstance(source, Mapping) or not _text(source, "uid"):
        return None
    return EvidenceForm(
        source=_source(source),
        relation=_choice(Relation, data.get("relation"), Relation.DISPUTES),
        why=_text(data, "why"),
        quote=_text(data, "quote"),
        locator=_text(data, "locator"),
        checked=_text(data, "checked"),
        uid=_uid(data, "uid", EvidenceUid),
    )


def _source_to_json(source: Source) -> dict[str, Any]:
    written: dict[str, Any] = {}
    for field in fields(source):
        value = getattr(source, field.name)
        if isinstance(value, Enum):
            value = value.value
        written[field.name] = list(value) if isinstance(value, tuple) else value
    return written


def _source(data: Mapping[str, Any]) -> Source:
    authority = data.get("authority")
    return Source(
        uid=SourceUid(_text(data, "uid")),
        type=_choice(SourceType, data.get("type"), SourceType.OTHER),
        authors=tuple(name for name in _items(data, "authors") if isinstance(name, str)),
        retracted=data.get("retracted") is True,
        accessed_through=_choice(
            AccessedThrough, data.get("accessed_through"), AccessedThrough.ORIGINAL
        ),
        authority=_choice(Authority, authority, Authority.E) if authority else None,
        **{name: _text(data, name) for name in _SOURCE_TEXTS},
    )


def _text(data: Mapping[str, Any], key: str) -> str:
    value = data.get(key)
    return value if isinstance(value, str) else ""


_Uid = TypeVar("_Uid", bound=str)


def _uid(data: Mapping[str, Any], key: str, make: type[_Uid] | Any) -> _Uid | None:
    value = data.get(key)
    return make(value) if isinstance(value, str) and value else None


def _items(data: Mapping[str, Any], key: str) -> list[Any]:
    value = data.get(key)
    return list(value) if isinstance(value, list | tuple) else []


def _objects(data: Mapping[str, Any], key: str) -> list[Mapping[str, Any]]:
    return [item for item in _items(data, key) if isinstance(item, Mapping)]


def _choice(kind: type[_Choice], value: object, default: _Choice) -> _Choice:
    try:
        return kind(value)
    except ValueError:
        return default
