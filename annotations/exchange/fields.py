"""Read one field of foreign JSON: its type, its length, its place in a closed list.

Every function takes an object's mapping and a key, treats a missing key and `null` alike,
and raises `FieldError`, whose text ends a sentence that begins with the record's name.
Unknown keys are never looked at.
"""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Iterable, Mapping
from typing import Any

#: Longest text of one field, in code points.
MAX_TEXT = 20_000

JsonObject = Mapping[str, Any]

_UNSTORABLE = re.compile("[\x00\ud800-\udfff]")
#: Longest wrong value that is shown whole, in code points.
_SHORT = 40
_DATE = re.compile(r"([0-9]{4})(?:-([0-9]{2})(?:-([0-9]{2}))?)?")


class FieldError(Exception):
    """A field is not what it must be; `str(error)` says what to mend."""


def as_object(record: Any) -> JsonObject:
    """Take a value for an object, or say that it is none."""
    if not isinstance(record, dict):
        raise FieldError("it must be an object in curly brackets.")
    return record


def text(record: JsonObject, key: str, *, required: bool = False) -> str:
    """Read a text, word for word; NUL and lone surrogates become U+FFFD."""
    value = record.get(key)
    if value is None:
        value = ""
    if not isinstance(value, str):
        raise FieldError(f"“{key}” must be text in quotation marks, not {_kind(value)}.")
    if len(value) > MAX_TEXT:
        raise FieldError(
            f"“{key}” has {len(value):,} characters; {MAX_TEXT:,} is the most. Shorten it."
        )
    if required and not value.strip():
        raise FieldError(f"“{key}” is missing. Fill it in.")
    return _UNSTORABLE.sub("\ufffd", value)


def flag(record: JsonObject, key: str) -> bool:
    """Read true or false; false where it is missing."""
    value = record.get(key)
    if value is None:
        return False
    if not isinstance(value, bool):
        raise FieldError(f"“{key}” must be true or false, not {_kind(value)}.")
    return value


def choice(record: JsonObject, key: str, ids: Iterable[str], *, default: str = "") -> str:
    """Read one id of a closed list; required where the default is empty and not listed."""
    allowed = tuple(ids)
    value = text(record, key) or default
    if value in allowed:
        return value
    known = ", ".join(item for item in allowed if item)
    if not value:
        raise FieldError(f"“{key}” is missing. Use one of: {known}.")
    raise FieldError(
        f"“{key}” is “{_short(value)}”, which Caveat does not know. Use one of: {known}."
    )


def texts(record: JsonObject, key: str, *, most: int) -> tuple[str, ...]:
    """Read a list of texts; blank ones are left out."""
    found = [text({key: value}, key) for value in items(record, key, most=most)]
    return tuple(item for item in found if item.strip())


def objects(record: JsonObject, key: str, *, most: int | None = None) -> tuple[JsonObject, ...]:
    """Read a list of objects; empty where it is missing."""
    found = items(record, key, most=most)
    for item in found:
        if not isinstance(item, dict):
            raise FieldError(f"“{key}” must be a list of objects; it holds {_kind(item)}.")
    return tuple(found)


def date(record: JsonObject, key: str) -> str:
    """Read an EDTF level 0 date, `2024`, `2024-05` or `2024-05-06`; empty is unknown."""
    value = text(record, key).strip()
    if value and not is_date(value):
        raise FieldError(
            f"“{key}” is “{_short(value)}”, which is no date. Write 2024, 2024-05 or 2024-05-06."
        )
    return value


def is_date(value: str) -> bool:
    """True for a year, a year and month, or a day of the calendar, in ISO form."""
    match = _DATE.fullmatch(value)
    if match is None:
        return False
    year, month, day = (int(part or 1) for part in match.groups())
    try:
        dt.date(max(year, 1), month, day)
    except ValueError:
        return False
    return True


def items(record: JsonObject, key: str, *, most: int | None = None) -> list[Any]:
    """Read a list of anything; empty where it is missing."""
    value = record.get(key)
    if value is None:
        return []
    if not isinstance(value, list):
        raise FieldError(f"“{key}” must be a list in square brackets, not {_kind(value)}.")
    if most is not None and len(value) > most:
        raise FieldError(f"“{key}” has {len(value):,} entries; {most} is the most.")
    return value


def _short(value: str) -> str:
    cleaned = _UNSTORABLE.sub("\ufffd", value)
    return cleaned if len(cleaned) <= _SHORT else cleaned[: _SHORT - 1] + "…"


def _kind(value: object) -> str:
    match value:
        case None:
            return "null"
        case bool():
            return "true or false"
        case int() | float():
            return "a number"
        case str():
            return "text"
        case list():
            return "a list"
        case _:
            return "an object"
