"""The automaton: merging of features, included states, memory, and its errors."""

from __future__ import annotations

import pytest

from xewer.errors import DataError
from xewer.morph.phonology import Shape
from xewer.morph.suffixes import Automaton, automaton, join_feats, merge_feats

BACK = Shape("b", False, "D")


def row(state, tag="", template="", target="", cost="0", feats="", upos="", lemma=""):
    return {
        "state": state, "tag": tag, "template": template, "next": target, "cost": cost, "feats": feats, "upos": upos, "lemma": lemma,
    }  # fmt: skip


def test_included_states_add_their_cost_and_features():
    machine = Automaton((row("A", target="B", cost="0.5", feats="X=1"), row("B", "#", cost="0.25", feats="Y=2")))
    (end,) = machine.node("A", BACK).read("")
    assert end.cost == 0.75
    assert join_feats("", end.feats) == "X=1|Y=2"


def test_gap_filling_and_removal():
    assert merge_feats((("Mood", "Pot"), ("Mood", "?Ind"))) == {"Mood": "Pot"}
    assert merge_feats((("Mood", "?Ind"),)) == {"Mood": "Ind"}
    assert merge_feats((("Person", "3"), ("Person", ""))) == {}


def test_unknown_state_and_bad_cost_are_named():
    machine = Automaton((row("A", "PL", "لار", "NOWHERE"),))
    with pytest.raises(DataError, match="NOWHERE"):
        machine.node("A", BACK).read("لار")
    with pytest.raises(DataError, match="cheap"):
        Automaton((row("A", "#", cost="cheap"),))


def test_every_state_of_the_grammar_can_be_reached_and_left():
    machine = automaton()
    for side in ("b", "f"):
        for end in "aiuTBGLD":
            for state in ("N", "A", "M", "D", "X", "V", "VY", "E", "EM", "AY"):
                machine.node(state, Shape(side, False, end)).read("لىرىدىكىلەرنىڭمۇ")
    assert machine.size < 5000


def test_steps_grow_linearly_with_the_word():
    # counted: how many (node, rest) pairs a chain of n suffixes makes the automaton look at
    def steps(n):
        machine = Automaton(
            (row("A", "#"), row("A", "X", "نى", "A"), row("A", "Y", "نى", "B"), row("B", "#"), row("B", "X", "نى", "A"))
        )
        machine.node("A", BACK).read("لا" + "نى" * n + "لا")
        node = machine.node("A", BACK)
        node.read("نى" * n + "ق")
        return machine._used

    assert steps(16) - steps(8) == steps(24) - steps(16)


def test_memory_is_emptied_when_full(monkeypatch):
    monkeypatch.setattr("xewer.morph.suffixes._MEMO_LIMIT", 3)
    machine = Automaton((row("A", "#"), row("A", "X", "نى", "A")))
    node = machine.node("A", BACK)
    for word in ("ب", "پ", "ت", "ج", "نى"):
        node.read(word)
    assert machine._used <= 3
    assert len(node.read("نى")) == 1
