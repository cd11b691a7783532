import gc
import weakref
from dataclasses import replace

import pytest
from PySide6.QtCore import QEvent, QPoint, QPointF, Qt
from PySide6.QtGui import QEnterEvent, QGuiApplication
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from annotations import Category, Severity, TargetRole
from reader.theme.roles import Role
from reader.views.card import HALO, Card
from reader.views.card_body import FOLDED_HEIGHT, CardState, HotKind
from reader.views.card_builder import lay_out_card
from reader.views.card_painter import CardLook
from reader.views.card_text import card_text
from tests.reader.views.card_samples import (
    WORDS,
    annotation,
    article,
    evidence,
    note,
    reviewed,
    source,
    target,
)

TEXT = "Moss tea cures colds. Nothing else is known. Colds last a week whatever you drink."
CLAIM, OTHER = "Moss tea cures colds.", "Colds last a week whatever you drink."
PROOF = (
    evidence(source("Moss trial 2019", url="https://example.org/moss"), quote="no effect"),
    evidence(source("Guide")),
)


def _text(of=None, *, proof=PROOF, extra=(), others=()):
    of = of or note(body="It was tried.", advice="Rest instead.")
    made = annotation("a", [target(TEXT, CLAIM), *extra], of, proof=proof)
    return card_text(made, reviewed([TEXT], [made], others=others), WORDS, order=1, total=3)


def _card(qtbot, theme, text=None, *, state=None, width=408, is_active=True, folded=False):
    text = text or _text()
    state = state or CardState()
    card = Card(theme)
    qtbot.addWidget(card)
    body = None if folded else lay_out_card(text, width, state, theme)
    look = CardLook(theme, text.severity, is_active=is_active, is_open=state.is_open, rtl=state.rtl)
    card.show_note(text, width, body, look)
    with qtbot.waitActive(card):
        card.show()
        card.activateWindow()
    return card


def _spot(card, kind):
    at = [spot.kind for spot in card.body.hot_spots].index(kind)
    return card.hot_spots[at]


def _center(widget):
    return widget.rect().center()


@pytest.mark.parametrize("width", [320, 360, 408])
@pytest.mark.parametrize("is_open", [False, True])
@pytest.mark.parametrize("rtl", [False, True])
def test_height_is_known_without_a_widget_and_equals_the_widgets(qtbot, light, width, is_open, rtl):
    state = CardState(is_open=is_open, rtl=rtl)
    height = lay_out_card(_text(), width, state, light).height
    card = _card(qtbot, light, state=state, width=width)
    assert card.card_rect.height() == height
    assert card.card_rect.width() == width


def test_height_does_not_depend_on_the_theme(theme, light):
    text = _text()
    state = CardState(is_open=True)
    assert (
        lay_out_card(text, 408, state, theme).height == lay_out_card(text, 408, state, light).height
    )


def test_gaps_are_those_of_the_tokens(light):
    body = lay_out_card(_text(), 408, CardState(), light)
    headline, kind, why, advice, question, _count, footer = body.paragraphs
    assert (headline.y, headline.pitch) == (15, 22)
    assert kind.y - headline.bottom == 4
    assert why.y - kind.bottom == 8
    assert advice.y - why.bottom == 8
    assert question.y - advice.bottom == 10
    assert footer.y - question.bottom == 10
    assert body.height - footer.bottom == 13
    assert (headline.x, body.glyph.left(), body.glyph.width()) == (49, 21, 18)


def test_everything_stays_inside_the_card(light):
    extra = (target(TEXT, OTHER, role=TargetRole.CONFLICT, why="cures v. lasts"),)
    text = _text(note(category=Category.CONTRADICTION, body="word " * 300), extra=extra)
    for rtl in (False, True):
        body = lay_out_card(text, 320, CardState(is_open=True, rtl=rtl, shows_claim=True), light)
        for paragraph in body.paragraphs:
            assert paragraph.x >= 0
            assert paragraph.x + paragraph.width <= 320
            assert paragraph.bottom <= body.height
        for spot in body.hot_spots:
            assert spot.rect.left() >= -4
            assert spot.rect.right() <= 324


def test_severity_bar_at_the_leading_edge_and_outline_of_the_active_card(qtbot, theme):
    card = _card(qtbot, theme)
    image = card.grab().toImage()
    ink = theme.severity(Severity.SERIOUS).ink
    middle = card.height() // 2
    assert image.pixelColor(HALO + 2, middle) == ink
    assert image.pixelColor(HALO + 8, middle) == theme.color(Role.SURFACE)
    assert image.pixelColor(card.width() - HALO - 1, middle) == ink
    resting = _card(qtbot, theme, is_active=False).grab().toImage()
    assert resting.pixelColor(card.width() - HALO - 1, middle) == theme.color(Role.LINE)


def test_the_bar_is_on_the_right_in_a_mirrored_column(qtbot, light):
    card = _card(qtbot, light, state=CardState(rtl=True), is_active=False)
    image = card.grab().toImage()
    ink = light.severity(Severity.SERIOUS).ink
    assert image.pixelColor(card.width() - HALO - 3, card.height() // 2) == ink
    assert image.pixelColor(HALO + 2, card.height() // 2) == light.color(Role.SURFACE)


def test_folded_card_is_one_line_of_32(qtbot, light):
    card = _card(qtbot, light, folded=True, is_active=False)
    assert card.card_rect.height() == FOLDED_HEIGHT
    assert card.is_folded
    assert card.hot_spots == ()


def test_name_and_description_are_for_assistive_technology(qtbot, light):
    card = _card(qtbot, light)
    assert card.accessibleName() == "Serious caution, 1 of 3: Moss does not cure colds."
    assert CLAIM in card.accessibleDescription()


def test_click_activates_a_resting_card(qtbot, light):
    card = _card(qtbot, light, is_active=False)
    with qtbot.waitSignal(card.activated) as signal:
        QTest.mouseClick(card, Qt.MouseButton.LeftButton, pos=QPoint(200, 30))
    assert signal.args == ["a"]


@pytest.mark.parametrize("key", [Qt.Key.Key_Return, Qt.Key.Key_Space])
def test_enter_and_space_activate_and_then_disclose(qtbot, light, key):
    card = _card(qtbot, light, is_active=False)
    with qtbot.waitSignal(card.activated):
        QTest.keyClick(card, key)
    card.set_look(replace(card.look, is_active=True))
    with qtbot.waitSignal(card.disclosed) as signal:
        QTest.keyClick(card, key)
    assert signal.args == ["a", True]


def test_one_click_discloses(qtbot, light):
    card = _card(qtbot, light)
    with qtbot.waitSignal(card.disclosed) as signal:
        QTest.mouseClick(_spot(card, HotKind.DISCLOSURE), Qt.MouseButton.LeftButton)
    assert signal.args == ["a", True]


def test_sources_show_when_open_best_first(light):
    closed = lay_out_card(_text(), 408, CardState(), light)
    opened = lay_out_card(_text(), 408, CardState(is_open=True), light)
    assert closed.badges == []
    assert [badge[1].value for badge in opened.badges] == ["B", "B"]
    said = [paragraph.text for paragraph in opened.paragraphs]
    assert "\u201cno effect\u201d" in said
    assert "\u201cno effect\u201d" not in [p.text for p in closed.paragraphs]


def test_a_link_shows_its_whole_address_and_asks(qtbot, light):
    card = _card(qtbot, light, state=CardState(is_open=True))
    link = _spot(card, HotKind.LINK)
    assert link.toolTip() == "https://example.org/moss"
    assert "https://example.org/moss" in link.accessibleName()
    with qtbot.waitSignal(card.link_requested) as signal:
        QTest.mouseClick(link, Qt.MouseButton.LeftButton)
    assert signal.args == ["https://example.org/moss"]


def test_tab_goes_through_the_links_of_the_active_card(qtbot, light):
    card = _card(qtbot, light, state=CardState(is_open=True))
    left = []
    card.on_tab = lambda uid, forward: left.append((uid, forward)) or True
    card.setFocus(Qt.FocusReason.TabFocusReason)
    QTest.keyClick(card, Qt.Key.Key_Tab)
    link = _spot(card, HotKind.LINK)
    assert link.hasFocus()
    QTest.keyClick(link, Qt.Key.Key_Tab)
    assert left == [("a", True)]
    QTest.keyClick(link, Qt.Key.Key_Backtab)
    assert card.hasFocus()


def test_focus_ring_is_drawn_for_the_keyboard_only(qtbot, light):
    card = _card(qtbot, light, is_active=False)
    accent = light.color(Role.ACCENT)
    spot = QPoint(card.width() // 2, 1)
    card.setFocus(Qt.FocusReason.MouseFocusReason)
    assert card.grab().toImage().pixelColor(spot) != accent
    card.clearFocus()
    card.setFocus(Qt.FocusReason.TabFocusReason)
    assert card.grab().toImage().pixelColor(spot) == accent


def _drag(card, start, end):
    QTest.mousePress(card, Qt.MouseButton.LeftButton, pos=start)
    QTest.mouseMove(card, (start + end) / 2)
    QTest.mouseMove(card, end)
    QTest.mouseRelease(card, Qt.MouseButton.LeftButton, pos=end)


def _point(paragraph, x, line=0):
    y = paragraph.y + (line + 0.5) * paragraph.pitch
    return (QPointF(paragraph.x + x, y) + QPointF(HALO, HALO)).toPoint()


def test_text_is_selected_by_dragging_and_copied(qtbot, light):
    card = _card(qtbot, light)
    headline, _kind, why = card.body.paragraphs[:3]
    _drag(card, _point(headline, 0), _point(why, why.natural_width + 5))
    assert card.selected_text() == (
        "Moss does not cure colds.\nSerious · Factually inaccurate\nIt was tried."
    )
    QTest.keyClick(card, Qt.Key.Key_C, Qt.KeyboardModifier.ControlModifier)
    assert QGuiApplication.clipboard().text() == card.selected_text()
    image = card.grab().toImage()
    assert image.pixelColor(_point(headline, 1) - QPoint(0, 7)) == light.color(Role.ACCENT)


def test_a_drag_does_not_activate(qtbot, light):
    card = _card(qtbot, light, is_active=False)
    with qtbot.assertNotEmitted(card.activated):
        _drag(card, QPoint(60, 30), QPoint(200, 30))


def test_double_click_selects_a_word(qtbot, light):
    card = _card(qtbot, light)
    headline = card.body.paragraphs[0]
    QTest.mouseDClick(card, Qt.MouseButton.LeftButton, pos=_point(headline, 8))
    assert card.selected_text().strip() == "Moss"


def test_select_all_and_astral_words(qtbot, light):
    text = _text(note(correction="😀 Moss 😀 does nothing.", body=""))
    card = _card(qtbot, light, text)
    QTest.keyClick(card, Qt.Key.Key_A, Qt.KeyboardModifier.ControlModifier)
    assert card.selected_text().startswith("😀 Moss 😀 does nothing.\nSerious")
    assert "\u2068" not in card.selected_text()


def test_hover_is_told_and_taken_back(qtbot, light):
    card = _card(qtbot, light)
    told = []
    card.hovered.connect(told.append)
    at = QPointF(100, 40)
    QApplication.sendEvent(card, QEnterEvent(at, at, card.mapToGlobal(at)))
    QApplication.sendEvent(card, QEvent(QEvent.Type.Leave))
    assert told == ["a", ""]


def test_a_tall_card_is_cut_and_offers_the_rest(qtbot, light):
    text = _text(note(body="It goes on and on. " * 200))
    cut = lay_out_card(text, 408, CardState(limit_px=500), light)
    whole = lay_out_card(text, 408, CardState(limit_px=500, is_whole=True), light)
    assert cut.height <= 500 < whole.height
    assert all(p.y + p.line_count * p.pitch <= cut.height for p in cut.paragraphs)
    card = _card(qtbot, light, text, state=CardState(limit_px=500))
    with qtbot.waitSignal(card.whole_requested):
        QTest.mouseClick(_spot(card, HotKind.WHOLE), Qt.MouseButton.LeftButton)


@pytest.mark.parametrize("limit", range(160, 640, 40))
def test_a_card_can_be_cut_anywhere(light, limit):
    extra = (target(TEXT, OTHER, role=TargetRole.CONFLICT),)
    text = _text(note(category=Category.CONTRADICTION, body="On and on. " * 90), extra=extra)
    body = lay_out_card(text, 408, CardState(is_open=True, limit_px=limit), light)
    assert body.height <= limit
    assert body.hot_spots[-1].kind is HotKind.WHOLE
    show_all = body.paragraphs[-1]
    assert all(box.bottom() < show_all.y for box in body.boxes)
    assert all(p.bottom < show_all.y for p in body.paragraphs[:-1])


def test_a_contradiction_is_cut_between_its_sides(light):
    sides = tuple(target(TEXT, words, role=TargetRole.CONFLICT) for words in (OTHER, CLAIM) * 3)
    text = _text(note(category=Category.CONTRADICTION), extra=sides)
    whole = lay_out_card(text, 408, CardState(), light)
    for limit in range(300, round(whole.height) - 60, 30):
        body = lay_out_card(text, 408, CardState(limit_px=limit), light)
        said = [p.text for p in body.paragraphs[:-1]]
        assert said[-1] != "conflicts with"
        for cut, full in zip(body.paragraphs[:-1], whole.paragraphs, strict=False):
            assert cut.line_count == full.line_count


def test_a_card_is_not_cut_for_a_line_or_two(light):
    text = _text(note(body="It goes on and on. " * 60))
    whole = lay_out_card(text, 408, CardState(), light)
    nearly = CardState(limit_px=round(whole.height) - 40)
    assert lay_out_card(text, 408, nearly, light).height == whole.height


def test_a_contradiction_wears_numbered_discs_and_jumps(qtbot, light):
    extra = (target(TEXT, OTHER, role=TargetRole.CONFLICT),)
    card = _card(qtbot, light, _text(note(category=Category.CONTRADICTION), extra=extra))
    assert [number for _center, number in card.body.discs] == [1, 2]
    assert card.body.disc_y(1) < card.body.disc_y(2)
    with qtbot.waitSignal(card.place_requested) as signal:
        QTest.mouseClick(card.hot_spots[1], Qt.MouseButton.LeftButton)
    assert signal.args[1].span is not None
    assert signal.args[1].number == 2
    with qtbot.waitSignal(card.other_side_requested):
        QTest.mouseClick(_spot(card, HotKind.OTHER_SIDE), Qt.MouseButton.LeftButton)


def test_a_contradiction_elsewhere_asks_for_the_other_article(qtbot, light):
    extra = (target("", OTHER, role=TargetRole.CONFLICT, uid="other"),)
    text = _text(extra=extra, others=[article("other", "Cold Facts")])
    card = _card(qtbot, light, text)
    with qtbot.waitSignal(card.place_requested) as signal:
        QTest.mouseClick(card.hot_spots[1], Qt.MouseButton.LeftButton)
    assert signal.args[1].article_uid == "other"


def test_a_retracted_source_is_struck_out(light):
    proof = (evidence(source("Gone", retracted=True)),)
    body = lay_out_card(_text(proof=proof), 408, CardState(is_open=True), light)
    struck = [
        f.format.fontStrikeOut()
        for p in body.paragraphs
        if "Gone" in p.text
        for f in p.layout.formats()
    ]
    assert struck == [False, False, True]


def test_hostile_words_do_not_break_the_layout(light):
    for words in ("x" * 20_000, "\u202e\u2066" * 50, "a\u0301" * 500, "עברית " * 200, "😀" * 900):
        body = lay_out_card(_text(note(correction=words, body=words)), 408, CardState(), light)
        assert body.height > 0


def test_a_released_card_forgets_its_note(qtbot, light):
    card = _card(qtbot, light)
    card.release()
    assert card.uid == ""
    assert card.isHidden()
    card.grab()


def test_a_card_dies_when_it_is_deleted(light):
    card = Card(light)
    card.show_note(_text(), 408, None, CardLook(light, Severity.INFO))
    gone = weakref.ref(card)
    del card
    gc.collect()
    assert gone() is None


def test_the_rank_under_the_pointer_is_told_in_words(qtbot, light):
    card = _card(qtbot, light, state=CardState(is_open=True))
    rect, _rank, _words = card.body.badges[0]
    QTest.mouseMove(card, (rect.center() + QPointF(HALO, HALO)).toPoint())
    qtbot.waitUntil(lambda: "strong study" in card.toolTip() or "guidance" in card.toolTip())
    QTest.mouseMove(card, QPoint(HALO + 2, HALO + 2))
    qtbot.waitUntil(lambda: card.toolTip() == "")
