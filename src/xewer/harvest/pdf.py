"""PDF documents: their letters put back into reading order, in a process of its own with limits."""

from __future__ import annotations

import json
import re
import subprocess
import sys
from collections import Counter
from dataclasses import asdict
from itertools import pairwise
from typing import TYPE_CHECKING, Any

from xewer.errors import InputError, MissingExtraError
from xewer.harvest.document_head import document_head
from xewer.harvest.memory import limit_memory
from xewer.harvest.pdf_lines import Glyph, Line, mirrored, page_lines, runs_right_to_left
from xewer.harvest.record import Record

if TYPE_CHECKING:
    from pathlib import Path

__all__ = ["is_pdf", "paragraphs", "pdf_record", "read_pdf"]

LONGEST = 120.0
"""Seconds that one document may take."""
MEMORY = 1_500_000_000
"""Bytes of address space that reading one may take, where the system can limit it."""
_MOST_PAGES = 1000
_MOST_GLYPHS = 100_000  # of one page
_STOPS = (".", "!", "?", "؟", ":", "»", "…", '"', "”")
_JUNK = re.compile(r"microsoft|untitled|\.(?:docx?|odt|indd|pdf|html?|txt|qxd|pmd)\b|^[\W\d_]*$", re.IGNORECASE)


def is_pdf(data: bytes) -> bool:
    """Whether a file begins as a PDF does (rubbish before the mark is allowed, as readers do).

    >>> is_pdf(b"%PDF-1.7"), is_pdf(b"PDF")
    (True, False)
    """
    return b"%PDF-" in data[:1024] and (data.startswith(b"%PDF-") or not data[:1].isascii() or data[:1] < b" ")


def pdf_record(path: Path, origin: str) -> Record:
    """The text of a PDF as one article.

    Raises:
        InputError: damaged, locked, without text, or beyond the limits of time and memory.
        MissingExtraError: ``pdfplumber`` is not installed.
    """
    command = [sys.executable, "-m", "xewer.harvest.pdf", str(path)]
    try:
        done = subprocess.run(command, capture_output=True, timeout=LONGEST, check=False)  # noqa: S603
    except subprocess.TimeoutExpired as error:
        raise InputError(f"a PDF that takes longer than {LONGEST:.0f} seconds", hint="save fewer pages") from error
    try:
        told: dict[str, Any] = json.loads(done.stdout)
    except ValueError as error:
        raise InputError("a PDF that needs too much memory, or is damaged", hint="print it to a new PDF") from error
    if "missing" in told:
        raise MissingExtraError(told["missing"], hint='install it: pip install "xewer[pdf]"')
    if "error" in told:
        raise InputError(told["error"], hint=told["hint"])
    return Record(**{**told, "origin": origin, "notes": tuple(told["notes"])})


def read_pdf(path: str) -> Record:
    """The same without limits, in this process.

    Raises:
        InputError: damaged, locked or without text.
        MissingExtraError: ``pdfplumber`` is not installed.
    """
    try:
        import pdfplumber
    except ImportError as error:
        raise MissingExtraError(
            "PDF documents need the package pdfplumber", hint='install it: pip install "xewer[pdf]"'
        ) from error
    try:
        with pdfplumber.open(path) as document:
            if len(document.pages) > _MOST_PAGES:
                raise InputError(f"a PDF of {len(document.pages)} pages", hint=f"split it: at most {_MOST_PAGES}")
            pages, turned, rtl = [], 0, None
            for page in document.pages:
                glyphs = _glyphs(page.chars, float(page.height))
                turned += len(page.chars) - len(glyphs)
                rtl = runs_right_to_left(glyphs) if rtl is None and glyphs else rtl
                pages.append(page_lines(glyphs, rtl=bool(rtl)))
                page.close()
            title = document.metadata.get("Title")
    except (InputError, MemoryError):
        raise
    except Exception as error:  # the library raises all kinds of errors for damaged files
        cause = type(error.args[0] if error.args and isinstance(error.args[0], Exception) else error).__name__
        if "Password" in cause or "Encryption" in cause:
            raise InputError("a PDF that is locked by a password", hint="save it without one") from error
        raise InputError(f"a damaged PDF ({cause})", hint="print it to a new PDF") from error
    lines = _without_margins(pages)
    if not lines:
        raise InputError("a PDF without text: it may be a scan", hint="its text must be recognised first (OCR)")
    return _record(lines, title if isinstance(title, str) else "", turned, rtl=bool(rtl))


def _glyphs(chars: list[dict[str, Any]], height: float) -> list[Glyph]:
    """Boxes stand on the base line: those that fonts tell differ within one line."""
    if len(chars) > _MOST_GLYPHS:
        raise InputError(f"a PDF page of {len(chars)} letters", hint="no real page is")
    out = []
    for c in chars:
        if c["upright"] and c["text"] and not c["text"].startswith("(cid:"):
            size = max(float(c["size"]), 1.0)
            base = height - float(c["matrix"][5])
            out.append(Glyph(c["text"], c["x0"], c["x1"], base - 0.8 * size, base + 0.2 * size, size))
    return out


def _without_margins(pages: list[list[Line]]) -> list[Line]:
    """All lines without page numbers and what stands at the head or foot of most pages."""
    edges = Counter(
        re.sub(r"\d+", "0", line.text)
        for page in pages
        for line in {id(x): x for x in (*page[:1], *page[-1:])}.values()
    )
    out = []
    for page in pages:
        for i, line in enumerate(page):
            at_edge = i in (0, len(page) - 1)
            same = edges[re.sub(r"\d+", "0", line.text)]
            number = len(pages) > 1 and re.fullmatch(r"\W*\d{1,4}\W*(?:/\W*\d{1,4}\W*)?", line.text)
            if line.text and not (at_edge and (number or (len(pages) > 2 and same * 2 > len(pages)))):
                out.append(line)
    return out


def paragraphs(lines: list[Line], *, rtl: bool) -> list[str]:
    """Lines joined to paragraphs: one ends at a wide gap, another size, an indent, or a short line with a stop."""
    pitches = sorted(b.top - a.top for a, b in pairwise(lines) if 0 < b.top - a.top < 4 * a.size)
    pitch = pitches[len(pitches) // 4] if pitches else 0.0
    spaced = sum(p > 1.3 * pitch + 0.5 for p in pitches) >= 2  # paragraphs are told by gaps
    out: list[list[str]] = []
    for i, line in enumerate(lines):
        if i and not _begins(lines[i - 1], line, pitch, spaced=spaced, rtl=rtl):
            out[-1].append(line.text)
        else:
            out.append([line.text])
    whole = "\n".join(map(_joined, out))
    return (mirrored(whole) if rtl else whole).split("\n")


def _joined(lines: list[str]) -> str:
    """Lines of one paragraph; a hyphen at the end of a line is one that was written, as in years and pairs."""
    out = lines[0]
    for line in lines[1:]:
        hyphen = out.endswith(("-", "\u2010", "\u2011")) and not out[-2:-1].isspace()
        out += line if hyphen else f" {line}"
    return out


def _begins(before: Line, line: Line, pitch: float, *, spaced: bool, rtl: bool) -> bool:
    if abs(before.size - line.size) > 0.12 * line.size:
        return True
    em = line.size
    short = before.x0 - before.left if rtl else before.right - before.x1
    ends = before.text.endswith(_STOPS)
    if not 0 < line.top - before.top < 4 * em:  # another column or page
        return short > 2 * em or (ends and short > 0.5 * em)
    if line.top - before.top > 1.3 * pitch + 0.5:
        return True
    indent = line.right - line.x1 if rtl else line.x0 - line.left
    indented = before.right - before.x1 if rtl else before.x0 - before.left
    if 0.8 * em < indent < 6 * em and indented < 0.3 * em:
        return True
    return short > (1.5 * em if ends and not spaced else 0.3 * (line.right - line.left))


def _record(lines: list[Line], stated: str, turned: int, *, rtl: bool) -> Record:
    size = sorted(line.size for line in lines)[len(lines) // 2]
    large = 0
    while large < min(4, len(lines) - 1) and lines[large].size > 1.15 * size:
        large += 1
    title = " ".join(" ".join(line.text for line in lines[:large]).split())
    title = mirrored(title) if rtl else title
    if not title and stated and not _JUNK.search(stated):
        title = " ".join(stated.split())
    texts = paragraphs(lines[large:], rtl=rtl)
    head = document_head(texts, title)
    notes = [] if head.published else ["no date found above the text"]
    if turned:
        notes.append(f"{turned} letters that stand on their side or have no Unicode were left out")
    return Record(
        text="\n".join(head.texts),
        title=title or None,
        author=head.author,
        published=head.published,
        published_from="line above the text" if head.published else None,
        source=head.source,
        notes=tuple(notes),
    )


def main(path: str) -> None:
    """What the process of its own does: the record, or why there is none, as JSON on standard output."""
    limit_memory(MEMORY)
    try:
        told: dict[str, Any] = asdict(read_pdf(path))
    except InputError as error:
        told = {"error": str(error), "hint": error.hint}
    except MissingExtraError as error:
        told = {"missing": str(error)}
    except (MemoryError, RecursionError):
        told = {"error": "a PDF that needs too much memory", "hint": "print it to a new PDF"}
    sys.stdout.buffer.write(json.dumps(told).encode())


if __name__ == "__main__":
    main(sys.argv[1])
