"""How Caveat looks: colours as data, fonts, glyphs, and the small painted controls."""
