"""The anchoring benchmark writes what its scorer reads, on a benchmark of its own."""

from __future__ import annotations

import gzip
import json
from pathlib import Path

import pytest

from tests.benchmarks.anchoring import edited_text, joined, made_text, main, time_pair

OLD = "Take it at night. It is safe. It costs little."
NEW = "It is not safe. It costs little."
CASES = (("deleted", 0, 17), ("flip", 18, 29), ("moved", 30, 46))
#: Prints how many predictions there are, and falls short where one is missing.
SCORER = """
import sys
cases, found, bars = sys.argv[1:]
lines = open(found, encoding="utf-8").read().splitlines()
print(len(lines), "scored with", bars)
sys.exit(len(lines) != 3)
"""


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    pair = {"pair_id": "a", "old_text": OLD, "new_text": NEW}
    cases = [
        {"case_id": name, "pair_id": "a", "start": start, "end": end} for name, start, end in CASES
    ]
    for name, rows in (("pairs", [pair]), ("cases", cases)):
        data = "\n".join(json.dumps(row) for row in rows).encode()
        (tmp_path / f"dev.{name}.jsonl.gz").write_bytes(gzip.compress(data))
    (tmp_path / "score.py").write_text(SCORER, encoding="utf-8")
    return tmp_path


def test_predictions_are_written_and_scored(
    folder: Path, capfd: pytest.CaptureFixture[str]
) -> None:
    path = folder / "predictions.jsonl"
    arguments = ["--bench", str(folder), "--write", str(path), "--score", "--unrelated", "0"]
    assert main([*arguments, "--sizes", "2000", "4000"]) == 0
    rows = {row["case_id"]: row for row in map(json.loads, path.read_text("utf-8").splitlines())}
    assert rows["deleted"]["state"] == "orphan"
    assert rows["deleted"]["start"] is None
    assert rows["flip"] == {
        "case_id": "flip",
        "state": "changed",
        "start": 0,
        "end": 15,
        "flags": ["negation"],
    }
    assert (rows["moved"]["state"], rows["moved"]["start"]) == ("shifted", 16)
    printed = capfd.readouterr().out.splitlines()
    assert printed[:2] == ["3 predictions", "3 scored with --bars"]
    assert printed[-1].endswith("(aligning)")


def test_without_the_folder_the_time_is_still_told(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["--sizes", "2000", "--unrelated", "2000"]) == 0
    printed = capsys.readouterr().out.splitlines()
    assert "--bench" in printed[0]
    assert "unrelated texts" in printed[-1]


def test_what_the_folder_lacks_is_named(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["--bench", str(tmp_path), "--sizes", "--unrelated", "0"]) == 2
    assert "dev.pairs.jsonl.gz" in capsys.readouterr().err


def test_most_of_an_ordinary_next_text_is_found_again() -> None:
    old = made_text(20_000, seed=1)
    aligned, _ = time_pair(joined(old), joined(edited_text(old, seed=2)))
    assert not aligned.looks_like_another_article
    start, lost = 0, 0
    for sentence in old:
        lost += aligned.locate(start, start + len(sentence)).start is None
        start += len(sentence) + 1
    assert lost <= len(old) // 20
