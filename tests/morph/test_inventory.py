"""Each line of the inventory: the reading is among those of the word, and its pieces give the word back."""

from __future__ import annotations

from pathlib import Path

import pytest

from xewer.morph.analyse import analyse

CASES = [
    line.split("\t")
    for line in (Path(__file__).parents[1] / "gold" / "morph-inventory.txt").read_text(encoding="utf-8").splitlines()
    if line and not line.startswith("#")
]


@pytest.mark.parametrize(("form", "lemma", "feats"), CASES, ids=[f"{c[0]}-{c[1]}" for c in CASES])
def test_inventory(form, lemma, feats):
    readings = analyse(form)
    wanted = "" if feats == "-" else feats
    assert (lemma, wanted) in {(r.lemma, r.feats) for r in readings}
    assert all("".join(s.form for s in r.segments) == form for r in readings)
