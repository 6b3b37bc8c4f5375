"""The analyser on a small table of its own, and on anything at all."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from xewer.morph.analyse import LONGEST, Analyser, analyse
from xewer.morph.lexicon import Stem, load_table

STEMS = [
    Stem("كىتاب", "NOUN", gloss="book"),
    Stem("مەكتەپ", "NOUN", gloss="school"),
    Stem("باش", "NOUN", gloss="head"),
    Stem("باشلىق", "NOUN", gloss="leader"),
    Stem("ياخشى", "ADJ", gloss="good"),
    Stem("ياز", "VERB", gloss="write"),
    Stem("ياز", "NOUN", gloss="summer"),
    Stem("كۇرسكى", "PROPN"),
]
SMALL = Analyser(table=load_table(STEMS))


def top(word):
    return SMALL.analyse(word)[0]


@pytest.mark.parametrize(
    ("word", "lemma", "feats"),
    [
        ("كىتابلىرىمىزدىكىلەرنىڭ", "كىتاب", "Case=Gen|Form=Ki|Number=Plur|Number[psor]=Plur|Person[psor]=1"),
        ("مەكتىپىدە", "مەكتەپ", "Case=Loc|Person[psor]=3"),
        ("ياخشىراق", "ياخشى", "Degree=Cmp"),
        ("باشلىقلار", "باشلىق", "Case=Nom|Number=Plur"),
        ("كۇرسكىدا", "كۇرسكى", "Case=Loc"),
        ("يېزىۋاتقانلىقىنى", "ياز", "Aspect=Prog|Case=Acc|Person[psor]=3|Tense=Pres|VerbForm=Vnoun"),
        ("يازالمايدىغانلىقىمىزدىن", "ياز",
         "Case=Abl|Mood=Pot|Number[psor]=Plur|Person[psor]=1|Polarity=Neg|Tense=Pres|VerbForm=Vnoun"),
    ],
)  # fmt: skip
def test_small_table(word, lemma, feats):
    assert (top(word).lemma, top(word).feats, top(word).known) == (lemma, feats, True)


def test_listed_word_beats_its_parts():
    assert top("باشلىق").lemma == "باشلىق"
    assert top("باشلىق").gloss == "leader"


def test_gloss_is_dropped_with_a_new_lemma():
    assert (top("كىتابسىز").lemma, top("كىتابسىز").gloss) == ("كىتابسىز", "")


def test_both_words_of_one_spelling_are_kept():
    assert {r.upos for r in SMALL.analyse("ياز")} == {"NOUN", "VERB"}


def test_wrong_harmony_and_voicing_are_not_known():
    for word in ("كىتابلەر", "مەكتەپغا", "كىتابگە", "مەكتەپى" * 2):
        assert not SMALL.known(word)


def test_own_names():
    own = Analyser(names=[("تۇرسۇنجان ئىمىن", "PROPN")], table=load_table([]))
    assert own.analyse("تۇرسۇنجاننىڭ")[0].known
    assert not SMALL.analyse("تۇرسۇنجاننىڭ")[0].known


def test_empty_word_has_no_reading():
    assert analyse("") == ()


def test_very_long_word_is_left_whole():
    (only,) = analyse("ن" * (LONGEST + 1))
    assert only.upos == "X"


@given(st.text(st.characters(exclude_categories=()), min_size=1, max_size=70))
def test_any_string_is_read_and_its_pieces_give_it_back(word):
    readings = SMALL.analyse(word)
    assert readings
    assert list(readings) == sorted(readings, key=lambda r: r.cost)
    for reading in readings:
        assert "".join(segment.form for segment in reading.segments) == word


@given(st.text(alphabet="ئائەبپتجخدرزسشغفقكگڭلمنھوۇۆۈۋېىي-2٪a", min_size=1, max_size=20))
def test_words_of_uyghur_letters(word):
    for reading in analyse(word):
        assert "".join(segment.form for segment in reading.segments) == word
        assert reading.lemma
        assert reading.upos


def test_letters_of_an_abbreviation():
    assert [(r.lemma, r.feats, r.known) for r in analyse("ب")] == [("ب", "Abbr=Yes|Case=Nom", True)]
    assert not analyse("ـ")[0].known


def test_given_names_are_known():
    assert (analyse("روبېرتونىڭ")[0].lemma, analyse("روبېرتونىڭ")[0].known) == ("روبېرتو", True)
