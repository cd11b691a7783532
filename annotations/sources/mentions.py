"""Addresses and identifiers in a stretch of text, and the words that stand beside them."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from types import MappingProxyType

from annotations.sources.identifiers import (
    normalise_doi,
    normalise_isbn,
    normalise_pmcid,
    normalise_pmid,
)

#: Longer words hold no address that a browser would open.
_MAX_TOKEN = 2_000
_ADDRESS = re.compile(r"(?:https?://|www\.)[^\s<>\"“”]{3,}", re.IGNORECASE)
#: An address without its scheme: known by its path, or as all that a line says.
_BARE_PATH = re.compile(r"(?:[a-z0-9-]{1,63}\.){1,6}[a-z]{2,18}/\S*", re.IGNORECASE)
_BARE_HOST = re.compile(r"(?:[a-z0-9-]{1,63}\.){1,6}[a-z]{2,18}", re.IGNORECASE)
_DOI = re.compile(r"(?:\bdoi\s*(?::|\s)\s*|(?<![\w/.]))(10\.\d{4,9}/[^\s<>\"“”]+)", re.IGNORECASE)
_PMID = re.compile(r"\b(?:PMID|PubMed(?:\s+ID)?)\s*[:#]?\s*(\d{1,8})\b", re.IGNORECASE | re.ASCII)
_PMCID = re.compile(r"\b(?:PMCID\s*:?\s*)?(PMC\s?\d{1,9})\b", re.IGNORECASE | re.ASCII)
_ISBN = re.compile(
    r"\bISBN(?:[- ]?1[03])?\s*:?\s*((?:97[89][\s‐-―-]?)?(?:\d[\s‐-―-]?){9}[\dX])(?![\w-])",
    re.IGNORECASE | re.ASCII,
)
_ARXIV = re.compile(
    r"\barxiv\s*:\s*(\d{4}\.\d{4,5}|[a-z-]+(?:\.[a-z]{2})?/\d{7})(?:v\d+)?", re.IGNORECASE
)
#: What alone on a line is a PubMed number; fewer digits may be a year or a page.
_BARE_PMID = re.compile(r"\d{6,8}", re.ASCII)
_LABELS = re.compile(
    r"\b(?:doi|pmid|pmcid|isbn(?:-1[03])?|arxiv|url|link|available (?:at|from)|retrieved from"
    r"|accessed)\s*:?\s*$",
    re.IGNORECASE,
)
_BULLET = re.compile(r"^\s*(?:[-*•–]|\(?\d{1,3}[.)\]]|\[\d{1,3}\])\s+")
_MIN_TITLE_WORDS = 3
#: Labels that may stand at the end, one after the other, each within so many signs.
_MAX_LABELS = 6
_LABEL_REACH = 40


@dataclass(frozen=True, slots=True)
class Mentions:
    """What one stretch of text names."""

    #: Normal forms by kind: url, doi, pmid, pmcid, isbn, arxiv; in the order of the text.
    given: Mapping[str, tuple[str, ...]]
    #: The words beside them: a title to begin with; empty where they are too few.
    words: str

    @property
    def most(self) -> int:
        """The most that was found of one kind: more than one work where above 1."""
        return max((len(values) for values in self.given.values()), default=0)

    @property
    def is_bare(self) -> bool:
        """True where there is nothing but identifiers."""
        return bool(self.given) and "url" not in self.given and not self.words


def find_mentions(text: str) -> Mentions:
    """Find what a text names; each kind once or several times."""
    given: dict[str, list[str]] = {}
    rest = _take_addresses(text, given)
    for name, pattern in _PATTERNS.items():
        rest = _take(name, pattern, rest, given)
    found = {name: tuple(dict.fromkeys(values)) for name, values in given.items()}
    return Mentions(MappingProxyType(found), bare_words(rest))


def alone(line: str) -> dict[str, str]:
    """What a line means that is nothing but one word."""
    word = _BULLET.sub("", line).strip().strip("<>\"“”'.,;")
    if _BARE_PMID.fullmatch(word):
        return {"pmid": word}
    isbn = normalise_isbn(word)
    return {"isbn": isbn} if isbn else {}


def bare_words(text: str) -> str:
    """The words beside what was found: a title to begin with; empty where they are too few."""
    words = _BULLET.sub("", " ".join(text.split()))
    for _ in range(_MAX_LABELS):
        words = words.strip(" .,;:|()[]<>–-")
        words = words[:-_LABEL_REACH] + _LABELS.sub("", words[-_LABEL_REACH:])
    words = words.strip(" .,;:|()[]<>–-")
    count = sum(1 for word in words.split() if any(sign.isalpha() for sign in word))
    return words if count >= _MIN_TITLE_WORDS else ""


def is_bullet(line: str) -> bool:
    """True where a line begins as an item of a list does."""
    return _BULLET.match(line) is not None


def _take(name: str, pattern: re.Pattern[str], text: str, given: dict[str, list[str]]) -> str:
    """Collect what the pattern finds; gives the text without it."""
    kept, last = [], 0
    for match in pattern.finditer(text):
        value = _NORMAL[name](_closed(match[1]))
        if value:
            given.setdefault(name, []).append(value)
            kept.append(text[last : match.start()])
            last = match.end()
    return " ".join((*kept, text[last:]))


def _take_addresses(text: str, given: dict[str, list[str]]) -> str:
    rest = []
    tokens = text.split()
    for token in tokens:
        found = _address(token, is_alone=len(tokens) == 1)
        if found:
            given.setdefault("url", []).append(found)
        else:
            rest.append(token)
    return " ".join(rest)


def _address(token: str, *, is_alone: bool) -> str:
    if len(token) > _MAX_TOKEN or "." not in token:
        return ""
    token = token.strip("<>[]{}\"“”‘’'").lstrip("(")
    match = _ADDRESS.search(token)
    if match:
        return _with_scheme(_closed(match[0]))
    if _BARE_PATH.fullmatch(token) or (is_alone and _BARE_HOST.fullmatch(token.rstrip("."))):
        return _with_scheme(_closed(token))
    return ""


def _with_scheme(address: str) -> str:
    scheme, sign, rest = address.partition("://")
    return f"{scheme.lower()}://{rest}" if sign else f"https://{address}"


def _closed(text: str) -> str:
    """Without the punctuation that follows it in a sentence."""
    while text and text[-1] in ".,;:!?'\"’”)]}>":
        opening = {")": "(", "]": "[", "}": "{"}.get(text[-1])
        if opening and text.count(opening) >= text.count(text[-1]):
            break
        text = text[:-1]
    return text


#: In the order that they are looked for.
_PATTERNS = {"doi": _DOI, "pmid": _PMID, "isbn": _ISBN, "arxiv": _ARXIV, "pmcid": _PMCID}
_NORMAL: dict[str, Callable[[str], str]] = {
    "doi": normalise_doi,
    "pmid": normalise_pmid,
    "pmcid": lambda value: normalise_pmcid(re.sub(r"\s", "", value)),
    "isbn": normalise_isbn,
    "arxiv": str,
}
