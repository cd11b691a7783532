import socket

import pytest

from reader.display import has_display, missing_platform_library, needs_a_display


@pytest.mark.parametrize(
    ("chosen", "needs"),
    [
        ("", True),
        ("xcb", True),
        ("wayland;xcb", True),
        ("wayland-egl", True),
        ("offscreen", False),
        ("minimal", False),
        ("vnc:port=1", False),
    ],
)
def test_only_x_and_wayland_need_a_server(chosen, needs):
    assert needs_a_display({"QT_QPA_PLATFORM": chosen}, "linux") is needs


@pytest.mark.parametrize("platform", ["win32", "darwin"])
def test_other_desktops_bring_their_own(platform):
    assert not needs_a_display({}, platform)


def test_without_any_server_there_is_no_display():
    assert not has_display({})


def test_an_x_server_that_does_not_answer_is_no_display():
    assert not has_display({"DISPLAY": ":4711"})


def test_a_wayland_socket_must_answer(tmp_path):
    environment = {"XDG_RUNTIME_DIR": str(tmp_path), "WAYLAND_DISPLAY": "wayland-7"}
    assert not has_display(environment)
    with socket.socket(socket.AF_UNIX, socket.SOCK_STREAM) as server:
        server.bind(str(tmp_path / "wayland-7"))
        server.listen(1)
        assert has_display(environment)


def test_a_platform_plugin_that_no_display_asks_for_is_not_loaded():
    assert missing_platform_library({}) == ""
