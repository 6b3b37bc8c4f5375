"""A passage cited: its words, offsets and hash, a stable address; and the reference as BibTeX, RIS and plain text."""

from __future__ import annotations

import hashlib
import re
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any
from urllib.parse import quote

if TYPE_CHECKING:
    from xewer.model import Article

__all__ = ["Citation", "bibtex", "cite", "find_passage", "plain", "ris", "span_of"]

LONGEST = 5_000
"""Code points of a passage."""
_AT = re.compile(r"([0-9]{1,9})-([0-9]{1,9})")


@dataclass(frozen=True, slots=True)
class Citation:
    """What is needed to find a passage again, by Xewer or by hand.

    ``start`` and ``end`` are code points of the article's text (None: the article as a whole); ``sha256`` is the hash
    of the passage in UTF-8, ``text_sha256`` that of the whole text; ``address`` leads to it on the desk.
    """

    id: str
    title: str | None
    author: str | None
    source: str | None
    published: str | None
    url: str | None
    text_sha256: str
    start: int | None
    end: int | None
    words: str | None
    sha256: str | None
    address: str

    def to_dict(self) -> dict[str, Any]:
        """The citation for JSON."""
        return {name: getattr(self, name) for name in self.__dataclass_fields__}


def span_of(told: str, length: int) -> tuple[int, int] | None:
    """The span that an address names: ``12-40``, or ``12`` for a place; None if it is none of a text so long.

    >>> span_of("12-40", 100), span_of("40-12", 100), span_of("7", 100), span_of("90-101", 100)
    ((12, 40), None, (7, 7), None)
    """
    found = _AT.fullmatch(told if "-" in told else f"{told}-{told}")
    if not found:
        return None
    start, end = int(found[1]), int(found[2])
    return (start, end) if start <= end <= length else None


def find_passage(text: str, words: str) -> tuple[int, int] | None:
    r"""Where some words stand in a text, whatever the white space between them; None if they do not.

    >>> find_passage("bir\nikki üch", " ikki  üch ")
    (4, 12)
    """
    pieces = [re.escape(piece) for piece in words[:LONGEST].split()]
    found = re.search(r"\s+".join(pieces), text) if pieces else None
    return (found.start(), found.end()) if found else None


def cite(article: Article, span: tuple[int, int] | None) -> Citation:
    """A citation of a passage, or with None of the article.

    >>> from xewer.model import Article
    >>> cite(Article(id="a b", text="bir ikki", sha256="x"), (4, 8)).address
    '/article/a%20b?at=4-8#at'
    """
    words = article.text[span[0] : span[1]] if span else None
    way = f"?at={span[0]}-{span[1]}#at" if span else ""
    return Citation(
        article.id,
        article.title,
        article.author,
        article.source,
        article.published,
        article.url,
        article.sha256,
        span[0] if span else None,
        span[1] if span else None,
        words,
        hashlib.sha256(words.encode("utf-8", "replace")).hexdigest() if words is not None else None,
        f"/article/{quote(article.id, errors='replace')}{way}",
    )


def _flat(text: str | None) -> str:
    return " ".join((text or "").split())


def _note(told: Citation) -> str:
    """How to find the passage: archive number, offsets, hashes."""
    parts = [f"Xewer {told.id}"]
    if told.start is not None:
        parts.append(f"code points {told.start}-{told.end}, SHA-256 {told.sha256}")
    return "; ".join([*parts, f"SHA-256 of the text {told.text_sha256}"])


_SPECIAL = {"\\": r"\textbackslash{}", "{": r"\{", "}": r"\}", "%": r"\%", "$": r"\$", "&": r"\&", "#": r"\#"}
_SPECIAL |= {"_": r"\_", "~": r"\textasciitilde{}", "^": r"\textasciicircum{}"}


def _tex(text: str | None) -> str:
    return "".join(_SPECIAL.get(c, c) for c in _flat(text))


def bibtex(told: Citation) -> str:
    r"""The reference for BibTeX and BibLaTeX.

    >>> from xewer.model import Article
    >>> print(bibtex(cite(Article(id="1", text="", sha256="x", title="50% خەۋەر", published="2025-09-03"), None)))
    @article{xewer-1,
      title = {50\% خەۋەر},
      date = {2025-09-03},
      year = {2025},
      month = {9},
      langid = {uyghur},
      note = {Xewer 1; SHA-256 of the text x},
    }
    <BLANKLINE>
    """
    day = told.published or ""
    fields = {
        "author": f"{{{_tex(told.author)}}}" if told.author else "",
        "title": _tex(told.title),
        "journal": _tex(told.source),
        "date": day,
        "year": day[:4],
        "month": str(int(day[5:7])) if day[5:7].isdigit() else "",
        "url": _flat(told.url),
        "langid": "uyghur",
        "annotation": _tex(told.words),
        "note": _tex(_note(told)),
    }
    key = re.sub(r"[^A-Za-z0-9-]", "-", told.id)[:40] + (f"-{told.start}" if told.start is not None else "")
    lines = [f"  {name} = {{{value}}}," for name, value in fields.items() if value]
    return "\n".join([f"@article{{xewer-{key},", *lines, "}\n"])


def ris(told: Citation) -> str:
    """The reference in RIS, which Zotero, EndNote and Mendeley read."""
    day = told.published or ""
    rows = [
        ("TY", "NEWS"),
        ("AU", _flat(told.author)),
        ("TI", _flat(told.title)),
        ("T2", _flat(told.source)),
        ("PY", day[:4]),
        ("DA", day.replace("-", "/")),
        ("UR", _flat(told.url)),
        ("LA", "ug"),
        ("N2", _flat(told.words)),
        ("N1", _note(told)),
        ("ID", told.id),
    ]
    return "".join(f"{tag}  - {value}\r\n" for tag, value in rows if value) + "ER  - \r\n"


def plain(told: Citation) -> str:
    """The reference as lines to paste: the passage, the article, where to find both again."""
    head = ". ".join(filter(None, (_flat(told.author), _flat(told.title), _flat(told.source), told.published)))
    said = f"«{_flat(told.words)}»\n" if told.words else ""
    return said + "\n".join(filter(None, (head, _flat(told.url), _note(told)))) + "\n"
