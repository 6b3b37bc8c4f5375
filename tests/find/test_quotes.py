"""Who said what: one case a line in ``tests/gold/quotes.txt``, and what must hold for any text."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from xewer.find.marks import marked_spans

GOLD = Path(__file__).resolve().parents[1] / "gold" / "quotes.txt"
CASES = [line for line in GOLD.read_text(encoding="utf-8").split("\n") if line and line[0] != "#"]


@pytest.mark.parametrize("case", CASES)
def test_gold_line(case):
    import xewer

    sentence, *expected = (cell.strip() for cell in case.split(" | "))
    article = xewer.read(sentence, published="2025-06-01", script="arabic")
    if expected == ["-"]:
        assert not article.quotes, [q.text for q in article.quotes]
        return
    text, kind, speaker, addressee = expected
    found = [q for q in article.quotes if q.text == text and q.direct == (kind == "D")]
    assert found, [(q.text, q.direct) for q in article.quotes]
    assert (found[0].speaker.text if found[0].speaker else "-") == speaker
    assert (found[0].addressee.text if found[0].addressee else "-") == addressee


def test_a_quotation_over_two_lines_is_one():
    import xewer

    text = "ۋالىي مۇنداق دېدى: «يول ئېچىلدى.\nئەمدى ھەممە ئادەم قايتىپ كېلەلەيدۇ»."
    (quote,) = xewer.read(text, published="2025-06-01").quotes
    assert quote.text == "يول ئېچىلدى.\nئەمدى ھەممە ئادەم قايتىپ كېلەلەيدۇ"


def test_the_one_spoken_to_is_remembered_and_marked_as_a_guess():
    import xewer

    text = "پۇتىن كىم جوڭئۇنغا: «سىزنى كۆرگىنىمدىن خۇشالمەن» دېدى.\nپۇتىن: «سىزنىڭ ياردىمىڭىزنى ئۇنتۇمايمەن» دېدى."
    first, second = xewer.read(text, published="2025-06-01").quotes
    assert first.addressee is not None
    assert not first.guess
    assert second.addressee is None
    assert second.addressee_name == first.addressee_name
    assert second.guess


def test_marks_pair_and_nest():
    text = "ئۇ: «كىتابتا <ياخشى> دېيىلگەن» دېدى. “باشقا”"
    inner = {text[m.start : m.end]: m.depth for m in marked_spans(text)}
    assert inner == {"كىتابتا <ياخشى> دېيىلگەن": 0, "ياخشى": 1, "باشقا": 0}


def test_a_lost_mark_does_not_swallow_the_text():
    text = "ئۇ: «بىرىنچى قۇر.\nئىككىنچى قۇر «ئۈچىنچى» دېدى."
    lost, kept = marked_spans(text)
    assert not lost.closed
    assert "\n" not in text[lost.start : lost.end]
    assert text[kept.start : kept.end] == "ئۈچىنچى"


@settings(max_examples=150, deadline=None)
@given(st.text(alphabet=st.sampled_from('«»“”<>"\n ئاب.:،-'), max_size=80))
def test_marks_of_any_text_lie_inside_it(text):
    for marked in marked_spans(text):
        assert 0 <= marked.open < marked.start <= marked.end <= marked.close <= len(text)
