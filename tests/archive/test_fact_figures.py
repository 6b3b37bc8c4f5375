"""Figures side by side, the timeline, the orders of the ledger, and the ledger as a Parquet file."""

from __future__ import annotations

import json

import pytest

import xewer
from xewer.archive.fact_figures import figure_rows, figures
from xewer.archive.fact_timeline import timeline
from xewer.archive.facts import facts
from xewer.archive.store import Archive
from xewer.errors import MissingExtraError, QueryError

REPORTS = [
    ("2025-07-16", "پاكىستاننىڭ سىند ئۆلكىسىدىكى كەلكۈندە 43 ئادەم قازا قىلدى.", "Gezit"),
    ("2025-07-17", "سىند ئۆلكىسىدىكى كەلكۈندە ئۆلگەنلەرنىڭ سانى 51 گە يەتتى.", "Radio"),
    ("2025-07-17", "پاكىستان ھۆكۈمىتى سىند ئۆلكىسىدە 60 كىشىنىڭ ئۆلگەنلىكىنى ئېلان قىلدى.", "Axbarat"),
    ("2019-01-10", "سىند ئۆلكىسىدە يەر تەۋرەپ، 7 كىشى ئۆلدى.", "Gezit"),
    ("2025-07-18", "ياپونىيەدە يەر تەۋرەپ، 3 كىشى ئۆلدى.", "Radio"),
]


@pytest.fixture
def reports(tmp_path):
    with Archive(tmp_path / "a.db") as archive:
        for published, text, source in REPORTS:
            archive.add(xewer.read(text, published=published, source=source, script="arabic"))
        yield archive


def test_figures_for_one_thing_stand_together_newest_first(reports):
    first = figures(reports)[0]
    assert [(r.figure, r.as_of, r.source or r.medium) for r in first.rows] == [
        ("60", "2025-07-17", "Pakistan government"),
        ("51", "2025-07-17", "Radio"),
        ("43", "2025-07-16", "Gezit"),
    ]
    assert (first.kind, first.counted, first.verdict) == ("death", "people", "contradict")
    assert (first.least, first.most) == (43, 60)
    for row in first.rows:
        article = reports.get(row.article_id)
        assert article.text[row.start : row.end] == row.text


def test_other_years_and_other_places_stand_apart(reports):
    groups = figures(reports, kind="death")
    assert sorted(len(g.rows) for g in groups) == [1, 1, 3]
    assert {g.verdict for g in groups if len(g.rows) == 1} == {"single"}


def test_later_and_higher_is_a_change_not_a_contradiction(tmp_path):
    with Archive(tmp_path / "a.db") as archive:
        for published, text, source in REPORTS[:2]:
            archive.add(xewer.read(text, published=published, source=source, script="arabic"))
        assert [g.verdict for g in figures(archive)] == ["change"]
        assert figures(archive, "sind")[0].where == ("Sindh",)
        assert figures(archive, "moskwa") == []


def _verdicts(folder, texts, kind="death"):
    with Archive(folder / "a.db") as archive:
        for published, text in texts:
            archive.add(xewer.read(text, published=published, script="arabic"))
        return sorted((g.verdict, [r.figure for r in g.rows]) for g in figures(archive, kind=kind))


APART = {
    "a quake and a riot": [
        ("2025-07-16", "ياپونىيەدىكى يەر تەۋرەشتە 43 ئادەم قازا قىلدى."),
        ("2025-07-18", "ياپونىيەدىكى توقۇنۇشتا 90 ئادەم قازا قىلدى."),
    ],
    "two towns": [
        ("2025-07-16", "پاكىستاننىڭ لاھور شەھىرىدە كەلكۈن كېلىپ، 43 ئادەم قازا قىلدى."),
        ("2025-07-17", "پاكىستاننىڭ كاراچى شەھىرىدە كەلكۈن كېلىپ، 9 ئادەم قازا قىلدى."),
    ],
    "two days": [
        ("2025-07-20", "8-ئىيۇل كۈنى لوندوندا 3 كىشى ئۆلدى."),
        ("2025-07-20", "18-ئىيۇل كۈنى لوندوندا 7 كىشى ئۆلدى."),
    ],
}


@pytest.mark.parametrize("texts", APART.values(), ids=APART.keys())
def test_figures_of_two_occasions_stand_apart(texts, tmp_path):
    assert [verdict for verdict, _ in _verdicts(tmp_path, texts)] == ["single", "single"]


def test_who_sends_tents_tells_two_figures_apart(tmp_path):
    texts = [
        ("2025-07-16", "گېرمانىيە مالىغا 500 چېدىر ئەۋەتتى."),
        ("2025-07-17", "فرانسىيە مالىغا 3000 چېدىر ئەۋەتتى."),
        ("2025-07-18", "گېرمانىيە مالىغا 800 چېدىر ئەۋەتتى."),
    ]
    assert _verdicts(tmp_path, texts, "dispatch") == [("change", ["800", "500"]), ("single", ["3,000"])]


def test_percentages_of_different_things_are_not_compared(tmp_path):
    texts = [
        ("2025-07-16", "جۇڭگودا ئاشلىق باھاسى %8 ئۆستى."),
        ("2025-07-17", "جۇڭگودا ئىش ھەققى %3 ئۆستى."),
    ]
    assert {verdict for verdict, _ in _verdicts(tmp_path, texts, None)} == {"single"}


def test_at_least_and_later_more_is_a_change(tmp_path):
    texts = [
        ("2025-07-16", "ياپونىيەدىكى يەر تەۋرەشتە ئاز دېگەندە 38 ئادەم قازا قىلدى."),
        ("2025-07-18", "ياپونىيەدىكى يەر تەۋرەشتە 51 ئادەم قازا قىلدى."),
    ]
    assert _verdicts(tmp_path, texts) == [("change", ["51", "at least 38"])]


def test_a_heading_names_places_and_has_no_inflected_words(tmp_path):
    with Archive(tmp_path / "a.db") as archive:
        archive.add(xewer.read("لوندون شەھىرىدە ئۆي ئۆرۈلۈپ، كوچىدا 4 كىشى ئۆلدى.", published="2025-07-16"))
        assert [g.where for g in figures(archive, kind="death")] == [("London",)]


def test_figures_as_rows_and_as_json(reports):
    groups = figures(reports)
    rows = list(figure_rows(groups))
    assert len(rows) == sum(len(g.rows) for g in groups)
    assert {"group", "what", "verdict", "figure", "as_of", "article_id", "start", "end"} <= set(rows[0])
    assert json.loads(json.dumps(groups[0].to_dict()))["what"].startswith("death · people")


def test_the_timeline_runs_forward_and_tells_an_event_once(tmp_path):
    texts = [
        ("2025-09-04", "پۇتىن چارشەنبە كۈنى بېيجىڭغا كەلدى."),
        ("2025-09-05", "ۋىلادىمىر پۇتىن 3-سېنتەبىر كۈنى بېيجىڭغا كەلدى."),
        ("2025-09-05", "پۇتىن دۈشەنبە كۈنى ئاستاناغا كەلدى."),
        ("2025-09-06", "پۇتىن شى جىنپىڭغا رەھمەت ئېيتتى."),
    ]
    with Archive(tmp_path / "a.db") as archive:
        for published, text in texts:
            archive.add(xewer.read(text, published=published, script="arabic"))
        rows = list(timeline(archive, "putin"))
        assert [(r.first, r.fact.kind, len(r.also), r.dated) for r in rows] == [
            ("2025-09-01", "movement", 0, True),
            ("2025-09-03", "movement", 1, True),
            ("2025-09-06", "thanks", 0, False),
        ]
        assert [r.fact.kind for r in timeline(archive, "putin", dated=True)] == ["movement", "movement"]
        assert json.loads(json.dumps(rows[1].to_dict()))["also"][0]["article_id"] != rows[1].fact.article_id


@pytest.mark.parametrize(
    "order", ["newest", "oldest", "published", "who", "kind", "where", "figure", "source", "article"]
)
def test_every_order_gives_every_fact(reports, order):
    rows = list(facts(reports, order=order))
    assert sorted((r.article_id, r.start) for r in rows) == sorted((r.article_id, r.start) for r in facts(reports))
    if order == "figure":
        assert [r.least for r in rows if r.least is not None] == [60, 51, 43, 7, 3]
    if order == "oldest":
        assert rows[0].published == "2019-01-10"


def test_an_order_that_is_none_is_refused(reports):
    with pytest.raises(QueryError):
        list(facts(reports, order="colour"))


def test_facts_of_one_source_or_one_medium(reports):
    assert {r.kind for r in facts(reports, by="ھۆكۈمىتى")} == {"said", "death"}
    assert {r.published for r in facts(reports, source="Radio")} == {"2025-07-17", "2025-07-18"}


def test_a_statement_has_the_day_on_which_it_was_made():
    text = "پۇتىن دۈشەنبە كۈنى ئۇكرائىنانىڭ ئەتە ھۇجۇم قىلىدىغانلىقىنى ئېيتتى."
    from xewer.archive.fact_rows import fact_rows

    rows = fact_rows(xewer.read(text, published="2025-09-05", script="arabic"))
    said = next(r for r in rows if r.kind == "said")
    assert (said.who, said.earliest) == ("Vladimir Putin", "2025-09-01")
    assert said.gloss.startswith("said: Ukraine")


@pytest.mark.parametrize(
    ("text", "gloss"),
    [
        (
            "ترامپ: «بىز ئامېرىكىنىڭ مۇناسىپ ئىنكاسىنى كۆرمىدۇق» دېدى.",
            "said [United States · suitable · reaction · not see]",
        ),
        ("ترامپ: «ئۇلار لوندوندا 43 ئادەمنى قولغا ئالدى» دېدى.", "said: they arrested 43 people in London"),
    ],
)
def test_a_statement_tells_its_events_or_else_its_words(text, gloss):
    from xewer.archive.fact_rows import fact_rows

    (said,) = fact_rows(xewer.read(text, published="2025-09-05", script="arabic"), layers=["quotes"])
    assert said.gloss == gloss


def test_what_was_promised_stands_behind_the_line():
    from xewer.archive.fact_rows import fact_rows

    text = "ترامپ مەكتەپلەرگە ياردەم بېرىدىغانلىقىنى ۋەدە قىلدى."
    rows = {r.kind: r.gloss for r in fact_rows(xewer.read(text, published="2025-09-05", script="arabic"))}
    assert rows["promise"] == "Donald Trump promised [school · help]"


def test_the_ledger_as_a_parquet_file(reports, tmp_path):
    parquet = pytest.importorskip("pyarrow.parquet")
    from xewer.archive.fact_parquet import write_parquet

    rows = list(facts(reports))
    assert write_parquet(iter(rows), tmp_path / "facts.parquet") == len(rows)
    table = parquet.read_table(tmp_path / "facts.parquet")
    assert table.to_pylist() == [r.to_dict() for r in rows]
    assert str(table.schema.field("least").type) == "double"


def test_without_pyarrow_the_error_names_its_pip_line(monkeypatch, tmp_path):
    import sys

    from xewer.archive.fact_parquet import write_parquet

    monkeypatch.setitem(sys.modules, "pyarrow", None)
    with pytest.raises(MissingExtraError) as error:
        write_parquet([], tmp_path / "facts.parquet")
    assert 'pip install "xewer[parquet]"' in error.value.hint
