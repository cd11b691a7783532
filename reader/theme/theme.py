"""A theme: colours by role and severity, read from `resources/themes`."""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import cache
from typing import Literal

from PySide6.QtGui import QColor, QPalette

from annotations import Severity
from reader.resources import read_text
from reader.theme.roles import Role

ThemeName = Literal["light", "dark"]

_PALETTE: dict[QPalette.ColorRole, Role] = {
    QPalette.ColorRole.Window: Role.CANVAS,
    QPalette.ColorRole.WindowText: Role.TEXT,
    QPalette.ColorRole.Base: Role.SURFACE,
    QPalette.ColorRole.AlternateBase: Role.SUNKEN,
    QPalette.ColorRole.Text: Role.TEXT,
    QPalette.ColorRole.PlaceholderText: Role.TEXT3,
    QPalette.ColorRole.Button: Role.SURFACE,
    QPalette.ColorRole.ButtonText: Role.TEXT,
    QPalette.ColorRole.BrightText: Role.DEL,
    QPalette.ColorRole.Highlight: Role.ACCENT,
    QPalette.ColorRole.HighlightedText: Role.ON_ACCENT,
    QPalette.ColorRole.Accent: Role.ACCENT,
    QPalette.ColorRole.Link: Role.LINK,
    QPalette.ColorRole.LinkVisited: Role.LINK,
    QPalette.ColorRole.ToolTipBase: Role.SURFACE,
    QPalette.ColorRole.ToolTipText: Role.TEXT,
    QPalette.ColorRole.Light: Role.SURFACE,
    QPalette.ColorRole.Midlight: Role.HOVER,
    QPalette.ColorRole.Mid: Role.LINE,
    QPalette.ColorRole.Dark: Role.EDGE,
    QPalette.ColorRole.Shadow: Role.POPUP_EDGE,
}
_DISABLED_TEXT = (
    QPalette.ColorRole.WindowText,
    QPalette.ColorRole.Text,
    QPalette.ColorRole.ButtonText,
)


@dataclass(frozen=True, slots=True)
class SeverityColors:
    """The three colours of a severity."""

    #: Glyphs, underlines, ticks and words.
    ink: QColor
    #: Fill of a mark at rest.
    rest: QColor
    #: Fill of a mark that is hovered or active; severity words never stand on it.
    active: QColor


@dataclass(frozen=True, slots=True)
class Theme:
    """Colours for everything that is painted. Two themes of one name are the same."""

    name: str
    is_dark: bool = field(compare=False)
    _colors: Mapping[Role, str] = field(compare=False, repr=False)
    _severities: Mapping[Severity, tuple[str, str, str]] = field(compare=False, repr=False)

    def color(self, role: Role) -> QColor:
        """The colour of a role: a fresh value, which the caller may change."""
        return QColor(self._colors[role])

    def severity(self, severity: Severity) -> SeverityColors:
        """The colours of a severity, as fresh values."""
        ink, rest, active = self._severities[severity]
        return SeverityColors(QColor(ink), QColor(rest), QColor(active))

    def palette(self) -> QPalette:
        """Make the palette of the application; every group is set, so that no colour of the
        desktop's own theme shines through.
        """
        palette = QPalette()
        for target, role in _PALETTE.items():
            palette.setColor(target, self.color(role))
        for target in _DISABLED_TEXT:
            palette.setColor(QPalette.ColorGroup.Disabled, target, self.color(Role.TEXT3))
        palette.setColor(
            QPalette.ColorGroup.Disabled, QPalette.ColorRole.Highlight, self.color(Role.THUMB)
        )
        return palette


@cache
def load_theme(name: ThemeName) -> Theme:
    """Read a theme of the package; the same object each time.

    Raises:
        ValueError: A role or a severity is missing, unknown, or names no colour.
    """
    return parse_theme(read_text(f"themes/{name}.toml"))


def parse_theme(toml: str) -> Theme:
    """Read a theme from TOML; errors as `load_theme`."""
    data = tomllib.loads(toml)
    base: dict[str, str] = data["base"]

    def resolve(value: str) -> str:
        color = base.get(value, value)
        if not QColor.isValidColorName(color) or not color.startswith("#"):
            raise ValueError(f"theme {data['name']!r}: {value!r} is not a colour")
        return color

    roles: dict[str, str] = data["roles"]
    if set(roles) != set(Role):
        raise ValueError(f"theme {data['name']!r}: roles {sorted(set(roles) ^ set(Role))}")
    severities: dict[str, dict[str, str]] = data["severity"]
    if set(severities) != {severity.id for severity in Severity}:
        raise ValueError(f"theme {data['name']!r}: severities {sorted(severities)}")
    return Theme(
        name=data["name"],
        is_dark=data["is_dark"],
        _colors={role: resolve(roles[role]) for role in Role},
        _severities={
            severity: (
                resolve(severities[severity.id]["ink"]),
                resolve(severities[severity.id]["rest"]),
                resolve(severities[severity.id]["active"]),
            )
            for severity in Severity
        },
    )
