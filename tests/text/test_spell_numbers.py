from __future__ import annotations

import itertools
from datetime import date
from decimal import Decimal
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from xewer.errors import InputError
from xewer.text.spell_dates import date_to_words, words_to_date
from xewer.text.spell_numbers import find_numbers, number_to_words, parse_number, words_to_number

GOLD = Path(__file__).parents[1] / "gold"


def rows(name):
    lines = (GOLD / name).read_text(encoding="utf-8").split("\n")
    return [tuple(line.split("\t")) for line in lines if line and line[0] != "#"]


@pytest.mark.parametrize(("value", "words", "how"), rows("numbers.txt"))
def test_gold_numbers(value, words, how):
    expected = None if value == "None" else float(value)
    assert words_to_number(words) == expected
    if how in {"both", "ordinal"}:
        n = int(value) if value.lstrip("-").isdigit() else float(value)
        assert number_to_words(n, ordinal=how == "ordinal") == words
    if how.startswith("ordinal"):
        assert parse_number(words).ordinal


@pytest.mark.parametrize(("value", "words", "how"), rows("numbers-dates.txt"))
def test_gold_dates(value, words, how):
    assert words_to_date(words) == (None if value == "None" else value)
    if how != "read":
        style, _, figures = how.partition("-")
        assert date_to_words(value, style=style, figures=bool(figures)) == words


@given(st.integers(-(10**15) + 1, 10**15 - 1), st.booleans())
def test_whole_numbers_come_back(n, ordinal):
    read = words_to_number(number_to_words(n, ordinal=ordinal))
    assert read == n
    assert isinstance(read, int)


@given(st.integers(0, 10**12), st.integers(1, 9))
def test_decimals_come_back(n, places):
    exact = Decimal(n).scaleb(-places)
    assert words_to_number(number_to_words(exact)) == float(exact)


@given(st.dates(date(1000, 1, 1), date(2999, 12, 31)), st.sampled_from([4, 7, 10]), st.booleans(), st.booleans())
def test_dates_come_back(day, length, figures, exile):
    iso = day.isoformat()[:length]
    assert words_to_date(date_to_words(iso, style="exile" if exile else "prc", figures=figures)) == iso


@pytest.mark.parametrize("n", [float("nan"), float("inf"), 10**15, -(10**15), 0.1234567891, Decimal("1e-10")])
def test_what_cannot_be_spelt(n):
    with pytest.raises(InputError) as error:
        number_to_words(n)
    assert error.value.hint


def test_no_ordinal_of_a_fraction():
    with pytest.raises(InputError):
        number_to_words(1.5, ordinal=True)


@pytest.mark.parametrize("value", ["", "2025-13", "2025-02-30", "25", "0000"])
def test_dates_that_cannot_be_spelt(value):
    with pytest.raises(InputError):
        date_to_words(value)
    with pytest.raises(InputError):
        date_to_words("2025", style="other")


def test_spans_leave_the_ending_out():
    text = "ئۇ يەردە يۈز مىڭدىن ئارتۇق كىشى، 17گە يېقىن ماشىنا ۋە 2-قەۋەت بار"
    found = find_numbers(text)
    assert [(n.value, text[n.start : n.end], text[n.end : n.word_end], n.ordinal) for n in found] == [
        (100_000, "يۈز مىڭ", "دىن", False),
        (17, "17", "گە", False),
        (2, "2", "-", True),
    ]


def test_numbers_side_by_side_stay_apart():
    assert [n.value for n in find_numbers("ئىككى مىڭ ئۈچ مىڭ كىشى")] == [2000, 3000]
    assert [n.value for n in find_numbers("ئون بەش، يىگىرمە كىشى")] == [15, 20]
    assert [n.value for n in find_numbers("10-15 كىشى")] == [10, 15]


def test_words_that_only_begin_like_numbers():
    assert find_numbers("بىرلەشكەن مىڭلىغان ئونلىغان ئۈچۈن بىرەر بەشىك يۈزلىنىش") == []


@given(
    st.text(max_size=60)
    | st.lists(st.sampled_from([*"0123459.,،-%ە ", "مىڭ", " بىر", " پۈتۈن ئوندا ", "يۈز ", "ىنچى"]), max_size=15).map(
        "".join
    )
)
def test_any_text(text):
    last = 0
    for number in find_numbers(text):
        assert last <= number.start < number.end <= number.word_end <= len(text)
        last = number.word_end
    words_to_number(text)
    words_to_date(text)


def test_long_runs_end():
    for piece in ("1", "1,", "1,000", "بىر ", "مىڭ ", "بىر مىڭ ", "پۈتۈن ", "1 ", "\ud800", "مىنۇس "):
        found = find_numbers(piece * 30_000)
        assert all(a.word_end <= b.start for a, b in itertools.pairwise(found))
