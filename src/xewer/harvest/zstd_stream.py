"""Web archives packed by zstd (``.warc.zst``): unpacked as a stream, frame by frame, past damaged ones.

The first frame may be a dictionary that the others need (IIPC, *WARC Compression with Zstandard*, 2021).
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from xewer.errors import InputError, MissingExtraError

if TYPE_CHECKING:
    from xewer.harvest.warc_stream import Readable

__all__ = ["ZstdStream", "is_zstd", "unpacked_body"]

_FRAME = b"\x28\xb5\x2f\xfd"
_DICTIONARY = b"\x5d\x2a\x4d\x18"
_BLOCK = 65536
_PIECE = 256  # bytes unpacked at once: zeros unpack to thirty thousand times as many
_LARGEST_DICTIONARY = 20_000_000
_ALLOWED = 50_000_000  # bytes of one frame before the ratio counts
_RATIO = 150
_WINDOW = 1 << 27  # bytes that unpacking may look back over: more is a bomb


def is_zstd(head: bytes) -> bool:
    """Whether a file begins as zstd, or as a dictionary for it.

    >>> is_zstd(bytes.fromhex("28b52ffd")), is_zstd(b"WARC")
    (True, False)
    """
    return head.startswith((_FRAME, _DICTIONARY))


def unpacked_body(data: bytes, most: int) -> bytes:
    """A page that was sent packed by zstd, in one frame or several, ``most`` bytes of it at most.

    Raises:
        MissingExtraError: ``zstandard`` is not installed.
        ValueError: it cannot be unpacked.
    """
    library = _library("pages")
    out = bytearray()
    frame = None
    at = 0
    while at < len(data) and len(out) < most:
        if frame is None:
            frame = library.ZstdDecompressor(max_window_size=_WINDOW).decompressobj()
        piece = data[at : at + _PIECE]
        try:
            out += frame.decompress(piece)
        except library.ZstdError as error:
            raise ValueError(str(error)) from error
        at += len(piece)
        if frame.eof:
            at -= len(frame.unused_data)
            frame = None
    if frame is not None and len(out) < most:
        raise ValueError("cut short")
    return bytes(out[:most])


def _library(what: str) -> Any:
    try:
        import zstandard
    except ImportError as error:
        raise MissingExtraError(
            f"{what} packed by zstd need the package zstandard", hint='install it: pip install "xewer[harvest]"'
        ) from error
    return zstandard


class ZstdStream:
    """The bytes of a file packed by zstd, read forwards; a damaged frame ends early, and the next one follows.

    Raises:
        MissingExtraError: ``zstandard`` is not installed.
        InputError: the dictionary is damaged.
    """

    def __init__(self, file: Readable) -> None:
        self._library = _library("web archives")
        self._file = file
        self._raw, self._at = b"", 0
        self._dictionary = self._read_dictionary()
        self._frame: Any = None
        self._came = self._went = 0
        self._ready = b""

    def read(self, size: int = -1, /) -> bytes:
        """At most ``size`` bytes, none at the end."""
        while not self._ready:
            if self._at >= len(self._raw):
                self._raw, self._at = self._file.read(_BLOCK), 0
                if not self._raw:
                    return b""
            self._ready = self._unpacked()
        size = len(self._ready) if size < 0 else size
        data, self._ready = self._ready[:size], self._ready[size:]
        return data

    def _unpacked(self) -> bytes:
        """What the bytes at hand unpack to, perhaps nothing yet."""
        if self._frame is None and not self._begin():
            return b""
        start = self._at
        piece = self._raw[start : start + _PIECE]
        self._at += len(piece)
        try:
            data: bytes = self._frame.decompress(piece)
        except self._library.ZstdError:
            self._frame, self._at = None, start + 1
            return b""
        self._came += len(piece)
        self._went += len(data)
        if self._frame.eof:
            self._at -= len(self._frame.unused_data)
            self._frame = None
        elif self._went > _ALLOWED and self._went > _RATIO * self._came:
            self._frame = None  # a bomb: what follows it is looked for
        return data

    def _begin(self) -> bool:
        """Go forward to where a frame begins; the sign may stand across two blocks."""
        found = self._raw.find(_FRAME, self._at)
        if found < 0:
            more = self._file.read(_BLOCK)
            self._raw, self._at = (self._raw[max(self._at, len(self._raw) - 3) :] + more if more else b""), 0
            return False
        self._at = found
        dictionary = {"dict_data": self._dictionary} if self._dictionary else {}
        self._frame = self._library.ZstdDecompressor(max_window_size=_WINDOW, **dictionary).decompressobj()
        self._came = self._went = 0
        return True

    def _read_dictionary(self) -> Any:
        head = self._file.read(8)
        if not head.startswith(_DICTIONARY):
            self._raw = head
            return None
        size = int.from_bytes(head[4:8], "little")
        if size > _LARGEST_DICTIONARY:
            raise InputError(f"a zstd dictionary of {size} bytes", hint="no real one is; pack the archive again")
        data = b""
        while len(data) < size and (more := self._file.read(size - len(data))):
            data += more
        if data.startswith(_FRAME):
            try:
                unpack = self._library.ZstdDecompressor(max_window_size=_WINDOW)
                data = unpack.decompress(data, max_output_size=_LARGEST_DICTIONARY)
            except self._library.ZstdError as error:
                raise InputError("a damaged zstd dictionary", hint="look for another copy of the archive") from error
        return self._library.ZstdCompressionDict(data)
