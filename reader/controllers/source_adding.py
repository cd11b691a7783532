"""Adding the sources of a bibliography: in one action, or in a few where it is very long."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QTimer, Signal

from reader.controllers.shell import Shell
from reader.session import Session
from reader.views.wording import counted, listed

if TYPE_CHECKING:
    from annotations import BibliographyResult, Source

#: So many are one action, which takes half a second; the window is looked after between two.
_AT_ONCE = 2_000
_MOST_SENTENCES = 3


class SourceAdding(QObject):
    """Adds, shows how far it is, and can be cancelled.

    Signals:
        finished: All are added, or no more are to be: see `added`, `outcome` and `last`.
    """

    finished = Signal()

    def __init__(self, session: Session, shell: Shell, parent: QObject) -> None:
        super().__init__(parent)
        self._session = session
        self._shell = shell
        self._sources: tuple[Source, ...] = ()
        self._refused: tuple[str, ...] = ()
        self._done = self._known = 0
        self._is_running = False
        #: How many are new in the library.
        self.added = 0
        #: How many actions that was.
        self.actions = 0
        #: The last one that was added or known again; None for none.
        self.last: Source | None = None

    @property
    def is_running(self) -> bool:
        """True while sources are being added."""
        return self._is_running

    @property
    def outcome(self) -> str:
        """What has come of it, as a sentence."""
        parts = [f"{counted(self.added, 'source')} added"]
        if self._known:
            parts.append(f"{self._known} {'was' if self._known == 1 else 'were'} there already")
        left = len(self._sources) - self._done
        if left:
            parts.append(f"{left} left out")
        return f"{listed(parts)}."

    @property
    def refused(self) -> str:
        """What of the bibliography could not be taken; empty where all could."""
        return few(self._refused)

    def start(self, result: BibliographyResult) -> None:
        """Add the sources of a bibliography; those before it must be done."""
        if self._is_running:
            self._shell.status.say("Wait until the sources before these are added.")
            return
        self._sources, self._refused = result.sources, result.refused
        self._done = self._known = self.added = self.actions = 0
        self.last = None
        self._is_running = True
        self._add_some()

    def stop(self) -> None:
        """Add no more."""
        if self._is_running:
            self._is_running = False
            self._shell.banner.clear()
            self.finished.emit()

    def forget(self) -> None:
        """Add no more, and say nothing of it: the library is another."""
        self._is_running = False

    def _add_some(self) -> None:
        if not self._is_running:
            return
        part = self._sources[self._done : self._done + _AT_ONCE]
        made = self._session.add_sources(part)
        if made is None:
            self.stop()
            return
        self._done += len(part)
        self._refused += made.refused
        self.added += len(made.added)
        self._known += len(part) - len(made.added) - len(made.refused)
        self.actions += bool(made.change)
        self.last = next(reversed(made.added or made.known), self.last)
        count = len(self._sources)
        if self._done == count:
            self.stop()
            return
        words = f"Adding sources: {self._done} of {count}"
        self._shell.banner.show_progress(words, self._done / count, self.stop)
        QTimer.singleShot(0, self, self._add_some)


def few(sentences: tuple[str, ...]) -> str:
    """The first sentences, and how many more there are."""
    more = len(sentences) - _MOST_SENTENCES
    shown = " ".join(sentences[:_MOST_SENTENCES])
    return f"{shown} And {more} more." if more > 0 else shown
