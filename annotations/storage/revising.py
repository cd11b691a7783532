"""A new text for an article: what would become of all that was said of it, and taking it.

Every note is looked up from the text in which a person saw its sentence last, never from one
that it was only carried into: so nothing drifts over many small changes.
"""

from __future__ import annotations

import hashlib
import sqlite3
from bisect import bisect_left
from collections import Counter
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from annotations.errors import ImportCancelledError
from annotations.ids import ArticleUid, RevisionUid
from annotations.model import Conversion, Span
from annotations.storage import articles, block_kinds
from annotations.storage.changes import Action
from annotations.storage.reading import no_article
from annotations.storage.resolving import ConfirmedPlace, Resolver, resolved
from annotations.storage.rows import (
    blocks_from_text,
    blocks_to_text,
    clean,
    clean_line,
    sentences_to_blob,
)
from annotations.storage.snapshots import Record, place_of, read_record
from annotations.text.blocks import Block, block_starts, canonical_text
from annotations.vocabulary import AnchorState

if TYPE_CHECKING:
    from annotations.anchoring.anchor import Anchor

#: States in which a sentence that was checked is still the sentence that was checked.
_SILENT = (AnchorState.EXACT, AnchorState.SHIFTED, AnchorState.TYPOGRAPHIC)
#: Places that are looked up between two looks at whether it was cancelled.
_AT_ONCE = 200

_SHOWN = (
    "SELECT r.uid, r.text, r.sentences, r.blocks, r.extractor, r.segmenter, r.file_name"
    " FROM articles a JOIN revisions r ON r.id = a.revision_id WHERE a.uid = ?"
)
_TARGETS = (
    "SELECT t.uid, r.uid, t.start_cp, t.end_cp, n.deleted_at IS NULL FROM articles a"
    " JOIN targets t ON t.article_id = a.id JOIN annotations n ON n.id = t.annotation_id"
    " JOIN revisions r ON r.id = t.revision_id WHERE a.uid = ? AND t.start_cp IS NOT NULL"
)
_NOTES = (
    "SELECT uid FROM annotations WHERE id IN(SELECT t.annotation_id FROM articles a"
    " JOIN targets t ON t.article_id = a.id WHERE a.uid = ?) ORDER BY id"
)
_CHECKS = (
    "SELECT c.uid, c.start_cp, c.end_cp FROM articles a"
    " JOIN sentence_checks c ON c.revision_id = a.revision_id"
    " WHERE a.uid = ? AND c.deleted_at IS NULL ORDER BY c.start_cp"
)

Progress = Callable[[float, str], None]


@dataclass(frozen=True, slots=True, kw_only=True)
class UpdatePreview:
    """What would become of an article's notes and checked sentences with another text.

    Attributes:
        article_uid: Of the article.
        revision_uid: The text that it shows now.
        is_same_text: Not a character differs.
        looks_like_another_article: Next to nothing of a long text is left.
        anchors: Where each target would stand, by its uid; notes in the trash too.
        counts: Places of notes that are not in the trash, by state; every state is a key.
        checks_kept: Sentences marked as checked that stay so.
        checks_lost: Those that changed or went, and have to be read again.
        found: The same as `anchors` by confirmed place; checked sentences too.
        conversion_key: Which text it was made for.
    """

    article_uid: ArticleUid
    revision_uid: RevisionUid
    is_same_text: bool
    looks_like_another_article: bool
    anchors: Mapping[str, Anchor]
    counts: Mapping[AnchorState, int]
    checks_kept: int
    checks_lost: int
    found: Mapping[ConfirmedPlace, Anchor]
    conversion_key: str

    @property
    def to_review(self) -> int:
        """Places that a person would have to look at."""
        return sum(n for state, n in self.counts.items() if state.needs_review)

    def is_for(self, conversion: Conversion) -> bool:
        """True where it was made for this text."""
        return self.conversion_key == _key(conversion)


def preview_update(
    connection: sqlite3.Connection,
    article_uid: str,
    conversion: Conversion,
    *,
    progress: Progress | None = None,
    is_cancelled: Callable[[], bool] | None = None,
) -> UpdatePreview:
    """Look everything up in another text; nothing is changed, and no lock is held meanwhile.

    Raises:
        NotFoundError: no article has that uid.
        ImportCancelledError: `is_cancelled` said so.
    """
    report = progress or (lambda _share, _word: None)
    shown = _shown(connection, article_uid)
    text = clean(canonical_text(conversion.blocks))
    targets = connection.execute(_TARGETS, (article_uid,)).fetchall()
    checks = connection.execute(_CHECKS, (article_uid,)).fetchall()
    resolver = Resolver(connection, text, conversion.sentences)
    _go_on(is_cancelled)
    report(0.05, "Comparing the texts")
    aligned = resolver.map_from(shown.uid)
    report(0.6, "Looking the notes up")
    places = [*(row[1:4] for row in targets), *((shown.uid, *row[1:]) for row in checks)]
    found: dict[ConfirmedPlace, Anchor] = {}
    for number, place in enumerate(places):
        if number % _AT_ONCE == 0:
            _go_on(is_cancelled)
            report(0.6 + 0.4 * number / len(places), "Looking the notes up")
        if place not in found:
            found[place] = resolver.locate(place)
    kept = sum(
        _carried(found[shown.uid, start, end], conversion.sentences) is not None
        for _, start, end in checks
    )
    return UpdatePreview(
        article_uid=ArticleUid(article_uid),
        revision_uid=shown.uid,
        is_same_text=text == shown.text,
        looks_like_another_article=aligned is not None and aligned.looks_like_another_article,
        anchors={row[0]: found[row[1:4]] for row in targets},
        counts=_counted(found[row[1:4]].state for row in targets if row[4]),
        checks_kept=kept,
        checks_lost=len(checks) - kept,
        found=found,
        conversion_key=_key(conversion),
    )


def _go_on(is_cancelled: Callable[[], bool] | None) -> None:
    if is_cancelled is not None and is_cancelled():
        raise ImportCancelledError("The update was cancelled. Nothing was changed.")


def _counted(states: Iterable[AnchorState]) -> dict[AnchorState, int]:
    counts = Counter(states)
    return {state: counts[state] for state in AnchorState}


@dataclass(frozen=True, slots=True)
class _Shown:
    """The text that an article shows."""

    uid: RevisionUid
    text: str
    sentences: bytes
    blocks: str
    extractor: str
    segmenter: str
    file_name: str


def _shown(connection: sqlite3.Connection, article_uid: str) -> _Shown:
    found = connection.execute(_SHOWN, (article_uid,)).fetchall()
    if not found:
        raise no_article(article_uid)
    return _Shown(*found[0])


def _key(conversion: Conversion) -> str:
    digest = hashlib.sha256(clean(canonical_text(conversion.blocks)).encode())
    digest.update(sentences_to_blob(conversion.sentences))
    return digest.hexdigest()


@dataclass(frozen=True, slots=True)
class NewText:
    """A text, the bytes that it was made from, and their file: empty for pasted text, None
    for the one that the article's present text came from.
    """

    conversion: Conversion
    data: bytes
    file_name: str | None


def accept_update(
    action: Action, article_uid: str, new: NewText, preview: UpdatePreview | None = None
) -> None:
    """Give an article another text, and put what was said of it to its place there.

    Args:
        action: That it belongs to.
        article_uid: Of the article.
        new: The text.
        preview: What it found is not looked for again; None or an old one is no harm.
    """
    record = articles.article_record(action.connection, article_uid)
    shown = _shown(action.connection, article_uid)
    conversion = new.conversion
    text = clean(canonical_text(conversion.blocks))
    if not _differs(shown, text, conversion):
        return
    known = preview.found if preview is not None and preview.is_for(conversion) else None
    resolver = Resolver(action.connection, text, conversion.sentences, known)
    # All of it changes: what single notes add to it need not be told apart.
    action.recount(article_uid)
    named = shown.file_name if new.file_name is None else clean_line(new.file_name)
    revision = articles.add_revision(
        action, article_uid, conversion, data=new.data, file_name=named
    )
    changes = {
        "revision": revision,
        "file_name": named or record["file_name"],
        "block_kinds": _carried_kinds(record["block_kinds"], shown, conversion.blocks, resolver),
    }
    title = clean_line(conversion.fields.title)
    if record["title_suggested"] and title:
        changes["title"] = title[: articles.MAX_FIELD]
    checks = action.connection.execute(_CHECKS, (article_uid,)).fetchall()
    action.write("article", article_uid, {**record, **changes})
    _carry_notes(action, article_uid, revision, resolver, Headings(conversion.blocks))
    _carry_checks(action, checks, (shown.uid, revision), resolver, conversion.sentences)


def _differs(shown: _Shown, text: str, conversion: Conversion) -> bool:
    return (
        shown.text != text
        or shown.sentences != sentences_to_blob(conversion.sentences)
        or shown.blocks != blocks_to_text(conversion.blocks)
        or shown.extractor != clean_line(conversion.extractor)
        or shown.segmenter != clean_line(conversion.segmenter)
    )


class Headings:
    """The headings of a text, to say under which one a place is."""

    def __init__(self, blocks: Sequence[Block]) -> None:
        found = [
            (start, clean(block.text))
            for start, block in zip(block_starts(blocks), blocks, strict=True)
            if block.kind.heading_level and block.text
        ]
        self._ends = [start + len(text) for start, text in found]
        self._texts = [text for _, text in found]

    def above(self, position: int) -> str:
        """Text of the nearest heading above a code point; empty where there is none."""
        index = bisect_left(self._ends, position)
        return self._texts[index - 1] if index else ""


def _carry_notes(
    action: Action, article_uid: str, revision: str, resolver: Resolver, headings: Headings
) -> None:
    for (uid,) in action.connection.execute(_NOTES, (article_uid,)).fetchall():
        note = read_record(action.connection, "annotation", uid)
        targets = [
            _with_heading(resolved(target, revision, resolver), headings)
            if target["article"] == article_uid
            else target
            for target in note["targets"]
        ]
        action.write("annotation", uid, {**note, "targets": targets})


def _with_heading(target: Record, headings: Headings) -> Record:
    place = place_of(target)
    return target if place is None else {**target, "heading": headings.above(place[0])}


def _carry_checks(
    action: Action,
    checks: Iterable[tuple[str, int, int]],
    revisions: tuple[str, str],
    resolver: Resolver,
    sentences: Sequence[Span],
) -> None:
    old, new = revisions
    taken: set[Span] = set()
    for uid, start, end in checks:
        record = read_record(action.connection, "sentence", uid)
        sentence = _carried(resolver.locate((old, start, end)), sentences)
        if sentence is None or sentence in taken:
            action.write("sentence", uid, {**record, "deleted_at": action.at})
            continue
        taken.add(sentence)
        place = {"revision": new, "start_cp": sentence.start, "end_cp": sentence.end}
        action.write("sentence", uid, {**record, **place})


def _carried(anchor: Anchor, sentences: Sequence[Span]) -> Span | None:
    """The sentence that a checked one is now; None where it is to be read again."""
    if anchor.state not in _SILENT or anchor.start is None or anchor.end is None:
        return None
    place = Span(anchor.start, anchor.end)
    index = bisect_left(sentences, place)
    return place if index < len(sentences) and sentences[index] == place else None


def _carried_kinds(stored: str, shown: _Shown, blocks: Sequence[Block], resolver: Resolver) -> str:
    """What was chosen for blocks, with those added that changed in their words."""
    if not stored:
        return ""
    old = blocks_from_text(shown.blocks, shown.text)
    choices = block_kinds.chosen(stored, (len(block.text) for block in old), shown.text)
    old_starts, new_starts = block_starts(old), block_starts(blocks)
    here = {}
    for index, choice in choices:
        place = (shown.uid, old_starts[index], old_starts[index] + len(old[index].text))
        anchor = resolver.locate(place)
        if anchor.start is not None:
            here[bisect_left(new_starts, anchor.start + 1) - 1] = choice
    return block_kinds.joined(stored, block_kinds.keep(here, _clean_texts(blocks)))


def _clean_texts(blocks: Sequence[Block]) -> list[Block]:
    return [Block(block.kind, clean(block.text)) for block in blocks]
