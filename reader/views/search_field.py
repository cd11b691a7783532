"""The search field of the library: plain words, with what they find at its end."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QObject, QRectF, Qt, QTimer, Signal
from PySide6.QtGui import (
    QKeyEvent,
    QMouseEvent,
    QPainter,
    QPaintEvent,
    QPalette,
    QPen,
    QResizeEvent,
)
from PySide6.QtWidgets import QHBoxLayout, QLineEdit, QSizePolicy, QWidget

from reader.theme.fonts import sans
from reader.theme.glyphs import paint_search
from reader.theme.roles import Role
from reader.theme.theme import Theme
from reader.theme.widgets import ElidedLabel, KeyCap, TextButton

HEIGHT_PX = 40
DEBOUNCE_MS = 150
_RADIUS = 6
_TOTALS_FROM_PX = 420


class SearchField(QWidget):
    """A line of words in a box of 40 px.

    Signals:
        words_changed: The trimmed words, 150 ms after the last key, at once on Enter and
            where the field is emptied; never twice the same.
        left: Enter or Down: the results are wanted.
        escaped: Esc in an empty field.
    """

    words_changed = Signal(str)
    left = Signal()
    escaped = Signal()

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme = theme
        self._told = ""
        self.edit = QLineEdit(self)
        self.edit.setFrame(False)
        self.edit.setFont(sans(14))
        self.edit.setPlaceholderText("Search titles, texts, notes and sources")
        self.edit.setAccessibleName("Search the library")
        self.edit.setMaxLength(500)
        self.edit.installEventFilter(self)
        self.edit.textChanged.connect(self._on_text_changed)
        self._totals = ElidedLabel("", theme, self, font=sans(13, tabular=True), role=Role.TEXT2)
        self._totals.setSizePolicy(QSizePolicy.Policy.Minimum, QSizePolicy.Policy.Fixed)
        self._clear = TextButton("Clear", theme, self, height_px=24)
        self._clear.clicked.connect(self._on_clear_clicked)
        self._cap = KeyCap("/", theme, self)
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.setInterval(DEBOUNCE_MS)
        self._timer.timeout.connect(self.flush)
        row = QHBoxLayout(self)
        row.setContentsMargins(38, 2, 10, 2)
        row.setSpacing(4)
        row.addWidget(self.edit, 1)
        row.addWidget(self._totals)
        row.addWidget(self._clear)
        row.addSpacing(4)
        row.addWidget(self._cap)
        self.setFixedHeight(HEIGHT_PX)
        self.setFocusProxy(self.edit)
        self._arrange()
        self.set_theme(theme)

    @property
    def words(self) -> str:
        """What is looked for, trimmed."""
        return self.edit.text().strip()

    def set_theme(self, theme: Theme) -> None:
        """Paint in another theme from now on."""
        self._theme = theme
        palette = theme.palette()
        palette.setColor(QPalette.ColorRole.Base, theme.color(Role.SURFACE))
        self.edit.setPalette(palette)
        for child in (self._totals, self._clear, self._cap):
            child.set_theme(theme)
        self.update()

    def set_totals(self, text: str) -> None:
        """Say at the end of the field what was found."""
        self._totals.set_text(text)
        self._arrange()

    def reset(self) -> None:
        """Empty the field without telling."""
        self._told = ""
        self.edit.clear()
        self._timer.stop()
        self.set_totals("")

    def clear(self) -> None:
        """Empty the field, and tell."""
        self.edit.clear()
        self.flush()

    def flush(self) -> None:
        """Tell what is typed now, where that has not been told."""
        self._timer.stop()
        if self.words != self._told:
            self._told = self.words
            self.words_changed.emit(self._told)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if watched is self.edit:
            if event.type() in (QEvent.Type.FocusIn, QEvent.Type.FocusOut):
                self.update()
            if event.type() is QEvent.Type.ShortcutOverride and isinstance(event, QKeyEvent):
                # Esc means this field, not the window's way back.
                if event.key() == Qt.Key.Key_Escape:
                    event.accept()
                    return True
            elif event.type() is QEvent.Type.KeyPress and isinstance(event, QKeyEvent):
                return self._handle_key(event.key())
        return super().eventFilter(watched, event)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._arrange()

    def mousePressEvent(self, event: QMouseEvent) -> None:
        self.edit.setFocus(Qt.FocusReason.MouseFocusReason)
        super().mousePressEvent(event)

    def paintEvent(self, _event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        has_focus = self.edit.hasFocus()
        width = 2.0 if has_focus else 1.0
        painter.setPen(QPen(self._theme.color(Role.ACCENT if has_focus else Role.EDGE), width))
        painter.setBrush(self._theme.color(Role.SURFACE))
        inset = width / 2
        box = QRectF(self.rect()).adjusted(inset, inset, -inset, -inset)
        painter.drawRoundedRect(box, _RADIUS, _RADIUS)
        paint_search(
            painter, QRectF(12, self.height() / 2 - 8, 16, 16), self._theme.color(Role.TEXT2)
        )

    def _handle_key(self, key: int) -> bool:
        if key == Qt.Key.Key_Escape:
            if self.edit.text():
                self.clear()
            else:
                self.escaped.emit()
        elif key in (Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Down):
            self.flush()
            self.left.emit()
        else:
            return False
        return True

    def _arrange(self) -> None:
        has_words = bool(self.edit.text())
        self._clear.setVisible(has_words)
        self._cap.setVisible(not has_words)
        self._totals.setVisible(bool(self._totals.text) and self.width() >= _TOTALS_FROM_PX)

    def _on_text_changed(self) -> None:
        self._arrange()
        self._timer.start()

    def _on_clear_clicked(self) -> None:
        self.clear()
        self.edit.setFocus(Qt.FocusReason.OtherFocusReason)
