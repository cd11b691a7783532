"""Sources from addresses and identifiers, as they are pasted or stand in a sentence."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from dataclasses import replace
from typing import Any
from urllib.parse import unquote

from annotations.model import Source
from annotations.sources.fields import MAX_FIELD, RecordRefusedError, make_source
from annotations.sources.hosts import guessed_title, publisher_and_type, split_address
from annotations.sources.identifier_check import IdentifierKind, check_identifier
from annotations.sources.identifiers import (
    normalise_doi,
    normalise_isbn,
    normalise_pmcid,
    normalise_pmid,
)
from annotations.sources.work_types import type_of_work
from annotations.vocabulary import SourceType

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
_ARXIV_PATH = re.compile(r"/(?:abs|pdf|html)/(\d{4}\.\d{4,5}|[a-z-]+(?:\.[a-z]{2})?/\d{7})")
#: What alone on a line is a PubMed number; fewer digits may be a year or a page.
_BARE_PMID = re.compile(r"\d{6,8}", re.ASCII)
_DOI_TAIL = re.compile(
    r"(?:/(?:full|abstract|pdf|epdf|html|meta|summary|references|pdfft|fulltext)"
    r"|\.(?:pdf|full(?:\.pdf)?|abstract)|v\d+(?:\.\w+)*)+$",
    re.IGNORECASE,
)
_LABELS = re.compile(
    r"\b(?:doi|pmid|pmcid|isbn(?:-1[03])?|arxiv|url|link|available (?:at|from)|retrieved from"
    r"|accessed)\s*:?\s*$",
    re.IGNORECASE,
)
_MEANT: dict[IdentifierKind, re.Pattern[str]] = {
    "isbn": re.compile(r"(?:ISBN(?:[- ]?1[03])?:?\s*)?[\dXx][\dXx\s-]{8,16}", re.ASCII),
    "doi": re.compile(r"(?:doi\s*:?\s*)?10\.\S*|doi\s*:.*", re.IGNORECASE),
    "pmid": re.compile(r"PMID\s*:?\s*\S*", re.IGNORECASE),
    "pmcid": re.compile(r"PMC(?:ID)?\s*:?\s*\S*", re.IGNORECASE),
}
_BULLET = re.compile(r"^\s*(?:[-*•–]|\(?\d{1,3}[.)\]]|\[\d{1,3}\])\s+")
_MIN_TITLE_WORDS = 3
#: Labels that may stand at the end, one after the other, each within so many signs.
_MAX_LABELS = 6
_LABEL_REACH = 40


class Found:
    """What one stretch of text names: identifiers and addresses, and the words beside them."""

    def __init__(self, text: str) -> None:
        self.given: dict[str, list[str]] = {}
        rest = self._take_addresses(text)
        for name, pattern in (("doi", _DOI), ("pmid", _PMID), ("isbn", _ISBN), ("arxiv", _ARXIV)):
            rest = self._take(name, pattern, rest)
        rest = self._take("pmcid", _PMCID, rest)
        self.words = _bare_words(rest)
        self.is_labelled = "url" not in self.given and not self.words

    @property
    def most(self) -> int:
        """The most that was found of one kind: more than one work where above 1."""
        return max((len(values) for values in self.given.values()), default=0)

    def sources(self) -> list[Source]:
        """A source of all that was found, or one for each where several of a kind were.

        Raises:
            RecordRefusedError: a field is too long.
        """
        if self.most > 1:
            return [
                _source({name: value}, "")
                for name, values in self.given.items()
                for value in dict.fromkeys(values)
            ]
        return [_source({name: values[0] for name, values in self.given.items()}, self.words)]

    def _take(self, name: str, pattern: re.Pattern[str], text: str) -> str:
        kept, last = [], 0
        for match in pattern.finditer(text):
            value = _NORMAL[name](_closed(match[1]))
            if value:
                self.given.setdefault(name, []).append(value)
                kept.append(text[last : match.start()])
                last = match.end()
        return " ".join((*kept, text[last:])) if kept else text

    def _take_addresses(self, text: str) -> str:
        rest = []
        tokens = text.split()
        for token in tokens:
            found = _address(token, is_alone=len(tokens) == 1)
            if found:
                self.given.setdefault("url", []).append(found)
            else:
                rest.append(token)
        return " ".join(rest)


def read_lines(text: str) -> tuple[list[Source], list[str]]:
    """Read a text of addresses and identifiers: sources, and a sentence for each refusal.

    A line is a record. Lines of a paragraph that only together name one work (a citation
    that was wrapped, identifiers one below the other) are one record.
    """
    sources: list[Source] = []
    refused: list[str] = []
    for paragraph in re.split(r"\n[ \t]*\n", text.replace("\r\n", "\n").replace("\r", "\n")):
        lines = [line for line in paragraph.split("\n") if line.strip()]
        for stretch, found in _stretches(lines):
            try:
                sources += _read(stretch, found)
            except RecordRefusedError as error:
                refused.append(f"“{_shown(stretch)}”: {error}")
    return sources, refused


def source_at(address: str) -> Source:
    """The source that an http or https address names, with what the address tells of it."""
    return _source({"url": address}, "")


def _stretches(lines: list[str]) -> Iterator[tuple[str, Found | None]]:
    """The texts that name one work each, with what is in it where it is one line."""
    found = [Found(line[: MAX_FIELD + 1]) for line in lines]
    bullets = sum(1 for line in lines if _BULLET.match(line))
    if len(lines) > 1 and bullets < 2 and _are_one_work(found):
        yield "\n".join(lines), None
        return
    waiting: list[str] = []
    for line, item in zip(lines, found, strict=True):
        is_whole = bool(item.given or _alone(line))
        # What may be the beginning of a wrapped citation waits for its identifier.
        if waiting and (_BULLET.match(line) or (is_whole and not _bare_words(" ".join(waiting)))):
            yield "\n".join(waiting), None
            waiting = []
        waiting.append(line)
        if is_whole:
            yield "\n".join(waiting), item if len(waiting) == 1 else None
            waiting = []
    if waiting:
        yield "\n".join(waiting), None


def _are_one_work(found: list[Found]) -> bool:
    """True where the lines name nothing twice, and some line cannot stand for itself."""
    kinds = [name for item in found for name, values in item.given.items() for _ in values]
    if not kinds or len(kinds) != len(set(kinds)):
        return False
    return all(item.is_labelled and item.given for item in found) or any(
        not item.given for item in found
    )


def _read(stretch: str, found: Found | None) -> list[Source]:
    if len(stretch) > MAX_FIELD:
        raise RecordRefusedError(f"it has more than {MAX_FIELD:,} characters. Shorten it.")
    alone = _alone(stretch)
    if alone:
        return [_source(alone, "")]
    found = found or Found(stretch)
    if not found.given:
        _refuse_misspelt(stretch)
        raise RecordRefusedError(
            "there is no address, DOI, PMID, PMCID or ISBN in it. Paste one of them, or a record"
            " in BibTeX, RIS, CSL-JSON or PubMed format."
        )
    return found.sources()


def _refuse_misspelt(text: str) -> None:
    """Say what is wrong where the text was clearly meant as an identifier."""
    word = text.strip().strip("<>\"“”'.,;")
    kind = next((kind for kind, meant in _MEANT.items() if meant.fullmatch(word)), None)
    if kind:
        raise RecordRefusedError(check_identifier(kind, word).sentence)


def _alone(line: str) -> dict[str, str]:
    """What a line means that is nothing but one word."""
    word = _BULLET.sub("", line).strip().strip("<>\"“”'.,;")
    if _BARE_PMID.fullmatch(word):
        return {"pmid": word}
    isbn = normalise_isbn(word)
    return {"isbn": isbn} if isbn else {}


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


def _source(given: dict[str, str], words: str) -> Source:
    fields: dict[str, Any] = dict(given)
    arxiv = fields.pop("arxiv", "")
    if arxiv:
        fields.setdefault("doi", f"10.48550/arxiv.{arxiv.lower()}")
    publisher, kind = "", SourceType.STUDY if fields.keys() & {"doi", "pmid", "pmcid"} else None
    if "url" in fields:
        publisher, host_kind = publisher_and_type(fields["url"])
        named = identifiers_in(fields["url"])
        fields = {**named, **fields}
        if kind is None or host_kind is not SourceType.OTHER:
            kind = host_kind
        if named and kind in (SourceType.OTHER, SourceType.ORGANISATION_PAGE):
            kind = SourceType.STUDY
        if not words and not named:
            words = guessed_title(fields["url"])
    elif "isbn" in fields and kind is None:
        kind = SourceType.TEXTBOOK
    doi = fields.get("doi", "")
    kind = type_of_work(kind or SourceType.OTHER, title=words, doi=doi)
    if kind is SourceType.PREPRINT and arxiv:
        publisher = "arXiv"
    source = make_source(type=kind, title=words, publisher=publisher, **fields)
    return replace(source, publisher="") if source.publisher == source.title else source


def identifiers_in(address: str) -> dict[str, str]:
    """DOI, PMID, PMCID or ISBN that an address names, in normal form."""
    host, path = split_address(address)
    path = unquote(path)
    found: dict[str, str] = {}
    if host.endswith("ncbi.nlm.nih.gov") or host == "europepmc.org":
        pmid = re.search(r"/(?:pubmed|MED|abstract/med)?/?(\d{1,8})(?:/|$)", path, re.IGNORECASE)
        pmcid = re.search(r"\bPMC\d{1,9}", path, re.IGNORECASE)
        if pmcid:
            found["pmcid"] = pmcid[0].upper()
        elif pmid and (host.startswith("pubmed") or "/pubmed" in path or host == "europepmc.org"):
            found["pmid"] = normalise_pmid(pmid[1])
        return {name: value for name, value in found.items() if value}
    arxiv = _ARXIV_PATH.search(path) if host.endswith("arxiv.org") else None
    if arxiv:
        return {"doi": f"10.48550/arxiv.{arxiv[1].lower()}"}
    doi = re.search(r"(?:^|/)(10\.\d{4,9}/.+)$", path)
    if doi:
        text = doi[1] if host in ("doi.org", "dx.doi.org") else _DOI_TAIL.sub("", doi[1])
        found["doi"] = normalise_doi(text.rstrip("/"))
    isbn = re.search(r"isbn[=/:]?([\dXx-]{10,17})", unquote(address), re.IGNORECASE)
    if isbn:
        found["isbn"] = normalise_isbn(isbn[1])
    return {name: value for name, value in found.items() if value}


def _bare_words(text: str) -> str:
    """The words beside what was found: a title to begin with; empty where they are too few."""
    words = _BULLET.sub("", " ".join(text.split()))
    for _ in range(_MAX_LABELS):
        words = words.strip(" .,;:|()[]<>–-")
        words = words[:-_LABEL_REACH] + _LABELS.sub("", words[-_LABEL_REACH:])
    words = words.strip(" .,;:|()[]<>–-")
    count = sum(1 for word in words.split() if any(sign.isalpha() for sign in word))
    return words if count >= _MIN_TITLE_WORDS else ""


def _shown(text: str) -> str:
    line = " ".join(text[:400].split())
    return line if len(line) <= 80 else f"{line[:79].rstrip()}…"


_NORMAL: dict[str, Callable[[str], str]] = {
    "doi": normalise_doi,
    "pmid": normalise_pmid,
    "pmcid": lambda value: normalise_pmcid(re.sub(r"\s", "", value)),
    "isbn": normalise_isbn,
    "arxiv": str,
}
