import threading
from pathlib import Path

import pytest

from annotations import ImportCancelledError, ImportRefusedError
from reader.importing import Importer, ImportRequest
from tests.reader.libraries import conversion


class FakeConverter:
    """Converts at once, or does what the file's name says."""

    def __init__(self) -> None:
        self.asked = []
        self.is_closed = False
        self.may_go_on = threading.Event()

    def convert(self, data, file_name, *, encoding, as_plain_text, on_progress, is_cancelled):
        self.asked.append((file_name, data, encoding, as_plain_text))
        on_progress(0.5, "sentences")
        if file_name == "slow.md" and not as_plain_text:
            raise ImportRefusedError("It takes too long.", may_open_as_plain_text=True)
        if file_name == "bad.png":
            raise ImportRefusedError("bad.png is a picture.")
        if file_name == "bug.md":
            raise ZeroDivisionError
        if file_name == "endless.md":
            while not is_cancelled():
                self.may_go_on.wait(0.01)
            raise ImportCancelledError("cancelled")
        return conversion(data.decode())

    def close(self):
        self.is_closed = True


@pytest.fixture
def converter():
    return FakeConverter()


@pytest.fixture
def importer(converter):
    made = Importer(converter)
    yield made
    made.close()
    assert converter.is_closed


def pasted(text="Some words.", name="", encoding=None):
    return ImportRequest(file_name=name, data=text.encode(), encoding=encoding)


class Outcomes:
    def __init__(self, importer) -> None:
        self.converted, self.refused, self.progress = [], [], []
        importer.converted.connect(self.converted.append)
        importer.refused.connect(self.refused.append)
        importer.progressed.connect(lambda *step: self.progress.append(step))


@pytest.fixture
def outcomes(importer):
    return Outcomes(importer)


def run(qtbot, importer, *requests: ImportRequest):
    with qtbot.waitSignal(importer.finished) as finished:
        importer.start(requests)
    return finished.args[0]


def test_a_file_is_read_and_converted(qtbot, importer, outcomes, tmp_path):
    path = tmp_path / "tea.txt"
    path.write_text("About tea.")
    assert run(qtbot, importer, ImportRequest.of_file(path)) is False
    (result,) = outcomes.converted
    assert result.request.file_name == "tea.txt"
    assert result.data == b"About tea."
    assert result.conversion.blocks[0].text == "About tea."
    assert not importer.is_running


def test_progress_names_the_file_and_the_stage(qtbot, importer, outcomes):
    run(qtbot, importer, pasted())
    assert outcomes.progress == [
        ("the pasted text", 0.0, "reading"),
        ("the pasted text", 0.5, "sentences"),
    ]


def test_a_refused_file_does_not_stop_the_others(qtbot, importer, outcomes):
    run(qtbot, importer, pasted(name="bad.png"), pasted(name="good.md"))
    assert [refused.sentence for refused in outcomes.refused] == ["bad.png is a picture."]
    assert [result.request.file_name for result in outcomes.converted] == ["good.md"]


@pytest.mark.parametrize("path", [Path("/nowhere/tea.txt"), Path("/")])
def test_what_cannot_be_read_is_refused_with_a_sentence(qtbot, importer, outcomes, path):
    run(qtbot, importer, ImportRequest.of_file(path))
    (refused,) = outcomes.refused
    assert refused.sentence.endswith(".")
    assert refused.plain_text_request is None


def test_running_out_of_time_offers_plain_text(qtbot, importer, outcomes, converter):
    run(qtbot, importer, pasted(name="slow.md"))
    offer = outcomes.refused[0].plain_text_request
    assert offer.as_plain_text
    run(qtbot, importer, offer)
    assert len(outcomes.converted) == 1
    assert converter.asked[-1][3] is True


def test_another_encoding_reaches_the_converter(qtbot, importer, converter):
    run(qtbot, importer, pasted(encoding="cp1252"))
    assert converter.asked[0][2] == "cp1252"


def test_cancelling_gives_up_the_rest(qtbot, importer, outcomes):
    with qtbot.waitSignal(importer.finished) as finished:
        with qtbot.waitSignal(
            importer.progressed, check_params_cb=lambda _label, _part, stage: stage == "sentences"
        ):
            importer.start([pasted(name="endless.md"), pasted()])
        importer.cancel()
    assert finished.args == [True]
    assert outcomes.converted == []
    assert outcomes.refused == []


def test_a_second_run_waits_for_the_first(qtbot, importer, outcomes):
    importer.start([pasted("One.")])
    importer.start([pasted("Two.")])
    qtbot.waitUntil(lambda: not importer.is_running)
    texts = [result.conversion.blocks[0].text for result in outcomes.converted]
    assert texts == ["One.", "Two."]


def test_closing_ends_a_conversion_that_is_under_way(qtbot, converter):
    importer = Importer(converter)
    with qtbot.waitSignal(importer.progressed):
        importer.start([pasted(name="endless.md")])
    importer.close()
    assert converter.is_closed


def test_a_fault_of_our_own_is_told_and_logged(qtbot, importer, outcomes, caplog):
    run(qtbot, importer, pasted(name="bug.md"), pasted(name="good.md"))
    assert "The log says more" in outcomes.refused[0].sentence
    assert len(outcomes.converted) == 1
    assert "ZeroDivisionError" in caplog.text
