"""``xewer demo``: the whole way once, on the shipped examples."""

from __future__ import annotations

import sqlite3

import pytest

from xewer.show.cli import main


def test_demo_fills_searches_and_stops(tmp_path, capsys):
    path = tmp_path / "demo" / "archive.db"
    with pytest.raises(SystemExit) as end:
        main(["demo", "--archive", str(path), "--no-serve"])
    out = capsys.readouterr().out
    assert not end.value.code
    assert "24 new" in out
    found = out.split("3. Three searches")[1]
    for form in ("كەلكۈندە", "يەر تەۋرەشتە", "ھۆكۈمىتى"):
        assert form in found, "an inflected form is found"
    assert path.stat().st_mode & 0o777 == 0o600
    with sqlite3.connect(path) as archive:
        assert archive.execute("SELECT count(*) FROM article").fetchone() == (24,)


def test_demo_twice_adds_nothing(tmp_path, capsys):
    path = tmp_path / "archive.db"
    for _ in range(2):
        with pytest.raises(SystemExit):
            main(["demo", "--archive", str(path), "--no-serve"])
    assert "0 new, 24 same" in capsys.readouterr().out


def test_demo_serves_and_says_where(tmp_path, capsys, monkeypatch):
    served = []
    monkeypatch.setattr(
        "xewer.show.web.serve",
        lambda path, *, host, port, announce: (served.append((host, port)), announce("http://here")),
    )
    with pytest.raises(SystemExit):
        main(["demo", "--archive", str(tmp_path / "a.db"), "--port", "8777"])
    assert served == [("127.0.0.1", 8777)]
    assert "http://here" in capsys.readouterr().out
