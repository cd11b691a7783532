"""How well, and how fast, text is cut into sentences. Three figures on standard output.

    python -m tests.benchmarks.sentences --gum FILE --golden FILE

GUM rows are JSON lines with `text` and gold `sentences` as half-open code-point spans; the
figure is the F1 of inner boundaries, the ends of all but a paragraph's last sentence.
Golden rows have `lang`, `text` and the expected `sentences`, compared without white space.
The time is that of GUM's paragraphs against bare sentencex on the same ones, best of five.
"""

from __future__ import annotations

import argparse
import gzip
import json
import sys
import time
from collections import Counter
from collections.abc import Callable, Iterable
from pathlib import Path
from typing import Any

import sentencex

from annotations.text.sentences import segment_text

_ROUNDS = 5


def boundary_counts(rows: Iterable[dict[str, Any]]) -> Counter[str]:
    """Count inner boundaries that are right, wrong and missed."""
    counts: Counter[str] = Counter()
    for row in rows:
        found = {span.end for span in segment_text(row["text"], row["lang"])[:-1]}
        gold = {end for _, end in row["sentences"][:-1]}
        counts["right"] += len(found & gold)
        counts["wrong"] += len(found - gold)
        counts["missed"] += len(gold - found)
    return counts


def precision_recall_f1(counts: Counter[str]) -> tuple[float, float, float]:
    """Per cent, each."""
    precision = counts["right"] / max(1, counts["right"] + counts["wrong"])
    recall = counts["right"] / max(1, counts["right"] + counts["missed"])
    f1 = 2 * precision * recall / max(precision + recall, 1e-9)
    return 100 * precision, 100 * recall, 100 * f1


def golden_passes(rows: Iterable[dict[str, Any]]) -> dict[str, tuple[int, int]]:
    """Rules kept and rules in all, by language."""
    kept: Counter[str] = Counter()
    total: Counter[str] = Counter()
    for row in rows:
        text, language = row["text"], row["lang"]
        found = ["".join(text[s.start : s.end].split()) for s in segment_text(text, language)]
        total[language] += 1
        kept[language] += found == ["".join(sentence.split()) for sentence in row["sentences"]]
    return {language: (kept[language], total[language]) for language in total}


def time_ratio(texts: list[str]) -> tuple[float, float]:
    """Seconds for all texts: ours and bare sentencex, best of five, taken in turns."""

    def seconds(cut: Callable[[str, str], object], *, language_first: bool) -> float:
        start = time.perf_counter()
        for text in texts:
            cut("en", text) if language_first else cut(text, "en")
        return time.perf_counter() - start

    ours, bare = [], []
    for _ in range(_ROUNDS):
        bare.append(seconds(sentencex.segment, language_first=True))
        ours.append(seconds(segment_text, language_first=False))
    return min(ours), min(bare)


def _rows(path: Path) -> list[dict[str, Any]]:
    data = path.read_bytes()
    text = (gzip.decompress(data) if path.suffix == ".gz" else data).decode("utf-8")
    return [json.loads(line) for line in text.splitlines() if line.strip()]


def main(arguments: list[str] | None = None) -> int:
    """Print the figures; 2 where a file is missing."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--gum", type=Path, required=True, help="JSON lines, gzip or plain")
    parser.add_argument("--golden", type=Path, required=True, help="JSON lines")
    options = parser.parse_args(arguments)
    for path in (options.gum, options.golden):
        if not path.is_file():
            print(f"{path} is not there; name it with --gum or --golden.", file=sys.stderr)
            return 2
    gum = _rows(options.gum)
    precision, recall, f1 = precision_recall_f1(boundary_counts(gum))
    print(f"GUM boundaries: F1 {f1:.2f} (precision {precision:.2f}, recall {recall:.2f})")
    golden = golden_passes(_rows(options.golden))
    print("Golden rules: " + ", ".join(f"{k} {a} of {b}" for k, (a, b) in golden.items()))
    ours, bare = time_ratio([row["text"] for row in gum])
    print(f"Time: {ours / bare:.1f} x bare sentencex ({ours * 1e3:.1f} ms, {bare * 1e3:.1f} ms)")
    return 0


if __name__ == "__main__":
    sys.exit(main())
