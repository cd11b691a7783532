"""Dates as the user's desktop writes them, short enough for a column."""

from __future__ import annotations

import re

from PySide6.QtCore import QDate, QDateTime, QLocale, Qt

_WEEKDAY = re.compile(r"[,\s]*dddd[,،]?\s*")
_PARTS_OF_DAY, _PARTS_OF_MONTH = 3, 2


def local_date(iso: str) -> str:
    """Write a date of the data ("2026-11-20", "2026-11", "2026") in the user's order and words,
    with the month shortened: "20 Nov 2026".

    Returns:
        The text as it is where it is no such date; empty for empty.
    """
    parts = iso[:10].split("-")
    if not all(part.isdigit() for part in parts):
        return iso
    numbers = [int(part) for part in parts]
    date = QDate(*[*numbers, 1, 1][:3])
    if not date.isValid():
        return iso
    locale = QLocale()
    if len(numbers) == _PARTS_OF_DAY:
        return locale.toString(date, _day_format(locale))
    if len(numbers) == _PARTS_OF_MONTH:
        return locale.toString(date, "MMM yyyy")
    return iso


def local_time(iso: str) -> str:
    """Write the time of day of a UTC time as the user's desktop does: "14:02:31"."""
    time = QDateTime.fromString(iso, Qt.DateFormat.ISODateWithMs).toLocalTime().time()
    locale = QLocale()
    pattern = locale.timeFormat(QLocale.FormatType.ShortFormat)
    return locale.toString(time, pattern.replace("mm", "mm:ss"))


def local_moment(iso: str) -> str:
    """Write a UTC time as day and time of the user's own zone: "20 Nov 2026, 14:02"."""
    moment = QDateTime.fromString(iso, Qt.DateFormat.ISODateWithMs).toLocalTime()
    if not moment.isValid():
        return iso
    locale = QLocale()
    time = locale.toString(moment.time(), locale.timeFormat(QLocale.FormatType.ShortFormat))
    return f"{locale.toString(moment.date(), _day_format(locale))}, {time}"


def _day_format(locale: QLocale) -> str:
    long = locale.dateFormat(QLocale.FormatType.LongFormat)
    return _WEEKDAY.sub("", long).replace("MMMM", "MMM").strip(" ,")
