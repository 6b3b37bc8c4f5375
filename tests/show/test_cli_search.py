"""`xewer search` with its options: context lines, facets, counts, batches, CSV."""

from __future__ import annotations

import csv
import io
import json

import pytest


@pytest.fixture
def filled(run, tmp_path, monkeypatch):
    monkeypatch.setenv("XEWER_ARCHIVE", str(tmp_path / "a.db"))
    for n, (day, text) in enumerate(
        [
            ("2025-06-03", "پۇتىن سەيشەنبە كۈنى بېيجىڭغا كەلدى. پۇتىننىڭ سۆزى ئۇزۇن بولدى."),
            ("2025-07-01", "ترامپ بۈگۈن جۇڭگو ھەققىدە سۆز قىلدى."),
        ]
    ):
        path = tmp_path / f"{n}.txt"
        path.write_text(f"title: =سىناق {n}\npublished: {day}\n\n{text}\n", encoding="utf-8")
        assert run("add", path)[0] == 0
    return tmp_path


def test_context_lines(run, filled):
    code, out, err = run("search", "putin", "--kwic", "--width", "20")
    assert code == 0
    assert [line[line.index("[") : line.index("]") + 1] for line in out.splitlines()] == ["[پۇتىن]", "[پۇتىننىڭ]"]
    assert "2 lines" in err
    for sort, hits in (("date", ["سۆز", "سۆزى"]), ("left", ["سۆزى", "سۆز"])):
        out = run("search", "söz", "--kwic", "--csv", "--sort", sort)[1]
        assert [r["hit"] for r in csv.DictReader(io.StringIO(out))] == hits


def test_facets_and_counts(run, filled):
    out = run("search", "putin OR tramp", "--facets")[1]
    assert "year\t2025\t2" in out
    assert "people\tVladimir Putin\t1" in out
    rows = [json.loads(line) for line in run("search", "putin OR tramp", "--counts", "month", "--json")[1].splitlines()]
    assert rows == [{"month": "2025-06", "articles": 1}, {"month": "2025-07", "articles": 1}]


def test_the_other_usage_is_offered(run, filled):
    _, out, err = run("search", "xitay")
    assert out == ""
    assert "--variants takes in" in err
    assert "[جۇڭگو]" in run("search", "xitay", "--variants")[1]


def test_a_batch_of_queries(run, filled):
    path = filled / "queries.csv"
    path.write_text("n,query\n1,putin\n2,(\n3,yoqsöz\n", encoding="utf-8")
    rows = list(csv.DictReader(io.StringIO(run("search", "--batch", path, "--csv")[1])))
    assert [(r["query"], r["total"], bool(r["id"]), bool(r["error"])) for r in rows] == [
        ("putin", "1", True, False),
        ("(", "0", False, True),
        ("yoqsöz", "0", False, False),
    ]
    assert rows[0]["title"].startswith("'=")  # no spreadsheet takes it for a formula


def test_options_that_exclude_each_other(run, filled):
    assert run("search", "x", "--kwic", "--facets")[0] == 2
    assert run("search")[0] == 2


def test_word_lists(run, filled):
    rows = [json.loads(line) for line in run("words", "putin", "--json", "--limit", "0")[1].splitlines()]
    assert next(r for r in rows if r["word"] == "پۇتىن")["times"] == 2
    assert run("words", "--pos", "NOUN", "--csv")[1].startswith("word,upos,times,articles,per_million")
    out = run("words", "tramp", "--against", "putin", "--least", "1", "--limit", "0", "--json")[1]
    key = {row["word"]: row for row in map(json.loads, out.splitlines())}
    assert (key["ترامپ"]["times"], key["ترامپ"]["other"]) == (1, 0)
    assert "پۇتىن" not in key
    assert run("words", "tramp", "--rest", "--csv")[1].startswith("word,upos,times,other,log_ratio")
    assert "سۆز" in run("collocates", "tramp", "--least", "1")[1]
    assert run("words", "--rest")[0] == 2


def test_words_without_quotation_marks_and_the_spot_of_an_error(run, filled):
    code, out, _ = run("search", "putin", "NOT", "tramp")
    assert code == 0
    assert "2025-06-03" in out
    assert "2025-07-01" not in out
    code, _, err = run("search", "putin", ")")
    assert code == 1
    assert "putin ⟪)⟫" in err


def test_versions_differences_and_twins(run, filled):
    path = filled / "0.txt"
    ident = json.loads(run("search", "putin", "--json")[1].splitlines()[0])["id"]
    code, out, _ = run("add", path, "--json")
    assert code == 0
    assert json.loads(out.splitlines()[-1])["same"] == 1
    assert len(run("show", ident, "--versions", "--json")[1].splitlines()) == 1
    assert run("show", ident, "--diff")[0] == 1
    assert run("show", ident, "--version", "7")[0] == 1
    assert run("twins", "--json")[:2] == (0, "")
    assert run("twins", "nobody")[0] == 1


def test_everything_found_is_written_whole(run, filled):
    for n in range(230):  # more than one piece of a stream
        (filled / f"more-{n}.txt").write_text(
            f"title: {n}\npublished: 2025-01-01\n\nبۈگۈن پۇتىن {n} قېتىم كەلدى.\n", "utf-8"
        )
    assert run("add", *sorted(filled.glob("more-*.txt")))[0] == 0
    lines = run("search", "putin", "--json", "--limit", "0")[1].splitlines()
    assert len({json.loads(line)["id"] for line in lines}) == 231
    assert len(list(csv.DictReader(io.StringIO(run("search", "putin", "--csv", "--limit", "0")[1])))) == 231
