"""Asks before a kept file leaves Caveat for another program; programs are never started."""

from __future__ import annotations

import re
from enum import Enum, auto
from pathlib import Path

from PySide6.QtCore import QSize, Signal
from PySide6.QtWidgets import QWidget

from reader.dialogs.open_address import readable
from reader.dialogs.sheet import Sheet
from reader.theme.roles import Role
from reader.theme.theme import Theme
from reader.theme.widgets import ButtonKind, TextButton
from reader.views.sources.kept_files import file_size

_LONGEST_NAME = 120
_NOT_IN_FILE_NAMES = re.compile(r'[\x00-\x1f\x7f<>:"/\\|?*\u200b-\u200f\u202a-\u202e\u2066-\u2069]')


class FileRisk(Enum):
    """What another program may do with a file."""

    QUIET = auto()
    #: A page: a browser runs what is written in it.
    PAGE = auto()
    #: May be a program, a script, or something that nobody knows.
    PROGRAM = auto()


#: Ending, and what a file of that kind is called.
_QUIET = {
    ".pdf": "PDF document",
    ".txt": "plain text",
    ".text": "plain text",
    ".md": "Markdown text",
    ".csv": "table",
    ".bib": "BibTeX file",
    ".ris": "RIS file",
    ".nbib": "PubMed file",
    ".png": "picture",
    ".jpg": "picture",
    ".jpeg": "picture",
    ".gif": "picture",
    ".webp": "picture",
    ".tif": "picture",
    ".tiff": "picture",
    ".epub": "book",
    ".rtf": "text document",
    ".odt": "text document",
    ".docx": "text document",
    ".xlsx": "table",
    ".pptx": "slides",
}
_PAGES = frozenset({".html", ".htm", ".xhtml", ".mhtml", ".mht", ".svg", ".xml"})


def file_risk(name: str) -> FileRisk:
    """Judge a file by its ending; one that is not known to be quiet counts as a program."""
    ending = Path(name.strip(" .")).suffix.lower()
    if ending in _QUIET:
        return FileRisk.QUIET
    return FileRisk.PAGE if ending in _PAGES else FileRisk.PROGRAM


def safe_name(name: str) -> str:
    """A name that any file system takes, and that hides nothing; its ending stays."""
    bare = _NOT_IN_FILE_NAMES.sub("_", name.replace("\\", "/").rsplit("/", 1)[-1]).strip(" .")
    stem, ending = Path(bare).stem, Path(bare).suffix
    return (stem[: _LONGEST_NAME - len(ending)] + ending) or "file"


class OpenOutsideDialog(Sheet):
    """Shows name, kind and size of a kept file, and asks.

    Signals:
        open_chosen: It is to be opened by the program that the desktop has for it.
        save_chosen: A copy is to be saved somewhere.
    """

    open_chosen = Signal()
    save_chosen = Signal()

    def __init__(self, name: str, size: int, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__("Open outside of Caveat?", theme, parent, QSize(520, 250))
        risk = file_risk(name)
        self.body.addWidget(self.label(readable(name), weight=600))
        self.body.addWidget(self.label(f"{_kind(name)}, {file_size(size)}", role=Role.TEXT2))
        self.body.addSpacing(4)
        self.body.addWidget(self.label(_SAID[risk]))
        self.body.addStretch(1)
        cancel = TextButton("Cancel", theme, self)
        cancel.clicked.connect(self.reject)
        self.save_button = TextButton("Save a copy...", theme, self, kind=ButtonKind.OUTLINED)
        self.save_button.clicked.connect(self._on_save)
        self.open_button = TextButton("Open", theme, self, kind=ButtonKind.PRIMARY, keys="Enter")
        self.open_button.clicked.connect(self._on_open)
        may_open = risk is not FileRisk.PROGRAM
        self.open_button.setVisible(may_open)
        self.foot.addStretch(1)
        for button in (cancel, self.save_button, self.open_button):
            self.foot.addWidget(button)
        (self.open_button if may_open else cancel).setFocus()

    def _on_open(self) -> None:
        self.accept()
        self.open_chosen.emit()

    def _on_save(self) -> None:
        self.accept()
        self.save_chosen.emit()


_SAID = {
    FileRisk.QUIET: (
        "Another program opens a copy in a temporary folder. What you change there does not "
        "come back into the library."
    ),
    FileRisk.PAGE: (
        "This is a page: your browser may run scripts in it and load things from the web. "
        "A copy is opened from a temporary folder."
    ),
    FileRisk.PROGRAM: (
        "This may be a program, or a kind of file that Caveat does not know, so it is not opened "
        "from here. You can save a copy and look at it yourself."
    ),
}


def _kind(name: str) -> str:
    ending = Path(name.strip(" .")).suffix.lower()
    if ending in _QUIET:
        kind = _QUIET[ending]
        return kind[:1].upper() + kind[1:]
    if ending in _PAGES:
        return "Saved page"
    return f"{ending[1:].upper()} file" if ending else "File without an ending"
