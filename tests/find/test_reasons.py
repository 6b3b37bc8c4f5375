"""Why a time or figure was read: the reading of each word and its table row."""

from __future__ import annotations

import pytest

from xewer.find.quantities import find_quantities
from xewer.find.reasons import why_figure, why_time
from xewer.find.times import find_times


@pytest.mark.parametrize(
    ("sentence", "expected"),
    [
        ("ئۇ ئۆتكەن يىلى كەلدى.", ["deictic -1", "unit Y"]),
        ("ئۇ سېنتەبىرنىڭ بېشىدا كەلدى.", ["month 9", "period START"]),
        ("ئۇ ئاز دېگەندىمۇ ئۈچ كۈن تۇردى.", ["hedge MORE_THAN", "number 3", "unit D"]),
    ],
)
def test_each_word_of_a_time_names_its_row(make_doc, sentence, expected):
    (time,) = find_times(make_doc(sentence, "2025-09-03"), ())
    lines = why_time(time)
    assert len(lines) == len(expected)
    assert all(part in line for part, line in zip(expected, lines, strict=True))


@pytest.mark.parametrize(
    ("sentence", "expected"),
    [
        ("ئاز دېگەندە 10 مىڭ 500 ئەسكەر كەلدى.", ["before min", "number 10,500", "counted soldier"]),
        ("ئۇ 5 مىليون دوللاردىن ئارتۇق پۇل بەردى.", ["number 5,000,000", "currencies.tsv: USD", "after over"]),
        ("يول 80 كىلومېتىر.", ["number 80", "MEASURE kilometre"]),
    ],
)
def test_each_word_of_a_figure_names_its_row(make_doc, sentence, expected):
    doc = make_doc(sentence)
    (figure,) = find_quantities(doc, (), find_times(doc, ()))
    lines = why_figure(figure)
    assert len(lines) == len(expected)
    assert all(part in line for part, line in zip(expected, lines, strict=True))
