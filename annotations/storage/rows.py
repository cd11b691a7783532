"""Rows to values and back: the only module that knows how a value lies in its columns.

Columns are named in one tuple a value, in the order that its decoder takes them. What comes
from outside is cleaned on the way in: NUL and lone surrogates, which SQLite cannot keep,
become U+FFFD, one for one.
"""

from __future__ import annotations

import json
import re
import sys
from array import array
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import fields
from itertools import starmap
from operator import itemgetter
from typing import Any

from annotations.ids import (
    AnnotationUid,
    ArticleUid,
    EvidenceUid,
    ReviewerUid,
    RevisionUid,
    SourceUid,
    TargetUid,
)
from annotations.model import (
    Annotation,
    Article,
    ArticleFields,
    CautionNote,
    Evidence,
    Reviewer,
    Revision,
    Source,
    Span,
    StripTick,
    Target,
    TextQuoteSelector,
)
from annotations.text.blocks import Block, blocks_from_json, blocks_to_json
from annotations.vocabulary import (
    AccessedThrough,
    AnchorState,
    Authority,
    Category,
    Certainty,
    Relation,
    Severity,
    SourceType,
    Status,
    TargetRole,
)

Row = tuple[Any, ...]

FIELD_NAMES = tuple(field.name for field in fields(ArticleFields))
ARTICLE_COLUMNS = (
    "uid", *FIELD_NAMES, "file_name", "title_suggested", "created_at", "modified_at", "deleted_at",
)  # fmt: skip
REVISION_COLUMNS = (
    "uid", "encoding", "notice", "extractor", "segmenter", "text_sha256", "created_at",
    "sentences", "blocks", "text",
)  # fmt: skip
ANNOTATION_COLUMNS = (
    "id", "uid", "category", "severity", "status", "correction", "body", "advice", "tags",
    "certainty", "as_of", "is_verdict", "no_source_needed", "reviewer_id", "version",
    "created_at", "modified_at", "live", "withdrawn_reason", "approved_by", "approved_at",
)  # fmt: skip
TARGET_COLUMNS = (
    "annotation_id", "article_id", "revision_id", "uid", "role", "start_cp", "end_cp", "exact",
    "prefix", "suffix", "why", "heading", "state", "resolved_revision_id", "resolved_start",
    "resolved_end", "score", "flags", "suggestions",
)  # fmt: skip
EVIDENCE_COLUMNS = (
    "annotation_id", "source_id", "uid", "relation", "why", "quote", "locator", "checked",
)  # fmt: skip
SOURCE_COLUMNS = (
    "uid", "type", "title", "authors", "publisher", "container", "issued", "url", "doi", "pmid",
    "pmcid", "isbn", "jurisdiction", "retracted", "retraction_note", "establishes",
    "accessed_through", "authority", "authority_reason",
)  # fmt: skip
REVIEWER_COLUMNS = ("id", "uid", "name", "orcid", "conflict_of_interest")

_CATEGORIES = {item.value: item for item in Category}
_SEVERITIES = {int(item): item for item in Severity}
_STATUSES = {item.value: item for item in Status}
_CERTAINTIES = {item.value: item for item in Certainty}
_ROLES = {item.value: item for item in TargetRole}
_STATES = {item.value: item for item in AnchorState}
_NO_FLAGS: frozenset[str] = frozenset()
_RELATIONS = {item.value: item for item in Relation}

_UNSTORABLE = re.compile("[\x00\ud800-\udfff]")


def columns(names: Iterable[str], table: str = "") -> str:
    """The names as SQL, each with its table's alias where there is one."""
    prefix = f"{table}." if table else ""
    return ", ".join(prefix + name for name in names)


def clean(text: str) -> str:
    """Replace what SQLite cannot keep by U+FFFD, one for one."""
    return _UNSTORABLE.sub("\ufffd", text)


def clean_line(text: str) -> str:
    """Clean a text of one line: white space folded, ends trimmed."""
    return " ".join(clean(text).split())


def lines_to_text(items: Iterable[str]) -> str:
    """Store a list of lines; line feeds become spaces, blank items are left out."""
    return "\n".join(clean(item).replace("\n", " ") for item in items if item.strip())


def lines_from_text(text: str) -> tuple[str, ...]:
    """Read a list of lines back."""
    return tuple(text.split("\n")) if text else ()


def sentences_to_blob(sentences: Iterable[Span]) -> bytes:
    """Store spans as little-endian uint32 pairs."""
    numbers = array("I", [n for span in sentences for n in (span.start, span.end)])
    if sys.byteorder == "big":
        numbers.byteswap()
    return numbers.tobytes()


def sentences_from_blob(blob: bytes) -> tuple[Span, ...]:
    """Read spans back; ValueError where bytes are missing."""
    return tuple(starmap(Span, pairs_from_blob(blob)))


def pairs_from_blob(blob: bytes) -> list[tuple[int, int]]:
    """Read spans as pairs of start and end; ValueError where bytes are missing."""
    numbers = array("I")
    numbers.frombytes(blob)
    if sys.byteorder == "big":
        numbers.byteswap()
    pairs = iter(numbers)
    return list(zip(pairs, pairs, strict=True))


def blocks_to_text(blocks: Sequence[Block]) -> str:
    """Store blocks as JSON without their texts: those are slices of the canonical text."""
    rows = blocks_to_json(blocks)
    for row in rows:
        row[1] = len(row[1])
    return json.dumps(rows, ensure_ascii=False, separators=(",", ":"))


def blocks_from_text(stored: str, text: str) -> tuple[Block, ...]:
    """Read blocks back from their JSON and the canonical text."""
    rows = json.loads(stored)
    start = 0
    for row in rows:
        end = start + row[1]
        row[1] = text[start:end]
        start = end + 1
    return blocks_from_json(rows)


def article_from_row(row: Row) -> Article:
    """Decode `ARTICLE_COLUMNS`."""
    return Article(
        uid=ArticleUid(row[0]),
        fields=ArticleFields(
            title=row[1],
            author=row[2],
            publisher=row[3],
            url=row[4],
            published=row[5],
            retrieved=row[6],
            language=row[7],
        ),
        file_name=row[8],
        title_is_suggested=bool(row[9]),
        created_at=row[10],
        modified_at=row[11],
        deleted_at=row[12],
    )


def revision_from_row(article_uid: ArticleUid, row: Row) -> Revision:
    """Decode `REVISION_COLUMNS`."""
    uid, encoding, notice, extractor, segmenter, sha256, created_at, sentences, blocks, text = row
    return Revision(
        uid=RevisionUid(uid),
        article_uid=article_uid,
        text=text,
        blocks=blocks_from_text(blocks, text),
        sentences=sentences_from_blob(sentences),
        encoding=encoding,
        notice=notice,
        extractor=extractor,
        segmenter=segmenter,
        text_sha256=sha256,
        created_at=created_at,
    )


def annotation_from_row(
    row: Row,
    targets: tuple[Target, ...],
    evidence: tuple[Evidence, ...],
    reviewer: Reviewer,
    approved_by: str,
) -> Annotation:
    """Decode `ANNOTATION_COLUMNS`; `approved_by` is the name behind that column."""
    return Annotation(
        uid=AnnotationUid(row[1]),
        note=CautionNote(
            category=_CATEGORIES[row[2]],
            severity=_SEVERITIES[row[3]],
            correction=row[5],
            body=row[6],
            advice=row[7],
            tags=lines_from_text(row[8]),
            certainty=_CERTAINTIES[row[9]],
            as_of=row[10],
            is_verdict=bool(row[11]),
            no_source_needed=row[12],
        ),
        status=_STATUSES[row[4]],
        targets=targets,
        evidence=evidence,
        reviewer=reviewer,
        version=row[14],
        created_at=row[15],
        modified_at=row[16],
        withdrawn_reason=row[18],
        approved_by=approved_by,
        approved_at=row[20],
    )


def target_from_row(
    row: Row,
    article_uid: ArticleUid | None,
    revision_uid: RevisionUid | None,
    confirmed_uid: RevisionUid | None,
) -> Target:
    """Decode `TARGET_COLUMNS`; `revision_uid` is of the text where it stands now."""
    start, end = row[5:7] if row[13] is None else row[14:16]
    return Target(
        uid=TargetUid(row[3]),
        role=_ROLES[row[4]],
        article_uid=article_uid,
        revision_uid=revision_uid,
        span=None if start is None else Span(start, end),
        quote=None if row[7] is None else TextQuoteSelector(row[7], row[8] or "", row[9] or ""),
        why=row[10],
        heading=row[11],
        state=_STATES[row[12]],
        score=row[16],
        flags=frozenset(lines_from_text(row[17])) if row[17] else _NO_FLAGS,
        suggestions=spans_from_json(row[18]),
        confirmed_revision_uid=confirmed_uid,
    )


def target_row_as_of(row: Row, revision: int) -> Row:
    """`TARGET_COLUMNS` of a target as it stands in another text of its article: as it was
    confirmed there, as it is there now, or nowhere.
    """
    if row[13] == revision:
        return row
    if row[2] == revision:
        return (*row[:12], AnchorState.EXACT.value, None, None, None, 1.0, "", "")
    whole = row[5] is None
    state = row[12] if whole else AnchorState.ORPHAN.value
    return (*row[:12], state, revision, None, None, 1.0 if whole else 0.0, "", "")


def spans_to_json(spans: Iterable[Span]) -> str:
    """Store a few spans; empty where there are none."""
    pairs = [[span.start, span.end] for span in spans]
    return json.dumps(pairs, separators=(",", ":")) if pairs else ""


def spans_from_json(stored: str) -> tuple[Span, ...]:
    """Read a few spans back."""
    return tuple(starmap(Span, json.loads(stored))) if stored else ()


def evidence_from_row(row: Row, source: Source) -> Evidence:
    """Decode `EVIDENCE_COLUMNS`."""
    return Evidence(
        uid=EvidenceUid(row[2]),
        source=source,
        relation=_RELATIONS[row[3]],
        why=row[4],
        quote=row[5],
        locator=row[6],
        checked=row[7],
    )


def source_from_row(row: Row) -> Source:
    """Decode `SOURCE_COLUMNS`."""
    values = dict(zip(SOURCE_COLUMNS, row, strict=True))
    return Source(
        **{
            **values,
            "uid": SourceUid(values["uid"]),
            "type": SourceType(values["type"]),
            "authors": lines_from_text(values["authors"]),
            "retracted": bool(values["retracted"]),
            "accessed_through": AccessedThrough(values["accessed_through"]),
            "authority": Authority(values["authority"]) if values["authority"] else None,
        }
    )


def source_to_record(source: Source) -> dict[str, Any]:
    """Encode a source as its columns, without the uid; cleaned."""
    record: dict[str, Any] = {
        name: clean(getattr(source, name))
        for name in SOURCE_COLUMNS
        if name not in ("uid", "authors", "retracted", "authority")
    }
    return {
        **record,
        "authors": lines_to_text(source.authors),
        "retracted": int(source.retracted),
        "authority": source.authority.value if source.authority else None,
    }


def note_to_record(note: CautionNote, status: Status) -> dict[str, Any]:
    """Encode a note as its columns; cleaned."""
    return {
        "category": note.category.value,
        "severity": int(note.severity),
        "status": status.value,
        "correction": clean(note.correction),
        "body": clean(note.body),
        "advice": clean(note.advice),
        "tags": lines_to_text(dict.fromkeys(note.tags)),
        "certainty": note.certainty.value,
        "as_of": clean(note.as_of),
        "is_verdict": int(note.is_verdict),
        "no_source_needed": clean(note.no_source_needed),
    }


def new_note_record(
    note: CautionNote, status: Status, *, reviewer: str, at: str, sheet_note: str = ""
) -> dict[str, Any]:
    """The record of a note that is not stored yet, its targets and evidence to follow."""
    return {
        **note_to_record(note, status),
        "sheet_note": clean(sheet_note),
        "created_at": at,
        "deleted_at": None,
        "withdrawn_reason": "",
        "approved_by": None,
        "approved_at": "",
        "reviewer": reviewer,
    }


def reviewer_from_row(row: Row) -> Reviewer:
    """Decode `REVIEWER_COLUMNS`."""
    return Reviewer(uid=ReviewerUid(row[1]), name=row[2], orcid=row[3], conflict_of_interest=row[4])


#: The last place of a strip; the first is 0.
STRIP_STEPS = 255


def strip_to_blob(ticks: Iterable[tuple[float, int]]) -> bytes:
    """Store ticks (place 0 to 1, severity) as byte pairs, the worst of each place."""
    # The worst comes last and stays; there are far fewer places than ticks.
    worst: dict[int, int] = {}
    for position, severity in sorted(ticks, key=itemgetter(1)):
        worst[round(position * STRIP_STEPS)] = severity
    inside: dict[int, int] = {}
    for place, severity in worst.items():
        nearest = min(max(place, 0), STRIP_STEPS)
        inside[nearest] = max(severity, inside.get(nearest, 0))
    return places_to_blob(inside)


def places_to_blob(worst: Mapping[int, int]) -> bytes:
    """Store the worst severity of each place of a strip, 0 to `STRIP_STEPS`."""
    return bytes(byte for pair in sorted(worst.items()) for byte in pair)


def strip_from_blob(blob: bytes) -> tuple[StripTick, ...]:
    """Read ticks back, in text order."""
    return tuple(
        StripTick(place / STRIP_STEPS, _SEVERITIES[severity])
        for place, severity in zip(blob[::2], blob[1::2], strict=True)
    )
