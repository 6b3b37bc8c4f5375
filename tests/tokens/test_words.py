from __future__ import annotations

import re
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from xewer.model import Span
from xewer.tokens.words import words

GOLD = Path(__file__).parents[1] / "gold" / "words.txt"
CASES = [line for line in GOLD.read_text(encoding="utf-8").split("\n") if line and line[0] != "#"]
PIECES = [
    *'اەبپئ ،.!؟?«»"<>()-–12\n\tAbFё@#&/:;%…_',
    "دېدى",
    "F.",
    "U.S.",
    "3.5",
    "...",
    "http://",
    "\u200d",
    "\u0301",
    "\ud800",
    "😀",
]


def tokens(text: str) -> list[str]:
    return [text[start:end] for start, end in words(text)]


@pytest.mark.parametrize("line", CASES)
def test_gold(line):
    text, expected = line.split("\t")
    assert tokens(text) == expected.split(" ")


@given(st.one_of(st.text(max_size=40), st.lists(st.sampled_from(PIECES), max_size=40).map("".join)))
def test_lossless_in_order_and_without_space(text):
    position = 0
    for start, end in words(text):
        assert text[position:start].strip() == ""
        assert start < end
        assert not any(map(str.isspace, text[start:end]))
        position = end
    assert text[position:].strip() == ""


def test_spans_count_code_points():
    assert words("😀 ئۇ") == [Span(0, 1), Span(2, 4)]


def test_empty():
    assert words("") == []
    assert words(" \n\t ") == []


def test_word_divided_over_two_lines_keeps_its_line_end_outside():
    assert tokens("ئاتا-\nئانا") == ["ئاتا", "-", "ئانا"]


def test_stray_joiner_is_covered():
    assert tokens("ئۇ \u200d كەلدى") == ["ئۇ", "\u200d", "كەلدى"]


@pytest.mark.parametrize(
    "piece", ["a@", "1-", "1-1-", "A.", "ب-", "http://.", "&a", "1,", "a+", "\u200d", "\u0301", "a'"]
)
def test_long_runs_end(piece):
    # A pattern that tried again from each place would not come back from this in a lifetime.
    text = piece * 60_000
    assert sum(end - start for start, end in words(text)) == len(text)


def test_development_gold_apart_from_glued_hyphens(shared):
    wrong, total, text, forms = [], 0, "", []
    for line in (shared / "gold" / "morph-dev.conllu").read_text(encoding="utf-8").split("\n"):
        if line.startswith("# text = "):
            text, forms = line[9:], []
        elif re.match(r"\d+\t", line):
            forms.append(line.split("\t")[1])
        elif not line and text:
            got = [part for token in tokens(text) for part in _unglued(token, forms)]
            total += len(forms)
            wrong += [form for form, mine in zip(forms, got, strict=False) if form != mine]
            assert len(forms) == len(got)
            text = ""
    assert total > 400
    assert wrong == []


def _unglued(token: str, forms: list[str]) -> list[str]:
    """The gold keeps the halves of a hyphenated word apart."""
    return [token] if token in forms else re.findall(r"[^-]+|-", token)
