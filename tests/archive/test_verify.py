from __future__ import annotations

import io
import json

import pytest

from xewer.archive.export import export, load
from xewer.archive.query import search
from xewer.archive.store import Archive
from xewer.archive.verify import verify
from xewer.errors import ArchiveError, InputError, QueryError


@pytest.fixture
def filled(archive, visit, make):
    archive.add(visit())
    archive.add(make("پۇتىن كەلدى.", "b", published="2024-01"))
    archive.add(make("ترامپ كەلدى.", "b", published="2024-01"))
    return archive


def test_a_sound_archive_has_no_problem(filled):
    assert verify(filled) == []


@pytest.mark.parametrize(
    ("damage", "word"),
    [
        ("UPDATE version SET text = 'x' || text WHERE article = 'visit'", "is not what was added"),
        ("UPDATE version SET title = 'x' WHERE seq = 2", "is not what was added"),
        ("UPDATE version SET data = x'00' WHERE seq = 2", "is not what was added"),
        ('UPDATE annotation SET "end" = "end" + 1', "are not what was read"),
        ("UPDATE version SET layers = x'' WHERE article = 'visit'", "is not what was added"),
        ('UPDATE fact SET "end" = "end" + 1', "the span does not give the text"),
        ("UPDATE audit SET article = 'other' WHERE n = 2", "chain is broken"),
        ("DELETE FROM audit WHERE n = 2", "chain is broken"),
        ("DELETE FROM audit WHERE n = 3", "does not know it"),
        ("DELETE FROM version WHERE seq = 1 AND article = 'visit'", "belongs to nothing"),
        ("DELETE FROM article WHERE id = 'b'", "belongs to nothing"),
        ("DELETE FROM ix.doc WHERE docid > 0", "not indexed"),
        ("UPDATE ix.doc SET analyser = 0", "earlier language data"),
        ("DELETE FROM article WHERE id = 'visit'", "gone but indexed"),
    ],
)
def test_damage_is_found(filled, damage, word):
    filled.run(damage)
    assert any(word in problem.what for problem in verify(filled)), verify(filled)
    assert all(problem.hint for problem in verify(filled))


def test_a_corrupted_page_is_found(filled):
    for n in range(30):
        filled.run("INSERT INTO tag VALUES (?, ?, '')", ("visit", f"{n}" + "t" * 1000))
    filled.close()
    raw = bytearray(filled.path.read_bytes())
    at = raw.rindex(b"t" * 900)
    raw[at // 4096 * 4096 : at // 4096 * 4096 + 4096] = b"\xff" * 4096
    filled.path.write_bytes(raw)
    try:
        with Archive(filled.path) as again:
            assert verify(again)
    except ArchiveError as error:
        assert error.hint  # noqa: PT017 - either refused with a hint, or opened and reported
    assert filled.path.read_bytes()[: at // 4096] == bytes(raw[: at // 4096])


def test_outdated_keys_are_made_again_at_the_next_opening(filled):
    filled.run("UPDATE ix.doc SET analyser = 0")
    assert filled.stale == 2
    assert filled.reindex() == 2
    assert filled.stale == 0
    filled.run("UPDATE ix.doc SET analyser = 0")
    filled.close()
    with Archive(filled.path) as again:
        assert again.stale == 0
        assert search(again, "putin").total == 1
        assert verify(again) == []


def test_json_lines_make_the_same_archive(filled, tmp_path):
    out = io.StringIO()
    assert export(filled, "jsonl", out) == 2
    with Archive(tmp_path / "other.db") as other:
        assert [a.status for a in load(other, out.getvalue().splitlines())] == ["new", "new"]
        again = io.StringIO()
        export(other, "jsonl", again)
        assert other.get("visit") == filled.get("visit")
    assert again.getvalue() == out.getvalue()
    assert [a.status for a in load(filled, out.getvalue().splitlines())] == ["same", "same"]


def test_a_query_chooses_what_is_exported(filled):
    out = io.StringIO()
    assert export(filled, "csv", out, query="putin") == 1
    lines = out.getvalue().splitlines()
    assert lines[0].startswith("id,published,title")
    assert lines[1].startswith("visit,2025-09-03")
    with pytest.raises(QueryError):
        export(filled, "csv", out, query="(")


def test_the_ledger_as_csv_and_json(filled):
    out = io.StringIO()
    assert export(filled, "facts-csv", out) == 3
    assert "Vladimir Putin" in out.getvalue()
    out = io.StringIO()
    assert export(filled, "facts-jsonl", out, query="béyjing") == 1
    assert json.loads(out.getvalue())["where"] == "Beijing"


def test_what_cannot_be_exported_or_loaded(filled):
    with pytest.raises(InputError, match="unknown format"):
        export(filled, "doc", io.StringIO())
    for line in ("{", "[]", "{}", '{"id": "1", "text": "x", "sha256": "", "times": [3]}'):
        with pytest.raises(InputError, match="line 2"):
            list(load(filled, ["", line]))
