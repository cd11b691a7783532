"""Hand-made values of the library for tests of its views."""

from annotations import (
    Article,
    ArticleFields,
    ArticleSummary,
    Category,
    Coverage,
    Facets,
    NoteHit,
    SearchResults,
    Severity,
    Source,
    SourceHit,
    SourceType,
    StripTick,
)

CRITICAL, SERIOUS, MODERATE, INFO = reversed(Severity)


def summary(uid, title, counts=(), *, checked=0, of=10, last_on="2026-11-20", author=""):
    """`counts`: critical, serious, moderate, info."""
    named = dict(zip(reversed(Severity), counts, strict=False))
    return ArticleSummary(
        article=Article(
            uid=uid,
            fields=ArticleFields(title=title, author=author),
            file_name=f"{uid}.md",
            title_is_suggested=False,
            created_at="2026-11-20T10:00:00.000Z",
            modified_at="2026-11-20T10:00:00.000Z",
        ),
        counts=named,
        drafts=0,
        coverage=Coverage(checked, of, last_on),
        strip=tuple(
            StripTick((place + 1) / 10, severity)
            for place, severity in enumerate(s for s, n in named.items() if n)
        ),
    )


KRATOM = summary("kratom", "Kratom Tea for Long Shifts", (6, 3, 2, 1), checked=38, of=61)
VALERIAN = summary("valerian", "Valerian for Sleep", (1, 5, 4, 1), checked=10, of=10)
SILVER = summary("silver", "Colloidal Silver", (0, 7, 2), checked=3, of=54)
CHAMOMILE = summary("chamomile", "Chamomile before Bed", last_on="")
ARTICLES = (KRATOM, VALERIAN, SILVER, CHAMOMILE)


def fetcher(summaries, asked=None):
    """Reads from a tuple as a library would; `asked` collects (offset, limit)."""

    def fetch(offset, limit):
        if asked is not None:
            asked.append((offset, limit))
        return tuple(summaries[offset : offset + limit])

    return fetch


def facets(articles=4, trash=0, categories=None, **notes):
    return Facets(
        articles=articles,
        in_review=articles - 1 if articles else 0,
        fully_checked=1 if articles else 0,
        trash=trash,
        notes=31,
        drafts=notes.get("drafts", 0),
        withdrawn=notes.get("withdrawn", 0),
        deleted=notes.get("deleted", 0),
        by_severity=dict(zip(Severity, (2, 8, 15, 7), strict=True)),
        by_category={category: (categories or {}).get(category, 0) for category in Category},
    )


def note_hit(uid, article=KRATOM, severity=SERIOUS, headline="No dose is known to be safe."):
    return NoteHit(
        annotation=uid,
        article=article.article.uid,
        article_title=article.article.title,
        severity=severity,
        headline=headline,
        excerpt="Because of the words that were looked for …",
    )


SOURCE = Source(
    uid="singh",
    type=SourceType.STUDY,
    title="Traditional use of Mitragyna speciosa",
    authors=("Singh D",),
    issued="2014",
)


def found(notes=(), sources=(), *, of_notes=None, of_sources=None, of_articles=0, is_more=False):
    return SearchResults(
        words="safe",
        notes=tuple(notes),
        sources=tuple(sources),
        notes_total=len(notes) if of_notes is None else of_notes,
        sources_total=len(sources) if of_sources is None else of_sources,
        articles_total=of_articles,
        articles_more=is_more,
        notes_more=is_more,
        sources_more=is_more,
    )


def source_hit(source=SOURCE, cited_in=3):
    return SourceHit(source=source, cited_in=cited_in)
