"""Where backups lie, how they are called, and which of them are kept."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Iterable
from itertools import count
from pathlib import Path

#: The newest backups, however close together; and the last of each day, for so many days.
NEWEST_KEPT = 10
DAYS_KEPT = 31

_STAMP = "%Y-%m-%d %H-%M-%SZ"
_NAME = re.compile(r"(\d{4}-\d\d-\d\d \d\d-\d\d-\d\dZ)(?: (\d+))?(?: \(([^()]+)\))?")


def backup_folder(library: Path) -> Path:
    """Beside the library: “mine backups” for “mine.caveat”."""
    return library.with_name(f"{library.stem} backups")


def backup_path(library: Path, now: dt.datetime, *, reason: str = "", number: int = 1) -> Path:
    """Where the backup of a moment goes: “mine 2026-11-23 07-54-12Z.caveat”.

    Args:
        library: The library's file.
        now: With its time zone; the name says it in UTC, to the second.
        reason: Said in the name where it was made for more than keeping, without brackets.
        number: Of several within the same second.
    """
    name = f"{library.stem} {now.astimezone(dt.UTC).strftime(_STAMP)}"
    name += f" {number}" if number > 1 else ""
    name += f" ({reason})" if reason else ""
    return backup_folder(library) / f"{name}{library.suffix}"


def free_backup_path(library: Path, now: dt.datetime, reason: str = "") -> Path:
    """The first `backup_path` of a moment at which there is no file yet."""
    paths = (backup_path(library, now, reason=reason, number=number) for number in count(1))
    return next(path for path in paths if not path.exists())


def read_backup_name(library: Path, name: str) -> tuple[dt.datetime, int, str] | None:
    """Time (UTC), number within the second and reason of a backup of the library.

    None for any other name.
    """
    head, tail = f"{library.stem} ", library.suffix
    if not (name.startswith(head) and name.endswith(tail)):
        return None
    match = _NAME.fullmatch(name[len(head) : len(name) - len(tail)])
    if match is None:
        return None
    stamp, number, reason = match.groups()
    try:
        at = dt.datetime.strptime(stamp, _STAMP).replace(tzinfo=dt.UTC)
    except ValueError:
        return None
    return at, int(number or 1), reason or ""


def outdated(times: Iterable[dt.datetime], now: dt.datetime) -> frozenset[dt.datetime]:
    """Which backups may go: all but the newest ten, and the last of each day for a month.

    Args:
        times: When they were made, each with its time zone; any order.
        now: The day that the month is counted back from.
    """
    ordered = sorted(times)
    kept = set(ordered[-NEWEST_KEPT:])
    last_of_day = {at.astimezone(dt.UTC).date(): at for at in ordered}
    first_day = now.astimezone(dt.UTC).date() - dt.timedelta(days=DAYS_KEPT - 1)
    kept.update(at for day, at in last_of_day.items() if day >= first_day)
    return frozenset(ordered) - kept
