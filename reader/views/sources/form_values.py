"""What is typed of a source, as a value, and what is to be said of it at once. Pure."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, fields, replace
from typing import Any

from annotations import (
    AccessedThrough,
    Authority,
    IdentifierCheck,
    Source,
    SourceType,
    SourceUid,
    check_identifier,
)
from reader.views.sources.facts import IDENTIFIERS
from reader.views.wording import one_line

_DATE = re.compile(r"\d{4}(-(0[1-9]|1[0-2])(-(0[1-9]|[12]\d|3[01]))?)?")
_ADDRESS = re.compile(r"https?://[^\s/]+\.[^\s]+", re.IGNORECASE)
#: The same field of form and source, on one line.
_LINES = (
    *("title", "container", "publisher", "issued", "url", "doi", "pmid", "pmcid", "isbn"),
    *("jurisdiction", "establishes"),
)


@dataclass(frozen=True, slots=True, kw_only=True)
class SourceForm:
    """The fields as they are typed; `authors` has a line for each."""

    title: str = ""
    type: SourceType = SourceType.STUDY
    authors: str = ""
    container: str = ""
    publisher: str = ""
    issued: str = ""
    url: str = ""
    doi: str = ""
    pmid: str = ""
    pmcid: str = ""
    isbn: str = ""
    jurisdiction: str = ""
    establishes: str = ""
    accessed_through: AccessedThrough = AccessedThrough.ORIGINAL
    authority: Authority | None = None
    authority_reason: str = ""
    retracted: bool = False
    retraction_note: str = ""

    @classmethod
    def of(cls, source: Source) -> SourceForm:
        """The form that shows a source as it is."""
        same = {f.name: getattr(source, f.name) for f in fields(cls) if f.name != "authors"}
        return cls(**same, authors="\n".join(source.authors))

    def apply_to(self, source: Source) -> Source:
        """The source as the form says it; its uid stays."""
        lines: dict[str, Any] = {name: one_line(getattr(self, name)) for name in _LINES}
        lines["authority_reason"] = self.authority_reason.strip() if self.authority else ""
        lines["retraction_note"] = self.retraction_note.strip() if self.retracted else ""
        return replace(
            source,
            **lines,
            type=self.type,
            authors=tuple(filter(None, map(one_line, self.authors.split("\n")))),
            accessed_through=self.accessed_through,
            authority=self.authority,
            retracted=self.retracted,
        )


@dataclass(frozen=True, slots=True)
class Check:
    """What is to be said under a field."""

    words: str
    #: True where it is as it should be.
    is_good: bool = False
    #: True where the source cannot be saved so.
    stops: bool = False


def checks(form: SourceForm) -> Mapping[str, Check]:
    """What is to be said of the fields, by name; nothing of those that are empty or plain."""
    said: dict[str, Check] = {}
    if not any(getattr(form, name).strip() for name in ("title", "url", *IDENTIFIERS)):
        said["title"] = Check("A source needs a title, an address or an identifier.", stops=True)
    if form.authority is not None and not form.authority_reason.strip():
        said["authority_reason"] = Check(
            f"Say why the rank is not {form.type.authority.value}: readers see the reason.",
            stops=True,
        )
    issued, url = form.issued.strip(), form.url.strip()
    if issued and not _DATE.fullmatch(issued):
        said["issued"] = Check("Kept as typed. 2024-05-06, 2024-05 or 2024 is read as a date.")
    if url and not _ADDRESS.fullmatch(url):
        said["url"] = Check("Kept as typed, but it cannot be opened: begin with https://")
    for name in IDENTIFIERS:
        value = one_line(getattr(form, name))
        found = check_identifier(name, value)
        if value:
            said[name] = Check(_well_formed(value, found) if found.ok else found.sentence, found.ok)
    return said


def rank_of(form: SourceForm) -> Authority:
    """The rank that the source will have."""
    return form.apply_to(Source(uid=SourceUid(""), type=form.type, title="")).rank


def rank_words(form: SourceForm) -> str:
    """The rank that the source will have, and why, in a sentence."""
    rank = f"Rank {rank_of(form).value}, {rank_of(form).label}"
    usual = form.type.authority
    if form.retracted:
        return f"{rank}: it is retracted."
    if form.accessed_through is not AccessedThrough.ORIGINAL:
        return f"{rank}: one lower, because the original was not read."
    if form.authority is not None and form.authority is not usual:
        return f"{rank}: set by hand; the default for this type is {usual.value}."
    return f"{rank}: the default for this type."


def _well_formed(value: str, found: IdentifierCheck) -> str:
    """The library keeps what is typed, and knows a work again by the normal form."""
    sentence = found.sentence.rstrip(".")
    same = value.lower() == found.normalised.lower()
    return f"{sentence}." if same else f"{sentence}: {found.normalised}"
