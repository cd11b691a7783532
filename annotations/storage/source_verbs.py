"""The verbs on sources: added, edited, merged, marked as checked, deleted."""

from __future__ import annotations

import datetime as dt
import sqlite3
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from annotations.errors import InvalidAnnotationError, NotFoundError
from annotations.ids import new_uid
from annotations.model import LibraryChange, Source
from annotations.sources.citation import short_citation
from annotations.sources.doubles import differing_identifier
from annotations.sources.fields import MAX_FIELD, standing_title
from annotations.sources.hosts import guessed_title
from annotations.storage.changes import Action
from annotations.storage.rows import SOURCE_COLUMNS, clean_line, source_from_row
from annotations.storage.snapshots import Record, read_record
from annotations.storage.source_reading import same_address, same_pmcid
from annotations.storage.sources import find_source, source_record

#: What is filled from the other source when two are merged, where it is empty.
_FILLED = (
    "title", "authors", "publisher", "container", "issued", "url", "doi", "pmid", "pmcid", "isbn",
    "jurisdiction", "retraction_note", "establishes",
)  # fmt: skip
_PARAGRAPHS = ("retraction_note", "authority_reason")
_CITING = (
    "SELECT DISTINCT n.uid FROM sources s JOIN evidence e ON e.source_id = s.id"
    " JOIN annotations n ON n.id = e.annotation_id WHERE s.uid = ?"
)
_ATTACHED = "SELECT t.uid FROM sources s JOIN attachments t ON t.source_id = s.id WHERE s.uid = ?"


@dataclass(frozen=True, slots=True)
class AddedSource:
    """A source of the library, what adding it changed, and whether it was there already."""

    source: Source
    change: LibraryChange
    #: A sentence where the library had the work; empty for a new source.
    notice: str = ""


@dataclass(frozen=True, slots=True)
class AddedSources:
    """What became of several sources that were added at once."""

    #: New in the library, in the order given.
    added: tuple[Source, ...]
    #: What the library had already, as it has it.
    known: tuple[Source, ...]
    #: A sentence for each that could not be added.
    refused: tuple[str, ...]
    change: LibraryChange


def add_sources(
    action: Action, sources: Iterable[Source]
) -> tuple[tuple[Source, ...], tuple[Source, ...], tuple[str, ...]]:
    """Add several; gives what is new, what was known, and a sentence for each refusal."""
    added: dict[str, None] = {}
    known: dict[str, None] = {}
    refused = []
    for source in sources:
        try:
            uid, notice = add_source(action, source)
        except InvalidAnnotationError as error:
            refused.append(f"“{source.title[:60]}”: {error}")
            continue
        if uid not in added:
            (known if notice else added)[uid] = None
    read = action.connection
    return (
        tuple(_source(read, uid) for uid in added),
        tuple(_source(read, uid) for uid in known),
        tuple(refused),
    )


def add_source(action: Action, source: Source) -> tuple[str, str]:
    """Add a source, unless the library has the work; gives its uid and a notice."""
    record = _checked(source, action.at)
    known = find_source(action.connection, record) or _known_otherwise(action.connection, source)
    if known is not None:
        name = short_citation(_source(action.connection, known))
        return known, f"The library has this source already: “{name}”."
    uid = new_uid()
    action.write("source", uid, record)
    return uid, ""


def edit_source(action: Action, uid: str, source: Source) -> None:
    """Make the source equal to what is given; its uid is left aside."""
    before = _living(action.connection, uid)
    record = _checked(source, action.at)
    edited = {name: record[name] for name in SOURCE_COLUMNS[1:]}
    action.write("source", uid, {**before, **edited})


def delete_source(action: Action, uid: str) -> None:
    """Move a source to the trash; refused while a note cites it."""
    record = _record(action.connection, uid)
    if record["deleted_at"] is not None:
        return
    notes = _citing_notes(action.connection, uid)
    cited = [note for note in notes if note["deleted_at"] is None]
    if cited:
        many = "1 note cites" if len(cited) == 1 else f"{len(cited)} notes cite"
        raise InvalidAnnotationError(
            f"“{record['title'][:60]}” stays: {many} it. Take it out of them first, or merge it"
            " with another source."
        )
    action.write("source", uid, {**record, "deleted_at": action.at})


def restore_source(action: Action, uid: str) -> None:
    """Take a source out of the trash."""
    action.write("source", uid, {**_record(action.connection, uid), "deleted_at": None})


def mark_checked(action: Action, uid: str, on: str) -> None:
    """Keep the day on which the source was looked at, and who did it."""
    record = _living(action.connection, uid)
    try:
        day = dt.date.fromisoformat(on.strip()).isoformat()
    except ValueError as error:
        raise InvalidAnnotationError(
            f"“{on[:40]}” is not a day. Write it as 2026-11-20."
        ) from error
    by = action.reviewer_uid()
    action.write("source", uid, {**record, "checked_on": day, "checked_by": by})


def merge_sources(action: Action, keep: str, drop: str) -> None:
    """Make one source of two: what cites `drop` cites `keep`, and `drop` goes to the trash."""
    if keep == drop:
        raise InvalidAnnotationError("A source cannot be merged with itself. Choose another.")
    kept, dropped = _living(action.connection, keep), _living(action.connection, drop)
    _refuse_other_work(kept, dropped)
    for row in action.connection.execute(_CITING, (drop,)).fetchall():
        note = read_record(action.connection, "annotation", row[0])
        moved = [{**e, "source": keep} if e["source"] == drop else e for e in note["evidence"]]
        action.write("annotation", row[0], {**note, "evidence": _without_doubles(moved)})
    for row in action.connection.execute(_ATTACHED, (drop,)).fetchall():
        file = read_record(action.connection, "attachment", row[0])
        action.write("attachment", row[0], {**file, "source": keep})
    action.write("source", keep, _merged(kept, dropped))
    action.write("source", drop, {**dropped, "deleted_at": action.at})


def _checked(source: Source, at: str) -> Record:
    """The record of a source as it is stored; refused where a field is too long."""
    record = source_record(source, at)
    for name in SOURCE_COLUMNS[1:]:
        if isinstance(record[name], str):
            if len(record[name]) > MAX_FIELD:
                raise InvalidAnnotationError(
                    f"The source's field “{name.replace('_', ' ')}” has more than {MAX_FIELD:,}"
                    " characters. Shorten it."
                )
            if name not in ("authors", *_PARAGRAPHS):
                record[name] = clean_line(record[name])
    if not record["title"]:
        record["title"] = standing_title(record) or record["publisher"]
    if not record["title"]:
        raise InvalidAnnotationError(
            "A source needs a title to be cited by, or an address or identifier. Enter one."
        )
    return record


def _known_otherwise(connection: sqlite3.Connection, source: Source) -> str | None:
    """The library's source of that PMCID, or at that address where nothing else is given."""
    for one in same_pmcid(connection, source.pmcid):
        if not differing_identifier(source, one):
            return one.uid
    says_more = source.authors or source.issued or source.container or source.establishes
    says_more = says_more or source.doi or source.pmid or source.pmcid or source.isbn
    if says_more or source.title not in ("", source.url, guessed_title(source.url)):
        return None
    there = same_address(connection, source.url)
    return there.uid if there else None


def _record(connection: sqlite3.Connection, uid: str) -> Record:
    try:
        return read_record(connection, "source", uid)
    except KeyError as error:
        raise NotFoundError(
            "The library has no such source. It may have been made elsewhere."
        ) from error


def _living(connection: sqlite3.Connection, uid: str) -> Record:
    record = _record(connection, uid)
    if record["deleted_at"] is not None:
        raise InvalidAnnotationError(
            f"The source “{record['title'][:60]}” is in the trash. Restore it first."
        )
    return record


def _source(connection: sqlite3.Connection, uid: str) -> Source:
    record = _record(connection, uid)
    return source_from_row((uid, *(record[name] for name in SOURCE_COLUMNS[1:])))


def _citing_notes(connection: sqlite3.Connection, uid: str) -> list[Record]:
    rows = connection.execute(_CITING, (uid,)).fetchall()
    return [read_record(connection, "annotation", row[0]) for row in rows]


def _refuse_other_work(kept: Record, dropped: Record) -> None:
    one, other = (
        source_from_row(("", *(record[name] for name in SOURCE_COLUMNS[1:])))
        for record in (kept, dropped)
    )
    label = differing_identifier(one, other)
    if label:
        field = label.lower()
        raise InvalidAnnotationError(
            f"“{kept['title'][:60]}” and “{dropped['title'][:60]}” are different works: the"
            f" {label}s are {kept[field]} and {dropped[field]}. Correct one of them if it is wrong."
        )


def _without_doubles(evidence: list[Record]) -> list[Record]:
    """Evidence that says the same of the same source as one before it is left out."""
    kept: dict[tuple[Any, ...], Record] = {}
    for item in evidence:
        said = tuple(item[name] for name in ("source", "relation", "why", "quote", "locator"))
        kept.setdefault(said, item)
    return list(kept.values())


def _merged(kept: Record, dropped: Record) -> Record:
    filled = {name: kept[name] or dropped[name] for name in _FILLED}
    if kept["title"] in (standing_title(kept), guessed_title(kept["url"])):
        filled["title"] = dropped["title"]
    if dropped["retracted"]:
        filled["retracted"] = 1
    if kept["authority"] is None and dropped["authority"] is not None:
        filled |= {name: dropped[name] for name in ("authority", "authority_reason")}
    if dropped["checked_on"] > kept["checked_on"]:
        filled |= {name: dropped[name] for name in ("checked_on", "checked_by")}
    return {**kept, **filled}
