"""Days as pages write them: each line of the gold file, and traps."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from xewer.harvest.page_dates import day_of, find_written, iso_day, written_day
from xewer.harvest.page_labels import labels
from xewer.resources import read_table

GOLD = Path(__file__).parents[1] / "gold" / "page-dates.txt"
CASES = [line.split("\t") for line in GOLD.read_text(encoding="utf-8").splitlines() if line and line[0] != "#"]


@pytest.mark.parametrize(("field", "day"), CASES)
def test_written_forms(field, day):
    assert (written_day(field) or "-") == day


@pytest.mark.parametrize(("field", "day"), [c for c in CASES if len(c[1]) == 10 and "T" not in c[0]])
def test_written_forms_within_a_line(field, day):
    assert [w.value for w in find_written(f"ۋاقتى: {field} مەنبە: گېزىت")] == [day]


def test_span_covers_the_date():
    text = "ۋاقتى: 2025-يىلى 9-ئاينىڭ 3-كۈنى، كۆرۈلۈشى: 12"
    (found,) = find_written(text)
    assert text[found.start : found.end] == "2025-يىلى 9-ئاينىڭ 3-كۈنى"


def test_no_such_days():
    assert day_of(2025, 13, 1) is None
    assert day_of(2025, 2, 29) is None
    assert day_of(2024, 2, 29) == "2024-02-29"
    assert iso_day(None) is None
    assert iso_day(["2025-09-03"]) is None


def test_labels_come_in_three_scripts():
    for form in ("مەنبە", "menbe", "мәнбә"):
        assert form in labels("source")


def test_label_rows_are_sorted_and_single():
    rows = [(r["kind"], r["form"]) for r in read_table("page_labels.tsv")]
    assert len(rows) == len(set(rows))
    assert rows == sorted(rows)


@given(st.text(max_size=250))
def test_any_text(text):
    for found in find_written(text):
        assert iso_day(found.value) == found.value
    written_day(text)


@given(st.dates(min_value=date(1950, 1, 1), max_value=date(2099, 12, 31)))
def test_any_day_in_the_press_form(day):
    if (day.year, day.month, day.day) != (1970, 1, 1):
        assert written_day(f"{day.year}-يىلى {day.month}-ئاينىڭ {day.day}-كۈنى") == day.isoformat()
