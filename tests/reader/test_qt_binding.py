"""The binding itself: a release of PySide6 must not lose references to None.

PySide6 6.12.0 on Python 3.11 drops one with every call that returns None, and the process
aborts after about 7,000 of them.
"""

import subprocess
import sys

import PySide6
import pytest

CALLS = 20_000
PROGRAM = f"""
from PySide6.QtCore import QObject
thing = QObject()
for _ in range({CALLS}):
    thing.setObjectName("x")
print("survived")
"""


def test_twenty_thousand_calls_that_return_none_survive():
    outcome = subprocess.run(
        [sys.executable, "-c", PROGRAM], capture_output=True, text=True, timeout=60, check=False
    )
    assert outcome.returncode == 0, outcome.stderr
    assert outcome.stdout == "survived\n"


@pytest.mark.skipif(sys.version_info >= (3, 12), reason="None is immortal from Python 3.12 on")
def test_the_pin_keeps_the_broken_release_away():
    assert tuple(map(int, PySide6.__version__.split(".")[:2])) < (6, 12)
