from __future__ import annotations

import random
from functools import cmp_to_key
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from xewer.text.collate import collation_key

ALPHABET = "اەبپتجچخدرزژسشغفقكگڭلمنھوۇۆۈۋېىي"
WORDS = st.text(ALPHABET + "ئ", max_size=8)


def shuffled(words):
    return random.Random(7).sample(words, len(words))


def naive(one: str, other: str) -> int:
    """Dictionary order written out letter by letter."""
    a = [ALPHABET.index(c) for c in one if c != "ئ"]
    b = [ALPHABET.index(c) for c in other if c != "ئ"]
    return (a > b) - (a < b)


def test_the_alphabet_is_in_order():
    names = [("ئ" + c if c in "اەوۇۆۈېى" else c) for c in ALPHABET]
    assert len(names) == 32
    assert sorted(shuffled(names), key=collation_key) == names


@given(st.lists(WORDS, max_size=12))
def test_same_order_as_the_alphabet_spelt_out(words):
    by_key = sorted(words, key=collation_key)
    by_letters = sorted(sorted(words), key=cmp_to_key(naive))
    assert [w.replace("ئ", "") for w in by_key] == [w.replace("ئ", "") for w in by_letters]


@given(WORDS, WORDS)
def test_hamza_and_joiners_do_not_count(one, other):
    if naive(one, other):
        assert (collation_key("ئ\u200d" + one) < collation_key(other)) == (naive(one, other) < 0)


@given(st.text(max_size=12), st.text(max_size=12))
def test_any_two_texts_have_an_order(one, other):
    assert (collation_key(one) == collation_key(other)) == (one == other)


def test_kinds_in_order():
    ordered = ["ئات", "ئات باقار", "ئات-ئۇلاغ", "ئات2", "ئاتا", "BBC", "NATO"]
    assert sorted(shuffled(ordered), key=collation_key) == ordered
    assert sorted(["بەش", "9", "10", "ئا"], key=collation_key) == ["10", "9", "ئا", "بەش"]


@pytest.mark.parametrize("name", ["collation.txt", "collation-2.txt"])
def test_gold_page_of_a_dictionary(name):
    text = (Path(__file__).parents[1] / "gold" / name).read_text(encoding="utf-8")
    page = [line for line in text.split("\n") if line and line[0] != "#"]
    assert sorted(sorted(page), key=collation_key) == page
