"""The grammar of finding: words, "phrases", -minus and fields such as `cat:dangerous`.

Text becomes a `Query` that says what is meant in the ids of the vocabulary; what asks a
library with it stands in `annotations.storage`. No text is an error: what cannot be meant
is left out and told in `Query.problem`.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from types import MappingProxyType

from annotations.vocabulary import Authority, Category, Severity, SourceType, Status


class QueryField(StrEnum):
    """What a query may ask of a note, its sources and its article; the value is its name."""

    CATEGORY = "cat"
    SEVERITY = "sev"
    STATUS = "status"
    SOURCE = "src"
    TAG = "tag"
    REVIEWER = "by"
    RANK = "rank"
    TYPE = "type"
    CHECKED = "checked"
    IS = "is"
    ARTICLE = "article"
    LANGUAGE = "lang"

    @property
    def label(self) -> str:
        """What it asks for, as a sentence calls it."""
        return _FIELDS[self][0]

    @property
    def example(self) -> str:
        """A query with this field alone."""
        return f"{self.value}:{_FIELDS[self][1]}"

    @property
    def compares(self) -> bool:
        """True where `<`, `<=`, `>` and `>=` may stand before the value."""
        return self in (QueryField.SEVERITY, QueryField.CHECKED)


_FIELDS: dict[QueryField, tuple[str, str]] = {
    QueryField.CATEGORY: ("category", "dangerous"),
    QueryField.SEVERITY: ("severity", ">=serious"),
    QueryField.STATUS: ("status", "draft"),
    QueryField.SOURCE: ("source", "cochrane"),
    QueryField.TAG: ("tag", "dosing"),
    QueryField.REVIEWER: ("reviewer", "okafor"),
    QueryField.RANK: ("rank of a source", "A"),
    QueryField.TYPE: ("type of source", "guideline"),
    QueryField.CHECKED: ("date", "<2026"),
    QueryField.IS: ("state", "unsourced"),
    QueryField.ARTICLE: ("title of an article", "valerian"),
    QueryField.LANGUAGE: ("language of an article", "en"),
}
#: Other names that people type.
_ALIASES = {
    "category": QueryField.CATEGORY,
    "severity": QueryField.SEVERITY,
    "source": QueryField.SOURCE,
    "reviewer": QueryField.REVIEWER,
    "language": QueryField.LANGUAGE,
    **{name.value: name for name in QueryField},
}


class State(StrEnum):
    """What `is:` may ask for."""

    UNSOURCED = "unsourced"
    WARNED = "warned"
    VERDICT = "verdict"
    DRAFT = "draft"
    READY = "ready"
    APPROVED = "approved"
    WITHDRAWN = "withdrawn"
    DELETED = "deleted"
    RETRACTED = "retracted"
    STALE = "stale"
    UNCITED = "uncited"

    @property
    def label(self) -> str:
        """One line on what it finds."""
        return _STATES[self]


_STATES = {
    State.UNSOURCED: "Notes without a source",
    State.WARNED: "Notes that break a rule",
    State.VERDICT: "Notes that are verdicts",
    State.DRAFT: "Drafts",
    State.READY: "Notes that are ready",
    State.APPROVED: "Approved notes",
    State.WITHDRAWN: "Withdrawn notes",
    State.DELETED: "Deleted notes",
    State.RETRACTED: "Retracted sources, and notes that cite one",
    State.STALE: "Sources not checked for a year, and notes that cite one",
    State.UNCITED: "Sources that no note cites",
}

#: What stands in the closed lists: id and label of each value.
CLOSED: Mapping[QueryField, tuple[tuple[str, str], ...]] = MappingProxyType(
    {
        QueryField.CATEGORY: tuple((item.value, item.label) for item in Category),
        QueryField.SEVERITY: tuple((item.id, item.label) for item in reversed(Severity)),
        QueryField.STATUS: tuple((item.value, item.value.capitalize()) for item in Status),
        QueryField.RANK: tuple((item.value, item.label.capitalize()) for item in Authority),
        QueryField.TYPE: tuple((item.value, item.label) for item in SourceType),
        QueryField.IS: tuple((item.value, item.label) for item in State),
    }
)


class Comparison(StrEnum):
    """How a value is compared; the value is its sign."""

    EQUAL = ""
    BELOW = "<"
    AT_MOST = "<="
    ABOVE = ">"
    AT_LEAST = ">="


@dataclass(frozen=True, slots=True)
class Word:
    """A word, or a phrase whose words stand in that order."""

    text: str
    is_phrase: bool = False
    is_negated: bool = False


@dataclass(frozen=True, slots=True)
class Condition:
    """A field with its value: an id where the field has a closed list, else as typed."""

    field: QueryField
    value: str
    comparison: Comparison = Comparison.EQUAL
    is_negated: bool = False


@dataclass(frozen=True, slots=True)
class Query:
    """What was typed, understood: every term must hold.

    Conditions on one field with a closed list are alternatives, as in
    `cat:dangerous cat:outdated`.
    """

    terms: tuple[Word | Condition, ...] = ()
    #: A sentence on the first thing that could not be meant; it is left out of `terms`.
    problem: str = field(default="", compare=False)

    @property
    def words(self) -> tuple[Word, ...]:
        """The words and phrases, in order."""
        return tuple(term for term in self.terms if isinstance(term, Word))

    @property
    def conditions(self) -> tuple[Condition, ...]:
        """The fields, in order."""
        return tuple(term for term in self.terms if isinstance(term, Condition))

    def asks(self, *fields: QueryField) -> bool:
        """True where one of the fields is asked for."""
        return any(condition.field in fields for condition in self.conditions)


@dataclass(frozen=True, slots=True)
class Term:
    """A term as it stands in the text: places count its code points."""

    start: int
    end: int
    is_negated: bool
    #: As typed, without the colon; empty for a word.
    name: str
    comparison: Comparison
    #: Where the value begins, after an opening quote.
    value_start: int
    value: str
    is_quoted: bool
    is_closed: bool


# A colon before "//" belongs to an address, and these letters to an identifier or address.
_TERM = re.compile(
    r"(?P<minus>-(?=\S))?"
    r"(?:(?!(?:doi|pmid|pmcid|isbn|mailto):)(?P<name>[A-Za-z]+):(?!//)(?P<sign>[<>]=?|=)?)?"
    r'(?:"(?P<quoted>[^"]*)(?P<close>"?)|(?P<bare>\S*))',
    re.IGNORECASE,
)
_IDENTIFIER = re.compile(r"^(?:doi|pmid|isbn):(?=[0-9])", re.IGNORECASE)
_DATE = re.compile(r"\d{4}(?:-(?:0[1-9]|1[0-2])(?:-(?:0[1-9]|[12]\d|3[01]))?)?", re.ASCII)


def read_terms(text: str) -> Iterable[Term]:
    """Cut a text into terms, whatever it holds; none is empty."""
    position = 0
    while position < len(text):
        if text[position].isspace():
            position += 1
            continue
        match = _TERM.match(text, position)
        # The last part of the pattern takes whatever stands there.
        assert match is not None and match.end() > position  # noqa: S101, PT018
        yield _term(match)
        position = match.end()


def _term(match: re.Match[str]) -> Term:
    is_quoted = match["quoted"] is not None
    sign = match["sign"] or ""
    return Term(
        start=match.start(),
        end=match.end(),
        is_negated=match["minus"] is not None,
        name=(match["name"] or "").lower(),
        comparison=Comparison(sign.removeprefix("=")),
        value_start=match.start("quoted" if is_quoted else "bare"),
        value=match["quoted" if is_quoted else "bare"],
        is_quoted=is_quoted,
        is_closed=not is_quoted or bool(match["close"]),
    )


def parse_query(text: str) -> Query:
    """Understand what is typed.

    Args:
        text: Words that must all be there, the last perhaps unfinished; `"a phrase"`;
            fields such as `cat:`, whose values are ids or labels of the vocabulary in any
            case, or an unambiguous beginning of one; `-` before what must not be there.

    Returns:
        The query; never an error.

    Example:
        parse_query('kratom -cat:outdated sev:>=serious "nine grams"').words
    """
    terms: list[Word | Condition] = []
    problems: list[str] = []
    for term in read_terms(text):
        if not term.is_closed:
            problems.append(f"The quotation mark before “{_cut(term.value)}” is not closed.")
        found, problem = _condition(term) if term.name else (_word(term), "")
        terms += [found] if found is not None else []
        problems += [problem] if problem else []
    return Query(tuple(terms), problems[0] if problems else "")


def _word(term: Term) -> Word | None:
    text = term.value if term.is_quoted else _IDENTIFIER.sub("", term.value, count=1)
    if not text.strip():
        return None
    return Word(text, is_phrase=term.is_quoted, is_negated=term.is_negated)


def _condition(term: Term) -> tuple[Condition | None, str]:
    name = field_named(term.name)
    if name is None:
        return None, _no_field(term.name)
    value = " ".join(term.value.replace('"', " ").split())
    if not value:
        return None, f"Say which {name.label} after {name.value}:, as in {name.example}."
    comparison = term.comparison
    if comparison is not Comparison.EQUAL and not name.compares:
        return None, (
            f"{name.value}: takes no “{comparison.value}”. Write {name.example}; sev: and"
            " checked: can be compared."
        )
    if name is QueryField.CHECKED:
        problem = "" if _DATE.fullmatch(value) else _no_date(value)
    elif name in CLOSED:
        value, problem = _choose(name, value)
    else:
        problem = ""
    found = Condition(name, value, comparison, term.is_negated)
    return (None, problem) if problem else (found, "")


def field_named(name: str) -> QueryField | None:
    """The field of that name, or of a longer one that people type; None for none."""
    return _ALIASES.get(name.lower())


def _choose(name: QueryField, value: str) -> tuple[str, str]:
    """The id that is meant, or a sentence that says why there is none."""
    wanted = folded(value)
    choices = CLOSED[name]
    exact = [item for item, label in choices if wanted in (folded(item), folded(label))]
    starting = exact or matching(name, value)
    if len(starting) == 1:
        return starting[0], ""
    shown = _cut(value)
    if starting:
        return "", f"“{shown}” could be {_listed(starting[:4], 'or')}. Type a little more."
    near = _nearest(wanted, [item for item, _ in choices]) or choices[0][0]
    return "", (
        f"There is no {name.label} “{shown}”. Try {name.value}:{near}, or choose from the list"
        f" that {name.value}: opens."
    )


def matching(name: QueryField, value: str) -> list[str]:
    """Ids of the field's closed list that begin so, or whose label does, in their order."""
    start = folded(value)
    by_id = [item for item, _ in CLOSED[name] if folded(item).startswith(start)]
    return by_id or [item for item, label in CLOSED[name] if folded(label).startswith(start)]


def folded(text: str) -> str:
    """The text as names are compared: case and the kind of gap make no difference."""
    return " ".join(re.split(r"[\s_-]+", text.strip().casefold()))


def format_query(query: Query) -> str:
    """Write a query so that it is read as itself again."""
    return " ".join(map(_written, query.terms))


def _written(term: Word | Condition) -> str:
    minus = "-" if term.is_negated else ""
    if isinstance(term, Word):
        return minus + (f'"{term.text}"' if term.is_phrase else term.text)
    is_plain = not re.search(r'\s|^["<>=]', term.value)
    value = term.value if is_plain else f'"{term.value}"'
    return f"{minus}{term.field.value}:{term.comparison.value}{value}"


def _no_field(name: str) -> str:
    near = _nearest(name, list(_ALIASES))
    if near:
        return f"There is no field “{_cut(name)}:”. Did you mean {_ALIASES[near].value}:?"
    some = ", ".join(f"{item.value}:" for item in QueryField)
    return (
        f"There is no field “{_cut(name)}:”. There are {some}; put words that hold a colon"
        " in quotation marks."
    )


def _no_date(value: str) -> str:
    return f"“{_cut(value)}” is not a date. Write checked:2026, checked:>=2026-05 or a whole day."


def _nearest(text: str, names: list[str]) -> str:
    # Paid for by whoever mistypes.
    from difflib import get_close_matches

    found = get_close_matches(text[:40], names, n=1)
    return found[0] if found else ""


def _listed(items: list[str], joint: str) -> str:
    return f" {joint} ".join([", ".join(items[:-1]), items[-1]] if items[1:] else items)


def _cut(text: str) -> str:
    return text if len(text) <= 40 else f"{text[:39]}…"
