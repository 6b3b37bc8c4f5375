"""What the desk lets in and what it sends with every answer: this machine's own pages only, and no foreign code."""

from __future__ import annotations

from typing import TYPE_CHECKING
from urllib.parse import urlsplit

if TYPE_CHECKING:
    from starlette.types import ASGIApp, Message, Receive, Scope, Send

__all__ = ["HEADERS", "LOOPBACK", "Guard", "allowed"]

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


def _host_name(host: str) -> str:
    """Name in a Host header, without the port.

    >>> _host_name("[::1]:8765"), _host_name("localhost")
    ('::1', 'localhost')
    """
    try:
        return (urlsplit(f"//{host}").hostname or "").lower()
    except ValueError:
        return ""


def allowed(method: str, host: str, origin: str | None, site: str | None) -> str | None:
    """Why a request is refused, or None if it may come in.

    Args:
        host: the Host header.
        origin: the Origin header, if there is one.
        site: the Sec-Fetch-Site header, which browsers set and pages cannot.

    >>> allowed("GET", "127.0.0.1:8765", None, None) is None, allowed("GET", "news.example", None, None)
    (True, 'the desk answers on this machine only')
    >>> allowed("POST", "localhost", "http://news.example", "cross-site")
    'this form was sent by another page'
    """
    if _host_name(host) not in LOOPBACK:
        return "the desk answers on this machine only"
    if method in _SAFE:
        return None
    # Under "no-referrer" a browser sends "Origin: null" with its own forms too; then Sec-Fetch-Site tells them apart.
    if site is not None:
        return None if site in {"same-origin", "none"} else "this form was sent by another page"
    if origin is not None and origin.lower() == f"http://{host}".lower():
        return None
    return "this form was sent by another page"


class Guard:
    """Refuses what `allowed` refuses, and adds the safety headers to every answer."""

    def __init__(self, app: ASGIApp) -> None:
        self.app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Serve one request."""
        if scope["type"] != "http":
            await self.app(scope, receive, send)
            return

        async def send_safe(message: Message) -> None:
            if message["type"] == "http.response.start":
                message = {**message, "headers": [*message.get("headers", []), *HEADERS]}
            await send(message)

        said: dict[str, str] = {}
        for name, value in scope["headers"]:
            key = name.decode("latin-1").lower()
            if key == "host" and key in said:
                said[key] = ""  # two Host headers: neither is believed
            else:
                said[key] = value.decode("latin-1")
        why = allowed(scope["method"], said.get("host", ""), said.get("origin"), said.get("sec-fetch-site"))
        if why is not None:
            from starlette.responses import PlainTextResponse

            await PlainTextResponse(why + "\n", status_code=403)(scope, receive, send_safe)
            return
        await self.app(scope, receive, send_safe)
