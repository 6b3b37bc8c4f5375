"""Bytes to text: what is read, what is mended, what is refused."""

from __future__ import annotations

import codecs

import pytest
from hypothesis import given
from hypothesis import strategies as st

from xewer.errors import InputError
from xewer.harvest.decode import decode, looks_binary, undo_mojibake

ARABIC = "يىغىن چارشەنبە كۈنى ئۈرۈمچىدە ئېچىلدى. رەئىس ئىككى تەرەپنىڭ كېلىشىم ھاسىل قىلغانلىقىنى ئېيتتى.\n" * 3
CYRILLIC = (
    "Йиғин чаршәнбә күни Үрүмчидә ечилди. Рәис икки тәрәпниң келишим һасил қилғанлиғини ейтти, җавап бәрмиди.\n" * 3
)
LATIN = "Yighin charshenbe küni Ürümchide échildi. Re'is ikki terepning kélishim hasil qilghanliqini éytti.\n" * 3


@pytest.mark.parametrize("text", [ARABIC, CYRILLIC, LATIN])
@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-32", "gb18030"])
def test_round_trip(text, encoding):
    if encoding == "gb18030" and text is LATIN:
        pytest.skip("é and ü alone do not tell GB18030")
    assert decode(text.encode(encoding)).text == text


@pytest.mark.parametrize("text", [ARABIC, CYRILLIC, LATIN])
@pytest.mark.parametrize("encoding", ["utf-16-le", "utf-16-be"])
def test_utf_16_without_mark(text, encoding):
    decoded = decode(text.encode(encoding))
    assert decoded.text == text
    assert decoded.encoding == encoding
    assert "no byte order mark" in decoded.notes[0]


def test_asian_cyrillic_code_page():
    decoded = decode(CYRILLIC.encode("ptcp154"))
    assert (decoded.text, decoded.encoding) == (CYRILLIC, "ptcp154")


def test_a_wrong_declaration_is_not_trusted():
    assert decode(ARABIC.encode(), "windows-1256").text == ARABIC
    assert decode(CYRILLIC.encode("ptcp154"), "no-such-code").text == CYRILLIC


def test_a_mark_is_dropped_and_line_ends_are_kept():
    assert decode(codecs.BOM_UTF8 + "بىر\r\nئىككى\r\n".encode()).text == "بىر\r\nئىككى\r\n"


def test_slightly_broken_utf_8_is_read_and_noted():
    data = ARABIC.encode()
    broken = data[:100] + b"\xff" + data[101:]
    decoded = decode(broken)
    assert decoded.text.count("\ufffd") <= 3
    assert "broken characters replaced" in decoded.notes[0]


def test_badly_broken_utf_8_is_refused_with_a_hint():
    data = bytearray(ARABIC.encode())
    data[::5] = b"\xd8" * len(data[::5])
    with pytest.raises(InputError, match=r"unreadable|not a text") as caught:
        decode(bytes(data))
    assert caught.value.hint


@pytest.mark.parametrize("text", [ARABIC, CYRILLIC, LATIN])
@pytest.mark.parametrize("wrong", ["latin-1", "cp1252"])
def test_mojibake_is_undone_and_noted(text, wrong):
    seen = "".join(
        bytes([b]).decode(wrong) if wrong == "latin-1" or b not in (0x81, 0x8D, 0x8F, 0x90, 0x9D) else chr(b)
        for b in text.encode()
    )
    decoded = decode(seen.encode())
    assert decoded.text == text
    assert "Windows-1252" in decoded.notes[0]


@pytest.mark.parametrize("text", [ARABIC, CYRILLIC, LATIN, "Ça été l'été à Orléans, où déjà naît l'idée.", "Ø Å", ""])
def test_good_text_is_no_mojibake(text):
    assert undo_mojibake(text) is None


@pytest.mark.parametrize(
    ("data", "kind"),
    [
        (b"%PDF-1.7 ...", "PDF"),
        (b"PK\x03\x04" + b"....word/document.xml", "Word"),
        (b"PK\x03\x04" + b"....", "ZIP"),
        (b"\x89PNG\r\n", "PNG"),
        (b"\xff\xd8\xff\xe0", "JPEG"),
        (b"SQLite format 3\x00" + bytes(50), "SQLite"),
        (b"\x1f\x8b\x08" + bytes(9), "gzip"),
        (b"\x00\x01\x00\x02\x10\x00\xff\x07\x00\x00" * 30, "zero bytes"),
    ],
)
def test_binary_files_say_what_they_seem_to_be(data, kind):
    with pytest.raises(InputError, match=kind) as caught:
        decode(data)
    assert caught.value.hint


@pytest.mark.parametrize("data", [b"", b"\n \r\n", codecs.BOM_UTF8, b"\x00\x00"])
def test_nothing_in_it(data):
    with pytest.raises(InputError, match="nothing in it"):
        decode(data)


@given(st.binary(max_size=400))
def test_any_bytes(data):
    looks_binary(data)
    try:
        text = decode(data).text
    except InputError as error:
        text = error.hint
    assert text
