"""The verbs on articles: add, edit, remove, restore, replace the text."""

from __future__ import annotations

import hashlib
import sqlite3
import zlib
from collections.abc import Mapping
from dataclasses import dataclass, replace
from pathlib import PurePath

from annotations.errors import InvalidAnnotationError, NotFoundError
from annotations.ids import RevisionUid, new_uid
from annotations.model import Article, ArticleFields, Conversion, LibraryChange, Revision, Span
from annotations.storage import block_kinds, rows
from annotations.storage.changes import Action
from annotations.storage.rows import FIELD_NAMES, clean, clean_line
from annotations.storage.snapshots import Record, insert, read_record, row_id
from annotations.text.blocks import Block, canonical_text
from annotations.vocabulary import BlockChoice, BlockKind

#: Longest field of an article, in code points.
MAX_FIELD = 20_000
#: Most bytes that an original may unpack to; imports are smaller.
_MAX_ORIGINAL = 64 << 20


@dataclass(frozen=True, slots=True, kw_only=True)
class AddedArticle:
    """What became of an import.

    Attributes:
        article: The new article, or the one that has this text already.
        revision: Its text.
        change: Empty where the text was there already.
        notice: A sentence where nothing was added; empty otherwise.
    """

    article: Article
    revision: Revision
    change: LibraryChange
    notice: str = ""


def add_article(
    action: Action,
    conversion: Conversion,
    *,
    file_name: str,
    data: bytes,
    fields: ArticleFields,
) -> tuple[str, str]:
    """Add an article, or find the one with the same canonical text.

    Returns:
        Uid of the article, and a notice where nothing was added.
    """
    text = clean(canonical_text(conversion.blocks))
    known = _article_with(action.connection, text)
    if known is not None:
        uid, title, is_in_trash = known
        if not is_in_trash:
            return uid, f"This text is in the library already, as “{title}”. Nothing was added."
        _set_deleted(action, uid, None)
        return uid, f"This text was in the trash, as “{title}”. It was restored."
    uid = new_uid()
    record = _new_record(conversion, file_name, fields, action.at)
    action.write("article", uid, {**record, "revision": None})
    revision_uid = add_revision(action, uid, conversion, data=data, file_name=record["file_name"])
    action.write("article", uid, {**record, "revision": revision_uid})
    action.recount(uid)
    return uid, ""


def _article_with(connection: sqlite3.Connection, text: str) -> tuple[str, str, bool] | None:
    """Uid, title and whether it is in the trash, of the article that shows this text."""
    found = connection.execute(
        "SELECT a.uid, a.title, a.deleted_at IS NOT NULL FROM revisions r"
        " JOIN articles a ON a.revision_id = r.id"
        " WHERE r.text_sha256 = ? AND r.text = ? ORDER BY a.deleted_at IS NOT NULL, a.id LIMIT 1",
        (_sha256(text.encode()), text),
    ).fetchall()
    return (found[0][0], found[0][1], bool(found[0][2])) if found else None


def _new_record(conversion: Conversion, file_name: str, given: ArticleFields, at: str) -> Record:
    file_name = clean_line(PurePath(file_name).name)
    values = {
        name: clean_line(getattr(given, name)) or clean_line(getattr(conversion.fields, name))
        for name in FIELD_NAMES
    }
    _check_lengths(values)
    is_title_given = bool(clean_line(given.title))
    is_title_known = is_title_given or bool(clean_line(conversion.fields.title))
    values["title"] = values["title"] or PurePath(file_name).stem or "Untitled"
    is_suggested = not is_title_given and (conversion.title_is_suggested or not is_title_known)
    return {
        **values,
        "file_name": file_name,
        "title_suggested": int(is_suggested),
        "block_kinds": "",
        "created_at": at,
        "deleted_at": None,
    }


def add_revision(
    action: Action, uid: str, conversion: Conversion, *, data: bytes, file_name: str
) -> RevisionUid:
    """Store a text of an article, which then has to be told to show it; returns its uid."""
    text = clean(canonical_text(conversion.blocks))
    digest = _sha256(data)
    action.connection.execute(
        "INSERT INTO blobs(sha256, size, data) VALUES(?, ?, ?) ON CONFLICT DO NOTHING",
        (digest, len(data), zlib.compress(data, 6)),
    )
    revision_uid = RevisionUid(new_uid())
    _check_sentences(conversion.sentences, len(text))
    insert(
        action.connection,
        "revisions",
        {
            "uid": revision_uid,
            "article_id": row_id(action.connection, "articles", uid),
            "text_sha256": _sha256(text.encode()),
            "source_sha256": digest,
            "file_name": file_name,
            "encoding": clean_line(conversion.encoding),
            "notice": clean(conversion.notice),
            "extractor": clean_line(conversion.extractor),
            "segmenter": clean_line(conversion.segmenter),
            "created_at": action.at,
            "sentences": rows.sentences_to_blob(conversion.sentences),
            "blocks": rows.blocks_to_text([_cleaned(block) for block in conversion.blocks]),
            "text": text,
        },
    )
    return revision_uid


def _cleaned(block: Block) -> Block:
    """The block with markers and addresses that SQLite can keep; its text is kept apart."""
    if not block.marker and not block.inlines:
        return block
    inlines = tuple(replace(inline, href=clean(inline.href)) for inline in block.inlines)
    return replace(block, marker=clean(block.marker), inlines=inlines)


def _check_sentences(sentences: tuple[Span, ...], length: int) -> None:
    position = 0
    for sentence in sentences:
        if not position <= sentence.start < sentence.end <= length:
            raise ValueError(f"sentence {sentence} is out of order or outside the text")
        position = sentence.end


def edit_article(action: Action, uid: str, changes: Mapping[str, str]) -> None:
    """Change fields of an article; a title set by hand is no suggestion any more."""
    record = article_record(action.connection, uid)
    values = {name: clean_line(value) for name, value in changes.items()}
    _check_lengths(values)
    if "title" in values:
        if not values["title"]:
            raise InvalidAnnotationError("An article needs a title. Type one, or keep the old.")
        record["title_suggested"] = 0
    action.write("article", uid, {**record, **values})


def remove_article(action: Action, uid: str) -> None:
    """Move an article to the trash; nothing changes where it is there already."""
    if article_record(action.connection, uid)["deleted_at"] is None:
        _set_deleted(action, uid, action.at)


def restore_article(action: Action, uid: str) -> None:
    """Take an article out of the trash; nothing changes where it is not there."""
    _set_deleted(action, uid, None)


def _set_deleted(action: Action, uid: str, deleted_at: str | None) -> None:
    action.write(
        "article", uid, {**article_record(action.connection, uid), "deleted_at": deleted_at}
    )


def set_block_kind(action: Action, uid: str, block_index: int, choice: BlockChoice | None) -> None:
    """Say what a block of the present text is; None for what Caveat takes it for."""
    record = article_record(action.connection, uid)
    ((text, blocks),) = action.connection.execute(
        "SELECT r.text, r.blocks FROM articles a JOIN revisions r ON r.id = a.revision_id"
        " WHERE a.uid = ?",
        (uid,),
    ).fetchall()
    read = rows.blocks_from_text(blocks, text)
    if not 0 <= block_index < len(read):
        raise InvalidAnnotationError(
            "That part of the text is not there any more. Open the article again, and choose it"
            " once more."
        )
    block = read[block_index]
    if block.kind in (BlockKind.CELL, BlockKind.RULE) or not block.text.strip():
        what = "table" if block.kind is BlockKind.CELL else "line without words"
        raise InvalidAnnotationError(f"A {what} stays what it is. Choose a paragraph or a heading.")
    told = block_kinds.keep({block_index: choice or BlockChoice.PARAGRAPH}, read)
    change = block_kinds.without if choice is None else block_kinds.joined
    stored = change(record["block_kinds"], told)
    if stored != record["block_kinds"]:
        action.write("article", uid, {**record, "block_kinds": stored})
        action.recount(uid)


def read_original(connection: sqlite3.Connection, uid: str) -> bytes:
    """The bytes that the article's present text was made from."""
    found = connection.execute(
        "SELECT b.data FROM articles a JOIN revisions r ON r.id = a.revision_id"
        " JOIN blobs b ON b.sha256 = r.source_sha256 WHERE a.uid = ?",
        (uid,),
    ).fetchall()
    if not found:
        raise NotFoundError(f"No article in the library answers to “{uid}”.")
    # A few hostile bytes may unpack to gigabytes.
    return zlib.decompressobj().decompress(found[0][0], _MAX_ORIGINAL)


def article_record(connection: sqlite3.Connection, uid: str) -> Record:
    """The article as it stands, in the trash or not; NotFoundError where there is none."""
    try:
        return read_record(connection, "article", uid)
    except KeyError as error:
        raise NotFoundError(
            f"No article in the library answers to “{uid}”. It may have been removed in"
            " another window."
        ) from error


def _check_lengths(values: Mapping[str, str]) -> None:
    for name, value in values.items():
        if name not in FIELD_NAMES:
            raise TypeError(f"an article has no field {name!r}")
        if len(value) > MAX_FIELD:
            raise InvalidAnnotationError(
                f"The {name} has {len(value):,} characters; {MAX_FIELD:,} is the most. Shorten it."
            )


def _sha256(data: bytes) -> str:
    return hashlib.sha256(data).hexdigest()
