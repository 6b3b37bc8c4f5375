"""Suffix spellings after each kind of sound shape."""

from __future__ import annotations

import pytest

from xewer.morph.phonology import Shape, ending, follows, harmony, realise, rounded

FRONT, BACK = Shape("f", False, "D"), Shape("b", False, "D")


def best(template, shape):
    pieces = realise(template, shape)
    return pieces[0].form if pieces else None


@pytest.mark.parametrize(
    ("template", "shape", "form"),
    [
        ("GA", BACK, "غا"),
        ("GA", Shape("b", False, "T"), "قا"),
        ("GA", FRONT, "گە"),
        ("GA", Shape("f", False, "T"), "كە"),
        ("GA", Shape("b", False, "G"), "قا"),  # تاغقا
        ("DA", Shape("b", False, "G"), "دا"),  # تاغدا
        ("Dىن", Shape("b", False, "B"), "تىن"),  # سەۋەبتىن
        ("لUQ", Shape("f", True, "D"), "لۈك"),
        ("Uم/م/يUم", Shape("b", True, "D"), "ۇم"),
        ("Uم/م/يUم", Shape("b", True, "u"), "يۇم"),
        ("ى/سى", Shape("b", True, "D"), "ى"),
        ("ى/سى", Shape("b", False, "i"), "سى"),
        ("[L]Uن", Shape("b", False, "L"), "ىن"),
        ("[L]Uن", BACK, None),
        ("GWچى", Shape("f", False, "T"), "كۈچى"),
    ],
)
def test_first_spelling(template, shape, form):
    assert best(template, shape) == form


def test_b_and_d_take_voiced_suffixes_at_a_cost():
    forms = {piece.form: piece.cost for piece in realise("نى", FRONT)} | {
        piece.form: piece.cost for piece in realise("Dىن", Shape("b", False, "B"))
    }
    assert forms["تىن"] < forms["دىن"]


def test_raised_stem_needs_a_suffix_that_calls_for_it():
    raised = Shape("b", False, "a", "R")
    assert follows(raised, "لار") == 0.0
    assert follows(raised, "م") == 0.0  # what comes after decides
    assert follows(raised, "يدۇ") is None  # باشلايدۇ
    assert follows(raised, "ۋات", still=True) is None  # باشلاۋات


def test_umlaut_of_one_syllable_only_before_true_i():
    umlauted = Shape("b", False, "L", "r")
    assert follows(umlauted, "ىپ") == 0.0  # قېلىپ
    assert follows(umlauted, "ىدۇ", weak=True) is None  # قالىدۇ
    assert follows(umlauted, "دى") is None


def test_raised_spelling_of_a_suffix_keeps_its_harmony():
    raised = next(piece for piece in realise("لAر", BACK) if piece.form == "لىر")
    assert raised.shape.harmony == "b"
    assert raised.shape.turn == "R"


@pytest.mark.parametrize(
    ("word", "side", "round_last", "end"),
    [
        ("كىتاب", "b", False, "B"),
        ("كۆز", "f", True, "D"),
        ("ئىش", "?", False, "T"),
        ("سۇ", "b", True, "u"),
        ("", "?", False, "D"),
    ],
)
def test_shape_of_words(word, side, round_last, end):
    assert (harmony(word), rounded(word), ending(word)) == (side, round_last, end)
