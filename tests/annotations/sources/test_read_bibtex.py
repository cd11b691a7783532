"""BibTeX as reference managers and journals write it."""

import pytest

from annotations.sources.bibliography import read_bibliography
from annotations.sources.read_bibtex import names
from annotations.vocabulary import SourceType


def one(text):
    result = read_bibliography(text)
    assert not result.refused, result.refused
    (source,) = result.sources
    return source


def test_every_field_of_an_article():
    source = one(
        """@Article{singh2014,
          title = {{Traditional and non-traditional uses of \\emph{Mitragynine}}},
          Author = "Singh, Darshan and M{\\"u}ller, Christian P. and {World Health Organization}
             and others",
          journal = {Drug \\& Alcohol Dependence},
          publisher = "Elsevier",
          year = 2014, month = jun, day = 1,
          doi = {https://doi.org/10.1016/J.X\\_1},
          url = {\\url{https://e.org/a_b?c=1\\%20}},
          pmid = {24698080}, pmcid = {PMC77},
        }"""
    )
    assert source.type is SourceType.STUDY
    assert source.title == "Traditional and non-traditional uses of Mitragynine"
    assert source.authors == (
        "Singh, Darshan", "Müller, Christian P.", "World Health Organization", "et al.",
    )  # fmt: skip
    assert (source.container, source.publisher) == ("Drug & Alcohol Dependence", "Elsevier")
    assert source.issued == "2014-06-01"
    assert source.doi == "10.1016/j.x_1"
    assert source.url == "https://e.org/a_b?c=1%20"
    assert (source.pmid, source.pmcid) == ("24698080", "PMC77")


def test_names_are_split_outside_of_braces_only():
    assert names("A, B and {C and D} and\n E F") == ["A, B", "C and D", "E F"]
    assert names("") == []
    assert names(r"{\O}stergaard, {\AA}se and others") == ["Østergaard, Åse", "et al."]


@pytest.mark.parametrize(
    ("fields", "issued"),
    [
        ("year={2014}", "2014"),
        ("year=2014, month=may", "2014-05"),
        ('year=2014, month="6 may"', "2014-05-06"),
        ('year=2014, month="May 6"', "2014-05-06"),
        ("date={2014-05-06}", "2014-05-06"),
        ("date={2014-05-06/2014-05-09}", "2014-05-06/2014-05-09"),
        ("year={in press}", "in press"),
        ("year=2014, month=13", "2014"),
        ("year=2014, month=2, day=30", "2014-02"),
    ],
)
def test_dates(fields, issued):
    assert one(f"@misc{{a, title={{x}}, {fields}}}").issued == issued


@pytest.mark.parametrize(
    ("entry", "fields", "kind"),
    [
        ("article", "title={A trial}", SourceType.STUDY),
        ("article", "title={X: a systematic review and meta-analysis}",
         SourceType.SYSTEMATIC_REVIEW),
        ("article", "title={Protocol for a systematic review}", SourceType.STUDY),
        ("article", "title={Liver injury: a case report}", SourceType.CASE_REPORT),
        ("article", "title={X}, journal={medRxiv}", SourceType.PREPRINT),
        ("misc", "title={X}, eprint={2101.00001}, archiveprefix={arXiv}", SourceType.PREPRINT),
        ("article", "title={X}, journal={Cochrane Database of Systematic Reviews}",
         SourceType.SYSTEMATIC_REVIEW),
        ("unpublished", "title={X: a systematic review}", SourceType.PREPRINT),
        ("misc", "title={X: a systematic review}", SourceType.OTHER),
        ("book", "title={Pharmacology}", SourceType.TEXTBOOK),
        ("techreport", "title={X}, institution={NIDA}", SourceType.GOVERNMENT),
        ("techreport", "title={X}, type={Guideline}", SourceType.GUIDELINE),
        ("online", "title={X}", SourceType.ORGANISATION_PAGE),
        ("legislation", "title={X}", SourceType.LAW),
        ("nonsense", "title={X}", SourceType.OTHER),
    ],
)  # fmt: skip
def test_types(entry, fields, kind):
    assert one(f"@{entry}{{a, {fields}}}").type is kind


def test_retracted_works_are_marked():
    assert one("@article{a, title={RETRACTED: Ileal hyperplasia}}").retracted
    assert one("@article{a, title={X}, note={Retracted publication}}").retracted
    assert not one("@article{a, title={Retracted studies and their use}}").retracted


def test_same_key_twice_gives_both():
    result = read_bibliography("@misc{a, title={One}}\n@misc{a, title={Two}}")
    assert [source.title for source in result.sources] == ["One", "Two"]


def test_same_field_twice_takes_the_first():
    assert one("@misc{a, title={One}, title={Two}}").title == "One"


def test_broken_entry_is_refused_and_the_rest_read(capsys, caplog):
    result = read_bibliography(
        "@book{good, title={One}}\n@book{broken, title={Two\n@book{last, title={Three}}"
    )
    assert [source.title for source in result.sources] == ["One", "Three"]
    assert "broken" in result.refused[0]
    assert "(line 2)" in result.refused[0]
    assert capsys.readouterr().err == ""
    assert not caplog.records


def test_abbreviations_and_joined_texts():
    source = one(
        '@string{j = "J. of "}\n'
        '@article{a, title={X # Y}, journal = j # {Tests}, year=2014, month = jun # "~6"}'
    )
    assert (source.title, source.container) == ("X # Y", "J. of Tests")
    assert source.issued == "2014-06-06"


def test_subtitle_editor_and_published_address():
    source = one("@book{a, title={A}, subtitle={B}, editor={C, D}, howpublished={https://e.org/x}}")
    assert (source.title, source.authors) == ("A: B", ("C, D",))
    assert (source.url, source.publisher) == ("https://e.org/x", "")


def test_entry_without_anything_to_cite_is_refused():
    result = read_bibliography("@misc{a, year={2014}}")
    assert result.sources == ()
    assert result.refused == (
        "The entry “a”: it has no title, identifier or address to cite it by.",
    )


def test_field_that_is_too_long_is_refused():
    result = read_bibliography("@misc{a, title={" + "x" * 20_001 + "}}")
    assert "“title” has more than 20,000 characters" in result.refused[0]
