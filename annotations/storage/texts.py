"""The texts that an article has had, and whether a newer Caveat would read it otherwise."""

from __future__ import annotations

import sqlite3
from dataclasses import dataclass

from annotations.ids import RevisionUid
from annotations.storage.articles import read_original
from annotations.storage.reading import no_article

_REVISIONS = (
    "SELECT r.uid, r.created_at, r.file_name, r.extractor, r.segmenter, r.id = a.revision_id,"
    " (SELECT count(*) FROM annotations n WHERE n.deleted_at IS NULL AND n.id IN("
    "  SELECT annotation_id FROM targets WHERE revision_id = r.id UNION"
    "  SELECT annotation_id FROM targets WHERE resolved_revision_id = r.id))"
    " FROM articles a JOIN revisions r ON r.article_id = a.id WHERE a.uid = ? ORDER BY r.id DESC"
)
_PRESENT = (
    "SELECT r.file_name, r.encoding, r.extractor, r.segmenter FROM articles a"
    " JOIN revisions r ON r.id = a.revision_id WHERE a.uid = ?"
)


@dataclass(frozen=True, slots=True, kw_only=True)
class RevisionInfo:
    """One text of an article.

    Attributes:
        uid: Of the revision.
        created_at: When it came into the library.
        file: Name of the file that it was made from; empty for pasted text.
        extractor: What read the file.
        segmenter: What found the sentences.
        is_present: True for the text that the article shows.
        notes: Those with a place in it, or on all of it; not those in the trash.
    """

    uid: RevisionUid
    created_at: str
    file: str
    extractor: str
    segmenter: str
    is_present: bool
    notes: int


@dataclass(frozen=True, slots=True, kw_only=True)
class StoredOriginal:
    """What a text was made from; `encoding` is empty for pasted text."""

    data: bytes
    file_name: str
    encoding: str


def read_revisions(connection: sqlite3.Connection, article_uid: str) -> tuple[RevisionInfo, ...]:
    """The texts of an article, newest first."""
    found = connection.execute(_REVISIONS, (article_uid,)).fetchall()
    if not found:
        raise no_article(article_uid)
    return tuple(
        RevisionInfo(
            uid=RevisionUid(row[0]),
            created_at=row[1],
            file=row[2],
            extractor=row[3],
            segmenter=row[4],
            is_present=bool(row[5]),
            notes=row[6],
        )
        for row in found
    )


def read_stored_original(connection: sqlite3.Connection, article_uid: str) -> StoredOriginal:
    """The bytes of the present text, with what is needed to convert them again."""
    file_name, encoding, _, _ = _present(connection, article_uid)
    data = read_original(connection, article_uid)
    return StoredOriginal(data=data, file_name=file_name, encoding=encoding)


def has_newer_reading(connection: sqlite3.Connection, article_uid: str) -> bool:
    """True where the present text was made by another extractor or segmenter than today's."""
    from annotations.text.convert import EXTRACTOR
    from annotations.text.sentences import SEGMENTER

    return _present(connection, article_uid)[2:] != (EXTRACTOR, SEGMENTER)


def _present(connection: sqlite3.Connection, article_uid: str) -> tuple[str, str, str, str]:
    found = connection.execute(_PRESENT, (article_uid,)).fetchall()
    if not found:
        raise no_article(article_uid)
    file_name, encoding, extractor, segmenter = found[0]
    return file_name, encoding, extractor, segmenter
