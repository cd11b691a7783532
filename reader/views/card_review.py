"""What a card offers besides its words: the next place, and to reviewers what to change."""

from __future__ import annotations

from PySide6.QtCore import QRectF
from PySide6.QtGui import QFontMetricsF

from annotations import Status
from reader.theme.fonts import sans
from reader.theme.roles import Role
from reader.theme.widgets import key_cap_size
from reader.views.body_writer import BodyWriter
from reader.views.card_body import HotKind
from reader.views.paragraph import Paragraph

#: Height of the row of buttons: room for the line that asks why a note is withdrawn.
ACTIONS_HEIGHT = 32
_SIGN = 14


def write_next_place(w: BodyWriter) -> None:
    """Where else the note holds, to press."""
    w.y += 4
    top = w.y
    run = w.run(w.text.also_at, 12, weight=500, role=Role.LINK)
    width = QFontMetricsF(run.font).horizontalAdvance(run.text) + 2
    cap = key_cap_size(w.state.keys.next_place).width() if w.state.keys.next_place else 0
    left = w.right - width if w.state.rtl else w.left
    w.body.paragraphs.append(Paragraph([run], left, top + 1, width, 16, align_right=w.state.rtl))
    end = w.cap(
        left - 8 - cap if w.state.rtl else left + width + 8, top + 9, w.state.keys.next_place
    )
    outer = min(left, left - 8 - cap) if w.state.rtl else left
    right = left + width if w.state.rtl else max(left + width, end)
    w.hot(
        HotKind.NEXT_PLACE,
        QRectF(outer - 5, top - 3, right - outer + 10, 24),
        f"Go to the next place of this note: {w.text.also_at}",
        tip="Go to the next place of this note",
    )
    w.y = top + 18


def write_doubt(w: BodyWriter) -> None:
    """What the article's new text did to the note's sentence; for reviewers the way to decide."""
    w.y += 2
    runs = [w.run(w.text.doubt, 12, weight=600, role=Role.DEL)]
    top = w.y
    if w.state.is_reviewing:
        runs.append(w.run("  Re-review", 12, weight=500, role=Role.LINK))
    w.add(runs, 16)
    if w.state.is_reviewing:
        w.hot(
            HotKind.REREVIEW,
            QRectF(w.left - 4, top - 2, w.right - w.left + 8, w.y - top + 4),
            f"Look at this note again: {w.text.doubt}",
            tip="Look at this note again",
        )


def write_warnings(w: BodyWriter) -> None:
    """The rules of the model that the note breaks."""
    for index, warning in enumerate(w.text.warnings):
        w.y += 4 if index else 10
        x = w.right - _SIGN if w.state.rtl else w.left
        w.body.warning_signs.append(QRectF(x, w.y + 1, _SIGN, _SIGN))
        left, right = w.indent(_SIGN + 8)
        w.say(warning, 12, 17, role=Role.TEXT2, x=left, right=right)


def write_actions(w: BodyWriter) -> None:
    """The row of buttons: edit, withdraw, delete."""
    w.y += 10
    top, keys = w.y, w.state.keys
    w.body.hairlines.append((w.left, w.right, top))
    top += 4
    offers = [
        (HotKind.EDIT, "Edit", keys.edit, "Edit this note"),
        (HotKind.WITHDRAW, "Withdraw", keys.withdraw, "Withdraw this note, with a reason"),
        (HotKind.DELETE, "Delete", keys.delete, "Move this note to the trash"),
    ]
    if w.text.status is Status.WITHDRAWN:
        offers = [offers[0], offers[2]]
    w.body.actions = QRectF(w.left, top, w.right - w.left, ACTIONS_HEIGHT)
    middle = top + ACTIONS_HEIGHT / 2
    font = sans(12, 500)
    at = w.right if w.state.rtl else w.left
    for kind, words, key, name in offers:
        run = w.run(words, 12, weight=500, role=Role.TEXT2)
        label = QFontMetricsF(font).horizontalAdvance(words) + 2
        cap = key_cap_size(key).width() + 6 if key else 0
        left = at - label - cap if w.state.rtl else at
        w.body.paragraphs.append(Paragraph([run], left, middle - 8, label, 16))
        w.cap(left + label + 6, middle, key)
        w.hot(kind, QRectF(left - 6, middle - 13, label + cap + 12, 26), name, tip=name)
        at = left - 18 if w.state.rtl else left + label + cap + 18
    w.y = top + ACTIONS_HEIGHT
