"""PubMed's own format (nbib, MEDLINE) to sources."""

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
from annotations.sources.work_types import says_retracted, type_of_work
from annotations.vocabulary import SourceType

START = re.compile(r"^\ufeff?PMID-[ \t]", re.MULTILINE)
_LINE = re.compile(r"^([A-Z]{2,4}) {0,2}-(?: (.*))?$")
#: Lines of one record; the longest lists of authors have some 5,000.
_MAX_LINES = 20_000
#: What the parser makes of the record; it stops at any other line that it does not know.
_READ = frozenset("PMID TI DP FAU AU CN JT TA PT PMC AID BTI CTI TT PB ISBN".split())
_DOI = re.compile(r"(10\.\S+) \[doi\]")


def count_records(text: str) -> int:
    """How many records begin in the text."""
    return sum(1 for _ in START.finditer(text))


def read_nbib(text: str) -> tuple[list[Source], list[str]]:
    """Read records: sources, and a sentence for each record that is refused."""
    import nbib

    sources: list[Source] = []
    refused: list[str] = []
    for number, lines in enumerate(_records(text), 1):
        try:
            if len(lines) > _MAX_LINES:
                refused.append(f"Record {number}: it has more than {_MAX_LINES:,} lines.")
                continue
            content = "\n".join(f"{tag:<4}- {value}" for tag, value in _known(lines))
            found = nbib.read(f"{content}\n\n")
            sources.append(_source(found[0] if found else {}, lines))
        except RecordRefusedError as error:
            refused.append(f"Record {number}: {error}")
        except (nbib.exceptions.MalformedLine, nbib.exceptions.UnknownTagFormat, ValueError):
            refused.append(
                f"Record {number}: it is not as PubMed writes it. Save it again from PubMed,"
                " as “PubMed” format."
            )
    return sources, refused


def _records(text: str) -> Iterator[list[tuple[str, str]]]:
    """Tags and values of each record, continued lines joined.

    An empty line ends a record, and so does the PMID of the next; PubMed Central writes its
    own number before the PMID.
    """
    record: list[tuple[str, list[str]]] = []
    size = 0
    for line in [*text.lstrip("\ufeff").splitlines(), ""]:
        match = _LINE.match(line)
        is_next = match is not None and match[1] == "PMID" and "PMID" in dict(record)
        if record and (is_next or not line.strip()):
            yield [(tag, " ".join(lines)) for tag, lines in record]
            record = []
        if match:
            record.append((match[1], [(match[2] or "").strip()]))
            size = len(line)
        elif line.startswith("  ") and record and size <= MAX_FIELD:
            record[-1][1].append(line.strip())
            size += len(line)


def _known(lines: list[tuple[str, str]]) -> Iterator[tuple[str, str]]:
    for tag, value in lines:
        is_kept = tag in _READ and bool(value)
        if tag == "AID":
            is_kept = _DOI.fullmatch(value) is not None
        if is_kept:
            yield tag, value


def _source(record: Mapping[str, Any], lines: list[tuple[str, str]]) -> Source:
    said = tuple(texts(record.get("publication_types")))
    # The parser leaves out books, and all corporate authors but the last.
    title = first(
        record.get("title"), _value(lines, "BTI"), _value(lines, "CTI"), _value(lines, "TT")
    )
    is_book = not record.get("title") and bool(_value(lines, "BTI"))
    people = [entry.get("author", "") for entry in record.get("authors", ())]
    if not any(people):
        people = [value for tag, value in lines if tag == "AU"]
    groups = [value for tag, value in lines if tag == "CN"]
    container = first(record.get("journal"), record.get("journal_abbreviated"))
    located = _DOI.search(" ".join(value for tag, value in lines if tag == "LID"))
    doi = first(record.get("doi"), located[1] if located else "")
    pmcid = record.get("pmcid")
    return make_source(
        type=type_of_work(
            SourceType.TEXTBOOK if is_book else SourceType.STUDY,
            said=tuple(words for words in said if words.lower() != "retracted publication"),
            title=title,
            place=container,
            doi=doi,
        ),
        title=title[:-1] if title.endswith(".") and not title.endswith("..") else title,
        authors=[*people, *groups],
        publisher=_value(lines, "PB"),
        container=container,
        issued=issued(first(record.get("publication_date"))),
        doi=doi,
        pmid=str(record.get("pubmed_id") or ""),
        pmcid=f"PMC{pmcid}" if pmcid else "",
        isbn=_value(lines, "ISBN").split(" ")[0],
        retracted=says_retracted(title, *said),
        retraction_note=_retraction(lines),
    )


def _retraction(lines: list[tuple[str, str]]) -> str:
    """Where the retraction was told, as PubMed has it; empty where it was not."""
    where = _value(lines, "RIN")
    return f"Retracted: {where}" if where else ""


def _value(lines: list[tuple[str, str]], wanted: str) -> str:
    return next((value for tag, value in lines if tag == wanted and value), "")
