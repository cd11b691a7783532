"""The schema: frozen, the same as the vocabulary, and brought up to date with a backup."""

import re
import sqlite3
from contextlib import closing
from pathlib import Path

import pytest

from annotations.errors import LibraryReadOnlyError, LibraryUnavailableError
from annotations.model import Reviewer
from annotations.storage import connection as files
from annotations.storage import migrations, opening
from annotations.storage.library import open_library
from annotations.vocabulary import (
    AccessedThrough,
    AnchorState,
    Authority,
    Category,
    Certainty,
    Relation,
    Severity,
    SourceType,
    Status,
    TargetRole,
)
from tests.annotations.storage.builders import OWNER, STRANGER
from tests.annotations.storage.checks import assert_counts_are_true

NEXT = files.SCHEMA_VERSION + 1
DUMP = Path(__file__).parents[2] / "data" / "schema_v1.sql"


def load_dump(path):
    """Make the library that the released format 1 left behind, rows and all."""
    with closing(sqlite3.connect(path, isolation_level=None)) as connection:
        connection.executescript(DUMP.read_text(encoding="utf-8"))


def schema_of(path):
    with closing(sqlite3.connect(path)) as connection:
        return sorted(
            connection.execute("SELECT type, name, tbl_name, sql FROM sqlite_master").fetchall(),
            key=str,
        )


def test_fingerprint_of_a_new_library(path):
    with closing(sqlite3.connect(path)) as connection:
        assert migrations.fingerprint(connection) == migrations.STEPS[-1].fingerprint
        version = connection.execute("PRAGMA user_version").fetchone()[0]
    assert version == migrations.STEPS[-1].version == files.SCHEMA_VERSION


def test_format_1_opens_with_its_rows(tmp_path, path):
    old = tmp_path / "old.caveat"
    load_dump(old)
    with open_library(old, owner=OWNER) as library:
        (summary,) = library.articles()
        assert summary.article.title == "Valerian for sleep"
        (annotation,) = library.reviewed_article(summary.article.uid).annotations
        assert annotation.evidence[0].source.title == "Kratom: what you need to know"
        assert library.search("valerian").articles
        assert_counts_are_true(library)
    assert schema_of(old) == schema_of(path)


def test_format_1_gets_what_is_derived_of_notes(tmp_path):
    old = tmp_path / "old.caveat"
    load_dump(old)
    with closing(sqlite3.connect(old)) as connection, connection:
        connection.execute("UPDATE annotations SET tags = 'a' || char(10) || 'Two words'")
        connection.execute("UPDATE annotations SET no_source_needed = ''")
        connection.execute("DELETE FROM evidence")
    with open_library(old, owner=OWNER) as library:
        found = library._connection.execute(
            "SELECT t.tag, n.warned, n.unsourced FROM note_tags t"
            " JOIN annotations n ON n.id = t.annotation_id ORDER BY t.tag"
        ).fetchall()
        assert found == [("a", 1, 1), ("Two words", 1, 1)]
        assert_counts_are_true(library)


def test_actions_of_format_1_are_undone_and_done_again(tmp_path):
    old = tmp_path / "old.caveat"
    load_dump(old)
    with closing(sqlite3.connect(old)) as connection:
        ((reviewer,),) = connection.execute(
            "SELECT DISTINCT reviewer_uid FROM change_log"
        ).fetchall()
    with open_library(old, owner=OWNER, reviewer=Reviewer(uid=reviewer, name="A")) as library:
        (article,) = (row.article.uid for row in library.articles())
        before = library.reviewed_article(article, drafts=True)
        actions = [action.id for action in library.recent_actions()]
        for action in actions:
            assert library.undo(action)
        assert library.articles() == ()
        for action in reversed(actions):
            assert library.redo(action)
        after = library.reviewed_article(article, drafts=True)
        assert [note.note for note in after.annotations] == [n.note for n in before.annotations]
        assert_counts_are_true(library)


@pytest.mark.parametrize(
    ("table", "column", "values"),
    [
        ("annotations", "category", [item.value for item in Category]),
        ("annotations", "severity", [int(item) for item in Severity]),
        ("annotations", "status", [item.value for item in Status]),
        ("annotations", "certainty", [item.value for item in Certainty]),
        ("targets", "role", [item.value for item in TargetRole]),
        ("targets", "state", [item.value for item in AnchorState]),
        ("sources", "type", [item.value for item in SourceType]),
        ("sources", "accessed_through", [item.value for item in AccessedThrough]),
        ("sources", "authority", [item.value for item in Authority]),
        ("evidence", "relation", [item.value for item in Relation]),
    ],
)
def test_checks_list_the_vocabulary(path, table, column, values):
    sql = next(row[3] for row in schema_of(path) if row[:2] == ("table", table))
    listed = re.search(rf"CHECK\({column} IN\((.*?)\)\)", sql, re.DOTALL).group(1)
    assert [part.strip() for part in listed.split(",")] == [repr(value) for value in values]


def test_no_functions_in_checks_and_defaults():
    sql = re.sub(r"--.*", "", "".join(step.sql() for step in migrations.STEPS))
    for clause in re.findall(r"(?:CHECK\s*\(.*?\)\)|DEFAULT\s+\S+)", sql, re.DOTALL):
        assert not re.search(r"\b(?!IN\b|CHECK\b|AND\b|OR\b)\w+\s*\(", clause), clause


@pytest.fixture
def next_format(monkeypatch, tmp_path):
    """Pretend that the next format is out: `next_format(sql)`."""

    def release(sql):
        step_sql = tmp_path / "next.sql"
        step_sql.write_text(sql, encoding="utf-8")
        with closing(sqlite3.connect(":memory:", isolation_level=None)) as made:
            migrations.migrate(made)
            for statement in sql.split(";\n"):
                made.execute(statement)
            mark = migrations.fingerprint(made)
        step = migrations.Step(NEXT, str(step_sql), mark)
        monkeypatch.setattr(migrations, "STEPS", (*migrations.STEPS, step))
        monkeypatch.setattr(files, "SCHEMA_VERSION", NEXT)

    return release


def test_older_library_is_migrated_after_a_backup(tmp_path, next_format):
    old = tmp_path / "old.caveat"
    load_dump(old)
    next_format("ALTER TABLE reviewers ADD COLUMN email TEXT")
    with open_library(old, owner=OWNER) as library:
        assert len(library.articles()) == 1
        assert library.facets().notes == 1
    assert old.read_bytes()[60:64] == NEXT.to_bytes(4, "big")
    (backup,) = (tmp_path / "old backups").glob(f"old * (before format {NEXT}).caveat")
    assert backup.read_bytes()[60:64] == (1).to_bytes(4, "big")
    with closing(sqlite3.connect(backup)) as connection:
        assert connection.execute("SELECT count(*) FROM annotations").fetchone() == (1,)


def test_no_migration_without_a_backup(tmp_path, next_format):
    old = tmp_path / "old.caveat"
    load_dump(old)
    before = old.read_bytes()
    (tmp_path / "old backups").write_text("a file where the folder would be")
    next_format("ALTER TABLE reviewers ADD COLUMN email TEXT")
    with pytest.raises(LibraryUnavailableError, match="no backup of it can be put"):
        open_library(old, owner=OWNER)
    assert old.read_bytes() == before


def test_failed_migration_changes_nothing(tmp_path, next_format):
    old = tmp_path / "old.caveat"
    load_dump(old)
    next_format("ALTER TABLE reviewers ADD COLUMN email TEXT")
    broken = Path(migrations.STEPS[-1].file_name)
    broken.write_text("CREATE TABLE half(x);\nUPDATE nowhere SET x = 1;\n", encoding="utf-8")
    before = schema_of(old)
    with pytest.raises(sqlite3.OperationalError):
        open_library(old, owner=OWNER)
    assert schema_of(old) == before


def test_migration_that_breaks_references_is_noticed(tmp_path):
    dangling = tmp_path / "dangling.sql"
    dangling.write_text(
        "INSERT INTO articles(uid, title, author, publisher, url, published, retrieved, language,"
        " file_name, title_suggested, revision_id, created_at, modified_at)"
        " VALUES('a', '', '', '', '', '', '', '', '', 0, 99, '', '');\n"
    )
    steps = (*migrations.STEPS, migrations.Step(NEXT, str(dangling), ""))
    with (
        closing(sqlite3.connect(":memory:", isolation_level=None)) as connection,
        pytest.raises(sqlite3.IntegrityError, match="dangling"),
    ):
        migrations.migrate(connection, steps)


@pytest.mark.parametrize("why", ["asked", "stranger"])
def test_older_library_that_may_not_be_written_is_read_in_a_copy(tmp_path, why):
    old = tmp_path / "old.caveat"
    load_dump(old)
    before = old.read_bytes()
    owner = OWNER if why == "asked" else STRANGER
    with open_library(old, owner=owner, read_only=why == "asked") as library:
        (summary,) = library.articles()
        assert library.reviewed_article(summary.article.uid).annotations
        assert library.search("valerian").articles
        with pytest.raises(LibraryReadOnlyError):
            library.remove_article(summary.article.uid)
        with pytest.raises(sqlite3.OperationalError, match="readonly"):
            library._connection.execute("DELETE FROM annotations")
        library.save_copy(tmp_path / "copy.caveat")
    assert old.read_bytes() == before
    assert sorted(item.name for item in tmp_path.iterdir()) == ["copy.caveat", "old.caveat"]
    with open_library(tmp_path / "copy.caveat", owner=OWNER) as copy:
        assert copy.facets().notes == 1
        assert_counts_are_true(copy)


def test_older_library_that_is_too_large_for_a_copy_is_refused(tmp_path, monkeypatch):
    old = tmp_path / "old.caveat"
    load_dump(old)
    monkeypatch.setattr(opening, "_MOST_IN_MEMORY", 4096)
    with pytest.raises(LibraryUnavailableError, match=r"older Caveat.*reading only"):
        open_library(old, owner=OWNER, read_only=True)
    with open_library(old, owner=OWNER) as library:
        assert len(library.articles()) == 1
