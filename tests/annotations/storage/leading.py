"""Which way a query goes to its rows: both must lead to the same."""

from __future__ import annotations

import pytest


def let_lead(monkeypatch: pytest.MonkeyPatch, most: int) -> None:
    """Let parts that fewer rows than this answer lead; with 0 everything is walked."""
    for module in ("listing", "finding_articles", "finding_plan", "search"):
        monkeypatch.setattr(f"annotations.storage.{module}.FEW", most)
    monkeypatch.setattr("annotations.storage.finding_plan.FEW_TO_LOOK_UP", most)
    monkeypatch.setattr("annotations.storage.finding_plan.COMMON", most)
    monkeypatch.setattr("annotations.storage.search.CAP", most)
    monkeypatch.setattr("annotations.storage.finding_sources._FEW", most)
