"""Normal form: what changes, what stays, and that every span finds its way back."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from xewer.text.normalise import normal_form, normalise
from xewer.text.repair import repair

GOLD = [Path(__file__).parents[1] / "gold" / name for name in ("text-normalise.txt", "text-normalise-2.txt")]
ODD = (
    "ابپچدرشغكگڭلمنھوۇۆۈۋېىيەئءهہیکڪةۀݣعح\u0640\u200c\u200d\u200b\u064f\u065a\u0670\u0654ﻩﻪﻫﯼﺋﻻ،؛؟,;?.«»<>“”\"'–−- 012٣۴，。《》中国"
    "abgSHöé\u0301жүя@#&:/\n\u00a0\ud800🙂"
)
TEXTS = st.text(st.sampled_from(ODD), max_size=25) | st.text(max_size=12)


def _unescape(cell: str) -> str:
    out, i = [], 0
    while i < len(cell):
        if cell.startswith("\\u", i):
            out.append(chr(int(cell[i + 2 : i + 6], 16)))
            i += 6
        elif cell.startswith(("\\n", "\\t"), i):
            out.append("\n" if cell[i + 1] == "n" else "\t")
            i += 2
        else:
            out.append(cell[i])
            i += 1
    return "".join(out)


CASES = [
    [_unescape(cell) for cell in line.split("\t")]
    for path in GOLD
    for line in path.read_text(encoding="utf-8").split("\n")
    if line and not line.startswith("#")
]


def _holds(text) -> None:
    assert len(text.starts) == len(text.ends) == len(text.text)
    last = 0
    for start, end in zip(text.starts, text.ends, strict=True):
        assert last <= start < end <= len(text.original)
        last = start


@pytest.mark.parametrize(("name", "given_", "wanted"), CASES, ids=[case[0] for case in CASES])
def test_gold(name, given_, wanted):
    assert normalise(given_).text == wanted
    assert normal_form(wanted) == wanted


@settings(max_examples=300, deadline=None)
@given(TEXTS)
def test_spans_map_back_and_twice_is_once(text):
    found = normalise(text)
    _holds(found)
    assert normal_form(text) == found.text
    assert normal_form(found.text) == found.text
    _holds(repair(text))


def test_clean_text_costs_no_offsets():
    text = "بۇ پاكىز تېكىست، 2024-يىلى يېزىلغان."
    found = normalise(text)
    assert found.text is text
    assert isinstance(found.starts, range)


def test_notes_say_where_what_and_why():
    found = normalise("ئ\u200dۆزى 2014ـيىلى")
    assert [(note.start, note.end, note.old, note.new) for note in found.notes] == [
        (1, 2, "\u200d", ""),
        (10, 11, "\u0640", "-"),
    ]
    assert all(note.rule for note in found.notes)


def test_span_of_a_word_after_removals():
    original = "\u200fئ\u200dۆزى كە\u0640لدى"
    found = normalise(original)
    start = found.text.index("كەلدى")
    span = found.span(start, start + 5)
    assert original[span.start : span.end] == "كە\u0640لدى"


def test_long_lines_are_linear():
    # Each would take hours if any rule looked ahead without bound.
    for unit in ("ی", "ه", "\u0640", "ئ\u200d", "<<", "a@", "و\u064f", "www.", "، ,", "\u0301"):
        normalise(unit * 20_000)


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        ("2024- يىلى ئش باشلاندى", "2024-يىلى ئىش باشلاندى"),
        ("ۇنىڭ ئۆيى", "ئۇنىڭ ئۆيى"),
        ("BBCىدە 5ىنچى «ا»", "BBCىدە 5ىنچى «ا»"),
        ("2024 - يىلى", "2024 - يىلى"),
    ],
)
def test_repair(text, wanted):
    assert repair(text).text == wanted


def test_news_lines_stay_or_improve(shared):
    """Normal form is stable on real news, and leaves all but a few lines alone."""
    lines = (shared / "corpora" / "ntrex" / "uig.txt").read_text(encoding="utf-8").split("\n")
    formed = [normal_form(line) for line in lines]
    assert [normal_form(line) for line in formed] == formed
    assert sum(a != b for a, b in zip(lines, formed, strict=True)) < len(lines) // 5
