"""The closed lists of the domain: text ids, labels, keys, definitions.

The ids are what the API, the JSON and the exports carry. Severity is stored as its rank so
that it sorts. Labels are the words a reviewer reads.
"""

from __future__ import annotations

from enum import IntEnum, StrEnum


class Category(StrEnum):
    """The primary reason for a caution; exactly one a note."""

    DANGEROUS = "dangerous"
    INACCURATE = "inaccurate"
    UNSUPPORTED = "unsupported"
    MISLEADING = "misleading"
    OVERSTATED = "overstated"
    CONTRADICTION = "contradiction"
    CHERRY_PICKED = "cherry_picked"
    MISREPRESENTS_SOURCE = "misrepresents_source"
    UNATTRIBUTED = "unattributed"
    OUTDATED = "outdated"
    FLAWED_REASONING = "flawed_reasoning"
    MISSING_HARMS = "missing_harms"
    DISCLOSURE = "disclosure"
    UNVERIFIABLE = "unverifiable"
    IMPRECISE = "imprecise"
    CONTEXT = "context"
    ACCURATE = "accurate"

    @property
    def label(self) -> str:
        """The reviewer's words, in sentence case."""
        return _CATEGORIES[self][0]

    @property
    def definition(self) -> str:
        """One line on when to choose it."""
        return _CATEGORIES[self][1]

    @property
    def key(self) -> str | None:
        """The digit that chooses it, or None for the rarer ones."""
        return _CATEGORY_KEYS.get(self)


_CATEGORIES: dict[Category, tuple[str, str]] = {
    Category.DANGEROUS: (
        "Dangerous advice",
        "Following the text could plausibly injure: dose, interaction, stopping or delaying care.",
    ),
    Category.INACCURATE: ("Factually inaccurate", "Good evidence contradicts it."),
    Category.UNSUPPORTED: ("Unsupported", "Asserted with no evidence, or too little."),
    Category.MISLEADING: (
        "Misleading",
        "True parts that leave a false impression, or a relevant fact left out.",
    ),
    Category.OVERSTATED: (
        "Overstated",
        "The size, certainty or reach of an effect is exaggerated.",
    ),
    Category.CONTRADICTION: (
        "Contradicts itself",
        "Another sentence, here or in another article, says otherwise.",
    ),
    Category.CHERRY_PICKED: ("Cherry-picked", "Only the favourable evidence is told."),
    Category.MISREPRESENTS_SOURCE: (
        "Misrepresents its source",
        "The cited work says otherwise, or is about something else.",
    ),
    Category.UNATTRIBUTED: (
        "Unattributed",
        "A fact is put on unnamed studies, experts or users.",
    ),
    Category.OUTDATED: ("Outdated", "It could once be defended and has been superseded."),
    Category.FLAWED_REASONING: (
        "Flawed reasoning",
        "Correlation taken for cause, a false choice, an appeal to nature, fear or anecdote.",
    ),
    Category.MISSING_HARMS: (
        "Harms left out",
        "Benefits without risks, interactions, dependence or alternatives.",
    ),
    Category.DISCLOSURE: (
        "Undisclosed interest",
        "It sells the product, or hides who wrote it and when.",
    ),
    Category.UNVERIFIABLE: ("Cannot be checked", "Too vague, anonymous or secret to check."),
    Category.IMPRECISE: ("Imprecise", "Worded too loosely to be right or wrong."),
    Category.CONTEXT: ("Context", "Useful to know; no fault of the sentence."),
    Category.ACCURATE: ("Accurate", "Confirmed, and worth saying."),
}

_CATEGORY_KEYS = dict(zip(list(Category)[:10], "1234567890", strict=True))


class Severity(IntEnum):
    """Harm if the sentence is believed, apart from whether it is true."""

    INFO = 1
    MODERATE = 2
    SERIOUS = 3
    CRITICAL = 4

    @property
    def id(self) -> str:
        """The text id of the API, the JSON and the exports."""
        return self.name.lower()

    @property
    def label(self) -> str:
        """The severity word: Info, Moderate, Serious, Critical."""
        return self.name.capitalize()

    @property
    def definition(self) -> str:
        """One line on when to choose it."""
        return _SEVERITY_DEFINITIONS[self - 1]

    @property
    def strokes(self) -> str:
        """The sign inside the glyph; the number of strokes is the level."""
        return ("i", "!", "!!", "!!!")[self - 1]

    @property
    def alert(self) -> str:
        """The Markdown alert that carries it."""
        return ("NOTE", "IMPORTANT", "WARNING", "CAUTION")[self - 1]

    @classmethod
    def from_id(cls, text: str) -> Severity:
        """Look up `info`, `moderate`, `serious` or `critical`; ValueError otherwise."""
        for severity in cls:
            if severity.id == text:
                return severity
        raise ValueError(f"{text!r} is not a severity")


_SEVERITY_DEFINITIONS = (
    "No harm if it is believed.",
    "A poor choice, money or time lost, a delay without an emergency.",
    "Likely injury: an unsafe dose, a dangerous mixture, stopping a treatment.",
    "Possible death or harm that stays. It wants a word on what to do instead.",
)


class Relation(StrEnum):
    """How a source bears on the claim, source to claim."""

    DISPUTES = "disputes"
    SUPPORTS = "supports"
    QUALIFIES = "qualifies"
    BACKGROUND = "background"
    CITED_BY_ARTICLE = "cited_by_article"

    @property
    def label(self) -> str:
        """The verb of a card: disputes, supports, ..."""
        return {
            Relation.BACKGROUND: "gives background",
            Relation.CITED_BY_ARTICLE: "cited by the article",
        }.get(self, self.value)


class Status(StrEnum):
    """Where a note is in its life. Readers and exports see ready and approved."""

    DRAFT = "draft"
    READY = "ready"
    APPROVED = "approved"
    WITHDRAWN = "withdrawn"

    @property
    def is_published(self) -> bool:
        """True for ready and approved."""
        return self in (Status.READY, Status.APPROVED)


class Certainty(StrEnum):
    """Certainty of the evidence, in GRADE's words; `NONE` is stored as empty text."""

    HIGH = "high"
    MODERATE = "moderate"
    LOW = "low"
    VERY_LOW = "very_low"
    NONE = ""

    @property
    def label(self) -> str:
        """High, Moderate, Low, Very low; empty where not graded."""
        return self.value.replace("_", " ").capitalize()


class Authority(StrEnum):
    """How much weight a kind of source carries, best first."""

    A = "A"
    B = "B"
    C = "C"
    D = "D"
    E = "E"

    @property
    def label(self) -> str:
        """The rank in words."""
        return {
            "A": "guidance",
            "B": "strong study",
            "C": "weaker study",
            "D": "indirect",
            "E": "not authoritative",
        }[self.value]

    def lowered(self, steps: int = 1) -> Authority:
        """The rank `steps` below, never below E."""
        ranks = list(Authority)
        return ranks[min(ranks.index(self) + steps, len(ranks) - 1)]


class SourceType(StrEnum):
    """What kind of work a source is."""

    GUIDELINE = "guideline"
    REGULATOR = "regulator"
    LAW = "law"
    SYSTEMATIC_REVIEW = "systematic_review"
    RETRACTION_NOTICE = "retraction_notice"
    STUDY = "study"
    GOVERNMENT = "government"
    CLINICAL_REFERENCE = "clinical_reference"
    TEXTBOOK = "textbook"
    NARRATIVE_REVIEW = "narrative_review"
    EXPERT_STATEMENT = "expert_statement"
    TRIAL_REGISTRATION = "trial_registration"
    LAW_GUIDE = "law_guide"
    PREPRINT = "preprint"
    CASE_REPORT = "case_report"
    PRECLINICAL = "preclinical"
    NEWS = "news"
    FACT_CHECK = "fact_check"
    ORGANISATION_PAGE = "organisation_page"
    COMPANY_PAGE = "company_page"
    OTHER = "other"

    @property
    def label(self) -> str:
        """The kind in words, sentence case."""
        return self.value.replace("_", " ").capitalize()

    @property
    def authority(self) -> Authority:
        """The default rank of the kind."""
        for authority, kinds in _AUTHORITY.items():
            if self in kinds:
                return authority
        return Authority.E


_AUTHORITY: dict[Authority, frozenset[SourceType]] = {
    Authority.A: frozenset(
        {
            SourceType.GUIDELINE,
            SourceType.REGULATOR,
            SourceType.LAW,
            SourceType.SYSTEMATIC_REVIEW,
            SourceType.RETRACTION_NOTICE,
        }
    ),
    Authority.B: frozenset(
        {
            SourceType.STUDY,
            SourceType.GOVERNMENT,
            SourceType.CLINICAL_REFERENCE,
            SourceType.TEXTBOOK,
        }
    ),
    Authority.C: frozenset(
        {
            SourceType.NARRATIVE_REVIEW,
            SourceType.EXPERT_STATEMENT,
            SourceType.TRIAL_REGISTRATION,
            SourceType.LAW_GUIDE,
        }
    ),
    Authority.D: frozenset({SourceType.PREPRINT, SourceType.CASE_REPORT, SourceType.PRECLINICAL}),
}


class AccessedThrough(StrEnum):
    """What the reviewer actually read of a source."""

    ORIGINAL = "original"
    COPY = "copy"
    SECONDARY = "secondary"


class TargetRole(StrEnum):
    """`claim`: the note holds for it. `conflict`: the claim contradicts it."""

    CLAIM = "claim"
    CONFLICT = "conflict"


class AnchorState(StrEnum):
    """How surely a target stands where it is shown."""

    EXACT = "exact"
    SHIFTED = "shifted"
    TYPOGRAPHIC = "typographic"
    CHANGED = "changed"
    AMBIGUOUS = "ambiguous"
    ORPHAN = "orphan"

    @property
    def needs_review(self) -> bool:
        """True where a person has to look: the words changed, or have no one place."""
        return self in (AnchorState.CHANGED, AnchorState.AMBIGUOUS, AnchorState.ORPHAN)


class SentenceState(StrEnum):
    """What a review has said of a sentence. Checked = ok + flagged."""

    UNSEEN = "unseen"
    OK = "ok"
    FLAGGED = "flagged"


class BlockKind(StrEnum):
    """What a block of an article is."""

    H1 = "h1"
    H2 = "h2"
    H3 = "h3"
    H4 = "h4"
    H5 = "h5"
    H6 = "h6"
    P = "p"
    LI = "li"
    QUOTE = "quote"
    CELL = "cell"
    CODE = "code"
    TOC = "toc"
    META = "meta"
    BOILERPLATE = "boilerplate"
    RULE = "rule"

    @property
    def heading_level(self) -> int:
        """1 to 6 for a heading, 0 otherwise."""
        return int(self.value[1]) if self.value[0] == "h" else 0

    @property
    def counts_for_coverage(self) -> bool:
        """True where unfolded sentences of the block count as to be checked."""
        return self in (BlockKind.P, BlockKind.LI, BlockKind.QUOTE, BlockKind.CELL)


class BlockChoice(StrEnum):
    """What a person may say that a block is, where Caveat took it for something else."""

    HEADING = "heading"
    PARAGRAPH = "paragraph"
    LIST_ITEM = "list_item"
    BOILERPLATE = "boilerplate"
    IGNORE = "ignore"

    @property
    def label(self) -> str:
        """The reviewer's words, in sentence case."""
        return self.value.replace("_", " ").capitalize()


class ExportLayout(StrEnum):
    """The three Markdown layouts."""

    ANNOTATED = "annotated"
    REPORT = "report"
    TABLE = "table"
