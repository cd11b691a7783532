"""What a row of the list of notes says."""

from annotations import Status
from reader.models.note_rows import FoundRow
from tests.reader.note_values import found_note


def test_a_published_note_says_article_and_claim():
    row = FoundRow(note=found_note("tea"))
    assert row.title == "No dose of tea is known to be safe."
    assert row.context == "Kratom Tea · “Two teaspoons are safe.”"
    assert (row.state, row.sources) == ("", "2 sources")
    assert row.spoken == (
        "Critical caution: No dose of tea is known to be safe., in Kratom Tea, 2 sources"
    )


def test_the_article_is_left_out_where_the_group_says_it():
    row = FoundRow(note=found_note("tea"), is_in_article=True)
    assert row.context == "“Two teaspoons are safe.”"
    assert FoundRow(note=found_note("tea", claim=""), is_in_article=True).context == ""


def test_a_withdrawn_note_says_why():
    note = found_note("tea", status=Status.WITHDRAWN, withdrawn_reason="The law\nchanged.")
    row = FoundRow(note=note, is_in_article=True)
    assert row.state == "Withdrawn"
    assert row.context == "Withdrawn: The law changed. · “Two teaspoons are safe.”"
    assert "withdrawn (The law changed.)" in row.spoken
    assert not row.is_restorable


def test_drafts_and_deleted_notes_say_so():
    assert FoundRow(note=found_note("a", status=Status.DRAFT, sources=0)).state == "Draft"
    assert FoundRow(note=found_note("a", status=Status.APPROVED)).state == ""
    deleted = FoundRow(note=found_note("a", status=Status.DRAFT, is_deleted=True, sources=0))
    assert (deleted.state, deleted.sources, deleted.is_restorable) == ("Deleted", "no source", True)


def test_a_note_without_an_article_cannot_be_opened():
    assert FoundRow(note=found_note("a")).opens
    assert not FoundRow(note=found_note("a", article="")).opens
    assert not FoundRow(note=found_note("a", is_deleted=True)).opens


def test_a_note_without_words_has_a_title_all_the_same():
    assert FoundRow(note=found_note("a", headline=" \n")).title == "A note without words"
