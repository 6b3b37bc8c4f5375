"""Our scorer gives the same figures as the data folder's, and full marks to the gold itself."""

from __future__ import annotations

import copy
import importlib.util
import json
import random

import pytest

import scoring


def load(folder):
    return {p.name: json.loads(p.read_text(encoding="utf-8")) for p in sorted(folder.glob("*.json"))}


def spoiled(gold, seed):
    """A prediction with spans dropped, shifted and mislabelled."""
    rng, pred = random.Random(seed), copy.deepcopy(gold)
    for document in pred.values():
        for layer in scoring.TESTS:
            document[layer] = [item for item in document[layer] if rng.random() > 0.2]
            for item in document[layer]:
                if rng.random() < 0.2:
                    item["end"] += rng.choice((-2, 1, 30))
                if rng.random() < 0.2:
                    item.update(label="LOC", value="2018", min=1, speaker_name=None, direct=True)
    return pred


@pytest.mark.shared
def test_same_figures_as_the_data_folders_scorer(shared):
    spec = importlib.util.spec_from_file_location("theirs", shared / "gold" / "score.py")
    theirs = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(theirs)
    gold = load(shared / "gold" / "dev")
    pred = spoiled(gold, seed=3)
    ours = scoring.score(gold, pred)
    for layer, result in theirs.score(gold, pred).items():
        for line, values in result["prf"].items():
            for key in ("p", "r", "f1"):
                assert ours[f"{layer}.{line}.{key}"] == pytest.approx(values[key]), (layer, line, key)
        for key, value in result["accuracy"].items():
            assert ours[f"{layer}.{key}"] == pytest.approx(value), (layer, key)


def test_full_marks_and_none():
    gold = {
        "a": {
            "entities": [{"start": 0, "end": 5, "label": "GPE", "name": "Kashgar"}],
            "times": [{"start": 6, "end": 9, "type": "DATE", "value": "2025", "mod": None}],
            "quantities": [{"start": 10, "end": 12, "kind": "CARDINAL", "min": 10, "max": None}],
            "quotes": [{"start": 13, "end": 40, "direct": True, "speaker": None, "speaker_name": None}],
        }
    }
    full = scoring.score(gold, gold)
    assert {v for k, v in full.items() if not k.startswith("quotes_indirect")} == {1.0}
    nothing = scoring.score(gold, {})
    assert nothing["entities.exact.r"] == 0
    assert nothing["quotes.speaker.f1"] == 0
