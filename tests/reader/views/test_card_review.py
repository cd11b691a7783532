"""Cards as reviewers see them: status, warnings, what can be changed, and rows across articles."""

from dataclasses import replace

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from annotations import Category, Severity, Status, TargetRole
from reader.theme.roles import Role
from reader.theme.theme import load_theme
from reader.views.card import HALO, Card
from reader.views.card_body import CardKeys, CardState, HotKind
from reader.views.card_builder import lay_out_card
from reader.views.card_painter import CardLook
from reader.views.card_text import card_text
from reader.views.reader_page import ReaderPage
from tests.reader.views.card_samples import (
    WORDS,
    annotation,
    article,
    evidence,
    note,
    reviewed,
    target,
)

TEXT = "Moss tea cures colds. Nothing else is known. Colds last a week whatever you drink."
CLAIM = target(TEXT, "Moss tea cures colds.", heading="What it does")
NEAR = target(TEXT, "Nothing else is known.")
FAR = target("", "Moss cures all.", uid="other")
REVIEWING = CardState(is_reviewing=True, offers_changes=True)


PROOF = (evidence(),)


def _note(*targets, status=Status.READY, of=None, proof=PROOF, **fields):
    made = annotation("n", targets or (CLAIM,), of, proof=proof, status=status)
    return replace(made, **fields)


def _text(made, others=()):
    return card_text(made, reviewed([TEXT], [made], others=others), WORDS, order=1, total=1)


@pytest.fixture
def put(qtbot):
    cards = []

    def make(made, theme=None, *, state=REVIEWING, is_active=True, others=(), width=408):
        theme = theme or load_theme("light")
        text = _text(made, others)
        card = Card(theme)
        qtbot.addWidget(card)
        cards.append(card)
        look = CardLook(theme, text.severity, is_active=is_active, status=text.status)
        card.show_note(text, width, lay_out_card(text, width, state, theme), look)
        with qtbot.waitActive(card):
            card.show()
            card.activateWindow()
        card.setFocus()
        return card

    return make


def _spot(card, kind):
    return card.hot_spots[[spot.kind for spot in card.body.hot_spots].index(kind)]


def _kinds(card):
    return [spot.kind for spot in card.body.hot_spots]


def _words(body):
    return [paragraph.text for paragraph in body.paragraphs]


# Status


def test_a_withdrawn_note_tells_its_reason():
    text = _text(_note(status=Status.WITHDRAWN, withdrawn_reason="it was revised"))
    assert (text.status_word, text.withdrawn) == ("Withdrawn", "it was revised")
    assert text.name.startswith("Withdrawn: serious caution, 1 of 1: ")
    assert "Withdrawn: it was revised" in text.description


def test_an_approved_note_tells_by_whom_and_when():
    made = _note(
        status=Status.APPROVED, approved_by="B. Second", approved_at="2026-11-21T08:00:00Z"
    )
    assert "approved by \u2068B. Second\u2069 on <2026-11-21>" in _text(made).footer
    assert _text(made).status_word == ""


def test_a_draft_is_dashed(put, theme):
    def gaps(made):
        image = put(made, theme, is_active=False, state=CardState()).grab().toImage()
        row = [image.pixelColor(x, HALO) for x in range(40, 300)]
        return sum(color == theme.color(Role.SURFACE) for color in row)

    assert gaps(_note()) == 0
    assert gaps(_note(status=Status.DRAFT)) > 50


def test_a_withdrawn_card_is_grey(put, theme):
    card = put(_note(status=Status.WITHDRAWN, withdrawn_reason="old"), theme)
    image = card.grab().toImage()
    assert image.pixelColor(HALO + 2, card.height() // 2) == theme.color(Role.EDGE)


def test_greyed_words_can_still_be_read(theme):
    ink, ground = theme.color(Role.TEXT3), theme.color(Role.SURFACE)
    assert _contrast(ink, ground) >= 4.5
    assert _contrast(theme.color(Role.LINK), theme.color(Role.SUNKEN)) >= 4.5
    assert _contrast(theme.color(Role.TEXT2), theme.color(Role.SUNKEN)) >= 4.5
    assert _contrast(theme.color(Role.EDGE), ground) >= 3


def _contrast(one, other):
    def luminance(color):
        parts = (color.redF(), color.greenF(), color.blueF())
        red, green, blue = (
            part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in parts
        )
        return 0.2126 * red + 0.7152 * green + 0.0722 * blue

    light, dark = sorted((luminance(one), luminance(other)), reverse=True)
    return (light + 0.05) / (dark + 0.05)


# What a reviewer sees and does


def test_warnings_are_for_reviewers_alone(light):
    made = _note(of=note(Severity.CRITICAL), proof=())
    text = _text(made)
    assert len(made.warnings) == 2
    assert text.warnings == made.warnings
    reading = lay_out_card(text, 408, CardState(), light)
    reviewing = lay_out_card(text, 408, CardState(is_reviewing=True), light)
    assert not set(made.warnings) & set(_words(reading))
    assert set(made.warnings) <= set(_words(reviewing))
    assert len(reviewing.warning_signs) == 2


def test_only_the_card_that_can_be_changed_has_buttons(put):
    assert HotKind.EDIT in _kinds(put(_note()))
    assert HotKind.EDIT not in _kinds(put(_note(), state=CardState(is_reviewing=True)))


@pytest.mark.parametrize(
    ("kind", "signal"),
    [
        (HotKind.EDIT, "edit_requested"),
        (HotKind.WITHDRAW, "withdraw_requested"),
        (HotKind.DELETE, "delete_requested"),
        (HotKind.NEXT_PLACE, "next_place_requested"),
    ],
)
def test_a_button_asks_with_the_uid(put, qtbot, kind, signal):
    card = put(_note(CLAIM, NEAR))
    with qtbot.waitSignal(getattr(card, signal)) as told:
        QTest.keyClick(_spot(card, kind), Qt.Key.Key_Return)
    assert told.args == ["n"]


def test_buttons_are_stops_of_the_keyboard_and_have_names(put):
    put(_note())
    names = []
    while True:
        focus = QApplication.focusWidget()
        names.append(focus.accessibleName())
        QTest.keyClick(focus, Qt.Key.Key_Tab)
        if QApplication.focusWidget() is focus or len(names) > 8:
            break
    assert names[1:4] == [
        "Edit this note",
        "Withdraw this note, with a reason",
        "Move this note to the trash",
    ]


def test_a_withdrawn_note_is_edited_or_deleted(put):
    card = put(_note(status=Status.WITHDRAWN, withdrawn_reason="old"))
    assert HotKind.WITHDRAW not in _kinds(card)
    assert HotKind.EDIT in _kinds(card)


def test_key_caps_show_the_keys_that_hold(light):
    keys = CardKeys(edit="F2", withdraw="", delete="Del", next_place="Y")
    text = _text(_note(CLAIM, NEAR))
    body = lay_out_card(text, 408, replace(REVIEWING, keys=keys), light)
    assert [words for _place, words in body.key_caps] == ["Y", "F2", "Del"]


@pytest.mark.parametrize("width", [320, 408])
@pytest.mark.parametrize("rtl", [False, True])
def test_everything_stays_inside_the_card(light, width, rtl):
    far = target("", "Moss cures all.", uid="o", role=TargetRole.CONFLICT, heading="A heading " * 9)
    made = _note(CLAIM, NEAR, far, of=note(Severity.CRITICAL), proof=())
    text = _text(made, [article("o", "A long title of an article " * 4)])
    body = lay_out_card(text, width, replace(REVIEWING, rtl=rtl), light)
    for paragraph in body.paragraphs:
        assert paragraph.x >= 0
        assert paragraph.x + paragraph.width <= width
        assert paragraph.bottom <= body.height
    for place, _keys in body.key_caps:
        assert 0 <= place.left() <= place.right() <= width
    for spot in body.hot_spots:
        assert -4 <= spot.rect.left() <= spot.rect.right() <= width + 4
        assert spot.rect.height() >= 24


def test_a_cut_card_keeps_its_buttons(light):
    made = _note(of=note(body="Many words of why. " * 200))
    body = lay_out_card(_text(made), 408, replace(REVIEWING, limit_px=300), light)
    kinds = [spot.kind for spot in body.hot_spots]
    assert kinds[-4:] == [HotKind.WHOLE, HotKind.EDIT, HotKind.WITHDRAW, HotKind.DELETE]


# Withdrawing in place


def test_the_reason_is_asked_in_the_card(put, qtbot):
    card = put(_note())
    assert card.begin_withdrawal()
    field = QApplication.focusWidget()
    assert field.accessibleName() == "Why this note is withdrawn"
    assert card.has_keyboard
    QTest.keyClicks(field, "  it was   revised, 1 + 1 ")
    with qtbot.waitSignal(card.withdraw_confirmed) as told:
        QTest.keyClick(field, Qt.Key.Key_Return)
    assert told.args == ["n", "it was revised, 1 + 1"]
    assert card.hasFocus()


@pytest.mark.parametrize("typed", ["", "   "])
def test_nothing_is_withdrawn_without_a_reason(put, typed):
    card = put(_note())
    told = []
    card.withdraw_confirmed.connect(lambda *args: told.append(args))
    card.begin_withdrawal()
    field = QApplication.focusWidget()
    QTest.keyClicks(field, typed)
    QTest.keyClick(field, Qt.Key.Key_Return)
    assert told == []
    assert field.isVisible()
    assert (field.text(), field.placeholderText()) == ("", "A few words are needed: why?")
    assert field.accessibleDescription() == "A few words are needed."
    QTest.keyClick(field, Qt.Key.Key_Escape)
    assert not field.isVisible()
    assert card.hasFocus()
    assert told == []


def test_another_note_takes_the_question_away(put, light):
    card = put(_note())
    card.begin_withdrawal()
    field = QApplication.focusWidget()
    other = _text(replace(_note(), uid="m"))
    card.show_note(other, 408, lay_out_card(other, 408, REVIEWING, light), card.look)
    assert not field.isVisible()
    assert not put(_note(), state=CardState()).begin_withdrawal()


# Across articles


def _across():
    sides = [
        target("", f"Colds last {n} days.", uid=f"o{n}", role=TargetRole.CONFLICT, heading="Colds")
        for n in (1, 2)
    ]
    made = _note(CLAIM, *sides, of=note(category=Category.CONTRADICTION))
    return made, [article("o1", "Cold Facts"), article("o2", "More on Colds")]


def test_every_article_has_a_row_and_a_digit(light):
    made, others = _across()
    text = _text(made, others)
    assert text.is_across
    body = lay_out_card(text, 408, CardState(), light)
    caps = [words for _place, words in body.key_caps]
    assert caps == ["1", "2", "G"]
    assert len(body.fills) == 1
    words = [w.replace("\u2068", "").replace("\u2069", "") for w in _words(body)]
    assert "This article · What it does" in words
    assert "Cold Facts · Colds" in words
    assert words.count("conflicts with") == 2


def test_a_digit_opens_the_other_article(put, qtbot):
    made, others = _across()
    card = put(made, others=others)
    with qtbot.waitSignal(card.place_requested) as told:
        QTest.keyClick(card, Qt.Key.Key_2)
    assert (told.args[0], told.args[1].article_uid) == ("n", "o2")
    assert Qt.Key.Key_2 in card.own_keys
    assert Qt.Key.Key_3 not in card.own_keys


def test_digits_are_nothing_to_other_cards(put):
    assert put(_note()).own_keys == {Qt.Key.Key_Return, Qt.Key.Key_Enter}


def test_a_pair_within_the_article_keeps_its_discs(light):
    conflict = target(TEXT, "Colds last a week whatever you drink.", role=TargetRole.CONFLICT)
    text = _text(_note(CLAIM, conflict, of=note(category=Category.CONTRADICTION)))
    assert not text.is_across
    assert len(lay_out_card(text, 408, CardState(), light).discs) == 2


# On the page


@pytest.fixture
def page(qtbot, light):
    widget = ReaderPage(light)
    qtbot.addWidget(widget)
    widget.resize(1300, 800)
    with qtbot.waitActive(widget):
        widget.show()
        widget.activateWindow()
    widget.set_reduced_motion(True)
    return widget


def test_withdrawn_notes_are_shown_to_reviewers_folded(page):
    withdrawn = replace(_note(NEAR, status=Status.WITHDRAWN, withdrawn_reason="old"), uid="w")
    page.show_article(reviewed([TEXT], [_note(), withdrawn]))
    assert page.column.order == ("n",)
    page.set_reviewing(True)
    assert page.column.order == ("n", "w")
    folded = {card.uid: card.is_folded for card in page.column.cards}
    assert folded == {"n": False, "w": True}
    page.activate("w")
    assert not next(card for card in page.column.cards if card.uid == "w").is_folded


def test_the_page_passes_on_what_the_active_card_asks(page, qtbot):
    page.show_article(reviewed([TEXT], [_note()]))
    page.set_reviewing(True)
    page.activate("n")
    card = page.column.cards[0]
    with qtbot.waitSignal(page.edit_requested) as told:
        _spot(card, HotKind.EDIT).click()
    assert told.args == ["n"]
    with qtbot.waitSignal(page.delete_requested):
        _spot(card, HotKind.DELETE).click()
    _spot(card, HotKind.WITHDRAW).click()
    with qtbot.waitSignal(page.withdraw_confirmed) as told:
        QTest.keyClicks(QApplication.focusWidget(), "revised")
        QTest.keyClick(QApplication.focusWidget(), Qt.Key.Key_Return)
    assert told.args == ["n", "revised"]


def test_escape_in_the_reason_leaves_the_card_active(page):
    page.show_article(reviewed([TEXT], [_note()]))
    page.set_reviewing(True)
    assert page.ask_withdrawal("n")
    QTest.keyClick(QApplication.focusWidget(), Qt.Key.Key_Escape)
    assert page.active == "n"
    assert page.column.focused == "n"


def test_readers_are_not_asked_to_withdraw(page):
    page.show_article(reviewed([TEXT], [_note()]))
    assert not page.ask_withdrawal("n")
    assert not page.ask_withdrawal("unknown")


def test_the_next_place_is_scrolled_to_and_then_another_article_asked_for(page, qtbot):
    words = ["Filler that is long enough to take a line of its own, and more."] * 80
    words[2], words[70] = "Moss tea cures colds.", "Nothing else is known."
    text = "\n".join(words)
    first, second = target(text, words[2]), target(text, words[70])
    page.show_article(reviewed(words, [_note(first, second, FAR)]))
    page.activate("n")
    top = page.view.scroll_y
    assert page.next_place()
    assert page.view.scroll_y > top
    with qtbot.waitSignal(page.article_requested) as told:
        assert page.next_place()
    assert told.args == ["other", "n"]
    page.go_back()
    assert page.view.scroll_y == top


def test_a_note_with_one_place_has_no_next(page):
    page.show_article(reviewed([TEXT], [_note()]))
    assert not page.next_place()
    page.activate("n")
    assert not page.next_place()


def test_a_withdrawn_note_has_a_curve_only_while_it_is_active(page):
    withdrawn = replace(_note(NEAR, status=Status.WITHDRAWN, withdrawn_reason="old"), uid="w")
    page.show_article(reviewed([TEXT], [_note(), withdrawn]))
    page.set_reviewing(True)
    assert len(page.view._connectors) == 1
    page.activate("w")
    assert len(page.view._connectors) == 2
