"""The worker with its real child process."""

import logging
import os
import queue
import subprocess
import sys
import threading
import time

import pytest

from annotations.errors import ImportCancelledError, ImportRefusedError
from annotations.text import worker
from annotations.text.convert import MAX_BYTES, convert_bytes
from annotations.text.worker import Converter, read_import_file

PAGE = b"# Head\n\nFirst words. Second words.\n"
#: Passes the scan of its shape, and takes the child seconds.
SLOW = ("Words *here* and `there`, [and](https://e.org/) so on.\n\n" * 12_000).encode()

needs_posix = pytest.mark.skipif(os.name != "posix", reason="processes are looked at as on POSIX")


@pytest.fixture(scope="module")
def converter():
    """One for all: where a test ends its child, the next starts another."""
    with Converter() as shared:
        yield shared


def child_of(converter: Converter) -> subprocess.Popen[bytes]:
    converter.start()
    assert converter._child is not None
    return converter._child


def is_there(pid: int) -> bool:
    try:
        os.kill(pid, 0)
    except ProcessLookupError:
        return False
    return True


def test_a_file_is_what_it_is_without_a_child(converter):
    for file_name in ("a.md", "a.txt", "a.html", ""):
        assert converter.convert(PAGE, file_name) == convert_bytes(PAGE, file_name)
    assert converter.convert(PAGE, "a.md", as_plain_text=True) == convert_bytes(
        PAGE, "a.md", as_plain_text=True
    )


def test_names_and_encodings_go_through_the_pipe(converter):
    data = "Où est la preuve ?".encode("cp1252")
    conversion = converter.convert(data, "é “日本”\n.txt", encoding="cp1252")
    assert (conversion.blocks[0].text, conversion.encoding) == ("Où est la preuve ?", "cp1252")


def test_one_child_takes_many_files_and_refusals(converter):
    child = child_of(converter)
    for number in range(5):
        text = f"# Head {number}\n\nWords."
        assert converter.convert(text.encode(), "a.md").blocks[0].text == f"Head {number}"
        with pytest.raises(ImportRefusedError, match="a PDF document") as caught:
            converter.convert(b"%PDF-1.7 ...", "a.md")
        assert not caught.value.may_open_as_plain_text
    assert converter._child is child


def test_a_file_of_many_megabytes_goes_through_the_pipe(converter):
    data = b"Ginger helps with nausea. " * 80_000
    assert len(converter.convert(data, "a.txt").blocks[0].text) == len(data) - 1


def test_progress_is_told(converter):
    told = []
    converter.convert(PAGE, "a.md", on_progress=lambda share, word: told.append((share, word)))
    assert [share for share, _ in told] == sorted(share for share, _ in told)
    assert told


def test_what_takes_too_long_is_ended_and_the_next_file_is_read(converter):
    child = child_of(converter)
    with pytest.raises(ImportRefusedError, match=r"“a\.md” takes too long") as caught:
        converter.convert(SLOW, "a.md", timeout_s=0.3)
    assert caught.value.may_open_as_plain_text
    assert child.returncode is not None
    assert converter.convert(PAGE, "a.md") == convert_bytes(PAGE, "a.md")


def test_plain_text_that_takes_too_long_is_not_offered_again(converter):
    with pytest.raises(ImportRefusedError, match="Split it") as caught:
        converter.convert(SLOW, "a.md", as_plain_text=True, timeout_s=0.0)
    assert not caught.value.may_open_as_plain_text


def test_a_conversion_can_be_cancelled(converter):
    child = child_of(converter)
    started = time.monotonic()
    with pytest.raises(ImportCancelledError, match=r"“a\.md” was cancelled"):
        converter.convert(SLOW, "a.md", is_cancelled=lambda: time.monotonic() - started > 0.2)
    assert child.returncode is not None
    assert time.monotonic() - started < 3
    assert converter.convert(PAGE, "a.md").blocks[0].text == "Head"


def test_an_answer_no_one_waits_for_is_not_taken_for_the_next(converter):
    def fail(_share: float, _word: str) -> None:
        raise RuntimeError("the window is gone")

    with pytest.raises(RuntimeError, match="the window is gone"):
        converter.convert(b"# Other\n\nWords.", "other.md", on_progress=fail)
    assert converter.convert(PAGE, "a.md").blocks[0].text == "Head"


def test_a_child_that_dies_in_between_is_replaced(converter):
    first = child_of(converter)
    first.kill()
    first.wait()
    assert converter.convert(PAGE, "a.md").blocks[0].text == "Head"
    assert converter._child is not first


def test_a_child_that_breaks_off_is_told(converter):
    child = child_of(converter)
    threading.Timer(0.3, child.kill).start()
    with pytest.raises(ImportRefusedError, match=r"“a\.md” broke off") as caught:
        converter.convert(SLOW, "a.md")
    assert caught.value.may_open_as_plain_text
    assert converter.convert(PAGE, "a.md").blocks[0].text == "Head"


def test_an_answer_that_is_no_json_is_a_breaking_off(converter):
    child_of(converter)
    converter._answers.put(b"garbage\n")
    with pytest.raises(ImportRefusedError, match="broke off"):
        converter.convert(PAGE, "a.md")
    assert converter.convert(PAGE, "a.md").blocks[0].text == "Head"


@needs_posix
def test_no_process_is_left_behind():
    converter = Converter()
    child = child_of(converter)
    converter.convert(PAGE, "a.md")
    assert is_there(child.pid)
    converter.close()
    assert not is_there(child.pid)
    converter.close()
    assert converter.convert(PAGE, "a.md").blocks[0].text == "Head"
    converter.close()


@needs_posix
def test_the_child_ends_when_its_parent_does():
    program = (
        "import os; from annotations.text.worker import Converter\n"
        "c = Converter(); c.start(); print(c._child.pid, flush=True); os._exit(0)"
    )
    done = subprocess.run(
        [sys.executable, "-c", program], capture_output=True, text=True, check=True,
        env=worker._environment(),
    )  # fmt: skip
    deadline = time.monotonic() + 10
    while is_there(int(done.stdout)) and time.monotonic() < deadline:
        time.sleep(0.02)
    assert not is_there(int(done.stdout))


def test_start_wakes_one_child_only(converter):
    assert child_of(converter) is child_of(converter)


def test_it_works_from_another_folder(tmp_path, monkeypatch):
    for name in ("json.py", "markdown.py", "annotations.py"):
        (tmp_path / name).write_text("raise SystemExit('the wrong module')")
    monkeypatch.chdir(tmp_path)
    with Converter() as converter:
        assert converter.convert(PAGE, "a.md").blocks[0].text == "Head"


def test_threads_take_turns(converter):
    results: queue.SimpleQueue[tuple[int, str]] = queue.SimpleQueue()

    def run(number: int) -> None:
        conversion = converter.convert(f"# Head {number}\n\nWords.".encode(), "a.md")
        results.put((number, conversion.blocks[0].text))

    threads = [threading.Thread(target=run, args=(number,)) for number in range(6)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(20)
    found = sorted(results.get_nowait() for _ in threads)
    assert found == [(number, f"Head {number}") for number in range(6)]


def test_what_the_child_complains_of_is_logged(monkeypatch, caplog):
    monkeypatch.setenv("PYTHONVERBOSE", "1")
    with caplog.at_level(logging.WARNING, logger=worker.__name__), Converter() as converter:
        converter.start()
        deadline = time.monotonic() + 10
        while not caplog.records and time.monotonic() < deadline:
            time.sleep(0.01)
    assert any("import" in record.getMessage() for record in caplog.records)


def test_a_file_is_read_for_import(tmp_path):
    path = tmp_path / "ginger.md"
    path.write_bytes(PAGE)
    assert read_import_file(path) == PAGE


def test_what_cannot_be_read_is_refused_with_its_name(tmp_path):
    empty = tmp_path / "empty.md"
    empty.write_bytes(b" \n")
    large = tmp_path / "large.md"
    with large.open("wb") as file:
        file.truncate(MAX_BYTES + 1)
    for path, why in (
        (tmp_path / "missing.md", "is not there"),
        (tmp_path, "is a folder"),
        (empty, "is empty"),
        (large, "is 20 MB"),
        (tmp_path / "nul\0.md", "cannot be read"),
    ):
        with pytest.raises(ImportRefusedError, match=why) as caught:
            read_import_file(path)
        assert str(path) in str(caught.value)


@pytest.mark.skipif(not hasattr(os, "geteuid") or os.geteuid() == 0, reason="root reads all")
def test_a_file_without_permission_is_refused(tmp_path):
    path = tmp_path / "secret.md"
    path.write_bytes(PAGE)
    path.chmod(0)
    with pytest.raises(ImportRefusedError, match="may not be read by you"):
        read_import_file(path)


HOSTILE = {
    "brackets.md": "[" * 100_000,
    "links.md": "[a](" * 20_000,
    "pictures.md": "![a" * 10_000,
    "tags.md": "<a " * 50_000,
    "less than.md": "x<y " * 50_000,
    "underlines.md": "a\n=\n" * 15_000,
    "quotes.md": ">" * 5_000 + "a",
    "stars.md": "*a **b " * 30_000,
    "nested list.md": "\n".join(" " * (4 * n) + "- a" for n in range(300)),
    "nested tabs.md": "\n".join("\t" * n + "- a" for n in range(300)),
    "definitions.md": "a\n: b\n\n" * 5_000,
    "wide table.md": "|a" * 2_000 + "|\n" + "|-" * 2_000 + "|\n" + "|b" * 2_000 + "|\n",
    "large table.md": "|a" * 100 + "|\n" + "|-" * 100 + "|\n" + ("|b" * 100 + "|\n") * 1_000,
    "footnotes.md": "".join(f"a[^{n}]\n\n[^{n}]: note\n\n" for n in range(10_000)),
    "one footnote.md": "a[^1] b\n\n" * 5_000 + "[^1]: x\n",
    "backticks.md": " ".join("`" * n + "a" for n in range(1, 200)),
    "fences.md": "".join(f"{'`' * n}\nwords\n\n" for n in range(3, 700)),
    "entities.md": "&amp; " * 100_000,
    "divs.md": "<div>\n" * 4_000 + "words",
    "data.md": "![x](data:image/png;base64," + "A" * 300_000 + ")",
    "bomb.md": "---\na: &a [x]\n" + "".join(
        f"{chr(98 + n)}: &{chr(98 + n)} [{','.join(['*' + chr(97 + n)] * 9)}]\n" for n in range(9)
    ) + "title: *j\n---\n\nWords.",
    "divs.html": "<div>" * 100_000 + "a",
    "styles.html": "<b>" * 100_000 + "a",
    "quotes.html": "<blockquote>" * 5_000 + "a",
    "lists.html": "<ul><li>" * 5_000 + "a",
    "tables.html": "<table><tr><td>" * 500 + "a",
    "some tables.html": "<table><tr><td>" * 60 + "a",
    "large table.html": "<table>" + ("<tr>" + "<td>a" * 100) * 60 + "</table>",
    "huge spans.html": "<table><tr><td colspan=2000000000 rowspan=2000000000>a<td>b</table>",
    "runs.html": "<p>" + "<b>a</b><i>b</i>" * 20_000,
    "links.html": "<p>" + '<a href="https://e.org/">a</a> ' * 20_000,
    "no spaces.html": "<p>" + "a" * 1_000_000,
    "marks.html": "<p>a" + "\u0301" * 200_000,
    "attribute.html": '<p style="' + "a:b;" * 400_000 + '">words',
    "attributes.html": "<p " + " ".join(f"a{n}" for n in range(100_000)) + ">words",
    "style.html": "<style>" + "a{b:c}" * 50_000 + "</style><p>words",
    "sizes.html": "<font size=2000000000><img width=2000000000 alt=a><p>words",
    "open tags.html": "<a " * 300_000,
    "open scripts.html": "words" + "<script " * 100_000,
    "open comments.html": "words" + "<!-- a " * 200_000,
    "data.html": '<p>words<img src="data:image/png;base64,' + "A" * 5_000_000 + '">',
    "many tags.html": "<br>a" * 300_000,
    "bad references.html": "<p>" + "&#" * 400_000,
    "growing.html": "<p>" + "<b><i><u><s><code>" * 38 + "</p>" + "<p>a" * 3_000,
    "large.html": ("<p>" + "Ginger helps with nausea in some people. " * 50) * 1_000,
    "one line.txt": "a" * 1_000_000,
    "short lines.txt": "a\n" * 500_000,
    "furniture.txt": "close\nshort\n" * 6_000,
    "bidi.txt": "\u202ea\u202c" * 20_000,
    "nul.txt": "abc\x00 " * 10_000,
    "families.txt": "\U0001f469\u200d\U0001f469\u200d\U0001f467 " * 50_000,
    "rule.txt": "=" * 1_000_000 + "a",
    "dots.txt": "a. " * 520_000,
    "quotes.txt": '"a. ' * 30_000,
}  # fmt: skip


@pytest.mark.parametrize("file_name", HOSTILE)
def test_no_hostile_file_takes_long(converter, file_name):
    data = HOSTILE[file_name].encode()
    started = time.perf_counter()
    try:
        conversion = converter.convert(data, file_name, timeout_s=10)
    except ImportRefusedError as error:
        refusal = error
    else:
        assert conversion.blocks
        assert not conversion.notice or conversion.notice.startswith("Shown as plain text, ")
        refusal = None
    # Five seconds where nothing else runs; these take less than two.
    assert time.perf_counter() - started < 8
    assert refusal is None or not refusal.may_open_as_plain_text


@pytest.mark.slow
def test_twenty_megabytes_of_text_come_through(converter):
    sentence = "Ginger helps with nausea in some people, they say. "
    data = (sentence * (MAX_BYTES // len(sentence))).encode()
    assert len(converter.convert(data, "a.txt").blocks[0].text) == len(data.strip())
