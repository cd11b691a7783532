import json
import logging

import pytest
from hypothesis import given
from hypothesis import strategies as st

from annotations import ExportLayout, Severity
from reader.preferences import Preferences
from reader.settings import (
    KEPT_POSITIONS,
    RECENT_LIBRARIES,
    TEXT_SIZES_PX,
    Settings,
    ThemeChoice,
    WindowPlace,
    load_settings,
    save_settings,
    settings_from_json,
    settings_to_json,
    with_position,
    with_recent_library,
)

texts = st.text(max_size=20)
some_settings = st.builds(
    Settings,
    theme=st.sampled_from(ThemeChoice),
    text_size_px=st.sampled_from(TEXT_SIZES_PX),
    reduced_motion=st.booleans(),
    threshold=st.sampled_from(Severity),
    window=st.none()
    | st.builds(
        WindowPlace,
        x=st.integers(-5000, 5000),
        y=st.integers(-5000, 5000),
        width=st.integers(1, 5000),
        height=st.integers(1, 5000),
        is_maximized=st.booleans(),
    ),
    last_library=texts,
    recent_libraries=st.lists(texts, max_size=RECENT_LIBRARIES).map(tuple),
    last_article=texts,
    export_folder=texts,
    export_layout=st.sampled_from(ExportLayout),
    positions=st.dictionaries(texts, st.integers(0, 10**6), max_size=5),
    keys=st.dictionaries(texts, texts, max_size=5),
    single_keys=st.booleans(),
    review_mode=st.booleans(),
    advance_after_save=st.booleans(),
    asked_reviewer=st.booleans(),
)


@given(settings=some_settings)
def test_settings_survive_json(settings):
    assert settings_from_json(json.loads(json.dumps(settings_to_json(settings)))) == settings


def test_settings_survive_a_file(tmp_path):
    path = tmp_path / "deep" / "window.json"
    settings = Settings(theme=ThemeChoice.DARK, last_library="/a/b.caveat")
    save_settings(path, settings)
    assert load_settings(path) == settings
    assert [p.name for p in path.parent.iterdir()] == ["window.json"]


def test_a_missing_file_is_a_first_start(tmp_path):
    assert load_settings(tmp_path / "window.json") == Settings()


@pytest.mark.parametrize("content", ["", "[1, 2", "null", "[]", '"text"', "\x00\x01"])
def test_a_damaged_file_gives_first_values(tmp_path, content, caplog):
    path = tmp_path / "window.json"
    path.write_text(content)
    with caplog.at_level(logging.CRITICAL):
        assert load_settings(path) == Settings()


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("theme", "pink"),
        ("text_size_px", 17),
        ("text_size_px", "20"),
        ("reduced_motion", 1),
        ("threshold", "grave"),
        ("window", [1, 2]),
        ("window", {"x": 1, "y": 2, "width": "3", "height": 4}),
        ("window", {"x": 1, "y": 2, "width": 10**9, "height": 4}),
        ("positions", {"a": -1}),
        ("positions", [1]),
        ("keys", {"a": 1}),
        ("export_layout", "poem"),
    ],
)
def test_a_senseless_field_takes_its_first_value_and_the_others_stay(name, value):
    settings = settings_from_json({"last_library": "kept", name: value})
    assert settings == Settings(last_library="kept")


def test_a_field_of_a_newer_version_is_passed_over():
    assert settings_from_json({"wings": True}) == Settings()


def test_recent_libraries_are_short_and_unique():
    recent = ()
    for number in range(20):
        recent = with_recent_library(recent, str(number))
    recent = with_recent_library(recent, "15")
    assert recent[:3] == ("15", "19", "18")
    assert len(recent) == RECENT_LIBRARIES


def test_old_positions_make_room():
    positions = {}
    for number in range(KEPT_POSITIONS + 5):
        positions = with_position(positions, str(number), number)
    positions = with_position(positions, "7", 70)
    assert len(positions) == KEPT_POSITIONS
    assert "0" not in positions
    assert list(positions.items())[-1] == ("7", 70)


def test_preferences_tell_of_a_change_once_and_keep_it(tmp_path, qtbot):
    path = tmp_path / "window.json"
    preferences = Preferences(path)
    with qtbot.waitSignal(preferences.changed):
        preferences.update(theme=ThemeChoice.DARK)
    with qtbot.assertNotEmitted(preferences.changed):
        preferences.update(theme=ThemeChoice.DARK)
    preferences.save()
    assert Preferences(path).value.theme is ThemeChoice.DARK


def test_preferences_without_a_place_write_nothing(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    preferences = Preferences(None)
    preferences.update(theme=ThemeChoice.DARK)
    preferences.save()
    assert list(tmp_path.iterdir()) == []


def test_keys_that_are_no_text_are_left_out_and_told(caplog):
    found = settings_from_json({"keys": {"find": "Ctrl+J", "quit": 7}})
    assert dict(found.keys) == {"find": "Ctrl+J"}
    assert "quit" in caplog.text
