"""The sides of a contradiction, as a card words them: sentences, places and why, without Qt."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass

from annotations import Annotation, Category, ReviewedArticle, Span, Target, TargetRole
from reader.views.wording import isolate, one_line, quoted

#: Words in quotes: between straight or curly quotes that are no apostrophes.
_QUOTED = re.compile(r"(?<!\w)['\"\u2018\u201c](\S(?:.*?\S)?)['\"\u2019\u201d](?!\w)")
#: Longest excerpt of the article on a card, in characters.
EXCERPT_LENGTH = 240


@dataclass(frozen=True, slots=True, kw_only=True)
class Excerpt:
    """One side of a contradiction."""

    #: Number on the disc, from 1.
    number: int
    target_uid: str
    #: The sentence in curly quotes, cut to a readable length.
    text: str
    #: Heading above it, or the other article's title and heading.
    place: str
    #: The two parts of `place`: "This article" or a title, and the heading or empty text.
    title: str
    heading: str
    #: On why it conflicts; empty for the claim.
    why: str
    #: Places in `text`, `[start, end)`, of the words that decide it.
    decisive: tuple[tuple[int, int], ...]
    is_claim: bool
    #: Place in the article that is shown; None where it stands elsewhere.
    span: Span | None
    #: Uid of the other article that it stands in; empty for this one and for an unknown one.
    article_uid: str


def origin(annotation: Annotation, reviewed: ReviewedArticle) -> str:
    """Where a note comes from that has no claim in this article; empty for one that has."""
    if reviewed.belongs(annotation):
        return ""
    for claim in annotation.claims:
        other = reviewed.other_articles.get(claim.article_uid) if claim.article_uid else None
        if other:
            return f"Contradicted from {isolate(quoted(other.title))}"
    return "Contradicted from another article"


def stands_as_pair(
    annotation: Annotation, reviewed: ReviewedArticle, excerpts: tuple[Excerpt, ...]
) -> bool:
    """True where both sides stand on the card itself, not under its sources."""
    is_elsewhere = any(excerpt.span is None for excerpt in excerpts)
    is_pair = annotation.note.category is Category.CONTRADICTION
    return len(excerpts) > 1 and (is_pair or is_elsewhere or not reviewed.belongs(annotation))


def excerpts_of(annotation: Annotation, reviewed: ReviewedArticle) -> tuple[Excerpt, ...]:
    """Number the first claim and all conflicts; nothing where nothing conflicts."""
    if not annotation.conflicts:
        return ()
    claims = reviewed.places(annotation, TargetRole.CLAIM) or annotation.claims
    sides = [*claims[:1], *annotation.conflicts]
    whys = [one_line(side.why) for side in sides]
    return tuple(
        _excerpt(side, number, reviewed, whys if number == 1 else whys[number - 1 : number])
        for number, side in enumerate(sides, 1)
    )


def _excerpt(target: Target, number: int, reviewed: ReviewedArticle, whys: list[str]) -> Excerpt:
    is_here = target.article_uid == reviewed.article.uid
    heading = isolate(one_line(target.heading)) if target.heading else ""
    title, place = "This article", heading or "This article"
    if not is_here:
        other = reviewed.other_articles.get(target.article_uid) if target.article_uid else None
        title = isolate(other.title) if other else "An article that is not in this library"
        place = f"{title} · {heading}" if heading else title
    exact = target.quote.exact if target.quote else ""
    text = quoted(exact, EXCERPT_LENGTH) if exact else "The whole article"
    return Excerpt(
        number=number,
        target_uid=target.uid,
        text=text,
        place=place,
        title=title,
        heading=heading,
        why=one_line(target.why),
        decisive=_decisive(text, whys),
        is_claim=target.role is TargetRole.CLAIM,
        span=target.span if is_here else None,
        article_uid="" if is_here else target.article_uid or "",
    )


def _decisive(text: str, whys: Iterable[str]) -> tuple[tuple[int, int], ...]:
    """Find the words that a reviewer quotes when saying why two sentences conflict."""
    phrases = {phrase for why in whys for phrase in _QUOTED.findall(why)}
    places = [(text.find(phrase), len(phrase)) for phrase in phrases]
    found: list[tuple[int, int]] = []
    for start, length in sorted(place for place in places if place[0] >= 0):
        if not found or start >= found[-1][1]:
            found.append((start, start + length))
    return tuple(found)
