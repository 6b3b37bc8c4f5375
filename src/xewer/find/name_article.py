"""What the rest of the article says about a name standing alone: full names elsewhere, glosses, near spellings."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING

from xewer.find.english_names import GIVEN, PERSON, PLACE, english_match
from xewer.find.name_bodies import headed
from xewer.find.name_book import LOOSE, SURE, possessed, suffixed

if TYPE_CHECKING:
    from xewer.find.name_book import NameBook

__all__ = ["from_article", "from_latin", "latin_names", "single_words"]

LONGEST_GLOSS = 8  # Latin words between two brackets
LEAST_LETTERS = 4
OFTEN = 0.085  # ... below which a word that comes back is taken for a person
CERTAIN = 0.05  # distance by sound below which a word alone is taken for a place


def from_article(book: NameBook) -> None:
    """A name word that is part of a longer name elsewhere in the article: surname, town, a body's short name."""
    tokens = book.tokens
    longest = max((len(k) for k in book.organisations), default=0)
    i = 0
    while i < len(tokens):
        if i in book.used:
            i += 1
            continue
        _organisation(book, i, longest)
        if i not in book.used and _person(book, i):
            last = i
            while (
                last + 1 < len(tokens) and book.joined(last) and last + 1 not in book.used and _person(book, last + 1)
            ):
                last += 1
            first = i
            if book.first_name(i - 1) and book.joined(i - 1) and not tokens[i - 1].reading.known:
                first -= 1
            book.add(first, last, "PERSON", book.spelt(first, last), "name/article", 0.8, guess=True)
        elif (
            i not in book.used and tokens[i].lemma in book.places and _nameable(book, i) and not tokens[i].reading.known
        ):
            place = book.places[tokens[i].lemma]
            book.add(i, i, "GPE", place.name, "name/article", 0.75, ident=place.entity_id, guess=True)
        i += 1


def _organisation(book: NameBook, i: int, longest: int) -> None:
    tokens = book.tokens
    for width in range(min(longest, len(tokens) - i), 0, -1):
        words = tuple(t.lemma for t in tokens[i : i + width])
        earlier = book.organisations.get(words)
        if earlier is None or (width == 1 and tokens[i].upos not in {"PROPN", "X"} and "marked" not in earlier.rule):
            continue
        if width > 1 and headed(book, earlier) and not possessed(tokens[i + width - 1]):
            continue  # «كېڭەش پالاتا ئەزاسى»: an office, not the body
        if tokens[i].reading.known and width > 1 and not earlier.text.startswith(tokens[i].text):
            continue  # «تۈرلۈك ماللار شىركىتى»: the tail of a name is a common noun phrase
        name, ident = earlier.name, earlier.entity_id
        if book.add(i, i + width - 1, "ORG", name, "name/article", 0.8, ident=ident, guess=earlier.guess):
            return


def _nameable(book: NameBook, i: int) -> bool:
    token = book.tokens[i]
    stem = token.upos == "VERB" and token.feat("Mood") == "Imp" and not suffixed(token)
    return stem or token.upos in {"PROPN", "X", "PRON"}


def _person(book: NameBook, i: int) -> bool:
    token = book.tokens[i]
    return _nameable(book, i) and token.lemma in book.persons and (token.upos != "PRON" or suffixed(token))


# -- Latin letters ---------------------------------------------------------------------------------------------------


def from_latin(book: NameBook) -> None:
    """A Latin gloss in brackets behind a name is a name of the same kind; its spelling is the English name."""
    i, n = 0, len(book.tokens)
    while i < n:
        gloss = _gloss(book, i)
        if gloss is None:
            i += 1
            continue
        first, last = gloss
        i = last + 2
        latin = book.text[book.tokens[first].start : book.tokens[last].end]
        if book.barred & {first, first - 2}:
            continue
        number = book.used.get(first - 2)
        if number is None:
            number = _glossed(book, first - 2, latin)
        if number is None:
            continue
        entity = book.found[number]
        if entity.guess or not entity.name:
            book.rename(number, latin)
        entity = book.found[number]
        book.add(first, last, entity.label, entity.name, "name/latin-gloss", 0.9, ident=entity.entity_id)


def _gloss(book: NameBook, i: int) -> tuple[int, int] | None:
    """Tokens of the Latin gloss whose bracket opens at ``i``."""
    if book.tokens[i].text != "(" or i == 0:
        return None
    j = i + 1
    while j < len(book.tokens) and _latin(book.tokens[j].text) and j - i <= LONGEST_GLOSS:
        j += 1
    if j == i + 1 or j >= len(book.tokens) or book.tokens[j].text != ")" or i + 1 in book.used:
        return None
    return i + 1, j - 1


def _glossed(book: NameBook, last: int, latin: str) -> int | None:
    """The unknown words before a gloss that sound like it: a name, of the kind that the gloss shows."""
    words = [w for w in latin.split(" ") if w]
    first = last
    while first > 0 and last - first + 1 < len(words) and book.unknown(first - 1) and book.joined(first - 1):
        first -= 1
    if last < 0 or not all(book.unknown(k) for k in range(first, last + 1)) or not latin[:1].isupper():
        return None
    if not book.sounds_like(book.tokens[first].lemma, words[0]):
        return None
    uses = [book.uses(w) for w in words]
    if len(words) > 1:
        label = "PERSON" if uses[0] & PERSON and uses[-1] != PLACE else None
    else:
        label = "GPE" if "place" in uses[0] and not uses[0] & GIVEN else "PERSON" if uses[0] & PERSON else None
        if label is None and words[0].isalpha():
            label = "ORG"
    if label is None:
        return None
    kept = book.add(first, last, label, latin, "name/glossed", 0.75)
    return book.used[first] if kept else None


def latin_names(book: NameBook) -> None:
    """People in Latin letters: an English given name and a capitalised word, «Ant McPartlin»."""
    i, n = 0, len(book.tokens)
    while i + 1 < n:
        here, following = book.tokens[i], book.tokens[i + 1]
        if (
            i not in book.used
            and i + 1 not in book.used
            and _capitalised(here.text)
            and _capitalised(following.text)
            and book.blank_between(i)
            and "given" in book.uses(here.text)
        ):
            last = i + 1
            while last + 1 < n and _capitalised(book.tokens[last + 1].text) and book.blank_between(last):
                last += 1
            name = book.text[here.start : book.tokens[last].end]
            book.add(i, last, "PERSON", name, "name/latin", 0.8)
            i = last
        i += 1


def _capitalised(text: str) -> bool:
    return text.isascii() and text.isalpha() and text[0].isupper() and len(text) > 1 and text[1:] != text[1:].upper()


def _latin(text: str) -> bool:
    return (text.isascii() and any(c.isalpha() for c in text)) or text in {".", "&", "'", "-"}


# -- one word --------------------------------------------------------------------------------------------------------


def single_words(book: NameBook) -> None:
    """A word that no lexicon knows: somebody of the article in another spelling, or an English name by its sound."""
    seen = Counter(t.lemma for t in book.tokens if t.upos == "PROPN")
    named = {w: e for e in book.found if e.label == "PERSON" and e.name for w in e.name.split(" ") if len(w) > 2}
    for i, token in enumerate(book.tokens):
        if token.text in named and i not in book.used and token.text.isascii() and _capitalised(token.text):
            person = named[token.text]
            book.add(i, i, "PERSON", person.name, "name/latin-article", 0.7, ident=person.entity_id, guess=True)
        if not book.unknown(i) or token.reading.known or token.upos != "PROPN" or len(token.lemma) < LEAST_LETTERS:
            continue
        if possessed(token) or token.lemma in book.titles or book.speaker_noun(token):
            continue
        known = book.variant(token.lemma)
        if known is not None:
            name, rule = known.name, "name/variant"
            label = known.label
            book.add(i, i, label, name, rule, 0.7, ident=known.entity_id, guess=True)
            continue
        if _inside_a_place(book, i):
            name = book.spelt(i, i, place=True)
            book.add(i, i, "GPE", name, "name/place-of-place", 0.65, guess=True)
            continue
        _by_sound(book, i, often=seen[token.lemma] > 1)


def _inside_a_place(book: NameBook, i: int) -> bool:
    """«مارىلاند شىتاتىنىڭ بېزىستادىكى ...»: what lies in a place that a place owns."""
    token = book.tokens[i]
    if token.feat("Case") not in {"Loc", "Abl", "Dat"} and token.feat("Form") != "Ki":
        return False
    owner = book.used.get(i - 1)
    return owner is not None and book.found[owner].label == "GPE" and book.tokens[i - 1].feat("Case") == "Gen"


def _by_sound(book: NameBook, i: int, *, often: bool) -> None:
    """One English name: a place where something is, or a person; a looser likeness will do if the word comes back."""
    token = book.tokens[i]
    lemma = book.glued(i) or token.lemma
    person, far = english_match(lemma, PERSON)
    place, farther = english_match(lemma, PLACE)
    where = token.feat("Case") == "Loc"
    if place and (farther < far or (where and farther == far)):
        if farther <= LOOSE and (where or farther <= CERTAIN):
            book.add(i, i, "GPE", place, "name/english-place", 0.6, guess=True)
        return
    if person and far <= (OFTEN if often else SURE):
        book.add(i, i, "PERSON", person, "name/english-person", 0.6, guess=True)
