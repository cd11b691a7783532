"""Kinds of works: from the words of other formats to ours, and back for exchange."""

from __future__ import annotations

import re

from annotations.vocabulary import SourceType

T = SourceType

#: What a publication type, a genre or the end of a title says, most telling first.
_SAID = (
    (r"retraction (?:of publication|notice)", T.RETRACTION_NOTICE),
    (r"^retraction(?: note)?\b", T.RETRACTION_NOTICE),
    (r"systematic(?: literature)? review|meta-?analysis|cochrane review", T.SYSTEMATIC_REVIEW),
    (r"(?:practice |clinical )?guidelines?\b|consensus development conference", T.GUIDELINE),
    (r"case reports?\b|case series", T.CASE_REPORT),
    (r"preprint", T.PREPRINT),
    (r"trial registration|trial registry", T.TRIAL_REGISTRATION),
    (r"fact[- ]?check", T.FACT_CHECK),
    (r"(?:narrative |scoping |literature )?review\b(?! of)", T.NARRATIVE_REVIEW),
    (r"(?:randomi[sz]ed|clinical|controlled) (?:\w+ ){0,2}trial", T.STUDY),
    (r"(?:observational|multicenter|comparative|cohort|validation) study", T.STUDY),
    (r"editorial|comment\b|letter\b|personal narrative", T.EXPERT_STATEMENT),
    (r"legislation|statute|legal case", T.LAW),
    (r"news\b|newspaper", T.NEWS),
)
_OF_WORDS = tuple((re.compile(pattern, re.IGNORECASE), kind) for pattern, kind in _SAID)
_IN_TITLES = re.compile(
    r"(?P<systematic>systematic (?:literature )?review|meta-?analysis)"
    r"|(?P<case>case (?:report|series))\b"
    r"|(?P<guideline>(?:practice|clinical) guidelines?\b)",
    re.IGNORECASE,
)
_PLANNED = re.compile(r"\bprotocol\b", re.IGNORECASE)
_RETRACTED = re.compile(r"^\W*retracted(?: article| paper)?\s*[\]):.-]", re.IGNORECASE)
_PREPRINT_DOI = re.compile(
    r"10\.(?:1101/(?:\d{4}\.\d|\d{6})|48550/|21203/rs\.|31234/|31219/|31222/|2139/ssrn|20944/"
    r"|26434/)",
)
_PREPRINT_PLACE = re.compile(
    r"\b(?:medrxiv|biorxiv|arxiv|chemrxiv|psyarxiv|ssrn|research square|preprints(?:\.org)?)\b",
    re.IGNORECASE,
)
_COCHRANE_DOI = "10.1002/14651858."
_BY_ID = {kind.value: kind for kind in SourceType}
_BY_LABEL = {kind.label.lower(): kind for kind in SourceType}

CSL_TYPES = {
    "article-journal": T.STUDY,
    "article": T.PREPRINT,
    "article-magazine": T.NEWS,
    "article-newspaper": T.NEWS,
    "bill": T.LAW,
    "book": T.TEXTBOOK,
    "chapter": T.TEXTBOOK,
    "dataset": T.OTHER,
    "entry": T.CLINICAL_REFERENCE,
    "entry-dictionary": T.CLINICAL_REFERENCE,
    "entry-encyclopedia": T.CLINICAL_REFERENCE,
    "hearing": T.GOVERNMENT,
    "legal_case": T.LAW,
    "legislation": T.LAW,
    "paper-conference": T.STUDY,
    "regulation": T.REGULATOR,
    "report": T.GOVERNMENT,
    "review": T.NARRATIVE_REVIEW,
    "standard": T.GUIDELINE,
    "thesis": T.STUDY,
    "webpage": T.ORGANISATION_PAGE,
    "post-weblog": T.OTHER,
}
BIBTEX_TYPES = {
    "article": T.STUDY,
    "book": T.TEXTBOOK,
    "booklet": T.OTHER,
    "collection": T.TEXTBOOK,
    "inbook": T.TEXTBOOK,
    "incollection": T.TEXTBOOK,
    "inproceedings": T.STUDY,
    "conference": T.STUDY,
    "inreference": T.CLINICAL_REFERENCE,
    "jurisdiction": T.LAW,
    "legislation": T.LAW,
    "legal": T.LAW,
    "manual": T.CLINICAL_REFERENCE,
    "mastersthesis": T.STUDY,
    "online": T.ORGANISATION_PAGE,
    "electronic": T.ORGANISATION_PAGE,
    "www": T.ORGANISATION_PAGE,
    "phdthesis": T.STUDY,
    "proceedings": T.STUDY,
    "reference": T.CLINICAL_REFERENCE,
    "report": T.GOVERNMENT,
    "techreport": T.GOVERNMENT,
    "standard": T.GUIDELINE,
    "thesis": T.STUDY,
    "unpublished": T.PREPRINT,
}
RIS_TYPES = {
    "JOUR": T.STUDY,
    "EJOUR": T.STUDY,
    "ABST": T.STUDY,
    "INPR": T.STUDY,
    "CONF": T.STUDY,
    "CPAPER": T.STUDY,
    "THES": T.STUDY,
    "BOOK": T.TEXTBOOK,
    "EBOOK": T.TEXTBOOK,
    "EDBOOK": T.TEXTBOOK,
    "CHAP": T.TEXTBOOK,
    "ECHAP": T.TEXTBOOK,
    "DICT": T.CLINICAL_REFERENCE,
    "ENCYC": T.CLINICAL_REFERENCE,
    "BILL": T.LAW,
    "CASE": T.LAW,
    "LEGAL": T.LAW,
    "STAT": T.LAW,
    "GOVDOC": T.GOVERNMENT,
    "HEAR": T.GOVERNMENT,
    "RPRT": T.GOVERNMENT,
    "STAND": T.GUIDELINE,
    "NEWS": T.NEWS,
    "MGZN": T.NEWS,
    "ELEC": T.ORGANISATION_PAGE,
    "BLOG": T.OTHER,
    "UNPB": T.PREPRINT,
    "UNPD": T.PREPRINT,
}
#: Ours to those of CSL, BibTeX and RIS; what is not named is a page of the web.
_OUT = {
    T.GUIDELINE: ("report", "techreport", "RPRT"),
    T.REGULATOR: ("report", "techreport", "GOVDOC"),
    T.GOVERNMENT: ("report", "techreport", "GOVDOC"),
    T.LAW: ("legislation", "misc", "STAT"),
    T.LAW_GUIDE: ("report", "techreport", "RPRT"),
    T.CLINICAL_REFERENCE: ("entry-encyclopedia", "incollection", "ENCYC"),
    T.TEXTBOOK: ("book", "book", "BOOK"),
    T.TRIAL_REGISTRATION: ("webpage", "misc", "ELEC"),
    T.PREPRINT: ("article", "unpublished", "UNPB"),
    T.NEWS: ("article-newspaper", "article", "NEWS"),
    T.FACT_CHECK: ("webpage", "misc", "ELEC"),
    T.ORGANISATION_PAGE: ("webpage", "misc", "ELEC"),
    T.COMPANY_PAGE: ("webpage", "misc", "ELEC"),
    T.OTHER: ("document", "misc", "GEN"),
}
_ARTICLE_OUT = ("article-journal", "article", "JOUR")


def exchange_types(kind: SourceType) -> tuple[str, str, str]:
    """The types of CSL, BibTeX and RIS that come nearest."""
    return _OUT.get(kind, _ARTICLE_OUT)


def type_in_words(*said: str) -> SourceType | None:
    """The kind that words name (a genre, a publication type, our own label), or None."""
    for words in said:
        own = _BY_LABEL.get(words.strip().lower()) or _BY_ID.get(words.strip().lower())
        if own:
            return own
    for pattern, kind in _OF_WORDS:
        if any(pattern.search(words) for words in said):
            return kind
    return None


def type_of_work(
    base: SourceType, *, said: tuple[str, ...] = (), title: str = "", place: str = "", doi: str = ""
) -> SourceType:
    """The kind of a work, a guess that the reviewer may correct.

    What the record says of itself wins, then its DOI and where it appeared, then the words
    of its title, then the `base` that its entry type stands for.
    """
    named = type_in_words(*(words for words in said if words))
    if named:
        return named
    doi = doi.lower()
    if _COCHRANE_DOI in doi or "cochrane database" in place.lower():
        return T.SYSTEMATIC_REVIEW
    if base not in (T.STUDY, T.OTHER):
        return base
    if _PREPRINT_DOI.search(doi) or _PREPRINT_PLACE.search(place):
        return T.PREPRINT
    # A page may call itself what it likes; an article's title was reviewed.
    match = _IN_TITLES.search(title) if base is T.STUDY else None
    if match is None or _PLANNED.search(title):
        return base
    if match["systematic"]:
        return T.SYSTEMATIC_REVIEW
    return T.CASE_REPORT if match["case"] else T.GUIDELINE


def says_retracted(title: str, *said: str) -> bool:
    """True where the record or its title says that the work was retracted."""
    return bool(_RETRACTED.match(title)) or any(
        words.strip().lower().startswith("retracted") for words in said
    )
