"""The verb `sources`: all sources out as a bibliography, and those of a file in."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING

from annotations.cli.files import read_whole, write_whole
from annotations.cli.streams import put, say
from annotations.sources.bibliography import (
    MAX_BYTES,
    BibliographyFormat,
    read_bibliography,
    write_bibliography,
)

if TYPE_CHECKING:
    from annotations.model import Source
    from annotations.storage.library import Library

_PAGE = 1_000


def write_sources(library: Library, form: str, output: str | None) -> int:
    """Write every source, by title, to a file or to standard output; gives the exit code."""
    text = write_bibliography(_all_sources(library), BibliographyFormat(form))
    if output is None or output == "-":
        put(text)
    else:
        write_whole(Path(output), text, never=library.path)
    return 0


def add_bibliography(library: Library, path: Path) -> int:
    """Add the sources of a file, and print what became of them as JSON; gives the exit code."""
    from annotations.text.encoding import decode

    text, _ = decode(read_whole(path, MAX_BYTES, what="bibliography"), path.name)
    found = read_bibliography(text)
    done = library.add_sources(found.sources)
    refused = (*found.refused, *done.refused)
    shape = {
        "added": [_shape(source) for source in done.added],
        "known": [_shape(source) for source in done.known],
        "refused": refused,
    }
    put(json.dumps(shape, ensure_ascii=False, indent=2) + "\n")
    for sentence in refused:
        say(sentence)
    return 1 if refused else 0


def _shape(source: Source) -> dict[str, str]:
    return {"uid": source.uid, "title": source.title, "type": source.type.value}


def _all_sources(library: Library) -> Iterator[Source]:
    offset = 0
    while rows := library.find_sources(offset=offset, limit=_PAGE).rows:
        yield from (row.source for row in rows)
        offset += len(rows)
