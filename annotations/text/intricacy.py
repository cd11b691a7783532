"""Tell from the shape of Markdown whether Python-Markdown would come back in time.

Several of its rules look from each mark to the end of the paragraph, or of the text, so that
a few kilobytes of odd marks take minutes. Here the steps it would take are counted, in one
pass; ordinary articles stay far below the limit, however many links or tables they hold.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections import Counter

#: Seconds on the machine of the measurements; the same text gives the same sum everywhere.
MAX_WORK_S = 4.5

#: Seconds a step, measured with Python-Markdown 3.11: a block, list item or table cell with
#: all that follows it; a level of a quote; a character between a bracket or a parenthesis and
#: its partner; a character of the paragraph for each inline mark, and for each heading in it;
#: a character between `<` and `>`; a character between a fence and its partner; a character of
#: the text for each tag, entity or fence; a pair of footnote marks; a pair of footnotes; a
#: character of a paragraph for each pair of comment and tag in it.
_BLOCK_S = 1e-4
_QUOTE_S = 5e-5
_BRACKET_S = 4e-7
_PARENTHESIS_S = 1e-7
_INLINE_S = 5e-10
_HEADING_S = 8e-9
_TAG_S = 7e-8
_FENCE_S = 6e-8
_MARK_S = 1e-10
_FOOTNOTE_MARK_S = 2e-6
_FOOTNOTE_S = 6e-8
_COMMENT_S = 1e-8

MAX_INDENT = 200
MAX_QUOTE_DEPTH = 60

_DEEP_INDENT = re.compile(rf"^[ ]{{{MAX_INDENT}}}", re.MULTILINE)
_DEEP_QUOTE = re.compile(rf"^ {{0,3}}(?:> ?){{{MAX_QUOTE_DEPTH}}}", re.MULTILINE)
_BLANK = re.compile(r"\n[ \t]*\n")
_ITEM = re.compile(r" {0,3}(?:[-*+]|\d+\.) ")
_ITEM_START = re.compile(r"\n(?= {0,7}(?:[-*+]|\d+\.) )")
_TABLE_HEAD = re.compile(r"[^\n`\\]*\|[^\n`\\]*\n(?=[^\n]*-)(?=[^\n]*\|)[|:\- ]+(?:\n|\Z)")
_HEADING = re.compile(r"^[ >]*(?:#|[=*_-][ =*_-]*$)", re.MULTILINE)
_INLINE_MARKS = ("&", "<", "[", "`", "*", "_", "\\", "  \n")
_BRACKETS = re.compile(r"\\.|\]\(|[\[\]()]", re.DOTALL)
_TAG_START = re.compile(r"<(?=[a-zA-Z/!?])")
_FENCE = re.compile(r"^(~{3,}|`{3,})(.*)$", re.MULTILINE)
_FOOTNOTE = re.compile(r"\[\^([^\]\n]{1,100})\]")


def is_too_intricate(text: str) -> bool:
    """True where conversion might not come back: shown as plain text instead.

    Decided by the shape of the text alone, never by how long a conversion took.
    """
    text = text.expandtabs(4)
    if " " * MAX_INDENT in text and _DEEP_INDENT.search(text):
        return True
    if text.count(">") >= MAX_QUOTE_DEPTH and _DEEP_QUOTE.search(text):
        return True
    return estimated_work(text) > MAX_WORK_S


def estimated_work(text: str) -> float:
    """Roughly the seconds that a conversion would take, by the count of its steps.

    Stops counting above `MAX_WORK_S`.
    """
    work = _work_of_marks(text)
    for paragraph in _BLANK.split(text):
        if work > MAX_WORK_S:
            break
        work += _work_of_paragraph(paragraph)
    return work


def _work_of_marks(text: str) -> float:
    """What is looked for through the whole text: tags, fences, footnotes."""
    fences, steps = _fence_steps(text) if "```" in text or "~~~" in text else (0, 0)
    marks = text.count("&") + text.count("<") + fences
    work = marks * len(text) * _MARK_S + steps * _FENCE_S
    if "<" in text:
        work += _tag_steps(text) * _TAG_S
    if "[^" in text:
        counts = Counter(_FOOTNOTE.findall(text)).values()
        work += sum(n * n for n in counts) * _FOOTNOTE_MARK_S
        work += len(counts) * len(counts) * _FOOTNOTE_S
    return work


def _work_of_paragraph(paragraph: str) -> float:
    """What stands between two blank lines: words, list items, or a table."""
    work = _BLOCK_S
    if "\n" in paragraph:
        headings = len(_HEADING.findall(paragraph))
        work += headings * (_BLOCK_S + len(paragraph) * _HEADING_S)
    if paragraph.lstrip(" ").startswith(">"):
        quotes = paragraph.partition("\n")[0].count(">")
        work += quotes * _QUOTE_S
    if _ITEM.match(paragraph):
        parts = _ITEM_START.split(paragraph)
        work += len(parts) * _BLOCK_S
    elif _TABLE_HEAD.match(paragraph):
        parts = paragraph.split("\n")
        # A short row is filled up with empty cells.
        work += len(parts) * parts[0].count("|") * _BLOCK_S
    else:
        parts = [paragraph]
    return work + sum(_work_of_words(part) for part in parts)


def _work_of_words(part: str) -> float:
    """What inline marks cost in the words that stand in one element."""
    marks = sum(map(part.count, _INLINE_MARKS))
    if not marks:
        return 0.0
    work = marks * len(part) * _INLINE_S
    if "[" in part:
        brackets, parentheses = _bracket_steps(part)
        work += brackets * _BRACKET_S + parentheses * _PARENTHESIS_S
    if "<!--" in part:
        work += part.count("<!--") * part.count("<") * len(part) * _COMMENT_S
    return work


def _bracket_steps(part: str) -> tuple[int, int]:
    """Characters from each `[` to its `]`, and from each `](` to its `)`, or to the end."""
    brackets: list[int] = []
    parentheses: list[int] = []
    steps = [0, 0]
    for match in _BRACKETS.finditer(part):
        mark, position = match[0], match.start()
        if mark == "[":
            brackets.append(position)
        elif mark == "(":
            if parentheses:
                parentheses.append(position)
        elif mark == ")":
            if parentheses:
                steps[1] += position - parentheses.pop()
        elif mark[0] == "]":
            if brackets:
                steps[0] += position - brackets.pop()
            if mark == "](":
                parentheses.append(position)
    return (
        steps[0] + sum(len(part) - start for start in brackets),
        steps[1] + sum(len(part) - start for start in parentheses),
    )


def _tag_steps(text: str) -> int:
    """Characters from each `<` that may begin a tag to the next `>`, or to the end."""
    steps = 0
    end = -1
    for match in _TAG_START.finditer(text):
        start = match.start()
        if end < start:
            end = text.find(">", start)
            if end < 0:
                end = len(text)
        steps += end - start
    return steps


def _fence_steps(text: str) -> tuple[int, int]:
    """Count of code fences, and the characters from each to a line that closes it."""
    fences = [(m[1], m[2], m.start()) for m in _FENCE.finditer(text)]
    closing: dict[str, list[int]] = {}
    for fence, rest, start in fences:
        if not rest.strip(" "):
            closing.setdefault(fence, []).append(start)
    steps = 0
    for fence, _, start in fences:
        places = closing.get(fence, [])
        index = bisect_right(places, start)
        steps += (places[index] if index < len(places) else len(text)) - start
    return len(fences), steps
