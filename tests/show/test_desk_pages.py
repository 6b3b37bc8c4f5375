"""Pages of the desk beyond search: timeline, figures, names, citations, versions, parts, the voice; their files."""

from __future__ import annotations

import csv
import hashlib
import io
import xml.etree.ElementTree as ET
from dataclasses import replace

import pytest

from desk_client import caller
from xewer.archive.store import Archive
from xewer.model import Article, Entity, Event, Mention, Quantity, Timex
from xewer.show import speech
from xewer.show.charts import alone, bars, figure_chart
from xewer.show.marks import PART
from xewer.show.page_views import View
from xewer.show.word_diff import word_diff

SVG = "{http://www.w3.org/2000/svg}"
COUNTED = "قەشقەردە ئون ئادەم ئۆلدى."


def counted(ident, number, day, source):
    """An article that says how many died in Kashgar."""
    place = Mention(0, 9, "قەشقەردە", "Kashgar", None)
    at = COUNTED.index("ئون")
    done = COUNTED.index("ئۆلدى")
    return Article(
        id=ident, text=COUNTED, sha256="", published=day, source=source, script="arabic", title=f"{ident} خەۋىرى",
        entities=(Entity(0, 8, 6, "قەشقەردە", "GPE", "Kashgar", rule="name/test"),),
        times=(Timex(0, 1, "ق", "DATE", "2025-09-02", earliest="2025-09-02", latest="2025-09-02"),),
        quantities=(Quantity(at, at + 9, "ئون ئادەم", "CARDINAL", number, number, unit="person"),),
        events=(Event(done, done + 5, "ئۆلدى", "death", "KILL", (), (), (place,), time=0, quantities=(0,), rule="event/test"),),
    )  # fmt: skip


@pytest.fixture(scope="module")
def get(tmp_path_factory):
    path = tmp_path_factory.mktemp("pages") / "archive.db"
    with Archive(path) as archive:
        archive.add(counted("one", 10, "2025-09-03", "Radio"))
        archive.add(counted("two", 35, "2025-09-03", "Agency"))
        archive.add(replace(counted("three", 10, "2025-10-03", "Agency"), quantities=(), events=()))
        first = Article(id="changed", text="بىر ئىككى ئۈچ", sha256="", published="2025-01-01", title="كونا")
        archive.add(first)
        archive.add(replace(first, text="بىر تۆت ئۈچ", title="يېڭى"))
        long = "\n".join(f"{n}-قۇر: بۇ ئۇزۇن ماقالىنىڭ بىر قۇرى." for n in range(2000))
        archive.add(Article(id="long", text=long, sha256="", published="2025-01-01"))
    return caller(path)


def rows(answer):
    assert "attachment" in answer.headers["content-disposition"]
    return list(csv.DictReader(io.StringIO(answer.content.decode("utf-8-sig"))))


def test_figures_that_contradict_each_other_stand_together_and_are_flagged(get):
    page = get("/figures").text
    assert "the figures contradict each other" in page
    assert page.index("two") < page.index("</section>")
    told = get("/figures.json").json()["groups"][0]
    assert told["verdict"] == "contradict"
    assert {r["least"] for r in told["rows"]} == {10, 35}
    assert {r["verdict"] for r in rows(get("/figures.csv"))} == {"contradict"}
    assert get("/figures?kind=arrest").status_code == 200
    assert get("/figures?since=soon").status_code == 400
    assert get("/figures.csv?since=soon").status_code == 400
    assert get("/figures.svg?since=soon").status_code == 400


def test_a_chart_of_figures_can_be_read_without_colour(get):
    drawn = ET.fromstring(get("/figures.svg?group=1").text)
    assert {(e.text or "").strip() for e in drawn.iter(f"{SVG}text")} >= {"1.", "2."}
    assert {e.text for e in drawn.iter(f"{SVG}tspan")} >= {"10", "35"}
    one = rows(get("/figures.csv?group=1"))
    assert {r["group"] for r in one} == {"1"}
    assert {r["figure"] for r in one} == {"10", "35"}
    assert get("/figures.csv?group=9").status_code == 404
    assert get("/figures.svg?group=9").status_code == 404
    assert "style" not in get("/figures.svg").text


def test_open_and_wide_figures_are_drawn(own_article):
    from xewer.archive.fact_figures import FigureGroup, FigureRow

    def row(least, most, *, approx=False):
        told = {"figure": f"{least}-{most}", "least": least, "most": most, "approx": approx, "where": ()}
        return FigureRow(**(dict.fromkeys(FigureRow.__dataclass_fields__) | told))

    several = [row(1, None), row(None, 9), row(2, 8, approx=True), row(None, None), row(100_000, 100_000)]
    group = FigureGroup("death", "people", (), None, None, "contradict", 1, 100_000, several)
    drawn = ET.fromstring(alone(figure_chart(group, label="x")))
    assert len(list(drawn.iter(f"{SVG}path"))) == 2
    assert (drawn.get("width"), drawn.get("viewBox")) == ("640", None)
    assert len(drawn.findall(f"{SVG}circle")) == 1
    assert not figure_chart(replace(group, rows=[row(None, None)]), label="x")


def test_the_timeline_tells_one_event_once_with_a_table_and_a_drawing(get):
    data = get("/timeline.json?kind=death").json()
    assert [(r["first"], len(r["also"])) for r in data["rows"]] == [("2025-09-02", 1)]
    page = get("/timeline?kind=death").text
    assert page.count('id="step-') == 1
    assert "/article/" in page
    drawn = ET.fromstring(get("/timeline.svg").text)
    assert drawn.findall(f"{SVG}a")
    told = rows(get("/timeline.csv"))
    assert {"first", "told", "article_id"} <= set(told[0])
    for ending in ("", ".json", ".csv", ".svg"):
        assert get(f"/timeline{ending}?until=soon").status_code == 400
    assert get("/timeline.svg?q=nothingatall").status_code == 404


def test_time_runs_from_right_to_left_and_can_be_turned(get):
    def places(address):
        drawn = ET.fromstring(get(address).text)
        return [float(e.get("x")) for e in drawn.iter(f"{SVG}text") if "-" in (e.text or "")]

    right, left = places("/timeline.svg?dated="), places("/timeline.svg?axis=ltr")
    assert len(right) == len(left)


def test_ledger_sorts_by_its_headings(get):
    page = get("/ledger").text
    assert 'aria-sort="descending"' in page
    assert "order=figure" in page
    assert "order=oldest" in page  # the heading that sorts now turns the order round
    turned = get("/ledger?order=oldest").text
    assert 'aria-sort="ascending"' in turned
    assert "order=oldest" not in turned.partition("<thead>")[2].partition("</thead>")[0]
    figures = [r["least"] for r in get("/ledger.json?order=figure").json()["rows"]]
    assert figures == sorted(figures, reverse=True)
    assert get("/ledger?order=odd").status_code == 400


def test_the_page_of_a_name(get):
    page = get("/entity?name=Kashgar").text
    assert "2025-10" in page
    assert "ئۆلدى" in page
    told = get("/entity.json?name=Kashgar").json()
    assert (told["kind"], told["total"], told["forms"]) == ("place", 3, [["قەشقەر", 3]])
    assert told["periods"] == {"2025-09": 2, "2025-10": 1}
    drawn = ET.fromstring(get("/entity.svg?name=Kashgar").text)
    assert {e.text for e in drawn.iter(f"{SVG}text")} >= {"2025-09", "2025-10", "2", "1"}
    counts = rows(get("/entity.csv?name=Kashgar"))
    assert counts == [{"period": "2025-09", "articles": "2"}, {"period": "2025-10", "articles": "1"}]
    assert "Nobody" in get("/entity?name=Nowhere").text
    assert get("/entity.svg?name=Nowhere").status_code == 404
    assert get("/entity?name=").status_code == 200


def test_who_says_and_who_is_spoken_of(desk_archive):
    told = caller(desk_archive)("/entity.json?name=Alim Example&kind=person").json()
    assert len(told["quotes_by"]) == 1
    assert told["quotes_about"] == []
    assert told["events"][0]["who"] == "Alim Example"


def test_a_month_without_articles_leaves_a_gap():
    drawn = bars([("2025-01", 3), ("2025-03", 1)], View(), "q")
    assert drawn.count("data-period") == 3


def test_a_passage_is_cited_with_its_place_and_hash(get):
    words = COUNTED[10:13]
    told = get("/cite/one.json?at=10-13").json()
    assert told["words"] == words
    assert told["sha256"] == hashlib.sha256(words.encode()).hexdigest()
    assert told["address"] == "/article/one?at=10-13#at"
    page = get("/article/one?at=10-13").text
    assert '<mark class="passage" id="at">' in page
    by_words = get("/cite/one.json", params={"words": f" {words} "}).json()
    assert COUNTED[by_words["start"] : by_words["end"]] == words.strip()


def test_a_passage_is_found_in_the_script_in_which_it_is_read(get):
    told = get("/cite/one.json", params={"words": "on adem", "script": "latin"}).json()
    assert told["words"] == "ئون ئادەم"
    cut = get("/cite/one.json", params={"cut": "0-8", "script": "latin"}).json()
    assert cut["words"] == "قەشقەر" + "د"[: cut["end"] - 6]
    assert get("/cite/one?words=nothing").text.count('role="alert"') == 1
    assert get("/cite/one.json?at=99999-100000").json()["start"] is None


def test_citations_as_files(get):
    bib = get("/cite/one.bib?at=10-13")
    assert bib.text.startswith("@article{xewer-one-10,")
    assert "date = {2025-09-03}" in bib.text
    ris = get("/cite/one.ris").text
    assert ris.startswith("TY  - NEWS\r\n")
    assert ris.endswith("ER  - \r\n")
    assert "2025-09-03" in get("/cite/one.txt").text
    assert get("/cite/none.bib").status_code == 404
    assert get("/cite/none").status_code == 404


def test_versions_are_compared_word_by_word(get):
    page = get("/versions/changed").text
    assert "<del>ئىككى</del><ins>تۆت</ins>" in page
    assert "كونا" in page
    data = get("/versions/changed.json?from=2&to=1").json()
    assert (data["from"], data["to"]) == (2, 1)
    assert ["gone", "تۆت"] in data["pieces"]
    assert "The text is the same" in get("/versions/one").text
    assert get("/versions/none").status_code == get("/versions/none.json").status_code == 404


def test_a_difference_gives_both_texts_back():
    old, new = "a b  c\nd", "a x c\n\nd e"
    pieces = word_diff(old, new)
    assert "".join(t for what, t in pieces if what != "new") == old
    assert "".join(t for what, t in pieces if what != "gone") == new


def test_a_long_article_is_shown_in_parts(get):
    page = get("/article/long")
    assert 'rel="next"' in page.text
    assert page.text.count("data-at=") < 500
    assert "1-قۇر" in page.text
    last = get("/article/long?q=1999")
    text = get("/article/long.json").json()["text"]
    at = text.index("1999-")
    there = get(f"/article/long?at={at}-{at + 4}").text
    assert '<mark class="passage" id="at">1999</mark>' in there
    assert 'rel="prev"' in there
    assert last.status_code == 200
    assert len(page.content) < 40 * PART
    cut = get("/cite/long.json?part=2&cut=0-5").json()
    assert text[cut["start"] : cut["end"]] == cut["words"]
    assert cut["start"] >= PART // 2


def test_whole_results_are_streamed(get):
    told = rows(get("/search.csv"))
    assert len(told) == 5
    lines = get("/search.jsonl?q=qeshqer").text.splitlines()
    assert len(lines) == 3
    assert get("/search.csv?q=putin (").status_code == 400


@pytest.mark.skipif(not speech.can_speak(), reason="espeak-ng with a Uyghur voice is not installed")
def test_a_passage_is_read_aloud(get):
    sound = get("/speech/one.wav?at=0-9")
    assert sound.headers["content-type"] == "audio/wav"
    assert sound.content[:4] == b"RIFF"
    assert int.from_bytes(sound.content[4:8], "little") == len(sound.content) - 8
    assert get("/speech/none.wav").status_code == 404


def test_without_a_voice_there_is_no_link_to_it(get, monkeypatch):
    monkeypatch.setattr(speech, "_program", lambda: None)
    assert 'id="speak"' not in get("/article/one").text
    answer = get("/speech/one.wav")
    assert answer.status_code == 404
    assert "espeak-ng" in answer.text


def test_first_page_is_light(get):
    """Page, style, script and the fonts that its letters need, as they are sent."""
    from pathlib import Path

    from xewer.show import web

    static = Path(web.__file__).parent / "static"
    fonts = sum(p.stat().st_size for p in (static / "fonts").glob("*.woff2"))
    others = sum((static / name).stat().st_size for name in ("desk.css", "desk.js", "keys.json", "icon.svg"))
    assert len(get("/").content) + fonts + others < 150_000


def test_the_tour_leads_to_pages_that_are_there(get, tmp_path):
    for step in get("/tour.json").json():
        assert get(step["address"]).status_code == 200, step
    assert len(caller(tmp_path / "empty.db")("/tour.json").json()) == 1


def test_nearly_the_same_articles_have_a_page_of_their_own(get):
    assert '<a href="/alike/one">' in get("/article/one").text
    found = get("/alike/one.json").json()["alike"]
    assert [(one["id"], one["source"]) for one in found] == [("three", "Agency"), ("two", "Agency")]
    page = get("/alike/one?script=latin").text
    assert "/article/two?script=latin" in page
    assert "100 %" in page
    assert 'id="alike"' not in get("/alike/changed").text
    assert get("/alike/none").status_code == get("/alike/none.json").status_code == 404


def test_a_page_that_was_drawn_before_tells_what_has_changed_since(tmp_path):
    path = tmp_path / "archive.db"
    with Archive(path) as archive:
        archive.add(counted("one", 10, "2025-09-03", "Radio"))
    get = caller(path)
    assert get("/article/one").text == get("/article/one").text
    assert "figure: 10 person" in get("/article/one").text
    get.post("/edit/wrong/one", {"mark": f"quantities:{COUNTED.index('ئون')}"})
    assert "figure: 10 person" not in get("/article/one").text
    with Archive(path) as archive:
        archive.add(replace(counted("one", 12, "2025-09-03", "Radio"), events=()))
    assert 'id="e0"' not in get("/article/one").text
    assert 'id="e0"' in get("/article/one?version=1").text
    assert get("/search.json?q=ئون").json()["total"] == 1
    with Archive(path) as archive:
        archive.add(counted("two", 12, "2025-09-03", "Radio"))
    assert get("/search.json?q=ئون").json()["facets"]["source"] == {"Radio": 2}


def test_counts_over_time_of_a_search_are_files_too(get):
    found = rows(get("/over-time.csv?q=قەشقەر"))
    assert found == [{"period": "2025-09", "articles": "2"}, {"period": "2025-10", "articles": "1"}]
    drawn = ET.fromstring(get("/over-time.svg?q=قەشقەر&lang=ug").text)
    assert len(drawn.findall(f"{SVG}rect")) == 3  # the paper and two bars
    assert get("/over-time.svg?q=نېمىدۇر").status_code == 404
    assert get("/over-time.csv?q=(").status_code == get("/over-time.svg?q=(").status_code == 400
    assert "/over-time.csv?q=" in get("/?q=قەشقەر").text


def test_latin_letters_without_their_accents_are_offered_with_them(get):
    page = get("/?q=ottura").text
    assert "Did you mean" not in page
    page = get("/?q=uch").text
    assert 'href="/?q=%C3%BCch"' in page
    assert "Did you mean" not in get("/?q=%C3%BCch").text
    assert "Did you mean" not in get("/?q=zzzeee").text


def test_an_article_without_a_title_is_told_by_its_first_words(tmp_path):
    import xewer
    from xewer.archive.facts import facts
    from xewer.archive.store import Archive
    from xewer.show.ledger_rows import openings

    with Archive(tmp_path / "a.db") as archive:
        added = archive.add(xewer.read(" date 2025-09-03 پۇتىن چارشەنبە كۈنى بېيجىڭغا كەلدى.\n", script="arabic"))
        archive.add(xewer.read("پۇتىن چارشەنبە كۈنى لوندونغا كەلدى.", title="بىر", script="arabic"))
        assert openings(archive, list(facts(archive))) == {added.id: "پۇتىن چارشەنبە كۈنى بېيجىڭغا كەلدى."}
