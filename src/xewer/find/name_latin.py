"""Names in Latin letters: the gloss in brackets that gives a name its English spelling, and names that stand alone."""

from __future__ import annotations

from dataclasses import replace
from functools import lru_cache
from typing import TYPE_CHECKING

from xewer.find.endings import endings
from xewer.find.english_names import GIVEN, PERSON, PLACE
from xewer.find.name_bodies import organisation_head
from xewer.find.name_book import BARE, possessed
from xewer.find.name_parts import english_head
from xewer.find.name_places import head_at
from xewer.find.name_sounds import sounds_like
from xewer.model import Entity
from xewer.resources import read_table

if TYPE_CHECKING:
    from xewer.find.name_book import NameBook

__all__ = ["capitalised", "from_latin", "latin_bodies", "latin_names", "latin_sources"]

LEAST_LATIN = 3  # letters of the Latin name of a body
ARTICLES = frozenset({"The", "La", "Le", "Los", "Las", "El", "Les"})
LONGEST_GLOSS = 8  # Latin words between two brackets
BEHIND_GLOSS = 4  # words from a bracket to the head of the name that it stands in


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
        if _inside_a_name(book, first, last, latin):
            continue
        number = book.used.get(first - 2)
        if number is None:
            number = _glossed(book, first - 2, latin)
        if number is None:
            number = _word_by_word(book, first - 2, latin)
        if number is None:
            continue
        entity = book.found[number]
        if entity.guess and entity.label == "PERSON" and latin.split(" ")[0] in ARTICLES:
            book.found[number] = entity = replace(entity, label="ORG")  # no person's name begins with an article
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


def _word_by_word(book: NameBook, last: int, latin: str) -> int | None:
    """«ۋوگان گېسىڭ (Vaughan Gething)»: each word sounds like one of the gloss, whatever the lexicon makes of it."""
    words = [w for w in latin.split(" ") if w.isalpha()]
    first = last - len(words) + 1
    if len(words) < 2 or first < 0 or not book.uses(words[0]) & PERSON or not latin[:1].isupper():
        return None
    numbers = {book.used[k] for k in range(first, last + 1) if k in book.used}
    if len(numbers) > 1 or any(not book.found[n].guess for n in numbers) or book.barred & set(range(first, last + 1)):
        return None
    tokens = book.tokens[first : last + 1]
    if not all(book.blank_between(k) for k in range(first, last)):
        return None
    if not all(sounds_like(t.text, w) or sounds_like(t.lemma, w) for t, w in zip(tokens, words, strict=True)):
        return None
    start, end = tokens[0].start, tokens[-1].end
    for number in numbers:
        if book.found[number].start < start:
            return None
        book.found[number] = Entity(
            start, end, end, book.text[start:end], "PERSON", latin, None, "name/glossed", 0.9, guess=True
        )
        book.used.update(dict.fromkeys(range(first, last + 1), number))
        return number
    book.add(first, last, "PERSON", latin, "name/glossed", 0.9, guess=True)
    return book.used.get(last)


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


def latin_names(book: NameBook, *, glosses: bool = True) -> None:
    """People in Latin letters: an English given name and a capitalised word, «Ant McPartlin».

    Without ``glosses`` what is all that stands between two brackets waits for the name before it.
    """
    i, n = 0, len(book.tokens)
    while i + 1 < n:
        here, following = book.tokens[i], book.tokens[i + 1]
        if (
            i not in book.used
            and i + 1 not in book.used
            and capitalised(here.text)
            and capitalised(following.text)
            and book.blank_between(i)
            and "given" in book.uses(here.text)
            and (glosses or i == 0 or _gloss(book, i - 1) is None)
        ):
            last = i + 1
            while last + 1 < n and capitalised(book.tokens[last + 1].text) and book.blank_between(last):
                last += 1
            name = book.text[here.start : book.tokens[last].end]
            book.add(i, last, "PERSON", name, "name/latin", 0.8)
            i = last
        i += 1


def latin_bodies(book: NameBook) -> None:
    """«WAFB قانىلى», «Telma تېلېۋىزىيە ئىستانسىسى»: Latin letters before the head noun of a body."""
    for i, token in enumerate(book.tokens[:-1]):
        if i in book.used or not token.text.isascii() or not token.text[0].isupper() or not token.text.isalnum():
            continue
        found = _head_behind(book, i)
        if found is None or found[1] != "ORG" or not book.blank_between(i) or len(token.text) < LEAST_LATIN:
            continue
        first = i
        while first and book.blank_between(first - 1) and _latin_word(book.tokens[first - 1].text):
            first -= 1
        name = f"{book.text[book.tokens[first].start : token.end]} {found[2]}".strip()
        book.add(first, found[0], "ORG", name, "name/latin-body", 0.75)


def latin_sources(book: NameBook) -> None:
    """«TBS نىڭ شەرھچىسى», «Rotten Tomatoes نىڭ يېزىشىچە»: what reports, or has people who speak for it, is a body."""
    i = 0
    while i < len(book.tokens):
        last = i
        while last + 1 < len(book.tokens) and _goes_on(book, i, last):
            last += 1
        if i not in book.used and book.tokens[i].text.isascii() and book.tokens[i].text[0].isupper():
            whole = book.text[book.tokens[i].start : book.tokens[last].end]
            if len(whole) >= LEAST_LATIN and _reports(book, last):
                book.add(i, last, "ORG", whole, "name/latin-source", 0.7, guess=True)
        i = last + 1


def _goes_on(book: NameBook, first: int, last: int) -> bool:
    """Whether the next token belongs to the same run of Latin letters: «AirlineRatings.com», «Rotten Tomatoes»."""
    here, following = book.tokens[last], book.tokens[last + 1]
    if last + 1 in book.used or not book.tokens[first].text.isascii() or not following.text.isascii():
        return False
    close = here.end == following.start and following.text not in {",", ")", '"', "(", ":"}
    return close or (here.end + 1 == following.start and _latin_word(following.text))


def _reports(book: NameBook, last: int) -> bool:
    """An ending written apart, and behind it a report, "according to", or somebody of a body."""
    if last + 2 >= len(book.tokens) or book.tokens[last].text in {".", "!", "?"}:
        return False
    ending, behind = book.tokens[last + 1].text, book.tokens[last + 2]
    if ending in endings("dative"):
        return behind.text in _posts()
    if ending not in endings("genitive"):
        return False
    report = behind.upos == "VERB" and behind.feat("Case") == "Equ" and behind.feat("VerbForm") == "Vnoun"
    return report or (possessed(behind) and (book.speaker_noun(behind) or behind.lemma in book.titles))


@lru_cache(maxsize=1)
def _posts() -> frozenset[str]:
    """Postpositions behind a source: «ئاساسلانغاندا»; «قارىغاندا» also says what looks how, and is left out."""
    rows = read_table("source_phrases.tsv")
    return frozenset(r["form"] for r in rows if r["kind"] == "post" and not r["form"].startswith("قار"))


def _latin_word(text: str) -> bool:
    return text.isascii() and text.isalpha() and text[0].isupper()


def capitalised(text: str) -> bool:
    """A Latin word that begins with a capital and is no acronym."""
    return text.isascii() and text.isalpha() and text[0].isupper() and len(text) > 1 and text[1:] != text[1:].upper()


def _latin(text: str) -> bool:
    return (text.isascii() and any(c.isalpha() for c in text)) or text in {".", "&", "'", "-"}


def _inside_a_name(book: NameBook, first: int, last: int, latin: str) -> bool:
    """«بىكون (Beacon) دېڭىز ساھىلى»: a gloss between a name and its head is part of the name; says whether it is so."""
    start, number = first - 2, book.used.get(first - 2)
    found = _head_behind(book, last + 1)
    if found is None or (number is None and not book.unknown(start)):
        return False
    end, label, head = found
    alike = number is None and sounds_like(book.tokens[start].lemma, latin)
    while start > 0 and (
        (number is not None and book.used.get(start - 1) == number)
        or (number is None and not alike and book.unknown(start - 1) and book.joined(start - 1))
    ):
        start -= 1  # «ۋىلدېرس خېگ (Hague) شەھىرى»: the gloss is of the last word alone
    known = book.found[number] if number is not None else None
    place = known is not None and known.guess and label in {"GPE", "LOC"} and known.end <= book.tokens[first - 2].end
    if known is not None and ((known.label == "PERSON" and not place) or not any(c.isalpha() for c in latin)):
        return False  # «ۋۇدمانكوت (Woodmancote) كەنتى»: what was taken for a person is a village
    name = known.name if known is not None and not known.guess and known.name else f"{latin} {head}".strip()
    if number is None:
        return book.add(start, end, label, name, "name/gloss-inside", 0.8)
    a, b = book.tokens[start].start, book.tokens[end].end
    stem = min(book.tokens[end].stem_end, b)
    ident = known.entity_id if known is not None else None
    book.found[number] = Entity(a, b, stem, book.text[a:b], label, name, ident, "name/gloss-inside", 0.85)
    book.used.update(dict.fromkeys(range(start, end + 1), number))
    return True


def _head_behind(book: NameBook, close: int) -> tuple[int, str, str] | None:
    """Last token, label and English of the head of a name that goes on behind a bracket."""
    for k in range(close + 1, min(close + 1 + BEHIND_GLOSS, len(book.tokens))):
        token = book.tokens[k]
        if k in book.used or token.start - book.tokens[k - 1].end > 1:
            return None
        place = head_at(book, k)
        if place is not None:
            return place[0], place[1]["label"], english_head(book, place[1], book.home)
        body = organisation_head(book, k)
        if body is not None:
            return k, "ORG", english_head(book, body, book.home)
        if token.upos not in {"NOUN", "ADJ"} or token.feat("Case") not in BARE or possessed(token):
            return None
    return None
