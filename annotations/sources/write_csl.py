"""Sources as CSL-JSON."""

from __future__ import annotations

import json
import re
from collections.abc import Iterable
from typing import Any

from annotations.model import Source
from annotations.sources.citation import is_institution
from annotations.sources.work_types import exchange_types


def write_csl(sources: Iterable[Source]) -> str:
    """A list of items, one a source; ids are the uids, else numbers."""
    items = [csl_item(source, number) for number, source in enumerate(sources, 1)]
    return json.dumps(items, ensure_ascii=False, indent=2) + "\n"


def csl_item(source: Source, number: int = 1) -> dict[str, Any]:
    """One item; `number` stands in for the id of a source without a uid."""
    given = {
        "id": source.uid or f"source-{number}",
        "type": exchange_types(source.type)[0],
        "title": source.title,
        "author": [_name(name) for name in source.authors],
        "container-title": source.container,
        "publisher": source.publisher,
        "issued": _date(source.issued),
        "URL": source.url,
        "DOI": source.doi,
        "PMID": source.pmid,
        "PMCID": source.pmcid,
        "ISBN": source.isbn,
        "jurisdiction": source.jurisdiction,
        "genre": source.type.label,
        "status": "retracted" if source.retracted else "",
    }
    return {name: value for name, value in given.items() if value}


def _name(name: str) -> dict[str, str]:
    family, comma, given = name.partition(", ")
    if not comma or "," in given or not family or not given or is_institution(name):
        return {"literal": name}
    return {"family": family, "given": given}


def _date(issued: str) -> dict[str, Any]:
    if not issued:
        return {}
    if re.fullmatch(r"\d{4}(-\d\d){0,2}", issued):
        return {"date-parts": [[int(part) for part in issued.split("-")]]}
    return {"literal": issued}
