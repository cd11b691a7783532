"""Every test runs without a display, at scale 1, on a profile of its own.

The environment is set here, before anything of Qt is imported. Where Qt's system libraries
are missing, modules that need a window are skipped with one sentence; with
`CAVEAT_REQUIRE_QT` set that is a failure.
"""

import os
import tempfile
from pathlib import Path

import pytest
from hypothesis import HealthCheck, settings

# Properties are about what comes out; how long it takes is for the benchmarks, and a busy
# machine must fail no test.
settings.register_profile("caveat", deadline=None, suppress_health_check=[HealthCheck.too_slow])
settings.load_profile("caveat")

os.environ["QT_QPA_PLATFORM"] = "offscreen"
os.environ["QT_SCALE_FACTOR"] = "1"
os.environ.pop("QT_STYLE_OVERRIDE", None)
_PROFILE = tempfile.TemporaryDirectory(prefix="caveat-tests-", ignore_cleanup_errors=True)
os.environ["CAVEAT_HOME"] = _PROFILE.name

_HERE = Path(__file__).parent
_NEEDS_QT = ("reader", "benchmarks", "integration")


def _why_qt_cannot_load() -> str:
    try:
        import PySide6.QtWidgets  # noqa: F401, TID251
    except ImportError as error:
        return (
            f"A system library that Qt needs is missing ({error}); on Debian or Ubuntu: "
            "apt install libgl1 libegl1 libxkbcommon0 libdbus-1-3 libfontconfig1 libglib2.0-0"
        )
    return ""


_QT_PROBLEM = _why_qt_cannot_load()


class _WithoutQt(pytest.File):
    """Stands for a test module that cannot be imported here."""

    def collect(self):
        if os.environ.get("CAVEAT_REQUIRE_QT"):
            raise self.CollectError(_QT_PROBLEM)
        pytest.skip(_QT_PROBLEM, allow_module_level=True)


def pytest_addoption(parser, pluginmanager):  # noqa: ARG001 - named by pytest
    # pytest-qt imports Qt when it is configured, and would end the whole run.
    if _QT_PROBLEM:
        pluginmanager.unregister(name="pytest-qt")


def pytest_configure(config):
    if not _QT_PROBLEM:
        # Said by the offscreen platform of what only a real window system has.
        config.addinivalue_line("qt_log_ignore", r"^This plugin does not support ")


def pytest_pycollect_makemodule(module_path, parent):
    needs_qt = module_path.relative_to(_HERE).parts[0] in _NEEDS_QT
    if _QT_PROBLEM and needs_qt:
        return _WithoutQt.from_parent(parent, path=module_path)
    return None


@pytest.fixture
def profile_folder(tmp_path, monkeypatch):
    """An empty folder in which settings and the default library of one test lie."""
    folder = tmp_path / "profile"
    monkeypatch.setenv("CAVEAT_HOME", str(folder))
    return folder
