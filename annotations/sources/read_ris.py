"""RIS to sources, one record at a time: a record that does not end is completed."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from typing import Any

from annotations.model import Source
from annotations.sources.fields import (
    MAX_FIELD,
    RecordRefusedError,
    first,
    issued,
    make_source,
    texts,
)
from annotations.sources.identifiers import normalise_isbn, normalise_pmcid
from annotations.sources.work_types import RIS_TYPES, says_retracted, type_of_work
from annotations.vocabulary import SourceType

#: A line of RIS as programs write it: two letters, spaces, a hyphen.
_LINE = re.compile(r"^\ufeff?[ \t]*([A-Z][A-Z0-9])[ \t]{1,3}-(?:[ \t](.*))?$")
START = re.compile(r"^\ufeff?[ \t]*TY[ \t]{1,3}-", re.MULTILINE)
#: What we have no field for; abstracts and notes are long.
_UNUSED = frozenset("AB N2 KW RN AD L1 L2 L3 L4 CR C1 C3 C4 C5 C6 C7 C8".split())
#: `Shannon,Claude E.`, as some programs write a name.
_NARROW = re.compile(r"^([^\W\d][^,]*),([^\W\d][^,]*)$")
_NEXT_ADDRESS = re.compile(r";\s*(?=https?://)")
_PMID_NOTE = re.compile(r"\s*(?:PMID:?\s*)?(\d{1,8})\s*", re.ASCII)


def count_records(text: str) -> int:
    """How many records begin in the text."""
    return sum(1 for _ in START.finditer(text))


def read_ris(text: str) -> tuple[list[Source], list[str]]:
    """Read records: sources, and a sentence for each record that is refused."""
    import rispy

    sources: list[Source] = []
    refused: list[str] = []
    for number, lines in enumerate(_records(text), 1):
        # Addresses may hold a semicolon, which it would split at.
        found = rispy.loads("\n".join(lines), delimiter_tags_mapping={})
        try:
            sources.append(_source(found[0]))
        except RecordRefusedError as error:
            refused.append(f"Record {number}: {error}")
    return sources, refused


def _records(text: str) -> Iterator[list[str]]:
    """The lines of each record, tags spelled as the standard has it, with its end."""
    lines: list[str] = []
    size = 0
    is_used = True
    for line in text.splitlines():
        match = _LINE.match(line)
        tag = match[1] if match else ""
        if tag in ("TY", "ER") and lines:
            yield [*lines, "ER  - "]
            lines, size = [], 0
        if tag == "TY":
            lines = [f"TY  - {(match[2] or '').strip() if match else ''}"]
        elif not lines or not line.strip():
            continue
        elif match:
            is_used = tag not in _UNUSED
            size = 0
            if is_used:
                lines.append(f"{tag}  - {(match[2] or '').strip()}")
        elif is_used and len(lines) > 1 and size <= MAX_FIELD:
            # A field goes on; beyond what a field may have it is refused anyhow.
            lines.append(line.strip())
            size += len(line)
    if lines:
        yield [*lines, "ER  - "]


def _source(record: Mapping[str, Any]) -> Source:
    kind = str(record.get("type_of_reference", "")).strip().upper()
    title = first(record.get("title"), record.get("primary_title"), record.get("short_title"))
    container = first(
        record.get("secondary_title"), record.get("alternate_title3"),
        record.get("journal_name"), record.get("alternate_title2"),
    )  # fmt: skip
    names = (*texts(record.get("authors")), *texts(record.get("first_authors")))
    authors = [_NARROW.sub(r"\1, \2", name) for name in names]
    publisher = first(record.get("publisher"))
    doi = first(record.get("doi"))
    custom = first(record.get("custom2"))
    number = first(record.get("issn"))
    isbn = normalise_isbn(number.split(" ")[0] if " (" in number else number)
    urls = [_NEXT_ADDRESS.split(url.strip())[0] for url in texts(record.get("urls"))]
    base = RIS_TYPES.get(kind, SourceType.OTHER)
    said = (first(record.get("type_of_work")),)
    return make_source(
        type=type_of_work(base, said=said, title=title, place=f"{container} {publisher}", doi=doi),
        title=title,
        authors=authors,
        publisher=publisher,
        container=container,
        issued=_issued(record),
        url=first(*urls),
        doi=doi,
        pmid=_pmid(record),
        pmcid=normalise_pmcid(custom),
        isbn=isbn,
        retracted=says_retracted(title, *texts(record.get("notes"))),
    )


def _issued(record: Mapping[str, Any]) -> str:
    year = first(record.get("year"), record.get("publication_year"))
    full = first(record.get("date"))
    # `2014/05/06/epub`: what follows the third slash is a word on the date.
    best = [issued("/".join(value.split("/")[:3])) for value in (full, year) if value]
    if len(best) == 2 and not re.match(r"\d{4}", best[0]):
        return best[1]
    return best[0] if best else ""


def _pmid(record: Mapping[str, Any]) -> str:
    """PubMed's number: where the database is named, its accession number."""
    place = f"{record.get('name_of_database', '')} {record.get('database_provider', '')}".lower()
    accession = first(record.get("accession_number"))
    is_pubmed = "pubmed" in place or "medline" in place or "nlm" in place
    match = _PMID_NOTE.fullmatch(accession)
    if match and (is_pubmed or accession.strip().upper().startswith("PMID")):
        return match[1]
    return ""
