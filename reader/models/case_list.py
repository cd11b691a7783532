"""The list of a re-review as a Qt model: groups, cases, and what needed no eyes."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from enum import Enum, auto
from typing import Any

from PySide6.QtCore import QAbstractListModel, QModelIndex, QPersistentModelIndex, Qt

from annotations import Severity

AnyIndex = QModelIndex | QPersistentModelIndex

ROW_ROLE = Qt.ItemDataRole.UserRole
_ROOT = QModelIndex()
_SPOKEN = (Qt.ItemDataRole.AccessibleTextRole, Qt.ItemDataRole.DisplayRole)


class RowKind(Enum):
    """What a row is."""

    #: The title of a group.
    GROUP = auto()
    #: To be decided.
    CASE = auto()
    #: Decided a moment ago.
    DECIDED = auto()
    #: A number of places that needed no eyes.
    SETTLED = auto()


@dataclass(frozen=True, slots=True, kw_only=True)
class CaseRow:
    """One row: a line, and a quieter one below it."""

    kind: RowKind
    text: str
    detail: str = ""
    #: Of the case; empty for every other row.
    uid: str = ""
    severity: Severity | None = None

    @property
    def spoken(self) -> str:
        """For assistive technology."""
        parts = [self.severity.label] if self.severity else []
        if self.kind is RowKind.DECIDED:
            parts.insert(0, "Decided")
        return ", ".join(part for part in (*parts, self.text, self.detail) if part)


class CaseList(QAbstractListModel):
    """Rows as they were given; only cases can be chosen."""

    def __init__(self) -> None:
        super().__init__()
        self._rows: tuple[CaseRow, ...] = ()

    def set_rows(self, rows: Sequence[CaseRow]) -> None:
        """Show other rows."""
        self.beginResetModel()
        self._rows = tuple(rows)
        self.endResetModel()

    @property
    def rows(self) -> tuple[CaseRow, ...]:
        """All rows, from the top."""
        return self._rows

    def row(self, number: int) -> CaseRow | None:
        """A row; None beyond the last."""
        return self._rows[number] if 0 <= number < len(self._rows) else None

    def number_of(self, uid: str) -> int:
        """Number of the row of a case; -1 where there is none."""
        for number, row in enumerate(self._rows):
            if row.kind is RowKind.CASE and row.uid == uid:
                return number
        return -1

    def rowCount(self, parent: AnyIndex = _ROOT) -> int:
        return 0 if parent.isValid() else len(self._rows)

    def data(self, index: AnyIndex, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        row = self.row(index.row())
        if row is None:
            return None
        if role == ROW_ROLE:
            return row
        return row.spoken if role in _SPOKEN else None

    def flags(self, index: AnyIndex) -> Qt.ItemFlag:
        row = self.row(index.row())
        if row is None or row.kind is not RowKind.CASE:
            return Qt.ItemFlag.NoItemFlags
        return Qt.ItemFlag.ItemIsEnabled | Qt.ItemFlag.ItemIsSelectable
