"""The words of a search as a person sees them: fields as chips, the rest as text. Pure."""

from __future__ import annotations

import re
from dataclasses import dataclass

from annotations import Authority, Category, Severity, SourceType, parse_query
from reader.dates import local_date

#: A field as a chip names it; one that is missing here goes by its own name.
_LEADS = {
    "cat": "category",
    "sev": "severity",
    "src": "source",
    "type": "source type",
    "rank": "rank",
    "is": "",
    "lang": "language",
}
#: A token: anything but spaces, or what stands in quotes.
_TOKEN = re.compile(r'(?:"[^"]*"|\S)+')
_SEVERITY_WORDS = {">=": "{} or worse", ">": "worse than {}", "<=": "{} or milder", "<": "below {}"}
_DATE_WORDS = {">=": "since {}", ">": "after {}", "<=": "until {}", "<": "before {}"}


@dataclass(frozen=True, slots=True)
class ChipWords:
    """What a chip says: the field, quietly, then its value."""

    lead: str
    value: str

    @property
    def spoken(self) -> str:
        """For assistive technology."""
        return f"{self.lead} {self.value}".strip()


def tokens(text: str) -> tuple[str, ...]:
    """Cut what is typed at its spaces; what stands in quotes stays whole."""
    return tuple(found.group() for found in _TOKEN.finditer(text))


def is_field(token: str) -> bool:
    """True for one whole `field:value` that means something, with or without a minus."""
    if ":" not in token:
        return False
    query = parse_query(token)
    return len(query.terms) == len(query.conditions) == 1 and not query.problem


def split_fields(text: str) -> tuple[tuple[str, ...], str]:
    """Part what can be chips from the rest: the fields, and the other words."""
    parts = [(part, is_field(part)) for part in tokens(text)]
    fields = tuple(part for part, is_chip in parts if is_chip)
    return fields, " ".join(part for part, is_chip in parts if not is_chip)


def field_before(text: str, cursor: int) -> tuple[int, int] | None:
    """Where the whole `field:value` stands that ends at the cursor; None for none."""
    for found in _TOKEN.finditer(text[:cursor]):
        if found.end() == cursor and is_field(found.group()):
            return found.start(), cursor
    return None


def chip_words(token: str) -> ChipWords:
    """Put a `field:value` into words: "severity", "serious or worse"."""
    conditions = parse_query(token).conditions
    if not conditions:
        return ChipWords("", token)
    found = conditions[0]
    lead = _LEADS.get(found.field.value, found.field.value)
    words = " ".join(part for part in ("not" if found.is_negated else "", lead) if part)
    return ChipWords(words, _value_words(found.field.value, found.comparison.value, found.value))


def _value_words(field: str, sign: str, value: str) -> str:
    if field == "cat":
        return Category(value).label
    if field == "type":
        return SourceType(value).label
    if field == "rank":
        return f"{value}, {Authority(value).label}"
    if field == "sev":
        return _SEVERITY_WORDS.get(sign, "{}").format(Severity.from_id(value).id)
    if field == "checked":
        return _DATE_WORDS.get(sign, "in {}").format(local_date(value))
    return value
