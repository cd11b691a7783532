"""Identifiers of works and people: normal forms and check digits, offline.

A `normalise_` function returns the form by which two entries are known as the same work, or
empty text where the value is not well formed. Nothing is looked up: well formed is all that
is said.
"""

from __future__ import annotations

import re
from urllib.parse import unquote

_DOI_PREFIX = re.compile(r"^(?:doi\s*:\s*|(?:https?://)?(?:dx\.|www\.)?doi\.org/)+", re.IGNORECASE)
_DOI = re.compile(r"10\.\d{4,9}/\S+")
_PMID = re.compile(
    r"(?:pmid\s*:?\s*|(?:https?://)?pubmed\.ncbi\.nlm\.nih\.gov/)?(\d{1,8})/?", re.IGNORECASE
)
_PMCID = re.compile(
    r"(?:pmcid\s*:?\s*|(?:https?://)?(?:www\.|pmc\.)?ncbi\.nlm\.nih\.gov/(?:pmc/)?articles/)?"
    r"(PMC\d{1,9})/?",
    re.IGNORECASE,
)
_ORCID = re.compile(r"(?:https?://orcid\.org/)?((?:\d{4}-){3}\d{3}[\dX])", re.IGNORECASE)


def normalise_doi(value: str) -> str:
    """`https://doi.org/10.1000/XYZ.` becomes `10.1000/xyz`; empty where it is no DOI."""
    text = _DOI_PREFIX.sub("", value.strip())
    text = unquote(text).rstrip(".,;")
    if text.endswith(")") and text.count("(") < text.count(")"):
        text = text[:-1]
    return text.lower() if _DOI.fullmatch(text) else ""


def normalise_pmid(value: str) -> str:
    """A PubMed number without leading zeros; empty where it is none."""
    text = value.strip()
    match = _PMID.fullmatch(text)
    return match[1].lstrip("0") if match else ""


def normalise_pmcid(value: str) -> str:
    """`PMC` and digits; empty where it is none."""
    match = _PMCID.fullmatch(value.strip())
    return match[1].upper() if match else ""


def normalise_isbn(value: str) -> str:
    """Thirteen digits, from ISBN-10 or -13 with a good check digit; empty otherwise.

    Source:
        ISO 2108; ISBN-10 is carried over with the prefix 978.
    """
    text = re.sub(r"^isbn(?:-1[03])?:?", "", value.strip(), flags=re.IGNORECASE)
    digits = re.sub(r"[\s\u2010-\u2015-]", "", text).upper()
    if re.fullmatch(r"\d{9}[\dX]", digits) and _mod11(digits) == 0:
        stem = f"978{digits[:9]}"
        return stem + str(-_ean_sum(stem) % 10)
    if re.fullmatch(r"97[89]\d{10}", digits) and _ean_sum(digits) % 10 == 0:
        return digits
    return ""


def normalise_issn(value: str) -> str:
    """`1234-567X` with a good check digit; empty otherwise.

    Source:
        ISO 3297.
    """
    digits = re.sub(r"^issn:?\s*", "", value.strip(), flags=re.IGNORECASE).replace("-", "").upper()
    if re.fullmatch(r"\d{7}[\dX]", digits) and _mod11(digits) == 0:
        return f"{digits[:4]}-{digits[4:]}"
    return ""


def normalise_orcid(value: str) -> str:
    """Four groups of four with a good check digit; empty otherwise.

    Source:
        ISO 7064, MOD 11-2.
    """
    match = _ORCID.fullmatch(value.strip())
    if match is None:
        return ""
    text = match[1].upper()
    total = 0
    for digit in text.replace("-", "")[:-1]:
        total = (total + int(digit)) * 2
    check = (12 - total % 11) % 11
    return text if text[-1] == ("X" if check == 10 else str(check)) else ""


def _mod11(digits: str) -> int:
    values = [10 if digit == "X" else int(digit) for digit in digits]
    return (
        sum(weight * value for weight, value in zip(range(len(values), 0, -1), values, strict=True))
        % 11
    )


def _ean_sum(digits: str) -> int:
    return sum(int(digit) * (3 if index % 2 else 1) for index, digit in enumerate(digits))
