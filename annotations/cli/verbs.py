"""The headless verbs, as click commands. Everything heavy is imported where it is used."""

from __future__ import annotations

import json
from pathlib import Path
from typing import TYPE_CHECKING

import click

from annotations.cli.opening import (
    library_option,
    named_path,
    open_named,
    refuse_read_only,
    reviewer_option,
)
from annotations.cli.streams import put, readable, say
from annotations.errors import SheetRefusedError
from annotations.model import ArticleFields
from annotations.vocabulary import ExportLayout

if TYPE_CHECKING:
    from annotations.exchange.review_sheet import ReviewSheet
    from annotations.model import ArticleSummary, ReviewedArticle
    from annotations.storage.library import Library

_PAGE = 500


@click.group(context_settings={"help_option_names": ["-h", "--help"]})
def caveat() -> None:
    """Read an article beside its cautions. These verbs need no window."""


@caveat.command("import")
@click.argument("files", nargs=-1, required=True, metavar="FILE...")
@library_option
@reviewer_option
@click.option("--title", default="", help="The fields may be given with one FILE only.")
@click.option("--author", default="")
@click.option("--publisher", default="")
@click.option("--url", default="")
@click.option("--published", default="", metavar="DATE")
@click.option("--retrieved", default="", metavar="DATE")
@click.option("--lang", "language", default="", metavar="TAG")
@click.option("--update", "article", metavar="A", help="Take FILE as the newer text of an article.")
def import_articles(
    files: tuple[str, ...],
    library: str | None,
    reviewer: str | None,
    article: str | None,
    **fields: str,
) -> int:
    """Add articles: plain text, Markdown or saved web pages. One line of JSON a file.

    With --update A the article A gets the text of FILE, and every note is looked up in it.
    """
    from annotations.cli.importing import import_file, update_from_file
    from annotations.text.worker import Converter

    if article is not None and len(files) > 1:
        raise click.UsageError("--update takes one FILE.")

    if len(files) > 1 and any(fields.values()):
        given = ", ".join(f"--{_option(name)}" for name, value in fields.items() if value)
        raise click.UsageError(f"{given} can be given with one FILE only.")
    given_fields = ArticleFields(**{name: readable(value) for name, value in fields.items()})
    with Converter() as converter:
        converter.start()
        with open_named(library, reviewer, create=True) as opened:
            refuse_read_only(opened)
            if article is not None:
                return int(not update_from_file(opened, converter, files[0], article, given_fields))
            done = [import_file(opened, converter, name, given_fields) for name in files]
    return 0 if all(done) else 1


@caveat.command("list")
@library_option
@click.option("--json", "as_json", is_flag=True, help="As JSON.")
def list_articles(library: str | None, *, as_json: bool) -> int:
    """List the articles with their cautions."""
    from annotations.cli.shapes import summary_shape
    from annotations.cli.table import table

    with open_named(library, None) as opened:
        summaries = _all_articles(opened)
    if as_json:
        put(_json([summary_shape(summary) for summary in summaries]))
    elif summaries:
        put(table(summaries))
    else:
        say("The library has no articles yet. Add some with: caveat import FILE...")
    return 0


@caveat.command("show")
@click.argument("article", metavar="A")
@library_option
@click.option("--json", "as_json", is_flag=True, help="As JSON, with the text and its parts.")
@click.option("--drafts", is_flag=True, help="Take notes in that are drafts.")
def show_article(article: str, library: str | None, *, as_json: bool, drafts: bool) -> int:
    """Show an article with its notes. A is its uid, its file's name or its title."""
    with open_named(library, None) as opened:
        reviewed = opened.reviewed_article(
            opened.find_article(readable(article)).uid, drafts=drafts
        )
    if as_json:
        from annotations.cli.shapes import article_shape

        put(_json(article_shape(reviewed)))
    else:
        from annotations.cli.article_text import article_text

        put(article_text(reviewed))
    return 0


@caveat.command("annotate")
@click.argument("sheet", metavar="SHEET.json")
@library_option
@reviewer_option
def annotate_articles(sheet: str, library: str | None, reviewer: str | None) -> int:
    """Add the notes of a review sheet, each at the place of its quote."""
    found = _read_sheet(Path(sheet))
    with open_named(library, reviewer) as opened:
        refuse_read_only(opened)
        report = opened.annotate(found)
    put(
        _json(
            {
                "added": report.added,
                "known": report.known,
                "changed": report.changed,
                "refused": [{"note": r.note, "reason": r.reason} for r in report.refused],
            }
        )
    )
    for note in report.changed:
        say(f"Note {note}: the library has it with other content, which was left as it is.")
    for refusal in report.refused:
        say(refusal.reason)
    for notice in report.notices:
        say(notice)
    return 1 if report.refused or report.changed else 0


@caveat.command("export")
@click.argument("article", metavar="A")
@library_option
@click.option(
    "--layout",
    type=click.Choice([layout.value for layout in ExportLayout]),
    default=ExportLayout.ANNOTATED.value,
    show_default=True,
)
@click.option("--drafts", is_flag=True, help="Take notes in that are drafts.")
@click.option("-o", "--output", metavar="OUT", help="A file; standard output where left out.")
def export_article(
    article: str, library: str | None, layout: str, output: str | None, *, drafts: bool
) -> int:
    """Write an article and its notes as Markdown."""
    from annotations.cli.files import write_whole
    from annotations.exchange.markdown import export_markdown

    with open_named(library, None) as opened:
        reviewed = opened.reviewed_article(
            opened.find_article(readable(article)).uid, drafts=drafts
        )
        text = export_markdown(reviewed, ExportLayout(layout))
        if output is None or output == "-":
            put(text)
        else:
            write_whole(Path(output), text, never=opened.path)
    return 0


@caveat.command("sources")
@library_option
@reviewer_option
@click.option(
    "--format",
    "form",
    type=click.Choice(["bibtex", "ris", "csl"]),
    default="bibtex",
    show_default=True,
)
@click.option("-o", "--output", metavar="OUT", help="A file; standard output where left out.")
@click.option(
    "--import",
    "bibliography",
    metavar="FILE",
    help="Add the sources of a file: BibTeX, RIS, CSL-JSON, PubMed, or a line for each.",
)
def exchange_sources(
    library: str | None,
    reviewer: str | None,
    form: str,
    output: str | None,
    bibliography: str | None,
) -> int:
    """Write all sources for other programs, or add those of a file."""
    from annotations.cli.bibliography import add_bibliography, write_sources

    if bibliography is None:
        with open_named(library, reviewer) as opened:
            return write_sources(opened, form, output)
    if output is not None:
        raise click.UsageError("--import adds sources; it has nothing to write to a file.")
    with open_named(library, reviewer, create=True) as opened:
        refuse_read_only(opened)
        return add_bibliography(opened, Path(bibliography))


@caveat.command("check")
@library_option
@click.option("--repair", metavar="INTO", help="Build a new library from what can be read.")
def check(library: str | None, repair: str | None) -> int:
    """Look whether a library is whole. Nothing is written into it."""
    from annotations.cli.checking import check_file, repair_file

    path = named_path(library)
    return check_file(path) if repair is None else repair_file(path, Path(repair))


def _option(name: str) -> str:
    return "lang" if name == "language" else name


def _reviewed(library: Library, name: str, *, drafts: bool) -> ReviewedArticle:
    return library.reviewed_article(library.find_article(readable(name)).uid, drafts=drafts)


def _all_articles(library: Library) -> list[ArticleSummary]:
    found: list[ArticleSummary] = []
    while page := library.articles(offset=len(found), limit=_PAGE):
        found += page
    return found


def _read_sheet(path: Path) -> ReviewSheet:
    from annotations.cli.files import read_whole
    from annotations.exchange.review_sheet import MAX_BYTES, read_review_sheet

    data = read_whole(path, MAX_BYTES)
    try:
        return read_review_sheet(data)
    except SheetRefusedError as error:
        raise SheetRefusedError(f"“{path.name}”: {error}") from error


def _json(value: object) -> str:
    return json.dumps(value, ensure_ascii=False, indent=2) + "\n"
