"""Dialogs, one a file; imported only when they are opened."""
