"""What the library answers where a claim comes back."""

from __future__ import annotations

from dataclasses import dataclass

from annotations.anchoring.flags import ChangeFlag
from annotations.editing import TargetDraft
from annotations.ids import AnnotationUid, ArticleUid, RevisionUid
from annotations.model import Span
from annotations.vocabulary import Category, Severity, Status, TargetRole


@dataclass(frozen=True, slots=True, kw_only=True)
class NoteSuggestion:
    """A note of another sentence that may speak of one of this article too.

    Attributes:
        annotation: Of the note.
        category, severity, status: Of the note.
        headline: Its correction, or the first line of its body.
        article, article_title: Where the note stands now.
        exact: The words that it speaks of there.
        here: Uid of the article that it is offered for.
        revision: The text of that article that `span` counts in.
        span: The place that it may speak of too.
        words: What stands there.
        score: How much alike both are, 0.8 to 1.
        flags: In what they differ that may turn the meaning.
        is_identical: Nothing but typography differs.
    """

    annotation: AnnotationUid
    category: Category
    severity: Severity
    status: Status
    headline: str
    article: ArticleUid
    article_title: str
    exact: str
    here: ArticleUid
    revision: RevisionUid
    span: Span
    words: str
    score: float
    flags: frozenset[ChangeFlag]
    is_identical: bool

    @property
    def target(self) -> TargetDraft:
        """The place as a claim of the note."""
        return TargetDraft(
            role=TargetRole.CLAIM,
            article_uid=self.here,
            revision_uid=self.revision,
            span=self.span,
        )


@dataclass(frozen=True, slots=True, kw_only=True)
class ReusableNote:
    """A note that has the words that are typed.

    Attributes:
        annotation: Of the note.
        category, severity, status: Of the note.
        headline: Its correction, or the first line of its body.
        article_title: The first article that it speaks of.
        claim: What it says something about; empty for a whole article.
        places: How many places it speaks of.
    """

    annotation: AnnotationUid
    category: Category
    severity: Severity
    status: Status
    headline: str
    article_title: str
    claim: str
    places: int


@dataclass(frozen=True, slots=True, kw_only=True)
class ClaimNote:
    """A note on a sentence of a list."""

    annotation: AnnotationUid
    severity: Severity
    status: Status
    headline: str


@dataclass(frozen=True, slots=True, kw_only=True)
class SameClaim:
    """A sentence that says something like another.

    Attributes:
        article, article_title: Where it stands.
        span: Its place there.
        exact: What it says.
        score: How much alike both are, 0 to 1.
        flags: In what they differ that may turn the meaning; only where they are near.
        is_same: Nearly word for word, with nothing that may turn the meaning.
        notes: What is said of it, the worst first.
    """

    article: ArticleUid
    article_title: str
    span: Span
    exact: str
    score: float
    flags: frozenset[ChangeFlag]
    is_same: bool
    notes: tuple[ClaimNote, ...]
