"""Fields to type into: 32 px, rounded, with the accent while they have the keyboard."""

from __future__ import annotations

from PySide6.QtCore import QRectF, Qt, Signal
from PySide6.QtGui import (
    QColor,
    QFocusEvent,
    QKeyEvent,
    QPainter,
    QPaintEvent,
    QPalette,
    QPen,
    QResizeEvent,
    QWheelEvent,
)
from PySide6.QtWidgets import QComboBox, QLineEdit, QPlainTextEdit, QVBoxLayout, QWidget

from reader.theme.fonts import sans
from reader.theme.glyphs import paint_disclosure
from reader.theme.painting import RADIUS_PX, elide
from reader.theme.roles import Role
from reader.theme.scroll_bar import ThinScrollBar
from reader.theme.theme import Theme

FIELD_PX = 32
_PAD_PX, _PAD_ABOVE_PX = 10, 8
#: Longer texts are refused by the library too.
_LONGEST = 20_000


class LineField(QLineEdit):
    """One line."""

    def __init__(self, name: str, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme = theme
        self.setAccessibleName(name)
        self.setFrame(False)
        self.setFont(sans(13))
        self.setFixedHeight(FIELD_PX)
        self.setTextMargins(_PAD_PX - 2, 0, _PAD_PX - 2, 0)
        self.setMaxLength(_LONGEST)
        self.set_theme(theme)

    def set_theme(self, theme: Theme) -> None:
        """Paint in another theme from now on."""
        self._theme = theme
        self.setPalette(_clear_base(theme))

    def paintEvent(self, event: QPaintEvent) -> None:
        _paint_box(self, self._theme, has_focus=self.hasFocus())
        super().paintEvent(event)


class ChoiceField(QComboBox):
    """One of several."""

    def __init__(self, name: str, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme = theme
        self.setAccessibleName(name)
        self.setFont(sans(13))
        self.setFixedHeight(FIELD_PX)
        self.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.set_theme(theme)

    def set_theme(self, theme: Theme) -> None:
        """Paint in another theme from now on."""
        self._theme = theme
        self.setPalette(theme.palette())

    def wheelEvent(self, event: QWheelEvent) -> None:
        # A wheel that scrolls the form must not change what is chosen.
        event.ignore()

    def paintEvent(self, _event: QPaintEvent) -> None:
        _paint_box(self, self._theme, has_focus=self.hasFocus())
        painter = QPainter(self)
        painter.setFont(self.font())
        painter.setPen(self._theme.color(Role.TEXT))
        box = QRectF(self.rect()).adjusted(_PAD_PX, 0, -_PAD_PX - 14, 0)
        align = Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeft
        painter.drawText(box, align, elide(self.currentText(), self.font(), box.width()))
        sign = QRectF(self.width() - _PAD_PX - 8, self.height() / 2 - 4, 8, 8)
        paint_disclosure(painter, sign, self._theme.color(Role.TEXT2), open=True)


class _PlainEdit(QPlainTextEdit):
    """Lets the keys of the form through that Qt would take for text.

    Signals:
        focus_changed: It has the keyboard now, or has lost it.
        resized: Its words may stand on other lines.
    """

    focus_changed = Signal()
    resized = Signal()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self.resized.emit()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        is_return = event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter)
        has_control = bool(event.modifiers() & Qt.KeyboardModifier.ControlModifier)
        if event.key() == Qt.Key.Key_Escape or (is_return and has_control):
            event.ignore()
        else:
            super().keyPressEvent(event)

    def focusInEvent(self, event: QFocusEvent) -> None:
        super().focusInEvent(event)
        self.focus_changed.emit()

    def focusOutEvent(self, event: QFocusEvent) -> None:
        super().focusOutEvent(event)
        self.focus_changed.emit()


class TextField(QWidget):
    """Several lines of plain text; grows with them up to a limit. Tab leaves it.

    Signals:
        changed: After every edit.
    """

    changed = Signal()

    def __init__(
        self,
        name: str,
        theme: Theme,
        parent: QWidget | None = None,
        *,
        least: int = 2,
        most: int = 6,
    ) -> None:
        super().__init__(parent)
        self._theme = theme
        self._least, self._most = least, most
        self.edit = _PlainEdit(self)
        self.edit.setAccessibleName(name)
        self.edit.setFrameShape(QPlainTextEdit.Shape.NoFrame)
        self.edit.setFont(sans(13))
        self.edit.setTabChangesFocus(True)
        self.edit.document().setDocumentMargin(0)
        self.edit.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self._bar = ThinScrollBar(theme, self, ground=Role.SURFACE)
        self.edit.setVerticalScrollBar(self._bar)
        self.edit.textChanged.connect(self.changed)
        self.edit.focus_changed.connect(self.update)
        self.edit.resized.connect(self._fit)
        self.edit.document().documentLayout().documentSizeChanged.connect(self._fit)
        column = QVBoxLayout(self)
        column.setContentsMargins(_PAD_PX, _PAD_ABOVE_PX - 1, 3, _PAD_ABOVE_PX - 1)
        column.addWidget(self.edit)
        self.setFocusProxy(self.edit)
        self.set_theme(theme)
        self._fit()

    @property
    def text(self) -> str:
        """What is typed."""
        return self.edit.toPlainText()

    def set_theme(self, theme: Theme) -> None:
        """Paint in another theme from now on."""
        self._theme = theme
        self._bar.set_theme(theme)
        self.edit.setPalette(theme.palette())
        self.update()

    def paintEvent(self, _event: QPaintEvent) -> None:
        _paint_box(self, self._theme, has_focus=self.edit.hasFocus())

    def _fit(self) -> None:
        # The layout of a plain text edit counts its height in lines.
        lines = round(self.edit.document().size().height())
        shown = min(max(lines, self._least), self._most)
        has_bar = lines > self._most
        policy = Qt.ScrollBarPolicy
        self.edit.setVerticalScrollBarPolicy(
            policy.ScrollBarAlwaysOn if has_bar else policy.ScrollBarAlwaysOff
        )
        self.setFixedHeight(shown * self.edit.fontMetrics().lineSpacing() + 2 * _PAD_ABOVE_PX)


def _clear_base(theme: Theme) -> QPalette:
    palette = theme.palette()
    palette.setColor(QPalette.ColorRole.Base, QColor(Qt.GlobalColor.transparent))
    return palette


def _paint_box(widget: QWidget, theme: Theme, *, has_focus: bool) -> None:
    painter = QPainter(widget)
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    width = 2.0 if has_focus else 1.0
    painter.setPen(QPen(theme.color(Role.ACCENT if has_focus else Role.EDGE), width))
    painter.setBrush(theme.color(Role.SURFACE))
    inset = width / 2
    painter.drawRoundedRect(
        QRectF(widget.rect()).adjusted(inset, inset, -inset, -inset), RADIUS_PX, RADIUS_PX
    )
