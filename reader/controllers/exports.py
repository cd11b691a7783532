"""Out of the window: Markdown and paper."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject

from reader.controllers.articles import ArticleController
from reader.controllers.shell import Shell
from reader.preferences import Preferences
from reader.session import Session

if TYPE_CHECKING:
    from PySide6.QtPrintSupport import QPrinter

    from reader.dialogs.export import ExportDialog


class ExportController(QObject):
    """Opens the dialogs that lead out."""

    def __init__(
        self,
        session: Session,
        preferences: Preferences,
        articles: ArticleController,
        shell: Shell,
        parent: QObject,
    ) -> None:
        super().__init__(parent)
        self._session = session
        self._preferences = preferences
        self._articles = articles
        self._shell = shell
        self._dialog: ExportDialog | None = None

    def handlers(self) -> dict[str, Callable[[], object]]:
        """What the actions do."""
        return {"export": self.ask_export, "print": self.ask_print}

    def ask_export(self) -> None:
        """Show the export of the article at hand."""
        article = self._articles.at_hand
        if article is not None:
            self.export(article.uid)

    def export(self, uid: str) -> None:
        """Show what an article would be exported as, to copy or to save."""
        reviewed = self._session.reviewed_article(uid, drafts=True)
        if reviewed is None:
            return
        from reader.dialogs.export import ExportDialog
        from reader.dialogs.export_file import ExportChoices

        settings = self._preferences.value
        self._dialog = ExportDialog(
            reviewed,
            self._shell.theme,
            self._shell.widget,
            choices=ExportChoices(layout=settings.export_layout),
            folder=settings.export_folder,
        )
        self._dialog.saved.connect(self._on_saved)
        self._dialog.finished.connect(self._on_closed)
        self._dialog.open()

    def ask_print(self) -> None:
        """Ask for a printer, or a PDF file, and print the open article with its cautions."""
        reviewed = self._articles.reviewed
        if reviewed is None:
            return
        from reader.dialogs.print_article import ask_printer

        ask_printer(reviewed.article.title, self.print_to, self._shell.widget)

    def print_to(self, printer: QPrinter) -> None:
        """Print the open article, and say how that went."""
        path = printer.outputFileName()
        if self._shell.page.print_to(printer):
            self._shell.status.say(f"Printed to {path}" if path else "Sent to the printer.")
        else:
            self._session.failed.emit(
                f"“{path}” cannot be written, so nothing was printed. Choose another folder."
                if path
                else "The printer does not answer, so nothing was printed. Choose another one."
            )

    def _on_saved(self, path: str) -> None:
        self._preferences.update(export_folder=str(Path(path).parent))
        self._shell.status.say(f"Exported to {path}")

    def _on_closed(self) -> None:
        if self._dialog is not None:
            self._preferences.update(export_layout=self._dialog.choices.layout)
            self._dialog = None
