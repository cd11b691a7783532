import pytest

from reader.__main__ import main


@pytest.fixture
def ran(monkeypatch):
    """What the command line was asked to run."""
    asked = []

    def run(words):
        asked.append(list(words))
        return 0

    monkeypatch.setattr("annotations.cli.run", run)
    return asked


def test_a_verb_goes_to_the_command_line(ran):
    assert main(["list", "--json"]) == 0
    assert ran == [["list", "--json"]]


def test_options_before_the_verb_go_with_it(ran):
    main(["--library", "mine.caveat", "show", "tea", "--json"])
    assert ran == [["show", "--library", "mine.caveat", "tea", "--json"]]


def test_the_value_of_an_option_is_no_verb(ran, monkeypatch):
    shown = []
    monkeypatch.setattr("reader.__main__._run_window", lambda options: shown.append(options) or 0)
    monkeypatch.setenv("QT_QPA_PLATFORM", "offscreen")
    main(["--library", "list"])
    assert ran == []
    assert shown[0].library == "list"


@pytest.mark.parametrize("words", [["--library", "samples"], ["--library=samples"]])
def test_samples_are_made_before_a_verb_reads_them(ran, monkeypatch, words):
    monkeypatch.setattr("reader.samples.make_samples_for_command", lambda: ran.append("made"))
    assert main(["list", *words]) == 1
    assert ran == ["made"]


def test_an_interrupt_while_starting_is_quiet(monkeypatch):
    def interrupted(_options):
        raise KeyboardInterrupt

    monkeypatch.setattr("reader.__main__._run_window", interrupted)
    monkeypatch.setenv("QT_QPA_PLATFORM", "offscreen")
    assert main([]) == 130
