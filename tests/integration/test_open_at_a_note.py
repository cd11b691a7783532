"""An article of several screens opens at the note that was asked for."""

import json
from pathlib import Path

import pytest

from annotations import Span, convert_bytes, load_profile, open_library, read_review_sheet
from reader import screenshot
from reader.app import first_settings
from reader.options import Options
from reader.preferences import Preferences
from reader.settings import load_settings

PARAGRAPH = " ".join(f"Sentence {n} says what the others before it said." for n in range(8))
QUOTE = "The last claim is the one that is looked for."


@pytest.fixture
def long_library(tmp_path):
    """A library with one article of several screens and a note near its end."""
    profile = load_profile()
    text = "\n\n".join([*(f"Paragraph {n}. {PARAGRAPH}" for n in range(16)), QUOTE, PARAGRAPH])
    note = {"id": "n1", "quote": QUOTE, "category": "inaccurate", "severity": "serious"}
    sheet = {
        "format": "caveat-review-sheet",
        "version": 1,
        "articles": [{"id": "a", "file": "long.txt", "notes": [note]}],
    }
    path = tmp_path / "long.caveat"
    with open_library(path, owner=profile.owner, reviewer=profile.reviewer, create=True) as library:
        data = text.encode()
        added = library.add_article(
            convert_bytes(data, "long.txt"), file_name="long.txt", data=data
        )
        library.annotate(read_review_sheet(json.dumps(sheet).encode()))
        return path, library.reviewed_article(added.article.uid)


@pytest.mark.parametrize("size", [(1360, 860), (900, 640)])
def test_the_sentence_of_the_note_is_in_the_picture(qapp, long_library, monkeypatch, size):
    path, reviewed = long_library
    start = reviewed.revision.text.index(QUOTE)
    seen = []

    def look(window, _options):
        view = window.page.view
        place = view.place_of_span(Span(start, start + len(QUOTE)))
        seen.append((window.page.active, view.to_viewport_y(place.top), view.viewport().height()))
        return 0

    monkeypatch.setattr(screenshot, "_save", look)
    uid = reviewed.annotations[0].uid
    options = Options(
        library=str(path), article="long.txt", note=uid, size=size, screenshot=Path("unused.png")
    )
    preferences = Preferences(None, first_settings(load_settings(Path("none")), options))
    assert screenshot.draw(qapp, preferences, options, None) == 0
    ((active, y, height),) = seen
    assert active == uid
    assert 0 < y < height - 31
