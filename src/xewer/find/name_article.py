"""What the rest of the article says about a name standing alone: full names elsewhere, glosses, near spellings."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING

from xewer.find.cues import function_words
from xewer.find.english_names import PERSON, PLACE, common_name, english_match, figure_kinds
from xewer.find.name_alone import apart
from xewer.find.name_bodies import headed
from xewer.find.name_book import LOOSE, SURE, possessed, suffixed
from xewer.find.name_latin import capitalised

if TYPE_CHECKING:
    from xewer.find.name_book import NameBook
    from xewer.model import Entity

__all__ = ["from_article", "single_words"]

LEAST_LETTERS = 4
CASES = ("genitive", "accusative", "dative", "ablative")
NATIVE_ORIGINS = frozenset({"uyghur"})  # a Uyghur name alone is mostly also a word
OFTEN = 0.085  # ... below which a word that comes back is taken for a person
CLOSE = 0.03  # ... below which it is the surname of somebody like those of the article
CERTAIN = 0.05  # distance by sound below which a word alone is taken for a place


def from_article(book: NameBook) -> None:
    """A name word that is part of a longer name elsewhere in the article: surname, town, a body's short name."""
    tokens = book.tokens
    longest = max((len(k) for k in book.organisations), default=0)
    full = _full_names(book)
    i = 0
    while i < len(tokens):
        if i in book.used:
            i += 1
            continue
        _organisation(book, i, longest)
        _whole_person(book, i, full)
        if i not in book.used and i not in book.barred and _wished(book, i, full):
            book.add(i, i, "PERSON", book.spelt(i, i), "name/article", 0.8, guess=True)
        elif i not in book.used and _person(book, i):
            last = i
            while (
                last + 1 < len(tokens) and book.joined(last) and last + 1 not in book.used and _person(book, last + 1)
            ):
                last += 1
            first = i
            if book.first_name(i - 1) and book.joined(i - 1) and not _said(book, i - 1):
                first -= 1
            book.add(first, last, "PERSON", book.spelt(first, last), "name/article", 0.8, guess=True)
        elif (
            i not in book.used
            and tokens[i].lemma in book.places
            and _nameable(book, i)
            and not tokens[i].reading.listed
        ):
            place = book.places[tokens[i].lemma]
            book.add(i, i, "GPE", place.name, "name/article", 0.75, ident=place.entity_id, guess=True)
        i += 1


def _wished(book: NameBook, i: int, full: dict[str, list[Entity]]) -> bool:
    """«سۇندار پىچاي … پىچاي …»: a surname of the article that reads as a wish, "let me cut"."""
    token = book.tokens[i]
    wish = token.upos == "VERB" and token.feat("Mood") == "Opt"
    return wish and any(e.text.endswith(f" {token.text}") for people in full.values() for e in people)


def _said(book: NameBook, i: int) -> bool:
    """A word of the language, or the verb behind a quotation in a strange spelling: «دەپ يازىدى فلېيشېر»."""
    return book.tokens[i].reading.listed or (i > 0 and book.tokens[i - 1].text in function_words("said"))


def _full_names(book: NameBook) -> dict[str, list[Entity]]:
    """First word -> people of the article with more than that; one of each name."""
    found: dict[str, dict[str, Entity]] = {}
    for entity in book.found:
        first, blank, _ = entity.text.partition(" ")
        if entity.label == "PERSON" and blank:
            found.setdefault(first, {}).setdefault(entity.text, entity)
    return {first: list(names.values()) for first, names in found.items()}


def _whole_person(book: NameBook, i: int, full: dict[str, list[Entity]]) -> None:
    """A full name that the article gives elsewhere, word by word."""
    for entity in full.get(book.tokens[i].text, ()):
        words = entity.text[: entity.stem_end - entity.start].split(" ")
        last = i + len(words) - 1
        if last >= len(book.tokens) or any(k in book.used for k in range(i, last + 1)):
            continue
        tokens = book.tokens[i : last + 1]
        whole = all(t.text == w for t, w in zip(tokens[:-1], words[:-1], strict=True))
        if whole and words[-1] in {tokens[-1].lemma, tokens[-1].text}:
            name, ident = entity.name, entity.entity_id
            book.add(i, last, "PERSON", name, "name/article", 0.85, ident=ident, guess=entity.guess)
            return


def _organisation(book: NameBook, i: int, longest: int) -> None:
    tokens = book.tokens
    for width in range(min(longest, len(tokens) - i), 0, -1):
        words = tuple(t.lemma for t in tokens[i : i + width])
        earlier = book.organisations.get(words)
        if earlier is None or (width == 1 and tokens[i].upos not in {"PROPN", "X"} and "marked" not in earlier.rule):
            continue
        if width > 1 and headed(book, earlier) and not possessed(tokens[i + width - 1]):
            continue  # «كېڭەش پالاتا ئەزاسى»: an office, not the body
        if tokens[i].reading.listed and width > 1 and not earlier.text.startswith(tokens[i].text):
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
    # «باش ۋەزىرى مېي», where «تېرېسا مېي» is named: behind an office a common noun is the surname, too
    titled = i > 0 and token.upos in {"NOUN", "ADJ"} and book.title_before(i) and possessed(book.tokens[i - 1])
    if not (_nameable(book, i) or titled) or (token.upos == "PRON" and not suffixed(token)):
        return False
    return token.lemma in book.persons or book.glued(i) in book.persons


# -- one word --------------------------------------------------------------------------------------------------------


def single_words(book: NameBook) -> None:
    """A word that no lexicon knows: somebody of the article in another spelling, or an English name by its sound."""
    seen = Counter(t.lemma for t in book.tokens if t.upos == "PROPN")
    named = {w: e for e in book.found if e.label == "PERSON" and e.name for w in e.name.split(" ") if len(w) > 2}
    for i, token in enumerate(book.tokens):
        if token.text in named and i not in book.used and token.text.isascii() and capitalised(token.text):
            person = named[token.text]
            book.add(i, i, "PERSON", person.name, "name/latin-article", 0.7, ident=person.entity_id, guess=True)
        if not book.unknown(i) or token.upos != "PROPN" or len(token.lemma) < LEAST_LETTERS:
            continue
        if token.reading.listed:
            _given_alone(book, i)
            continue
        if token.lemma in book.titles or book.speaker_noun(token):
            continue
        known = book.variant(token.text if possessed(token) else token.lemma)
        if known is not None:
            name, rule = known.name, "name/variant"
            label = known.label
            book.add(i, i, label, name, rule, 0.7, ident=known.entity_id, guess=True)
            continue
        if possessed(token):
            continue
        if _inside_a_place(book, i):
            name = book.spelt(i, i, place=True)
            book.add(i, i, "GPE", name, "name/place-of-place", 0.65, guess=True)
            continue
        if _speaks(book, i):
            book.add(i, i, "PERSON", book.spelt(i, i), "name/speaker", 0.6, guess=True)
            continue
        _by_sound(book, i, often=seen[token.lemma] > 1 or apart(book, i, *CASES))


def _speaks(book: NameBook, i: int) -> bool:
    """«گېسىن: ئانىلارنىڭ ئىشەنچىسىنى …»: a word of no lexicon that opens a line, and a colon behind it."""
    token = book.tokens[i]
    if not i or i + 2 >= len(book.tokens) or book.tokens[i + 1].text != ":" or suffixed(token):
        return False
    before, behind = book.text[book.tokens[i - 1].end : token.start], book.text[token.end : book.tokens[i + 2].start]
    return token.text.isalpha() and "\n" in before and "\n" not in behind


def _given_alone(book: NameBook, i: int) -> None:
    """«توماسنىڭ»: a given name of the table that is no other word, and stands by itself in a case."""
    token = book.tokens[i]
    row = book.given.get(token.lemma)
    if row is None or token.lemma in book.word_names or possessed(token) or token.feat("Number") == "Plur":
        return
    if token.feat("Case") in {"Nom", "Gen", "Acc", "Dat"} and row["origin"] not in NATIVE_ORIGINS:
        book.add(i, i, "PERSON", book.spelt(i, i), "name/given-alone", 0.55, guess=True)


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
    known = figure_kinds(person) & book.kinds and far <= CLOSE and len(lemma) > LEAST_LETTERS
    likely = known or common_name(person)
    if person and likely and far <= (OFTEN if often else SURE):
        book.add(i, i, "PERSON", person, "name/english-person", 0.6, guess=True)
