"""What a library knows of one source: when it was checked, where it is cited, its doubles."""

from __future__ import annotations

import re
import sqlite3
from dataclasses import dataclass

from annotations.errors import NotFoundError
from annotations.ids import AnnotationUid, ArticleUid
from annotations.model import Source
from annotations.sources.doubles import are_one_work, bare_address, normalised_title
from annotations.sources.identifiers import normalise_pmcid
from annotations.storage.rows import SOURCE_COLUMNS, columns, source_from_row
from annotations.vocabulary import Relation, Severity, Status

#: Most candidates that a look for doubles reads.
_MOST_CANDIDATES = 200
#: Longest words of a title that candidates are found by; two of each pair must be there.
_TITLE_WORDS = 6


@dataclass(frozen=True, slots=True, kw_only=True)
class SourceRecord:
    """A source of the library, and where it stands.

    Attributes:
        source: The source.
        checked_on: Day of the last check, its own or that of a piece of evidence; empty
            where it never was.
        checked_by: Name of who checked it then.
        cited_in: Notes that cite it: drafts and withdrawn ones too, not those in the trash.
        deleted_at: When it was moved to the trash; None where it is in the library.
    """

    source: Source
    checked_on: str
    checked_by: str
    cited_in: int
    deleted_at: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class SourceUse:
    """One place where a note cites a source."""

    annotation_uid: AnnotationUid
    #: The first article that the note belongs to.
    article_uid: ArticleUid
    article_title: str
    severity: Severity
    status: Status
    headline: str
    relation: Relation
    quote: str


_SOURCE = (
    f"SELECT s.id, s.checked_on, coalesce(r.name, ''), s.deleted_at, {columns(SOURCE_COLUMNS, 's')}"
    " FROM sources s LEFT JOIN reviewers r ON r.id = s.checked_by WHERE s.uid = ?"
)
_LAST_EVIDENCE = (
    "SELECT e.checked, r.name FROM evidence e JOIN annotations n ON n.id = e.annotation_id"
    " JOIN reviewers r ON r.id = n.reviewer_id"
    " WHERE e.source_id = ? AND e.checked > ? ORDER BY e.checked DESC LIMIT 1"
)
_CITED_IN = (
    "SELECT count(DISTINCT n.id) FROM evidence e JOIN annotations n ON n.id = e.annotation_id"
    " WHERE e.source_id = ? AND n.live = 1"
)
_USES = (
    "SELECT n.uid, a.uid, a.title, n.severity, n.status, n.correction, n.body, e.relation, e.quote"
    " FROM evidence e JOIN annotations n ON n.id = e.annotation_id"
    " JOIN articles a ON a.id = (SELECT min(b.article_id) FROM article_notes b"
    "   JOIN articles h ON h.id = b.article_id"
    "   WHERE b.annotation_id = n.id AND h.deleted_at IS NULL)"
    " WHERE e.source_id = (SELECT id FROM sources WHERE uid = ?) AND n.live = 1"
    " ORDER BY n.severity DESC, n.id DESC, e.position LIMIT ?"
)
_LIVE = f"SELECT {columns(SOURCE_COLUMNS)} FROM sources WHERE {{key}} = ? AND deleted_at IS NULL"
_BY_WORDS = (
    f"SELECT {columns(SOURCE_COLUMNS, 's')} FROM sources_fts f"
    " CROSS JOIN sources s ON s.id = f.rowid"
    f" WHERE sources_fts MATCH ? AND s.deleted_at IS NULL LIMIT {_MOST_CANDIDATES}"
)


def read_source(connection: sqlite3.Connection, uid: str) -> SourceRecord:
    """A source, in the trash or not; NotFoundError where there is none."""
    rows = connection.execute(_SOURCE, (uid,)).fetchall()
    if not rows:
        raise NotFoundError("The library has no such source. It may have been made elsewhere.")
    row_id, checked_on, checked_by, deleted_at, *values = rows[0]
    later = connection.execute(_LAST_EVIDENCE, (row_id, checked_on)).fetchall()
    if later:
        checked_on, checked_by = later[0]
    return SourceRecord(
        source=source_from_row(tuple(values)),
        checked_on=checked_on,
        checked_by=checked_by,
        cited_in=connection.execute(_CITED_IN, (row_id,)).fetchall()[0][0],
        deleted_at=deleted_at,
    )


def read_uses(connection: sqlite3.Connection, uid: str, limit: int) -> tuple[SourceUse, ...]:
    """Where notes cite the source, worst first; NotFoundError where there is none."""
    read_source(connection, uid)
    return tuple(
        SourceUse(
            annotation_uid=AnnotationUid(note),
            article_uid=ArticleUid(article),
            article_title=title,
            severity=Severity(severity),
            status=Status(status),
            headline=correction or body.strip().split("\n", 1)[0],
            relation=Relation(relation),
            quote=quote,
        )
        for note, article, title, severity, status, correction, body, relation, quote in (
            connection.execute(_USES, (uid, limit)).fetchall()
        )
    )


def find_doubles(connection: sqlite3.Connection, source: Source) -> tuple[Source, ...]:
    """Other sources of the library that may be the same work, oldest first."""
    from annotations.storage.snapshots import source_keys
    from annotations.storage.sources import source_record

    keys = source_keys(source_record(source, ""))
    found: dict[str, Source] = {}
    for key in ("doi_key", "pmid_key", "isbn_key"):
        if keys[key] is not None:
            _collect(connection, found, _LIVE.format(key=key), keys[key])
    for query in (_title_query(source.title), _address_query(source.url)):
        if query:
            _collect(connection, found, _BY_WORDS, query)
    found |= {one.uid: one for one in same_pmcid(connection, source.pmcid)}
    found.pop(source.uid, None)
    return tuple(found[uid] for uid in sorted(found) if are_one_work(source, found[uid]))


def same_address(connection: sqlite3.Connection, address: str) -> Source | None:
    """The oldest source of the library at that address; None where it has none."""
    query = _address_query(address)
    found: dict[str, Source] = {}
    if query:
        _collect(connection, found, _BY_WORDS, query)
    there = [uid for uid, s in found.items() if bare_address(s.url) == bare_address(address)]
    return found[min(there)] if there else None


def same_pmcid(connection: sqlite3.Connection, pmcid: str) -> tuple[Source, ...]:
    """The library's sources of that PMCID, oldest first."""
    number = normalise_pmcid(pmcid)
    found: dict[str, Source] = {}
    if number:
        _collect(connection, found, _BY_WORDS, f'{{identifiers}} : "{number}"')
    there = sorted(uid for uid, s in found.items() if normalise_pmcid(s.pmcid) == number)
    return tuple(found[uid] for uid in there)


def _address_query(address: str) -> str:
    """What finds an address by its words, one after the other; empty where it has none."""
    words = re.findall(r"[^\W_]+", bare_address(address))
    return f'{{identifiers}} : "{" ".join(words)}"' if words else ""


def _title_query(title: str) -> str:
    """What finds titles that share most of the long words, though one may be misspelt."""
    words = {word for word in normalised_title(title).split() if len(word) > 2}
    longest = sorted(words, key=lambda word: (-len(word), word))[:_TITLE_WORDS]
    pairs = [longest[start : start + 2] for start in range(0, len(longest), 2)]
    either = " OR ".join("(" + " AND ".join(f'"{word}"' for word in pair) + ")" for pair in pairs)
    return f"{{title}} : ({either})" if either else ""


def _collect(
    connection: sqlite3.Connection, found: dict[str, Source], query: str, value: str | None
) -> None:
    for row in connection.execute(query, (value,)).fetchall():
        source = source_from_row(row)
        found[source.uid] = source
