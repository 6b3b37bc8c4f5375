"""Names on gold: the exile feed, the development articles in the other usage, and strangers of one name."""

from __future__ import annotations

import hashlib
import json
import re
import sys
from pathlib import Path

import pytest

import xewer
from xewer.find.name_reasons import why_name
from xewer.resources import read_table

TESTS = Path(__file__).resolve().parents[1]
sys.path.insert(0, str(TESTS))

import feed_gold  # noqa: E402
import scoring  # noqa: E402
import usage_of_gold  # noqa: E402

FEED = TESTS / "gold" / "feed-names"
LEAST_F1, LEAST_PRECISION, LEAST_NAMES = 0.94, 0.97, 0.85  # on the feed, which was looked at while rules were written
USAGES_APART = 0.02


def names_of(document):
    found = xewer.read(document["text"], published=document["reference_date"]).to_dict()["entities"]
    return {"entities": found, "times": [], "quantities": [], "quotes": []}


def figures(gold):
    bare = {n: {**d, "times": [], "quantities": [], "quotes": []} for n, d in gold.items()}
    return scoring.score(bare, {n: names_of(d) for n, d in gold.items()})


def test_the_feed_gold_holds_offsets_and_no_text():
    for path in FEED.glob("*.json"):
        document = json.loads(path.read_text(encoding="utf-8"))
        assert "text" not in document
        assert all(set(e) == {"start", "end", "label", "name"} for e in document["entities"])


def test_names_of_the_exile_feed(shared):
    texts, gold = feed_gold.texts(shared), {}
    for path in sorted(FEED.glob("*.json")):
        document = json.loads(path.read_text(encoding="utf-8"))
        text = texts[document["guid"]]
        assert hashlib.sha256(text.encode()).hexdigest() == document["sha256"], "not the text that was annotated"
        for entity in document["entities"]:
            part = text[entity["start"] : entity["end"]]
            assert part == part.strip() != ""
        gold[path.name] = {**document, "text": text}
    reached = figures(gold)
    assert reached["entities.exact+label.f1"] >= LEAST_F1
    assert reached["entities.overlap+label.p"] >= LEAST_PRECISION
    assert reached["entities.name"] >= LEAST_NAMES


def test_both_usages_are_at_home(shared):
    gold = {p.name: json.loads(p.read_text(encoding="utf-8")) for p in sorted((shared / "gold" / "dev").glob("*.json"))}
    others, exchanged = {}, 0
    for name, document in gold.items():
        others[name], number = usage_of_gold.other_usage(document)
        exchanged += number
    assert exchanged > 50
    one, other = figures(gold), figures(others)
    for line in ("entities.exact+label.f1", "entities.overlap+label.f1", "entities.name"):
        assert abs(one[line] - other[line]) <= USAGES_APART, line


@pytest.mark.parametrize(
    ("text", "same"),
    [
        ("پرېزىدېنت دونالد ترامپ كەلدى. ترامپ سۆزلىدى.", True),
        ("دونالد ترامپ كەلدى. مەشقاۋۇل ترامپ ئۇنى كۆرمىدى.", False),
    ],
)
def test_strangers_of_one_name_stay_apart(text, same):
    first, second = (e for e in xewer.read(text).entities if e.label == "PERSON")
    assert (first.entity_id == second.entity_id) is same


def test_spellings_and_scripts_of_all_articles_share_one_id():
    texts = (
        "پۇتىن كەلدى.",
        "ۋىلادىمىر پۇتىن كەلدى.",
        "پرېزىدېنت پۇتىننىڭ سۆزى.",
        "Putin keldi.",
        "Wiladimir Putin keldi.",
        "Путин кәлди.",
    )
    assert len({xewer.read(text).entities[0].entity_id for text in texts}) == 1


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("پۇتىننىڭ سۆزى تۈگىدى.", ["stands in the table of people", "names/people.tsv: پۇتىن"]),
        ("پالۇ شەھىرىدە يەر تەۋرىدى.", ["with its head noun", "names/places.tsv: پالۇ"]),
        ("دوختۇر تىلرود كەلدى.", ["a title, trade or age", "English spelling"]),
    ],
)
def test_a_name_tells_its_rule_and_its_rows(text, expected):
    lines = why_name(xewer.read(text).entities[0])
    assert len(lines) >= len(expected)
    assert all(any(part in line for line in lines) for part in expected), lines


def test_every_rule_of_names_has_a_reason():
    rules = {row["rule"] for row in read_table("names/rules.tsv")}
    used = {
        rule
        for path in (TESTS.parent / "src" / "xewer" / "find").glob("*.py")
        for rule in re.findall(r'"(name/[a-z-]+)"', path.read_text(encoding="utf-8"))
    }
    assert used <= rules
