"""The verb `check`: what is wrong with a library, and a new one from what can be read."""

from __future__ import annotations

import json
from pathlib import Path

from annotations.cli.streams import put, readable, say
from annotations.profile import load_profile
from annotations.storage.checking import check_library, repair_library


def check_file(path: Path) -> int:
    """Check a library, and print what was found as JSON; gives the exit code."""
    report = check_library(path)
    put(
        _json(
            {
                "library": readable(str(path)),
                "sound": report.is_sound,
                "problems": report.problems,
                "articles": report.articles,
                "notes": report.notes,
                "sources": report.sources,
            }
        )
    )
    for sentence in report.problems:
        say(sentence)
    return 0 if report.is_sound else 1


def repair_file(path: Path, into: Path) -> int:
    """Repair a library into a new file, and print what became of it; gives the exit code."""
    report = repair_library(path, into, owner=load_profile().owner)
    put(
        _json(
            {
                "library": readable(str(path)),
                "into": readable(str(report.path)),
                "lost": report.lost,
                "articles": report.articles,
                "notes": report.notes,
                "sources": report.sources,
            }
        )
    )
    for sentence in report.lost:
        say(sentence)
    return 1 if report.lost else 0


def _json(value: object) -> str:
    return json.dumps(value, ensure_ascii=False, indent=2) + "\n"
