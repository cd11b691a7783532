"""Made texts of any size, the same for every run."""

from __future__ import annotations

import random

_SUBJECTS = ("Valerian", "The root", "This tea", "A daily spoonful", "The old remedy", "Silver")
_VERBS = ("calms", "lifts", "restores", "sharpens", "balances", "protects", "warms")
_OBJECTS = ("the sleeper", "tired workers", "the heart", "memory", "the stomach", "the skin")
_ENDS = (
    "within 2 weeks",
    "at doses of 900 mg",
    "in most people",
    "according to experts",
    "e.g. in the evening",
    "without any known harm",
)


def article_text(size: int, *, seed: int = 7) -> str:
    """A Markdown article of about `size` characters: headings, paragraphs, some lists."""
    chance = random.Random(seed)
    parts = ["# A Made Article About Many Remedies"]
    length = len(parts[0])
    section = 0
    while length < size:
        section += 1
        part = _section(chance, section)
        parts.append(part)
        length += len(part) + 2
    return "\n\n".join(parts) + "\n"


def _section(chance: random.Random, number: int) -> str:
    paragraphs = [
        " ".join(_sentence(chance) for _ in range(chance.randint(3, 7)))
        for _ in range(chance.randint(2, 4))
    ]
    blocks = [f"## What part {number} says", *paragraphs]
    if number % 4 == 0:
        blocks.append("\n".join(f"- {_sentence(chance)}" for _ in range(4)))
    return "\n\n".join(blocks)


def _sentence(chance: random.Random) -> str:
    words = (
        chance.choice(_SUBJECTS),
        chance.choice(_VERBS),
        chance.choice(_OBJECTS),
        chance.choice(_ENDS),
    )
    return f"{' '.join(words)}, number {chance.randint(1, 99_999)}."
