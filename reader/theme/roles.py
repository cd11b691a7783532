"""The names under which the window asks for a colour; the themes give each one a value."""

from __future__ import annotations

from enum import StrEnum


class Role(StrEnum):
    """What a colour is for. The value is the key in the theme files."""

    #: Window and article.
    CANVAS = "canvas"
    #: Cards, fields, popups.
    SURFACE = "surface"
    #: Sidebar, summary bar.
    SUNKEN = "sunken"
    #: Hovered row or button, rank C.
    HOVER = "hover"
    #: Hairlines and the outline of cards: decoration only.
    LINE = "line"
    #: Outline of fields and buttons.
    EDGE = "edge"
    #: The article, corrections.
    TEXT = "text"
    #: Why, labels, metadata.
    TEXT2 = "text2"
    #: Hints, dates, placeholders.
    TEXT3 = "text3"
    #: Focus, selection, the primary button, "checked".
    ACCENT = "accent"
    #: Selected row, filter chip.
    ACCENT_BG = "accent_bg"
    ON_ACCENT = "on_accent"
    #: Links and disclosure.
    LINK = "link"
    #: Overview strip and progress.
    TRACK = "track"
    THUMB = "thumb"
    #: Outline of popups, dialogs and hovered cards.
    POPUP_EDGE = "popup_edge"
    #: Added words of a diff, and their fill.
    INS = "ins"
    INS_BG = "ins_bg"
    #: Removed words of a diff, and their fill.
    DEL = "del"
    DEL_BG = "del_bg"
