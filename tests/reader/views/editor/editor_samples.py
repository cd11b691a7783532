"""An editor in a window of its own, for tests that send keys."""

from PySide6.QtWidgets import QApplication, QWidget

from annotations import Category, Source, SourceHit, SourceType, Span, TargetDraft, TargetRole
from reader.editing.form import NoteForm
from reader.theme.theme import load_theme
from reader.views.editor.note_editor import NoteEditor

TODAY = "2026-11-20"


def source(title="Moss trial", kind=SourceType.STUDY, **fields):
    return Source(uid=f"source-{title}", type=kind, title=title, **fields)


def hit(title="Moss trial", cited_in=2, **fields):
    return SourceHit(source=source(title, **fields), cited_in=cited_in)


def claim(start=0, end=20):
    return TargetDraft(
        role=TargetRole.CLAIM,
        article_uid="article",
        revision_uid="revision",
        span=Span(start, end),
    )


def conflict(start=40, end=60, why=""):
    return TargetDraft(
        role=TargetRole.CONFLICT,
        article_uid="article",
        revision_uid="revision",
        span=Span(start, end),
        why=why,
    )


def new_form(category=Category.UNSUPPORTED):
    return NoteForm.for_new((claim(),), category)


def open_editor(qtbot, form=None, *, height=900, theme=None):
    """Show an editor that has the keyboard in its correction."""
    host = QWidget()
    qtbot.addWidget(host)
    host.resize(520, height)
    editor = NoteEditor(theme or load_theme("light"), host, today=lambda: TODAY)
    editor.open_form(form or new_form(), heading="How much to take", number=22)
    editor.setGeometry(20, 10, 456, min(height - 20, editor.wanted_height(456)))

    def grow():
        editor.resize(456, min(height - 20, editor.wanted_height(456)))

    editor.height_changed.connect(grow)
    with qtbot.waitActive(host):
        host.show()
        host.activateWindow()
    editor.focus_first()
    QApplication.processEvents()
    return editor


def focused():
    widget = QApplication.focusWidget()
    return widget.objectName() if widget is not None else ""
