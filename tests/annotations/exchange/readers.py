"""Three Markdown readers, and what a person would see of their HTML."""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import dataclass, field
from html.parser import HTMLParser

import cmarkgfm
import markdown
from cmarkgfm.cmark import Options
from markdown_it import MarkdownIt
from mdit_py_plugins.footnote import footnote_plugin

_MARKDOWN_IT = MarkdownIt("commonmark").enable("table").use(footnote_plugin)
_COUNTED = frozenset(
    "h1 h2 h3 h4 h5 h6 blockquote li table tr pre code strong em hr img script style iframe "
    "del form input object embed svg video".split()
)


def render_all(text: str) -> dict[str, Seen]:
    body = without_front_matter(text)
    return {
        "Python-Markdown": see(
            markdown.markdown(body, extensions=["tables", "footnotes", "sane_lists"])
        ),
        "markdown-it": see(_MARKDOWN_IT.render(body)),
        "cmark-gfm": see(
            cmarkgfm.github_flavored_markdown_to_html(body, Options.CMARK_OPT_FOOTNOTES)
        ),
    }


def without_front_matter(text: str) -> str:
    return re.sub(r"\A---\n.*?\n---\n", "", text, count=1, flags=re.DOTALL)


@dataclass
class Seen:
    """Visible words, the words of the footnotes, and how often each element stands."""

    words: str = ""
    notes: tuple[str, ...] = ()
    elements: Counter[str] = field(default_factory=Counter)
    addresses: tuple[str, ...] = ()


def see(html: str) -> Seen:
    parser = _Eye()
    parser.feed(html)
    parser.close()
    return Seen(
        words=" ".join("".join(parser.words).split()),
        notes=tuple(" ".join(note.split()) for note in parser.notes),
        elements=parser.elements,
        addresses=tuple(parser.addresses),
    )


class _Eye(HTMLParser):
    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.words: list[str] = []
        self.notes: list[str] = []
        self.elements: Counter[str] = Counter()
        self.addresses: list[str] = []
        self._footnotes = 0
        self._skipped = 0

    def handle_starttag(self, tag, attrs):
        values = dict(attrs)
        names = f"{values.get('class', '')}".split()
        if self._footnotes:
            self._footnotes += tag in ("div", "section")
            if tag == "li":
                self.notes.append("")
        elif {"footnote", "footnotes"} & set(names) and tag in ("div", "section"):
            self._footnotes = 1
        elif "footnotes-sep" in names:
            return
        elif tag in _COUNTED:
            self.elements[tag] += 1
        if tag == "sup" or (tag == "a" and "backref" in f"{values.get('class')}"):
            self._skipped += 1
        if tag == "a" and not f"{values.get('href')}".startswith("#"):
            self.addresses.append(values.get("href") or "")
        if tag in ("p", "li", "td", "th", "br", "blockquote") or tag[0] == "h":
            self._say(" ")

    def handle_endtag(self, tag):
        if self._footnotes and tag in ("div", "section"):
            self._footnotes -= 1
        if self._skipped and tag in ("sup", "a"):
            self._skipped -= 1
        if tag in ("p", "li", "td", "th"):
            self._say(" ")

    def handle_data(self, data):
        if not self._skipped:
            self._say(data)

    def _say(self, data):
        if self._footnotes:
            if self.notes:
                self.notes[-1] += data
        else:
            self.words.append(data)
