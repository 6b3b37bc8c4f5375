from __future__ import annotations

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from xewer.archive.query import concordance, counts_over_time, facets, search
from xewer.archive.query_language import And, Date, Leaf, Near, Not, Or, parse
from xewer.archive.snippets import snippet
from xewer.archive.store import Archive
from xewer.errors import QueryError
from xewer.model import Article
from xewer.text.scripts import convert


@pytest.fixture
def filled(archive, make, visit):
    """Four articles: three scripts, one without date."""
    text = "رۇسىيە پرېزىدېنتى ۋىلادىمىر پۇتىننىڭ سۆزى ئېلان قىلىندى. شىمالىي كورېيەنىڭ رەھبىرى بېيجىڭغا كەلدى."
    names = [
        ("رۇسىيە", "GPE", "Russia", "Q159"),
        ("ۋىلادىمىر پۇتىننىڭ", "PERSON", "Vladimir Putin", "Q7747"),
        ("شىمالىي كورېيەنىڭ", "GPE", "North Korea", "Q423"),
    ]
    archive.add(make(text, "arabic", names=names, published="2025-09-03", title="يېڭى خەۋەر", source="Erkin Asiya"))
    archive.add(
        make(
            "Putinning sözi élan qilindi. BBC xewer qildi.",
            "latin",
            published="2024-02-01",
            url="https://www.example.org/1",
        )
    )
    archive.add(make("Путинниң сөзи елан қилинди.", "cyrillic"))
    archive.add(visit())
    return archive


def found(archive, query, **how):
    return {hit.id for hit in search(archive, query, **how).hits}


EVERY = {"arabic", "latin", "cyrillic", "visit"}


@pytest.mark.parametrize("query", ["پۇتىن", "putin", "путин", "Putin", "پۇتىننىڭ", "Putinning", "Путинниң", "PUTIN"])
def test_any_script_and_any_ending_finds_all(filled, query):
    assert found(filled, query) == EVERY
    assert found(filled, query, rank=True) == EVERY


@pytest.mark.parametrize(
    ("query", "ids"),
    [
        ("=پۇتىن", {"visit"}),
        ("=putinning", {"arabic", "latin", "cyrillic"}),
        ('"putin söz"', {"arabic", "latin", "cyrillic"}),
        ('"söz putin"', set()),
        ("NEAR(putin élan, 1)", {"arabic", "latin", "cyrillic"}),
        ("NEAR(wiladimir élan, 1)", set()),
        ("NEAR(élan, wiladimir, 2)", {"arabic"}),
        ("NEAR(élan, wiladimir, 1)", set()),
        ("NEAR(putin (a))", None),
        ("putin AND kel", {"arabic", "visit"}),
        ("kel söz", {"arabic"}),
        ("koréye OR BBC", {"arabic", "latin"}),
        ("putin NOT söz", {"visit"}),
        ("putin -söz", {"visit"}),
        ("-söz", {"visit"}),
        ("NOT (söz OR kel)", set()),
        ("(koréye OR BBC) söz", {"arabic", "latin"}),
        ("wilad*", {"arabic", "visit"}),
        ("پۇ*", EVERY),
        ("puten~", EVERY),
        ("BBC", {"latin"}),
        ("lemma:söz", {"arabic", "latin", "cyrillic"}),
        ("title:putin", {"visit"}),
        ("title:(xewer OR putin)", {"arabic", "visit"}),
        ("quote:körüsh", {"visit"}),
        ("quote:putin", set()),
        ("date:2025", {"arabic", "visit"}),
        ("date:2024-01..2024-03", {"latin"}),
        ("date:..2024-12-31", {"latin"}),
        ("putin NOT date:2025", {"latin", "cyrillic"}),
        ("date:2024 OR place:Beijing", {"latin", "visit"}),
        ("person:putin", {"arabic", "visit"}),
        ("person:پۇتىننى", {"arabic", "visit"}),
        ('person:"Vladimir Putin"', {"arabic", "visit"}),
        ("person:Q7747", {"arabic", "visit"}),
        ("person:beijing", set()),
        ("place:Beijing", {"visit"}),
        ("place:koréye", {"arabic"}),
        ('place:"North Korea"', {"arabic"}),
        ("place:Kor*", {"arabic"}),
        ("by:putin", {"visit"}),
        ("by:Vladimir", {"visit"}),
        ("event:visit", {"visit"}),
        ("event:consult", {"visit"}),
        ("event:kel", {"arabic", "visit"}),
        ('"North Korea"', {"arabic"}),
        ("Russia", {"arabic"}),
        ('source:"erkin asiya"', {"arabic"}),
        ("source:example.org", {"latin"}),
        ("", EVERY),
    ],
)  # fmt: skip
def test_query_language(filled, query, ids):
    if ids is None:
        with pytest.raises(QueryError) as caught:
            search(filled, query)
        assert caught.value.hint
    else:
        assert found(filled, query) == ids


@pytest.mark.parametrize("query", ["پۇتىننىڭ سۆزى", '"شىمالىي كورېيە"', "=ئېلان", "بېي*"])
def test_the_same_query_in_three_scripts_finds_the_same(filled, query):
    answers = {frozenset(found(filled, convert(query, "arabic", script))) for script in ("latin", "cyrillic")}
    assert answers == {frozenset(found(filled, query))}
    assert answers != {frozenset()}


@pytest.mark.parametrize(
    ("query", "position"),
    [
        ("(putin", 0),
        ("putin)", 5),
        ("putin AND", 9),
        ("OR putin", 0),
        ('a "putin', 2),
        ("date:soon", 5),
        ("date:2025..2024", 5),
        ("nofield:x", 0),
        ("person: putin", None),
        ("place:", 0),
        ("()", 0),
        ("pu*tin", 2),
        ("NEAR(putin)", 0),
        ("NEAR(putin (a), 3)", 11),
        ('""', 0),
        ("=", 0),
        ("quote:=putin", 6),
        ("person:(place:x)", 8),
    ],
)
def test_a_wrong_query_is_pointed_at(query, position):
    if position is None:
        assert parse(query) == Leaf("putin", "word", "person", 8)
        return
    with pytest.raises(QueryError) as caught:
        parse(query)
    assert caught.value.position == position
    assert caught.value.hint


def test_trees():
    a, b = Leaf("a", "word", "", 0), Leaf("b", "word", "", 2)
    assert parse("a b") == parse("a b") == And((a, b))
    assert parse("a OR b c") == Or((a, And((Leaf("b", "word", "", 5), Leaf("c", "word", "", 7)))))
    assert parse("-a") == Not(Leaf("a", "word", "", 1))
    assert parse("date:2024-02") == Date("2024-02-01", "2024-02-29")
    assert parse("NEAR(a b)") == Near((Leaf("a", "word", "", 5), Leaf("b", "word", "", 7)), 10, 0)
    assert parse("«a b»") == Leaf("a b", "phrase", "", 0)
    assert parse("ئا-ئا") == Leaf("ئا-ئا", "word", "", 0)


@settings(max_examples=150, deadline=None)
@given(
    st.lists(
        st.sampled_from(
            [*'()"*~=-: ,', "AND ", "OR ", "NOT ", "NEAR(", "putin", "پۇ", "date:2025", "person:", chr(0xD800), "\0"]
        ),
        max_size=12,
    ).map("".join)
)
def test_no_query_breaks_the_index(tmp_path_factory, query):
    from xewer.archive.store import Archive
    from xewer.model import Article

    with Archive(tmp_path_factory.getbasetemp() / "any.db") as archive:
        archive.add(Article(id="1", text="پۇتىن كەلدى", sha256=""))
        try:
            total, position = search(archive, query).total, 0
        except QueryError as error:
            total, position = 0, error.position
        assert total in {0, 1}
        assert 0 <= position <= len(query)


def test_snippet_shows_the_original_text(filled):
    for hit in search(filled, "путин").hits:
        shown = {hit.snippet[a:b] for a, b in hit.spans}
        assert shown & {"پۇتىننىڭ", "Putinning", "Путинниң", "پۇتىن"}


def test_small_latin_letters_are_uyghur_first(archive, make):
    archive.add(make("دونالد كەلدى", "first"))
    archive.add(make("ترامپ كەلدى", "last", names=[("ترامپ", "PERSON", "Donald Trump", "Q1")]))
    assert found(archive, "donald") == found(archive, "دونالد") == {"first"}
    assert found(archive, "Donald") == {"first"}  # the other article has the surname alone
    assert found(archive, "trump") == found(archive, '"donald trump"') == {"last"}


def test_an_english_name_is_shown_where_the_uyghur_name_stands(filled):
    hit = search(filled, '"North Korea"').hits[0]
    assert [hit.snippet[a:b] for a, b in hit.spans] == ["شىمالىي كورېيەنىڭ"]


def test_long_texts_are_cut_between_words():
    text = "bir ikki " * 100 + "putin " + "üch töt " * 100
    at = text.index("putin")
    shown, spans = snippet(text, [(at, at + 5)])
    assert [shown[a:b] for a, b in spans] == ["putin"]
    assert shown.startswith("… ")
    assert shown.endswith(" …")
    assert len(shown) < 240
    assert set(shown.split()) <= {"bir", "ikki", "putin", "üch", "töt", "…"}


@example(" ", [(0, 1)])
@given(st.text(max_size=500), st.lists(st.tuples(st.integers(0, 400), st.integers(1, 60)), max_size=5))
def test_snippet_spans_stay_true(text, places):
    spans = [(a, min(a + n, len(text))) for a, n in places if a < len(text)]
    shown, inside = snippet(text, spans)
    assert all(0 <= a < b <= len(shown) for a, b in inside)
    flat = "".join(" " if c in "\n\r\t\x0b\x0c\x85\u2028\u2029" else c for c in text)
    assert all(shown[a:b] in flat for a, b in inside)
    assert bool(inside) == bool(spans)


def test_pages_do_not_overlap(filled):
    pages = [search(filled, "putin", limit=1, offset=n).hits[0].id for n in range(4)]
    assert pages == ["visit", "arabic", "latin", "cyrillic"]
    assert search(filled, "putin", limit=1).total == 4
    assert len(search(filled, "putin", limit=0).hits) == 4


def test_fuzzy_words_are_shown(filled):
    assert [e.word for e in search(filled, "puten~").expansions] == ["puten"]
    assert "پۇتىن" in search(filled, "puten~").expansions[0].words


def test_nothing_found_says_why(filled):
    assert "ئېلان" in search(filled, "élann").note
    assert "پۇتىن" in search(filled, "puten").expansions[0].words  # found as another spelling of a name
    assert "not in one article" in search(filled, "BBC koréye").note
    assert search(filled, "putin").note == ""


def test_facets_and_counts(filled):
    counted = facets(filled, "putin")
    assert counted["year"] == [("2025", 2), ("2024", 1)]
    assert counted["people"] == [("Vladimir Putin", 2)]
    assert ("Beijing", 1) in counted["places"]
    assert counted["events"] == [("meet", 1), ("visit", 1)]
    assert dict(counted["source"]) == {"Erkin Asiya": 1, "Test": 1}
    assert counts_over_time(filled, "putin") == [("2024-02", 1), ("2025-09", 2)]
    assert counts_over_time(filled, "putin", by="year") == [("2024", 1), ("2025", 2)]
    with pytest.raises(ValueError):
        counts_over_time(filled, "putin", by="week")


def test_concordance(filled):
    lines = concordance(filled, "putin")
    assert len(lines) == 4
    for line in lines:
        article = filled.get(line.id)
        assert article.text[line.start : line.end] == line.hit
        assert article.text[: line.start].endswith(line.left)
    assert [x.right.split()[:1] for x in concordance(filled, "élan", sort="right")]
    assert concordance(filled, "putin", limit=2, sort="left")[0].id in EVERY


def test_noise_in_a_text_changes_nothing(archive, make):
    archive.add(make("پۇتـىن\u200c كەلدى، ﺑﯧﻴﺠﯩﯔدا تۇردى", "1"))
    assert found(archive, '"putin kel"') == {"1"}
    assert found(archive, "béyjing") == {"1"}


def test_less_exact_dates_stand_under_what_is_known_of_them(tmp_path):
    with Archive(tmp_path / "a.db") as archive:
        for n, day in enumerate(("2025", "2025-01", "2025-01-01", "2025-02", "2025-02-01", None)):
            archive.add(Article(id=str(n), text="پۇتىن", sha256="", published=day))
        assert counts_over_time(archive, "putin", by="year") == [("2025", 5)]
        assert counts_over_time(archive, "putin") == [("2025", 1), ("2025-01", 2), ("2025-02", 2)]
        assert counts_over_time(archive, "putin", by="day") == [
            ("2025", 1), ("2025-01", 1), ("2025-01-01", 1), ("2025-02", 1), ("2025-02-01", 1),
        ]  # fmt: skip
