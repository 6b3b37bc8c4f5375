from __future__ import annotations

import re
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from xewer.tokens.sentences import quotations, sentences
from xewer.tokens.words import words

GOLD = Path(__file__).parents[1] / "gold"
CASES = [
    line
    for name in ("sentences.txt", "sentences-hard.txt", "sentences-2.txt")
    for line in (GOLD / name).read_text(encoding="utf-8").split("\n")
    if line and line[0] != "#"
]
PIECES = [
    *'اەبپئ ،.!؟?«»“”‹›"<>()-–12\n\n\tAbF:;…_',
    " ",
    " ",
    "دېدى",
    "F.",
    "U.S.",
    "3.5",
    "http://a.b",
    "\u200d",
    "\ud800",
]


def parts(text: str) -> list[str]:
    return [text[start:end] for start, end in sentences(text)]


@pytest.mark.parametrize("line", CASES)
def test_gold(line):
    line = line.replace("⏎", "\n")
    text = re.sub(r" ?‖ ?", lambda m: " " if m.group() == " ‖ " else "", line)
    assert parts(text) == [part.strip() for part in line.split("‖")]


@given(st.one_of(st.text(max_size=40), st.lists(st.sampled_from(PIECES), max_size=50).map("".join)))
def test_each_word_lies_in_one_sentence(text):
    spans = sentences(text)
    position = 0
    for start, end in spans:
        assert text[position:start].strip() == ""
        assert text[start:end] == text[start:end].strip() != ""
        position = end
    assert text[position:].strip() == ""
    for start, end in words(text):
        assert sum(first <= start and end <= last for first, last in spans) == 1


def test_unclosed_quotation_binds_no_more_than_its_limit():
    text = "ئۇ: «مەن كەلدىم. " + "بىز كەتتۇق. " * 400 + "ئۇ كەلدى».\n" + "بىز كەتتۇق. " * 3
    found = parts(text)
    assert found[0] == "ئۇ: «مەن كەلدىم."
    assert len(found) == 405


def test_paragraphs_that_each_open_a_quotation():
    text = "«بىرىنچى گەپ.\n«ئىككىنچى گەپ. ئۈچىنچى گەپ.» دېدى ئۇ."
    assert parts(text) == ["«بىرىنچى گەپ.", "«ئىككىنچى گەپ. ئۈچىنچى گەپ.» دېدى ئۇ."]


def test_quotations_are_outermost_and_closed():
    text = "ئۇ «ئا ‹ب› پ» (ت) “ج «د"
    assert [text[a:b] for a, b in quotations(text)] == ["«ئا ‹ب› پ»", "(ت)"]


@pytest.mark.parametrize(
    "piece", ["«", "»", '"', ". ", "(a.) ", ".)", "«ب.» ", " \n", "12.A", "«‹", "A.A.b", "-", " ", '" a']
)
def test_long_runs_end(piece):
    text = "ب" + piece * 60_000 + "،."
    spans = sentences(text)
    assert spans[0].start == 0
    assert spans[-1].end == len(text)


def test_news_lines_are_found_again(shared):
    """Lines of news whose quotation marks are closed: all their ends are found; few more (a line may hold two)."""
    lines = (shared / "corpora" / "ntrex" / "uig.txt").read_text(encoding="utf-8").split("\n")
    kept = [s.strip() for s in lines if re.search(r'[.!?؟…][»”"›>)\s]*$', s) and _closed(s)]
    gold, position = set(), 0
    for line in kept:
        position += len(line)
        gold.add(position)
        position += 1
    found = {end for _, end in sentences(" ".join(kept))}
    assert len(gold) > 800
    assert len(gold & found) / len(gold) >= 0.995
    assert len(gold & found) / len(found) >= 0.965


def _closed(line: str) -> bool:
    return line.count('"') % 2 == 0 and all(line.count(a) == line.count(b) for a, b in ("«»", "“”", "()"))
