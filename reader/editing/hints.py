"""What the keys do where the keyboard is: short words for the bar at the bottom."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Hint:
    """A key, as its cap says it, and what it does."""

    keys: str
    words: str


_NEXT = Hint("Tab", "next field")
_BACK = Hint("Esc", "back to the text")
_SOURCE = Hint("Ctrl K", "add a source")

#: While no editor is open.
READING_HINTS = (
    Hint("Space", "nothing to say"),
    Hint("N", "note"),
    Hint("X", "contradiction"),
)


def field_hints(name: str, relation: str = "", *, has_list: bool = False) -> tuple[Hint, ...]:
    """Say what helps in a field.

    Args:
        name: Of the field, as `NoteEditor.focus_name` gives it.
        relation: How a source would be added, in words.
        has_list: True while the list of sources is open.
    """
    if name == "source":
        if has_list:
            close = Hint("Esc", "close the list")
            return Hint("Enter", f"add as {relation}"), Hint("\u2191 \u2193", "choose"), close
        return Hint("Ctrl V", "paste DOI, PMID or address"), _NEXT, _BACK
    if name.startswith("category-"):
        return Hint("1\u20130", "choose"), Hint("M", "rarer ones"), _NEXT, _BACK
    if name.startswith("severity-"):
        return Hint("\u2190 \u2192", "choose"), _NEXT, _BACK
    if name.startswith("evidence-"):
        return _row_hints(name.rpartition("-")[2])
    return _SOURCE, _NEXT, _BACK


def _row_hints(part: str) -> tuple[Hint, ...]:
    if part in ("relation", "details", "remove"):
        letters = Hint("D S Q B C", "disputes, supports, qualifies, background, cited")
        return letters, Hint("Delete", "take out"), _BACK
    paste = Hint("Ctrl Shift V", "paste its words")
    return paste, _NEXT, _BACK
