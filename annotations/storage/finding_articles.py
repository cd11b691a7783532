"""What a query asks of articles: of themselves, and of the notes that they have."""

from __future__ import annotations

import sqlite3
from collections.abc import Sequence
from dataclasses import replace
from functools import partial

from annotations.query import Condition, Query, QueryField
from annotations.storage.finding_filter import PUBLISHED, article_parts, note_filter, unworded
from annotations.storage.finding_parts import FEW, NO_INDEX, Part, Sql, joined, negated, rarest
from annotations.storage.finding_plan import words_part

WORST_FIRST = (
    "a.n_critical DESC, a.n_serious DESC, a.n_moderate DESC, a.n_info DESC,"
    " a.title COLLATE NOCASE, a.id"
)
_OF_ARTICLES = (QueryField.ARTICLE, QueryField.LANGUAGE)
#: Published notes that went out of sight with their article.
_IN_TRASH = "n.deleted_at IS NULL AND n.status IN('ready', 'approved')"
_NOTES = "article_notes b CROSS JOIN annotations n ON n.id = b.annotation_id"


def article_questions(
    connection: sqlite3.Connection, query: Query, *, drafts: bool, in_trash: bool = False
) -> tuple[list[Part], list[Sql]]:
    """What must be true of an article `a`, and what must not.

    Args:
        connection: To the library.
        query: As understood: its words are asked of the article; the fields that speak of
            notes and sources, of one note that it has; those with a minus, of all its notes.
        drafts: Whether drafts, withdrawn and deleted notes may be asked for.
        in_trash: Whether the article is in the trash, where no note is live.
    """
    ask = partial(note_question, connection, drafts=drafts, in_trash=in_trash)
    wanted = [c for c in query.conditions if not c.is_negated]
    unwanted = [c for c in query.conditions if c.is_negated]
    parts = article_parts(wanted)
    words = words_part(connection, query, "articles_fts", "a.id")
    parts += [words] if words else []
    of_notes = _of_notes(wanted)
    if of_notes:
        parts.append(ask(Query(of_notes)))
    tests = [negated(part.test) for c in unwanted for part in article_parts([c])]
    for condition in _of_notes(unwanted):
        one = Query((Condition(condition.field, condition.value, condition.comparison),))
        tests.append(negated(ask(one).test))
    without = unworded(query, "articles_fts", "a.id")
    return parts, tests + ([without] if without else [])


def _of_notes(conditions: Sequence[Condition]) -> tuple[Condition, ...]:
    return tuple(c for c in conditions if c.field not in _OF_ARTICLES)


def note_question(
    connection: sqlite3.Connection, query: Query, *, drafts: bool, in_trash: bool = False
) -> Part:
    """Articles with a note that answers the fields of a query."""
    asked = note_filter(query, drafts=drafts)
    if in_trash and asked.shown == Sql(PUBLISHED):
        asked = replace(asked, shown=Sql(_IN_TRASH), walk="")
    graded = asked.graded_part
    parts = [*asked.parts, *([graded] if graded else [])]
    tests = [asked.shown, *asked.tests]
    tests += [] if graded else asked.graded
    leading = rarest(connection, parts, FEW)
    rest = joined([*tests, *(part.test for part in parts if part is not leading)])
    every = joined([*tests, *(part.test for part in parts)])
    test = Sql(
        f"EXISTS(SELECT 1 FROM {_NOTES} WHERE b.article_id = a.id AND {every.text})", every.values
    )
    if leading is None:
        return Part(NO_INDEX, test)
    few = leading.ids
    ids = Sql(
        "SELECT b.article_id FROM annotations n NOT INDEXED CROSS JOIN article_notes b"
        f" ON b.annotation_id = n.id WHERE n.id IN({few.text}) AND {rest.text}",
        (*few.values, *rest.values),
    )
    return Part(ids, test)
