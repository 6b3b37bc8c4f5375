"""Asks the desk without a network: pages by GET, forms with the token that its pages carry."""

from __future__ import annotations

import asyncio
import re

import httpx

from xewer.show import web

HOST = "http://127.0.0.1:8765"


class Caller:
    """One desk; ``caller(path)("/help")`` is an answer."""

    def __init__(self, path, **more):
        self.app = web.create_app(path, **more)

    def __call__(self, address, method="GET", **more):
        async def run():
            transport = httpx.ASGITransport(app=self.app, raise_app_exceptions=False)
            async with httpx.AsyncClient(transport=transport, base_url=HOST) as client:
                return await client.request(method, address, **more)

        return asyncio.run(run())

    def token(self):
        """The token of the forms, as a page carries it."""
        return re.search(r'name="token" value="([^"]+)"', self("/bring").text)[1]

    def post(self, address, data=None, *, token=None, headers=None, **more):
        """Send a form as a page of ours does."""
        sent = {**(data or {}), "token": self.token() if token is None else token}
        return self(address, "POST", data=sent, headers={"origin": HOST, **(headers or {})}, **more)


def caller(path, **more):
    """A desk on an archive."""
    return Caller(path, **more)
