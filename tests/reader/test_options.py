import pytest

from reader.options import DEFAULT_SIZE, SAMPLES, read_options


def read(*words: str):
    return read_options(words, lambda: ["export", "import"])


def test_nothing_means_the_remembered_window():
    options = read()
    assert options.files == ()
    assert options.library is None
    assert options.screenshot is None
    assert options.size == DEFAULT_SIZE


def test_a_caveat_file_is_the_library_and_others_are_imported():
    options = read("notes.CAVEAT", "a.txt", "b.md")
    assert options.library == "notes.CAVEAT"
    assert [path.name for path in options.files] == ["a.txt", "b.md"]


def test_samples_can_be_named():
    assert read("--library", SAMPLES).library == SAMPLES


@pytest.mark.parametrize("size", ["1360x860", "1360X860", "1360×860"])
def test_size_in_pixels(size):
    assert read("--screenshot", "a.png", "--size", size).size == (1360, 860)


@pytest.mark.parametrize(
    "words",
    [
        ["a.caveat", "b.caveat"],
        ["a.caveat", "--library", "b.caveat"],
        ["--size", "big"],
        ["--size", "1x1"],
        ["--size", "99999x99999"],
        ["--theme", "pink"],
        ["--note", "0192"],
        ["--nonsense"],
    ],
)
def test_a_wrong_line_is_explained_with_exit_2(words, capsys):
    with pytest.raises(SystemExit) as stop:
        read(*words)
    assert stop.value.code == 2
    assert "caveat" in capsys.readouterr().err


def test_help_names_the_headless_verbs(capsys):
    with pytest.raises(SystemExit) as stop:
        read("--help")
    assert stop.value.code == 0
    assert "export, import" in capsys.readouterr().out


def test_version(capsys):
    with pytest.raises(SystemExit) as stop:
        read("--version")
    assert stop.value.code == 0
    assert capsys.readouterr().out.startswith("Caveat ")
