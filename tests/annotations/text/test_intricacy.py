"""What is judged too intricate, and that nothing ordinary is."""

import random

import pytest

from annotations.text.intricacy import estimated_work, is_too_intricate

WORDS = (
    "ginger helps with nausea in some people says a study of the year and nobody knows why it "
    "should do so since the root was never tried against anything but sugar in small groups"
).split()


def prose(rng: random.Random, words: int) -> str:
    made = [rng.choice(WORDS) for _ in range(words)]
    for index in range(7, words, 23):
        made[index] = rng.choice(
            [f"**{made[index]}**", f"*{made[index]}*", f"`{made[index]}`", f"{made[index]}.",
             f"[{made[index]}](https://example.org/{index}?a=b_c)",
             f"{made[index]}[^{rng.randrange(400)}]",
             "p<0.05", "R&D", f'<abbr title="x">{made[index]}</abbr>', f"{made[index]} (not me)"]
        )  # fmt: skip
    return " ".join(made).capitalize() + "."


def article(size: int) -> str:
    rng = random.Random(7)
    parts = ["# Ginger and its promises\n"]
    length = 0
    while length < size:
        part = rng.choice(
            [
                lambda: f"## Part {len(parts)}\n\n{prose(rng, 60)}",
                lambda: prose(rng, 120),
                lambda: "\n".join(f"- {prose(rng, 12)}" for _ in range(6)),
                lambda: "\n".join(f"{n}. {prose(rng, 9)}" for n in range(1, 7)),
                lambda: f"> {prose(rng, 40)}",
                lambda: "| a | b |\n|---|---|\n" + "\n".join(["| x | [y](z) |"] * 8),
                lambda: "```python\nprint(a[0], '<p>')\n\nif x < y:\n    pass\n```",
            ]
        )()
        parts.append(part)
        length += len(part)
    parts.append("\n".join(f"[^{n}]: {prose(rng, 12)}" for n in range(400)))
    return "\n\n".join(parts)


LINKS = "\n".join(f"- [A study of {n}](https://doi.org/10.1000/{n}), *Journal* **{n}**" for n in range(3_000))  # noqa: E501 # fmt: skip
REFERENCES = "\n".join(f"[{n}]: https://example.org/a_long_address/{n} 'Title'" for n in range(3_000))  # noqa: E501 # fmt: skip


@pytest.mark.parametrize(
    "text",
    [
        article(1_000_000),
        "# Studies\n\n" + LINKS,
        "Words with [1], [2].\n\n" + REFERENCES,
        "A paragraph with " + "[one](https://e.org/) and " * 300 + "more.",
        "| a | b | c |\n|---|---|---|\n" + "| [x](y) | *z* | 3 |\n" * 2_000,
        "\n\n".join(f"A note.[^{n}]\n\n[^{n}]: Its words." for n in range(500)),
        "\n\n".join("```\n" + "if a[0] < b: pass\n" * 20 + "```" for _ in range(300)),
        "A vector `Vec<T>` and a `Box<U>` in words. " * 400,
        "\n".join(f"# Head {n}" for n in range(300)),
        "> " + "\n> ".join(["A quoted line, wrapped by hand."] * 2_000),
        "One `<div>` that nothing closes.\n\n<div>\n\n" + "Words and words. " * 9_000,
        "&nbsp;".join(["words"] * 2_000),
    ],
    ids=lambda text: text[:16],
)
def test_ordinary_articles_pass(text):
    assert not is_too_intricate(text)


@pytest.mark.parametrize(
    "text",
    [
        "[" * 10_000,
        ("[" * 299 + "\n\n") * 300,
        "- " + "[" * 6_000,
        "[a](" * 20_000,
        "![a" * 10_000,
        "[" * 4_000 + "]" * 4_000,
        "<a " * 50_000,
        "x<y " * 50_000,
        "x<y z\n\n" * 50_000,
        "a\n=\n" * 30_000,
        "a\n-\n" * 30_000,
        "# a\n" * 30_000,
        "> # a\n" * 30_000,
        "&amp; " * 200_000,
        "*a " * 300_000,
        "`a` " * 100_000,
        "\\*" * 200_000,
        "".join(f"{'`' * n}\nwords\n\n" for n in range(3, 1_500)),
        "```\n\n~~~\n\n" * 20_000,
        "a[^1] b\n\n" * 3_000 + "[^1]: x\n",
        "".join(f"a[^{n}]\n\n[^{n}]: note\n\n" for n in range(10_000)),
        "|a" * 100 + "|\n" + "|-" * 100 + "|\n" + ("|b" * 100 + "|\n") * 1_000,
        "|a" * 2_000 + "|\n" + "|-" * 2_000 + "|\n" + ("|b" * 2_000 + "|\n") * 40,
        "- a\n\n" * 50_000,
        "- a\n" * 50_000,
        "> " * 60 + "a",
        ("> " * 59 + "a\n\n") * 2_000,
        "\n".join(" " * (4 * n) + "- a" for n in range(300)),
        "\n".join("\t" * n + "- a" for n in range(300)),
        "\n".join(" \t" * n + "- a" for n in range(300)),
        "<b>" * 1_000 + "<!-- a -->" * 1_000,
        "```\nopen\n" + "```x\nopen\n" * 20_000,
    ],
    ids=lambda text: repr(text[:16]),
)
def test_what_would_not_come_back_is_told(text):
    assert is_too_intricate(text)
    assert is_too_intricate(f"Some words first.\n\n{text}\n\nAnd some after.")


def test_the_same_text_always_gives_the_same_sum():
    text = article(30_000)
    assert estimated_work(text) == estimated_work(text)
