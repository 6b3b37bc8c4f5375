"""``xewer facts``: orders and filters, figures side by side, the timeline, a file for other programs."""

from __future__ import annotations

import csv
import io
import json

import pytest

TEXTS = {
    "one.txt": "title: بىرىنچى\npublished: 2025-07-16\nsource: Gezit\n\n"
    "پاكىستاننىڭ سىند ئۆلكىسىدىكى كەلكۈندە 43 ئادەم قازا قىلدى، 100 دىن ئارتۇق ئادەم يارىلاندى.",
    "two.txt": "title: ئىككىنچى\npublished: 2025-07-17\nsource: Radio\n\n"
    "سىند ئۆلكىسىدىكى كەلكۈندە ئۆلگەنلەرنىڭ سانى 51 گە يەتتى.\n\nپۇتىن دۈشەنبە كۈنى بېيجىڭغا كەلدى.",
}


@pytest.fixture
def filled(run, tmp_path):
    for name, text in TEXTS.items():
        (tmp_path / name).write_text(text, encoding="utf-8")
        assert run("add", str(tmp_path / name))[0] == 0
    return run


def test_figures_stand_side_by_side(filled):
    code, out, err = filled("facts", "--figures", "sindh")
    assert code == 0
    lines = out.splitlines()
    first = next(i for i, line in enumerate(lines) if line.startswith("death · people"))
    assert "later figures are higher" in lines[first]
    assert [line.split("\t")[:3] for line in lines[first + 2 : first + 4]] == [
        ["51", "2025-07-17", "Radio"],
        ["43", "2025-07-16", "Gezit"],
    ]
    assert "2 things counted" in err


def test_figures_as_json_and_csv(filled):
    groups = [json.loads(line) for line in filled("facts", "--figures", "--json")[1].splitlines()]
    assert groups[0]["verdict"] == "change"
    assert [row["least"] for row in groups[0]["rows"]] == [51, 43]
    rows = list(csv.DictReader(io.StringIO(filled("facts", "--figures", "--csv")[1])))
    assert {row["what"] for row in rows} == {group["what"] for group in groups}


def test_the_timeline_is_in_order_of_time(filled):
    rows = [json.loads(line) for line in filled("facts", "--timeline", "--json")[1].splitlines()]
    days = [row["first"] for row in rows]
    assert days == sorted(days)
    assert {"first", "last", "dated", "also", "gloss", "start", "end"} <= set(rows[0])
    assert "2025-07-14" in days
    assert filled("facts", "--timeline", "putin")[1].splitlines()[1].startswith("2025-07-14\t2025-07-14\tmovement")


def test_orders_and_filters(filled):
    rows = [json.loads(line) for line in filled("facts", "--sort", "figure", "--json")[1].splitlines()]
    figures = [row["least"] for row in rows if row["least"] is not None]
    assert figures == sorted(figures, reverse=True)
    assert {json.loads(x)["published"] for x in filled("facts", "--source", "Radio", "--json")[1].splitlines()} == {
        "2025-07-17"
    }
    assert filled("facts", "--sort", "colour")[0] == 2
    assert filled("facts", "--figures", "--timeline")[0] == 2


def test_a_fact_without_a_day_shows_that_of_its_article(filled):
    rows = [line.split("\t") for line in filled("facts", "--kind", "death")[1].splitlines()[1:]]
    assert [row[0] for row in rows] == ["(2025-07-17)", "(2025-07-16)"]
    assert [json.loads(x)["when"] for x in filled("facts", "--kind", "death", "--json")[1].splitlines()] == [None, None]


def test_what_cannot_be_is_refused_and_an_empty_answer_told_why(filled, tmp_path):
    code, _, err = filled("facts", "--since", "2025-08", "--until", "2025-07")
    assert (code, "2025-08 is after 2025-07" in err) == (1, True)
    assert filled("facts", "--figures", "--sort", "who")[0] == 2
    assert filled("facts", "--parquet", str(tmp_path / "x.parquet"), "--csv")[0] == 2
    code, _, err = filled("facts", "--parquet", str(tmp_path / "none" / "x.parquet"))
    assert (code, "no such folder" in err) == (1, True)
    code, _, err = filled("facts", "putin", "--kind", "death")
    assert (code, "0 facts" in err, "there are facts without --kind or without those words" in err) == (0, True, True)


def test_a_parquet_file(filled, tmp_path):
    parquet = pytest.importorskip("pyarrow.parquet")
    code, _, err = filled("facts", "--parquet", str(tmp_path / "facts.parquet"))
    assert code == 0
    assert parquet.read_table(tmp_path / "facts.parquet").num_rows == int(err.split()[0])


def test_a_kind_that_does_not_exist_is_told_with_those_that_do(filled):
    code, out, err = filled("facts", "--kind", "deth")
    assert (code, out) == (1, "")
    assert "no such kind of fact: deth" in err
    assert "did you mean death" in err
    assert "said" in err
    assert filled("facts", "--kind", "election")[0] == 0  # there is such a kind, but no such fact
