"""BibTeX and BibLaTeX to sources."""

from __future__ import annotations

import logging
import re
from collections.abc import Mapping
from typing import Any

from annotations.model import Source
from annotations.sources.fields import (
    MAX_FIELD,
    RecordRefusedError,
    edtf,
    first,
    issued,
    make_source,
)
from annotations.sources.latex import decode, verbatim
from annotations.sources.work_types import BIBTEX_TYPES, says_retracted, type_of_work
from annotations.vocabulary import SourceType

ENTRY = re.compile(r"^[ \t]*@[ \t]*(\w+)[ \t]*[{(]", re.MULTILINE)
#: More signs than 20,000 records need; each costs the parser a step.
_MAX_SIGNS = 3_000_000
_PART = re.compile(r'"([^"]*)"|\{([^{}]*)\}|([^\s#"{}]+)')


def count_entries(text: str) -> int:
    """How many entries begin in the text; abbreviations count as well."""
    return sum(1 for _ in ENTRY.finditer(text))


def read_bibtex(text: str) -> tuple[list[Source], list[str]]:
    """Read entries: sources, and a sentence for each entry that is refused."""
    if sum(map(text.count, '{}",=')) > _MAX_SIGNS:
        sentence = (
            "The text has more braces, commas and quotation marks than a bibliography needs."
            " Split it into several parts."
        )
        return [], [sentence]
    sources: list[Source] = []
    refused: list[str] = []
    blocks, strings = _blocks(text)
    for block in blocks:
        entry = getattr(block, "ignore_error_block", None) or block
        name = getattr(entry, "key", "") or _opening(block.raw)
        fields = getattr(entry, "fields", None)
        if not hasattr(entry, "entry_type") or fields is None:
            refused.append(
                f"The entry “{name}” (line {block.start_line + 1}) is not complete. Look for a"
                " missing brace, comma or quotation mark in it."
            )
            continue
        values = {field.key.lower(): _joined(field, strings) for field in reversed(fields)}
        try:
            sources.append(_source(entry.entry_type.lower(), values))
        except RecordRefusedError as error:
            refused.append(f"The entry “{name}”: {error}")
    return sources, refused


def _blocks(text: str) -> tuple[list[Any], dict[str, str]]:
    """Entries and what failed to be one, in the order of the text; abbreviations by name."""
    from bibtexparser.entrypoint import parse_string
    from bibtexparser.model import Entry, ParsingFailedBlock

    # It logs each broken entry; we tell them all ourselves.
    logging.getLogger("bibtexparser").setLevel(logging.CRITICAL)
    library = parse_string(text)
    strings = {name.lower(): string.value for name, string in library.strings_dict.items()}
    kept = [block for block in library.blocks if isinstance(block, (Entry, ParsingFailedBlock))]
    return kept, strings


def _joined(field: Any, strings: Mapping[str, str]) -> Any:
    """The value of a field; parts that `#` joins, which the parser leaves as they are."""
    if field.enclosing != "no-enclosing" or not isinstance(field.value, str):
        return field.value
    if "#" not in field.value:
        return strings.get(field.value.lower(), field.value)
    joined = ""
    for match in _PART.finditer(field.value):
        quoted, braced, name = match.groups("")
        joined += quoted or braced or strings.get(name.lower(), name)
        if len(joined) > MAX_FIELD:
            # Refused anyhow: abbreviations of abbreviations must not fill the memory.
            break
    return joined


def _opening(raw: str | None) -> str:
    words = " ".join((raw or "")[:200].split())
    return words if len(words) <= 40 else f"{words[:39]}…"


def _source(entry_type: str, given: Mapping[str, Any]) -> Source:
    values = {name: value for name, value in given.items() if isinstance(value, str)}
    for name in (*_TEXTS, *_VERBATIMS, "author", "editor"):
        if len(values.get(name, "")) > MAX_FIELD:
            raise RecordRefusedError(
                f"its field “{name}” has more than {MAX_FIELD:,} characters. Shorten it."
            )
    text = {name: decode(value) for name, value in values.items() if name in _TEXTS}
    raw = {name: verbatim(value) for name, value in values.items() if name in _VERBATIMS}
    title = text.get("title", "")
    if text.get("subtitle"):
        title = f"{title}: {text['subtitle']}"
    container = first(
        text.get("journal"), text.get("journaltitle"), text.get("booktitle"), text.get("series")
    )
    publisher = first(
        text.get("publisher"), text.get("institution"), text.get("organization"),
        text.get("school"), text.get("howpublished"),
    )  # fmt: skip
    said = tuple(first(text.get(name)) for name in ("type", "entrysubtype"))
    arxiv = raw.get("eprint", "") if text.get("archiveprefix", "").lower() == "arxiv" else ""
    doi = first(raw.get("doi"), f"10.48550/arxiv.{arxiv}" if arxiv else "")
    base = BIBTEX_TYPES.get(entry_type, SourceType.OTHER)
    return make_source(
        type=type_of_work(base, said=said, title=title, place=f"{container} {publisher}", doi=doi),
        title=title,
        authors=names(first(values.get("author"), values.get("editor"))),
        publisher="" if publisher.startswith(("http:", "https:")) else publisher,
        container=container,
        issued=_issued(text),
        url=first(raw.get("url"), _address(raw.get("howpublished", ""))),
        doi=doi,
        pmid=raw.get("pmid", "") or _of_eprint(raw, text, "pubmed"),
        pmcid=first(raw.get("pmcid"), raw.get("pmc")),
        isbn=raw.get("isbn", ""),
        retracted=says_retracted(title, text.get("note", ""), text.get("pubstate", "")),
    )


def names(value: str) -> list[str]:
    """The names of an author field, one each, as typed; `others` is "et al."."""
    found = []
    for part in _split_names(" ".join(value.split())):
        name = decode(part)
        found.append("et al." if name.lower() == "others" else name)
    return [name for name in found if name]


def _split_names(value: str) -> list[str]:
    parts, depth, start = [], 0, 0
    for match in re.finditer(r"\\.|[{}]|\s+and\s+", f"{value} and "):
        sign = match[0]
        if sign == "{":
            depth += 1
        elif sign == "}":
            depth -= 1
        elif depth <= 0 and not sign.startswith("\\"):
            parts.append(value[start : match.start()])
            start = match.end()
    return parts


def _issued(text: Mapping[str, str]) -> str:
    written = first(text.get("date"))
    if written:
        return issued(written)
    year = first(text.get("year"))
    parts = re.fullmatch(r"(\d{1,2})\s+(\w+)|(\w+)\.?\s+(\d{1,2})", first(text.get("month")))
    month, day = text.get("month"), text.get("day")
    if parts:
        month, day = parts[2] or parts[3], parts[1] or parts[4]
    return edtf(year, month, day) or issued(year)


def _of_eprint(raw: Mapping[str, str], text: Mapping[str, str], kind: str) -> str:
    return raw.get("eprint", "") if text.get("eprinttype", "").lower() == kind else ""


def _address(value: str) -> str:
    return value if value.startswith(("http://", "https://")) else ""


_TEXTS = tuple(
    "title subtitle journal journaltitle booktitle series publisher institution organization"
    " school howpublished type entrysubtype date year month day note pubstate archiveprefix"
    " eprinttype".split()
)
_VERBATIMS = tuple("url doi pmid pmcid pmc isbn eprint howpublished".split())
