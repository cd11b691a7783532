"""What the keys do where the keyboard is: short words for the bar at the bottom."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Hint:
    """A key, as its cap says it, and what it does."""

    keys: str
    words: str


@dataclass(frozen=True, slots=True)
class EditorKeys:
    """What stands on the key caps of the editor; empty text for no key."""

    add_source: str = "Ctrl K"
    paste_quote: str = "Ctrl Shift V"
    #: From info to critical.
    severities: tuple[str, ...] = ("Alt 1", "Alt 2", "Alt 3", "Alt 4")

    @property
    def severity_caps(self) -> tuple[str, str, str]:
        """What the four share, the first and the last ("Alt", "1", "4"); empty texts where
        they share nothing.
        """
        parts = [keys.rpartition(" ") for keys in self.severities]
        shared = {part[0] for part in parts}
        if len(shared) != 1 or not all(part[0] and part[2] for part in parts):
            return "", "", ""
        return parts[0][0], parts[0][2], parts[-1][2]


DEFAULT_KEYS = EditorKeys()

_NEXT = Hint("Tab", "next field")
_BACK = Hint("Esc", "back to the text")

#: While no editor is open.
READING_HINTS = (
    Hint("Space", "nothing to say"),
    Hint("N", "note"),
    Hint("X", "contradiction"),
)


def field_hints(
    name: str, relation: str = "", *, has_list: bool = False, keys: EditorKeys = DEFAULT_KEYS
) -> tuple[Hint, ...]:
    """Say what helps in a field.

    Args:
        name: Of the field, as `NoteEditor.focus_name` gives it.
        relation: How a source would be added, in words.
        has_list: True while the list of sources is open.
        keys: That are bound now.
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
        return _row_hints(name.rpartition("-")[2], keys)
    source = (Hint(keys.add_source, "add a source"),) if keys.add_source else ()
    return *source, _NEXT, _BACK


def _row_hints(part: str, keys: EditorKeys) -> tuple[Hint, ...]:
    if part in ("relation", "details", "remove"):
        letters = Hint("D S Q B C", "disputes, supports, qualifies, background, cited")
        return letters, Hint("Delete", "take out"), _BACK
    paste = (Hint(keys.paste_quote, "paste its words"),) if keys.paste_quote else ()
    return *paste, _NEXT, _BACK
