"""A saved web page to blocks: the article alone, without menus, scripts and pictures.

trafilatura finds the article; what it keeps is HTML again, and goes the way of all HTML.
Nothing is fetched: the page is a string here and stays one.
"""

from __future__ import annotations

import logging
import re
from dataclasses import replace

from annotations.model import ArticleFields
from annotations.text.blocks import Block
from annotations.text.clean import fold_space
from annotations.text.markup import markup_blocks
from annotations.vocabulary import BlockKind

_log = logging.getLogger(__name__)

#: An extraction shorter than this has probably missed the article.
MIN_EXTRACTED_CHARACTERS = 200
#: Above this the search for the article takes seconds, and the whole page is read.
MAX_SEARCHED_TAGS = 40_000

#: Whichever begins first hides the other; each ends with the page at the latest.
_CUT = re.compile(
    r"<!--(?:-?>|.*?(?:--!?>|\Z))"
    r"|<svg\b[^>]*+(?<=/)>"
    r"|<(script|style|template|svg|noscript)\b[^>]*+(?:>.*?(?:</\1\b[^>]*+(?:>|\Z)|\Z)|\Z)",
    re.IGNORECASE | re.DOTALL,
)
_DATA_ADDRESS = re.compile(
    r"""=\s*+(?:"\s*+data:[^"]*+"|'\s*+data:[^']*+'|data:[^\s>]*+)"""
    r"""|\burl\(\s*+(?:"|'|&quot;)?data:[^)]*+(?:\)|\Z)""",
    re.IGNORECASE,
)
_TAG = re.compile(r"</?[a-zA-Z!?][^<>]*+>")
_BLOCK_END = re.compile(
    r"<(?:/(?:p|div|li|h[1-6]|tr|blockquote|pre|section|article|title)|br|hr)\b[^<>]*+>",
    re.IGNORECASE,
)


def without_scripts(html: str) -> str:
    """Cut scripts, styles, comments and `data:` addresses: what is left is what counts."""
    html = _DATA_ADDRESS.sub(lambda found: '=""' if found[0][0] == "=" else "url()", html)
    return _CUT.sub(lambda found: " " if found[1] else "", html)


def text_of_tags(html: str) -> str:
    """The words of HTML without its tags, a line for each block; for what is too large."""
    from html import unescape

    return unescape(_TAG.sub("", _BLOCK_END.sub("\n", html)))


def webpage_blocks(html: str) -> tuple[tuple[Block, ...], ArticleFields]:
    """Find the article of a web page, and what the page says of it.

    Where no article is found the whole page is read, menus and all.

    Raises:
        RecursionError: what browsers mend in it would make it far larger than it is.
    """
    extracted, fields = "", ArticleFields()
    if html.count("<") <= MAX_SEARCHED_TAGS:
        extracted, fields = _extract(html)
    blocks = markup_blocks(extracted) if extracted else ()
    # One paragraph is what is made of all the words where no article was found.
    if len(blocks) == 1 or sum(len(block.text) for block in blocks) < MIN_EXTRACTED_CHARACTERS:
        blocks = markup_blocks(html) or blocks
    return _with_title(blocks, fields.title), fields


def _extract(html: str) -> tuple[str, ArticleFields]:
    import trafilatura
    from lxml.etree import LxmlError
    from trafilatura.metadata import extract_metadata

    try:
        article = trafilatura.extract(
            html,
            output_format="html",
            include_comments=False,
            include_formatting=True,
            include_links=True,
            include_tables=True,
            include_images=False,
            deduplicate=False,
        )
        known = extract_metadata(html, extensive=False)
    except (LxmlError, ValueError, TypeError, AttributeError, RecursionError):
        _log.warning("No article could be found in a web page; all of it is read.", exc_info=True)
        return "", ArticleFields()
    fields = ArticleFields()
    if known is not None:
        fields = ArticleFields(
            title=fold_space(known.title or ""),
            author=fold_space((known.author or "").replace("; ", ", ")),
            publisher=fold_space(known.sitename or ""),
            url=_address(known.url or ""),
            published=(known.date or "")[:10],
            language=known.language or _language(html),
        )
    return article or "", fields


def _address(url: str) -> str:
    return url if url.startswith(("http://", "https://")) else ""


def _language(html: str) -> str:
    found = re.search(
        r"<html[^>]*\blang\s*=\s*[\"']?([A-Za-z-]{2,12})", html[:4_000], re.IGNORECASE
    )
    return found[1] if found else ""


def _with_title(blocks: tuple[Block, ...], title: str) -> tuple[Block, ...]:
    """Put the title first: as the heading that is there, or as one of our own."""
    if not title or not blocks:
        return blocks
    for index, block in enumerate(blocks[:5]):
        if block.text.casefold() == title.casefold():
            return (*blocks[:index], replace(block, kind=BlockKind.H1), *blocks[index + 1 :])
    if any(block.kind is BlockKind.H1 for block in blocks):
        return blocks
    return (Block(BlockKind.H1, title), *blocks)
