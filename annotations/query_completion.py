"""What may come next while a query is typed: names of fields, and their values."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from annotations.query import CLOSED, QueryField, Term, field_named, folded, read_terms

#: Most completions of one kind of value.
_LIMIT = 12
_QUOTE = '"'


@dataclass(frozen=True, slots=True, kw_only=True)
class QueryValues:
    """What the open fields may be completed with, the most used first."""

    tags: tuple[str, ...] = ()
    #: Names of reviewers.
    reviewers: tuple[str, ...] = ()
    #: Short names of sources.
    sources: tuple[str, ...] = ()


_NO_VALUES = QueryValues()


@dataclass(frozen=True, slots=True)
class Completion:
    """Put `text` in place of what stands from `start` to `end`, in code points."""

    start: int
    end: int
    text: str
    #: What it is, in words.
    label: str


def complete_query(
    text: str, cursor: int, values: QueryValues = _NO_VALUES
) -> tuple[Completion, ...]:
    """What may stand at the cursor.

    Args:
        text: As typed so far.
        cursor: Place between its code points.
        values: What the open fields may be completed with.

    Returns:
        Names of fields where a word begins, all of them where none does; values after a
        colon. What is complete already is not offered again.
    """
    cursor = max(0, min(cursor, len(text)))
    term = next((t for t in read_terms(text) if t.start < cursor <= t.end), None)
    if term is None:
        is_free = cursor == len(text) or text[cursor].isspace()
        return tuple(_fields(cursor, cursor, "")) if is_free else ()
    if term.is_quoted and term.is_closed and cursor == term.end:
        return ()
    if not term.name:
        start = term.start + term.is_negated
        word = text[start:cursor]
        return () if term.is_quoted or not word else tuple(_fields(start, term.end, word))
    return tuple(_values(term, text[term.value_start : max(cursor, term.value_start)], values))


def _fields(start: int, end: int, word: str) -> Iterator[Completion]:
    for item in QueryField:
        if item.value.startswith(word.lower()):
            label = f"{item.label.capitalize()}, as in {item.example}"
            yield Completion(start, end, f"{item.value}:", label)


def _values(term: Term, typed: str, values: QueryValues) -> Iterator[Completion]:
    name = field_named(term.name)
    if name is None:
        return
    start = term.value_start - term.is_quoted
    for text, label in _choices(name, typed, values):
        if text != term.value:
            yield Completion(start, term.end, quoted(text), label)


def _choices(name: QueryField, typed: str, values: QueryValues) -> Iterable[tuple[str, str]]:
    wanted = folded(typed)
    if name in CLOSED:
        return [
            (item, label)
            for item, label in CLOSED[name]
            if folded(item).startswith(wanted) or folded(label).startswith(wanted)
        ]
    given = {
        QueryField.TAG: values.tags,
        QueryField.REVIEWER: values.reviewers,
        QueryField.SOURCE: values.sources,
    }.get(name, ())
    found = (item for item in given if f" {wanted}" in f" {folded(item.replace(_QUOTE, ' '))}")
    return [(item, item) for item, _ in zip(found, range(_LIMIT), strict=False)]


def quoted(value: str) -> str:
    """A value as it is written after a colon; quotation marks cannot be written in one."""
    value = " ".join(value.replace(_QUOTE, " ").split())
    return f'"{value}"' if any(map(str.isspace, value)) else value
