"""The text that an article shows now, and a place in it as a target keeps it."""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from annotations.errors import NotFoundError
from annotations.ids import new_uid
from annotations.model import Article, Span
from annotations.storage.block_kinds import chosen, shape_of
from annotations.storage.placing import describe
from annotations.storage.reading import read_article
from annotations.storage.snapshots import CONFIRMED, Record
from annotations.vocabulary import BlockKind, TargetRole


@dataclass(frozen=True, slots=True)
class PresentText:
    """An article of the library as places in it are made."""

    article: Article
    row_id: int
    revision: str
    text: str
    #: Code-point start and text of each heading, in order.
    headings: Sequence[tuple[int, str]]

    def heading_above(self, position: int) -> str:
        """Text of the nearest heading above a code point; empty where there is none."""
        above = [text for start, text in self.headings if start + len(text) < position]
        return above[-1] if above else ""

    def target(self, span: Span | None, role: TargetRole, why: str) -> Record:
        """A new target; the whole article where `span` is None."""
        quote = describe(self.text, span) if span else None
        return {
            "uid": new_uid(),
            "role": role.value,
            "article": self.article.uid,
            "revision": self.revision,
            "start_cp": span.start if span else None,
            "end_cp": span.end if span else None,
            "exact": quote.exact if quote else None,
            "prefix": quote.prefix if quote else None,
            "suffix": quote.suffix if quote else None,
            "why": why,
            "heading": self.heading_above(span.start) if span else "",
            **CONFIRMED,
        }


def read_present_text(connection: sqlite3.Connection, article: Article) -> PresentText:
    """The text of an article that is in the library."""
    row_id, revision, text, blocks, kinds = connection.execute(
        "SELECT a.id, r.uid, r.text, r.blocks, a.block_kinds FROM articles a"
        " JOIN revisions r ON r.id = a.revision_id WHERE a.uid = ?",
        (article.uid,),
    ).fetchall()[0]
    return PresentText(article, row_id, revision, text, tuple(_headings(text, blocks, kinds)))


class PresentTexts:
    """Texts of articles by uid, each read once."""

    def __init__(self, connection: sqlite3.Connection) -> None:
        self._connection = connection
        self._texts: dict[str, PresentText] = {}

    def of(self, article_uid: str) -> PresentText:
        """The text of an article, in the trash or not.

        Raises:
            NotFoundError: no article has that uid.
        """
        if article_uid not in self._texts:
            try:
                article = read_article(self._connection, article_uid)
            except NotFoundError as error:
                raise NotFoundError(
                    "The article of this note is not in the library any more."
                ) from error
            self._texts[article_uid] = read_present_text(self._connection, article)
        return self._texts[article_uid]


def _headings(text: str, blocks: str, block_kinds: str) -> Iterator[tuple[int, str]]:
    rows = json.loads(blocks)
    kinds = [BlockKind(row[0]) for row in rows]
    for index, choice in chosen(block_kinds, (row[1] for row in rows), text):
        kinds[index] = shape_of(choice)[0]
    start = 0
    for kind, row in zip(kinds, rows, strict=True):
        if row[1] and kind.heading_level:
            yield start, text[start : start + row[1]]
        start += row[1] + 1
