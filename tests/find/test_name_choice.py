"""The choice of an English spelling: the tables behind it, and names that no table lists."""

from __future__ import annotations

import pytest

from xewer.find import channel_training, said_names
from xewer.find.english_names import PLACE, english_guess, listed_names
from xewer.find.latin_names import GIVEN, SURNAME
from xewer.find.name_channel import channel_cost, in_letters
from xewer.find.name_choice import choices, likeliest
from xewer.find.name_index import rare_names
from xewer.find.name_index import said_names as said
from xewer.find.name_sounds import english_sounds, outline, skeleton
from xewer.resources import data_path

CHANGED = "name tables have changed: run `make model`"


def kept(table: str) -> bytes:
    return data_path(f"names/{table}.tsv").read_bytes()


def test_the_tables_of_sounds_are_those_of_the_name_tables():
    assert said_names.as_lines().encode() == kept("said"), CHANGED
    assert said_names.census_lines().encode() == kept("census"), CHANGED


def test_what_is_learnt_is_learnt_from_the_name_tables():
    """To the bit: the same on every machine."""
    pairs = channel_training.pairs()
    assert len(pairs) > 6_000
    weights = channel_training.step_weights(pairs)
    assert channel_training.as_lines(pairs, weights).encode() == kept("channel"), CHANGED
    assert channel_training.answer_lines(weights).encode() == kept("answers"), CHANGED
    assert channel_training.letter_lines().encode() == kept("letters"), CHANGED


def test_every_listed_name_is_found_by_its_first_sound():
    for name in listed_names()[::97]:
        sound = english_sounds(name)[0]
        assert not sound or name in {row.name for row in said(skeleton(sound))}
    assert "Wanless" in dict(rare_names(outline(english_sounds("Wanless")[0])))


@pytest.mark.parametrize(
    ("word", "uses", "english"),
    [
        ("مېگان", GIVEN, "Megan"),  # not Meghan, whom fewer bear
        ("ۋىللى", GIVEN, "Willie"),
        ("لۇك", GIVEN, "Luke"),  # not Luc
        ("يوست", SURNAME, "Yost"),  # not Jost
        ("كوللىيېر", SURNAME, "Collier"),
        ("لاڭدېيل", SURNAME, "Langdale"),
        ("ۋانلېس", SURNAME, "Wanless"),
        ("ئەلۋۇد", SURNAME, "Elwood"),
        ("خاتاۋېي", SURNAME, "Hathaway"),
    ],
)
def test_the_commoner_name_that_is_written_so(word, uses, english):
    assert likeliest(word, uses) == english


def test_a_name_is_written_as_its_letters_sound():
    assert channel_cost("hook", in_letters("خوك")) < channel_cost("hoecke", in_letters("خوك"))
    assert channel_cost("knight", in_letters("نايت")) < channel_cost("nit", in_letters("نايت"))
    assert choices("ب", SURNAME) == ()


@pytest.mark.parametrize(
    ("ours", "english"),
    [
        ("ماريا دا سىلۋا", "Maria da Silva"),
        ("سارا جونسون-مىللېر", "Sarah Johnson-Miller"),
        ("ئاننا زۇزۇبى", "Anna Zuzubi"),
        ("گۈلنار مەھەممەتوۋا", "Gulnar Mehemmetova"),
    ],
)
def test_whole_names(ours, english):
    assert english_guess(ours) == english


def test_towns_keep_their_own_spelling():
    assert english_guess("برادفورد", PLACE) == "Bradford"
