"""From bytes to text: the encoding is found, or named by the user, and always told."""

from __future__ import annotations

import codecs
import re

from annotations.errors import ImportRefusedError

#: What the window offers besides its guess, most common first.
COMMON_ENCODINGS = (
    "utf-8", "cp1252", "iso8859-15", "utf-16", "cp1250", "cp1251", "koi8-r", "cp1253", "cp1254",
    "cp1255", "cp1256", "mac-roman", "shift_jis", "euc-jp", "gb18030", "big5", "euc-kr",
)  # fmt: skip

_BOMS = (
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF32_LE, "utf-32"),
    (codecs.BOM_UTF32_BE, "utf-32"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)
_DECLARED = re.compile(
    rb"""<meta[^>]{0,200}?charset\s*=\s*["']?\s*([\w.:-]{2,40})"""
    rb"""|<\?xml[^>]{0,100}?encoding\s*=\s*["']([\w.:-]{2,40})""",
    re.IGNORECASE,
)
_SIGNATURES = (
    (b"\x89PNG\r\n\x1a\n", "a PNG picture"),
    (b"\xff\xd8\xff", "a JPEG picture"),
    (b"GIF8", "a GIF picture"),
    (b"%PDF-", "a PDF document"),
    (b"PK\x03\x04", "a Zip archive, or a document of an office program"),
    (b"SQLite format 3\x00", "a database"),
    (b"\x1f\x8b", "a compressed file"),
    (b"\x7fELF", "a program"),
    (b"MZ\x90\x00", "a program"),
    (b"\xd0\xcf\x11\xe0", "a document of an older office program"),
    (b"{\\rtf", "a rich text document"),
    (b"ID3", "a sound file"),
    (b"OggS", "a sound file"),
)


def decode(
    data: bytes, file_name: str, *, encoding: str | None = None, is_markup: bool = False
) -> tuple[str, str]:
    """Decode the bytes of a file.

    Order of belief: the encoding asked for, a byte order mark, strict UTF-8, UTF-16 by its
    zero bytes, what an HTML page declares, and at last a statistical guess.

    Returns:
        The text, without a byte order mark, and the encoding as Python names it.

    Raises:
        ImportRefusedError: the bytes are no text, or are not in the encoding asked for.
    """
    refuse_binary(data, file_name)
    if encoding is not None:
        return _decode_as(data, file_name, encoding), encoding
    for bom, name in _BOMS:
        if data.startswith(bom):
            return data.decode(name, errors="replace"), name.removesuffix("-sig")
    try:
        return data.decode("utf-8"), "utf-8"
    except UnicodeDecodeError:
        pass
    for name in (_utf16_without_mark(data), _declared(data) if is_markup else ""):
        if name:
            return data.decode(name, errors="replace"), name
    return _guess(data, file_name)


def refuse_binary(data: bytes, file_name: str) -> None:
    """Refuse what is plainly no text.

    Raises:
        ImportRefusedError: says what the file seems to be.
    """
    named = f"“{file_name}”" if file_name else "This"
    for signature, what in _SIGNATURES:
        if data.startswith(signature):
            raise ImportRefusedError(
                f"{named} is {what}, not an article as text. Save the article as a web page, "
                "Markdown or plain text, and import that."
            )
    sample = data[:65536]
    if any(sample.startswith(bom) for bom, _ in _BOMS) or _utf16_without_mark(data):
        return
    odd = sum(sample.count(byte) for byte in _ODD_BYTES)
    if odd > 16 and odd > len(sample) * 0.02:
        raise ImportRefusedError(
            f"{named} does not hold text that can be read. Save the article as a web page, "
            "Markdown or plain text, and import that."
        )


_ODD_BYTES = tuple(bytes([b]) for b in range(32) if b not in (0, 9, 10, 12, 13, 27))


def _decode_as(data: bytes, file_name: str, encoding: str) -> str:
    try:
        return data.decode(encoding).removeprefix("\ufeff")
    except LookupError as error:
        raise ImportRefusedError(
            f"Caveat does not know an encoding named “{encoding}”. Choose another one."
        ) from error
    except (UnicodeDecodeError, ValueError) as error:
        raise ImportRefusedError(
            f"“{file_name}” is not written in {encoding}. Choose another encoding."
        ) from error


def _utf16_without_mark(data: bytes) -> str:
    sample = data[:4096]
    if len(sample) < 8 or sample.count(0) < len(sample) * 0.2:
        return ""
    even, odd = sample[0::2].count(0), sample[1::2].count(0)
    if odd > 8 * max(even, 1) or (odd and not even):
        return "utf-16-le"
    if even > 8 * max(odd, 1) or (even and not odd):
        return "utf-16-be"
    return ""


def _declared(data: bytes) -> str:
    found = _DECLARED.search(data[:4096])
    if found is None:
        return ""
    name = (found[1] or found[2]).decode("ascii", errors="ignore").lower()
    try:
        name = codecs.lookup("cp1252" if name in ("iso-8859-1", "latin1", "ascii") else name).name
        data.decode(name)
    except (LookupError, UnicodeDecodeError):
        return ""
    return name


def _guess(data: bytes, file_name: str) -> tuple[str, str]:
    from charset_normalizer import from_bytes

    matches = from_bytes(data[:200_000])
    best = matches.best()
    if best is None:
        raise ImportRefusedError(
            f"The encoding of “{file_name}” cannot be told. Choose one, or save the file as UTF-8."
        )
    name = best.encoding.replace("_", "-") if best.encoding.startswith("utf") else best.encoding
    tied = (m for m in matches if (m.chaos, m.coherence) == (best.chaos, best.coherence))
    if name == "ascii" or any("cp1252" in m.could_be_from_charset for m in tied):
        # Where Western and Central European are as likely, the web says Western.
        name = "cp1252"
    return data.decode(name, errors="replace"), name
