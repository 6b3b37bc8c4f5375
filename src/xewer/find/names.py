"""Names of people, organisations and places, on stems, with what stands around them as evidence.

Tables first; then what a head noun, a title or a Latin gloss says about a name that no table has; then what the rest
of the article says about a name standing alone.
"""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from xewer.find.cues import function_words
from xewer.find.english_names import english_guess
from xewer.find.gazetteer import match_names
from xewer.find.gloss import gloss_word
from xewer.find.marks import marked_spans
from xewer.find.name_book import BARE, NameBook, possessed, suffixed

if TYPE_CHECKING:
    from xewer.find.gazetteer import Match
    from xewer.model import Doc, Entity

__all__ = ["find_names"]

MARKED_WORDS = 5  # a longer stretch between marks is no newspaper's or club's name


def find_names(doc: Doc) -> tuple[Entity, ...]:
    """Names of people, organisations and places, in text order; spans cover whole words, ``stem_end`` the stem."""
    book = NameBook(doc)
    _from_tables(book, list(match_names(doc.tokens)))
    _from_marks(book)
    _from_openers(book)
    _addressed(book)
    _from_context(book)
    _from_latin(book)
    _from_article(book)
    _unknown_pairs(book)
    return tuple(sorted(book.found, key=lambda e: e.start))


# -- from the tables -------------------------------------------------------------------------------------------------


def _from_tables(book: NameBook, matches: list[Match]) -> None:
    """Names of the tables, lengthened by the head noun behind them."""
    for match in matches:
        row = match.row
        if _common_word(book, match):
            continue
        last, label, rule = match.last, row.label, f"name/{row.table}"
        name: str | None = row.name_en or None
        stem_end: int | None = match.stem_end
        ident = row.id or row.lemma
        if row.table == "places":
            chain = book.organisation_end(match.first, match.last)
            if chain is not None:
                whole = book.organisation_name(chain, row.name_en, match.last)
                book.add(match.first, chain, "ORG", whole, "name/place-organisation", 0.85)
                continue
            head = book.place_head(match.last)
            if head is not None and row.kind == "country" and head["form"] in function_words("state"):
                last, stem_end = match.last + 1, None  # «ئەزەربەيجان جۇمھۇرىيىتى» is the same state
            elif head is not None and row.kind not in {"country", "continent"}:
                last, label, stem_end = match.last + 1, head["label"], None
                name = " ".join(filter(None, (row.name_en, head["name_en"])))
                rule, ident = "name/place-head", f"{ident}/{head['form']}"
        elif row.table == "people":
            last, stem_end = _more_of_a_person(book, match.last, stem_end)
        book.add(match.first, last, label, name, rule, 0.95, ident=ident, stem_end=stem_end)


def _common_word(book: NameBook, match: Match) -> bool:
    """A one-word name that is also a word of the language counts only if the tagger took it for a name."""
    if match.first != match.last:
        return False
    token = book.tokens[match.first]
    if token.text.isascii():
        return False
    if match.row.kind == "area" and not suffixed(token):
        return False  # «غەرب ئاخبارات ئورگانلىرى»: the West, but «غەربى» is the west of something
    return token.reading.known and token.upos not in {"PROPN", "X"}


def _more_of_a_person(book: NameBook, last: int, stem_end: int | None) -> tuple[int, int | None]:
    """A surname that the table leaves out: an unknown name word right behind a known name in the nominative."""
    here = book.tokens[last]
    if here.feat("Case") in BARE and not suffixed(here) and book.unknown(last + 1):
        following = book.tokens[last + 1]
        if following.start == here.end + 1 and book.place_head(last + 1) is None and not following.reading.known:
            return last + 1, None
    return last, stem_end


# -- from the words around -------------------------------------------------------------------------------------------


def _from_marks(book: NameBook) -> None:
    """A newspaper, agency or club in quotation marks before its head: «رويتېرس» ئاگېنتلىقى. The name is inside."""
    for marked in marked_spans(book.text):
        inside = book.tokens_in(marked.start, marked.end)
        if not 1 <= len(inside) <= MARKED_WORDS or not marked.closed:
            continue
        after = inside[-1] + 2
        if after >= len(book.tokens) or book.tokens[after].start - marked.close > 1:
            continue
        head = book.org_heads.get(book.tokens[after].lemma)
        if head is None or head["strength"] != "name" or not possessed(book.tokens[after]):
            continue
        words = [gloss_word(book.tokens[i]) or english_guess(book.tokens[i].lemma) for i in inside]
        name = " ".join([*(w[:1].upper() + w[1:] for w in words), *filter(None, [head["name_en"]])])
        book.add(inside[0], inside[-1], "ORG", name, "name/marked-organisation", 0.8, guess=True)


def _from_openers(book: NameBook) -> None:
    """«دۆلەتلىك … ئىدارىسى», «خەلقئارا … تەشكىلاتى»: a word that opens the names of public bodies, and a head."""
    openers = function_words("body")
    for i, token in enumerate(book.tokens):
        if token.lemma in openers and i not in book.used and not suffixed(token):
            last = book.organisation_end(i, i)
            if last is not None and last - i >= 1:
                book.add(i, last, "ORG", book.organisation_name(last, "", i - 1), "name/public-body", 0.75)


def _from_context(book: NameBook) -> None:
    """Runs of unknown name words, told apart by head nouns, titles and forms of address."""
    i, n = 0, len(book.tokens)
    while i < n:
        j = i
        while book.initial(j):
            j += 1
        if not book.unknown(j):
            i = max(j, i + 1)
            continue
        while j + 1 < n and (book.unknown(j + 1) or book.initial(j + 1)) and book.joined(j):
            j += 1
        _run(book, book.initials_before(i), j)
        i = j + 1


def _addressed(book: NameBook) -> None:
    """«سۈرەن خانىم»: what stands before a form of address is a name, even if it is also a word of the language."""
    for i in range(1, len(book.tokens)):
        row = book.titles.get(book.tokens[i].lemma)
        name = book.tokens[i - 1]
        if row is None or row["place"] != "after" or i - 1 in book.used or suffixed(name) or name.text.isascii():
            continue
        if name.upos not in {"NOUN", "PROPN", "X"} or name.lemma in book.titles or book.speaker_noun(name):
            continue
        first = i - 1
        while (book.unknown(first - 1) or book.initial(first - 1)) and book.joined(first - 1):
            first -= 1
        book.add(first, i - 1, "PERSON", _spelt(book, first, i - 1), "name/address", 0.85, guess=True)


def _run(book: NameBook, first: int, last: int) -> None:
    """One run: a place, an organisation, a person, or nothing that the words around would say."""
    name = _spelt(book, first, last)
    head = book.place_head(last)
    if head is not None:
        name = " ".join(filter(None, (name, head["name_en"])))
        book.add(first, last + 1, head["label"], name, "name/unknown-place-head", 0.75, guess=True)
        return
    chain = book.organisation_end(first, last)
    team = chain == last + 1 and book.tokens[chain].lemma in function_words("team")
    if team and any(t.lemma in book.persons for t in book.tokens[first : last + 1]):
        book.add(first, last, "PERSON", name, "name/article", 0.7, guess=True)
        return
    if chain is not None:
        whole = book.organisation_name(chain, name, last)
        book.add(first, chain, "ORG", whole, "name/unknown-organisation", 0.7, guess=True)
        return
    if book.title_before(first):
        book.add(first, last, "PERSON", name, "name/title", 0.85, guess=True)
    elif first < last and book.speaker_noun(book.tokens[first]):
        book.add(first + 1, last, "PERSON", _spelt(book, first + 1, last), "name/title", 0.8, guess=True)
    elif book.title_after(last):
        book.add(first, last, "PERSON", name, "name/address", 0.85, guess=True)
    elif book.initial(first):
        book.add(first, last, "PERSON", name, "name/initials", 0.85, guess=True)
    elif first < last and book.tokens[first].lemma in book.given:
        book.add(first, last, "PERSON", name, "name/given-name", 0.75, guess=True)


def _spelt(book: NameBook, first: int, last: int) -> str:
    return english_guess(" ".join(t.lemma for t in book.tokens[first : last + 1]))


def _unknown_pairs(book: NameBook) -> None:
    """Two or three words in a row that no lexicon knows and that nothing else explains: a person, with less trust."""
    i, n = 0, len(book.tokens)
    while i + 1 < n:
        j = i
        while j < n and book.unknown(j) and book.tokens[j].upos == "PROPN" and (j == i or book.joined(j - 1)):
            j += 1
        if 2 <= j - i <= 3:
            book.add(i, j - 1, "PERSON", _spelt(book, i, j - 1), "name/unknown-pair", 0.55, guess=True)
        i = max(j, i + 1)


# -- from the rest of the article ------------------------------------------------------------------------------------


def _from_article(book: NameBook) -> None:
    """A name word that is part of a longer name elsewhere in the article: surname, town, a body's short name."""
    tokens = book.tokens
    longest = max((len(k) for k in book.organisations), default=0)
    for i, token in enumerate(tokens):
        if i in book.used:
            continue
        for width in range(min(longest, len(tokens) - i), 0, -1):
            earlier = book.organisations.get(tuple(t.lemma for t in tokens[i : i + width]))
            if earlier is not None and (width > 1 or token.upos in {"PROPN", "X"} or "marked" in earlier.rule):
                kept = book.add(
                    i,
                    i + width - 1,
                    "ORG",
                    earlier.name,
                    "name/article",
                    0.8,
                    ident=earlier.entity_id,
                    guess=earlier.guess,
                )
                if kept:
                    break
        stem = token.upos == "VERB" and token.feat("Mood") == "Imp" and not suffixed(token)
        if i in book.used or not (stem or token.upos in {"PROPN", "X", "PRON"}):
            continue
        if token.lemma in book.persons and (token.upos != "PRON" or suffixed(token)):
            book.add(i, i, "PERSON", english_guess(token.lemma), "name/article", 0.8, guess=True)
        elif token.lemma in book.places and not token.reading.known:
            place = book.places[token.lemma]
            book.add(i, i, "GPE", place.name, "name/article", 0.75, ident=place.entity_id, guess=True)


def _from_latin(book: NameBook) -> None:
    """A Latin gloss in brackets behind a name is a name of the same kind; its spelling is the English name."""
    ends: dict[int, int] = {}
    for i, number in book.used.items():
        ends[number] = max(i, ends.get(number, -1))
    for number, after in ends.items():
        if after + 2 >= len(book.tokens) or book.tokens[after + 1].text != "(":
            continue
        j = after + 2
        while j < len(book.tokens) and _latin(book.tokens[j].text) and j - after < 9:
            j += 1
        if j == after + 2 or j >= len(book.tokens) or book.tokens[j].text != ")":
            continue
        latin = book.text[book.tokens[after + 2].start : book.tokens[j - 1].end]
        entity = book.found[number]
        if entity.guess or not entity.name:
            entity = replace(entity, name=latin, rule=entity.rule + "+latin", confidence=0.9, guess=False)
            book.found[number] = entity
        book.add(after + 2, j - 1, entity.label, entity.name, "name/latin-gloss", 0.9, ident=entity.entity_id)


def _latin(text: str) -> bool:
    return (text.isascii() and any(c.isalpha() for c in text)) or text in {".", "&", "'", "-"}
