"""What may be asked of the list of articles, and what it counts.

Apart from how it is found: a window that opens an article needs the names alone.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum

from annotations.vocabulary import Category, Severity


class CoverageFilter(StrEnum):
    """Which articles by how much of them is checked."""

    ALL = "all"
    IN_REVIEW = "in_review"
    FULLY_CHECKED = "fully_checked"


class ArticleOrder(StrEnum):
    """Order of the list: most and worst cautions first, by title, newest change first, or
    most sentences left to check first.
    """

    WORST = "worst"
    TITLE = "title"
    MODIFIED = "modified"
    LEFT = "left"


@dataclass(frozen=True, slots=True, kw_only=True)
class ArticleFilter:
    """What the list shows; the default is every article that is not in the trash.

    Attributes:
        severity: Only articles with a published note of that severity.
        category: Only articles with a published note of that category.
        coverage: Only articles that are, or are not, checked to the last sentence.
        in_trash: The trash instead of the library.
        words: A query, as `parse_query` understands it: the words are asked of title, author,
            publisher and text; the fields that speak of notes and sources, of one note.
        drafts: Whether the words may ask for drafts, withdrawn and deleted notes.
    """

    severity: Severity | None = None
    category: Category | None = None
    coverage: CoverageFilter = CoverageFilter.ALL
    in_trash: bool = False
    words: str = ""
    drafts: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Facets:
    """How many of what the library holds; the trash counts in `trash` alone.

    Attributes:
        articles: In the library: `in_review` and `fully_checked` together.
        notes: Published notes.
        drafts: Notes that are still drafts.
        withdrawn: Notes that were taken back.
        deleted: Notes in the trash.
        by_severity: Published notes; every severity is a key.
        by_category: Published notes; every category is a key.
    """

    articles: int
    in_review: int
    fully_checked: int
    trash: int
    notes: int
    drafts: int
    by_severity: Mapping[Severity, int]
    by_category: Mapping[Category, int]
    withdrawn: int = 0
    deleted: int = 0
