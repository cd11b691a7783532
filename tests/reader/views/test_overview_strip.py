import pytest
from hypothesis import given
from hypothesis import strategies as st
from PySide6.QtCore import QPoint, Qt
from PySide6.QtTest import QTest

from annotations import Severity, Span
from reader.theme.roles import Role
from reader.theme.theme import load_theme
from reader.views.article_view import ArticleView
from reader.views.overview_strip import EDGE_GAP, WIDTH, OverviewStrip, Tick, merge_ticks
from tests.reader.views.page_samples import long_article, marked, p, sentence
from tests.reader.views.review_samples import in_review


@pytest.fixture
def strip(qtbot, light):
    notes = [
        (sentence(10), Severity.INFO),
        (sentence(20), Severity.MODERATE),
        (sentence(30), Severity.SERIOUS),
        (sentence(40), Severity.CRITICAL, [sentence(50)]),
    ]
    view = ArticleView(light)
    qtbot.addWidget(view)
    strip = OverviewStrip(view, light)
    qtbot.addWidget(strip)
    view.resize(1338, 800)
    strip.resize(strip.width(), 800)
    view.show()
    strip.show()
    qtbot.waitExposed(strip)
    view.show_article(marked(long_article(60), *notes))
    qtbot.waitUntil(lambda: view.is_laid_out)
    return strip


def pixel(strip, x, y):
    return strip.grab().toImage().pixelColor(round(x), round(y))


def test_ticks_stand_where_their_sentences_are(strip):
    view = strip._view
    assert [tick.severity for tick in strip.ticks] == list(Severity)
    for tick, mark in zip(strip.ticks, view.marks_shown, strict=False):
        top = view.place_of_span(mark.span).top
        assert tick.y / strip.height() == pytest.approx(top / view.content_height(), abs=0.01)


def test_ticks_have_the_colour_and_shape_of_their_severity(strip, light):
    widths = {}
    for tick in strip.ticks:
        ink = light.severity(tick.severity).ink
        row = [pixel(strip, x, tick.y) == ink for x in range(WIDTH)]
        assert row[WIDTH // 2]
        widths[tick.severity] = sum(row)
    assert widths[Severity.INFO] < widths[Severity.MODERATE] < widths[Severity.SERIOUS]
    critical = strip.ticks[-1]
    ink = light.severity(Severity.CRITICAL).ink
    # The flag is whole at its back and has a point at the text.
    assert pixel(strip, 13, critical.y - 2) == ink
    assert pixel(strip, 1, critical.y - 2) != ink


def test_the_thumb_follows_the_text(strip, light):
    view, thumb = strip._view, light.color(Role.THUMB)
    assert pixel(strip, 5, 20) == thumb
    assert pixel(strip, 5, 790) == light.color(Role.TRACK)
    view.set_scroll_y(view.content_height())
    assert pixel(strip, 5, 790) == thumb


def test_a_press_on_a_tick_activates_its_note(strip, qtbot):
    at = QPoint(8, round(strip.ticks[2].y) + 2)
    scrolled = strip._view.scroll_y
    with qtbot.waitSignal(strip.annotation_activated) as signal:
        QTest.mouseClick(strip, Qt.MouseButton.LeftButton, pos=at)
    assert signal.args == ["n2"]
    assert strip._view.scroll_y == scrolled


def test_a_press_elsewhere_and_a_drag_scroll(strip):
    bar = strip._view.verticalScrollBar()
    QTest.mousePress(strip, Qt.MouseButton.LeftButton, pos=QPoint(8, 600))
    pressed = bar.value()
    assert pressed > 0
    QTest.mouseMove(strip, QPoint(8, 300))
    assert bar.value() < pressed
    QTest.mouseMove(strip, QPoint(8, 5_000))
    assert bar.value() == bar.maximum()
    QTest.mouseRelease(strip, Qt.MouseButton.LeftButton, pos=QPoint(8, 5_000))
    QTest.mouseMove(strip, QPoint(8, 100))
    assert bar.value() == bar.maximum()


def test_the_active_tick_has_a_frame(strip, light):
    tick = strip.ticks[1]
    before = pixel(strip, 8, tick.y - 6)
    strip._view.set_active("n1")
    after = pixel(strip, 8, tick.y - 6)
    assert before != after
    assert abs(after.lightness() - light.color(Role.TEXT).lightness()) < 80


def test_hits_are_drawn(strip, light):
    view = strip._view
    view.set_find_hits(view.find_all(sentence(55)), 0)
    (y,) = strip._ys([view.find_hits[0].start])
    assert pixel(strip, 8, y) == light.color(Role.ACCENT)


def test_another_theme_repaints(strip):
    dark = load_theme("dark")
    strip.set_theme(dark)
    assert pixel(strip, 5, 790) == dark.color(Role.TRACK)


def test_ticks_are_drawn_once_for_many_scrolls(strip, monkeypatch):
    strip.grab()
    monkeypatch.setattr(strip, "_draw_ticks", lambda: pytest.fail("drawn again"))
    for y in (100, 900, 1_700):
        strip._view.set_scroll_y(y)
        strip.grab()


def test_places_are_estimated_before_the_layout_is_done(qtbot, light):
    view = ArticleView(light)
    qtbot.addWidget(view)
    strip = OverviewStrip(view, light)
    qtbot.addWidget(strip)
    view.resize(1338, 800)
    strip.resize(WIDTH + EDGE_GAP, 800)
    view.show()
    view.show_article(marked(long_article(2_000), (sentence(1_000), Severity.SERIOUS)))
    (tick,) = strip.ticks
    assert not view.is_laid_out
    assert tick.y == pytest.approx(400, abs=20)


def test_a_right_to_left_page_mirrors_the_flag(qtbot, light):
    view = ArticleView(light)
    qtbot.addWidget(view)
    strip = OverviewStrip(view, light)
    qtbot.addWidget(strip)
    view.resize(1338, 800)
    strip.resize(WIDTH + EDGE_GAP, 800)
    view.show()
    view.show_article(marked([p("שלום עולם", rtl=True)], ("שלום", Severity.CRITICAL)))
    (tick,) = strip.ticks
    ink = light.severity(Severity.CRITICAL).ink
    assert pixel(strip, 2, tick.y - 2) == ink
    assert pixel(strip, 14, tick.y - 2) != ink


ticks = st.builds(Tick, st.floats(0, 60), st.sampled_from(Severity), st.just("n"))


@given(st.lists(ticks, max_size=30))
def test_merged_ticks_are_apart_and_keep_the_highest(some):
    merged = merge_ticks(some)
    assert all(tick in some for tick in merged)
    assert (max((t.severity for t in merged), default=None)) == max(
        (t.severity for t in some), default=None
    )
    for tick in some:
        assert any(abs(tick.y - kept.y) < 4 and kept.severity >= tick.severity for kept in merged)


def test_the_place_of_a_review_has_a_frame_in_the_accent(strip, light):
    view, accent = strip._view, light.color(Role.ACCENT)
    view.show_article(in_review(view._reviewed))
    assert not has_color(strip, accent)
    view.set_reviewing(True)
    text = view._reviewed.revision.text
    start = text.index(sentence(25))
    view.place_cursor(Span(start, start + 5))
    (y,) = strip._ys([start])
    rows = [row for row in range(strip.height()) if pixel(strip, WIDTH / 2, row) == accent]
    assert rows
    assert round(y) - 6 <= min(rows) < round(y) < max(rows) <= round(y) + 6
    view.set_reviewing(False)
    assert not has_color(strip, accent)


def has_color(strip, color):
    image = strip.grab().toImage()
    return any(image.pixelColor(WIDTH // 2, y) == color for y in range(image.height()))
