"""Libraries of any size, made fast: one transaction, no conversion, seeded words.

From a shell: `python -m tests.benchmarks.libraries FILE ARTICLES NOTES_PER_ARTICLE TEXT_BYTES`.
"""

from __future__ import annotations

import random
import sys
from dataclasses import dataclass
from pathlib import Path

from annotations.ids import OwnerId, ReviewerUid, SourceUid, new_uid
from annotations.model import (
    ArticleFields,
    CautionNote,
    Conversion,
    Reviewer,
    Source,
    Span,
)
from annotations.storage import articles as article_verbs
from annotations.storage.changes import Action, immediate
from annotations.storage.library import open_library
from annotations.storage.placing import describe
from annotations.storage.rows import new_note_record
from annotations.storage.snapshots import read_record
from annotations.storage.sources import source_record
from annotations.text.blocks import Block, canonical_text
from annotations.vocabulary import BlockKind, Category, Relation, Severity, SourceType, Status

OWNER = OwnerId("benchmark-owner")
_REVIEWER = Reviewer(uid=ReviewerUid("benchmark-reviewer"), name="A reviewer")
_SENTENCES_PER_PARAGRAPH = 6
_PARAGRAPHS_PER_HEADING = 8
_WORDS = [
    "valerian",
    "root",
    "sleep",
    "dose",
    "evidence",
    "trial",
    "liver",
    "alcohol",
    "tea",
    "capsule",
    "study",
    "doctor",
    "placebo",
    "extract",
    "reports",
    "weeks",
    "adults",
    "risk",
    "safe",
    "natural",
    "remedy",
    "insomnia",
    "quality",
    "small",
    "group",
    "herb",
    "effect",
    "benefit",
    "people",
    "say",
    "many",
    "proven",
    "cure",
    "treatment",
    "pressure",
    "blood",
    "sugar",
    "weight",
    "vinegar",
    "silver",
    "kratom",
    "withdrawal",
    "pain",
    "energy",
    "plant",
    "leaf",
    "powder",
    "water",
    "daily",
    "morning",
    "night",
    "caution",
]


@dataclass(frozen=True)
class _Draft:
    """A text with its sentences."""

    blocks: tuple[Block, ...]
    sentences: tuple[Span, ...]
    #: Indexes of the sentences outside headings.
    prose: tuple[int, ...]


def make_library(
    path: Path, *, articles: int, notes_per_article: int, text_bytes: int, seed: int = 1
) -> tuple[str, ...]:
    """Make a library at `path`, owned by `OWNER`.

    Args:
        path: Where there is no file yet.
        articles: How many.
        notes_per_article: Published notes of each, spread evenly over its sentences; each
            has one piece of evidence, and every tenth a conflict.
        text_bytes: Length of each text, about; ASCII.
        seed: The same seed gives the same texts.

    Returns:
        Uids of the articles, in the order they were added.
    """
    with open_library(path, owner=OWNER, reviewer=_REVIEWER, create=True) as library:
        connection = library._connection
        with immediate(connection, path):
            action = Action(connection, "Benchmark", _REVIEWER)
            maker = _Maker(action, random.Random(seed), sources=max(8, articles // 2))
            uids = [
                maker.add_article(number, notes=notes_per_article, text_bytes=text_bytes)
                for number in range(articles)
            ]
            action.finish()
    return tuple(uids)


class _Maker:
    """Writes through one action, as the library's own verbs do."""

    def __init__(self, action: Action, chance: random.Random, *, sources: int) -> None:
        self._action = action
        self._chance = chance
        self._sources = [self._add_source(number) for number in range(sources)]

    def add_article(self, number: int, *, notes: int, text_bytes: int) -> str:
        draft = _draft(self._chance, number, text_bytes)
        text = canonical_text(draft.blocks)
        uid, _ = article_verbs.add_article(
            self._action,
            Conversion(
                blocks=draft.blocks,
                sentences=draft.sentences,
                fields=ArticleFields(title=f"Article {number}: {_sentence(self._chance)[:60]}"),
                title_is_suggested=False,
                encoding="utf-8",
                notice="",
                extractor="benchmark/1",
                segmenter="benchmark/1",
            ),
            file_name=f"article-{number}.txt",
            data=text.encode(),
            fields=ArticleFields(),
        )
        revision = read_record(self._action.connection, "article", uid)["revision"]
        step = len(draft.prose) / max(notes, 1)
        for index in range(notes):
            place = draft.prose[int(index * step)]
            spans = [draft.sentences[place]]
            if index % 10 == 0:
                spans.append(draft.sentences[(place + 7) % len(draft.sentences)])
            targets = [
                _target((uid, revision, text), span, role)
                for span, role in zip(spans, ("claim", "conflict"), strict=False)
            ]
            self._add_note(index, targets)
        return uid

    def _add_note(self, index: int, targets: list[dict[str, object]]) -> None:
        chance = self._chance
        note = CautionNote(
            category=list(Category)[index % len(Category)],
            severity=Severity(1 + chance.choices(range(4), (3, 4, 3, 1))[0]),
            correction=_sentence(chance),
            body=" ".join(_sentence(chance) for _ in range(3)),
            advice=_sentence(chance) if index % 3 == 0 else "",
        )
        evidence = {
            "uid": new_uid(),
            "source": chance.choice(self._sources),
            "relation": Relation.DISPUTES.value,
            "why": "says otherwise",
            "quote": _sentence(chance),
            "locator": "p. 2",
            "checked": "2026-11-19",
        }
        record = {
            **new_note_record(
                note, Status.READY, reviewer=self._action.reviewer_uid(), at=self._action.at
            ),
            "targets": targets,
            "evidence": [evidence],
        }
        self._action.write("annotation", new_uid(), record)

    def _add_source(self, number: int) -> str:
        source = Source(
            uid=SourceUid(""),
            type=list(SourceType)[number % len(SourceType)],
            title=f"Source {number} on {_WORDS[number % len(_WORDS)]}",
            authors=("Singh A", "Okafor B"),
            issued="2024",
            url=f"https://example.org/{number}",
        )
        uid = new_uid()
        self._action.write("source", uid, source_record(source, self._action.at))
        return uid


def _target(here: tuple[str, str, str], span: Span, role: str) -> dict[str, object]:
    article, revision, text = here
    quote = describe(text, span)
    return {
        "uid": new_uid(),
        "role": role,
        "article": article,
        "revision": revision,
        "start_cp": span.start,
        "end_cp": span.end,
        "exact": quote.exact,
        "prefix": quote.prefix,
        "suffix": quote.suffix,
        "why": "",
        "heading": "A heading",
        "state": "exact",
    }


def _draft(chance: random.Random, number: int, text_bytes: int) -> _Draft:
    blocks = [Block(BlockKind.H1, f"Article number {number}")]
    sentences = [Span(0, len(blocks[0].text))]
    prose: list[int] = []
    position = len(blocks[0].text) + 1
    while position < text_bytes:
        if len(blocks) % _PARAGRAPHS_PER_HEADING == 0:
            block = Block(BlockKind.H2, _sentence(chance)[:40].rstrip())
            sentences.append(Span(position, position + len(block.text)))
        else:
            parts = [_sentence(chance) for _ in range(_SENTENCES_PER_PARAGRAPH)]
            block = Block(BlockKind.P, " ".join(parts))
            start = position
            for part in parts:
                prose.append(len(sentences))
                sentences.append(Span(start, start + len(part)))
                start += len(part) + 1
        blocks.append(block)
        position += len(block.text) + 1
    return _Draft(tuple(blocks), tuple(sentences), tuple(prose))


def _sentence(chance: random.Random) -> str:
    words = chance.choices(_WORDS, k=chance.randint(8, 22))
    return " ".join(words).capitalize() + f" {chance.randint(1, 999)}."


if __name__ == "__main__":
    file, *counts = sys.argv[1:]
    wanted = dict(
        zip(("articles", "notes_per_article", "text_bytes"), map(int, counts), strict=True)
    )
    make_library(Path(file), **wanted)
