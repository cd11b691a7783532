"""Sentences of a text of which nothing else is known."""

from __future__ import annotations

from annotations.anchoring.texts import paragraph_starts, sentences_of

WRAPPED = (
    "The root of the plant has long been chewed by workers in\n"
    "the fields. It is bitter, and keeps them awake for hours\n"
    "on end.\n\n"
    "The law of the land did not forbid it until the last war\n"
    "had ended. Nobody knows why.\n"
)


def parts(text: str) -> list[str]:
    return [text[span.start : span.end] for span in sentences_of(text)]


def test_a_line_is_a_paragraph() -> None:
    assert parts("What it is\nIt is tea. It is warm.\n") == [
        "What it is",
        "It is tea.",
        "It is warm.",
    ]


def test_wrapped_lines_are_not() -> None:
    assert parts(WRAPPED)[1].endswith("awake for hours\non end.")
    assert len(parts(WRAPPED)) == 4


def test_no_text_has_no_sentences() -> None:
    assert parts("") == parts(" \n\n ") == []


def test_paragraphs_begin_where_they_do() -> None:
    text = "What it is\nIt is tea. It is warm.\nEnd."
    assert paragraph_starts(text, sentences_of(text)) == {0, 1, 3}
    assert paragraph_starts(WRAPPED, sentences_of(WRAPPED)) == {0, 2}
    assert paragraph_starts("", ()) == frozenset()
