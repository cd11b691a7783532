"""Libraries of any size, made fast: one transaction, no conversion, seeded words.

Rows are written as the verbs write them, through the same functions and triggers; only what
a verb reads again to find out what has changed is left out.

From a shell: `python -m tests.benchmarks.libraries FILE ARTICLES NOTES_PER_ARTICLE TEXT_BYTES`.
"""

from __future__ import annotations

import argparse
import random
import sqlite3
from collections.abc import Callable
from dataclasses import dataclass
from dataclasses import replace as replaced
from itertools import product
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
from annotations.storage.changes import Action, immediate, keep_reviewer
from annotations.storage.coverage import recount_article
from annotations.storage.library import open_library
from annotations.storage.placing import describe
from annotations.storage.rows import new_note_record
from annotations.storage.snapshots import (
    CONFIRMED,
    Entity,
    Record,
    read_record,
    row_id,
    write_record,
)
from annotations.storage.sources import source_record
from annotations.text.blocks import Block, canonical_text
from annotations.vocabulary import BlockKind, Category, Relation, Severity, SourceType, Status

OWNER = OwnerId("benchmark-owner")
_REVIEWER = Reviewer(uid=ReviewerUid("benchmark-reviewer"), name="A reviewer")
_NAMES = ("Ada Okafor", "Bo Lind", "Chen Wei", "Dara Quinn", "Eva Novak", "Femi Ade", "Gil Roy")
_SENTENCES_PER_PARAGRAPH = 6
_PARAGRAPHS_PER_HEADING = 8
#: Words that most articles and notes have.
_WORDS = """
    valerian root sleep dose evidence trial liver alcohol tea capsule study doctor placebo
    extract reports weeks adults risk safe natural remedy insomnia quality small group herb
    effect benefit people say many proven cure treatment pressure blood sugar weight vinegar
    silver kratom withdrawal pain energy plant leaf powder water daily morning night caution
""".split()
_SYLLABLES = "ba co di fe gu la mo ni pe ra so tu va xi".split()
#: Words of which each is the rarer, the further on it stands.
_RARE = ["".join(parts) for parts in product(_SYLLABLES, repeat=3)]
_TAGS = [f"{word}-{kind}" for word in _WORDS[:20] for kind in ("claim", "law", "dosing")]


@dataclass(frozen=True)
class _Draft:
    """A text with its sentences."""

    blocks: tuple[Block, ...]
    sentences: tuple[Span, ...]
    #: Indexes of the sentences outside headings.
    prose: tuple[int, ...]


def make_library(
    path: Path,
    *,
    articles: int,
    notes_per_article: int,
    text_bytes: int,
    seed: int = 1,
    sources: int | None = None,
    is_varied: bool = False,
    told: Callable[[int], None] | None = None,
) -> tuple[str, ...]:
    """Make a library at `path`, owned by `OWNER`.

    Args:
        path: Where there is no file yet.
        articles: How many.
        notes_per_article: Notes of each, spread evenly over its sentences; each has one piece
            of evidence, and every tenth a conflict.
        text_bytes: Length of each text, about; ASCII.
        seed: The same seed gives the same texts.
        sources: How many; half as many as articles where None.
        is_varied: Give notes tags, eight reviewers, every status, evidence of many days or
            none, and articles checked sentences; else all notes are ready and alike.
        told: Called with the number of articles that are written, after each.

    Returns:
        Uids of the articles, in the order they were added.
    """
    with open_library(path, owner=OWNER, reviewer=_REVIEWER, create=True) as library:
        connection = library._connection
        # A crash may leave half a file behind; it is made again then.
        connection.execute("PRAGMA synchronous=OFF")
        with immediate(connection, path):
            count = max(8, articles // 2) if sources is None else sources
            maker = _Maker(_Bulk(connection), random.Random(seed), count, is_varied=is_varied)
            uids = []
            for number in range(articles):
                uids.append(maker.add_article(number, notes_per_article, text_bytes))
                if told is not None:
                    told(number + 1)
            maker.finish()
    return tuple(uids)


class _Bulk(Action):
    """An action whose records are all new: nothing is read before it is written."""

    def __init__(self, connection: sqlite3.Connection) -> None:
        super().__init__(connection, "Benchmark", _REVIEWER)
        self._begun: dict[str, tuple[Entity, Record]] = {}

    def write(
        self, entity: Entity, uid: str, record: Record, *, same_as: str | None = None
    ) -> None:
        assert same_as is None
        write_record(self.connection, entity, uid, record, self.at)
        self._begun[uid] = (entity, record)

    def log_all(self) -> None:
        """Log each record as it was last written."""
        for uid, (entity, record) in self._begun.items():
            self._log(uid, entity, record, None)
        self._begun.clear()


class _Maker:
    """Writes through one action, as the library's own verbs do."""

    def __init__(
        self, action: _Bulk, chance: random.Random, sources: int, *, is_varied: bool
    ) -> None:
        self._action = action
        self._chance = chance
        self._is_varied = is_varied
        names = _NAMES if is_varied else ()
        self._reviewers = [action.reviewer_uid()]
        for name in names:
            reviewer = Reviewer(uid=ReviewerUid(f"benchmark-{name}"), name=name)
            keep_reviewer(action.connection, reviewer, action.at)
            self._reviewers.append(reviewer.uid)
        self._sources = [self._add_source(number) for number in range(sources)]
        self._article_ids: list[int] = []

    def finish(self) -> None:
        """Count what is checked, as a verb does when it ends."""
        for article_id in self._article_ids:
            recount_article(self._action.connection, article_id, self._action.at)

    def add_article(self, number: int, notes: int, text_bytes: int) -> str:
        if self._is_varied:
            self._action.at = f"{_day(self._chance)}T10:00:00.000Z"
        draft = _draft(self._chance, number, text_bytes)
        text = canonical_text(draft.blocks)
        uid, _ = article_verbs.add_article(
            self._action,
            Conversion(
                blocks=draft.blocks,
                sentences=draft.sentences,
                fields=ArticleFields(
                    language="de" if number % 50 == 7 else "en",
                    title=f"Article {number}: {_sentence(self._chance)[:60]}",
                ),
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
        if self._is_varied:
            self._check_sentences((uid, revision), draft)
        self._action.log_all()
        self._article_ids.append(row_id(self._action.connection, "articles", uid) or 0)
        return uid

    def _check_sentences(self, here: tuple[str, str], draft: _Draft) -> None:
        article, revision = here
        for place in draft.prose[1 :: self._chance.randint(4, 12)]:
            span = draft.sentences[place]
            record = {
                "start_cp": span.start,
                "end_cp": span.end,
                "checked_at": self._action.at,
                "deleted_at": None,
                "article": article,
                "revision": revision,
                "reviewer": self._chance.choice(self._reviewers),
            }
            self._action.write("sentence", new_uid(), record)

    def _add_note(self, index: int, targets: list[dict[str, object]]) -> None:
        chance = self._chance
        note = CautionNote(
            category=list(Category)[index % len(Category)],
            severity=Severity(1 + chance.choices(range(4), (3, 4, 3, 1))[0]),
            correction=_sentence(chance),
            body=" ".join(_sentence(chance) for _ in range(3)),
            advice=_sentence(chance) if index % 3 == 0 else "",
        )
        status, reviewer = Status.READY, self._reviewers[0]
        evidence = [self._evidence("2026-11-19")]
        if self._is_varied:
            note = replaced(
                note,
                category=chance.choices(list(Category), range(len(Category), 0, -1))[0],
                # A word that is in all notes.
                body=f"Beware. {note.body}",
                tags=tuple(chance.sample(_TAGS, chance.choice((0, 1, 1, 2)))),
            )
            status = chance.choices(list(Status), (4, 80, 14, 2))[0]
            reviewer = chance.choice(self._reviewers)
            count = chance.choices((0, 1, 2, 3), (1, 20, 6, 2))[0]
            evidence = [self._evidence(_day(chance)) for _ in range(count)]
        record = {
            **new_note_record(note, status, reviewer=reviewer, at=self._action.at),
            "targets": targets,
            "evidence": evidence,
        }
        if self._is_varied and chance.random() < 0.01:
            record["deleted_at"] = self._action.at
        self._action.write("annotation", new_uid(), record)

    def _evidence(self, checked: str) -> Record:
        chance = self._chance
        # Some sources are cited much more often than others.
        place = int(len(self._sources) * chance.random() ** 3)
        return {
            "uid": new_uid(),
            "source": self._sources[place],
            "relation": Relation.DISPUTES.value,
            "why": "says otherwise",
            "quote": _sentence(chance),
            "locator": "p. 2",
            "checked": checked,
        }

    def _add_source(self, number: int) -> str:
        source = Source(
            uid=SourceUid(""),
            type=list(SourceType)[number % len(SourceType)],
            title=f"Source {number} on {_WORDS[number % len(_WORDS)]}",
            authors=("Singh A", "Okafor B"),
            issued="2024",
            url=f"https://example.org/{number}",
        )
        if self._is_varied:
            chance = self._chance
            source = replaced(
                source,
                title=f"{_sentence(chance)[:60]} {number}",
                authors=tuple(f"{_rare(chance).capitalize()}, A" for _ in range(3)),
                issued=str(chance.randint(1990, 2026)),
                retracted=chance.random() < 0.02,
            )
        uid = new_uid()
        self._action.write("source", uid, source_record(source, self._action.at))
        self._action.log_all()
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
        **CONFIRMED,
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
    words[chance.randrange(len(words))] = _rare(chance)
    return " ".join(words).capitalize() + f" {chance.randint(1, 999)}."


def _rare(chance: random.Random) -> str:
    return _RARE[int(len(_RARE) * chance.random() ** 3)]


def _day(chance: random.Random) -> str:
    return f"{chance.randint(2022, 2026)}-{chance.randint(1, 12):02}-{chance.randint(1, 28):02}"


def main() -> None:
    """Make a library from the command line, and say what is in it."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("file", type=Path, help="new file")
    parser.add_argument("articles", type=int)
    parser.add_argument("notes_per_article", type=int)
    parser.add_argument("text_bytes", type=int, help="of each article")
    wanted = parser.parse_args()
    make_library(
        wanted.file,
        articles=wanted.articles,
        notes_per_article=wanted.notes_per_article,
        text_bytes=wanted.text_bytes,
    )
    notes = wanted.articles * wanted.notes_per_article
    print(f"{wanted.file}: {wanted.articles:,} articles, {notes:,} notes")


if __name__ == "__main__":
    main()
