"""Markdown to blocks, with front matter; what Python-Markdown could hang on is told first."""

from __future__ import annotations

import datetime as dt
import logging
import re
from collections.abc import Mapping
from typing import Any

from annotations.model import ArticleFields
from annotations.text.blocks import Block
from annotations.text.clean import fold_space
from annotations.text.markup import markup_blocks

_log = logging.getLogger(__name__)

EXTENSIONS = ("tables", "footnotes", "sane_lists", "fenced_code")

_FRONT_MATTER = re.compile(r"\A\ufeff?---[ \t]*\n(.*?\n)?---[ \t]*(?:\n|\Z)", re.DOTALL)
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

#: Counts above which Python-Markdown needs a second and more; each was measured. The first
#: group counts in one paragraph, the second in the whole text.
_PARAGRAPH_LIMITS = (("[", 300), ("<", 300), ("`", 400), ("\n", 4_000), ("*", 3_000), ("_", 3_000))
_TEXT_LIMITS = (("[^", 2_000), ("\n=\n", 2_000), ("\n-\n", 2_000))
MAX_INDENT = 200
MAX_QUOTE_DEPTH = 60
MAX_COLUMNS = 400
_DEEP_INDENT = re.compile(rf"^(?:[ ]{{{MAX_INDENT}}}|\t{{{MAX_INDENT // 4}}})", re.MULTILINE)
_DEEP_QUOTE = re.compile(rf"^ {{0,3}}(?:> ?){{{MAX_QUOTE_DEPTH}}}", re.MULTILINE)
_WIDE_TABLE = re.compile(rf"^(?:[^|\n]*\|){{{MAX_COLUMNS}}}", re.MULTILINE)


def looks_like_markdown(text: str) -> bool:
    """True where pasted text shows marks that plain text does not have."""
    return _LOOKS_LIKE.search(text[:20_000]) is not None


def is_too_intricate(text: str) -> bool:
    """True where conversion might not come back: shown as plain text instead.

    Decided by the shape of the text alone, never by how long a conversion took.
    """
    if any(text.count(mark) > limit for mark, limit in _TEXT_LIMITS):
        return True
    if any(pattern.search(text) for pattern in (_DEEP_INDENT, _DEEP_QUOTE, _WIDE_TABLE)):
        return True
    return any(
        paragraph.count(mark) > limit
        for paragraph in re.split(r"\n[ \t]*\n", text)
        for mark, limit in _PARAGRAPH_LIMITS
        if len(paragraph) > limit
    )


def markdown_blocks(text: str) -> tuple[tuple[Block, ...], ArticleFields]:
    """Read Markdown as blocks, and its front matter as article fields.

    Raises:
        RecursionError: the nesting is too deep for Python-Markdown.
    """
    import markdown

    body, fields = split_front_matter(text)
    html = markdown.markdown(body, extensions=list(EXTENSIONS), output_format="html")
    return markup_blocks(html), fields


def split_front_matter(text: str) -> tuple[str, ArticleFields]:
    """Part YAML front matter from the text. What is not YAML stays in the text."""
    if _FRONT_MATTER.match(text) is None:
        return text, ArticleFields()
    import frontmatter
    import yaml

    try:
        values, body = frontmatter.parse(text)
    except (yaml.YAMLError, ValueError, TypeError, RecursionError, AttributeError):
        _log.info("Front matter is not readable as YAML; it stays in the text.")
        return text, ArticleFields()
    return body, _fields(values)


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
    if isinstance(value, (list, tuple)):
        return ", ".join(filter(None, (_as_text(item) for item in value)))
    if isinstance(value, Mapping):
        return _as_text(value.get("name", ""))
    if value is None or isinstance(value, (bytes, bool)):
        return ""
    return fold_space(str(value))[:2_000]
