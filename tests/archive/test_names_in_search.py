"""English names and other spellings in a search: what the archive has learnt, what sounds alike, what is short for what."""

from __future__ import annotations

import pytest

from xewer.archive.query import search


@pytest.fixture
def filled(archive, make):
    """A name glossed once and written alone elsewhere; spellings; a country under two names; an unlinked surname."""
    bergman = "لۇئىس بېرگمان سۆزلىدى."
    archive.add(make(bergman, "glossed", names=[("لۇئىس بېرگمان", "PERSON", "Luis Bergman", None)]))
    archive.add(make("بېرگمان كەلدى.", "alone"))
    archive.add(make("دونالد ترامپ كەلدى.", "full", names=[("دونالد ترامپ", "PERSON", "Donald Trump", "Q22686")]))
    archive.add(make("ترامپ كەلدى.", "short", names=[("ترامپ", "PERSON", "Donald Trump", "Q22686")]))
    archive.add(make("تىرامپ كەلدى.", "spelt"))
    archive.add(make("ئەنگلىيە يېڭىلاندى.", "uk", names=[("ئەنگلىيە", "GPE", "United Kingdom", "iso3166:GB")]))
    archive.add(make("خىتاي يېڭىلاندى.", "cn", names=[("خىتاي", "GPE", "China", "iso3166:CN")]))
    return archive


def found(archive, query):
    return {hit.id for hit in search(archive, query).hits}


@pytest.mark.parametrize(
    ("query", "ids"),
    [
        ("Bergman", {"glossed", "alone"}),  # learnt from the article that gives both
        ("person:Bergman", {"glossed"}),  # only where it was read as a person
        ("Trump", {"full", "short", "spelt"}),
        ("Donald", {"full"}),  # the others do not say it
        ('"Donald Trump"', {"full", "short"}),  # linked to him
        ('person:"Donald Trump"', {"full", "short"}),
        ("ترامپ", {"full", "short", "spelt"}),
        ("=ترامپ", {"full", "short"}),
        ("tramp", {"full", "short", "spelt"}),
        ("UK", {"uk"}),
        ("U.K.", {"uk"}),
        ("Britain", {"uk"}),
        ("place:British", {"uk"}),
        ("Chinese", {"cn"}),
        ("place:iso3166:CN", {"cn"}),
        ("person:China", set()),
        ("Trumbo", set()),
    ],
)
def test_names(filled, query, ids):
    assert found(filled, query) == ids


def test_neighbours_by_sound_are_other_names(archive, make):
    archive.add(make("بريۇسسېل كەلدى.", "brussels", names=[("بريۇسسېل", "GPE", "Brussels", None)]))
    archive.add(make("مارات كەلدى.", "marat"))
    assert found(archive, "Brazil") == set()
    assert found(archive, "مۇرات") == set()
    assert "no article has event:flood" in search(archive, "event:flood").note


def test_what_was_taken_in_is_shown(filled):
    assert any("تىرامپ" in e.words for e in search(filled, "ترامپ").expansions)
    assert any("بېرگمان" in e.words for e in search(filled, "Bergman").expansions)
    assert search(filled, "=ترامپ").expansions == ()


def test_a_removed_name_is_forgotten(filled):
    filled.remove("glossed")
    filled.remove("alone")
    assert filled.run("SELECT count(*) FROM ix.name_word WHERE word LIKE '%ergman'") == [(0,)]
    assert filled.run("SELECT count(*) FROM ix.sound WHERE key LIKE '%ɛrgman'") == [(0,)]
    assert found(filled, "Bergman") == set()


def test_a_raised_stem_and_a_dictionary_form(archive, make):
    archive.add(make("ئۇ ئىشنى باشلىدى.", "begun"))
    archive.add(make("ئۇ كىتاب ئوقۇدى.", "read"))
    assert found(archive, "باشلى") == found(archive, "باشلا") == {"begun"}
    assert found(archive, "ئوقۇ") == {"read"}


def test_in_speech(archive, make):
    from dataclasses import replace

    from xewer.model import Quote

    text = "ئۇ: «پۇتىن كەلدى» دېدى. پۇتىن كەتتى."
    start, end = text.index("پۇتىن"), text.index("»")
    archive.add(replace(make(text), quotes=(Quote(start, end, text[start:end], True),)))
    assert found(archive, "quote:پۇتىن") == found(archive, 'quote:"putin kel"') == found(archive, "quote:pu*") == {"1"}
    assert found(archive, "quote:كەت") == found(archive, 'quote:"دېدى پۇتىن"') == set()
    hit = search(archive, "quote:كەلدى").hits[0]
    assert [hit.snippet[a:b] for a, b in hit.spans] == ["كەلدى"]
