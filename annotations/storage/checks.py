"""The verb on sentences: checked, nothing to say."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Sequence

from annotations.errors import InvalidAnnotationError
from annotations.ids import new_uid
from annotations.model import Span
from annotations.storage.changes import Action
from annotations.storage.reading import no_article
from annotations.storage.rows import pairs_from_blob
from annotations.storage.snapshots import Record, read_record

_TEXT = (
    "SELECT r.id, r.uid, r.sentences FROM articles a JOIN revisions r ON r.id = a.revision_id"
    " WHERE a.uid = ?"
)
# The one that counts first, else the last that was taken back.
_KNOWN = (
    "SELECT uid, deleted_at IS NULL FROM sentence_checks"
    " WHERE revision_id = ? AND start_cp = ? AND end_cp = ?"
    " ORDER BY deleted_at IS NOT NULL, deleted_at DESC, id DESC"
)


def mark_checked(action: Action, article_uid: str, spans: Sequence[Span], *, checked: bool) -> None:
    """Say of sentences of the present text that they were checked, or take it back.

    A sentence that is marked already stays with who marked it first.
    """
    found = action.connection.execute(_TEXT, (article_uid,)).fetchall()
    if not found:
        raise no_article(article_uid)
    revision_id, revision_uid, sentences = found[0]
    _refuse_parts(pairs_from_blob(sentences), spans)
    for span in dict.fromkeys(spans):
        known = action.connection.execute(_KNOWN, (revision_id, span.start, span.end)).fetchall()
        if not checked:
            for uid in (uid for uid, is_live in known if is_live):
                record = read_record(action.connection, "sentence", uid)
                action.write("sentence", uid, {**record, "deleted_at": action.at})
        elif not known or not known[0][1]:
            record = _record(action, article_uid, revision_uid, span)
            action.write("sentence", known[0][0] if known else new_uid(), record)


def _record(action: Action, article_uid: str, revision_uid: str, span: Span) -> Record:
    return {
        "article": article_uid,
        "revision": revision_uid,
        "start_cp": span.start,
        "end_cp": span.end,
        "reviewer": action.reviewer_uid(),
        "checked_at": action.at,
        "deleted_at": None,
    }


def _refuse_parts(sentences: Sequence[tuple[int, int]], spans: Sequence[Span]) -> None:
    for span in spans:
        place = (span.start, span.end)
        index = bisect_left(sentences, place)
        if index == len(sentences) or sentences[index] != place:
            raise InvalidAnnotationError(
                f"The place {span.start} to {span.end} is not a whole sentence of the article's"
                " text. Choose the sentence again."
            )
