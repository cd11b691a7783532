"""Sources as RIS."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from annotations.model import Source
from annotations.sources.work_types import exchange_types


def write_ris(sources: Iterable[Source]) -> str:
    """One record a source, with an empty line between."""
    return "\n".join(_record(source) for source in sources)


def _record(source: Source) -> str:
    lines = [f"{tag}  - {value}" for tag, value in _fields(source) if value]
    return "\n".join((*lines, "ER  - ", ""))


def _fields(source: Source) -> Iterator[tuple[str, str]]:
    yield "TY", exchange_types(source.type)[2]
    yield "TI", source.title
    for author in source.authors:
        yield "AU", author
    yield "T2", source.container
    yield "PB", source.publisher
    if re.fullmatch(r"\d{4}(-\d\d){0,2}", source.issued):
        yield "PY", source.issued[:4]
        parts = (*source.issued.split("-"), "", "")[:3]
        yield "DA", "/".join(parts)
    else:
        yield "PY", source.issued
    yield "DO", source.doi
    yield "UR", source.url
    yield "SN", source.isbn
    yield "C2", source.pmcid
    if source.pmid:
        yield "AN", source.pmid
        yield "DB", "PubMed"
    yield "M3", source.type.label
    yield "N1", "Retracted publication" if source.retracted else ""
