"""The stem of a foreign name is found under any suffix: 600 names, each in three forms drawn by a fixed seed.

The first list is of names that are hard: many end as if with a suffix. The second is of names of the day.
"""

from __future__ import annotations

import random
import re
from pathlib import Path

import pytest

from xewer.morph.analyse import Analyser
from xewer.morph.generate import generate
from xewer.morph.guess import guess
from xewer.morph.tag import tag

GOLD = Path(__file__).parents[1] / "gold"


def last_words(file: str) -> list[str]:
    """The last word of each name: the one that takes the suffixes."""
    lines = (GOLD / file).read_text(encoding="utf-8").splitlines()
    return list(dict.fromkeys(re.split("[ -]", line)[-1] for line in lines if line and not line.startswith("#")))


NAMES = last_words("foreign-names.txt")
OF_THE_DAY = last_words("foreign-names-2.txt")
CASES = ["Gen", "Acc", "Dat", "Loc", "Abl", "Loc|Form=Ki", "Equ", "Ter", "Nom"]
MORE = ["", "", "", "|Number=Plur", "|Number=Plur|Person[psor]=3"]


ITS = "|Person[psor]=3"


def drawn(seed: int, names: list[str], more: list[str]) -> list[tuple[str, str]]:
    """(name, form): three forms a name, the bare one and the plural in «their» among them."""
    draw = random.Random(seed)
    found = []
    for name in names:
        forms: set[str] = set()
        for _ in range(40):
            if len(forms) == 3:
                break
            feats = f"Case={draw.choice(CASES)}{draw.choice(more)}"
            made = generate(name, "PROPN", "|".join(sorted(feats.split("|"))))
            if made:
                forms.add(made[0])
        found += [(name, form) for form in sorted(forms)]
    return found


def right(pairs: list[tuple[str, str]]) -> tuple[float, list[str]]:
    machine = Analyser()
    wrong = [
        f"{form}: {got}, not {name}" for name, form in pairs if (got := guess(form, machine.automaton)[0].lemma) != name
    ]
    return 1 - len(wrong) / len(pairs), wrong


@pytest.mark.parametrize("seed", [7, 11, 13])
@pytest.mark.parametrize("names", [NAMES, OF_THE_DAY], ids=["hard", "of the day"])
def test_stems_of_foreign_names(seed, names):
    pairs = drawn(seed, names, MORE)
    assert len(pairs) > 2.9 * len(names)  # a few short ones have no forms
    share, wrong = right(pairs)
    assert share >= 0.97, wrong


@pytest.mark.parametrize("names", [NAMES, OF_THE_DAY], ids=["hard", "of the day"])
def test_its_after_a_name_is_told_by_how_names_end(names):
    """A word alone: nothing in «پېلوسىنىڭ» tells whether it is of پېلوسى or of somebody's پېلوس; often the ending does."""
    share, wrong = right(drawn(7, names, [*MORE, ITS]))
    assert share >= 0.9, wrong
    possessed = [(n, generate(n, "PROPN", f"Case=Gen{ITS}")) for n in names]
    share, wrong = right([(name, forms[0]) for name, forms in possessed if forms])
    assert share >= 0.55, wrong


def test_names_are_new_and_the_guess_is_told():
    machine = Analyser()
    assert len(NAMES) >= 200
    assert sum(machine.analyse(name)[0].listed for name in NAMES) < 12  # some have come into the tables since
    assert not any(reading.known for reading in guess("موراتتىنىڭ", machine.automaton))


@pytest.mark.parametrize("seed", [5, 6, 7])
@pytest.mark.parametrize("names", [NAMES, OF_THE_DAY], ids=["hard", "of the day"])
def test_possessed_names_are_settled_by_other_forms_of_the_document(seed, names):
    draw, good, seen = random.Random(seed), 0, 0
    for name in names:
        case, *others = draw.sample(["Gen", "Acc", "Dat", "Abl", "Loc"], 3)
        possessed = generate(name, "PROPN", f"Case={case}{ITS}")
        if not possessed:
            continue  # a person of the tables has no possessor
        plain = [generate(name, "PROPN", f"Case={other}")[0] for other in others]
        (chosen,) = tag([[possessed[0], *plain]])
        seen += 1
        good += chosen[0].lemma == name
    assert seen > 200
    assert good / seen >= 0.97
