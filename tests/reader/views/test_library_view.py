"""The library as a person uses it: keys, presses, search, empty states, widths."""

from dataclasses import replace

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QAccessible
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLineEdit, QWidget

from annotations import ArticleFilter, ArticleHit, ArticleOrder, Severity
from reader.models.article_rows import HeaderRow
from reader.theme.roles import Role
from reader.theme.theme import load_theme
from reader.views.library_view import LibraryView
from tests.reader.library_values import (
    ARTICLES,
    KRATOM,
    VALERIAN,
    facets,
    fetcher,
    found,
    note_hit,
)


@pytest.fixture
def view(qtbot, light):
    view = LibraryView(light)
    qtbot.addWidget(view)
    view.resize(1360, 812)
    view.set_library("My library", False, "")
    view.show_facets(facets())
    view.set_articles(fetcher(ARTICLES))
    with qtbot.waitExposed(view):
        view.show()
    view.activateWindow()
    view.setFocus()
    qtbot.waitUntil(view.list.hasFocus)
    return view


def heard(signal):
    told = []
    signal.connect(lambda *values: told.append(values if len(values) > 1 else values[0]))
    return told


def title_of(view):
    row = view.list.selected_row
    return row.title if row else None


def search(view, words, results, articles=()):
    """Type, as a library answers."""
    view.search_changed.connect(lambda text: view.show_search(results if text else None))
    view.filter_changed.connect(
        lambda where: view.set_articles(fetcher(articles if where.words else ARTICLES))
    )
    view.focus_search()
    QTest.keyClicks(view.search.edit, words)
    view.search.flush()


def test_arrows_home_and_end_walk_the_rows(view):
    QTest.keyClick(view.list, Qt.Key.Key_Down)
    assert title_of(view) == "Kratom Tea for Long Shifts"
    QTest.keyClick(view.list, Qt.Key.Key_Down)
    assert title_of(view) == "Valerian for Sleep"
    QTest.keyClick(view.list, Qt.Key.Key_Down)
    assert isinstance(view.list.selected_row, HeaderRow)
    QTest.keyClick(view.list, Qt.Key.Key_End)
    assert title_of(view) == "Chamomile before Bed"
    QTest.keyClick(view.list, Qt.Key.Key_Home)
    assert title_of(view) == "Critical"
    assert view.selected_article() == ""


def test_a_header_reached_by_an_arrow_shows_it(view):
    for _ in range(3):
        QTest.keyClick(view.list, Qt.Key.Key_Down)
    header = view.list.visualRect(view.list.currentIndex())
    with_ring = view.list.viewport().grab(header).toImage()
    QTest.mouseClick(view.list.viewport(), Qt.MouseButton.LeftButton, pos=QPoint(400, 700))
    view.list.viewport().repaint()
    assert view.list.viewport().grab(header).toImage() != with_ring


def test_enter_opens_the_selected_article(view):
    opened, chosen = heard(view.article_requested), heard(view.selection_changed)
    view.select_article("valerian")
    assert view.selected_article() == "valerian"
    QTest.keyClick(view.list, Qt.Key.Key_Return)
    assert opened == ["valerian"]
    assert chosen == ["valerian"]


def test_headers_fold_by_key_and_by_press(view, qtbot):
    QTest.keyClick(view.list, Qt.Key.Key_Home)
    view.list.select(view.list.list_model.index(0))
    rows = view.list.list_model.rowCount()
    QTest.keyClick(view.list, Qt.Key.Key_Left)
    assert view.list.list_model.rowCount() == rows - 2
    QTest.keyClick(view.list, Qt.Key.Key_Left)
    assert view.list.list_model.rowCount() == rows - 2
    QTest.keyClick(view.list, Qt.Key.Key_Right)
    assert view.list.list_model.rowCount() == rows
    QTest.keyClick(view.list, Qt.Key.Key_Space)
    QTest.keyClick(view.list, Qt.Key.Key_Return)
    assert view.list.list_model.rowCount() == rows
    place = view.list.visualRect(view.list.list_model.index(0)).center()
    qtbot.mouseClick(view.list.viewport(), Qt.MouseButton.LeftButton, pos=place)
    assert view.list.list_model.rowCount() == rows - 2


def test_a_press_selects_and_a_double_press_opens(view, qtbot):
    opened = heard(view.article_requested)
    rect = view.list.visualRect(view.list.list_model.index_of("article silver"))
    place = QPoint(rect.left() + 30, rect.center().y())
    qtbot.mouseClick(view.list.viewport(), Qt.MouseButton.LeftButton, pos=place)
    assert (view.selected_article(), opened) == ("silver", [])
    qtbot.mouseDClick(view.list.viewport(), Qt.MouseButton.LeftButton, pos=place)
    assert opened == ["silver"]


def test_a_press_on_a_title_opens_and_the_pointer_says_so(view, qtbot):
    opened = heard(view.article_requested)
    rect = view.list.visualRect(view.list.list_model.index_of("article kratom"))
    place = QPoint(rect.left() + 100, rect.top() + 24)
    qtbot.mouseMove(view.list.viewport(), place)
    qtbot.waitUntil(lambda: view.list.delegate.painter.hot_uid == "kratom")
    assert view.list.viewport().cursor().shape() is Qt.CursorShape.PointingHandCursor
    qtbot.mouseClick(view.list.viewport(), Qt.MouseButton.LeftButton, pos=place)
    assert opened == ["kratom"]


def test_f2_edits_a_title_in_place(view, qtbot):
    renamed = heard(view.rename_requested)
    view.select_article("kratom")
    QTest.keyClick(view.list, Qt.Key.Key_F2)
    editor = view.list.viewport().findChild(QLineEdit)
    assert editor.text() == "Kratom Tea for Long Shifts"
    editor.setText("  A plain\ttitle ")
    QTest.keyClick(editor, Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: bool(renamed))
    assert renamed == [("kratom", "A plain title")]


@pytest.mark.parametrize("typed", ["", "   ", "Kratom Tea for Long Shifts"])
def test_a_title_that_says_nothing_new_is_not_asked_for(view, qtbot, typed):
    renamed = heard(view.rename_requested)
    view.select_article("kratom")
    view.rename_selected()
    editor = view.list.viewport().findChild(QLineEdit)
    editor.setText(typed)
    QTest.keyClick(editor, Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: view.list.viewport().findChild(QLineEdit) is None)
    assert renamed == []


def test_a_rename_that_changes_the_list_at_once_is_safe(view, qtbot):
    def rename(uid, title):
        other = replace(KRATOM.article.fields, title=title)
        row = replace(KRATOM, article=replace(KRATOM.article, fields=other))
        assert uid == "kratom"
        view.set_articles(fetcher((VALERIAN, row)))

    view.rename_requested.connect(rename)
    view.select_article("kratom")
    view.rename_selected()
    editor = view.list.viewport().findChild(QLineEdit)
    editor.setText("Other")
    QTest.keyClick(editor, Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: title_of(view) == "Other")
    assert view.selected_article() == "kratom"


def test_delete_asks_for_the_removal(view):
    asked = heard(view.remove_requested)
    QTest.keyClick(view.list, Qt.Key.Key_Delete)
    assert asked == []
    view.select_article("silver")
    QTest.keyClick(view.list, Qt.Key.Key_Delete)
    assert asked == ["silver"]


def test_nothing_is_changed_in_a_library_that_is_read_only(view):
    asked = heard(view.remove_requested)
    view.set_library("Theirs", True, "It was made elsewhere, so it can only be read.")
    view.set_articles(fetcher(ARTICLES))
    view.select_article("silver")
    QTest.keyClick(view.list, Qt.Key.Key_Delete)
    QTest.keyClick(view.list, Qt.Key.Key_F2)
    assert asked == []
    assert view.list.viewport().findChild(QLineEdit) is None
    assert view.head.line.text() == "It was made elsewhere, so it can only be read."
    view.fill_menu()
    assert menu(view) == ["Open", "Export to Markdown...", "", "Show the library's folder"]


def menu(view):
    return [action.text().split("\t")[0] for action in view.menu.actions()]


def test_the_menu_holds_what_can_be_done_with_a_row(view):
    view.select_article("silver")
    view.fill_menu()
    assert menu(view)[:2] == ["Open", "Rename"]
    assert "Remove" in menu(view)
    removed, exported = heard(view.remove_requested), heard(view.export_requested)
    folder = []
    view.folder_requested.connect(lambda: folder.append(1))
    for action in view.menu.actions():
        if action.text() != "Rename":
            action.trigger()
    assert (removed, exported, folder) == (["silver"], ["silver"], [1])
    view.sidebar.filter_chosen.emit(ArticleFilter(in_trash=True))
    view.select_article("silver")
    view.fill_menu()
    assert "Restore" in menu(view)
    assert "Remove" not in menu(view)
    view.list.select(view.list.list_model.index(0))
    view.fill_menu()
    assert menu(view) == ["Show the library's folder"]


def test_slash_focuses_the_search_and_escape_comes_back(view, qtbot):
    QTest.keyClick(view.list, Qt.Key.Key_Slash)
    qtbot.waitUntil(view.search.edit.hasFocus)
    QTest.keyClick(view.search.edit, Qt.Key.Key_Escape)
    qtbot.waitUntil(view.list.hasFocus)


def test_a_search_is_told_with_its_words_over_the_whole_library(view):
    filters, words = heard(view.filter_changed), heard(view.search_changed)
    view.sidebar.filter_chosen.emit(ArticleFilter(severity=Severity.SERIOUS))
    search(view, "tea", found([note_hit("n1")]), (KRATOM,))
    assert words == ["tea"]
    assert filters == [
        ArticleFilter(severity=Severity.SERIOUS),
        ArticleFilter(words="tea"),
    ]
    assert view.search._totals.text == "1 note in 1 article"


def test_results_are_walked_and_opened_at_the_note(view, qtbot):
    opened, notes = heard(view.article_requested), heard(view.note_requested)
    hit = ArticleHit(article="kratom", title="Kratom", excerpt="… some tea …")
    search(view, "tea", replace(found([note_hit("n1")]), articles=(hit,)), (KRATOM,))
    QTest.keyClick(view.search.edit, Qt.Key.Key_Return)
    qtbot.waitUntil(view.list.hasFocus)
    assert title_of(view) == "Kratom Tea for Long Shifts"
    QTest.keyClick(view.list, Qt.Key.Key_Return)
    QTest.keyClick(view.list, Qt.Key.Key_End)
    QTest.keyClick(view.list, Qt.Key.Key_Return)
    assert opened == ["kratom"]
    assert notes == [("kratom", "n1")]


def test_escape_in_the_results_ends_the_search(view):
    search(view, "tea", found([note_hit("n1")]), (KRATOM,))
    words = heard(view.search_changed)
    QTest.keyClick(view.list, Qt.Key.Key_Escape)
    assert words == [""]
    assert view.search.words == ""
    assert view.list.list_model.article_count == len(ARTICLES)


def test_a_choice_in_the_sidebar_ends_the_search(view, qtbot):
    search(view, "tea", found([note_hit("n1")]), (KRATOM,))
    words, filters = heard(view.search_changed), heard(view.filter_changed)
    row = view.sidebar.row(ArticleFilter(severity=Severity.CRITICAL))
    qtbot.mouseClick(row, Qt.MouseButton.LeftButton)
    assert words == [""]
    assert filters == [ArticleFilter(severity=Severity.CRITICAL)]
    assert view.search.words == ""
    assert not view.list.list_model.has_results


def test_orders_are_chosen_and_told_once(view):
    orders = heard(view.order_changed)
    QTest.keyClick(view.head.order_button, Qt.Key.Key_Return)
    titles = {action.text(): action for action in view.head.menu.actions()}
    assert titles["Worst severity"].isChecked()
    titles["Title"].trigger()
    titles["Title"].trigger()
    titles["Most left to check"].trigger()
    assert orders == [ArticleOrder.TITLE, ArticleOrder.LEFT]
    assert view.order is ArticleOrder.LEFT
    view.set_articles(fetcher(ARTICLES))
    assert view.list.list_model.rowCount() == len(ARTICLES)


def test_an_empty_library_says_what_to_do(view, qtbot):
    view.show_facets(facets(articles=0))
    view.set_articles(fetcher(()))
    assert view.empty.isVisible()
    assert "Nothing here yet" in view.empty.text
    assert "drop a file on this window" in view.empty.text
    asked = []
    view.import_requested.connect(lambda: asked.append(1))
    qtbot.mouseClick(view.empty.button, Qt.MouseButton.LeftButton)
    assert asked == [1]


def test_a_read_only_empty_library_offers_nothing_that_fails(view):
    view.set_library("Theirs", True, "Made elsewhere.")
    view.show_facets(facets(articles=0))
    view.set_articles(fetcher(()))
    assert view.empty.button.isHidden()
    assert "only be read" in view.empty.text


def test_an_empty_trash_and_an_empty_choice_say_so(view, qtbot):
    view.filter_changed.connect(
        lambda where: view.set_articles(fetcher(ARTICLES if where == ArticleFilter() else ()))
    )
    view.sidebar.filter_chosen.emit(ArticleFilter(in_trash=True))
    assert "The trash is empty" in view.empty.text
    assert view.empty.button.isHidden()
    view.sidebar.filter_chosen.emit(ArticleFilter(severity=Severity.INFO))
    assert "No article has a caution that is info." in view.empty.text
    qtbot.mouseClick(view.empty.button, Qt.MouseButton.LeftButton)
    assert view.filter == ArticleFilter()
    assert view.list.isVisible()


def test_a_search_without_matches_can_be_cleared_there(view, qtbot):
    search(view, "qqq", found())
    assert "Nothing found" in view.empty.text
    assert "matches qqq." in view.empty.text
    qtbot.mouseClick(view.empty.button, Qt.MouseButton.LeftButton)
    assert view.search.words == ""
    assert view.list.isVisible()


def test_samples_say_that_they_are_samples(view):
    view.set_library("Samples", True, "It is the samples' own.", is_samples=True)
    assert "samples, with deliberate errors" in view.head.line.text()
    assert "library of your own" in view.head.line.text()


@pytest.mark.parametrize("size", [(1360, 812), (1000, 700), (900, 640), (720, 560)])
def test_nothing_overlaps_at_any_width(view, size, qtbot):
    view.resize(*size)
    qtbot.waitUntil(lambda: view.head.heads.width() == view.list.viewport().width())
    assert view.width() == size[0]
    boxes = [
        view.rect().intersected(widget.rect().translated(widget.mapTo(view, QPoint(0, 0))))
        for widget in (
            view.sidebar,
            view.head.filter_button,
            view.search,
            view.head.line,
            view.head.order_button,
            view.head.heads,
            view.list,
        )
        if widget.isVisible()
    ]
    for place, box in enumerate(boxes):
        assert box.width() > 40
        for other in boxes[place + 1 :]:
            assert not box.intersects(other)
    assert view.sidebar.isVisible() == (size[0] >= 1000)
    assert view.head.filter_button.isVisible() != view.sidebar.isVisible()


def test_a_narrow_window_has_the_sidebar_behind_a_button(view, qtbot):
    view.resize(900, 640)
    assert view.head.filter_button.accessibleName() == "Show All articles"
    qtbot.mouseClick(view.head.filter_button, Qt.MouseButton.LeftButton)
    qtbot.waitUntil(view.panel.isVisible)
    assert view.sidebar.isVisible()
    told = heard(view.filter_changed)
    row = view.sidebar.row(ArticleFilter(in_trash=True))
    qtbot.mouseClick(row, Qt.MouseButton.LeftButton)
    assert told == [ArticleFilter(in_trash=True)]
    assert not view.panel.isVisible()
    view.set_articles(fetcher(ARTICLES))
    assert view.head.filter_button.accessibleName() == "Show Trash"
    view.resize(1360, 812)
    assert view.sidebar.isVisible()
    assert view.sidebar.parentWidget() is view


def test_a_selected_row_is_filled_and_outlined_in_either_theme(view):
    view.select_article("kratom")
    for name in ("dark", "light"):
        theme = load_theme(name)
        view.set_theme(theme)
        image = view.list.viewport().grab().toImage()
        rect = view.list.visualRect(view.list.list_model.index_of("article kratom"))
        other = view.list.visualRect(view.list.list_model.index_of("article valerian"))
        assert image.pixelColor(rect.left() + 8, rect.center().y()) == theme.color(Role.ACCENT_BG)
        assert image.pixelColor(rect.center().x(), rect.top() + 1) == theme.color(Role.ACCENT)
        assert image.pixelColor(other.left() + 3, other.center().y()) == theme.color(Role.CANVAS)
        ring = QPoint(rect.left() + 12 + 30, rect.center().y())
        assert image.pixelColor(ring) == theme.color(Role.ACCENT)


def test_every_row_has_a_name_for_assistive_technology(view):
    interface = QAccessible.queryAccessibleInterface(view.list)
    names = [
        interface.child(place).text(QAccessible.Text.Name)
        for place in range(interface.childCount())
    ]
    assert "Critical, 2 articles, unfolded" in names
    assert any("6 critical, 3 serious" in name and "38 of 61 sentences" in name for name in names)
    assert interface.text(QAccessible.Text.Name) == "Articles"


def test_tab_goes_from_sidebar_to_search_to_order_to_list(view, qtbot):
    view.sidebar.row(ArticleFilter()).setFocus(Qt.FocusReason.TabFocusReason)
    seen = []
    for _ in range(12):
        QTest.keyClick(view.window().focusWidget(), Qt.Key.Key_Tab)
        seen.append(view.window().focusWidget())
    order = [view.search.edit, view.head.order_button, view.list]
    places = [seen.index(widget) for widget in order]
    assert places == sorted(places)
    assert all(isinstance(widget, QWidget) for widget in seen)
    assert qtbot is not None


def test_pages_are_read_while_scrolling(view, qtbot):
    from tests.reader.library_values import summary

    asked = []
    many = tuple(summary(f"a{n}", f"Article {n}", (1,)) for n in range(500))
    view.set_articles(fetcher(many, asked))
    assert len(asked) == 1
    for _ in range(3):
        view.list.scrollToBottom()
        qtbot.wait(1)
    qtbot.waitUntil(lambda: view.list.list_model.is_complete)
    assert view.head.line.text() == "500 articles"
