"""How deep the tags of HTML are nested, told before a parser has to hold them all."""

from __future__ import annotations

import re

MAX_DEPTH = 200
#: More elements than this are read as plain text; each takes some 25 microseconds.
MAX_ELEMENTS = 100_000

#: One tag with its attributes as HTML reads them: a quote counts after "=" only, and a tag
#: that never ends takes the rest. It never backtracks, so it stays linear.
TAG = re.compile(
    r"""<(/?)([a-zA-Z][^\s/>]*+)
    (?> [\s/]++
      | [^\s/>][^\s/>=]*+
        (?>\s*+=\s*+(?>"[^"]*+"|'[^']*+'|(?!["'])[^\s>]*+))?+
    )*+
    (?:>|\Z)""",
    re.VERBOSE,
)
_VOID = frozenset("area base br col embed hr img input link meta param source track wbr".split())
#: What a neighbour of the same name ends, end tag or not.
_ENDS_ITSELF = frozenset("p li td th tr dt dd option thead tbody tfoot colgroup".split())
_STYLES = frozenset(
    "a abbr b big cite code em font i s small span strike strong sub sup tt u".split()
)
#: Their content is no markup.
_RAW = {
    name: re.compile(rf"</{name}(?=[\s/>])", re.IGNORECASE)
    for name in ("iframe", "noembed", "noframes", "script", "style", "textarea", "title", "xmp")
}


def nests_too_deep(html: str) -> bool:
    """True where more than `MAX_DEPTH` elements are open at once, as HTML would read it.

    What its rules leave open or close by themselves is followed roughly, on the safe side.
    """
    opened: list[str] = []
    position = 0
    while match := TAG.search(html, position):
        position = match.end()
        name = match[2].lower()
        if match[1]:
            _close(opened, name)
            continue
        if name in _RAW:
            end = _RAW[name].search(html, position)
            if end is None:
                return False
            position = end.start()
        if name in _VOID:
            continue
        if name in _ENDS_ITSELF:
            _end_neighbour(opened, name)
        opened.append(name)
        if len(opened) > MAX_DEPTH:
            return True
    return False


def element_count(html: str) -> int:
    """How many tags open or stand alone, roughly."""
    return html.count("<") - html.count("</")


def _close(opened: list[str], name: str) -> None:
    """An end tag ends what it names and all inside; a style's end leaves the blocks inside."""
    if name not in opened:
        return
    index = len(opened) - 1 - opened[::-1].index(name)
    if name in _STYLES:
        del opened[index]
    else:
        del opened[index:]


def _end_neighbour(opened: list[str], name: str) -> None:
    for index in range(len(opened) - 1, -1, -1):
        if opened[index] == name:
            del opened[index:]
            return
        if opened[index] not in _STYLES and opened[index] not in _ENDS_ITSELF:
            return
