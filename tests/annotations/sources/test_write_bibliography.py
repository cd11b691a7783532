"""What is written is read back as it was."""

import json
import re
import string
from dataclasses import replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from annotations.ids import SourceUid
from annotations.model import Source
from annotations.sources.bibliography import (
    BibliographyFormat,
    read_bibliography,
    write_bibliography,
)
from annotations.sources.fields import plain
from annotations.vocabulary import SourceType

FULL = Source(
    uid=SourceUid(""),
    type=SourceType.STUDY,
    title="Uses of {50%} & $5: “x_y” #1 -- \\ ~ ^ ``a'' it's \"b\"",
    authors=("Singh, Darshan", "World Health Organization", "Bob and Ann", "King, M., Jr.",
             "et al."),
    publisher="Smith & Sons",
    container="Drug and Alcohol Dependence",
    issued="2014-06-01",
    url="https://e.org/a_b?x=%20&y=~z#f",
    doi="10.1000/a_b(c)",
    pmid="24698080",
    pmcid="PMC77",
    isbn="9783161484100",
    retracted=True,
)  # fmt: skip


@pytest.mark.parametrize("form", BibliographyFormat)
@pytest.mark.parametrize("kind", SourceType)
def test_full_source_comes_back_whole(form, kind):
    source = replace(FULL, type=kind)
    result = read_bibliography(write_bibliography([source], form))
    assert result.refused == ()
    assert result.sources == (source,)


_SIGNS = string.printable + "äöüßéčøÅΑβ中文😀–—“”’‐·"
_words = st.text(st.sampled_from(_SIGNS), max_size=40).map(plain).filter(lambda t: plain(t) == t)
_names = _words.filter(
    # "others" and names without a space after the comma get their usual form.
    lambda name: (
        name
        and name.lower().rstrip(".") != "et al"
        and name != "others"
        and not re.search(r",\S", name)
    )
)
_dates = st.sampled_from(["", "2014", "2014-05", "2014-05-06"])


@st.composite
def sources(draw):
    return Source(
        uid=SourceUid(""),
        type=draw(st.sampled_from(list(SourceType))),
        title=draw(_words.filter(lambda t: any(sign.isalnum() for sign in t))),
        authors=tuple(draw(st.lists(_names, max_size=4))),
        publisher=draw(_words.filter(lambda t: not t.lower().startswith("http"))),
        container=draw(_words),
        issued=draw(_dates),
        url=draw(st.sampled_from(["", "https://e.org/a_b?x=%20&y=~z#f"])),
        doi=draw(st.sampled_from(["", "10.1000/a_b(c)d", "10.1002/14651858.cd1"])),
        pmid=draw(st.sampled_from(["", "24698080"])),
        pmcid=draw(st.sampled_from(["", "PMC77"])),
        isbn=draw(st.sampled_from(["", "9783161484100"])),
    )


@pytest.mark.parametrize("form", BibliographyFormat)
@settings(max_examples=150, deadline=None)
@given(written=st.lists(sources(), min_size=1, max_size=3))
def test_anything_comes_back(form, written):
    result = read_bibliography(write_bibliography(written, form))
    assert result.refused == ()
    kept = [replace(source, retracted=False) for source in result.sources]
    assert kept == written


def test_keys_of_bibtex_are_told_apart():
    text = write_bibliography([FULL, FULL, replace(FULL, authors=(), publisher="", title="→")],
                              BibliographyFormat.BIBTEX)  # fmt: skip
    keys = [line.split("{")[1] for line in text.splitlines() if line.startswith("@")]
    assert keys == ["singh2014,", "singh2014-2,", "source2014,"]


def test_people_and_institutions_in_csl():
    (item,) = json.loads(write_bibliography([FULL], BibliographyFormat.CSL))
    assert item["author"][0] == {"family": "Singh", "given": "Darshan"}
    assert item["author"][1] == {"literal": "World Health Organization"}
    assert item["issued"] == {"date-parts": [[2014, 6, 1]]}
    assert item["type"] == "article-journal"


def test_nothing_gives_nothing():
    assert write_bibliography([], BibliographyFormat.BIBTEX) == ""
    assert write_bibliography([], BibliographyFormat.RIS) == ""
    assert json.loads(write_bibliography([], BibliographyFormat.CSL)) == []
