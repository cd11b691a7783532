"""Blocks that a person says are of another kind than Caveat took them for.

They are kept with the article, by what they say: hash of the text, which of its equals, and
the kind. So they are found again in the next text of the article.
"""

from __future__ import annotations

import hashlib
import json
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import replace

from annotations.text.blocks import Block
from annotations.vocabulary import BlockChoice, BlockKind

_SHAPES = {
    BlockChoice.HEADING: (BlockKind.H2, False),
    BlockChoice.PARAGRAPH: (BlockKind.P, False),
    BlockChoice.LIST_ITEM: (BlockKind.LI, False),
    BlockChoice.BOILERPLATE: (BlockKind.BOILERPLATE, False),
    BlockChoice.IGNORE: (BlockKind.BOILERPLATE, True),
}
_BULLET = "\u2022"


def shape_of(choice: BlockChoice) -> tuple[BlockKind, bool]:
    """The kind of the block, and whether it is folded."""
    return _SHAPES[choice]


def chosen(stored: str, lengths: Iterable[int], text: str) -> tuple[tuple[int, BlockChoice], ...]:
    """Blocks of a text with what was chosen for them, by index.

    Args:
        stored: As the article keeps it; empty where nothing was chosen.
        lengths: Of the blocks, in code points.
        text: The canonical text; not looked at where nothing was chosen.
    """
    return tuple(_chosen(stored, lengths, text)) if stored else ()


def _chosen(stored: str, lengths: Iterable[int], text: str) -> Iterator[tuple[int, BlockChoice]]:
    wanted = {block: BlockChoice(choice) for block, choice in _entries(stored).items()}
    sizes = {key.partition(":")[0] for key, _ in wanted}
    seen: Counter[str] = Counter()
    start = 0
    for index, length in enumerate(lengths):
        if str(length) in sizes:
            key = _key(text[start : start + length])
            choice = wanted.get((key, seen[key]))
            seen[key] += 1
            if choice is not None:
                yield index, choice
        start += length + 1


def keep(choices: Mapping[int, BlockChoice], blocks: Sequence[Block]) -> str:
    """What was chosen for blocks, as the article keeps it."""
    wanted = {_key(blocks[index].text) for index in choices}
    sizes = {len(blocks[index].text) for index in choices}
    seen: Counter[str] = Counter()
    kept: dict[tuple[str, int], str] = {}
    for index, block in enumerate(blocks):
        if len(block.text) in sizes and (key := _key(block.text)) in wanted:
            if index in choices:
                kept[key, seen[key]] = choices[index].value
            seen[key] += 1
    return _text(kept)


def joined(stored: str, more: str) -> str:
    """What was chosen before, and what is chosen now, which wins."""
    return _text({**_entries(stored), **_entries(more)})


def without(stored: str, less: str) -> str:
    """What was chosen before, without what is told for the same blocks."""
    gone = _entries(less)
    return _text({block: kind for block, kind in _entries(stored).items() if block not in gone})


def _entries(stored: str) -> dict[tuple[str, int], str]:
    rows = json.loads(stored) if stored else []
    return {(key, ordinal): choice for key, ordinal, choice in rows}


def _text(entries: Mapping[tuple[str, int], str]) -> str:
    rows = [[*block, choice] for block, choice in entries.items()]
    return json.dumps(rows, separators=(",", ":")) if rows else ""


def with_choices(blocks: tuple[Block, ...], stored: str, text: str) -> tuple[Block, ...]:
    """The blocks as the person said that they are."""
    choices = chosen(stored, (len(block.text) for block in blocks), text)
    if not choices:
        return blocks
    changed = list(blocks)
    for index, choice in choices:
        changed[index] = _as(changed[index], choice)
    return tuple(changed)


def _as(block: Block, choice: BlockChoice) -> Block:
    kind, folded = _SHAPES[choice]
    is_item = kind is BlockKind.LI
    return replace(
        block,
        kind=kind,
        folded=folded,
        marker=(block.marker or _BULLET) if is_item else "",
        depth=block.depth if is_item else 0,
    )


def _key(text: str) -> str:
    # The length first, so that only blocks that long are hashed.
    return f"{len(text)}:{hashlib.sha256(text.encode()).hexdigest()[:16]}"
