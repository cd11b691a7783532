"""The small controls: names, sizes, keys, focus."""

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QFontMetricsF
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QHBoxLayout, QWidget

from annotations import Severity
from reader.theme.counts import counts_in_words
from reader.theme.fonts import sans
from reader.theme.roles import Role
from reader.theme.theme import load_theme
from reader.theme.widgets import (
    ButtonKind,
    Chip,
    CountsLine,
    ElidedLabel,
    Hairline,
    KeyCap,
    TextButton,
    elide,
)

COUNTS = {Severity.CRITICAL: 6, Severity.SERIOUS: 0, Severity.MODERATE: 2, Severity.INFO: 1}


def shown(qtbot, widget):
    qtbot.addWidget(widget)
    with qtbot.waitExposed(widget):
        widget.show()
    return widget


def colors(widget):
    image = widget.grab().toImage()
    return {
        image.pixelColor(x, y).rgb() for x in range(image.width()) for y in range(image.height())
    }


def test_button_is_pressed_by_mouse_return_and_space(qtbot, light):
    button = shown(qtbot, TextButton("Import", light, keys="Ctrl O"))
    presses = []
    button.clicked.connect(lambda: presses.append(1))
    qtbot.mouseClick(button, Qt.MouseButton.LeftButton)
    QTest.keyClick(button, Qt.Key.Key_Return)
    QTest.keyClick(button, Qt.Key.Key_Space)
    assert len(presses) == 3


def test_button_names_itself_with_its_lead(light):
    button = TextButton("worst severity", light, lead="Group by", has_menu=True)
    assert button.accessibleName() == "Group by worst severity"
    width = button.sizeHint().width()
    button.set_label("title")
    assert button.accessibleName() == "Group by title"
    assert button.sizeHint().width() < width


@pytest.mark.parametrize("kind", ButtonKind)
def test_button_paints_its_kind_in_its_theme(qtbot, theme, kind):
    button = shown(qtbot, TextButton("Import", theme, kind=kind))
    fills = {
        ButtonKind.FLAT: load_theme("light").color(Role.CANVAS),
        ButtonKind.OUTLINED: theme.color(Role.SURFACE),
        ButtonKind.PRIMARY: theme.color(Role.ACCENT),
    }
    image = button.grab().toImage()
    assert image.pixelColor(8, image.height() // 2) == fills[kind]


def test_focus_ring_is_drawn_for_keys_only(qtbot, light):
    window = QWidget()
    layout = QHBoxLayout(window)
    button = TextButton("Find", light)
    layout.addWidget(button)
    shown(qtbot, window)
    window.activateWindow()
    button.setFocus(Qt.FocusReason.MouseFocusReason)
    qtbot.waitUntil(button.hasFocus)
    assert light.color(Role.ACCENT).rgb() not in colors(button)
    button.clearFocus()
    button.setFocus(Qt.FocusReason.TabFocusReason)
    assert light.color(Role.ACCENT).rgb() in colors(button)


def test_hover_fills_the_button(qtbot, light):
    button = shown(qtbot, TextButton("Find", light))
    assert light.color(Role.HOVER).rgb() not in colors(button)
    qtbot.mouseMove(button, QPoint(20, 18))
    qtbot.waitUntil(lambda: light.color(Role.HOVER).rgb() in colors(button))


def test_counts_are_told_worst_first_without_zeros(qtbot, theme):
    line = CountsLine(theme)
    line.set_counts(COUNTS)
    shown(qtbot, line)
    assert line.accessibleName() == "6 critical, 2 moderate, 1 info"
    line.resize(line.sizeHint())
    found = colors(line)
    assert theme.severity(Severity.CRITICAL).ink.rgb() in found
    assert theme.severity(Severity.SERIOUS).ink.rgb() not in found


def test_counts_without_room_keep_their_numbers(light):
    line = CountsLine(light)
    line.set_counts(COUNTS)
    assert line.minimumSizeHint().width() < line.sizeHint().width()
    line.set_counts({})
    assert line.sizeHint().width() == 0
    assert counts_in_words({}) == ""


def test_elided_label_keeps_the_whole_text_as_its_name(qtbot, light):
    text = "Kratom acts on opioid receptors,\nand regular use can lead to dependence"
    label = shown(qtbot, ElidedLabel(text, light, font=sans(13)))
    label.resize(120, 20)
    assert label.accessibleName() == text.replace("\n", " ")
    assert label.toolTip() == label.accessibleName()
    label.resize(2000, 20)
    assert label.toolTip() == ""


def test_elide_fits_the_width():
    font = sans(13)
    cut = elide("a rather long line of words", font, 80)
    assert cut.endswith("…")
    assert QFontMetricsF(font).horizontalAdvance(cut) <= 80
    assert elide("short", font, 80) == "short"


def test_every_control_changes_its_theme(qtbot):
    light, dark = load_theme("light"), load_theme("dark")
    counts = CountsLine(light)
    counts.set_counts(COUNTS)
    controls = {
        TextButton("Import", light, kind=ButtonKind.PRIMARY): Role.ACCENT,
        KeyCap("/", light): Role.SURFACE,
        Chip("dosing", light): Role.SUNKEN,
        Hairline(light): Role.LINE,
    }
    for control, role in controls.items():
        shown(qtbot, control)
        assert light.color(role).rgb() in colors(control)
        control.set_theme(dark)
        assert dark.color(role).rgb() in colors(control)


def test_key_cap_and_chip_say_what_they_are(light):
    assert KeyCap("Ctrl O", light).accessibleName() == "Key Ctrl O"
    assert Chip("dosing", light).accessibleName() == "dosing"
