"""A card: one caution beside its sentence, as a real widget with text, focus and buttons."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QPointF, QRectF, QSize, Qt, Signal, SignalInstance
from PySide6.QtGui import (
    QEnterEvent,
    QFocusEvent,
    QGuiApplication,
    QKeyEvent,
    QKeySequence,
    QMouseEvent,
    QPainter,
    QPaintEvent,
    QPixmap,
)
from PySide6.QtWidgets import QApplication, QWidget

from annotations import Severity
from reader.theme.theme import Theme
from reader.theme.widgets import FOCUS_MARGIN_PX, is_keyboard_focus, paint_focus_ring
from reader.views.card_across import DIGIT_KEYS
from reader.views.card_body import FOLDED_HEIGHT, CardBody, HotKind, HotSpot
from reader.views.card_painter import RADIUS, CardLook, paint_body, paint_folded, paint_frame
from reader.views.card_selection import CardSelection
from reader.views.card_sides import Excerpt
from reader.views.card_text import CardText
from reader.views.hot_spot import HotSpotButton
from reader.views.wording import without_isolates

if TYPE_CHECKING:
    from reader.views.withdraw_strip import Withdrawal

#: The widget is larger than the card by the room of its focus ring.
HALO = FOCUS_MARGIN_PX


class Card(QWidget):
    """Shows one note; a column gives it another one when it scrolls out of sight.

    Signals:
        activated: uid, on a press or Enter while it is not active.
        hovered: uid, or empty text when the pointer leaves.
        disclosed: uid and whether its sources are to show.
        whole_requested: uid, on "Show all".
        link_requested: address of a source.
        place_requested: uid and the `Excerpt` whose sentence is to be shown.
        other_side_requested: uid.
        next_place_requested: uid, on "also at 3 places".
        edit_requested, withdraw_requested, delete_requested, rereview_requested: uid.
        withdraw_confirmed: uid and the reason that was entered.
    """

    activated = Signal(str)
    hovered = Signal(str)
    disclosed = Signal(str, bool)
    whole_requested = Signal(str)
    link_requested = Signal(str)
    place_requested = Signal(str, object)
    other_side_requested = Signal(str)
    next_place_requested = Signal(str)
    edit_requested = Signal(str)
    rereview_requested = Signal(str)
    withdraw_requested = Signal(str)
    delete_requested = Signal(str)
    withdraw_confirmed = Signal(str, str)

    #: Space and arrows are the window's while it reviews.
    takes_plain_keys = True

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._text: CardText | None = None
        self._body: CardBody | None = None
        self._look = CardLook(theme, Severity.INFO)
        self._hot_spots: list[HotSpotButton] = []
        self._selection = CardSelection()
        self._press_at: QPointF | None = None
        self._shows_ring = False
        self._picture: QPixmap | None = None
        self._withdrawal: Withdrawal | None = None
        #: Asked when Tab leaves the card (True: forwards); returns True where it went.
        self.on_tab: Callable[[str, bool], bool] = lambda _uid, _forward: False
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setAttribute(Qt.WidgetAttribute.WA_Hover)
        self.setMouseTracking(True)

    @property
    def uid(self) -> str:
        """The note that it shows; empty where it is free."""
        return self._text.uid if self._text else ""

    @property
    def text(self) -> CardText | None:
        """What it says; None where it is free."""
        return self._text

    @property
    def is_active(self) -> bool:
        """True for the card of the active note."""
        return self._look.is_active

    @property
    def is_folded(self) -> bool:
        """True while it shows one line only."""
        return self._body is None

    @property
    def is_open(self) -> bool:
        """True while its sources show."""
        return self._look.is_open

    @property
    def body(self) -> CardBody | None:
        """What it holds; None while it is folded."""
        return self._body

    @property
    def own_keys(self) -> frozenset[Qt.Key]:
        """Keys that the card acts on itself: Return, and digits that open other articles."""
        count = len(self._across())
        return frozenset({Qt.Key.Key_Return, Qt.Key.Key_Enter, *DIGIT_KEYS[:count]})

    @property
    def has_keyboard(self) -> bool:
        """True where it, one of its buttons or its field has the keyboard."""
        focus = QApplication.focusWidget()
        return focus is not None and (focus is self or self.isAncestorOf(focus))

    @property
    def card_rect(self) -> QRectF:
        """The card itself, without the room of its focus ring."""
        return QRectF(self.rect()).adjusted(HALO, HALO, -HALO, -HALO)

    @property
    def hot_spots(self) -> tuple[HotSpotButton, ...]:
        """The buttons in use, in reading order."""
        count = len(self._body.hot_spots) if self._body else 0
        return tuple(self._hot_spots[:count])

    def show_note(
        self, text: CardText, width: float, body: CardBody | None, look: CardLook
    ) -> None:
        """Show a note from now on.

        Args:
            text: What it says.
            width: Of the card.
            body: Laid out for that width; None for the folded form.
            look: With `is_open` as the body was laid out.
        """
        if text is not self._text or body is not self._body:
            self._selection.clear()
        actions = body.actions if body and text.uid == self.uid else None
        self._text, self._body, self._look = text, body, look
        height = FOLDED_HEIGHT if body is None else body.height
        self.resize(round(width) + 2 * HALO, round(height) + 2 * HALO)
        self.setAccessibleName(text.name)
        self.setAccessibleDescription(text.description)
        self.setToolTip(text.headline if body is None else "")
        self._place_hot_spots()
        if self._withdrawal is not None:
            place = actions.translated(HALO, HALO) if actions else None
            self._withdrawal.follow(place, look.theme)
        self._repaint()

    def set_look(self, look: CardLook) -> None:
        """Change what does not change its height: active, hovered, theme."""
        if look != self._look:
            was_active, self._look = self._look.is_active, look
            if was_active != look.is_active:
                self._place_hot_spots()
            self._repaint()

    @property
    def look(self) -> CardLook:
        """How it is painted now."""
        return self._look

    def release(self) -> None:
        """Show nothing: the card is free for another note."""
        self._text = self._body = None
        self._selection.clear()
        if self._withdrawal is not None:
            self._withdrawal.end()
        self.hide()

    def selected_text(self) -> str:
        """The selected words, without invisible marks; empty where there are none."""
        return self._selection.text(self._body) if self._body else ""

    def press(self) -> None:
        """Do what Enter does: activate the card, or show and hide its sources."""
        if not self._look.is_active:
            self.activated.emit(self.uid)
        elif self._body is not None and self._body.triangle is not None:
            self.disclosed.emit(self.uid, not self._look.is_open)

    def begin_withdrawal(self) -> bool:
        """Ask in the card why its note is withdrawn; False where it offers no changes."""
        actions = self._body.actions if self._body else None
        if actions is None:
            return False
        if self._withdrawal is None:
            from reader.views.withdraw_strip import Withdrawal

            self._withdrawal = Withdrawal(self, self._on_withdrawn)
        self._withdrawal.begin(actions.translated(HALO, HALO), self._look.theme)
        return True

    def _on_withdrawn(self, reason: str) -> None:
        self.withdraw_confirmed.emit(self.uid, reason)

    def _across(self) -> tuple[Excerpt, ...]:
        """Sides in other articles that a digit opens, in the order of the digits."""
        if self._text is None or self._body is None or not self._text.is_across:
            return ()
        return self._text.elsewhere[: len(DIGIT_KEYS)]

    def _place_hot_spots(self) -> None:
        spots = self._body.hot_spots if self._body else []
        while len(self._hot_spots) < len(spots):
            button = HotSpotButton(self._look.theme, self)
            button.clicked.connect(self._on_hot_spot_clicked)
            self._hot_spots.append(button)
        for index, button in enumerate(self._hot_spots):
            if index >= len(spots):
                button.hide()
                continue
            spot = spots[index]
            button.set_theme(self._look.theme)
            takes_focus = self._look.is_active and spot.kind is not HotKind.DISCLOSURE
            button.place(
                spot.rect.translated(HALO, HALO), spot.name, spot.tip, takes_focus=takes_focus
            )
            button.show()

    def _on_hot_spot_clicked(self) -> None:
        button = self.sender()
        if self._body is None or button not in self._hot_spots:
            return
        self._run_spot(self._body.hot_spots[self._hot_spots.index(button)])

    def _run_spot(self, spot: HotSpot) -> None:
        uid = self.uid
        if spot.kind is HotKind.DISCLOSURE:
            self.disclosed.emit(uid, not self._look.is_open)
        elif spot.kind is HotKind.LINK:
            self.link_requested.emit(spot.address)
        elif spot.kind is HotKind.PLACE:
            self.place_requested.emit(uid, spot.excerpt)
        else:
            self._signal_of(spot.kind).emit(uid)

    def _signal_of(self, kind: HotKind) -> SignalInstance:
        """What is emitted, with the uid alone, where a part is pressed."""
        signals: dict[HotKind, SignalInstance] = {
            HotKind.OTHER_SIDE: self.other_side_requested,
            HotKind.NEXT_PLACE: self.next_place_requested,
            HotKind.EDIT: self.edit_requested,
            HotKind.WITHDRAW: self.withdraw_requested,
            HotKind.DELETE: self.delete_requested,
            HotKind.REREVIEW: self.rereview_requested,
            HotKind.WHOLE: self.whole_requested,
        }
        return signals[kind]

    def focusNextPrevChild(self, next: bool) -> bool:  # noqa: A002, FBT001 - Qt's name
        stops: list[QWidget] = [self]
        stops += [b for b in self.hot_spots if b.focusPolicy() & Qt.FocusPolicy.TabFocus]
        focus = QApplication.focusWidget()
        at = stops.index(focus) if focus in stops else 0
        to = at + (1 if next else -1)
        if 0 <= to < len(stops):
            reason = Qt.FocusReason.TabFocusReason if next else Qt.FocusReason.BacktabFocusReason
            stops[to].setFocus(reason)
            return True
        return self.on_tab(self.uid, next) or super().focusNextPrevChild(next)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Space):
            self.press()
        elif (
            event.key() in DIGIT_KEYS[: len(self._across())]
            and event.modifiers() & ~Qt.KeyboardModifier.KeypadModifier
            == Qt.KeyboardModifier.NoModifier
        ):
            excerpt = self._across()[DIGIT_KEYS.index(Qt.Key(event.key()))]
            self.place_requested.emit(self.uid, excerpt)
        elif event.matches(QKeySequence.StandardKey.Copy) and self.selected_text():
            QGuiApplication.clipboard().setText(self.selected_text())
        elif event.matches(QKeySequence.StandardKey.SelectAll) and self._body:
            self._selection.select_all(self._body)
            self._repaint()
        else:
            event.ignore()

    def mousePressEvent(self, event: QMouseEvent) -> None:
        if event.button() is not Qt.MouseButton.LeftButton:
            event.ignore()
            return
        self._press_at = event.position()
        if self._body:
            self._selection.begin(self._body, self._in_card(event.position()))
            self._repaint()

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        point = self._in_card(event.position())
        if self._press_at is not None and self._body:
            self._selection.extend(self._body, point)
            self._repaint()
        self._tell_rank(point)
        over_text = self._body is not None and self._selection.is_over_text(self._body, point)
        arrow = Qt.CursorShape.ArrowCursor if self.is_active else Qt.CursorShape.PointingHandCursor
        self.setCursor(Qt.CursorShape.IBeamCursor if over_text and self.is_active else arrow)

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        pressed_at, self._press_at = self._press_at, None
        if pressed_at is None or event.button() is not Qt.MouseButton.LeftButton:
            return
        far = QApplication.startDragDistance()
        is_click = (event.position() - pressed_at).manhattanLength() < far
        if is_click and self.rect().contains(event.position().toPoint()) and not self.is_active:
            self.activated.emit(self.uid)

    def mouseDoubleClickEvent(self, event: QMouseEvent) -> None:
        if self._body:
            self._selection.select_word(self._body, self._in_card(event.position()))
            self._repaint()

    def _tell_rank(self, point: QPointF) -> None:
        """Have the tool tip say in words what the rank under the pointer means.

        Set as the pointer moves: an override of `event` would be called, in Python, for each
        of the dozens of events that one step of scrolling sends to the cards.
        """
        if self._body:
            badges = self._body.badges
            words = next((words for rect, _rank, words in badges if rect.contains(point)), "")
            if without_isolates(words) != self.toolTip():
                self.setToolTip(without_isolates(words))

    def _in_card(self, point: QPointF) -> QPointF:
        return point - QPointF(HALO, HALO)

    def enterEvent(self, event: QEnterEvent) -> None:
        self.hovered.emit(self.uid)
        super().enterEvent(event)

    def leaveEvent(self, event: QEvent) -> None:
        self.hovered.emit("")
        super().leaveEvent(event)

    def focusInEvent(self, event: QFocusEvent) -> None:
        self._shows_ring = is_keyboard_focus(event.reason())
        self._repaint()
        super().focusInEvent(event)

    def focusOutEvent(self, event: QFocusEvent) -> None:
        self._shows_ring = False
        self._repaint()
        super().focusOutEvent(event)

    def paintEvent(self, _event: QPaintEvent) -> None:
        if self._text is None:
            return
        # Scrolling moves cards far more often than it changes them.
        ratio = self.devicePixelRatioF()
        if self._picture is None or self._picture.devicePixelRatio() != ratio:
            self._picture = QPixmap((self.size() * ratio).expandedTo(QSize(1, 1)))
            self._picture.setDevicePixelRatio(ratio)
            self._picture.fill(Qt.GlobalColor.transparent)
            painter = QPainter(self._picture)
            self._paint(painter, self._text)
            painter.end()
        painter = QPainter(self)
        painter.drawPixmap(0, 0, self._picture)

    def _paint(self, painter: QPainter, text: CardText) -> None:
        rect = self.card_rect
        paint_frame(painter, rect, self._look)
        if self._shows_ring and self.hasFocus():
            paint_focus_ring(painter, rect, self._look.theme, RADIUS)
        painter.translate(HALO, HALO)
        if self._body is None:
            paint_folded(painter, rect.width(), text, self._look)
        else:
            paint_body(painter, self._body, self._look, self._selection.by_paragraph(self._body))

    def _repaint(self) -> None:
        """Paint anew: something that shows has changed."""
        self._picture = None
        self.update()
