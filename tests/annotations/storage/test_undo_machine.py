"""Any verbs in any order, undone, done again and read back after a restart.

The model is a stack of what the library held before and after each action: undo must bring
back the one, redo the other, to the last field of every record.
"""

from __future__ import annotations

import shutil
import tempfile
from dataclasses import replace
from functools import cache
from pathlib import Path

from hypothesis import HealthCheck, settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, precondition, rule

from annotations.editing import TargetDraft, UnsavedEdit
from annotations.errors import ActionConflictError, InvalidAnnotationError, NotFoundError
from annotations.ids import EditUid, SourceUid
from annotations.model import Source, Span
from annotations.storage.library import open_library
from annotations.storage.snapshots import read_record
from annotations.vocabulary import BlockChoice, Severity, SourceType, Status, TargetRole
from tests.annotations.storage.builders import (
    OWNER,
    REVIEWER,
    VALERIAN,
    add,
    conversion,
    evidence,
    marked,
    note,
    sheet,
)
from tests.annotations.storage.checks import assert_counts_are_true
from tests.annotations.storage.drafts import (
    HOURLY,
    LEGAL,
    OTHER,
    caution,
    citing,
    draft_of,
    new_note,
)

_TABLES = {
    "article": "articles",
    "annotation": "annotations",
    "source": "sources",
    "sentence": "sentence_checks",
    "attachment": "attachments",
    "rejection": "suggestion_rejections",
}
_TEXTS = (VALERIAN, VALERIAN.replace("900", "400"), "# Short\nOne sentence. Another one.\n")
_EDITS = {
    "longer": lambda text, number: f"Sentence {number} is new.\n{text}",
    "shorter": lambda text, number: "\n".join(
        line for index, line in enumerate(text.split("\n")) if index != 1 + number % 4
    ),
    "other words": lambda text, number: text.replace("hour", f"{number} hours").replace("0", "1"),
    "twice": lambda text, _: f"{text}\n{text}",
}
_REFUSALS = (ActionConflictError, InvalidAnnotationError, NotFoundError)
_NUMBER = st.integers(0, 40)


@cache
def beginning() -> Path:
    """A library with an article, and a note on it that somebody else wrote with a source."""
    path = Path(tempfile.mkdtemp()) / "beginning.caveat"
    with open_library(path, owner=OWNER, reviewer=OTHER, create=True) as library:
        add(library)
        library.annotate(sheet(note("n1", LEGAL, evidence=[evidence()])))
    return path


class Verbs(RuleBasedStateMachine):
    """A library and the stack that its actions make."""

    @initialize()
    def begin(self):
        self.folder = tempfile.TemporaryDirectory()
        self.path = Path(shutil.copy(beginning(), self.folder.name))
        self.library = self.open()
        self.done = []
        self.undone = []

    def open(self):
        library = open_library(self.path, owner=OWNER, reviewer=REVIEWER)
        library._connection.execute("PRAGMA synchronous=OFF")
        return library

    def held(self):
        """Every record that is not in the trash."""
        connection = self.library._connection
        return {
            uid: read_record(connection, entity, uid)
            for entity, table in _TABLES.items()
            for (uid,) in connection.execute(
                f"SELECT uid FROM {table} WHERE deleted_at IS NULL"  # noqa: S608 - our own words
            ).fetchall()
        }

    def one_of(self, table, number, where="1"):
        """A uid of the table; one that is not there where it is empty."""
        found = self.library._connection.execute(
            f"SELECT uid FROM {table} WHERE {where} ORDER BY id"  # noqa: S608 - our own words
        ).fetchall()
        return found[number % len(found)][0] if found else "none"

    def act(self, verb):
        before = self.held()
        try:
            change = verb()
        except _REFUSALS:
            assert self.held() == before
            return
        if change:
            self.done.append((change.action, before, self.held()))
            self.undone.clear()
        else:
            assert self.held() == before

    def place(self, number, role=TargetRole.CLAIM):
        """A sentence of an article, or all of it."""
        reviewed = self.library.reviewed_article(self.one_of("articles", number))
        spans = (None, *reviewed.revision.sentences)
        return TargetDraft(
            role=role,
            article_uid=reviewed.article.uid,
            revision_uid=reviewed.revision.uid,
            span=spans[number % len(spans)],
        )

    def evidence(self, number):
        uid = self.one_of("sources", number)
        return (citing(uid, quote="own words"),) if number % 3 else ()

    # Articles

    @rule(number=_NUMBER)
    def add_article(self, number):
        text = _TEXTS[number % len(_TEXTS)]
        self.act(lambda: add(self.library, text, f"{number}.md").change)

    @rule(number=_NUMBER)
    def edit_article(self, number):
        uid = self.one_of("articles", number)
        self.act(lambda: self.library.edit_article(uid, title=f"Title {number}"))

    @rule(number=_NUMBER)
    def remove_article(self, number):
        uid = self.one_of("articles", number, "deleted_at IS NULL")
        self.act(lambda: self.library.remove_article(uid))

    @rule(number=_NUMBER)
    def restore_article(self, number):
        uid = self.one_of("articles", number, "deleted_at > ''")
        self.act(lambda: self.library.restore_article(uid))

    @rule(number=_NUMBER)
    def replace_text(self, number):
        uid = self.one_of("articles", number)
        text = f"# Other\nSentence {number}. And one more.\n~ Folded.\n"
        self.act(lambda: self.library.replace_text(uid, conversion(text), data=text.encode()))

    @rule(number=_NUMBER)
    def annotate(self, number):
        made = sheet(note(f"s{number}", HOURLY, evidence=[evidence(why=str(number))]))
        self.act(lambda: self.library.annotate(made).change)

    # Notes

    @rule(number=_NUMBER, other=_NUMBER, status=st.sampled_from([Status.READY, Status.DRAFT]))
    def add_note(self, number, other, status):
        draft = new_note(
            self.place(number),
            self.place(other, TargetRole.CONFLICT),
            note=caution(f"No {number}", severity=Severity(1 + number % 4), tags=("a", str(other))),
            status=status,
            evidence=self.evidence(other),
        )
        self.act(lambda: self.library.save_note(draft).change)

    @rule(number=_NUMBER, other=_NUMBER, status=st.sampled_from(Status))
    def edit_note(self, number, other, status):
        stored = self.library.note(self.one_of("annotations", number))
        draft = draft_of(stored, note=caution(f"No {other}"), evidence=self.evidence(other))
        self.act(lambda: self.library.save_note(replace(draft, status=status)).change)

    @rule(number=_NUMBER)
    def withdraw_note(self, number):
        uid = self.one_of("annotations", number)
        self.act(lambda: self.library.withdraw_note(uid, f"reason {number}"))

    @rule(number=_NUMBER)
    def delete_note(self, number):
        uid = self.one_of("annotations", number)
        self.act(lambda: self.library.delete_note(uid))

    @rule(number=_NUMBER)
    def restore_note(self, number):
        uid = self.one_of("annotations", number, "deleted_at > ''")
        self.act(lambda: self.library.restore_note(uid))

    @rule(number=_NUMBER)
    def approve_note(self, number):
        uid = self.one_of("annotations", number)
        self.act(lambda: self.library.approve_note(uid))

    @rule(number=_NUMBER, other=_NUMBER)
    def add_claim(self, number, other):
        uid = self.one_of("annotations", number)
        target = self.place(other)
        self.act(lambda: self.library.add_claim(uid, target))

    @rule(number=_NUMBER, other=_NUMBER)
    def remove_target(self, number, other):
        stored = self.library.note(self.one_of("annotations", number))
        target = stored.targets[other % len(stored.targets)]
        self.act(lambda: self.library.remove_target(stored.uid, target.uid))

    @rule(number=_NUMBER, first=_NUMBER, count=st.integers(1, 4), checked=st.booleans())
    def mark_checked(self, number, first, count, checked):
        reviewed = self.library.reviewed_article(self.one_of("articles", number))
        spans = reviewed.revision.sentences[first % 8 : first % 8 + count]
        uid = reviewed.article.uid
        self.act(lambda: self.library.mark_checked(uid, spans, checked=checked))

    # Notes that come back

    @rule(number=_NUMBER, note=_NUMBER, is_rejected=st.booleans())
    def turn_a_suggestion_down(self, number, note, is_rejected):
        reviewed = self.library.reviewed_article(self.one_of("articles", number))
        verb = "reject_suggestion" if is_rejected else "unreject_suggestion"
        tell = getattr(self.library, verb)
        uid = self.one_of("annotations", note)
        span = reviewed.revision.sentences[0]
        self.act(lambda: tell(uid, reviewed.article.uid, span))

    @rule(number=_NUMBER)
    def accept_what_is_suggested(self, number):
        uid = self.one_of("articles", number)
        suggestions = self.library.similar_notes(uid)[:2]
        self.act(lambda: self.library.accept_suggestions(suggestions))

    # New texts

    @rule(number=_NUMBER, kind=st.sampled_from(list(_EDITS)), is_previewed=st.booleans())
    def accept_update(self, number, kind, is_previewed):
        uid = self.one_of("articles", number)
        shown = self.library.reviewed_article(uid).revision
        new = conversion(_EDITS[kind](marked(shown.blocks), number))
        preview = self.library.preview_update(uid, new) if is_previewed else None
        self.act(
            lambda: self.library.accept_update(
                uid, new, data=b"new", file_name=f"{number}.md", preview=preview
            )
        )

    @rule(number=_NUMBER)
    def confirm_target(self, number):
        note, target = self.placed(number)
        self.act(lambda: self.library.confirm_target(note, target))

    @rule(number=_NUMBER, other=_NUMBER)
    def reattach_target(self, number, other):
        note, target = self.placed(number)
        span = self.place(other).span or Span(0, 4)
        self.act(lambda: self.library.reattach_target(note, target, span))

    @rule(number=_NUMBER, index=st.integers(0, 8), kind=st.sampled_from([None, *BlockChoice]))
    def set_block_kind(self, number, index, kind):
        uid = self.one_of("articles", number)
        self.act(lambda: self.library.set_block_kind(uid, index, kind))

    def placed(self, number):
        """A note and one of its places; those that wait to be looked at first."""
        found = self.library._connection.execute(
            "SELECT n.uid, t.uid FROM targets t JOIN annotations n ON n.id = t.annotation_id"
            " WHERE t.article_id IS NOT NULL"
            " ORDER BY t.state NOT IN('changed', 'ambiguous', 'orphan'), n.id, t.position LIMIT 3"
        ).fetchall()
        return found[number % len(found)] if found else ("none", "none")

    # Sources

    @rule(number=_NUMBER)
    def add_source(self, number):
        source = Source(
            uid=SourceUid(""), type=SourceType.STUDY, title=f"Study {number % 5}", issued="2020"
        )
        self.act(lambda: self.library.add_source(source).change)

    @rule(number=_NUMBER)
    def edit_source(self, number):
        uid = self.one_of("sources", number)
        known = self.library.source(uid).source
        changed = replace(known, publisher=f"Publisher {number}", retracted=number % 2 == 0)
        self.act(lambda: self.library.edit_source(uid, changed))

    @rule(number=_NUMBER)
    def delete_source(self, number):
        uid = self.one_of("sources", number)
        self.act(lambda: self.library.delete_source(uid))

    @rule(number=_NUMBER)
    def restore_source(self, number):
        uid = self.one_of("sources", number, "deleted_at > ''")
        self.act(lambda: self.library.restore_source(uid))

    @rule(number=_NUMBER, other=_NUMBER)
    def merge_sources(self, number, other):
        keep, drop = self.one_of("sources", number), self.one_of("sources", other)
        self.act(lambda: self.library.merge_sources(keep, drop))

    @rule(number=_NUMBER)
    def mark_source_checked(self, number):
        uid = self.one_of("sources", number)
        self.act(lambda: self.library.mark_source_checked(uid, f"2026-11-{1 + number % 28:02}"))

    @rule(number=_NUMBER)
    def attach_file(self, number):
        uid = self.one_of("sources", number)
        self.act(lambda: self.library.attach_file(uid, f"{number}.pdf", b"%PDF").change)

    @rule(number=_NUMBER)
    def remove_attachment(self, number):
        uid = self.one_of("attachments", number)
        self.act(lambda: self.library.remove_attachment(uid))

    # What is no action

    @rule(number=_NUMBER)
    def keep_and_drop_an_edit(self, number):
        before = self.held()
        edit = UnsavedEdit(
            uid=EditUid(f"edit-{number % 3}"),
            article_uid=self.library.article(self.one_of("articles", number)).uid,
            annotation_uid=None,
            form={"body": str(number)},
        )
        kept = self.library.keep_edit(edit)
        assert kept in self.library.unsaved_edits(edit.article_uid)
        if number % 2:
            self.library.drop_edit(edit.uid)
        assert self.held() == before

    @precondition(lambda self: self.done)
    @rule(times=st.integers(1, 3))
    def undo(self, times):
        for _ in range(min(times, len(self.done))):
            action, before, after = self.done.pop()
            assert self.library.undo(action)
            assert self.held() == before
            self.undone.append((action, before, after))

    @precondition(lambda self: self.undone)
    @rule(times=st.integers(1, 3))
    def redo(self, times):
        for _ in range(min(times, len(self.undone))):
            action, before, after = self.undone.pop()
            assert self.library.redo(action)
            assert self.held() == after
            self.done.append((action, before, after))

    @rule()
    def reopen(self):
        before = self.held()
        self.library.close()
        self.library = self.open()
        assert self.held() == before
        stack = [(action, False) for action, _, _ in self.done]
        stack += [(action, True) for action, _, _ in reversed(self.undone)]
        assert [(a.id, a.is_undone) for a in reversed(self.library.recent_actions())] == stack

    def teardown(self):
        if hasattr(self, "library"):
            assert_counts_are_true(self.library)
            self.library.close()
            self.folder.cleanup()


Verbs.TestCase.settings = settings(
    max_examples=15,
    stateful_step_count=30,
    deadline=None,
    suppress_health_check=[HealthCheck.too_slow, HealthCheck.filter_too_much],
)
TestVerbs = Verbs.TestCase
