"""Notes, corrections, tags and saved queries on the command line."""

from __future__ import annotations

import json

import pytest

TEXT = "title: سىناق\npublished: 2025-06-03\n\nپۇتىن سەيشەنبە كۈنى بېيجىڭغا كەلدى.\n"


@pytest.fixture
def ident(run, tmp_path, monkeypatch):
    monkeypatch.setenv("XEWER_ARCHIVE", str(tmp_path / "a.db"))
    (tmp_path / "a.txt").write_text(TEXT, encoding="utf-8")
    assert run("add", tmp_path / "a.txt")[0] == 0
    return json.loads(run("search", "putin", "--json")[1])["id"]


def test_notes_and_corrections(run, ident):
    assert run("note", ident, "ask again", "--at", "بېيجىڭغا")[:2] == (0, "note 1\n")
    assert run("correct", ident, "--published", "2024-01-02", "--author", "A")[0] == 0
    assert run("search", "putin", "--json")[1].count('"published": "2024-01-02"') == 1
    rows = [json.loads(line) for line in run("notes", "--json")[1].splitlines()]
    assert [(r["kind"], r["value"]) for r in rows] == [
        ("note", "ask again"),
        ("published", "2024-01-02"),
        ("author", "A"),
    ]
    assert run("notes", ident, "--csv")[1].startswith("n,article,kind,value")
    assert run("notes", "--drop", "2")[0] == 0
    assert "2025-06-03" in run("search", "putin")[1]
    fact = json.loads(run("facts", "--json", "--limit", "1")[1])
    assert run("correct", ident, "--wrong", fact["layer"], fact["start"])[0] == 0
    assert fact["text"] not in [json.loads(x)["text"] for x in run("facts", "--json")[1].splitlines()]


def test_tags(run, ident):
    assert run("tags", ident, "--add", "todo", "--add", "good")[1] == "good\t1\ntodo\t1\n"
    assert run("tags", ident, "--drop", "todo")[1] == "good\t1\n"


def test_saved_queries_tell_what_is_new(run, ident, tmp_path):
    assert run("saved", "visits", "--save", "putin")[0] == 0
    assert run("saved", "visits", "--json")[1] == ""
    (tmp_path / "b.txt").write_text(TEXT.replace("كەلدى", "باردى"), encoding="utf-8")
    run("add", tmp_path / "b.txt")
    for options, n in ((["--peek"], 1), ([], 1), ([], 0)):
        assert len(run("saved", "visits", "--json", *options)[1].splitlines()) == n
    assert "putin" in run("saved")[1]
    run("saved", "visits", "--drop")
    assert "putin" not in run("saved")[1]


def test_what_is_written_is_told_as_json_too(run, ident, tmp_path):
    def told(*argv):
        code, out, _ = run(*argv, "--json")
        assert code == 0
        return [json.loads(line) for line in out.splitlines()]

    assert [(r["n"], r["kind"], r["text"]) for r in told("note", ident, "why?", "--at", "بېيجىڭغا")] == [
        (1, "note", "بېيجىڭغا")
    ]
    both = told("correct", ident, "--published", "2024-01-02", "--author", "A")
    assert [(r["kind"], r["value"]) for r in both] == [("published", "2024-01-02"), ("author", "A")]
    assert told("notes", "--drop", "1") == [{"n": 1, "dropped": True}]
    copy, lines = tmp_path / "copy.db", tmp_path / "all.jsonl"
    (backup,) = told("backup", copy)
    assert backup == {"path": str(copy), "bytes": copy.stat().st_size, "articles": 1}
    run("export", "--out", lines)
    assert told("load", lines) == [{"new": 0, "same": 1, "updated": 0}]
    (gone,) = told("remove", ident, "--yes")
    assert (gone["id"], gone["removed"]) == (ident, True)
    assert told("load", lines) == [{"new": 1, "same": 0, "updated": 0}]


@pytest.mark.parametrize(
    "argv", [["correct", "x"], ["correct", "x", "--wrong", "events", "a"], ["tags", "--add", "x"], ["saved", "--drop"]]
)
def test_usage(run, argv):
    assert run(*argv)[0] == 2


def test_errors(run, ident):
    assert run("note", "none", "x")[0] == run("notes", "--drop", "9")[0] == run("saved", "none")[0] == 1


def test_another_archive_takes_everything_in(run, ident, tmp_path):
    run("tags", ident, "--add", "good")
    run("correct", ident, "--published", "2024")
    run("export", "--out", tmp_path / "all.jsonl")
    other = ("--archive", tmp_path / "other.db")
    assert run("load", tmp_path / "all.jsonl", *other)[1] == "1 new, 0 same, 0 updated\n"
    assert run("load", tmp_path / "all.jsonl", *other)[1] == "0 new, 1 same, 0 updated\n"
    assert run("tags", *other)[1] == "good\t1\n"
    assert json.loads(run("search", "date:2024", "--json", *other)[1])["id"] == ident
    (tmp_path / "bad.jsonl").write_bytes(b"\xff\xfe")
    assert run("load", tmp_path / "bad.jsonl", *other)[0] == 1
