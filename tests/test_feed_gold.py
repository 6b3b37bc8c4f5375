"""The second development set: its spans lie in the texts that were annotated."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

import feed_gold
from gate import SHARED

FOLDER = Path(__file__).resolve().parent / "gold" / "feed"


def test_it_holds_offsets_and_no_text():
    for path in sorted(FOLDER.glob("*.json")):
        document = json.loads(path.read_text(encoding="utf-8"))
        assert "text" not in document
        assert not any("text" in span for layer in feed_gold.SPANS for span in document[layer])


def test_its_spans_are_whole_and_apart():
    gold = feed_gold.load(FOLDER, SHARED)
    if not gold:
        pytest.skip("the data folder ../shared is absent")
    for document in gold.values():
        for layer in feed_gold.SPANS:
            last = 0
            for span in document[layer]:
                assert last <= span["start"] < span["end"] <= len(document["text"])
                assert (
                    document["text"][span["start"] : span["end"]].strip()
                    == document["text"][span["start"] : span["end"]]
                )
                last = span["end"]


def test_another_text_is_refused(tmp_path):
    if not feed_gold.texts(SHARED):
        pytest.skip("the data folder ../shared is absent")
    document = json.loads(next(iter(sorted(FOLDER.glob("*.json")))).read_text(encoding="utf-8"))
    (tmp_path / "x.json").write_text(json.dumps({**document, "sha256": "0" * 64}), encoding="utf-8")
    with pytest.raises(ValueError, match="not the text"):
        feed_gold.load(tmp_path, SHARED)
