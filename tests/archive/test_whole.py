"""Our own JSON lines give the same archive back, every table of it."""

from __future__ import annotations

import io
import json

import pytest

from xewer.archive.export import export, load
from xewer.archive.query import search
from xewer.archive.remarks import correct, drop_remark, mark_wrong, note
from xewer.archive.saved import news, save_query, tag
from xewer.archive.store import Archive
from xewer.archive.verify import verify
from xewer.errors import InputError
from xewer.model import Article


def tables(archive):
    names = [
        n
        for (n,) in archive.run("SELECT name FROM main.sqlite_master WHERE type = 'table' AND name NOT LIKE 'sqlite%'")
    ]
    return {name: archive.run(f"SELECT * FROM main.{name} ORDER BY 1, 2") for name in sorted(names)}


def written(archive, **how):
    out = io.StringIO()
    export(archive, "jsonl", out, **how)
    return out.getvalue()


@pytest.fixture
def lived_in(archive, visit, make):
    """An archive with a past: versions, corrections, notes, tags, a saved query, an article taken out."""
    archive.add(make("ئۆچۈرۈلگەن.", "gone", published="2025-09-03"))
    archive.add(visit(), origin="a.html")
    archive.add(make("پۇتىن كەلدى.", "b", published="2025-01"), origin="b.txt")
    archive.add(make("پۇتىن كەتتى.", "b", published="2025-02-03"))
    archive.add(Article(id="odd", text=f"x{chr(0xD800)} NUL\0", sha256="", title=chr(0xDFFF)))
    archive.add(visit("again"))
    archive.add(visit())
    correct(archive, "b", "published", "2025-03-01")
    drop_remark(archive, note(archive, "b", "wrong note"))
    note(archive, "visit", "ask the ministry", at="600 كىشى")
    mark_wrong(archive, "visit", "events", archive.get("visit").events[0].start)
    tag(archive, "visit", "checked")
    save_query(archive, "p", "putin")
    news(archive, "p")
    archive.remove("gone")
    return archive


def test_all_tables_come_back(lived_in, tmp_path):
    lines = written(lived_in).splitlines(keepends=True)
    with Archive(tmp_path / "copy.db") as copy:
        statuses = [added.status for added in load(copy, lines)]
        assert statuses == ["new"] * 4
        before, after = tables(lived_in), tables(copy)
        assert before.keys() == after.keys()
        for name in before:
            assert after[name] == before[name], name
        assert verify(copy) == []
        assert [h.id for h in search(copy, "putin").hits] == [h.id for h in search(lived_in, "putin").hits]
        assert [h.snippet for h in search(copy, "Beijing").hits] == [
            h.snippet for h in search(lived_in, "Beijing").hits
        ]
        assert written(copy) == "".join(lines)
        copy.add(Article(id="later", text="كەلدى", sha256=""))
        assert verify(copy) == []


def test_every_line_is_an_article(lived_in):
    assert [
        len(written(lived_in).splitlines()),
        {"id", "text", "events"} - json.loads(written(lived_in).splitlines()[-1]).keys(),
    ] == [
        4,
        set(),
    ]


def test_an_archive_that_was_emptied(archive, make, tmp_path):
    archive.add(make("پۇتىن كەلدى.", "gone"))
    archive.remove("gone")
    with Archive(tmp_path / "copy.db") as copy:
        assert list(load(copy, written(archive).splitlines())) == []
        assert tables(copy) == tables(archive)
        assert verify(copy) == []


def test_a_part_has_a_chain_of_its_own(lived_in, tmp_path):
    lines = written(lived_in, query="date:2025-09").splitlines(keepends=True)
    with Archive(tmp_path / "part.db") as part:
        assert {added.id for added in load(part, lines)} == {"visit", "again"}
        assert verify(part) == []
        assert search(part, "putin").total == 2


def test_an_archive_in_use_takes_the_articles_in(lived_in, tmp_path, make):
    with Archive(tmp_path / "used.db") as used:
        used.add(make("ترامپ كەلدى.", "own"))
        assert {added.status for added in load(used, written(lived_in).splitlines())} == {"new"}
        assert {added.status for added in load(used, written(lived_in).splitlines())} == {"same"}
        assert used.counts()["articles"] == 5
        assert verify(used) == []


def test_a_line_of_another_kind(tmp_path):
    with Archive(tmp_path / "a.db") as archive:
        for line in ("[1]", '{"id": 1}', "{", '{"rows": [["article", 1]]}', '{"rows": 1}'):
            with pytest.raises(InputError, match="line 1"):
                list(load(archive, [line]))
        assert archive.counts()["articles"] == 0
