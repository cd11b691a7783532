"""Is there a screen to draw on? Asked before Qt starts, because Qt aborts where there is none."""

from __future__ import annotations

import sys
from collections.abc import Mapping
from pathlib import Path

#: What Qt needs on a bare Debian, in the words of its package manager.
DEBIAN_PACKAGES = (
    "libgl1 libegl1 libxkbcommon0 libdbus-1-3 libfontconfig1 libglib2.0-0 "
    "libxcb-cursor0 libxkbcommon-x11-0"
)

NO_DISPLAY = (
    "Caveat found no display to open its window on.\n"
    "Start it from a desktop session, or without a window:\n"
    "  caveat --screenshot page.png   draws one frame to a file\n"
    "  caveat {verbs}   work without any display"
)

NO_QT = (
    "Caveat cannot start its window, because a library that Qt needs is missing:\n"
    "  {reason}\n"
    "On Debian or Ubuntu, install what is needed with:\n"
    "  apt install {packages}\n"
    "Without a window, caveat {verbs} work as they are; --screenshot needs the same libraries."
)


def needs_a_display(environment: Mapping[str, str], platform: str = sys.platform) -> bool:
    """True where Qt would look for an X or Wayland server: not on Windows or macOS, and not
    where QT_QPA_PLATFORM names a platform that draws elsewhere.
    """
    if platform in ("win32", "darwin", "cygwin"):
        return False
    chosen = environment.get("QT_QPA_PLATFORM", "").split(":")[0].split(";")[0]
    return chosen in ("", "xcb") or chosen.startswith("wayland")


def has_display(environment: Mapping[str, str]) -> bool:
    """Ask the servers that the environment names whether they answer; a few milliseconds."""
    return _wayland_answers(environment) or _x_answers(environment)


def _wayland_answers(environment: Mapping[str, str]) -> bool:
    name = environment.get("WAYLAND_DISPLAY", "")
    folder = environment.get("XDG_RUNTIME_DIR", "")
    if not name or not (folder or Path(name).is_absolute()):
        return False
    import socket

    with socket.socket(socket.AF_UNIX, socket.SOCK_STREAM) as probe:
        probe.settimeout(2.0)
        return probe.connect_ex(str(Path(folder) / name)) == 0


def _x_answers(environment: Mapping[str, str]) -> bool:
    """Open and close a connection with the X library itself, which knows every form of
    DISPLAY and the access rights.
    """
    if not environment.get("DISPLAY"):
        return False
    import ctypes

    try:
        xcb = ctypes.CDLL("libxcb.so.1")
    except OSError:
        # Qt's platform plugin needs it too: its own message names what is missing.
        return True
    xcb.xcb_connect.restype = ctypes.c_void_p
    xcb.xcb_connect.argtypes = [ctypes.c_char_p, ctypes.c_void_p]
    xcb.xcb_connection_has_error.argtypes = [ctypes.c_void_p]
    xcb.xcb_disconnect.argtypes = [ctypes.c_void_p]
    connection = xcb.xcb_connect(environment["DISPLAY"].encode(), None)
    answers = xcb.xcb_connection_has_error(connection) == 0
    xcb.xcb_disconnect(connection)
    return answers


def missing_platform_library(environment: Mapping[str, str]) -> str:
    """Load Qt's platform plugin by hand, so that a missing library is told, not aborted on.

    Returns:
        The loader's sentence; empty where a plugin for a named display loads, or where
        the plugins are not where this version of Qt keeps them.
    """
    from PySide6.QtCore import QLibraryInfo, QPluginLoader

    folder = Path(QLibraryInfo.path(QLibraryInfo.LibraryPath.PluginsPath)) / "platforms"
    names = []
    if environment.get("WAYLAND_DISPLAY"):
        names += ["libqwayland.so", "libqwayland-generic.so", "libqwayland-egl.so"]
    if environment.get("DISPLAY"):
        names.append("libqxcb.so")
    problem = ""
    for path in (folder / name for name in names):
        if path.exists():
            loader = QPluginLoader(str(path))
            if loader.load():
                return ""
            problem = loader.errorString()
    return problem
