"""Files that are kept with a source."""

import zlib
from dataclasses import replace

import pytest

from annotations.errors import InvalidAnnotationError, LibraryCorruptError, NotFoundError
from annotations.ids import SourceUid
from annotations.model import Source
from annotations.storage.attachments import (
    MAX_BYTES,
    clean_name,
    media_type,
    read_attachment_file,
)
from annotations.vocabulary import SourceType

PAGE = Source(uid=SourceUid(""), type=SourceType.OTHER, title="A page", url="https://e.org")


@pytest.fixture
def source(library):
    return library.add_source(PAGE).source.uid


def test_file_comes_back_as_it_was(library, source):
    data = bytes(range(256)) * 1_000
    added = library.attach_file(source, "C:\\papers\\leaflet.pdf", data)
    kept = added.attachment
    assert added.change.added == (kept.uid,)
    assert (kept.name, kept.media_type, kept.size) == ("leaflet.pdf", "application/pdf", 256_000)
    assert kept.source_uid == source
    assert library.attachments(source) == (kept,)
    assert library.attachment_data(kept.uid) == data
    assert library.attachments("nobody") == ()


def test_same_bytes_are_stored_once_and_the_same_file_is_known(library, source):
    first = library.attach_file(source, "a.txt", b"abc")
    assert not library.attach_file(source, "a.txt", b"abc").change
    other = library.attach_file(source, "b.txt", b"abc")
    assert other.change
    assert other.attachment.sha256 == first.attachment.sha256
    assert [kept.name for kept in library.attachments(source)] == ["a.txt", "b.txt"]
    count = library._connection.execute("SELECT count(*) FROM blobs").fetchone()
    assert count == (1,)


def test_removed_file_comes_back_by_undo(library, source):
    kept = library.attach_file(source, "a.txt", b"abc").attachment
    change = library.remove_attachment(kept.uid)
    assert change.removed == (kept.uid,)
    assert library.attachments(source) == ()
    assert not library.remove_attachment(kept.uid)
    library.undo(change.action)
    assert library.attachments(source) == (kept,)
    assert library.attachment_data(kept.uid) == b"abc"


def test_keeping_is_undone(library, source):
    added = library.attach_file(source, "a.txt", b"abc")
    library.undo(added.change.action)
    assert library.attachments(source) == ()
    library.redo(added.change.action)
    assert [kept.uid for kept in library.attachments(source)] == [added.attachment.uid]


def test_size_has_bounds(library, source):
    with pytest.raises(InvalidAnnotationError, match=r"“a\.bin” has more than 25 MB"):
        library.attach_file(source, "a.bin", bytes(MAX_BYTES + 1))
    with pytest.raises(InvalidAnnotationError, match=r"“a\.bin” is empty"):
        library.attach_file(source, "a.bin", b"")
    most = library.attach_file(source, "most.bin", bytes(MAX_BYTES)).attachment
    assert library.attachment_data(most.uid) == bytes(MAX_BYTES)


def test_unknown_ones_are_not_found(library, source):
    for ask in (
        lambda: library.attachment_data("nobody"),
        lambda: library.remove_attachment("nobody"),
        lambda: library.attach_file("nobody", "a", b"a"),
    ):
        with pytest.raises(NotFoundError):
            ask()
    library.delete_source(source)
    with pytest.raises(InvalidAnnotationError, match="in the trash"):
        library.attach_file(source, "a", b"a")


@pytest.mark.parametrize(
    ("name", "kept"),
    [
        ("a.pdf", "a.pdf"),
        ("../../etc/passwd", "passwd"),
        ("C:\\x\\..\\y.txt", "y.txt"),
        ("..", "file"),
        ("", "file"),
        ("a/", "file"),
        (".hidden", "hidden"),
        ('a: "b"?.txt. ', "a_ _b__.txt"),
        ("a\n\tb\0\x1b.txt", "ab.txt"),
        ("pho\u202etxt.exe", "photxt.exe"),
        ("  über\u00a0uns .pdf", "über uns .pdf"),
        ("x" * 300 + ".pdf", "x" * 196 + ".pdf"),
        ("x" * 300, "x" * 200),
        ("\ud800.txt", "\ufffd.txt"),
    ],
)
def test_names_lose_folders_and_hidden_signs(name, kept):
    assert clean_name(name) == kept


@pytest.mark.parametrize(
    ("name", "kind"),
    [
        ("a.pdf", "application/pdf"),
        ("a.HTML", "text/html"),
        ("a.txt.gz", "application/octet-stream"),
        ("a", "application/octet-stream"),
        ("a.nonsense", "application/octet-stream"),
        ("data:text/html,x.pdf", "application/pdf"),
    ],
)
def test_media_type_is_guessed_from_the_ending(name, kind):
    assert media_type(name) == kind


def test_damaged_file_is_told(library, source):
    kept = library.attach_file(source, "a.txt", b"abc" * 100).attachment
    for broken in (b"no zlib", zlib.compress(b"short")):
        library._connection.execute("UPDATE blobs SET data = ?", (broken,))
        with pytest.raises(LibraryCorruptError):
            library.attachment_data(kept.uid)


def test_files_are_read_with_a_sentence_where_they_cannot(tmp_path):
    file = tmp_path / "a.txt"
    with pytest.raises(InvalidAnnotationError, match="is not there"):
        read_attachment_file(file)
    with pytest.raises(InvalidAnnotationError, match="is a folder"):
        read_attachment_file(tmp_path)
    file.write_bytes(b"")
    with pytest.raises(InvalidAnnotationError, match="is empty"):
        read_attachment_file(file)
    with file.open("wb") as sparse:
        sparse.truncate(MAX_BYTES + 1)
    with pytest.raises(InvalidAnnotationError, match="more than 25 MB"):
        read_attachment_file(file)
    file.write_bytes(b"abc")
    assert read_attachment_file(file) == b"abc"


def test_files_stay_with_a_source_in_the_trash(library, source):
    kept = library.attach_file(source, "a.txt", b"abc").attachment
    library.delete_source(source)
    library.restore_source(source)
    assert library.attachments(source) == (kept,)
    assert replace(kept, name="b") != kept
