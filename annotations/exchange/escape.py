"""Write any text into Markdown so that every reader shows it, and nothing else.

The rules hold for Python-Markdown, markdown-it, cmark-gfm and pandoc together: a backslash
where all four know it, an entity where they differ, U+FFFD for what is meant to deceive.
"""

from __future__ import annotations

import re
from urllib.parse import quote

#: Controls, directional embeddings, overrides and isolates, and spaces without width; the
#: joiners stay, for Persian and for emoji.
_DECEIVING = re.compile(
    "[\x00-\x08\x0e-\x1f\x7f-\x84\x86-\x9f\u200b\u2060-\u2064\u202a-\u202e\u2066-\u206f"
    "\ufeff\ufff9-\ufffc\ufdd0-\ufdef\ufffe\uffff\ud800-\udfff\U000e0000-\U000e007f]"
)
_SPACES = re.compile(r"[ \t\n\r\f\v\x1c-\x1f\x85\u2028\u2029]+")
# A lone `<`, `&` or `!` is left as it is: an article is full of "< 5 mg", "A & B" and "now!".
_SPECIAL = re.compile(
    r"[\\*_{}\[\]#`]|!(?=\[)|<(?![ \d])|&(?! )|[|~^$@]|([-=:%+])(?=\1)|:(?=//)"
    r"|(?<=[wW][wW][wW])\."
)
_BACKSLASHED = frozenset("\\*_{}[]#!`")
_LIST_NUMBER = re.compile(r"^(\(?(?:\d+|[A-Za-z]|[ivxlcdm]{2,}|[IVXLCDM]{2,}))([.)])(?=\s|$)")
_LINE_START = re.compile(r"^(?:[+\-=:%>]|!(?=!))")


def one_line(text: str) -> str:
    """Fold white space and line ends into single spaces, replace what deceives, trim."""
    return _DECEIVING.sub("\ufffd", _SPACES.sub(" ", text)).strip()


def inline(text: str, *, at_line_start: bool = False) -> str:
    """Escape text that stands inside a line.

    Args:
        text: Any text; its white space is folded, its ends are kept as single spaces.
        at_line_start: The text begins a block: list markers, rules and headings are
            escaped there too.
    """
    folded = _DECEIVING.sub("\ufffd", _SPACES.sub(" ", text))
    start = _LIST_NUMBER.match(folded.lstrip(" ")) if at_line_start else None
    if start is not None:
        folded = folded.lstrip(" ")
        return _escaped(start[1]) + "\\" + start[2] + _escaped(folded[start.end() :])
    escaped = _escaped(folded)
    if at_line_start:
        escaped = _LINE_START.sub(lambda m: f"&#{ord(m[0])};", escaped.lstrip(" "))
    return escaped


def line(text: str) -> str:
    """Escape text that is a whole block on one line; its ends are trimmed."""
    return inline(one_line(text), at_line_start=True)


def before_bracket(escaped: str) -> str:
    """Escaped words before a footnote mark or a link: a last `!` would make it an image."""
    return f"{escaped[:-1]}\\!" if escaped.endswith("!") else escaped


def paragraphs(text: str) -> list[list[str]]:
    """Part plain text at blank lines into paragraphs of escaped lines."""
    unified = re.sub(r"\r\n?|\x85|\u2028|\u2029|\f|\v", "\n", text)
    found = []
    for paragraph in re.split(r"\n[ \t]*(?:\n[ \t]*)+", unified):
        lines = [line(part) for part in paragraph.split("\n") if one_line(part)]
        if lines:
            found.append(lines)
    return found


def hard_broken(lines: list[str]) -> str:
    """Join escaped lines of a paragraph with line breaks: two spaces, as all readers know."""
    return "  \n".join(lines)


def url(address: str) -> str:
    """Percent-encode an http or https address for `<...>`; empty for any other."""
    if not re.match(r"https?://[^\s/]", address, re.IGNORECASE):
        return ""
    return quote(one_line(address), safe=":/?#@$&+,;=%-.~")


def autolink(address: str) -> str:
    """An address as a link to itself, or as plain words where it is not http or https.

    Where it had to be encoded its words are given too: readers differ on whether an address
    in angle brackets is shown encoded.
    """
    encoded = url(address)
    if not encoded:
        return inline(address)
    return f"[{inline(one_line(address))}](<{encoded}>)" if "%" in encoded else f"<{encoded}>"


def yaml_string(text: str) -> str:
    """A YAML double-quoted scalar on one line; what cannot be printed is escaped."""
    pieces = []
    for character in text:
        if character in '"\\':
            pieces.append("\\" + character)
        elif character.isprintable():
            pieces.append(character)
        elif ord(character) <= 0xFFFF:
            pieces.append(f"\\u{ord(character):04x}")
        else:
            pieces.append(f"\\U{ord(character):08x}")
    return f'"{"".join(pieces)}"'


def comment(text: str) -> str:
    """Text for inside an HTML comment: ids and numbers only, all else is left out."""
    return re.sub(r"-{2,}", "-", re.sub(r"[^\w .:-]", "", text))


def _escaped(text: str) -> str:
    return _SPECIAL.sub(_safe, text)


def _safe(match: re.Match[str]) -> str:
    character = match[0]
    return f"\\{character}" if character in _BACKSLASHED else f"&#{ord(character)};"
