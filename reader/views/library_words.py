"""What the library says: how many, of what, and why there is nothing. Pure text."""

from __future__ import annotations

from typing import TYPE_CHECKING

from annotations import ArticleFilter, ArticleOrder, CoverageFilter, Facets
from reader.views.empty_state import EmptyText
from reader.views.wording import counted

if TYPE_CHECKING:
    from reader.models.note_list import Grouped

SAMPLES_LINE = (
    "These are samples, with deliberate errors. What you import goes into a library of your own."
)

ORDER_NAMES = {
    ArticleOrder.WORST: "worst severity",
    ArticleOrder.TITLE: "title",
    ArticleOrder.MODIFIED: "recently changed",
    ArticleOrder.LEFT: "most left to check",
}
#: What notes are put together by: ids of `NoteGrouping`; empty for nothing.
GROUP_NAMES = {
    "article": "article",
    "category": "category",
    "severity": "severity",
    "source": "source",
    "reviewer": "reviewer",
    "": "nothing",
}

_IMPORT = "Import a text, Markdown or web page, paste its text, or drop a file on this window."
_NOTHING_YET = EmptyText("Nothing here yet", _IMPORT, "Import an article", "Ctrl O")
_NOTHING_READ_ONLY = EmptyText(
    "No articles here", "This library has none, and it can only be read, so none can be added."
)
_TRASH = EmptyText(
    "The trash is empty", "Articles that you remove wait here until you want them back."
)

_NO_NOTES = EmptyText(
    "No notes yet",
    "Open an article, go to a sentence that calls for caution, and press N to say why.",
)
_NO_NOTES_READ_ONLY = EmptyText("No notes here", "Nobody has written a note in this library.")
_NO_STATE = {
    "is:draft": EmptyText(
        "No drafts", "A note that you keep as a draft waits here until it is ready."
    ),
    "is:withdrawn": EmptyText(
        "Nothing withdrawn", "A note that is withdrawn stays here, with the reason why."
    ),
    "is:deleted": EmptyText(
        "No deleted notes", "Notes that you delete wait here until you want them back."
    ),
}


def notes_query(where: ArticleFilter) -> str:
    """The query for notes that says what a choice in the sidebar and the words say."""
    parts = [where.words] if where.words else []
    if where.severity is not None:
        parts.append(f"sev:{where.severity.id}")
    if where.category is not None:
        parts.append(f"cat:{where.category.value}")
    return " ".join(parts)


def is_about_articles(where: ArticleFilter) -> bool:
    """True for a choice that parts articles, whatever their notes."""
    return where.in_trash or where.coverage is not CoverageFilter.ALL


def notes_empty_text(query: str, *, is_read_only: bool) -> EmptyText:
    """Say why no note is listed, and what to do about it."""
    if not query:
        return _NO_NOTES_READ_ONLY if is_read_only else _NO_NOTES
    return _NO_STATE.get(query) or EmptyText(
        "No note found",
        f"No note matches {query}. Take a word or a field out to find more.",
        "Clear the search",
        "Esc",
    )


def notes_line(shown: Grouped) -> str:
    """Say what the list of notes shows: "78 notes in 7 articles"."""
    # Beside the list of notes alone; that of articles does without.
    from reader.models.note_rows import counted_notes

    count = counted_notes(shown.total, is_more=shown.is_more)
    if not shown.total or not shown.groups:
        return count if shown.total else ""
    if shown.is_cut:
        return f"{count}, the first {len(shown.groups):,} groups of them"
    return f"{count} in {counted(len(shown.groups), 'article')}" if shown.by_article else count


def empty_text(
    where: ArticleFilter, words: str, facets: Facets | None, *, is_read_only: bool
) -> EmptyText:
    """Say why the list has no rows, and what to do about it."""
    if words:
        return EmptyText(
            "Nothing found",
            f"No title, text, note or source matches {words}. Fewer words, or only the "
            "beginning of one, find more.",
            "Clear the search",
            "Esc",
        )
    if where.in_trash:
        return _TRASH
    if where != ArticleFilter() and facets is not None and facets.articles:
        return EmptyText("No such article", _why_none(where), "Show all articles")
    return _NOTHING_READ_ONLY if is_read_only else _NOTHING_YET


def list_line(where: ArticleFilter, number: int, *, is_complete: bool) -> str:
    """Say what the list shows: "4 articles with a critical caution"."""
    count = counted(number, "article") if is_complete else f"More than {number} articles"
    if where.in_trash:
        return f"{count} in the trash"
    if where.severity is not None:
        word = where.severity.label.lower()
        article = "an" if word[0] in "aeiou" else "a"
        return f"{count} with {article} {word} caution"
    if where.category is not None:
        return f"{count} with the caution “{where.category.label.lower()}”"
    if where.coverage is CoverageFilter.IN_REVIEW:
        return f"{count} with sentences left to check"
    if where.coverage is CoverageFilter.FULLY_CHECKED:
        return f"{count} checked to the last sentence"
    return count


def _why_none(where: ArticleFilter) -> str:
    if where.severity is not None:
        return f"No article has a caution that is {where.severity.label.lower()}."
    if where.category is not None:
        return f"No article has the caution “{where.category.label.lower()}”."
    if where.coverage is CoverageFilter.FULLY_CHECKED:
        return "No article has been checked to the last sentence yet."
    return "Every article has been checked to the last sentence."
