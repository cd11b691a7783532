"""Read articles whole: the text and all that is said of it. Plain SQL, by index only."""

from __future__ import annotations

import gc
import sqlite3
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from contextlib import contextmanager

from annotations.errors import AmbiguousNameError, NotFoundError
from annotations.ids import ArticleUid, RevisionUid
from annotations.model import (
    Annotation,
    Article,
    Coverage,
    Evidence,
    ReviewedArticle,
    Reviewer,
    Revision,
    Source,
    Target,
)
from annotations.storage import rows
from annotations.storage.coverage import Place, overlapped, to_be_checked
from annotations.storage.rows import Row, columns
from annotations.vocabulary import SentenceState, TargetRole

#: A name shorter than this is not tried as the beginning of a uid.
_SHORTEST_PREFIX = 4

_ARTICLE = columns(rows.ARTICLE_COLUMNS, "a")
_OPEN = (
    f"SELECT a.id, {_ARTICLE}, {columns(rows.REVISION_COLUMNS, 'r')} FROM articles a"
    " JOIN revisions r ON r.id = a.revision_id WHERE a.uid = ?"
)
_HERE = "SELECT annotation_id FROM targets WHERE article_id = :article"
_NOTES = (
    f"SELECT {columns(rows.ANNOTATION_COLUMNS)} FROM annotations WHERE id IN({_HERE})"
    " AND deleted_at IS NULL AND status IN('ready', 'approved', :draft)"
)
_TARGETS = (
    f"SELECT {columns(rows.TARGET_COLUMNS)} FROM targets WHERE annotation_id IN({_HERE})"
    " ORDER BY annotation_id, position"
)
_EVIDENCE = (
    f"SELECT {columns(rows.EVIDENCE_COLUMNS)} FROM evidence WHERE annotation_id IN({_HERE})"
    " ORDER BY annotation_id, position"
)
_SOURCES = (
    f"SELECT id, {columns(rows.SOURCE_COLUMNS)} FROM sources WHERE id IN("
    f"SELECT source_id FROM evidence WHERE annotation_id IN({_HERE}))"
)
_REVIEWERS = f"SELECT {columns(rows.REVIEWER_COLUMNS)} FROM reviewers WHERE id = ?"
_OTHER_ARTICLE = f"SELECT {_ARTICLE} FROM articles a WHERE a.id = ?"
_REVISION_UID = "SELECT uid FROM revisions WHERE id = ?"


def read_article(connection: sqlite3.Connection, uid: str) -> Article:
    """The article, in the trash or not; NotFoundError where there is none."""
    found = connection.execute(f"SELECT {_ARTICLE} FROM articles a WHERE a.uid = ?", (uid,))
    row = found.fetchall()
    if not row:
        raise _no_article(uid)
    return rows.article_from_row(row[0])


def read_reviewed_article(
    connection: sqlite3.Connection, uid: str, *, drafts: bool
) -> ReviewedArticle:
    """The article with its text and its notes; NotFoundError where there is none."""
    found = connection.execute(_OPEN, (uid,)).fetchall()
    if not found:
        raise _no_article(uid)
    row = found[0]
    middle = 1 + len(rows.ARTICLE_COLUMNS)
    article = rows.article_from_row(row[1:middle])
    revision = rows.revision_from_row(article.uid, row[middle:])
    reader = _NoteReader(connection, row[0], article, revision)
    with _uncollected():
        annotations = reader.read(drafts=drafts)
        states, coverage = _checked(article, revision, annotations)
    return ReviewedArticle(
        article=article,
        revision=revision,
        annotations=annotations,
        sentence_states=states,
        coverage=coverage,
        other_articles=reader.other_articles,
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


class _NoteReader:
    """Puts the annotations of one article together from four queries."""

    def __init__(
        self, connection: sqlite3.Connection, row_id: int, article: Article, revision: Revision
    ) -> None:
        self._connection = connection
        self._here = row_id
        self._article = article
        self._articles: dict[int, Article] = {row_id: article}
        self._revision_uids: dict[int, RevisionUid] = {}
        self._reviewers: dict[int, Reviewer] = {}
        self._revision = revision

    @property
    def other_articles(self) -> dict[ArticleUid, Article]:
        """The articles that targets name, this one left out."""
        others = (a for row_id, a in self._articles.items() if row_id != self._here)
        return {article.uid: article for article in others}

    def read(self, *, drafts: bool) -> tuple[Annotation, ...]:
        """All annotations of the article in order."""
        where = {"article": self._here, "draft": "draft" if drafts else "ready"}
        notes = self._connection.execute(_NOTES, where).fetchall()
        if not notes:
            return ()
        shown = {row[0] for row in notes}
        targets = self._targets(where, shown)
        evidence = self._evidence(where, shown)
        made = (
            (
                row[-1],
                rows.annotation_from_row(
                    row,
                    tuple(targets[row[0]]),
                    tuple(evidence[row[0]]),
                    self._reviewer(row[13]),
                ),
            )
            for row in notes
        )
        # A note whose own article is in the trash says nothing about this one.
        kept = [note for live, note in made if live or self._belongs(note)]
        return tuple(sorted(kept, key=self._order))

    def _belongs(self, annotation: Annotation) -> bool:
        return any(
            target.article_uid == self._article.uid and target.role is TargetRole.CLAIM
            for target in annotation.targets
        )

    def _order(self, annotation: Annotation) -> tuple[int, int, str, str]:
        here = [t for t in annotation.targets if t.article_uid == self._article.uid]
        claims = [target for target in here if target.role is TargetRole.CLAIM]
        spans = [target.span for target in claims or here]
        first = min((span.start, span.end) if span else (0, 0) for span in spans)
        return *first, annotation.created_at, annotation.uid

    def _targets(self, where: Mapping[str, object], shown: set[int]) -> dict[int, list[Target]]:
        found: dict[int, list[Target]] = defaultdict(list)
        # Nearly all targets lie in the one text that is read.
        row_id, uid = self._here, self._article.uid
        revision_id, revision_uid = None, None
        for row in self._connection.execute(_TARGETS, where).fetchall():
            if row[0] not in shown:
                continue
            if row[2] != revision_id:
                revision_id, revision_uid = row[2], self._revision_uid(row[2])
            article_uid = uid if row[1] == row_id else self._article_uid(row[1])
            found[row[0]].append(rows.target_from_row(row, article_uid, revision_uid))
        return found

    def _evidence(self, where: Mapping[str, object], shown: set[int]) -> dict[int, list[Evidence]]:
        sources: dict[int, Source] = {
            row[0]: rows.source_from_row(row[1:])
            for row in self._connection.execute(_SOURCES, where).fetchall()
        }
        found: dict[int, list[Evidence]] = defaultdict(list)
        for row in self._connection.execute(_EVIDENCE, where).fetchall():
            if row[0] in shown:
                found[row[0]].append(rows.evidence_from_row(row, sources[row[1]]))
        return found

    def _article_uid(self, row_id: int | None) -> ArticleUid | None:
        if row_id is None:
            return None
        if row_id not in self._articles:
            self._articles[row_id] = rows.article_from_row(self._row(_OTHER_ARTICLE, row_id))
        return self._articles[row_id].uid

    def _revision_uid(self, row_id: int | None) -> RevisionUid | None:
        if row_id is None:
            return None
        if row_id not in self._revision_uids:
            self._revision_uids[row_id] = RevisionUid(self._row(_REVISION_UID, row_id)[0])
        return self._revision_uids[row_id]

    def _reviewer(self, row_id: int) -> Reviewer:
        if row_id not in self._reviewers:
            self._reviewers[row_id] = rows.reviewer_from_row(self._row(_REVIEWERS, row_id))
        return self._reviewers[row_id]

    def _row(self, sql: str, row_id: int) -> Row:
        return tuple(self._connection.execute(sql, (row_id,)).fetchall()[0])


def _checked(
    article: Article, revision: Revision, annotations: Iterable[Annotation]
) -> tuple[tuple[SentenceState, ...], Coverage]:
    """Sentence states and coverage from published notes; the same as the list's row says."""
    claims: set[Place] = set()
    places: set[Place] = set()
    by: set[str] = set()
    last_on = ""
    for note in annotations:
        if not note.status.is_published:
            continue
        is_own = False
        for target in note.targets:
            if target.article_uid != article.uid:
                continue
            span, is_claim = target.span, target.role is TargetRole.CLAIM
            is_own = is_own or is_claim
            if span:
                place = (span.start, span.end)
                places.add(place)
                if is_claim:
                    claims.add(place)
        if is_own:
            last_on = max(last_on, note.modified_at)
            by.add(note.reviewer.name)
    sentences = [(sentence.start, sentence.end) for sentence in revision.sentences]
    flagged = overlapped(sentences, claims)
    counting = to_be_checked(
        sentences,
        ((block.kind.value, len(block.text), block.folded) for block in revision.blocks),
        places,
    )
    states = tuple(
        SentenceState.FLAGGED if index in flagged else SentenceState.UNSEEN
        for index in range(len(sentences))
    )
    coverage = Coverage(
        checked=len(counting & flagged),
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
    raise _no_article(name)


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


def _no_article(name: str) -> NotFoundError:
    return NotFoundError(
        f"No article in the library answers to “{name}”. Look at the list for its title,"
        " file name or uid."
    )
