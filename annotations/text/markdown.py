"""Markdown to blocks, with front matter; `intricacy` tells first what could hang."""

from __future__ import annotations

import datetime as dt
import logging
import re
from collections.abc import Mapping
from typing import Any

from annotations.model import ArticleFields
from annotations.text.blocks import Block
from annotations.text.clean import clean, fold_space
from annotations.text.markup import markup_blocks
from annotations.text.nesting import nests_too_deep
from annotations.vocabulary import BlockKind

_log = logging.getLogger(__name__)

EXTENSIONS = ("tables", "footnotes", "sane_lists", "fenced_code")

_FRONT_MATTER = re.compile(r"\A\ufeff?---[ \t]*\n(.*?\n)?(?:---|\.\.\.)[ \t]*(?:\n|\Z)", re.DOTALL)
_LOOKS_LIKE = re.compile(
    r"\A---[ \t]*\n|^#{1,6} +\S|^\s*```|^ {0,3}\[[^\]\n]+\]: +\S|\]\(https?://|\*\*\S[^*\n]*\*\*",
    re.MULTILINE,
)
_FIELD_NAMES = {
    "title": ("title",),
    "author": ("author", "authors", "byline", "by"),
    "publisher": ("publisher", "site", "site_name", "sitename", "website", "journal"),
    "url": ("url", "source", "canonical", "canonical_url", "link", "permalink"),
    "published": ("published", "date", "publish_date", "date_published", "created"),
    "retrieved": ("retrieved", "accessed", "saved", "archived"),
    "language": ("language", "lang", "locale"),
}
_DATES = ("published", "retrieved")
_DATE = re.compile(r"\d{4}(-\d{2}(-\d{2})?)?")

#: More than this between the two lines of hyphens is no front matter; YAML is slow to read.
MAX_FRONT_MATTER = 20_000
MAX_AUTHORS = 50
#: Raw tags above which the nesting of what was rendered is looked at.
_FEW_TAGS = 200


def looks_like_markdown(text: str) -> bool:
    """True where pasted text shows marks that plain text does not have."""
    return _LOOKS_LIKE.search(text[:20_000]) is not None


def markdown_blocks(text: str) -> tuple[tuple[Block, ...], ArticleFields]:
    """Read Markdown as blocks, and its front matter as article fields.

    Raises:
        RecursionError: the nesting is too deep for Python-Markdown, or for what reads it.
    """
    import markdown

    meta, body, fields = split_front_matter(text)
    html = markdown.markdown(body, extensions=list(EXTENSIONS), output_format="html")
    if body.count("<") > _FEW_TAGS and nests_too_deep(html):
        raise RecursionError("raw tags are nested too deeply")
    return (*meta, *markup_blocks(html)), fields


def split_front_matter(text: str) -> tuple[tuple[Block, ...], str, ArticleFields]:
    """Part YAML front matter from the text.

    Returns:
        Folded lines of front matter that says nothing Caveat knows or cannot be read safely,
        so that no word of the file is lost; the text after it; the fields it gives.
    """
    found = _FRONT_MATTER.match(text)
    if found is None or len(found[1] or "") > MAX_FRONT_MATTER:
        return (), text, ArticleFields()
    lines = found[1] or ""
    values = _front_matter_values(lines)
    if values is not None and not isinstance(values, Mapping):
        # A paragraph between two rules.
        return (), text, ArticleFields()
    fields = _fields(values or {})
    body = text[found.end() :]
    return (_folded_lines(lines) if fields == ArticleFields() else ()), body, fields


def _front_matter_values(front_matter: str) -> Any:
    """What the YAML says; None where it cannot be read, or would make objects of Python."""
    import yaml
    from frontmatter.default_handlers import YAMLHandler

    try:
        return YAMLHandler().load(front_matter)
    except (yaml.YAMLError, ValueError, TypeError, RecursionError, AttributeError, LookupError):
        _log.info("Front matter cannot be read as YAML; its lines stay as they are.")
        return None


def _folded_lines(front_matter: str) -> tuple[Block, ...]:
    lines = (fold_space(clean(line)) for line in front_matter.split("\n"))
    return tuple(Block(BlockKind.META, line, folded=True) for line in lines if line.strip())


def _fields(values: Mapping[str, Any]) -> ArticleFields:
    lowered = {str(key).lower().replace("-", "_"): value for key, value in values.items()}
    found = {}
    for field, names in _FIELD_NAMES.items():
        text = next((_as_text(lowered[name]) for name in names if name in lowered), "")
        if field in _DATES:
            match = _DATE.match(text)
            text = match[0] if match else ""
        found[field] = text
    return ArticleFields(**found)


def _as_text(value: Any) -> str:
    if isinstance(value, dt.datetime):
        return value.date().isoformat()
    if isinstance(value, list):
        return ", ".join(filter(None, map(_as_name, value[:MAX_AUTHORS])))
    return _as_name(value)


def _as_name(value: Any) -> str:
    # Lists in lists may be a bomb of anchors; nothing that names an article holds them.
    if isinstance(value, Mapping):
        value = value.get("name", "")
    if isinstance(value, (dt.date, int, float, str)) and not isinstance(value, bool):
        return clean(fold_space(str(value)))[:2_000]
    return ""
