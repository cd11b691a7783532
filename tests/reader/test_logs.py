import logging

import pytest
from PySide6.QtCore import qInstallMessageHandler, qWarning

from reader.logs import bridge_qt_messages, configure_logging


@pytest.fixture(autouse=True)
def _root_logger():
    root = logging.getLogger()
    handlers, level = root.handlers[:], root.level
    yield
    for handler in set(root.handlers) - set(handlers):
        handler.close()
    root.handlers[:], root.level = handlers, level


def test_lines_go_to_the_file(tmp_path):
    path = tmp_path / "logs" / "caveat.log"
    configure_logging(path)
    logging.getLogger("reader.x").info("opened %s", "it")
    assert path.read_text().rstrip().endswith("INFO reader.x: opened it")


def test_a_grown_file_is_set_aside(tmp_path):
    path = tmp_path / "caveat.log"
    path.write_text("x" * 600_000)
    configure_logging(path)
    logging.getLogger("reader.x").info("fresh")
    assert path.stat().st_size < 1000
    assert (tmp_path / "caveat.log.old").stat().st_size == 600_000


def test_an_unwritable_place_does_not_stop_the_start(tmp_path, capsys):
    (tmp_path / "file").write_text("")
    configure_logging(tmp_path / "file" / "caveat.log")
    assert "cannot be written" in capsys.readouterr().err


def test_what_qt_says_is_logged(caplog):
    before = qInstallMessageHandler(None)
    try:
        bridge_qt_messages()
        with caplog.at_level(logging.WARNING):
            qWarning("a thing of Qt")
    finally:
        qInstallMessageHandler(before)
    assert "a thing of Qt" in caplog.text
    assert caplog.records[0].name == "qt"
