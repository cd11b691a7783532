"""The command line: shapes, exit codes, and a sentence for whatever is refused."""

from __future__ import annotations

import json
import os
import shutil
import sqlite3
import subprocess
import sys
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest

from annotations.cli import VERBS, run
from annotations.model import Span
from annotations.profile import (
    default_library_path,
    load_profile,
    log_path,
    samples_library_path,
)
from annotations.storage.library import open_library

TEA = """# Tea for Tired People 😀

Night tea works by magic. It has no side effects. Everyone may drink it.

## How much

- Drink nine cups a day.
- Add wine for faster results.

Some people should not drink it.
"""

SHEET: dict[str, Any] = {
    "format": "caveat-review-sheet",
    "version": 1,
    "sources": [
        {
            "id": "guide",
            "type": "guideline",
            "title": "On teas",
            "publisher": "Tea Institute",
            "issued": "2024",
            "url": "https://example.org/teas",
        }
    ],
    "articles": [
        {
            "id": "tea",
            "file": "tea.md",
            "title": "Tea for Tired People 😀",
            "author": "A. Writer",
            "notes": [
                {
                    "id": "n1",
                    "quote": "Add wine for faster results.",
                    "category": "dangerous",
                    "severity": "critical",
                    "correction": "Leave the wine out.",
                    "body": "Wine and tea are a bad pair.\n\nReally.",
                    "advice": "Drink water.",
                    "tags": ["alcohol"],
                    "evidence": [
                        {
                            "source": "guide",
                            "relation": "disputes",
                            "quote": "No wine with tea.",
                            "locator": "p. 3",
                            "checked": "2026-11-19",
                        }
                    ],
                },
                {
                    "id": "n2",
                    "quote": "Everyone may drink it.",
                    "category": "contradiction",
                    "severity": "moderate",
                    "body": "It says otherwise below.",
                    "evidence": [{"source": "guide", "relation": "disputes"}],
                    "conflicts_with": [
                        {
                            "article": "tea",
                            "quote": "Some people should not drink it.",
                            "why": "Not everyone.",
                        }
                    ],
                },
            ],
        }
    ],
}


@dataclass(frozen=True)
class Result:
    code: int
    out: str
    err: str

    @property
    def json(self) -> Any:
        return json.loads(self.out)

    @property
    def lines(self) -> list[Any]:
        return [json.loads(line) for line in self.out.splitlines()]

    @property
    def sentences(self) -> list[str]:
        return self.err.splitlines()


Caveat = Callable[..., Result]


@pytest.fixture(scope="module")
def stored(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A home whose library holds the tea article with its two notes."""
    folder = tmp_path_factory.mktemp("stored")
    (folder / "tea.md").write_text(TEA, encoding="utf-8")
    (folder / "sheet.json").write_text(json.dumps(SHEET), encoding="utf-8")
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("CAVEAT_HOME", str(folder / "home"))
        assert run(["import", str(folder / "tea.md")]) == 0
        assert run(["annotate", str(folder / "sheet.json"), "--reviewer", "Ana Ørsted"]) == 0
    return folder


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setenv("CAVEAT_HOME", str(tmp_path / "home"))
    (tmp_path / "tea.md").write_text(TEA, encoding="utf-8")
    return tmp_path


@pytest.fixture
def tea(folder: Path, stored: Path) -> Path:
    """A folder with a copy of the stored home."""
    shutil.copytree(stored / "home", folder / "home")
    shutil.copy(stored / "sheet.json", folder)
    return folder


@pytest.fixture
def caveat(capsys: pytest.CaptureFixture[str]) -> Caveat:
    def call(*words: str | Path) -> Result:
        capsys.readouterr()
        code = run([str(word) for word in words])
        captured = capsys.readouterr()
        assert "Traceback" not in captured.err
        return Result(code, captured.out, captured.err)

    return call


def write_sheet(folder: Path, sheet: object) -> Path:
    path = folder / "other.json"
    path.write_text(json.dumps(sheet), encoding="utf-8")
    return path


# import


def test_import_prints_a_line_a_file(folder: Path, caveat: Caveat) -> None:
    (folder / "note.txt").write_text("One line. And more.", encoding="utf-16")
    found = caveat("import", folder / "tea.md", folder / "note.txt")
    assert (found.code, found.err) == (0, "")
    tea, note = found.lines
    assert list(tea) == [
        "file", "uid", "title", "revision", "blocks", "sentences", "encoding", "notice",
    ]  # fmt: skip
    assert tea["file"] == str(folder / "tea.md")
    assert tea["title"] == "Tea for Tired People 😀"
    assert (tea["blocks"], tea["sentences"], tea["encoding"], tea["notice"]) == (6, 8, "utf-8", "")
    assert "utf-16" in note["encoding"].lower().replace("_", "-")


def test_import_of_a_known_text_adds_nothing(tea: Path, caveat: Caveat) -> None:
    before = caveat("list", "--json").json
    found = caveat("import", tea / "tea.md")
    assert found.code == 0
    (line,) = found.lines
    assert line["uid"] == before[0]["uid"]
    assert "already" in line["notice"]
    assert caveat("list", "--json").json == before


def test_import_takes_the_fields_of_one_file(folder: Path, caveat: Caveat) -> None:
    fields = {
        "title": "Another title",
        "author": "An Author",
        "publisher": "A Site",
        "url": "https://example.org/x",
        "published": "2024-05",
        "retrieved": "2026-11-20",
    }
    words = [word for name, value in fields.items() for word in (f"--{name}", value)]
    assert caveat("import", folder / "tea.md", *words, "--lang", "en").code == 0
    shown = caveat("show", "tea.md", "--json").json["article"]
    assert shown.items() >= {**fields, "language": "en"}.items()


def test_import_updates_an_article_with_its_notes(tea: Path, caveat: Caveat) -> None:
    (article,) = caveat("list", "--json").json
    newer = TEA.replace("Add wine for", "Add beer for").replace("- Drink nine cups a day.\n", "")
    (tea / "newer.md").write_text(f"{newer}\nA last word.\n", encoding="utf-8")
    found = caveat("import", tea / "newer.md", "--update", "tea.md", "--author", "Another")
    assert (found.code, found.err) == (0, "")
    (line,) = found.lines
    assert line["uid"] == article["uid"]
    assert line["notice"].endswith("to be looked at again.")
    assert line["places"]["changed"] == 1
    shown = caveat("show", article["uid"], "--json").json
    assert shown["article"]["author"] == "Another"
    assert "A last word." in shown["text"]
    states = {}
    for note in shown["annotations"]:
        for target in note["targets"]:
            states[target["exact"]] = target["state"]
            assert (target["start"] is None) == (target["state"] in ("orphan", "ambiguous"))
    assert states["Add wine for faster results."] == "changed"
    text = caveat("show", article["uid"]).out
    assert "(changed since it was reviewed)" in " ".join(text.split())
    again = caveat("import", tea / "newer.md", "--update", article["uid"])
    assert "Nothing was changed." in again.lines[0]["notice"]
    assert len(caveat("list", "--json").json) == 1


def test_import_says_why_it_cannot_update(tea: Path, caveat: Caveat) -> None:
    (tea / "newer.md").write_text("Other words.", encoding="utf-8")
    missing = caveat("import", tea / "newer.md", "--update", "nothing.md")
    assert missing.code == 1
    assert "No article in the library answers to" in missing.err
    two = caveat("import", tea / "newer.md", tea / "sheet.json", "--update", "tea.md")
    assert two.code == 2
    assert "--update takes one FILE" in two.err


def test_import_refuses_each_bad_file_and_does_the_rest(folder: Path, caveat: Caveat) -> None:
    picture = bytes.fromhex("89504e470d0a1a0a0000000d49484452") + bytes(range(256)) * 40
    (folder / "picture.txt").write_bytes(picture)
    (folder / "empty.txt").write_bytes(b"")
    (folder / "blank.md").write_bytes(b" \n\n ")
    (folder / "folder.txt").mkdir()
    with (folder / "huge.txt").open("wb") as file:
        file.truncate(50_000_000)
    bad = ["missing.txt", "folder.txt", "picture.txt", "empty.txt", "blank.md", "huge.txt"]
    found = caveat("import", *(folder / name for name in bad), folder / "tea.md")
    assert found.code == 1
    assert [line["title"] for line in found.lines] == ["Tea for Tired People 😀"]
    assert len(found.sentences) == len(bad)
    for name, sentence in zip(bad, found.sentences, strict=True):
        assert name in sentence
        assert sentence.endswith(".")


def test_import_makes_a_library_that_is_named(folder: Path, caveat: Caveat) -> None:
    path = folder / "new" / "mine.caveat"
    assert caveat("import", folder / "tea.md", "--library", path).code == 0
    assert len(caveat("list", "--json", "--library", path).json) == 1
    assert not default_library_path().exists()


def test_import_goes_on_after_the_unforeseen(
    folder: Path, caveat: Caveat, monkeypatch: pytest.MonkeyPatch
) -> None:
    from annotations.text.worker import Converter

    convert = Converter.convert

    def fail_once(self: Converter, data: bytes, file_name: str, **options: Any) -> Any:
        if file_name == "bad.md":
            raise RuntimeError("nobody foresaw this")
        return convert(self, data, file_name, **options)

    monkeypatch.setattr(Converter, "convert", fail_once)
    (folder / "bad.md").write_text("Text.", encoding="utf-8")
    found = caveat("import", folder / "bad.md", folder / "tea.md")
    assert found.code == 1
    assert len(found.lines) == 1
    assert str(log_path()) in found.err
    assert "nobody foresaw this" in log_path().read_text(encoding="utf-8")


# list


@pytest.mark.usefixtures("tea")
def test_list_as_json(caveat: Caveat) -> None:
    (row,) = caveat("list", "--json").json
    assert list(row) == ["uid", "title", "file", "counts", "checked", "of", "modified"]
    assert row["counts"] == {"critical": 1, "serious": 0, "moderate": 1, "info": 0}
    assert (row["file"], row["checked"], row["of"]) == ("tea.md", 2, 6)


def test_list_is_an_aligned_table(tea: Path, caveat: Caveat) -> None:
    (tea / "b.txt").write_text("漢字の題名\n\n本文です。\x1b[31m", encoding="utf-8")
    title = "漢字の題名\u202e \x1b[31m"
    assert caveat("import", tea / "b.txt", "--title", title).code == 0
    found = caveat("list")
    head, *rows = found.out.splitlines()
    assert head.split() == ["uid", "title", "cautions", "checked", "file", "modified"]
    assert len(rows) == 2
    assert "1 critical, 1 moderate" in found.out
    assert "\x1b" not in found.out
    assert "\u202e" not in found.out


@pytest.mark.usefixtures("folder")
def test_an_empty_library_says_what_to_do(caveat: Caveat) -> None:
    found = caveat("list")
    assert (found.code, found.out) == (0, "")
    assert "caveat import" in found.err
    assert default_library_path().exists()
    assert caveat("list", "--json").json == []


# show


@pytest.mark.usefixtures("tea")
def test_show_as_json_has_the_promised_shape(caveat: Caveat) -> None:
    shown = caveat("show", "tea", "--json").json
    assert list(shown) == ["article", "revision", "text", "blocks", "sentences", "annotations"]
    assert shown["article"]["author"] == "A. Writer"
    text = shown["text"]
    kinds = [(b["kind"], text[b["start"] : b["end"]], b["folded"]) for b in shown["blocks"]]
    assert kinds[0] == ("h1", "Tea for Tired People 😀", False)
    assert kinds[3] == ("li", "Drink nine cups a day.", False)
    states = {text[s["start"] : s["end"]]: s["state"] for s in shown["sentences"]}
    assert states["Add wine for faster results."] == "flagged"
    assert states["It has no side effects."] == "unseen"


@pytest.mark.usefixtures("tea")
def test_a_checked_sentence_is_shown_as_ok(caveat: Caveat) -> None:
    before = caveat("show", "tea", "--json").json
    (place,) = (
        Span(s["start"], s["end"])
        for s in before["sentences"]
        if before["text"][s["start"] : s["end"]] == "It has no side effects."
    )
    with open_library(default_library_path(), owner=load_profile().owner) as library:
        library.mark_checked(before["article"]["uid"], [place])
    shown = caveat("show", "tea", "--json").json
    states = {s["start"]: s["state"] for s in shown["sentences"]}
    assert states[place.start] == "ok"
    (row,) = (row for row in caveat("list", "--json").json if row["title"].startswith("Tea"))
    assert row["checked"] == 3


@pytest.mark.usefixtures("tea")
def test_show_as_json_has_the_notes_whole(caveat: Caveat) -> None:
    shown = caveat("show", "tea", "--json").json
    contradiction, wine = shown["annotations"]
    assert list(wine) == [
        "uid", "category", "severity", "status", "correction", "body", "advice", "tags",
        "warnings", "targets", "evidence",
    ]  # fmt: skip
    assert (wine["category"], wine["severity"], wine["status"]) == (
        "dangerous",
        "critical",
        "ready",
    )
    assert wine["body"] == "Wine and tea are a bad pair.\n\nReally."
    (claim,) = wine["targets"]
    assert list(claim) == ["role", "article", "exact", "start", "end", "state", "why"]
    assert shown["text"][claim["start"] : claim["end"]] == claim["exact"]
    assert claim["article"] == shown["article"]["uid"]
    (evidence,) = wine["evidence"]
    assert list(evidence) == ["source", "relation", "why", "quote", "locator", "checked"]
    assert (evidence["source"]["title"], evidence["source"]["rank"]) == ("On teas", "A")
    roles = [(t["role"], t["exact"], t["why"]) for t in contradiction["targets"]]
    assert roles[1] == ("conflict", "Some people should not drink it.", "Not everyone.")


@pytest.mark.usefixtures("tea")
def test_show_for_people(caveat: Caveat) -> None:
    shown = " ".join(caveat("show", "tea").out.split())
    for words in (
        "Tea for Tired People 😀",
        "2 of 6 sentences checked",
        "by Ana Ørsted",
        "1 critical, 1 moderate",
        "Critical: dangerous advice",
        "“Add wine for faster results.”",
        "Leave the wine out.",
        "Instead: Drink water.",
        "Some people should not drink it.",
        "Not everyone.",
        "disputes (A)",
        "On teas",
        "“No wine with tea.”",
    ):
        assert words in shown


@pytest.mark.usefixtures("tea")
def test_an_article_is_found_as_people_name_it(caveat: Caveat) -> None:
    uid = caveat("list", "--json").json[0]["uid"]
    for name in (uid, uid[:12], "tea.md", "tea", "Tea for Tired People 😀"):
        assert caveat("show", name, "--json").json["article"]["uid"] == uid
    found = caveat("show", "coffee")
    assert (found.code, found.out) == (1, "")
    assert "coffee" in found.err


def test_two_matches_are_refused_with_both_named(tea: Path, caveat: Caveat) -> None:
    (tea / "tea.txt").write_text("Another text.", encoding="utf-8")
    assert caveat("import", tea / "tea.txt").code == 0
    found = caveat("show", "tea")
    assert found.code == 1
    assert "tea.md" in found.err
    assert "tea.txt" in found.err


# annotate


def test_annotate_twice_adds_nothing_the_second_time(tea: Path, caveat: Caveat) -> None:
    before = caveat("show", "tea", "--json").out
    found = caveat("annotate", tea / "sheet.json")
    assert (found.code, found.err) == (0, "")
    assert found.json == {"added": [], "known": ["n1", "n2"], "changed": [], "refused": []}
    assert caveat("show", "tea", "--json").out == before


def test_annotate_reports_other_content_and_leaves_it(tea: Path, caveat: Caveat) -> None:
    sheet = json.loads(json.dumps(SHEET))
    sheet["articles"][0]["notes"][0]["body"] = "Another body."
    found = caveat("annotate", write_sheet(tea, sheet))
    assert found.json["changed"] == ["n1"]
    assert found.code == 1
    assert "n1" in found.err
    assert "Another body." not in caveat("show", "tea").out


def test_annotate_refuses_single_notes_and_adds_the_rest(folder: Path, caveat: Caveat) -> None:
    sheet = json.loads(json.dumps(SHEET))
    good = sheet["articles"][0]["notes"][0]
    sheet["articles"][0]["notes"] += [
        {**good, "id": "types", "body": 7},
        {**good, "id": "category", "category": "rude"},
        {**good, "id": "quote", "quote": "This is not in the text."},
        {**good, "id": "twice", "quote": "drink it."},
    ]
    assert caveat("import", folder / "tea.md").code == 0
    found = caveat("annotate", write_sheet(folder, sheet))
    assert found.code == 1
    assert found.json["added"] == ["n1", "n2"]
    refused = {refusal["note"]: refusal["reason"] for refusal in found.json["refused"]}
    assert set(refused) == {"types", "category", "quote", "twice"}
    assert sorted(found.sentences) == sorted(refused.values())


@pytest.mark.parametrize(
    ("name", "content"),
    [
        ("missing.json", None),
        ("empty.json", b""),
        ("broken.json", b'{"format": '),
        ("list.json", b"[]"),
        ("other.json", b'{"format": "something else"}'),
        ("future.json", b'{"format": "caveat-review-sheet", "version": 99}'),
        ("bytes.json", b"\xff\x00\x80" * 9),
        ("deep.json", b"[" * 200_000),
        ("large.json", b" " * 10_000_001),
    ],
)
def test_a_bad_sheet_is_refused_with_a_sentence(
    tea: Path, caveat: Caveat, name: str, content: bytes | None
) -> None:
    if content is not None:
        (tea / name).write_bytes(content)
    found = caveat("annotate", tea / name)
    assert (found.code, found.out) == (1, "")
    (sentence,) = found.sentences
    assert name in sentence


def test_a_folder_is_no_sheet(tea: Path, caveat: Caveat) -> None:
    found = caveat("annotate", tea)
    assert (found.code, len(found.sentences)) == (1, 1)
    assert "folder" in found.err


# export


@pytest.mark.parametrize("layout", ["annotated", "report", "table"])
def test_export_carries_the_notes(tea: Path, caveat: Caveat, layout: str) -> None:
    out = tea / "out.md"
    found = caveat("export", "tea", "--layout", layout)
    assert (found.code, found.err) == (0, "")
    assert caveat("export", "tea", "--layout", layout, "-o", out) == Result(0, "", "")
    assert out.read_bytes() == found.out.encode()
    for words in ("Leave the wine out", "Wine and tea are a bad pair", "On teas"):
        assert words in found.out


def test_export_replaces_a_file_and_keeps_its_permissions(tea: Path, caveat: Caveat) -> None:
    out = tea / "out.md"
    out.write_text("old", encoding="utf-8")
    out.chmod(0o640)
    assert caveat("export", "tea", "-o", out).code == 0
    assert "Tea for Tired" in out.read_text(encoding="utf-8")
    assert out.stat().st_mode & 0o777 == 0o640
    assert not list(tea.glob(".*.part"))


def test_export_that_cannot_be_written_says_so(tea: Path, caveat: Caveat) -> None:
    library = default_library_path()
    before = library.read_bytes()
    (tea / "file").write_bytes(b"")
    for out in (tea / "no" / "out.md", tea, library, tea / "file" / "out.md", tea / ("x" * 300)):
        found = caveat("export", "tea", "-o", out)
        assert (found.code, found.out) == (1, "")
        assert len(found.sentences) == 1
    assert library.read_bytes() == before


# libraries


def damaged_libraries(tea: Path) -> dict[str, Path]:
    whole = default_library_path().read_bytes()
    contents = {
        "truncated": whole[: len(whole) // 2],
        "foreign": b"This is not a database. " * 100,
        "empty": b"",
        "newer": whole[:60] + (99).to_bytes(4, "big") + whole[64:],
        "scrambled": whole[:4096] + bytes(len(whole) - 4096),
    }
    paths = {name: tea / f"{name}.caveat" for name in contents}
    for name, content in contents.items():
        paths[name].write_bytes(content)
    paths["database"] = tea / "database.caveat"
    connection = sqlite3.connect(paths["database"])
    connection.execute("CREATE TABLE songs(title)")
    connection.close()
    paths["missing"] = tea / "missing.caveat"
    paths["folder"] = tea
    return paths


def test_every_bad_library_is_refused_with_a_sentence(tea: Path, caveat: Caveat) -> None:
    for name, path in damaged_libraries(tea).items():
        for verb in (["list"], ["show", "tea"], ["annotate", tea / "sheet.json"]):
            before = path.read_bytes() if path.is_file() else None
            found = caveat(*verb, "--library", path)
            assert (name, found.code, found.out) == (name, 1, "")
            assert len(found.sentences) == 1
            assert (path.read_bytes() if path.is_file() else None) == before


def test_a_library_of_someone_else_is_read_and_not_written(tea: Path, caveat: Caveat) -> None:
    other = tea / "other.caveat"
    shutil.copy(default_library_path(), other)
    (tea / "home" / "profile.json").unlink()
    assert len(caveat("list", "--json", "--library", other).json) == 1
    before = other.read_bytes()
    for words in (["import", tea / "tea.md"], ["annotate", tea / "sheet.json"]):
        found = caveat(*words, "--library", other)
        assert (found.code, found.out) == (1, "")
        assert "someone else" in found.err
    assert other.read_bytes() == before


@pytest.mark.slow
@pytest.mark.usefixtures("tea")
def test_a_locked_library_is_refused_after_a_while(caveat: Caveat) -> None:
    connection = sqlite3.connect(default_library_path(), isolation_level=None)
    connection.execute("BEGIN EXCLUSIVE")
    try:
        found = caveat("list")
    finally:
        connection.close()
    assert (found.code, found.out) == (1, "")
    assert "in use" in found.err


@pytest.mark.usefixtures("tea")
def test_the_word_samples_names_the_sample_library(caveat: Caveat) -> None:
    found = caveat("list", "--library", "samples")
    assert (found.code, len(found.sentences)) == (1, 1)
    shutil.copy(default_library_path(), samples_library_path())
    assert len(caveat("list", "--json", "--library", "samples").json) == 1


# the line itself


@pytest.mark.parametrize(
    "words",
    [
        [],
        ["rename"],
        ["import"],
        ["import", "a.txt", "b.txt", "--title", "Both"],
        ["import", "a.txt", "--colour", "red"],
        ["show"],
        ["list", "extra"],
        ["export", "tea", "--layout", "poem"],
    ],
)
@pytest.mark.usefixtures("folder")
def test_a_wrong_line_is_a_usage_error(caveat: Caveat, words: list[str]) -> None:
    found = caveat(*words)
    assert (found.code, found.out) == (2, "")
    assert "Usage: caveat" in found.err
    assert not default_library_path().exists()


@pytest.mark.usefixtures("folder")
def test_every_verb_has_help(caveat: Caveat) -> None:
    assert {"import", "list", "show", "annotate", "export", "sources", "check"} == VERBS
    for verb in VERBS:
        found = caveat(verb, "--help")
        assert found.code == 0
        assert f"Usage: caveat {verb}" in found.out


def test_a_sound_library_is_checked(tea: Path, caveat: Caveat) -> None:
    assert tea.exists()
    found = caveat("check")
    assert (found.code, found.err) == (0, "")
    said = json.loads(found.out)
    assert said["library"] == str(default_library_path())
    assert (said["sound"], said["problems"], said["articles"]) == (True, [], 1)


def test_a_library_that_counts_wrongly_is_told_and_repaired(
    tea: Path, folder: Path, caveat: Caveat
) -> None:
    assert tea.exists()
    with sqlite3.connect(default_library_path()) as connection:
        connection.execute("UPDATE articles SET n_serious = 9")
    connection.close()
    found = caveat("check")
    assert found.code == 1
    (problem,) = json.loads(found.out)["problems"]
    assert problem in found.err
    into = folder / "mended.caveat"
    done = caveat("check", "--repair", into)
    assert (done.code, done.err) == (0, "")
    assert json.loads(done.out)["into"] == str(into)
    assert caveat("check", "--library", into).code == 0
    again = caveat("check", "--repair", into)
    assert (again.code, again.out) == (1, "")
    assert "is there already" in again.err


def test_sources_come_in_from_a_file_and_go_out(folder: Path, caveat: Caveat) -> None:
    file = folder / "sources.ris"
    file.write_text(
        "TY  - JOUR\nTI  - Kratom in M\u00fcnchen\nDO  - 10.1000/x\nER  -\nTY  - BOOK\nER  -\n",
        "cp1252",
    )
    done = caveat("sources", "--import", str(file))
    assert done.code == 1
    shape = json.loads(done.out)
    assert [(item["title"], item["type"]) for item in shape["added"]] == [
        ("Kratom in München", "study")
    ]
    assert shape["known"] == []
    assert shape["refused"] == ["Record 2: it has no title, identifier or address to cite it by."]
    assert "Record 2" in done.err
    again = json.loads(caveat("sources", "--import", str(file)).out)
    assert (again["added"], again["known"]) == ([], shape["added"])
    assert "@article{kratom" not in caveat("sources").out
    assert "doi = {10.1000/x}" in caveat("sources").out
    assert "DO  - 10.1000/x" in caveat("sources", "--format", "ris").out
    out = folder / "out.json"
    assert caveat("sources", "--format", "csl", "-o", str(out)).code == 0
    assert json.loads(out.read_text("utf-8"))[0]["DOI"] == "10.1000/x"


@pytest.mark.parametrize(
    ("words", "code", "sentence"),
    [
        (["--import", "missing.bib"], 1, "“missing.bib” is not there"),
        (["--import", "x", "-o", "y"], 2, "--import adds sources"),
        (["--format", "endnote"], 2, "'endnote' is not one of"),
    ],
)
def test_sources_that_cannot_come_or_go(
    caveat: Caveat, words: list[str], code: int, sentence: str
) -> None:
    done = caveat("sources", *words)
    assert done.code == code
    assert sentence in done.err


def test_a_library_without_sources_writes_nothing(caveat: Caveat) -> None:
    assert (caveat("sources").code, caveat("sources").out) == (0, "")


@pytest.mark.usefixtures("tea")
def test_the_unforeseen_is_logged_and_said(caveat: Caveat, monkeypatch: pytest.MonkeyPatch) -> None:
    def fail(*_words: object, **_options: object) -> None:
        raise RuntimeError("nobody foresaw this")

    monkeypatch.setattr("annotations.cli.opening.load_profile", fail)
    found = caveat("list")
    assert (found.code, found.out) == (1, "")
    assert str(log_path()) in found.err
    log = log_path().read_text(encoding="utf-8")
    assert "Traceback" in log
    assert "nobody foresaw this" in log


COMMAND = [
    sys.executable,
    "-c",
    "import sys; from annotations.cli import run; sys.exit(run(sys.argv[1:]))",
]
ROOT = Path(__file__).resolve().parents[2]


def process(*words: str | bytes, **options: Any) -> subprocess.CompletedProcess[bytes]:
    environment = {**os.environ, "LC_ALL": "C", "PYTHONIOENCODING": "ascii", "PYTHONUTF8": "0"}
    return subprocess.run(
        [*COMMAND, *words], cwd=ROOT, env=environment, capture_output=True, check=False, **options
    )


@pytest.mark.usefixtures("tea")
def test_output_is_utf8_whatever_the_locale() -> None:
    shown = process("show", "tea", "--json")
    assert shown.returncode == 0
    assert json.loads(shown.stdout.decode("utf-8"))["text"].startswith("Tea for Tired People 😀")
    refused = process("show", "tée")
    assert refused.returncode == 1
    assert "tée" in refused.stderr.decode("utf-8")


@pytest.mark.skipif(os.name == "nt", reason="a pipe closes differently on Windows")
@pytest.mark.usefixtures("tea")
def test_a_reader_that_stops_is_no_news() -> None:
    words = " ".join(f"'{word}'" for word in [*COMMAND, "show", "tea", "--json"])
    ended = subprocess.run(
        ["/bin/sh", "-c", f"{words} | head -c 1"],
        cwd=ROOT, capture_output=True, check=False,
    )  # fmt: skip
    assert ended.stdout == b"{"
    assert ended.stderr == b""


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="needs a device that is full")
@pytest.mark.usefixtures("tea")
def test_results_that_cannot_be_written_are_one_sentence() -> None:
    with Path("/dev/full").open("wb") as full:
        ended = subprocess.run(
            [*COMMAND, "show", "tea", "--json"],
            cwd=ROOT, stdout=full, stderr=subprocess.PIPE, check=False,
        )  # fmt: skip
    assert ended.returncode == 1
    assert len(ended.stderr.splitlines()) == 1


@pytest.mark.skipif(sys.platform != "linux", reason="other systems refuse such a name")
def test_a_file_name_that_is_not_text(folder: Path) -> None:
    name = os.fsencode(folder) + b"/tea-\xff.txt"
    Path(os.fsdecode(name)).write_bytes(b"Some text. And more.")
    done = process("import", name)
    assert done.stderr == b""
    assert done.returncode == 0
    assert json.loads(done.stdout)["blocks"] == 1
