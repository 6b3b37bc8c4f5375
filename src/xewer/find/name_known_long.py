"""Known people of three names and four in a spelling that the tables lack: «بارت دې ۋېۋېر», «خالىد ئەل فالىھ»."""

from __future__ import annotations

from functools import lru_cache
from typing import TYPE_CHECKING, NamedTuple

from xewer.find.gazetteer import small_table
from xewer.find.name_known import stems, ways_to_say
from xewer.find.name_sounded import MOST_WORDS, free_words
from xewer.find.name_sounds import english_sounds, heard, near_sound, skeleton
from xewer.resources import read_table

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from xewer.find.name_book import NameBook
    from xewer.model import Token

__all__ = ["lettered_names", "long_names_by_sound"]

NEAR_ENOUGH = 0.13  # by sound, for each word
NEAR_PARTICLE = 0.2  # ... for a word of two sounds or three between the others: de, al, bin
PARTICLE = 3  # sounds of such a word
INITIALS = 2
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
        widths = None if token.text.isascii() else _index().get(skeleton(heard(token.text)))
        if widths is None:
            continue
        free = _free(book, i)
        for width in range(free, max(2, book.ends.get(i, -1) - i), -1):  # the longest counts
            found = _known(book.tokens[i : i + width], widths[width]) if width in widths else None
            if found is not None:
                known, length = found
                book.kinds |= {known.kind} if known.kind else set()
                last, rule = i + width - 1, "name/people-by-sound"
                end = book.tokens[last].start + length
                book.add(i, last, "PERSON", known.name_en, rule, 0.8, ident=known.ident, stem_end=end)
                break


def _known(tokens: Sequence[Token], names: dict[str, tuple[_Long, ...]]) -> tuple[_Long, int] | None:
    """The first known name that the words sound like, and the length of the last word's stem.

    The last word is asked first: its skeleton leaves but a few of the names that begin alike.
    """
    for base, length in stems(tokens[-1]):
        said = heard(base)
        for known in names.get(skeleton(said), ()):
            if near_sound(said, ways_to_say(known.words[-1], known.origin), NEAR_ENOUGH) and _inner(tokens, known):
                return known, length
    return None


def _inner(tokens: Sequence[Token], known: _Long) -> bool:
    """Whether all words but the last sound like the name's."""
    for token, word in zip(tokens[:-1], known.words, strict=False):
        worst = NEAR_PARTICLE if len(word) <= PARTICLE else NEAR_ENOUGH
        if not near_sound(heard(token.text), ways_to_say(word, known.origin), worst):
            return False
    return True


def _free(book: NameBook, i: int) -> int:
    """How many words from here on may be of one name: as of any name of the tables, but none in Latin."""
    free = free_words(book, i)
    return next((width for width in range(free) if book.tokens[i + width].text.isascii()), free)


def lettered_names(book: NameBook) -> None:
    """Known people whose first name is two letters: «جەي جەي ۋات», «ج.ج. ۋات», «JJ ۋات» is JJ Watt."""
    for i in range(len(book.tokens)):
        initials, at = _initials(book, i)
        surnames = _by_initials().get(initials)
        if surnames is None or at >= len(book.tokens) or not {*range(i, at + 1)}.isdisjoint(book.used):
            continue
        for base, length in stems(book.tokens[at]):
            said = heard(base)
            names = surnames.get(skeleton(said), ())
            found = next((n for n in names if near_sound(said, english_sounds(n.split(" ")[-1]), NEAR_ENOUGH)), "")
            if found:
                end = book.tokens[at].start + length
                book.add(i, at, "PERSON", found, "name/people-by-sound", 0.8, ident=found, stem_end=end)
                break


def _initials(book: NameBook, i: int) -> tuple[str, int]:
    """The two letters that stand from here on, by their Uyghur names or in Latin, and the number of the word behind."""
    letters, found, k = small_table("letter_names"), "", i
    if book.tokens[i].text.isascii():
        return book.tokens[i].text, i + 1
    while k < len(book.tokens) and len(found) < INITIALS:
        letter = letters.get(book.tokens[k].text.removesuffix("."))
        if letter is not None:
            found += letter["latin"]
        elif not found or book.tokens[k].text != ".":
            return "", k
        k += 1
    return found, k + (k < len(book.tokens) and book.tokens[k].text == ".")


@lru_cache(maxsize=1)
def _by_initials() -> dict[str, dict[str, tuple[str, ...]]]:
    """Two initials -> skeleton of the surname -> names."""
    found: dict[str, dict[str, list[str]]] = {}
    for table in ("public_figures", "public_figures_more"):
        for row in read_table(f"names/{table}.tsv"):
            first, _, surname = row["name_en"].partition(" ")
            if len(first) == INITIALS and first.isupper() and surname.isalpha():
                for key in dict.fromkeys(skeleton(s) for s in english_sounds(surname)):
                    found.setdefault(first, {}).setdefault(key, []).append(row["name_en"])
    return {a: {key: tuple(names) for key, names in inner.items()} for a, inner in found.items()}


@lru_cache(maxsize=1)
def _index() -> dict[str, dict[int, dict[str, tuple[_Long, ...]]]]:
    """Skeleton of the first word -> how many words -> skeleton of the last -> known names."""
    found: dict[str, dict[int, dict[str, list[_Long]]]] = {}
    for known in _names():
        ends = dict.fromkeys(skeleton(s) for s in ways_to_say(known.words[-1], known.origin))
        for key in dict.fromkeys(skeleton(s) for s in ways_to_say(known.words[0], known.origin)):
            inner = found.setdefault(key, {}).setdefault(len(known.words), {})
            for end in ends:
                inner.setdefault(end, []).append(known)
    return {
        key: {width: {end: tuple(names) for end, names in inner.items()} for width, inner in widths.items()}
        for key, widths in found.items()
    }


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
