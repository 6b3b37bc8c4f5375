"""The desk for other machines: only with a token, which is told once, kept in a cookie, and compared in constant time."""

from __future__ import annotations

import socket
import threading
import urllib.request
from urllib.parse import parse_qs, urlsplit

import pytest

from desk_client import HOST, caller
from xewer.show import headers, web

TOKEN = "correct-horse"


@pytest.fixture(scope="module")
def far(desk_archive):
    return caller(desk_archive, token=TOKEN)


@pytest.mark.parametrize(
    "cookie", [None, "xewer-token=", "xewer-token=wrong", "other=correct-horse", "xewer-token=ئا".encode(), "x" * 5000]
)
def test_without_the_token_nothing_is_shown(far, cookie):
    sent = {"cookie": cookie} if cookie is not None else {}
    for address in ("/", "/static/desk.css", "/article/first.json", "/?token=wrong", "/?token="):
        answer = far(address, headers=sent)
        assert answer.status_code == 401
        assert "Alim" not in answer.text
        assert "default-src 'self'" in answer.headers["content-security-policy"]


def test_the_address_with_the_token_gives_a_cookie_and_goes_on_without_it(far):
    answer = far(f"/ledger?kind=said&token={TOKEN}")
    assert answer.status_code == 303
    assert answer.headers["location"] == "/ledger?kind=said"
    cookie = answer.headers["set-cookie"]
    assert "HttpOnly" in cookie
    assert "samesite=strict" in cookie.lower()
    page = far("/ledger?kind=said", headers={"cookie": cookie.partition(";")[0]})
    assert page.status_code == 200
    assert page.headers["cache-control"] == "no-store"
    assert TOKEN not in page.text


def test_the_redirect_never_leaves_the_desk(far):
    assert far(f"{HOST}//news.example/?token={TOKEN}").headers["location"].startswith("/news.example")


def test_other_names_are_good_with_the_token_but_foreign_forms_are_not(far):
    cookie = {"cookie": f"xewer-token={TOKEN}"}
    assert far("/help", headers={**cookie, "host": "192.168.1.4:8765"}).status_code == 200
    assert far("/help", headers={**cookie, "host": ""}).status_code == 403
    sent = {**cookie, "origin": "http://news.example", "sec-fetch-site": "cross-site"}
    assert far("/examples", "POST", data={"token": "x"}, headers=sent).status_code == 403
    assert far("/examples", "POST", data={"token": "x"}, headers={**cookie, "origin": HOST}).status_code == 403


def test_tokens_are_compared_in_constant_time(far, monkeypatch):
    compared = []
    monkeypatch.setattr(headers.hmac, "compare_digest", lambda a, b: compared.append((a, b)) or False)
    assert far("/", headers={"cookie": f"xewer-token={TOKEN}"}).status_code == 401
    assert compared


def test_on_this_machine_no_token_is_asked_for_and_no_cookie_set(desk_archive):
    answer = caller(desk_archive)("/?token=x")
    assert answer.status_code == 200
    assert "set-cookie" not in answer.headers


def test_serving_elsewhere_announces_an_address_with_a_token(desk_archive, monkeypatch):
    import uvicorn

    servers, told, at = [], threading.Event(), []
    made = uvicorn.Server.__init__
    monkeypatch.setattr(uvicorn.Server, "__init__", lambda self, config: (servers.append(self), made(self, config))[1])
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    monkeypatch.setattr(web, "LOOPBACK", frozenset())  # the address stands for one that others can reach
    thread = threading.Thread(
        target=web.serve, args=(desk_archive,), kwargs={"port": port, "announce": lambda a: (at.append(a), told.set())}
    )
    thread.start()
    assert told.wait(20)
    token = parse_qs(urlsplit(at[0]).query)["token"][0]
    assert len(token) >= 32
    opener = urllib.request.build_opener(urllib.request.HTTPCookieProcessor())
    with opener.open(at[0], timeout=20) as answer:
        assert answer.status == 200
        assert token not in answer.url
    servers[0].should_exit = True
    thread.join(20)
