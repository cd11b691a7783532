"""The two bundled families: Inter for the window, Source Serif 4 for what is read.

Sizes are pixels, so that the measure of an article is the same on every desktop; hinting is
off, so that it is the same on every platform. The files are static: from a variable one Qt
makes a synthetic bold.
"""

from __future__ import annotations

import logging
from functools import cache

from PySide6.QtGui import QFont, QFontDatabase, QFontMetricsF

from reader.resources import read_bytes

SANS = "Inter"
SERIF = "Source Serif 4"

FILES = (
    "fonts/Inter_400Regular.ttf",
    "fonts/Inter_400Regular_Italic.ttf",
    "fonts/Inter_500Medium.ttf",
    "fonts/Inter_600SemiBold.ttf",
    "fonts/SourceSerif4_400Regular.ttf",
    "fonts/SourceSerif4_400Regular_Italic.ttf",
    "fonts/SourceSerif4_600SemiBold.ttf",
    "fonts/SourceSerif4_700Bold.ttf",
    "fonts/SourceSerif4_700Bold_Italic.ttf",
)

_log = logging.getLogger(__name__)


@cache
def load_fonts() -> tuple[str, ...]:
    """Register the bundled fonts with Qt, once; needs a QGuiApplication.

    Returns:
        Names of the resources that Qt accepted. One that is refused is logged, and Qt falls
        back to a font of the system.
    """
    loaded = []
    for name in FILES:
        if QFontDatabase.addApplicationFontFromData(read_bytes(name)) < 0:
            _log.warning("the font %s cannot be loaded", name)
        else:
            loaded.append(name)
    return tuple(loaded)


def sans(px: float, weight: int = 400, *, tabular: bool = False) -> QFont:
    """Inter at a size in pixels.

    Args:
        px: Height of the font in logical pixels.
        weight: 400, 500 or 600.
        tabular: True for counts and dates: all digits are equally wide.
    """
    font = _font(SANS, px, weight)
    if tabular:
        font.setFeature(QFont.Tag("tnum"), 1)
    return font


def serif(px: float, weight: int = 400, *, italic: bool = False) -> QFont:
    """Source Serif 4 at a size in pixels; weight 400, 600 or 700, italic 400 or 700."""
    font = _font(SERIF, px, weight)
    font.setItalic(italic)
    return font


def line_distance(font: QFont, pitch_px: float) -> float:
    """What `LineDistanceHeight` must be for lines `pitch_px` apart in this font."""
    return pitch_px - QFontMetricsF(font).height()


def _font(family: str, px: float, weight: int) -> QFont:
    font = QFont(family)
    font.setPixelSize(round(px))
    font.setWeight(QFont.Weight(weight))
    font.setHintingPreference(QFont.HintingPreference.PreferNoHinting)
    return font
