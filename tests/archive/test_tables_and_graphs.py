"""Parquet read back by pyarrow, FollowTheMoney checked by its own library, and what is said where they are missing."""

from __future__ import annotations

import io
import json
import stat
import sys

import pytest

from xewer.archive.export import export, export_brat, export_parquet
from xewer.archive.facts import facts
from xewer.errors import MissingExtraError
from xewer.show.cli import main


@pytest.fixture
def filled(archive, visit, make):
    archive.add(visit())
    archive.add(make("پۇتىن كەلدى.", "b", title=chr(0xD800)))
    return archive


def test_parquet(filled):
    parquet = pytest.importorskip("pyarrow.parquet")
    out = io.BytesIO()
    assert export_parquet(filled, out) == 2
    rows = {row["id"]: row for row in parquet.read_table(io.BytesIO(out.getvalue())).to_pylist()}
    article = filled.get("visit")
    told = json.loads(json.dumps(article.to_dict()))
    row = rows["visit"]
    assert {k: row[k] for k in ("text", "published", "source", "sha256")} == {
        k: told[k] for k in ("text", "published", "source", "sha256")
    }
    for token, ours in zip(row["tokens"], told["tokens"], strict=True):
        assert [[s["form"], s["tag"]] for s in token.pop("segments")] == ours.pop("segments")
        assert token == ours
    for layer in ("entities", "times", "quantities"):
        assert row[layer] == told[layer]
    assert [e["actors"][0]["name"] for e in row["events"]] == ["Vladimir Putin"] * 2
    assert row["quotes"][0]["speaker"]["name"] == "Vladimir Putin"
    assert rows["b"]["title"] == "\ufffd"
    out = io.BytesIO()
    export_parquet(filled, out, query="date:2025", ledger=True)
    ledger = parquet.read_table(io.BytesIO(out.getvalue())).to_pylist()
    assert ledger == [row.to_dict() for row in facts(filled, "date:2025")]


def test_an_empty_archive_gives_an_empty_table(archive):
    parquet = pytest.importorskip("pyarrow.parquet")
    out = io.BytesIO()
    assert export_parquet(archive, out) == 0
    assert "events" in parquet.read_table(io.BytesIO(out.getvalue())).schema.names


def test_follow_the_money(filled):
    library = pytest.importorskip("followthemoney")
    out = io.StringIO()
    assert export(filled, "ftm", out) == 2
    entities = [json.loads(line) for line in out.getvalue().splitlines()]
    for entity in entities:
        proxy = library.model.get_proxy(entity, cleaned=False)  # checks the values again
        library.model.validate(entity) if hasattr(library.model, "validate") else None
        assert proxy.id == entity["id"]
        assert {k: sorted(v) for k, v in proxy.to_dict()["properties"].items()} == {
            k: sorted(v) for k, v in entity["properties"].items()
        }, "a value that the library does not take"
    by_id = {e["id"]: e for e in entities}
    document = by_id["xewer-visit"]
    assert document["schema"] == "Article"
    assert document["properties"]["publishedAt"] == ["2025-09-03"]
    assert document["properties"]["peopleMentioned"] == ["Vladimir Putin"]
    putin = next(e for e in entities if e["schema"] == "Person")
    assert putin["properties"]["wikidataId"] == ["Q7747"]
    mention = by_id["xewer-visit-m0-15"]
    assert mention["properties"]["resolved"] == [putin["id"]]
    event = by_id["xewer-visit-e0"]["properties"]
    assert (event["involved"], event["startDate"], event["location"]) == ([putin["id"]], ["2025-09-03"], ["Beijing"])
    assert event["proof"] == ["xewer-visit"]


@pytest.mark.parametrize(
    ("format_", "package", "line"),
    [("parquet", "pyarrow", "xewer[parquet]"), ("ftm", "followthemoney", "xewer[ftm]")],
)
def test_what_is_missing_is_named(filled, monkeypatch, capsys, tmp_path, format_, package, line):
    monkeypatch.setitem(sys.modules, package, None)
    with pytest.raises(MissingExtraError):
        export_parquet(filled, io.BytesIO()) if format_ == "parquet" else export(filled, format_, io.StringIO())
    with pytest.raises(SystemExit) as caught:
        main(["export", "--archive", str(filled.path), "--format", format_, "--out", str(tmp_path / "x")])
    assert caught.value.code == 1
    assert f'pip install "{line}"' in capsys.readouterr().err


def test_files_are_private(filled, tmp_path):
    for format_ in ("jsonl", "vrt", "facts-csv"):
        with pytest.raises(SystemExit):
            main(["export", "--archive", str(filled.path), "--format", format_, "--out", str(tmp_path / format_)])
    export_brat(filled, tmp_path / "brat")
    files = [p for p in tmp_path.rglob("*") if p.is_file() and p.suffix != ".db" and ".db-" not in p.name]
    assert len(files) == 7
    assert {stat.S_IMODE(p.stat().st_mode) for p in files} == {0o600}
    assert stat.S_IMODE((tmp_path / "brat").stat().st_mode) == 0o700
