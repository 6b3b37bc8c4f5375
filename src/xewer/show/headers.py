"""What the desk lets in and what it sends with every answer: this machine's own pages only, and no foreign code."""

from __future__ import annotations

import hmac
from http.cookies import CookieError, SimpleCookie
from typing import TYPE_CHECKING
from urllib.parse import parse_qsl, urlencode, urlsplit

if TYPE_CHECKING:
    from starlette.types import ASGIApp, Message, Receive, Scope, Send

__all__ = ["COOKIE", "HEADERS", "LARGEST_FORM", "LOOPBACK", "Guard", "allowed", "same_token"]

LOOPBACK = frozenset({"localhost", "127.0.0.1", "::1"})
"""Names under which the desk answers; any other is a page elsewhere that points its own name here."""

_SAFE = frozenset({"GET", "HEAD", "OPTIONS"})
HEADERS = (
    (
        b"content-security-policy",
        b"default-src 'self'; object-src 'none'; base-uri 'none'; form-action 'self'; frame-ancestors 'none'",
    ),
    (b"x-content-type-options", b"nosniff"),
    (b"x-frame-options", b"DENY"),
    (b"referrer-policy", b"no-referrer"),
    (b"cross-origin-opener-policy", b"same-origin"),
    (b"cross-origin-resource-policy", b"same-origin"),
    (b"permissions-policy", b"camera=(), geolocation=(), microphone=()"),
)
"""Sent with every answer."""
COOKIE = "xewer-token"
LARGEST_FORM = 201_000_000
"""Bytes of a form: all files of a batch and what stands around them."""


def _host_name(host: str) -> str:
    """Name in a Host header, without the port.

    >>> _host_name("[::1]:8765"), _host_name("localhost")
    ('::1', 'localhost')
    """
    try:
        return (urlsplit(f"//{host}").hostname or "").lower()
    except ValueError:
        return ""


def allowed(method: str, host: str, origin: str | None, site: str | None, *, anywhere: bool = False) -> str | None:
    """Why a request is refused, or None if it may come in.

    Args:
        host: the Host header.
        anywhere: other names than this machine's own are good too, since a token is asked for.
        origin: the Origin header, if there is one.
        site: the Sec-Fetch-Site header, which browsers set and pages cannot.

    >>> allowed("GET", "127.0.0.1:8765", None, None) is None, allowed("GET", "news.example", None, None)
    (True, 'the desk answers on this machine only')
    >>> allowed("POST", "localhost", "http://news.example", "cross-site")
    'this form was sent by another page'
    """
    if not _host_name(host) or (not anywhere and _host_name(host) not in LOOPBACK):
        return "the desk answers on this machine only"
    if method in _SAFE:
        return None
    # Under "no-referrer" a browser sends "Origin: null" with its own forms too; then Sec-Fetch-Site tells them apart.
    if site is not None:
        return None if site in {"same-origin", "none"} else "this form was sent by another page"
    if origin is not None and origin.lower() == f"http://{host}".lower():
        return None
    return "this form was sent by another page"


def same_token(token: str, told: str) -> bool:
    """Whether a token is the right one; takes as long for a wrong one.

    >>> same_token("abc", "abc"), same_token("abc", "abç")
    (True, False)
    """
    return hmac.compare_digest(token.encode(), told.encode("utf-8", "replace"))


def _from_cookie(header: str) -> str:
    try:
        found = SimpleCookie(header).get(COOKIE)
    except CookieError:
        return ""
    return found.value if found else ""


class Guard:
    """Refuses what `allowed` refuses, and adds the safety headers to every answer.

    With a ``token`` the desk can be reached from other machines: then every request must carry it, in the address at
    first (``?token=``), which is answered with a cookie and the address without it.
    """

    def __init__(self, app: ASGIApp, token: str | None = None) -> None:
        self.app = app
        self.token = token

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Serve one request."""
        if scope["type"] != "http":
            await self.app(scope, receive, send)
            return

        async def send_safe(message: Message) -> None:
            if message["type"] == "http.response.start":
                headers = [*message.get("headers", []), *HEADERS]
                if not any(name.lower() == b"cache-control" for name, _ in headers):
                    headers.append((b"cache-control", b"no-store" if self.token else b"no-cache"))
                message = {**message, "headers": headers}
            await send(message)

        said = _headers(scope)
        method = scope["method"]
        anywhere = self.token is not None
        why = allowed(method, said.get("host", ""), said.get("origin"), said.get("sec-fetch-site"), anywhere=anywhere)
        status = 403
        if why is None and method not in _SAFE:
            why, status = _too_large(said.get("content-length"))
        if why is None and self.token is not None and not same_token(self.token, _from_cookie(said.get("cookie", ""))):
            asked = parse_qsl(scope["query_string"].decode("latin-1"), keep_blank_values=True)
            if method in _SAFE and any(k == "token" and same_token(self.token, v) for k, v in asked):
                await self._let_in(scope, receive, send_safe, urlencode([(k, v) for k, v in asked if k != "token"]))
                return
            why, status = "open the address that xewer serve has shown: it carries the token", 401
        if why is not None:
            from starlette.responses import PlainTextResponse

            await PlainTextResponse(why + "\n", status_code=status)(scope, receive, send_safe)
            return
        await self.app(scope, receive, send_safe)

    async def _let_in(self, scope: Scope, receive: Receive, send: Send, query: str) -> None:
        """Put the token into a cookie, and go on without it in the address, which others may see."""
        from starlette.responses import RedirectResponse

        path = "/" + str(scope["path"]).lstrip("/\\")  # never another host's address
        answer = RedirectResponse(path + (f"?{query}" if query else ""), status_code=303)
        answer.set_cookie(COOKIE, self.token or "", httponly=True, samesite="strict", path="/")
        await answer(scope, receive, send)


def _headers(scope: Scope) -> dict[str, str]:
    said: dict[str, str] = {}
    for name, value in scope["headers"]:
        key = name.decode("latin-1").lower()
        if key == "host" and key in said:
            said[key] = ""  # two Host headers: neither is believed
        else:
            said[key] = value.decode("latin-1")
    return said


def _too_large(length: str | None) -> tuple[str | None, int]:
    """Why a form is refused for its size, with the status."""
    if length is None:
        return "a form must say how long it is", 411
    if not (length.isascii() and length.isdigit()) or int(length) > LARGEST_FORM:
        return f"a form may have {LARGEST_FORM // 1_000_000} MB; add larger files with: xewer add PATH", 413
    return None, 403
