"""Text files with and without a head."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from xewer.harvest.files import records
from xewer.harvest.plain import plain_record
from xewer.resources import data_path

GOLD = Path(__file__).parents[1] / "gold" / "examples"
BODY = "يىغىن چارشەنبە كۈنى ئېچىلدى.\nرەئىس سۆز قىلدى."


def test_head():
    record = plain_record(
        f"title: يىغىن ئېچىلدى\npublished: 2025-09-03\nsource: سىناق گېزىتى\nauthor: ئالىم\nurl: https://example.org/a\n\n{BODY}\n",
        "a.txt",
    )
    assert record.text == BODY
    assert (record.title, record.author, record.source) == ("يىغىن ئېچىلدى", "ئالىم", "سىناق گېزىتى")
    assert (record.published, record.published_from, record.url) == ("2025-09-03", "header", "https://example.org/a")


@pytest.mark.parametrize(
    "head",
    [
        "تېما: يىغىن ئېچىلدى\nۋاقتى: 2025-يىلى 9-ئاينىڭ 3-كۈنى\nمەنبە: گېزىت\nئاپتور: ئالىم",
        "téma: يىغىن ئېچىلدى\nwaqti: 2025-yili 3-séntebir\nmenbe: گېزىت\naptor: ئالىم",
        "мавзу: يىغىن ئېچىلدى\nвақти: 3-сентябрь 2025\nмәнбә: گېزىت\nаптор: ئالىم",
        "Title : يىغىن ئېچىلدى\r\nDate: 2025.09.03\r\nSource: گېزىت\r\nAuthor:ئالىم\r",
    ],
)
def test_head_in_each_script(head):
    record = plain_record(f"{head}\n\n{BODY}", "a.txt")
    assert (record.title, record.published, record.source, record.author, record.text) == (
        "يىغىن ئېچىلدى",
        "2025-09-03",
        "گېزىت",
        "ئالىم",
        BODY,
    )


def test_markdown_head():
    record = plain_record(f'---\ntitle: "يىغىن"\nlayout: post\ndate: 2025-09-03 10:00:00\n---\n\n{BODY}\n', "a.md")
    assert (record.title, record.published, record.text) == ("يىغىن", "2025-09-03", BODY)


@pytest.mark.parametrize(
    "text",
    [
        "---\nlayout: post\n---\n\nتېكىست",
        "---\ntitle: x\nتېكىست",
        " date 2025-05-20 جۇڭگو بىلەن سودا كېلىشىمى ئىمزالاندى.",
        "تېما: بۇ بىر گەپ، باش ئەمەس",
        "title: بىر\nبۇ قۇر باش ئەمەس\n\nتېكىست",
        "مۇخبىر: سىز نېمە دەيسىز؟\nئۇ: بىلمەيمەن.",
        "\n\nبوش قۇر بىلەن باشلانغان.",
        "",
    ],
)
def test_without_a_head_all_is_text(text):
    record = plain_record(text, "a.txt")
    assert record.text == text
    assert record.title is None
    assert record.published is None


def test_one_line_break_at_the_end_is_dropped_and_others_are_kept():
    assert plain_record("بىر\r\nئىككى\r\n", "a").text == "بىر\r\nئىككى"
    assert plain_record("بىر\n\n", "a").text == "بىر\n"


def test_a_date_that_is_not_understood_is_noted_and_left_open():
    record = plain_record(f"title: بىر\npublished: 03/09/2025\n\n{BODY}", "a.txt")
    assert record.published is None
    assert "not understood" in record.notes[0]


@pytest.mark.parametrize("path", sorted(data_path("examples").glob("*.txt")), ids=lambda p: p.stem)
def test_examples(path):
    (record,) = records(path)
    gold = json.loads((GOLD / f"{path.stem}.json").read_text(encoding="utf-8"))
    assert record.text == gold["text"]
    assert record.published in (gold["reference_date"], None)
    assert record.published or gold["reference_date"] in record.text[:60]


@given(st.text())
def test_any_text(text):
    record = plain_record(text, "a")
    assert record.text in text
