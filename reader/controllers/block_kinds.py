"""What a part of the text is, said by a reviewer where Caveat took it for something else."""

from __future__ import annotations

from bisect import bisect_right
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QPoint
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QMenu

from annotations import BlockChoice, block_starts

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from reader.controllers.articles import ArticleController
    from reader.controllers.shell import Shell
    from reader.session import Session

_KEYS = {
    BlockChoice.HEADING: "&Heading",
    BlockChoice.PARAGRAPH: "&Paragraph",
    BlockChoice.LIST_ITEM: "&List item",
    BlockChoice.BOILERPLATE: "&Boilerplate, not to be checked",
    BlockChoice.IGNORE: "&Ignore: folded away, not to be checked",
}


class BlockKinds(QObject):
    """Offers the kinds for the block that the sentence cursor, or the reader's eye, is on."""

    def __init__(
        self, session: Session, articles: ArticleController, shell: Shell, parent: QObject
    ) -> None:
        super().__init__(parent)
        self._session = session
        self._articles = articles
        self._shell = shell
        self._menu: QMenu | None = None

    @property
    def menu(self) -> QMenu | None:
        """The kinds; None before they were first asked for."""
        return self._menu

    def handlers(self) -> Mapping[str, Callable[[], object]]:
        """What the actions do."""
        return {"block_kind": self.ask}

    def ask(self) -> None:
        """Offer the kinds of the block at hand."""
        reviewed = self._articles.reviewed
        if reviewed is None or not self._shell.shows_article:
            self._shell.status.say("Open an article first.")
            return
        page = self._shell.page
        cursor = page.view.sentence_cursor
        position = cursor.span.start if cursor else page.reading_position()
        blocks = reviewed.revision.blocks
        index = bisect_right(block_starts(blocks), position) - 1
        self._open_menu(reviewed.article.uid, index, blocks[index].text)

    def _open_menu(self, uid: str, index: int, text: str) -> None:
        menu = QMenu(self._shell.widget)
        menu.setAccessibleName("What this part of the text is")
        words = " ".join(text.split())
        title = QAction((words if len(words) <= 60 else f"{words[:60]}…").replace("&", "&&"), menu)
        title.setEnabled(False)
        menu.addAction(title)
        for choice in BlockChoice:
            menu.addAction(_KEYS[choice]).triggered.connect(partial(self._set, uid, index, choice))
        menu.addSeparator()
        menu.addAction("&As it was found").triggered.connect(partial(self._set, uid, index, None))
        if self._menu is not None:
            self._menu.deleteLater()
        self._menu = menu
        window, size = self._shell.widget, menu.sizeHint()
        corner = QPoint((window.width() - size.width()) // 2, window.height() // 4)
        menu.popup(window.mapToGlobal(corner))
        menu.setActiveAction(menu.actions()[1])

    def _set(self, uid: str, index: int, choice: BlockChoice | None, *_checked: object) -> None:
        place = self._shell.page.reading_position()
        if not self._session.set_block_kind(uid, index, choice):
            return
        self._shell.page.restore_position(place)
        said = choice.label.lower() if choice else "what it was found to be"
        self._shell.status.say(f"This part of the text is now: {said}.")
