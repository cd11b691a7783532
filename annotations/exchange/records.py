"""Read the records of the model from foreign JSON: a caution, a source, an article.

Keys are the model's own names. `FieldError` says what to mend.
"""

from __future__ import annotations

from annotations.exchange import fields
from annotations.exchange.fields import JsonObject
from annotations.ids import SourceUid
from annotations.model import ArticleFields, CautionNote, Source
from annotations.vocabulary import (
    AccessedThrough,
    Authority,
    Category,
    Certainty,
    Severity,
    SourceType,
)

MAX_TAGS = 50
MAX_AUTHORS = 1_000

_SOURCE_TEXTS = (
    "publisher", "container", "issued", "url", "doi", "pmid", "pmcid", "isbn", "jurisdiction",
    "retraction_note", "establishes", "authority_reason",
)  # fmt: skip
_ARTICLE_TEXTS = (
    "title", "author", "publisher", "url", "published", "retrieved", "language",
)  # fmt: skip


def read_caution(record: JsonObject) -> CautionNote:
    """Read the body of a note; blank and repeated tags are left out."""
    severity = fields.choice(record, "severity", [item.id for item in reversed(Severity)])
    tags = (tag.strip() for tag in fields.texts(record, "tags", most=MAX_TAGS))
    return CautionNote(
        category=Category(fields.choice(record, "category", Category)),
        severity=Severity.from_id(severity),
        correction=fields.text(record, "correction"),
        body=fields.text(record, "body"),
        advice=fields.text(record, "advice"),
        tags=tuple(dict.fromkeys(tags)),
        certainty=Certainty(fields.choice(record, "certainty", Certainty)),
        as_of=fields.date(record, "as_of"),
        is_verdict=fields.flag(record, "is_verdict"),
        no_source_needed=fields.text(record, "no_source_needed"),
    )


def read_source(record: JsonObject) -> Source:
    """Read a source; its id becomes its uid. Dates and authors are kept as typed."""
    authority = fields.choice(record, "authority", ("", *Authority))
    return Source(
        uid=SourceUid(fields.text(record, "id", required=True)),
        type=SourceType(fields.choice(record, "type", SourceType)),
        title=fields.text(record, "title", required=True),
        authors=fields.texts(record, "authors", most=MAX_AUTHORS),
        retracted=fields.flag(record, "retracted"),
        accessed_through=AccessedThrough(
            fields.choice(
                record, "accessed_through", AccessedThrough, default=AccessedThrough.ORIGINAL
            )
        ),
        authority=Authority(authority) if authority else None,
        **{key: fields.text(record, key) for key in _SOURCE_TEXTS},
    )


def read_article_fields(record: JsonObject) -> ArticleFields:
    """Read what is known of an article; what is missing is empty."""
    return ArticleFields(**{key: fields.text(record, key) for key in _ARTICLE_TEXTS})
