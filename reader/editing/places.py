"""How a place of a note is named to its reviewer: its words, and the article they stand in."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from annotations import Annotation, ReviewedArticle, TargetDraft


@dataclass(frozen=True, slots=True)
class PlaceWords:
    """What is said of a place."""

    #: Its own words; empty for a whole article.
    excerpt: str
    #: Title of the article; empty for the one that is open.
    article: str = ""


#: Names a place; a place that is not known has empty words.
Describe = Callable[[TargetDraft], PlaceWords]


def describe_in(reviewed: ReviewedArticle, annotation: Annotation | None = None) -> Describe:
    """Name the places of a note from the article that is open, and from the note as stored.

    Args:
        reviewed: The article that is open.
        annotation: The note that is edited, for the words of places in other articles.
    """
    stored = {target.uid: target for target in annotation.targets} if annotation else {}

    def describe(target: TargetDraft) -> PlaceWords:
        here = target.article_uid == reviewed.article.uid
        other = reviewed.other_articles.get(target.article_uid) if target.article_uid else None
        title = "" if here else other.title if other else ""
        if here and target.revision_uid == reviewed.revision.uid and target.span is not None:
            return PlaceWords(reviewed.revision.text[target.span.start : target.span.end])
        known = stored.get(target.uid) if target.uid else None
        return PlaceWords(known.quote.exact if known and known.quote else "", title)

    return describe
