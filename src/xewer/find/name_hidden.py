"""Names whose letters read as words of the language, or as words with endings: «دوختۇر پولات تۆمۈر», «مايك دىن»."""

from __future__ import annotations

from typing import TYPE_CHECKING

from xewer.find.english_names import GIVEN, SURNAME, english_match
from xewer.find.name_book import possessed, suffixed

if TYPE_CHECKING:
    from xewer.find.name_book import NameBook

__all__ = ["hidden_last", "word_names"]

EXACTLY = 0.02  # distance by sound at which a word of the language may be an English name
LEAST_LETTERS = 4
OPEN_CLASSES = frozenset({"NOUN", "ADJ", "PROPN", "VERB"})


def word_names(book: NameBook) -> None:
    """«كىنو ئوبزورچىسى ئالىم ساۋۇت»: behind a title, two words that are also names are a person."""
    for i in range(1, len(book.tokens) - 1):
        if i in book.used or i + 1 in book.used or not book.joined(i) or not book.title_before(i):
            continue
        here, following = book.tokens[i], book.tokens[i + 1]
        english = _english(book, i)
        if not english and not (_also_name(book, here.lemma) and _also_name(book, following.lemma)):
            continue
        known = [w.reading.listed and w.upos != "PROPN" for w in (here, following)]
        if any(known):
            book.add(i, i + 1, "PERSON", book.spelt(i, i + 1), "name/word-names", 0.75, guess=True)


def _also_name(book: NameBook, lemma: str) -> bool:
    return lemma in book.word_names or lemma in book.given


def _english(book: NameBook, i: int) -> bool:
    """«رېپېر مايك دىن»: the first is exactly an English first name, the second a surname; neither has an ending."""
    here, following = book.tokens[i], book.tokens[i + 1]
    if possessed(following) or following.upos not in {"NOUN", "PROPN"} or following.lemma in book.titles:
        return False
    first = not possessed(here) and here.upos in {"NOUN", "PROPN"} and english_match(here.text, GIVEN)[1] <= EXACTLY
    return first and english_match(following.lemma, SURNAME)[1] <= EXACTLY


def hidden_last(book: NameBook, first: int, last: int) -> int:
    """«نىلېش سامانى»: behind a title and a first name, a surname that reads as a word with an ending."""
    at = last + 1
    if last != first or at >= len(book.tokens) or at in book.used or not book.joined(last) or at in book.listed:
        return last
    token = book.tokens[at]
    if not book.title_before(first) or not token.reading.listed or len(token.text) < LEAST_LETTERS:
        return last
    if token.upos not in OPEN_CLASSES or token.feat("VerbForm") or token.lemma in book.titles:
        return last
    if book.speaker_noun(token) or token.lemma in book.org_heads or token.lemma in book.place_heads:
        return last
    if not suffixed(token) and not book.given_name(first):
        return last
    return at if english_match(token.text, SURNAME)[1] <= EXACTLY else last
