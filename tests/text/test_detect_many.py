"""Batches: the same answers as one by one, with and without numpy, whatever the text."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from xewer.text import detect_many as module
from xewer.text.detect import detect
from xewer.text.detect_many import detect_many

LINES = [
    "ھۆكۈمەت بۈگۈن يېڭى پىلاننى ئېلان قىلدى.",
    "",
    "Hökümet bügün yéngi pilanni élan qildi.",
    "Һөкүмәт бүгүн йеңи планни елан қилди.",
    "دولت امروز برنامه تازه‌ای را اعلام کرد.",
    "بۇ گهپ یاخشی ئهمهس، ئۇلار ههممینی بیلیدۇ",
    "The government announced a new plan for the city today.",
    "Правительство объявило о новом плане, который начнётся после выборов в городе.",
    "政府今天宣布了新的计划。",
    "ئا",
    "İstanbul’da yeni plan açıklandı ve halka duyuruldu.",
    "\ud800 \x00",
    "ﺋﯘﻳﻐﯘﺭ ﺗﯩﻠﻰ",
    "a\nb\r\nئۇيغۇر تىلى",
    "قىلدى ئۇلار ئۆيگە",
    "ء0ؠكA",
]


def same(found, one):
    return found[:2] == one[:2] and abs(found.confidence - one.confidence) < 0.01


def test_as_one_by_one():
    pytest.importorskip("numpy")
    for line, found in zip(LINES, detect_many(LINES), strict=True):
        assert same(found, detect(line, explain=False)), line


def test_without_numpy(monkeypatch):
    monkeypatch.setattr(module, "find_spec", lambda name: None)
    assert detect_many(LINES) == [detect(line, explain=False) for line in LINES]


def test_many_and_long_ones(monkeypatch):
    pytest.importorskip("numpy")
    monkeypatch.setattr(module, "_CHUNK", 500)
    lines = [*(LINES * 20), "ھۆكۈمەت يېڭى پىلاننى ئېلان قىلدى. " * 2000, ""]
    found = detect_many(lines)
    assert len(found) == len(lines)
    assert [f.language for f in found[: len(LINES)]] == [f.language for f in detect_many(LINES)]
    assert found[-2].language == "uig"
    assert detect_many([]) == []


@settings(max_examples=100, deadline=None)
@given(
    st.lists(st.text(max_size=30) | st.text(st.sampled_from("ئابىلەن خауaʻ'q ,.\u0640\u200d"), max_size=40), max_size=6)
)
def test_any_texts(lines):
    pytest.importorskip("numpy")
    for line, found in zip(lines, detect_many(lines), strict=True):
        if len(line) <= 40:
            assert same(found, detect(line, explain=False)), line
