"""Over a contradiction into another article, and back."""

import json

import pytest
from PySide6.QtCore import Qt

from annotations import convert_bytes, load_profile, open_library, read_review_sheet

FILLER = "\n\n".join(
    f"Paragraph {n}. " + "It says what the others before it said, and no more. " * 8
    for n in range(14)
)
HERE, THERE = "Moss tea cures every cold.", "Moss tea cures nothing."
KEY = Qt.Key


@pytest.fixture
def crossing(tmp_path):
    """A library of two long articles, of which one contradicts the other."""
    conflict = {"article": "b", "quote": THERE, "why": "one cures, one does not"}
    note = {
        "id": "n1",
        "quote": HERE,
        "category": "contradiction",
        "severity": "serious",
        "conflicts_with": [conflict],
    }
    sheet = {
        "format": "caveat-review-sheet",
        "version": 1,
        "articles": [
            {"id": "a", "file": "here.txt", "notes": [note]},
            {"id": "b", "file": "there.txt", "notes": []},
        ],
    }
    profile = load_profile()
    path = tmp_path / "two.caveat"
    with open_library(path, owner=profile.owner, reviewer=profile.reviewer, create=True) as library:
        for name, words in (("here.txt", HERE), ("there.txt", THERE)):
            data = f"{FILLER}\n\n{words}\n\n{FILLER}".encode()
            library.add_article(convert_bytes(data, name), file_name=name, data=data)
        report = library.annotate(read_review_sheet(json.dumps(sheet).encode()))
        assert len(report.added) == 1
    return path


@pytest.fixture
def reading(open_window, crossing, press):
    """The first article, at its contradiction, the card having the keyboard."""
    window = open_window(library=str(crossing), article="here.txt")
    window.review.toggle()
    press(KEY.Key_N, KEY.Key_G)
    assert window.page.column.focused == window.page.active
    return window


def file_of(window):
    return window.articles.reviewed.article.file_name


def test_backspace_returns_from_another_article_to_the_same_pixel(reading, press):
    before, active = reading.page.view.scroll_y, reading.page.active
    assert before > 0
    press(KEY.Key_G)
    assert file_of(reading) == "there.txt"
    assert reading.page.active == active
    press(KEY.Key_Backspace)
    assert file_of(reading) == "here.txt"
    assert reading.page.active == active
    assert reading.page.column.focused == active
    assert reading.page.view.scroll_y == before


def test_jumps_within_the_first_article_are_still_known_after_the_return(reading, press):
    press(KEY.Key_G, KEY.Key_Backspace, KEY.Key_Backspace)
    assert file_of(reading) == "here.txt"
    assert reading.page.view.scroll_y == 0
    press(KEY.Key_Backspace)
    assert "no jump" in reading.status.message


def test_the_card_keeps_the_keyboard_from_side_to_side(reading, press):
    press(KEY.Key_G)
    assert reading.page.column.focused == reading.page.active
    press(KEY.Key_G)
    assert file_of(reading) == "here.txt"
    press(KEY.Key_Backspace)
    assert file_of(reading) == "there.txt"
    press(KEY.Key_Backspace)
    assert file_of(reading) == "here.txt"


def test_an_article_that_was_opened_from_the_list_leads_nowhere_back(reading, press):
    press(KEY.Key_G)
    press(KEY.Key_L, modifier=Qt.KeyboardModifier.ControlModifier)
    press(KEY.Key_Return, KEY.Key_Backspace)
    assert file_of(reading) == "there.txt"
