"""The sentence benchmark runs and counts right, on rows of its own."""

from __future__ import annotations

import gzip
import json
from pathlib import Path

import pytest

from tests.benchmarks.sentences import boundary_counts, main, precision_recall_f1

ROW = {"lang": "en", "text": "It is here. It was there. Dr. May came."}


def test_boundaries_are_counted_by_kind() -> None:
    counts = boundary_counts([{**ROW, "sentences": [[0, 11], [12, 29], [30, 39]]}])
    assert counts == {"right": 1, "wrong": 1, "missed": 1}
    assert precision_recall_f1(counts) == pytest.approx((50, 50, 50))


def test_the_command_prints_three_figures(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    gum, golden = tmp_path / "gum.jsonl.gz", tmp_path / "golden.jsonl"
    row = {**ROW, "sentences": [[0, 11], [12, 25], [26, 39]]}
    gum.write_bytes(gzip.compress(json.dumps(row).encode()))
    rule = {**ROW, "sentences": ["It is here.", "It was there.", "Dr. May came."]}
    golden.write_text(json.dumps(rule), encoding="utf-8")
    assert main(["--gum", str(gum), "--golden", str(golden)]) == 0
    boundaries, rules, time = capsys.readouterr().out.splitlines()
    assert boundaries.startswith("GUM boundaries: F1 100.00")
    assert rules == "Golden rules: en 1 of 1"
    assert "x bare sentencex" in time


def test_a_missing_file_is_named(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["--gum", str(tmp_path / "no.gz"), "--golden", str(tmp_path / "no")]) == 2
    assert "no.gz" in capsys.readouterr().err
