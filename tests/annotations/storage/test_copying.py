import pytest

from annotations.errors import LibraryUnavailableError
from annotations.storage.library import open_library
from tests.annotations.storage.builders import OWNER, TEA, add


def titles(path):
    with open_library(path, owner=OWNER, read_only=True) as copy:
        return [row.article.title for row in copy.articles()]


def test_a_copy_holds_everything_and_opens_as_a_library(library, tmp_path):
    add(library, TEA)
    target = tmp_path / "copy.caveat"
    library.save_copy(target)
    assert titles(target) == [row.article.title for row in library.articles()]
    assert sorted(p.name for p in tmp_path.iterdir()) == ["copy.caveat", "library.caveat"]


def test_a_copy_replaces_a_file_whole(library, tmp_path):
    target = tmp_path / "copy.caveat"
    target.write_bytes(b"an older copy")
    add(library, TEA)
    library.save_copy(target)
    assert len(titles(target)) == 1


def test_a_copy_rescues_a_library_whose_file_was_deleted(library, tmp_path):
    add(library, TEA)
    library.path.unlink()
    target = tmp_path / "rescued.caveat"
    library.save_copy(target)
    assert len(titles(target)) == 1


def test_the_library_itself_is_no_place_for_its_copy(library):
    with pytest.raises(LibraryUnavailableError, match="is the library that is open"):
        library.save_copy(library.path)
    assert library.articles() == ()


def test_a_place_that_cannot_be_written_is_a_sentence(library, tmp_path):
    with pytest.raises(LibraryUnavailableError, match=r"copy\.caveat"):
        library.save_copy(tmp_path / "missing" / "copy.caveat")
