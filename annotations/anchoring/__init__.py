"""Finding every note again when the text has changed, or admitting that it is lost."""
