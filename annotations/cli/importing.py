"""The verb `import`: files become articles, or the newer text of one."""

from __future__ import annotations

import json
from collections.abc import Callable
from dataclasses import asdict
from pathlib import Path
from typing import TYPE_CHECKING

from annotations.cli.streams import put, readable, say
from annotations.errors import CaveatError
from annotations.vocabulary import AnchorState

if TYPE_CHECKING:
    from annotations.model import ArticleFields, Revision
    from annotations.storage.library import Library
    from annotations.storage.revising import UpdatePreview
    from annotations.text.worker import Converter


def import_file(library: Library, converter: Converter, name: str, fields: ArticleFields) -> bool:
    """Add a file as an article and print a line of JSON; False where it was refused."""
    return _told(lambda: _add(library, converter, name, fields))


def update_from_file(
    library: Library, converter: Converter, name: str, article: str, fields: ArticleFields
) -> bool:
    """Take a file as the newer text of an article, its notes along; False where refused."""
    return _told(lambda: _update(library, converter, name, article, fields))


def _told(act: Callable[[], None]) -> bool:
    from annotations.cli import say_unexpected

    try:
        act()
    except CaveatError as error:
        say(str(error))
        return False
    except Exception as error:  # noqa: BLE001 - the other files still want to be imported
        say_unexpected(error)
        return False
    return True


def _add(library: Library, converter: Converter, name: str, fields: ArticleFields) -> None:
    from annotations.text.worker import read_import_file

    path = Path(name)
    data = read_import_file(path)
    file_name = readable(path.name)
    conversion = converter.convert(data, file_name)
    added = library.add_article(conversion, file_name=file_name, data=data, fields=fields)
    notice = " ".join(filter(None, (added.notice, conversion.notice)))
    _put(name, added.article.title, added.revision, notice)


def _update(
    library: Library, converter: Converter, name: str, article: str, fields: ArticleFields
) -> None:
    from annotations.text.worker import read_import_file

    uid = library.find_article(readable(article)).uid
    path = Path(name)
    data = read_import_file(path)
    file_name = readable(path.name)
    conversion = converter.convert(data, file_name)
    preview = library.preview_update(uid, conversion)
    change = library.accept_update(uid, conversion, data=data, file_name=file_name, preview=preview)
    given = {name: value for name, value in asdict(fields).items() if value}
    if given:
        library.edit_article(uid, **given)
    reviewed = library.reviewed_article(uid)
    notice = " ".join(filter(None, (_outcome(preview, is_new=bool(change)), conversion.notice)))
    places = {state.value: preview.counts[state] for state in AnchorState}
    _put(name, reviewed.article.title, reviewed.revision, notice, places)


def _outcome(preview: UpdatePreview, *, is_new: bool) -> str:
    """What a person has to know of an update; empty where that is nothing."""
    if not is_new:
        return "The article shows this text already. Nothing was changed."
    said = []
    if preview.looks_like_another_article:
        said.append("The text looks like a different article. Undo it if that was a mistake.")
    if preview.to_review == 1:
        said.append("1 place of a note has to be looked at again.")
    elif preview.to_review:
        said.append(f"{preview.to_review} places of notes have to be looked at again.")
    return " ".join(said)


def _put(
    name: str, title: str, revision: Revision, notice: str, places: dict[str, int] | None = None
) -> None:
    shape: dict[str, object] = {
        "file": readable(name),
        "uid": revision.article_uid,
        "title": title,
        "revision": revision.uid,
        "blocks": len(revision.blocks),
        "sentences": len(revision.sentences),
        "encoding": revision.encoding,
        "notice": notice,
    }
    if places is not None:
        shape["places"] = places
    put(json.dumps(shape, ensure_ascii=False) + "\n")
