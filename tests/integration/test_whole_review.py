"""An article annotated from the window says what the same review sheet says."""

import re
from dataclasses import asdict, replace

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QWidget

from annotations import (
    ExportLayout,
    Relation,
    SourceUid,
    Span,
    Status,
    convert_bytes,
    default_library_path,
    export_markdown,
    load_profile,
    open_library,
    read_review_sheet,
)
from reader.resources import read_bytes

CTRL = Qt.KeyboardModifier.ControlModifier
ALT = Qt.KeyboardModifier.AltModifier
KEY = Qt.Key
FILE = "kratom-tea-for-long-shifts.md"
FILES = ("valerian-for-sleep.md", "colloidal-silver.md", "apple-cider-vinegar.md", FILE)


def library_with_articles(path):
    profile = load_profile()
    library = open_library(path, owner=profile.owner, reviewer=profile.reviewer, create=True)
    for name in FILES:
        data = read_bytes(f"samples/{name}")
        library.add_article(convert_bytes(data, name), file_name=name, data=data)
    return library


@pytest.fixture
def sheet():
    whole = read_review_sheet(read_bytes("samples/reviews.json"))
    return replace(whole, articles=tuple(a for a in whole.articles if a.notes or a.file == FILE))


@pytest.fixture
def wanted(open_window, sheet, tmp_path):  # noqa: ARG001 - it makes the profile's folder
    """What `caveat annotate` makes of the sheet, as Markdown."""
    with library_with_articles(tmp_path / "sheet.caveat") as library:
        library.annotate(sheet)
        uid = library.find_article(FILE).uid
        return [exported(library.reviewed_article(uid), layout) for layout in ExportLayout]


def exported(reviewed, layout):
    """An export without what is new in each library: uids, and versions in comments."""
    text = export_markdown(reviewed, layout)
    text = re.sub(r"<!--.*?-->", "", text)
    return re.sub(r'caveat-article: "[^"]*"', "", text)


class Hand:
    """Fills the editor of a window with real keys; long texts come from the clipboard."""

    def __init__(self, window) -> None:
        self.window = window

    def press(self, key, modifier=Qt.KeyboardModifier.NoModifier):
        QTest.keyClick(QApplication.focusWidget(), key, modifier)
        QApplication.processEvents()

    def fill(self, name, text):
        if not text:
            return
        field = self.window.editing.editor.findChild(QWidget, name)
        field.setFocus()
        self.press(KEY.Key_A, CTRL)
        QGuiApplication.clipboard().setText(text)
        self.press(KEY.Key_V, CTRL)

    def act(self, name):
        self.window.actions_table[name].trigger()
        QApplication.processEvents()

    def stand_on(self, quote):
        text = self.window.articles.reviewed.revision.text
        start = text.index(quote)
        assert text.count(quote) == 1
        self.window.page.view.place_cursor(Span(start, start + len(quote)))
        self.window.page.view.setFocus()

    def cite(self, index, evidence, source):
        words = source.title[:60]
        found = [hit.source.title for hit in self.window.session.suggest_sources(words)]
        self.press(KEY.Key_K, CTRL)
        QGuiApplication.clipboard().setText(words)
        self.press(KEY.Key_V, CTRL)
        for _ in range(found.index(source.title)):
            self.press(KEY.Key_Down)
        self.press(KEY.Key_Return)
        editor = self.window.editing.editor
        relation = editor.findChild(QWidget, f"evidence-{index}-relation")
        relation.setFocus()
        self.press(getattr(KEY, f"Key_{LETTERS[evidence.relation]}"))
        details = editor.findChild(QWidget, f"evidence-{index}-details")
        details.click()
        for name in ("quote", "locator", "checked", "why"):
            self.fill(f"evidence-{index}-{name}", getattr(evidence, name))


LETTERS = {
    Relation.DISPUTES: "D",
    Relation.SUPPORTS: "S",
    Relation.QUALIFIES: "Q",
    Relation.BACKGROUND: "B",
    Relation.CITED_BY_ARTICLE: "C",
}


def write_note(hand, note, sources):
    """One note of the sheet, as a reviewer would enter it."""
    window = hand.window
    hand.stand_on(note.quote)
    hand.act(f"category_{note.note.category.value}")
    assert window.editing.is_open
    hand.press(getattr(KEY, f"Key_{int(note.note.severity)}"), ALT)
    for name in ("correction", "body", "advice"):
        hand.fill(name, getattr(note.note, name))
    for index, evidence in enumerate(note.evidence):
        hand.cite(index, evidence, sources[evidence.source_id])
    for conflict in note.conflicts:
        hand.stand_on(conflict.quote)
        hand.press(KEY.Key_X)
    fill_more(hand, note)
    hand.press(KEY.Key_Return, CTRL)
    assert not window.editing.is_open


def fill_more(hand, note):
    editor = hand.window.editing.editor
    editor.body.more.setChecked(True)
    QApplication.processEvents()
    hand.fill("tags", ", ".join(note.note.tags))
    editor.findChild(QWidget, f"certainty-{note.note.certainty.value or 'none'}").click()
    for name in ("as_of", "no_source_needed"):
        hand.fill(name, getattr(note.note, name))
    for index, conflict in enumerate(note.conflicts, 1):
        hand.fill(f"place-{index}-why", conflict.why)


def test_the_export_is_that_of_the_sheet(open_window, sheet, wanted):
    with library_with_articles(default_library_path()) as library:
        for source in sheet.sources.values():
            library.add_source(replace(source, uid=SourceUid("")))
    window = open_window(library=str(default_library_path()))
    uid = window.session.find_article(FILE).uid
    window.articles.open(uid)
    hand = Hand(window)
    (article,) = (a for a in sheet.articles if a.file == FILE)
    known = {name: value for name, value in asdict(article.fields).items() if value}
    window.session.edit_article(uid, **known)
    for note in article.notes:
        write_note(hand, note, sheet.sources)
    reviewed = window.session.reviewed_article(uid)
    assert len(reviewed.annotations) >= len(article.notes)
    assert {a.status for a in reviewed.annotations} == {Status.READY}
    made = [exported(reviewed, layout) for layout in ExportLayout]
    assert made == wanted
