import pytest

from annotations import (
    ArticleFilter,
    CaveatError,
    OwnerId,
    default_library_path,
    open_library,
    samples_library_path,
)
from reader.samples import SAMPLES_OWNER, ensure_samples, is_samples, make_samples_for_command


@pytest.fixture(scope="module")
def made(tmp_path_factory):
    return ensure_samples(tmp_path_factory.mktemp("samples") / "samples.caveat")


def test_four_articles_with_all_their_cautions(made):
    with open_library(made, owner=OwnerId("a-reader")) as library:
        facets = library.facets()
        assert facets.articles == 4
        assert facets.notes == 45
        assert library.is_read_only
        assert library.read_only_reason


def test_every_note_has_its_place_and_its_evidence(made):
    with open_library(made, owner=OwnerId("a-reader")) as library:
        for summary in library.articles(ArticleFilter()):
            reviewed = library.reviewed_article(summary.article.uid)
            assert reviewed.annotations
            for note in reviewed.annotations:
                assert note.evidence or note.note.no_source_needed
                assert all(claim.span for claim in note.claims)


def test_what_is_up_to_date_is_left_alone(made):
    before = made.stat().st_mtime_ns
    assert ensure_samples(made) == made
    assert made.stat().st_mtime_ns == before


def test_other_samples_make_it_anew(tmp_path, monkeypatch):
    path = ensure_samples(tmp_path / "samples.caveat")
    inode = path.stat().st_ino
    monkeypatch.setattr("reader.samples.__version__", "another version")
    ensure_samples(path)
    assert path.stat().st_ino != inode
    assert {p.name for p in tmp_path.iterdir()} == {"samples.caveat", "samples.caveat.stamp"}


def test_it_is_its_own_owners_and_never_the_users(profile_folder):
    path = ensure_samples()
    assert path == samples_library_path()
    assert path.is_relative_to(profile_folder)
    assert is_samples(path)
    assert not is_samples(default_library_path())
    assert not default_library_path().exists()
    with open_library(path, owner=SAMPLES_OWNER) as library:
        assert not library.is_read_only


def test_a_place_that_cannot_be_written_is_a_sentence(tmp_path, monkeypatch, capsys):
    (tmp_path / "file").write_text("")
    with pytest.raises(CaveatError, match="cannot be made"):
        ensure_samples(tmp_path / "file" / "samples.caveat")
    monkeypatch.setenv("CAVEAT_HOME", str(tmp_path / "file"))
    assert not make_samples_for_command()
    assert "cannot be made" in capsys.readouterr().err
