"""Where the columns of the list of sources stand at a width. Pure numbers, no Qt.

What goes first when it gets narrow: the type, the number of notes, the date; the badge that
says "Retracted" stays longest.
"""

from __future__ import annotations

from dataclasses import dataclass

ROW_PX = 42
PAD_PX = 12
BADGE_PX = 20
NAME_LEFT_PX = 48
_GAP_PX = 16
_TYPE_PX, _NOTES_PX, _CHECKED_PX, _FLAG_PX = 136, 48, 92, 164
#: From wide to narrow: least width of the name, then type, notes, checked.
_CHOICES = (
    (240, _TYPE_PX, _NOTES_PX, _CHECKED_PX),
    (200, 0, _NOTES_PX, _CHECKED_PX),
    (200, 0, 0, _CHECKED_PX),
)


@dataclass(frozen=True, slots=True)
class SourceColumns:
    """Columns in logical pixels from the left edge of a row; a width of 0 is left out."""

    name_width: int
    type_left: int
    type_width: int
    notes_left: int
    notes_width: int
    checked_left: int
    checked_width: int
    flag_left: int
    flag_width: int


def source_columns(width_px: int) -> SourceColumns:
    """Lay the columns out from the right; name and title take what is left."""
    for least, type_px, notes, checked in _CHOICES:
        found = _columns(width_px, type_px, notes, checked)
        if found.name_width >= least:
            return found
    return _columns(width_px, 0, 0, 0)


def _columns(width_px: int, type_px: int, notes: int, checked: int) -> SourceColumns:
    flag_left = width_px - _FLAG_PX
    checked_left = flag_left - checked
    notes_left = checked_left - notes
    type_left = notes_left - type_px
    return SourceColumns(
        name_width=max(0, type_left - _GAP_PX - NAME_LEFT_PX),
        type_left=type_left,
        type_width=max(0, type_px - 8),
        notes_left=notes_left,
        notes_width=notes,
        checked_left=checked_left,
        checked_width=checked,
        flag_left=flag_left,
        flag_width=_FLAG_PX,
    )
