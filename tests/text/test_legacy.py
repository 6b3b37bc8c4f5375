"""Old font encodings: read on request, suggested only where they are likely."""

from __future__ import annotations

import pytest

from xewer.errors import InputError
from xewer.resources import read_table
from xewer.text.legacy import UNREADABLE, decode_legacy, encodings, suggest_legacy, suggestion

TEXT = "ئۇيغۇر تىلىدا چىقىدىغان گېزىتلەر ئۇنىڭ سۆزىنى كەڭ تارقاتتى، ئۇلار ئۆزلىرىنىڭ كۆز قارىشىنى ئېيتتى."


def _encode(text, encoding):
    rows = [row for row in read_table("legacy.tsv") if row["encoding"] == encoding]
    return text.translate({ord(row["to"]): row["from"] for row in reversed(rows)})


@pytest.mark.parametrize("encoding", ["uighursoft", "duldul"])
def test_there_and_back(encoding):
    old = _encode(TEXT, encoding)
    assert old != TEXT
    assert decode_legacy(old, encoding) == TEXT
    assert suggest_legacy(old) == encoding


@pytest.mark.parametrize(
    "text", [TEXT, "", "أعلنت الحكومة اليوم عن خطة جديدة للمدينة.", "دولت امروز برنامه تازه را اعلام کرد", "ظظظ"]
)
def test_nothing_to_suggest(text):
    assert suggest_legacy(text) is None


def test_length_stays():
    for encoding in encodings():
        assert len(decode_legacy(TEXT, encoding)) == len(TEXT)


def test_unknown_encoding_names_those_that_are():
    with pytest.raises(InputError, match="wordstar") as caught:
        decode_legacy("ظ", "wordstar")
    assert "uighursoft" in caught.value.hint


@pytest.mark.parametrize("encoding", UNREADABLE)
def test_encodings_without_a_table_say_what_to_do(encoding):
    with pytest.raises(InputError, match=encoding) as caught:
        decode_legacy("ظ", encoding)
    assert "Unicode" in caught.value.hint


def test_letter_shapes_of_old_chinese_systems_are_recognised():
    data = bytes(byte for i in range(40) for byte in (0xF9 + i % 3, 0xA1 + i))
    for text in (data.decode("gb18030"), data.decode("utf-8", "surrogateescape"), data.decode("cp1252", "replace")):
        assert suggest_legacy(text + " ") == "boghda"
    assert "Unicode" in suggestion("boghda")
    assert suggest_legacy("Où est-il? Ça, là, û ù ú, ïle, naïve; ùn ún ûn élan, déjà vu, garçon, français") is None
