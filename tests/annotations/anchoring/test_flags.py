"""Flags: a few letters that turn the meaning, in several languages."""

from __future__ import annotations

import pytest

from annotations.anchoring.flags import ChangeFlag, change_flags

NUMBER, NEGATION, MODAL = ChangeFlag.NUMBER, ChangeFlag.NEGATION, ChangeFlag.MODAL


@pytest.mark.parametrize(
    ("before", "after", "expected"),
    [
        ("Take 5 mg a day.", "Take 50 mg a day.", {NUMBER}),
        ("Take 2.5 mg.", "Take 25 mg.", {NUMBER}),
        ("Take two pills.", "Take three pills.", {NUMBER}),
        ("Use ½ a spoon.", "Use ¼ a spoon.", {NUMBER}),
        ("It is safe.", "It is not safe.", {NEGATION}),
        ("It isn’t sold.", "It is sold.", {NEGATION}),
        ("It cannot harm.", "It can harm.", {NEGATION, MODAL}),
        ("It may help.", "It will help.", {MODAL}),
        ("It is legal.", "It is illegal.", {MODAL}),
        ("Take it before meals.", "Take it after meals.", {MODAL}),
        ("It was safe for most.", "It was safe for some.", {MODAL}),
        ("Es ist sicher.", "Es ist nicht sicher.", {NEGATION}),
        ("Man muss es nehmen.", "Man darf es nehmen.", {MODAL}),
        ("Ce n'est pas sûr.", "C'est sûr.", {NEGATION}),
        ("Es seguro.", "Nunca es seguro.", {NEGATION}),
        ("É seguro.", "Não é seguro.", {NEGATION}),
        ("Это безопасно.", "Это не безопасно.", {NEGATION}),
        ("这种药是安全的。", "这种药是不安全的。", {NEGATION}),
        ("これは安全です。", "これは安全ではない。", {NEGATION}),
        ("هذا آمن.", "هذا غير آمن.", {NEGATION}),
    ],
)
def test_what_turns_the_meaning_is_flagged(before: str, after: str, expected: set[str]) -> None:
    assert change_flags(before, after) == expected
    assert change_flags(after, before) == expected


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ("It isn't safe.", "It isn’t safe."),
        ("IT MAY HELP.", "It may help."),
        ("Take 5 mg.", "Swallow 5 mg."),
        ("The herb is sold here.", "The plant is sold here."),
        ("", ""),
    ],
)
def test_what_does_not_is_not(before: str, after: str) -> None:
    assert change_flags(before, after) == frozenset()


def test_a_change_of_several_kinds_has_all_its_flags() -> None:
    before, after = "You may take 5 mg.", "You must not take 10 mg."
    assert change_flags(before, after) == {NUMBER, NEGATION, MODAL}
