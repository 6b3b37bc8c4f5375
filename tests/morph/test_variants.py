"""Words in another spelling than the standard one: the standard lemma, the segments as written, at a cost."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from xewer.morph.analyse import analyse, analyser
from xewer.morph.lexicon import lexicon_stems
from xewer.morph.variants import doublets, read_variant
from xewer.resources import read_table

ROWS = read_table("variants.tsv")


@pytest.mark.parametrize(
    ("word", "lemma", "feats"),
    [
        ("كىتاپ", "كىتاب", "Case=Nom"),
        ("كىتاپلارنى", "كىتاب", "Case=Acc|Number=Plur"),
        ("سەۋەپلەرنىڭ", "سەۋەب", "Case=Gen|Number=Plur"),
        ("ئازاپتىن", "ئازاب", "Case=Abl"),
        ("ئەرەپلەر", "ئەرەب", "Case=Nom|Number=Plur"),
        ("ئەۋلاتلار", "ئەۋلاد", "Case=Nom|Number=Plur"),
        ("مەخسەتكە", "مەقسەت", "Case=Dat"),
        ("مەخسىتى", "مەقسەت", "Case=Nom|Person[psor]=3"),
        ("شەخىسلەر", "شەخس", "Case=Nom|Number=Plur"),
        ("كىتىپ", "كەت", "Aspect=Perf|VerbForm=Conv"),
        ("دىگەن", "دە", "Tense=Past|VerbForm=Part"),
        ("كىلىدۇ", "كەل", "Mood=Ind|Person=3|Tense=Pres|VerbForm=Fin"),
        ("تىخى", "تېخى", ""),
        ("ھەقىقى", "ھەقىقىي", ""),
        ("تېلىفوننى", "تېلېفون", "Case=Acc"),
        ("نۇمۇرى", "نومۇر", "Case=Nom|Person[psor]=3"),
        ("بىلىۋىلىشنىڭ", "بىل", "Case=Gen|VerbForm=Vnoun"),
        ("جاۋاپقا", "جاۋاب", "Case=Dat"),
        ("خەلىقنىڭ", "خەلق", "Case=Gen"),
        ("نىمىگە", "نېمە", None),
    ],
)
def test_standard_lemma(word, lemma, feats):
    best = analyse(word)[0]
    assert (best.lemma, best.known) == (lemma, True)
    assert best.cost > 0
    assert feats in (None, best.feats)
    assert "".join(segment.form for segment in best.segments) == word


def test_segments_are_those_of_the_written_word():
    assert [s.form for s in analyse("شەخىسلەر")[0].segments] == ["شەخىس", "لەر"]


@pytest.mark.parametrize("word", ["كىت", "لىند", "پوپ", "شىركىن", "روك", "ساچىر"])
def test_names_are_not_taken_for_misspelt_words(word):
    assert not read_variant(word, analyser())


def test_a_word_in_standard_spelling_has_no_other():
    for word in ("كىتاب", "دېگەن", "بولۇپ", "تېخى"):
        assert word not in {row["written"] for row in ROWS}
        assert analyse(word)[0].cost < 0.5


@pytest.mark.parametrize("row", [r for r in ROWS if r["kind"] == "lemma"], ids=lambda r: r["written"])
def test_both_spellings_are_listed(row):
    listed = {stem.lemma for stem in lexicon_stems()}
    assert {row["written"], row["standard"]} <= listed
    assert row["standard"] not in doublets()


@pytest.mark.parametrize("row", [r for r in ROWS if r["kind"] == "beginning"], ids=lambda r: r["written"])
def test_no_standard_word_begins_so(row):
    # what the row's example shows is read only by way of the row
    assert not analyser().known(row["example"])
    assert read_variant(row["example"], analyser())


@given(st.text(alphabet="ئابپتىېۋدكلنرمسەۇوي", min_size=1, max_size=30))
def test_pieces_give_the_word_back(word):
    for reading in read_variant(word, analyser()):
        assert "".join(segment.form for segment in reading.segments) == word
        assert reading.form == word
