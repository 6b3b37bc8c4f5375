"""Web archive files (WARC) as a stream of records, going on after damage at the next record that is whole."""

from __future__ import annotations

import re
import zlib
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Protocol

from xewer.errors import InputError, MissingExtraError
from xewer.harvest.zstd_stream import is_zstd, unpacked_body

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

__all__ = ["LARGEST_PAGE", "CutShortError", "Damage", "Readable", "WarcRecord", "is_warc", "payload", "warc_stream"]

LARGEST_PAGE = 8_000_000
"""Bytes of one page, packed or unpacked; real ones stay below a tenth of that."""
_GZIP = b"\x1f\x8b\x08"
# An ARC record: address, IP address, time, type, length (Burner and Kahle 1996).
_ARC = re.compile(rb"(?:https?|ftp|dns|filedesc):\S{1,4000} \d{1,3}(?:\.\d{1,3}){3} \d{14} \S{1,200} .{0,99}\d+\r?\n")
_SIGN = re.compile(rb"WARC/|(?:https?|ftp|dns):\S{1,4000} \d{1,3}\.")
_BLOCK = 65536
_WINDOW = 4_000_000  # bytes that can be gone back over to look for the next record
_LINE = 65536  # bytes of one line of a header, beyond which it is none
_HEAD = 1_000_000  # bytes of all header lines of one record
_RATIO = 150  # pages are packed ten times smaller, at most forty
_ALLOWED = 50_000_000  # unpacked bytes before the ratio counts


class Readable(Protocol):
    """Anything that is read forwards: a file, a member of a ZIP."""

    def read(self, size: int = -1, /) -> bytes:
        """At most ``size`` bytes, none at the end."""
        ...


@dataclass(frozen=True, slots=True)
class Damage:
    """A place that could not be read: from where, why, and where reading went on (None: nowhere)."""

    at: int
    reason: str
    next_at: int | None


@dataclass(frozen=True, slots=True)
class WarcRecord:
    """One record: its type, address, moment of capture, the answer's status and headers, and its bytes unread."""

    type: str
    url: str | None
    captured: str | None
    status: str
    headers: dict[str, str]
    stream: Any
    settle: Callable[[], None]


def is_warc(head: bytes) -> bool:
    """Whether a file begins as a web archive does (WARC, or ARC before it), packed by gzip or not.

    >>> is_warc(b"WARC/1.1" + bytes(2)), is_warc(zlib.compress(b"WARC/1.0", wbits=31)), is_warc(b"WARCRAFT")
    (True, True, False)
    """
    if head.startswith(_GZIP):
        unpack, head, packed = zlib.decompressobj(31), b"", head[:_BLOCK]
        try:
            head = unpack.decompress(packed, 16)
            # No further than needed: behind a short record stands its check sum, which may be the damaged thing.
            if not head.lstrip(b"\r\n").startswith(b"WARC"):
                head += unpack.decompress(unpack.unconsumed_tail, 4400)
        except zlib.error:
            return False
    head = head.lstrip(b"\r\n")
    return head.startswith((b"WARC/1.", b"WARC/0.")) or bool(_ARC.match(head))


def warc_stream(file: Readable) -> Iterator[WarcRecord | Damage]:
    """The records in their order; each one's bytes must be read before the next is asked for.

    What is damaged or cut short is told as a `Damage`, then reading goes on with the next whole record.

    Raises:
        MissingExtraError: ``warcio`` is not installed.
    """
    try:
        from warcio.recordloader import ArcWarcRecordLoader
    except ImportError as error:
        raise MissingExtraError(
            "web archives need the package warcio", hint='install it: pip install "xewer[harvest]"'
        ) from error
    source = _Source(file)
    packed = source.peek(3) == _GZIP
    while source.peek(1):
        piece = _Piece(source, packed=packed)
        start = source.at
        try:
            yield from _records(piece, ArcWarcRecordLoader())
        except _DamagedError as error:
            source.back_to(piece.start + 1)
            found = source.seek_record(packed=packed)
            yield Damage(piece.start, str(error), source.at if found else None)
            if not found:
                return
        if source.at <= start:  # never twice at one place, whatever the bytes
            return


def _records(piece: _Piece, loader: Any) -> Iterator[WarcRecord]:
    """The records of one gzip member, or of a whole unpacked file."""
    from warcio.exceptions import ArchiveLoadFailed
    from warcio.statusandheaders import StatusAndHeadersParserException

    bad = (ArchiveLoadFailed, StatusAndHeadersParserException, EOFError, ValueError, AttributeError)
    while True:
        line = b"\n"
        while line in (b"\n", b"\r\n"):
            if not piece.packed:
                piece.start = piece.place
                piece.source.forget_before(piece.start)
            line = piece.readline()
        if not line:
            return
        kind = "warc" if line.startswith(b"WARC/") else "arc" if _ARC.match(line) else ""
        if not kind:
            raise _DamagedError("no record begins where one should")
        piece.head_left = _HEAD
        try:
            record = loader.parse_record_stream(piece, line.decode("latin-1"), kind)
        except bad as error:
            raise _DamagedError("the head of a record cannot be read") from error
        piece.head_left = None
        get = record.rec_headers.get_header
        http = record.http_headers
        url = (get("WARC-Target-URI") or "").strip().strip("<>") or None
        yield WarcRecord(
            type=record.rec_type or "",
            url=url,
            captured=get("WARC-Date"),
            status=http.get_statuscode() if http else "",
            headers={k.lower(): v for k, v in http.headers} if http else {},
            stream=record.raw_stream,
            settle=piece.settle,
        )
        while record.raw_stream.read(_BLOCK):
            pass
        if getattr(record.raw_stream, "limit", 0) > 0:
            raise _DamagedError(f"cut short in {url or 'a record'}")


def payload(record: WarcRecord) -> bytes:
    """The bytes of a page as a browser shows them: unpacked, at most `LARGEST_PAGE`.

    Raises:
        CutShortError: not all of it is there; the stream tells the place as a `Damage`.
        InputError: too large, or packed in a way that is not known.
    """
    data = b""
    try:
        while more := record.stream.read(_BLOCK):
            data = _bounded(data + more)
        record.settle()
    except _DamagedError as error:
        raise CutShortError(str(error)) from error
    if getattr(record.stream, "limit", 0) > 0:
        raise CutShortError("cut short")
    if record.headers.get("transfer-encoding", "").lower() == "chunked":
        data = _dechunked(data)
    for coding in reversed(record.headers.get("content-encoding", "").lower().replace(" ", "").split(",")):
        data = _unpacked(data, coding)
    return data


def _bounded(data: bytes) -> bytes:
    if len(data) > LARGEST_PAGE:
        raise InputError(f"a page of more than {LARGEST_PAGE // 1_000_000} MB", hint="no article is that long")
    return data


def _dechunked(data: bytes) -> bytes:
    """The body without the sizes of its chunks; archivers often took them out but left the header."""
    out: list[bytes] = []
    at = 0
    while at < len(data):
        end = data.find(b"\n", at, at + 200)
        size = data[at:end].partition(b";")[0].strip() if end >= 0 else b""
        try:
            length = int(size, 16)
        except ValueError:
            return b"".join(out) if out else data
        if not length or length < 0:
            break
        out.append(data[end + 1 : end + 1 + length])
        at = end + 1 + length
        at += 2 if data[at : at + 2] == b"\r\n" else 1
    return b"".join(out)


def _unpacked(data: bytes, coding: str) -> bytes:
    if coding in ("", "identity"):
        return data
    if coding not in ("gzip", "x-gzip", "deflate", "br", "zstd"):
        raise InputError(f"a page packed by {coding[:20]}", hint="only gzip, deflate, br and zstd are unpacked")
    if coding in ("gzip", "x-gzip") and not data.startswith(_GZIP):
        return data  # the archiver unpacked it and left the header
    try:
        if coding == "br":
            return _bounded(_brotli(data))
        if coding == "zstd":
            return _bounded(unpacked_body(data, LARGEST_PAGE + 1)) if is_zstd(data) else data
        raw = coding == "deflate" and data[:1] != b"\x78"
        return _bounded(zlib.decompressobj(-15 if raw else 47).decompress(data, LARGEST_PAGE + 1))
    except (zlib.error, ValueError) as error:
        raise InputError(f"a page packed by {coding} that cannot be unpacked", hint="capture it again") from error


def _brotli(data: bytes) -> bytes:
    try:
        import brotli
    except ImportError as error:
        raise MissingExtraError(
            "pages packed by br need the package brotli", hint='install it: pip install "xewer[harvest]"'
        ) from error
    try:
        unpacked: bytes = brotli.Decompressor().process(data, output_buffer_limit=LARGEST_PAGE + 1)
    except brotli.error as error:
        raise ValueError from error
    return unpacked


class CutShortError(InputError):
    """A record that is not whole."""


class _DamagedError(Exception):
    """What was read is no whole record."""


class _Source:
    """A stream read forwards, that can go back over what was read last."""

    def __init__(self, file: Readable) -> None:
        self._file = file
        self._kept = bytearray()
        self._start = 0
        self.at = 0

    def read(self, size: int = _BLOCK) -> bytes:
        inside = self.at - self._start
        if inside < len(self._kept):
            data = bytes(self._kept[inside : inside + size])
        else:
            data = self._file.read(size)
            self._kept += data
        self.at += len(data)
        if len(self._kept) > 2 * _WINDOW:
            self.forget_before(self.at - _WINDOW)
        return data

    def peek(self, size: int) -> bytes:
        place, data = self.at, b""
        while len(data) < size and (more := self.read(size - len(data))):
            data += more
        self.at = place
        return data

    def forget_before(self, place: int) -> None:
        drop = min(place, self.at) - self._start
        if drop > 0:
            del self._kept[:drop]
            self._start += drop

    def back_to(self, place: int) -> None:
        self.at = min(self.at, max(place, self._start))

    def seek_record(self, *, packed: bool) -> bool:
        """Go forward to where a record begins; false at the end of the stream."""
        while True:
            place = self.at
            data = self.peek(_BLOCK)
            sign = None if packed else _SIGN.search(data)
            found = data.find(_GZIP) if packed else sign.start() if sign else -1
            if found < 0:
                if len(data) < _BLOCK:
                    self.read(len(data))
                    return False
                self.at = place + len(data) - (4 if packed else 4096)
                continue
            self.at = place + found
            if is_warc(self.peek(4400)):
                return True
            self.at += 1


class _Piece:
    """One gzip member unpacked, or an unpacked file, read by lines and blocks; a fault in it is a `_DamagedError`."""

    def __init__(self, source: _Source, *, packed: bool) -> None:
        self.source = source
        self.packed = packed
        self.start = source.at
        self.head_left: int | None = None
        self._unpack = zlib.decompressobj(31)
        self._came = self._went = 0
        self._buffer = b""
        self._at = 0
        self._over = False
        source.forget_before(source.at)

    @property
    def place(self) -> int:
        """Where the next byte lies in an unpacked file."""
        return self.source.at - (len(self._buffer) - self._at)

    def _fill(self) -> bool:
        """Make sure that there is something in the buffer, unless this is the end."""
        while self._at >= len(self._buffer):
            if self._over:
                return False
            self._buffer, self._at = self._pull(), 0
        return True

    def _pull(self) -> bytes:
        if not self.packed:
            data = self.source.read()
            self._over = not data
            return data
        raw = self._unpack.unconsumed_tail
        if not raw:
            raw = self.source.read()
            if not raw:
                raise _DamagedError("the file ends in the middle of a record")
            self._came += len(raw)
        try:
            data = self._unpack.decompress(raw, 16 * _BLOCK)
        except zlib.error as error:
            raise _DamagedError("damaged bytes") from error
        self._went += len(data)
        if self._went > _ALLOWED and self._went > _RATIO * self._came:
            raise _DamagedError(f"packed more than {_RATIO} times smaller, as bombs are")
        if self._unpack.eof:
            self.source.back_to(self.source.at - len(self._unpack.unused_data))
            self._over = True
        return data

    def settle(self) -> None:
        """Read on to the check sum, if the end is near: before it, the bytes may be damaged unseen."""
        while self.packed and not self._over and len(self._buffer) - self._at < 8:
            self._buffer, self._at = self._buffer[self._at :] + self._pull(), 0

    def read(self, size: int = _BLOCK) -> bytes:
        """At most ``size`` bytes."""
        if not self._fill():
            return b""
        data = self._buffer[self._at : self._at + size]
        self._at += len(data)
        return data

    def readline(self, size: int = _LINE) -> bytes:
        """A line with its end, or as much of it as a header may hold."""
        line = b""
        size = min(size, _LINE)
        while len(line) < size and not line.endswith(b"\n") and self._fill():
            end = self._buffer.find(b"\n", self._at, self._at + size - len(line))
            stop = end + 1 if end >= 0 else min(len(self._buffer), self._at + size - len(line))
            line += self._buffer[self._at : stop]
            self._at = stop
        if self.head_left is not None:
            self.head_left -= len(line)
            if self.head_left < 0:
                raise _DamagedError("a head without end")
        return line
