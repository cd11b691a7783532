"""Tags as one line of text: parted by commas, a tag that holds one in straight quotes."""

from __future__ import annotations

import re

MAX_TAGS = 50
TOO_MANY = f"A note has {MAX_TAGS} tags at most. The rest was left out."

_TAG = re.compile(r'\s*(?:"((?:[^"]|"")*)"\s*(?:,|$)|([^,]*)(?:,|$))')


def tags_line(tags: tuple[str, ...]) -> str:
    """Write tags so that `tags_of` reads the same ones."""
    return ", ".join(
        '"' + tag.replace('"', '""') + '"' if "," in tag or tag.startswith('"') else tag
        for tag in tags
    )


def tags_of(line: str) -> tuple[str, ...]:
    """Read tags: trimmed, each once, in the order they were typed."""
    found = []
    for match in _TAG.finditer(line):
        quoted, bare = match.groups()
        found.append((bare if quoted is None else quoted.replace('""', '"')).strip())
    return tuple(dict.fromkeys(tag for tag in found if tag))
