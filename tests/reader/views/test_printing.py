import re
from dataclasses import replace
from itertools import pairwise

import pytest
from PySide6.QtCore import QMarginsF, QSizeF
from PySide6.QtGui import QPageSize, QPdfWriter

from reader.text_formats import TextStyle
from reader.theme.theme import load_theme
from reader.views.article_page import ArticlePage
from reader.views.marks import MarkIndex, marks_of
from reader.views.notes_print import printed_cards
from reader.views.print_foot import PrintFoot
from reader.views.printing import page_slices, print_page
from reader.views.reader_page import ReaderPage
from tests.reader.views.card_samples import WORDS, evidence, moss_article, source, with_notes


def _print(tmp_path, value, words=WORDS):
    path = tmp_path / "article.pdf"
    writer = QPdfWriter(str(path))
    writer.setPageSize(QPageSize(QPageSize.PageSizeId.A4))
    writer.setPageMargins(QMarginsF(15, 15, 15, 15))
    assert print_page(value, writer, words)
    del writer
    return path.read_bytes()


def _pages(data):
    return len(re.findall(rb"/Type /Page\b", data))


def test_text_and_notes_are_on_pages_of_their_own(tmp_path):
    assert _pages(_print(tmp_path, moss_article(0))) == 1
    assert _pages(_print(tmp_path, moss_article(2))) == 2
    assert _pages(_print(tmp_path, moss_article(40))) > 5


@pytest.mark.parametrize("value", [moss_article(0), moss_article(40), moss_article(3, long=True)])
def test_every_page_has_a_foot_with_its_number(tmp_path, monkeypatch, value):
    feet = []
    paint = PrintFoot.paint

    def count(foot, painter):
        paint(foot, painter)
        feet.append(foot)

    monkeypatch.setattr(PrintFoot, "paint", count)
    pages = _pages(_print(tmp_path, value))
    assert len(feet) == pages
    assert len(set(map(id, feet))) == 1


def test_a_note_longer_than_a_page_goes_on(tmp_path):
    few = _pages(_print(tmp_path, moss_article(1, filler=0)))
    assert _pages(_print(tmp_path, moss_article(1, filler=0, long=True))) >= few


def test_printed_notes_are_whole_and_quote_their_sentence():
    cards = printed_cards(moss_article(2, long=True), WORDS, 680)
    for card in cards:
        said = "\n".join(p.text for p in card.body.paragraphs)
        assert card.text.claim in said
        assert "\u201cIt did not work.\u201d" in said
        assert "Show all" not in said
        assert "other side" not in said
        assert card.body.triangle is None


def test_addresses_are_written_out_on_paper():
    value = moss_article(1)
    proof = (evidence(source(url="https://example.org/a/long/way")),)
    value = with_notes(value, [replace(value.annotations[0], evidence=proof)])
    said = [p.text for card in printed_cards(value, WORDS, 680) for p in card.body.paragraphs]
    assert "https://example.org/a/long/way" in said


@pytest.mark.parametrize("height", [200.0, 431.0, 900.0])
def test_pages_are_cut_between_lines_and_lose_nothing(height):
    value = moss_article(12)
    page = ArticlePage(
        value.revision.blocks,
        TextStyle(16),
        load_theme("light"),
        all_marks=MarkIndex(marks_of(value)),
    )
    page.document.setTextWidth(page.document_width(528))
    slices = list(page_slices(page, height))
    assert slices[0][0] == 0
    assert slices[-1][1] == page.document.documentLayout().documentSize().height()
    for (_, bottom), (top, _) in pairwise(slices):
        assert bottom == top
    for top, bottom in slices:
        assert 0 < bottom - top <= height + 1


def test_the_page_prints_what_it_shows(qtbot, tmp_path):
    page = ReaderPage(load_theme("dark"))
    qtbot.addWidget(page)
    page.show_article(moss_article(3))
    writer = QPdfWriter(str(tmp_path / "page.pdf"))
    writer.setPageSize(QPageSize(QSizeF(148, 210), QPageSize.Unit.Millimeter))
    page.print_to(writer)
    del writer
    assert _pages((tmp_path / "page.pdf").read_bytes()) >= 2
