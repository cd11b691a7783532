"""A contradiction across articles on a card: a row for each side, a digit for each article."""

from __future__ import annotations

from PySide6.QtCore import QRectF, Qt

from reader.theme.roles import Role
from reader.theme.widgets import key_cap_size
from reader.views.body_writer import BodyWriter
from reader.views.card_body import HotKind
from reader.views.card_sides import Excerpt

#: What opens the first other article, the second, and so on; further ones have no digit.
DIGIT_KEYS = (
    Qt.Key.Key_1,
    Qt.Key.Key_2,
    Qt.Key.Key_3,
    Qt.Key.Key_4,
    Qt.Key.Key_5,
    Qt.Key.Key_6,
    Qt.Key.Key_7,
    Qt.Key.Key_8,
    Qt.Key.Key_9,
)
_PAD = 8.0


def write_across(w: BodyWriter) -> None:
    """The sides, this article's on a quiet fill, with what they say of each other."""
    w.y += 10
    digits = {e.article_uid: str(n) for n, e in enumerate(w.text.elsewhere[: len(DIGIT_KEYS)], 1)}
    w.body.hairlines.append((w.left, w.right, w.y))
    for excerpt in w.text.excerpts:
        digit = digits.pop(excerpt.article_uid, "") if excerpt.article_uid else ""
        _row(w, excerpt, digit)
        w.body.hairlines.append((w.left, w.right, w.y))
    w.y += 1


def _row(w: BodyWriter, excerpt: Excerpt, digit: str) -> None:
    top = w.y
    w.y += 6
    left, right = w.indent(_PAD, _PAD)
    room = key_cap_size(digit).width() + 8 if digit and not w.state.on_paper else 0
    is_elsewhere = bool(excerpt.article_uid)
    if not excerpt.is_claim:
        w.say("conflicts with", 12, 16, weight=600, color=w.ink, x=left, right=right)
        w.y += 2
    if room:
        cap_left = left if w.state.rtl else right - room + 8
        w.cap(cap_left, w.y + 8, digit)
    runs = [w.run(excerpt.title, 12, weight=600, role=Role.LINK if is_elsewhere else Role.TEXT)]
    if excerpt.heading:
        runs.append(w.run(f" · {excerpt.heading}", 12, role=Role.TEXT2))
    title_left, title_right = w.indent(_PAD, _PAD + room)
    w.add(runs, 16, x=title_left, right=title_right)
    w.y += 1
    w.add(w.excerpt_runs(excerpt, 15), 22, x=left, right=right)
    if excerpt.why:
        w.say(excerpt.why, 12, 17, role=Role.TEXT2, x=left, right=right)
    w.y += 7
    row = QRectF(w.left, top, w.right - w.left, w.y - top)
    if excerpt.span is not None:
        w.body.fills.append(row)
    if excerpt.span is not None or is_elsewhere:
        where = "in the other article" if is_elsewhere else "in the text"
        w.hot(
            HotKind.PLACE,
            row,
            f"Show this sentence {where}: {excerpt.text}",
            tip=f"Open the other article ({digit})" if digit else "",
            excerpt=excerpt,
        )
