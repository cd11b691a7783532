"""Tell the person at a form whether an identifier is well formed, and what is wrong."""

from __future__ import annotations

import re
from typing import Literal, NamedTuple

from annotations.sources.identifiers import (
    normalise_doi,
    normalise_isbn,
    normalise_issn,
    normalise_orcid,
    normalise_pmcid,
    normalise_pmid,
)

IdentifierKind = Literal["doi", "pmid", "pmcid", "isbn", "issn", "orcid"]


class IdentifierCheck(NamedTuple):
    """What can be said of an identifier offline."""

    #: The form that is kept; empty where it is not well formed.
    normalised: str
    ok: bool
    #: "Well formed.", or what is wrong; empty for empty text.
    sentence: str


def check_identifier(kind: IdentifierKind, text: str) -> IdentifierCheck:
    """Check the form and the check digit; whether the work exists is not looked up.

    Empty text is fine and says nothing.
    """
    text = " ".join(text.split())
    if not text:
        return IdentifierCheck("", ok=True, sentence="")
    normalised = _NORMALISE[kind](text)
    if normalised:
        return IdentifierCheck(normalised, ok=True, sentence="Well formed.")
    return IdentifierCheck("", ok=False, sentence=_wrong(kind, text))


def _wrong(kind: IdentifierKind, text: str) -> str:
    bare = re.sub(r"^[a-z]+(?:-1[03])?\s*:?\s*", "", text, flags=re.IGNORECASE)
    digits = re.sub(r"[\s\u2010-\u2015-]", "", bare).upper()
    is_whole = _WHOLE[kind].fullmatch(digits) is not None if kind in _WHOLE else False
    if is_whole:
        return f"The check digit of this {kind.upper()} does not fit. Look for a mistyped digit."
    return _FORMS[kind]


#: What has all its digits, so that only the check digit can be wrong.
_WHOLE = {
    "isbn": re.compile(r"\d{9}[\dX]|97[89]\d{10}", re.ASCII),
    "issn": re.compile(r"\d{7}[\dX]", re.ASCII),
    "orcid": re.compile(r".*\d{15}[\dX]", re.ASCII),
}
_FORMS = {
    "doi": "A DOI begins with 10., a number and a slash, as in 10.1000/182.",
    "pmid": "A PMID is a number of one to eight digits.",
    "pmcid": "A PMCID is PMC and a number, as in PMC1234567.",
    "isbn": "An ISBN has 10 digits, or 13 that begin with 978 or 979.",
    "issn": "An ISSN has eight digits, as in 2049-3630.",
    "orcid": "An ORCID has four groups of four digits, as in 0000-0002-1825-0097.",
}
_NORMALISE = {
    "doi": normalise_doi,
    "pmid": normalise_pmid,
    "pmcid": normalise_pmcid,
    "isbn": normalise_isbn,
    "issn": normalise_issn,
    "orcid": normalise_orcid,
}
