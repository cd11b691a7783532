"""Changes of few letters that turn the meaning: numbers, negations, modal words."""

from __future__ import annotations

import re
from collections import Counter
from enum import StrEnum

from annotations.anchoring.keys import typographic_key


class ChangeFlag(StrEnum):
    """What a changed sentence says otherwise, so that it is looked at first."""

    NUMBER = "number"
    NEGATION = "negation"
    MODAL = "modal"


_NUMBER = re.compile(r"\d+(?:[.,:/]\d+)*|[½⅓⅔¼¾⅛%‰]")
_WORD = re.compile(r"[^\W\d_]+(?:'[^\W\d_]+)?")

_NUMBER_WORDS = frozenset(
    "one two three four five six seven eight nine ten eleven twelve twenty thirty forty fifty"
    " hundred thousand million billion half twice double once triple dozen".split()
)
_NEGATIONS = frozenset(
    "no not never none nobody nothing neither nor without cannot non un nowhere hardly"
    " kein keine keinen keiner keinem nicht nie niemals ohne"
    " ne pas jamais aucun aucune sans rien"
    " ni nunca jamás ningún ninguna sin nada"
    " não nem nunca nenhum nenhuma sem"
    " не нет ни никогда без нельзя".split()
)
#: Scripts without spaces between words, and Arabic, whose negations are looked for as they are.
_NEGATION_SIGNS = re.compile("不|没|沒|無|无|非|未|ない|なかった|ません|ずに|لا |لم |لن |ليس|غير ")
_MODALS = frozenset(
    "may might can could must should shall will would always never all every any some only most"
    " many few often sometimes rarely usually probably possibly likely unlikely"
    " safe unsafe dangerous harmless harmful legal illegal banned approved unapproved proven"
    " unproven effective ineffective recommended required allowed forbidden optional"
    " more less fewer higher lower increase increases decrease decreases reduce reduces"
    " before after above below least maximum minimum"
    " kann können muss müssen soll sollte darf dürfen immer alle"
    " peut peuvent doit doivent toujours tous toutes"
    " puede pueden debe deben siempre todos todas"
    " pode podem deve devem sempre todos todas"
    " может могут должен должны можно всегда все".split()
)


def change_flags(before: str, after: str) -> frozenset[ChangeFlag]:
    """Say in what a sentence and its changed form differ that may turn the meaning.

    A flag may be raised for nothing and cost a look; it should never be missing.
    """
    old, new = typographic_key(before), typographic_key(after)
    old_words, new_words = Counter(_WORD.findall(old)), Counter(_WORD.findall(new))
    found = set()
    if _numbers(old, old_words) != _numbers(new, new_words):
        found.add(ChangeFlag.NUMBER)
    if _negations(old, old_words) != _negations(new, new_words):
        found.add(ChangeFlag.NEGATION)
    if _those(old_words, _MODALS) != _those(new_words, _MODALS):
        found.add(ChangeFlag.MODAL)
    return frozenset(found)


def _numbers(text: str, words: Counter[str]) -> Counter[str]:
    return Counter(_NUMBER.findall(text)) + _those(words, _NUMBER_WORDS)


def _negations(text: str, words: Counter[str]) -> int:
    contracted = sum(n for word, n in words.items() if word.endswith("n't"))
    signs = len(_NEGATION_SIGNS.findall(text))
    return contracted + signs + _those(words, _NEGATIONS).total()


def _those(words: Counter[str], wanted: frozenset[str]) -> Counter[str]:
    return Counter({word: n for word, n in words.items() if word in wanted})
