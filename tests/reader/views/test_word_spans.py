import pytest
from hypothesis import given
from hypothesis import strategies as st

from annotations import Span
from reader.views.word_spans import word_spans


def words(text):
    return [text[word.start : word.end] for word in word_spans(text, Span(0, len(text)))]


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("Tea, they say, cures colds.", ["Tea", "they", "say", "cures", "colds"]),
        ("an over-the-counter aid", ["an", "over-the-counter", "aid"]),
        ("It doesn't - it never did", ["It", "doesn't", "it", "never", "did"]),
        ("3.5 mg/day (or 900mg)", ["3.5", "mg", "day", "or", "900mg"]),
        ("wine—or beer…or tea", ["wine", "or", "beer", "or", "tea"]),
        ("\u201cSafe\u201d, they said", ["Safe", "they", "said"]),
        ("cafe\u0301 noir", ["cafe\u0301", "noir"]),
        ("हिन्दी में", ["हिन्दी", "में"]),
        ("שלוש פעמים ביום.", ["שלוש", "פעמים", "ביום"]),
        ("缬草很好。", ["缬", "草", "很", "好"]),
        ("ดีมาก", ["ดี", "ม", "า", "ก"]),
        ("take 2缬草 now", ["take", "2", "缬", "草", "now"]),
        ("good 😀 tea", ["good", "😀", "tea"]),
        ("👩‍👩‍👧 tea", ["👩‍👩‍👧", "tea"]),
        ("...", []),
        ("", []),
    ],
)
def test_words(text, found):
    assert words(text) == found


@given(st.text(), st.integers(0, 20), st.integers(0, 20))
def test_words_lie_in_the_span_in_order(text, start, length):
    span = Span(min(start, len(text)), min(start + length, len(text)))
    at = span.start
    for word in word_spans(text, span):
        assert at <= word.start < word.end <= span.end
        assert not any(char.isspace() for char in text[word.start : word.end])
        at = word.end
