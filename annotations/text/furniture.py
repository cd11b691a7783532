"""Which lines of a scraped page are page furniture or metadata, by their words alone."""

from __future__ import annotations

import re

_MONTHS = r"(?:jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)[a-z]*\.?"
_DATE = (
    r"(?:\d{1,2}[-./]\d{1,2}[-./]\d{2,4}|\d{4}[-./]\d{1,2}[-./]\d{1,2}"
    rf"|{_MONTHS} \d{{1,2}},? \d{{4}}|\d{{1,2}} {_MONTHS} \d{{4}})"
)
_BOILERPLATE = re.compile(
    rf"""(?:
      close | menu | search | home | print | e-?mail | share | tweet | pin(?:\ it)?
    | next | previous
    | skip\ to\ (?:main\ )?content | back\ to\ top | toggle\ navigation
    | log\ ?in | sign\ (?:in|up)
    | share\ (?:this|on|via|with)\b.{{0,40}} | follow\ us.{{0,40}}
    | facebook | twitter | x | linkedin | whatsapp | pinterest | reddit | instagram | telegram
    | related\ (?:posts?|articles?|reading|stories|topics)
    | you\ (?:may|might)\ also\ (?:like|enjoy)
    | recommended(?:\ (?:for\ you|reading|posts?))?
    | (?:popular|recent|latest)\ posts?
    | read\ (?:more|next|also) | continue\ reading | (?:leave|post)\ a\ (?:comment|reply)
    | \d*\ ?comments? | no\ comments(?:\ yet)? | subscribe(?:\ now)? | advertisements? | sponsored
    | (?:accept|reject|manage)(?:\ all)?\ cookies | (?:previous|next)\ (?:post|article)
    | (?:about\ )?\d{{1,3}}[\ -]min(?:ute)?s?\ (?:read|reading)(?:[\ ·|,-]*{_DATE})?
    | (?:reading\ time|estimated\ reading\ time):?\ .{{1,30}}
    | (?:updated|published|posted|last\ updated|last\ modified)(?:\ on)?:?\ {_DATE}
    | {_DATE}
    | (?:©|copyright)\ .{{0,80}} | all\ rights\ reserved\.?
    )""",
    re.IGNORECASE | re.VERBOSE,
)
_METADATA = re.compile(
    r"(?:meta[ -](?:description|title|keywords?|tags?)|seo[ -](?:title|description)"
    r"|focus (?:keyword|keyphrase)|keywords?|tags?|slug|permalink|canonical(?: url)?|excerpt"
    r"|og:\w+|twitter:\w+|categor(?:y|ies)|author|posted (?:in|by)|date|published|last updated)"
    r"\s?:\s+\S.*",
    re.IGNORECASE | re.DOTALL,
)


def is_boilerplate(text: str) -> bool:
    """True for a whole line such as "close", "3 min read 15-03-2025" or "Related Posts"."""
    return len(text) <= 100 and _BOILERPLATE.fullmatch(text) is not None


def is_metadata(text: str) -> bool:
    """True for a whole line such as "Meta Description: ..."; its key stays part of it."""
    return _METADATA.fullmatch(text) is not None
