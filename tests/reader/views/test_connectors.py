"""Curves look the same painted anew and from the pictures that are kept of them."""

from dataclasses import replace

import pytest
from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QImage, QPainter

from annotations import Severity
from reader.views import connectors
from reader.views.connectors import Connector, ConnectorPainter

WIDTH, HEIGHT = 160, 340
CLIP = QRectF(0, 0, WIDTH, 1000)


def curves(**more):
    return tuple(
        Connector(
            QPointF(40, 40.0 + 50 * n), QPointF(118, 60.37 + 61 * n), severity,
            from_text_end_x=10.0, **more,
        )
        for n, severity in enumerate(Severity)
    )  # fmt: skip


def painted(shown, theme, *, dpr=1.0, scroll=0, painter_of_curves=None):
    image = QImage(round(WIDTH * dpr), round(HEIGHT * dpr), QImage.Format.Format_RGB32)
    image.setDevicePixelRatio(dpr)
    image.fill(Qt.GlobalColor.white)
    painter = QPainter(image)
    painter.translate(0, -scroll)
    (painter_of_curves or ConnectorPainter()).paint(painter, shown, theme, CLIP)
    painter.end()
    return image


def difference(one, other):
    pairs = zip(bytes(one.constBits()), bytes(other.constBits()), strict=True)
    return max(abs(a - b) for a, b in pairs)


@pytest.mark.parametrize("dpr", [1.0, 1.25, 1.5, 2.0])
def test_kept_pictures_are_the_curves_to_the_pixel(light, monkeypatch, dpr):
    kept = ConnectorPainter()
    for scroll in (0, 1, 2, 3, 0):
        again = painted(curves(), light, dpr=dpr, scroll=scroll, painter_of_curves=kept)
        with monkeypatch.context() as patch:
            patch.setattr(connectors, "_TALLEST_PICTURE", -1.0)
            anew = painted(curves(), light, dpr=dpr, scroll=scroll)
        assert difference(again, anew) <= 1
    assert difference(anew, painted((), light, dpr=dpr)) > 100


def test_pictures_follow_theme_and_look(light):
    from reader.theme.theme import load_theme

    kept = ConnectorPainter()
    rest = painted(curves(), light, painter_of_curves=kept)
    hovered = painted(curves(hovered=True), light, painter_of_curves=kept)
    dark = painted(curves(), load_theme("dark"), painter_of_curves=kept)
    assert difference(rest, hovered) > 8
    assert difference(rest, dark) > 8
    assert difference(rest, painted(curves(), light, painter_of_curves=kept)) <= 1


def test_a_curve_that_moves_is_painted_anew(light):
    kept = ConnectorPainter()
    painted(curves(), light, painter_of_curves=kept)
    for by in (3.0, 3.0, 7.5, 0.0):
        moved = [replace(c, end=c.end + QPointF(0, by)) for c in curves()]
        again = painted(moved, light, painter_of_curves=kept)
        assert difference(again, painted(moved, light)) <= 1


def test_curves_that_begin_at_one_place_are_all_there(light):
    shown = [replace(c, start=QPointF(40, 40)) for c in curves()]
    assert difference(painted(shown, light), painted(shown[:3], light)) > 8
    kept = ConnectorPainter()
    first = painted(shown, light, painter_of_curves=kept)
    assert difference(painted(shown, light, painter_of_curves=kept), first) <= 1


def test_an_active_curve_runs_on_from_the_words(light):
    middle = QPointF(25, 40)
    assert painted(curves(active=True), light).pixelColor(middle.toPoint()) != Qt.GlobalColor.white
    assert painted(curves(), light).pixelColor(middle.toPoint()) == Qt.GlobalColor.white


def test_curves_outside_the_clip_are_left_out(light):
    image = QImage(WIDTH, HEIGHT, QImage.Format.Format_RGB32)
    image.fill(Qt.GlobalColor.white)
    painter = QPainter(image)
    ConnectorPainter().paint(painter, curves(), light, QRectF(0, 0, WIDTH, 20))
    painter.end()
    assert difference(image, painted((), light)) == 0
