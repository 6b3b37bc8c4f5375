"""Spellings of stems: raising, umlaut, elision, flags; rows of the tables."""

from __future__ import annotations

import pytest

from xewer.morph.lexicon import Stem, allomorphs, load_table, start_state
from xewer.resources import data_path


def spellings(lemma, upos="NOUN", flags=""):
    return {form for form, _ in allomorphs(Stem(lemma, upos, frozenset(flags.split())))}


@pytest.mark.parametrize(
    ("lemma", "upos", "flags", "forms"),
    [
        ("مەكتەپ", "NOUN", "", {"مەكتەپ", "مەكتىپ"}),
        ("قارار", "NOUN", "noraise", {"قارار"}),
        ("باش", "NOUN", "", {"باش", "بېش"}),
        ("جان", "NOUN", "noumlaut", {"جان"}),
        ("ئىسىم", "NOUN", "back elide", {"ئىسىم", "ئىسم"}),
        ("شەھەر", "NOUN", "elide", {"شەھەر", "شەھر", "شەھىر"}),
        ("بالا", "NOUN", "", {"بالا", "بالى"}),
        ("باشلا", "VERB", "", {"باشلا", "باشلى"}),
        ("دە", "VERB", "", {"دە", "دې", "دېي"}),
        ("يۇ", "VERB", "", {"يۇ", "يۇي"}),
        ("ئۇكرائىنا", "PROPN", "", {"ئۇكرائىنا", "ئۇكرائىنى"}),
        ("كىتاب", "NOUN", "", {"كىتاب", "كىتىب"}),
        ("دوست", "NOUN", "", {"دوست"}),
    ],
)
def test_spellings(lemma, upos, flags, forms):
    assert spellings(lemma, upos, flags) == forms


def test_harmony_flag_decides_for_neutral_stems():
    for flag, side in (("back", "b"), ("front", "f")):
        assert {entry.shape.harmony for _, entry in allomorphs(Stem("ئىش", "NOUN", frozenset({flag})))} == {side}


def test_whole_forms_keep_their_features():
    stem = Stem("ماڭا=مەن", "PRON", frozenset({"form"}), feats="Case=Dat|Person=1")
    found = [(form, entry.stem.lemma, entry.state) for form, entry in allomorphs(stem)]
    assert found == [("ماڭا", "مەن", "F"), ("ماڭى", "مەن", "F")]  # ماڭى-مۇ


def test_irregular_row_replaces_the_listed_word():
    ((form, entry),) = allomorphs(Stem("يوق=يوق", "ADJ", frozenset({"form"})))
    table = load_table([Stem("يوق", "ADJ"), Stem("يوق", "ADV")], [(form, entry)])
    assert [e.stem.upos for e in table["يوق"]] == ["ADJ", "ADV"]


def test_unknown_class_takes_only_clitics():
    assert start_state("INTJ") == "X"


def test_tables_of_the_lexicon_are_there():
    assert data_path("lexicon").is_dir()
