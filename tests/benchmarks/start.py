"""From the start of the process to the article on the screen, against a bare Qt window.

    python -m tests.benchmarks.start [--runs 9]

Both are run in turn, so that a noisy machine is noisy for both; what counts is the ratio.
"""

from __future__ import annotations

import argparse
import json
import os
import platform
import re
import statistics
import subprocess
import sys
import tempfile
import time
from pathlib import Path

from tests.benchmarks.texts import article_text

CHILD = Path(__file__).with_name("first_frame.py")
NOTES = 12
SIZES = {"10 KB": 10_000, "1 MB": 1_000_000}


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--runs", type=int, default=9)
    runs = parser.parse_args().runs
    print(f"{platform.machine()}, {os.cpu_count()} cores, Python {platform.python_version()}")
    with tempfile.TemporaryDirectory() as folder:
        for name, size in SIZES.items():
            _compare(name, size, Path(folder), runs)


def _compare(name: str, size: int, folder: Path, runs: int) -> None:
    text = folder / f"{size}.md"
    text.write_text(article_text(size), encoding="utf-8")
    library = folder / f"{size}.caveat"
    # Compiled modules are kept, as they are wherever Caveat is installed.
    environment = {
        **{k: v for k, v in os.environ.items() if k != "PYTHONDONTWRITEBYTECODE"},
        "PYTHONPYCACHEPREFIX": str(folder / "compiled"),
        "QT_QPA_PLATFORM": "offscreen",
        "CAVEAT_HOME": str(folder / f"home-{size}"),
        "PYTHONPATH": str(Path.cwd()),
    }
    _import(text, library, environment)
    _annotate(text, library, environment)
    bare = ["bare", str(text)]
    stored = ["caveat", "--library", str(library), "--article", text.name]
    fresh = folder / "fresh"
    small = folder / "small.txt"
    small.write_text("One sentence.", encoding="utf-8")
    figures: dict[str, list[float]] = {"bare": [], "stored": [], "first": []}
    for run in range(runs):
        figures["bare"].append(_first_frame(bare, environment))
        figures["stored"].append(_first_frame(stored, environment))
        new = fresh / f"{size}-{run}.caveat"
        new.parent.mkdir(exist_ok=True)
        _import(small, new, environment)
        first = ["caveat", "--library", str(new), str(text)]
        figures["first"].append(_first_frame(first, environment))
    base = statistics.median(figures["bare"])
    print(f"{name}: bare QTextEdit {base * 1000:.0f} ms")
    for kind, label in (("stored", "stored article"), ("first", "first import")):
        ratios = [a / b for a, b in zip(figures[kind], figures["bare"], strict=True)]
        print(
            f"{name}: {label} {statistics.median(figures[kind]) * 1000:.0f} ms, "
            f"{statistics.median(ratios):.2f} x bare"
        )


def _import(text: Path, library: Path, environment: dict[str, str]) -> None:
    done = subprocess.run(
        [sys.executable, "-m", "reader", "import", str(text), "--library", str(library)],
        env=environment,
        check=True,
        capture_output=True,
        text=True,
    )
    json.loads(done.stdout)


def _annotate(text: Path, library: Path, environment: dict[str, str]) -> None:
    """Put a dozen notes on the article, from its first screen to its last."""
    sentences = re.findall(r"[A-Z][^.#]*, number \d+\.", text.read_text(encoding="utf-8"))
    once = [s for s in sentences if sentences.count(s) == 1] if len(sentences) < 999 else sentences
    step = max(1, len(once) // NOTES)
    notes = [
        {
            "id": f"n{number}", "quote": quote, "category": "unsupported",
            "severity": ("info", "moderate", "serious", "critical")[number % 4],
            "correction": "No trial has shown this.", "body": "The sentence names no study. " * 3,
        }
        for number, quote in enumerate(once[::step][:NOTES])
    ]  # fmt: skip
    sheet = {
        "format": "caveat-review-sheet", "version": 1,
        "articles": [{"id": "a", "file": text.name, "notes": notes}],
    }  # fmt: skip
    path = text.with_suffix(".json")
    path.write_text(json.dumps(sheet), encoding="utf-8")
    subprocess.run(
        [sys.executable, "-m", "reader", "annotate", str(path), "--library", str(library)],
        env=environment, check=False, capture_output=True,
    )  # fmt: skip


def _first_frame(arguments: list[str], environment: dict[str, str]) -> float:
    """Seconds from spawning the process to its first finished frame."""
    started = time.monotonic()
    done = subprocess.run(
        [sys.executable, str(CHILD), *arguments],
        env=environment,
        capture_output=True,
        text=True,
        check=False,
    )
    if done.returncode:
        raise SystemExit(done.stderr)
    return float(done.stdout.split()[-1]) - started


if __name__ == "__main__":
    main()
