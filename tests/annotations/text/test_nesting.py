import time

import pytest

from annotations.text.nesting import (
    MAX_ATTRIBUTES,
    MAX_DEPTH,
    MAX_TAGS,
    TAG,
    nests_too_deep,
    obstacle,
)

TOO_DEEP = MAX_DEPTH + 1


@pytest.mark.parametrize(
    "html",
    [
        "<div>" * TOO_DEEP,
        "<DIV >" * TOO_DEEP,
        "<b>" * TOO_DEEP + "words",
        "<ul><li>" * TOO_DEEP,
        "<table><tr><td>" * TOO_DEEP,
        "<div></span>" * TOO_DEEP,
        '<div title="</div>">' * TOO_DEEP,
        "<div title='>'>" * TOO_DEEP,
        "<p '><div>" * TOO_DEEP,
        '<p ="><div>' * TOO_DEEP,
        "<div><textarea></div></textarea>" * TOO_DEEP,
        "<div><b></div><div></b>" * TOO_DEEP,
        "<div/>" * TOO_DEEP,
        "<div" * 3 + ">" + "<x-y>" * TOO_DEEP,
    ],
)
def test_what_is_nested_too_deep_is_told(html):
    assert nests_too_deep(html)
    assert obstacle(html) == "it is nested too deeply"


@pytest.mark.parametrize(
    "html",
    [
        "<div></div>" * 1_000,
        "<p>a" * 1_000,
        "<ul>" + "<li>a" * 1_000 + "</ul>",
        "<ul>" + "<li><b>a" * 1_000 + "</ul>",
        "<table>" + "<tr><td>a<td>b" * 1_000,
        "<dl>" + "<dt>a<dd>b" * 1_000,
        "<br><img src=x><hr>" * 1_000,
        "<title>" + "<div>" * 1_000 + "</title>",
        "<textarea>" + "<div>" * 1_000,
        "a < b, c <3 " * 1_000,
        "<div>" * MAX_DEPTH,
        "</div>" * 1_000,
        '<img alt="' + "<div>" * 1_000 + '">',
    ],
)
def test_what_is_long_but_flat_passes(html):
    assert obstacle(html) == ""


def test_too_many_tags_entities_or_attributes_are_told():
    assert "tags" in obstacle("<br>" * (MAX_TAGS + 1))
    assert "entities" in obstacle("&amp;" * (MAX_TAGS + 1))
    many = " ".join(f"a{n}" for n in range(MAX_ATTRIBUTES + 1))
    assert "attributes" in obstacle(f"<p {many}>words")
    assert obstacle(f'<p title="{many}">words'.replace(" ", "_")) == ""


@pytest.mark.parametrize(
    "piece", ["<a ", "<a =", '<a "', '<a href="', "<a '\" ", "<", "</", "<a", "<a\n/", "<p a=b "]
)
def test_tags_that_never_end_take_no_longer_than_their_length(piece):
    html = piece * (400_000 // len(piece))
    started = time.perf_counter()
    list(TAG.finditer(html))
    nests_too_deep(html)
    # The square of the length would be minutes.
    assert time.perf_counter() - started < 2
