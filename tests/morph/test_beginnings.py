"""Stems are looked up by their first letters: what is found is what a look at every cut of the word finds."""

from __future__ import annotations

import pickle

from hypothesis import given
from hypothesis import strategies as st

from xewer.model import Reading, Segment
from xewer.morph.analyse import Analyser, analyse
from xewer.morph.generate import generate
from xewer.morph.lexicon import Stem, load_table

# stems within the first letters, just as long, longer, and one that begins with all of another
STEMS = ["ئا", "ئات", "ئاتا", "ئاتام", "ئاتامان", "ئاتلان", "باش", "باشلىق", "باشلىقچى", "ب"]
MACHINE = Analyser(table=load_table([Stem(form, "NOUN") for form in STEMS]))
ENDINGS = ["", "لار", "نىڭ", "لىقى", "مان", "م", "غا", "ىم"]


def by_every_cut(word: str) -> set[str]:
    """Lemmas whose spelling begins the word and is followed by what the automaton reads."""
    found = set()
    for cut in range(1, len(word) + 1):
        for entry in MACHINE.table.get(word[:cut], ()):
            endings = MACHINE.automaton.node(entry.state, entry.shape).read(word[cut:])
            if any(ending.cost < 0.3 and not ending.renamed for ending in endings):
                found.add(entry.stem.lemma)
    return found


@given(st.sampled_from(STEMS), st.lists(st.sampled_from(ENDINGS), max_size=2))
def test_every_stem_that_begins_a_word_is_seen(stem, endings):
    word = stem + "".join(endings)
    assert by_every_cut(word) <= {reading.lemma for reading in MACHINE.known(word)}


def test_memory_of_beginnings_changes_nothing():
    words = [generate(stem, "NOUN", "Case=Gen|Number=Plur")[0] for stem in STEMS] + STEMS
    first = [MACHINE.known(word) for word in words]
    for memory in (MACHINE._heads, MACHINE._starts):
        memory.clear()
    assert [MACHINE.known(word) for word in reversed(words)] == first[::-1]


def test_memory_is_emptied_when_full(monkeypatch):
    monkeypatch.setattr("xewer.morph.analyse._BEGINNINGS", 3)
    machine = Analyser(table=load_table([Stem(form, "NOUN") for form in STEMS]))
    for word in STEMS * 2:
        assert machine.known(word) == MACHINE.known(word)
        assert len(machine._heads) <= 3
        assert len(machine._starts) <= 3


def test_readings_are_values():
    (reading,) = analyse("كىتابلارنىڭ")[:1]
    assert reading == pickle.loads(pickle.dumps(reading))
    assert hash(reading) == hash(Reading(*reading))
    assert reading._replace(cost=1.0).cost == 1.0
    assert repr(Reading("ئا", "ئا", "NOUN")).startswith("Reading(form='ئا', lemma='ئا', upos='NOUN', feats=''")
    assert all(type(segment) is Segment for segment in reading.segments)
    assert type(reading) is Reading
