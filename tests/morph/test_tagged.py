"""The annotated text of our own: well formed, in our conventions, known to the analyser or counted as not."""

from __future__ import annotations

import re

import pytest

from xewer.morph.conllu import read_conllu
from xewer.morph.train import documents
from xewer.resources import data_path

FILES = sorted(data_path("tagged").glob("*.conllu"))
UPOS = {
    "ADJ", "ADP", "ADV", "AUX", "CCONJ", "DET", "INTJ", "NOUN", "NUM", "PART", "PRON", "PROPN", "PUNCT", "SCONJ", "SYM",
    "VERB", "X",
}  # fmt: skip
FEATS = {
    "Abbr", "Aspect", "Case", "Degree", "Evident", "Form", "Mood", "Number", "Number[psor]", "Person", "Person[psor]",
    "Polarity", "Polite", "PronType", "Reflex", "Tense", "VerbForm", "Voice",
}  # fmt: skip


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.stem)
def test_columns_ids_text_and_features(path):
    seen = set()
    with path.open(encoding="utf-8", newline="") as lines:
        sentences = list(read_conllu(lines))
    for sentence in sentences:
        about = dict(c.removeprefix("# ").split(" = ", 1) for c in sentence.comments)
        assert about["sent_id"] not in seen
        seen.add(about["sent_id"])
        assert [row[0] for row in sentence.rows] == [str(n) for n in range(1, len(sentence.rows) + 1)]
        text = "".join(row[1] + ("" if row[9] == "SpaceAfter=No" else " ") for row in sentence.rows)
        assert text.rstrip(" ") == about["text"]
        for row in sentence.rows:
            assert row[3] in UPOS, row
            assert (row[4], *row[6:9]) == ("_",) * 4
            assert row[9] in ("_", "SpaceAfter=No")
            assert row[2]
            if row[5] != "_":
                pairs = [pair.split("=") for pair in row[5].split("|")]
                names = [name for name, _ in pairs]
                assert names == sorted(set(names), key=str.lower), row
                assert set(names) <= FEATS, row
            if row[3] in ("NOUN", "PROPN"):
                assert "Case=" in row[5], row
            if row[3] == "PUNCT":
                assert row[2] == row[1]
                assert row[5] == "_"


def test_there_is_enough_of_it_in_both_usages():
    words = 0
    seen: dict[str, int] = {}
    for path in FILES:
        usage = ""
        with path.open(encoding="utf-8") as lines:
            for sentence in read_conllu(lines):
                usage = next((c.split(" = ")[1] for c in sentence.comments if c.startswith("# usage")), usage)
                count = sum(row[3] != "PUNCT" for row in sentence.rows)
                words += count
                seen[usage] = seen.get(usage, 0) + count
    assert words >= 6000
    assert min(seen["prc"], seen["exile"]) >= 2500
    assert sum(path.stat().st_size for path in FILES) < 1_000_000


def test_annotation_is_mostly_among_the_readings():
    """What is not is a gap of the lexicon; it teaches nothing, and there must not be much of it."""
    right = lemmas = words = 0
    for text in documents():
        for sentence, gold in zip(text.words, text.gold, strict=True):
            for word, wanted in zip(sentence, gold, strict=True):
                if wanted[1] == "PUNCT":
                    continue
                words += 1
                found = text.types[word]
                right += any((r.lemma, r.upos, r.feats) == wanted for r in found)
                lemmas += any(r.lemma == wanted[0] for r in found)
    assert lemmas / words >= 0.985
    assert right / words >= 0.96


def test_no_case_suffix_contradicts_its_feature():
    """A spot check by surface alone: the genitive is always spelt -نىڭ, the accusative -نى."""
    for text in documents():
        for sentence, gold in zip(text.words, text.gold, strict=True):
            for word, (_, upos, feats) in zip(sentence, gold, strict=True):
                bare = re.sub(r"(مۇ|لا|چۇ)$", "", word)
                if "Case=Gen" in feats.split("|") and upos != "PART":
                    assert re.search(r"(نىڭ|مېنىڭ|سېنىڭ)$", bare), word
                if "Case=Acc" in feats.split("|") and upos != "PART":
                    assert re.search(r"(نى|مېنى|سېنى)$", bare), word
