"""Whole texts: which format they are, what is refused, and that nothing hangs."""

import json

import pytest

from annotations.sources.bibliography import MAX_BYTES, MAX_RECORDS, read_bibliography

RIS = "TY  - JOUR\nTI  - Of RIS\nER  - \n"
BIB = "@article{a, title={Of BibTeX}}\n"
NBIB = "PMID- 5\nTI  - Of PubMed.\n"


@pytest.mark.parametrize(
    ("text", "title"),
    [
        (RIS, "Of RIS"),
        (BIB, "Of BibTeX"),
        (NBIB, "Of PubMed"),
        ('{"title": "Of CSL"}', "Of CSL"),
        ('\ufeff [{"title": "Of CSL"}]', "Of CSL"),
        ('{"items": [{"title": "Of CSL"}]}', "Of CSL"),
        ("\ufeff" + RIS, "Of RIS"),
        ("\ufeff" + NBIB, "Of PubMed"),
        ("Exported on Monday\n\n" + RIS, "Of RIS"),
        ("% Encoding: UTF-8\n" + BIB, "Of BibTeX"),
        (RIS + BIB, "Of RIS"),
    ],
)
def test_format_is_known_by_its_first_record(text, title):
    result = read_bibliography(text)
    assert [source.title for source in result.sources] == [title]
    assert result.refused == ()


def test_format_of_web_of_science_is_named():
    result = read_bibliography("FN Clarivate\nVR 1.0\nPT J\nAU A, B\nDI 10.1000/x\nER\n\nEF")
    assert result.sources == ()
    assert "Web of Science" in result.refused[0]


def test_citation_in_brackets_is_no_json():
    assert read_bibliography("[1] doi:10.1000/a").sources[0].doi == "10.1000/a"
    assert read_bibliography("{10.1000/a}").sources[0].doi == "10.1000/a"


@pytest.mark.parametrize("text", ["", "  \n\t", "\ufeff"])
def test_nothing_is_said_to_be_nothing(text):
    result = read_bibliography(text)
    assert result.sources == ()
    assert "There is nothing to read" in result.refused[0]


def test_more_than_the_most_is_refused_whole():
    assert "more than 10 MB" in read_bibliography("x" * (MAX_BYTES + 1)).refused[0]
    assert "more than 10 MB" in read_bibliography("é" * (MAX_BYTES // 2 + 1)).refused[0]
    for record in (RIS, BIB, NBIB, "10.1000/a\n"):
        result = read_bibliography(record * (MAX_RECORDS + 1))
        assert result.sources == ()
        assert "20,001 records" in result.refused[0]
    many = json.dumps([{"title": "x"}] * (MAX_RECORDS + 1))
    assert "20,001 records" in read_bibliography(many).refused[0]


N = 1_000_000


@pytest.mark.parametrize(
    "text",
    [
        "@a{k, title={" + "{" * N,
        "@a{k," + "a=1," * (N // 4) + "}",
        "@a{\n" * 19_000,
        "@a{k, title={" + "{" * 400 + "x" + "}" * 400 + "}}",
        "@a{k, title={" + '\\"{' * 3_000 + "}}",
        "@a{k, title={" + "$" * 9_999 + "}}",
        "@a{k, title={\\input{/etc/passwd}\\input /etc/passwd}}",
        "@a{k, title={x}, author={" + "A and " * (N // 6) + "}}",
        "@string{a={" + "x" * N + "}}\n@misc{k, title=" + "a # " * 200_000 + "a}\n",
        "@string{a={" + "\\'" * N + "}}\n" + "@misc{k, title={x}, note=a}\n" * 5_000,
        "@string{a=a}\n@article{k, title=a # a # a}\n",
        "TY  - JOUR\nTI  - a\n" + "x\n" * (N // 2),
        "TY  - JOUR\n" * 19_000,
        "TY  - JOUR\nTI  - a\n" + "ZZ  - x\n" * (N // 8),
        "PMID- 1\n" + "FAU - x\n" * (N // 8),
        "PMID- 1\nTI  - x\n" + "      y\n" * (N // 8),
        "PMID- x\nPMC - 7\nAID - what\nDP  - 99999999999999999999\nTI  - t\n",
        "[" * N,
        '{"a":' * (N // 5),
        '[{"title":' + "9" * N + "}]",
        '[{"title":"' + "<i " * 6_000 + '"}]',
        '[null, 1, "x", [], {"title": {"a": 1}}, {"title": true, "author": {"x": []}}]',
        '[{"title":"x","author":[[{}]],"issued":{"date-parts":[[[[]]]]}}]',
        '[{"title":"x","issued":{"date-parts":[[NaN,Infinity]]}}]',
        "a" * N,
        "a." * (N // 2),
        "1 " * (N // 2),
        "10.1000/" * (N // 8),
        "doi: " * (N // 5),
        "url: " * 3_900 + "10.1000/x",
        ("978-3-16-" * 2_000 + "\n") * 50,
        "word word word\n" * 19_000 + "10.1000/x",
        "\ud800\udfff \0 10.1000/a",
        "\u2028".join(["TY  - JOUR", "TI  - x", "ER  - "]),
    ],
    ids=range(34),
)
def test_hostile_texts_come_back(text):
    result = read_bibliography(text)
    assert result.sources or result.refused
    for source in result.sources:
        assert source.title
        assert "root:" not in source.title
        assert "\n" not in source.title
