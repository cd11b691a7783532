"""The list of notes as a Qt model: every row has its place, and pages are read when shown."""

from __future__ import annotations

from bisect import bisect_right
from collections import OrderedDict
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from itertools import accumulate
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import (
    QAbstractListModel,
    QModelIndex,
    QObject,
    QPersistentModelIndex,
    Qt,
    QTimer,
)

from reader.models.note_rows import FoundRow, GroupRow, Row, group_severity

if TYPE_CHECKING:
    from annotations import FoundNote, NoteGroup

#: Reads the notes of a group: its key (empty: of all), offset and limit.
Fetch = Callable[[str, int, int], "tuple[FoundNote, ...]"]
AnyIndex = QModelIndex | QPersistentModelIndex

PAGE = 100
#: So many pages are kept; the one that was not looked at for longest goes first.
KEPT_PAGES = 30
#: So many rows are laid out at first, shared among the groups, some of each at least; and so
#: many more of a group when its last one is reached. Qt places every row again and again.
FIRST_ROWS = 4_000
MORE_ROWS = 1_000
_LEAST_ROWS = 20
ROW_ROLE = Qt.ItemDataRole.UserRole
_ROOT = QModelIndex()
_SPOKEN = (Qt.ItemDataRole.AccessibleTextRole, Qt.ItemDataRole.DisplayRole)


@dataclass(frozen=True, slots=True, kw_only=True)
class Grouped:
    """What the list is to show.

    Attributes:
        groups: In their order; a list without groups is None.
        total: How many notes there are.
        is_more: Whether there may be more than `total`.
        by_article: Whether each group is an article.
        is_cut: Whether there are more groups than these.
    """

    groups: tuple[NoteGroup, ...] | None
    total: int = 0
    is_more: bool = False
    by_article: bool = False
    is_cut: bool = False


class NoteList(QAbstractListModel):
    """Headers and notes. Where a row stands follows from the counts of the groups, so that a
    hundred thousand notes cost no more than those on screen.
    """

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._fetch: Fetch | None = None
        self._shown = Grouped(groups=())
        self._folded: set[str] = set()
        #: How many notes of a group have a row; the first so many where it is not said.
        self._laid: dict[str, int] = {}
        self._first = FIRST_ROWS
        #: What was found of a group beyond its count, and groups that may have more still.
        self._grown: dict[str, int] = {}
        self._unended: set[str] = set()
        #: Number of the last note with a row, for each group that has or may have more.
        self._last_of: dict[str, int] = {}
        #: Row of each group's header, and after the last the number of rows.
        self._starts: list[int] = [0]
        self._pages: OrderedDict[tuple[str, int], tuple[FoundNote, ...]] = OrderedDict()

    def show_notes(self, shown: Grouped, fetch: Fetch) -> None:
        """Show other notes, or the same ones read again. Folded groups stay so."""
        self.beginResetModel()
        self._shown, self._fetch = shown, fetch
        self._pages.clear()
        self._grown.clear()
        self._first = max(_LEAST_ROWS, FIRST_ROWS // max(1, len(shown.groups or ())))
        self._unended = {each.key for each in shown.groups or () if each.is_more}
        if shown.groups is None and shown.is_more:
            self._unended.add("")
        self._place()
        self.endResetModel()

    def toggle(self, key: str) -> None:
        """Fold a group away, or unfold it."""
        place = self._group_at(key)
        if place is None or self._shown.groups is None:
            return
        first = self._starts[place] + 1
        last = first + self._rows(key, self._shown.groups[place].count) - 1
        if last < first:
            self._folded ^= {key}
        elif key in self._folded:
            self.beginInsertRows(QModelIndex(), first, last)
            self._folded.discard(key)
            self._place()
            self.endInsertRows()
        else:
            self.beginRemoveRows(QModelIndex(), first, last)
            self._folded.add(key)
            self._place()
            self.endRemoveRows()
        header = self.index(self._starts[place])
        self.dataChanged.emit(header, header)

    def fold_all(self, *, is_folded: bool) -> None:
        """Fold every group away, or unfold all."""
        self.beginResetModel()
        self._folded = {group.key for group in self._shown.groups or () if is_folded}
        self._place()
        self.endResetModel()

    def row(self, index: AnyIndex) -> Row | None:
        """The value behind an index, read where it is not there yet; None for no row, and
        where the library refuses it.
        """
        number = index.row()
        if not 0 <= number < self._starts[-1]:
            return None
        groups = self._shown.groups
        if groups is None:
            return self._note("", number)
        place = bisect_right(self._starts, number) - 1
        group, offset = groups[place], number - self._starts[place] - 1
        if offset >= 0:
            return self._note(group.key, offset)
        return GroupRow(
            key=group.key,
            title=group.label,
            number=self._count(group.key, group.count),
            is_more=group.key in self._unended,
            is_open=group.key not in self._folded,
            severity=group_severity(group.key),
        )

    def first_note(self) -> QModelIndex:
        """The first row that is a note; else the first; an invalid index where none is."""
        groups = self._shown.groups or ()
        opened = (place for place, group in enumerate(groups) if group.key not in self._folded)
        place = next(opened, None)
        number = 0 if place is None else self._starts[place] + 1
        return self.index(number) if number < self._starts[-1] else QModelIndex()

    def rowCount(self, parent: AnyIndex = _ROOT) -> int:
        return 0 if parent.isValid() else self._starts[-1]

    def data(self, index: AnyIndex, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        if role != ROW_ROLE and role not in _SPOKEN:
            return None
        row = self.row(index) if index.isValid() else None
        if row is None or role == ROW_ROLE:
            return row
        return row.spoken if role == Qt.ItemDataRole.AccessibleTextRole else row.title

    def flags(self, index: AnyIndex) -> Qt.ItemFlag:
        if not index.isValid():
            return Qt.ItemFlag.NoItemFlags
        flags = Qt.ItemFlag.ItemIsEnabled | Qt.ItemFlag.ItemIsSelectable
        return flags | Qt.ItemFlag.ItemNeverHasChildren

    def _place(self) -> None:
        groups = self._shown.groups
        if groups is None:
            rows = self._rows("", self._shown.total)
            self._starts = [rows]
            self._last_of = {"": rows - 1} if self._has_more("", self._shown.total) else {}
            return
        heights = (
            1 + (0 if each.key in self._folded else self._rows(each.key, each.count))
            for each in groups
        )
        self._starts = list(accumulate(heights, initial=0))
        self._last_of = {
            each.key: self._rows(each.key, each.count) - 1
            for each in groups
            if self._has_more(each.key, each.count)
        }

    def _group_at(self, key: str) -> int | None:
        groups: Sequence[NoteGroup] = self._shown.groups or ()
        return next((place for place, group in enumerate(groups) if group.key == key), None)

    def _note(self, group: str, offset: int) -> FoundRow | None:
        page, place = divmod(offset, PAGE)
        notes = self._page(group, page)
        if offset == self._last_of.get(group):
            # Later: this is asked for while a view paints.
            QTimer.singleShot(0, self, lambda: self._grow(group, page))
        if place >= len(notes):
            return None
        by_article = self._shown.by_article
        return FoundRow(note=notes[place], group=group, is_in_article=by_article)

    def _count(self, key: str, counted: int) -> int:
        return counted + self._grown.get(key, 0)

    def _rows(self, key: str, counted: int) -> int:
        return min(self._count(key, counted), self._laid.get(key, self._first))

    def _has_more(self, key: str, counted: int) -> bool:
        return key in self._unended or self._rows(key, counted) < self._count(key, counted)

    def _page(self, group: str, page: int) -> tuple[FoundNote, ...]:
        key = (group, page)
        if key in self._pages:
            self._pages.move_to_end(key)
        elif self._fetch is not None:
            self._pages[key] = self._fetch(group, page * PAGE, PAGE)
            if len(self._pages) > KEPT_PAGES:
                self._pages.popitem(last=False)
        return self._pages.get(key, ())

    def _grow(self, group: str, page: int) -> None:
        """Make room for more of a group, whose last row has been reached."""
        counted = self._counted(group)
        length, rows = self._count(group, counted), self._rows(group, counted)
        if page != (rows - 1) // PAGE:
            return
        if rows == length and group in self._unended and self._fetch is not None:
            length = self._look_beyond(group, page)
        more = min(length, rows + MORE_ROWS)
        if more > rows:
            self._lengthen(group, rows, more, grown=length - counted)

    def _look_beyond(self, group: str, page: int) -> int:
        """Read what follows the last note that was counted; returns how many there are then."""
        extent = page * PAGE + len(self._page(group, page))
        found = self._page(group, page + 1) if extent == (page + 1) * PAGE else ()
        if extent % PAGE or len(found) < PAGE:
            self._unended.discard(group)
        return extent + len(found)

    def _counted(self, group: str) -> int:
        """What the library has counted of a group."""
        groups = self._shown.groups
        if groups is None:
            return self._shown.total
        place = self._group_at(group)
        return 0 if place is None else groups[place].count

    def _lengthen(self, group: str, rows: int, more: int, *, grown: int) -> None:
        place = self._group_at(group)
        start = 0 if place is None else self._starts[place] + 1
        is_shown = group not in self._folded
        if is_shown:
            self.beginInsertRows(QModelIndex(), start + rows, start + more - 1)
        self._laid[group], self._grown[group] = more, grown
        self._place()
        if is_shown:
            self.endInsertRows()
