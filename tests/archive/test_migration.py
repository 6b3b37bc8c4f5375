"""Archives of earlier forms open as they are, and keep all that they held."""

from __future__ import annotations

import sqlite3
from dataclasses import replace

import pytest

from xewer.archive.facts import facts
from xewer.archive.query import search
from xewer.archive.remarks import note
from xewer.archive.store import Archive
from xewer.archive.verify import verify
from xewer.model import Article, Entity, Quote


@pytest.fixture
def filled(archive, visit, make):
    archive.add(visit())
    archive.add(make("پۇتىن كەلدى.", "b", published="2024-01"))
    archive.add(make("ترامپ كەلدى.", "b", published="2024-01"))
    odd = Article(id="odd", text=f"x{chr(0xD800)} پۇتىن", sha256="", title=chr(0xDFFF))
    own_words = (Entity(3, 8, 8, "Putin", "PERSON", "Putin"),)  # not what stands there
    archive.add(replace(odd, entities=own_words, quotes=(Quote(3, 8, "پۇتىن", True),)))
    return archive


@pytest.mark.parametrize("form", [1, 2])
def test_an_earlier_archive_is_brought_up_to_date(filled, earlier, form):
    articles = [filled.get(ident) for ident in filled.ids()]
    first, ledger = filled.get("b", seq=1), list(facts(filled))
    if form == 2:
        note(filled, "visit", "kept")
    earlier(filled, form)
    filled.close()
    with Archive(filled.path) as again:
        assert [again.get(ident) for ident in again.ids()] == articles
        assert again.get("b", seq=1) == first
        assert list(facts(again)) == ledger
        assert search(again, "putin").total == 2
        assert [p.what for p in verify(again)] == ["the span does not give the text"]  # of the entity above, as before
        assert again.add(articles[0]).status == "same"
    copy = filled.path.with_name("archive.db.before-3")
    with sqlite3.connect(copy) as plain:
        assert plain.execute("PRAGMA user_version").fetchone() == (form,)
        assert plain.execute("SELECT count(*) FROM annotation WHERE value <> ''").fetchone() > (5,)
    plain.close()


def test_names_are_rows_with_their_words(filled):
    rows = filled.run("SELECT text, kind, name FROM mark WHERE article = 'visit' AND layer = 'entities' ORDER BY n")
    assert rows == [("ۋىلادىمىر پۇتىن", "PERSON", "Vladimir Putin"), ("بېيجىڭغا", "GPE", "Beijing")]
