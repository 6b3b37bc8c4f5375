"""Each line of the inventory in both directions: the word has the reading, and the reading makes the word."""

from __future__ import annotations

from pathlib import Path

import pytest

from xewer.morph.analyse import analyse
from xewer.morph.generate import generate

CASES = [
    line.split("\t")
    for line in (Path(__file__).parents[1] / "gold" / "morph-inventory.txt").read_text(encoding="utf-8").splitlines()
    if line and not line.startswith("#")
]
IDS = [f"{c[0]}-{c[1]}" for c in CASES]
# suffixes without a feature of their own: the generator makes them when asked
UNSEEN = {"MU", "LA", "CHU", "GHU", "MIKIN", "DUR", "COMPL", "SELF", "KEEP", "Q", "DIM", "EVID", "MISH"}


@pytest.mark.parametrize(("form", "lemma", "feats"), CASES, ids=IDS)
def test_analysed(form, lemma, feats):
    readings = analyse(form)
    wanted = "" if feats == "-" else feats
    assert (lemma, wanted) in {(r.lemma, r.feats) for r in readings}
    assert all("".join(s.form for s in r.segments) == form for r in readings)


ONLY_READ = {"80تىن"}  # what writers get wrong is understood, not made


@pytest.mark.parametrize(("form", "lemma", "feats"), CASES, ids=IDS)
def test_made(form, lemma, feats):
    wanted = "" if feats == "-" else feats
    made = set()
    for reading in analyse(form):
        if (reading.lemma, reading.feats) == (lemma, wanted):
            pieces = [segment.tag for segment in reading.segments[1:] if segment.tag in UNSEEN]
            made |= {*generate(lemma, reading.upos, wanted, every=True)}
            made |= {*generate(lemma, reading.upos, wanted, pieces=pieces, every=True)}
    assert (form in made) == (form not in ONLY_READ)


def test_most_are_the_first_form_made():
    first = [
        form
        for form, lemma, feats in CASES
        for reading in analyse(form)[:1]
        if reading.lemma == lemma and form in generate(lemma, reading.upos, reading.feats)[:1]
    ]
    assert len(first) / len(CASES) > 0.7
