from __future__ import annotations

import io
import json
from dataclasses import replace

import pytest

from xewer.archive import schema
from xewer.archive.export import export, load
from xewer.archive.facts import facts
from xewer.archive.query import search
from xewer.archive.remarks import correct, drop_remark, mark_wrong, note, remarks
from xewer.archive.saved import tag, tags
from xewer.archive.store import Archive
from xewer.archive.verify import verify
from xewer.errors import ArchiveError, InputError


@pytest.fixture
def filled(archive, visit):
    archive.add(visit())
    return archive


def test_a_correction_changes_order_search_and_ledger_and_keeps_the_version(filled, visit):
    n = correct(filled, "visit", "published", "2024-02-05")
    correct(filled, "visit", "source", "Weekly")
    assert filled.get("visit").published == "2024-02-05"
    assert filled.get("visit", corrected=False) == filled.get("visit", seq=1) == visit()
    assert search(filled, "date:2024-02").total == 1
    assert search(filled, "date:2025").total == 0
    assert search(filled, "source:weekly").total == 1
    assert {r.published for r in facts(filled)} == {"2024-02-05"}
    assert verify(filled) == []
    assert drop_remark(filled, n)
    assert search(filled, "date:2025").total == 1
    assert not drop_remark(filled, n)


def test_it_survives_another_reading_and_a_new_index(filled, visit):
    correct(filled, "visit", "author", "A. B.")
    correct(filled, "visit", "published", "2024")
    assert filled.add(visit()).status == "same"
    other = visit()
    assert filled.add(replace(other, events=other.events[:1])).status == "updated"
    assert (filled.get("visit").author, filled.get("visit").published) == ("A. B.", "2024")
    filled.close()
    filled.index_path.unlink()
    with Archive(filled.path) as again:
        assert search(again, "putin date:2024").total == 1
        assert verify(again) == []


def test_a_wrong_fact_leaves_the_ledger_until_it_is_taken_back(filled, visit):
    start = visit().events[0].start
    n = mark_wrong(filled, "visit", "events", start, why="denied elsewhere")
    assert [r.kind for r in facts(filled)] == ["said", "meet"]
    assert [r.kind for r in facts(filled, "putin")] == ["said", "meet"]
    filled.add(replace(visit(), title="other"))
    assert [r.kind for r in facts(filled)] == ["said", "meet"]
    drop_remark(filled, n)
    assert len(list(facts(filled))) == 3


def test_everything_is_exported_and_comes_back_once(filled, tmp_path):
    note(filled, "visit", "ask", at="600 كىشى")
    correct(filled, "visit", "published", "2024")
    tag(filled, "visit", "checked")
    out = io.StringIO()
    export(filled, "jsonl", out)
    with Archive(tmp_path / "other.db") as other:
        for _ in range(2):
            list(load(other, out.getvalue().splitlines()))
        assert [r[2:] for r in remarks(other)] == [r[2:] for r in remarks(filled)]
        assert tags(other, "visit") == {"checked": 1}
        assert other.get("visit") == filled.get("visit")
        assert search(other, "date:2024").total == 1
        again = io.StringIO()
        export(other, "jsonl", again)
    own, copy = json.loads(out.getvalue()), json.loads(again.getvalue())
    assert copy["kept"].pop("rows")[1][5] == "same"  # it was taken in twice
    assert own["kept"].pop("rows")
    assert copy == own


def test_removing_an_article_removes_what_was_said_of_it(filled):
    note(filled, "visit", "private")
    filled.remove("visit")
    assert remarks(filled) == []
    assert b"private" not in filled.path.read_bytes()


def test_what_cannot_be_said(filled):
    for call in (
        lambda: note(filled, "visit", " "),
        lambda: note(filled, "visit", "x", at="yoq"),
        lambda: correct(filled, "visit", "text", "x"),
        lambda: correct(filled, "visit", "published", "soon"),
        lambda: mark_wrong(filled, "visit", "events", 1),
        lambda: mark_wrong(filled, "visit", "words", 1),
    ):
        with pytest.raises(InputError):
            call()
    for call in (
        lambda: note(filled, "none", "x"),
        lambda: correct(filled, "none", "title", "x"),
        lambda: note(filled, "none", "x", at="y"),
    ):
        with pytest.raises(ArchiveError, match="no article"):
            call()
    assert remarks(filled) == []


def test_an_archive_of_the_first_schema_gets_the_table(tmp_path, visit, monkeypatch):
    monkeypatch.setattr(schema, "MIGRATIONS", schema.MIGRATIONS[:1])
    schema.connect(tmp_path / "old.db").close()
    monkeypatch.undo()
    with Archive(tmp_path / "old.db") as archive:
        archive.add(visit())
        assert note(archive, "visit", "kept") == 1
    assert (tmp_path / f"old.db.before-{len(schema.MIGRATIONS)}").exists()
