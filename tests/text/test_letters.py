"""The alphabet: the sets in code agree with the table."""

from __future__ import annotations

from xewer.resources import read_table
from xewer.text import letters


def test_sets_agree_with_the_table():
    rows = read_table("letters.tsv")
    assert {row["arabic"] for row in rows} == letters.LETTERS - {letters.HAMZA}
    assert len(rows) == 32
    assert not letters.VOWELS & letters.CONSONANTS
    assert len(letters.VOWELS) == 8
    assert letters.HAMZA not in letters.VOWELS | letters.CONSONANTS


def test_harmony_sets_are_vowels():
    assert letters.FRONT < letters.VOWELS
    assert letters.BACK < letters.VOWELS
    assert letters.ROUNDED < letters.VOWELS
    assert not letters.FRONT & letters.BACK
    assert letters.VOICELESS < letters.CONSONANTS


def test_every_column_tells_all_letters_apart():
    for name in ("latin", "cyrillic", "yengi", "cts", "ipa", "key"):
        values = list(letters.column(name).values())
        assert len(set(values)) == 32, name


def test_keys_are_single_letters_that_lower_case_keeps():
    for key in letters.column("key").values():
        assert len(key) == 1
        assert key == key.lower()
        assert key.upper().lower() == key


def test_code_points_that_are_easily_mistaken():
    assert letters.column("yengi")["ە"] == "\u0259"
    assert letters.column("cyrillic")["ە"] == "\u04d9"
    assert letters.column("yengi")["ۆ"] == "\u0275"
    assert letters.column("cyrillic")["ھ"] == "\u04bb"


def test_uyghur_words():
    assert letters.is_uyghur_word("ئۇيغۇر")
    assert not letters.is_uyghur_word("")
    assert not letters.is_uyghur_word("صلح")
