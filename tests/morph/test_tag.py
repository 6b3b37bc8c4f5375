"""Choice in context: each rule with a sentence that it decides."""

from __future__ import annotations

import pytest

from xewer.morph.context import in_role
from xewer.morph.tag import tag

CASES = [
    # sentence, place, class, features it must have
    ("بۇ كىتاب .", 0, "DET", "PronType=Dem"),
    ("بۇ .", 0, "PRON", "PronType=Dem"),
    ("ئۇ كەلگەن .", 1, "VERB", "VerbForm=Fin"),
    ("كەلگەن ئادەم .", 0, "VERB", "VerbForm=Part"),
    ("تارا كىتابنى ئوقۇدى", 0, "PROPN", "Case=Nom"),
    ("ساچنى تارا !", 1, "VERB", "Mood=Imp"),
    ("37 ياشلىق", 1, "ADJ", ""),
    ("بۇ بىر كىتاب", 0, "PRON", "PronType=Dem"),
    ("شەھەرگە بېرىپ", 1, "VERB", "Aspect=Perf"),
    ("بىر - بىرىمىزنى", 0, "PRON", "PronType=Rcp"),
    ("كىم جوڭئۇن كەلدى", 0, "PROPN", ""),
    ("كىم كەلدى", 0, "PRON", "PronType=Int"),
    ("ۋەقە يۈز بەردى .", 1, "NOUN", "Case=Nom"),
    ("يۈز كىتاب", 0, "NUM", ""),
    ("FBI غا", 1, "PART", "Case=Dat"),
    ("2024 دىن", 1, "PART", "Case=Abl"),
    ("ئۇنتۇپ قالدى .", 1, "AUX", "Tense=Past"),
    ("ئۇ قالدى .", 1, "VERB", "Tense=Past"),
    ("مەغلۇب بولدى .", 1, "VERB", "Tense=Past"),
    ("كەلگەن بولسا .", 1, "AUX", "Mood=Cnd"),
    ("ئىككى كۈندىن كېيىن", 2, "ADP", ""),
    ("تەكشۈرۈش ئېلىپ بېرىپ", 2, "VERB", ""),
    ("ھېچنېمە قالمىغاندەك قىلىدۇ .", 2, "AUX", ""),
    ("بىلمىگەندەك قىلىپ كەتتى", 1, "VERB", ""),
    ("ۋاشىنگتون بولسا بۇنى رەت قىلدى .", 1, "AUX", "Mood=Cnd"),
    ("بۇ بىزنىڭ ئۆيىمىز .", 0, "PRON", "PronType=Dem"),
    ("ئۇ چاغدا سۇ بار ئىدى .", 0, "DET", "PronType=Dem"),
    ("مۇھىتنى قوغداشنىڭ ئەھمىيىتى", 1, "VERB", "Case=Gen"),
    ("چوڭ رازمېرلىق كىيىم", 1, "ADJ", ""),
    ("كۆك بايراق لەپىلدىدى .", 1, "NOUN", "Case=Nom"),
]


LEMMAS = [
    ("تەكشۈرۈش ئېلىپ بېرىپ", 2, "بار"),
    ("ياردەم بېرىپ قايتتى .", 1, "بەر"),
    ("نەق مەيدانغا يېتىپ كەلدى .", 2, "يەت"),
    ("ئىش ئاز ، شۇڭا قايتتى .", 3, "شۇڭا"),
]


@pytest.mark.parametrize(("sentence", "place", "upos", "feats"), CASES, ids=[f"{c[0]}-{c[1]}" for c in CASES])
def test_choice(sentence, place, upos, feats):
    chosen = tag([sentence.split()])[0][place]
    assert chosen.upos == upos
    assert feats in chosen.feats


@pytest.mark.parametrize(("sentence", "place", "lemma"), LEMMAS, ids=[f"{c[0]}-{c[1]}" for c in LEMMAS])
def test_lemma_in_context(sentence, place, lemma):
    assert tag([sentence.split()])[0][place].lemma == lemma


def test_without_weights_costs_and_rules_decide():
    assert [reading.upos for reading in tag([["بۇ", "كىتاب", "."]], learnt={})[0]] == ["DET", "NOUN", "PUNCT"]


def test_one_reading_a_word_and_the_same_every_time():
    sentences = [["بۇ", "كىتابنى", "ئوقۇدى", "."], [], ["ئۇ", "."]]
    once, again = tag(sentences), tag(sentences)
    assert [len(sentence) for sentence in once] == [4, 0, 2]
    assert once == again


def test_noun_is_never_made_an_auxiliary():
    noun = tag([["كىتاب"]])[0][0]
    assert in_role(noun, noun) is noun


def test_empty_word_is_no_crash():
    assert tag([[""]])[0][0].upos == "X"
