"""What HTML is too much for a parser: told by its tags, before one has to hold them all."""

from __future__ import annotations

import re

MAX_DEPTH = 200
#: Start and end tags, each some 20 microseconds, and entities, which take their square.
MAX_TAGS = 200_000
#: In one tag; parsers compare each with all before it.
MAX_ATTRIBUTES = 1_000

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


def obstacle(html: str) -> str:
    """Why the tags are too many or too deep, as half a sentence; empty where they are not."""
    if html.count("<") + html.count("&") > MAX_TAGS:
        return f"it has more than {MAX_TAGS:,} tags and entities"
    if len(html) > MAX_ATTRIBUTES and any(
        len(tag[0]) > 3 * MAX_ATTRIBUTES and len(tag[0].split()) > MAX_ATTRIBUTES
        for tag in TAG.finditer(html)
    ):
        return f"one of its tags has more than {MAX_ATTRIBUTES:,} attributes"
    return "it is nested too deeply" if nests_too_deep(html) else ""


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
