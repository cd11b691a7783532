"""Opening, listing, filtering, searching and source type-ahead, in libraries of any size.

    python -m tests.benchmarks.finding [--notes 100000] [--runs 15] [--only WORDS]

The library is made first, where it is not there yet (about 2 minutes for 100,000 notes, half
an hour and 7 GB for 1,000,000), and kept in the folder for temporary files. Each question is
asked warm. The median may be 10 ms, and opening an article may not slow with the library: it
is opened in turn in this one and in one of 1,000 notes.
"""

from __future__ import annotations

import argparse
import sys
import tempfile
import time
from collections.abc import Callable, Iterator, Mapping
from itertools import count
from pathlib import Path
from statistics import median, quantiles

from annotations import (
    ArticleFilter,
    ArticleOrder,
    Category,
    CoverageFilter,
    Library,
    NoteGrouping,
    Severity,
    SourceState,
    open_library,
)
from annotations.storage.migrations import STEPS
from tests.benchmarks.libraries import OWNER, make_library
from tests.benchmarks.machine import describe_machine

NOTES_PER_ARTICLE, TEXT_BYTES, SEED = 10, 2_000, 1
#: Notes that cite a source, on average, and the most that the median may take.
NOTES_PER_SOURCE = 20
BAR_MS = 10.0
#: Notes of the small library, and how much longer opening may take in the large one.
SMALL, MOST_TIMES = 1_000, 1.25
#: Goes up when the same parameters make another library.
_EDITION = 2

Question = Callable[[Library], object]


def made(notes: int) -> Path:
    """The library with so many notes, from the folder for temporary files or made now."""
    folder = Path(tempfile.gettempdir()) / "caveat-benchmarks"
    folder.mkdir(exist_ok=True)
    path = folder / f"{notes}-{_EDITION}-{STEPS[-1].fingerprint[:8]}.caveat"
    if not path.exists():
        print(f"Making a library of {notes:,} notes in {folder} ...", file=sys.stderr)
        begun = path.with_suffix(".part")
        begun.unlink(missing_ok=True)
        make_library(
            begun,
            articles=max(1, notes // NOTES_PER_ARTICLE),
            notes_per_article=NOTES_PER_ARTICLE,
            text_bytes=TEXT_BYTES,
            sources=max(8, notes // NOTES_PER_SOURCE),
            seed=SEED,
            is_varied=True,
        )
        begun.rename(path)
    return path


def questions(library: Library) -> Iterator[tuple[str, Question]]:
    """What is asked, by name."""
    uids = _uids(library)
    turn = count()
    yield "open an article", lambda lib: lib.reviewed_article(uids[next(turn) % len(uids)])
    yield "facets", lambda lib: lib.facets()
    yield from _lists()
    for words in (*FOUND, *WORDS):
        yield f"notes: [{words}]", _finding(words)
    yield "notes: second page", lambda lib: lib.find_notes(offset=50)
    for by in NoteGrouping:
        for words in ("", "sev:>=serious", "valerian", "bababa"):
            yield f"groups: [{words}] by {by}", _grouping(words, by)
        group = library.note_groups("", by)[0]
        yield f"notes: of one {by}", _of_group(by, group.key)
    for words in (*WORDS, "valerian sev:critical", "cat:accurate"):
        yield f"search: [{words}]", _searching(words)
    yield from _sources()


def _lists() -> Iterator[tuple[str, Question]]:
    for order in ArticleOrder:
        yield f"list: by {order}", _listing(ArticleFilter(), order)
    yield "list: third page", lambda lib: lib.articles(offset=400, limit=200)
    filters: Mapping[str, ArticleFilter] = {
        "critical": ArticleFilter(severity=Severity.CRITICAL),
        "accurate": ArticleFilter(category=Category.ACCURATE),
        "in review": ArticleFilter(coverage=CoverageFilter.IN_REVIEW),
        "fully checked": ArticleFilter(coverage=CoverageFilter.FULLY_CHECKED),
        "trash": ArticleFilter(in_trash=True),
    }
    for name, where in filters.items():
        for order in (ArticleOrder.WORST, ArticleOrder.TITLE):
            yield f"list: {name}, by {order}", _listing(where, order)
    for words in LISTED:
        for order in (ArticleOrder.WORST, ArticleOrder.MODIFIED):
            yield f"list: [{words}], by {order}", _listing(ArticleFilter(words=words), order)


def _sources() -> Iterator[tuple[str, Question]]:
    for words in ("", "va", "val", "ok", "ba", "bab", "valerian sle", "zzz"):
        yield f"type-ahead: [{words}]", _suggesting(words)
    yield "sources: counts", lambda lib: lib.source_counts()
    for state in SourceState:
        yield f"sources: {state}", lambda lib, state=state: lib.find_sources(state=state)
    for words in ("valerian", "bababa", "rank:A", "type:law"):
        yield f"sources: [{words}]", lambda lib, words=words: lib.find_sources(words)


#: In all notes; in all texts; unfinished; in half of them; several; rare; none; a phrase.
WORDS = ("beware", "number", "bewar", "valerian", "liver tea", "liver tea water risk",
         "bababa", "vale", "va", "xixixi zzz", '"small group"', "valerian -liver",
         "bababa valerian")  # fmt: skip
LISTED = ("number", "valerian", "bababa", "vale", "cat:accurate", "sev:>=serious tag:liver-law",
          "is:unsourced", "by:okafor", "src:bab", "article:liver", "lang:de", "-cat:dangerous",
          "valerian is:warned")  # fmt: skip
FOUND = ("", "cat:dangerous", "cat:accurate sev:critical", "sev:>=serious", "-cat:dangerous",
         "is:unsourced", "is:warned", "is:warned cat:context", "is:retracted", "is:stale",
         "tag:liver-law", "tag:liver", "by:okafor", "by:okafor cat:accurate", "src:bab",
         "src:valerian", "rank:A", "rank:A sev:critical", "type:law", "checked:<2023",
         "checked:2024-02-03",
         "article:liver", "lang:de", "lang:en", "valerian cat:accurate", "valerian sev:critical",
         "bababa sev:critical", "valerian lang:de", "valerian src:bab",
         "valerian rank:A -tag:liver by:okafor", "status:approved")  # fmt: skip


def _listing(where: ArticleFilter, order: ArticleOrder) -> Question:
    return lambda library: library.articles(where, order=order, limit=50)


def _finding(words: str) -> Question:
    return lambda library: library.find_notes(words)


def _grouping(words: str, by: NoteGrouping) -> Question:
    return lambda library: library.note_groups(words, by)


def _of_group(by: NoteGrouping, key: str) -> Question:
    return lambda library: library.find_notes(group=(by, key))


def _searching(words: str) -> Question:
    return lambda library: library.search(words, limit=20)


def _suggesting(words: str) -> Question:
    return lambda library: library.suggest_sources(words)


def measure(library: Library, ask: Question, runs: int) -> tuple[list[float], float]:
    """Milliseconds of each run, after one to warm up; and the median without waiting for
    others on the machine.
    """
    ask(library)
    times, own = [], []
    for _ in range(runs):
        start, busy = time.perf_counter(), time.process_time()
        ask(library)
        own.append((time.process_time() - busy) * 1000)
        times.append((time.perf_counter() - start) * 1000)
    return times, median(own)


def slowdown(small: Path, large: Path, runs: int) -> float:
    """How many times longer it takes to read an article of ten notes in the large library."""
    times: dict[Path, list[float]] = {small: [], large: []}
    with (
        open_library(small, owner=OWNER) as one,
        open_library(large, owner=OWNER) as other,
    ):
        asked = [(path, lib, _uids(lib)) for path, lib in ((small, one), (large, other))]
        for run in range(-len(asked[0][2]), runs):
            for path, library, uids in asked:
                start = time.perf_counter()
                library.reviewed_article(uids[run % len(uids)])
                # The first round warms up.
                times[path] += [time.perf_counter() - start] if run >= 0 else []
    return median(times[large]) / median(times[small])


def _uids(library: Library) -> list[str]:
    return [summary.article.uid for summary in library.articles(order=ArticleOrder.TITLE, limit=50)]


def main(arguments: list[str] | None = None) -> int:
    """Print a line for each question; 1 where a median is above the bar."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--notes", type=int, default=100_000)
    parser.add_argument("--runs", type=int, default=15)
    parser.add_argument("--only", default="", help="questions whose names hold these letters")
    options = parser.parse_args(arguments)
    path = made(options.notes)
    print(describe_machine())
    asked = missed = 0
    with open_library(path, owner=OWNER) as library:
        facets = library.facets()
        print(f"{facets.articles:,} articles, {facets.notes:,} published notes, ms of")
        print(f"{options.runs} runs; cpu is the median without waiting for other programs")
        print(f"{'question':<52} {'median':>8} {'p95':>8} {'cpu':>8}")
        for name, ask in questions(library):
            if options.only in name:
                times, own = measure(library, ask, options.runs)
                middle, late = median(times), quantiles(times, n=20)[-1]
                is_missed = middle > BAR_MS
                asked, missed = asked + 1, missed + is_missed
                flag = "  MISSED" if is_missed else ""
                print(f"{name:<52} {middle:8.2f} {late:8.2f} {own:8.2f}{flag}")
    print(f"{asked - missed} of {asked} questions within {BAR_MS:.0f} ms")
    ratio = slowdown(made(SMALL), path, runs=20 * options.runs)
    print(f"Opening an article takes {ratio:.2f} x what it takes among {SMALL:,} notes")
    return 1 if missed or ratio > MOST_TIMES else 0


if __name__ == "__main__":
    sys.exit(main())
