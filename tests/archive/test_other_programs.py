"""The archive file opens in other programs: Python's own sqlite3, the sqlite3 shell, sqlite-utils, Datasette."""

from __future__ import annotations

import json
import shutil
import sqlite3
import subprocess
import sys
from pathlib import Path

import pytest

QUESTION = "SELECT a.id, f.who, f.did FROM article a JOIN fact f USING (docid) WHERE f.kind = 'visit'"


@pytest.fixture
def file(archive, visit):
    archive.add(visit())
    archive.close()
    return archive.path


def run(name, *argv):
    beside = str(Path(sys.executable).parent)  # where pip puts the programs of this environment
    program = shutil.which(name) or shutil.which(name, path=beside)
    if program is None:
        pytest.skip(f"{name} is not installed")
    done = subprocess.run([program, *map(str, argv)], capture_output=True, text=True, check=False, timeout=120)
    assert done.returncode == 0, done.stderr
    return done.stdout


def test_python(file):
    db = sqlite3.connect(file)
    try:
        assert db.execute(QUESTION).fetchall() == [("visit", "Vladimir Putin", "كەلدى")]
        assert db.execute("PRAGMA integrity_check").fetchall() == [("ok",)]
        kinds = {sql.split("(")[0].split()[1] for (sql,) in db.execute("SELECT sql FROM sqlite_master WHERE sql > ''")}
        assert "VIRTUAL" not in kinds  # one table that a program does not know bars the whole file
    finally:
        db.close()


def test_shell(file):
    assert run("sqlite3", file, QUESTION).strip() == "visit|Vladimir Putin|كەلدى"
    assert "remark" in run("sqlite3", file, ".tables").split()


def test_sqlite_utils(file):
    tables = {t["table"]: t["count"] for t in json.loads(run("sqlite-utils", "tables", file, "--counts"))}
    assert (tables["article"], tables["fact"]) == (1, 3)
    assert json.loads(run("sqlite-utils", file, QUESTION))[0]["who"] == "Vladimir Putin"


def test_datasette(file):
    answer = run("datasette", file, "--get", "/archive/article.json?_shape=array")
    assert [row["id"] for row in json.loads(answer)] == ["visit"]
    assert (
        json.loads(run("datasette", file, "--get", "/archive/fact.json?kind=visit&_shape=array"))[0]["did"] == "كەلدى"
    )
