"""Two entries of one work side by side: what stays, what is filled, what forbids it. Pure."""

from __future__ import annotations

from dataclasses import dataclass, replace

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
    #: What the kept entry will say.
    result: str

    @property
    def is_taken(self) -> bool:
        """True where the kept entry takes it from the other."""
        return self.result != self.kept

    @property
    def is_same(self) -> bool:
        """True where both say the same."""
        return self.kept == self.other

    @property
    def spoken(self) -> str:
        """For assistive technology."""
        if self.is_taken:
            return f"{self.label}: taken from the other entry, {self.result}"
        if self.is_same:
            return f"{self.label}: the same in both, {self.kept}"
        lost = f"the other says {self.other}" if self.other else "the other says nothing"
        return f"{self.label}: stays {self.kept}; {lost}"


def merge_rows(kept: Source, other: Source) -> tuple[MergeRow, ...]:
    """The fields that at least one of them has, in the order of the form."""
    merged = _merged(kept, other)
    rows = [
        MergeRow(
            label=label,
            kept=_text(kept, name),
            other=_text(other, name),
            result=_text(merged, name),
        )
        for name, label in _FIELDS
    ]
    for label, say in (
        ("Type", lambda source: source.type.label),
        ("Rank", _rank),
        ("Read through", lambda source: ACCESS_WORDS[source.accessed_through]),
        ("Retracted", _retracted),
    ):
        rows.append(MergeRow(label=label, kept=say(kept), other=say(other), result=say(merged)))
    return tuple(row for row in rows if row.kept or row.other)


def filled_words(rows: tuple[MergeRow, ...]) -> str:
    """Which fields will be filled, as a sentence."""
    names = [row.label for row in rows if row.is_taken]
    if not names:
        return "Nothing is missing in the entry that is kept."
    return f"Taken from the other entry: {', '.join(names)}."


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


def _retracted(source: Source) -> str:
    return "yes" if source.retracted else ""


def _merged(kept: Source, other: Source) -> Source:
    """The kept entry as the library will have it: what is empty is filled, a retraction is
    never lost, and a rank set by hand counts before one that was not.
    """
    filled = {name: getattr(kept, name) or getattr(other, name) for name, _ in _FIELDS}
    merged = replace(kept, **filled, retracted=kept.retracted or other.retracted)
    return merged if kept.authority else replace(merged, authority=other.authority)
