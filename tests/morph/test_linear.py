"""The steps of the analyser grow with the length of the word, not with its square: counted, not timed."""

from __future__ import annotations

import pytest

from xewer.morph.analyse import Analyser
from xewer.morph.lexicon import Stem, load_table
from xewer.morph.suffixes import Automaton
from xewer.resources import read_table

STEMS = [Stem("كىتاب", "NOUN"), Stem("ياز", "VERB"), Stem("ئاق", "ADJ"), Stem("قىل", "VERB"), Stem("لا", "NOUN")]
# what may follow itself, what nearly may, and what never fits
REPEATED = ["لار", "لىق", "نىڭ", "مۇ", "ىۋات", "لاش", "تۇر", "مايۋات", "دىكى", "سى", "ى", "ا", "ىش"]


class Counting(Analyser):
    """Counts the endings that the automaton makes and remembers, from an empty memory."""

    def steps(self, word):
        self.automaton = Automaton(read_table("suffixes.tsv"))
        for memory in (self._heads, self._starts, self._profiles):
            memory.clear()
        self.known(word)
        return sum(
            1 + len(getattr(found, "candidates", found or ()))
            for memo in self.automaton._memos
            for found in memo.values()
        )


@pytest.fixture(scope="module")
def machine():
    return Counting(table=load_table(STEMS))


@pytest.mark.parametrize("piece", REPEATED)
@pytest.mark.parametrize("stem", ["كىتاب", "ياز", "ئاق", "قىل"])
def test_steps_grow_with_length(machine, stem, piece):
    steps = [machine.steps(stem + piece * times) for times in (3, 6, 12)]
    # twice the suffixes, at most about twice the steps
    assert steps[1] <= 2.5 * steps[0] + 40
    assert steps[2] <= 2.5 * steps[1] + 40


def test_long_real_word_takes_few_steps(machine):
    assert machine.steps("يازالمايدىغانلىقىمىزدىن") < 400
