"""What is packed comes back equal: tokens as the reader makes them and others, mentions with words of their own."""

from __future__ import annotations

import random
from dataclasses import replace

import pytest

from xewer.archive.layers import pack_layers, read_layers
from xewer.archive.packing import pack, unpack_article
from xewer.archive.positions import FactPlaces, pack_places, read_groups, read_places
from xewer.archive.token_columns import token_spans
from xewer.model import Article, Event, Mention, Quantity, Quote

TOKEN = {"start": 0, "end": 3, "lemma": "ab", "upos": "X", "feats": "", "segments": [["abc", "X"]], "known": True}


def back(article):
    packed = pack(article)
    about = {"id": article.id, "text": article.text, "sha256": article.sha256}
    return unpack_article(about, packed.data, packed.layers)


@pytest.mark.parametrize(
    "change",
    [
        {},
        {"known": 1},
        {"known": None},
        {"lemma": None},
        {"lemma": "other"},
        {"segments": []},
        {"segments": [["a", "X"], ["bc", "Y"]]},
        {"segments": [["ä", "X"], ["bc", "Y"]]},
        {"segments": [["a"], ["b", "c", "d"]]},
        {"segments": ["ab"]},
        {"feats": ["a"]},
        {"more": 1},
    ],
)
def test_tokens_of_any_form_come_back(change):
    plain = Article(id="1", text="abc abc", sha256="", tokens=(TOKEN,))
    odd = replace(plain, tokens=(TOKEN, {**TOKEN, "start": 4, "end": 7, **change}))
    for article in (plain, odd, odd, plain):  # what was remembered of one must not change another
        again = back(article)
        assert again == article
        assert [[type(v) for v in t.values()] for t in again.tokens] == [
            [type(v) for v in t.values()] for t in article.tokens
        ]
        assert token_spans(pack(article).data) == [(t["start"], t["end"]) for t in article.tokens]


def test_mentions_come_back_with_their_own_words_and_names():
    text = "Putin keldi, dédi u."
    inside, named = Mention(0, 5, "Putin"), Mention(0, 5, "Putin", "Vladimir Putin", "Q7747")
    other = Mention(18, 19, "he", "Vladimir Putin", None)
    quotes = (
        Quote(0, 11, "Putin keldi", False, named, "Vladimir Putin", "Q7747", cue=Mention(13, 17, "dédi")),
        Quote(0, 11, "Putin keldi", True, inside, "Vladimir Putin", "Q7747", inside, None, None, parent=0),
        Quote(13, 17, "said", True, other, "Vladimir Putin", "Q7747", rule="x", guess=True),
    )
    events = (
        Event(6, 11, "keldi", "visit", actors=(named, other), recipients=(inside,), quantities=(0,), same_as=(1,)),
        Event(0, 5, "Putin", "visit", source=0, time=0, confidence=1),
    )
    figures = (Quantity(0, 5, "Putin", "CARDINAL", 1, 1.0), Quantity(6, 11, "keldi", "CARDINAL", None, 2.5))
    article = Article(id="1", text=text, sha256="", quotes=quotes, events=events, quantities=figures)
    layers = read_layers(pack_layers(article), text)
    assert {name: layers[name] for name in ("quotes", "events", "quantities")} == {
        "quotes": quotes,
        "events": events,
        "quantities": figures,
    }
    assert [type(q.min) for q in layers["quantities"]] == [int, type(None)]
    assert pack(back(article)).digest == pack(article).digest
    assert layers["times"] == ()


def test_places_of_any_article_come_back():
    chance = random.Random(5)
    for _ in range(200):
        groups = [(a := chance.randrange(300), a + chance.randrange(4)) for _ in range(chance.randrange(60))]
        shared = chance.randrange(len(groups) + 1)
        facts, number = [], chance.randrange(10**7)
        for _ in range(chance.randrange(20)):
            own = sorted(chance.sample(range(shared, len(groups)), min(3, len(groups) - shared)))
            ranges = {(a := chance.randrange(300), a + 1 + chance.randrange(40)) for _ in range(3)}
            ranges |= {groups[n] for n in own[:1] if groups[n][0] < groups[n][1]}
            number += 1
            facts.append(FactPlaces(number, (*range(shared), *own), tuple(sorted(ranges))))
        packed = pack_places(groups, facts, shared)
        assert read_places(packed) == (groups, facts)
        assert read_groups(packed) == groups
