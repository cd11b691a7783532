"""From the bytes of a file to blocks and sentences: what is shown as it is, what as plain text
with a banner, what is refused. Decided by size and shape alone, never by how long it took.

`python -m annotations.text.convert` is the worker's child: requests and answers as JSON lines
over its pipes, so that a conversion which does not come back can be killed.
"""

from __future__ import annotations

import json
import re
import sys
from collections.abc import Callable
from pathlib import PurePath
from typing import IO, Any

from annotations.errors import ImportRefusedError
from annotations.model import ArticleFields, Conversion, Span
from annotations.text.block_writer import TooManyBlocksError
from annotations.text.blocks import Block, blocks_from_json, blocks_to_json, canonical_text
from annotations.text.clean import REPLACEMENT, clean, fold_space
from annotations.text.encoding import decode
from annotations.text.plain import plain_blocks
from annotations.vocabulary import BlockKind

#: Changed whenever the same bytes may give another canonical text.
EXTRACTOR = "caveat/1"

MAX_BYTES = 20_000_000
MAX_MARKUP_BYTES = 2_000_000
#: Ends of sentences, counted by their marks.
MAX_SENTENCES = 500_000
MARKDOWN_ENDINGS = frozenset({".md", ".markdown", ".mdown", ".mkd"})
HTML_ENDINGS = frozenset({".html", ".htm", ".xhtml"})
MAX_SUGGESTED_TITLE_CHARACTERS = 120

_LOOKS_LIKE_HTML = re.compile(
    r"\s*(?:<\?xml|<!doctype html|<html|<(?:p|div|h1|body|article)\b)", re.IGNORECASE
)
_NO_TEXT = f" \t\u00a0{REPLACEMENT}"
_SENTENCE_ENDS = ".!?…。！？।؟"
_TITLE_ENDS = re.compile(r"[.!?。！？]\s*$")

Progress = Callable[[float, str], None]


def convert_bytes(
    data: bytes,
    file_name: str,
    *,
    encoding: str | None = None,
    as_plain_text: bool = False,
    on_progress: Progress | None = None,
) -> Conversion:
    """Convert the bytes of a file, in this process and for as long as it takes.

    Args:
        data: The whole file.
        file_name: Its name; the ending says Markdown, HTML or text. Empty for pasted text,
            which is looked at.
        encoding: As Python names it; None to find it.
        as_plain_text: Read marks as ordinary characters.
        on_progress: Told the share done, 0 to 1, and a word on what is being done.

    Raises:
        ImportRefusedError: too large, empty, too many lines, or no text.
    """
    report = on_progress or (lambda _share, _word: None)
    _refuse_by_size(data, file_name)
    kind = _kind(file_name)
    text, name = decode(data, file_name, encoding=encoding, is_markup=kind == "html")
    if not file_name:
        kind = _sniffed(text)
    report(0.1, "Reading")
    try:
        blocks, fields, notice = _read(text, kind, as_plain_text=as_plain_text)
        _check_sentences(blocks)
    except TooManyBlocksError as error:
        raise ImportRefusedError(
            f"{_named(file_name)} has {error}. Split it, or import a part."
        ) from error
    if not any(block.text.strip(_NO_TEXT) for block in blocks):
        raise ImportRefusedError(f"{_named(file_name)} holds no text. Choose another file.")
    report(0.7, "Finding sentences")
    return _finished(blocks, fields, file_name, name if file_name else "", notice)


def conversion_to_json(conversion: Conversion) -> dict[str, Any]:
    """Flatten a conversion for a pipe; `conversion_from_json` is its inverse."""
    fields = conversion.fields
    return {
        "blocks": blocks_to_json(conversion.blocks),
        "sentences": [position for s in conversion.sentences for position in (s.start, s.end)],
        "fields": {name: getattr(fields, name) for name in ArticleFields.__slots__},
        "title_is_suggested": conversion.title_is_suggested,
        "encoding": conversion.encoding,
        "notice": conversion.notice,
        "extractor": conversion.extractor,
        "segmenter": conversion.segmenter,
    }


def conversion_from_json(values: dict[str, Any]) -> Conversion:
    """Rebuild a conversion from `conversion_to_json`."""
    flat = values["sentences"]
    return Conversion(
        **{
            **values,
            "blocks": blocks_from_json(values["blocks"]),
            "sentences": tuple(map(Span, flat[0::2], flat[1::2])),
            "fields": ArticleFields(**values["fields"]),
        }
    )


def _refuse_by_size(data: bytes, file_name: str) -> None:
    if len(data) > MAX_BYTES:
        raise ImportRefusedError(
            f"{_named(file_name)} is {len(data) / 1e6:.0f} MB; Caveat reads articles of up to "
            f"{MAX_BYTES / 1e6:.0f} MB. Split it, or import a part."
        )
    if not data.strip():
        raise ImportRefusedError(f"{_named(file_name)} is empty. Choose another file.")


def _check_sentences(blocks: tuple[Block, ...]) -> None:
    """Stop before sentences are looked for in what would take minutes to lay out."""
    ends = sum(block.text.count(end) for block in blocks for end in _SENTENCE_ENDS)
    if ends > MAX_SENTENCES:
        raise TooManyBlocksError(f"more than {MAX_SENTENCES:,} sentences")


def _named(file_name: str) -> str:
    return f"“{file_name}”" if file_name else "The pasted text"


def _kind(file_name: str) -> str:
    ending = PurePath(file_name).suffix.lower()
    if ending in MARKDOWN_ENDINGS:
        return "markdown"
    return "html" if ending in HTML_ENDINGS else "text"


def _sniffed(text: str) -> str:
    from annotations.text.markdown import looks_like_markdown

    if _LOOKS_LIKE_HTML.match(text):
        return "html"
    return "markdown" if looks_like_markdown(text) else "text"


def _read(
    text: str, kind: str, *, as_plain_text: bool
) -> tuple[tuple[Block, ...], ArticleFields, str]:
    """Blocks, fields and the banner of Markdown, HTML or text."""
    if kind == "html":
        from annotations.text.webpage import without_scripts

        text = without_scripts(text)
    elif kind == "markdown":
        text = _as_python_markdown_reads(text)
    reason = ""
    if kind != "text" and not as_plain_text:
        reason = _obstacle(text, kind)
        if not reason:
            try:
                return *_marked_up(text, kind), ""
            except RecursionError:
                reason = "its lists, quotes or tags are nested too deeply"
    if kind == "html":
        from annotations.text.webpage import text_of_tags

        text = text_of_tags(text)
    banner = f"Shown as plain text, because {reason}." if reason else ""
    return plain_blocks(text), ArticleFields(), banner


def _marked_up(text: str, kind: str) -> tuple[tuple[Block, ...], ArticleFields]:
    if kind == "markdown":
        from annotations.text.markdown import markdown_blocks

        return markdown_blocks(text)
    from annotations.text.webpage import webpage_blocks

    return webpage_blocks(text)


def _as_python_markdown_reads(text: str) -> str:
    """Line feeds alone, and without the two controls it marks its own places with."""
    text = text.replace("\r\n", "\n").replace("\r", "\n")
    return text.replace("\x02", "").replace("\x03", "")


def _obstacle(text: str, kind: str) -> str:
    """Why the text is shown without its marks, by size and shape alone; empty otherwise."""
    if len(text) > MAX_MARKUP_BYTES:
        return f"it is larger than {MAX_MARKUP_BYTES / 1e6:.0f} MB"
    if kind == "html":
        from annotations.text.nesting import obstacle

        return obstacle(text)
    from annotations.text.intricacy import is_too_intricate

    return "its Markdown is too intricate to convert safely" if is_too_intricate(text) else ""


def _finished(
    blocks: tuple[Block, ...], fields: ArticleFields, file_name: str, encoding: str, notice: str
) -> Conversion:
    from dataclasses import replace

    from annotations.text.sentences import SEGMENTER, segment

    sentences = segment(blocks, fields.language)
    has_title = bool(fields.title)
    if not has_title:
        fields = replace(fields, title=_suggested_title(blocks, sentences, file_name))
    return Conversion(
        blocks=blocks,
        sentences=sentences,
        fields=fields,
        title_is_suggested=not has_title,
        encoding=encoding,
        notice=notice,
        extractor=EXTRACTOR,
        segmenter=SEGMENTER,
    )


def _suggested_title(blocks: tuple[Block, ...], sentences: tuple[Span, ...], file_name: str) -> str:
    for block in blocks:
        if block.kind.heading_level and block.text.strip():
            return _shortened(block.text)
    text = canonical_text(blocks)
    folded = {BlockKind.META, BlockKind.BOILERPLATE, BlockKind.RULE}
    start = 0
    for block in blocks:
        if block.kind not in folded and block.text.strip():
            first = next((s for s in sentences if s.start >= start), None)
            if first is not None:
                sentence = text[first.start : first.end]
                return _shortened(_TITLE_ENDS.sub("", sentence)) or _shortened(sentence)
        start += len(block.text) + 1
    return _shortened(PurePath(file_name).stem) or "Untitled article"


def _shortened(text: str) -> str:
    text = fold_space(clean(text))
    if len(text) <= MAX_SUGGESTED_TITLE_CHARACTERS:
        return text
    return text[: MAX_SUGGESTED_TITLE_CHARACTERS - 1].rsplit(" ", 1)[0].rstrip(",;:") + "…"


def serve(requests: IO[bytes], answers: IO[bytes]) -> None:
    """Answer requests until the pipe ends.

    A request is a JSON line (`size`, `file_name`, `encoding`, `as_plain_text`, `timeout_s`)
    and then `size` bytes. An answer is any number of `progress` lines and one line that holds
    `result` or `refused`.
    """

    def answer(**values: Any) -> None:
        answers.write(json.dumps(values, separators=(",", ":")).encode("ascii") + b"\n")
        answers.flush()

    while line := requests.readline():
        request = json.loads(line)
        data = requests.read(request["size"])
        _end_after(request["timeout_s"])
        try:
            conversion = convert_bytes(
                data,
                request["file_name"],
                encoding=request["encoding"],
                as_plain_text=request["as_plain_text"],
                on_progress=lambda share, word: answer(progress=[share, word]),
            )
        except ImportRefusedError as error:
            answer(refused=str(error))
        except MemoryError:
            answer(refused=f"{_named(request['file_name'])} needs too much memory to convert.")
        else:
            answer(result=conversion_to_json(conversion))
        _end_after(None)


def _end_after(seconds: float | None) -> None:
    """End this process some time later, should the parent be gone that would end it."""
    import signal

    if hasattr(signal, "alarm"):
        signal.alarm(0 if seconds is None else int(seconds) + 10)


def _warm_up() -> None:
    """Load what most articles need, while there is nothing else to do."""
    convert_bytes(b"# Title\n\nA sentence. Another.\n", "a.md")


def _limit_memory(limit_bytes: int = 4 << 30) -> None:
    """Keep a hostile file from taking the machine's memory, where the system can do that."""
    try:
        import resource
    except ImportError:
        return
    resource.setrlimit(resource.RLIMIT_AS, (limit_bytes, limit_bytes))


if __name__ == "__main__":
    _limit_memory()
    pipe = sys.stdout.buffer
    # What a library prints is no answer.
    sys.stdout = sys.stderr
    _warm_up()
    serve(sys.stdin.buffer, pipe)
