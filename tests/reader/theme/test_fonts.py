"""The bundled fonts are there, under their own names, with real weights."""

import pytest
from PySide6.QtGui import QFontDatabase, QFontInfo, QFontMetricsF, QRawFont

from reader.theme.fonts import SANS, SERIF, line_distance, load_fonts, sans, serif


def test_nine_fonts_load_into_two_families():
    assert len(load_fonts()) == 9
    assert {"Regular", "Italic", "Medium", "SemiBold"} <= set(QFontDatabase.styles(SANS))
    assert {"Regular", "Italic", "SemiBold", "Bold", "Bold Italic"} <= set(
        QFontDatabase.styles(SERIF)
    )


@pytest.mark.parametrize("font", [sans(13), sans(15, 600), serif(20), serif(36, 700)])
def test_the_asked_family_is_the_one_that_draws(font):
    assert QFontInfo(font).family() == font.family()
    assert QFontInfo(font).exactMatch() or QFontInfo(font).family() in (SANS, SERIF)


@pytest.mark.parametrize(
    ("font", "style"),
    [
        (sans(13, 400), "Regular"),
        (sans(13, 500), "Medium"),
        (sans(13, 600), "SemiBold"),
        (serif(20, 400), "Regular"),
        (serif(20, 600), "SemiBold"),
        (serif(20, 700), "Bold"),
        (serif(20, 400, italic=True), "Italic"),
        (serif(20, 700, italic=True), "Bold Italic"),
    ],
)
def test_each_weight_is_a_file_of_its_own(font, style):
    # A synthetic bold would name the regular face and keep its widths.
    assert QRawFont.fromFont(font).styleName() == style


def test_bold_is_drawn_with_other_outlines():
    text = "Kratom Tea for Long Shifts"
    widths = {w: QFontMetricsF(serif(36, w)).horizontalAdvance(text) for w in (400, 600, 700)}
    assert len(set(widths.values())) == 3


def test_tabular_digits_are_equally_wide():
    metrics = QFontMetricsF(sans(13, tabular=True))
    assert len({round(metrics.horizontalAdvance(d * 10), 3) for d in "0123456789"}) == 1
    assert QFontMetricsF(sans(13)).horizontalAdvance("1" * 10) < metrics.horizontalAdvance("1" * 10)


def test_line_distance_makes_the_pitch():
    font = serif(20)
    assert QFontMetricsF(font).height() + line_distance(font, 31) == pytest.approx(31)
