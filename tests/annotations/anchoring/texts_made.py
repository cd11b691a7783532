"""Made texts of distinct sentences, and what strategies build from them."""

from __future__ import annotations

from itertools import accumulate

from hypothesis import strategies as st

from annotations.model import Span

#: No two have a word in common besides the commonest, and every script has its traps.
SENTENCES = (
    "Kratom grows in the swamps of Thailand.",
    "Its leaves 🌿 were chewed by tired farmhands.",
    "Nobody may sell it to children under 18.",
    "Valerian tea smells of old socks 👩‍👩‍👧.",
    "Doctors measured 900 mg in every capsule!",
    "Is the liver harmed by long use?",
    "Une tisane ne remplace jamais un traitement.",
    "Die Wurzel wird drei Stunden lang gekocht.",
    "Это лекарство продаётся без рецепта.",
    "这种草药对心脏是安全的。",
    "\U00020000\U00020001\U00020002\U00020003 是罕见的字。",
    "この薬草は眠りを助けると言われる。",
    "العشبة لا تعالج المرض.",
    "הצמח הזה אינו תרופה.",
    "Cafe\u0301 and cre\u0300me bru\u0302le\u0301e upset some stomachs.",
    "“Silver water”, she said, “cures everything”.",
)
indexes = st.lists(st.integers(0, len(SENTENCES) - 1), unique=True, max_size=len(SENTENCES))
some_indexes = st.lists(
    st.integers(0, len(SENTENCES) - 1), unique=True, min_size=1, max_size=len(SENTENCES)
)


def laid_out(sentences: list[str]) -> tuple[str, tuple[Span, ...]]:
    """A text of one sentence a line, with the spans of its sentences."""
    ends = list(accumulate(len(each) + 1 for each in sentences))
    spans = tuple(
        Span(end - 1 - len(each), end - 1) for each, end in zip(sentences, ends, strict=True)
    )
    return "\n".join(sentences), spans
