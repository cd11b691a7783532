"""The command that measures finding asks every question, of a library that it makes once."""

import pytest

from tests.benchmarks import finding


@pytest.fixture(autouse=True)
def _small(tmp_path, monkeypatch):
    monkeypatch.setattr("tempfile.tempdir", str(tmp_path))
    monkeypatch.setattr(finding, "SMALL", 30)


@pytest.mark.slow
def test_every_question_is_asked(capsys):
    finding.main(["--notes", "60", "--runs", "2"])
    lines = capsys.readouterr().out.splitlines()
    assert any(line.startswith("open an article") for line in lines)
    assert sum(line.startswith(("notes:", "list:", "search:", "sources:")) for line in lines) > 90
    assert "questions within 10 ms" in lines[-2]
    assert "Opening an article takes" in lines[-1]


def test_a_library_is_made_once():
    first = finding.made(20)
    stamp = first.stat().st_mtime_ns
    assert finding.made(20) == first
    assert first.stat().st_mtime_ns == stamp
