"""Bibliographies as people paste them, to sources and back.

Nothing is looked up: a source has what the text says of it, and the reviewer fills the rest.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from enum import StrEnum

from annotations.model import Source

#: The most that is read at once.
MAX_BYTES = 10_000_000
MAX_RECORDS = 20_000
#: How JSON begins, and a citation in brackets does not.
_JSON = re.compile(r"\ufeff?\s*\[*\s*(?:\{\s*\"|\Z)")
_WEB_OF_SCIENCE = re.compile(r"\ufeff?\s*(?:FN [^\n]*\r?\nVR |PT [A-Z]\r?\nAU )")


class BibliographyFormat(StrEnum):
    """The formats that sources are written in."""

    BIBTEX = "bibtex"
    RIS = "ris"
    CSL = "csl"

    @property
    def label(self) -> str:
        """The name that people know it by."""
        return {"bibtex": "BibTeX", "ris": "RIS", "csl": "CSL-JSON"}[self.value]

    @property
    def file_ending(self) -> str:
        """The usual ending of a file, with its dot."""
        return {"bibtex": ".bib", "ris": ".ris", "csl": ".json"}[self.value]


@dataclass(frozen=True, slots=True)
class BibliographyResult:
    """What became of a text: sources without a uid, and a sentence for each refusal."""

    sources: tuple[Source, ...] = ()
    refused: tuple[str, ...] = ()


def read_bibliography(text: str) -> BibliographyResult:
    """Read sources from one text, in the order that they stand in it.

    A text is one of: BibTeX, RIS, CSL-JSON (an item or a list), PubMed's format (nbib), or
    lines of addresses, DOIs, PMIDs, PMCIDs, ISBNs and citations that hold one. Identifiers
    get their normal form, markup becomes plain text, and a date or author that does not
    fit a form is kept as typed. Type, publisher and title of a bare address are guesses
    from its host and path.

    Returns:
        Never raises: what cannot be read is a sentence in `refused`, and the rest is read.
        More than 10 MB or 20,000 records are refused as a whole.

    Example:
        read_bibliography("https://doi.org/10.1002/14651858.CD013874").sources[0].doi
    """
    if len(text) > MAX_BYTES or len(text.encode("utf-8", "replace")) > MAX_BYTES:
        return _refused(
            f"The text has more than {MAX_BYTES // 1_000_000} MB, the most that is read at once."
            " Split it into several parts."
        )
    if not text.strip("\ufeff \t\r\n\f\v\xa0"):
        return _refused("There is nothing to read. Paste an address, an identifier or a record.")
    text = text.replace("\0", "\ufffd")
    sources, refused = _read(text)
    return BibliographyResult(tuple(sources), tuple(refused))


def write_bibliography(sources: Iterable[Source], format: BibliographyFormat) -> str:  # noqa: A002 - the word that callers say
    """Write sources for other programs: BibTeX, RIS or CSL-JSON, UTF-8 text with line feeds.

    `read_bibliography` gives back titles, authors, dates, identifiers, containers and
    publishers as they were. What only Caveat knows (rank, what a source establishes) is
    left out.
    """
    if format is BibliographyFormat.BIBTEX:
        from annotations.sources.write_bibtex import write_bibtex as write
    elif format is BibliographyFormat.RIS:
        from annotations.sources.write_ris import write_ris as write
    else:
        from annotations.sources.write_csl import write_csl as write
    return write(sources)


def _read(text: str) -> tuple[list[Source], list[str]]:
    if text.lstrip("\ufeff \t\r\n")[:1] in ("{", "["):
        from annotations.sources.read_csl import read_csl, read_items

        items = read_items(text.lstrip("\ufeff"))
        if items is not None:
            return _too_many(len(items)) or read_csl(items)
        if _JSON.match(text[:200]):
            return [], ["This looks like CSL-JSON, but it is not complete. Copy the whole of it."]
    if _WEB_OF_SCIENCE.match(text[:500]):
        return [], ["This is Web of Science's own format. Export it there as RIS or BibTeX."]
    from annotations.sources import read_bibtex, read_nbib, read_ris

    # The format whose first record comes first.
    starts = [
        (match.start(), count, read)
        for pattern, count, read in (
            (read_bibtex.ENTRY, read_bibtex.count_entries, read_bibtex.read_bibtex),
            (read_ris.START, read_ris.count_records, read_ris.read_ris),
            (read_nbib.START, read_nbib.count_records, read_nbib.read_nbib),
        )
        for match in [pattern.search(text)]
        if match
    ]
    if starts:
        _, count, read = min(starts, key=lambda start: start[0])
        return _too_many(count(text)) or read(text)
    from annotations.sources.read_lines import read_lines

    return _too_many(sum(1 for line in text.splitlines() if line.strip())) or read_lines(text)


def _too_many(count: int) -> tuple[list[Source], list[str]] | None:
    if count <= MAX_RECORDS:
        return None
    sentence = (
        f"The text has {count:,} records, more than the {MAX_RECORDS:,} that are read at once."
        " Split it into several parts."
    )
    return [], [sentence]


def _refused(sentence: str) -> BibliographyResult:
    return BibliographyResult(refused=(sentence,))
