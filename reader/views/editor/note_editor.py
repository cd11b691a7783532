"""The note editor: everything that a reviewer says of a sentence, beside the sentence."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from itertools import pairwise
from typing import Any

from PySide6.QtCore import QDate, QEvent, QRectF, Qt, Signal
from PySide6.QtGui import (
    QGuiApplication,
    QKeyEvent,
    QMouseEvent,
    QMoveEvent,
    QPainter,
    QPaintEvent,
    QResizeEvent,
)
from PySide6.QtWidgets import QApplication, QWidget

from annotations import Category, Relation, Severity, Source, SourceHit, Status
from reader.editing.form import EvidenceForm, FormField, NoteForm, default_relation
from reader.editing.hints import DEFAULT_KEYS, EditorKeys, field_hints
from reader.editing.places import Describe
from reader.theme.roles import Role
from reader.theme.theme import Theme
from reader.views.card_painter import CardLook, paint_frame
from reader.views.editor.commands import EditorCommand, command_of, is_typing
from reader.views.editor.editor_body import EditorBody
from reader.views.editor.editor_header import HEIGHT_PX as HEADER_PX
from reader.views.editor.editor_header import EditorHeader
from reader.views.editor.evidence_list import FULL, MAX_ROWS
from reader.views.editor.evidence_summary import spoken
from reader.views.editor.line_field import PlainLine
from reader.views.editor.scroll_box import BAR_PX, ScrollBox
from reader.views.editor.stack import HALO

#: Width where there is room for it.
WIDTH_PX = 456
#: Narrower it is not placed yet.
_LEAST_PX = 200
#: Room between the frame and what it holds.
_LEFT, _TOP, _RIGHT, _BOTTOM = 24, 12, 20, 14
_HEADER_GAP = 9


def _today() -> str:
    return QDate.currentDate().toString(Qt.DateFormat.ISODate)


class NoteEditor(QWidget):
    """Edits one `NoteForm`. It stores nothing; whoever opened it does.

    Signals:
        changed: After every edit of the user's; `form()` has the value.
        save_requested: `Status.READY` or `Status.DRAFT`.
        closed: Esc with nothing open inside, or the press of its cap.
        source_words_changed: Letters in the field for sources; the answer is
            `show_suggestions`.
        source_text_entered: An identifier, address or record; the answer is `add_evidence`.
        focus_hint_changed: A tuple of `Hint` for the field that has the keyboard.
        height_changed: `wanted_height` has another value, or the severity its colour.
    """

    changed = Signal()
    save_requested = Signal(object)
    closed = Signal()
    source_words_changed = Signal(str)
    source_text_entered = Signal(str)
    focus_hint_changed = Signal(object)
    height_changed = Signal()

    def __init__(
        self,
        theme: Theme,
        parent: QWidget | None = None,
        *,
        today: Callable[[], str] = _today,
        keys: EditorKeys = DEFAULT_KEYS,
    ) -> None:
        """Make an empty editor; `today` dates the check of a source, `keys` are its caps."""
        super().__init__(parent)
        self._theme, self._keys = theme, keys
        self._form = NoteForm()
        self._after: QWidget | None = None
        self._rtl = False
        self.setObjectName("note-editor")
        self._header = EditorHeader(theme, self)
        self.body = EditorBody(theme, today, keys, self)
        self._scroll = ScrollBox(self.body, theme, self)
        self.setFocusProxy(self.body.correction)
        self._connect()
        self.open_form(self._form, heading="", number=0)

    def _connect(self) -> None:
        body = self.body
        self._header.closed.connect(self.closed)
        body.categories.chosen.connect(self.choose_category)
        body.severities.chosen.connect(self.choose_severity)
        body.text_edited.connect(self._on_text_edited)
        body.evidence.row_changed.connect(self._on_row_changed)
        body.evidence.row_removed.connect(self._on_row_removed)
        body.places.why_edited.connect(self._on_place_why)
        body.places.removed.connect(self._on_place_removed)
        body.height_changed.connect(self._on_height_changed)
        body.stops_changed.connect(self._chain)
        body.opened.connect(self._scroll.show_part)
        picker = body.evidence.picker
        picker.words_changed.connect(self.source_words_changed)
        picker.text_entered.connect(self.source_text_entered)
        picker.source_chosen.connect(self.add_evidence)
        picker.popup_changed.connect(self._tell_hints)
        self._scroll.verticalScrollBar().valueChanged.connect(self._on_scrolled)
        app = QApplication.instance()
        if isinstance(app, QApplication):
            app.focusChanged.connect(self._on_focus_changed)

    # What is edited

    def open_form(self, form: NoteForm, *, heading: str, number: int) -> None:
        """Begin to edit, from the top.

        Args:
            form: The note as it is now.
            heading: The heading above the sentence; may be empty.
            number: Of the sentence, from 1; 0 for a note on the whole article.
        """
        title = f"Note on sentence {number}" if number else "Note on the article"
        self._header.show_place(title, heading)
        self.setAccessibleName(title)
        self.body.begin()
        self.set_form(form)
        self._scroll.verticalScrollBar().setValue(0)

    def form(self) -> NoteForm:
        """The note as it is typed now."""
        return self._form

    def set_form(self, form: NoteForm) -> None:
        """Show another value of the same note; caret and keyboard stay where they are."""
        before, self._form = self._form, form
        self._header.show_status(form.status.value)
        if self.body.show_form(form):
            self._on_height_changed()
            self._chain()
        if before.severity is not form.severity:
            self.update()
            self.height_changed.emit()

    def set_place_words(self, describe: Describe) -> None:
        """Say how places besides the sentence are named; before `open_form`."""
        self.body.places.describe = describe

    def set_theme(self, theme: Theme) -> None:
        """Paint everything in another theme."""
        self._theme = theme
        for part in (self._header, self.body, self._scroll):
            part.set_theme(theme)
        self.update()

    def set_rtl(self, rtl: bool) -> None:  # noqa: FBT001 - as the page says it
        """Paint the bar at the right edge, beside a right-to-left article."""
        if rtl != self._rtl:
            self._rtl = rtl
            self.update()

    def show_claim(self, text: str) -> None:
        """Quote the sentence where the editor lies over it; empty text quotes nothing."""
        if self.body.claim.show_text(text):
            self._on_height_changed()

    # What the owner does

    def choose_category(self, category: Category) -> None:
        """Choose a category, as its chip does."""
        self._take(self._form.with_category(category))

    def choose_severity(self, severity: Severity) -> None:
        """Choose a severity by hand, as its segment does."""
        self._take(self._form.with_severity(severity))

    def open_source_picker(self) -> None:
        """Give the keyboard to the field for sources."""
        self.body.evidence.picker.edit.setFocus(Qt.FocusReason.ShortcutFocusReason)

    def show_suggestions(self, hits: tuple[SourceHit, ...]) -> None:
        """Answer `source_words_changed`."""
        self.body.evidence.picker.show_suggestions(hits)

    def add_evidence(self, source: Source, relation: Relation | None = None) -> None:
        """Add a source and empty the field for sources; the keyboard stays where it is."""
        if len(self._form.evidence) >= MAX_ROWS:
            self.body.say(FormField.EVIDENCE, FULL)
            return
        form = self._form.with_evidence(source, relation)
        self.body.evidence.picker.clear(spoken(form.evidence[-1]))
        self._take(form)
        self._show_focus()

    def paste_quote(self, text: str) -> None:
        """Take text for the words of the source whose row has the keyboard, else of the last."""
        rows = self.body.evidence.rows
        row = self.body.evidence.focused_row() or (rows[-1] if rows else None)
        if row is not None:
            row.paste_quote(text)

    # The keyboard

    def focus_first(self) -> None:
        """Give the keyboard to the correction."""
        self.body.correction.edit.setFocus(Qt.FocusReason.ShortcutFocusReason)

    def focus_name(self) -> str:
        """Name of the field that has the keyboard; empty where none has."""
        focused = self._focused()
        return focused.objectName() if focused is not None else ""

    def set_focus_name(self, name: str) -> None:
        """Give the keyboard to a field by its name; to the correction where there is none."""
        stop = self.body.stop_named(name)
        if stop is None:
            self.focus_first()
        else:
            stop.setFocus(Qt.FocusReason.ShortcutFocusReason)

    def set_next_in_chain(self, widget: QWidget) -> None:
        """Say where Tab goes from the last field: the first button of the bar below."""
        self._after = widget
        self._chain()

    def focusNextPrevChild(self, forward: bool) -> bool:  # noqa: FBT001 - Qt's signature
        stops, focused = self.body.stops(), self._focused()
        at = -1 if forward else len(stops)
        if focused is not None and focused in stops:
            at = stops.index(focused)
        to = at + (1 if forward else -1)
        reason = Qt.FocusReason.TabFocusReason if forward else Qt.FocusReason.BacktabFocusReason
        if 0 <= to < len(stops):
            stops[to].setFocus(reason)
            return True
        target = self._after if forward else self._article()
        if target is None or not target.isVisible():
            target = stops[0 if forward else -1]
        target.setFocus(reason)
        return True

    def event(self, event: QEvent) -> bool:
        if event.type() is QEvent.Type.ShortcutOverride and isinstance(event, QKeyEvent):
            is_close = command_of(event) is EditorCommand.CLOSE
            if is_close or is_typing(event):
                # No letter, digit or Esc is a shortcut of the window in here.
                event.accept()
                return True
        if event.type() is QEvent.Type.ParentChange:
            self._host_popup()
        return super().event(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        command = command_of(event)
        focused = self._focused()
        if command is not None:
            self._obey(command)
        elif not is_typing(event):
            super().keyPressEvent(event)
        elif isinstance(focused, PlainLine) and event.key() in (
            Qt.Key.Key_Return,
            Qt.Key.Key_Enter,
        ):
            self.focusNextPrevChild(True)

    def _obey(self, command: EditorCommand) -> None:
        if command.severity is not None:
            self.choose_severity(command.severity)
        elif command is EditorCommand.SAVE_READY:
            self.save_requested.emit(Status.READY)
        elif command is EditorCommand.SAVE_DRAFT:
            self.save_requested.emit(Status.DRAFT)
        elif command is EditorCommand.ADD_SOURCE:
            self.open_source_picker()
        elif command is EditorCommand.PASTE_QUOTE:
            self.paste_quote(QGuiApplication.clipboard().text())
        elif not self.body.evidence.picker.close_popup():
            self.closed.emit()

    def _focused(self) -> QWidget | None:
        focused: QWidget | None = self.window().focusWidget()
        return focused if focused is not None and self.isAncestorOf(focused) else None

    def _article(self) -> QWidget | None:
        """The text that the editor stands on: a Shift+Tab from the first field leads there."""
        viewport = self.parentWidget()
        return viewport.parentWidget() if viewport is not None else None

    def _chain(self) -> None:
        """Let Qt's own order agree with ours: screen readers ask for it."""
        stops: list[QWidget] = self.body.stops()
        if self._after is not None and self._after.window() is self.window():
            stops.append(self._after)
        for before, after in pairwise(stops):
            QWidget.setTabOrder(before, after)

    def _on_focus_changed(self, _old: QWidget | None, now: QWidget | None) -> None:
        if now is not None and self.isAncestorOf(now):
            self._show_focus()
            self._tell_hints()

    def _show_focus(self) -> None:
        focused = self._focused()
        if focused is not None:
            self._scroll.show_part(focused)

    def _tell_hints(self) -> None:
        relation = default_relation(self._form.category).label
        has_list = self.body.evidence.picker.popup is not None
        hints = field_hints(self.focus_name(), relation, has_list=has_list, keys=self._keys)
        self.focus_hint_changed.emit(hints)

    # Hearing the parts

    def _take(self, form: NoteForm) -> None:
        if form != self._form:
            self.set_form(form)
            self.changed.emit()

    def _on_text_edited(self, name: str, value: Any) -> None:
        self._take(replace(self._form, **{name: value}))

    def _on_row_changed(self, index: int, row: EvidenceForm) -> None:
        self._take(self._form.with_row(index, row))

    def _on_row_removed(self, index: int) -> None:
        self._take(self._form.without_row(index))

    def _on_place_why(self, index: int, why: str) -> None:
        self._take(self._form.with_why(index, why))

    def _on_place_removed(self, index: int) -> None:
        self._take(self._form.without_target(index))
        if self._focused() is None:
            self.body.more.setFocus(Qt.FocusReason.TabFocusReason)

    # Geometry

    def wanted_height(self, width: int) -> int:
        """How high it would be in a width, were there room for all."""
        body = self.body.heightForWidth(width - _LEFT - _RIGHT + 2 * HALO)
        return _TOP + HEADER_PX + _HEADER_GAP + body + _BOTTOM

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._arrange()
        self._show_focus()

    def moveEvent(self, event: QMoveEvent) -> None:
        super().moveEvent(event)
        self.body.evidence.picker.place_popup()

    def mousePressEvent(self, event: QMouseEvent) -> None:
        # The text below must not take it.
        event.accept()

    def paintEvent(self, _event: QPaintEvent) -> None:
        painter = QPainter(self)
        look = CardLook(self._theme, self._form.severity, is_active=True, rtl=self._rtl)
        paint_frame(painter, QRectF(self.rect()), look)
        if self._scroll.verticalScrollBar().value() > 0:
            y = _TOP + HEADER_PX + 4
            line = QRectF(_LEFT, y, self.width() - _LEFT - _RIGHT, 1)
            painter.fillRect(line, self._theme.color(Role.LINE))

    def _arrange(self) -> None:
        self._host_popup()
        inner = self.width() - _LEFT - _RIGHT
        self._header.setGeometry(_LEFT, _TOP, inner, HEADER_PX)
        top = _TOP + HEADER_PX + 5
        self._scroll.setGeometry(
            _LEFT - HALO, top, inner + 2 * HALO + BAR_PX, self.height() - top - 3
        )
        self._scroll.lay_out(inner + 2 * HALO, above=_HEADER_GAP - 5, below=_BOTTOM - 3)
        self.body.evidence.picker.place_popup()

    def _host_popup(self) -> None:
        """Let the list of sources lie over all that the editor stands on, and go with it."""
        host: QWidget | None = self.parentWidget()
        self.body.evidence.picker.set_host(host if host is not None else self)

    def _on_height_changed(self) -> None:
        if self.width() > _LEAST_PX:
            self._arrange()
        self.height_changed.emit()
        self._show_focus()

    def _on_scrolled(self) -> None:
        self.body.evidence.picker.place_popup()
        self.update()
