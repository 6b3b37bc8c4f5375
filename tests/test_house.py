"""The rules of the house that a linter does not know."""

from __future__ import annotations

import ast
import re
import subprocess
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[1]
SOURCES = sorted((ROOT / "src" / "xewer").rglob("*.py"))
# Letters and their marks are the subject of the other files.
WITHOUT_LETTERS = [p for p in SOURCES if p.parent.name != "text" and p.stem != "phonology"]
DATA = ROOT / "src" / "xewer" / "data"
BANNED = {"utils", "helpers", "common", "base", "manager", "misc"}
UYGHUR = re.compile(r"[\u0600-\u06ff]{4,}")


@pytest.mark.parametrize("path", SOURCES, ids=lambda p: str(p.relative_to(ROOT)))
def test_files_are_short_named_for_what_they_hold_and_quiet(path):
    text = path.read_text(encoding="utf-8")
    assert text.count("\n") <= 400, "longer than 400 lines"
    assert path.stem not in BANNED
    tree = ast.parse(text)
    calls = [n for n in ast.walk(tree) if isinstance(n, ast.Call) and isinstance(n.func, ast.Name)]
    if "show" not in path.parts:
        assert not any(c.func.id == "print" for c in calls), "prints outside show"
    for node in tree.body:
        if isinstance(node, ast.Assign | ast.AnnAssign | ast.Expr):
            opened = [c for c in ast.walk(node) if isinstance(c, ast.Call) and isinstance(c.func, ast.Name)]
            assert not any(c.func.id in {"open", "read_table", "read_yaml"} for c in opened), "opened at import"


@pytest.mark.parametrize("path", WITHOUT_LETTERS, ids=lambda p: str(p.relative_to(ROOT)))
def test_uyghur_words_live_in_data(path):
    """Words of the language are data; code may hold them in docstrings and comments only."""
    tree = ast.parse(path.read_text(encoding="utf-8"))
    docstrings = {
        id(n.body[0].value)
        for n in ast.walk(tree)
        if isinstance(n, ast.Module | ast.ClassDef | ast.FunctionDef) and n.body and isinstance(n.body[0], ast.Expr)
    }
    words = [
        n.value
        for n in ast.walk(tree)
        if isinstance(n, ast.Constant)
        and isinstance(n.value, str)
        and id(n) not in docstrings
        and UYGHUR.search(n.value)
    ]
    assert not words, words


def test_every_data_file_is_described():
    readme = (DATA / "README.md").read_text(encoding="utf-8")
    together = ("lexicon", "sources", "examples", "tagged")  # described as one
    paths = (p.relative_to(DATA) for p in DATA.rglob("*") if p.is_file() and p.name != "README.md")
    files = {f"{p.parts[0]}/" if p.parts[0] in together else p.as_posix() for p in paths}
    assert not [f for f in sorted(files) if f"`{f}" not in readme]


@pytest.mark.parametrize("path", sorted(DATA.rglob("*.tsv")), ids=lambda p: str(p.relative_to(DATA)))
def test_tables_are_tables(path):
    lines = path.read_text(encoding="utf-8").split("\n")
    width = len(lines[0].split("\t"))
    rows = [line for line in lines[1:] if line and line[0] != "#"]
    assert all(len(row.split("\t")) <= width for row in rows)
    assert len(rows) == len(set(rows)), "a row stands twice"


def test_nothing_names_a_machine_or_a_registry():
    tracked = subprocess.run(["git", "ls-files"], cwd=ROOT, capture_output=True, text=True, check=False).stdout.split(
        "\n"
    )
    pattern = re.compile(r"/(?:work|home|root)/\w|pypi\.org/simple|--index-url|extra-index|registry\.npmjs|deb\.debian")
    found = []
    for name in tracked:
        path = ROOT / name
        if name and path.suffix in {".py", ".md", ".toml", ".txt", ".yaml", ".yml", ".tsv", ""} and path.is_file():
            if name == "tests/test_house.py" or path.stat().st_size > 3_000_000:
                continue
            if pattern.search(path.read_text(encoding="utf-8", errors="replace")):
                found.append(name)
    assert not found
