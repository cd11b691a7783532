"""LaTeX to plain text."""

import pytest

from annotations.sources.latex import decode, verbatim


@pytest.mark.parametrize(
    ("written", "read"),
    [
        (r"{\"o}", "ö"),
        (r"\"{o}", "ö"),
        (r"\'e", "é"),
        (r"{\'{E}}cole", "École"),
        (r"\c{c}a {\v{S}}koda \u{g} Erd\H{o}s", "ça Škoda ğ Erdős"),
        (r"na\"{\i}ve, \'\i", "naïve, í"),
        (r"{\L}{\'o}d{\'z}", "Łódź"),
        (r"{\ss} \o{} \aa{} \ae", "ß ø å æ"),
        ("1--2 --- 3", "1–2 — 3"),
        ("``quoted'' it's", "“quoted” it's"),
        (r"50% of 50\%", "50% of 50%"),
        (r"\$5, $5", "$5, $5"),
        ("a~b", "a b"),
        (r"$\alpha$-blocker and $\beta$", "α-blocker and β"),
        (r"\textbf{A} \textit{b} {DNA}", "A b DNA"),
        (r"A \& B \_ \# \{x\}", "A & B _ # {x}"),
        ("plain", "plain"),
    ],
)
def test_latex_is_decoded(written, read):
    assert decode(written) == read


def test_what_is_no_latex_is_kept():
    deep = "{" * 50 + "x" + "}" * 49 + "\\foo"
    assert decode(deep) == deep
    assert decode("\\unknownmacro{x}") in ("x", "\\unknownmacro{x}")


def test_addresses_lose_only_what_latex_makes_people_write():
    assert verbatim(r"\url{https://e.org/a\_b\%20?c=\#}") == "https://e.org/a_b%20?c=#"
    assert verbatim("{10.1000/a--b}") == "10.1000/a--b"
