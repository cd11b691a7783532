"""Keys that belong to one place of the window and are no actions of its menus."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class PlaceKey:
    """What keys do in a place, in words for the list of keys."""

    #: The group of the list that it stands in.
    place: str
    text: str
    keys: tuple[str, ...]


_BY_PLACE: dict[str, tuple[tuple[str, tuple[str, ...]], ...]] = {
    "In an article": (
        ("To the next mark, card or link", ("Tab",)),
        ("To the mark, card or link before", ("Shift+Tab",)),
        ("Open what has the focus ring", ("Enter",)),
        ("On by a screen; Space only while reading", ("Space", "Page Down")),
    ),
    "On a card": (("Open the other article of a contradiction", ("1 to 9",)),),
    "While a note is written": (
        ("To the next field", ("Tab",)),
        ("Close, or back to the text", ("Esc",)),
        ("On a source: it disputes the sentence", ("D",)),
        ("On a source: it supports the sentence", ("S",)),
        ("On a source: it qualifies the sentence", ("Q",)),
        ("On a source: it is background", ("B",)),
        ("On a source: the article cites it", ("C",)),
        ("On a source: take it out of the note", ("Delete",)),
    ),
    "In the library": (
        ("Open the selected article or note", ("Enter",)),
        ("Fold or unfold a group", ("Left", "Right")),
        ("List the articles", ("Alt+1",)),
        ("List the notes", ("Alt+2",)),
        ("To the search field", ("/",)),
        ("In the search field: what can be searched for", ("Ctrl+Space",)),
        ("Restore the selected note from the trash", ("R",)),
    ),
    "In the place of sources": (
        ("A new source", ("Ctrl+N",)),
        ("Read sources from what was copied", ("Ctrl+V",)),
        ("To the filter", ("/",)),
        ("Copy the citation", ("Ctrl+C",)),
        ("The source was looked at today", ("C",)),
        ("Edit the source", ("E",)),
        ("Merge it with another entry", ("M",)),
        ("What was changed of it, when and by whom", ("H",)),
        ("Move the source to the trash", ("Delete",)),
        ("Save what was edited", ("Ctrl+Return",)),
        ("While merging: swap the entries", ("Alt+S",)),
        ("Back", ("Esc",)),
    ),
    "Looking at notes again": (
        ("To the next case, and the one before", ("J", "K")),
        ("The note holds for its sentence", ("Y",)),
        ("Put it on a sentence that is offered", ("1 to 5",)),
        ("Offer other sentences", ("O",)),
        ("Point at a sentence in the text", ("M",)),
        ("Keep it without a sentence", ("0",)),
        ("Edit the note", ("E",)),
        ("Withdraw the note", ("W",)),
        ("Show it in the article", ("G",)),
    ),
}

#: In the order of the list.
PLACE_KEYS = tuple(
    PlaceKey(place, text, keys) for place, rows in _BY_PLACE.items() for text, keys in rows
)
