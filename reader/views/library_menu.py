"""The menus of the library: of a row, of the orders, of the groupings."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from typing import TYPE_CHECKING

from PySide6.QtWidgets import QMenu

from reader.models.article_rows import ArticleRow, NoteRow, Row, SourceRow

if TYPE_CHECKING:
    from reader.models.note_rows import FoundRow, GroupRow
    from reader.views.library_view import LibraryView


def fill_choices(
    menu: QMenu,
    choices: Iterable[tuple[str, bool, Callable[[], object]]],
) -> None:
    """Offer names, which is in force, and what choosing one does."""
    menu.clear()
    for name, is_chosen, choose in choices:
        action = menu.addAction(name[:1].upper() + name[1:])
        action.setCheckable(True)
        action.setChecked(is_chosen)
        action.triggered.connect(lambda _=False, choose=choose: choose())


def fill_article_menu(
    view: LibraryView, row: Row | None, *, is_read_only: bool, is_trash: bool
) -> None:
    """Offer what can be done with a row of the list of articles."""
    menu = view.menu
    menu.clear()
    if isinstance(row, (ArticleRow, NoteRow, SourceRow)):
        menu.addAction("Open", "Return", lambda: view.list.open_row(row))
    if isinstance(row, ArticleRow):
        uid = row.uid
        if not is_read_only:
            menu.addAction("Rename", "F2", view.rename_selected)
        menu.addAction("Export to Markdown...", lambda: view.export_requested.emit(uid))
        menu.addSeparator()
        if not is_read_only and is_trash:
            menu.addAction("Restore", lambda: view.restore_requested.emit(uid))
        elif not is_read_only:
            menu.addAction("Remove", "Del", lambda: view.remove_requested.emit(uid))
    menu.addAction("Show the library's folder", view.folder_requested.emit)


def fill_note_menu(
    view: LibraryView, row: FoundRow | GroupRow | None, *, is_read_only: bool
) -> None:
    """Offer what can be done with a row of the list of notes."""
    from reader.models.note_rows import FoundRow, GroupRow

    menu = view.menu
    menu.clear()
    if isinstance(row, FoundRow) and row.is_restorable:
        if not is_read_only:
            uid = row.note.annotation
            menu.addAction("Restore", "R", lambda: view.restore_note_requested.emit(uid))
    elif isinstance(row, FoundRow):
        menu.addAction("Open in its article", "Return", lambda: view.notes.open_row(row))
    elif isinstance(row, GroupRow):
        name = "Fold" if row.is_open else "Unfold"
        menu.addAction(name, "Space", lambda: view.notes.open_row(row))
    model = view.notes.list_model
    if view.grouping:
        menu.addSeparator()
        menu.addAction("Fold all groups", lambda: model.fold_all(is_folded=True))
        menu.addAction("Unfold all groups", lambda: model.fold_all(is_folded=False))
