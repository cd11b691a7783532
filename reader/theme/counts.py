"""Counts of cautions in words, as the counts line shows and speaks them."""

from __future__ import annotations

from collections.abc import Mapping

from annotations import Severity


def counts_in_words(counts: Mapping[Severity, int]) -> str:
    """Say counts, worst first, without those that are none: "6 critical, 1 info"."""
    return ", ".join(
        f"{counts[severity]} {severity.label.lower()}"
        for severity in reversed(Severity)
        if counts.get(severity)
    )
