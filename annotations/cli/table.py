"""The list of articles as an aligned table for a terminal."""

from __future__ import annotations

import unicodedata
from collections.abc import Sequence

from annotations.model import ArticleSummary
from annotations.vocabulary import Severity

_TITLE_COLUMNS = 44
_FILE_COLUMNS = 32
#: UUIDv7s of one millisecond agree in this many characters.
_SHORTEST_UID = 13
_GAP = "  "
_HEADINGS = ("uid", "title", "cautions", "checked", "file", "modified")


def table(summaries: Sequence[ArticleSummary]) -> str:
    """One line an article under a line of headings, columns aligned, no trailing space."""
    length = _uid_length([summary.article.uid for summary in summaries])
    rows = [_HEADINGS, *(_row(summary, length) for summary in summaries)]
    widths = [max(map(columns, column)) for column in zip(*rows, strict=True)]
    return "".join(
        _GAP.join(
            cell + " " * (width - columns(cell)) for cell, width in zip(row, widths, strict=True)
        ).rstrip()
        + "\n"
        for row in rows
    )


def columns(text: str) -> int:
    """How many columns of a terminal a text fills."""
    return sum(map(_width, text))


def plain(text: str) -> str:
    """A text without what would move a terminal's cursor or turn its writing round."""
    return "".join(
        " " if c.isspace() else c
        for c in text
        if c.isspace() or c.isprintable() or c in "\u200c\u200d"
    )


def _width(character: str) -> int:
    if unicodedata.category(character) in ("Mn", "Me", "Cf"):
        return 0
    return 2 if unicodedata.east_asian_width(character) in "WF" else 1


def _row(summary: ArticleSummary, uid_length: int) -> tuple[str, ...]:
    article, coverage = summary.article, summary.coverage
    counts = [
        f"{summary.counts[severity]} {severity.id}"
        for severity in reversed(Severity)
        if summary.counts.get(severity)
    ]
    return (
        article.uid[:uid_length],
        _shortened(plain(article.title), _TITLE_COLUMNS),
        ", ".join(counts) or "none",
        f"{coverage.checked} of {coverage.of}",
        _shortened(plain(article.file_name), _FILE_COLUMNS) or "-",
        article.modified_at[:10],
    )


def _shortened(text: str, most: int) -> str:
    if columns(text) <= most:
        return text
    kept = ""
    used = 1
    for character in text:
        used += _width(character)
        if used > most:
            break
        kept += character
    return kept.rstrip() + "…"


def _uid_length(uids: Sequence[str]) -> int:
    """Characters that tell the uids of the list apart."""
    length = _SHORTEST_UID
    while len({uid[:length] for uid in uids}) < len(uids):
        length += 1
    return length
