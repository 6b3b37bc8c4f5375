"""Names side by side: what a list says about its unknown items, and two names joined by a hyphen."""

from __future__ import annotations

from typing import TYPE_CHECKING

from xewer.find.cues import function_words
from xewer.find.english_names import PLACE, english_guess
from xewer.find.gazetteer import bases, gazetteer, small_table
from xewer.find.name_book import BARE, suffixed
from xewer.model import Entity

if TYPE_CHECKING:
    from xewer.find.gazetteer import Row
    from xewer.find.name_book import NameBook

__all__ = ["from_lists", "hyphenated"]

LONGEST_ITEM = 3  # words
HEAD_WITHIN = 3  # words from «قاتارلىق» to the noun that says what the items are
NO_PLACES = frozenset({"area"})  # «شەرق-غەرب» are no two places


def from_lists(book: NameBook) -> None:
    """«فلاگستاف، تۇسان ۋە يۇما قاتارلىق شەھەرلەر»: the noun behind a list says what its unknown items are."""
    for i, token in enumerate(book.tokens):
        if token.lemma not in function_words("such"):
            continue
        items = _items(book, i - 1)
        label = _label(book, i) or _shared_label(book, items)
        if label is None:
            continue
        for first, last in items:
            if all(_nameless(book, k) for k in range(first, last + 1)):
                words = " ".join(book.tokens[k].lemma for k in range(first, last + 1))
                name = book.spelt(first, last) if label == "PERSON" else english_guess(words, PLACE)
                if book.tokens[first].text.isascii():
                    name = book.text[book.tokens[first].start : book.tokens[last].end]
                book.add(first, last, label, name, "name/list", 0.7, guess=True)


def _items(book: NameBook, last: int) -> list[tuple[int, int]]:
    """The items of the list that ends at a token, from the back: runs of words between commas and «ۋە»."""
    breaks, items, k = function_words("list"), list[tuple[int, int]](), last
    while k >= 0:
        first = k
        while first > 0 and k - first < LONGEST_ITEM - 1 and book.joined(first - 1) and _item_word(book, first - 1):
            first -= 1
        if not _item_word(book, first):
            break
        items.append((first, k))
        if first == 0 or book.tokens[first - 1].text not in breaks:
            break
        k = first - 2
    return items if len(items) > 1 or (items and items[0][0] in book.used) else []


def _item_word(book: NameBook, i: int) -> bool:
    return i in book.used or _nameless(book, i)


def _nameless(book: NameBook, i: int) -> bool:
    """A word that no lexicon knows and nobody has taken, or one in Latin capitals."""
    token = book.tokens[i]
    if i in book.used or i in book.barred or token.feat("Case") not in BARE:
        return False
    if token.text.isascii():
        return len(token.text) > 2 and token.text.isalpha() and token.text[0].isupper()
    return token.upos == "PROPN" and not token.reading.listed and len(token.lemma) > 2 and not suffixed(token)


def _label(book: NameBook, i: int) -> str | None:
    """What the noun behind «قاتارلىق» says: towns, companies, people."""
    for token in book.tokens[i + 1 : i + 1 + HEAD_WITHIN]:
        if token.upos == "PUNCT":
            return None
        place, body = small_table("place_heads").get(token.lemma), small_table("org_heads").get(token.lemma)
        if token.lemma in function_words("website"):
            return "ORG"
        if token.lemma in function_words("land"):
            return "GPE"
        if place is not None:
            return place["label"]
        if body is not None and token.feat("Number") == "Plur":
            return "ORG"
        if token.feat("Number") == "Plur" and book.speaker_noun(token):
            return "PERSON"
    return None


def _shared_label(book: NameBook, items: list[tuple[int, int]]) -> str | None:
    """The label that all known items have, if there are two of them."""
    labels = [book.found[book.used[first]].label for first, _ in items if first in book.used]
    return labels[0] if len(labels) > 1 and len(set(labels)) == 1 else None


def hyphenated(book: NameBook) -> None:
    """«ئامېرىكا-خىتاي سودا سۆھبىتى»: two known names in one word are two names."""
    root = gazetteer()
    for i, token in enumerate(book.tokens):
        parts = token.text.split("-")
        if len(parts) < 2 or i in book.used or i in book.barred or not all(parts):
            continue
        rows: list[tuple[Row, int]] = []
        for part in parts[:-1]:
            row = root.ends.get(part)
            if row is not None:
                rows.append((row, len(part)))
        for base, length in bases(parts[-1]).items():
            row = root.ends.get(base)
            if row is not None:
                rows.append((row, length))
                break
        if len(rows) < len(parts) or any(row.kind in NO_PLACES for row, _ in rows):
            continue
        _take_parts(book, i, parts, rows)


def _take_parts(book: NameBook, i: int, parts: list[str], rows: list[tuple[Row, int]]) -> None:
    start = book.tokens[i].start
    for part, (row, length) in zip(parts, rows, strict=True):
        end = start + len(part)
        ident = row.id or row.lemma
        entity = Entity(start, end, start + length, part, row.label, row.name_en, ident, "name/hyphenated", 0.9)
        book.used[i] = len(book.found)
        book.found.append(entity)
        start = end + 1
