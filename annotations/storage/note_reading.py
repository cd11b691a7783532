"""Read annotations whole: with their targets, evidence, sources and people."""

from __future__ import annotations

import sqlite3
from collections import defaultdict
from collections.abc import Mapping

from annotations.errors import NotFoundError
from annotations.ids import ArticleUid, RevisionUid
from annotations.model import Annotation, Article, Evidence, Reviewer, Source, Target
from annotations.storage import rows
from annotations.storage.rows import Row, columns
from annotations.vocabulary import TargetRole

_OF_ARTICLE = "SELECT annotation_id FROM targets WHERE article_id = :article"
_OF_REVISION = (
    "SELECT annotation_id FROM targets WHERE revision_id = :revision"
    " UNION SELECT annotation_id FROM targets WHERE resolved_revision_id = :revision"
)
_OF_UID = "SELECT id FROM annotations WHERE uid = :uid"
_SHOWN = " AND deleted_at IS NULL AND status IN('ready', 'approved', :draft, :withdrawn)"

_REVIEWERS = f"SELECT {columns(rows.REVIEWER_COLUMNS)} FROM reviewers WHERE id = ?"
_OTHER_ARTICLE = f"SELECT {columns(rows.ARTICLE_COLUMNS, 'a')} FROM articles a WHERE a.id = ?"
_REVISION_UID = "SELECT uid FROM revisions WHERE id = ?"


def _notes(ids: str) -> str:
    return f"SELECT {columns(rows.ANNOTATION_COLUMNS)} FROM annotations WHERE id IN({ids})"


def _targets(ids: str) -> str:
    return (
        f"SELECT {columns(rows.TARGET_COLUMNS)} FROM targets WHERE annotation_id IN({ids})"
        " ORDER BY annotation_id, position"
    )


def _evidence(ids: str) -> str:
    return (
        f"SELECT {columns(rows.EVIDENCE_COLUMNS)} FROM evidence WHERE annotation_id IN({ids})"
        " ORDER BY annotation_id, position"
    )


def _sources(ids: str) -> str:
    return (
        f"SELECT id, {columns(rows.SOURCE_COLUMNS)} FROM sources WHERE id IN("
        f"SELECT source_id FROM evidence WHERE annotation_id IN({ids}))"
    )


def read_note(connection: sqlite3.Connection, uid: str) -> Annotation:
    """One note of any status, in the trash or not; NotFoundError where there is none."""
    found = NoteReader(connection, {}).read(_OF_UID, {"uid": uid})
    if not found:
        raise no_note()
    return found[0][1]


def no_note() -> NotFoundError:
    """The error for a note that is not in the library."""
    return NotFoundError(
        "This note is not in the library any more. Open the article again to see what is."
    )


class NoteReader:
    """Puts annotations together from four queries, and remembers the articles they name."""

    def __init__(
        self,
        connection: sqlite3.Connection,
        articles: Mapping[int, Article],
        *,
        as_of: int | None = None,
    ) -> None:
        """Take what is known already.

        Args:
            connection: To read from.
            articles: By row number.
            as_of: Row number of a revision of one of them: what notes say of that article is
                said of this text.
        """
        self._connection = connection
        self._as_of = as_of
        self._as_of_article = next(iter(articles), None)
        #: By row number: what is known already, and what targets name.
        self.articles: dict[int, Article] = dict(articles)
        self._revision_uids: dict[int, RevisionUid] = {}
        self._reviewers: dict[int, Reviewer] = {}

    def of_article(
        self, row_id: int, article: Article, *, drafts: bool, withdrawn: bool
    ) -> tuple[Annotation, ...]:
        """All annotations of an article, in order; drafts and withdrawn ones where asked."""
        where: dict[str, object] = {
            "article": row_id,
            "draft": "draft" if drafts else "ready",
            "withdrawn": "withdrawn" if withdrawn else "ready",
        }
        if self._as_of is not None:
            where["revision"] = self._as_of
        made = self.read(_OF_ARTICLE if self._as_of is None else _OF_REVISION, where, _SHOWN)
        # A note whose own article is in the trash says nothing about this one.
        kept = [note for live, note in made if live or _belongs(note, article.uid)]
        return tuple(sorted(kept, key=lambda note: _order(note, article.uid)))

    def read(
        self, ids: str, where: Mapping[str, object], condition: str = ""
    ) -> list[tuple[bool, Annotation]]:
        """Annotations with whether they are live.

        Args:
            ids: Query for row numbers of annotations.
            where: Values of the query and the condition.
            condition: More to ask of the annotations themselves.
        """
        notes = self._connection.execute(_notes(ids) + condition, where).fetchall()
        if not notes:
            return []
        shown = {row[0] for row in notes}
        targets = self._targets(_targets(ids), where, shown)
        evidence = self._evidence(ids, where, shown)
        return [
            (
                bool(row[17]),
                rows.annotation_from_row(
                    row,
                    tuple(targets[row[0]]),
                    tuple(evidence[row[0]]),
                    self._reviewer(row[13]),
                    self._reviewer(row[19]).name if row[19] is not None else "",
                ),
            )
            for row in notes
        ]

    def _targets(
        self, sql: str, where: Mapping[str, object], shown: set[int]
    ) -> dict[int, list[Target]]:
        found: dict[int, list[Target]] = defaultdict(list)
        # Nearly all targets lie in one text.
        article_id, article_uid = None, None
        for row in self._connection.execute(sql, where).fetchall():
            if row[0] not in shown:
                continue
            if row[1] != article_id:
                article_id, article_uid = row[1], self._article_uid(row[1])
            told = row
            if self._as_of is not None and row[1] == self._as_of_article:
                told = rows.target_row_as_of(row, self._as_of)
            confirmed = self._revision_uid(row[2])
            revision = confirmed if told[13] is None else self._revision_uid(told[13])
            found[row[0]].append(rows.target_from_row(told, article_uid, revision, confirmed))
        return found

    def _evidence(
        self, ids: str, where: Mapping[str, object], shown: set[int]
    ) -> dict[int, list[Evidence]]:
        sources: dict[int, Source] = {
            row[0]: rows.source_from_row(row[1:])
            for row in self._connection.execute(_sources(ids), where).fetchall()
        }
        found: dict[int, list[Evidence]] = defaultdict(list)
        for row in self._connection.execute(_evidence(ids), where).fetchall():
            if row[0] in shown:
                found[row[0]].append(rows.evidence_from_row(row, sources[row[1]]))
        return found

    def _article_uid(self, row_id: int | None) -> ArticleUid | None:
        if row_id is None:
            return None
        if row_id not in self.articles:
            self.articles[row_id] = rows.article_from_row(self._row(_OTHER_ARTICLE, row_id))
        return self.articles[row_id].uid

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


def _belongs(annotation: Annotation, article: ArticleUid) -> bool:
    return any(
        target.article_uid == article and target.role is TargetRole.CLAIM
        for target in annotation.targets
    )


def _order(annotation: Annotation, article: ArticleUid) -> tuple[int, int, str, str]:
    here = [t for t in annotation.targets if t.article_uid == article]
    claims = [target for target in here if target.role is TargetRole.CLAIM]
    spans = [target.span for target in claims or here]
    first = min((span.start, span.end) if span else (0, 0) for span in spans)
    return *first, annotation.created_at, annotation.uid
