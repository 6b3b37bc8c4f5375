"""Times: one-line cases, intervals, the day of speaking, and what may never happen."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from xewer.find.time_values import bounds
from xewer.find.times import find_times
from xewer.model import Entity

CASES = Path(__file__).resolve().parents[1] / "gold" / "times.txt"


def _cases() -> list[tuple[str, str, str]]:
    lines = CASES.read_text(encoding="utf-8").splitlines()
    return [tuple(line.split("\t")) for line in lines if line and line[0] != "#"]  # type: ignore[misc]


@pytest.mark.parametrize(("reference", "sentence", "expected"), _cases())
def test_one_line_cases(make_doc, reference, sentence, expected):
    doc = make_doc(sentence, None if reference == "-" else reference)
    found = find_times(doc, ())
    shown = " ; ".join(f"{t.text} | {t.type} | {t.value} | {t.mod or '-'}" for t in found) or "none"
    assert shown == expected
    for time in found:
        assert doc.text[time.start : time.end] == time.text
        assert time.rule.startswith("time/")


@pytest.mark.parametrize(
    ("sentence", "earliest", "latest"),
    [
        ("ئۇ چارشەنبە كۈنى كەلدى.", "2025-09-03", "2025-09-03"),
        ("ئۇ ئاۋغۇست ئېيىنىڭ ئوتتۇرىلىرىدا كەلدى.", "2025-08-11", "2025-08-20"),
        ("ئۇ بۇ يىلنىڭ بېشىدا كەلدى.", "2025-01-01", "2025-04-30"),
        ("ئۇ ئالدىنقى ھەپتە كەلدى.", "2025-08-25", "2025-08-31"),
        ("ئۇ تۈنۈگۈن كەچتە كەلدى.", "2025-09-02", "2025-09-02"),
        ("ئۇ 20-ئەسىرنىڭ 80-يىللىرىدا كەلدى.", "1980-01-01", "1989-12-31"),
        ("ئۇ ئۈچ كۈن تۇردى.", None, None),
        ("ئۇ ھازىر كەلدى.", None, None),
    ],
)
def test_days_of_a_value(make_doc, sentence, earliest, latest):
    (time,) = find_times(make_doc(sentence, "2025-09-03"), ())
    assert (time.earliest, time.latest) == (earliest, latest)


def test_without_a_publishing_day_no_day_is_invented(make_doc):
    doc = make_doc("ئۇ چارشەنبە كۈنى كېلىپ، ئۆتكەن ئايدىكى ئىشنى ئاۋغۇست ئېيىدا ئېيتتى.")
    times = find_times(doc, ())
    assert len(times) == 3
    assert all(t.earliest is None and t.latest is None for t in times)


def test_a_month_of_publishing_resolves_months_but_no_days(make_doc):
    doc = make_doc("ئۇ ئۆتكەن ئايدا كېلىپ، چارشەنبە كۈنى كەتتى.", "2025-09")
    assert [t.value for t in find_times(doc, ())] == ["2025-08", "XXXX-WXX-3"]


def test_relative_days_in_a_quote_count_from_the_day_of_speaking(make_doc):
    doc = make_doc("مىنىستىر سەيشەنبە كۈنى مۇنداق دېدى: «دەريا تۈنۈگۈن تاشتى.»", "2025-07-16")
    times = find_times(doc, ())
    assert [t.value for t in times] == ["2025-07-15", "2025-07-14"]
    assert times[1].guess


def test_no_time_inside_a_name(make_doc):
    text = "ئۇ «9-ماي» كوچىسىدا تۇرىدۇ."
    doc = make_doc(text, "2025-09-03")
    at = doc.text.index("9-ماي")
    name = Entity(at, at + 5, at + 5, "9-ماي", "LOC")
    assert [t.text for t in find_times(doc, ())] == ["9-ماي"]
    assert find_times(doc, (name,)) == ()


def test_the_dateline_is_no_time(make_doc):
    doc = make_doc(" date 2025-09-03 پۇتىن چارشەنبە كۈنى كەلدى.")
    assert [t.value for t in find_times(doc, ())] == ["2025-09-03"]
    assert find_times(doc, ())[0].text == "چارشەنبە كۈنى"


def test_a_month_named_again_is_the_same_month(make_doc):
    doc = make_doc(
        "سايلام 11-ئايدا ئۆتكۈزۈلىدۇ.\nئۇ 11-ئايدىكى سايلامغا قاتناشقان پارتىيەنى تىلغا ئالدى.", "2025-09-03"
    )
    assert [t.value for t in find_times(doc, ())] == ["2025-11", "2025-11"]


WORDS = st.sampled_from(
    [
        "9-",
        "3-",
        "2024",
        "-",
        "ئاينىڭ",
        "كۈنى",
        "يىلى",
        "بۇ",
        "كېلەر",
        "ھەپتە",
        "شەنبە",
        "سائەت",
        "7",
        "دىن",
        "مىنۇت",
        "ئۆتكەندە",
        "«",
        "»",
        "نەچچە",
        "ئون",
        "يېرىم",
        "بۇرۇن",
        "ئىككى",
        "31-",
        "99",
        "2025-02-30",
        "سېنتەبىر",
        "ئاخىرىدا",
        "ھەر",
        "قېتىم",
        "چۈشتىن",
        "كېيىن",
        "ئەسىرنىڭ",
        "80-",
        "يىللىرى",
        "0",
        "24:00",
        "،",
        ".",
        "\n",
        "�",
    ]
)


@settings(max_examples=150, deadline=None)
@given(
    st.lists(WORDS, max_size=14),
    st.sampled_from([None, "2025-09-03", "2024-02-29", "2025", "0001-01-01", "9999-12-31"]),
)
def test_any_order_of_time_words_gives_sound_times(make_doc, pieces, published):
    doc = make_doc(" ".join(pieces), published)
    last = 0
    for time in find_times(doc, ()):
        assert last <= time.start < time.end
        assert doc.text[time.start : time.end] == time.text
        assert (time.earliest is None) == (time.latest is None)
        assert time.earliest is None or (time.earliest <= time.latest and len(time.earliest) == 10)
        last = time.end


@pytest.mark.parametrize("value", ["2025-02-30", "2025-W60", "2025-13", "XXXX-08", "P3D", "0000", "", "2025/2019"])
def test_what_is_no_interval_has_no_days(value):
    assert bounds(value) == (None, None)
