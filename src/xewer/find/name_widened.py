"""Bodies whose name begins before the name in it, or has none: royal hospitals, ministries, regional radio, clubs."""

from __future__ import annotations

from bisect import bisect_left
from dataclasses import replace
from functools import lru_cache
from typing import TYPE_CHECKING

from xewer.find.gazetteer import role_nouns, small_table
from xewer.find.name_book import BARE, possessed, suffixed
from xewer.find.name_parts import organisation_name
from xewer.find.name_places import headed_name, place_head
from xewer.find.name_sounds import english_sounds, heard, near_sound
from xewer.model import Entity
from xewer.resources import read_table

if TYPE_CHECKING:
    from xewer.find.gazetteer import Match
    from xewer.find.name_book import NameBook

__all__ = [
    "bare_ministries",
    "lone_nicknames",
    "nickname_end",
    "nicknamed_teams",
    "places_after_people",
    "regional_body",
    "regional_end",
    "widened",
]

SECTOR_WORDS = 5  # words before a ministry that say what it deals with
REGIONS = frozenset({"Scotland", "Wales", "Northern Ireland", "London", "Ulster"})  # that have their own BBC
LEAST_LETTERS = 4  # of a nickname by ear
NEAR_ENOUGH = 0.1  # distance by sound of a club's nickname
MADE = ("name/place-organisation", "name/unknown-organisation", "name/named-after", "name/place-head")
MADE_PLACES = ("name/unknown-place-head",)


def bare_ministries(book: NameBook) -> None:
    """«مائارىپ مىنىستىرلىقى»: a ministry is named by what it deals with, also without its country."""
    ministries = role_nouns("ministry")
    for i, token in enumerate(book.tokens):
        if token.lemma not in ministries or not possessed(token) or token.feat("Number") == "Plur" or i in book.used:
            continue
        first = i
        while i - first < SECTOR_WORDS and _deals_with(book, first - 1):
            first -= 1
        if first < i and book.tokens[first].upos == "CCONJ":
            first += 1
        if first < i:
            name = organisation_name(book, i, "", first - 1)
            book.add(first, i, "ORG", name, "name/ministry", 0.75)


def _deals_with(book: NameBook, i: int) -> bool:
    """A bare word of those that say what a body deals with, right before the next."""
    if i < 0 or i in book.used or not book.blank_between(i):
        return False
    token = book.tokens[i]
    if token.upos == "CCONJ":
        return _deals_with(book, i - 1)
    bare = token.feat("Case") in BARE and (not possessed(token) or token.text in role_nouns("sector"))
    table = small_table("org_words")
    return bare and (token.text in table or token.lemma in table or token.text in role_nouns("sector"))


def regional_end(book: NameBook, match: Match) -> tuple[int, str] | None:
    """«BBC ۋېلش قانىلى», «بى بى سى كامبرىيا رادىيوسى»: the branch of a broadcaster in a region, and its English."""
    place = book.listed.get(match.last + 1)
    if place is None or place.table != "places" or suffixed(book.tokens[match.last]):
        return None
    inner = book.ends[match.last + 1]
    at = inner + 1
    if at >= len(book.tokens) or suffixed(book.tokens[inner]) or not book.blank_between(inner):
        return None
    head = book.tokens[at]
    if not book.blank_between(match.last) or not possessed(head) or head.lemma not in role_nouns("broadcast"):
        return None
    kind = "Radio" if head.lemma in role_nouns("radio") else ""
    return at, " ".join(filter(None, (match.row.name_en, kind, place.name_en)))


def regional_body(book: NameBook, match: Match) -> tuple[int, str] | None:
    """«بى بى سى شوتلاندىيە»: a broadcaster right before one of its regions is one name."""
    if match.row.name_en != "BBC" or suffixed(book.tokens[match.last]) or not book.blank_between(match.last):
        return None
    place = book.listed.get(match.last + 1)
    if place is None or place.name_en not in REGIONS:
        return None
    return book.ends[match.last + 1], f"{match.row.name_en} {place.name_en}"


def widened(book: NameBook) -> None:
    """«ئايال پادىشاھ ئېلىزابېت دوختۇرخانىسى», «خان جەمەتى گلامورگان دوختۇرخانىسى», «جەنۇبىي ۋېلش ساقچى ئىدارىسى»."""
    for number, entity in enumerate(book.found):
        made = entity.rule.removesuffix("-by-sound")
        if made not in MADE and made not in MADE_PLACES:
            continue
        if entity.label == "ORG" or made in MADE_PLACES:
            _begin_earlier(book, number, entity)


def _begin_earlier(book: NameBook, number: int, entity: Entity) -> None:
    first = bisect_left(book.starts, entity.start)
    last = bisect_left(book.starts, entity.end) - 1
    if last <= first or not possessed(book.tokens[last]):
        return
    for form, row in small_table("body_openers").items():
        words = form.split(" ")
        start = first - len(words)
        if start < 0 or any(k in book.used for k in range(start, first)):
            continue
        tokens = book.tokens[start:first]
        if [t.text for t in tokens] != words or not all(book.blank_between(k) for k in range(start, first)):
            continue
        name = None if entity.name is None else f"{row['name_en']} {entity.name}"
        begins = tokens[0].start
        text = book.text[begins : entity.end]
        book.found[number] = replace(entity, start=begins, text=text, name=name, entity_id=None, guess=True)
        book.used.update(dict.fromkeys(range(start, first), number))
        return


def places_after_people(book: NameBook) -> None:
    """«كولۇمبۇس شەھىرى», «كېننېدى ئايرودرومى», «… تېلېسكوپى»: a person's name and the head of a town or a building."""
    for number, entity in enumerate(book.found):
        last = bisect_left(book.starts, entity.end) - 1
        if entity.label != "PERSON" or last + 1 >= len(book.tokens) or suffixed(book.tokens[last]):
            continue
        head = place_head(book, last) if book.blank_between(last) else None
        if head is None or any(k in book.used for k in range(last + 1, head.last + 1)):
            continue
        site = head.row["form"] in role_nouns("site") or head.row["form"] in role_nouns("street")
        stance = " " not in entity.text and head.row["form"] in role_nouns("stance") and not book.sporty
        if stance or (head.row["label"] != "GPE" and not site):
            continue  # «ترامپ مەيدانىنى ئۆزگەرتتى»: what he stands for
        first = bisect_left(book.starts, entity.start)
        called = book.spelt(first, last, place=True) if first == last else entity.name or ""
        token = book.tokens[head.last]
        book.found[number] = Entity(
            entity.start, token.end, max(token.start, min(token.stem_end, token.end)),
            book.text[entity.start : token.end], head.row["label"], headed_name(book, called, head), None,
            "name/place-after-person", 0.75, guess=True,
        )  # fmt: skip
        book.used.update(dict.fromkeys(range(last + 1, head.last + 1), number))


@lru_cache(maxsize=1)
def _teams() -> dict[str, list[dict[str, str]]]:
    """English name of a town -> its clubs with their nicknames."""
    found: dict[str, list[dict[str, str]]] = {}
    for row in read_table("names/team_nicknames.tsv"):
        found.setdefault(row["town"], []).append(row)
    return found


def nickname_end(book: NameBook, last: int, town: str | None) -> tuple[int, str] | None:
    """«كانزاس شەھىرى باشلىقلىرى», «دالاس كوۋبويلىرى»: the nickname of a town's club behind it, by meaning or by ear.

    The last token of the name, with the word for a team, and the club.
    """
    at = last + 1
    if town not in _teams() or at >= len(book.tokens) or at in book.used or not book.blank_between(last):
        return None
    here, nick = book.tokens[last], book.tokens[at]
    if here.feat("Case") not in BARE or (suffixed(here) and not possessed(here)):
        return None
    club = next((row["name_en"] for row in _teams()[town] if _called(nick.lemma, row)), None)
    if club is None or not (possessed(nick) or nick.feat("Number") == "Plur" or not nick.reading.listed):
        return None
    if nick.feat("Case") not in BARE or not book.blank_between(at) or at + 1 in book.used:
        return at, club
    following = book.tokens[at + 1]
    return at + (following.lemma in role_nouns("team-head") and possessed(following)), club


def nicknamed_teams(book: NameBook) -> None:
    """Clubs by their nickname behind a town that another rule has found."""
    for number, entity in enumerate(book.found):
        last = bisect_left(book.starts, entity.end) - 1
        club = nickname_end(book, last, entity.name) if entity.label in {"GPE", "ORG"} else None
        if club is None:
            continue
        end, name = club
        token = book.tokens[end]
        stem = max(token.start, min(token.stem_end, token.end))
        text = book.text[entity.start : token.end]
        book.found[number] = Entity(
            entity.start, token.end, stem, text, "ORG", name, name, "name/nickname", 0.8, guess=True
        )
        book.used.update(dict.fromkeys(range(last + 1, end + 1), number))


def lone_nicknames(book: NameBook) -> None:
    """«كولتس», «دېلفىنلار»: in an article about a match, the nickname of a club whose town it names."""
    if not book.sporty:
        return
    named = {entity.name for entity in book.found if entity.label in {"GPE", "ORG"}}
    rows = [row for town, clubs in _teams().items() for row in clubs if row["name_en"] in named or town in named]
    rows.sort(key=lambda row: row["name_en"] not in named)
    for i, token in enumerate(book.tokens):
        if i in book.used or i in book.barred or token.text.isascii() or possessed(token):
            continue
        many = token.feat("Number") == "Plur"
        for row in rows:
            translated = many and row["name_en"] in named and token.lemma in row["forms"].split(" ")
            if translated or (
                token.upos == "PROPN" and not book.person_like(token.lemma) and _heard_as(token.lemma, row)
            ):
                book.add(i, i, "ORG", row["name_en"], "name/nickname", 0.7, ident=row["name_en"], guess=True)
                break


def _called(lemma: str, row: dict[str, str]) -> bool:
    """Whether a word is a club's nickname: as it is translated, or as it sounds."""
    if lemma in row["forms"].split(" "):
        return True
    single = row["name_en"].split(" ")[-1].removesuffix("s")
    return _heard_as(lemma, row) or (
        len(lemma) >= LEAST_LETTERS and near_sound(heard(lemma), english_sounds(single), NEAR_ENOUGH)
    )


def _heard_as(lemma: str, row: dict[str, str]) -> bool:
    """Whether a word sounds like the whole nickname: «كولتس»."""
    nickname = row["name_en"].split(" ")[-1]
    return len(lemma) >= LEAST_LETTERS and near_sound(heard(lemma), english_sounds(nickname), NEAR_ENOUGH)
