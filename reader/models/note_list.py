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
KEPT_PAGES = 40
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
    """

    groups: tuple[NoteGroup, ...] | None
    total: int = 0
    is_more: bool = False
    by_article: bool = False


class NoteList(QAbstractListModel):
    """Headers and notes. Where a row stands follows from the counts of the groups, so that a
    hundred thousand notes cost no more than those on screen.
    """

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._fetch: Fetch | None = None
        self._shown = Grouped(groups=())
        self._folded: set[str] = set()
        #: What was found of a group beyond its count, and groups that may have more still.
        self._grown: dict[str, int] = {}
        self._unended: set[str] = set()
        #: Row of each group's header, and after the last the number of rows.
        self._starts: list[int] = [0]
        self._pages: OrderedDict[tuple[str, int], tuple[FoundNote, ...]] = OrderedDict()

    def show_notes(self, shown: Grouped, fetch: Fetch) -> None:
        """Show other notes, or the same ones read again. Folded groups stay so."""
        self.beginResetModel()
        self._shown, self._fetch = shown, fetch
        self._pages.clear()
        self._grown.clear()
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
        last = first + self._count(key, self._shown.groups[place].count) - 1
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
            self._starts = [self._count("", self._shown.total)]
            return
        heights = (
            1 + (0 if each.key in self._folded else self._count(each.key, each.count))
            for each in groups
        )
        self._starts = list(accumulate(heights, initial=0))

    def _group_at(self, key: str) -> int | None:
        groups: Sequence[NoteGroup] = self._shown.groups or ()
        return next((place for place, group in enumerate(groups) if group.key == key), None)

    def _note(self, group: str, offset: int) -> FoundRow | None:
        page, place = divmod(offset, PAGE)
        notes = self._page(group, page)
        if group in self._unended and offset == self._length(group) - 1:
            # Later: this is asked for while a view paints.
            QTimer.singleShot(0, self, lambda: self._grow(group, page))
        if place >= len(notes):
            return None
        by_article = self._shown.by_article
        return FoundRow(note=notes[place], group=group, is_in_article=by_article)

    def _count(self, key: str, counted: int) -> int:
        return counted + self._grown.get(key, 0)

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
        """Make room for what is there beyond the count: the rest of the last page, and the
        page after it.
        """
        count = self._length(group)
        if group not in self._unended or self._fetch is None:
            return
        here = len(self._pages.get((group, page), ()))
        extent = page * PAGE + here
        if extent < count:
            return
        if here == PAGE:
            self._pages[(group, page + 1)] = self._fetch(group, extent, PAGE)
            here = len(self._pages[(group, page + 1)])
            extent += here
        if here < PAGE:
            self._unended.discard(group)
        if extent > count:
            self._lengthen(group, count, extent)

    def _length(self, group: str) -> int:
        """How many notes of a group are known to be there, folded or not."""
        groups = self._shown.groups
        if groups is None:
            return self._count(group, self._shown.total)
        place = self._group_at(group)
        return 0 if place is None else self._count(group, groups[place].count)

    def _lengthen(self, group: str, count: int, extent: int) -> None:
        grown = self._grown.get(group, 0) + extent - count
        if group in self._folded:
            self._grown[group] = grown
            return
        place = self._group_at(group)
        start = 0 if place is None else self._starts[place] + 1
        self.beginInsertRows(QModelIndex(), start + count, start + extent - 1)
        self._grown[group] = grown
        self._place()
        self.endInsertRows()
