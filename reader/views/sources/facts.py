"""What the details of a source say, as values. Pure: no Qt but for the user's dates."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from annotations import AccessedThrough, IdentifierKind, Source, SourceType, check_identifier
from reader.dates import local_date
from reader.views.wording import one_line

if TYPE_CHECKING:
    from annotations import SourceRecord

WELL_FORMED, NOT_WELL_FORMED = "well formed", "not well formed"
FORM_ONLY = "Form checked only; nothing is looked up online."

_IN_JOURNALS = frozenset(
    {
        SourceType.SYSTEMATIC_REVIEW,
        SourceType.STUDY,
        SourceType.NARRATIVE_REVIEW,
        SourceType.CASE_REPORT,
        SourceType.PRECLINICAL,
        SourceType.RETRACTION_NOTICE,
    }
)
ACCESS_WORDS = {
    AccessedThrough.ORIGINAL: "the original",
    AccessedThrough.COPY: "a copy",
    AccessedThrough.SECONDARY: "a secondary account",
}
IDENTIFIERS: dict[IdentifierKind, str] = {
    "doi": "DOI",
    "pmid": "PMID",
    "pmcid": "PMCID",
    "isbn": "ISBN",
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Fact:
    """A label and what stands beside it."""

    label: str
    text: str
    #: What its form is said to be; None where it has none to check.
    is_well_formed: bool | None = None
    #: True for an address that can be opened.
    is_address: bool = False

    @property
    def mark(self) -> str:
        """The words of the mark; empty for none."""
        if self.is_well_formed is None:
            return ""
        return WELL_FORMED if self.is_well_formed else NOT_WELL_FORMED


def container_label(kind: SourceType) -> str:
    """What the work that a source appeared in is called."""
    return "Journal" if kind in _IN_JOURNALS else "Published in"


def work_facts(source: Source) -> tuple[Fact, ...]:
    """Who made it, where and when; what is not known is left out."""
    facts = [
        Fact(label="Authors", text=", ".join(source.authors).replace(", et al", " et al")),
        Fact(label=container_label(source.type), text=source.container),
        Fact(label="Publisher", text=source.publisher),
        Fact(label="Issued", text=local_date(source.issued)),
        Fact(label="Type", text=source.type.label),
        Fact(label="Jurisdiction", text=source.jurisdiction),
        Fact(label="Address", text=source.url, is_address=True),
    ]
    return tuple(fact for fact in facts if fact.text)


def identifier_facts(source: Source) -> tuple[Fact, ...]:
    """Its identifiers, each with what its form is; those that are not known are left out."""
    return tuple(
        Fact(label=label, text=value, is_well_formed=check_identifier(name, value).ok)
        for name, label in IDENTIFIERS.items()
        if (value := one_line(getattr(source, name)))
    )


def review_facts(record: SourceRecord) -> tuple[Fact, ...]:
    """What reviewers say of it: what it shows, how it was read, when it was checked."""
    source = record.source
    checked = local_date(record.checked_on) or "never"
    if record.checked_on and record.checked_by:
        checked = f"{checked} by {record.checked_by}"
    retracted = f"yes: {source.retraction_note}" if source.retraction_note else "yes"
    facts = (
        Fact(label="Establishes", text=source.establishes),
        Fact(label="Read through", text=ACCESS_WORDS[source.accessed_through]),
        Fact(label="Checked", text=checked),
        Fact(label="Retracted", text=retracted if source.retracted else "no"),
    )
    return tuple(fact for fact in facts if fact.text)


def rank_line(source: Source) -> str:
    """The rank in words and why it is that: "Weaker study · default for a study is B"."""
    words = source.rank.label.capitalize()
    usual = f"default for this type is {source.type.authority.value}"
    if source.rank_reason:
        return f"{words} \N{MIDDLE DOT} {one_line(source.rank_reason)}; {usual}"
    if source.authority is not None and source.authority is not source.type.authority:
        return f"{words} \N{MIDDLE DOT} set by hand without a reason; {usual}"
    return f"{words} \N{MIDDLE DOT} the {usual}"
