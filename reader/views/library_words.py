"""What the library says: how many, of what, and why there is nothing. Pure text."""

from __future__ import annotations

from annotations import ArticleFilter, ArticleOrder, CoverageFilter, Facets
from reader.models.article_rows import counted
from reader.views.empty_state import EmptyText

SAMPLES_LINE = (
    "These are samples, with deliberate errors. What you import goes into a library of your own."
)

ORDER_NAMES = {
    ArticleOrder.WORST: "worst severity",
    ArticleOrder.TITLE: "title",
    ArticleOrder.MODIFIED: "recently changed",
}

_IMPORT = "Import a text, Markdown or web page, paste its text, or drop a file on this window."
_NOTHING_YET = EmptyText("Nothing here yet", _IMPORT, "Import an article", "Ctrl O")
_NOTHING_READ_ONLY = EmptyText(
    "No articles here", "This library has none, and it can only be read, so none can be added."
)
_TRASH = EmptyText(
    "The trash is empty", "Articles that you remove wait here until you want them back."
)


def empty_text(
    where: ArticleFilter, words: str, facets: Facets | None, *, is_read_only: bool
) -> EmptyText:
    """Say why the list has no rows, and what to do about it."""
    if words:
        return EmptyText(
            "Nothing found",
            f"No title, text, note or source has “{words}”. Fewer words, or only the "
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
