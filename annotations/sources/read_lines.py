"""Lines of addresses, identifiers and citations, to sources."""

from __future__ import annotations

import re
from collections.abc import Iterator

from annotations.model import Source
from annotations.sources.fields import MAX_FIELD, RecordRefusedError
from annotations.sources.identifier_check import IdentifierKind, check_identifier
from annotations.sources.mentions import Mentions, alone, bare_words, find_mentions, is_bullet
from annotations.sources.read_address import source_of

#: What was clearly meant as an identifier, though it may not be one.
_MEANT: dict[IdentifierKind, re.Pattern[str]] = {
    "isbn": re.compile(r"(?:ISBN(?:[- ]?1[03])?:?\s*)?[\dXx][\dXx\s-]{8,16}", re.ASCII),
    "doi": re.compile(r"(?:doi\s*:?\s*)?10\.\S*|doi\s*:.*", re.IGNORECASE),
    "pmid": re.compile(r"PMID\s*:?\s*\S*", re.IGNORECASE),
    "pmcid": re.compile(r"PMC(?:ID)?\s*:?\s*\S*", re.IGNORECASE),
}


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


def _stretches(lines: list[str]) -> Iterator[tuple[str, Mentions | None]]:
    """The texts that name one work each, with what is in it where it is one line."""
    found = [find_mentions(line[: MAX_FIELD + 1]) for line in lines]
    is_list = any(map(alone, lines)) or sum(map(is_bullet, lines)) > 1
    if len(lines) > 1 and not is_list and _are_one_work(found):
        yield "\n".join(lines), None
        return
    waiting: list[str] = []
    for line, item in zip(lines, found, strict=True):
        is_whole = bool(item.given or alone(line))
        # What may be the beginning of a wrapped citation waits for its identifier.
        if waiting and (is_bullet(line) or (is_whole and not bare_words(" ".join(waiting)))):
            yield "\n".join(waiting), None
            waiting = []
        waiting.append(line)
        if is_whole:
            yield "\n".join(waiting), item if len(waiting) == 1 else None
            waiting = []
    if waiting:
        yield "\n".join(waiting), None


def _are_one_work(found: list[Mentions]) -> bool:
    """True where the lines name nothing twice, and some line cannot stand for itself."""
    kinds = [name for item in found for name, values in item.given.items() for _ in values]
    if not kinds or len(kinds) != len(set(kinds)):
        return False
    return all(item.is_bare for item in found) or any(not item.given for item in found)


def _read(stretch: str, found: Mentions | None) -> list[Source]:
    if len(stretch) > MAX_FIELD:
        raise RecordRefusedError(f"it has more than {MAX_FIELD:,} characters. Shorten it.")
    single = alone(stretch)
    if single:
        return [source_of(single)]
    found = found or find_mentions(stretch)
    if not found.given:
        _refuse_misspelt(stretch)
        raise RecordRefusedError(
            "there is no address, DOI, PMID, PMCID or ISBN in it. Paste one of them, or a record"
            " in BibTeX, RIS, CSL-JSON or PubMed format."
        )
    if found.most == 1:
        given = {name: values[0] for name, values in found.given.items()}
        return [source_of(given, found.words)]
    return [source_of({name: value}) for name, values in found.given.items() for value in values]


def _refuse_misspelt(text: str) -> None:
    """Say what is wrong where the text was clearly meant as an identifier."""
    word = text.strip().strip("<>\"“”'.,;")
    kind = next((kind for kind, meant in _MEANT.items() if meant.fullmatch(word)), None)
    if kind:
        raise RecordRefusedError(check_identifier(kind, word).sentence)


def _shown(text: str) -> str:
    line = " ".join(text[:400].split())
    return line if len(line) <= 80 else f"{line[:79].rstrip()}…"
