"""The time as it is stored."""

from __future__ import annotations

import datetime as dt


def utc_now() -> str:
    """UTC with milliseconds, `2026-11-20T14:02:31.123Z`: sorts as text."""
    now = dt.datetime.now(dt.UTC)
    return now.strftime("%Y-%m-%dT%H:%M:%S.") + f"{now.microsecond // 1000:03d}Z"
