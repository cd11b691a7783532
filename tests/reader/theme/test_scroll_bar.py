"""The quiet scroll bar: a thumb that can be dragged, and nothing where nothing scrolls."""

import pytest
from PySide6.QtCore import QPoint, Qt

from reader.theme.roles import Role
from reader.theme.scroll_bar import ThinScrollBar
from reader.theme.theme import load_theme


@pytest.fixture
def bar(qtbot, theme):
    bar = ThinScrollBar(theme)
    qtbot.addWidget(bar)
    bar.resize(14, 400)
    bar.setRange(0, 600)
    bar.setPageStep(200)
    return bar


def test_thumb_is_as_long_as_its_share_and_travels_the_whole_way(bar):
    assert bar.thumb_rect.top() == 0
    assert bar.thumb_rect.height() == pytest.approx(100)
    bar.setValue(600)
    assert bar.thumb_rect.bottom() == pytest.approx(400)
    bar.setRange(0, 1_000_000)
    assert bar.thumb_rect.height() == 32


def test_nothing_to_scroll_shows_nothing(bar, theme):
    bar.setRange(0, 0)
    assert bar.thumb_rect.isEmpty()
    image = bar.grab().toImage()
    assert image.pixelColor(7, 10) == theme.color(Role.CANVAS)


def test_thumb_is_dragged(qtbot, bar):
    qtbot.mousePress(bar, Qt.MouseButton.LeftButton, pos=QPoint(7, 50))
    qtbot.mouseMove(bar, QPoint(7, 200))
    assert bar.value() == pytest.approx(300, abs=2)
    qtbot.mouseRelease(bar, Qt.MouseButton.LeftButton, pos=QPoint(7, 200))
    qtbot.mouseMove(bar, QPoint(7, 20))
    assert bar.value() == pytest.approx(300, abs=2)


def test_press_beside_the_thumb_turns_a_page(qtbot, bar):
    qtbot.mouseClick(bar, Qt.MouseButton.LeftButton, pos=QPoint(7, 390))
    assert bar.value() == 200
    qtbot.mouseClick(bar, Qt.MouseButton.LeftButton, pos=QPoint(7, 5))
    assert bar.value() == 0


def test_thumb_has_the_theme_s_colour(bar, theme):
    assert bar.grab().toImage().pixelColor(7, 50) == theme.color(Role.THUMB)
    dark = load_theme("dark")
    bar.set_theme(dark)
    assert bar.grab().toImage().pixelColor(7, 50) == dark.color(Role.THUMB)
