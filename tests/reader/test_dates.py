"""Dates in the words and the order of the user's desktop."""

import pytest
from PySide6.QtCore import QLocale

from reader.dates import local_date, local_moment


@pytest.fixture
def in_locale():
    before = QLocale()
    yield lambda name: QLocale.setDefault(QLocale(name))
    QLocale.setDefault(before)


@pytest.mark.parametrize(
    ("locale", "said"),
    [
        ("en_GB", "20 Nov 2026"),
        ("en_US", "Nov 20, 2026"),
        ("de_DE", "20. Nov. 2026"),
        ("es_ES", "20 de nov de 2026"),
        ("ja_JP", "2026年11月20日"),
        ("hu_HU", "2026. nov. 20."),
    ],
)
def test_a_day_follows_the_locale(in_locale, locale, said):
    in_locale(locale)
    assert local_date("2026-11-20") == said
    assert local_date("2026-11-20T23:59:00.000Z") == said


@pytest.mark.parametrize(
    ("iso", "said"),
    [
        ("2026-11", "Nov 2026"),
        ("2026", "2026"),
        ("", ""),
        ("about 1990", "about 1990"),
        ("2026-13-45", "2026-13-45"),
    ],
)
def test_partial_and_odd_dates_stay_readable(in_locale, iso, said):
    in_locale("en_GB")
    assert local_date(iso) == said


def test_a_moment_is_said_in_the_zone_of_the_user(in_locale):
    in_locale("en_GB")
    assert local_moment("2026-11-20T14:02:31.123Z") == local_moment("2026-11-20T14:02:31Z")
    assert local_moment("2026-11-20T14:02:31Z").startswith("20 Nov 2026, ")
    assert local_moment("some day") == "some day"
