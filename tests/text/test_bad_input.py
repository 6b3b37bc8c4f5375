"""Hostile text: an answer for everything, and work that grows with the text and no faster (calls are counted)."""

from __future__ import annotations

import sys

import pytest

from xewer.text.collate import collation_key
from xewer.text.detect import detect
from xewer.text.detect_many import detect_many
from xewer.text.legacy import decode_legacy, suggest_legacy
from xewer.text.normalise import normal_form, normalise
from xewer.text.repair import repair
from xewer.text.scripts import canonical, convert, convert_text
from xewer.text.spell_dates import words_to_date
from xewer.text.spell_numbers import find_numbers, words_to_number
from xewer.text.syllables import hyphenate, syllables
from xewer.tokens.sentences import sentences
from xewer.tokens.words import words

PIECES = [
    "ئۇيغۇر تىلى ", "ئۇيغۇر", "ئ", "1", ". ", "a'", "ئaж", "ـ", "\u200d", "\u200c", "\ud800", "\x00", "ه", "ی", ",", "@",
    "http://", "a.", "«", "\u0300", "ئون ", "1,000", "2025-يىلى ", "\u2068", "&", "ABC", "_", "<<", "-", "саа", "中，", "1-",
]  # fmt: skip
WAYS = {
    "normalise": normalise,
    "normal form": normal_form,
    "repair": repair,
    "to latin": lambda s: convert(s, "arabic", "latin"),
    "to cyrillic with marks": lambda s: convert(s, "arabic", "cyrillic", marks=True),
    "to kz": lambda s: convert(s, "arabic", "cyrillic", profile="kz"),
    "from latin": lambda s: convert(s, "latin", "arabic"),
    "between": lambda s: convert(s, "latin", "cyrillic"),
    "canonical": canonical,
    "canonical latin": lambda s: canonical(s, "latin", known=lambda _: False),
    "canonical cyrillic": lambda s: canonical(s, "cyrillic", known=lambda _: False),
    "detect": detect,
    "many": lambda s: detect_many([s]),
    "legacy": suggest_legacy,
    "sentences": sentences,
    "words": words,
    "syllables": syllables,
    "hyphenate": hyphenate,
    "collate": collation_key,
    "number": words_to_number,
    "numbers": find_numbers,
    "date": words_to_date,
}


def calls(work, text):
    """Python and C calls that the work makes."""
    count = 0

    def seen(_frame, event, _arg):
        nonlocal count
        count += event in ("call", "c_call")

    before = sys.getprofile()
    sys.setprofile(seen)
    try:
        work(text)
    finally:
        sys.setprofile(before)
    return count


@pytest.mark.parametrize("name", sorted(WAYS))
def test_calls_grow_no_faster_than_the_text(name):
    work = WAYS[name]
    for piece in PIECES:
        work(piece * 3)
        few = calls(work, piece * 100 + "x")
        many = calls(work, piece * 400 + "y")
        assert many <= 6 * few + 3000, piece


@pytest.mark.parametrize("name", sorted(WAYS))
def test_long_runs_end(name):
    """Patterns that go back over a run would take minutes here."""
    for piece in PIECES:
        WAYS[name]((piece * 20_000)[:20_000])


@pytest.mark.parametrize(
    "text", ["\ud800ئۇ\udfff", "ئ\x00ۇ\x1b", "ئaж", "ئ\u0300", "\U0010ffff", "\u2068ئۇ", "a\u200c'ئ"]
)
def test_odd_text_has_a_way_back(text):
    for way in (normalise(text), canonical(text), convert_text(text, "arabic", "latin"), repair(text)):
        assert len(way.starts) == len(way.ends) == len(way.text)
        assert way.original == text
        assert all(0 <= a < b <= len(text) for a, b in zip(way.starts, way.ends, strict=True))


def test_words_of_mixed_scripts_stay_apart():
    assert convert("ئۇيغۇرabcكىتاب", "arabic", "latin") == "uyghurabckitab"
    assert convert("كىتابкитап", "arabic", "cyrillic") == "китабкитап"


def test_bytes_of_old_files():
    assert decode_legacy("ظذيغذر".encode("cp1256"), "uighursoft") == "ئۇيغۇر"
    assert decode_legacy("ظذيغذر".encode("utf-16"), "uighursoft") == "ئۇيغۇر"
    assert decode_legacy("ظذيغذر".encode(), "uighursoft") == "ئۇيغۇر"
    assert isinstance(decode_legacy(bytes(range(256)), "duldul"), str)
