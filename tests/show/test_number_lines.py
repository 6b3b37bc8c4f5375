"""Lines to numbers and dates and back, as `xewer numbers` shows them."""

from __future__ import annotations

from pathlib import Path

import pytest

from xewer.show.number_lines import number_to_line, values_of_line

GOLD = Path(__file__).parents[1] / "gold"


def _rows(name):
    lines = (GOLD / name).read_text(encoding="utf-8").split("\n")
    return [line.split("\t") for line in lines if line and line[0] != "#"]


ROWS = _rows("numbers-lines.txt") + _rows("numbers-lines-2.txt")


@pytest.mark.parametrize("row", ROWS, ids=[row[0] for row in ROWS])
def test_values(row):
    line, wanted, published = (*row, "", "")[:3]
    found = ", ".join(f"{kind} {value}" for kind, value in values_of_line(line, published or None))
    assert (found or "-") == (wanted or "-")


@pytest.mark.parametrize(
    ("line", "words"),
    [
        ("0", "نۆل"),
        ("-2.5", "مىنۇس ئىككى پۈتۈن ئوندا بەش"),
        ("3,5", "ئۈچ پۈتۈن ئوندا بەش"),
        ("1,000,000", "بىر مىليون"),
        ("1 000 000", "بىر مىليون"),
        ("٢٥", "يىگىرمە بەش"),
        ("6-", "ئالتىنچى"),
        ("2/3", "ئۈچتىن ئىككى"),
        ("5/6", "ئالتىدىن بەش"),
        ("1/100", "يۈزدىن بىر"),
        ("20%", "يىگىرمە پىرسەنت"),
        ("10..15", "ئون-ئون بەش"),
        ("2025-09", "ئىككى مىڭ يىگىرمە بەشىنچى يىلى توققۇزىنچى ئاي"),
        ("XXXX-09-03", "توققۇزىنچى ئاينىڭ ئۈچىنچى كۈنى"),
        ("nan", ""),
        ("1e999", ""),
        ("2025-13-01", ""),
        ("كىتاب", ""),
        ("\ud800", ""),
        ("9" * 5000, ""),
    ],
)
def test_words(line, words):
    assert number_to_line(line) == words


@pytest.mark.parametrize("row", _rows("numbers-words-2.txt"), ids=lambda row: row[0])
def test_gold_words(row):
    line, words, how = (*row, "prc")[:3]
    style, _, figures = how.partition("-")
    assert number_to_line(line, style=style, figures=bool(figures)) == words


def test_fractions_come_back():
    for parts in (2, 3, 4, 5, 6, 8, 10, 20, 40, 100, 1000):
        words = number_to_line(f"1/{parts}")
        ((_, value),) = values_of_line(words)
        assert float(value) == pytest.approx(1 / parts), words
