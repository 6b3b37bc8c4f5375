"""Unknown stems: the suffix comes off where it is one, and stays where the name ends so."""

from __future__ import annotations

import pytest

from xewer.morph.evidence import reweigh, supports
from xewer.morph.guess import guess
from xewer.morph.suffixes import automaton
from xewer.morph.tag import tag


def first(word):
    return guess(word, automaton())[0]


@pytest.mark.parametrize(
    ("word", "lemma", "case"),
    [
        ("زىلېنكوفنىڭ", "زىلېنكوف", "Gen"),
        ("بروكسېلدىن", "بروكسېل", "Abl"),
        ("خامبۇرگتا", "خامبۇرگ", "Loc"),
        ("دوناتوۋا", "دوناتوۋا", "Nom"),
        ("كوزلوسى", "كوزلوسى", "Nom"),
        ("پاندېلا", "پاندېلا", "Nom"),
        ("گرېنادادىكى", "گرېنادا", "Loc"),
        # «its»: names in وۋا and گراد are many, in وۋاسى and گرادى none; those in نى and تتى are names
        ("پېتروۋاسىنىڭ", "پېتروۋا", "Gen"),
        ("زېلېنوگرادىغا", "زېلېنوگراد", "Dat"),
        ("موراتتىغا", "موراتتى", "Dat"),
    ],
)
def test_names(word, lemma, case):
    reading = first(word)
    assert (reading.lemma, reading.feat("Case"), reading.known) == (lemma, case, False)


def test_wrong_harmony_is_no_suffix():
    assert first("زوتوپگە").lemma == "زوتوپگە"


def test_verb_of_an_unknown_base():
    assert any(r.upos == "VERB" and r.lemma == "پونولاش" for r in guess("پونولاشتى", automaton()))


def test_a_word_without_vowels_is_left_whole():
    (only,) = guess("ـ", automaton())
    assert only.lemma == "ـ"


def test_forms_of_one_document_agree():
    (chosen,) = tag([["زابورىنى", "زابورىغا", "زابورى", "زابورىدا"]])
    assert [r.lemma for r in chosen] == ["زابورى"] * 4


def test_names_of_the_tables_are_evidence_too():
    # the listed man has no possessor, so that the first word is none of his forms
    (chosen,) = tag([["پلېنكوۋىچىنىڭ", "پلېنكوۋىچتىن", "پلېنكوۋىچنى"]])
    assert [r.lemma for r in chosen] == ["پلېنكوۋىچ"] * 3


def test_support_counts_different_endings():
    guesses = {w: guess(w, automaton()) for w in ("تومبولانى", "تومبولا", "تومبولانىڭ")}
    seen = supports(guesses)
    assert seen["تومبولا"] == 3
    again = reweigh(guesses["تومبولانى"], seen)
    assert again[0].lemma == "تومبولا"
    assert again[0].cost < guesses["تومبولانى"][0].cost
