"""Addresses that the user named: each is asked for once, nothing else is, and what was sent is told.

A site's robots.txt is obeyed. Pictures, styles and linked pages are never asked for; a redirect is followed on the
same host only (http to https, with or without ``www``).
"""

from __future__ import annotations

import re
import tempfile
from dataclasses import dataclass, field
from datetime import datetime, timezone
from pathlib import Path
from typing import TYPE_CHECKING, Any
from urllib.parse import urljoin, urlsplit

from xewer import __version__
from xewer.errors import InputError, MissingExtraError
from xewer.harvest.feed import feed_records, is_feed
from xewer.harvest.files import LARGEST, records
from xewer.harvest.html import is_html
from xewer.harvest.language import uyghur_only
from xewer.harvest.record import ARTICLES, Page, Record, Refusal, Remark, Wanted
from xewer.harvest.web_archive import captured_record

if TYPE_CHECKING:
    from collections.abc import Iterator

__all__ = ["AGENT", "Answer", "Fetcher", "address_records", "is_address"]

AGENT = f"xewer/{__version__} (one page, asked for by its reader)"
"""What is told to the site: the program, and nothing of its user."""
LONGEST = 30.0
"""Seconds without an answer."""
_MOST_REDIRECTS = 5
_ENDINGS = {
    "application/pdf": ".pdf", "application/json": ".json", "text/csv": ".csv", "text/plain": ".txt",
    "application/epub+zip": ".epub", "application/warc": ".warc",
}  # fmt: skip
_MIRRORED = re.compile(r"charset\s*=\s*[\"']?([A-Za-z0-9_:.-]{1,40})", re.IGNORECASE)


def is_address(path: str) -> bool:
    """Whether an argument is an address of the web.

    >>> is_address("https://example.org/1"), is_address("https.txt")
    (True, False)
    """
    return path.lower().startswith(("http://", "https://"))


@dataclass(frozen=True, slots=True)
class Answer:
    """What came from an address: bytes, where it really lay, the type and encoding that the site named."""

    data: bytes
    url: str
    kind: str
    charset: str | None


@dataclass(slots=True)
class Fetcher:
    """Asks for addresses; ``sent`` lists each request, in order."""

    sent: list[str] = field(default_factory=list)
    _rules: dict[str, Any] = field(default_factory=dict)

    def get(self, url: str) -> Answer:
        """The answer of one address.

        Raises:
            InputError: not an address, forbidden by robots.txt, not there, too large, or it leads to another host.
            MissingExtraError: a package of the extra ``harvest`` is not installed.
        """
        try:
            import httpx2
        except ImportError as error:
            raise MissingExtraError(
                "addresses need the package httpx2", hint='install it: pip install "xewer[harvest]"'
            ) from error
        try:
            with httpx2.Client(timeout=LONGEST, headers={"User-Agent": AGENT, "Accept-Language": "ug"}) as client:
                return self._follow(client, url)
        except httpx2.TimeoutException as error:
            raise InputError("no answer in time", hint="try again later, or save the page in your browser") from error
        except (httpx2.HTTPError, httpx2.InvalidURL, ValueError) as error:
            reason = str(error) or type(error).__name__
            raise InputError(f"cannot be fetched: {reason}"[:200], hint="check the address and the network") from error

    def _follow(self, client: Any, url: str) -> Answer:
        first = _host(url)
        for _ in range(_MOST_REDIRECTS):
            if not self._allowed(client, url):
                raise InputError(
                    "the site asks programs not to fetch this (robots.txt)", hint="save the page in your browser"
                )
            answer, moved = self._ask(client, url)
            if moved is None:
                return answer
            url = urljoin(url, moved)
            if not is_address(url) or _host(url) != first:
                raise InputError(f"it leads to another site: {url[:200]}", hint="name that address if you want it")
        raise InputError("it leads in a circle", hint="open it in your browser and save the page")

    def _ask(self, client: Any, url: str) -> tuple[Answer, str | None]:
        self.sent.append(f"GET {url}")
        with client.stream("GET", url) as response:
            if response.is_redirect:
                return Answer(b"", url, "", None), response.headers.get("location", "")
            if response.status_code != 200:
                raise InputError(
                    f"the site answers {response.status_code} {response.reason_phrase}".strip(),
                    hint="check the address; look for the page in a web archive",
                )
            data = bytearray()
            for block in response.iter_bytes():
                data += block
                if len(data) > LARGEST:
                    raise InputError(f"more than {LARGEST // 1_000_000} MB", hint="download it, then add the file")
            told = response.headers.get("content-type", "")
        charset = _MIRRORED.search(told)
        kind = told.partition(";")[0].strip().lower()
        return Answer(bytes(data), url, kind, charset[1] if charset else None), None

    def _allowed(self, client: Any, url: str) -> bool:
        """Whether robots.txt lets programs fetch this; a site without one allows everything, one in trouble nothing."""
        from protego import Protego

        parts = urlsplit(url)
        root = f"{parts.scheme}://{parts.netloc}"
        if root not in self._rules:
            self._rules[root] = Protego.parse(self._robots(client, f"{root}/robots.txt"))
        return bool(self._rules[root].can_fetch(url, "xewer"))

    def _robots(self, client: Any, url: str) -> str:
        """Text of a robots.txt, empty if there is none; redirects to other hosts are not followed here either."""
        for _ in range(_MOST_REDIRECTS):
            self.sent.append(f"GET {url}")
            response = client.get(url)
            if response.status_code >= 500:
                raise InputError(f"robots.txt cannot be read: {response.status_code}", hint="try again later")
            moved = urljoin(url, response.headers.get("location", "")) if response.is_redirect else ""
            if not moved or _host(moved) != _host(url) or not is_address(moved):
                return str(response.text[:500_000]) if response.status_code == 200 else ""
            url = moved
        return ""


def _host(url: str) -> str:
    parts = urlsplit(url)
    host = (parts.hostname or "").lower().removeprefix("www.")
    return f"{host}:{parts.port}" if parts.port not in (None, 80, 443) else host


def address_records(url: str, fetcher: Fetcher, wanted: Wanted = ARTICLES) -> Iterator[Record | Refusal | Remark]:
    """The articles at an address: a page, a feed's items, a document; never raises for what it finds there."""
    try:
        yield from _found(fetcher.get(url), wanted)
    except (InputError, MissingExtraError) as error:
        yield Refusal(url, str(error), error.hint)


def _found(answer: Answer, wanted: Wanted) -> Iterator[Record | Refusal | Remark]:
    if is_feed(answer.data):
        for one in feed_records(answer.data, answer.url):
            yield one if isinstance(one, Refusal) else uyghur_only(one, keep_other=wanted.other)
    elif is_html(answer.data) or answer.kind in ("text/html", "application/xhtml+xml"):
        today = datetime.now(timezone.utc).date().isoformat()
        page = Page(answer.data, answer.url, today, answer.charset)
        yield uyghur_only(captured_record(page, answer.url, wanted), keep_other=wanted.other)
    else:
        yield from _as_file(answer, wanted)


def _as_file(answer: Answer, wanted: Wanted) -> Iterator[Record | Refusal | Remark]:
    """Documents are read as files are; their origin is the address."""
    from dataclasses import replace

    name = Path(urlsplit(answer.url).path).name
    ending = "".join(Path(name).suffixes[-2:])[:20] if re.fullmatch(r"[\w.-]{1,100}", name) else ""
    with tempfile.TemporaryDirectory(prefix="xewer-") as folder:
        path = Path(folder, f"download{ending or _ENDINGS.get(answer.kind, '')}")
        path.write_bytes(answer.data)
        for one in records(path, wanted):
            origin = one.origin.replace(str(path), answer.url)
            found: Record | Refusal | Remark = replace(one, origin=origin)
            if isinstance(found, Record) and found.url is None and "#" not in origin:
                found = replace(found, url=answer.url)
            yield found
