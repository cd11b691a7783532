"""The settings in use: the value, the signal that it has changed, and when it is written."""

from __future__ import annotations

import logging
from dataclasses import replace
from pathlib import Path
from typing import Any

from PySide6.QtCore import QObject, Signal

from reader.settings import Settings, load_settings, save_settings

_log = logging.getLogger(__name__)


class Preferences(QObject):
    """Holds the settings of one window.

    Signals:
        changed: Another `Settings` value holds; emitted once for each change.

    Args:
        path: Where they are kept; None keeps nothing (screenshots).
        settings: The value to begin with; None reads it from `path`.
    """

    changed = Signal()

    def __init__(
        self, path: Path | None, settings: Settings | None = None, parent: QObject | None = None
    ) -> None:
        super().__init__(parent)
        self._path = path
        if settings is None:
            settings = load_settings(path) if path else Settings()
        self._value = settings

    @property
    def value(self) -> Settings:
        """The settings that hold now."""
        return self._value

    def update(self, **changes: Any) -> None:
        """Replace fields by name; a no-op where nothing differs."""
        value = replace(self._value, **changes)
        if value != self._value:
            self._value = value
            self.changed.emit()

    def save(self) -> None:
        """Write the settings; a refusal of the disk is logged, for the window is closing."""
        if self._path is None:
            return
        try:
            save_settings(self._path, self._value)
        except OSError as error:
            _log.warning("The window's settings cannot be kept in %s: %s", self._path, error)
