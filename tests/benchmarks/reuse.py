"""How well and how fast a claim that comes back is found.

    python -m tests.benchmarks.reuse [--sheet SHEET ARTICLE...] [--articles 900]

Recall: of the other sentences of each group of a sheet's `same_claim_groups`, those among the
first five that are listed for one of them. Precision: of the pairs of sentences that get the
badge of the same claim, those that are of one group. Both on the samples unless a sheet is
given. Then times in a library of 100,000 sentences, which is made first and kept in the folder
for temporary files.
"""

from __future__ import annotations

import argparse
import json
import random
import shutil
import sys
import tempfile
import time
from collections.abc import Iterable, Sequence
from contextlib import AbstractContextManager
from dataclasses import dataclass
from pathlib import Path

from annotations import Library, SameClaim, convert_bytes, open_library, read_review_sheet
from annotations.storage.migrations import STEPS
from tests.benchmarks.libraries import OWNER, make_library
from tests.benchmarks.machine import describe_machine, median_ms, p95_ms

NOTES_PER_ARTICLE, TEXT_BYTES, SEED = 10, 8_000, 1
FIRST = 5
#: Goes up when the same parameters make another library.
_EDITION = 1
_INDEXES = ("sentences_fts", "unparted_sentences_fts", "claims_fts", "unparted_claims_fts")


@dataclass(frozen=True)
class Found:
    """What was found of some groups."""

    pairs: int
    listed: int
    badges: int
    right_badges: int

    def __str__(self) -> str:
        precision = f"{self.right_badges} of {self.badges}" if self.badges else "none given"
        return (
            f"recall at {FIRST}: {self.listed} of {self.pairs} other members"
            f" ({100 * self.listed / max(1, self.pairs):.1f} %); badges in one group: {precision}"
        )


def open_sheet(
    folder: Path, sheet: Path, articles: Iterable[Path]
) -> AbstractContextManager[Library]:
    """A library of the articles, with the notes of the sheet."""
    library = open_library(folder / "reuse.caveat", owner=OWNER, create=True)
    for path in articles:
        data = path.read_bytes()
        library.add_article(convert_bytes(data, path.name), file_name=path.name, data=data)
    library.annotate(read_review_sheet(sheet.read_bytes()))
    return library


def look_for(library: Library, groups: Sequence[Sequence[str]]) -> Found:
    """Ask for each sentence of each group, and count what of its group comes back."""
    pairs = listed = badges = right = 0
    for group in groups:
        for at, quote in enumerate(group):
            others = [*group[:at], *group[at + 1 :]]
            found = list(library.same_claim(quote, limit=50))
            # The first one is the sentence itself.
            found.remove(next(each for each in found if _is_of(each, quote)))
            pairs += len(others)
            listed += len(_matched(found[:FIRST], others))
            badges += sum(each.is_same for each in found)
            right += len(_matched([each for each in found if each.is_same], others))
    return Found(pairs, listed, badges, right)


def _matched(found: Iterable[SameClaim], quotes: Iterable[str]) -> list[str]:
    """The quotes that are among what was found, each by one of them."""
    left, matched = list(found), []
    for quote in quotes:
        hit = next((each for each in left if _is_of(each, quote)), None)
        if hit is not None:
            left.remove(hit)
            matched.append(quote)
    return matched


def _is_of(claim: SameClaim, quote: str) -> bool:
    said, words = " ".join(claim.exact.split()), " ".join(quote.split())
    return words in said or said in words


def groups_of(sheet: Path) -> list[list[str]]:
    """The sentences of each group of a sheet that say the same."""
    groups = json.loads(sheet.read_text(encoding="utf-8"))["same_claim_groups"]
    return [[member["quote"] for member in group["members"]] for group in groups]


def made(articles: int) -> tuple[Path, tuple[str, ...]]:
    """A large library, from the folder for temporary files or made now."""
    folder = Path(tempfile.gettempdir()) / "caveat-benchmarks"
    folder.mkdir(exist_ok=True)
    path = folder / f"reuse-{articles}-{_EDITION}-{STEPS[-1].fingerprint[:8]}.caveat"
    if not path.exists():
        print(f"Making a library of {articles:,} articles in {folder} ...", file=sys.stderr)
        begun = path.with_suffix(".part")
        begun.unlink(missing_ok=True)
        make_library(
            begun,
            articles=articles,
            notes_per_article=NOTES_PER_ARTICLE,
            text_bytes=TEXT_BYTES,
            seed=SEED,
            is_varied=True,
        )
        begun.rename(path)
    with open_library(path, owner=OWNER) as library:
        return path, tuple(row.article.uid for row in library.articles(limit=articles))


def measure(articles: int, runs: int) -> None:
    """Print sizes and times in a large library."""
    path, uids = made(articles)
    chance = random.Random(SEED)
    with tempfile.TemporaryDirectory() as folder:
        # A copy: one article more is added.
        copy = Path(shutil.copy(path, folder))
        with open_library(copy, owner=OWNER) as library:
            _measure(library, uids, chance, runs)


def _measure(library: Library, uids: Sequence[str], chance: random.Random, runs: int) -> None:
    articles = len(uids)
    connection = library._connection
    sentences = connection.execute("SELECT sum(length(sentences) / 8) FROM revisions").fetchone()[0]
    size = library.path.stat().st_size / 1e6
    print(f"\n{articles:,} articles, {sentences:,} sentences, {size:.0f} MB")
    for index in _INDEXES:
        sql = f"SELECT sum(length(block)) FROM {index}_data"  # noqa: S608 - our own words
        size = connection.execute(sql).fetchone()[0]
        print(f"  {index:24}{1000 * size / articles / 1e6:7.2f} MB per 1,000 articles")
    chosen = chance.sample(uids, min(40, len(uids)))
    texts = [library.reviewed_article(uid).revision for uid in chosen]
    asked = [
        text.text[span.start : span.end]
        for text in texts
        for span in chance.sample(text.sentences, 5)
    ][:runs]
    _time("same_claim", [lambda q=q: library.same_claim(q) for q in asked])
    edited = [_edited(chance, q) for q in asked if len(q.split()) > 5]
    back = sum(
        any(_is_of(each, q) for each in library.same_claim(_edited(chance, q))[:FIRST])
        for q in asked
        if len(q.split()) > 5
    )
    print(f"  an edited sentence is among the first {FIRST}: {back} of {len(edited)}")
    _time("similar_notes", [lambda u=u: library.similar_notes(u) for u in uids[:runs]])
    long = _long_article(library)
    _time("1 MB of text", [lambda: library.similar_notes(long)])
    letters = [q.split()[0][:3] for q in asked]
    _time("find_reusable", [lambda w=w: library.find_reusable(w) for w in letters])


def _long_article(library: Library) -> str:
    """An article of 1 MB of what other articles say; returns its uid."""
    text = "\n\n".join(
        library.reviewed_article(row.article.uid).revision.text
        for row in library.articles(limit=1_000_000 // TEXT_BYTES)
    )
    data = text.encode()
    added = library.add_article(convert_bytes(data, "long.txt"), file_name="long.txt", data=data)
    return added.article.uid


def _edited(chance: random.Random, sentence: str) -> str:
    words = sentence.split()
    words[chance.randrange(len(words))] = "another"
    return " ".join(words)


def _time(name: str, asks: Sequence[object]) -> None:
    seconds = []
    for ask in asks:
        begun = time.perf_counter()
        ask()
        seconds.append(time.perf_counter() - begun)
    print(f"  {name:16}median {median_ms(seconds):6.1f} ms, 95 % within {p95_ms(seconds):6.1f} ms")


def main() -> None:
    """Print what was found and how long it took."""
    parser = argparse.ArgumentParser(description=__doc__.partition("\n")[0])
    parser.add_argument("--sheet", nargs="+", type=Path, metavar="FILE")
    parser.add_argument("--articles", type=int, default=900)
    parser.add_argument("--runs", type=int, default=200)
    options = parser.parse_args()
    samples = Path(__file__).parents[2] / "resources" / "samples"
    sheet, *articles = options.sheet or (
        samples / "reviews.json",
        *sorted(samples.glob("*.md")),
    )
    print(describe_machine())
    with (
        tempfile.TemporaryDirectory() as folder,
        open_sheet(Path(folder), sheet, articles) as library,
    ):
        print(look_for(library, groups_of(sheet)))
    if options.articles:
        measure(options.articles, options.runs)


if __name__ == "__main__":
    main()
