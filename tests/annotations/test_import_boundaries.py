"""What `annotations` may import: never Qt, and nothing heavy before it is needed."""

from __future__ import annotations

import shutil
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]

WITHOUT_QT = """
import pkgutil, sys
from importlib import import_module

class Refuse:
    def find_spec(self, name, path=None, target=None):
        if name.partition(".")[0] in ("PySide6", "shiboken6"):
            raise ImportError(f"{name} is not to be imported here")

sys.meta_path.insert(0, Refuse())
try:
    import PySide6
except ImportError:
    pass
else:
    raise SystemExit("the guard does not guard")
package = import_module("annotations")
names = [module.name for module in pkgutil.walk_packages(package.__path__, "annotations.")]
for name in names:
    import_module(name)
for name in package.__all__:
    getattr(package, name)
print(len(names))
"""

HEAVY = ("PySide6", "shiboken6", "sqlite_utils", "trafilatura", "click", "sentencex", "reader")

LOADED = """
import sys
{statement}
print(*sorted(set({heavy!r}) & set(sys.modules)))
"""


def python(program: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [sys.executable, "-c", program], cwd=ROOT, capture_output=True, text=True, check=False
    )


def contracts(folder: Path) -> subprocess.CompletedProcess[str]:
    """Check the import contracts of a copy of the project; its packages are found there."""
    program = (
        "import sys; sys.path.insert(0, '.');"
        "from importlinter.cli import lint_imports; raise SystemExit(lint_imports(no_cache=True))"
    )
    return subprocess.run(
        [sys.executable, "-c", program], cwd=folder, capture_output=True, text=True, check=False
    )


@pytest.fixture
def copy(tmp_path: Path) -> Path:
    for name in ("annotations", "reader", "resources"):
        shutil.copytree(ROOT / name, tmp_path / name, ignore=lambda _folder, names: [
            n for n in names if n == "__pycache__"
        ])  # fmt: skip
    shutil.copy(ROOT / "pyproject.toml", tmp_path)
    return tmp_path


def test_every_module_imports_where_qt_cannot_be_imported() -> None:
    done = python(WITHOUT_QT)
    assert done.stderr == ""
    assert int(done.stdout) > 20


@pytest.mark.parametrize(
    "statement",
    [
        "import annotations",
        "from annotations.cli import run, VERBS",
        "from annotations import Span",
    ],
)
def test_a_light_import_stays_light(statement: str) -> None:
    done = python(LOADED.format(statement=statement, heavy=HEAVY))
    assert done.stderr == ""
    assert done.stdout.split() == []


def test_listing_loads_nothing_that_converts_or_draws(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("CAVEAT_HOME", str(tmp_path))
    heavy = tuple(name for name in HEAVY if name != "click")
    statement = "from annotations.cli import run\nrun(['list', '--json'])"
    assert python(LOADED.format(statement=statement, heavy=heavy)).returncode == 0
    # The library is there now; the second run is the ordinary one.
    done = python(LOADED.format(statement=statement, heavy=heavy))
    assert done.stderr == ""
    assert done.stdout.split() == ["[]"]


@pytest.mark.slow
def test_the_contracts_hold(copy: Path) -> None:
    done = contracts(copy)
    assert done.returncode == 0, done.stdout + done.stderr


@pytest.mark.slow
@pytest.mark.parametrize(
    ("module", "line"),
    [
        ("annotations/model.py", "from PySide6.QtCore import QObject"),
        ("annotations/model.py", "from reader import options"),
        ("annotations/text/blocks.py", "from annotations.storage import library"),
        ("reader/options.py", "from annotations.storage.library import Library"),
    ],
)
def test_a_planted_breach_is_caught(copy: Path, module: str, line: str) -> None:
    with (copy / module).open("a", encoding="utf-8") as file:
        file.write(f"\n{line}\n")
    done = contracts(copy)
    assert done.returncode != 0
    source = module.removesuffix(".py").replace("/", ".")
    target = line.split()[1].removesuffix(".QtCore")
    assert f"{source} -> {target}" in done.stdout
