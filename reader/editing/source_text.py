"""What a pasted or typed text would add as a source, before anything is stored."""

from __future__ import annotations

import re
from dataclasses import dataclass

from annotations import Source

#: Fewer bare digits are a year or a number in a title rather than a PubMed number.
_LEAST_PMID = 5
#: A longer text is a whole bibliography: its records are counted, not read.
_LONGEST_READ = 20_000
_LONGEST_SHOWN = 60
_RECORDS = (
    (re.compile(r"^\s*@\s*\w+\s*[{(]", re.MULTILINE), "BibTeX"),
    (re.compile(r"^\s*TY  ?-", re.MULTILINE), "RIS"),
    (re.compile(r"^\s*PMID ?- *\d", re.MULTILINE), "PubMed"),
    (re.compile(r'^\s*[\[{][^"]*"(?:id|type|title|DOI)"\s*:'), "CSL-JSON"),
)
#: Nothing without one of these is read: words are looked for, not parsed.
_TELLING = re.compile(
    r"10\.\d{4}|PMC ?\d|PMID|ISBN|://|www\.|\d[\d\u2010-\u2015-]{4}|^\S+\.[a-z]{2,}(?:[/?#]\S*)?$",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class Recognised:
    """What Enter would add: "DOI 10.1000/x", and what is known of it."""

    words: str
    detail: str = ""


def recognised(text: str) -> Recognised | None:
    """Say what a text would add; None where it is only words."""
    text = text.strip()
    record = _record(text)
    if len(text) > _LONGEST_READ:
        return record
    if record is None and not _is_telling(text):
        return None
    from annotations import read_bibliography

    sources = read_bibliography(text).sources
    if not sources:
        return None
    if len(sources) > 1:
        return Recognised(f"{len(sources)} sources", _one_line(sources[0].title))
    if record is not None:
        return Recognised(record.words, _one_line(sources[0].title))
    return Recognised(_identifier(sources[0]), _guess(sources[0]))


def is_record(text: str) -> bool:
    """True for a text whose lines matter: an entry of a bibliography."""
    return _record(text) is not None


def _record(text: str) -> Recognised | None:
    for pattern, name in _RECORDS:
        count = sum(1 for _ in pattern.finditer(text))
        if count:
            return Recognised(f"{name} record" if count == 1 else f"{count} {name} records")
    return None


def _is_telling(text: str) -> bool:
    return bool(_TELLING.search(text)) and not (text.isdigit() and len(text) < _LEAST_PMID)


def _identifier(source: Source) -> str:
    for label, value in (
        ("DOI ", source.doi),
        ("PMID ", source.pmid),
        ("", source.pmcid),
        ("ISBN ", source.isbn),
    ):
        if value:
            return f"{label}{_short(value)}"
    return _short(source.url.removeprefix("https://").removeprefix("http://")) or _short(
        _one_line(source.title)
    )


def _guess(source: Source) -> str:
    """What the text says of the work besides how to find it."""
    title = _one_line(source.title)
    known = (source.url, f"doi:{source.doi}", f"PMID {source.pmid}", f"ISBN {source.isbn}")
    return "" if title == source.pmcid or any(title in each for each in known) else title


def _one_line(text: str) -> str:
    return " ".join(text.split())


def _short(text: str) -> str:
    return text if len(text) <= _LONGEST_SHOWN else f"{text[: _LONGEST_SHOWN - 1]}\u2026"
