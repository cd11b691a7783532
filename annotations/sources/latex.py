"""LaTeX as bibliographies hold it, to plain text."""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache
from typing import Any

_LATEX = re.compile(r"[\\{}$~]|--|``|''")
_ACCENT = re.compile(
    r"\{\\([`'^~\"=.])\s*(?:\{\\?([A-Za-z])\}|\\?([A-Za-z]))\}"
    r"|\\([`'^~\"=.])\s*(?:\{\\?([A-Za-z])\}|\\?([A-Za-z]))"
    r"|\{?\\([uvHckrdb])(?:\{([A-Za-z])\}| ([A-Za-z])\b)\}?"
)
_COMBINING = dict(
    zip(
        "`'^~\"=.uvHckrdb",
        "\u0300\u0301\u0302\u0303\u0308\u0304\u0307\u0306\u030c\u030b\u0327\u0328\u030a\u0323\u0331",
        strict=True,
    )
)
_EMPHASIS = re.compile(
    r"\\(?:emph|mkbibemph|text(?:it|bf|sc|sf|rm|tt|superscript|subscript)|url|mbox)\s*(?=\{)"
    r"|\\(?:it|bf|em)\b ?"
)
#: What is left of LaTeX in most titles and names.
_SIMPLE = re.compile(r"\\([&%$#_{}])|[{}]|---?|``|''|~")
_SIMPLE_TO = {"--": "–", "---": "—", "``": "“", "''": "”", "~": " "}
#: In a title a bare per cent sign or dollar is meant as it stands; LaTeX takes it otherwise.
_BARE_PERCENT = re.compile(r"(?<!\\)%")
_BARE_DOLLAR = re.compile(r"(?<!\\)\$")
_URL = re.compile(r"\\url\s*\{([^{}]*)\}")
_VERBATIM = re.compile(r"\\([_%&#~$])|\{\\textasciitilde\}")
#: Deeper braces are no writer's work, and the decoder would run out of stack.
_MAX_DEPTH = 40


def decode(value: str) -> str:
    """Plain text of a LaTeX text: accents, dashes, quotation marks; braces gone.

    What cannot be decoded is kept as typed.
    """
    if not _LATEX.search(value):
        return value
    return _simply_decoded(value) or _decoded(value)


def _simply_decoded(value: str) -> str:
    """Decode what most fields have, a hundred times faster; empty where there is more."""
    text = value
    if "\\" in text:
        text = _EMPHASIS.sub("", _ACCENT.sub(_accented, text))
    bare = _SIMPLE.sub("", text)
    if "\\" in bare or "$" in bare:
        return ""
    decoded = _SIMPLE.sub(lambda match: match[1] or _SIMPLE_TO.get(match[0], ""), text)
    return " ".join(decoded.split())


def _accented(match: re.Match[str]) -> str:
    sign, letter = (group for group in match.groups() if group)
    return unicodedata.normalize("NFC", letter + _COMBINING[sign])


@lru_cache(maxsize=2_000)
def _decoded(value: str) -> str:
    if _depth(value) > _MAX_DEPTH:
        return value
    text = _BARE_PERCENT.sub(r"\\%", value)
    if len(_BARE_DOLLAR.findall(text)) % 2:
        text = _BARE_DOLLAR.sub(r"\\$", text)
    try:
        decoded = str(_decoder().latex_to_text(text))
    except Exception:  # noqa: BLE001 - it fails in many ways on what is no LaTeX
        return value
    return " ".join(decoded.split()) or value


@lru_cache(maxsize=1)
def _decoder() -> Any:
    from pylatexenc.latex2text import (
        LatexNodes2Text,
        MacroTextSpec,
        get_default_latex_context_db,
    )

    context = get_default_latex_context_db()
    macros = [
        MacroTextSpec("url", simplify_repl="%s"),
        MacroTextSpec("textasciicircum", simplify_repl="^"),
    ]
    context.add_context_category("as-typed", prepend=True, macros=macros)
    # Nothing is ever read from disk: \input has no effect without set_tex_input_directory.
    return LatexNodes2Text(latex_context=context, math_mode="text", strict_latex_spaces=True)


def verbatim(value: str) -> str:
    """An address or identifier: only what LaTeX makes people write is undone."""
    text = _VERBATIM.sub(lambda match: match[1] or "~", _URL.sub(r"\1", value))
    return text.strip().strip("{}").strip()


def _depth(text: str) -> int:
    deepest = depth = 0
    for sign in text:
        if sign == "{":
            depth += 1
            deepest = max(deepest, depth)
        elif sign == "}":
            depth -= 1
    return deepest
