from __future__ import annotations

import random
from collections import defaultdict
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from xewer.archive.twins import bands, clusters, pairs, signature, similarity, twins
from xewer.text.scripts import convert

WORDS = [f"{a}{b}{c}a" for a in "bptsq" for b in "aiou" for c in "lmnrs"]


def story(first, words=60):
    return " ".join(WORDS[(first + n * n) % len(WORDS)] for n in range(words))


def test_the_same_text_with_a_new_end_is_a_twin(archive, make):
    text = story(0)
    archive.add(make(text + ".", "one", published="2025-01-01"))
    archive.add(make(convert(text, "latin", "cyrillic") + " Yene ikki söz.", "two", published="2025-01-02"))
    archive.add(make(story(37), "other", published="2025-01-03"))
    assert [t.id for t in twins(archive, "one")] == ["two"]
    assert 0.8 < twins(archive, "one")[0].share < 1
    assert twins(archive, "nobody") == []
    assert [sorted(group) for group in clusters(archive)] == [["one", "two"]]
    archive.remove("two")
    assert twins(archive, "one") == []
    assert list(clusters(archive)) == []


def test_signatures_agree_as_much_as_texts_do():
    words = story(0, 200).split()
    for kept in (190, 150, 100):
        one = " ".join(words)
        two = " ".join(words[:kept] + [w[::-1] + "x" for w in words[kept:]])
        agree = sum(a == b for a, b in zip(signature(pairs(one)), signature(pairs(two)), strict=True)) / 30
        assert abs(agree - similarity(pairs(one), pairs(two))) < 0.2


@given(st.text(max_size=200))
def test_any_text_has_a_signature(text):
    assert len(signature(pairs(text))) in {0, 30}
    assert signature(pairs(text)) == signature(pairs(text))


def test_empty_texts_are_no_twins(archive, make):
    archive.add(make("", "a"))
    archive.add(make("!!", "b"))
    assert twins(archive, "a") == []
    assert signature(pairs("")) == ()


NEWS = Path(__file__).parents[3] / "shared" / "corpora" / "ntrex"


def _texts():
    """Articles of the data folder with more than three lines."""
    found = defaultdict(list)
    names, lines = (NEWS / "documents.txt").read_text("utf-8"), (NEWS / "uig.txt").read_text("utf-8")
    for name, line in zip(names.split("\n")[:988], lines.split("\n"), strict=False):
        found[name].append(line)
    return ["\n".join(piece) for piece in found.values() if len(piece) > 3]


def _others(text, share):
    chance = random.Random(len(text))
    words = text.split()
    return " ".join(chance.choice(words) + "x" if chance.random() < share else word for word in words)


EDITS = {
    "other page": lambda text: "باش بەت خەۋەرلەر ئالاقە\n" + text + "\nبارلىق ھوقۇقلار قوغدىلىدۇ",
    "end cut": lambda text: " ".join(text.split()[: len(text.split()) * 4 // 5]),
    "lead cut": lambda text: " ".join(text.split()[len(text.split()) // 10 :]),
    "sentence out": lambda text: "\n".join(line for n, line in enumerate(text.split("\n")) if n != 1),
    "words changed": lambda text: _others(text, 0.08),
    "marks gone": lambda text: "".join(" " if c in "،.«»:;!؟" else c for c in text),
    "other code points": lambda text: text.replace("ى", "ی").replace("ك", "ک").replace("ە", "ه"),
    "moved": lambda text: "\n".join(text.split("\n")[2:] + text.split("\n")[:2]),
    "Latin": lambda text: convert(text, "arabic", "latin"),
    "Cyrillic": lambda text: convert(text, "arabic", "cyrillic"),
}


@pytest.mark.shared
@pytest.mark.skipif(not NEWS.is_dir(), reason="the data folder ../shared is not here")
def test_edited_copies_are_found():
    texts = _texts()[::3]
    index = [set(bands(signature(pairs(text)))) for text in texts]
    found = {}
    for name, edit in EDITS.items():
        right = 0
        for n, text in enumerate(texts):
            copy = pairs(edit(text))
            near = [m for m, own in enumerate(index) if own & set(bands(signature(copy)))]
            assert set(near) <= {n}
            right += n in near and similarity(pairs(text), copy) >= 0.6
        found[name] = right / len(texts)
    assert sum(found.values()) / len(found) >= 0.94, found
    assert min(found["Latin"], found["Cyrillic"]) >= 0.97, found
    assert min(found.values()) >= 0.8, found
