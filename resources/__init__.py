"""Data of the window: samples, fonts, icons, themes, licences. Read by `reader.resources` only."""
