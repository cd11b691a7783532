"""Where places of an article's earlier texts stand in a later one."""

from __future__ import annotations

import sqlite3
from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING

from annotations.model import Span
from annotations.storage.rows import lines_to_text, sentences_from_blob, spans_to_json
from annotations.storage.snapshots import CONFIRMED, Record, revision_of
from annotations.vocabulary import AnchorState

if TYPE_CHECKING:
    from annotations.anchoring.anchor import Anchor
    from annotations.anchoring.revision_map import RevisionMap

#: Uid of the text that a place was confirmed in, and its half-open code points there.
ConfirmedPlace = tuple[str, int, int]

_REVISION = "SELECT text, sentences FROM revisions WHERE uid = ?"
_PRESENT = (
    "SELECT r.uid, r.text, r.sentences FROM articles a JOIN revisions r ON r.id = a.revision_id"
    " WHERE a.uid = ?"
)


class Resolver:
    """Looks places of any earlier text up in one text; each text is aligned once."""

    def __init__(
        self,
        connection: sqlite3.Connection,
        text: str,
        sentences: Sequence[Span],
        known: Mapping[ConfirmedPlace, Anchor] | None = None,
    ) -> None:
        self._connection = connection
        self._text = text
        self._sentences = sentences
        self._known = known or {}
        self._maps: dict[str, RevisionMap | None] = {}

    def locate(self, place: ConfirmedPlace) -> Anchor:
        """Where the place is in this text."""
        from annotations.anchoring.anchor import Anchor

        known = self._known.get(place)
        if known is not None:
            return known
        revision, start, end = place
        found = self.map_from(revision)
        if found is None:
            return Anchor(AnchorState.EXACT, start, end, 1.0)
        return found.locate(start, end)

    def map_from(self, revision: str) -> RevisionMap | None:
        """The map from an earlier text; None where that is the same as this one."""
        from annotations.anchoring.revision_map import align_revisions

        if revision not in self._maps:
            ((text, sentences),) = self._connection.execute(_REVISION, (revision,)).fetchall()
            self._maps[revision] = (
                None
                if text == self._text
                else align_revisions(
                    text,
                    self._text,
                    old_sentences=sentences_from_blob(sentences),
                    new_sentences=self._sentences,
                )
            )
        return self._maps[revision]


def confirmed_place(target: Record) -> ConfirmedPlace | None:
    """Where a person saw a target last; None for a whole article and a quote without a place."""
    if target["start_cp"] is None or target["revision"] is None:
        return None
    return target["revision"], target["start_cp"], target["end_cp"]


def resolved(target: Record, revision: str, resolver: Resolver) -> Record:
    """The target as it stands in the text of the resolver, whose uid is `revision`."""
    if target["revision"] == revision:
        return {**target, **CONFIRMED}
    place = confirmed_place(target)
    if place is None:
        return {**target, "resolved": revision}
    anchor = resolver.locate(place)
    return {
        **target,
        "state": anchor.state.value,
        "resolved": revision,
        "resolved_start": anchor.start,
        "resolved_end": anchor.end,
        "score": round(anchor.score, 4),
        "flags": lines_to_text(sorted(flag.value for flag in anchor.flags)),
        "suggestions": spans_to_json(anchor.suggestions),
    }


def settled(connection: sqlite3.Connection, record: Record) -> Record:
    """The record of a note with each target looked up in the text that its article shows now.

    What was kept of a note earlier, in the trash or in the history, may speak of a text that
    has been replaced since.
    """
    return {**record, "targets": [_settled(connection, target) for target in record["targets"]]}


def _settled(connection: sqlite3.Connection, target: Record) -> Record:
    if target["article"] is None:
        return target
    ((revision, text, sentences),) = connection.execute(_PRESENT, (target["article"],)).fetchall()
    if revision_of(target) == revision:
        return target
    return resolved(target, revision, Resolver(connection, text, sentences_from_blob(sentences)))
