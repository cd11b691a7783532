"""What a new text has made doubtful is never shown as certain."""

from dataclasses import replace

import pytest
from PySide6.QtCore import QPointF, QRectF
from PySide6.QtGui import QImage, QPainter

from annotations import AnchorState, Severity, Span, TargetRole
from reader.views.card_body import CardState, HotKind
from reader.views.card_builder import lay_out_card
from reader.views.card_text import card_text
from reader.views.mark_layout import BlockMarks
from reader.views.mark_painter import ink_of, paint_fills
from reader.views.marks import Mark
from reader.views.note_order import notes_in_order, places_to_review
from tests.reader.views.card_samples import WORDS, annotation, reviewed, target

TEXT = ("Moss tea cures colds.", "Drink ten cups.")


def doubtful(quote, state, **fields):
    made = target("\n".join(TEXT), quote)
    return replace(made, state=state, score=0.81, **fields)


CHANGED = doubtful("Drink ten cups.", AnchorState.CHANGED)
LOST = doubtful("Drink ten cups.", AnchorState.ORPHAN, span=None)
UNSURE = doubtful("Drink ten cups.", AnchorState.AMBIGUOUS, span=None)
SURE = doubtful("Moss tea cures colds.", AnchorState.SHIFTED)


@pytest.mark.parametrize(
    ("place", "words", "word"),
    [
        (CHANGED, "changed since it was reviewed, match 0.81", "Changed"),
        (LOST, "not found in this text", "Not found"),
        (UNSURE, "in this text more than once: which one is meant?", "Which copy"),
        (SURE, "", ""),
    ],
)
def test_a_card_says_what_became_of_its_sentence(place, words, word):
    made = annotation("a", [place])
    text = card_text(made, reviewed(TEXT, [made]), WORDS, order=1, total=1)
    assert (text.doubt, text.doubt_word) == (words, word)
    assert words in text.description


def test_a_card_leads_reviewers_to_the_decision(light):
    made = annotation("a", [CHANGED])
    text = card_text(made, reviewed(TEXT, [made]), WORDS, order=1, total=1)
    for is_reviewing in (False, True):
        body = lay_out_card(text, 408, CardState(is_reviewing=is_reviewing), light)
        kinds = [spot.kind for spot in body.hot_spots]
        assert (HotKind.REREVIEW in kinds) is is_reviewing


def test_lost_notes_stand_last():
    whole = annotation("whole", [replace(target("\n".join(TEXT), ""), span=None)])
    notes = [annotation("lost", [LOST]), annotation("sure", [SURE]), whole]
    placed = notes_in_order(reviewed(TEXT, notes), Severity.INFO)
    assert [each.uid for each, _ in placed] == ["whole", "sure", "lost"]


def test_places_that_need_eyes_are_counted():
    notes = [annotation("a", [CHANGED, SURE]), annotation("b", [LOST])]
    assert places_to_review(reviewed(TEXT, notes)) == [CHANGED.uid, LOST.uid]


@pytest.mark.parametrize("is_doubtful", [False, True])
def test_a_doubtful_mark_is_outlined_and_not_filled(theme, is_doubtful):
    mark = Mark("a", TargetRole.CLAIM, Span(0, 5), Severity.SERIOUS, 0, is_doubtful=is_doubtful)
    marks = BlockMarks(fills=((QRectF(10, 10, 60, 20), mark),))
    image = QImage(100, 50, QImage.Format.Format_ARGB32)
    image.fill(theme.color("canvas"))
    painter = QPainter(image)
    paint_fills(painter, ink_of(marks, QPointF(0, 0), theme))
    painter.end()
    colors = theme.severity(Severity.SERIOUS)
    inside = image.pixelColor(40, 20)
    assert (inside == colors.rest) is not is_doubtful
    edge = {image.pixelColor(x, 10).name() for x in range(12, 68)}
    # Dashes: ink and gaps along the edge.
    assert (len(edge) > 1) is is_doubtful
