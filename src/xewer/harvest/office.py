"""Word processor documents (DOCX, ODT): their paragraphs in order, as one article.

The libraries open the packages; paragraphs are walked on their trees, because their own ``text`` leaves out what
stands in tracked insertions, content controls and text boxes. What was deleted or commented is never read, and the
``author`` that a document keeps of itself is the owner of a computer, so it is not taken.
"""

from __future__ import annotations

import zipfile
from typing import TYPE_CHECKING, Any

from xewer.errors import InputError, MissingExtraError
from xewer.harvest.document_head import headed_record

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from xewer.harvest.record import Record

__all__ = ["checked_zip", "is_docx", "is_odt", "office_record"]

LARGEST = 100_000_000
"""Bytes that the members of a document may unpack to."""
_RATIO = 200  # bytes unpacked for one packed; XML of real documents stays below forty
_MOST_MEMBERS = 10_000
_WORD = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
_FALLBACK = "{http://schemas.openxmlformats.org/markup-compatibility/2006}Fallback"  # a text box, told twice
_HEADLINES = ("title", "heading1", "subtitle")
_NOT_TEXT = ("office:annotation", "text:note", "text:tracked-changes", "text:ruby-text")


def is_docx(names: frozenset[str]) -> bool:
    """Whether these members of a ZIP are those of a DOCX.

    >>> is_docx(frozenset(["[Content_Types].xml", "word/document.xml"]))
    True
    """
    return "word/document.xml" in names


def is_odt(names: frozenset[str]) -> bool:
    """Whether these members of a ZIP are those of an OpenDocument text.

    >>> is_odt(frozenset(["content.xml", "META-INF/manifest.xml"])), is_odt(frozenset(["content.xml"]))
    (True, False)
    """
    return {"content.xml", "META-INF/manifest.xml"} <= names


def checked_zip(path: Path) -> frozenset[str]:
    """Names of the members of a ZIP that is safe to unpack.

    Raises:
        InputError: damaged, locked, or packed as bombs are.
    """
    try:
        with zipfile.ZipFile(path) as zipped:
            members = zipped.infolist()
    except (zipfile.BadZipFile, NotImplementedError, ValueError, OSError) as error:
        raise InputError("a damaged document", hint="open it and save it again") from error
    unpacked = sum(info.file_size for info in members)
    if len(members) > _MOST_MEMBERS or unpacked > LARGEST:
        raise InputError(
            f"a document of {unpacked // 1_000_000} MB unpacked, in {len(members)} members",
            hint="save its text by itself",
        )
    for info in members:
        if info.file_size > 1_000_000 and info.file_size > _RATIO * max(info.compress_size, 1):
            raise InputError("packed as bombs are", hint="open it and save it again")
        if info.flag_bits & 1:
            raise InputError("a document that is locked by a password", hint="save it without one")
    return frozenset(info.filename for info in members)


def office_record(path: Path, origin: str, names: frozenset[str]) -> Record:
    """The text of a DOCX or ODT as one article; ``names`` are its members, as `checked_zip` gives them.

    Raises:
        InputError: damaged, locked, or without text.
        MissingExtraError: a package of the extra ``office`` is not installed.
    """
    try:
        lines, stated = _docx(path) if is_docx(names) else _odt(path)
    except (InputError, MissingExtraError, MemoryError):
        raise
    except Exception as error:  # the libraries raise all kinds of errors for damaged files
        raise InputError(f"a damaged document ({type(error).__name__})", hint="open it and save it again") from error
    if not lines:
        raise InputError("a document without text", hint="if it holds pictures of pages, save them as scans")
    title = None
    if len(lines) > 1 and lines[0][1]:
        title = lines.pop(0)[0]
    elif stated.strip():
        title = " ".join(stated.split())
    return headed_record([text for text, _ in lines], title, origin)


def _needs(package: str, kind: str) -> MissingExtraError:
    return MissingExtraError(
        f"{kind} documents need the package {package}", hint='install it: pip install "xewer[office]"'
    )


def _docx(path: Path) -> tuple[list[tuple[str, bool]], str]:
    """Lines, each with whether it is a headline, and the title that the document keeps of itself."""
    try:
        import docx
    except ImportError as error:
        raise _needs("python-docx", "DOCX") from error
    document = docx.Document(str(path))
    lines = []
    for paragraph in _outside(document.element.body, _WORD + "p"):
        text = "".join(_word_pieces(paragraph))
        style = paragraph.find(f"{_WORD}pPr/{_WORD}pStyle")
        name = str(style.get(_WORD + "val") or "").replace(" ", "").lower() if style is not None else ""
        lines += [(line, name.startswith(_HEADLINES)) for line in _lines(text)]
    return lines, document.core_properties.title or ""


def _outside(node: Any, tag: str) -> Iterator[Any]:
    """Elements of this name below ``node``, in order, but for text boxes told a second time."""
    for child in node.iterchildren():
        if child.tag == _FALLBACK:
            continue
        if child.tag == tag:
            yield child
        yield from _outside(child, tag)


def _word_pieces(paragraph: Any) -> Iterator[str]:
    """Text of a paragraph without that of paragraphs inside it (text boxes), which come by themselves."""
    for child in paragraph.iterchildren():
        if child.tag in (_WORD + "p", _FALLBACK):
            continue
        if child.tag == _WORD + "t":
            yield child.text or ""
        elif child.tag == _WORD + "tab":
            yield "\t"
        elif child.tag in (_WORD + "br", _WORD + "cr"):
            yield "\n"
        elif child.tag == _WORD + "noBreakHyphen":
            yield "-"
        else:
            yield from _word_pieces(child)


def _odt(path: Path) -> tuple[list[tuple[str, bool]], str]:
    """The same for an OpenDocument text."""
    try:
        import odfdo
    except ImportError as error:
        raise _needs("odfdo", "ODT") from error
    document = odfdo.Document(str(path))
    lines = []
    body: Any = document.body
    for element in body.xpath("descendant::text:p|descendant::text:h"):
        if any(element.xpath(f"ancestor::{name}") for name in _NOT_TEXT):
            continue
        style = str(element.get_attribute("text:style-name") or "").replace("_20_", "").lower()
        headline = element.tag == "text:h" or style.startswith(_HEADLINES)
        lines += [(line, headline) for line in _lines("".join(_open_pieces(element)))]
    return lines, document.meta.title or ""


def _open_pieces(element: Any) -> Iterator[str]:
    yield element.text or ""
    for child in element.children:
        if child.tag == "text:s":
            yield " " * int(child.get_attribute("text:c") or 1)
        elif child.tag == "text:tab":
            yield "\t"
        elif child.tag == "text:line-break":
            yield "\n"
        elif child.tag not in ("text:p", "text:h", *_NOT_TEXT):
            yield from _open_pieces(child)
        yield child.tail or ""


def _lines(text: str) -> list[str]:
    return [line.strip() for line in text.split("\n") if line.strip()]
