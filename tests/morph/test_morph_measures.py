"""What is measured on outside data: gold sentences, coverage of news, and words that are none."""

from __future__ import annotations

import random
import re

import pytest

from xewer.morph.analyse import analyser
from xewer.morph.conllu import read_conllu, tag_conllu

pytestmark = pytest.mark.shared


def _misc(row):
    return dict(pair.split("=", 1) for pair in row[9].split("|") if "=" in pair)


@pytest.fixture(scope="module")
def pairs(shared):
    with (shared / "gold" / "morph-dev.conllu").open(encoding="utf-8") as lines:
        gold = list(read_conllu(lines))
    found = [
        (row, other)
        for one, two in zip(gold, tag_conllu(gold), strict=True)
        for row, other in zip(one.rows, two.rows, strict=True)
        if row[3] != "PUNCT" and "Typo=Yes" not in row[5] + row[9]
    ]
    assert len(found) > 400
    return found


def test_lemma_and_class_in_context(pairs):
    lemma = sum(b[2] in {a[2], *_misc(a).get("AltLemma", "").split(",")} for a, b in pairs) / len(pairs)
    upos = sum(b[3] in {a[3], *_misc(a).get("AltUPOS", "").split(",")} for a, b in pairs) / len(pairs)
    assert lemma >= 0.97
    assert upos >= 0.96


def test_gold_lemma_is_among_the_readings(pairs):
    machine = analyser()
    hits = sum(
        bool({r.lemma for r in machine.analyse(a[1])} & {a[2], *_misc(a).get("AltLemma", "").split(",")})
        for a, _ in pairs
    )
    assert hits / len(pairs) >= 0.98


def test_case_in_context(pairs):
    def case(row):
        return dict(p.split("=") for p in row[5].split("|") if "=" in p).get("Case")

    nominal = [
        (a, b)
        for a, b in pairs
        if a[3] in ("NOUN", "PROPN", "PRON", "NUM", "ADJ") and case(a) and "Attr=Yes" not in a[9]
    ]
    assert sum(case(a) == case(b) for a, b in nominal) / len(nominal) >= 0.97


def test_news_is_covered_with_few_readings(shared):
    text = (shared / "corpora" / "ntrex" / "uig.txt").read_text(encoding="utf-8")
    tokens = re.findall("[\u0620-\u065f\u066e-\u06ef\u06fa-\u06ff]+", text)
    machine = analyser()
    known = [found for found in map(machine.analyse, tokens) if found[0].known]
    assert len(known) / len(tokens) >= 0.965
    assert sum(map(len, known)) / len(known) <= 1.8


def test_misspelt_words_are_seldom_known(shared):
    lines = (shared / "wordlists" / "forms.tsv").read_text(encoding="utf-8").splitlines()[1:]
    forms = [line.split("\t")[0] for line in lines]
    listed, machine, draw = set(forms), analyser(), random.Random(29)
    letters = "ابپتجچخدرزسشغفقكگڭلمنھوۇۆۈۋېىيە"
    frequent = [form for form in forms[:5000] if len(form) >= 5 and set(form) <= set(letters + "ئ")]
    tried = accepted = 0
    while tried < 1000:
        form = draw.choice(frequent)
        place = draw.randrange(len(form))
        other = form[:place] + draw.choice(letters) + form[place + 1 :]
        if form[place] == "ئ" or other in listed:
            continue
        tried += 1
        accepted += machine.analyse(other)[0].known
    assert accepted / tried < 0.02
