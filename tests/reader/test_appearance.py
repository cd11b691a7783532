import pytest
from PySide6.QtCore import QObject, Qt, Signal
from PySide6.QtGui import QPalette

from reader.appearance import Appearance
from reader.preferences import Preferences
from reader.settings import Settings, ThemeChoice
from reader.theme.roles import Role


class Hints(QObject):
    colorSchemeChanged = Signal(object)  # noqa: N815 - Qt's name

    def __init__(self, scheme) -> None:
        super().__init__()
        self.scheme = scheme

    def colorScheme(self):  # noqa: N802 - Qt's name
        return self.scheme


class Desktop:
    """An application on a desktop of which we know the colours."""

    def __init__(self, scheme, window="#ffffff") -> None:
        self.hints = Hints(scheme)
        self.dress = QPalette(window)

    def palette(self):
        return self.dress

    def setPalette(self, palette):  # noqa: N802 - Qt's name
        self.dress = palette

    def styleHints(self):  # noqa: N802 - Qt's name
        return self.hints


SCHEMES = Qt.ColorScheme


def worn(desktop, choice=ThemeChoice.SYSTEM):
    return Appearance(desktop, Preferences(None, Settings(theme=choice))).theme.name


@pytest.mark.parametrize(
    ("scheme", "window", "name"),
    [
        (SCHEMES.Light, "#000000", "light"),
        (SCHEMES.Dark, "#ffffff", "dark"),
        (SCHEMES.Unknown, "#ffffff", "light"),
        (SCHEMES.Unknown, "#202020", "dark"),
    ],
)
def test_the_system_is_followed_and_its_palette_where_it_says_nothing(scheme, window, name):
    assert worn(Desktop(scheme, window)) == name


def test_a_choice_goes_before_the_system():
    assert worn(Desktop(SCHEMES.Dark), ThemeChoice.LIGHT) == "light"
    assert worn(Desktop(SCHEMES.Light), ThemeChoice.DARK) == "dark"


def test_a_change_of_the_system_is_followed_at_once(qtbot):
    desktop = Desktop(SCHEMES.Light)
    appearance = Appearance(desktop, Preferences(None))
    desktop.hints.scheme = SCHEMES.Dark
    with qtbot.waitSignal(appearance.theme_changed) as changed:
        desktop.hints.colorSchemeChanged.emit(SCHEMES.Dark)
    assert changed.args[0].is_dark
    canvas = changed.args[0].color(Role.CANVAS)
    assert desktop.dress.color(QPalette.ColorRole.Window) == canvas


def test_a_change_of_another_setting_repaints_nothing(qtbot):
    preferences = Preferences(None)
    appearance = Appearance(Desktop(SCHEMES.Light), preferences)
    with qtbot.assertNotEmitted(appearance.theme_changed):
        preferences.update(text_size_px=22)
