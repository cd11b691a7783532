import pytest
from PySide6.QtCore import QRect, QSize

from reader.settings import WindowPlace
from reader.window_place import first_size, fitted

MAIN = QRect(0, 0, 1920, 1040)
SECOND = QRect(1920, 0, 1280, 984)


def test_a_place_on_a_screen_is_kept():
    assert fitted(WindowPlace(100, 60, 1360, 860), [MAIN]) == QRect(100, 60, 1360, 860)
    assert fitted(WindowPlace(2000, 10, 900, 640), [MAIN, SECOND]) == QRect(2000, 10, 900, 640)


@pytest.mark.parametrize(
    "place",
    [
        WindowPlace(2000, 10, 900, 640),
        WindowPlace(-5000, 10, 900, 640),
        WindowPlace(100, -300, 900, 640),
        WindowPlace(100, 5000, 900, 640),
        WindowPlace(1900, 100, 900, 640),
    ],
)
def test_a_place_that_is_gone_comes_to_the_main_screen(place):
    found = fitted(place, [MAIN])
    assert MAIN.contains(found)
    assert (found.width(), found.height()) == (900, 640)


def test_a_window_larger_than_its_screen_shrinks():
    assert MAIN.contains(fitted(WindowPlace(0, 0, 5000, 4000), [MAIN]))


def test_the_lower_edge_stays_on_the_screen():
    laptop = QRect(0, 0, 1366, 768)
    found = fitted(WindowPlace(0, 28, 1360, 860), [laptop])
    assert found == QRect(0, 28, 1360, 740)


def test_the_first_window_fits_a_laptop_with_its_frame():
    found = first_size([QRect(0, 28, 1366, 740)])
    assert found.width() <= 1350
    assert found.height() <= 700
    assert first_size([MAIN]) == QSize(1360, 860)
