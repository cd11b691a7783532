"""What the window remembers: one frozen value, kept as JSON in the profile's folder."""

from __future__ import annotations

import json
import logging
import os
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field, fields
from enum import StrEnum
from pathlib import Path
from types import MappingProxyType
from typing import Any

from annotations import ExportLayout, Severity

_log = logging.getLogger(__name__)

#: Article text, in pixels; the column is 33 times as wide.
TEXT_SIZES_PX = (16, 18, 20, 22, 24)
DEFAULT_TEXT_SIZE_PX = 20
RECENT_LIBRARIES = 8
KEPT_POSITIONS = 200

_FARTHEST_PX = 100_000


class ThemeChoice(StrEnum):
    """Which theme the window wears."""

    SYSTEM = "system"
    LIGHT = "light"
    DARK = "dark"


class Grouping(StrEnum):
    """How the library list is divided."""

    SEVERITY = "severity"
    NONE = "none"


@dataclass(frozen=True, slots=True)
class WindowPlace:
    """Outer position and inner size of the window, in logical pixels of the desktop."""

    x: int
    y: int
    width: int
    height: int
    is_maximized: bool = False


def _nothing() -> Mapping[str, Any]:
    return MappingProxyType({})


@dataclass(frozen=True, slots=True, kw_only=True)
class Settings:
    """Everything that survives a restart, with the values of a first start."""

    theme: ThemeChoice = ThemeChoice.SYSTEM
    text_size_px: int = DEFAULT_TEXT_SIZE_PX
    reduced_motion: bool = False
    #: Cautions below it are not marked.
    threshold: Severity = Severity.INFO
    window: WindowPlace | None = None
    #: Path of the library that was open last; empty before the first.
    last_library: str = ""
    #: Newest first, at most `RECENT_LIBRARIES`.
    recent_libraries: tuple[str, ...] = ()
    #: Uid of the article that was open last in `last_library`; empty for its list.
    last_article: str = ""
    #: Where the last export was saved; empty for the user's documents.
    export_folder: str = ""
    export_layout: ExportLayout = ExportLayout.ANNOTATED
    #: Article uid -> first visible code point; the newest `KEPT_POSITIONS`.
    positions: Mapping[str, int] = field(default_factory=_nothing)
    #: Action id -> shortcuts in portable text, divided by "; ", where they are not the default.
    keys: Mapping[str, str] = field(default_factory=_nothing)
    #: False where letters, digits and signs pressed by themselves are to do nothing.
    single_keys: bool = True
    #: Articles of a library of one's own open for reviewing, not for reading.
    review_mode: bool = True
    #: The cursor goes on to the next unseen sentence when a note has been saved.
    advance_after_save: bool = True
    #: The reviewer has been asked who they are.
    asked_reviewer: bool = False


def with_recent_library(recent: tuple[str, ...], path: str) -> tuple[str, ...]:
    """Put a library at the head of the list of recent ones."""
    return (path, *(other for other in recent if other != path))[:RECENT_LIBRARIES]


def with_position(positions: Mapping[str, int], article: str, code_point: int) -> Mapping[str, int]:
    """Remember where an article was left; the oldest memories make room."""
    kept = {uid: place for uid, place in positions.items() if uid != article}
    kept[article] = code_point
    return MappingProxyType(dict(list(kept.items())[-KEPT_POSITIONS:]))


def load_settings(path: Path) -> Settings:
    """Read settings; what is missing or senseless takes its first value, with a log line."""
    try:
        data = json.loads(path.read_text(encoding="utf-8"))
    except FileNotFoundError:
        return Settings()
    except (OSError, ValueError) as error:
        _log.warning("The window's settings in %s cannot be read: %s", path, error)
        return Settings()
    return settings_from_json(data)


def settings_from_json(data: object) -> Settings:
    """Rebuild settings from `settings_to_json`, field by field."""
    found: dict[str, Any] = {}
    for name, value in data.items() if isinstance(data, dict) else ():
        read = _READERS.get(name)
        if read is None:
            continue
        try:
            found[name] = read(value)
        except (ValueError, TypeError, KeyError, AttributeError):
            _log.warning("The setting %s is not understood and takes its first value", name)
    return Settings(**found)


def settings_to_json(settings: Settings) -> dict[str, Any]:
    """Flatten settings to JSON values."""
    place = settings.window
    return {
        "theme": settings.theme.value,
        "text_size_px": settings.text_size_px,
        "reduced_motion": settings.reduced_motion,
        "threshold": settings.threshold.id,
        "window": {f.name: getattr(place, f.name) for f in fields(place)} if place else None,
        "last_library": settings.last_library,
        "recent_libraries": list(settings.recent_libraries),
        "last_article": settings.last_article,
        "export_folder": settings.export_folder,
        "export_layout": settings.export_layout.value,
        "positions": dict(settings.positions),
        "keys": dict(settings.keys),
        "single_keys": settings.single_keys,
        "review_mode": settings.review_mode,
        "advance_after_save": settings.advance_after_save,
        "asked_reviewer": settings.asked_reviewer,
    }


def save_settings(path: Path, settings: Settings) -> None:
    """Write settings whole or not at all.

    Raises:
        OSError: the folder or the disk refuses.
    """
    path.parent.mkdir(parents=True, exist_ok=True)
    fresh = path.with_name(f"{path.name}.{os.getpid()}.new")
    try:
        fresh.write_text(json.dumps(settings_to_json(settings), indent=1), encoding="utf-8")
        fresh.replace(path)
    finally:
        fresh.unlink(missing_ok=True)


def _text(value: object) -> str:
    if not isinstance(value, str):
        raise TypeError
    return value


def _flag(value: object) -> bool:
    if not isinstance(value, bool):
        raise TypeError
    return value


def _text_size(value: Any) -> int:
    if value not in TEXT_SIZES_PX:
        raise ValueError
    return int(value)


def _place(value: Any) -> WindowPlace | None:
    if value is None:
        return None
    sides = [value[name] for name in ("x", "y", "width", "height")]
    if any(type(side) is not int or abs(side) > _FARTHEST_PX for side in sides):
        raise ValueError
    x, y, width, height = sides
    return WindowPlace(x, y, max(width, 1), max(height, 1), value.get("is_maximized") is True)


def _texts(value: Any) -> tuple[str, ...]:
    return tuple(_text(item) for item in value)[:RECENT_LIBRARIES]


def _positions(value: Any) -> Mapping[str, int]:
    if any(type(place) is not int or place < 0 for place in value.values()):
        raise ValueError
    return MappingProxyType(dict(list(value.items())[-KEPT_POSITIONS:]))


def _keys(value: Any) -> Mapping[str, str]:
    kept = {action: keys for action, keys in value.items() if isinstance(keys, str)}
    for action in value.keys() - kept.keys():
        _log.warning("The keys kept for %s are not understood", action)
    return MappingProxyType(kept)


_READERS: Mapping[str, Callable[[Any], object]] = {
    "theme": ThemeChoice,
    "text_size_px": _text_size,
    "reduced_motion": _flag,
    "threshold": lambda value: Severity.from_id(_text(value)),
    "window": _place,
    "last_library": _text,
    "recent_libraries": _texts,
    "last_article": _text,
    "export_folder": _text,
    "export_layout": ExportLayout,
    "positions": _positions,
    "keys": _keys,
    "single_keys": _flag,
    "review_mode": _flag,
    "advance_after_save": _flag,
    "asked_reviewer": _flag,
}
