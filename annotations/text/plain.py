"""Plain text to blocks: the structure that a text without markup still shows.

The rules were measured on scraped articles: headings without markup, tables of contents that
repeat the headings, bullets, metadata lines, doubled titles, page furniture.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from statistics import median

from annotations.text.block_writer import MAX_BLOCKS, TooManyBlocksError
from annotations.text.blocks import Block
from annotations.text.clean import clean, fold_space, reads_right_to_left, split_lines
from annotations.text.furniture import is_boilerplate, is_metadata
from annotations.vocabulary import BlockKind

_BULLET = re.compile(r"^(\s*)([-*•–‣◦▪·]|\d{1,2}[.)]|[a-z]\))[ \t\u00a0]+(\S.*)$")
_QUOTED = re.compile(r"^\s*>[> ]*(.*)$")
_RULE = re.compile(r"^\s*(?:[-*_=~]\s*){3,}$")
#: A longer row of signs is no rule but noise.
MAX_RULE_CHARACTERS = 300
_ENDS_A_SENTENCE = tuple(".,;:!…。、，；：！")
_SMALL_WORDS = frozenset(
    "a an and are as at but by de del der des di du for from if in into is la le of on or per "
    "the to und v van via von vs with y your".split()
)

#: A heading is at most this long; beyond it even Title Case is prose.
MAX_HEADING_CHARACTERS = 120
#: A line in ordinary case is a heading only where it is this short ...
MAX_PLAIN_HEADING_CHARACTERS = 90
MAX_PLAIN_HEADING_WORDS = 14
#: ... and what follows is so much longer.
BODY_TO_HEADING_RATIO = 1.6
#: Lines of this median length between blank lines were wrapped by hand.
WRAPPED_LINE_CHARACTERS = (60, 90)
#: A title that a scraper doubled stands among the first lines.
TITLE_ZONE_LINES = 12


@dataclass(frozen=True, slots=True)
class _Line:
    """One paragraph-to-be: folded text, and what its first characters said."""

    text: str
    kind: BlockKind
    marker: str = ""
    indent: int = 0
    after_blank: bool = False


def plain_blocks(text: str) -> tuple[Block, ...]:
    """Read plain text as blocks; empty where the text is only white space.

    Raises:
        TooManyBlocksError: there are more than `MAX_BLOCKS`.
    """
    lines = _lines(split_lines(text))
    if not lines:
        return ()
    headings = _headings(lines)
    listed = {line.text for line in lines if line.kind is BlockKind.LI}
    repeated = {lines[i].text for i in headings} & listed
    copies = _title_copies(lines, headings)
    first_prose = next(
        (i for i, line in enumerate(lines) if _is_prose(line) and i not in headings), len(lines)
    )
    first_heading = min(headings, default=len(lines))
    blocks = []
    depths = _depths(lines)
    for index, line in enumerate(lines):
        kind, folded = line.kind, False
        if line.kind is BlockKind.LI and line.text in repeated:
            kind = BlockKind.TOC
        elif index in copies:
            kind, folded = BlockKind.BOILERPLATE, True
        elif index in headings:
            is_title = index == first_heading < first_prose
            kind = BlockKind.H1 if is_title else BlockKind.H2
        elif line.kind in (BlockKind.BOILERPLATE, BlockKind.META):
            folded = True
        blocks.append(
            Block(
                kind=kind,
                text=line.text,
                marker=line.marker,
                depth=depths[index],
                quoted=line.kind is BlockKind.QUOTE,
                rtl=reads_right_to_left(line.text),
                folded=folded,
            )
        )
    return tuple(blocks)


def _lines(raw: Sequence[str]) -> list[_Line]:
    groups = _groups(raw)
    if _is_hard_wrapped(groups):
        groups = [_joined(group) for group in groups]
    if sum(map(len, groups)) > MAX_BLOCKS:
        raise TooManyBlocksError
    found: list[_Line] = []
    for group in groups:
        first = True
        for line in group:
            made = _line(line, after_blank=first)
            if made is not None:
                found.append(made)
                first = False
    return found


def _groups(raw: Sequence[str]) -> list[list[str]]:
    """Runs of lines that hold something, as blank lines part them."""
    groups: list[list[str]] = [[]]
    for line in raw:
        if line.strip():
            groups[-1].append(line)
        elif groups[-1]:
            groups.append([])
    return [group for group in groups if group]


def _is_hard_wrapped(groups: Sequence[Sequence[str]]) -> bool:
    if len(groups) < 2:
        return False
    lengths = [
        len(line.strip())
        for group in groups
        if len(group) > 1
        for line in group
        if not _BULLET.match(line)
    ]
    low, high = WRAPPED_LINE_CHARACTERS
    return bool(lengths) and low <= median(lengths) <= high


def _joined(group: Sequence[str]) -> list[str]:
    """Join the lines of a hand-wrapped paragraph; bullets, quotes and rules start anew."""
    joined: list[list[str]] = []
    for line in group:
        starts = _BULLET.match(line) or _QUOTED.match(line) or _is_rule(line)
        if not joined or starts or _is_rule(joined[-1][-1]) or _stands_alone(line):
            joined.append([line])
        else:
            joined[-1].append(line.strip())
    return [" ".join(lines) for lines in joined]


def _stands_alone(line: str) -> bool:
    text = fold_space(line)
    return is_boilerplate(text) or is_metadata(text)


def _is_rule(raw: str) -> bool:
    return len(raw) <= MAX_RULE_CHARACTERS and _RULE.match(raw) is not None


def _line(raw: str, *, after_blank: bool) -> _Line | None:
    if _is_rule(raw):
        return _Line("", BlockKind.RULE, after_blank=after_blank)
    bullet = _BULLET.match(raw)
    if bullet:
        indent = len(bullet[1].expandtabs(4))
        text = fold_space(clean(bullet[3]))
        return _Line(text, BlockKind.LI, bullet[2], indent, after_blank)
    quoted = _QUOTED.match(raw)
    if quoted:
        text = fold_space(clean(quoted[1]))
        return _Line(text, BlockKind.QUOTE, after_blank=after_blank) if text else None
    text = fold_space(clean(raw))
    if not text.strip():
        return None
    kind = BlockKind.P
    if is_boilerplate(text):
        kind = BlockKind.BOILERPLATE
    elif is_metadata(text):
        kind = BlockKind.META
    return _Line(text, kind, after_blank=after_blank)


def _is_prose(line: _Line) -> bool:
    return line.kind in (BlockKind.P, BlockKind.QUOTE)


def _headings(lines: Sequence[_Line]) -> frozenset[int]:
    """Indexes of the lines that are headings."""
    listed = {line.text for line in lines if line.kind is BlockKind.LI}
    zone = Counter(line.text for line in lines[:TITLE_ZONE_LINES])
    listed |= {text for text, count in zone.items() if count > 1 and text[-1:] not in ".!?…。"}
    found = set()
    bodies = _next_bodies(lines)
    for index, line in enumerate(lines):
        if line.kind is not BlockKind.P or len(line.text) > MAX_HEADING_CHARACTERS:
            continue
        following = bodies[index]
        if line.text in listed:
            found.add(index)
        elif line.text.endswith(_ENDS_A_SENTENCE) or following is None:
            continue
        elif _is_title_case(line.text) or _is_short_before_body(line.text, following):
            found.add(index)
    return frozenset(found)


def _next_bodies(lines: Sequence[_Line]) -> list[_Line | None]:
    """For each line the next that is neither page furniture nor the same text again."""
    bodies: list[_Line | None] = [None] * len(lines)
    following: _Line | None = None
    beyond: _Line | None = None
    for index in range(len(lines) - 1, -1, -1):
        line = lines[index]
        is_same = following is not None and following.text == line.text
        bodies[index] = beyond if is_same else following
        if line.kind not in (BlockKind.BOILERPLATE, BlockKind.META, BlockKind.RULE):
            following, beyond = line, bodies[index]
    return bodies


def _is_title_case(text: str) -> bool:
    words = [w for w in re.findall(r"[^\W_][\w'’-]*", text) if w.lower() not in _SMALL_WORDS]
    if not words or not words[0][0].isupper():
        return text.isupper() and len(text) > 3
    capital = sum(1 for word in words if word[0].isupper() or word[0].isdigit())
    return len(words) >= 2 and capital >= 0.8 * len(words)


def _is_short_before_body(text: str, following: _Line) -> bool:
    if following.kind is BlockKind.LI or len(text) > MAX_PLAIN_HEADING_CHARACTERS:
        return False
    if len(text.split()) > MAX_PLAIN_HEADING_WORDS:
        return False
    return len(following.text) >= BODY_TO_HEADING_RATIO * len(text)


def _title_copies(lines: Sequence[_Line], headings: frozenset[int]) -> frozenset[int]:
    """Later copies of a title that stands twice or more among the first lines."""
    counts = Counter(line.text for line in lines[:TITLE_ZONE_LINES] if line.kind is BlockKind.P)
    seen: set[str] = set()
    copies = set()
    for index, line in enumerate(lines[:TITLE_ZONE_LINES]):
        if counts[line.text] < 2 or index not in headings:
            continue
        if line.text in seen:
            copies.add(index)
        seen.add(line.text)
    return frozenset(copies)


def _depths(lines: Sequence[_Line]) -> list[int]:
    """Nesting of each list item by its indent; 0 for all else."""
    depths = []
    indents: list[int] = []
    for line in lines:
        if line.kind is not BlockKind.LI:
            indents = []
            depths.append(0)
            continue
        while indents and line.indent < indents[-1]:
            indents.pop()
        if not indents or line.indent > indents[-1] + 1:
            indents.append(line.indent)
        depths.append(len(indents) - 1)
    return depths
