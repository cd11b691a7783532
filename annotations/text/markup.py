"""Sanitised HTML to blocks.

nh3 keeps an allow-list of tags and addresses; a walk over what is left writes the blocks, so
that no browser's or Qt's idea of HTML decides what the canonical text is.
"""

from __future__ import annotations

import re
from html import unescape

import nh3

from annotations.text.block_writer import BlockWriter
from annotations.text.blocks import Block
from annotations.text.nesting import MAX_TAGS
from annotations.vocabulary import BlockKind

_PARAGRAPHS = frozenset(
    "p div section article main header footer aside nav address figure figcaption dl dt dd "
    "details summary center caption".split()
)
_HEADINGS = {f"h{level}": BlockKind(f"h{level}") for level in range(1, 7)}
_STYLES = {
    "em": "em", "i": "em", "cite": "em", "dfn": "em", "var": "em",
    "strong": "strong", "b": "strong",
    "code": "code", "kbd": "code", "samp": "code", "tt": "code",
    "sup": "sup",
}  # fmt: skip
_TABLE = frozenset("table thead tbody tfoot tr td th".split())
_TAGS = {
    *_PARAGRAPHS, *_HEADINGS, *_STYLES, *_TABLE,
    "a", "blockquote", "br", "hr", "img", "li", "ol", "pre", "q", "s", "small", "span", "sub",
    "u", "ul", "mark", "del", "ins", "abbr", "time",
}  # fmt: skip
_CUT_WITH_CONTENT = {
    "script", "style", "head", "title", "template", "noscript", "iframe", "object", "svg", "math",
    "textarea", "select", "button", "audio", "video", "canvas",
}  # fmt: skip
_ATTRIBUTES = {
    "*": {"dir", "lang"},
    "a": {"href"},
    "img": {"alt"},
    "ol": {"start"},
}
_SCHEMES = {"http", "https", "mailto"}
#: What nh3 writes: escaped words, lower-case tags, attributes in double quotes.
_TOKEN = re.compile(r'([^<]+)|<(/?)([a-z][a-z0-9]*)((?:[^>"]|"[^"]*")*)>')
_ATTRIBUTE = re.compile(r'([a-z]+)="([^"]*)"')
_ADDRESS = re.compile(r"(?:https?://[^\s/]|mailto:[^\s@]+@)\S*", re.IGNORECASE)


def sanitised(html: str) -> str:
    """Keep the tags, attributes and address schemes of an article; all else goes.

    Quadratic in nesting depth: check the depth of what comes from outside first.
    """
    return nh3.clean(
        html,
        tags=_TAGS,
        clean_content_tags=_CUT_WITH_CONTENT,
        attributes=_ATTRIBUTES,
        url_schemes=_SCHEMES,
        link_rel=None,
        strip_comments=True,
    )


def markup_blocks(html: str) -> tuple[Block, ...]:
    """Read HTML as blocks; it is sanitised first. Empty where nothing readable is left.

    Raises:
        RecursionError: styles that nothing closes, repeated in every paragraph after them,
            make it far larger than it was.
    """
    walker = _Walker()
    clean_html = sanitised(html)
    if clean_html.count("<") > 2 * MAX_TAGS:
        raise RecursionError("styles that nothing closes")
    for token in _TOKEN.finditer(clean_html):
        text, end, tag, attributes = token.groups()
        if text:
            walker.add_text(unescape(text) if "&" in text else text)
        elif end:
            walker.close_tag(tag)
        else:
            walker.open_tag(tag, attributes)
    return walker.writer.finish()


class _Walker:
    """Hands words, start tags and end tags to a `BlockWriter`."""

    def __init__(self) -> None:
        self.writer = BlockWriter()
        #: One entry for each open `a`: False where its words are left out.
        self._links: list[bool] = []
        self._left_out = 0

    def open_tag(self, tag: str, attributes: str) -> None:
        values = (
            {name: unescape(value) for name, value in _ATTRIBUTE.findall(attributes)}
            if attributes
            else {}
        )
        if tag == "a":
            self._open_link(values.get("href", ""))
        elif tag in _STYLES:
            self.writer.open_style(_STYLES[tag])
        elif tag == "br":
            self.writer.break_line()
        elif tag == "hr":
            self.writer.rule()
        elif tag == "img":
            alt = values.get("alt", "").strip()
            if alt:
                self.writer.text(f"[{alt}]")
        elif tag == "q":
            self.writer.text("“")
        elif tag in _TABLE:
            self._open_table_part(tag)
        else:
            self._open_block(tag, values)

    def _open_block(self, tag: str, values: dict[str, str]) -> None:
        writer = self.writer
        if tag in _HEADINGS:
            writer.open_block(_HEADINGS[tag])
        elif tag in ("ul", "ol"):
            start = values.get("start", "")
            writer.open_list(ordered=tag == "ol", start=int(start) if start.isdecimal() else 1)
        elif tag == "li":
            writer.open_item()
        elif tag == "blockquote":
            writer.open_quote()
        elif tag == "pre":
            writer.open_code()
        elif tag in _PARAGRAPHS:
            writer.open_block(BlockKind.P)
        if values.get("dir", "").lower() == "rtl" and tag not in ("span", "abbr"):
            writer.mark_right_to_left()

    def close_tag(self, tag: str) -> None:
        writer = self.writer
        if tag == "a":
            self._close_link()
        elif tag in _STYLES:
            writer.close_style(_STYLES[tag])
        elif tag == "q":
            writer.text("”")
        elif tag in _HEADINGS or tag in _PARAGRAPHS:
            writer.close_block()
        elif tag in ("ul", "ol"):
            writer.close_list()
        elif tag == "li":
            writer.close_item()
        elif tag == "blockquote":
            writer.close_quote()
        elif tag == "pre":
            writer.close_code()
        elif tag in _TABLE:
            self._close_table_part(tag)

    def add_text(self, data: str) -> None:
        if not self._left_out:
            self.writer.text(data)

    def _open_link(self, href: str) -> None:
        # A footnote's arrow back to its mark is for clicking, not for reading.
        is_shown = not href.startswith("#fnref")
        self._links.append(is_shown)
        if not is_shown:
            self._left_out += 1
            self.writer.drop_trailing_space()
        else:
            address = href.strip()
            self.writer.open_style("a", address if _ADDRESS.fullmatch(address) else "")

    def _close_link(self) -> None:
        if not self._links:
            return
        if self._links.pop():
            self.writer.close_style("a")
        else:
            self._left_out -= 1

    def _open_table_part(self, tag: str) -> None:
        if tag == "table":
            self.writer.open_table()
        elif tag == "tr":
            self.writer.open_row()
        elif tag in ("td", "th"):
            self.writer.open_cell(is_heading=tag == "th")

    def _close_table_part(self, tag: str) -> None:
        if tag == "table":
            self.writer.close_table()
        elif tag in ("td", "th"):
            self.writer.close_cell()
