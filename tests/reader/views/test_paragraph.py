import pytest
from PySide6.QtGui import QColor, QImage, QPainter

from reader.theme.fonts import sans
from reader.theme.theme import load_theme
from reader.views.paragraph import Paragraph, Run

WORDS = "\U0001f600 A reviewer · 23 November · high certainty · in two places"


def made(width):
    return Paragraph([Run(WORDS, sans(12), QColor("black"))], 0, 0, width, 16)


def ink_of_line(paragraph, number):
    """Columns of pixels that hold any ink on one line."""
    image = QImage(900, 200, QImage.Format.Format_ARGB32)
    image.fill(QColor("white"))
    painter = QPainter(image)
    paragraph.paint(painter, load_theme("light"))
    painter.end()
    top = number * 16
    white = QColor("white").rgb()
    return [x for x in range(900) if any(image.pixel(x, top + y) != white for y in range(16))]


def lines(paragraph):
    text = WORDS.encode("utf-16-le")
    for number in range(paragraph.line_count):
        line = paragraph.layout.lineAt(number)
        start, end = line.textStart(), line.textStart() + line.textLength()
        yield number, text[2 * start : 2 * end].decode("utf-16-le"), line.cursorToX(end)[0]


@pytest.mark.usefixtures("qapp")
def test_a_separator_is_not_painted_at_the_end_of_a_line():
    seen = 0
    for width in range(120, 400, 4):
        paragraph = made(width)
        *above, _last = lines(paragraph)
        for number, words, _end in above:
            if words.rstrip().endswith("·"):
                seen += 1
                start = paragraph.layout.lineAt(number).textStart()
                dot = start + len(words.rstrip().encode("utf-16-le")) // 2 - 1
                assert (
                    max(ink_of_line(paragraph, number))
                    < (paragraph.layout.lineAt(number).cursorToX(dot)[0])
                )
    assert seen


@pytest.mark.usefixtures("qapp")
def test_separators_within_a_line_are_painted():
    paragraph = made(800)
    assert paragraph.line_count == 1
    dot = len(WORDS[: WORDS.index("·")].encode("utf-16-le")) // 2
    x = paragraph.layout.lineAt(0).cursorToX(dot)[0]
    assert any(x <= column <= x + 5 for column in ink_of_line(paragraph, 0))
    assert paragraph.text == WORDS
