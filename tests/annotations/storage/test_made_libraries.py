"""The libraries that benchmarks measure are like those that the verbs make."""

from annotations.storage.library import open_library
from annotations.storage.snapshots import read_record, to_json
from tests.annotations.storage.checks import assert_counts_are_true
from tests.benchmarks.libraries import OWNER, make_library


def test_made_library(tmp_path):
    path = tmp_path / "made.caveat"
    uids = make_library(path, articles=3, notes_per_article=20, text_bytes=6_000)
    with open_library(path, owner=OWNER) as library:
        assert library.facets().articles == len(uids) == 3
        assert library.facets().notes == 60
        for uid in uids:
            reviewed = library.reviewed_article(uid)
            assert 6_000 <= len(reviewed.revision.text) < 8_000
            own = [note for note in reviewed.annotations if reviewed.belongs(note)]
            assert len(own) == 20
            assert reviewed.coverage.checked == 20
            for note in own:
                (claim,) = note.claims
                place = slice(claim.span.start, claim.span.end)
                assert reviewed.revision.text[place] == claim.quote.exact
        assert_counts_are_true(library)


def test_varied_library(tmp_path):
    path = tmp_path / "made.caveat"
    make_library(
        path, articles=6, notes_per_article=40, text_bytes=6_000, sources=10, is_varied=True
    )
    with open_library(path, owner=OWNER) as library:
        assert_counts_are_true(library)
        assert library.find_notes("tag:valerian", drafts=True).notes
        assert library.find_notes("by:okafor sev:>=moderate checked:>2023").notes
        assert library.find_notes("is:draft", drafts=True).notes
        assert any(summary.coverage.checked > 40 for summary in library.articles())
        logged = library._connection.execute("SELECT entity, uid, snapshot FROM change_log")
        entities = set()
        for entity, uid, snapshot in logged.fetchall():
            assert to_json(read_record(library._connection, entity, uid)) == snapshot
            entities.add(entity)
        assert entities == {"article", "annotation", "source", "sentence"}
        for summary in library.articles():
            uid = summary.article.uid
            reviewed = library.reviewed_article(uid)
            assert reviewed.coverage == summary.coverage
        # A verb finds nothing to put right.
        before = library.articles()
        assert not library.edit_article(uid, title=summary.article.title)
        assert library.articles() == before


def test_same_seed_same_texts(tmp_path):
    texts = []
    for name in ("a", "b"):
        (uid,) = make_library(
            tmp_path / f"{name}.caveat", articles=1, notes_per_article=0, text_bytes=2_000
        )
        with open_library(tmp_path / f"{name}.caveat", owner=OWNER) as library:
            texts.append(library.reviewed_article(uid).revision.text)
    assert texts[0] == texts[1]
