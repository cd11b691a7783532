"""Files that are kept with a source: the leaflet, the page as it was read."""

from __future__ import annotations

import hashlib
import mimetypes
import re
import sqlite3
import zlib
from dataclasses import dataclass
from pathlib import Path

from annotations.errors import InvalidAnnotationError, NotFoundError
from annotations.ids import AttachmentUid, SourceUid, new_uid
from annotations.model import LibraryChange
from annotations.storage.changes import Action
from annotations.storage.rows import clean_line
from annotations.storage.snapshots import read_record

#: Most bytes of one file.
MAX_BYTES = 25_000_000
_MAX_NAME = 200
_HIDDEN = re.compile(r"[\x00-\x1f\x7f-\x9f\u200b-\u200f\u202a-\u202e\u2066-\u2069\ufeff]")
#: What some file systems do not take in a name.
_FORBIDDEN = re.compile(r'[<>:"|?*]')
_UNNAMED = "file"
_COLUMNS = "t.uid, s.uid, t.name, t.media_type, t.size, t.sha256, t.created_at, t.deleted_at"
_FROM = f"SELECT {_COLUMNS} FROM attachments t JOIN sources s ON s.id = t.source_id"


@dataclass(frozen=True, slots=True, kw_only=True)
class AttachmentRecord:
    """A kept file, without its bytes."""

    uid: AttachmentUid
    source_uid: SourceUid
    #: Without a folder, and without signs that cannot be seen.
    name: str
    #: Guessed from the ending of the name; `application/octet-stream` where unknown.
    media_type: str
    #: In bytes.
    size: int
    sha256: str
    created_at: str
    deleted_at: str | None = None


@dataclass(frozen=True, slots=True)
class AddedAttachment:
    """A kept file, and what keeping it changed: nothing where the source had it already."""

    attachment: AttachmentRecord
    change: LibraryChange


def read_attachment_file(path: Path) -> bytes:
    """Read a file that is to be kept with a source.

    Raises:
        InvalidAnnotationError: it is missing, a folder, empty, unreadable or too large.
    """
    try:
        if path.is_dir():
            raise InvalidAnnotationError(f"“{path}” is a folder. Choose a file in it.")
        with path.open("rb") as file:
            data = file.read(MAX_BYTES + 1)
    except FileNotFoundError as error:
        raise InvalidAnnotationError(
            f"“{path}” is not there. Check its name and folder."
        ) from error
    except (OSError, ValueError) as error:
        reason = getattr(error, "strerror", None) or error
        raise InvalidAnnotationError(f"“{path}” cannot be read ({reason}).") from error
    _refuse_size(path.name, len(data))
    return data


def attach_file(action: Action, source_uid: str, name: str, data: bytes) -> str:
    """Keep a file with a source; gives its uid, that of the same file where it is kept."""
    name = clean_name(name)
    _refuse_size(name, len(data))
    _refuse_gone(action.connection, source_uid)
    digest = hashlib.sha256(data).hexdigest()
    for kept in list_attachments(action.connection, source_uid):
        if (kept.sha256, kept.name) == (digest, name):
            return kept.uid
    action.connection.execute(
        "INSERT INTO blobs(sha256, size, data) VALUES(?, ?, ?) ON CONFLICT DO NOTHING",
        (digest, len(data), zlib.compress(data, 6)),
    )
    uid = new_uid()
    record = {
        "source": source_uid,
        "sha256": digest,
        "name": name,
        "media_type": media_type(name),
        "size": len(data),
        "created_at": action.at,
        "deleted_at": None,
    }
    action.write("attachment", uid, record)
    return uid


def remove_attachment(action: Action, uid: str) -> None:
    """Put a kept file aside; undo brings it back."""
    read_attachment(action.connection, uid)
    record = read_record(action.connection, "attachment", uid)
    if record["deleted_at"] is None:
        action.write("attachment", uid, {**record, "deleted_at": action.at})


def list_attachments(
    connection: sqlite3.Connection, source_uid: str
) -> tuple[AttachmentRecord, ...]:
    """The files kept with a source, oldest first."""
    rows = connection.execute(
        f"{_FROM} WHERE s.uid = ? AND t.deleted_at IS NULL ORDER BY t.id", (source_uid,)
    ).fetchall()
    return tuple(_from_row(row) for row in rows)


def read_attachment(connection: sqlite3.Connection, uid: str) -> AttachmentRecord:
    """One kept file, removed or not; NotFoundError where there is none."""
    rows = connection.execute(f"{_FROM} WHERE t.uid = ?", (uid,)).fetchall()
    if not rows:
        raise NotFoundError("The library does not keep that file.")
    return _from_row(rows[0])


def read_attachment_data(connection: sqlite3.Connection, uid: str) -> bytes:
    """The bytes of a kept file; NotFoundError where there is none."""
    kept = read_attachment(connection, uid)
    rows = connection.execute("SELECT data FROM blobs WHERE sha256 = ?", (kept.sha256,)).fetchall()
    # At most what was stored: a hostile library may hold a bomb.
    data = zlib.decompressobj().decompress(rows[0][0], MAX_BYTES)
    if len(data) != kept.size:
        raise ValueError("a kept file is not as long as its record says")
    return data


def clean_name(name: str) -> str:
    """A file's name without folder and hidden signs, at most 200 characters."""
    last = re.split(r"[/\\]", _HIDDEN.sub("", name))[-1]
    last = clean_line(_FORBIDDEN.sub("_", last)).strip(". ") or _UNNAMED
    if len(last) <= _MAX_NAME:
        return last
    stem, dot, ending = last.rpartition(".")
    if not dot or len(ending) > 10:
        return last[:_MAX_NAME]
    return f"{stem[: _MAX_NAME - len(ending) - 1]}.{ending}"


def media_type(name: str) -> str:
    """The media type that the ending of a name stands for, the same on every machine."""
    guessed, encoding = mimetypes.MimeTypes().guess_type(f"file:///{name}", strict=True)
    return guessed if guessed and not encoding else "application/octet-stream"


def _refuse_size(name: str, size: int) -> None:
    if not size:
        raise InvalidAnnotationError(f"“{name}” is empty. Choose another file.")
    if size > MAX_BYTES:
        raise InvalidAnnotationError(
            f"“{name}” has more than {MAX_BYTES // 1_000_000} MB, the most that is kept with a"
            " source. Keep the pages that matter, or name the place where it lies."
        )


def _refuse_gone(connection: sqlite3.Connection, source_uid: str) -> None:
    rows = connection.execute(
        "SELECT deleted_at FROM sources WHERE uid = ?", (source_uid,)
    ).fetchall()
    if not rows:
        raise NotFoundError("The library has no such source. It may have been made elsewhere.")
    if rows[0][0] is not None:
        raise InvalidAnnotationError("The source is in the trash. Restore it first.")


def _from_row(row: tuple[str, str, str, str, int, str, str, str | None]) -> AttachmentRecord:
    return AttachmentRecord(
        uid=AttachmentUid(row[0]),
        source_uid=SourceUid(row[1]),
        name=row[2],
        media_type=row[3],
        size=row[4],
        sha256=row[5],
        created_at=row[6],
        deleted_at=row[7],
    )
