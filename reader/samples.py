"""The sample library: four articles with deliberate errors, and the cautions they deserve.

It belongs to an owner of its own, so that it opens for reading only, and it is never mixed
with the user's library. Knows no Qt: the command line makes it too.
"""

from __future__ import annotations

import logging
import os
import sys
from pathlib import Path

from annotations import CaveatError, OwnerId, ReviewerUid, samples_library_path
from reader import __version__
from reader.resources import names, read_bytes

_log = logging.getLogger(__name__)

SAMPLES_OWNER = OwnerId("caveat-samples")

_FOLDER = "samples"
_SHEET = "samples/reviews.json"
_REVIEWER_UID = ReviewerUid("caveat-samples-reviewer")


def ensure_samples(path: Path | None = None, *, anew: bool = False) -> Path:
    """Make the sample library where it is missing or made from other samples.

    Args:
        path: Where; None for the place in the user's profile.
        anew: Make it in any case: the one that stands cannot be opened.

    Raises:
        CaveatError: the samples cannot be made there.
    """
    place = path or samples_library_path()
    stamp = place.with_name(f"{place.name}.stamp")
    wanted = _fingerprint()
    if anew or not place.exists() or _read(stamp) != wanted:
        _log.info("Making the sample library at %s", place)
        try:
            _make(place)
            stamp.write_text(wanted, encoding="ascii")
        except OSError as error:
            raise CaveatError(
                f"The sample library cannot be made at {place}: {error.strerror or error}."
            ) from error
    return place


def make_samples_for_command() -> bool:
    """Make the samples for a headless verb; a refusal goes to stderr and gives False."""
    try:
        ensure_samples()
    except CaveatError as error:
        sys.stderr.write(f"{error}\n")
        return False
    return True


def is_samples(path: Path | None) -> bool:
    """True where `path` is the sample library of this profile."""
    return path is not None and path == samples_library_path()


def _make(place: Path) -> None:
    """Build the library beside its place and move it there, whole or not at all."""
    from annotations import Reviewer, convert_bytes, open_library, read_review_sheet

    reviewer = Reviewer(uid=_REVIEWER_UID, name="Caveat")
    place.parent.mkdir(parents=True, exist_ok=True)
    fresh = place.with_name(f"{place.stem}.{os.getpid()}.new{place.suffix}")
    fresh.unlink(missing_ok=True)
    try:
        with open_library(fresh, owner=SAMPLES_OWNER, reviewer=reviewer, create=True) as library:
            for name in _articles():
                data = read_bytes(name)
                file_name = name.rpartition("/")[2]
                library.add_article(convert_bytes(data, file_name), file_name=file_name, data=data)
            report = library.annotate(read_review_sheet(read_bytes(_SHEET)))
        for refusal in report.refused:
            _log.error("Sample note %s: %s", refusal.note, refusal.reason)
        fresh.replace(place)
    finally:
        fresh.unlink(missing_ok=True)


def _articles() -> tuple[str, ...]:
    return tuple(name for name in names(_FOLDER) if name.endswith(".md"))


def _fingerprint() -> str:
    """Digest of the samples and of the version of Caveat that turns them into text."""
    import hashlib

    digest = hashlib.sha256(__version__.encode())
    for name in (*_articles(), _SHEET):
        digest.update(read_bytes(name))
    return digest.hexdigest()


def _read(stamp: Path) -> str:
    try:
        return stamp.read_text(encoding="ascii", errors="replace")
    except OSError:
        return ""
