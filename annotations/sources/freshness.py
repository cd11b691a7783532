"""How long ago a source was looked at."""

from __future__ import annotations

import datetime as dt

#: A source that was last looked at longer ago than this, in days, should be looked at again.
STALE_AFTER_DAYS = 365


def is_stale(checked_on: str, today: dt.date) -> bool:
    """True where the source was not checked for a year before `today`, or never.

    Args:
        checked_on: EDTF level 0; a year or month counts as its last day.
        today: The day that it is asked on.
    """
    earliest = (today - dt.timedelta(days=STALE_AFTER_DAYS)).isoformat()
    return checked_on < earliest[: len(checked_on)] if checked_on else True
