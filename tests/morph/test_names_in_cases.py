"""A name has one lemma in all its case forms: names of the gold articles, and of the name tables."""

from __future__ import annotations

import json
import re

import pytest

from xewer.morph.analyse import analyse
from xewer.morph.generate import generate
from xewer.morph.tag import tag
from xewer.resources import read_table

FORMS = ["Case=Gen", "Case=Acc", "Case=Dat", "Case=Loc", "Case=Abl", "Case=Ter", "Case=Loc|Form=Ki"]
ENDING = re.compile("(نىڭ|نى|[غگ][اە]|[قك][اە]|[دت][اە]|[دت]ىن|[دت]ىكى|لىق|لىك|لار|لەر|مۇ|لا|چە|ى)$")
LETTERS = re.compile("[\u0620-\u06ff]{3,}")


def forms(name):
    return [generate(name, "PROPN", feats)[0] for feats in FORMS]


def names_of(folder):
    """Last words of gold names of persons and places that stand without an ending somewhere."""
    words = set()
    for path in sorted(folder.glob("*.json")):
        for entity in json.loads(path.read_text(encoding="utf-8"))["entities"]:
            if entity["label"] in ("PERSON", "GPE"):
                words.add(entity["text"].split()[-1])
    heads = {row["form"] for row in read_table("names/place_heads.tsv")}
    bare = {word for word in words if LETTERS.fullmatch(word) and not ENDING.search(word)}
    bare |= {w for w in words if any(v != w and v.startswith(w) and ENDING.fullmatch(v[len(w) :]) for v in words)}
    return sorted(word for word in bare if analyse(word)[0].lemma not in heads | {"ئۆلكە", "شىتات", "شەھەر"})


@pytest.mark.shared
def test_gold_names_keep_their_lemma(shared):
    names = names_of(shared / "gold" / "dev")
    assert len(names) > 80
    pairs = [(name, form) for name in names for form in forms(name)]
    right = sum(analyse(form)[0].lemma == name for name, form in pairs)
    assert right / len(pairs) >= 0.99


@pytest.mark.shared
def test_the_document_is_evidence_for_its_names(shared):
    for name in names_of(shared / "gold" / "dev"):
        if not analyse(name)[0].known:
            read = tag([[form] for form in (name, *forms(name))])
            assert {sentence[0].lemma for sentence in read} == {name}


def test_names_of_the_tables_keep_their_lemma():
    names = sorted({row["form"] for row in read_table("names/places.tsv") if LETTERS.fullmatch(row["form"])})
    pairs = [(name, form) for name in names for form in forms(name)]
    assert [form for name, form in pairs if all(r.lemma != name for r in analyse(form))] == []
    assert sum(analyse(form)[0].lemma == name for name, form in pairs) / len(pairs) >= 0.99
