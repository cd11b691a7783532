"""What must hold of any library, whatever was done to it."""

from __future__ import annotations

from annotations.storage.coverage import recount_article
from annotations.storage.library import Library
from annotations.storage.rows import SOURCE_COLUMNS, columns, source_from_row


def assert_counts_are_true(library: Library) -> None:
    """What triggers and verbs keep equals what a count finds."""
    connection = library._connection
    kept = connection.execute(
        "SELECT category, severity, status, n FROM facet_counts WHERE n <> 0 ORDER BY 1, 2, 3"
    ).fetchall()
    counted = connection.execute(
        "SELECT category, severity, status, count(*) FROM annotations n WHERE deleted_at IS NULL"
        " AND EXISTS(SELECT 1 FROM targets t JOIN articles a ON a.id = t.article_id"
        " WHERE t.annotation_id = n.id AND t.role = 'claim' AND a.deleted_at IS NULL)"
        " GROUP BY 1, 2, 3 ORDER BY 1, 2, 3"
    ).fetchall()
    assert kept == counted
    for row in connection.execute(
        "SELECT id, n_info, n_moderate, n_serious, n_critical, drafts FROM articles"
    ).fetchall():
        for position, where in enumerate(
            [f"n.severity = {s} AND n.status IN('ready', 'approved')" for s in (1, 2, 3, 4)]
            + ["n.status = 'draft'"],
            1,
        ):
            (number,) = connection.execute(
                "SELECT count(DISTINCT n.id) FROM annotations n"  # noqa: S608 - our own words
                " JOIN targets t ON t.annotation_id = n.id WHERE t.role = 'claim'"
                f" AND t.article_id = ? AND n.deleted_at IS NULL AND {where}",
                (row[0],),
            ).fetchone()
            assert row[position] == number
    _assert_sources_are_true(library)
    assert_derived_columns_are_true(library)
    for index in ("articles_fts", "notes_fts", "sources_fts", "claims_fts", "unparted_claims_fts"):
        connection.execute(f"INSERT INTO {index}({index}, rank) VALUES('integrity-check', 1)")
    assert connection.execute("PRAGMA integrity_check").fetchall() == [("ok",)]
    assert connection.execute("PRAGMA foreign_key_check").fetchall() == []


def _assert_sources_are_true(library: Library) -> None:
    connection = library._connection
    for row_id, *cited, last_checked, rank in connection.execute(
        "SELECT id, cited, cited_published, last_checked, rank FROM sources"
    ).fetchall():
        notes = connection.execute(
            "SELECT count(DISTINCT n.id),"
            " count(DISTINCT CASE WHEN n.status IN('ready', 'approved') THEN n.id END)"
            " FROM evidence e JOIN annotations n ON n.id = e.annotation_id"
            " WHERE e.source_id = ? AND n.live = 1",
            (row_id,),
        ).fetchone()
        (latest,) = connection.execute(
            "SELECT max(checked_on, coalesce((SELECT max(checked) FROM evidence"
            " WHERE source_id = s.id), '')) FROM sources s WHERE s.id = ?",
            (row_id,),
        ).fetchone()
        (source,) = connection.execute(
            f"SELECT {columns(SOURCE_COLUMNS)} FROM sources WHERE id = ?",  # noqa: S608
            (row_id,),
        ).fetchall()
        assert (tuple(cited), last_checked) == (notes, latest)
        assert rank == source_from_row(source).rank


_DERIVED = (
    "SELECT id, checked, to_check, fully_checked, checked_on, checked_by, strip, left_to_check"
    " FROM articles WHERE revision_id IS NOT NULL ORDER BY id"
)
_WARNED = (
    "SELECT uid FROM annotations n WHERE warned <> ((category = 'dangerous' AND severity < 3)"
    " OR (severity = 4 AND advice = '') OR (status IN('ready', 'approved') AND unsourced))"
    " OR unsourced <> (no_source_needed = '' AND NOT EXISTS(SELECT 1 FROM evidence e"
    " WHERE e.annotation_id = n.id))"
)


def assert_derived_columns_are_true(library: Library) -> None:
    """What verbs compute from what changed equals what a look at everything finds."""
    connection = library._connection
    kept = connection.execute(_DERIVED).fetchall()
    connection.execute("SAVEPOINT counting")
    for row in kept:
        recount_article(connection, row[0], "2026-11-20T00:00:00.000Z")
    counted = connection.execute(_DERIVED).fetchall()
    connection.execute("ROLLBACK TO counting")
    connection.execute("RELEASE counting")
    assert kept == counted
    for uid, checked, of, on, by in connection.execute(
        "SELECT uid, checked, to_check, checked_on, checked_by FROM articles"
    ).fetchall():
        coverage = library.reviewed_article(uid).coverage
        assert (coverage.checked, coverage.of, coverage.last_on) == (checked, of, on)
        assert "\n".join(coverage.by) == by
    assert connection.execute(_WARNED).fetchall() == []
    tags = {
        (uid, tag.casefold())
        for uid, tags in connection.execute("SELECT uid, tags FROM annotations").fetchall()
        for tag in tags.split("\n")
        if tag
    }
    assert tags == {
        (uid, tag.casefold())
        for uid, tag in connection.execute(
            "SELECT n.uid, t.tag FROM note_tags t JOIN annotations n ON n.id = t.annotation_id"
        ).fetchall()
    }
