"""Addresses: what is asked for, what is obeyed, what is told; all of it on this machine."""

from __future__ import annotations

import gzip
import threading
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

import pytest

from xewer.harvest import fetch
from xewer.harvest.fetch import AGENT, Fetcher, address_records
from xewer.harvest.record import Refusal
from xewer.show.cli import main

TEXT = "شەھەردە يېڭى مەكتەپ دۈشەنبە كۈنى ئېچىلدى، بىرىنچى كۈنى ئۈچ يۈز ئوقۇغۇچى كەلدى."
PAGE = (
    f"<html><head><title>مەكتەپ</title><link rel=stylesheet href=/s.css></head><body><h1>مەكتەپ</h1>"
    f"<time datetime=2025-09-03>x</time><p>{TEXT}</p><p>{TEXT}</p><img src=/a.png></body></html>"
).encode()
FEED = (
    f'<?xml version="1.0"?><rss version="2.0"><channel><item><link>https://example.org/1</link>'
    f"<description>{TEXT}</description></item></channel></rss>"
).encode()
ANSWERS = {
    "/page": (200, {"Content-Type": "text/html; charset=utf-8"}, PAGE),
    "/packed": (200, {"Content-Type": "text/html", "Content-Encoding": "gzip"}, gzip.compress(PAGE)),
    "/feed": (200, {"Content-Type": "application/rss+xml"}, FEED),
    "/a.txt": (200, {"Content-Type": "text/plain"}, f"published: 2025-09-03\n\n{TEXT}".encode()),
    "/moved": (301, {"Location": "/page"}, b""),
    "/away": (302, {"Location": "http://elsewhere.example/page"}, b""),
    "/circle": (302, {"Location": "/circle"}, b""),
    "/secret/page": (200, {"Content-Type": "text/html"}, PAGE),
    "/large": (200, {"Content-Type": "text/html"}, b"x" * 300_000),
    "/robots.txt": (200, {"Content-Type": "text/plain"}, b"User-agent: *\nDisallow: /secret/\n"),
}


@pytest.fixture
def site():
    asked = []

    class Site(BaseHTTPRequestHandler):
        def do_GET(self):
            asked.append((self.path, self.headers["User-Agent"]))
            status, headers, body = ANSWERS.get(self.path, (404, {}, b""))
            self.send_response(status)
            for name, value in headers.items():
                self.send_header(name, value)
            self.send_header("Content-Length", str(len(body)))
            self.end_headers()
            self.wfile.write(body)

        def log_message(self, *_):
            pass

    server = ThreadingHTTPServer(("127.0.0.1", 0), Site)
    threading.Thread(target=server.serve_forever, daemon=True).start()
    yield f"http://127.0.0.1:{server.server_port}", asked
    server.shutdown()
    server.server_close()


@pytest.mark.parametrize("path", ["/page", "/packed", "/moved"])
def test_a_page_and_nothing_beside_it(site, path):
    root, asked = site
    fetcher = Fetcher()
    (record,) = address_records(root + path, fetcher)
    assert (record.title, record.published, record.text) == ("مەكتەپ", "2025-09-03", f"{TEXT}\n{TEXT}")
    assert record.url == root + ("/page" if path == "/moved" else path)
    assert [p for p, _ in asked] == ["/robots.txt", path, *(["/page"] if path == "/moved" else [])]
    assert {agent for _, agent in asked} == {AGENT}
    assert fetcher.sent == [f"GET {root}{p}" for p, _ in asked]


def test_a_feed_and_a_text(site):
    root, asked = site
    (record,) = address_records(root + "/feed", Fetcher())
    assert (record.text, record.url) == (TEXT, "https://example.org/1")
    (record,) = address_records(root + "/a.txt", Fetcher())
    assert (record.text, record.url, record.published) == (TEXT, root + "/a.txt", "2025-09-03")
    assert not any("example.org" in p for p, _ in asked)


@pytest.mark.parametrize(
    ("path", "reason"),
    [
        ("/secret/page", "robots.txt"),
        ("/away", "another site"),
        ("/circle", "circle"),
        ("/none", "404"),
        ("/large", "more than"),
    ],
)
def test_what_is_not_fetched(site, path, reason, monkeypatch):
    monkeypatch.setattr(fetch, "LARGEST", 200_000)
    root, asked = site
    (refusal,) = address_records(root + path, Fetcher())
    assert isinstance(refusal, Refusal)
    assert reason in refusal.reason
    assert refusal.hint
    assert ("/secret/page", AGENT) not in asked


@pytest.mark.parametrize("url", ["http://127.0.0.1:1/", "http://", "http://[::bad/"])
def test_an_address_that_does_not_answer(url):
    (refusal,) = address_records(url, Fetcher())
    assert isinstance(refusal, Refusal)
    assert refusal.hint


def test_the_command_tells_what_it_sent(site, tmp_path, capsys):
    root, _ = site
    with pytest.raises(SystemExit) as ended:
        main(["add", root + "/page", root + "/secret/page", "--archive", str(tmp_path / "a.db")])
    out, err = capsys.readouterr()
    assert ended.value.code == 3
    assert out.startswith("1 new, 0 same, 0 updated, 1 refused")
    assert f"sent as {AGENT}: GET {root}/robots.txt, GET {root}/page" in err
    assert "nothing of its user" not in err


def test_a_missing_package_names_its_pip_line(monkeypatch):
    monkeypatch.setitem(__import__("sys").modules, "httpx2", None)
    (refusal,) = address_records("https://example.org/", Fetcher())
    assert 'pip install "xewer[harvest]"' in refusal.hint
