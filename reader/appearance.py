"""Which theme the window wears now: the one chosen, or the one of the system."""

from __future__ import annotations

from PySide6.QtCore import QObject, Qt, Signal
from PySide6.QtGui import QPalette
from PySide6.QtWidgets import QApplication

from reader.preferences import Preferences
from reader.settings import ThemeChoice
from reader.theme.theme import Theme, load_theme

_DARK_BELOW_LIGHTNESS = 128


class Appearance(QObject):
    """Follows the setting and the system, and dresses the application.

    Signals:
        theme_changed: A `Theme`; emitted after the application's palette has changed.
    """

    theme_changed = Signal(object)

    def __init__(
        self, app: QApplication, preferences: Preferences, parent: QObject | None = None
    ) -> None:
        super().__init__(parent)
        self._app = app
        self._preferences = preferences
        # Read before the first palette of ours: not every desktop tells its colour scheme.
        lightness = app.palette().color(QPalette.ColorRole.Window).lightness()
        self._system_palette_is_dark = lightness < _DARK_BELOW_LIGHTNESS
        self._theme = self._wanted()
        app.setPalette(self._theme.palette())
        preferences.changed.connect(self.follow)
        app.styleHints().colorSchemeChanged.connect(self.follow)

    @property
    def theme(self) -> Theme:
        """The theme that holds now."""
        return self._theme

    def follow(self) -> None:
        """Look again which theme is wanted; tells where it is another one."""
        theme = self._wanted()
        if theme is not self._theme:
            self._theme = theme
            self._app.setPalette(theme.palette())
            self.theme_changed.emit(theme)

    def _wanted(self) -> Theme:
        choice = self._preferences.value.theme
        if choice is ThemeChoice.SYSTEM:
            return load_theme("dark" if self._system_is_dark() else "light")
        return load_theme("dark" if choice is ThemeChoice.DARK else "light")

    def _system_is_dark(self) -> bool:
        scheme = self._app.styleHints().colorScheme()
        if scheme is Qt.ColorScheme.Unknown:
            return self._system_palette_is_dark
        return scheme is Qt.ColorScheme.Dark
