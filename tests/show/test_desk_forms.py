"""What the desk's forms do: bring in, read without keeping, remarks, saved searches; and what they refuse."""

from __future__ import annotations

import time

import pytest

from desk_client import caller
from xewer.archive.remarks import remarks
from xewer.archive.store import Archive
from xewer.harvest import fetch
from xewer.harvest.record import Record, Refusal
from xewer.show import bring_jobs
from xewer.show.headers import LARGEST_FORM

NEWS = "قەشقەردە يەر تەۋرىدى\n2025-يىلى 9-ئاينىڭ 3-كۈنى قەشقەردە يەر تەۋرەپ، ئون ئادەم يارىلاندى.\n"


@pytest.fixture
def desk(tmp_path):
    return caller(tmp_path / "archive.db")


@pytest.fixture
def own(tmp_path, own_article):
    """A desk with one article, and the path of its archive."""
    path = tmp_path / "archive.db"
    with Archive(path) as archive:
        archive.add(own_article)
    return caller(path), path


def waited(desk, answer):
    """The batch to which a form led, when it has its tally."""
    assert answer.status_code == 303
    address = answer.headers["location"]
    for _ in range(400):
        told = desk(address + ".json").json()
        if not told["running"]:
            return told, desk(address).text
        time.sleep(0.05)
    raise AssertionError("the batch never ends")


def test_files_are_brought_in_with_a_tally_and_failures_say_what_to_do(desk):
    files = [
        ("files", ("خەۋەر.txt", NEWS.encode(), "text/plain")),
        (
            "files",
            ("../../etc/english.txt", b"This is an English text about nothing in particular, and quite long.", ""),
        ),
        ("files", ("broken.pdf", b"%PDF-1.4 nothing", "application/pdf")),
    ]
    told, page = waited(desk, desk.post("/bring/files", files=files))
    assert told["counts"]["new"] == 1
    assert told["counts"]["refused"] + told["counts"]["failed"] == 2
    assert told["done"] == told["size"] > 0
    assert {t["origin"] for t in told["troubles"]} == {"english.txt", "broken.pdf"}
    assert all(t["reason"] and t["hint"] for t in told["troubles"])
    assert "broken.pdf" in page
    assert desk("/search.json?q=qeshqer").json()["total"] == 1
    again, _ = waited(desk, desk.post("/bring/files", files=files[:1]))
    assert again["counts"] == {"new": 0, "updated": 0, "same": 1, "refused": 0, "failed": 0}


def test_a_running_batch_shows_how_far_it_is(desk, monkeypatch):
    batch = bring_jobs.Batch("x", ["a.txt"], size=4_000_000, done=1_000_000, now="a.txt")
    batch.counts["new"] = 7
    monkeypatch.setattr(bring_jobs.Jobs, "get", lambda self, ident: batch)
    page = desk("/bring/x").text
    assert 'value="1000000" max="4000000"' in page
    assert '<noscript><meta http-equiv="refresh"' in page
    assert 'id="n-new">7<' in page


def test_no_file_is_an_error_with_a_hint_and_too_many_bytes_too(desk, monkeypatch):
    answer = desk.post("/bring/files")
    assert answer.status_code == 400
    monkeypatch.setattr(bring_jobs, "MOST", 10)
    answer = desk.post("/bring/files", files=[("files", ("a.txt", NEWS.encode(), "text/plain"))])
    assert answer.status_code == 400
    assert "MB at once" in answer.text


def test_a_form_that_is_too_long_or_does_not_say_is_refused(desk):
    assert desk.post("/bring/text", headers={"content-length": str(LARGEST_FORM + 1)}).status_code == 413
    assert desk.post("/bring/text", headers={"content-length": "many"}).status_code == 413


def test_a_pasted_text_is_read_without_being_kept(desk):
    answer = desk.post("/bring/text", {"text": NEWS})
    address = answer.headers["location"]
    assert address.startswith("/reading/")
    page = desk(address).text
    assert "قەشقەر" in page
    assert "Qeshqer" in desk(address + "?script=latin").text
    assert desk(address + ".json").json()["events"]
    assert desk("/search.json").json()["total"] == 0
    assert desk.post("/keep/" + address.rpartition("/")[2]).status_code == 303
    assert desk("/search.json?q=qeshqer").json()["total"] == 1


def test_only_the_last_texts_are_held(desk):
    first = desk.post("/bring/text", {"text": NEWS}).headers["location"]
    for n in range(8):
        desk.post("/bring/text", {"text": NEWS + f"{n}-قېتىم قايتا يېزىلدى."})
    assert desk(first).status_code == 404
    assert desk(first + ".json").status_code == 404


def test_a_pasted_text_is_kept_if_that_is_asked(desk):
    told, _ = waited(desk, desk.post("/bring/text", {"text": NEWS, "keep": "1"}))
    assert told["counts"]["new"] == 1


@pytest.mark.parametrize(
    "data",
    [
        {"text": ""},
        {"text": "This is an English text about nothing in particular."},
        {"text": NEWS, "published": "soon"},
    ],
)
def test_what_cannot_be_read_is_told(desk, data):
    answer = desk.post("/bring/text", data)
    assert answer.status_code == 400
    assert "<h1" in answer.text


def test_an_address_is_fetched_only_after_a_plain_yes(desk, monkeypatch):
    asked = []

    def records(url, fetcher):
        asked.append(url)
        fetcher.sent.append(f"GET {url}")
        yield Record(NEWS, url=url, origin=url)
        yield Refusal(url, "robots.txt forbids it", "save the page in your browser")

    monkeypatch.setattr(fetch, "address_records", records)
    url = "https://news.example/1?a=b&c=<d>"
    page = desk.post("/bring/address", {"url": url}).text
    assert "GET https://news.example/1?a=b&amp;c=&lt;d&gt;" in page
    assert "https://news.example/robots.txt" in page
    assert desk.post("/bring/fetch", {"url": url, "sure": "no"}).headers["location"] == "/bring"
    assert asked == []
    told, page = waited(desk, desk.post("/bring/fetch", {"url": url, "sure": "yes"}))
    assert asked == [url]
    assert told["counts"]["new"] == 1
    assert told["sent"] == [f"GET {url}"]
    assert "robots.txt forbids it" in page


@pytest.mark.parametrize(
    "url", ["", "file:///etc/passwd", "javascript:alert(1)", "https://", "https://a b", "http://[::1"]
)
def test_what_is_no_address_of_a_page_is_refused(desk, url):
    assert desk.post("/bring/address", {"url": url}).status_code == 400
    assert desk.post("/bring/fetch", {"url": url, "sure": "yes"}).status_code == 400


def test_date_title_and_source_are_corrected_and_taken_back(own):
    desk, path = own
    right = {"published": "2024-01-02", "title": "باشقا ماۋزۇ", "source": "", "author": ""}
    assert desk.post("/edit/correct/first", right).headers["location"] == "/article/first#own"
    told = desk("/article/first.json").json()
    assert (told["published"], told["title"], told["source"]) == ("2024-01-02", "باشقا ماۋزۇ", None)
    with Archive(path) as archive:
        said = remarks(archive, "first")
    assert [r.kind for r in said] == ["title", "published", "source"]
    for r in said:
        desk.post("/edit/drop/first", {"n": str(r.n)})
    assert desk("/article/first.json").json()["published"] == "2025-09-03"
    assert desk.post("/edit/correct/first", {"published": "yesterday"}).status_code == 400


def test_notes_tags_and_wrong_marks(own):
    desk, _ = own
    desk.post("/edit/note/first", {"note": "<b>ask again</b>", "words": "قەشقەرگە"})
    desk.post("/edit/tag/first", {"tag": "checked"})
    page = desk("/article/first").text
    assert "&lt;b&gt;ask again&lt;/b&gt;" in page
    assert "checked" in page
    assert 'id="n1"' in page
    desk.post("/edit/wrong/first", {"mark": "entities:6"})
    desk.post("/edit/wrong/first", {"mark": "events:15"})
    page = desk("/article/first").text
    assert 'id="n1"' not in page
    assert 'id="e0"' not in page
    assert [r["kind"] for r in desk("/ledger.json").json()["rows"]] == ["said"]
    desk.post("/edit/untag/first", {"tag": "checked"})
    assert "checked</bdi>" not in desk("/article/first").text
    assert desk.post("/edit/note/first", {"note": "x", "words": "بۇ يەردە يوق"}).status_code == 400
    assert desk.post("/edit/nothing/first").status_code == 404
    assert desk.post("/edit/note/none", {"note": "x"}).status_code == 404


def test_an_article_is_removed_only_after_a_plain_yes(own):
    desk, _ = own
    assert "first" in desk("/remove/first").text
    assert desk.post("/remove/first").status_code == 303
    assert desk("/article/first").status_code == 200
    assert desk.post("/remove/first", {"sure": "yes"}).status_code == 200
    assert desk("/article/first").status_code == 404
    assert desk.post("/remove/first", {"sure": "yes"}).status_code == 404


def test_a_saved_search_tells_what_is_new(own):
    desk, _ = own
    assert desk.post("/saved", {"q": "qeshqer", "name": "Kashgar news"}).headers["location"] == "/?saved=Kashgar+news"
    assert desk("/saved.json").json()[0]["new"] == 0
    waited(desk, desk.post("/bring/text", {"text": NEWS, "keep": "1"}))
    assert desk("/saved.json").json()[0] | {"since": ""} == {
        "name": "Kashgar news",
        "query": "qeshqer",
        "since": "",
        "new": 1,
    }
    page = desk("/?saved=Kashgar+news").text
    assert page.count('class="label new" lang') == 1
    assert desk("/search.json?saved=Kashgar+news").json()["total"] == 2
    desk.post("/saved/change", {"name": "Kashgar news"})
    assert desk("/saved.json").json()[0]["new"] == 0
    desk.post("/saved/change", {"name": "Kashgar news", "forget": "1"})
    assert desk("/saved.json").json() == []
    assert desk.post("/saved", {"q": "putin ("}).status_code == 400
    assert desk.post("/saved", {"q": " "}).status_code == 400
    assert desk.post("/saved/change", {"name": "none"}).status_code == 404


@pytest.mark.parametrize(
    "address",
    ["/bring/files", "/bring/text", "/bring/address", "/bring/fetch", "/saved", "/saved/change", "/examples", "/keep/x",
     "/edit/note/first", "/remove/first"],
)  # fmt: skip
def test_no_form_works_without_its_token(own, address):
    desk, _ = own
    data = {"q": "a", "text": NEWS, "keep": "1", "note": "x", "sure": "yes", "url": "https://news.example/"}
    for token in ("", "x", "ئا"):
        assert desk.post(address, data, token=token).status_code == 403
    assert desk("/article/first.json").status_code == 200
