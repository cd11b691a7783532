"""A library for each test, copied from one that is made once."""

import shutil

import pytest

from annotations.storage.library import open_library
from annotations.storage.opening import create_file
from tests.annotations.storage.builders import OWNER, REVIEWER


@pytest.fixture(scope="session")
def empty_library(tmp_path_factory):
    path = tmp_path_factory.mktemp("made") / "empty.caveat"
    create_file(path, OWNER)
    return path


@pytest.fixture
def path(tmp_path, empty_library):
    """A new library of OWNER, not open."""
    return shutil.copy(empty_library, tmp_path / "library.caveat")


@pytest.fixture
def library(path):
    with open_library(path, owner=OWNER, reviewer=REVIEWER) as opened:
        yield opened
