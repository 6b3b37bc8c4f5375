"""Old font encodings: read on request, suggested only where they are likely."""

from __future__ import annotations

import pytest

from xewer.errors import InputError
from xewer.resources import read_table
from xewer.text.legacy import decode_legacy, encodings, suggest_legacy

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
    with pytest.raises(InputError, match="boghda") as caught:
        decode_legacy("ظ", "boghda")
    assert "uighursoft" in caught.value.hint
