"""Whether two sources are one work, from what was entered."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable

from annotations.model import Source
from annotations.sources.identifiers import (
    normalise_doi,
    normalise_isbn,
    normalise_pmcid,
    normalise_pmid,
)

#: Titles alike by at least this much (0 to 100) may be one work.
SIMILAR = 92
#: A title of fewer letters says too little: "Kratom" is the title of many pages.
MIN_TITLE = 12

_IDENTIFIERS: dict[str, tuple[str, Callable[[str], str]]] = {
    "doi": ("DOI", normalise_doi),
    "pmid": ("PMID", normalise_pmid),
    "pmcid": ("PMCID", normalise_pmcid),
    "isbn": ("ISBN", normalise_isbn),
}


def differing_identifier(one: Source, other: Source) -> str:
    """The name of an identifier that both have and that differs, else empty.

    Two works are never one where it is not empty, however alike they look.
    """
    for field, (label, normalise) in _IDENTIFIERS.items():
        a, b = normalise(getattr(one, field)), normalise(getattr(other, field))
        if a and b and a != b:
            return label
    return ""


def are_one_work(one: Source, other: Source) -> bool:
    """True where the two may be the same work.

    No identifier may differ. Then a common identifier or address is enough; else the titles
    must be alike, and the years equal or one of them missing.
    """
    if differing_identifier(one, other):
        return False
    for field, (_, normalise) in _IDENTIFIERS.items():
        value = normalise(getattr(one, field))
        if value and value == normalise(getattr(other, field)):
            return True
    if one.url and bare_address(one.url) == bare_address(other.url):
        return True
    years = {_year(one), _year(other)} - {""}
    return len(years) < 2 and are_alike(one.title, other.title)


def are_alike(one: str, other: str) -> bool:
    """True where two titles are the same but for spelling: case, marks, small mistakes."""
    from rapidfuzz import fuzz

    a, b = normalised_title(one), normalised_title(other)
    if min(len(a), len(b)) < MIN_TITLE:
        return False
    # Another number is another work: part 2 of a series, the report of the next year.
    if re.findall(r"\d+", a) != re.findall(r"\d+", b):
        return False
    return fuzz.ratio(a, b, score_cutoff=SIMILAR) >= SIMILAR


def normalised_title(title: str) -> str:
    """Letters and digits in lower case without accents, single spaces between words."""
    spread = unicodedata.normalize("NFKD", title.casefold())
    bare = "".join(sign for sign in spread if not unicodedata.combining(sign))
    return " ".join(re.findall(r"\w+", bare))


def _year(source: Source) -> str:
    match = re.search(r"\d{4}", source.issued)
    return match[0] if match else ""


def bare_address(address: str) -> str:
    """An address without scheme, `www.`, fragment and closing slash."""
    text = re.sub(r"^https?://(?:www\.)?", "", address.strip(), flags=re.IGNORECASE)
    return text.partition("#")[0].rstrip("/")
