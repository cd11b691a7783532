"""Why believe this: the sources of a card, and the conflicts that stand with them."""

from __future__ import annotations

from PySide6.QtCore import QRectF

from annotations import Authority, Severity
from reader.theme.fonts import sans
from reader.theme.roles import Role
from reader.views.body_writer import BodyWriter
from reader.views.card_body import BADGE, SOURCE_INDENT, HotKind
from reader.views.card_sides import Excerpt
from reader.views.card_text import SourceText
from reader.views.paragraph import Paragraph, Run
from reader.views.wording import isolate


def write_sources(w: BodyWriter) -> None:
    """The disclosure with the count of the sources, and, when open, a row for each."""
    text, state = w.text, w.state
    w.y += 10
    if not text.sources and not _hidden_conflicts(w):
        w.say(text.sources_closed, 12, 16, role=Role.TEXT3)
        return
    top = w.y
    triangle_x = w.right - 8 if state.rtl else w.left
    if not state.on_paper:
        w.body.triangle = QRectF(triangle_x, top + 6, 8, 8)
    left, right = w.indent(0 if state.on_paper else 16, 0)
    question = w.add(
        [w.run("Why believe this?", 13, weight=600, role=Role.LINK)],
        20,
        x=left,
        right=right,
    )
    line = text.sources_open if state.is_open else text.sources_closed
    _beside(w, question, line, top)
    action = "Hide" if state.is_open else "Show"
    w.hot(
        HotKind.DISCLOSURE,
        QRectF(w.left - 4, top - 2, w.right - w.left + 8, w.y - top + 4),
        f"Why believe this? {action} {line}",
    )
    if state.is_open:
        w.y += 6
        for source in text.sources:
            _source(w, source)
        for excerpt in _hidden_conflicts(w):
            _conflict(w, excerpt)
        w.y -= 6


def _hidden_conflicts(w: BodyWriter) -> tuple[Excerpt, ...]:
    """Conflicts that stand under the sources, the card being no pair."""
    return () if w.text.shows_pair else w.text.conflicts


def _beside(w: BodyWriter, question: Paragraph, line: str, top: float) -> None:
    """Put the count of the sources on the line of the question, or below it."""
    run = w.run(line, 12, role=Role.TEXT3, tabular=True)
    free = w.right - w.left - 16 - question.natural_width - 10
    probe = Paragraph([run], 0, 0, 10_000, 20)
    if probe.natural_width + 1 > free:
        left, right = w.indent(16, 0)
        w.add([run], 16, x=left, right=right)
        return
    wide = free if w.state.is_open else probe.natural_width + 2
    if w.state.rtl:
        x = w.left if w.state.is_open else question.x + question.width - 8 - wide
        x -= 0 if w.state.is_open else question.natural_width
    else:
        x = w.right - free if w.state.is_open else question.x + question.natural_width + 8
    w.body.paragraphs.append(Paragraph([run], x, top, wide, 20, align_right=not w.state.rtl))


def _source(w: BodyWriter, source: SourceText) -> None:
    left, right = _row_start(w, source.rank_words, source.rank)
    ink = w.theme.severity(Severity.SERIOUS).ink
    runs = [w.run(f"{source.relation} ", 13, weight=600)]
    if source.is_retracted:
        runs.append(w.run("Retracted ", 13, weight=600, color=ink))
    color = w.theme.color(Role.TEXT)
    runs.append(Run(isolate(source.citation), sans(13, 500), color, strike=source.is_retracted))
    w.add(runs, 20, x=left, right=right)
    for paragraph in source.paragraphs:
        w.say(paragraph, 12, 17, role=Role.TEXT2, x=left, right=right)
    _detail(w, source, left, right)
    w.y += 6


def _detail(w: BodyWriter, source: SourceText, left: float, right: float) -> None:
    """The last line of a source: where, when checked, and its address as a link."""
    runs = []
    if source.detail:
        runs.append(w.run(source.detail, 12, role=Role.TEXT3, tabular=True))
    if source.address:
        if runs:
            runs.append(w.run(" · ", 12, role=Role.TEXT3))
        link = w.theme.color(Role.LINK)
        words = source.address if w.state.on_paper else source.host
        runs.append(Run(words, sans(12), link, underline=True))
    if not runs:
        return
    top = w.y
    w.add(runs, 17, x=left, right=right)
    if source.address:
        w.hot(
            HotKind.LINK,
            QRectF(left - 3, top, right - left + 6, w.y - top),
            f"Open {source.citation} at {source.address}",
            tip=source.address,
            address=source.address,
        )


def _conflict(w: BodyWriter, excerpt: Excerpt) -> None:
    left, right = _row_start(w, "", None)
    top = w.y
    w.add(
        [
            w.run("conflicts with ", 13, weight=600),
            w.run(excerpt.place, 13, weight=500),
        ],
        20,
        x=left,
        right=right,
    )
    w.add(w.excerpt_runs(excerpt, 14), 20, x=left, right=right)
    if excerpt.why:
        w.say(excerpt.why, 12, 17, role=Role.TEXT2, x=left, right=right)
    w.hot(
        HotKind.PLACE,
        QRectF(w.left - 4, top - 3, w.right - w.left + 8, w.y - top + 6),
        f"Show this sentence in the text: {excerpt.text}",
        excerpt=excerpt,
    )
    w.y += 6


def _row_start(w: BodyWriter, rank_words: str, rank: Authority | None) -> tuple[float, float]:
    """A hairline, then a badge or the sign of a conflict; the room of the words."""
    w.body.hairlines.append((w.left, w.right, w.y))
    w.y += 7
    x = w.right - BADGE if w.state.rtl else w.left
    square = QRectF(x, w.y, BADGE, BADGE)
    if rank is None:
        w.body.conflict_signs.append(square)
    else:
        w.body.badges.append((square, rank, rank_words))
    return w.indent(SOURCE_INDENT, 0)
