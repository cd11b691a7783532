"""Which article a dropped file looks like a newer text of."""

from __future__ import annotations

from dataclasses import replace

import pytest

from annotations.model import ArticleFields
from tests.annotations.storage.builders import TEA, VALERIAN, add, conversion

NEWER = TEA.replace("nine grams", "six grams")
OTHER = "# Pots\nClay is dug from the wet ground in spring. It is fired in a kiln.\n"


@pytest.fixture
def article(library):
    add(library, VALERIAN, "valerian.md")
    return add(library, TEA, "tea.md", url="https://example.org/tea").article.uid


def test_same_file_name_and_some_sentences(library, article):
    assert library.likely_article(conversion(NEWER), "tea.md") == article
    assert library.likely_article(conversion(NEWER), "/home/me/tea.md") == article


@pytest.mark.usefixtures("article")
def test_same_file_name_and_nothing_in_common(library):
    assert library.likely_article(conversion(OTHER), "tea.md") is None


def test_most_sentences_under_another_name(library, article):
    assert library.likely_article(conversion(NEWER), "download (3).md") == article
    assert library.likely_article(conversion(NEWER), "") == article


def test_same_address(library, article):
    new = replace(conversion(OTHER), fields=ArticleFields(url="https://example.org/tea"))
    assert library.likely_article(new, "pots.md") == article


@pytest.mark.usefixtures("article")
def test_unlike_anything(library):
    assert library.likely_article(conversion(OTHER), "pots.md") is None


@pytest.mark.usefixtures("article")
def test_exactly_a_text_of_the_library(library):
    assert library.likely_article(conversion(TEA), "tea.md") is None


def test_not_in_the_trash(library, article):
    library.remove_article(article)
    assert library.likely_article(conversion(NEWER), "tea.md") is None


@pytest.mark.usefixtures("article")
def test_the_one_with_most_in_common(library):
    close = add(library, TEA.replace("Nobody was", "Not one was"), "tea.md").article.uid
    new = conversion(NEWER.replace("Nobody was", "Not one was"))
    assert library.likely_article(new, "tea.md") == close


@pytest.mark.parametrize("text", ['Say "AND" OR NOT (this) * that^2.\n', "…\n", "- \n?\n"])
@pytest.mark.usefixtures("article")
def test_any_words_may_be_asked_for(library, text):
    assert library.likely_article(conversion(text), "x.md") is None
