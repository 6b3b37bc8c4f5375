from __future__ import annotations

import os
import sqlite3
import stat
import string
import subprocess
import sys
import tempfile
import threading
from pathlib import Path

import apsw
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from xewer.archive import schema
from xewer.archive.packing import article_from_dict
from xewer.archive.query import search
from xewer.archive.store import Archive
from xewer.archive.verify import verify
from xewer.errors import ArchiveError
from xewer.model import Article

SURROGATE = chr(0xD800)


def test_what_is_added_comes_back_equal(archive, visit):
    article = visit()
    assert archive.add(article) == ("visit", "new")
    assert archive.get("visit") == article
    assert archive.get("nobody") is None


def test_adding_the_same_again_changes_nothing(archive, visit):
    archive.add(visit())
    assert archive.add(visit()).status == "same"
    assert len(archive.versions("visit")) == 1


def test_a_changed_text_is_a_new_version_and_the_old_one_stays(archive, make):
    first, second = make("پۇتىن كەلدى."), make("ترامپ كەلدى.")
    archive.add(first)
    assert archive.add(second).status == "updated"
    assert archive.get("1") == second
    assert archive.get("1", seq=1) == first
    assert [v.seq for v in archive.versions("1")] == [1, 2]
    assert search(archive, "putin").total == 0
    assert search(archive, "تىرامپ OR ترامپ").total == 1


def test_a_corrected_date_moves_the_article(archive, make):
    archive.add(make("پۇتىن", "a", published="2025-01-01"))
    archive.add(make("پۇتىن", "b", published="2025-01-02"))
    archive.add(make("پۇتىن", "c"))
    assert list(archive.ids()) == ["b", "a", "c"]
    archive.add(make("پۇتىن", "c", published="2026-01-01"))
    assert list(archive.ids()) == ["c", "b", "a"]
    assert [hit.id for hit in search(archive, "putin").hits] == ["c", "b", "a"]
    assert verify(archive) == []


def test_lone_surrogates_survive(archive):
    article = Article(id="1", text=f"پۇتىن{SURROGATE} كەلدى", sha256="", title=SURROGATE)
    archive.add(article)
    assert archive.get("1") == article
    assert search(archive, "putin").total == 1


@settings(max_examples=40, deadline=None)
@given(st.text(st.characters(), max_size=80), st.text(st.characters(), max_size=20))
def test_any_text_can_be_kept(text, title):
    article = Article(id="1", text=text, sha256="", title=title, published=title)
    with tempfile.TemporaryDirectory() as folder, Archive(Path(folder) / "a.db") as archive:
        archive.add(article)
        assert archive.get("1") == article
        assert verify(archive) == []


def test_an_article_comes_back_from_its_json(visit):
    article = visit()
    again = article_from_dict(article.to_dict())
    assert again.to_dict() == article.to_dict()
    assert again.events == article.events
    assert again.tokens == article.tokens


def test_files_are_private(tmp_path, visit):
    with Archive(tmp_path / "deep" / "archive.db") as archive:
        archive.add(visit())
        modes = {p.name: stat.S_IMODE(p.stat().st_mode) for p in (tmp_path / "deep").iterdir()}
    assert {"archive.db", "archive.db-wal", "index.db", "index.db-wal"} <= set(modes)
    assert set(modes.values()) == {0o600}


def test_plain_sqlite_reads_the_archive_file(archive, visit):
    archive.add(visit())
    with sqlite3.connect(archive.path) as plain:
        assert plain.execute("SELECT who, \"where\" FROM fact WHERE kind = 'visit'").fetchall() == [
            ("Vladimir Putin", "Beijing")
        ]
        tables = [name for (name,) in plain.execute("SELECT name FROM sqlite_master WHERE type = 'table'")]
        assert all(plain.execute(f"SELECT count(*) FROM {t}").fetchone() for t in tables)
        assert plain.execute("PRAGMA user_version").fetchone() == (len(schema.MIGRATIONS),)
    plain.close()


def test_a_removed_article_is_gone_from_both_files(archive, make):
    archive.add(make("غەلىتەسۆز كەلدى", "x"), origin="secret-path")
    archive.add(make("پۇتىن كەلدى", "y"))
    assert archive.remove("x")
    assert not archive.remove("x")
    assert archive.get("x") is None
    assert search(archive, "غەلىتەسۆز").total == 0
    raw = b"".join(p.read_bytes() for p in archive.path.parent.iterdir())
    assert "غەلىتەسۆز".encode() not in raw
    assert b"secret-path" not in raw
    assert "ʁelitesøz".encode() not in raw
    assert b"elites" not in raw
    assert "پۇتىن".encode() in raw
    assert search(archive, "putin").total == 1
    assert verify(archive) == []


def test_a_lost_or_damaged_index_is_made_again(archive, make):
    archive.add(make("پۇتىن كەلدى"))
    archive.close()
    for damage in (b"", b"not a database" * 100, None):
        for name in ("index.db-wal", "index.db-shm"):
            (archive.path.parent / name).unlink(missing_ok=True)
        if damage is None:
            archive.index_path.unlink()
        else:
            archive.index_path.write_bytes(damage)
        with Archive(archive.path) as again:
            assert search(again, "putin").total == 1
            assert verify(again) == []


def test_an_index_of_another_archive_is_not_believed(tmp_path, make):
    with Archive(tmp_path / "a" / "archive.db") as one, Archive(tmp_path / "b" / "archive.db") as two:
        one.add(make("پۇتىن كەلدى", "1", published="2025-01-01"))
        two.add(make("ترامپ كەلدى", "1", published="2025-01-01"))
    (tmp_path / "b" / "index.db").write_bytes((tmp_path / "a" / "index.db").read_bytes())
    with Archive(tmp_path / "b" / "archive.db") as two:
        assert search(two, "putin").total == 0
        assert search(two, "ترامپ").total == 1


def test_backup_opens_as_an_archive(archive, tmp_path, visit):
    archive.add(visit())
    copy = archive.backup(tmp_path / "copy.db")
    assert stat.S_IMODE(copy.stat().st_mode) == 0o600
    with pytest.raises(ArchiveError):
        archive.backup(copy)
    with Archive(copy) as again:
        assert again.get("visit") == visit()
        assert search(again, "putin").total == 1


def test_a_failed_batch_leaves_nothing(archive, make):
    def fail():
        with archive.batch():
            archive.add(make("پۇتىن كەلدى"))
            raise RuntimeError

    with pytest.raises(RuntimeError):
        fail()
    assert archive.counts()["articles"] == 0
    assert search(archive, "putin").total == 0
    assert archive.add(make("پۇتىن كەلدى")).status == "new"


def test_no_archive_and_no_leave_to_make_one(tmp_path):
    with pytest.raises(ArchiveError, match="no archive"):
        Archive(tmp_path / "none.db", create=False)


@pytest.mark.parametrize("content", [b"hello, this is text", b"SQLite format 3\x00" + b"\xff" * 4096])
def test_what_is_no_archive_is_refused_and_left_alone(tmp_path, content):
    path = tmp_path / "archive.db"
    path.write_bytes(content)
    with pytest.raises(ArchiveError):
        Archive(path)
    assert path.read_bytes() == content


def test_another_programs_database_is_refused(tmp_path):
    path = tmp_path / "archive.db"
    with sqlite3.connect(path) as other:
        other.execute("CREATE TABLE theirs (x)")
    other.close()
    before = path.read_bytes()
    with pytest.raises(ArchiveError, match="another program"):
        Archive(path)
    assert path.read_bytes() == before


def test_a_newer_archive_is_refused(archive):
    archive.db.execute("PRAGMA user_version = 99")
    archive.close()
    with pytest.raises(ArchiveError, match="newer") as caught:
        Archive(archive.path)
    assert "update" in caught.value.hint


def test_a_folder_that_cannot_be_made(tmp_path):
    (tmp_path / "file").write_text("x")
    with pytest.raises(ArchiveError, match="not a file"):
        Archive(tmp_path / "file" / "archive.db")
    with pytest.raises(ArchiveError, match="not a file"):
        Archive(tmp_path)


@pytest.mark.skipif(not hasattr(os, "geteuid") or os.geteuid() == 0, reason="root may write everywhere")
def test_an_unwritable_folder(tmp_path):
    tmp_path.chmod(0o500)
    try:
        with pytest.raises(ArchiveError, match="cannot be made"):
            Archive(tmp_path / "archive.db")
    finally:
        tmp_path.chmod(0o700)


def test_a_locked_archive_says_so_and_reading_goes_on(archive, make, monkeypatch):
    archive.add(make("پۇتىن كەلدى"))
    with Archive(archive.path) as second:
        second.db.set_busy_timeout(1)
        with archive.batch():
            archive.add(make("ترامپ كەلدى", "2"))
            with pytest.raises(ArchiveError, match="in use"):
                second.add(make("شى كەلدى", "3"))
            assert search(second, "كەلدى").total == 1
        assert second.add(make("شى كەلدى", "3")).status == "new"
        assert search(archive, "كەلدى").total == 3


def test_migration_keeps_a_copy(archive, visit, monkeypatch):
    archive.add(visit())
    archive.close()
    monkeypatch.setattr(schema, "MIGRATIONS", [*schema.MIGRATIONS, "CREATE TABLE later (x TEXT) STRICT;"])
    with Archive(archive.path) as again:
        assert again.run("SELECT count(*) FROM later") == [(0,)]
        assert again.get("visit") == visit()
    copy = archive.path.with_name(f"archive.db.before-{len(schema.MIGRATIONS)}")
    assert stat.S_IMODE(copy.stat().st_mode) == 0o600
    with sqlite3.connect(copy) as plain:
        assert plain.execute("PRAGMA user_version").fetchone() == (len(schema.MIGRATIONS) - 1,)
    plain.close()


def test_a_failed_migration_changes_nothing(archive, visit, monkeypatch):
    archive.add(visit())
    archive.close()
    with monkeypatch.context() as patch:
        patch.setattr(schema, "MIGRATIONS", [*schema.MIGRATIONS, "CREATE TABLE later (x TEXT); SELECT nonsense;"])
        with pytest.raises(apsw.SQLError):
            Archive(archive.path)
    with Archive(archive.path) as again:
        assert again.run("SELECT name FROM sqlite_master WHERE name = 'later'") == []
        assert again.get("visit") == visit()


def test_a_full_disk_changes_nothing(archive, make):
    archive.add(make("پۇتىن كەلدى."))
    pages = archive.run("PRAGMA main.page_count")[0][0]
    archive.run(f"PRAGMA main.max_page_count = {pages + 3}")
    with pytest.raises(ArchiveError, match="full"):
        archive.add(make("ترامپ كەلدى. " * 4000, "2"))
    archive.run("PRAGMA main.max_page_count = 1000000")
    assert list(archive.ids()) == ["1"]
    assert verify(archive) == []
    assert archive.add(make("ترامپ كەلدى. " * 10, "2")).status == "new"


def test_threads_take_turns(archive, make):
    failures = []

    def read():
        try:
            for _ in range(10):
                assert search(archive, "putin").total >= 1
                assert len(list(archive.ids())) >= 1
        except Exception as error:
            failures.append(error)

    archive.add(make("پۇتىن كەلدى.", "0"))
    readers = [threading.Thread(target=read) for _ in range(4)]
    for reader in readers:
        reader.start()
    for n in range(10):
        archive.add(make(f"پۇتىن كەلدى. {n}", str(n)))
    for reader in readers:
        reader.join()
    assert failures == []
    assert search(archive, "putin").total == 10


@pytest.mark.parametrize("ident", ["", SURROGATE])
def test_an_id_that_cannot_be_kept(archive, ident):
    with pytest.raises(ArchiveError):
        archive.add(Article(id=ident, text="x", sha256=""))
    assert archive.get(SURROGATE) is None


WRITER = """
import sys
from xewer.archive.store import Archive
from xewer.model import Article
with Archive(sys.argv[1]) as archive:
    for n in range(100000):
        ident = f"{sys.argv[2]}-{n}"
        archive.add(Article(id=ident, text=f"پۇتىن {ident.replace('-', 'q')}", sha256="", published="2025-09-03"))
        print(ident, flush=True)
"""


def test_kill_at_any_moment_loses_nothing(tmp_path):
    path = tmp_path / "archive.db"
    kept = []
    for run, wanted in enumerate((1, 3, 7, 18, 40)):
        process = subprocess.Popen(
            [sys.executable, "-c", WRITER, str(path), f"r{run}"], stdout=subprocess.PIPE, text=True
        )
        for _ in range(wanted):
            kept.append(process.stdout.readline().strip())
        process.kill()
        kept += [line for line in process.stdout.read().split("\n")[:-1] if line]
        process.wait()
        process.stdout.close()
        with Archive(path) as archive:
            assert verify(archive) == []
            assert set(kept) <= set(archive.ids())
            assert all(search(archive, i.replace("-", "q")).total == 1 for i in kept[-2:])
            assert search(archive, "putin").total == archive.counts()["articles"]
    assert all(c in string.printable for c in kept[0])
