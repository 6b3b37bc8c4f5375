"""Figures: one-line cases, what they count, currencies by country, and what may never happen."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from xewer.find.quantities import find_quantities
from xewer.find.times import find_times
from xewer.model import Entity

CASES = Path(__file__).resolve().parents[1] / "gold" / "quantities.txt"


def _cases() -> list[tuple[str, str]]:
    lines = CASES.read_text(encoding="utf-8").splitlines()
    return [tuple(line.split("\t")) for line in lines if line and line[0] != "#"]  # type: ignore[misc]


def _figures(doc, names=()):
    return find_quantities(doc, names, find_times(doc, names))


def _number(value: float | None) -> str:
    return "-" if value is None else str(value)


@pytest.mark.parametrize(("sentence", "expected"), _cases())
def test_one_line_cases(make_doc, sentence, expected):
    doc = make_doc(sentence, "2025-09-03")
    found = _figures(doc)
    shown = [
        f"{q.text} | {q.kind} | {_number(q.min)} | {_number(q.max)} | {'~' if q.approx else '-'} | {q.unit or '-'}"
        for q in found
    ]
    assert (" ; ".join(shown) or "none") == expected
    for figure in found:
        assert doc.text[figure.start : figure.end] == figure.text
        assert figure.rule.startswith("quantity/")


def test_counted_is_the_lemma_and_more_than_is_open(make_doc):
    (figure,) = _figures(make_doc("مىڭدىن ئارتۇق ئەسكەرنى ئەۋەتتى."))
    assert (figure.counted, figure.unit, figure.min_open) == ("ئەسكەر", "soldier", True)
    (figure,) = _figures(make_doc("ئاز دېگەندە مىڭ ئەسكەر ئەۋەتتى."))
    assert not figure.min_open


@pytest.mark.parametrize(("country", "code"), [("پاكىستان", "PKR"), ("ھىندىستان", "INR"), ("ھىندونېزىيە", "IDR")])
def test_a_currency_of_several_countries_goes_by_the_country_named(make_doc, country, code):
    doc = make_doc(f"{country} ھۆكۈمىتى 500 رۇپىيە بەردى.")
    name = Entity(0, len(country), len(country), country, "GPE")
    assert [q.unit for q in _figures(doc, (name,))] == [code]


@pytest.mark.parametrize(
    ("sentence", "team", "unit"),
    [
        ("كوماندا بۈگۈن 5:2 نەتىجە بىلەن يەڭدى.", "Chicago Cubs", "run"),
        ("كوماندا بۈگۈن 5:2 نەتىجە بىلەن يەڭدى.", "Boston Bruins", "goal"),
        ("كوماندا بۈگۈن 31:30 نەتىجە بىلەن يەڭدى.", "Denver Broncos", "point"),
        ("گولفچى گولف مۇسابىقىسىدە رەقىبىنى 2:1 نەتىجە بىلەن يەڭدى.", None, "hole"),
        ("گولف مۇسابىقىسىدە ياۋروپا 3:1 نەتىجە بىلەن يەڭدى.", None, "point"),
    ],
)
def test_teams_and_sport_tell_what_a_score_counts(make_doc, sentence, team, unit):
    names = (Entity(0, 7, 7, "كوماندا", "ORG", team),) if team else ()
    assert [q.unit for q in _figures(make_doc(sentence), names)] == [unit, unit]


def test_names_between_number_and_noun_are_passed_over(make_doc):
    doc = make_doc("600 شىمالىي كورېيە ئەسكىرى كەلدى.")
    at = doc.text.index("شىمالىي")
    name = Entity(at, at + 14, at + 14, "شىمالىي كورېيە", "GPE")
    assert [q.unit for q in _figures(doc, (name,))] == ["soldier"]


def test_no_figure_inside_a_name(make_doc):
    doc = make_doc("ئۇ 2-قۇرۇلتاي سارىيىدا ئوقۇدى.")
    end = doc.text.index(" ئوقۇدى")
    name = Entity(3, end, end - 2, doc.text[3:end], "ORG")
    assert _figures(doc)
    assert _figures(doc, (name,)) == ()


WORDS = st.sampled_from(
    [
        "بىر",
        "ئون",
        "يۈز",
        "مىڭ",
        "مىليون",
        "5",
        "10",
        "-",
        ":",
        "2:1",
        "3/2",
        "%",
        "$",
        "نەچچە",
        "دىن",
        "ئارتۇق",
        "غا",
        "يېقىن",
        "تەخمىنەن",
        "ئاز",
        "دېگەندە",
        "دوللار",
        "كىلومېتىر",
        "نەپەر",
        "ئادەم",
        "قېتىم",
        "ياشلىق",
        "2-",
        "ئىككىنچى",
        "تۇنجى",
        "مىڭلىغان",
        "ئىككىلىسى",
        "ۋە",
        "40،000",
        "99999999999999999999",
        "0",
        "«",
        "»",
        ".",
        "\n",
        "�",
    ]
)


@settings(max_examples=150, deadline=None)
@given(st.lists(WORDS, max_size=14))
def test_any_order_of_figure_words_gives_sound_figures(make_doc, pieces):
    doc = make_doc(" ".join(pieces), "2025-09-03")
    last = 0
    for figure in _figures(doc):
        assert last <= figure.start < figure.end
        assert doc.text[figure.start : figure.end] == figure.text
        assert figure.min is not None or figure.max is not None
        assert figure.min is None or figure.max is None or figure.min <= figure.max
        assert figure.kind in {"CARDINAL", "ORDINAL", "PERCENT", "MONEY", "MEASURE"}
        last = figure.end
