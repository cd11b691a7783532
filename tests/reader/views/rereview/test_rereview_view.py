import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from annotations import Span
from reader.theme.roles import Role
from reader.theme.theme import load_theme
from reader.views.rereview.case_text import Settled
from reader.views.rereview.rereview_view import Decided, RereviewView
from reader.views.rereview.summary_bar import Summary
from tests.reader.views.rereview.case_samples import BAN, CASES, DOSE, FDA, SETTLED, summary

KEY = Qt.Key


@pytest.fixture
def view(qtbot, theme):
    made = RereviewView(theme)
    qtbot.addWidget(made)
    made.resize(1360, 860)
    made.show()
    qtbot.waitExposed(made)
    made.activateWindow()
    qtbot.waitUntil(made.isActiveWindow)
    made.set_article("Valerian", "Nothing is re-attached without your key.")
    made.show_cases(CASES, (), SETTLED, summary())
    made.take_keyboard()
    return made


def press(*keys, modifier=Qt.KeyboardModifier.NoModifier):
    for key in keys:
        QTest.keyClick(QApplication.focusWidget(), key, modifier)


def pixels(view, color):
    image = view.grab().toImage()
    return sum(
        image.pixelColor(x, y) == color
        for x in range(0, image.width(), 2)
        for y in range(0, image.height(), 2)
    )


class TestKeys:
    @pytest.mark.parametrize(
        ("keys", "signal", "values"),
        [
            ([KEY.Key_Y], "hold_requested", ["dose"]),
            ([KEY.Key_E], "edit_requested", ["dose"]),
            ([KEY.Key_G], "show_requested", ["dose"]),
            ([KEY.Key_M], "pointing_requested", ["dose"]),
            ([KEY.Key_J, KEY.Key_Y], "hold_requested", ["fda"]),
            ([KEY.Key_J, KEY.Key_K, KEY.Key_Y], "hold_requested", ["dose"]),
            ([KEY.Key_O, KEY.Key_1], "place_chosen", ["dose", Span(90, 120)]),
            ([KEY.Key_J, KEY.Key_J, KEY.Key_2], "place_chosen", ["ban", Span(200, 240)]),
            ([KEY.Key_J, KEY.Key_J, KEY.Key_0], "keep_requested", ["ban"]),
            ([KEY.Key_Escape], "closed", []),
            ([KEY.Key_O, KEY.Key_Escape, KEY.Key_Escape], "closed", []),
        ],
    )
    def test_each_decision_is_one_key(self, view, qtbot, keys, signal, values):
        with qtbot.waitSignal(getattr(view, signal)) as caught:
            press(*keys)
        assert caught.args == values

    @pytest.mark.parametrize(
        ("keys", "signal"),
        [
            ([KEY.Key_J, KEY.Key_J, KEY.Key_Y], "hold_requested"),
            ([KEY.Key_0], "keep_requested"),
            ([KEY.Key_1], "place_chosen"),
            ([KEY.Key_O, KEY.Key_5], "place_chosen"),
        ],
    )
    def test_what_does_not_fit_a_case_does_nothing(self, view, qtbot, keys, signal):
        with qtbot.assertNotEmitted(getattr(view, signal)):
            press(*keys)

    def test_control_z_asks_for_the_last_decision_back(self, view, qtbot):
        with qtbot.waitSignal(view.undo_requested):
            press(KEY.Key_Z, modifier=Qt.KeyboardModifier.ControlModifier)

    def test_withdrawing_asks_why_and_letters_are_letters_there(self, view, qtbot):
        press(KEY.Key_W)
        with qtbot.assertNotEmitted(view.hold_requested):
            QTest.keyClicks(QApplication.focusWidget(), "yes, why not")
        with qtbot.waitSignal(view.withdraw_requested) as caught:
            press(KEY.Key_Return)
        assert caught.args == ["dose", "yes, why not"]

    def test_the_reason_is_asked_for_on_the_screen(self, view):
        view.resize(900, 480)
        press(KEY.Key_W)
        strip, area = view.area.panel.strip, view.area.viewport()
        top = strip.mapTo(area, strip.rect().topLeft()).y()
        assert 0 <= top <= area.height() - strip.height()

    def test_escape_leaves_the_reason_and_not_the_page(self, view, qtbot):
        press(KEY.Key_W)
        with qtbot.assertNotEmitted(view.closed):
            press(KEY.Key_Escape)
        assert not view.area.panel.asks_for_reason
        with qtbot.waitSignal(view.hold_requested):
            press(KEY.Key_Y)

    def test_the_buttons_say_the_same(self, view, qtbot):
        decisions = view.area.panel.decisions
        for button, signal in (
            (decisions.hold_button, view.hold_requested),
            (decisions.edit_button, view.edit_requested),
        ):
            with qtbot.waitSignal(signal):
                button.click()


class TestCases:
    def test_they_stand_in_groups(self, view):
        texts = [row.text for row in view.list.cases.rows]
        assert texts == [
            "Changed: does the note still hold?",
            DOSE.headline,
            FDA.headline,
            "Lost: find its sentence",
            BAN.headline,
            "Settled without asking",
            "3 moved, word for word the same",
            "41 unchanged",
        ]

    def test_after_a_decision_the_next_one_is_taken(self, view):
        done = [Decided(DOSE.uid, DOSE.headline, "still holds")]
        view.show_cases((FDA, BAN), done, SETTLED, summary(decided=1))
        assert view.current is FDA
        assert "1 of 3 decided" in view.summary.accessibleName()
        assert "still holds" in [row.detail for row in view.list.cases.rows]

    def test_after_the_last_of_the_list_the_one_before_is_taken(self, view):
        view.list.select(BAN.uid)
        view.show_cases((DOSE, FDA), (), SETTLED, summary(decided=1))
        assert view.current is FDA

    def test_at_the_end_all_is_decided(self, view, qtbot):
        view.show_cases((), (), SETTLED, summary(decided=3))
        view.take_keyboard()
        assert view.done.isVisible()
        assert "All decided" in view.done.text
        with qtbot.waitSignal(view.closed):
            press(KEY.Key_Return)

    def test_nothing_to_decide_is_said(self, view):
        view.show_cases((), (), Settled(), Summary())
        assert "Nothing to look at again" in view.done.text

    def test_a_lost_note_cannot_hold(self, view):
        view.list.select(BAN.uid)
        panel = view.area.panel
        assert panel.decisions.hold_button.isHidden()
        assert [row.accessibleName()[:2] for row in panel.suggestions.rows] == [
            "1:",
            "2:",
            "3:",
            "0:",
            "M:",
        ]


class TestLook:
    def test_what_changed_is_filled_in_its_colours(self, view, theme):
        assert pixels(view, theme.color(Role.DEL_BG)) > 50
        assert pixels(view, theme.color(Role.INS_BG)) > 50

    @pytest.mark.parametrize("size", [(1360, 860), (900, 640), (906, 573), (640, 480)])
    def test_nothing_reaches_over_the_edge(self, view, size):
        view.resize(*size)
        for uid in (case.uid for case in CASES):
            view.list.select(uid)
            panel = view.area.panel
            for child in (panel.heading, panel.table, panel.decisions, panel.suggestions):
                if child.isVisible():
                    assert child.geometry().right() <= panel.width()
            for button in (panel.decisions.edit_button, panel.decisions.withdraw_button):
                assert button.geometry().right() <= panel.decisions.width() + 4

    def test_the_list_stands_above_where_it_is_narrow(self, view):
        view.resize(900, 640)
        assert view.list.geometry().bottom() < view.area.geometry().top()
        assert view.list.width() == 900
        view.resize(1360, 860)
        assert view.list.geometry().right() < view.area.geometry().left()

    def test_everything_has_a_name(self, view):
        panel = view.area.panel
        for widget in (
            *(view, view.bar, view.summary, view.list, view.foot, panel, panel.heading),
            *(panel.table, panel.decisions, panel.suggestions, panel.next_table),
        ):
            assert widget.accessibleName(), widget
        assert "900 → 600" in panel.table.accessibleName()

    def test_another_theme_is_painted(self, view, theme):
        other = load_theme("light" if theme.is_dark else "dark")
        view.set_theme(other)
        assert pixels(view, other.color(Role.DEL_BG)) > 50
