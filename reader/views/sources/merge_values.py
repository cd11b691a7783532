"""Two entries of one work side by side: what stays, what is filled, what forbids it. Pure."""

from __future__ import annotations

from dataclasses import dataclass

from annotations import Source, check_identifier
from reader.views.sources.facts import ACCESS_WORDS, IDENTIFIERS
from reader.views.wording import one_line

_FIELDS = (
    ("title", "Title"),
    ("authors", "Authors"),
    ("container", "Published in"),
    ("publisher", "Publisher"),
    ("issued", "Issued"),
    ("url", "Address"),
    ("doi", "DOI"),
    ("pmid", "PMID"),
    ("pmcid", "PMCID"),
    ("isbn", "ISBN"),
    ("jurisdiction", "Jurisdiction"),
    ("establishes", "Establishes"),
)


@dataclass(frozen=True, slots=True, kw_only=True)
class MergeRow:
    """One field of both."""

    label: str
    kept: str
    other: str

    @property
    def is_filled(self) -> bool:
        """True where the kept entry takes it from the other."""
        return not self.kept and bool(self.other)

    @property
    def is_same(self) -> bool:
        """True where both say the same."""
        return self.kept == self.other

    @property
    def spoken(self) -> str:
        """For assistive technology."""
        if self.is_filled:
            return f"{self.label}: filled from the other entry with {self.other}"
        if self.is_same:
            return f"{self.label}: the same in both, {self.kept}"
        lost = f"the other says {self.other}" if self.other else "the other says nothing"
        return f"{self.label}: stays {self.kept}; {lost}"


def merge_rows(kept: Source, other: Source) -> tuple[MergeRow, ...]:
    """The fields that at least one of them has, in the order of the form."""
    rows = [
        MergeRow(label=label, kept=_text(kept, name), other=_text(other, name))
        for name, label in _FIELDS
    ]
    rows.append(MergeRow(label="Type", kept=kept.type.label, other=other.type.label))
    rows.append(MergeRow(label="Rank", kept=_rank(kept), other=_rank(other)))
    rows.append(
        MergeRow(
            label="Read through",
            kept=ACCESS_WORDS[kept.accessed_through],
            other=ACCESS_WORDS[other.accessed_through],
        )
    )
    if kept.retracted != other.retracted:
        rows.append(MergeRow(label="Retracted", kept=_yes(kept), other=_yes(other)))
    return tuple(row for row in rows if row.kept or row.other)


def filled_words(rows: tuple[MergeRow, ...]) -> str:
    """Which fields will be filled, as a sentence."""
    names = [row.label for row in rows if row.is_filled]
    if not names:
        return "Nothing is missing in the entry that is kept."
    return f"Filled from the other entry: {', '.join(names)}."


def veto(kept: Source, other: Source) -> str:
    """Why the two cannot be one work, as a sentence; empty where nothing speaks against it."""
    for name, label in IDENTIFIERS.items():
        one = check_identifier(name, getattr(kept, name)).normalised
        two = check_identifier(name, getattr(other, name)).normalised
        if one and two and one != two:
            return (
                f"Their {label}s differ ({one} and {two}), so these are two works and cannot be "
                f"merged. If one {label} is a slip, correct it first."
            )
    return ""


def _text(source: Source, name: str) -> str:
    value = getattr(source, name)
    return ", ".join(value) if isinstance(value, tuple) else one_line(value)


def _rank(source: Source) -> str:
    return f"{source.rank.value}, {source.rank.label}"


def _yes(source: Source) -> str:
    return "yes" if source.retracted else "no"
