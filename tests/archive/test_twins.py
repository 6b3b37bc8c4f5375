from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from xewer.archive.twins import clusters, pairs, signature, similarity, twins
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
