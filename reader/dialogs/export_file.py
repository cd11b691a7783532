"""What an export holds, what its file is called, and how it is written."""

from __future__ import annotations

import os
import re
import tempfile
from dataclasses import dataclass, replace
from pathlib import Path

from annotations import ExportLayout, ReviewedArticle, export_markdown

_NOT_IN_FILE_NAMES = re.compile(r'[\\/:*?"<>|\x00-\x1f]+')
_LONGEST_NAME = 80


@dataclass(frozen=True, slots=True)
class ExportChoices:
    """What is exported, and how."""

    layout: ExportLayout = ExportLayout.ANNOTATED
    published: bool = True
    drafts: bool = False
    sources_as_list: bool = True
    front_matter: bool = True


def markdown_of(reviewed: ReviewedArticle, choices: ExportChoices) -> str:
    """Export an article; `reviewed` holds its drafts too."""
    kept = tuple(
        annotation
        for annotation in reviewed.annotations
        if (choices.published if annotation.status.is_published else choices.drafts)
    )
    return export_markdown(
        replace(reviewed, annotations=kept),
        choices.layout,
        sources_as_list=choices.sources_as_list,
        front_matter=choices.front_matter,
    )


def suggested_name(reviewed: ReviewedArticle) -> str:
    """`valerian-for-sleep.cautions.md`, after the imported file or the title."""
    article = reviewed.article
    stem = Path(article.file_name).stem if article.file_name else article.title
    return f"{file_stem(stem)}.cautions.md"


def file_stem(title: str) -> str:
    """The words of a title that every file system takes as a name; never empty."""
    words = " ".join(_NOT_IN_FILE_NAMES.sub(" ", title).split())
    return words.strip(" .")[:_LONGEST_NAME].strip(" .") or "article"


def write_whole(path: Path, text: str) -> None:
    """Write a file whole or not at all, with LF line ends.

    Raises:
        OSError: the folder or the disk refuses.
    """
    handle, name = tempfile.mkstemp(prefix=f".{path.name[:40]}.", dir=path.parent)
    fresh = Path(name)
    try:
        with os.fdopen(handle, "w", encoding="utf-8", newline="\n") as file:
            file.write(text)
            file.flush()
            os.fsync(file.fileno())
        # mkstemp makes files for the owner alone; an export is an ordinary file.
        fresh.chmod(path.stat().st_mode & 0o777 if path.exists() else 0o666 & ~_umask())
        fresh.replace(path)
    finally:
        fresh.unlink(missing_ok=True)


def _umask() -> int:
    mask = os.umask(0)
    os.umask(mask)
    return mask
