"""Short and full citations, in plain text, from what a reviewer entered.

Written by hand: a citation processor repeats titles where there is no author, and most
authorities of health are institutions.
"""

from __future__ import annotations

import re

from annotations.model import Source

#: Institutions better known by their letters.
_KNOWN_AS = {
    "u.s. food and drug administration": "FDA",
    "food and drug administration": "FDA",
    "u.s. drug enforcement administration": "DEA",
    "centers for disease control and prevention": "CDC",
    "world health organization": "WHO",
    "u.s. department of agriculture": "USDA",
    "u.s. department of veterans affairs": "VA",
    "european medicines agency": "EMA",
    "national institute on drug abuse": "NIDA",
    "national institute of diabetes and digestive and kidney diseases": "NIDDK",
    "american academy of pediatrics": "AAP",
    "american society of addiction medicine": "ASAM",
    "american academy of sleep medicine": "AASM",
    "ministry of health, labour and welfare": "MHLW",
    "national institutes of biomedical innovation": "NIBIOHN",
}
_ACRONYM = re.compile(
    r"\((?:now )?([A-Z][A-Za-z]{1,3}[A-Z])\)|\((?:now )([A-Z]{2,8})\)|\(([A-Z]{2,8})\)"
)
_COLLECTIVE = re.compile(
    r"\b(?:agency|associates|association|board|cent(?:er|re)|college|commission|committee|council|"
    r"department|foundation|government|group|institute|ministry|network|office|organi[sz]ation|"
    r"panel|service|society|team|trust|university)\b",
    re.IGNORECASE,
)
_PARTICLES = frozenset("al bin da de del della den der di dos du el la le ten ter van von".split())
_DANGLING = frozenset("a an and by for from in of on or the to with".split())
_SUFFIXES = frozenset({"jr", "jr.", "sr", "sr.", "ii", "iii", "iv", "md", "m.d.", "phd", "ph.d."})

#: A title in a short citation is cut at a word near this many characters.
MAX_SHORT_TITLE = 52


def short_citation(source: Source) -> str:
    """Cite in a few words: "Singh et al. 2014", "NCCIH, Valerian: Usefulness and Safety".

    A work without an author is cited by its institution and title, and the year where it is
    known. Never empty while the source has a title.
    """
    year = source.issued[:4]
    title = _shortened(source.title)
    if source.authors:
        authors = _authors_short(source.authors)
        return f"{authors} {year}" if year else f"{authors}, {title}"
    institution = _institution(source)
    if institution and not _begins_with(title, institution):
        title = f"{institution}, {title}"
    return ", ".join(filter(None, (title, year)))


def citation_name(source: Source) -> str:
    """Who and when, without the title: "Singh et al. 2014", "EMA 2016", "NCCIH".

    Empty where neither an author nor an institution is known.
    """
    who = _authors_short(source.authors) if source.authors else _institution(source)
    return " ".join(filter(None, (who, source.issued[:4]))) if who else ""


def citation(source: Source) -> str:
    """Cite in full, on one line: who, title, where, when, identifiers, address.

    No full stop follows an address, where it would be taken for a part of it.
    """
    parts = (byline(source), source.title, *imprint(source, beside=source.url), source.url)
    line = ", ".join(part for part in parts if part)
    return line if source.url else f"{line}."


def byline(source: Source) -> str:
    """The authors, three and "et al."; for a work without any its institution."""
    names = source.authors
    if not names:
        return source.publisher
    named = [name for name in names[:3] if not _is_et_al(name)]
    # "Singh, Darshan" beside another needs more than a comma between them.
    between = "; " if any("," in name for name in named) else ", "
    return between.join(named) + (" et al." if len(named) < len(names) else "")


def imprint(source: Source, *, beside: str = "") -> tuple[str, ...]:
    """Where and when it appeared, and its identifiers; each part may stand alone.

    An identifier that can be read in the address `beside` it, or that stands in for the
    title, is not said twice.
    """
    parts = [source.container]
    if source.authors and source.publisher != source.container:
        parts.append(source.publisher)
    parts.append(source.issued)
    shown = f"{beside} {source.title}".lower()
    parts += [i for i in identifiers(source) if i.removeprefix("doi:").lower() not in shown]
    return tuple(part for part in parts if part)


def identifiers(source: Source) -> tuple[str, ...]:
    """Identifiers in the form that they are written: `doi:10.1000/x`, `PMID 123`."""
    from annotations.sources.identifiers import (
        normalise_doi,
        normalise_isbn,
        normalise_pmcid,
        normalise_pmid,
    )

    found = (
        ("doi:", normalise_doi(source.doi) or source.doi),
        ("PMID ", normalise_pmid(source.pmid) or source.pmid),
        ("", normalise_pmcid(source.pmcid) or source.pmcid),
        ("ISBN ", normalise_isbn(source.isbn) or source.isbn),
    )
    return tuple(f"{label}{value}" for label, value in found if value)


def address(source: Source) -> str:
    """Where to read it: the http or https address entered, else one that an identifier gives;
    empty where there is neither.
    """
    if source.url.startswith(("https://", "http://")):
        return source.url
    from annotations.sources.identifiers import normalise_doi, normalise_pmid

    doi, pmid = normalise_doi(source.doi), normalise_pmid(source.pmid)
    if doi:
        return f"https://doi.org/{doi}"
    return f"https://pubmed.ncbi.nlm.nih.gov/{pmid}/" if pmid else ""


def is_institution(name: str) -> bool:
    """True where a name is that of an authority or group, not of a person."""
    return _COLLECTIVE.search(name) is not None


def _authors_short(authors: tuple[str, ...]) -> str:
    first = _family_name(authors[0])
    if len(authors) == 1:
        return first
    if len(authors) == 2 and not _is_et_al(authors[1]):
        return f"{first} and {_family_name(authors[1])}"
    return f"{first} et al."


def _is_et_al(name: str) -> bool:
    return name.strip().lower().rstrip(".") in ("et al", "and others")


def _family_name(name: str) -> str:
    name = name.strip()
    if is_institution(name):
        return name
    if "," in name:
        family, _, rest = name.partition(",")
        if rest.strip().lower() not in _SUFFIXES:
            return family.strip()
        name = family
    words = [word for word in name.split() if word.lower() not in _SUFFIXES] or name.split()
    start = len(words) - 1
    while start > 1 and words[start - 1].lower() in _PARTICLES:
        start -= 1
    return " ".join(words[start:])


def _institution(source: Source) -> str:
    publisher = source.publisher.partition(";")[0].strip()
    bare = re.sub(r"\s*\([^)]*\)", "", publisher)
    for name in (bare, bare.split(" / ")[0], bare.split(",")[0]):
        known = _KNOWN_AS.get(name.strip().lower())
        if known:
            return known
    acronym = _ACRONYM.search(publisher)
    if acronym:
        return next(group for group in acronym.groups() if group)
    if not bare:
        return source.container
    return bare if len(bare) <= 40 else bare.split(",")[0].strip()


def _begins_with(title: str, institution: str) -> bool:
    words = re.findall(r"\w+", title.lower())[:5]
    return institution.lower() in words or title.lower().startswith(institution.lower())


def _shortened(title: str) -> str:
    if len(title) <= MAX_SHORT_TITLE:
        return title
    head = title.partition(": ")[0]
    if 12 <= len(head) <= MAX_SHORT_TITLE:
        return head
    words = title[:MAX_SHORT_TITLE].split(" ")[:-1]
    while len(words) > 1 and words[-1].strip("[(").lower() in _DANGLING:
        words.pop()
    return " ".join(words).rstrip(",;:([") + "…" if words else title[: MAX_SHORT_TITLE - 1] + "…"
