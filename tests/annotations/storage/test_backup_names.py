"""Names of backups, and which of them are kept."""

from __future__ import annotations

import datetime as dt
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from annotations.storage.backup_names import (
    DAYS_KEPT,
    NEWEST_KEPT,
    backup_path,
    outdated,
    read_backup_name,
)

LIBRARY = Path("/home/me/mine.caveat")
NOW = dt.datetime(2026, 11, 23, 7, 54, 12, tzinfo=dt.UTC)

moments = st.datetimes(
    min_value=dt.datetime(2026, 8, 1),  # noqa: DTZ001 - Hypothesis adds the zone
    max_value=dt.datetime(2026, 11, 23, 7),  # noqa: DTZ001
    timezones=st.just(dt.UTC),
)
histories = st.lists(moments, max_size=120, unique=True)


def test_names_are_read_back():
    path = backup_path(LIBRARY, NOW, reason="before restoring", number=2)
    assert path == Path(
        "/home/me/mine backups/mine 2026-11-23 07-54-12Z 2 (before restoring).caveat"
    )
    assert read_backup_name(LIBRARY, path.name) == (NOW, 2, "before restoring")


@given(moments, st.integers(1, 99), st.sampled_from(["", "before restoring", "damaged"]))
def test_every_name_is_read_back(at, number, reason):
    at = at.replace(microsecond=0)
    name = backup_path(LIBRARY, at, reason=reason, number=number).name
    assert read_backup_name(LIBRARY, name) == (at, number, reason)


def test_the_time_is_said_in_utc():
    tokyo = NOW.astimezone(dt.timezone(dt.timedelta(hours=9)))
    assert backup_path(LIBRARY, tokyo) == backup_path(LIBRARY, NOW)


@pytest.mark.parametrize(
    "name",
    [
        "other 2026-11-23 07-54-12Z.caveat",
        "mine 2026-13-23 07-54-12Z.caveat",
        "mine 2026-11-23 07-54-12Z.txt",
        "mine 2026-11-23 07-54-12Z (a) (b).caveat",
        "mine of last year.caveat",
        ".0192.part",
        "",
    ],
)
def test_other_names_are_none_of_ours(name):
    assert read_backup_name(LIBRARY, name) is None


@given(histories)
def test_the_newest_are_kept(times):
    assert not outdated(times, NOW) & set(sorted(times)[-NEWEST_KEPT:])


@given(histories)
def test_each_day_of_the_month_keeps_its_last(times):
    kept = set(times) - outdated(times, NOW)
    first = NOW.date() - dt.timedelta(days=DAYS_KEPT - 1)
    days = {at.date() for at in times if at.date() >= first}
    assert {max(at for at in times if at.date() == day) for day in days} <= kept
    assert len(kept) <= NEWEST_KEPT + DAYS_KEPT


@given(histories)
def test_what_is_kept_is_kept_again(times):
    kept = set(times) - outdated(times, NOW)
    assert outdated(kept, NOW) == frozenset()


@given(histories)
def test_rotating_after_each_backup_keeps_what_rotating_once_keeps(times):
    kept = set[dt.datetime]()
    for at in sorted(times):
        kept.add(at)
        kept -= outdated(kept, at)
    assert kept - outdated(kept, NOW) == set(times) - outdated(times, NOW)
