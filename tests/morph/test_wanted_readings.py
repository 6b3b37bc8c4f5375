"""The closed classes are whole, every pronoun in its cases; and forms of the news that were written before any was tried."""

from __future__ import annotations

from pathlib import Path

import pytest

from xewer.morph.analyse import analyse

GOLD = Path(__file__).parents[1] / "gold"
CASES = [
    line.split("\t")
    for name in ("morph-closed.txt", "morph-forms.txt")
    for line in (GOLD / name).read_text(encoding="utf-8").splitlines()
    if line and not line.startswith("#")
]


@pytest.mark.parametrize(("form", "lemmas", "classes", "feats"), CASES, ids=[f"{c[0]}-{c[2]}" for c in CASES])
def test_has_the_reading(form, lemmas, classes, feats):
    wanted = set() if feats == "-" else set(feats.split("|"))
    readings = analyse(form)
    assert any(
        reading.known
        and reading.lemma in lemmas.split("/")
        and reading.upos in classes.split("/")
        and wanted <= set(reading.feats.split("|"))
        for reading in readings
    ), readings
