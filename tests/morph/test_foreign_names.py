"""The stem of a foreign name is found under any suffix: 200 names, each in three forms drawn by a fixed seed."""

from __future__ import annotations

import random
from pathlib import Path

import pytest

from xewer.morph.analyse import Analyser
from xewer.morph.generate import generate
from xewer.morph.guess import guess
from xewer.morph.tag import tag

FILE = Path(__file__).parents[1] / "gold" / "foreign-names.txt"
NAMES = [line for line in FILE.read_text(encoding="utf-8").splitlines() if line and not line.startswith("#")]
CASES = ["Gen", "Acc", "Dat", "Loc", "Abl", "Loc|Form=Ki", "Equ", "Ter", "Nom"]
MORE = ["", "", "", "|Number=Plur", "|Number=Plur|Person[psor]=3"]


def drawn(seed: int) -> list[tuple[str, str]]:
    """(name, form): three forms a name, the bare one and the plural in «their» among them.

    The singular «its» is left to the document: nothing in «پېلوسىنىڭ» tells whether it is of پېلوسى or of somebody's پېلوس.
    """
    draw = random.Random(seed)
    found = []
    for name in NAMES:
        forms: set[str] = set()
        while len(forms) < 3:
            case, more = draw.choice(CASES), draw.choice(MORE)
            made = generate(name, "PROPN", "|".join(sorted(f"Case={case}{more}".split("|"))))
            if made:
                forms.add(made[0])
        found += [(name, form) for form in sorted(forms)]
    return found


def right(machine: Analyser, seed: int) -> tuple[int, int, list[str]]:
    pairs = drawn(seed)
    wrong = [
        f"{form}: {got}, not {name}" for name, form in pairs if (got := guess(form, machine.automaton)[0].lemma) != name
    ]
    return len(pairs) - len(wrong), len(pairs), wrong


@pytest.mark.parametrize("seed", [7, 11, 13])
def test_stems_of_foreign_names(seed):
    good, all_of_them, wrong = right(Analyser(), seed)
    assert all_of_them == 3 * len(NAMES)
    assert good / all_of_them >= 0.97, wrong


def test_names_are_new_and_the_guess_is_told():
    machine = Analyser()
    assert len(NAMES) >= 200
    assert sum(machine.analyse(name)[0].listed for name in NAMES) < 12  # some have come into the tables since
    assert not any(reading.known for reading in guess("موراتتىنىڭ", machine.automaton))


def test_possessed_names_are_settled_by_other_forms_of_the_document():
    draw, good, seen = random.Random(5), 0, 0
    for name in NAMES:
        case, *others = draw.sample(["Gen", "Acc", "Dat", "Abl", "Loc"], 3)
        possessed = generate(name, "PROPN", f"Case={case}|Person[psor]=3")
        if not possessed:
            continue  # a person of the tables has no possessor
        plain = [generate(name, "PROPN", f"Case={other}")[0] for other in others]
        (chosen,) = tag([[possessed[0], *plain]])
        seen += 1
        good += chosen[0].lemma == name
    assert seen > 200
    assert good / seen >= 0.95
