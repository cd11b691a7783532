"""The rows of the library list, as values: headers, articles, and what a search found."""

from __future__ import annotations

from collections.abc import Sequence, Set
from dataclasses import dataclass
from itertools import groupby

from annotations import (
    Article,
    ArticleOrder,
    ArticleSummary,
    Category,
    Facets,
    NoteHit,
    SearchResults,
    Severity,
    SourceHit,
)
from reader.theme.counts import counts_in_words
from reader.views.wording import counted

ARTICLES, NOTES, SOURCES = "articles", "notes", "sources"


@dataclass(frozen=True, slots=True, kw_only=True)
class HeaderRow:
    """The title of a group; pressing it folds the group away."""

    key: str
    title: str
    #: Glyph of the group; None for none.
    severity: Severity | None
    #: What the group holds in words: "5 articles".
    count: str
    is_open: bool

    @property
    def spoken(self) -> str:
        """For assistive technology."""
        return f"{self.title}, {self.count}, {'unfolded' if self.is_open else 'folded'}"


@dataclass(frozen=True, slots=True, kw_only=True)
class ArticleRow:
    """An article, with what of its text matched a search."""

    summary: ArticleSummary
    excerpt: str = ""

    @property
    def key(self) -> str:
        """Unique in the list, and the same after a refresh."""
        return f"article {self.uid}"

    @property
    def uid(self) -> str:
        """The article's."""
        return self.summary.article.uid

    @property
    def title(self) -> str:
        """On one line."""
        return " ".join(self.summary.article.title.split())

    @property
    def origin(self) -> str:
        """Who made it, where it is from, and its file; says where neither is known."""
        return article_origin(self.summary.article)

    @property
    def subtitle(self) -> str:
        """What of the text matched a search, else the origin."""
        found = self.excerpt.removeprefix(self.title).strip()
        return found or self.origin

    @property
    def subtitle_with_coverage(self) -> str:
        """The subtitle, after how much is checked."""
        if not self.summary.coverage.of:
            return self.subtitle
        return f"{self.checked} checked \N{MIDDLE DOT} {self.subtitle}"

    @property
    def checked(self) -> str:
        """As in "38 of 61"; a dash where there is nothing to check."""
        coverage = self.summary.coverage
        return f"{coverage.checked} of {coverage.of}" if coverage.of else "\N{EN DASH}"

    @property
    def spoken(self) -> str:
        """For assistive technology: title, cautions worst first, coverage."""
        coverage = self.summary.coverage
        cautions = counts_in_words(self.summary.counts) or "nothing flagged"
        checked = (
            f"{coverage.checked} of {coverage.of} sentences checked"
            if coverage.of
            else "no sentences to check"
        )
        return f"{self.title}, {cautions}, {checked}"


@dataclass(frozen=True, slots=True, kw_only=True)
class NoteRow:
    """A note that a search found."""

    hit: NoteHit

    @property
    def key(self) -> str:
        """Unique in the list, and the same after a refresh."""
        return f"note {self.hit.annotation} {self.hit.article}"

    @property
    def title(self) -> str:
        """The headline, on one line."""
        return " ".join(self.hit.headline.split()) or "A note without words"

    @property
    def excerpt(self) -> str:
        """What of the note matched; empty where the headline says it already."""
        bare = self.hit.excerpt.strip("\N{HORIZONTAL ELLIPSIS} ")
        return "" if bare in self.title else self.hit.excerpt

    @property
    def article_title(self) -> str:
        """Of the article that it belongs to, on one line."""
        return " ".join(self.hit.article_title.split())

    @property
    def spoken(self) -> str:
        """For assistive technology."""
        return f"{self.hit.severity.label} caution: {self.title}, in {self.article_title}"


@dataclass(frozen=True, slots=True, kw_only=True)
class SourceRow:
    """A source that a search found."""

    hit: SourceHit
    #: Author, year and title, in one line.
    title: str

    @property
    def key(self) -> str:
        """Unique in the list, and the same after a refresh."""
        return f"source {self.hit.source.uid}"

    @property
    def cited(self) -> str:
        """As in "cited in 3 notes"."""
        return f"cited in {counted(self.hit.cited_in, 'note')}" if self.hit.cited_in else "unused"

    @property
    def spoken(self) -> str:
        """For assistive technology."""
        rank = self.hit.source.rank
        return f"Source {self.title}, rank {rank.value}, {rank.label}, {self.cited}"


Row = HeaderRow | ArticleRow | NoteRow | SourceRow


def worst_severity(summary: ArticleSummary) -> Severity | None:
    """The gravest of an article's cautions; None where it has none."""
    return max((s for s, number in summary.counts.items() if number), default=None)


def article_origin(article: Article) -> str:
    """Author, publisher and file name; says so where nobody is named."""
    fields = article.fields
    file = article.file_name or "pasted text"
    named = [" ".join(part.split()) for part in (fields.author, fields.publisher) if part.strip()]
    if not named and not fields.url:
        named = ["no author or site given"]
        return " \N{MIDDLE DOT} ".join([file, *named])
    return " \N{MIDDLE DOT} ".join([*named, file])


def list_rows(
    summaries: Sequence[ArticleSummary],
    order: ArticleOrder,
    folded: Set[str],
    *,
    is_complete: bool,
) -> list[Row]:
    """The rows of the library: in groups by worst severity, or plain in any other order.

    Args:
        summaries: Those that are loaded, in the library's order.
        order: The library's order.
        folded: Keys of the groups whose articles are hidden.
        is_complete: False while more articles can be loaded; the last group then says "or
            more".
    """
    if order is not ArticleOrder.WORST:
        return [ArticleRow(summary=summary) for summary in summaries]
    rows: list[Row] = []
    loaded = 0
    for severity, members in groupby(summaries, worst_severity):
        group = list(members)
        loaded += len(group)
        key = f"group {severity.id if severity else 'none'}"
        is_whole = is_complete or loaded < len(summaries)
        rows.append(
            HeaderRow(
                key=key,
                title=severity.label if severity else "Nothing flagged",
                severity=severity,
                count=counted(len(group), "article") if is_whole else f"{len(group)} or more",
                is_open=key not in folded,
            )
        )
        if key not in folded:
            rows += [ArticleRow(summary=summary) for summary in group]
    return rows


def found_rows(
    summaries: Sequence[ArticleSummary],
    results: SearchResults,
    sources: Sequence[SourceRow],
    folded: Set[str],
    *,
    is_complete: bool,
) -> list[Row]:
    """The rows of a search: articles, then notes, then sources; empty parts are left out."""
    excerpts = {hit.article: hit.excerpt for hit in results.articles}
    articles: list[Row] = [
        ArticleRow(summary=summary, excerpt=excerpts.get(summary.article.uid, ""))
        for summary in summaries
    ]
    notes: list[Row] = [NoteRow(hit=hit) for hit in results.notes]
    article_total = len(summaries) if is_complete else results.articles_total
    rows: list[Row] = []
    for key, members, total, is_more in (
        (ARTICLES, articles, article_total, results.articles_more and not is_complete),
        (NOTES, notes, results.notes_total, results.notes_more),
        (SOURCES, list[Row](sources), results.sources_total, results.sources_more),
    ):
        if not members:
            continue
        shown = len(members)
        all_of_them = key == ARTICLES or (shown >= total and not is_more)
        number = f"{total:,}+" if is_more else f"{total:,}"
        rows.append(
            HeaderRow(
                key=key,
                title=key.capitalize(),
                severity=None,
                count=number if all_of_them else f"the best {shown} of {number}",
                is_open=key not in folded,
            )
        )
        if key not in folded:
            rows += members
    return rows


def source_rows(hits: Sequence[SourceHit]) -> tuple[SourceRow, ...]:
    """Rows for the sources that a search found, cited as on cards."""
    # Loaded when a search first finds a source: no list needs it to open.
    from annotations import short_citation

    rows = []
    for hit in hits:
        short, title = short_citation(hit.source), " ".join(hit.source.title.split())
        rows.append(SourceRow(hit=hit, title=short if title in short else f"{short}: {title}"))
    return tuple(rows)


def totals_in_words(results: SearchResults) -> str:
    """What a search found, for the field: "12 notes in 3 articles", "2,000+ notes"."""
    notes, articles = results.notes_total, results.articles_total
    if notes and notes == len(results.notes) and not results.notes_more:
        holding = len({hit.article for hit in results.notes})
        return f"{counted(notes, 'note')} in {counted(holding, 'article')}"
    said = [
        counted(number, noun, is_more=is_more)
        for number, noun, is_more in (
            (notes, "note", results.notes_more),
            (articles, "article", results.articles_more),
        )
        if number
    ]
    if said:
        return ", ".join(said)
    sources = results.sources_total
    if not sources:
        return "nothing found"
    return counted(sources, "source", is_more=results.sources_more)


def used_categories(facets: Facets) -> tuple[tuple[Category, int], ...]:
    """Categories that notes have, the most used first; in their own order where equal."""
    used = [(category, facets.by_category.get(category, 0)) for category in Category]
    return tuple(sorted((pair for pair in used if pair[1]), key=lambda pair: -pair[1]))
