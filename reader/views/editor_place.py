"""Where the note editor stands: in place of the cards, beside its sentence."""

from __future__ import annotations

from PySide6.QtCore import QPointF, QRect

from annotations import Span
from reader.views.article_view import ArticleView
from reader.views.card_body import CONNECT_Y
from reader.views.connectors import Connector
from reader.views.drawer import Drawer
from reader.views.editor.note_editor import WIDTH_PX, NoteEditor
from reader.views.page_geometry import PageGeometry

#: Free above and below the editor.
EDGE_PX = 8
#: The list of sources likes so much room below it: three rows.
POPUP_PX = 136


class EditorPlace:
    """Keeps an editor on the screen, level with its sentence, and joins the two."""

    def __init__(
        self, view: ArticleView, editor: NoteEditor, span: Span | None, drawer: Drawer
    ) -> None:
        """Put the editor on the view's viewport; a span of None is the whole article."""
        self._view, self._span, self._drawer = view, span, drawer
        self.editor = editor
        editor.setParent(view.viewport())

    def place(self) -> tuple[Connector, ...]:
        """Move the editor to where the text is now.

        Returns:
            The curve from its sentence; none in a drawer.
        """
        view, editor, page = self._view, self.editor, self._view.geometry_now
        if page.is_drawer:
            self._drawer.open()
            self._drawer.lie_over(page, view.viewport().size())
        editor.show_claim(self._claim() if page.is_drawer else "")
        width = editor_width(page, view.viewport().width())
        screen = view.viewport().height()
        height = min(editor.wanted_height(width), screen - 2 * EDGE_PX)
        place = view.place_of_span(self._span) if self._span is not None else None
        level = (place.top + place.underline_y) / 2 if place is not None else 0.0
        top = round(editor_top(view.to_viewport_y(level) - CONNECT_Y, height, screen))
        left = page.cards_left + page.cards_width - width if page.rtl else page.cards_left
        editor.set_rtl(page.rtl)
        editor.setGeometry(QRect(round(left), top, width, height))
        editor.setVisible(True)
        editor.raise_()
        if place is None or page.is_drawer:
            return ()
        edge = left + width if page.rtl else left
        return (
            Connector(
                start=QPointF(page.lane_start, place.underline_y),
                end=QPointF(edge, top + view.scroll_y + CONNECT_Y),
                severity=editor.form().severity,
                active=True,
                from_text_end_x=place.run_on_x,
            ),
        )

    def _claim(self) -> str:
        span = self._span
        return self._view.page.bridge.visible_text(span.start, span.end) if span else ""

    def leave(self) -> None:
        """Take the editor off the page; it is not deleted."""
        self.editor.hide()
        self.editor.setParent(None)
        self._drawer.close_panel()


def editor_width(page: PageGeometry, view_width: int) -> int:
    """Width of the editor: that of the cards, and more where there is room beyond them."""
    if page.is_drawer:
        return round(page.cards_width)
    beyond = page.cards_left + page.cards_width if page.rtl else view_width - page.cards_left
    return round(max(page.cards_width, min(WIDTH_PX, beyond - EDGE_PX)))


def editor_top(wanted: float, height: float, screen: float) -> float:
    """Top of the editor on the screen, as near to its sentence as it can.

    It lies wholly on the screen, with room for the list of sources below it where there is.
    """
    lowest = max(EDGE_PX, screen - EDGE_PX - height - POPUP_PX)
    return min(max(wanted, EDGE_PX), lowest)
