"""The list of notes in the library: what it is asked for, and what is read for it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from reader.session import Session

if TYPE_CHECKING:
    from annotations import FoundNote
    from reader.views.library_view import LibraryView

#: More groups than a person unfolds; the rest is found by a narrower query.
MOST_GROUPS = 200


def fill_notes(session: Session, view: LibraryView) -> None:
    """Show the notes that the view asks for, in their groups."""
    from annotations import NoteGrouping
    from reader.models.note_list import Grouped

    query, seen = view.notes_query, not session.is_read_only
    by = NoteGrouping(view.grouping) if view.grouping else None
    found = session.find_notes(query, drafts=seen, limit=1)
    if found is None:
        return

    def fetch(group: str, offset: int, limit: int) -> tuple[FoundNote, ...]:
        page = session.find_notes(
            query,
            group=(by, group) if by is not None else None,
            drafts=seen,
            offset=offset,
            limit=limit,
        )
        return page.notes if page is not None else ()

    groups, is_cut = None, False
    if by is not None:
        groups = session.note_groups(query, by, drafts=seen, limit=MOST_GROUPS)
        # Of very many notes only the first are put together: other groups may have the rest.
        is_part = bool(query) and any(group.is_more for group in groups)
        is_cut = is_part or len(groups) == MOST_GROUPS
    shown = Grouped(
        groups=groups,
        total=found.total,
        is_more=found.is_more,
        by_article=by is NoteGrouping.ARTICLE,
        is_cut=is_cut,
    )
    view.show_problem(found.problem)
    view.set_notes(shown, fetch)
