import codecs

import pytest

from annotations.errors import ImportRefusedError
from annotations.text.encoding import COMMON_ENCODINGS, decode

FRENCH = "Le gingembre aide, dit-on, à dormir : « c'est prouvé ». Où est la preuve ? " * 6


@pytest.mark.parametrize(
    ("data", "name"),
    [
        (FRENCH.encode(), "utf-8"),
        (codecs.BOM_UTF8 + FRENCH.encode(), "utf-8"),
        (FRENCH.encode("utf-16"), "utf-16"),
        (FRENCH.encode("utf-16-le"), "utf-16-le"),
        (FRENCH.encode("utf-16-be"), "utf-16-be"),
        (FRENCH.encode("utf-32"), "utf-32"),
    ],
)
def test_unicode_is_certain(data, name):
    assert decode(data, "f.txt") == (FRENCH, name)


def test_a_page_that_declares_its_encoding_is_believed():
    page = f'<html><meta charset="windows-1252"><p>{FRENCH}'.encode("cp1252")
    text, name = decode(page, "f.html", is_markup=True)
    assert name == "cp1252"
    assert "prouvé" in text


@pytest.mark.parametrize(
    ("text", "encoding"),
    [
        ("Имбирь помогает от тошноты, так говорят врачи и пациенты. " * 8, "cp1251"),
        ("生姜は吐き気に効くと言われています。本当でしょうか。" * 8, "shift_jis"),
        ("El jengibre ayuda, según dicen, al niño y a la señora mañana. " * 8, "cp1252"),
    ],
)
def test_old_encodings_are_guessed(text, encoding):
    assert decode(text.encode(encoding), "f.txt")[0] == text


def test_the_encoding_asked_for_goes_first():
    data = "Où ?".encode("cp1252")
    assert decode(data, "f.txt", encoding="cp1252") == ("Où ?", "cp1252")
    with pytest.raises(ImportRefusedError, match="not written in utf-8"):
        decode(data, "f.txt", encoding="utf-8")
    with pytest.raises(ImportRefusedError, match="does not know"):
        decode(data, "f.txt", encoding="klingon")


def test_every_encoding_on_offer_exists():
    for name in COMMON_ENCODINGS:
        assert codecs.lookup(name)


@pytest.mark.parametrize(
    ("data", "what"),
    [
        (b"\x89PNG\r\n\x1a\n" + bytes(200), "a PNG picture"),
        (b"\xff\xd8\xff\xe0" + bytes(200), "a JPEG picture"),
        (b"%PDF-1.7\n%...", "a PDF document"),
        (b"PK\x03\x04" + bytes(200), "an office program"),
        (b"SQLite format 3\x00" + bytes(200), "a database"),
        (bytes(range(256)) * 40, "text that can be read"),
    ],
)
def test_what_is_no_text_is_refused_by_name(data, what):
    with pytest.raises(ImportRefusedError, match=what) as caught:
        decode(data, "article.txt")
    assert "article.txt" in str(caught.value)
