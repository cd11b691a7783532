"""Opening an article in a small and in a large library: it must not slow with the size.

    python -m tests.benchmarks.opening [--articles 100 10000] [--runs 25]

The libraries are made first (about 2 minutes for 10,000 articles), then asked in turn, warm.
A run of opening is `open_library`, `reviewed_article` of one article, close; the page of the
list, a filter and a search are asked of a library that is open.
"""

from __future__ import annotations

import argparse
import sys
import tempfile
import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from pathlib import Path

from annotations import ArticleFilter, Library, Severity, open_library
from tests.benchmarks.libraries import OWNER, make_library
from tests.benchmarks.machine import describe_machine, median_ms

NOTES, TEXT_BYTES = 20, 10_000
#: More than this, and opening slowed with the size: the noise of two medians is left room.
MOST_TIMES = 1.25


@dataclass
class LibraryTimes:
    """Seconds, each, of one library."""

    path: Path
    uids: Sequence[str]
    opening: list[float] = field(default_factory=list)
    reading: list[float] = field(default_factory=list)
    listing: list[float] = field(default_factory=list)
    filtering: list[float] = field(default_factory=list)
    searching: list[float] = field(default_factory=list)


def made(folder: Path, articles: int) -> LibraryTimes:
    """A library of so many articles of 10 KB with 20 notes each."""
    path = folder / f"{articles}.caveat"
    uids = make_library(path, articles=articles, notes_per_article=NOTES, text_bytes=TEXT_BYTES)
    return LibraryTimes(path, uids)


def measure(libraries: Sequence[LibraryTimes], runs: int) -> None:
    """Ask all libraries in turn, so that a noisy machine is noisy for all."""
    # Two rounds more, to warm up.
    for run in range(-2, runs):
        for times in libraries:
            found = _ask(times, run)
            if run >= 0:
                for name, seconds in found.items():
                    getattr(times, name).append(seconds)


def _ask(times: LibraryTimes, run: int) -> dict[str, float]:
    uid = times.uids[run * 37 % len(times.uids)]
    found: dict[str, float] = {}
    found["opening"] = _timed(lambda: _open_and_read(times.path, uid))
    with open_library(times.path, owner=OWNER, read_only=True) as library:
        found["reading"] = _timed(lambda: library.reviewed_article(uid))
        found["listing"] = _timed(lambda: library.articles(limit=50))
        found["filtering"] = _timed(lambda: _filtered(library))
        found["searching"] = _timed(lambda: library.search("vinegar liver"))
    return found


def _open_and_read(path: Path, uid: str) -> None:
    with open_library(path, owner=OWNER, read_only=True) as library:
        library.reviewed_article(uid)


def _filtered(library: Library) -> object:
    return library.articles(ArticleFilter(severity=Severity.CRITICAL), limit=50)


def _timed(act: Callable[[], object]) -> float:
    start = time.perf_counter()
    act()
    return time.perf_counter() - start


def slowdown(libraries: Sequence[LibraryTimes]) -> float:
    """Median opening in the last library over that in the first."""
    return median_ms(libraries[-1].opening) / median_ms(libraries[0].opening)


def report(times: LibraryTimes) -> str:
    """One line of medians, in milliseconds."""
    return (
        f"{len(times.uids):>6,} articles: opening {median_ms(times.opening):.1f} ms"
        f" (reading alone {median_ms(times.reading):.1f}); a page of the list"
        f" {median_ms(times.listing):.1f}, filter {median_ms(times.filtering):.1f},"
        f" search {median_ms(times.searching):.1f}"
    )


def main(arguments: list[str] | None = None) -> int:
    """Print a line for each library; 1 where opening slows with its size."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--articles", type=int, nargs="+", default=[100, 10_000])
    parser.add_argument("--runs", type=int, default=25)
    options = parser.parse_args(arguments)
    print(describe_machine())
    print(f"Articles of {TEXT_BYTES:,} bytes with {NOTES} notes each, {options.runs} runs in turn")
    with tempfile.TemporaryDirectory() as folder:
        libraries = [made(Path(folder), count) for count in options.articles]
        measure(libraries, options.runs)
    for times in libraries:
        print(report(times))
    ratio = slowdown(libraries)
    is_kept = ratio <= MOST_TIMES
    print(f"Opening in the largest takes {ratio:.2f} x: {'kept' if is_kept else 'MISSED'}")
    return 0 if is_kept else 1


if __name__ == "__main__":
    sys.exit(main())
