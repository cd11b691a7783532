"""Resources are read by name, from inside the package only."""

import pytest

from reader.resources import names, read_bytes, read_text


@pytest.mark.parametrize(
    "name",
    [
        "",
        ".",
        "..",
        "../pyproject.toml",
        "fonts/../../LICENSE",
        "/etc/hostname",
        "C:/x",
        "fonts\\x",
    ],
)
def test_names_that_leave_the_package_are_refused(name):
    with pytest.raises(ValueError, match="not the name of a resource"):
        read_bytes(name)


def test_missing_resource_is_a_missing_file():
    with pytest.raises(FileNotFoundError):
        read_bytes("fonts/none.ttf")


@pytest.mark.parametrize("folder", ["fonts", "icons", "licences", "samples", "themes"])
def test_every_file_of_a_folder_opens(folder):
    found = names(folder)
    assert found == tuple(sorted(found))
    assert found
    assert all(read_bytes(name) for name in found)


def test_text_is_utf_8():
    assert "≠".encode() not in read_bytes("themes/light.toml")
    assert read_text("themes/light.toml").startswith("# Ten base colours")
    assert "–" in read_text("fonts/Inter-OFL.txt") or read_text("fonts/Inter-OFL.txt")


def test_bundled_fonts_have_their_licences():
    assert {"fonts/Inter-OFL.txt", "fonts/SourceSerif4-OFL.txt"} <= set(names("fonts"))
