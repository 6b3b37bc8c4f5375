"""Names of people, organisations and places, on stems, with what stands around them as evidence.

Tables first; then what a head noun, a title or a Latin gloss says about a name that no table has; then what the rest
of the article, and the English name tables, say about a name standing alone.
"""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from xewer.find.cues import function_words
from xewer.find.english_names import GIVEN, SURNAME, english_match
from xewer.find.gazetteer import match_names, role_nouns
from xewer.find.name_alone import (
    club_towns,
    from_dateline,
    letter_bodies,
    owned_places,
    short_clubs,
    unknown_places,
)
from xewer.find.name_article import from_article, single_words
from xewer.find.name_bodies import (
    chambers,
    named_after,
    organisation_end,
)
from xewer.find.name_book import BARE, SURE, NameBook, suffixed
from xewer.find.name_context import addressed, from_context, from_marks, from_openers, unknown_pairs
from xewer.find.name_countries import chamber_of, of_the_country, side_before
from xewer.find.name_hidden import word_names
from xewer.find.name_homes import settle
from xewer.find.name_known import known_by_sound, known_over_tables
from xewer.find.name_known_long import lettered_names, long_names_by_sound
from xewer.find.name_latin import from_latin, latin_bodies, latin_names, latin_sources
from xewer.find.name_listed import listed_body
from xewer.find.name_lists import from_lists, hyphenated
from xewer.find.name_parts import organisation_name
from xewer.find.name_places import (
    bar_storms,
    given_not_place,
    headed_name,
    opened_places,
    owned_word,
    place_head,
    whole_words,
)
from xewer.find.name_sounded import sounded_bodies, sounded_names
from xewer.find.name_spellings import spelt_otherwise
from xewer.find.name_titles import outside_titles
from xewer.find.name_widened import (
    bare_ministries,
    lone_nicknames,
    nickname_end,
    nicknamed_teams,
    places_after_people,
    widened,
)

if TYPE_CHECKING:
    from xewer.find.gazetteer import Match, Row
    from xewer.model import Doc, Entity

__all__ = ["find_names"]

LARGE = frozenset({"country", "province", "capital"})
TOWNS = frozenset({"capital", "city", "county", "village", "province"})  # of which a side is often a place of its own


def find_names(doc: Doc) -> tuple[Entity, ...]:
    """Names of people, organisations and places, in text order; spans cover whole words, ``stem_end`` the stem."""
    book = NameBook(doc)
    matches = list(match_names(doc.tokens))
    book.listed = {m.first: m.row for m in matches}
    book.ends = {m.first: m.last for m in matches}
    settle(book)
    whole_words(book)
    bar_storms(book)
    sounded_names(book)
    long_names_by_sound(book)
    lettered_names(book)
    known_over_tables(book)
    _from_tables(book, matches)
    hyphenated(book)
    _by_sound(book, alone=False)
    known_by_sound(book)
    settle(book)
    sounded_bodies(book)
    letter_bodies(book)
    from_dateline(book)
    opened_places(book)
    from_marks(book)
    from_openers(book)
    addressed(book)
    word_names(book)
    from_context(book)
    latin_names(book, glosses=False)
    latin_bodies(book)
    latin_sources(book)
    from_latin(book)
    latin_names(book)
    from_lists(book)
    unknown_pairs(book)
    from_latin(book)
    _by_sound(book, alone=True)
    settle(book)
    bare_ministries(book)
    owned_places(book)
    from_article(book)
    short_clubs(book)
    lone_nicknames(book)
    single_words(book)
    unknown_places(book)
    named_after(book)
    places_after_people(book)
    widened(book)
    nicknamed_teams(book)
    chambers(book)
    club_towns(book)
    return tuple(sorted(outside_titles(book), key=lambda e: e.start))


def _from_tables(book: NameBook, matches: list[Match]) -> None:
    """Names of the tables, lengthened by the head noun behind them."""
    for match in matches:
        if match.first not in book.barred and not _common_word(book, match):
            {"places": _place, "people": _person, "organisations": listed_body}[match.row.table](book, match)


def _by_sound(book: NameBook, *, alone: bool) -> None:
    """Names in a spelling that the tables lack, as guesses, in the frames of those that they have."""
    for match in list(spelt_otherwise(book, alone=alone)):
        book.listed.setdefault(match.first, match.row)
        book.ends.setdefault(match.first, match.last)
        before = len(book.found)
        {"places": _place, "people": _person, "organisations": listed_body}[match.row.table](book, match)
        for k in range(before, len(book.found)):
            found = book.found[k]
            book.found[k] = replace(found, rule=f"{found.rule}-by-sound", confidence=0.7, guess=True)


def _place(book: NameBook, match: Match) -> None:
    row = match.row
    first, last, ident = match.first, match.last, row.id or row.lemma
    if owned_word(book, first, last, row):
        return
    if row.kind == "country" and first == last and book.tokens[last].feat("Number") == "Plur":
        return  # «خىتايلار» are people
    if given_not_place(book, row, last):
        book.add(first, last + 1, "PERSON", book.spelt(first, last + 1), "name/given-name", 0.7, guess=True)
        return
    if _surname_of(book, row, first, last):
        spelt = book.spelt(first - 1, last)
        book.add(first - 1, last, "PERSON", spelt, "name/given-name", 0.7, stem_end=match.stem_end, guess=True)
        return
    if book.of_an_event(last):
        book.barred.update(range(first, last + 1))
        return
    club = nickname_end(book, last, row.name_en)
    if club is not None:
        book.add(first, club[0], "ORG", club[1], "name/nickname", 0.85, ident=club[1])
        return
    head = place_head(book, last)  # «جەنۇبىي قەشقەر ۋىلايىتى» is the south of the prefecture
    side = side_before(book, first) if row.kind in TOWNS and (head is None or head.row["label"] != "GPE") else ""
    if side:
        row, first, ident = row._replace(name_en=f"{side} {row.name_en}"), first - 1, f"{ident}/{side}"
    following = book.listed.get(last + 1)
    world = following is not None and following.kind == "body"
    chain = None if world else organisation_end(book, first, last)
    if chain is not None and head is not None and head.last >= chain and " " in head.row["form"]:
        chain = None  # «بىرمىڭخام خەلقئارا يىغىن مەركىزى» is a building
    if chain == last + 1 and row.kind == "country" and book.tokens[chain].lemma in role_nouns("society"):
        chain = None  # «خىتاي جەمئىيىتى» is Chinese society
    if chain is not None:
        team = book.tokens[chain].lemma in function_words("team") and chain == last + 1
        name = row.name_en if team else organisation_name(book, chain, row.name_en, last, land=True)
        book.add(first, chain, "ORG", name, "name/place-organisation", 0.85)
        return
    owned = of_the_country(book, last) if row.kind == "country" else None
    if owned is not None:
        body = book.listed[last + 1]
        name = body.name_en if row.name_en in body.name_en else f"{body.name_en} of {row.name_en}"
        book.add(first, owned, "ORG", name, "name/country-body", 0.85, ident=body.id or body.lemma)
        return
    office = chamber_of(book, last) if row.kind == "country" else None
    if office is not None:
        book.add(first, office, "ORG", organisation_name(book, office, row.name_en, last), "name/chamber", 0.8)
        return
    if head is not None and row.kind == "country" and head.row["form"] in function_words("state"):
        # «ئەزەربەيجان جۇمھۇرىيىتى» is the same state
        book.add(first, head.last, row.label, row.name_en, f"name/{row.table}", 0.95, ident=ident)
    elif head is not None and row.kind not in {"country", "continent"}:
        name = headed_name(book, row.name_en, head)
        ident = f"{ident}/{head.row['form']}"
        book.add(first, head.last, head.row["label"], name, "name/place-head", 0.95, ident=ident)
    else:
        book.add(first, last, row.label, row.name_en, f"name/{row.table}", 0.95, ident=ident, stem_end=match.stem_end)


def _surname_of(book: NameBook, row: Row, first: int, last: int) -> bool:
    """«سكوتت كامېرون», «رون لانكاستېر»: a place's name that is a surname too, behind a first name."""
    i = first - 1
    if i < 0 or first != last or i in book.used or not book.blank_between(i) or not book.unknown(i):
        return False
    before, here = book.tokens[i], book.tokens[last]
    if suffixed(before) or here.feat("Case") in {"Loc", "Abl", "Dat"} or place_head(book, last) is not None:
        return False
    given = before.lemma in book.given or english_match(before.lemma, GIVEN)[1] <= SURE
    return given and english_match(row.form, SURNAME)[1] <= SURE


def _person(book: NameBook, match: Match) -> None:
    """A known person; a surname behind an unknown first name is another person, unless the first name is right."""
    row, first = match.row, match.first
    if _seat(book, match) or _first_name_of_another(book, match) or _title_before_name(book, match):
        return  # rules of context read the whole of it
    if _another_trade(book, match):
        name = book.spelt(first, match.last)
        book.add(first, match.last, "PERSON", name, "name/namesake", 0.7, stem_end=match.stem_end, guess=True)
        return
    last, stem_end = _more_of_a_person(book, match)
    ident = row.id or row.lemma
    if last > match.last:
        spelt = book.spelt(first, last)
        book.add(first, last, "PERSON", spelt, "name/people-more", 0.8, stem_end=stem_end, guess=True)
        return
    if not first or match.first != match.last:
        book.add(first, last, "PERSON", row.name_en, "name/people", 0.95, ident=ident, stem_end=stem_end)
        return
    if _its_first_name(book, first - 1, row.name_en):
        book.add(first - 1, last, "PERSON", row.name_en, "name/people", 0.9, ident=ident, stem_end=stem_end)
        return
    while book.first_name(first - 1) and book.joined(first - 1) and not _ends_a_name(book, first - 1):
        first -= 1
    if first == match.first and book.joined(first - 1) and book.tokens[first - 1].lemma in book.word_names:
        first -= 1  # «سۇلتان كەرىموف»
    if first == match.first:
        book.add(first, last, "PERSON", row.name_en, "name/people", 0.95, ident=ident, stem_end=stem_end)
        return
    given = english_match(book.tokens[first].lemma)[0]
    if row.name_en and given == row.name_en.split(" ")[0]:
        book.add(first, last, "PERSON", row.name_en, "name/people", 0.95, ident=ident, stem_end=stem_end)
    else:
        book.add(first, last, "PERSON", book.spelt(first, last), "name/namesake", 0.75, stem_end=stem_end, guess=True)


def _seat(book: NameBook, match: Match) -> bool:
    """«كولۇمبۇس ساقچى ئىدارىسى»: a town that is also called like somebody, with the police or school that it has."""
    last = match.last
    if match.first != last or " " in match.row.form or suffixed(book.tokens[last]):
        return False
    chain = organisation_end(book, last, last)
    if chain is None or not any(book.tokens[k].lemma in role_nouns("seat") for k in range(last + 1, chain + 1)):
        return False
    place = book.spelt(last, last, place=True)
    name = organisation_name(book, chain, place, last)
    return book.add(last, chain, "ORG", name, "name/place-organisation", 0.75, guess=True)


def _first_name_of_another(book: NameBook, match: Match) -> bool:
    """«شارون كوللىېر»: a surname of the table that is also a first name, before an unknown word in the nominative."""
    at = match.last
    if match.first != at or " " not in match.row.name_en or suffixed(book.tokens[at]) or at + 1 >= len(book.tokens):
        return False
    if book.sounds_like(match.row.form, match.row.name_en.split(" ", maxsplit=1)[0]):
        return False
    given = match.row.form in book.given or english_match(match.row.form, GIVEN)[1] <= SURE
    following = book.tokens[at + 1]
    return given and book.blank_between(at) and book.unknown(at + 1) and not following.reading.listed


def _title_before_name(book: NameBook, match: Match) -> bool:
    """«مۇئاۋىن رەئىسى رون لانكاستېر»: an office with its possessive that is also somebody's surname."""
    at = match.last
    if match.first != at or at + 1 >= len(book.tokens) or not book.blank_between(at):
        return False
    title = book.office(book.tokens[at]) or book.titles.get(book.tokens[at].text)
    return title is not None and title["place"] == "before" and book.unknown(at + 1)


def _its_first_name(book: NameBook, i: int, name: str) -> bool:
    """«جاكىندا ئاردېرن»: a word with what looks like an ending that sounds like the first name of the known person."""
    token = book.tokens[i]
    if token.reading.listed or not suffixed(token) or i in book.used or not book.blank_between(i) or " " not in name:
        return False
    return book.sounds_like(token.text, name.split(" ", maxsplit=1)[0])


def _ends_a_name(book: NameBook, i: int) -> bool:
    """«روننى جەيكوبس ترامپقا»: a surname behind somebody's first name is not the first name of the next."""
    if not i or not book.first_name(i - 1) or not book.joined(i - 1) or not book.given_name(i - 1):
        return False
    return not book.given_name(i) and english_match(book.tokens[i].lemma, SURNAME)[1] <= SURE


def _another_trade(book: NameBook, match: Match) -> bool:
    """«مەشقاۋۇل ترامپ» is not the president: a surname alone behind a title of another trade is a stranger's."""
    if match.first != match.last or not match.first or match.row.kind not in {"leader", "official", "historical"}:
        return False
    before = book.tokens[match.first - 1]
    bare = before.feat("Case") in BARE and book.blank_between(match.first - 1)
    return bare and not {before.lemma, before.text}.isdisjoint(role_nouns("trade"))


def _common_word(book: NameBook, match: Match) -> bool:
    """A one-word name that is also a word of the language counts only if the tagger took it for a name."""
    if match.first != match.last or match.row.kind == "own":
        return False
    token = book.tokens[match.first]
    if token.text.isascii():
        return False
    if token.text == match.row.form and suffixed(token) and match.row.kind in LARGE:
        return False  # «فلورىدا» is the state, not where a flora is
    if match.row.kind == "planet" or (match.row.kind == "area" and not suffixed(token)):
        return False  # «غەرب ئاخبارات ئورگانلىرى»: the West, but «غەربى» is the west of something
    return token.reading.listed and token.upos not in {"PROPN", "X"}


def _more_of_a_person(book: NameBook, match: Match) -> tuple[int, int]:
    """A surname that the table leaves out: an unknown name word right behind a known name in the nominative."""
    last, stem_end = match.last, match.stem_end
    here = book.tokens[last]
    whole = match.row.name_en.split(" ")
    if last > match.first and last - match.first + 1 >= len(whole) and last + 1 < len(book.tokens):
        surname = english_match(book.tokens[last + 1].lemma, SURNAME)[1] <= SURE  # «جون خوۋارد جونسون»
        if not surname:
            return last, stem_end  # «سكوت موررىسون كاتوۋىتسېگە»: nothing is left out
    if match.first == last and not book.sounds_like(match.row.form, whole[0]):
        return last, stem_end  # «ئەردوغان كولوگنېدا»: behind a surname something else begins
    if here.feat("Case") in BARE and not suffixed(here) and book.unknown(last + 1):
        following = book.tokens[last + 1]
        if following.start == here.end + 1 and place_head(book, last + 1) is None and book.surname_like(last + 1):
            return last + 1, following.stem_end
    return last, stem_end
