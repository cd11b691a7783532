"""Hand-made sources and the rows of their list, for tests of views and models."""

from annotations import (
    AccessedThrough,
    AttachmentRecord,
    FoundSources,
    Relation,
    Severity,
    Source,
    SourceRecord,
    SourceRow,
    SourceType,
    SourceUse,
    Status,
)

SATEIA = Source(
    uid="sateia",
    type=SourceType.GUIDELINE,
    title="Clinical Practice Guideline for Chronic Insomnia",
    authors=("Michael J. Sateia", "Daniel J. Buysse", "Andrew D. Krystal"),
    container="Journal of Clinical Sleep Medicine",
    issued="2017-02-15",
    doi="10.5664/jcsm.6470",
    url="https://doi.org/10.5664/jcsm.6470",
)
NCCIH = Source(
    uid="nccih",
    type=SourceType.GOVERNMENT,
    title="Valerian: Usefulness and Safety",
    publisher="National Center for Complementary and Integrative Health (NCCIH)",
    accessed_through=AccessedThrough.COPY,
)
VINEGAR = Source(
    uid="vinegar",
    type=SourceType.STUDY,
    title="Apple cider vinegar for weight management",
    authors=("Rony Abou-Khalil", "Jeanne Andary"),
    issued="2024",
    pmid="38549678",
    retracted=True,
    retraction_note="The numbers do not add up.",
)
SOURCES = (SATEIA, NCCIH, VINEGAR)


def row(source, notes=1, checked_on="2026-11-20", *, is_stale=False):
    return SourceRow(source, notes, checked_on, is_stale)


ROWS = (row(SATEIA), row(NCCIH, 3, "2025-10-03", is_stale=True), row(VINEGAR, 0, ""))


def many(count):
    """So many rows, each with a title of its own."""
    return tuple(
        row(Source(uid=f"s{n:05}", type=SourceType.STUDY, title=f"Study number {n}"))
        for n in range(count)
    )


def fetcher(rows=ROWS, problem="", asked=None):
    """Reads from a tuple as a library would; `asked` collects (offset, limit)."""

    def fetch(offset, limit):
        if asked is not None:
            asked.append((offset, limit))
        page = tuple(rows[offset : offset + limit])
        return FoundSources(rows=page, total=len(rows), problem=problem)

    return fetch


def record(source, checked_on="2026-11-20", checked_by="A reviewer", cited_in=1):
    return SourceRecord(
        source=source, checked_on=checked_on, checked_by=checked_by, cited_in=cited_in
    )


def use(uid="n1", article="a1", headline="No dose is known.", status=Status.READY):
    return SourceUse(
        annotation_uid=uid,
        article_uid=article,
        article_title="Valerian for Sleep",
        severity=Severity.SERIOUS,
        status=status,
        headline=headline,
        relation=Relation.DISPUTES,
        quote="",
    )


def kept_file(name="page.html", size=890, uid="f1"):
    fields = dict.fromkeys(AttachmentRecord.__dataclass_fields__, "")
    return AttachmentRecord(**{**fields, "uid": uid, "name": name, "size": size})
