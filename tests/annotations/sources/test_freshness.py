"""A year is 365 days, counted from a given day."""

from datetime import date

import pytest

from annotations.sources.freshness import is_stale


@pytest.mark.parametrize(
    ("checked_on", "stale"),
    [
        ("", True),
        ("2025-11-23", False),
        ("2025-11-22", True),
        ("2026-11-23", False),
        ("2025-11", False),
        ("2025-10", True),
        ("2025", False),
        ("2024", True),
    ],
)
def test_stale_after_a_year(checked_on, stale):
    assert is_stale(checked_on, date(2026, 11, 23)) is stale
