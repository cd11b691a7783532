"""Sources as BibTeX that BibLaTeX reads as well: UTF-8, LaTeX's own signs escaped."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Iterator

from annotations.model import Source
from annotations.sources.citation import is_institution
from annotations.sources.work_types import exchange_types

_ESCAPES = {
    "\\": r"\textbackslash{}",
    "~": r"\textasciitilde{}",
    "^": r"\textasciicircum{}",
    **{sign: f"\\{sign}" for sign in "{}$&%#_"},
}
#: Pairs that LaTeX draws together: kept apart by an empty group.
_LIGATURES = re.compile(r"-(?=-)|`(?=`)|'(?=')|[?!](?=`)|<(?=<)|>(?=>)|,(?=,)")
_ESCAPED = re.compile("[" + re.escape("".join(_ESCAPES)) + "]")
_IN_ADDRESS = {"{": "%7B", "}": "%7D", "\\": "%5C"}


def write_bibtex(sources: Iterable[Source]) -> str:
    """One entry a source, keys like `singh2014` and `singh2014b`."""
    taken: set[str] = set()
    return "\n".join(_entry(source, taken) for source in sources)


def _entry(source: Source, taken: set[str]) -> str:
    kind = exchange_types(source.type)[1]
    lines = [f"@{kind}{{{_key(source, taken)},"]
    lines += [f"  {name} = {{{value}}}," for name, value in _fields(source, kind) if value]
    return "\n".join((*lines, "}", ""))


def _fields(source: Source, kind: str) -> Iterator[tuple[str, str]]:
    # Double braces keep the capitals of the title as they are.
    yield "title", f"{{{_escaped(source.title)}}}"
    yield "author", " and ".join(map(_name, source.authors))
    yield ("journal" if kind == "article" else "booktitle"), _escaped(source.container)
    yield ("institution" if kind == "techreport" else "publisher"), _escaped(source.publisher)
    if re.fullmatch(r"\d{4}(-\d\d){0,2}", source.issued):
        yield "date", source.issued
        yield "year", source.issued[:4]
        yield "month", source.issued[5:7].lstrip("0")
    else:
        yield "year", _escaped(source.issued)
    for name in ("doi", "url", "pmid", "pmcid", "isbn"):
        value: str = getattr(source, name)
        yield name, "".join(_IN_ADDRESS.get(sign, sign) for sign in value)
    yield "type", _escaped(source.type.label)
    yield "note", "Retracted publication" if source.retracted else ""


def _name(name: str) -> str:
    if name.lower().rstrip(".") == "et al":
        return "others"
    escaped = _escaped(name)
    is_one_word = is_institution(name) or " and " in f" {name.lower()} " or name.count(",") > 2
    return f"{{{escaped}}}" if is_one_word or name.lower() == "others" else escaped


def _escaped(text: str) -> str:
    parted = _LIGATURES.sub(lambda match: f"{match[0]}\0", text)
    return _ESCAPED.sub(lambda match: _ESCAPES[match[0]], parted).replace("\0", "{}")


def _key(source: Source, taken: set[str]) -> str:
    name = source.authors[0] if source.authors else source.publisher or source.title
    family = name.partition(",")[0] if "," in name else name
    spread = unicodedata.normalize("NFKD", family.lower())
    word = re.sub(r"[^a-z0-9]", "", "".join(spread.split()[-1:] or [""]))
    stem = f"{word or 'source'}{source.issued[:4] if source.issued[:4].isdigit() else ''}"
    key, number = stem, 1
    while key in taken:
        number += 1
        key = f"{stem}-{number}"
    taken.add(key)
    return key
