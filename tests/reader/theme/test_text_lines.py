"""Lines that are shaped once: cut to their box, placed in it, painted in the pen's colour."""

from PySide6.QtCore import QRectF
from PySide6.QtGui import QColor, QFontMetricsF, QImage, QPainter

from reader.theme.fonts import sans, serif
from reader.theme.text_lines import TextLines


def ink_box(paint):
    """First and last painted column, first and last painted row; None for nothing."""
    image = QImage(300, 40, QImage.Format.Format_RGB32)
    image.fill(QColor("#ffffff"))
    painter = QPainter(image)
    painter.setPen(QColor("#000000"))
    paint(painter)
    painter.end()
    dark = [
        (x, y) for x in range(300) for y in range(40) if image.pixelColor(x, y).lightness() < 160
    ]
    if not dark:
        return None
    columns, rows = zip(*dark, strict=True)
    return min(columns), max(columns), min(rows), max(rows)


def test_a_line_that_fits_is_whole_and_starts_at_the_left():
    lines = TextLines(sans(13))
    took = []
    left, right, top, bottom = ink_box(
        lambda p: took.append(lines.paint(p, QRectF(20, 0, 200, 40), "Hxg"))
    )
    assert took == [QFontMetricsF(sans(13)).horizontalAdvance("Hxg")]
    assert 20 <= left <= 22
    assert right <= 20 + took[0]
    assert 10 <= top < bottom <= 30


def test_a_line_that_does_not_fit_is_cut_inside_its_box():
    lines = TextLines(serif(17, 600))
    _, right, *_ = ink_box(
        lambda p: lines.paint(p, QRectF(10, 0, 90, 40), "A title that is much too long")
    )
    assert right < 100


def test_a_line_at_the_right_ends_there():
    lines = TextLines(sans(12, tabular=True))
    left, right, *_ = ink_box(
        lambda p: lines.paint(p, QRectF(100, 0, 150, 40), "38 of 61", at_right=True)
    )
    assert 245 <= right <= 250
    assert left > 190


def test_right_to_left_text_stays_in_its_box():
    lines = TextLines(sans(13))
    left, right, *_ = ink_box(lambda p: lines.paint(p, QRectF(40, 0, 200, 40), "שלום (1)"))
    assert 40 <= left < right <= 240


def test_no_width_paints_nothing_wider():
    lines = TextLines(sans(13))
    assert ink_box(lambda p: lines.paint(p, QRectF(40, 0, 0, 40), "")) is None
    assert lines.width_of("") == 0
