"""Disks that are full, files that may not be written, pages that are torn: a clear message, and nothing made worse."""

from __future__ import annotations

import os
import resource
import subprocess
import sys

import pytest

from xewer.archive.query import search
from xewer.archive.store import Archive
from xewer.archive.verify import verify
from xewer.errors import ArchiveError

NOBODY = 65534
needs_fork = pytest.mark.skipif(not hasattr(os, "fork"), reason="no fork on this system")


def as_nobody(work):
    """Run ``work`` in a process that may write nothing of ours; what it says, or what it raised."""
    read, write = os.pipe()
    child = os.fork()
    if not child:
        try:
            os.close(read)
            if os.geteuid() == 0:
                os.setgid(NOBODY)
                os.setuid(NOBODY)
            said = str(work())
        except BaseException as error:
            said = f"{type(error).__name__}: {error} ({getattr(error, 'hint', '')})"
        os.write(write, said.encode())
        os._exit(0)
    os.close(write)
    with os.fdopen(read, "rb") as pipe:
        said = pipe.read().decode()
    os.waitpid(child, 0)
    return said


@pytest.fixture
def shelf(tmp_path, visit, make):
    """A closed archive of two articles in a folder that only its owner may write."""
    path = tmp_path / "shelf" / "archive.db"
    with Archive(path) as archive:
        archive.add(visit())
        archive.add(make("ترامپ كەلدى.", "2"))
    for folder in (tmp_path, *tmp_path.parents):
        if folder.owner() == tmp_path.owner():
            folder.chmod(folder.stat().st_mode | 0o011)
    for file in path.parent.iterdir():
        file.chmod(0o444)
    path.parent.chmod(0o555)
    yield path
    path.parent.chmod(0o755)
    for file in path.parent.iterdir():
        file.chmod(0o644)


def ask(path, query="putin"):
    with Archive(path, create=False) as archive:
        found = search(archive, query)
        return archive.read_only, found.total, [hit.snippet[a:b] for hit in found.hits for a, b in hit.spans]


@needs_fork
def test_a_read_only_archive_is_searched(shelf):
    before = {file.name: file.read_bytes() for file in shelf.parent.iterdir()}
    assert as_nobody(lambda: ask(shelf)) == str((True, 1, ["پۇتىن"]))
    assert {file.name: file.read_bytes() for file in shelf.parent.iterdir()} == before


@needs_fork
@pytest.mark.parametrize("damage", ["gone", "cut", "other"])
def test_a_read_only_archive_without_its_index_is_searched(shelf, damage):
    index = shelf.with_name("index.db")
    shelf.parent.chmod(0o755)
    index.chmod(0o644)
    if damage == "gone":
        index.unlink()
    else:
        index.write_bytes(index.read_bytes()[: index.stat().st_size // 2] if damage == "cut" else b"no database")
        index.chmod(0o444)
    shelf.parent.chmod(0o555)
    assert as_nobody(lambda: ask(shelf)) == str((True, 1, ["پۇتىن"]))


@needs_fork
def test_a_read_only_archive_says_that_it_is_not_written(shelf, make):
    article = make("شى كەلدى.", "3")

    def write():
        with Archive(shelf) as archive:
            archive.add(article)

    said = as_nobody(write)
    assert said.startswith("ArchiveError: the archive cannot be written")
    assert "check the rights" in said


@needs_fork
def test_a_read_only_archive_is_verified_and_copied(shelf, tmp_path):
    (tmp_path / "out").mkdir()
    (tmp_path / "out").chmod(0o777)

    def copy():
        with Archive(shelf, create=False) as archive:
            problems = verify(archive)
            archive.backup(tmp_path / "out" / "copy.db")
            return problems

    assert as_nobody(copy) == "[]"
    with Archive(tmp_path / "out" / "copy.db") as again:
        assert again.counts()["articles"] == 2


@pytest.mark.parametrize("cut", [0, 5000, 0.5, -4096, -1])
def test_a_truncated_index_is_made_again(archive, visit, cut):
    archive.add(visit())
    archive.close()
    raw = archive.index_path.read_bytes()
    archive.index_path.write_bytes(raw[: int(len(raw) * cut) if isinstance(cut, float) else cut])
    with Archive(archive.path) as again:
        assert search(again, "putin").total == 1
        assert verify(again) == []


def torn(path, marker):
    """Overwrite the page where some bytes stand."""
    raw = bytearray(path.read_bytes())
    at = raw.index(marker) // 4096 * 4096
    raw[at : at + 4096] = b"\xa5" * 4096
    path.write_bytes(raw)


def test_a_corrupted_page_of_the_index_is_told_and_the_archive_stays(archive, visit):
    archive.add(visit())
    archive.close()
    torn(archive.index_path, b"ladimir")
    before = archive.path.read_bytes()
    with Archive(archive.path) as again:
        with pytest.raises(ArchiveError, match="the search index is damaged") as caught:
            search(again, "putin")
        assert "delete it" in caught.value.hint
        assert any("index" in problem.where for problem in verify(again))
        assert again.get("visit") == visit()
    assert archive.path.read_bytes() == before
    archive.index_path.unlink()
    with Archive(archive.path) as again:
        assert search(again, "putin").total == 1


def test_a_corrupted_page_of_the_archive_is_told(archive, visit, make):
    for n in range(40):
        archive.add(make("پۇتىن بېيجىڭغا كەلدى. " * 9, f"a{n}", published="2025-01-01"))
    archive.close()
    torn(archive.path, "بېيجىڭغا".encode())
    before = archive.path.read_bytes()
    with Archive(archive.path) as again:
        assert any("backup" in problem.hint for problem in verify(again))
        with pytest.raises(ArchiveError, match="damaged") as caught:
            [again.get(ident) for ident in again.ids()]
        assert "backup" in caught.value.hint
    assert archive.path.read_bytes() == before


@needs_fork
def test_a_file_that_may_not_grow(tmp_path, visit, make):
    """As a full disk: what is written fails at any byte of either file."""
    path = tmp_path / "archive.db"
    with Archive(path) as archive:
        archive.add(visit())
    size = max(file.stat().st_size for file in tmp_path.iterdir())
    article = make("ترامپ كەلدى. " * 3000, "2")
    for room in (4096, 12_000, 20_000):

        def write(room=room):
            resource.setrlimit(resource.RLIMIT_FSIZE, (size + room, size + room))
            with Archive(path) as archive:
                archive.add(article)

        child = os.fork()
        if not child:
            code = 9
            try:
                write()
                code = 0
            except ArchiveError as error:
                code = 7 if error.hint else 8
            except BaseException:
                pass
            os._exit(code)
        assert os.waitstatus_to_exitcode(os.waitpid(child, 0)[1]) == 7, room
        with Archive(path) as archive:
            assert list(archive.ids()) == ["visit"]
            assert search(archive, "putin").total == 1
            assert verify(archive) == []


WRITER = """
import sys
from xewer.archive.store import Archive
from xewer.model import Article
with Archive(sys.argv[1]) as archive:
    for n in range(15):
        archive.add(Article(id=f"{sys.argv[2]}-{n}", text="پۇتىن كەلدى", sha256="", published="2025-09-03"))
"""


def test_two_writers_at_once_lose_nothing(tmp_path):
    path = tmp_path / "archive.db"
    Archive(path).close()
    writers = [subprocess.Popen([sys.executable, "-c", WRITER, str(path), name]) for name in "ab"]
    assert [writer.wait(timeout=120) for writer in writers] == [0, 0]
    with Archive(path) as archive:
        assert archive.counts()["articles"] == 30
        assert search(archive, "putin", limit=1).total == 30
        assert verify(archive) == []
