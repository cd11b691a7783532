"""The sidebar: what is listed, in which order, and what a press chooses."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest

from annotations import ArticleFilter, Category, CoverageFilter, Severity
from reader.theme.roles import Role
from reader.theme.theme import load_theme
from reader.views.sidebar import DELETED, Sidebar
from tests.reader.library_values import facets

USED = {
    Category.CONTEXT: 2,
    Category.DANGEROUS: 16,
    Category.INACCURATE: 28,
    Category.OUTDATED: 1,
    Category.UNSUPPORTED: 12,
    Category.MISLEADING: 6,
    Category.IMPRECISE: 4,
}


@pytest.fixture
def sidebar(qtbot, light):
    sidebar = Sidebar(light)
    qtbot.addWidget(sidebar)
    sidebar.resize(232, 860)
    sidebar.show_facets(facets(categories=USED, trash=1))
    with qtbot.waitExposed(sidebar):
        sidebar.show()
    return sidebar


def chosen(sidebar):
    told = []
    sidebar.filter_chosen.connect(told.append)
    return told


def test_rows_are_named_with_their_numbers(sidebar):
    assert sidebar.row_texts == (
        "All articles, 4 articles",
        "In review, 3 articles",
        "Fully checked, 1 article",
        "Trash, 1 article",
        "All notes, 31 notes",
        "All sources, 0 sources",
        "Critical, 7 notes",
        "Serious, 15 notes",
        "Moderate, 8 notes",
        "Info, 2 notes",
        "Factually inaccurate, 28 notes",
        "Dangerous advice, 16 notes",
        "Unsupported, 12 notes",
        "Misleading, 6 notes",
        "Imprecise, 4 notes",
    )


def test_rarer_categories_are_one_press_away(sidebar, qtbot):
    assert sidebar._more.text() == "2 more"
    qtbot.mouseClick(sidebar._more, Qt.MouseButton.LeftButton)
    assert sidebar.row_texts[-2:] == ("Context, 2 notes", "Outdated, 1 note")
    assert sidebar._more.text() == "Fewer"
    qtbot.mouseClick(sidebar._more, Qt.MouseButton.LeftButton)
    assert len(sidebar.row_texts) == 15


def test_no_category_where_no_note_has_one(sidebar):
    sidebar.show_facets(facets(articles=0))
    assert sidebar.row_texts[-1] == "Info, 2 notes"
    assert sidebar._more.isHidden()
    assert sidebar._category_label.isHidden()


@pytest.mark.parametrize(
    "where",
    [
        ArticleFilter(coverage=CoverageFilter.IN_REVIEW),
        ArticleFilter(in_trash=True),
        ArticleFilter(severity=Severity.SERIOUS),
        ArticleFilter(category=Category.DANGEROUS),
    ],
)
def test_a_press_chooses_one_filter(sidebar, qtbot, where):
    told = chosen(sidebar)
    qtbot.mouseClick(sidebar.row(where), Qt.MouseButton.LeftButton)
    assert told == [where]
    assert sidebar.current == where
    assert [row for row in sidebar._rows if sidebar.row(row).isChecked()] == [where]


def test_marking_a_choice_tells_nobody_and_ignores_words(sidebar):
    told = chosen(sidebar)
    sidebar.set_current(ArticleFilter(severity=Severity.INFO, words="tea"))
    assert told == []
    assert sidebar.row(ArticleFilter(severity=Severity.INFO)).isChecked()
    assert sidebar.label_of(ArticleFilter(severity=Severity.INFO)) == "Info"


def test_arrow_keys_walk_and_choose(sidebar, qtbot):
    told = chosen(sidebar)
    sidebar.activateWindow()
    first = sidebar.row(ArticleFilter())
    first.setFocus(Qt.FocusReason.TabFocusReason)
    qtbot.waitUntil(first.hasFocus)
    QTest.keyClick(first, Qt.Key.Key_Down)
    assert told == [ArticleFilter(coverage=CoverageFilter.IN_REVIEW)]


def test_the_chosen_row_is_filled_in_either_theme(sidebar):
    for name in ("light", "dark"):
        theme = load_theme(name)
        sidebar.set_theme(theme)
        image = sidebar.grab().toImage()
        row = sidebar.row(ArticleFilter())
        place = row.mapTo(sidebar, row.rect().topLeft())
        middle = place.y() + row.height() // 2
        assert image.pixelColor(place.x() + 6, middle) == theme.color(Role.ACCENT_BG)
        assert image.pixelColor(4, middle) == theme.color(Role.SUNKEN)


def test_what_is_not_published_is_for_those_who_may_change_it(sidebar, qtbot):
    told = chosen(sidebar)
    sidebar.set_writable(is_writable=True)
    assert "Drafts, 0 notes" in sidebar.row_texts
    assert not any("Withdrawn" in text or "Deleted" in text for text in sidebar.row_texts)
    sidebar.show_facets(facets(drafts=3, withdrawn=1, deleted=2))
    assert sidebar.row_texts[4:9] == (
        "All notes, 31 notes",
        "Drafts, 3 notes",
        "Withdrawn, 1 note",
        "Deleted notes, 2 notes",
        "All sources, 0 sources",
    )
    qtbot.mouseClick(sidebar.row(DELETED), Qt.MouseButton.LeftButton)
    assert told == [DELETED]
    sidebar.set_current(DELETED)
    sidebar.show_facets(facets())
    assert "Deleted notes, 0 notes" in sidebar.row_texts
    sidebar.set_writable(is_writable=False)
    assert sidebar.row_texts[4:6] == ("All notes, 31 notes", "All sources, 0 sources")


def test_sources_are_a_way_out_and_no_choice(sidebar, qtbot):
    asked = []
    sidebar.sources_chosen.connect(lambda: asked.append(1))
    sidebar.show_sources(56)
    assert sidebar.sources_row.accessibleName() == "All sources, 56 sources"
    qtbot.mouseClick(sidebar.sources_row, Qt.MouseButton.LeftButton)
    assert asked == [1]
    assert sidebar.row(ArticleFilter()).isChecked()
