"""One process of the start benchmark: say when the first finished frame stands.

`python first_frame.py bare FILE` shows the file in a bare QTextEdit.
`python first_frame.py caveat ARGUMENT ...` starts Caveat with those arguments.

Prints the machine's monotonic clock, in seconds, at the first moment when the window has
painted its text and no paint is left to do; the parent knows when it spawned us.
"""

from __future__ import annotations

import os
import sys
import time
from pathlib import Path


def show_bare(path: str) -> None:
    from PySide6.QtWidgets import QApplication, QTextEdit

    application = QApplication(["bare"])
    edit = QTextEdit()
    edit.setReadOnly(True)
    edit.setPlainText(Path(path).read_text(encoding="utf-8"))
    edit.resize(1360, 860)
    edit.show()
    _report(application)


def show_caveat(arguments: list[str]) -> None:
    from PySide6 import QtWidgets

    import reader.__main__

    class ReportingApplication(QtWidgets.QApplication):
        def exec(self) -> int:
            QtWidgets.QApplication = plain
            return _report(self)

    plain = QtWidgets.QApplication
    QtWidgets.QApplication = ReportingApplication
    reader.__main__.main(arguments)


def _report(application) -> int:
    """Run the loop until a text was painted and what was waiting behind it is done."""
    from PySide6.QtCore import QEvent, QObject, QTimer
    from PySide6.QtWidgets import QApplication, QTextEdit

    class PaintWatch(QObject):
        def eventFilter(self, watched, event) -> bool:
            if event.type() == QEvent.Type.Paint and isinstance(watched.parent(), QTextEdit):
                application.removeEventFilter(self)
                QTimer.singleShot(0, finished)
            return False

    def finished() -> None:
        sys.stdout.write(f"{time.monotonic()}\n")
        sys.stdout.flush()
        os._exit(0)

    watch = PaintWatch()
    application.installEventFilter(watch)
    QTimer.singleShot(60_000, application.quit)
    return QApplication.exec()


if __name__ == "__main__":
    kind, *rest = sys.argv[1:]
    if kind == "bare":
        show_bare(*rest)
    else:
        show_caveat(rest)
