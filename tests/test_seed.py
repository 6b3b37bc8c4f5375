"""The acceptance article, and its twins: no fact may hang on this one article's names, dates or usage."""

from __future__ import annotations

import json

import pytest

import scoring
import twins_of_seed
import xewer

pytestmark = pytest.mark.shared


@pytest.fixture(scope="module")
def gold(shared):
    return json.loads((shared / "seed" / "layers" / "seed.json").read_text(encoding="utf-8"))


@pytest.fixture(scope="module")
def article(shared):
    return xewer.read((shared / "seed" / "article.txt").read_text(encoding="utf-8"))


def test_publishing_day_comes_from_the_date_field(article):
    assert article.published == "2025-09-03"


def test_every_span_slices_to_its_text(article):
    data = article.to_dict()
    for layer in ("entities", "times", "quantities", "quotes", "events"):
        for item in data[layer]:
            assert article.text[item["start"] : item["end"]] == item["text"], (layer, item)
            assert item["rule"], (layer, item)
            for key in ("speaker", "addressee", "cue"):
                if item.get(key):
                    assert article.text[item[key]["start"] : item[key]["end"]] == item[key]["text"]
            for key in ("actors", "recipients", "places"):
                for mention in item.get(key) or ():
                    assert article.text[mention["start"] : mention["end"]] == mention["text"]


def test_times_quantities_quotes_and_names(article, gold):
    figures = scoring.score({"seed": gold}, {"seed": article.to_dict()})
    assert figures["times.value.r"] == 1
    assert figures["quantities.minmax.r"] == 1
    assert figures["quotes_direct.speaker.r"] == 1
    assert figures["quotes_indirect.speaker.r"] == 1
    assert figures["entities.exact+label.f1"] >= 0.90


@pytest.mark.parametrize("number", [0, 1, 2])
def test_twins_lose_nothing(shared, number):
    twin = twins_of_seed.twins(shared)[number]
    assert twin.text != twin.original["text"]
    assert xewer.read(twin.text).published == twin.day
    assert twin.lost() == [], twin.name


def test_without_a_day_relative_times_stay_open(shared):
    text = (shared / "seed" / "article.txt").read_text(encoding="utf-8").split(" ", 3)[3]
    article = xewer.read(text)
    assert article.published is None
    relative = [t for t in article.times if "2024" not in t.value]
    assert relative
    assert all(t.earliest is None and t.latest is None for t in relative), relative
