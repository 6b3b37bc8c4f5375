"""The scorer of events, and that its gold is sound."""

from __future__ import annotations

import json
from collections import Counter
from pathlib import Path

import pytest

import score_events
import xewer
from xewer.resources import read_yaml

FILES = sorted((Path(__file__).resolve().parent / "gold" / "events").glob("*.json"))


def mention(start, end, **more):
    return {"start": start, "end": end, **more}


def gold(text, predicate, **more):
    start = text.index(predicate)
    none = {"actors": [], "recipients": [], "places": [], "time": None, "quantities": []}
    kinds = {"kind": "attack", "kind_alt": [], "plover": "ASSAULT", "plover_alt": []}
    form = {"modality": ["asserted"], "polarity": ["+"], "told": ["narrator"]}
    return {"start": start, "end": start + len(predicate), **none, **kinds, **form, **more}


TEXT = "رۇسىيە قوشۇنلىرى خاركوۋ شەھىرىگە ھۇجۇم قىلدى."


def figures(*events):
    tally = Counter()
    document = {"events": list(events), "read": {"entities": []}}
    score_events.count(document, xewer.read(TEXT, published="2025-06-01", script="arabic"), tally, [])
    return score_events.figures(tally)


def test_what_is_right_scores_one():
    actor, recipient = mention(0, 16), mention(17, 32)
    scored = figures(gold(TEXT, "ھۇجۇم قىلدى", actors=[actor], recipients=[recipient]))
    assert scored["type.f1"] == scored["argument.f1"] == scored["modality"] == 1


def test_a_wrong_participant_costs_precision_and_a_missed_one_recall():
    scored = figures(gold(TEXT, "ھۇجۇم قىلدى", actors=[mention(0, 16)]))
    assert (scored["argument.p"], scored["argument.r"]) == (0.5, 1)
    missed = gold(TEXT, "خاركوۋ", actors=[mention(0, 16)])
    scored = figures(gold(TEXT, "ھۇجۇم قىلدى", actors=[mention(0, 16)], recipients=[mention(17, 32)]), missed)
    assert (scored["argument.p"], scored["argument.r"], scored["type.r"]) == (1, pytest.approx(2 / 3), 0.5)


def test_what_is_optional_neither_rewards_nor_costs():
    optional = gold(TEXT, "ھۇجۇم قىلدى", optional=True, actors=[mention(5, 6)])
    assert figures(optional)["predicate.p"] == 0 == figures(optional)["argument.r"]
    either = gold(TEXT, "ھۇجۇم قىلدى", actors=[mention(0, 16)], recipients=[mention(17, 32, optional=True)])
    assert figures(either)["argument.f1"] == 1


def test_an_event_that_is_not_in_the_gold_costs_precision_with_its_participants():
    scored = figures()
    assert scored["predicate.p"] == scored["argument.p"] == 0


@pytest.mark.parametrize("path", FILES, ids=lambda p: p.stem)
def test_gold_files_are_sound(path):
    data = json.loads(path.read_text(encoding="utf-8"))
    table = read_yaml("events.yaml")
    starts = [event["start"] for event in data["events"]]
    assert starts == sorted(starts)
    for event in data["events"]:
        assert {event["kind"], *event["kind_alt"]} <= set(table["kinds"])
        assert {event["plover"], *event["plover_alt"]} <= {None, *table["plover"]}
        spans = [event, *event["actors"], *event["recipients"], *event["places"], *event["quantities"]]
        assert all(0 <= span["start"] < span["end"] for span in spans)
        assert "text" not in event


def test_as_many_are_held_as_were_drawn():
    held = [json.loads(p.read_text(encoding="utf-8"))["held"] for p in FILES]
    assert [held.count(kind) for kind in (True, "second", "learnt", False)] == [4, 8, 20, 4]


@pytest.mark.shared
def test_gold_files_are_of_the_texts_that_were_marked(shared):
    assert len(score_events.load(held=False)) == 4
    assert len(score_events.load(held=True)) == 4
    assert (len(score_events.load(held="learnt")), len(score_events.load(held="second"))) == (20, 8)


@pytest.mark.shared
def test_what_is_sure_is_right_more_often():
    found = score_events.bins()
    right = {sure: sum(n * share for start, n, share in found if (start >= 0.8) is sure) for sure in (True, False)}
    number = {sure: sum(n for start, n, _ in found if (start >= 0.8) is sure) for sure in (True, False)}
    assert right[True] / number[True] > 0.9 > right[False] / number[False]
    assert min(number.values()) > 20
