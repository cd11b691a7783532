"""What may stand in a field: text without control characters, of a length that can be stored."""

from __future__ import annotations

import datetime as dt
import re

#: Most characters (code points) of one field.
MAX_FIELD = 20_000
TOO_LONG = f"A field holds {MAX_FIELD:,} characters at most. The rest was left out."

_LINE_END = re.compile("\r\n?|[\x0b\x0c\x85\u2028\u2029]")
#: Controls, what Qt or XML treat specially, lone surrogates.
_UNWANTED = re.compile("[\x00-\x08\x0e-\x1f\x7f-\x9f\ufdd0-\ufdef\ufff9-\ufffc\ufffe\uffff]")
#: A year, a month of it, a day of that: EDTF level 0.
_DATE = re.compile(r"\d{4}(-\d\d){0,2}", re.ASCII)
_SURROGATE = re.compile("[\ud800-\udfff]")


def clean_typed(text: str, *, is_line: bool = False) -> str:
    """Take control characters out of text that comes from outside; tabs become spaces.

    Args:
        text: Pasted or dropped.
        is_line: True for a field of one paragraph: line ends become spaces.
    """
    text = _LINE_END.sub("\n", text)
    text = _SURROGATE.sub("\ufffd", _UNWANTED.sub("", text)).replace("\t", " ")
    return " ".join(part for part in text.split("\n") if part.strip()) if is_line else text


def beyond_limit(text: str) -> int:
    """How many characters are too many."""
    return max(0, len(text) - MAX_FIELD)


def date_problem(text: str) -> str:
    """What is wrong with the form of a date, as a sentence; empty where nothing is.

    Right are an EDTF date of level 0, `2024`, `2024-05` or `2024-05-06`, and nothing at all.
    """
    date = text.strip()
    if not date:
        return ""
    if not _DATE.fullmatch(date):
        return "Write 2024, 2024-05 or 2024-05-06."
    try:
        dt.date.fromisoformat(date + "2024-01-01"[len(date) :])
    except ValueError:
        return "The calendar has no such date."
    return ""
