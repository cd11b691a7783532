"""Read articles whole: the text and all that is said of it. Plain SQL, by index only."""

from __future__ import annotations

import gc
import sqlite3
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from dataclasses import replace

from annotations.errors import AmbiguousNameError, NotFoundError
from annotations.model import Annotation, Article, Coverage, ReviewedArticle, Revision
from annotations.storage import rows
from annotations.storage.block_kinds import with_choices
from annotations.storage.coverage import Place, overlapped, to_be_checked
from annotations.storage.note_reading import NoteReader
from annotations.storage.rows import Row, columns
from annotations.vocabulary import SentenceState, TargetRole

#: A name shorter than this is not tried as the beginning of a uid.
_SHORTEST_PREFIX = 4

_ARTICLE = columns(rows.ARTICLE_COLUMNS, "a")
_WHOLE = (
    "SELECT a.id, r.id, r.id = a.revision_id, a.block_kinds,"
    f" {_ARTICLE}, {columns(rows.REVISION_COLUMNS, 'r')} FROM articles a JOIN revisions r"
)
_OPEN = f"{_WHOLE} ON r.id = a.revision_id WHERE a.uid = :article"
_OPEN_REVISION = f"{_WHOLE} ON r.article_id = a.id WHERE a.uid = :article AND r.uid = :revision"
_OKS = (
    "SELECT c.start_cp, c.end_cp, c.checked_at, w.name FROM sentence_checks c"
    " JOIN revisions r ON r.id = c.revision_id JOIN reviewers w ON w.id = c.reviewer_id"
    " WHERE r.uid = ? AND c.deleted_at IS NULL"
)


def read_article(connection: sqlite3.Connection, uid: str) -> Article:
    """The article, in the trash or not; NotFoundError where there is none."""
    found = connection.execute(f"SELECT {_ARTICLE} FROM articles a WHERE a.uid = ?", (uid,))
    row = found.fetchall()
    if not row:
        raise no_article(uid)
    return rows.article_from_row(row[0])


def read_reviewed_article(
    connection: sqlite3.Connection,
    uid: str,
    *,
    drafts: bool,
    withdrawn: bool,
    revision_uid: str | None = None,
) -> ReviewedArticle:
    """The article with its text, or one of those before it, and the notes on that text;
    NotFoundError where there is none.
    """
    where = {"article": uid, "revision": revision_uid}
    sql = _OPEN if revision_uid is None else _OPEN_REVISION
    found = connection.execute(sql, where).fetchall()
    if not found:
        raise no_article(uid)
    row_id, as_of, is_present, kinds, *row = found[0]
    middle = len(rows.ARTICLE_COLUMNS)
    article = rows.article_from_row(tuple(row[:middle]))
    revision = rows.revision_from_row(article.uid, tuple(row[middle:]))
    if kinds:
        blocks = with_choices(revision.blocks, kinds, revision.text)
        revision = replace(revision, blocks=blocks)
    reader = NoteReader(connection, {row_id: article}, as_of=None if is_present else as_of)
    with _uncollected():
        annotations = reader.of_article(row_id, article, drafts=drafts, withdrawn=withdrawn)
        checks = connection.execute(_OKS, (revision.uid,)).fetchall()
        states, coverage = _checked(article, revision, annotations, checks)
    others = (other for number, other in reader.articles.items() if number != row_id)
    return ReviewedArticle(
        article=article,
        revision=revision,
        annotations=annotations,
        sentence_states=states,
        coverage=coverage,
        other_articles={other.uid: other for other in others},
    )


@contextmanager
def _uncollected() -> Iterator[None]:
    """Make many values without looking for garbage among them: it is a fifth of the time."""
    was_enabled = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if was_enabled:
            gc.enable()


def _checked(
    article: Article, revision: Revision, annotations: Iterable[Annotation], checks: list[Row]
) -> tuple[tuple[SentenceState, ...], Coverage]:
    """Sentence states and coverage from published notes and checked sentences; the same as
    the list's row says.
    """
    claims: set[Place] = set()
    places: set[Place] = set()
    by = {row[3] for row in checks}
    last_on = max((row[2] for row in checks), default="")
    for note in annotations:
        here = [target for target in note.targets if target.article_uid == article.uid]
        own = [target for target in here if target.role is TargetRole.CLAIM]
        if not note.status.is_published or not own:
            continue
        places.update((t.span.start, t.span.end) for t in here if t.span)
        claims.update((t.span.start, t.span.end) for t in own if t.span)
        last_on = max(last_on, note.modified_at)
        by.add(note.reviewer.name)
    sentences = [(sentence.start, sentence.end) for sentence in revision.sentences]
    flagged = overlapped(sentences, claims)
    fine = {row[:2] for row in checks}
    counting = to_be_checked(
        sentences,
        ((block.kind.value, len(block.text), block.folded) for block in revision.blocks),
        places,
    )
    states = tuple(
        SentenceState.FLAGGED
        if index in flagged
        else SentenceState.OK
        if sentence in fine
        else SentenceState.UNSEEN
        for index, sentence in enumerate(sentences)
    )
    coverage = Coverage(
        checked=sum(states[index] is not SentenceState.UNSEEN for index in counting),
        of=len(counting),
        last_on=last_on[:10],
        by=tuple(sorted(by)),
    )
    return states, coverage


def find_article(connection: sqlite3.Connection, name: str) -> Article:
    """Look an article up by uid, by the beginning of one, by the imported file's name with
    or without its ending, then by its exact title. Those in the trash are passed over.

    Raises:
        NotFoundError: none answers.
        AmbiguousNameError: more than one answers; two are named.
    """
    name = rows.clean(name).strip()
    for candidates in (_by_uid, _by_prefix, by_file, by_title):
        found = candidates(connection, name) if name else []
        if len(found) > 1:
            raise AmbiguousNameError(
                f"“{name}” could be {_described(found[0])} or {_described(found[1])}."
                " Give the uid of the one you mean."
            )
        if found:
            return found[0]
    if name and (
        by_file(connection, name, in_trash=True) or by_title(connection, name, in_trash=True)
    ):
        raise NotFoundError(f"“{name}” is in the trash. Restore it first.")
    raise no_article(name)


def _by_uid(connection: sqlite3.Connection, name: str) -> list[Article]:
    return _articles(connection, "a.uid = ?", name)


def _by_prefix(connection: sqlite3.Connection, name: str) -> list[Article]:
    prefix = name.lower()
    if len(prefix) < _SHORTEST_PREFIX or not set(prefix) <= set("0123456789abcdef-"):
        return []
    return _articles(connection, "a.uid >= ? AND a.uid < ?", prefix, prefix + "g")


def by_file(connection: sqlite3.Connection, name: str, *, in_trash: bool = False) -> list[Article]:
    """Articles imported from that file name, with or without its ending."""
    exact = _articles(connection, "a.file_name = ?", name, in_trash=in_trash)
    # "/" is the character after ".": all names that begin with the stem and a dot.
    stems = _articles(
        connection,
        "a.file_name >= ? AND a.file_name < ?",
        f"{name}.",
        f"{name}/",
        in_trash=in_trash,
    )
    return exact or [a for a in stems if a.file_name.rpartition(".")[0] == name]


def by_title(
    connection: sqlite3.Connection, title: str, *, in_trash: bool = False
) -> list[Article]:
    """Articles with exactly that title."""
    found = _articles(connection, "a.title = ? COLLATE NOCASE", title, in_trash=in_trash)
    return [article for article in found if article.title == title]


def _articles(
    connection: sqlite3.Connection, where: str, *values: str, in_trash: bool = False
) -> list[Article]:
    state = "a.deleted_at > ''" if in_trash else "a.deleted_at IS NULL"
    found = connection.execute(
        f"SELECT {_ARTICLE} FROM articles a WHERE {state} AND {where} ORDER BY a.id LIMIT 100",
        values,
    )
    return [rows.article_from_row(row) for row in found.fetchall()]


def _described(article: Article) -> str:
    file = f", imported from “{article.file_name}”" if article.file_name else ""
    return f"“{article.title}” ({article.uid}{file})"


def no_article(name: str) -> NotFoundError:
    """The error for an article that is not in the library."""
    return NotFoundError(
        f"No article in the library answers to “{name}”. Look at the list for its title,"
        " file name or uid."
    )
