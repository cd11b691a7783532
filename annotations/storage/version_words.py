"""What a version of a note, a source or an article says, field by field, in words."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterable, Mapping

from annotations.sources.citation import short_citation
from annotations.storage.rows import SOURCE_COLUMNS, lines_from_text, source_from_row
from annotations.storage.snapshots import Entity, Record
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

_NO_SOURCE = "a source that is not in the library any more"
_NO_ARTICLE = "an article that is not in the library any more"
_ACCESS = {
    AccessedThrough.ORIGINAL: "The original",
    AccessedThrough.COPY: "A copy",
    AccessedThrough.SECONDARY: "A secondary account",
}
_DOUBTS = {
    AnchorState.CHANGED.value: "changed since it was reviewed",
    AnchorState.AMBIGUOUS.value: "may be one of several sentences now",
    AnchorState.ORPHAN.value: "not in the article's text any more",
}
#: Fields that are texts, and what they are called where they are typed.
_NOTE_TEXTS = {"correction": "Correction", "body": "Why", "advice": "Advice"}
_SOURCE_TEXTS = {
    "title": "Title", "authors": "Authors", "container": "Published in",
    "publisher": "Publisher or institution", "issued": "Issued", "jurisdiction": "Jurisdiction",
    "url": "Web address", "doi": "DOI", "pmid": "PMID", "pmcid": "PMCID", "isbn": "ISBN",
    "establishes": "Establishes",
}  # fmt: skip
ARTICLE_TEXTS = {
    "title": "Title", "author": "Author", "publisher": "Publisher", "url": "Web address",
    "published": "Published", "retrieved": "Retrieved", "language": "Language",
    "file_name": "File",
}  # fmt: skip


def version_words(connection: sqlite3.Connection, entity: Entity, record: Record) -> dict[str, str]:
    """Name and words of each field that is not empty, in the order of the form."""
    match entity:
        case "annotation":
            words = _note(connection, record)
        case "source":
            words = _source(connection, record)
        case _:
            words = {label: record[name] for name, label in ARTICLE_TEXTS.items()}
    words["Trash"] = "" if record["deleted_at"] is None else "In the trash"
    return {label: text for label, text in words.items() if text}


def _note(connection: sqlite3.Connection, record: Record) -> dict[str, str]:
    names = _Names(connection)
    targets = record["targets"]
    return {
        "Category": Category(record["category"]).label,
        "Severity": Severity(record["severity"]).label,
        "Status": _status(names, record),
        **{label: record[name] for name, label in _NOTE_TEXTS.items()},
        "Sources": "\n".join(_evidence(names, item) for item in record["evidence"]),
        "Speaks of": _places(names, targets, TargetRole.CLAIM),
        "Conflicts with": _places(names, targets, TargetRole.CONFLICT),
        "Tags": ", ".join(lines_from_text(record["tags"])),
        "Certainty of the evidence": Certainty(record["certainty"]).label,
        "As of": record["as_of"],
        "No source needed": record["no_source_needed"],
        "Fact-check verdict": "May be exported as one" if record["is_verdict"] else "",
    }


def _status(names: _Names, record: Record) -> str:
    status = Status(record["status"])
    words = status.value.capitalize()
    if status is Status.APPROVED and record["approved_by"]:
        return f"{words} by {names.reviewer(record['approved_by'])}"
    if status is Status.WITHDRAWN and record["withdrawn_reason"]:
        return f"{words}: {record['withdrawn_reason']}"
    return words


def _evidence(names: _Names, item: Mapping[str, str]) -> str:
    parts = [f"{Relation(item['relation']).label}: {names.source(item['source'])}"]
    parts += [f"“{item['quote']}”"] if item["quote"] else []
    parts += [item["locator"]] if item["locator"] else []
    parts += [item["why"]] if item["why"] else []
    parts += [f"checked {item['checked']}"] if item["checked"] else []
    return "; ".join(parts)


def _places(names: _Names, targets: Iterable[Record], role: TargetRole) -> str:
    """A line for each place: its words, its article, why it conflicts."""
    lines = []
    for target in targets:
        if target["role"] != role.value:
            continue
        article = names.article(target["article"]) if target["article"] else ""
        quote = target["exact"]
        line = f"“{quote}”" if quote else f"All of {article}"
        if quote and article:
            line += f" ({article})"
        if target["why"]:
            line += f"; {target['why']}"
        if said := _DOUBTS.get(target["state"]):
            line += f"; {said}"
        lines.append(line)
    return "\n".join(lines)


def _source(connection: sqlite3.Connection, record: Record) -> dict[str, str]:
    rank = record["authority"]
    reason = record["authority_reason"]
    checked = record["checked_on"]
    if checked and record["checked_by"]:
        checked += f", {_Names(connection).reviewer(record['checked_by'])}"
    note = record["retraction_note"]
    return {
        "Kind": SourceType(record["type"]).label,
        **{label: record[name] for name, label in _SOURCE_TEXTS.items()},
        "Read": _ACCESS[AccessedThrough(record["accessed_through"])],
        "Rank": f"{rank}, {Authority(rank).label}{': ' if reason else ''}{reason}" if rank else "",
        "Retracted": f"Yes{': ' if note else ''}{note}" if record["retracted"] else note,
        "Last checked": checked,
    }


class _Names:
    """What uids are called now."""

    def __init__(self, connection: sqlite3.Connection) -> None:
        self._connection = connection

    def reviewer(self, uid: str) -> str:
        return self._one("SELECT name FROM reviewers WHERE uid = ?", uid) or "another reviewer"

    def article(self, uid: str) -> str:
        title = self._one("SELECT title FROM articles WHERE uid = ?", uid)
        return title or _NO_ARTICLE

    def source(self, uid: str) -> str:
        found = self._connection.execute(
            f"SELECT {', '.join(SOURCE_COLUMNS)} FROM sources WHERE uid = ?", (uid,)
        ).fetchall()
        return short_citation(source_from_row(found[0])) if found else _NO_SOURCE

    def _one(self, sql: str, uid: str) -> str:
        found = self._connection.execute(sql, (uid,)).fetchall()
        return str(found[0][0]) if found else ""
