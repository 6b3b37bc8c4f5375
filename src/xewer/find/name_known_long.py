"""Known people of three names and four in a spelling that the tables lack: «بارت دې ۋېۋېر», «خالىد ئەل فالىھ»."""

from __future__ import annotations

from functools import lru_cache
from typing import TYPE_CHECKING, NamedTuple

from xewer.find.name_known import stems
from xewer.find.name_sounds import english_sounds, heard, near_sound, skeleton, sounds_by_origin
from xewer.resources import read_table

if TYPE_CHECKING:
    from collections.abc import Iterator

    from xewer.find.name_book import NameBook
    from xewer.model import Token

__all__ = ["long_names_by_sound"]

NEAR_ENOUGH = 0.13  # by sound, for each word
NEAR_PARTICLE = 0.2  # ... for a word of two sounds or three between the others: de, al, bin
PARTICLE = 3  # sounds of such a word
MOST_WORDS = 4
LEAST_LETTERS = 10  # of all words together with their blanks


class _Long(NamedTuple):
    """A known name of three words or four, its English, what its bearer is, the language whose spelling it follows."""

    words: tuple[str, ...]
    name_en: str
    ident: str
    kind: str
    origin: str


def long_names_by_sound(book: NameBook) -> None:
    """Three words or four that sound like the name of a known person, before two of them are taken for a name."""
    for i, token in enumerate(book.tokens):
        names = _index().get(skeleton(heard(token.text)))
        if names is None or token.text.isascii():
            continue
        free = _free(book, i)
        for width in range(free, max(2, book.ends.get(i, -1) - i), -1):  # the longest counts
            words = book.tokens[i : i + width]
            found = next(((known, n) for known in names.get(width, ()) if (n := _said(words, known))), None)
            if found is not None:
                known, length = found
                book.kinds |= {known.kind} if known.kind else set()
                end = words[-1].start + length
                book.add(
                    i,
                    i + width - 1,
                    "PERSON",
                    known.name_en,
                    "name/people-by-sound",
                    0.8,
                    ident=known.ident,
                    stem_end=end,
                )
                break


def _free(book: NameBook, i: int) -> int:
    """How many words from here on may be of one name: none taken, none in Latin, only blanks between them."""
    for width in range(MOST_WORDS):
        k = i + width
        if k == len(book.tokens) or k in book.used or k in book.barred or (width and not book.blank_between(k - 1)):
            return width
        if book.tokens[k].text.isascii():
            return width
    return MOST_WORDS


def _said(tokens: tuple[Token, ...] | list[Token], known: _Long) -> int:
    """Code points of the last word that are the name's, where every word sounds like the name's; else 0."""
    *inner, last = tokens
    for token, word in zip(inner, known.words, strict=False):
        said = heard(token.text)
        sounds = _sounds(word, known.origin)
        worst = NEAR_PARTICLE if len(word) <= PARTICLE else NEAR_ENOUGH
        if not near_sound(said, sounds, worst):
            return 0
    sounds = _sounds(known.words[-1], known.origin)
    for base, length in stems(last):
        if near_sound(heard(base), sounds, NEAR_ENOUGH):
            return length
    return 0


@lru_cache(maxsize=4096)
def _sounds(word: str, origin: str) -> tuple[str, ...]:
    """How a word of a name may sound, as English and as the language whose spelling it follows."""
    return tuple(dict.fromkeys((*english_sounds(word), *(sounds_by_origin(word, origin) if origin else ()))))


@lru_cache(maxsize=1)
def _index() -> dict[str, dict[int, tuple[_Long, ...]]]:
    """Skeleton of the first word -> how many words -> known names."""
    found: dict[str, dict[int, list[_Long]]] = {}
    for known in _names():
        for key in dict.fromkeys(skeleton(s) for s in _sounds(known.words[0], known.origin)):
            found.setdefault(key, {}).setdefault(len(known.words), []).append(known)
    return {key: {width: tuple(names) for width, names in inner.items()} for key, inner in found.items()}


def _names() -> Iterator[_Long]:
    """Names of three words or four, and those of fewer once hyphens part words: Bart De Wever, Khalid al-Falih."""
    for table in ("people", "public_figures", "public_figures_more", "public_figures_long"):
        seen: set[tuple[str, ...]] = set()
        for row in read_table(f"names/{table}.tsv"):
            name = row["name_en"]
            ident = row.get("id") or row.get("lemma") or name
            kind = row["kind"] if table != "people" else ""
            for spelt in (name, name.replace("-", " ")):
                words = tuple(spelt.split(" "))
                if words not in seen and 2 < len(words) <= MOST_WORDS and len(spelt) >= LEAST_LETTERS and _plain(words):
                    seen.add(words)
                    yield _Long(words, name, ident, kind, row.get("origin") or "")


def _plain(words: tuple[str, ...]) -> bool:
    """Words of letters, apostrophes and hyphens alone."""
    return all(word.replace("'", "").replace("-", "").isalpha() for word in words)
