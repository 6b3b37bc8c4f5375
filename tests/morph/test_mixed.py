"""Numbers, dates, Latin words, marks."""

from __future__ import annotations

import pytest

from xewer.morph.analyse import analyse


@pytest.mark.parametrize(
    ("word", "lemma", "upos", "feats"),
    [
        ("37", "37", "NUM", ""),
        ("3.5", "3.5", "NUM", ""),
        ("09:45", "09:45", "NUM", ""),
        ("500دىن", "500", "NUM", "Case=Abl"),
        ("1000-دىن", "1000", "NUM", "Case=Abl"),
        ("2024-يىلى", "2024-يىل", "NOUN", "Case=Nom|Person[psor]=3"),
        ("9-ئاينىڭ", "9-ئاي", "NOUN", "Case=Gen"),
        ("3-", "3-", "NUM", ""),
        ("40%", "40%", "NUM", ""),
        ("NATO", "NATO", "PROPN", "Case=Nom"),
        ("NATOنىڭ", "NATO", "PROPN", "Case=Gen"),
        ("BBC-دىن", "BBC", "PROPN", "Case=Abl"),
        ("،", "،", "PUNCT", ""),
        ("«", "«", "PUNCT", ""),
        ("ئاتا-ئانىلار", "ئاتا-ئانا", "NOUN", "Case=Nom|Number=Plur"),
        ("ئىلىم-پەننىڭ", "ئىلىم-پەن", "NOUN", "Case=Gen"),
        ("كەلگەن-كەلمىگەن", "كەل", "VERB", "Polarity=Neg|Tense=Past|VerbForm=Part"),
        ("...", "...", "PUNCT", ""),
        ("$", "$", "SYM", ""),
        ("新华社", "新华社", "X", ""),
    ],
)
def test_first_reading(word, lemma, upos, feats):
    reading = analyse(word)[0]
    assert (reading.lemma, reading.upos, reading.feats) == (lemma, upos, feats)
    assert "".join(segment.form for segment in reading.segments) == word


def test_number_stays_with_the_stem():
    assert analyse("2024-يىلى")[0].segments[0].form == "2024-يىل"


def test_hyphenated_word_is_known_only_if_its_parts_are():
    assert analyse("ئىلىم-پەن")[0].known
    assert not analyse("ئىلىم-زوبورۇك")[0].known


def test_hyphen_at_an_end_is_no_joint():
    assert analyse("كىتاب-")[0].form == "كىتاب-"
