"""Imported texts that may be newer ones of articles: somebody says what they are."""

from __future__ import annotations

from dataclasses import replace
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal

from reader.importing import Converted
from reader.samples import is_samples
from reader.views.wording import listed, quoted

if TYPE_CHECKING:
    from reader.controllers.imports import ImportController
    from reader.controllers.shell import Shell
    from reader.session import Session


class UnclearTexts(QObject):
    """Keeps such texts until the run of imports is over, and asks then.

    Signals:
        update_chosen: A `Converted` whose request names the article that it updates.
    """

    update_chosen = Signal(object)

    def __init__(self, session: Session, shell: Shell, parent: QObject) -> None:
        super().__init__(parent)
        self._session = session
        self._shell = shell
        self._imports: ImportController | None = None
        #: Text that waits for somebody to say what it is, and where it may belong.
        self._waiting: list[tuple[Converted, str]] = []

    def attach(self, imports: ImportController) -> None:
        """Give it those texts that are new articles."""
        self._imports = imports

    def claims(self, result: Converted) -> bool:
        """True where a text may be a newer one of an article: it is asked about."""
        if self._session.is_read_only or is_samples(self._session.path):
            return False
        uid = self._session.likely_article(result.conversion, result.request.file_name)
        uid = uid or result.request.dropped_on
        if uid:
            self._waiting.append((result, uid))
        return bool(uid)

    def ask(self) -> None:
        """Ask what the texts are that wait; nothing where none does."""
        if len(self._waiting) > 1:
            self._ask_about_many()
        elif self._waiting:
            self._ask_about_one(*self._waiting.pop())

    def _ask_about_one(self, result: Converted, uid: str) -> None:
        article = self._session.article(uid)
        if article is None:
            return
        label = quoted(result.request.file_name) if result.request.file_name else "The pasted text"
        is_likely = uid != result.request.dropped_on
        says = "looks like a newer text of" if is_likely else "was dropped on"
        ending = "." if is_likely else ". Is it a newer text of that?"
        before = self._shell.banner.text
        self._shell.banner.ask(
            f"{before} {label} {says} {quoted(article.title)}{ending}".strip(),
            ("Update it", partial(self._update_with, result, uid)),
            ("Import as a new article", partial(self._import_new, result)),
        )

    def _ask_about_many(self) -> None:
        """Several files at once: none of them is taken for an update without being seen."""
        waiting, self._waiting = tuple(self._waiting), []
        names = [quoted(result.request.label, 40) for result, _ in waiting]
        before = self._shell.banner.text
        self._shell.banner.ask(
            f"{before} {listed(names)} look like newer texts of articles that are here. To update"
            " one, drop its file alone.".strip(),
            ("Import as new articles", partial(self._import_all, waiting)),
            ("Leave them", self._shell.banner.clear),
        )

    def _import_all(self, texts: tuple[tuple[Converted, str], ...]) -> None:
        for result, _ in texts:
            self._import_new(result)

    def _update_with(self, result: Converted, uid: str) -> None:
        self.update_chosen.emit(replace(result, request=replace(result.request, updates=uid)))

    def _import_new(self, result: Converted) -> None:
        if self._imports is not None:
            self._imports.add(result)
