"""The list of sources as a Qt model: as many rows as there are, read by the page when shown."""

from __future__ import annotations

from collections import OrderedDict
from collections.abc import Callable
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QAbstractListModel, QModelIndex, QObject, QPersistentModelIndex, Qt

from annotations import Source, citation_name, short_citation
from reader.dates import local_date
from reader.views.wording import counted

if TYPE_CHECKING:
    from annotations import FoundSources, SourceRow

#: Reads sources: offset and limit. None where the library refuses.
Fetch = Callable[[int, int], "FoundSources | None"]
AnyIndex = QModelIndex | QPersistentModelIndex

PAGE = 100
#: So many pages are kept; the one that was looked at longest ago goes first.
_PAGES_KEPT = 60
#: The role under which a row's value is kept.
ROW_ROLE = Qt.ItemDataRole.UserRole
_ROOT = QModelIndex()


class SourceList(QAbstractListModel):
    """Rows of frozen values. The scroll bar is right from the start, whatever is read so far.

    Where rows come or go they do so at the end, and all others are told to have changed: the
    list keeps its place, and whoever has something selected looks for it again by its uid.
    """

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._fetch: Fetch | None = None
        self._total = 0
        self._pages: OrderedDict[int, tuple[SourceRow, ...]] = OrderedDict()

    def set_sources(self, fetch: Fetch) -> str:
        """Show what `fetch` reads.

        Returns:
            What is wrong with the words that were looked for; empty where nothing is.
        """
        self._fetch = fetch
        self._pages.clear()
        found = fetch(0, PAGE)
        total = found.total if found is not None else 0
        self._resize(total)
        if found is not None:
            self._pages[0] = found.rows
        if total:
            self.dataChanged.emit(self.index(0), self.index(total - 1))
        return found.problem if found is not None else ""

    def row(self, number: int) -> SourceRow | None:
        """The row with that number; None where there is none."""
        if not 0 <= number < self._total:
            return None
        page, place = divmod(number, PAGE)
        rows = self._page(page)
        return rows[place] if place < len(rows) else None

    def number_of(self, uid: str, near: int = 0) -> int:
        """Where a source stands; -1 where it is not in the list.

        Args:
            uid: Its uid.
            near: A row from which it is likely not far: pages are looked through from there.
        """
        pages = range((self._total + PAGE - 1) // PAGE)
        for page in sorted(pages, key=lambda each: abs(each - near // PAGE)):
            for place, row in enumerate(self._page(page)):
                if row.source.uid == uid:
                    return page * PAGE + place
        return -1

    def rowCount(self, parent: AnyIndex = _ROOT) -> int:
        return 0 if parent.isValid() else self._total

    def data(self, index: AnyIndex, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        row = self.row(index.row()) if index.isValid() else None
        if row is None:
            return None
        if role == ROW_ROLE:
            return row
        if role == Qt.ItemDataRole.DisplayRole:
            return short_citation(row.source)
        if role == Qt.ItemDataRole.AccessibleTextRole:
            return spoken(row)
        return None

    def _page(self, number: int) -> tuple[SourceRow, ...]:
        rows = self._pages.get(number)
        if rows is None:
            found = self._fetch(number * PAGE, PAGE) if self._fetch is not None else None
            rows = found.rows if found is not None else ()
            self._pages[number] = rows
            if len(self._pages) > _PAGES_KEPT:
                self._pages.popitem(last=False)
        else:
            self._pages.move_to_end(number)
        return rows

    def _resize(self, total: int) -> None:
        if total < self._total:
            self.beginRemoveRows(QModelIndex(), total, self._total - 1)
            self._total = total
            self.endRemoveRows()
        elif total > self._total:
            self.beginInsertRows(QModelIndex(), self._total, total - 1)
            self._total = total
            self.endInsertRows()


def name_and_title(source: Source) -> tuple[str, str]:
    """How a source is known, and its title beside that, each on one line.

    One of which neither author nor institution is known goes by its title alone.
    """
    name, title = citation_name(source), " ".join(source.title.split())
    return (name, title) if name else (title, "")


def spoken(row: SourceRow) -> str:
    """A row for assistive technology: rank, who and when, title, type, notes, checked."""
    source = row.source
    words = ", ".join(filter(None, name_and_title(source)))
    parts = [
        f"{source.rank.value}, {source.rank.label}: {words}",
        source.type.label.lower(),
        f"cited in {counted(row.notes, 'note')}" if row.notes else "not cited",
        f"checked {local_date(row.checked_on)}" if row.checked_on else "never checked",
    ]
    if row.is_stale and row.checked_on:
        parts.append("not checked for a year")
    if source.retracted:
        parts.append("retracted")
    return ", ".join(parts)
