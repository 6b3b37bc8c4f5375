"""Web archives: the pages of a WARC or WACZ file that are Uyghur articles, and a count of all the rest."""

from __future__ import annotations

import re
import zipfile
import zlib
from collections import Counter
from dataclasses import replace
from typing import TYPE_CHECKING

from xewer.errors import DataError, InputError, MissingExtraError
from xewer.harvest.html import page_record
from xewer.harvest.language import uyghur_only
from xewer.harvest.page_dates import iso_day
from xewer.harvest.record import ARTICLES, NO_TRAIL, Page, Record, Refusal, Remark, Trail, Wanted
from xewer.harvest.warc_stream import CutShortError, Damage, payload, warc_stream
from xewer.harvest.zstd_stream import ZstdStream, is_zstd

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator
    from pathlib import Path

    from xewer.harvest.warc_stream import Readable, WarcRecord

__all__ = ["captured_record", "is_wacz", "wacz_file", "warc_file"]

_MEMBER = re.compile(r"archive/[^/]{1,200}\.warc(?:\.gz|\.zst)?$")
_MOST_MEMBERS = 10_000
_RATIO = 200  # a WARC in a WACZ is stored or packed ten times smaller
_ALLOWED = 50_000_000
_CHARSET = re.compile(r"charset\s*=\s*[\"']?([A-Za-z0-9_:.-]{1,40})", re.IGNORECASE)


def warc_file(
    path: Path, origin: str, wanted: Wanted = ARTICLES, trail: Trail = NO_TRAIL
) -> Iterator[Record | Refusal | Remark]:
    """The Uyghur articles of a WARC file, each damaged place, and at the end a count of all the rest.

    Raises:
        MissingExtraError: a package of the extra ``harvest`` is not installed.
    """
    with path.open("rb") as file:
        packed = is_zstd(file.read(4))
        file.seek(0)
        stream: Readable = ZstdStream(file) if packed else file
        yield from _articles([(origin, stream)], origin, wanted, trail, file.tell)


def is_wacz(path: Path) -> bool:
    """Whether a ZIP file holds WARC files where a WACZ does."""
    try:
        with zipfile.ZipFile(path) as zipped:
            return any(_MEMBER.match(name) for name in zipped.namelist())
    except (zipfile.BadZipFile, NotImplementedError, ValueError):
        return False


def wacz_file(
    path: Path, origin: str, wanted: Wanted = ARTICLES, trail: Trail = NO_TRAIL
) -> Iterator[Record | Refusal | Remark]:
    """The same for the WARC files of a WACZ, which are read as streams: nothing is unpacked onto the disk.

    Raises:
        InputError: too many members.
        MissingExtraError: a package of the extra ``harvest`` is not installed.
    """
    with path.open("rb") as file, zipfile.ZipFile(file) as zipped:
        members = [info for info in zipped.infolist() if _MEMBER.match(info.filename)]
        if len(members) > _MOST_MEMBERS:
            raise InputError(f"a WACZ of {len(members)} web archives", hint="no real one is; split it")
        yield from _articles(_members(zipped, members, origin), origin, wanted, trail, file.tell)


def _members(
    zipped: zipfile.ZipFile, members: list[zipfile.ZipInfo], origin: str
) -> Iterator[tuple[str, Readable] | Refusal]:
    for info in members:
        place = f"{origin}/{info.filename}"
        if info.file_size > _ALLOWED and info.file_size > _RATIO * max(info.compress_size, 1):
            yield Refusal(place, f"packed more than {_RATIO} times smaller, as bombs are", "make the WACZ again")
            continue
        try:
            with zipped.open(info) as file:
                member = _Member(file)
                yield place, ZstdStream(member) if info.filename.endswith(".zst") else member
            if member.broken:
                yield Refusal(place, "damaged inside the ZIP", "what follows in it is lost in this copy")
        except (zipfile.BadZipFile, RuntimeError, NotImplementedError) as error:
            yield Refusal(place, f"cannot be unpacked: {error}"[:200], "make the WACZ again, without a password")


class _Member:
    """A member of a ZIP that ends where it is damaged."""

    def __init__(self, file: Readable) -> None:
        self._file = file
        self.broken = False

    def read(self, size: int = -1, /) -> bytes:
        """At most ``size`` bytes; none at the end or at damaged bytes."""
        try:
            return self._file.read(size)
        except (zipfile.BadZipFile, zlib.error, EOFError):
            self.broken = True
            return b""


def _articles(
    files: Iterable[tuple[str, Readable] | Refusal], origin: str, wanted: Wanted, trail: Trail, at: Callable[[], int]
) -> Iterator[Record | Refusal | Remark]:
    """The articles of several WARC files, then the count of all records, as a refusal if none is an article."""
    counts: Counter[str] = Counter()
    for item in files:
        if isinstance(item, Refusal):
            yield item
            continue
        place, file = item
        for found in warc_stream(file):
            if not trail.step(at()):
                counts["passed over"] += 1
                continue
            told = _damage(found, place) if isinstance(found, Damage) else _page(found, place, counts, wanted)
            if told:
                yield told
    counted = ", ".join(f"{n} {what}" for what, n in sorted(counts.items()))
    summary = f"web archive of {sum(counts.values())} records: {counted}"
    if counts["articles"] or counts["passed over"]:
        yield Remark(origin, summary)
    else:
        yield Refusal(origin, f"no Uyghur article in it; {summary}", "--keep-other keeps pages in other languages")


def _damage(found: Damage, origin: str) -> Refusal:
    if found.next_at is None:
        return Refusal(origin, f"damaged at byte {found.at}: {found.reason}", "nothing after it can be read")
    return Refusal(
        origin,
        f"damaged at byte {found.at}: {found.reason}; read on at byte {found.next_at}",
        "what lies between is lost in this copy: look for another one",
    )


def _page(found: WarcRecord, origin: str, counts: Counter[str], wanted: Wanted) -> Record | Refusal | None:
    """The article of one record; None if it is not one, which is counted."""
    kind = _kind(found)
    if kind:
        counts[kind] += 1
        return None
    place = f"{origin}#{found.url or '?'}"
    charset = _CHARSET.search(found.headers.get("content-type", ""))
    try:
        data = payload(found)
        page = Page(data, found.url, iso_day((found.captured or "")[:10]), charset[1] if charset else None)
        record = captured_record(page, place, wanted)
    except CutShortError:
        counts["cut short"] += 1  # the damage itself is told by the stream
        return None
    except InputError as error:
        if "no article" in str(error) or "nothing in it" in str(error) or "without content" in str(error):
            counts["pages without an article"] += 1
            return None
        counts["pages refused"] += 1
        return Refusal(place, str(error), error.hint)
    except (MissingExtraError, DataError, OSError):
        raise
    except Exception as error:  # a fault of ours in one page must not stop the rest: it is named in the tally
        counts["pages refused"] += 1
        return Refusal(place, f"failed: {type(error).__name__}: {error}"[:300], "please report it with the file")
    checked = uyghur_only(record, keep_other=wanted.other)
    if isinstance(checked, Record):
        counts["articles"] += 1
        return checked
    if "old font" in checked.reason:
        counts["pages refused"] += 1
        return checked
    counts["pages in other languages"] += 1
    return None


def captured_record(page: Page, origin: str, wanted: Wanted) -> Record:
    """The article of a captured page, with its bytes if they are wanted.

    Raises:
        InputError: there is none.
    """
    record = page_record(
        page.data, origin, url=page.url, captured=page.captured, charset=page.charset, names=wanted.names
    )
    return replace(record, page=page) if wanted.pages else record


def _kind(found: WarcRecord) -> str | None:
    """What a record is counted as, None if it is a page to be read."""
    if found.type not in ("response", "resource"):
        return {"revisit": "revisits"}.get(found.type, "requests and descriptions")
    if found.type == "resource":
        return "not HTML"  # screenshots and the crawler's own files; served pages are responses
    if found.status and not found.status.startswith("2"):
        return "redirects and errors"
    kind = found.headers.get("content-type", "").partition(";")[0].strip().lower()
    return None if kind in ("text/html", "application/xhtml+xml") else "not HTML"
