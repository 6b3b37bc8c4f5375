"""Datelines: what is one, what never is, and where the body begins."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from xewer.find.dateline import find_dateline
from xewer.text.scripts import canonical

LEAD = "پۇتىن بېيجىڭغا كەلدى."


@pytest.mark.parametrize(
    "head",
    [
        " date 2025-09-03 ",
        "date 2025-09-03\n",
        "Date: 2025-09-03\n",
        "ۋاقتى: 2025-09-03\n",
        "2025-09-03\n",
        "2025.9.3\n",
        "03.09.2025\n",
        "2025-09-03 10:45\n",
        "2025-09-03T10:45:00+08:00\n",
        "[2025-09-03]\n",
        "2025-يىلى 9-ئاينىڭ 3-كۈنى\n",
        "2025-يىلى 9-ئاينىڭ 3-كۈنى، چارشەنبە\n",
        "2025-يىل 3-سېنتەبىر\n",
        "3-سېنتەبىر 2025\n",
        "3-سېنتەبىر، 2025-يىلى\n",
        "چارشەنبە، 2025-يىلى 3-سېنتەبىر\n",
        "بېيجىڭ، 2025-09-03 — ",
        "بېيجىڭ، 2025-يىلى 3-سېنتەبىر (شىنخۇا) — ",
        "نيۇ يورك (2025-09-03) - ",
    ],
)
def test_datelines(head):
    line = find_dateline(head + LEAD)
    assert line is not None
    assert line.published == "2025-09-03"
    assert (head + LEAD)[line.body_start :] == LEAD
    assert line.start < line.end <= line.body_start


@pytest.mark.parametrize(
    "text",
    [
        LEAD,
        "2025-يىلى 3-سېنتەبىر " + LEAD,
        "2025-09-03 كۈنى " + LEAD,
        "بېيجىڭ، 3-سېنتەبىر (شىنخۇا) — " + LEAD,
        "پۇتىن 2025-09-03 كۈنى — چارشەنبە كۈنى كەلدى.",
        "date 2025-02-30 " + LEAD,
        "date " + LEAD,
        "3-سېنتەبىر\n" + LEAD,
        "",
        "\n\n",
        LEAD + "\n" + LEAD + "\n" + LEAD + "\n2025-09-03\n" + LEAD,
    ],
)
def test_no_dateline(text):
    assert find_dateline(text) is None


def test_a_title_before_the_date_stays_in_the_body(make_doc):
    doc = make_doc("پۇتىننىڭ زىيارىتى\n2025-09-03\n" + LEAD)
    assert doc.published == "2025-09-03"
    assert doc.tokens[0].text == "پۇتىننىڭ"


@pytest.mark.parametrize(
    ("text", "script"),
    [
        ("BÉYJING, 2025-09-03 — Putin keldi.", "latin"),
        ("BÉYJING, 3-séntebir 2025 — Putin keldi.", "latin"),
        ("БЕЙЖИҢ, 2025-09-03 — Путин кәлди.", "cyrillic"),
        ("2025-йили 3-сентябрь\nПутин кәлди.", "cyrillic"),
    ],
)
def test_other_scripts(text, script):
    line = find_dateline(canonical(text, script).text)
    assert line is not None
    assert line.published == "2025-09-03"


@given(st.text(max_size=80))
def test_any_text(text):
    line = find_dateline(text)
    assert line is None or 0 <= line.start < line.end <= len(text)


def test_linear_on_a_long_hostile_head():
    assert find_dateline("ئا " * 100_000) is None
    assert find_dateline("(" * 100_000) is None
    assert find_dateline("1-" * 100_000) is None
