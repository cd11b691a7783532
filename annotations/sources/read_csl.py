"""CSL-JSON to sources: one item, a list of them, or what reference managers wrap them in."""

from __future__ import annotations

import json
from collections.abc import Mapping
from typing import Any

from annotations.model import Source
from annotations.sources.fields import (
    RecordRefusedError,
    edtf,
    first,
    issued,
    make_source,
    texts,
)
from annotations.sources.work_types import CSL_TYPES, says_retracted, type_of_work
from annotations.vocabulary import SourceType

_WRAPPERS = ("items", "references", "message")


def read_items(text: str) -> list[Any] | None:
    """The items of a text, whatever they are; None where it is not JSON."""
    try:
        value = json.loads(text)
    except (ValueError, RecursionError):
        return None
    if isinstance(value, dict):
        wrapped = next((value[key] for key in _WRAPPERS if isinstance(value.get(key), list)), None)
        return wrapped if wrapped is not None else [value.get("message", value)]
    return value if isinstance(value, list) else None


def read_csl(items: list[Any]) -> tuple[list[Source], list[str]]:
    """Read items: sources, and a sentence for each item that is refused."""
    sources: list[Source] = []
    refused: list[str] = []
    for number, item in enumerate(items, 1):
        try:
            if not isinstance(item, dict):
                raise RecordRefusedError("it is not a record.")  # noqa: TRY301 - told with the rest
            sources.append(_source(item))
        except RecordRefusedError as error:
            refused.append(f"Record {number}: {error}")
    return sources, refused


def _source(item: Mapping[str, Any]) -> Source:
    title = _text(item, "title")
    container = _text(item, "container-title")
    publisher = first(_text(item, "publisher"), _text(item, "institution"))
    doi = _text(item, "DOI")
    said = (_text(item, "genre"), _text(item, "status"))
    kind = str(item.get("type", ""))
    return make_source(
        # Crossref says `journal-article` and `posted-content` for what CSL calls otherwise.
        type=type_of_work(
            CSL_TYPES.get(kind) or _CROSSREF_TYPES.get(kind, SourceType.OTHER),
            said=said[:1],
            title=title,
            place=f"{container} {publisher}",
            doi=doi,
        ),
        title=title,
        authors=_names(item.get("author")) or _names(item.get("editor")),
        publisher=publisher,
        container=container,
        issued=_date(item.get("issued")),
        url=_text(item, "URL"),
        doi=doi,
        pmid=_text(item, "PMID"),
        pmcid=_text(item, "PMCID"),
        isbn=_first_word(_text(item, "ISBN")),
        jurisdiction=_text(item, "jurisdiction"),
        retracted=says_retracted(title, said[1]),
    )


def _text(item: Mapping[str, Any], name: str) -> str:
    """A field as text; the first of a list, as Crossref writes titles."""
    value = item.get(name)
    if isinstance(value, int) and not isinstance(value, bool) and abs(value) < 10**15:
        return str(value)
    return next(iter(texts(value)), "")


def _names(value: Any) -> list[str]:
    people = value if isinstance(value, list) else [value]
    return [name for name in map(_name, people) if name]


def _name(person: Any) -> str:
    if isinstance(person, str):
        return person
    if not isinstance(person, dict):
        return ""
    literal = first(person.get("literal"), person.get("name"))
    if literal:
        return literal
    particle = first(person.get("non-dropping-particle"), person.get("dropping-particle"))
    family = " ".join(filter(None, (particle, first(person.get("family")))))
    given = first(person.get("given"))
    name = ", ".join(filter(None, (family, given)))
    suffix = first(person.get("suffix"))
    return f"{name}, {suffix}" if suffix and name else name


def _date(value: Any) -> str:
    if isinstance(value, str):
        return issued(value)
    if not isinstance(value, dict):
        return ""
    parts = value.get("date-parts")
    if isinstance(parts, list) and len(parts) == 1 and isinstance(parts[0], list) and parts[0]:
        date = edtf(*parts[0][:3])
        if date:
            return date
    return issued(first(value.get("literal"), value.get("raw"), value.get("edtf")))


def _first_word(text: str) -> str:
    """The first of several ISBNs, which stand beside each other."""
    words = text.replace(",", " ").split()
    return words[0] if len(words) > 1 and len(words[0]) >= 10 else text


_CROSSREF_TYPES = {
    "journal-article": SourceType.STUDY,
    "posted-content": SourceType.PREPRINT,
    "proceedings-article": SourceType.STUDY,
    "book-chapter": SourceType.TEXTBOOK,
    "monograph": SourceType.TEXTBOOK,
    "reference-entry": SourceType.CLINICAL_REFERENCE,
    "report": SourceType.GOVERNMENT,
    "dissertation": SourceType.STUDY,
}
