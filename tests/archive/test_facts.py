from __future__ import annotations

import json
from dataclasses import replace

import pytest

from xewer.archive.days import day_number, first_day, last_day
from xewer.archive.fact_rows import fact_rows
from xewer.archive.facts import facts
from xewer.errors import QueryError


@pytest.fixture
def ledger(archive, visit, make):
    article = visit()
    denied = replace(article.events[0], polarity="-", modality="denied", time=None)
    archive.add(article)
    archive.add(replace(visit("undated"), published=None, title=None, events=(denied,), times=(), quotes=()))
    return archive


def told(rows):
    return [(r.article_id, r.kind, r.who) for r in rows]


def test_an_event_is_a_row_with_its_parts(visit):
    row = next(r for r in fact_rows(visit()) if r.kind == "visit")
    assert (row.who, row.who_id, row.where, row.when, row.earliest) == (
        "Vladimir Putin",
        "Q7747",
        "Beijing",
        "2025-09-03",
        "2025-09-03",
    )
    assert row.source is None
    assert row.certain
    assert visit().text[row.start : row.end] == row.did == "كەلدى"


def test_what_somebody_says_has_him_as_its_source(visit):
    rows = {r.kind: r for r in fact_rows(visit())}
    assert rows["meet"].source == "Vladimir Putin"
    assert (rows["meet"].how_many, rows["meet"].least, rows["meet"].most) == ("600 كىشى", 600, 600)
    assert (rows["said"].who, rows["said"].did, rows["said"].source) == ("Vladimir Putin", "ئېيتتى", None)
    assert not rows["said"].certain  # the speaker was inferred


def test_a_chain_of_sources_ends_even_if_it_is_a_ring(visit):
    article = visit()
    quote = article.quotes[0]
    ring = (replace(quote, parent=1), replace(quote, parent=0, speaker_name="Xinhua"))
    row = next(r for r in fact_rows(replace(article, quotes=ring)) if r.kind == "meet")
    assert row.source == "Vladimir Putin < Xinhua"


def test_newest_first_undated_last(ledger):
    rows = list(facts(ledger))
    assert [r.article_id for r in rows] == ["visit", "visit", "visit", "undated"]
    assert list(facts(ledger, limit=2)) == rows[:2]


@pytest.mark.parametrize(
    ("query", "kinds"),
    [
        ("putin", ["visit", "said", "meet", "visit"]),
        ("پۇتىن", ["visit", "said", "meet", "visit"]),
        ("Putin", ["visit", "said", "meet", "visit"]),
        ("putin beijing", ["visit", "visit"]),
        ("béyjing", ["visit", "visit"]),
        ("körüsh", ["said", "meet"]),
        ("putin NOT béyjing", ["said", "meet"]),
        ("by:putin", ["said", "meet"]),
        ("event:said", ["said"]),
        ("place:Beijing", ["visit", "visit"]),
        ("title:xitay", ["visit", "said", "meet"]),
        ("date:2025-09", ["visit", "said", "meet"]),
        ('"600 kishi"', ["said", "meet"]),
        ("NEAR(600 körüsh, 2)", ["said", "meet"]),
        ("NEAR(600 körüsh, 1)", []),
        ("moskwa", []),
        ("-putin", []),
    ],
)
def test_a_query_must_hold_in_the_fact_itself(ledger, query, kinds):
    assert [r.kind for r in facts(ledger, query)] == kinds


@pytest.mark.parametrize(
    ("how", "kinds"),
    [
        ({"kind": "visit"}, ["visit", "visit"]),
        ({"kind": "CONSULT"}, ["visit", "meet", "visit"]),
        ({"kind": "said"}, ["said"]),
        ({"person": "Putin"}, ["visit", "said", "meet", "visit"]),
        ({"person": "پۇتىننىڭ"}, ["visit", "said", "meet", "visit"]),
        ({"person": "Q7747"}, ["visit", "said", "meet", "visit"]),
        ({"person": "Beijing"}, []),
        ({"place": "بېيجىڭدا"}, ["visit", "visit"]),
        ({"since": "2025-09-03", "until": "2025-09-03"}, ["visit", "said", "meet"]),
        ({"since": "2025-09-04"}, []),
        ({"until": "2025-08"}, []),
        ({"certain": True}, ["visit", "meet"]),
        ({"person": "Putin", "kind": "visit", "certain": True}, ["visit"]),
    ],
)
def test_filters(ledger, how, kinds):
    assert [r.kind for r in facts(ledger, **how)] == kinds


def test_wrong_days_are_refused(ledger):
    with pytest.raises(QueryError):
        list(facts(ledger, since="yesterday"))


def test_rows_read_back_equal_the_rows_made(ledger, visit):
    assert [r for r in facts(ledger) if r.article_id == "visit"] == fact_rows(visit())
    assert json.loads(json.dumps(next(facts(ledger)).to_dict()))["article_id"] == "visit"


def test_an_update_replaces_the_facts_of_an_article(ledger, visit):
    ledger.add(replace(visit(), events=()))
    assert told(facts(ledger, kind="visit")) == [("undated", "visit", "Vladimir Putin")]
    ledger.remove("undated")
    assert told(facts(ledger)) == [("visit", "said", "Vladimir Putin")]


@pytest.mark.parametrize(
    ("day", "first", "last"),
    [
        ("2025", "2025-01-01", "2025-12-31"),
        ("2024-02", "2024-02-01", "2024-02-29"),
        ("2025-09-03", "2025-09-03", "2025-09-03"),
        ("2025-09-03T10:00:00+08:00", "2025-09-03", "2025-09-03"),
        ("2025-13", None, None),
        ("2025-02-30", None, None),
        ("2025-00", None, None),
        ("٢٠٢٥", None, None),
        ("", None, None),
    ],
)
def test_days(day, first, last):
    assert (first_day(day), last_day(day)) == (first, last)
    assert (day_number(day) is None) == (first is None)


@pytest.mark.parametrize("order", ["newest", "oldest"])
def test_the_first_rows_of_many_are_those_of_all(archive, visit, order):
    days = [f"2025-{1 + n % 3:02}-{1 + n % 5:02}" if n % 7 else None for n in range(40)]
    for n, day in enumerate(days):
        article = visit(str(n), published=day)
        events = tuple(replace(event, time=None) for event in article.events) if n % 2 else article.events
        archive.add(replace(article, events=events))
    everything = list(facts(archive, "putin", order=order))
    assert len(everything) > 60
    for limit in (1, 5, 60):  # sorted, or gone through in their order
        assert list(facts(archive, "putin", order=order, limit=limit)) == everything[:limit]


def test_a_kind_that_there_is_not_is_told_with_those_that_there_are(archive, visit):
    archive.add(visit())
    with pytest.raises(QueryError, match="no such kind") as caught:
        list(facts(archive, kind="meetin"))
    assert "did you mean meeting" in caught.value.hint
    assert "CONSULT" in caught.value.hint
    assert [row.kind for row in facts(archive, kind="MEET")] == ["meet"]  # unknown, but the archive has it
    assert list(facts(archive, kind="election")) == []
