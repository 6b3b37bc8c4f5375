"""Sixty-six times kill -9 at a random moment of adding, indexing again or migrating: nothing acknowledged is lost.

The death of a process, not of the machine's power. The writer is a fork of this process, so that a kill costs
milliseconds and not another start of Python.
"""

from __future__ import annotations

import hashlib
import os
import random
import select
import signal
import time

import pytest

from xewer.archive.query import search
from xewer.archive.store import Archive
from xewer.archive.verify import verify
from xewer.model import Article

pytestmark = pytest.mark.skipif(not hasattr(os, "fork"), reason="no fork on this system")


def small(ident):
    text = f"پۇتىن بېيجىڭغا كەلدى {ident.replace('-', 'q')}"
    return Article(id=ident, text=text, sha256=hashlib.sha256(text.encode()).hexdigest(), published="2025-09-03")


def killed(work, wait):
    """Run ``work(say)`` in a process of its own, kill it after ``wait`` seconds from its first word; what it said."""
    read, write = os.pipe()
    child = os.fork()
    if not child:
        try:
            os.close(read)
            work(lambda word: os.write(write, f"{word}\n".encode()))
        finally:
            os._exit(0)
    os.close(write)
    select.select([read], [], [], 20)
    time.sleep(wait)
    os.kill(child, signal.SIGKILL)
    os.waitpid(child, 0)
    said = b""
    while piece := os.read(read, 65536):
        said += piece
    os.close(read)
    return said.decode().split("\n")[:-1]


def check(path, kept, *, whole):
    with Archive(path) as archive:
        ids = set(archive.ids())
        assert kept <= ids, "an acknowledged article is lost"
        total = archive.counts()["articles"]
        assert total == len(ids)
        assert search(archive, "putin", limit=1).total == total, "the index is not in step"
        assert archive.run("PRAGMA main.quick_check") == archive.run("PRAGMA ix.quick_check") == [("ok",)]
        archive.run("INSERT INTO ix.fts (fts) VALUES ('integrity-check')")
        halves = archive.run(
            "SELECT count(*) FROM article a LEFT JOIN version v USING (version) WHERE v.text IS NULL"
            " OR a.id NOT IN (SELECT article FROM audit)"
        )
        assert halves == [(0,)], "half an article is seen"
        for ident in sorted(kept)[-2:]:
            assert search(archive, ident.replace("-", "q")).total == 1
        if whole:
            assert verify(archive) == []
    return ids


@pytest.mark.parametrize("batch", [1, 4])
def test_killed_while_adding(tmp_path, batch):
    chance, kept, seen = random.Random(batch), set(), 0
    for turn in range(22):
        path = tmp_path / f"{turn // 11}.db"

        def work(say, path=path, turn=turn):
            with Archive(path) as archive:
                for n in range(1000):
                    with archive.batch():
                        ids = [f"r{turn}-{n}-{k}" for k in range(batch)]
                        for ident in ids:
                            archive.add(small(ident))
                    for ident in ids:
                        say(ident)

        if turn % 11 == 0:
            kept = set()
        kept |= set(killed(work, chance.random() * 0.05))
        seen += len(check(path, kept, whole=turn % 11 == 10))
    assert seen


def test_killed_while_indexing_again(tmp_path):
    path = tmp_path / "a.db"
    ids = {f"a-{n}" for n in range(60)}
    with Archive(path) as archive, archive.batch():
        for ident in ids:
            archive.add(small(ident))
    chance = random.Random(3)
    for turn in range(11):

        def work(say):
            with Archive(path) as archive:
                archive.run("UPDATE ix.doc SET analyser = 0")
                say("begun")
                archive.reindex()
                say("done")

        killed(work, chance.random() * 0.05)
        if turn % 3 == 0:
            path.with_name("a.index.db").unlink()  # lost altogether
        assert check(path, ids, whole=turn == 10) == ids


def test_killed_while_migrating(tmp_path, earlier):
    path = tmp_path / "a.db"
    ids = {f"a-{n}" for n in range(30)}
    with Archive(path) as archive, archive.batch():
        for ident in ids:
            archive.add(small(ident))
    chance = random.Random(4)
    for turn in range(11):
        with Archive(path) as archive:
            earlier(archive, 1)

        def work(say):
            say("begun")
            Archive(path).close()
            say("done")

        killed(work, chance.random() * 0.02)
        assert check(path, ids, whole=turn == 10) == ids
