from __future__ import annotations

import pytest

from xewer.archive.query import concordance, counts_over_time, facets, search
from xewer.archive.usage import usage_pairs


@pytest.fixture
def two_usages(archive, make):
    archive.add(make("جۇڭگو باياناتچىسى سۆز قىلدى.", "prc", published="2025-01-02"))
    archive.add(make("خىتاينىڭ باياناتچىسى سۆز قىلدى.", "exile", published="2025-01-03"))
    return archive


def test_the_other_usage_is_offered_and_taken_in_when_asked(two_usages):
    alone = search(two_usages, "junggo")
    assert [h.id for h in alone.hits] == ["prc"]
    assert [(o.word, o.words) for o in alone.offers] == [("junggo", ("خىتاي",))]
    both = search(two_usages, "junggo", variants=True)
    assert [h.id for h in both.hits] == ["exile", "prc"]
    assert both.offers == ()
    assert [h.id for h in search(two_usages, "=خىتاينىڭ", variants=True).hits] == ["exile"]


def test_it_holds_in_near_and_after_not_and_in_all_counts(two_usages):
    assert search(two_usages, "NEAR(junggo söz, 3)", variants=True).total == 2
    assert search(two_usages, "söz NOT junggo").total == 1
    assert search(two_usages, "söz NOT junggo", variants=True).total == 0
    assert facets(two_usages, "xitay", variants=True)["year"] == [("2025", 2)]
    assert counts_over_time(two_usages, "xitay", by="day", variants=True) == [("2025-01-02", 1), ("2025-01-03", 1)]
    assert len(concordance(two_usages, "xitay", variants=True)) == 2


def test_each_pair_is_known_from_both_sides():
    assert "كورېيە" in usage_pairs("چاۋشيەندە")
    assert "چاۋشيەن" in usage_pairs("koréye")
    assert usage_pairs("كىتاب") == ()
