"""The profile: made once, kept, and never a reason to stop."""

from __future__ import annotations

import json
import logging
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from pathlib import Path

import pytest

from annotations.profile import (
    UNNAMED_REVIEWER,
    data_folder,
    default_library_path,
    load_profile,
    log_path,
    samples_library_path,
    save_profile,
)


@pytest.fixture(autouse=True)
def home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    folder = tmp_path / "home"
    monkeypatch.setenv("CAVEAT_HOME", str(folder))
    return folder


def test_first_run_makes_an_owner_that_stays(home: Path) -> None:
    first = load_profile()
    assert first.reviewer.name == UNNAMED_REVIEWER
    assert load_profile() == first
    assert [path.name for path in home.iterdir()] == ["profile.json"]


def test_processes_that_race_agree_on_one_owner() -> None:
    with ThreadPoolExecutor(8) as pool:
        owners = set(pool.map(lambda _: load_profile().owner, range(16)))
    assert len(owners) == 1


def test_all_places_lie_in_the_named_folder(home: Path) -> None:
    assert data_folder() == home
    assert default_library_path() != samples_library_path()
    for path in (default_library_path(), samples_library_path(), log_path()):
        assert home in path.parents


def test_without_the_variable_the_platform_decides(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("CAVEAT_HOME")
    assert data_folder().name == "caveat"
    assert data_folder().is_absolute()
    assert log_path().name == "caveat.log"


def test_who_was_here_before_keeps_their_uid() -> None:
    first = load_profile()
    ana = replace(first, reviewer=replace(first.reviewer, name="Ana"))
    save_profile(ana)
    save_profile(replace(ana, reviewer=load_profile(reviewer_name="Ben").reviewer))
    assert load_profile().reviewer.name == "Ben"
    assert load_profile(reviewer_name="Ana").reviewer.uid == ana.reviewer.uid


def test_a_saved_reviewer_comes_back() -> None:
    profile = load_profile()
    named = replace(profile, reviewer=replace(profile.reviewer, name="Ana Ørsted", orcid="0000"))
    save_profile(named)
    assert load_profile() == named


def test_another_name_keeps_its_uid_and_leaves_the_profile_alone() -> None:
    own = load_profile()
    other = load_profile(reviewer_name="  Ben\n Okri ")
    assert other.reviewer.name == "Ben Okri"
    assert other.owner == own.owner
    assert other.reviewer.uid != own.reviewer.uid
    save_profile(own)
    assert load_profile(reviewer_name="Ben Okri") == other
    assert load_profile() == own


@pytest.mark.parametrize(
    "content",
    [
        b"",
        b"{",
        b"[]",
        b"null",
        b"\xff\xfe",
        b"[" * 100_000,
        b'{"owner": 3, "reviewer": {"uid": "a", "name": "b"}}',
        b'{"owner": "x", "reviewer": {"uid": "a"}}',
        b'{"owner": "x", "reviewer": []}',
        b'{"owner": "x", "reviewer": {"uid": "a", "name": "b"}, "others": ["c"]}',
    ],
)
def test_a_damaged_file_is_kept_aside(
    home: Path, content: bytes, caplog: pytest.LogCaptureFixture
) -> None:
    home.mkdir()
    (home / "profile.json").write_bytes(content)
    with caplog.at_level(logging.WARNING):
        profile = load_profile()
    assert "damaged" in caplog.text
    assert load_profile() == profile
    (aside,) = home.glob("profile.broken-*.json")
    assert aside.read_bytes() == content


def test_a_folder_that_cannot_be_written_is_no_reason_to_stop(
    home: Path, caplog: pytest.LogCaptureFixture
) -> None:
    home.write_text("a file where the folder should be", encoding="utf-8")
    with caplog.at_level(logging.WARNING):
        assert load_profile(reviewer_name="Ben").reviewer.name == "Ben"
    assert "cannot be" in caplog.text


def test_the_file_says_what_it_is(home: Path) -> None:
    load_profile()
    record = json.loads((home / "profile.json").read_text(encoding="utf-8"))
    assert (record["format"], record["version"]) == ("caveat-profile", 1)
