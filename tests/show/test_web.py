"""The desk without a browser: pages, their twins, what is refused, what is sent with every answer."""

from __future__ import annotations

import csv
import io
import json
import re
import socket
import threading
import urllib.request

import pytest

from desk_client import HOST, caller
from xewer.archive.store import Archive
from xewer.errors import InputError
from xewer.show import pages, web
from xewer.show.headers import allowed
from xewer.show.page_views import View, short
from xewer.show.pages import Found


@pytest.fixture(scope="session")
def get(desk_archive):
    return caller(desk_archive)


def test_search_finds_another_form_in_another_script(get):
    page = get("/?q=qeshqer").text
    assert "<mark>قەشقەرگە</mark>" in page
    assert "/article/first?q=qeshqer" in page
    assert 'datetime="2025-09-03"' in page


def test_search_twin_says_the_same(get):
    data = get("/search.json?q=qeshqer").json()
    assert data["total"] == 1
    assert data["hits"][0]["id"] == "first"
    assert data["facets"]["people"] == {"Alim Example": 1}


def test_without_a_query_the_newest_come_first_and_can_be_turned(get):
    assert get("/search.json").json()["hits"][0]["id"] != get("/search.json?page=2").json()["hits"][0]["id"]
    assert 'rel="next"' in get("/").text
    assert 'rel="prev"' in get("/?page=2").text


def test_a_query_that_is_wrong_points_at_the_spot(get):
    answer = get("/?q=putin (")
    assert answer.status_code == 400
    assert 'role="alert"' in answer.text
    twin = get("/search.json?q=putin (")
    assert twin.status_code == 400
    assert set(twin.json()) == {"error", "hint", "position"}


def test_over_time_is_a_chart_of_links_with_a_table(get):
    page = get("/?q=déngiz").text
    assert '<svg class="bars few"' in page
    assert "date%3A2025-01" in page
    assert "<table>" in page


def test_lines_stand_in_the_direction_of_their_script(get):
    page = get("/?q=qeshqer&lines=left").text
    assert '<li dir="rtl" lang="ug"><span class="before"><bdi dir="rtl">ئالىم </bdi>' in page
    assert '<li dir="ltr"' in get("/?q=qeshqer&lines=left&script=latin").text
    assert 'class="lines"' not in get("/?q=qeshqer&lines=odd").text


def test_word_by_word_is_shown_on_request(get):
    assert "not a translation" not in get("/article/first").text
    assert get("/article/first?gloss=1").status_code == 200


def test_article_has_marks_word_anchors_and_reasons(get):
    page = get("/article/first?q=qeshqer").text
    assert 'id="e0"' in page
    assert 'id="q0"' in page
    assert 'lang="ug-Arab" dir="rtl"' in page
    assert "<mark>" in page
    assert "name/test" in page


def test_article_in_another_script_keeps_its_marks(get):
    page = get("/article/first?script=latin").text
    assert 'lang="ug-Latn" dir="ltr"' in page
    assert re.search(r'class="m person" id="n0"[^>]*>Alim<', page)


def test_kinds_can_be_chosen_by_address(get):
    page = get("/article/first?kinds=person").text
    assert re.search(r'value="person"[^>]*checked', page)
    assert not re.search(r'value="place"[^>]*checked', page)


def test_article_twin_is_the_article(get, desk_archive):
    with Archive(desk_archive) as archive:
        expected = archive.get("first").to_dict()
    assert get("/article/first.json").json() == json.loads(json.dumps(expected))


@pytest.mark.parametrize("address", ["/article/none", "/article/none.json", "/nothing", "/article/first?version=9"])
def test_what_is_not_there_is_404(get, address):
    assert get(address).status_code == 404


def test_ledger_row_leads_to_its_evidence(get):
    page = get("/ledger?person=alim").text
    assert "/article/first?at=15#e0" in page
    assert "#q0" in page
    assert "Kashgar" in page


def test_ledger_filters(get):
    rows = get("/ledger.json?kind=said").json()["rows"]
    assert [row["who"] for row in rows] == ["Alim Example"]
    assert get("/ledger.json?until=2024-12-31").json()["rows"][0]["article_id"] == "sum"
    certain = get("/ledger.json?certain=1").json()["rows"]
    assert certain
    assert all(row["certain"] for row in certain)
    assert get("/ledger?since=yesterday").status_code == 400
    assert get("/ledger.csv?since=yesterday").status_code == 400


def test_ledger_csv_is_whole_and_runs_nothing(get):
    answer = get("/ledger.csv")
    assert "attachment" in answer.headers["content-disposition"]
    rows = list(csv.DictReader(io.StringIO(answer.content.decode("utf-8-sig"))))
    assert len(rows) == 3
    assert {row["text"] for row in rows if row["article_id"] == "sum"} == {"'=HYPERLINK(1)"}


@pytest.mark.parametrize("address", ["/", "/?q=déngiz", "/article/hostile", "/ledger", "/article/hostile?script=latin"])
def test_nothing_of_an_article_becomes_markup(get, address):
    page = get(address).text
    assert "<script>" not in page
    assert "<img" not in page
    assert " style=" not in page
    assert not re.search(r"\son[a-z]+=", re.sub(r"&lt;.*?&gt;", "", page))


@pytest.mark.parametrize(
    "address", ["/", "/ledger", "/help", "/article/first", "/nothing", "/static/desk.css", "/ledger.csv"]
)
def test_every_answer_is_safe(get, address):
    headers = get(address).headers
    assert "default-src 'self'" in headers["content-security-policy"]
    assert "frame-ancestors 'none'" in headers["content-security-policy"]
    assert "unsafe" not in headers["content-security-policy"]
    assert headers["x-content-type-options"] == "nosniff"
    assert headers["referrer-policy"] == "no-referrer"
    assert "set-cookie" not in headers


@pytest.mark.parametrize(
    "host", ["news.example", "127.0.0.1.news.example", "", "192.168.1.4:8765", "[::1", "localhost@x"]
)
def test_other_hosts_are_refused(get, host):
    answer = get("/", headers={"host": host})
    assert answer.status_code == 403
    assert "nosniff" in answer.headers["x-content-type-options"]


@pytest.mark.parametrize("host", ["localhost", "LOCALHOST:1", "127.0.0.1:8765", "[::1]:8765"])
def test_own_hosts_are_let_in(get, host):
    assert get("/help", headers={"host": host}).status_code == 200


@pytest.mark.parametrize(
    ("origin", "site", "let_in"),
    [
        (HOST, None, True),
        (HOST, "same-origin", True),
        ("null", "same-origin", True),
        ("null", None, False),
        (None, None, False),
        ("http://news.example", None, False),
        (HOST, "cross-site", False),
        ("http://127.0.0.1:9", None, False),
        ("null", "same-site", False),
    ],
)
def test_forms_of_other_pages_are_refused(origin, site, let_in):
    assert (allowed("POST", "127.0.0.1:8765", origin, site) is None) is let_in


def test_a_form_from_elsewhere_changes_nothing(tmp_path):
    call = caller(tmp_path / "empty.db")
    assert call.post("/examples", headers={"origin": "http://news.example"}).status_code == 403
    assert call.post("/examples", token="").status_code == 403
    assert call.post("/examples", token="ياخشى").status_code == 403
    assert call("/examples").status_code == 405
    assert call("/search.json").json()["total"] == 0


def test_a_fault_of_ours_is_told_safely(desk_archive, monkeypatch):
    monkeypatch.setattr(pages, "find", lambda *_, **__: 1 / 0)
    answer = caller(desk_archive)("/")
    assert answer.status_code == 500
    assert "ZeroDivisionError" in answer.text
    assert "default-src 'self'" in answer.headers["content-security-policy"]
    assert answer.headers["x-content-type-options"] == "nosniff"


def test_an_empty_archive_explains_itself_and_takes_the_examples(tmp_path):
    call = caller(tmp_path / "empty.db")
    page = call("/").text
    assert 'action="/examples"' in page
    assert call.post("/examples").status_code == 303
    assert call("/search.json").json()["total"] > 10


def test_a_damaged_archive_is_told_on_a_page(tmp_path):
    path = tmp_path / "archive.db"
    path.write_bytes(b"not a database at all" * 100)
    answer = caller(path)("/")
    assert answer.status_code == 500
    assert "<h1" in answer.text


EVERYWHERE = [
    "/",
    "/?q=déngiz",
    "/ledger",
    "/timeline",
    "/figures?all=1",
    "/entity?name=Kashgar",
    "/bring",
    "/tour",
    "/help",
]
OF_ONE = ["/article/first", "/cite/first?at=0-5", "/versions/first", "/remove/first"]


@pytest.mark.parametrize("address", [*EVERYWHERE, *OF_ONE])
def test_uyghur_interface_is_complete_and_stays(get, address):
    way = address + ("&" if "?" in address else "?")
    page = get(way + "lang=ug").text
    assert '<html lang="ug" dir="rtl">' in page
    assert 'href="/ledger?lang=ug"' in page
    latin = get(way + "lang=ug-Latn").text
    assert '<html lang="ug-Latn" dir="ltr">' in latin
    assert 'href="/ledger?lang=ug-Latn"' in latin


@pytest.mark.parametrize(
    "address",
    ["/?page=0", "/?page=-1", "/?page=x", "/?page=999999", "/?lang=zz&script=zz", "/?q=%ff%00", "/ledger?page=9"],
)
def test_odd_addresses_are_answered(get, address):
    assert get(address).status_code in {200, 400}


def test_addresses_keep_language_and_script():
    view = View("ug", "latin", "/", {"q": "a&b", "lang": "ug", "script": "latin"})
    assert view.link("/help") == "/help?script=latin&lang=ug"
    assert view.again(script="cyrillic") == "/?script=cyrillic&q=a%26b&lang=ug"
    assert view.twin(".json") == "/search.json?q=a%26b"


def test_narrowing_keeps_alternatives_together():
    assert Found("a OR b").narrower("year", "2025") == "(a OR b) date:2025"


def test_short_cuts_after_a_word():
    assert short("بىر ئىككى، ئۈچ", 10) == "بىر ئىككى…"
    assert short("بىر", 10) == "بىر"


def test_serving_takes_the_next_port_and_tells_its_address(desk_archive, monkeypatch):
    import uvicorn

    servers, told = [], threading.Event()
    at = []
    made = uvicorn.Server.__init__
    monkeypatch.setattr(uvicorn.Server, "__init__", lambda self, config: (servers.append(self), made(self, config))[1])

    def announce(address):
        at.append(address)
        told.set()

    with socket.socket() as busy:
        busy.bind(("127.0.0.1", 0))
        busy.listen()
        port = busy.getsockname()[1]
        thread = threading.Thread(target=web.serve, args=(desk_archive,), kwargs={"port": port, "announce": announce})
        thread.start()
        assert told.wait(20)
        assert at[0] != f"http://127.0.0.1:{port}/"
        with urllib.request.urlopen(at[0], timeout=20) as answer:
            assert answer.status == 200
        servers[0].should_exit = True
        thread.join(20)
        assert not thread.is_alive()


def test_an_address_of_another_machine_is_refused(desk_archive):
    with pytest.raises(InputError) as refused:
        web.serve(desk_archive, host="192.0.2.1")
    assert refused.value.hint
