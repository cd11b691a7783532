"""The library list as a Qt model: pages of articles, headers, and what a search found."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from PySide6.QtCore import QAbstractListModel, QModelIndex, QObject, QPersistentModelIndex, Qt

from annotations import ArticleOrder, ArticleSummary, SearchResults
from reader.models.article_rows import (
    ArticleRow,
    HeaderRow,
    Row,
    SourceRow,
    found_rows,
    list_rows,
)

#: Reads articles: offset and limit, in the library's order; fewer than the limit is the end.
Fetch = Callable[[int, int], tuple[ArticleSummary, ...]]
AnyIndex = QModelIndex | QPersistentModelIndex

PAGE = 200
#: The role under which a row's value is kept.
ROW_ROLE = Qt.ItemDataRole.UserRole
_ROOT = QModelIndex()


class ArticleList(QAbstractListModel):
    """Rows of frozen values, loaded by the page as the view asks for more.

    Rows that stay keep their indexes when the list is refreshed: what was selected stays so.
    """

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._fetch: Fetch | None = None
        self._summaries: tuple[ArticleSummary, ...] = ()
        self._is_complete = True
        self._order = ArticleOrder.WORST
        self._results: SearchResults | None = None
        self._sources: tuple[SourceRow, ...] = ()
        self._folded: set[str] = set()
        self._rows: list[Row] = []
        self._places: dict[str, int] = {}
        self._is_editable = False

    @property
    def article_count(self) -> int:
        """How many articles are loaded."""
        return len(self._summaries)

    @property
    def is_complete(self) -> bool:
        """True where every article of the list is loaded."""
        return self._is_complete

    @property
    def has_results(self) -> bool:
        """True while what a search found is shown."""
        return self._results is not None

    def set_editable(self, *, is_editable: bool) -> None:
        """Let titles be edited, or not."""
        self._is_editable = is_editable

    def set_articles(self, fetch: Fetch, order: ArticleOrder) -> None:
        """Show the articles that `fetch` reads: as many as were loaded, one page at least."""
        wanted = PAGE if order is not self._order else max(PAGE, len(self._summaries))
        self._fetch = fetch
        self._order = order
        self._summaries = fetch(0, wanted)
        self._is_complete = len(self._summaries) < wanted
        self._show()

    def set_results(
        self, results: SearchResults | None, sources: tuple[SourceRow, ...] = ()
    ) -> None:
        """Show what a search found below the articles; None ends the search."""
        self._results = results
        self._sources = sources
        self._show()

    def toggle(self, key: str) -> None:
        """Fold a group away, or unfold it."""
        self._folded ^= {key}
        self._show()

    def row(self, index: AnyIndex) -> Row | None:
        """The value behind an index; None for an index of no row."""
        return self._rows[index.row()] if 0 <= index.row() < len(self._rows) else None

    def index_of(self, key: str) -> QModelIndex:
        """Where the row with that key stands; an invalid index where it does not."""
        place = self._places.get(key)
        return QModelIndex() if place is None else self.index(place)

    def first_article(self) -> QModelIndex:
        """The first row that can be opened; an invalid index where there is none."""
        for place, row in enumerate(self._rows):
            if not isinstance(row, HeaderRow):
                return self.index(place)
        return QModelIndex()

    def rowCount(self, parent: AnyIndex = _ROOT) -> int:
        return 0 if parent.isValid() else len(self._rows)

    def data(self, index: AnyIndex, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        row = self.row(index) if index.isValid() else None
        if row is None:
            return None
        if role == ROW_ROLE:
            return row
        if role in (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.EditRole):
            return row.title
        if role == Qt.ItemDataRole.AccessibleTextRole:
            return row.spoken
        return None

    def flags(self, index: AnyIndex) -> Qt.ItemFlag:
        row = self.row(index) if index.isValid() else None
        if row is None:
            return Qt.ItemFlag.NoItemFlags
        flags = Qt.ItemFlag.ItemIsEnabled | Qt.ItemFlag.ItemIsSelectable
        if isinstance(row, ArticleRow) and self._is_editable:
            flags |= Qt.ItemFlag.ItemIsEditable
        return flags | Qt.ItemFlag.ItemNeverHasChildren

    def canFetchMore(self, parent: AnyIndex) -> bool:
        return not parent.isValid() and not self._is_complete

    def fetchMore(self, parent: AnyIndex) -> None:
        if self._fetch is None or not self.canFetchMore(parent):
            return
        page = self._fetch(len(self._summaries), PAGE)
        self._summaries += page
        self._is_complete = len(page) < PAGE
        self._show()

    def _build(self) -> list[Row]:
        if self._results is None:
            return list_rows(
                self._summaries, self._order, self._folded, is_complete=self._is_complete
            )
        return found_rows(
            self._summaries,
            self._results,
            self._sources,
            self._folded,
            is_complete=self._is_complete,
        )

    def _show(self) -> None:
        """Turn the rows into the new ones by removing and inserting as few as needed."""
        new = self._build()
        wanted = {row.key for row in new}
        self._remove([place for place, row in enumerate(self._rows) if row.key not in wanted])
        kept = [row for row in new if row.key in self._places]
        self._remove(_out_of_order(self._rows, kept))
        start = 0
        for place, row in enumerate(new):
            if row.key in self._places:
                self._insert(start, new[start:place])
                start = place + 1
        self._insert(start, new[start:])
        self._take(new)
        if new:
            self.dataChanged.emit(self.index(0), self.index(len(new) - 1))

    def _remove(self, places: list[int]) -> None:
        """Remove rows in runs, the last run first."""
        while places:
            last = first = places.pop()
            while places and places[-1] == first - 1:
                first = places.pop()
            self.beginRemoveRows(QModelIndex(), first, last)
            del self._rows[first : last + 1]
            self.endRemoveRows()
        self._take(self._rows)

    def _insert(self, place: int, rows: list[Row]) -> None:
        if rows:
            self.beginInsertRows(QModelIndex(), place, place + len(rows) - 1)
            self._rows[place:place] = rows
            self.endInsertRows()

    def _take(self, rows: list[Row]) -> None:
        self._rows = rows
        self._places = {row.key: place for place, row in enumerate(rows)}


def _out_of_order(old: list[Row], new: list[Row]) -> list[int]:
    """Places of the rows of `old` between a common head and a common tail with `new`.

    Both hold the same keys; none where they stand in the same order.
    """
    moved = [place for place, row in enumerate(old) if row.key != new[place].key]
    return list(range(moved[0], moved[-1] + 1)) if moved else []
