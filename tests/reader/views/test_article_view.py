import pytest
from PySide6.QtCore import QPoint, QPointF, Qt
from PySide6.QtGui import QColor, QGuiApplication
from PySide6.QtTest import QTest

from annotations import Block, BlockKind, Inline, InlineStyle, Severity, Span
from reader.theme.roles import Role
from reader.theme.theme import load_theme
from reader.views.article_view import ArticleView
from reader.views.connectors import Connector
from tests.reader.views.page_samples import long_article, marked, p, sentence

TEXT = "Tea cures colds. It also sharpens the memory. Nobody knows why, and so on and on."
FURNITURE = [
    Block(BlockKind.H1, "Tea"),
    Block(BlockKind.BOILERPLATE, "close the window", folded=True),
    p(TEXT),
]


@pytest.fixture
def show(qtbot, light):
    def _show(article, size=(1338, 812), theme=light):
        view = ArticleView(theme)
        qtbot.addWidget(view)
        view.resize(*size)
        view.show()
        qtbot.waitExposed(view)
        view.show_article(article)
        return view

    return _show


def point_on(view, quote, share=0.5):
    """A point of the viewport on the first line of a quote."""
    start = view._reviewed.revision.text.index(quote)
    place = view.place_of_span(Span(start, start + len(quote)))
    x = place.start_x + (place.end_x - place.start_x) * share
    return QPoint(round(x), round(view.to_viewport_y((place.top + place.underline_y) / 2)))


def click(view, point):
    QTest.mouseClick(view.viewport(), Qt.MouseButton.LeftButton, pos=point)


def color_at(view, x, y):
    return view.viewport().grab().toImage().pixelColor(round(x), round(y))


# What is shown


def test_a_mark_is_filled_and_underlined_in_its_severity(show, theme):
    view = show(marked([p(TEXT)], ("Tea cures colds.", Severity.SERIOUS)), theme=theme)
    place = view.place_of(view._reviewed.annotations[0].targets[0])
    colors = theme.severity(Severity.SERIOUS)
    assert color_at(view, place.start_x + 1, place.top + 1.5) == colors.rest
    assert color_at(view, place.start_x + 20, place.underline_y - 0.5) == colors.ink
    assert color_at(view, place.end_x + 3, place.top + 2) == theme.color(Role.CANVAS)


def test_an_active_mark_takes_the_active_fill(show, light):
    view = show(marked([p(TEXT)], ("Tea cures colds.", Severity.INFO)))
    place = view.place_of_span(Span(0, 16))
    view.set_active("n0")
    assert color_at(view, place.start_x + 1, place.top + 2) == light.severity(Severity.INFO).active
    view.set_active(None)
    view.set_hovered("n0")
    assert color_at(view, place.start_x + 1, place.top + 2) == light.severity(Severity.INFO).active


def test_the_higher_severity_owns_the_fill_of_an_overlap(show, light):
    notes = [("Tea cures colds.", Severity.CRITICAL), (TEXT[:45], Severity.MODERATE)]
    view = show(marked([p(TEXT)], *notes))
    place = view.place_of_span(Span(0, 16))
    assert color_at(view, place.start_x, place.top + 4) == light.severity(Severity.CRITICAL).rest
    y = place.underline_y
    assert color_at(view, place.start_x + 8, y) == light.severity(Severity.CRITICAL).ink
    row = {color_at(view, place.start_x + 8 + dx, y + 3).name() for dx in range(9)}
    assert light.severity(Severity.MODERATE).ink.name() in row


def test_a_conflict_is_underlined_but_not_filled(show, light):
    article = marked([p(TEXT)], ("Tea cures colds.", Severity.SERIOUS, ["It also sharpens"]))
    view = show(article)
    place = view.place_of(article.annotations[0].targets[1])
    assert color_at(view, place.start_x, place.top + 2) == light.color(Role.CANVAS)
    assert color_at(view, place.start_x + 4, place.underline_y) == (
        light.severity(Severity.SERIOUS).ink
    )


def test_a_threshold_and_a_switch_hide_marks(show, light):
    view = show(marked([p(TEXT)], ("Tea cures colds.", Severity.INFO)))
    place = view.place_of_span(Span(0, 16))
    canvas = light.color(Role.CANVAS)
    view.set_threshold(Severity.MODERATE)
    assert view.marks_shown == ()
    assert color_at(view, place.start_x, place.top + 4) == canvas
    view.set_threshold(Severity.INFO)
    view.set_marks_visible(False)
    assert color_at(view, place.start_x, place.top + 4) == canvas
    view.set_marks_visible(True)
    assert color_at(view, place.start_x, place.top + 4) != canvas


def test_a_link_inside_an_active_mark_is_painted_as_text(show, light):
    link = Inline(4, 9, InlineStyle.LINK, "https://example.org/")
    view = show(marked([p(TEXT, inlines=(link,))], ("Tea cures colds.", Severity.CRITICAL)))
    assert view.extraSelections() == []
    view.set_active("n0")
    (selection,) = view.extraSelections()
    assert selection.cursor.selectedText() == "cures"
    assert selection.format.foreground().color() == light.color(Role.TEXT)


def test_new_notes_on_the_same_text_keep_the_place(show):
    blocks = long_article()
    view = show(marked(blocks, (sentence(3), Severity.INFO)))
    view.set_scroll_y(900)
    document = view.document()
    view.show_article(marked(blocks, (sentence(5), Severity.CRITICAL)))
    assert (view.scroll_y, view.document()) == (900, document)
    assert [mark.severity for mark in view.marks_shown] == [Severity.CRITICAL]


def test_another_article_begins_at_its_top(show):
    view = show(marked(long_article(), (sentence(3), Severity.INFO)))
    view.set_active("n0")
    view.set_scroll_y(900)
    view.show_article(marked([p(TEXT)], revision="another"))
    assert view.scroll_y == 0
    assert view.active is None
    assert not view.go_back()


def test_themes_switch_live_and_keep_place_and_selection(show):
    view = show(marked(long_article()))
    view.set_scroll_y(700)
    cursor = view.textCursor()
    cursor.setPosition(view.page.bridge.to_qt(2_000))
    cursor.setPosition(view.page.bridge.to_qt(2_010), cursor.MoveMode.KeepAnchor)
    view.setTextCursor(cursor)
    view.set_scroll_y(700)
    words = view.selected_text()
    dark = load_theme("dark")
    view.set_theme(dark)
    assert color_at(view, 2, 2) == dark.color(Role.CANVAS)
    assert view.scroll_y == 700
    assert view.selected_text() == words


# Pointer


def test_a_press_on_a_mark_activates_its_note(show, qtbot):
    view = show(marked([p(TEXT)], ("Tea cures colds.", Severity.SERIOUS)))
    with qtbot.waitSignal(view.annotation_activated) as signal:
        click(view, point_on(view, "Tea cures colds."))
    assert signal.args == ["n0"]


def test_a_press_beside_marks_activates_nothing(show, qtbot):
    view = show(marked([p(TEXT)], ("Tea cures colds.", Severity.SERIOUS)))
    with qtbot.assertNotEmitted(view.annotation_activated):
        click(view, point_on(view, "It also sharpens"))


def test_repeated_presses_go_through_overlapping_notes(show):
    notes = [(TEXT[:45], Severity.INFO), ("Tea cures colds.", Severity.CRITICAL)]
    view = show(marked([p(TEXT)], *notes))
    pressed = []
    view.annotation_activated.connect(pressed.append)
    view.annotation_activated.connect(view.set_active)
    point = point_on(view, "Tea cures")
    for _ in range(3):
        click(view, point)
        QTest.qWait(0)
    assert pressed == ["n1", "n0", "n1"]


def test_a_drag_over_a_mark_selects_and_activates_nothing(show, qtbot):
    view = show(marked([p(TEXT)], ("Tea cures colds.", Severity.SERIOUS)))
    start, end = point_on(view, "Tea", 0.0), point_on(view, "colds.", 1.0)
    with qtbot.assertNotEmitted(view.annotation_activated):
        QTest.mousePress(view.viewport(), Qt.MouseButton.LeftButton, pos=start)
        QTest.mouseMove(view.viewport(), (start + end) / 2)
        QTest.mouseMove(view.viewport(), end)
        QTest.mouseRelease(view.viewport(), Qt.MouseButton.LeftButton, pos=end)
    assert view.selected_text() == "Tea cures colds."


def test_a_gutter_glyph_activates_its_note(show, qtbot):
    view = show(marked([p(TEXT)], ("It also sharpens", Severity.SERIOUS)))
    y = point_on(view, "It also sharpens").y()
    with qtbot.waitSignal(view.annotation_activated) as signal:
        click(view, QPoint(round(view.geometry_now.gutter_x), y))
    assert signal.args == ["n0"]


def test_hovering_lights_up_without_activating(show, qtbot):
    view = show(marked([p(TEXT)], ("Tea cures colds.", Severity.SERIOUS)))
    with qtbot.waitSignal(view.annotation_hovered) as signal:
        QTest.mouseMove(view.viewport(), point_on(view, "Tea cures colds."))
    assert signal.args == ["n0"]
    assert view.viewport().cursor().shape() == Qt.CursorShape.PointingHandCursor
    with qtbot.waitSignal(view.annotation_hovered) as signal:
        QTest.mouseMove(view.viewport(), point_on(view, "Nobody knows"))
    assert signal.args == [""]
    assert view.viewport().cursor().shape() == Qt.CursorShape.IBeamCursor


def test_a_link_is_asked_for_by_press_alone(show, qtbot):
    link = Inline(4, 9, InlineStyle.LINK, "https://example.org/")
    view = show(marked([p(TEXT, inlines=(link,))]))
    with qtbot.assertNotEmitted(view.link_requested):
        click(view, point_on(view, "colds"))
    with qtbot.waitSignal(view.link_requested) as signal:
        click(view, point_on(view, "cures"))
    assert signal.args == ["https://example.org/"]


@pytest.mark.parametrize(
    ("share", "asks"), [(0.02, True), (0.98, True), (-0.1, False), (1.1, False)]
)
def test_a_link_ends_where_its_words_end(show, share, asks):
    link = Inline(4, 9, InlineStyle.LINK, "https://example.org/")
    view = show(marked([p(TEXT, inlines=(link,))]))
    asked = []
    view.link_requested.connect(asked.append)
    click(view, point_on(view, "cures", share))
    assert bool(asked) is asks


# Folds


def test_a_fold_opens_by_press_and_closes_again(show):
    view = show(marked(FURNITURE))
    fold = view.page.bridge.folds[0]
    rect = view.page.fold_rect(fold, view._document_geometry())
    point = rect.center().toPoint() - QPoint(view.geometry_now.document_shift, view.scroll_y)
    before = view.place_of_span(Span(22, 30)).top
    click(view, point)
    assert view.page.bridge.is_open(fold)
    assert view.place_of_span(Span(22, 30)).top > before
    QTest.qWait(0)
    click(view, point)
    assert view.place_of_span(Span(22, 30)).top == before


def test_a_place_inside_a_closed_fold_is_its_line(show):
    view = show(marked(FURNITURE))
    fold = view.page.bridge.folds[0]
    rect = view.page.block_painter.fold_rect(fold)
    assert view.place_of_span(fold.span).top == pytest.approx(rect.top())


def test_a_jump_and_a_find_hit_open_the_fold(show):
    view = show(marked(FURNITURE))
    (hit,) = view.find_all("WINDOW")
    view.show_span(hit)
    assert view.page.bridge.is_open(view.page.bridge.folds[0])


def test_a_noted_block_of_furniture_is_never_folded(show):
    view = show(marked(FURNITURE, ("close the window", Severity.INFO)))
    assert view.page.bridge.folds == ()


def test_a_note_that_comes_later_opens_the_fold(show):
    view = show(marked(FURNITURE))
    view.show_article(marked(FURNITURE, ("close the window", Severity.INFO)))
    assert view.page.bridge.is_open(view.page.bridge.folds[0])


def test_open_folds_stay_open_in_another_size(show):
    view = show(marked(FURNITURE))
    view.unfold(view.page.bridge.folds[0].span)
    view.set_text_size(24)
    assert view.page.bridge.is_open(view.page.bridge.folds[0])


# Keys


def press(view, key, modifier=Qt.KeyboardModifier.NoModifier):
    QTest.keyClick(view, key, modifier)


def test_keys_scroll(show):
    view = show(marked(long_article()))
    page = view.viewport().height() - 62
    press(view, Qt.Key.Key_Space)
    assert view.scroll_y == page
    press(view, Qt.Key.Key_Space, Qt.KeyboardModifier.ShiftModifier)
    assert view.scroll_y == 0
    press(view, Qt.Key.Key_Down)
    press(view, Qt.Key.Key_Down)
    press(view, Qt.Key.Key_Up)
    assert view.scroll_y == 62
    press(view, Qt.Key.Key_End)
    assert view.scroll_y == view.verticalScrollBar().maximum() > 1000
    assert view.scroll_y == view.content_height() - view.viewport().height()
    press(view, Qt.Key.Key_Home)
    assert view.scroll_y == 0


def test_enter_activates_the_active_note_again(show, qtbot):
    view = show(marked([p(TEXT)], ("Tea cures colds.", Severity.SERIOUS)))
    view.set_active("n0")
    with qtbot.waitSignal(view.annotation_activated) as signal:
        press(view, Qt.Key.Key_Return)
    assert signal.args == ["n0"]


def test_tab_reaches_folds_and_links_and_enter_acts(show, qtbot):
    link = Inline(4, 9, InlineStyle.LINK, "https://example.org/")
    view = show(marked([*FURNITURE[:2], p(TEXT, inlines=(link,))]))
    view.setFocus()
    press(view, Qt.Key.Key_Tab)
    press(view, Qt.Key.Key_Return)
    assert view.page.bridge.is_open(view.page.bridge.folds[0])
    press(view, Qt.Key.Key_Tab)
    with qtbot.waitSignal(view.link_requested) as signal:
        press(view, Qt.Key.Key_Return)
    assert signal.args == ["https://example.org/"]
    press(view, Qt.Key.Key_Backtab)
    press(view, Qt.Key.Key_Return)
    assert not view.page.bridge.is_open(view.page.bridge.folds[0])


def test_the_stop_of_the_keyboard_has_a_ring(show, light):
    view = show(marked(FURNITURE))
    rect = view.page.fold_rect(view.page.bridge.folds[0], view._document_geometry())
    edge = QPointF(rect.center().x(), rect.top() - 3)
    assert color_at(view, edge.x(), edge.y()) == light.color(Role.CANVAS)
    view.setFocus()
    press(view, Qt.Key.Key_Tab)
    assert color_at(view, edge.x(), edge.y()) == light.color(Role.ACCENT)


def test_letters_are_left_to_the_window(show):
    view = show(marked([p(TEXT)]))
    event_text = view.toPlainText()
    for key in (Qt.Key.Key_J, Qt.Key.Key_Backspace, Qt.Key.Key_Delete):
        press(view, key)
    assert view.toPlainText() == event_text


def test_the_wheel_with_ctrl_asks_for_another_size(show, qtbot):
    view = show(marked(long_article()))
    font = view.document().defaultFont().pointSizeF()
    with qtbot.waitSignal(view.zoom_requested) as signal:
        _wheel(view, 120, Qt.KeyboardModifier.ControlModifier)
    assert signal.args == [1]
    assert (view.scroll_y, view.document().defaultFont().pointSizeF()) == (0, font)
    _wheel(view, -120, Qt.KeyboardModifier.NoModifier)
    assert view.scroll_y > 0


def _wheel(view, delta, modifiers):
    from PySide6.QtGui import QWheelEvent

    at = QPointF(300, 300)
    event = QWheelEvent(
        at,
        view.viewport().mapToGlobal(at),
        QPoint(),
        QPoint(0, delta),
        Qt.MouseButton.NoButton,
        modifiers,
        Qt.ScrollPhase.NoScrollPhase,
        False,
    )
    QGuiApplication.sendEvent(view.viewport(), event)


# Copying, dropping, resources


def test_copied_words_are_clean(show):
    view = show(marked([p("No\u00a0break 😀"), *FURNITURE[1:]]))
    view.selectAll()
    data = view.createMimeDataFromSelection()
    assert data.text() == f"No\u00a0break 😀\n{TEXT}"
    assert data.formats() == ["text/plain"]


def test_files_are_for_the_window_and_resources_are_never_read(show, tmp_path):
    from PySide6.QtCore import QMimeData, QUrl

    view = show(marked([p(TEXT)]))
    assert not view.acceptDrops()
    assert not view.viewport().acceptDrops()
    assert not view.canInsertFromMimeData(QMimeData())
    secret = tmp_path / "secret.png"
    secret.write_bytes(b"secret")
    assert view.loadResource(2, QUrl.fromLocalFile(str(secret))) == b""


def test_no_menu_of_an_editor_opens(show):
    view = show(marked([p(TEXT)]))
    assert view.isReadOnly()
    assert view.contextMenuPolicy() == Qt.ContextMenuPolicy.NoContextMenu


# Assistive technology


def test_marks_are_described_in_words(show):
    view = show(marked([p(TEXT)], ("Tea cures colds.", Severity.CRITICAL)))
    assert view.accessibleName() == "Article: Tea"
    assert view.accessibleDescription() == "1 caution is marked."
    view.set_active("n0")
    assert view.accessibleDescription() == (
        "1 caution is marked. Active: Critical caution, 1 of 1: Correction of n0."
    )


def test_the_caret_meets_a_mark(show, monkeypatch):
    view = show(marked([p(TEXT)], ("It also sharpens", Severity.SERIOUS)))
    met = []
    monkeypatch.setattr(view._announcer, "meet", met.append)
    cursor = view.textCursor()
    for cp in (20, 2):
        cursor.setPosition(view.page.bridge.to_qt(cp))
        view.setTextCursor(cursor)
    assert met == [("n0",), ()]


# Curves


def test_connectors_are_painted_in_the_lane(show, light):
    view = show(marked([p(TEXT)], ("Tea cures colds.", Severity.CRITICAL)))
    page = view.geometry_now
    start, end = QPointF(page.lane_start, 100), QPointF(page.lane_end, 100)
    ink = light.severity(Severity.CRITICAL).ink
    middle = (page.lane_left + page.lane_right) / 2
    view.set_connectors([Connector(start, end, Severity.CRITICAL, active=True)])
    assert color_at(view, middle, 99.5) == ink
    view.set_connectors([Connector(start, end, Severity.CRITICAL)])
    assert color_at(view, middle, 99.5) != ink
    view.set_connectors(())
    assert color_at(view, middle, 99.5) == light.color(Role.CANVAS)


def test_connectors_scroll_with_the_text(show, light):
    view = show(marked(long_article()))
    page = view.geometry_now
    line = Connector(
        QPointF(page.lane_start, 500), QPointF(page.lane_end, 500), Severity.SERIOUS, active=True
    )
    view.set_connectors([line])
    view.set_scroll_y(300)
    middle = (page.lane_left + page.lane_right) / 2
    assert color_at(view, middle, 199.5) == light.severity(Severity.SERIOUS).ink


def test_an_active_underline_runs_on_to_the_lane(show, light):
    view = show(marked([p("Tea cures colds.")], ("Tea cures colds.", Severity.SERIOUS)))
    place = view.place_of_span(Span(0, 16))
    page = view.geometry_now
    assert place.run_on_x == pytest.approx(place.end_x + 1)
    connector = Connector(
        QPointF(page.lane_start, place.underline_y),
        QPointF(page.lane_end, place.underline_y),
        Severity.SERIOUS,
        active=True,
        from_text_end_x=place.run_on_x,
    )
    view.set_connectors([connector])
    between = (place.end_x + page.lane_start) / 2
    ink = QColor(light.severity(Severity.SERIOUS).ink)
    assert color_at(view, between, place.underline_y - 0.5) == ink


def test_an_underline_does_not_run_through_other_words(show):
    view = show(marked([p(TEXT)]))
    assert view.place_of_span(Span(0, 16)).run_on_x is None
