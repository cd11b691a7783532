"""Contrast, colour blindness and palettes, computed from the theme data."""

import math
from itertools import combinations

import pytest
from PySide6.QtGui import QColor, QPalette

from annotations import Severity
from reader.resources import read_text
from reader.theme.roles import Role
from reader.theme.theme import load_theme, parse_theme

TEXTS = (Role.TEXT, Role.TEXT2, Role.TEXT3)
GROUNDS = (Role.CANVAS, Role.SURFACE, Role.SUNKEN, Role.HOVER, Role.ACCENT_BG)
# Linear RGB as a dichromat sees it: Machado, Oliveira and Fernandes 2009, severity 1.0.
BLINDNESS = {
    "deuteranopia": (
        (0.367322, 0.860646, -0.227968),
        (0.280085, 0.672501, 0.047413),
        (-0.011820, 0.042940, 0.968881),
    ),
    "protanopia": (
        (0.152286, 1.052583, -0.204868),
        (0.114503, 0.786281, 0.099216),
        (-0.003882, -0.048116, 1.051998),
    ),
}


def linear(color):
    return tuple(
        c / 12.92 if c <= 0.04045 else ((c + 0.055) / 1.055) ** 2.4
        for c in (color.redF(), color.greenF(), color.blueF())
    )


def luminance(color):
    red, green, blue = linear(color)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def contrast(one, other):
    """WCAG 2 contrast ratio."""
    low, high = sorted((luminance(one), luminance(other)))
    return (high + 0.05) / (low + 0.05)


def lab(rgb):
    """CIELAB under D65 of linear RGB."""
    red, green, blue = (min(max(c, 0.0), 1.0) for c in rgb)
    xyz = (
        (0.4124564 * red + 0.3575761 * green + 0.1804375 * blue) / 0.95047,
        0.2126729 * red + 0.7151522 * green + 0.0721750 * blue,
        (0.0193339 * red + 0.1191920 * green + 0.9503041 * blue) / 1.08883,
    )
    x, y, z = (t ** (1 / 3) if t > 216 / 24389 else (24389 / 27 * t + 16) / 116 for t in xyz)
    return 116 * y - 16, 500 * (x - y), 200 * (y - z)


def seen(color, matrix):
    rgb = linear(color)
    return tuple(sum(m * c for m, c in zip(row, rgb, strict=True)) for row in matrix)


@pytest.mark.parametrize("ground", GROUNDS)
@pytest.mark.parametrize("text", TEXTS)
def test_text_is_readable_on_every_ground(theme, text, ground):
    assert contrast(theme.color(text), theme.color(ground)) >= 4.5


@pytest.mark.parametrize(
    ("text", "ground"),
    [
        (Role.ACCENT, Role.CANVAS),
        (Role.ACCENT, Role.SURFACE),
        (Role.ACCENT, Role.SUNKEN),
        (Role.LINK, Role.CANVAS),
        (Role.LINK, Role.SURFACE),
        (Role.LINK, Role.SUNKEN),
        (Role.ON_ACCENT, Role.ACCENT),
        (Role.INS, Role.INS_BG),
        (Role.DEL, Role.DEL_BG),
    ],
)
def test_coloured_words_are_readable(theme, text, ground):
    assert contrast(theme.color(text), theme.color(ground)) >= 4.5


@pytest.mark.parametrize("ground", [Role.CANVAS, Role.SURFACE])
def test_edges_can_be_seen(theme, ground):
    assert contrast(theme.color(Role.EDGE), theme.color(ground)) >= 3
    assert contrast(theme.color(Role.ACCENT), theme.color(ground)) >= 3


@pytest.mark.parametrize("severity", Severity)
def test_severities_are_readable(theme, severity):
    colors = theme.severity(severity)
    for ground in (Role.CANVAS, Role.SURFACE, Role.SUNKEN, Role.HOVER, Role.ACCENT_BG):
        assert contrast(colors.ink, theme.color(ground)) >= 4.5
    assert contrast(theme.color(Role.TEXT), colors.rest) >= 4.5
    assert contrast(theme.color(Role.TEXT), colors.active) >= 4.5
    assert contrast(colors.ink, colors.rest) >= 3
    assert contrast(theme.color(Role.SURFACE), colors.ink) >= 4.5


@pytest.mark.parametrize("matrix", BLINDNESS.values(), ids=BLINDNESS)
def test_severities_differ_for_the_colour_blind(theme, matrix):
    inks = {s: lab(seen(theme.severity(s).ink, matrix)) for s in Severity}
    distances = {(a, b): math.dist(inks[a], inks[b]) for a, b in combinations(Severity, 2)}
    assert min(distances.values()) >= 10, distances


def test_palette_takes_every_colour_from_the_theme(theme):
    palette = theme.palette()
    known = {theme.color(role).rgba() for role in Role}
    roles = [r for r in QPalette.ColorRole if r.name not in ("NColorRoles", "NoRole")]
    for group in (
        QPalette.ColorGroup.Active,
        QPalette.ColorGroup.Inactive,
        QPalette.ColorGroup.Disabled,
    ):
        for role in roles:
            assert palette.color(group, role).rgba() in known, (group, role)
    assert palette.color(QPalette.ColorRole.Window) == theme.color(Role.CANVAS)
    assert palette.color(QPalette.ColorRole.Highlight) == theme.color(Role.ACCENT)
    assert (
        contrast(
            palette.color(QPalette.ColorGroup.Disabled, QPalette.ColorRole.Text),
            palette.color(QPalette.ColorGroup.Disabled, QPalette.ColorRole.Base),
        )
        >= 4.5
    )


def test_dark_is_dark_and_light_is_light():
    light, dark = load_theme("light"), load_theme("dark")
    assert (light.is_dark, dark.is_dark) == (False, True)
    assert luminance(light.color(Role.CANVAS)) > 0.9
    assert luminance(dark.color(Role.CANVAS)) < 0.02
    assert light != dark
    assert load_theme("light") is light


def test_a_colour_may_be_changed_by_its_asker(light):
    light.color(Role.TEXT).setAlpha(0)
    assert light.color(Role.TEXT).alpha() == 255


@pytest.mark.parametrize(
    ("old", "new", "message"),
    [
        ('canvas = "paper"', "", "canvas"),
        ('canvas = "paper"', 'canvas = "papyrus"', "papyrus"),
        ('canvas = "paper"', 'canvas = "paper"\nglow = "paper"', "glow"),
        ("[severity.info]", "[severity.grave]", "grave"),
        ('name = "light"', 'name = "light"\n', None),
    ],
)
def test_a_theme_file_with_a_fault_is_named(old, new, message):
    toml = read_text("themes/light.toml").replace(old, new, 1)
    if message is None:
        assert parse_theme(toml).name == "light"
        return
    with pytest.raises(ValueError, match=message):
        parse_theme(toml)


def test_themes_stand_on_about_ten_base_colours():
    import tomllib

    for name in ("light", "dark"):
        base = tomllib.loads(read_text(f"themes/{name}.toml"))["base"]
        assert 8 <= len(base) <= 12
        assert all(QColor.isValidColorName(color) for color in base.values())
