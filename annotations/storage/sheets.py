"""Add the notes of a review sheet to a library, each at the place of its quotation."""

from __future__ import annotations

import sqlite3
from dataclasses import dataclass, replace

from annotations.exchange.review_sheet import (
    Refusal,
    ReviewSheet,
    SheetArticle,
    SheetConflict,
    SheetNote,
)
from annotations.ids import new_uid
from annotations.model import Article, LibraryChange, Span
from annotations.storage.changes import Action
from annotations.storage.placing import find_quote, fold
from annotations.storage.present_text import PresentText, read_present_text
from annotations.storage.reading import by_file, by_title
from annotations.storage.rows import FIELD_NAMES, clean, clean_line, new_note_record, note_to_record
from annotations.storage.snapshots import CONFIRMED, Record, read_record
from annotations.storage.sources import find_source, source_record
from annotations.vocabulary import AnchorState, TargetRole

#: Most of a quotation that a sentence to a user repeats, in code points.
_SHOWN = 60


@dataclass(frozen=True, slots=True, kw_only=True)
class AnnotateReport:
    """What became of a review sheet; ids are those of the sheet's notes.

    Attributes:
        added: Notes that are in the library now.
        known: Notes that were there already, word for word.
        changed: Notes that are there with other content, and were left alone.
        refused: Notes that could not be added, with the reason; the reader's refusals first.
        notices: Sentences on conflicts that are kept without a place.
        change: What changed in the library.
    """

    added: tuple[str, ...]
    known: tuple[str, ...]
    changed: tuple[str, ...]
    refused: tuple[Refusal, ...]
    notices: tuple[str, ...]
    change: LibraryChange


class SheetWriter:
    """Writes one sheet through one action, and collects the report."""

    def __init__(self, action: Action, sheet: ReviewSheet) -> None:
        self._action = action
        self._connection = action.connection
        self._sheet = sheet
        self._of_sheet = {article.id: article for article in sheet.articles}
        self._texts: dict[str, PresentText | str] = {}
        self._added: list[str] = []
        self._known: list[str] = []
        self._changed: list[str] = []
        self._refused = list(sheet.refused)
        self._notices: list[str] = []

    def write(self) -> None:
        """Add what can be added."""
        for article in self._sheet.articles:
            here = self._text(article)
            if isinstance(here, str):
                self._refused += [
                    Refusal(note.id, f"Note {note.id}: {here}") for note in article.notes
                ]
                continue
            self._fill(here.article, article)
            for note in article.notes:
                self._write_note(here, note)

    def report(self, change: LibraryChange) -> AnnotateReport:
        """What became of the sheet; `change` is what the action did."""
        return AnnotateReport(
            added=tuple(self._added),
            known=tuple(self._known),
            changed=tuple(self._changed),
            refused=tuple(self._refused),
            notices=tuple(self._notices),
            change=change,
        )

    def _fill(self, article: Article, given: SheetArticle) -> None:
        """Fill what is empty in the article's fields, or only suggested."""
        record = read_record(self._connection, "article", article.uid)
        offered = replace(given.fields, title=given.fields.title or given.title)
        for name in FIELD_NAMES:
            value = clean_line(getattr(offered, name))
            if name == "title" and value and record["title_suggested"]:
                record |= {"title": value, "title_suggested": 0}
            elif value and not record[name]:
                record[name] = value
        self._action.write("article", article.uid, record)

    def _write_note(self, here: PresentText, note: SheetNote) -> None:
        quote = clean(note.quote)
        known = self._known_note(here, note.id, quote)
        if known is not None:
            is_same = self._content_of(note) == _content(known)
            (self._known if is_same else self._changed).append(note.id)
            return
        spans = find_quote(here.text, quote)
        if len(spans) != 1:
            self._refuse(note.id, _not_placed(here, quote, len(spans)))
            return
        uid = new_uid()
        self._action.write("annotation", uid, self._new_record(here, note, spans[0]))
        self._added.append(note.id)

    def _new_record(self, here: PresentText, note: SheetNote, span: Span) -> Record:
        return {
            **new_note_record(
                note.note,
                note.status,
                reviewer=self._action.reviewer_uid(),
                at=self._action.at,
                sheet_note=note.id,
            ),
            "targets": [
                here.target(span, TargetRole.CLAIM, ""),
                *(self._conflict(note.id, conflict) for conflict in note.conflicts),
            ],
            "evidence": [
                {
                    "uid": new_uid(),
                    "source": self._source(item.source_id),
                    "relation": item.relation.value,
                    "why": clean(item.why),
                    "quote": clean(item.quote),
                    "locator": clean(item.locator),
                    "checked": clean(item.checked),
                }
                for item in note.evidence
            ],
        }

    def _conflict(self, note_id: str, conflict: SheetConflict) -> Record:
        quote = clean(conflict.quote)
        there = self._conflict_text(conflict.article)
        if isinstance(there, str):
            self._notice(note_id, quote, there)
        else:
            spans = find_quote(there.text, quote)
            if len(spans) == 1:
                return there.target(spans[0], TargetRole.CONFLICT, clean(conflict.why))
            self._notice(note_id, quote, _not_placed(there, quote, len(spans)))
        return {
            "uid": new_uid(),
            "role": TargetRole.CONFLICT.value,
            "article": None,
            "revision": None,
            "start_cp": None,
            "end_cp": None,
            "exact": quote,
            "prefix": "",
            "suffix": "",
            "why": clean(conflict.why),
            "heading": "",
            **CONFIRMED,
            "state": AnchorState.ORPHAN.value,
        }

    def _conflict_text(self, sheet_id: str) -> PresentText | str:
        article = self._of_sheet.get(sheet_id)
        if article is None:
            found = by_file(self._connection, clean(sheet_id))
            if len(found) != 1:
                return f"The article “{sheet_id}” is not in the library."
            return read_present_text(self._connection, found[0])
        return self._text(article)

    def _source(self, source_id: str) -> str:
        record = source_record(self._sheet.sources[source_id], self._action.at)
        uid = find_source(self._connection, record)
        if uid is None:
            uid = new_uid()
            self._action.write("source", uid, record)
        return uid

    def _known_note(self, here: PresentText, note_id: str, quote: str) -> Record | None:
        rows = self._connection.execute(
            # CROSS JOIN: by the note's id, not through all the notes of the article.
            "SELECT DISTINCT n.uid FROM annotations n"
            " CROSS JOIN targets t ON t.annotation_id = n.id"
            " WHERE n.sheet_note = ? AND n.deleted_at IS NULL AND t.article_id = ?"
            " AND t.role = 'claim' ORDER BY n.id",
            (clean(note_id), here.row_id),
        ).fetchall()
        for (uid,) in rows:
            record = read_record(self._connection, "annotation", uid)
            if any(fold(claim["exact"] or "") == fold(quote) for claim in _claims(record)):
                return record
        return None

    def _content_of(self, note: SheetNote) -> Record:
        return {
            **note_to_record(note.note, note.status),
            "conflicts": [(fold(clean(c.quote)), clean(c.why)) for c in note.conflicts],
            "evidence": [
                (
                    find_source(
                        self._connection,
                        source_record(self._sheet.sources[item.source_id], self._action.at),
                    ),
                    item.relation.value,
                    clean(item.why),
                    clean(item.quote),
                    clean(item.locator),
                    clean(item.checked),
                )
                for item in note.evidence
            ],
        }

    def _text(self, article: SheetArticle) -> PresentText | str:
        """The library's text of a sheet's article, or a sentence on why there is none."""
        if article.id not in self._texts:
            found = _candidates(self._connection, article)
            name = article.file or article.title
            if len(found) == 1:
                self._texts[article.id] = read_present_text(self._connection, found[0])
            elif found:
                self._texts[article.id] = (
                    f"More than one article of the library answers to “{name}”. Give them"
                    " different titles, and the sheet the title of the one that is meant."
                )
            elif _candidates(self._connection, article, in_trash=True):
                self._texts[article.id] = f"The article “{name}” is in the trash. Restore it first."
            else:
                self._texts[article.id] = (
                    f"The article “{name}” is not in the library. Import it first."
                )
        return self._texts[article.id]

    def _refuse(self, note_id: str, reason: str) -> None:
        self._refused.append(Refusal(note_id, f"Note {note_id}: {reason}"))

    def _notice(self, note_id: str, quote: str, reason: str) -> None:
        self._notices.append(
            f"Note {note_id}: the conflicting sentence “{_shortened(quote)}” is kept without a"
            f" place. {reason}"
        )


def _candidates(
    connection: sqlite3.Connection, article: SheetArticle, *, in_trash: bool = False
) -> list[Article]:
    """Articles of the library by file name, else by title; the title decides between several
    of one file name.
    """
    title = clean_line(article.title or article.fields.title)
    file = clean(article.file)
    files = by_file(connection, file, in_trash=in_trash) if file else []
    if len(files) > 1:
        return [found for found in files if found.title == title] or files
    return files or (by_title(connection, title, in_trash=in_trash) if title else [])


def _claims(record: Record) -> list[Record]:
    return [t for t in record["targets"] if t["role"] == TargetRole.CLAIM.value]


def _content(record: Record) -> Record:
    """What a sheet says of a note, from the library's record; compare `_content_of`."""
    own = (
        "sheet_note", "created_at", "deleted_at", "reviewer", "targets", "evidence",
        "withdrawn_reason", "approved_by", "approved_at",
    )  # fmt: skip
    return {
        **{name: value for name, value in record.items() if name not in own},
        "conflicts": [
            (fold(t["exact"] or ""), t["why"])
            for t in record["targets"]
            if t["role"] == TargetRole.CONFLICT.value
        ],
        "evidence": [
            (e["source"], e["relation"], e["why"], e["quote"], e["locator"], e["checked"])
            for e in record["evidence"]
        ],
    }


def _not_placed(here: PresentText, quote: str, times: int) -> str:
    shown, title = _shortened(quote), here.article.title
    if times:
        return (
            f"The quote “{shown}” stands {times} times in “{title}”. Quote more words, so that"
            " it stands there once."
        )
    return f"The quote “{shown}” is not in “{title}”. Copy it from the article's text."


def _shortened(quote: str) -> str:
    folded = fold(quote)
    return folded if len(folded) <= _SHOWN else folded[: _SHOWN - 1].rstrip() + "…"
