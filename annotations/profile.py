"""Who uses this installation, and where its files lie. One small JSON file.

The owner id says whose libraries open for writing; it is made once and never changes. All
places follow the platform's habits, or lie in the folder that the environment variable
`CAVEAT_HOME` names.
"""

from __future__ import annotations

import contextlib
import json
import logging
import os
import tempfile
from dataclasses import asdict, dataclass, replace
from pathlib import Path
from typing import Any

from annotations.ids import OwnerId, ReviewerUid, new_uid
from annotations.model import Reviewer

UNNAMED_REVIEWER = "unnamed reviewer"

_log = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class Profile:
    """The reviewer who works here, and the id of this installation's owner."""

    reviewer: Reviewer
    owner: OwnerId


def data_folder() -> Path:
    """Folder of the profile and the default libraries; it may not exist yet."""
    return _home() or Path(_platform().user_data_dir("caveat", appauthor=False))


def default_library_path() -> Path:
    """The user's own library."""
    return data_folder() / "library.caveat"


def samples_library_path() -> Path:
    """The library of the sample articles, never mixed with the user's own."""
    return data_folder() / "samples.caveat"


def log_path() -> Path:
    """The file that unexpected errors are written to; it may not exist yet."""
    home = _home()
    folder = home / "logs" if home else Path(_platform().user_log_dir("caveat", appauthor=False))
    return folder / "caveat.log"


def load_profile(*, reviewer_name: str | None = None) -> Profile:
    """Read the profile, or make it where there is none.

    A file that cannot be understood is kept aside and a new profile made, with a warning in
    the log. Where nothing can be written the profile lasts as long as the process.

    Args:
        reviewer_name: Another reviewer than the profile's, for this run. A name keeps the
            same uid in every run.
    """
    path = _profile_path()
    record = _read(path)
    if record is None:
        record = _create(path)
    profile = _profile(record)
    name = _one_line(reviewer_name or "")
    if not name or name == profile.reviewer.name:
        return profile
    others = record.setdefault("others", {})
    if name not in others:
        others[name] = new_uid()
        _try_write(path, record)
    return replace(profile, reviewer=Reviewer(uid=ReviewerUid(others[name]), name=name))


def save_profile(profile: Profile) -> None:
    """Write the profile; other reviewers' uids are kept, also of the one before.

    Raises:
        OSError: the folder cannot be written.
    """
    path = _profile_path()
    kept = _read(path) or {}
    others = dict(kept.get("others", {}))
    before = kept.get("reviewer")
    if before is not None and before["uid"] != profile.reviewer.uid:
        others[before["name"]] = before["uid"]
    _write(path, _record(profile) | {"others": others})


def _home() -> Path | None:
    home = os.environ.get("CAVEAT_HOME")
    return Path(home) if home else None


def _platform() -> Any:
    import platformdirs

    return platformdirs


def _profile_path() -> Path:
    return data_folder() / "profile.json"


def _one_line(text: str) -> str:
    return " ".join(text.split())


def _record(profile: Profile) -> dict[str, Any]:
    return {
        "format": "caveat-profile",
        "version": 1,
        "owner": profile.owner,
        "reviewer": asdict(profile.reviewer),
    }


def _profile(record: dict[str, Any]) -> Profile:
    reviewer = record["reviewer"]
    return Profile(
        reviewer=Reviewer(
            uid=ReviewerUid(reviewer["uid"]),
            name=reviewer["name"],
            orcid=reviewer.get("orcid", ""),
            conflict_of_interest=reviewer.get("conflict_of_interest", ""),
        ),
        owner=OwnerId(record["owner"]),
    )


def _read(path: Path) -> dict[str, Any] | None:
    """The stored record; None where there is none or it was put aside."""
    try:
        record = json.loads(path.read_bytes())
        _check(record)
    except FileNotFoundError:
        return None
    except OSError as error:
        _log.warning("The profile %s cannot be read: %s", path, error)
        return None
    except (ValueError, TypeError, KeyError, AttributeError, RecursionError) as error:
        aside = path.with_name(f"profile.broken-{new_uid()}.json")
        _log.warning("The profile %s is damaged (%s); kept as %s", path, error, aside.name)
        with contextlib.suppress(OSError):
            path.rename(aside)
        return None
    found: dict[str, Any] = record
    return found


def _check(record: Any) -> None:
    texts = (record["owner"], *record["reviewer"].values(), *record.get("others", {}).values())
    if not all(isinstance(text, str) for text in texts) or not record["owner"]:
        raise ValueError("a value is not text")
    if not record["reviewer"]["uid"] or not record["reviewer"]["name"]:
        raise ValueError("the reviewer has no name")


def _create(path: Path) -> dict[str, Any]:
    reviewer = Reviewer(uid=ReviewerUid(new_uid()), name=UNNAMED_REVIEWER)
    record = _record(Profile(reviewer, OwnerId(new_uid())))
    try:
        temporary = _write_beside(path, record)
    except OSError as error:
        _log.warning("The profile %s cannot be written: %s", path, error)
        return record
    try:
        # A link, unlike a rename, fails where another process was first.
        os.link(temporary, path)
    except FileExistsError:
        return _read(path) or record
    except OSError:
        with contextlib.suppress(OSError):
            temporary.replace(path)
    finally:
        temporary.unlink(missing_ok=True)
    return record


def _try_write(path: Path, record: dict[str, Any]) -> None:
    try:
        _write(path, record)
    except OSError as error:
        _log.warning("The profile %s cannot be written: %s", path, error)


def _write(path: Path, record: dict[str, Any]) -> None:
    temporary = _write_beside(path, record)
    try:
        temporary.replace(path)
    finally:
        temporary.unlink(missing_ok=True)


def _write_beside(path: Path, record: dict[str, Any]) -> Path:
    path.parent.mkdir(parents=True, exist_ok=True)
    handle, name = tempfile.mkstemp(dir=path.parent, prefix=".profile-")
    with os.fdopen(handle, "w", encoding="utf-8") as file:
        json.dump(record, file, ensure_ascii=False, indent=2)
        file.flush()
        os.fsync(file.fileno())
    return Path(name)
