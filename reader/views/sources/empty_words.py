"""What is said where no source is to be shown. Pure."""

from __future__ import annotations

from annotations import SourceState
from reader.views.empty_state import EmptyText

_NONE = EmptyText(
    "No sources yet",
    "Paste a DOI, a PMID, an ISBN, a web address or a whole BibTeX, RIS or PubMed record. "
    "Nothing is looked up online.",
    "New source",
    "Ctrl N",
)
_READ_ONLY = EmptyText("No sources", "No note of this library cites a source.")
_STATES = {
    SourceState.RETRACTED: EmptyText(
        "Nothing retracted", "No source is marked as retracted.", "Show all sources"
    ),
    SourceState.STALE: EmptyText(
        "All checked", "Every source was checked within a year.", "Show all sources"
    ),
    SourceState.UNCITED: EmptyText(
        "All cited", "Every source is cited by a note.", "Show all sources"
    ),
}


def empty_text(words: str, state: SourceState, *, is_writable: bool) -> EmptyText:
    """Why there is no row, and what to do."""
    if words:
        return EmptyText("Nothing found", f"No source here matches “{words}”.", "Show all sources")
    if state in _STATES:
        return _STATES[state]
    return _NONE if is_writable else _READ_ONLY
