"""The page on which notes are looked at again since their article has a new text."""
