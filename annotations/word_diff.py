"""What changed between two texts, word by word, for reading by people.

Words, numbers and white space are compared whole, and the characters of scripts without
spaces one by one. A few letters that happen to be the same between two changes are taken
into the change: a reader sees one thing replaced by another, not crumbs.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from enum import StrEnum
from itertools import groupby

#: Between two changes, so many letters or fewer that stayed are read as changed too where
#: both changes are longer. More: calmer, but with less of what stayed shown as such.
_CRUMB_LETTERS = 4
#: Longest texts, in tokens, that are aligned; rapidfuzz keeps a bit for each pair of them.
#: Beyond, all that lies between the common beginning and end counts as changed.
_MOST_PAIRS = 400_000_000

# Scripts written without spaces: Thai to Khmer, kana, Han, and the planes beyond.
_UNSPACED = (
    r"\u0e00-\u0eff\u1000-\u109f\u1780-\u17ff\u3040-\u30ff\u31f0-\u31ff\u3400-\u4dbf"
    r"\u4e00-\u9fff\uf900-\ufaff\uff66-\uff9f\U00020000-\U0003ffff"
)
_WORD = rf"[^\W{_UNSPACED}](?:[^\W{_UNSPACED}]|[\u0300-\u036f\u200c\u200d])*"
_TOKEN = re.compile(
    rf"\d+(?:[.,:]\d+)+|{_WORD}(?:[’'-]{_WORD})*|[{_UNSPACED}][\u0300-\u036f\u0e31-\u0e4e]*"
    r"|\r?\n|[^\S\n]+|.",
    re.DOTALL,
)


class DiffKind(StrEnum):
    """What happened to a run of text."""

    SAME = "same"
    REMOVED = "removed"
    ADDED = "added"


@dataclass(frozen=True, slots=True)
class DiffRun:
    """A piece of text that stayed, went or came."""

    kind: DiffKind
    text: str


@dataclass(frozen=True, slots=True)
class _Piece:
    """Tokens that stayed (`old` is `new`), or that some were replaced by others."""

    old: Sequence[str]
    new: Sequence[str]
    is_same: bool


def diff_words(old: str, new: str) -> tuple[DiffRun, ...]:
    """Say what changed, word by word.

    The runs that stayed and went, joined, are the old text; those that stayed and came are
    the new one. What went stands before what came in its place, no run is empty, and no two
    of a kind touch.
    """
    runs = []
    for piece in _at_words(_without_crumbs(_pieces(_TOKEN.findall(old), _TOKEN.findall(new)))):
        if piece.is_same:
            runs.append((DiffKind.SAME, piece.old))
        else:
            runs += [(DiffKind.REMOVED, piece.old), (DiffKind.ADDED, piece.new)]
    kept = [(kind, tokens) for kind, tokens in runs if tokens]
    return tuple(
        DiffRun(kind, "".join("".join(tokens) for _, tokens in group))
        for kind, group in groupby(kept, key=lambda run: run[0])
    )


def _pieces(old: Sequence[str], new: Sequence[str]) -> list[_Piece]:
    """The two texts as what stayed and what was replaced, in turn; none is empty."""
    start = _common(old, new)
    end = _common(old[start:][::-1], new[start:][::-1])
    first, last = old[start : len(old) - end], new[start : len(new) - end]
    head, tail = old[:start], old[len(old) - end :]
    if len(first) * len(last) > _MOST_PAIRS or not (first and last):
        middle = [_Piece(first, last, is_same=False)]
    else:
        middle = _aligned(first, last)
    pieces = [_Piece(head, head, is_same=True), *middle, _Piece(tail, tail, is_same=True)]
    return [piece for piece in pieces if piece.old or piece.new]


def _aligned(old: Sequence[str], new: Sequence[str]) -> list[_Piece]:
    # Not before there is something to compare: loading it takes 20 ms.
    from rapidfuzz.distance import Indel

    numbers: dict[str, int] = {}
    known = [[numbers.setdefault(token, len(numbers)) for token in text] for text in (old, new)]
    pieces = []
    for is_same, codes in groupby(Indel.opcodes(*known), key=lambda code: code.tag == "equal"):
        steps = list(codes)
        gone = old[steps[0].src_start : steps[-1].src_end]
        come = new[steps[0].dest_start : steps[-1].dest_end]
        pieces.append(_Piece(gone, come, is_same))
    return pieces


def _common(old: Sequence[str], new: Sequence[str]) -> int:
    """How many tokens are the same from the beginning."""
    for index, (left, right) in enumerate(zip(old, new, strict=False)):
        if left != right:
            return index
    return min(len(old), len(new))


def _without_crumbs(pieces: Sequence[_Piece]) -> Iterator[_Piece]:
    """Take what stayed by chance between two changes into one change with them."""
    letters = [max(_letters(piece.old), _letters(piece.new)) for piece in pieces]
    joined: list[_Piece] = []
    #: Letters of the change that is being joined.
    size = 0
    for index, piece in enumerate(pieces):
        around = min(size, letters[index + 1]) if 0 < index < len(pieces) - 1 else -1
        if piece.is_same and not _is_crumb(piece.old, letters[index], around):
            yield from _one(joined)
            yield piece
            joined, size = [], 0
        else:
            joined.append(piece)
            size += letters[index]
    yield from _one(joined)


def _is_crumb(tokens: Sequence[str], letters: int, around: int) -> bool:
    """Whether what stayed is too little to be read as such between two changes.

    Args:
        tokens: What stayed.
        letters: How many letters and digits it has.
        around: How many the smaller of the two changes has; negative at an end of the text.
    """
    if around < 0 or "\n" in tokens:
        return False
    return letters == 0 or (letters <= _CRUMB_LETTERS and letters < around)


def _one(joined: Sequence[_Piece]) -> Iterator[_Piece]:
    """The pieces as one change, with what begins and ends both sides of it given back."""
    old = [token for piece in joined for token in piece.old]
    new = [token for piece in joined for token in piece.new]
    start = _common(old, new)
    end = _common(old[start:][::-1], new[start:][::-1])
    head, tail = old[:start], old[len(old) - end :]
    if head:
        yield _Piece(head, head, is_same=True)
    if joined:
        yield _Piece(old[start : len(old) - end], new[start : len(new) - end], is_same=False)
    if tail:
        yield _Piece(tail, tail, is_same=True)


def _at_words(pieces: Iterable[_Piece]) -> Iterator[_Piece]:
    """What only came or only went begins with a word, and takes the space after it."""
    waiting: list[_Piece] = []
    for piece in pieces:
        waiting.append(piece)
        if len(waiting) == 3:
            waiting = list(_turned(*waiting))
            yield waiting.pop(0)
    yield from waiting


def _turned(before: _Piece, piece: _Piece, after: _Piece) -> tuple[_Piece, _Piece, _Piece]:
    changed = piece.old or piece.new
    if (
        not (before.is_same and after.is_same)
        or (piece.old and piece.new)
        or not changed[0].isspace()
        or after.old[0] != changed[0]
    ):
        return before, piece, after
    earlier, later = [*before.old, changed[0]], after.old[1:]
    turned = [*changed[1:], changed[0]]
    return (
        _Piece(earlier, earlier, is_same=True),
        _Piece(turned if piece.old else (), turned if piece.new else (), is_same=False),
        _Piece(later, later, is_same=True),
    )


def _letters(tokens: Sequence[str]) -> int:
    return sum(map(str.isalnum, "".join(tokens)))
