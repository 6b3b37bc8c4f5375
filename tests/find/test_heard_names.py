"""The table of how names sound, and the words that it makes names of."""

from __future__ import annotations

import pytest

from xewer.find.heard_names import as_lines
from xewer.find.name_sounds import sounds_by_origin
from xewer.model import NameReading
from xewer.morph.analyse import analyse
from xewer.morph.lexicon import lexicon_stems
from xewer.resources import data_path, read_table


def test_the_table_is_that_of_the_name_tables():
    assert as_lines().encode() == data_path("names/heard.tsv").read_bytes(), (
        "name tables have changed: run `make model`"
    )


@pytest.mark.parametrize(
    ("word", "lemma", "english", "case"),
    [
        ("ئاتكىنسوننىڭ", "ئاتكىنسون", "Atkinson", "Gen"),
        ("گولدسمىسقا", "گولدسمىس", "Goldsmith", "Dat"),
        ("گېراسىموفنى", "گېراسىموف", "Gerasimov", "Acc"),
        ("ماركېتتىدىن", "ماركېتتى", "Marchetti", "Abl"),
        ("بەيتس", "بەيتس", "Bates", "Nom"),
    ],
)
def test_a_name_is_known_by_its_sound(word, lemma, english, case):
    best = analyse(word)[0]
    assert isinstance(best, NameReading)
    assert (best.lemma, best.gloss, best.feat("Case"), best.known, best.listed) == (lemma, english, case, True, False)


@pytest.mark.parametrize("word", ["دۆللار", "باققون", "الدى", "پاددىسى", "زوبورۇك", "ئىىلتون"])
def test_a_misspelt_word_is_no_name(word):
    assert not isinstance(analyse(word)[0], NameReading)


def test_no_listed_word_is_read_as_a_name_by_sound():
    lemmas = [s.lemma for s in lexicon_stems() if s.upos in ("NOUN", "ADJ") and "=" not in s.lemma][::7]
    assert len(lemmas) > 1000
    assert not [lemma for lemma in lemmas if isinstance(analyse(lemma)[0], NameReading)]


def test_each_origin_has_rules_and_each_rule_a_name():
    ruled = {row["origin"] for row in read_table("names/origin_sounds.tsv")}
    assert {row["origin"] for row in read_table("names/world_names.tsv")} == ruled
    assert sounds_by_origin("Szymanski", "polish")[0].startswith("Si")
    assert sounds_by_origin("Szymanski", "none") == ()
