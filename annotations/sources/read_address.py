"""A source from its address and identifiers alone."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import replace
from typing import Any
from urllib.parse import unquote

from annotations.model import Source
from annotations.sources.fields import make_source
from annotations.sources.hosts import guessed_title, publisher_and_type, split_address
from annotations.sources.identifiers import normalise_doi, normalise_isbn, normalise_pmid
from annotations.sources.work_types import type_of_work
from annotations.vocabulary import SourceType

_ARXIV_PATH = re.compile(r"/(?:abs|pdf|html)/(\d{4}\.\d{4,5}|[a-z-]+(?:\.[a-z]{2})?/\d{7})")
_DOI_TAIL = re.compile(
    r"(?:/(?:full|abstract|pdf|epdf|html|meta|summary|references|pdfft|fulltext)"
    r"|\.(?:pdf|full(?:\.pdf)?|abstract)|v\d+(?:\.\w+)*)+$",
    re.IGNORECASE,
)


def source_of(given: Mapping[str, str], words: str = "") -> Source:
    """The source that is named, with what an address or DOI tells of it.

    Args:
        given: url, doi, pmid, pmcid, isbn, arxiv: what is known, in normal form.
        words: A title to begin with; guessed from the address where empty.

    Raises:
        RecordRefusedError: a field is too long.
    """
    fields: dict[str, Any] = dict(given)
    arxiv = fields.pop("arxiv", "")
    if arxiv:
        fields.setdefault("doi", f"10.48550/arxiv.{arxiv.lower()}")
    publisher, kind = "", SourceType.STUDY if fields.keys() & {"doi", "pmid", "pmcid"} else None
    if "url" in fields:
        publisher, host_kind = publisher_and_type(fields["url"])
        named = identifiers_in(fields["url"])
        fields = {**named, **fields}
        if kind is None or host_kind is not SourceType.OTHER:
            kind = host_kind
        if named and kind in (SourceType.OTHER, SourceType.ORGANISATION_PAGE):
            kind = SourceType.STUDY
        if not words and not named:
            words = guessed_title(fields["url"])
    elif "isbn" in fields and kind is None:
        kind = SourceType.TEXTBOOK
    doi = fields.get("doi", "")
    kind = type_of_work(kind or SourceType.OTHER, title=words, doi=doi)
    if kind is SourceType.PREPRINT and arxiv:
        publisher = "arXiv"
    source = make_source(type=kind, title=words, publisher=publisher, **fields)
    return replace(source, publisher="") if source.publisher == source.title else source


def identifiers_in(address: str) -> dict[str, str]:
    """DOI, PMID, PMCID or ISBN that an address names, in normal form."""
    host, path = split_address(address)
    path = unquote(path)
    found: dict[str, str] = {}
    if host.endswith("ncbi.nlm.nih.gov") or host == "europepmc.org":
        pmid = re.search(r"/(?:pubmed|MED|abstract/med)?/?(\d{1,8})(?:/|$)", path, re.IGNORECASE)
        pmcid = re.search(r"\bPMC\d{1,9}", path, re.IGNORECASE)
        if pmcid:
            found["pmcid"] = pmcid[0].upper()
        elif pmid and (host.startswith("pubmed") or "/pubmed" in path or host == "europepmc.org"):
            found["pmid"] = normalise_pmid(pmid[1])
        return {name: value for name, value in found.items() if value}
    arxiv = _ARXIV_PATH.search(path) if host.endswith("arxiv.org") else None
    if arxiv:
        return {"doi": f"10.48550/arxiv.{arxiv[1].lower()}"}
    doi = re.search(r"(?:^|/)(10\.\d{4,9}/.+)$", path)
    if doi:
        text = doi[1] if host in ("doi.org", "dx.doi.org") else _DOI_TAIL.sub("", doi[1])
        found["doi"] = normalise_doi(text.rstrip("/"))
    isbn = re.search(r"isbn[=/:]?([\dXx-]{10,17})", unquote(address), re.IGNORECASE)
    if isbn:
        found["isbn"] = normalise_isbn(isbn[1])
    return {name: value for name, value in found.items() if value}
