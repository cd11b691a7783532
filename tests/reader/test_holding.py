import subprocess
import sys

from reader.holding import WindowHold

_HOLDER = """
import sys
from pathlib import Path
from PySide6.QtCore import QCoreApplication
from reader.holding import WindowHold
app = QCoreApplication([])
hold = WindowHold(Path(sys.argv[1]))
hold.take()
print(hold.token, flush=True)
sys.stdin.read()
"""


def test_its_own_token_and_unknown_ones_are_free(tmp_path):
    hold = WindowHold(tmp_path / "windows")
    hold.take()
    assert not hold.is_held(hold.token)
    assert not hold.is_held("")
    assert not hold.is_held("somebody")
    hold.release()


def test_another_running_window_holds_until_it_is_killed(tmp_path):
    child = subprocess.Popen(
        [sys.executable, "-c", _HOLDER, str(tmp_path)],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        text=True,
    )
    try:
        token = child.stdout.readline().strip()
        hold = WindowHold(tmp_path)
        assert hold.is_held(token)
        child.kill()
        child.wait()
        assert not hold.is_held(token)
    finally:
        child.kill()
        child.communicate()


def test_a_token_out_of_a_strange_library_names_no_other_file(tmp_path):
    (tmp_path / "outside.lock").touch()
    hold = WindowHold(tmp_path / "windows")
    assert not hold.is_held("../outside")
    assert (tmp_path / "outside.lock").exists()


def test_a_folder_that_cannot_be_made_is_survived(tmp_path):
    (tmp_path / "windows").write_text("a file")
    hold = WindowHold(tmp_path / "windows")
    hold.take()
    hold.release()
