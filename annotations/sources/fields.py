"""What every reader of bibliographies does with a field: plain text, dates, limits."""

from __future__ import annotations

import html
import re
from collections.abc import Iterable, Mapping
from datetime import date
from typing import Any

from annotations.errors import CaveatError
from annotations.ids import SourceUid
from annotations.model import Source
from annotations.sources.identifiers import (
    normalise_doi,
    normalise_isbn,
    normalise_pmcid,
    normalise_pmid,
)
from annotations.vocabulary import SourceType

#: Most code points of one field; the library keeps no more.
MAX_FIELD = 20_000

_TAG = re.compile(
    r"</?(?:i|b|em|strong|sub|sup|u|sc|scp|span|p|br|italic|bold|jats:[a-z]{1,20}|mml:[a-z]{1,20})"
    r"(?:\s[^<>]{0,200})?/?>",
    re.IGNORECASE,
)
_WORDS = re.compile(r"[^\W\d_]+|\d+")
_EDTF = re.compile(r"(\d{4})(?:[-/.](\d{1,2})(?:[-/.](\d{1,2}))?)?[-/.]*")
_MONTHS = "jan feb mar apr may jun jul aug sep oct nov dec".split()


class RecordRefusedError(CaveatError):
    """One record of a bibliography cannot become a source; the sentence says why."""


def plain(text: str) -> str:
    """One line of plain text: entities and inline tags resolved, white space folded."""
    if "&" in text:
        text = html.unescape(text)
    if "<" in text:
        text = _TAG.sub("", text)
    return " ".join(text.split())


def make_source(
    *,
    type: SourceType,  # noqa: A002 - the field's name
    authors: Iterable[str] = (),
    retracted: bool = False,
    **fields: str,
) -> Source:
    """Make a source of what a record says; its uid is empty.

    Identifiers that are well formed get their normal form, others stay as typed. Without a
    title the identifier or the address stands in for it.

    Args:
        type: The kind of work.
        authors: As typed.
        retracted: Whether the record says so.
        fields: The other fields of `Source` that are text, by their names.

    Raises:
        RecordRefusedError: nothing to cite it by, or a field is too long.
    """
    authors = tuple(authors)
    for name, value in (*fields.items(), ("authors", "\n".join(authors))):
        if len(value) > MAX_FIELD:
            raise RecordRefusedError(
                f"its field “{name}” has more than {MAX_FIELD:,} characters. Shorten it."
            )
    texts: dict[str, Any] = {name: plain(value) for name, value in fields.items()}
    for name, normalise in _NORMAL.items():
        if name in texts:
            texts[name] = normalise(texts[name]) or texts[name]
    texts["title"] = texts.get("title") or standing_title(texts)
    if not texts["title"]:
        raise RecordRefusedError("it has no title, identifier or address to cite it by.")
    return Source(
        uid=SourceUid(""),
        type=type,
        authors=tuple(filter(None, map(plain, authors))),
        retracted=retracted,
        **texts,
    )


def standing_title(fields: Mapping[str, str]) -> str:
    """What a work without a title is called: its DOI, PMID, PMCID, ISBN or address."""
    labels = (("doi", "doi:"), ("pmid", "PMID "), ("pmcid", ""), ("isbn", "ISBN "), ("url", ""))
    for name, label in labels:
        if fields.get(name):
            return f"{label}{fields[name]}"
    return ""


def edtf(year: object, month: object = None, day: object = None) -> str:
    """A date from its parts, `2014`, `2014-05` or `2014-05-06`; empty without a year.

    A month may be a number or an English name; what is no month or day is left out.
    """
    text = str(year if year is not None else "").strip()
    if not re.fullmatch(r"\d{4}", text, re.ASCII):
        return ""
    number = _month(month)
    if not number:
        return text
    try:
        return date(int(text), number, int(str(day).strip())).isoformat()
    except ValueError:
        return f"{text}-{number:02d}"


def issued(text: str) -> str:
    """A date as EDTF level 0 where it can be read as one, else as it was typed.

    `2014/05/06/`, `2014 May 6`, `6 May 2014` and `May 2014` are read; `2014 May-Jun` stays.
    """
    text = plain(text)
    match = _EDTF.fullmatch(text)
    if match:
        return edtf(*match.groups()) or text
    words = _WORDS.findall(text)
    years = [word for word in words if re.fullmatch(r"\d{4}", word)]
    months = [word for word in words if _month(word) and not word.isdigit()]
    days = [word for word in words if re.fullmatch(r"\d{1,2}", word)]
    is_plain = len(words) == len(years) + len(months) + len(days)
    if not is_plain or len(years) != 1 or len(months) != 1 or len(days) > 1 or "-" in text:
        return text
    return edtf(years[0], months[0], days[0] if days else None)


def first(*values: object) -> str:
    """The first that is text and not blank; empty where none is."""
    for value in values:
        if isinstance(value, str) and value.strip():
            return value
    return ""


def texts(value: object) -> Iterable[str]:
    """The texts of a list, or the one text."""
    if isinstance(value, str):
        return (value,)
    return (item for item in value if isinstance(item, str)) if isinstance(value, list) else ()


def _month(value: object) -> int:
    text = str(value if value is not None else "").strip().lower().rstrip(".")
    if re.fullmatch(r"\d{1,2}", text, re.ASCII):
        return int(text) if 1 <= int(text) <= 12 else 0
    names = "january february march april may june july august september october november december"
    for number, (short, name) in enumerate(zip(_MONTHS, names.split(), strict=True), 1):
        if text.startswith(short) and (name.startswith(text) or text == "sept"):
            return number
    return 0


_NORMAL = {
    "doi": normalise_doi,
    "pmid": normalise_pmid,
    "pmcid": normalise_pmcid,
    "isbn": normalise_isbn,
}
