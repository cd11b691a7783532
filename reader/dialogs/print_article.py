"""Paper, or a PDF file: the system's own print dialog."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import Qt
from PySide6.QtPrintSupport import QPrintDialog, QPrinter
from PySide6.QtWidgets import QDialog, QWidget

from reader.dialogs.export_file import file_stem


def ask_printer(title: str, on_chosen: Callable[[QPrinter], object], parent: QWidget) -> None:
    """Open the print dialog; `on_chosen` gets the printer once the user has agreed.

    Args:
        title: Name of the print job, and of a PDF file.
        on_chosen: Prints.
        parent: The window that the dialog belongs to.
    """
    printer = QPrinter(QPrinter.PrinterMode.HighResolution)
    # Qt names a PDF file after the job.
    printer.setDocName(file_stem(title))
    dialog = QPrintDialog(printer, parent)
    dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)

    def on_accepted() -> None:
        on_chosen(printer)

    dialog.accepted.connect(on_accepted)
    # QPrintDialog.open wants a slot by name; the dialog beneath it does not.
    QDialog.open(dialog)
