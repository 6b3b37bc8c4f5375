"""Word help: every piece of every word has a name that people can read."""

from __future__ import annotations

import re

from xewer.morph.analyse import analyse
from xewer.morph.explain import explain, label, pieces, segmentation
from xewer.resources import read_table


def test_every_suffix_and_class_has_a_readable_name():
    tags = {row["tag"] for row in read_table("suffixes.tsv")} - {"", "#"}
    classes = {
        row["class"] for name in ("nouns-1", "verbs", "adverbs", "closed") for row in read_table(f"lexicon/{name}.tsv")
    }
    assert len(tags) > 80
    for tag in tags | {name for name in classes if name.isupper()}:
        assert label(tag) != tag, tag
        assert re.fullmatch(r"[a-z0-9 ,]+", label(tag)), tag
    assert all(pieces([("x", tag)])[0].meaning for tag in tags)


def test_names_are_those_of_suffixes_in_use():
    tags = {row["tag"] for row in read_table("labels.tsv")}
    assert len(tags) == len(read_table("labels.tsv"))


def test_a_word_is_told_piece_by_piece():
    assert segmentation(analyse("پۇتىننىڭ")[0].segments) == 'پۇتىن + نىڭ: genitive "of"'
    assert segmentation(analyse("كىتاب")[0].segments) == ""
    assert segmentation([]) == ""
    told = explain(analyse("كىتابلىرىمىزدىكى")[0])
    assert told.startswith("كىتاب · noun · book · كىتاب + لىر: plural")
    assert 'ىمىز: possessive, 1st person plural "our"' in told


def test_a_guess_says_so():
    assert explain(analyse("زىغىلمەننىڭ")[0]).endswith("a guess")


def test_an_unknown_tag_is_shown_as_it_is():
    assert pieces([("x", "ZZZ")])[0].label == "ZZZ"
