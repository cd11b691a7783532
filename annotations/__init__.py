"""The library of annotations: text, storage, exchange. Never imports Qt.

The names below are the whole public API; each is loaded on first use (PEP 562), so that
opening a window does not pay for what it does not show.
"""

from __future__ import annotations

import importlib
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from annotations.errors import CaveatError as CaveatError

_HOMES: dict[str, tuple[str, ...]] = {
    "annotations.errors": ("CaveatError",),
}
_HOME_OF = {name: home for home, names in _HOMES.items() for name in names}

__all__ = sorted(_HOME_OF)


def __getattr__(name: str) -> Any:
    home = _HOME_OF.get(name)
    if home is None:
        raise AttributeError(f"module 'annotations' has no attribute {name!r}")
    value = getattr(importlib.import_module(home), name)
    globals()[name] = value
    return value


def __dir__() -> list[str]:
    return sorted({*globals(), *__all__})
