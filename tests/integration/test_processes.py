"""Caveat as a process: what it prints, how it leaves, and what it leaves behind."""

import json
import os
import shutil
import signal
import subprocess
import sys
from pathlib import Path

import pytest
from PySide6.QtGui import QImage

from annotations import samples_library_path

ROOT = Path(__file__).parents[2]
PNG_START = b"\x89PNG"


@pytest.fixture
def environment(profile_folder, samples):
    """A machine without any display, and a profile that has its samples already."""
    shutil.copytree(samples.parent, profile_folder)
    hidden = ("DISPLAY", "WAYLAND_DISPLAY", "QT_QPA_PLATFORM")
    return {
        **{name: value for name, value in os.environ.items() if name not in hidden},
        "CAVEAT_HOME": str(profile_folder),
        "PYTHONPATH": str(ROOT),
    }


@pytest.fixture
def caveat(environment, tmp_path):
    def run(*words: object, **more: str):
        return subprocess.run(
            [sys.executable, "-m", "reader", *map(str, words)],
            env={**environment, **more},
            cwd=tmp_path,
            capture_output=True,
            text=True,
            timeout=60,
            check=False,
        )

    return run


class TestScreenshot:
    def test_one_frame_of_what_the_window_would_open(self, caveat, tmp_path, profile_folder):
        done = caveat("--screenshot", "page.png", "--size", "900x640")
        assert (done.returncode, done.stdout, done.stderr) == (0, "", "")
        image = QImage(str(tmp_path / "page.png"))
        assert (image.width(), image.height()) == (900, 640)
        assert not (profile_folder / "window.json").exists()

    def test_an_article_at_one_of_its_notes_in_dark(self, caveat, tmp_path):
        show = caveat("show", "valerian-for-sleep", "--json", "--library", "samples")
        note = json.loads(show.stdout)["annotations"][-1]["uid"]
        words = ("--library", "samples", "--article", "valerian-for-sleep", "--theme", "dark")
        plain = caveat(*words, "--screenshot", "a.png")
        noted = caveat(*words, "--screenshot", "b.png", "--note", note)
        assert (plain.returncode, noted.returncode) == (0, 0)
        assert QImage(str(tmp_path / "a.png")).pixelColor(3, 400).lightness() < 60
        assert (tmp_path / "a.png").read_bytes() != (tmp_path / "b.png").read_bytes()

    def test_it_is_the_same_each_time(self, caveat, tmp_path):
        for name in ("a.png", "b.png"):
            caveat("--library", "samples", "--view", "article", "--screenshot", name)
        assert (tmp_path / "a.png").read_bytes() == (tmp_path / "b.png").read_bytes()

    def test_twice_the_pixels_on_request(self, caveat, tmp_path):
        caveat("--screenshot", "a.png", "--size", "600x400", QT_SCALE_FACTOR="1.5")
        assert QImage(str(tmp_path / "a.png")).width() == 900

    def test_a_file_is_imported_and_shown(self, caveat, tmp_path):
        (tmp_path / "tea.md").write_text("# Green tea\n\nIt cures everything.")
        done = caveat("tea.md", "--screenshot", "a.png")
        assert (done.returncode, done.stderr) == (0, "")
        assert "Green tea" in caveat("list").stdout

    @pytest.mark.parametrize(
        ("words", "part"),
        [
            (("--article", "nonsense"), "nonsense"),
            (("--library", "none.caveat"), "none.caveat"),
            (("none.txt",), "none.txt"),
            (("--article", "colloidal-silver", "--note", "nonsense"), "nonsense"),
        ],
    )
    def test_what_is_refused_is_a_sentence_and_exit_1(self, caveat, tmp_path, words, part):
        done = caveat(*words, "--screenshot", "a.png")
        assert done.returncode == 1
        assert part in done.stderr
        assert "Traceback" not in done.stderr
        assert done.stderr.strip().endswith(".")
        assert not (tmp_path / "a.png").exists()

    def test_a_place_that_cannot_be_written(self, caveat):
        done = caveat("--screenshot", "no/such/a.png")
        assert done.returncode == 1
        assert "a.png" in done.stderr


class TestWithoutADisplay:
    def test_the_window_says_what_works_instead(self, caveat):
        done = caveat()
        assert done.returncode == 2
        assert "--screenshot" in done.stderr
        assert "export" in done.stderr
        assert "Traceback" not in done.stderr

    def test_a_server_that_does_not_answer_is_none(self, caveat):
        assert caveat(DISPLAY=":4711").returncode == 2

    def test_verbs_need_no_qt(self, caveat, tmp_path):
        (tmp_path / "tea.txt").write_text("About tea.")
        (tmp_path / "sitecustomize.py").write_text(
            "import sys\nsys.modules['PySide6'] = sys.modules['shiboken6'] = None\n"
        )
        path = os.pathsep.join((str(tmp_path), str(ROOT)))
        done = caveat("import", "tea.txt", PYTHONPATH=path)
        assert done.returncode == 0, done.stderr
        assert json.loads(done.stdout)["file"] == "tea.txt"

    def test_a_missing_qt_names_what_to_install(self, caveat, tmp_path):
        (tmp_path / "sitecustomize.py").write_text(
            "import sys\n"
            "class Broken:\n"
            "    def find_spec(self, name, path=None, target=None):\n"
            "        if name == 'PySide6':\n"
            "            raise ImportError('libEGL.so.1: cannot open shared object file')\n"
            "sys.meta_path.insert(0, Broken())\n"
        )
        path = os.pathsep.join((str(tmp_path), str(ROOT)))
        done = caveat("--screenshot", "a.png", PYTHONPATH=path)
        assert done.returncode == 2
        assert "libEGL.so.1" in done.stderr
        assert "apt install libgl1" in done.stderr
        assert "Traceback" not in done.stderr

    def test_the_samples_are_made_for_a_verb(self, caveat, profile_folder):
        for path in profile_folder.glob("samples*"):
            path.unlink()
        done = caveat("list", "--library", "samples", "--json")
        assert done.returncode == 0, done.stderr
        assert len(json.loads(done.stdout)) == 4
        assert samples_library_path().exists()


class TestWindowProcess:
    @pytest.mark.skipif(os.name == "nt", reason="signals of Unix")
    def test_ctrl_c_closes_the_window_quietly_and_keeps_the_settings(
        self, environment, profile_folder
    ):
        watch = (
            "import sys, reader.app as app\n"
            "from reader.views.main_window import MainWindow\n"
            "shown = MainWindow.showEvent\n"
            "def tell(self, event):\n"
            "    shown(self, event)\n"
            "    print('shown', flush=True)\n"
            "MainWindow.showEvent = tell\n"
            "import reader.__main__ as start\n"
            "sys.exit(start.main([]))\n"
        )
        process = subprocess.Popen(
            [sys.executable, "-c", watch],
            env={**environment, "QT_QPA_PLATFORM": "offscreen"},
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
            text=True,
        )
        assert process.stdout.readline() == "shown\n"
        process.send_signal(signal.SIGINT)
        _, errors = process.communicate(timeout=20)
        assert (process.returncode, errors) == (0, "")
        assert (profile_folder / "window.json").exists()
