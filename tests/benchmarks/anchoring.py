"""How well, and how fast, notes are found again in a new text.

    python -m tests.benchmarks.anchoring [--bench FOLDER] [--write FILE] [--score]

The folder holds `dev.pairs.jsonl.gz` (`pair_id`, `old_text`, `new_text`), `dev.cases.jsonl.gz`
(`case_id`, `pair_id`, `start`, `end` in code points of the old text) and `score.py`, which
compares the predictions written here with what is expected. It is no part of the project;
without it the time on made texts is all that is printed: a quarter of the sentences edited,
one in fifty put in, left out or moved, and 1,000 places looked up.
"""

from __future__ import annotations

import argparse
import gzip
import json
import random
import subprocess
import sys
import tempfile
import time
from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from annotations.anchoring.revision_map import RevisionMap, align_revisions
from annotations.anchoring.texts import sentences_of
from tests.benchmarks.machine import describe_machine

SIZES = (10_000, 100_000, 1_000_000, 5_000_000)
_NOTES = 1_000
_EDITED = 0.25
_ONE_IN = 50
_SENTENCES_A_PARAGRAPH = 5
_COMMON = """
    valerian sleep tea dose doctor study people night morning herb root extract safe risk liver
    blood pressure heart brain wine alcohol medicine research evidence trial weeks months days
""".split()
_VOCABULARY = [*_COMMON, *(f"remedy{number}" for number in range(3_000))]


@dataclass(frozen=True)
class Timing:
    """Seconds of processor time for one pair of texts of so many characters."""

    size: int
    aligning: float
    looking_up: float


def predictions(folder: Path) -> Iterator[dict[str, Any]]:
    """Where the benchmark's notes are found, in the form that its scorer reads."""
    cases = defaultdict(list)
    for case in _rows(folder / "dev.cases.jsonl.gz"):
        cases[case["pair_id"]].append(case)
    for pair in _rows(folder / "dev.pairs.jsonl.gz"):
        aligned = align_revisions(pair["old_text"], pair["new_text"])
        for case in cases[pair["pair_id"]]:
            found = aligned.locate(case["start"], case["end"])
            yield {
                "case_id": case["case_id"],
                "state": found.state.value,
                "start": found.start,
                "end": found.end,
                "flags": sorted(found.flags),
            }


def write_predictions(folder: Path, path: Path) -> int:
    """Write one prediction a line; how many there are."""
    lines = [json.dumps(row) for row in predictions(folder)]
    path.write_text("\n".join(lines) + "\n", encoding="utf-8")
    return len(lines)


def score(folder: Path, path: Path) -> int:
    """Let the benchmark's own scorer judge, with its bars; its exit code."""
    command = [sys.executable, str(folder / "score.py"), str(folder / "dev.cases.jsonl.gz")]
    return subprocess.run([*command, str(path), "--bars"], check=False).returncode


def made_text(size: int, seed: int) -> list[str]:
    """Sentences of about so many characters in all, from 3,000 words."""
    chance = random.Random(seed)
    sentences: list[str] = []
    length = 0
    while length < size:
        words = chance.choices(_VOCABULARY, k=chance.randint(8, 18))
        sentences.append(" ".join(words).capitalize() + ".")
        length += len(sentences[-1]) + 1
    return sentences


def edited_text(sentences: list[str], seed: int) -> list[str]:
    """An ordinary next text: a quarter edited, a few put in, left out and moved."""
    chance = random.Random(seed)
    new = [_edited(chance, each) if chance.random() < _EDITED else each for each in sentences]
    for _ in range(len(sentences) // _ONE_IN):
        new.insert(chance.randrange(len(new)), made_text(1, chance.randrange(10**9))[0])
        del new[chance.randrange(len(new))]
        new.insert(chance.randrange(len(new)), new.pop(chance.randrange(len(new))))
    return new


def time_pair(old: str, new: str, *, seed: int = 5) -> tuple[RevisionMap, Timing]:
    """Align two texts, their sentences found beforehand, and look 1,000 places up."""
    here, there = sentences_of(old), sentences_of(new)
    start = time.process_time()
    aligned = align_revisions(old, new, old_sentences=here, new_sentences=there)
    aligning = time.process_time() - start
    places = random.Random(seed).choices(here, k=_NOTES)
    start = time.process_time()
    for place in places:
        aligned.locate(place.start, place.end)
    return aligned, Timing(len(old), aligning, time.process_time() - start)


def joined(sentences: Iterable[str]) -> str:
    """Sentences in paragraphs, a line each."""
    whole = list(sentences)
    step = _SENTENCES_A_PARAGRAPH
    return "\n".join(" ".join(whole[at : at + step]) for at in range(0, len(whole), step))


def speed(sizes: Iterable[int]) -> Iterator[str]:
    """Lines of a table: size, seconds, and how much faster they grew than the text."""
    yield "characters    aligning  1,000 notes   all, seconds   growth of time : of text"
    before: Timing | None = None
    for size in sizes:
        old = made_text(size, seed=1)
        _, now = time_pair(joined(old), joined(edited_text(old, seed=2)))
        yield _row(now, before)
        before = now


def unrelated(size: int) -> str:
    """A line on two texts that have nothing to do with each other."""
    aligned, found = time_pair(joined(made_text(size, seed=1)), joined(made_text(size, seed=3)))
    told = "told" if aligned.looks_like_another_article else "not told"
    return f"{_row(found, None)}   unrelated texts; {told} to be another article"


def _row(now: Timing, before: Timing | None) -> str:
    total = now.aligning + now.looking_up
    line = f"{now.size:>10,}  {now.aligning:>10.3f}  {now.looking_up:>11.3f}  {total:>13.3f}"
    if before is None:
        return line
    growth = (now.aligning / max(before.aligning, 1e-9)) / (now.size / before.size)
    return f"{line}   {growth:.2f} (aligning)"


def _edited(chance: random.Random, sentence: str) -> str:
    words = sentence[:-1].split()
    for _ in range(max(1, len(words) // 6)):
        at = chance.randrange(len(words))
        match chance.randrange(3):
            case 0:
                words[at] = chance.choice(_VOCABULARY)
            case 1:
                words.insert(at, chance.choice(_VOCABULARY))
            case _ if len(words) > 4:
                del words[at]
    return " ".join(words) + "."


def _rows(path: Path) -> list[dict[str, Any]]:
    text = gzip.decompress(path.read_bytes()).decode("utf-8")
    return [json.loads(line) for line in text.splitlines() if line.strip()]


def _judge(folder: Path, written: Path | None, *, is_scored: bool) -> int:
    missing = [
        name
        for name in ("dev.pairs.jsonl.gz", "dev.cases.jsonl.gz", "score.py")
        if not (folder / name).is_file()
    ]
    if missing:
        print(
            f"{folder} holds no {', '.join(missing)}; name another with --bench.", file=sys.stderr
        )
        return 2
    with tempfile.TemporaryDirectory() as temporary:
        path = written or Path(temporary) / "predictions.jsonl"
        print(f"{write_predictions(folder, path):,} predictions", flush=True)
        return score(folder, path) if is_scored else 0


def main(arguments: list[str] | None = None) -> int:
    """Print the figures; 1 where a bar is not reached, 2 where the folder is not complete."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--bench", type=Path, help="folder of the benchmark")
    parser.add_argument("--write", type=Path, help="file to keep the predictions in")
    parser.add_argument("--score", action="store_true", help="run the folder's score.py --bars")
    parser.add_argument("--sizes", type=int, nargs="*", default=SIZES, help="characters")
    parser.add_argument("--unrelated", type=int, default=1_000_000, help="characters, 0: none")
    options = parser.parse_args(arguments)
    code = 0
    if options.bench is None:
        print("Name the benchmark's folder with --bench to see how well notes are found.")
    else:
        code = _judge(options.bench, options.write, is_scored=options.score)
    print(describe_machine())
    for line in speed(options.sizes):
        print(line, flush=True)
    if options.unrelated:
        print(unrelated(options.unrelated))
    return code


if __name__ == "__main__":
    sys.exit(main())
