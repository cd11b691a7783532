"""The time of a frame: one step of the wheel until text, marks, curves and cards are painted.

    python -m tests.benchmarks.frames [--bytes 1000000] [--notes 10 1000 10000]

The real reader page, offscreen. Steps are taken in stretches all over the article; the jump
to each stretch, opening, the longest idle step and a resize are told apart. The last number
of notes is measured once more in a review, with its sentence cursor.
"""

from __future__ import annotations

import argparse
import gc
import os
import sys
import tempfile
import time
from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING

from annotations import ReviewedArticle, Span, open_library
from tests.benchmarks.libraries import OWNER, make_library
from tests.benchmarks.machine import describe_machine, median_ms, p95_ms

if TYPE_CHECKING:
    from reader.views.article_view import ArticleView

#: Pixels of one step of the wheel.
STEP = 60
STRETCHES = 10
STEPS_PER_STRETCH = 10
#: Most milliseconds of a frame at 10,000 notes.
BAR_MS = 8.0


@dataclass
class FrameTimes:
    """Seconds, each."""

    opening: float = 0.0
    #: Until every place is known, with nothing else to do.
    filling: float = 0.0
    longest_idle_step: float = 0.0
    frames: list[float] = field(default_factory=list)
    #: What of each frame was time of the processor, which a busy machine inflates less.
    processor: list[float] = field(default_factory=list)
    jumps: list[float] = field(default_factory=list)
    resizes: list[float] = field(default_factory=list)
    #: In a review: from one sentence to the next.
    moves: list[float] = field(default_factory=list)


def made_article(folder: Path, *, notes: int, text_bytes: int) -> ReviewedArticle:
    """An article of a library of its own."""
    path = folder / f"{notes}.caveat"
    uid = make_library(path, articles=1, notes_per_article=notes, text_bytes=text_bytes)[0]
    with open_library(path, owner=OWNER, read_only=True) as library:
        return library.reviewed_article(uid)


def frame_times(
    reviewed: ReviewedArticle,
    *,
    stretches: int = STRETCHES,
    steps: int = STEPS_PER_STRETCH,
    reviewing: bool = False,
) -> FrameTimes:
    """Scroll through an article in a window of 1360 x 860 and take the times.

    Args:
        reviewed: The article.
        stretches: Places of the article at which steps are taken.
        steps: Steps of the wheel at each.
        reviewing: True to show the states of the sentences, and a cursor over three of
            them that stands in each stretch and is moved at its end.
    """
    from PySide6.QtWidgets import QApplication

    from reader.theme.fonts import load_fonts
    from reader.theme.theme import load_theme
    from reader.views.reader_page import ReaderPage

    application = QApplication.instance() or QApplication(["frames"])
    load_fonts()
    page = ReaderPage(load_theme("light"))
    page.set_reduced_motion(True)
    page.resize(1360, 860)
    page.show()
    application.processEvents()
    times = FrameTimes()

    def timed(act: Callable[[], object]) -> float:
        start = time.perf_counter()
        act()
        application.processEvents()
        return time.perf_counter() - start

    # As the application does it: garbage is not looked for among what has just been read.
    gc.disable()
    times.opening = timed(lambda: page.show_article(reviewed))
    gc.freeze()
    gc.enable()
    deck = page.column.stack.deck
    while not deck.is_complete or not page.view.is_laid_out:
        step = timed(lambda: None)
        times.filling += step
        times.longest_idle_step = max(times.longest_idle_step, step)
    for _ in range(5):
        timed(lambda: None)
    page.activate(deck.entries[len(deck) // 2].uid)
    page.view.set_reviewing(reviewing)
    room = page.view.verticalScrollBar().maximum() - steps * STEP
    for stretch in range(stretches):
        top = room * stretch // stretches
        times.jumps.append(timed(lambda top=top: page.view.set_scroll_y(top)))
        if reviewing:
            take_sentences_on_screen(page.view)
        for step in range(1, steps + 1):
            y = top + step * STEP
            before = time.process_time()
            times.frames.append(timed(lambda y=y: page.view.set_scroll_y(y)))
            times.processor.append(time.process_time() - before)
        if reviewing:
            times.moves += [timed(lambda: page.view.move_cursor(1)) for _ in range(steps)]
    for width in (1400, 1500, 1360):
        times.resizes.append(timed(lambda width=width: page.resize(width, 860)))
    gc.unfreeze()
    page.close()
    page.deleteLater()
    application.processEvents()
    return times


def take_sentences_on_screen(view: ArticleView) -> None:
    """Set the sentence cursor on three sentences of the screen."""
    middle = view.page.places.cp_at(view.scroll_y + view.viewport().height() / 2)
    view.place_cursor(Span(middle, middle), reveal=False)
    view.move_cursor(2, extend=True)


def report(notes: int, times: FrameTimes) -> str:
    """One line of figures, in milliseconds; of a review one that tells its own."""
    frame, worst = median_ms(times.frames), p95_ms(times.frames)
    line = (
        f"{notes:>6,} notes: frame {frame:.1f} ms, p95 {worst:.1f}"
        f" (processor {median_ms(times.processor):.1f}, {p95_ms(times.processor):.1f});"
    )
    if times.moves:
        moved, late = median_ms(times.moves), p95_ms(times.moves)
        return f"{line} in a review, to the next sentence {moved:.1f}, p95 {late:.1f}"
    return (
        f"{line}"
        f" jump {median_ms(times.jumps):.1f}; resize {median_ms(times.resizes):.1f};"
        f" opening {times.opening * 1e3:.0f}, filled in {times.filling * 1e3:.0f} more,"
        f" longest idle step {times.longest_idle_step * 1e3:.0f}"
    )


def main(arguments: list[str] | None = None) -> int:
    """Print a line for each number of notes; 1 where the last one misses the bar."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--bytes", type=int, default=1_000_000)
    parser.add_argument("--notes", type=int, nargs="+", default=[10, 1_000, 10_000])
    options = parser.parse_args(arguments)
    os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
    print(describe_machine())
    print(f"A text of {options.bytes:,} bytes, {STRETCHES * STEPS_PER_STRETCH} frames each")
    times = in_review = FrameTimes()
    with tempfile.TemporaryDirectory() as folder:
        for notes in options.notes:
            reviewed = made_article(Path(folder), notes=notes, text_bytes=options.bytes)
            times = frame_times(reviewed)
            print(report(notes, times), flush=True)
        in_review = frame_times(reviewed, reviewing=True)
        print(report(options.notes[-1], in_review), flush=True)
    is_kept = max(median_ms(times.frames), median_ms(in_review.frames)) <= BAR_MS
    print(f"Bar: a frame within {BAR_MS:g} ms: {'kept' if is_kept else 'MISSED'}")
    return 0 if is_kept else 1


if __name__ == "__main__":
    sys.exit(main())
