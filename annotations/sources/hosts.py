"""What an address alone tells of a work: who publishes it, its kind, a title to begin with.

A small table of the hosts that reviewers of health claims cite; all of it is a guess that
the reviewer can correct.
"""

from __future__ import annotations

import re
from urllib.parse import unquote

from annotations.vocabulary import SourceType

T = SourceType

#: Host, or the end of one, to publisher and kind; the longest that fits decides.
_HOSTS: dict[str, tuple[str, SourceType]] = {
    "who.int": ("World Health Organization", T.GOVERNMENT),
    "who.int/publications": ("World Health Organization", T.GUIDELINE),
    "iris.who.int": ("World Health Organization", T.GUIDELINE),
    "nice.org.uk": ("NICE", T.GUIDELINE),
    "sign.ac.uk": ("Scottish Intercollegiate Guidelines Network", T.GUIDELINE),
    "awmf.org": ("AWMF", T.GUIDELINE),
    "uspreventiveservicestaskforce.org": ("US Preventive Services Task Force", T.GUIDELINE),
    "fda.gov": ("U.S. Food and Drug Administration", T.REGULATOR),
    "accessdata.fda.gov": ("U.S. Food and Drug Administration", T.REGULATOR),
    "dailymed.nlm.nih.gov": ("DailyMed", T.REGULATOR),
    "ema.europa.eu": ("European Medicines Agency", T.REGULATOR),
    "efsa.europa.eu": ("European Food Safety Authority", T.REGULATOR),
    "bfarm.de": ("BfArM", T.REGULATOR),
    "swissmedic.ch": ("Swissmedic", T.REGULATOR),
    "tga.gov.au": ("Therapeutic Goods Administration", T.REGULATOR),
    "medsafe.govt.nz": ("Medsafe", T.REGULATOR),
    "ftc.gov": ("U.S. Federal Trade Commission", T.REGULATOR),
    "dea.gov": ("U.S. Drug Enforcement Administration", T.REGULATOR),
    "deadiversion.usdoj.gov": ("U.S. Drug Enforcement Administration", T.REGULATOR),
    "gov.uk/drug-safety-update": ("MHRA", T.REGULATOR),
    "gov.uk/drug-device-alerts": ("MHRA", T.REGULATOR),
    "mhra.gov.uk": ("MHRA", T.REGULATOR),
    "products.mhra.gov.uk": ("MHRA", T.REGULATOR),
    "gov.uk/government/organisations/medicines-and-healthcare-products-regulatory-agency": (
        "MHRA",
        T.REGULATOR,
    ),
    "gov.uk": ("UK Government", T.GOVERNMENT),
    "nhs.uk": ("NHS", T.GOVERNMENT),
    "cdc.gov": ("Centers for Disease Control and Prevention", T.GOVERNMENT),
    "nih.gov": ("U.S. National Institutes of Health", T.GOVERNMENT),
    "nccih.nih.gov": ("National Center for Complementary and Integrative Health", T.GOVERNMENT),
    "nida.nih.gov": ("National Institute on Drug Abuse", T.GOVERNMENT),
    "ods.od.nih.gov": ("NIH Office of Dietary Supplements", T.GOVERNMENT),
    "medlineplus.gov": ("MedlinePlus", T.GOVERNMENT),
    "ahrq.gov": ("Agency for Healthcare Research and Quality", T.GOVERNMENT),
    "samhsa.gov": ("SAMHSA", T.GOVERNMENT),
    "euda.europa.eu": ("European Union Drugs Agency", T.GOVERNMENT),
    "emcdda.europa.eu": ("EMCDDA", T.GOVERNMENT),
    "ecdc.europa.eu": ("European Centre for Disease Prevention and Control", T.GOVERNMENT),
    "rki.de": ("Robert Koch Institute", T.GOVERNMENT),
    "unodc.org": ("United Nations Office on Drugs and Crime", T.GOVERNMENT),
    "cochranelibrary.com": ("Cochrane", T.SYSTEMATIC_REVIEW),
    "cochrane.org": ("Cochrane", T.SYSTEMATIC_REVIEW),
    "pubmed.ncbi.nlm.nih.gov": ("", T.STUDY),
    "pmc.ncbi.nlm.nih.gov": ("", T.STUDY),
    "ncbi.nlm.nih.gov/pmc": ("", T.STUDY),
    "ncbi.nlm.nih.gov/pubmed": ("", T.STUDY),
    "ncbi.nlm.nih.gov/books": ("NCBI Bookshelf", T.CLINICAL_REFERENCE),
    "europepmc.org": ("", T.STUDY),
    "doi.org": ("", T.STUDY),
    "nejm.org": ("", T.STUDY),
    "jamanetwork.com": ("", T.STUDY),
    "thelancet.com": ("", T.STUDY),
    "bmj.com": ("", T.STUDY),
    "nature.com": ("", T.STUDY),
    "science.org": ("", T.STUDY),
    "sciencedirect.com": ("", T.STUDY),
    "onlinelibrary.wiley.com": ("", T.STUDY),
    "link.springer.com": ("", T.STUDY),
    "tandfonline.com": ("", T.STUDY),
    "academic.oup.com": ("", T.STUDY),
    "journals.sagepub.com": ("", T.STUDY),
    "journals.plos.org": ("", T.STUDY),
    "frontiersin.org": ("", T.STUDY),
    "mdpi.com": ("", T.STUDY),
    "arxiv.org": ("arXiv", T.PREPRINT),
    "medrxiv.org": ("medRxiv", T.PREPRINT),
    "biorxiv.org": ("bioRxiv", T.PREPRINT),
    "researchsquare.com": ("Research Square", T.PREPRINT),
    "preprints.org": ("Preprints.org", T.PREPRINT),
    "ssrn.com": ("SSRN", T.PREPRINT),
    "clinicaltrials.gov": ("ClinicalTrials.gov", T.TRIAL_REGISTRATION),
    "isrctn.com": ("ISRCTN registry", T.TRIAL_REGISTRATION),
    "trialsearch.who.int": ("WHO ICTRP", T.TRIAL_REGISTRATION),
    "legislation.gov.uk": ("legislation.gov.uk", T.LAW),
    "eur-lex.europa.eu": ("EUR-Lex", T.LAW),
    "ecfr.gov": ("Code of Federal Regulations", T.LAW),
    "federalregister.gov": ("Federal Register", T.LAW),
    "congress.gov": ("U.S. Congress", T.LAW),
    "gesetze-im-internet.de": ("Federal Ministry of Justice (Germany)", T.LAW),
    "law.cornell.edu": ("Legal Information Institute", T.LAW_GUIDE),
    "nolo.com": ("Nolo", T.LAW_GUIDE),
    "msdmanuals.com": ("MSD Manual", T.CLINICAL_REFERENCE),
    "merckmanuals.com": ("Merck Manual", T.CLINICAL_REFERENCE),
    "uptodate.com": ("UpToDate", T.CLINICAL_REFERENCE),
    "bnf.nice.org.uk": ("British National Formulary", T.CLINICAL_REFERENCE),
    "drugs.com": ("Drugs.com", T.CLINICAL_REFERENCE),
    "mayoclinic.org": ("Mayo Clinic", T.CLINICAL_REFERENCE),
    "britannica.com": ("Encyclopaedia Britannica", T.CLINICAL_REFERENCE),
    "snopes.com": ("Snopes", T.FACT_CHECK),
    "factcheck.org": ("FactCheck.org", T.FACT_CHECK),
    "politifact.com": ("PolitiFact", T.FACT_CHECK),
    "fullfact.org": ("Full Fact", T.FACT_CHECK),
    "healthfeedback.org": ("Health Feedback", T.FACT_CHECK),
    "apnews.com": ("Associated Press", T.NEWS),
    "reuters.com": ("Reuters", T.NEWS),
    "bbc.com": ("BBC", T.NEWS),
    "bbc.co.uk": ("BBC", T.NEWS),
    "nytimes.com": ("The New York Times", T.NEWS),
    "washingtonpost.com": ("The Washington Post", T.NEWS),
    "theguardian.com": ("The Guardian", T.NEWS),
    "cnn.com": ("CNN", T.NEWS),
    "nbcnews.com": ("NBC News", T.NEWS),
    "statnews.com": ("STAT", T.NEWS),
    "medscape.com": ("Medscape", T.NEWS),
    "wsj.com": ("The Wall Street Journal", T.NEWS),
    "usatoday.com": ("USA Today", T.NEWS),
    "npr.org": ("NPR", T.NEWS),
    "spiegel.de": ("Der Spiegel", T.NEWS),
    "tagesschau.de": ("Tagesschau", T.NEWS),
}
_GOVERNMENT = re.compile(r"\.(?:gov|mil|govt)(?:\.[a-z]{2})?$|\.(?:gouv\.fr|gc\.ca|admin\.ch)$")
_ORGANISATION = re.compile(r"\.(?:org|edu|int|ngo)$|\.(?:org|ac|edu)\.[a-z]{2}$")
_FILE_ENDING = re.compile(r"\.(?:html?|php|aspx?|jsp|pdf|shtml|xml|cms)$", re.IGNORECASE)
_EMPTY_WORDS = frozenset("index default home main view show article articles page en de fr".split())
_CAPITALS = frozenset("adhd aids cbd cdc covid dea dna ema eu fda hiv mhra nhs nih uk us".split())
_MAX_TITLE = 120


def publisher_and_type(address: str) -> tuple[str, SourceType]:
    """Publisher (may be empty) and kind of what stands at an http or https address."""
    host, path = split_address(address)
    place = f"{host}{path}".lower()
    best = max(
        (key for key in _HOSTS if _lies_under(place, host, key)),
        key=len,
        default="",
    )
    if best:
        return _HOSTS[best]
    if _GOVERNMENT.search(host):
        return "", T.GOVERNMENT
    return "", T.ORGANISATION_PAGE if _ORGANISATION.search(host) else T.OTHER


def guessed_title(address: str) -> str:
    """A title from the last words of the path, else the host: to begin with, not to stay."""
    host, path = split_address(address)
    parts = [_readable(part) for part in path.split("/")]
    parts = [part for part in parts if part and part.lower() not in _EMPTY_WORDS]
    while parts and not any(letter.isalpha() for letter in parts[-1]):
        parts.pop()
    if not parts:
        return host
    title = parts[-1]
    if len(parts) > 1 and " " not in title and any(sign.isdigit() for sign in title):
        title = f"{parts[-2]} {title}"
    title = title[:1].upper() + title[1:]
    if len(title) > _MAX_TITLE:
        title = title[:_MAX_TITLE].rsplit(" ", 1)[0] + "…"
    return title


def split_address(address: str) -> tuple[str, str]:
    """Host without `www.` and port, in lower case, and path without query."""
    rest = re.sub(r"^[a-z]+://", "", address, flags=re.IGNORECASE)
    rest = re.split(r"[?#]", rest, maxsplit=1)[0]
    host, _, path = rest.partition("/")
    host = host.rpartition("@")[2].partition(":")[0].lower().removeprefix("www.")
    return host, f"/{path}"


def _lies_under(place: str, host: str, key: str) -> bool:
    if "/" in key:
        return place.startswith(key)
    return host == key or host.endswith(f".{key}")


def _readable(part: str) -> str:
    part = _FILE_ENDING.sub("", unquote(part))
    words = re.sub(r"[-_+\s]+", " ", part).split()
    return " ".join(word.upper() if word in _CAPITALS else word for word in words)
