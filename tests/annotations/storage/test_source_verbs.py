"""Sources in a library: added, known again, edited, merged, checked, deleted."""

from dataclasses import replace

import pytest

from annotations.errors import (
    ActionConflictError,
    InvalidAnnotationError,
    LibraryReadOnlyError,
    NotFoundError,
)
from annotations.ids import SourceUid
from annotations.model import LibraryChange, Source
from annotations.sources.bibliography import read_bibliography
from annotations.storage.library import open_library
from annotations.vocabulary import AccessedThrough, Authority, Relation, Severity, SourceType
from tests.annotations.storage.builders import (
    OWNER,
    REVIEWER,
    SOURCE,
    STRANGER,
    add,
    evidence,
    note,
    sheet,
)
from tests.annotations.storage.checks import assert_counts_are_true

STUDY = Source(
    uid=SourceUid(""),
    type=SourceType.STUDY,
    title="Kratom dependence in regular users",
    authors=("Singh, Darshan",),
    container="Drug Alcohol Depend",
    issued="2014-06",
    url="https://example.org/singh",
    doi="10.1000/singh",
    pmid="24698080",
)


def cited(library, *items):
    """A note with that evidence; gives its annotation and the uids of its sources."""
    add(library)
    sources = [{**SOURCE, "id": name, **values} for name, values in items]
    found = sheet(
        note("n1", "Repeat every hour.", evidence=[evidence(name) for name, _ in items]),
        sources=sources,
    )
    library.annotate(found)
    (annotation,) = library.reviewed_article(library.articles()[0].article.uid).annotations
    return annotation, [item.source.uid for item in annotation.evidence]


def evidence_of(library):
    (annotation,) = library.reviewed_article(library.articles()[0].article.uid).annotations
    return annotation.evidence


def test_new_source_comes_back_whole(library):
    source = replace(
        STUDY, retracted=True, retraction_note="a\nb", establishes="x", isbn="9783161484100",
        accessed_through=AccessedThrough.COPY, authority=Authority.C, authority_reason="small",
        jurisdiction="MY", pmcid="PMC7", publisher="P",
    )  # fmt: skip
    added = library.add_source(source)
    assert added.notice == ""
    assert added.change.added == (added.source.uid,)
    assert replace(added.source, uid=SourceUid("")) == source
    record = library.source(added.source.uid)
    assert record.source == added.source
    assert (record.checked_on, record.checked_by, record.cited_in) == ("", "", 0)
    assert record.deleted_at is None


@pytest.mark.parametrize(
    "again",
    [
        STUDY,
        replace(STUDY, doi="https://doi.org/10.1000/SINGH", pmid="", title="?"),
        replace(STUDY, doi="", pmid="PMID: 24698080", title="?"),
    ],
)
def test_work_is_known_again(library, again):
    first = library.add_source(STUDY)
    second = library.add_source(again)
    assert second.source == first.source
    assert second.change == LibraryChange()
    assert second.notice == "The library has this source already: “Singh 2014”."


def test_work_is_known_again_by_all_fields(library):
    plain = replace(STUDY, doi="", pmid="")
    assert library.add_source(plain).notice == ""
    assert library.add_source(plain).notice
    assert not library.add_source(replace(plain, issued="2015")).notice


def test_bare_address_is_known_again_after_its_title_was_corrected(library):
    (page,) = read_bibliography("https://www.fda.gov/news/fda-and-kratom").sources
    uid = library.add_source(page).source.uid
    library.edit_source(uid, replace(page, title="FDA and kratom: questions and answers"))
    (again,) = read_bibliography("fda.gov/news/fda-and-kratom/").sources
    assert library.add_source(again).source.uid == uid
    (other,) = read_bibliography("fda.gov/news/fda-and-kratom/2").sources
    assert library.add_source(other).source.uid != uid
    full = replace(page, title="Chapter 2", authors=("A",))
    assert library.add_source(full).source.uid != uid


def test_work_is_known_again_by_its_pmcid(library):
    (page,) = read_bibliography("https://pmc.ncbi.nlm.nih.gov/articles/PMC77/").sources
    uid = library.add_source(replace(page, title="Kratom dependence", pmid="5")).source.uid
    assert library.add_source(page).source.uid == uid
    (number,) = read_bibliography("PMC77").sources
    assert library.add_source(number).source.uid == uid
    assert library.add_source(replace(number, pmid="6")).source.uid != uid
    (longer,) = read_bibliography("PMC777").sources
    assert library.add_source(longer).source.uid != uid


def test_several_are_added_in_one_action(library):
    library.add_source(STUDY)
    bare = Source(uid=SourceUid(""), type=SourceType.OTHER, title="")
    new = replace(STUDY, doi="10.1000/new", pmid="")
    done = library.add_sources([STUDY, new, bare, new, replace(STUDY, title="T", pmid="", doi="")])
    assert [source.title for source in done.added] == [STUDY.title, "T"]
    assert [source.doi for source in done.known] == [STUDY.doi]
    assert len(done.refused) == 1
    assert set(done.change.added) == {source.uid for source in done.added}
    library.undo(done.change.action)
    assert all(library.source(source.uid).deleted_at for source in done.added)
    assert not library.add_sources([]).change


def test_source_without_a_title_is_called_by_what_it_has(library):
    bare = Source(uid=SourceUid(""), type=SourceType.OTHER, title=" ")
    assert library.add_source(replace(bare, url="https://e.org/x")).source.title == (
        "https://e.org/x"
    )
    assert library.add_source(replace(bare, doi="10.1000/x")).source.title == "doi:10.1000/x"
    with pytest.raises(InvalidAnnotationError, match="needs a title"):
        library.add_source(bare)


@pytest.mark.parametrize(
    ("changes", "field"),
    [({"establishes": "x" * 20_001}, "establishes"), ({"authors": ("x",) * 10_001}, "authors")],
)
def test_field_that_is_too_long_is_refused(library, changes, field):
    with pytest.raises(InvalidAnnotationError, match=f"“{field}” has more than 20,000"):
        library.add_source(replace(STUDY, **changes))
    uid = library.add_source(STUDY).source.uid
    with pytest.raises(InvalidAnnotationError, match=f"“{field}” has more than 20,000"):
        library.edit_source(uid, replace(STUDY, **changes))
    assert library.source(uid).source.establishes == ""


def test_lines_are_folded_and_what_sqlite_cannot_keep_is_cleaned(library):
    added = library.add_source(replace(STUDY, title=" a\n b\0\ud800 ", authors=("A\nB", " ")))
    assert added.source.title == "a b\ufffd\ufffd"
    assert added.source.authors == ("A B",)


def test_edit_changes_the_source_everywhere_and_is_undone(library):
    annotation, (uid,) = cited(library, ("nccih", {}))
    change = library.edit_source(uid, replace(annotation.evidence[0].source, title="New title"))
    assert change.updated == (uid,)
    assert evidence_of(library)[0].source.title == "New title"
    library.undo(change.action)
    assert evidence_of(library)[0].source.title == SOURCE["title"]
    library.redo(library_last_action(library))
    assert evidence_of(library)[0].source.title == "New title"


def library_last_action(library):
    """The action of the edit: the last but one of the log."""
    rows = library._connection.execute(
        "SELECT action FROM change_log WHERE label = 'Edit source' ORDER BY id LIMIT 1"
    ).fetchall()
    return rows[0][0]


def test_same_content_is_no_change(library):
    uid = library.add_source(STUDY).source.uid
    assert not library.edit_source(uid, replace(STUDY, uid=SourceUid("other")))


def test_unknown_sources_are_not_found(library):
    for ask in (
        lambda: library.source("nobody"),
        lambda: library.source_notes("nobody"),
        lambda: library.possible_doubles("nobody"),
        lambda: library.edit_source("nobody", STUDY),
        lambda: library.delete_source("nobody"),
        lambda: library.restore_source("nobody"),
        lambda: library.merge_sources("nobody", "neither"),
        lambda: library.mark_source_checked("nobody", "2026-01-01"),
    ):
        with pytest.raises(NotFoundError):
            ask()


def test_cited_source_is_not_deleted(library):
    annotation, (uid,) = cited(library, ("nccih", {}))
    with pytest.raises(InvalidAnnotationError, match="stays: 1 note cites it"):
        library.delete_source(uid)
    assert library.source(uid).deleted_at is None
    assert annotation.evidence[0].source.uid == uid


def test_deleted_source_comes_back(library):
    uid = library.add_source(STUDY).source.uid
    change = library.delete_source(uid)
    assert change.removed == (uid,)
    assert not library.delete_source(uid)
    assert library.source(uid).deleted_at
    assert library.search("singh").sources == ()
    with pytest.raises(InvalidAnnotationError, match="in the trash"):
        library.edit_source(uid, STUDY)
    assert library.restore_source(uid).added == (uid,)
    assert library.source(uid).deleted_at is None


def test_where_a_source_is_cited(library):
    annotation, (uid,) = cited(library, ("nccih", {}))
    (use,) = library.source_notes(uid)
    assert (use.annotation_uid, use.headline) == (annotation.uid, annotation.note.correction)
    assert use.article_uid == library.articles()[0].article.uid
    assert use.article_title == "Kratom tea for long shifts"
    assert (use.severity, use.relation) == (Severity.SERIOUS, Relation.DISPUTES)
    assert library.source(uid).cited_in == 1
    library.remove_article(use.article_uid)
    assert library.source_notes(uid) == ()
    assert library.source(uid).cited_in == 0


def test_check_is_kept_with_day_and_person(library):
    uid = library.add_source(STUDY).source.uid
    change = library.mark_source_checked(uid, "2026-11-20")
    assert change.updated == (uid,)
    record = library.source(uid)
    assert (record.checked_on, record.checked_by) == ("2026-11-20", REVIEWER.name)
    assert_counts_are_true(library)
    library.undo(change.action)
    assert library.source(uid).checked_on == ""
    for wrong in ("2026", "yesterday", "2026-02-30", ""):
        with pytest.raises(InvalidAnnotationError, match="is not a day"):
            library.mark_source_checked(uid, wrong)


def test_later_check_of_a_piece_of_evidence_counts(library):
    add(library)
    library.annotate(
        sheet(note("n1", "Repeat every hour.", evidence=[evidence(checked="2026-05-01")]))
    )
    uid = evidence_of(library)[0].source.uid
    assert library.source(uid).checked_on == "2026-05-01"
    assert library.source(uid).checked_by == REVIEWER.name
    library.mark_source_checked(uid, "2026-04-01")
    assert library.source(uid).checked_on == "2026-05-01"
    library.mark_source_checked(uid, "2026-06-01")
    assert library.source(uid).checked_on == "2026-06-01"


def test_merging_moves_evidence_and_files_and_fills_what_is_empty(library):
    annotation, (drop,) = cited(library, ("nccih", {"issued": "2020", "retracted": True}))
    library.mark_source_checked(drop, "2026-11-20")
    file = library.attach_file(drop, "a.pdf", b"abc").attachment
    keep = library.add_source(replace(STUDY, issued="", url="")).source.uid
    change = library.merge_sources(keep, drop)
    assert set(change.updated) >= {keep, annotation.uid, file.uid}
    assert change.removed == (drop,)
    record = library.source(keep)
    assert record.cited_in == 1
    assert record.checked_on == "2026-11-20"
    merged = record.source
    assert (merged.title, merged.issued, merged.url) == (STUDY.title, "2020", SOURCE["url"])
    assert merged.retracted
    assert merged.doi == STUDY.doi
    assert library.source(drop).deleted_at
    assert [kept.uid for kept in library.attachments(keep)] == [file.uid]
    (moved,) = evidence_of(library)
    assert moved.source == merged
    assert moved.uid == annotation.evidence[0].uid


def test_merging_is_one_action_that_is_undone_and_redone(library):
    before, (drop,) = cited(library, ("nccih", {}))
    keep = library.add_source(STUDY).source.uid
    change = library.merge_sources(keep, drop)
    library.undo(change.action)
    (annotation,) = library.reviewed_article(library.articles()[0].article.uid).annotations
    assert annotation.evidence == before.evidence
    assert annotation.version == before.version + 2
    assert library.source(drop).deleted_at is None
    assert library.source(keep).source == replace(STUDY, uid=keep)
    with pytest.raises(ActionConflictError, match="undone already"):
        library.undo(change.action)
    library.redo(change.action)
    assert evidence_of(library)[0].source.uid == keep
    assert_counts_are_true(library)


def test_merging_leaves_no_evidence_double(library):
    _, (keep, drop) = cited(library, ("a", {}), ("b", {"url": "https://example.org/b"}))
    library.merge_sources(keep, drop)
    assert [item.source.uid for item in evidence_of(library)] == [keep]


def test_title_that_stood_in_gives_way_to_a_real_one(library):
    (bare,) = read_bibliography("PMID 24698080").sources
    keep = library.add_source(bare).source.uid
    drop = library.add_source(replace(STUDY, doi="10.1000/z", pmid="")).source.uid
    library.merge_sources(keep, drop)
    assert library.source(keep).source.title == STUDY.title


def test_works_with_other_identifiers_are_not_merged(library):
    keep = library.add_source(STUDY).source.uid
    drop = library.add_source(replace(STUDY, doi="10.1000/other", pmid="")).source.uid
    with pytest.raises(InvalidAnnotationError) as refusal:
        library.merge_sources(keep, drop)
    assert "different works: the DOIs are 10.1000/singh and 10.1000/other" in str(refusal.value)
    with pytest.raises(InvalidAnnotationError, match="with itself"):
        library.merge_sources(keep, keep)
    library.delete_source(drop)
    with pytest.raises(InvalidAnnotationError, match="in the trash"):
        library.merge_sources(keep, drop)


def test_possible_doubles_are_found_by_identifier_title_and_address(library):
    uid = library.add_source(STUDY).source.uid
    title = library.add_source(
        replace(STUDY, doi="", pmid="", url="", title="Kratom dependance in regular users.")
    ).source.uid
    address = library.add_source(
        replace(STUDY, doi="", pmid="", url="http://www.example.org/singh/", title="Other")
    ).source.uid
    library.add_source(replace(STUDY, doi="10.1000/b", pmid="", url=""))
    library.add_source(replace(STUDY, doi="", pmid="", url="", issued="1999"))
    gone = library.add_source(replace(STUDY, doi="", pmid="", url="", publisher="P")).source.uid
    library.delete_source(gone)
    assert [double.uid for double in library.possible_doubles(uid)] == [title, address]
    assert uid in [double.uid for double in library.possible_doubles(title)]


def test_odd_titles_have_no_doubles_and_do_no_harm(library):
    for title in ('"', "AND OR NOT", "*", "( : ^", "中文标题的研究", "a"):
        uid = library.add_source(Source(uid=SourceUid(""), type=SourceType.OTHER, title=title))
        assert library.possible_doubles(uid.source.uid) == ()


def test_strangers_library_is_not_changed(library, path):
    uid = library.add_source(STUDY).source.uid
    library.close()
    with open_library(path, owner=STRANGER) as theirs:
        assert theirs.source(uid).source.title == STUDY.title
        for verb in (
            lambda: theirs.add_source(replace(STUDY, doi="")),
            lambda: theirs.delete_source(uid),
            lambda: theirs.attach_file(uid, "a", b"a"),
        ):
            with pytest.raises(LibraryReadOnlyError):
                verb()
    with open_library(path, owner=OWNER) as again:
        assert again.source(uid).deleted_at is None
