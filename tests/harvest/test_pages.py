"""The frozen pages: they are what they were, and the extractor reads each shape of them."""

from __future__ import annotations

import re

import pytest

import page_scores
from harvest.pages import compose, freeze


@pytest.mark.parametrize(("name", "sums"), [("pages.tsv", "frozen.sha256"), ("later.tsv", "later.sha256")])
def test_the_pages_are_those_that_were_frozen(name, sums):
    frozen = (compose.HERE / sums).read_text(encoding="utf-8").split("\n")
    assert [freeze.line(row) for row in compose.rows(name)] == frozen[:-1]


def test_a_third_is_held_out():
    held = page_scores.held_out()
    ids = {row["id"] for row in compose.rows()}
    assert held < ids
    assert len(ids) >= 60
    assert len(held) == len(ids) // 3


@pytest.mark.parametrize(
    "page", [r["id"] for r in (*compose.rows(), *compose.rows("later.tsv")) if r["id"] not in page_scores.held_out()]
)
def test_a_page_is_read_whole(page):
    (scored,) = page_scores.scored({page})
    if not scored.article:
        assert scored.found is None
        return
    assert scored.found is not None
    assert scored.body > 0.95
    for key in ("title", "date", "author"):
        assert page_scores.same(scored.found[key], scored.gold[key])


def test_what_the_gate_keeps():
    figures = page_scores.figures(page_scores.scored())
    assert figures["body.f1"] > 0.96
    assert figures["date.wrong"] == 0


SHELLS = {row["shell"]: row for row in (*compose.rows(), *compose.rows("later.tsv"))}
SHOWN = [
    name
    for name in SHELLS
    if re.search(r"\{\{(?:shown|opening)", shell := (compose.HERE / "shells" / f"{name}.html").read_text("utf-8"))
    and "{{iso}}" not in shell
]
WRITTEN = [
    ("", None),
    ("2019-يىلى 4-ماي", "2019-05-04"),
    ("2019-يىلى 5-ئاينىڭ 4-كۈنى", "2019-05-04"),
    ("04.05.2019", "2019-05-04"),
    ("ئېلان قىلىنغان ۋاقتى: 2019/5/4 10:22", "2019-05-04"),
    ("04/05/2019", None),
]


@pytest.mark.parametrize("shell", SHOWN)
@pytest.mark.parametrize(("shown", "day"), WRITTEN)
def test_the_day_is_the_one_that_is_shown_or_none(shell, shown, day):
    row = SHELLS[shell] | {"id": f"{shell} {shown}", "script": "arabic", "charset": "utf-8", "extras": "short"}
    row |= {"shown": shown, "text": "3", "url": "https://example.org/a", "captured": ""}
    found = page_scores.extracted(compose.page(compose.sheet(row)), row)
    assert found is not None
    assert found["date"] == day
