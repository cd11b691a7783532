"""What every command here says of the machine and of a list of times."""

from __future__ import annotations

import os
import platform
import statistics
from collections.abc import Sequence


def describe_machine() -> str:
    """Kind, cores, Python and load: figures mean little without them."""
    load = f", load {os.getloadavg()[0]:.1f}" if hasattr(os, "getloadavg") else ""
    return (
        f"{platform.system()} {platform.machine()}, {os.cpu_count()} cores,"
        f" Python {platform.python_version()}{load}"
    )


def median_ms(seconds: Sequence[float]) -> float:
    """Median in milliseconds."""
    return statistics.median(seconds) * 1000


def p95_ms(seconds: Sequence[float]) -> float:
    """The time that 19 of 20 stay within, in milliseconds."""
    return sorted(seconds)[min(len(seconds) - 1, int(len(seconds) * 0.95))] * 1000
