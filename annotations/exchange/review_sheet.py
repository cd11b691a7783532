"""Read a review sheet: notes by quote, with their sources, as JSON.

A sheet as a whole is refused only where it is no sheet at all. A note that cannot be kept
becomes a `Refusal` with a sentence that says what to mend; all the others are read. Keys
that Caveat does not know are passed over.
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from annotations.errors import SheetRefusedError
from annotations.exchange import fields
from annotations.exchange.fields import FieldError, JsonObject
from annotations.exchange.records import read_article_fields, read_caution, read_source
from annotations.model import ArticleFields, CautionNote, Source
from annotations.vocabulary import Relation, Status

FORMAT = "caveat-review-sheet"
VERSION = 1

MAX_BYTES = 10_000_000
#: Articles, notes and sources together.
MAX_RECORDS = 20_000
#: Evidence rows of a note; conflicts of a note.
MAX_ROWS = 50


@dataclass(frozen=True, slots=True)
class Refusal:
    """A record of a sheet that was not taken.

    Attributes:
        note: Id of the note; of the source or article where those are at fault.
        reason: A sentence that says what to mend.
    """

    note: str
    reason: str


@dataclass(frozen=True, slots=True, kw_only=True)
class SheetConflict:
    """A sentence that the claim contradicts; `article` is an id of the sheet."""

    article: str
    quote: str
    why: str


@dataclass(frozen=True, slots=True, kw_only=True)
class SheetEvidence:
    """What ties the note to a source; `source_id` is a key of `ReviewSheet.sources`."""

    source_id: str
    relation: Relation
    why: str
    quote: str
    locator: str
    checked: str


@dataclass(frozen=True, slots=True, kw_only=True)
class SheetNote:
    """A note and the sentence of its article that it speaks of."""

    id: str
    quote: str
    note: CautionNote
    status: Status
    conflicts: tuple[SheetConflict, ...]
    evidence: tuple[SheetEvidence, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class SheetArticle:
    """An article that the sheet speaks of, found in a library by file name or title."""

    id: str
    file: str
    title: str
    fields: ArticleFields
    notes: tuple[SheetNote, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class ReviewSheet:
    """Everything of a sheet that can be read.

    Attributes:
        articles: In the order of the sheet.
        sources: By the sheet's id, which is also their uid until a library gives them one.
        refused: What was not taken, in the order of the sheet.
    """

    articles: tuple[SheetArticle, ...]
    sources: Mapping[str, Source]
    refused: tuple[Refusal, ...] = ()


def read_review_sheet(data: bytes) -> ReviewSheet:
    """Read a `caveat-review-sheet`, version 1.

    Args:
        data: The bytes of the file: JSON in UTF-8, -16 or -32, with or without a BOM.

    Raises:
        SheetRefusedError: not JSON, not a sheet, a version of the future, or too large.
    """
    return _SheetReader(_load(data)).read()


def _load(data: bytes) -> JsonObject:
    if len(data) > MAX_BYTES:
        raise SheetRefusedError(
            f"The review sheet has {len(data) / 1e6:.1f} MB; {MAX_BYTES // 1_000_000} MB is the"
            " most. Split it into several sheets."
        )
    try:
        sheet = json.loads(data)
    except (ValueError, RecursionError) as error:
        where = f" (line {error.lineno})" if isinstance(error, json.JSONDecodeError) else ""
        raise SheetRefusedError(
            f"The review sheet is not valid JSON{where}. Check it with a JSON editor."
        ) from error
    if not isinstance(sheet, dict) or sheet.get("format") != FORMAT:
        raise SheetRefusedError(
            f"This is not a review sheet: it must be an object with “format”: “{FORMAT}”."
        )
    version = sheet.get("version")
    if isinstance(version, bool) or version != VERSION:
        raise SheetRefusedError(
            f"The review sheet is not of version {VERSION}, the one this Caveat reads."
            " Look for a newer Caveat."
        )
    return sheet


class _SheetReader:
    """Collects what can be read and what is refused, in one pass."""

    def __init__(self, sheet: JsonObject) -> None:
        self._sheet = sheet
        self._refused: list[Refusal] = []
        self._sources: dict[str, Source] = {}
        self._broken_sources: set[str] = set()

    def read(self) -> ReviewSheet:
        sources = self._top_list("sources")
        articles = self._top_list("articles")
        notes = [_listed(article, "notes") for article in articles]
        if len(sources) + len(articles) + sum(map(len, notes)) > MAX_RECORDS:
            raise SheetRefusedError(
                f"The review sheet has more than {MAX_RECORDS:,} articles, notes and sources."
                " Split it into several sheets."
            )
        for number, source in enumerate(sources, 1):
            self._read_source(source, number)
        read = [
            self._article(article, its_notes, number)
            for number, (article, its_notes) in enumerate(zip(articles, notes, strict=True), 1)
        ]
        return ReviewSheet(
            articles=tuple(article for article in read if article is not None),
            sources=self._sources,
            refused=tuple(self._refused),
        )

    def _top_list(self, key: str) -> list[Any]:
        value = self._sheet.get(key)
        if value is None:
            return []
        if not isinstance(value, list):
            raise SheetRefusedError(
                f"The review sheet's “{key}” must be a list in square brackets."
            )
        return value

    def _read_source(self, record: Any, number: int) -> None:
        name = _name(record, f"source {number}")
        try:
            source = read_source(fields.as_object(record))
        except FieldError as error:
            self._broken_sources.add(name)
            self._refused.append(Refusal(name, f"{_called('source', name)}: {error}"))
            return
        if self._sources.setdefault(source.uid, source) != source:
            reason = "the id stands twice in the sheet. Give each source its own."
            self._refused.append(Refusal(name, f"{_called('source', name)}: {reason}"))

    def _article(self, record: Any, notes: list[Any], number: int) -> SheetArticle | None:
        name = _name(record, f"article {number}")
        try:
            identity, read = _identity(fields.as_object(record))
        except FieldError as error:
            reason = f"{_called('article', name)}: {error}"
            self._refused.append(Refusal(name, reason))
            self._refused += [
                Refusal(_name(note, f"note {index} of {name}"), reason)
                for index, note in enumerate(notes, 1)
            ]
            return None
        return SheetArticle(**identity, fields=read, notes=self._notes(notes, name, identity["id"]))

    def _notes(self, records: list[Any], article: str, article_id: str) -> tuple[SheetNote, ...]:
        found = []
        for number, record in enumerate(records, 1):
            name = _name(record, f"note {number} of {article}")
            try:
                found.append(self._note(record, article_id))
            except FieldError as error:
                self._refused.append(Refusal(name, f"{_called('note', name)}: {error}"))
        return tuple(found)

    def _note(self, record: Any, article_id: str) -> SheetNote:
        record = fields.as_object(record)
        return SheetNote(
            id=fields.text(record, "id", required=True),
            quote=fields.text(record, "quote", required=True),
            note=read_caution(record),
            status=Status(fields.choice(record, "status", Status, default=Status.READY)),
            conflicts=tuple(
                SheetConflict(
                    article=fields.text(row, "article") or article_id,
                    quote=fields.text(row, "quote", required=True),
                    why=fields.text(row, "why"),
                )
                for row in _rows(record, "conflicts_with")
            ),
            evidence=tuple(self._evidence(row) for row in _rows(record, "evidence")),
        )

    def _evidence(self, row: JsonObject) -> SheetEvidence:
        source_id = fields.text(row, "source", required=True)
        if source_id not in self._sources:
            broken = source_id in self._broken_sources
            raise FieldError(
                f"its source “{source_id}” "
                + (
                    "has a fault of its own. Mend that first."
                    if broken
                    else "is not among the sheet's sources. Add it there, or correct the id."
                )
            )
        return SheetEvidence(
            source_id=source_id,
            relation=Relation(fields.choice(row, "relation", Relation)),
            why=fields.text(row, "why"),
            quote=fields.text(row, "quote"),
            locator=fields.text(row, "locator"),
            checked=fields.date(row, "checked"),
        )


def _identity(record: JsonObject) -> tuple[dict[str, str], ArticleFields]:
    fields.items(record, "notes")
    identity = {key: fields.text(record, key) for key in ("id", "file", "title")}
    if not any(identity.values()):
        raise FieldError("it has no file and no title to find it by. Fill one in.")
    return identity, read_article_fields(record)


def _rows(record: JsonObject, key: str) -> tuple[JsonObject, ...]:
    return fields.objects(record, key, most=MAX_ROWS)


def _listed(record: Any, key: str) -> list[Any]:
    value = record.get(key) if isinstance(record, dict) else None
    return value if isinstance(value, list) else []


def _name(record: Any, otherwise: str) -> str:
    """The record's own id where it can be shown, else its place in the sheet."""
    try:
        return fields.text(record, "id").strip()[:80] or otherwise
    except (FieldError, AttributeError):
        return otherwise


def _called(kind: str, name: str) -> str:
    """Begin a sentence with a record's name: `Note n1`, or `Note 7 of a`."""
    words = name if name.startswith(f"{kind} ") else f"{kind} {name}"
    return words[0].upper() + words[1:]
