"""Does a search find what a reader would call right: names, words, scripts, noise; on the news lines of the data folder.

Gold for names: the lines whose English side has the name, so a name that the translator left out counts as a miss and
England for Britain as an error; nobody reaches 1.00. Gold for words: the lemmas of UD_Uyghur-UDT, of which a third are
missing; a sentence is an error only if none of its words that matched lacks its lemma.
"""

from __future__ import annotations

import re
from collections import defaultdict
from dataclasses import replace
from pathlib import Path

import pytest

import xewer
from xewer.archive.query import search
from xewer.archive.store import Archive
from xewer.text.scripts import convert

SHARED = Path(__file__).parents[3] / "shared" / "corpora"
NAMES = [
    line.split("\t")
    for line in (Path(__file__).parents[1] / "gold" / "search-names.tsv").read_text("utf-8").splitlines()[1:]
]
pytestmark = [
    pytest.mark.shared,
    pytest.mark.skipif(not (SHARED / "ntrex").is_dir(), reason="the data folder ../shared is not here"),
]


def lines(name):
    return (SHARED / "ntrex" / name).read_text("utf-8").split("\n")[:988]


@pytest.fixture(scope="module")
def news(tmp_path_factory):
    reader = xewer.Reader()
    with Archive(tmp_path_factory.mktemp("news") / "a.db") as archive:
        with archive.batch():
            for n, line in enumerate(lines("uig.txt")):
                archive.add(replace(reader.read(line), id=str(n)))
        yield archive


def found(archive, query, **how):
    return {int(hit.id) for hit in search(archive, query, limit=0, **how).hits}


def rates(archive, queries):
    """Recall and precision over all queries together."""
    right = asked = given = 0
    for query, gold in queries:
        answer = found(archive, query)
        right += len(answer & gold)
        asked += len(gold)
        given += len(answer)
    return right / asked, right / given


def mentioned(name):
    return {n for n, line in enumerate(lines("eng.txt")) if re.search(rf"\b{name}\b", line)}


def test_names(news):
    gold = {english: mentioned(english) for english, _ in NAMES}
    bare = rates(news, [(uyghur, gold[english]) for english, uyghur in NAMES])
    assert bare[0] >= 0.94, bare
    assert bare[1] >= 0.89, bare
    inflected = rates(news, [(uyghur + "نىڭ", gold[english]) for english, uyghur in NAMES])
    assert abs(inflected[0] - bare[0]) < 0.005
    assert abs(inflected[1] - bare[1]) < 0.005


def test_english_names(news):
    recall, precision = rates(news, [(english, mentioned(english)) for english, _ in NAMES])
    assert recall >= 0.92, (recall, precision)
    assert precision >= 0.89, (recall, precision)


def test_three_scripts(news):
    for _, uyghur in NAMES[::3]:
        answers = {frozenset(found(news, convert(uyghur, "arabic", script))) for script in ("latin", "cyrillic")}
        assert answers == {frozenset(found(news, uyghur))}, uyghur


NOISE = {
    "tatweel": lambda text: re.sub(r"(?<=[بتسكمن])(?=[بتسكمنىا])", "ـ", text),
    "joiner": lambda text: re.sub(r"(?<=\w\w)(?=نىڭ\b)", "\u200c", text),
    "Persian kaf and yod": lambda text: text.replace("ك", "ک").replace("ي", "ی"),
    "Arabic heh": lambda text: text.replace("ە", "ه"),
    "Persian ye": lambda text: text.replace("ى", "ی"),
    "presentation forms": lambda text: text.replace("لا", "ﻻ").replace("پ", "ﭘ").replace("ت", "ﺘ"),
    "no hamza": lambda text: re.sub(r"\bئ(?=[اەوۇۆۈېى])", "", text),
}


@pytest.mark.parametrize("kind", NOISE)
def test_noise(news, tmp_path, kind):
    """The same lines with noise in them: the same answers."""
    reader = xewer.Reader()
    chosen = range(0, 988, 9)
    texts = lines("uig.txt")
    with Archive(tmp_path / "noisy.db") as noisy:
        with noisy.batch():
            for n in chosen:
                noisy.add(replace(reader.read(NOISE[kind](texts[n])), id=str(n)))
        same = [uyghur for _, uyghur in NAMES if found(noisy, uyghur) == found(news, uyghur) & set(chosen)]
        assert len(same) >= len(NAMES) - 2, sorted({uyghur for _, uyghur in NAMES} - set(same))
        assert [found(news, NOISE[kind](uyghur)) for _, uyghur in NAMES[::7]] == [found(news, u) for _, u in NAMES[::7]]


def sentences():
    """Sentences of UDT's development part: text, and (form, lemma, part of speech) of each word."""
    text, words = "", []
    for line in (SHARED / "udt" / "dev.conllu").read_text("utf-8").split("\n"):
        if line.startswith("# text = "):
            text = line[9:]
        elif line and line[0] != "#" and line.split("\t")[0].isdigit():
            cells = line.split("\t")
            words.append((cells[1], cells[2], cells[3]))
        elif not line and words:
            yield text, words
            words = []


def test_dictionary_forms(tmp_path):
    reader, told = xewer.Reader(), list(sentences())
    gold, parts, unsure = defaultdict(set), {}, defaultdict(set)
    for n, (_, words) in enumerate(told):
        for form, lemma, part in words:
            if lemma == "_":
                unsure[form].add(n)
            elif len(lemma) > 1:
                gold[lemma].add(n)
                parts.setdefault(lemma, part)
    with Archive(tmp_path / "a.db") as archive:
        with archive.batch():
            for n, (text, _) in enumerate(told):
                archive.add(replace(reader.read(text), id=str(n)))
        for part, floor in (("NOUN", 0.93), ("VERB", 0.84)):
            right = missed = wrong = 0
            for lemma in [w for w, p in parts.items() if p == part and len(gold[w]) > 3]:
                hits = search(archive, lemma, limit=0).hits
                answer = {int(hit.id) for hit in hits}
                shown = {int(hit.id): {hit.snippet[a:b] for a, b in hit.spans} for hit in hits}
                extra = {n for n in answer - gold[lemma] if not any(n in unsure[form] for form in shown[n])}
                right += len(answer & gold[lemma])
                missed += len(gold[lemma] - answer)
                wrong += len(extra)
            f1 = 2 * right / (2 * right + missed + wrong)
            assert f1 >= floor, (part, f1, right, missed, wrong)
