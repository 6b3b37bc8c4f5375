"""Readings that are possible but hardly ever meant."""

from __future__ import annotations

import pytest

from xewer.model import RareReading
from xewer.morph.analyse import analyse
from xewer.resources import read_table

CLASSES = {"ADJ", "NOUN", "PROPN", "VERB"}


@pytest.mark.parametrize("word", ["بابلىق", "چاتما", "ئايرىل", "مىلانى", "كەپىم", "تولاي"])
def test_a_form_hardly_ever_meant_is_a_guess_with_the_stem_of_the_lexicon(word):
    best = analyse(word)[0]
    assert isinstance(best, RareReading)
    assert (best.known, best.listed) == (False, True)


@pytest.mark.parametrize("word", ["كىتابلىق", "قوشما", "كۆزۈم", "قولۇمدا", "بولاي", "كەل", "بوپتۇ", "ئامېرىكىدا"])
def test_what_is_said_every_day_is_known(word):
    assert analyse(word)[0].known


def test_rows_of_doubts():
    for row in read_table("doubts.tsv"):
        assert row["class"] in CLASSES, row
        assert not row["from"] or not row["to"] or int(row["from"]) <= int(row["to"]), row
        assert row["ending"] or row["cost"], row
