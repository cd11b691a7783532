"""The values of the domain: articles, revisions, annotations, targets, sources.

All are frozen; an edit makes a new value with `dataclasses.replace`. Offsets are half-open
spans in code points of a revision's canonical text. Times are UTC text,
`2026-11-20T14:02:31.123Z`; dates are EDTF level 0 text (`2024`, `2024-05`, `2024-05-06`),
empty where unknown.

Above 400 lines, because the values name one another and most of the lines say what a field
means: parted, each half would import the other.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from annotations.ids import (
    ActionId,
    AnnotationUid,
    ArticleUid,
    EvidenceUid,
    ReviewerUid,
    RevisionUid,
    SourceUid,
    TargetUid,
)
from annotations.text.blocks import Block
from annotations.vocabulary import (
    AccessedThrough,
    AnchorState,
    Authority,
    Category,
    Certainty,
    Relation,
    SentenceState,
    Severity,
    SourceType,
    Status,
    TargetRole,
)


@dataclass(frozen=True, slots=True, order=True)
class Span:
    """Half-open `[start, end)` in code points of a canonical text."""

    start: int
    end: int

    def overlaps(self, other: Span) -> bool:
        """True where the two share at least one code point."""
        return self.start < other.end and other.start < self.end


@dataclass(frozen=True, slots=True, kw_only=True)
class ArticleFields:
    """What is known of an article besides its text; empty text is unknown."""

    title: str = ""
    author: str = ""
    publisher: str = ""
    url: str = ""
    published: str = ""
    retrieved: str = ""
    language: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Article:
    """An article of the library, without its text."""

    uid: ArticleUid
    fields: ArticleFields
    #: Name of the imported file without its folder; empty for pasted text.
    file_name: str
    #: True while the title is Caveat's suggestion: a review sheet may fill it.
    title_is_suggested: bool
    created_at: str
    modified_at: str
    #: When it was moved to the trash; None where it is in the library.
    deleted_at: str | None = None

    @property
    def title(self) -> str:
        """The title as shown; never empty in a library."""
        return self.fields.title


@dataclass(frozen=True, slots=True, kw_only=True)
class Conversion:
    """What a file becomes: blocks, sentences, and what the file says of itself."""

    blocks: tuple[Block, ...]
    #: Sorted, disjoint, each inside one block.
    sentences: tuple[Span, ...]
    #: From front matter or the saved page; the title may be a suggestion.
    fields: ArticleFields
    title_is_suggested: bool
    #: The encoding that was used, as Python names it; empty for text that was pasted.
    encoding: str
    #: A banner sentence ("Shown as plain text because ..."); empty where there is none.
    notice: str
    extractor: str
    segmenter: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Revision:
    """One immutable text of an article."""

    uid: RevisionUid
    article_uid: ArticleUid
    text: str
    blocks: tuple[Block, ...]
    sentences: tuple[Span, ...]
    encoding: str
    notice: str
    extractor: str
    segmenter: str
    text_sha256: str
    created_at: str


@dataclass(frozen=True, slots=True)
class TextQuoteSelector:
    """The quoted words with up to 64 characters before and after.

    Source:
        W3C Web Annotation Data Model, section 4.2.4.
    """

    exact: str
    prefix: str = ""
    suffix: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Target:
    """A place that an annotation speaks of.

    A claim or conflict in an article of the library has `article_uid`, `revision_uid` and,
    unless it speaks of the whole article, `span` and `quote`. A conflict whose article is
    not in the library keeps its quote without a place (`article_uid` None). Where the text
    has changed, `quote` stays as a person confirmed it, and `span` is where that is now.
    """

    uid: TargetUid
    role: TargetRole
    article_uid: ArticleUid | None
    revision_uid: RevisionUid | None
    #: Place in that revision, the one the article shows. None for the whole article, for a
    #: quote without a place, and for one that is ambiguous or lost.
    span: Span | None
    quote: TextQuoteSelector | None
    #: A word on why it conflicts; empty for a claim.
    why: str = ""
    #: Text of the nearest heading above the place; empty where there is none.
    heading: str = ""
    state: AnchorState = AnchorState.EXACT
    #: How much alike the words are now and as they were confirmed, 0 to 1.
    score: float = 1.0
    #: What the changed words say otherwise: "number", "negation", "modal".
    flags: frozenset[str] = frozenset()
    #: Where it may be instead, likeliest first.
    suggestions: tuple[Span, ...] = ()
    #: The text in which a person saw it last; `quote` is from there.
    confirmed_revision_uid: RevisionUid | None = None

    @property
    def needs_review(self) -> bool:
        """True where the text has changed so that a person has to look."""
        return self.article_uid is not None and self.state.needs_review

    @property
    def is_lost(self) -> bool:
        """True where the article's text does not hold the quoted words any more, or holds
        them more than once, and nobody has said where the note belongs now.
        """
        return self.needs_review and self.span is None


@dataclass(frozen=True, slots=True, kw_only=True)
class CautionNote:
    """The body of an annotation: what to be careful about, and why."""

    category: Category
    severity: Severity
    #: The correct fact in one sentence; may be empty.
    correction: str = ""
    #: Why, plain text with paragraphs.
    body: str = ""
    #: What to do instead.
    advice: str = ""
    tags: tuple[str, ...] = ()
    certainty: Certainty = Certainty.NONE
    #: Date that a note on law speaks for; empty elsewhere.
    as_of: str = ""
    is_verdict: bool = False
    #: Why no source is needed; empty where one is.
    no_source_needed: str = ""

    @property
    def headline(self) -> str:
        """The correction, or the first line of the body where there is none."""
        return self.correction or self.body.strip().split("\n", 1)[0]


@dataclass(frozen=True, slots=True, kw_only=True)
class Source:
    """A work that a reviewer entered."""

    uid: SourceUid
    type: SourceType
    title: str
    authors: tuple[str, ...] = ()
    publisher: str = ""
    container: str = ""
    issued: str = ""
    url: str = ""
    doi: str = ""
    pmid: str = ""
    pmcid: str = ""
    isbn: str = ""
    jurisdiction: str = ""
    retracted: bool = False
    retraction_note: str = ""
    #: One line on what the source shows.
    establishes: str = ""
    accessed_through: AccessedThrough = AccessedThrough.ORIGINAL
    #: Rank set by a reviewer with a reason; None for the default of the type.
    authority: Authority | None = None
    authority_reason: str = ""

    @property
    def rank(self) -> Authority:
        """Weight of the source: set by hand, else by type; one lower through a copy or a
        secondary account, E where it is retracted.
        """
        if self.retracted:
            return Authority.E
        rank = self.authority or self.type.authority
        return rank if self.accessed_through is AccessedThrough.ORIGINAL else rank.lowered()

    @property
    def rank_reason(self) -> str:
        """Why the rank differs from the default of the type; empty where it does not."""
        if self.retracted:
            return "retracted"
        if self.accessed_through is AccessedThrough.COPY:
            return "read through a copy"
        if self.accessed_through is AccessedThrough.SECONDARY:
            return "read through a secondary account"
        return self.authority_reason if self.authority else ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Evidence:
    """What ties an annotation to a source."""

    uid: EvidenceUid
    source: Source
    relation: Relation
    why: str = ""
    #: The source's own words; never a summary.
    quote: str = ""
    locator: str = ""
    #: Date on which the source was last checked.
    checked: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Reviewer:
    """Who wrote a note."""

    uid: ReviewerUid
    name: str
    orcid: str = ""
    conflict_of_interest: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Annotation:
    """One caution note, its targets in the order they were given, and its evidence."""

    uid: AnnotationUid
    note: CautionNote
    status: Status
    targets: tuple[Target, ...]
    evidence: tuple[Evidence, ...]
    reviewer: Reviewer
    created_at: str
    modified_at: str
    #: Counts the versions of the note from 1; exports carry it beside the uid.
    version: int = 1
    #: Why it was withdrawn; empty for every other status.
    withdrawn_reason: str = ""
    #: Who approved it, and when (UTC); empty for every other status.
    approved_by: str = ""
    approved_at: str = ""

    @property
    def claims(self) -> tuple[Target, ...]:
        """Targets that the note holds for."""
        return tuple(t for t in self.targets if t.role is TargetRole.CLAIM)

    @property
    def conflicts(self) -> tuple[Target, ...]:
        """Targets that the claim contradicts."""
        return tuple(t for t in self.targets if t.role is TargetRole.CONFLICT)

    @property
    def ranked_evidence(self) -> tuple[Evidence, ...]:
        """Evidence, best rank first; the given order within a rank."""
        return tuple(sorted(self.evidence, key=lambda e: e.source.rank.value))

    @property
    def warnings(self) -> tuple[str, ...]:
        """Rules of the model that the note breaks, a sentence each; never a refusal."""
        return note_warnings(self.note, self.status, has_evidence=bool(self.evidence))


def note_warnings(note: CautionNote, status: Status, *, has_evidence: bool) -> tuple[str, ...]:
    """Say which rules a note breaks, one sentence each, in a fixed order."""
    found = []
    if note.category is Category.DANGEROUS and note.severity < Severity.SERIOUS:
        found.append("Dangerous advice is at least serious.")
    if note.severity is Severity.CRITICAL and not note.advice:
        found.append("A critical note should say what to do instead.")
    if status.is_published and not has_evidence and not note.no_source_needed:
        found.append("A note that is ready needs a source, or a reason why it needs none.")
    return tuple(found)


@dataclass(frozen=True, slots=True)
class Coverage:
    """How much of an article a person has looked at."""

    checked: int
    of: int
    #: Date (UTC) of the latest published note or checked sentence, `2026-11-20`; empty where
    #: there is none.
    last_on: str = ""
    #: Names of those who wrote or checked, in alphabetical order.
    by: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class ReviewedArticle:
    """An article with all that is said of it: what the window and the exports show.

    `annotations` holds every annotation with a claim in the article, and those that only
    hold a conflict target in it, ordered by the place of the first claim in this article
    (of the first conflict where there is no claim), then creation, then uid.
    """

    article: Article
    revision: Revision
    annotations: tuple[Annotation, ...]
    #: State of each sentence, parallel to `revision.sentences`.
    sentence_states: tuple[SentenceState, ...]
    coverage: Coverage
    #: The other articles that targets name.
    other_articles: Mapping[ArticleUid, Article] = field(default_factory=dict)

    def places(self, annotation: Annotation, role: TargetRole) -> tuple[Target, ...]:
        """Targets of the annotation in this article with that role, in text order."""
        uid = self.article.uid
        here = [t for t in annotation.targets if t.article_uid == uid and t.role is role]
        return tuple(sorted(here, key=lambda t: t.span or Span(0, 0)))

    def belongs(self, annotation: Annotation) -> bool:
        """True where a claim of the annotation lies in this article."""
        return any(t.article_uid == self.article.uid for t in annotation.claims)


@dataclass(frozen=True, slots=True)
class StripTick:
    """One mark of the caution strip: where in the article (0 to 1) and how severe."""

    position: float
    severity: Severity


@dataclass(frozen=True, slots=True, kw_only=True)
class ArticleSummary:
    """A row of the library list."""

    article: Article
    #: Published notes that belong to the article, by severity.
    counts: Mapping[Severity, int]
    drafts: int
    coverage: Coverage
    strip: tuple[StripTick, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class LibraryChange:
    """What a verb changed: uids of articles, annotations, sources, checks of sentences and
    attachments. Empty: a no-op.
    """

    action: ActionId | None = None
    added: tuple[str, ...] = ()
    updated: tuple[str, ...] = ()
    removed: tuple[str, ...] = ()

    def __bool__(self) -> bool:
        return bool(self.added or self.updated or self.removed)
