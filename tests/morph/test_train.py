"""Learning: the same everywhere, and better than costs and rules on text that was not learnt from."""

from __future__ import annotations

import pytest

from xewer.errors import DataError
from xewer.morph import tag as tagger
from xewer.morph.perceptron import Trainer, best, shuffled
from xewer.morph.tag import tag, weights
from xewer.morph.train import as_lines, documents, learn
from xewer.resources import data_path


@pytest.fixture(scope="module")
def texts():
    return list(documents())


def test_make_model_gives_the_shipped_file_to_the_bit(texts):
    made = as_lines(learn(texts)).encode()
    assert made == data_path("tagger.tsv").read_bytes(), "tables or annotated text have changed: run `make model`"


def test_shipped_weights_are_small_and_whole():
    assert data_path("tagger.tsv").stat().st_size <= 2_000_000
    assert all(isinstance(value, int) and value for value in weights().values())


def _right(texts, learnt):
    right = 0
    for text in texts:
        for chosen, gold in zip(tag(text.words, learnt=learnt), text.gold, strict=True):
            right += sum((r.lemma, r.upos, r.feats) == wanted for r, wanted in zip(chosen, gold, strict=True))
    return right


def test_learning_beats_costs_and_rules_on_unseen_documents(texts):
    held = [text for number, text in enumerate(texts) if number % 4 == 0]
    rest = [text for number, text in enumerate(texts) if number % 4]
    assert _right(held, learn(rest, orders=2)) > _right(held, {})


def test_perceptron_learns_what_tells_two_apart():
    trainer = Trainer()
    for _ in range(3):
        trainer.step([0, 0], [["a", "x"], ["b", "x"]], 1)
    assert trainer.mistakes == 1
    learnt = trainer.weights()
    assert learnt == {"a": -100, "b": 100}
    assert best([0, 0], [["a"], ["b"]], learnt) == 1
    assert best([500, 0], [["a"], ["b"]], learnt) == 0
    assert Trainer().weights() == {}


def test_averages_count_how_long_a_weight_stood():
    trainer = Trainer()
    trainer.step([0, 0], [["c"], ["d"]], 0)  # right from the start
    trainer.step([0, 0], [["c"], ["d"]], 1)  # learnt at the second of two steps
    assert trainer.weights() == {"c": -50, "d": 50}


def test_order_hangs_on_the_seed_alone():
    assert shuffled(8, 3) == shuffled(8, 3) != shuffled(8, 4)
    assert shuffled(0, 1) == []


def test_spoilt_weights_say_what_to_do(monkeypatch, tmp_path):
    (tmp_path / "tagger.tsv").write_text("feature\tweight\na\tb\n", encoding="utf-8")
    monkeypatch.setattr(tagger, "data_path", lambda name: tmp_path / name)
    tagger.weights.cache_clear()
    try:
        with pytest.raises(DataError, match=r"tagger\.tsv") as caught:
            tagger.weights()
        assert "make model" in caught.value.hint
    finally:
        tagger.weights.cache_clear()
