"""Glyphs: shapes that differ without colour, cached pixmaps, the icon."""

from itertools import combinations, pairwise

import pytest
from PySide6.QtCore import QRectF
from PySide6.QtGui import QColor, QImage, QPainter

from annotations import Authority, Severity
from reader.resources import read_text
from reader.theme.glyphs import (
    paint_check,
    paint_conflict_glyph,
    paint_disclosure,
    paint_rank_badge,
    paint_ring,
    paint_search,
    severity_glyph,
)
from reader.theme.icon import app_icon, app_icon_svg
from reader.theme.roles import Role
from reader.theme.theme import load_theme


def painted(paint, side=20, ground="#808080"):
    image = QImage(side, side, QImage.Format.Format_RGB32)
    image.fill(QColor(ground))
    painter = QPainter(image)
    paint(painter, QRectF(0, 0, side, side))
    painter.end()
    return image


def shape(image):
    """Which pixels are opaque: the outline without its colours."""
    return {
        (x, y)
        for x in range(image.width())
        for y in range(image.height())
        if image.pixelColor(x, y).alpha() > 128
    }


@pytest.mark.parametrize("size", [14, 16, 18])
def test_outlines_differ_by_severity(theme, size):
    shapes = {s: shape(severity_glyph(s, size, theme).toImage()) for s in Severity}
    for one, other in combinations(Severity, 2):
        assert len(shapes[one] ^ shapes[other]) >= 4, (one, other)


@pytest.mark.parametrize("severity", list(Severity)[1:])
@pytest.mark.parametrize("size", [14, 16, 18, 27])
def test_strokes_can_be_counted(theme, severity, size):
    image = severity_glyph(severity, size, theme, filled=True).toImage()
    ink = theme.severity(severity).ink
    rows = [
        [image.pixelColor(x, y) for x in range(size)]
        for y in range(round(size * 0.4), round(size * 0.6))
    ]
    counts = set()
    for row in rows:
        strokes = [c.alpha() == 255 and c != ink for c in row]
        inner = strokes[size // 5 : size - size // 5]
        counts.add(sum(now and not before for before, now in pairwise([False, *inner])))
    assert len(severity.strokes) in counts


def test_critical_is_always_filled_and_others_when_active(theme):
    for severity in Severity:
        rest = severity_glyph(severity, 18, theme).toImage()
        active = severity_glyph(severity, 18, theme, filled=True).toImage()
        assert (rest == active) == (severity is Severity.CRITICAL)


def test_pixmaps_are_cached_by_what_they_depend_on(light):
    first = severity_glyph(Severity.INFO, 16, light)
    assert severity_glyph(Severity.INFO, 16, light).cacheKey() == first.cacheKey()
    others = [
        severity_glyph(Severity.INFO, 18, light),
        severity_glyph(Severity.INFO, 16, light, filled=True),
        severity_glyph(Severity.INFO, 16, light, dpr=2.0),
        severity_glyph(Severity.INFO, 16, load_theme("dark")),
        severity_glyph(Severity.MODERATE, 16, light),
    ]
    assert len({first.cacheKey(), *(p.cacheKey() for p in others)}) == 6


@pytest.mark.parametrize("dpr", [1.0, 1.5, 2.0])
def test_pixmaps_keep_their_logical_size(light, dpr):
    pixmap = severity_glyph(Severity.SERIOUS, 18, light, dpr=dpr)
    assert pixmap.width() == round(18 * dpr)
    assert pixmap.deviceIndependentSize().width() == pytest.approx(18)


def test_rank_badges_all_differ(theme):
    badges = [painted(lambda p, r, a=a: paint_rank_badge(p, r, a, theme)) for a in Authority]
    for one, other in combinations(badges, 2):
        assert one != other
    assert badges[0].pixelColor(3, 10) == theme.color(Role.TEXT)
    assert badges[1].pixelColor(3, 10) == theme.color(Role.TEXT2)
    assert badges[2].pixelColor(3, 10) == theme.color(Role.HOVER)


def test_ring_grows_clockwise_from_noon(theme):
    def at(fraction):
        return painted(lambda p, r: paint_ring(p, r, fraction, theme), side=32)

    track, accent = theme.color(Role.TRACK), theme.color(Role.ACCENT)
    right, left = (29, 16), (2, 16)
    assert at(0).pixelColor(*right) == track
    assert at(0.4).pixelColor(*right) == accent
    assert at(0.4).pixelColor(*left) == track
    assert at(1).pixelColor(*left) == accent
    # One sentence short of all is not all.
    assert at(0.999) != at(1)
    assert at(0.001) != at(0)


def test_disclosure_turns_and_mirrors(theme):
    ink = theme.color(Role.LINK)
    images = [
        painted(lambda p, r, k=kinds: paint_disclosure(p, r, ink, **k))
        for kinds in ({"open": True}, {"open": False}, {"open": False, "is_rtl": True})
    ]
    for one, other in combinations(images, 2):
        assert one != other
    assert all(image.pixelColor(10, 10) == ink for image in images)
    # Closed, its broad side is where reading starts.
    assert images[1].pixelColor(4, 4) == images[2].pixelColor(15, 4) == ink


@pytest.mark.parametrize("paint", [paint_check, paint_conflict_glyph, paint_search])
def test_small_signs_use_the_given_colour(paint):
    red = QColor("#ff0000")
    image = painted(lambda p, r: paint(p, r, red), side=36, ground="#ffffff")
    colors = {image.pixelColor(x, y).rgb() for x in range(36) for y in range(36)}
    assert red.rgb() in colors
    assert len(colors) > 2


def test_icon_file_is_the_drawn_icon():
    assert read_text("icons/caveat.svg") == app_icon_svg()


@pytest.mark.parametrize("size", [16, 32, 256])
def test_icon_has_every_size_and_its_three_colours(size):
    image = app_icon().pixmap(size, size).toImage()
    assert image.width() == size
    assert image.pixelColor(size * 7 // 8, size // 2).name() == "#0b665c"
    assert image.pixelColor(0, 0).alpha() == 0
    assert image.pixelColor(size // 2, round(size * 0.4)) != QColor("#0b665c")
    assert app_icon().availableSizes()[-1].width() == 256
