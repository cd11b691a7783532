"""Broken and hostile files through the window, with the real worker: each ends in seconds as a
shown article or as a sentence, and the window answers meanwhile.
"""

import sqlite3
import time

import pytest
from PySide6.QtCore import Qt, QTimer

from annotations import Converter, default_library_path, load_profile
from reader.views.banner import BannerKind
from tests.reader.libraries import make_library

KEY = Qt.Key

ENDS_WITHIN_S = 5.0
#: Longest time that the window's thread may work without looking at its events. What hangs
#: takes many times that; half of it is used where two tests share a slow processor.
MOST_WORK_S = 2.0
TICK_MS = 5
#: Shown as what it is, shown as plain text and said so, not shown.
SHOWN, PLAIN, REFUSED = "shown", "plain", "refused"


def table(rows, columns):
    head = "|".join(f"h{n}" for n in range(columns))
    body = "\n".join("|".join(f"c{r}.{c}" for c in range(columns)) for r in range(rows))
    return f"|{head}|\n|{'---|' * columns}\n{body}"


#: Name of the file: what it holds, how it ends, and a word that is then said.
CASES = {
    "picture.txt": (b"\x89PNG\r\n\x1a\n" + bytes(range(256)) * 40, REFUSED, "picture"),
    "nothing.txt": (b"", REFUSED, "empty"),
    "binary.txt": (bytes(range(256)) * 400, REFUSED, "text"),
    "large.txt": (b"A line that says nothing at all.\n" * 1_600_000, REFUSED, "20 MB"),
    "one-word.txt": (b"x" * 1_000_000, SHOWN, ""),
    "one-word.md": (b"x" * 1_000_000, SHOWN, ""),
    "lines.txt": (b"The same line.\n\n" * 5_000, SHOWN, ""),
    "paragraphs.txt": (b"x\n\n" * 200_000, REFUSED, "paragraphs"),
    "brackets.md": (b"[" * 10_000, PLAIN, "Markdown"),
    "runs.md": (b"*a* " * 100_000, PLAIN, "Markdown"),
    "table.md": (table(1_000, 100).encode(), PLAIN, "Markdown"),
    "divs.html": (b"<div>" * 100_000 + b"deep" + b"</div>" * 100_000, PLAIN, "nested"),
    "accents.txt": (("a" + "\u0301" * 50_000).encode(), SHOWN, ""),
    "directions.txt": (("\u202e" * 50 + "abc ").encode() * 1_000, SHOWN, ""),
}


class SharedConverter(Converter):
    """One worker for all windows of this file: a window would end it with itself."""

    def close(self):
        """Stay."""

    def end(self):
        super().close()


@pytest.fixture(scope="module")
def converter():
    made = SharedConverter()
    made.start()
    yield made
    made.end()


class Watch:
    """Ticks in the window's thread, and knows the most work between two ticks.

    Work is the thread's own time on a processor, so a busy machine fails no test.
    """

    def __init__(self, parent) -> None:
        self._last = time.thread_time()
        self.most_work_s = 0.0
        self._timer = QTimer(parent)
        self._timer.setInterval(TICK_MS)
        self._timer.timeout.connect(self.look)
        self._timer.start()

    def look(self):
        now = time.thread_time()
        self.most_work_s = max(self.most_work_s, now - self._last)
        self._last = now


@pytest.fixture
def own(open_window, converter):
    """The user's own library, empty, and the page made."""
    make_library(default_library_path(), owner=load_profile().owner)
    window = open_window(converter)
    assert window.page.isHidden()
    return window


def bring_in(window, path, qtbot):
    """Import a file as by the dialog; returns the seconds until all is said and shown."""
    began = time.monotonic()
    window.imports.import_files((path,))
    qtbot.waitUntil(lambda: not window.is_importing, timeout=20_000)
    qtbot.wait(50)
    return time.monotonic() - began


@pytest.mark.parametrize("name", CASES)
def test_it_ends_in_seconds_while_the_window_answers(own, name, qtbot, tmp_path, press):
    data, ending, said = CASES[name]
    path = tmp_path / name
    path.write_bytes(data)
    watch = Watch(own)
    assert bring_in(own, path, qtbot) < ENDS_WITHIN_S
    if own.shows_article:
        press(KEY.Key_End, KEY.Key_PageUp, KEY.Key_N, KEY.Key_Home)
    watch.look()
    assert watch.most_work_s < MOST_WORK_S
    assert own.shows_article == (ending is not REFUSED)
    assert said in own.banner.text
    kinds = {SHOWN: None, PLAIN: BannerKind.REMARK, REFUSED: BannerKind.WARNING}
    assert (own.banner.kind if own.banner.text else None) is kinds[ending]


@pytest.mark.parametrize("is_there", [True, False])
def test_a_folder_and_a_missing_file_are_told(own, qtbot, tmp_path, is_there):
    path = tmp_path / "notes.txt"
    if is_there:
        path.mkdir()
    assert bring_in(own, path, qtbot) < ENDS_WITHIN_S
    assert not own.shows_article
    assert ("is a folder" if is_there else "is not there") in own.banner.text
    assert str(path) in own.banner.text


def test_one_bad_file_does_not_keep_the_others_out(own, qtbot, tmp_path):
    paths = [tmp_path / name for name in ("picture.txt", "good.txt", "nothing.txt")]
    for path, data in zip(paths, (CASES["picture.txt"][0], b"Mint is hot.", b""), strict=True):
        path.write_bytes(data)
    own.imports.import_files(tuple(paths))
    qtbot.waitUntil(lambda: not own.is_importing)
    assert "1 of 3 imported" in own.banner.text
    assert "picture.txt" in own.banner.text
    assert "nothing.txt" in own.banner.text
    assert own.session.facets().articles == 1


def test_a_conversion_is_cancelled_at_once(own, qtbot, tmp_path):
    path = tmp_path / "long.txt"
    path.write_text("".join(f"{n}. It goes on, and on. So it does!\n\n" for n in range(45_000)))
    own.imports.import_files((path,))
    qtbot.waitUntil(lambda: own.banner.kind is BannerKind.PROGRESS and own.is_importing)
    qtbot.wait(100)
    began = time.monotonic()
    own.banner.offer_button.click()
    qtbot.waitUntil(lambda: not own.is_importing)
    assert time.monotonic() - began < 1
    assert "cancelled" in own.banner.text
    assert own.session.facets().articles == 0


def truncated(path):
    path.write_bytes(path.read_bytes()[:20_000])


def newer(path):
    with sqlite3.connect(path) as connection:
        connection.execute("PRAGMA user_version=999")
    connection.close()


def foreign(path):
    with sqlite3.connect(path) as connection:
        connection.execute("PRAGMA application_id=1")
    connection.close()


def tampered(path):
    with sqlite3.connect(path) as connection:
        connection.execute("CREATE TABLE stowaway (words TEXT)")
    connection.close()


def no_database(path):
    path.write_bytes(b"no database at all" * 1_000)


@pytest.mark.parametrize("spoil", [truncated, newer, foreign, tampered, no_database])
def test_a_spoilt_library_is_a_sentence_and_the_open_one_stays(own, tmp_path, spoil):
    path = tmp_path / "spoilt.caveat"
    make_library(path, "Tea")
    spoil(path)
    before = path.read_bytes()
    own.imports.import_files((path,))
    assert own.session.path == default_library_path()
    assert "spoilt.caveat" in own.banner.text
    assert own.banner.kind is BannerKind.WARNING
    assert path.read_bytes() == before
