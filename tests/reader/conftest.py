"""The application as tests see it: Fusion, bundled fonts, the light theme, a still cursor.

Qt is imported inside the fixtures: where it cannot load, this file still must.
"""

import pytest


@pytest.fixture(scope="session")
def qapp(qapp, tmp_path_factory):
    from PySide6.QtCore import QLocale, QSettings

    from reader.theme.fonts import load_fonts
    from reader.theme.theme import load_theme

    folder = str(tmp_path_factory.mktemp("qt-settings"))
    for scope in (QSettings.Scope.UserScope, QSettings.Scope.SystemScope):
        QSettings.setPath(QSettings.Format.IniFormat, scope, folder)
    QLocale.setDefault(QLocale(QLocale.Language.English, QLocale.Country.UnitedKingdom))
    qapp.setStyle("Fusion")
    qapp.setCursorFlashTime(0)
    load_fonts()
    qapp.setPalette(load_theme("light").palette())
    return qapp


@pytest.fixture(autouse=True)
def _application(qapp):
    """Painting and fonts need the application, also where a test shows no window."""
    from PySide6.QtGui import QCursor

    # Out of the way: a window that opens under the pointer is hovered.
    QCursor.setPos(qapp.primaryScreen().geometry().bottomRight())
    return qapp


@pytest.fixture(params=["light", "dark"])
def theme(request):
    """Each theme in turn."""
    from reader.theme.theme import load_theme

    return load_theme(request.param)


@pytest.fixture
def light():
    """The light theme alone."""
    from reader.theme.theme import load_theme

    return load_theme("light")
