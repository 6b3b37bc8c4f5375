"""Names of organisations: where a name that begins with these words ends, and its English from its parts."""

from __future__ import annotations

from bisect import bisect_left
from dataclasses import replace
from functools import lru_cache
from typing import TYPE_CHECKING

from xewer.find.cues import function_words
from xewer.find.endings import endings
from xewer.find.gazetteer import role_nouns, small_table
from xewer.find.name_book import BARE, DETACHED, possessed, suffixed
from xewer.find.name_homes import country_named
from xewer.find.name_parts import english_head, head_of
from xewer.model import Entity
from xewer.resources import read_table

if TYPE_CHECKING:
    from xewer.find.name_book import NameBook
    from xewer.model import Token

__all__ = [
    "chambers",
    "headed",
    "levelled",
    "named_after",
    "organisation_end",
    "organisation_head",
    "part_of_body",
]

HOME = "United States"  # whose chamber it is where the article names no other of these countries
LONGEST_CHAIN = 8  # words of an organisation's name (gold: longest 7)
NOMINAL = frozenset({"NOUN", "ADJ", "PROPN", "CCONJ"})
CALENDAR = frozenset({"day", "deictic"})  # classes of words of time
PART_WORDS = 4  # words of the name of a part of a body


def organisation_head(book: NameBook, i: int) -> dict[str, str] | None:
    """The head noun of a body, possessed and not plural: «شىركىتى», «كوماندىسى»."""
    if not 0 <= i < len(book.tokens):
        return None
    token = book.tokens[i]
    head = book.org_heads.get(token.lemma) if possessed(token) and token.feat("Number") != "Plur" else None
    return head if head is not None and head["strength"] == "name" else None


def organisation_end(book: NameBook, first: int, last: int) -> int | None:
    """Last token of an organisation's name that begins with these tokens, or None."""
    best = None
    k = last
    while k + 1 < len(book.tokens) and k + 1 - first < LONGEST_CHAIN:
        here, following = book.tokens[k], book.tokens[k + 1]
        gerund = following.upos == "VERB" and following.feat("VerbForm") == "Vnoun"
        prevented = here.feat("Case") == "Gen" and k > first and _gerund_of(book, k + 1)
        if following.text in endings(*DETACHED):
            break  # «ياپونىيە نىڭ | NHK تېلېۋىزىيەسى»
        bare = (
            here.feat("Case") in BARE
            or k in book.whole
            or (here.feat("Case") in {"Acc", "Dat"} and gerund)
            or prevented
        )
        if not bare or here.upos == "PUNCT":
            break
        head = None
        if possessed(following):
            found = head_of(book, k + 1, last)
            head = None if found is None else found[1]
        elif levelled(here) and k > first:
            head = book.org_heads.get(following.lemma)  # «لۇئىزىئانا شىتاتلىق داشۆ»: its place is told by -لىق
        if following.feat("Number") == "Plur" and not (head and head["form"].endswith(tuple(function_words("many")))):
            head = None  # «گوگل قاتارلىق شىركەتلەر» are many, but «دېنۋېر جامائەت مەكتەپلىرى» one body
        if possessed(here) and (book.begins_place(k + 1) or (k == last and k + 1 in book.listed)):
            break  # «خىتاي ھۆكۈمىتى | ئامېرىكا دېڭىز ئارمىيەسىنى»
        if following.upos == "CCONJ" and (here.upos == "PROPN" or k == last):
            break
        if _begins_anew(book, k, last) or (best is not None and following.lemma in function_words("team")):
            break
        plural = here.feat("Number") == "Plur" and not possessed(here)
        if plural and head is None:
            break
        if not gerund and following.upos not in NOMINAL and following.text not in small_table("org_words"):
            break
        k += 1
        if head is not None and head["strength"] == "name":
            best = k
        elif (
            possessed(following)
            and following.feat("Number") != "Plur"
            and (following.lemma in book.titles or book.speaker_noun(following))
        ):
            break
    return best


def levelled(token: Token) -> bool:
    """«شىتاتلىق», «ۋىلايەتلىك»: of a place, whose head bears no possessive."""
    return token.reading.segments[-1].tag == "LIQ" or token.text in function_words("level")


def _begins_anew(book: NameBook, k: int, last: int) -> bool:
    """Whether the word behind ``k`` cannot go on with the name: a time, or an unknown name behind common words."""
    following = book.tokens[k + 1]
    if following.lemma in calendar_words():
        return True
    unknown = following.upos == "PROPN" and not following.reading.listed and k + 1 not in book.listed
    return unknown and k > last and book.tokens[k].upos != "PROPN"


@lru_cache(maxsize=1)
def calendar_words() -> frozenset[str]:
    """Days of the week and words for a day, which stand between a person and a body but in no body's name."""
    days = {r["form"] for r in read_table("numbers.tsv") if r["kind"] == "weekday"}
    return frozenset(days.union(r["form"] for r in read_table("times.tsv") if r["class"] in CALENDAR))


def part_of_body(book: NameBook, last: int) -> int | None:
    """Last token of a council or bureau of the body that ends here: «ب د ت | خەۋپسىزلىك كېڭىشى»."""
    heads = role_nouns("part")
    for k in range(last + 1, min(last + 1 + PART_WORDS, len(book.tokens))):
        before, token = book.tokens[k - 1], book.tokens[k]
        owned = k == last + 1 and before.lemma in role_nouns("chamber") and before.feat("Case") == "Gen"
        if not book.blank_between(k - 1) or (before.feat("Case") not in BARE and not owned):
            return None  # «كېڭەش پالاتانىڭ | ۋەتەن خەۋپسىزلىكى كومىتېتى»
        if token.feat("Number") == "Plur" and possessed(token):
            return None
        if k > last + 1 and possessed(before) and before.text not in role_nouns("sector"):
            return None
        if token.lemma in heads and possessed(token) and k > last + 1:
            return k
        if token.upos not in {"NOUN", "ADJ", "CCONJ"} or token.lemma in book.titles or book.begins_place(k):
            return None
    return None


def _gerund_of(book: NameBook, i: int) -> bool:
    """«… ئالدىنى ئېلىش»: a possessed object and its gerund, as in the names of agencies."""
    if i + 1 >= len(book.tokens):
        return False
    here, following = book.tokens[i], book.tokens[i + 1]
    return here.feat("Case") == "Acc" and possessed(here) and following.feat("VerbForm") == "Vnoun"


def headed(book: NameBook, entity: Entity) -> bool:
    """Whether a name ends in a possessed head noun."""
    at = bisect_left(book.starts, entity.end) - 1
    return at >= 0 and possessed(book.tokens[at])


def named_after(book: NameBook) -> None:
    """«كلىنتون فوندى», «كرومۋېل جەمئىيىتى»: a person and the head of what is called after people are one body."""
    for number, entity in enumerate(book.found):
        last = bisect_left(book.starts, entity.end) - 1
        if entity.label != "PERSON" or last + 1 >= len(book.tokens) or suffixed(book.tokens[last]):
            continue
        head, following = organisation_head(book, last + 1), book.tokens[last + 1]
        if head is None or last + 1 in book.used or not book.blank_between(last):
            continue
        if following.lemma in role_nouns("founded"):
            stem = max(following.start, min(following.stem_end, following.end))
            text = book.text[entity.start : following.end]
            surname = (entity.name or "").split(" ")[-1]
            name = f"{surname} {english_head(book, head, book.home)}".strip() if surname else None
            book.used[last + 1] = number
            book.found[number] = Entity(
                entity.start, following.end, stem, text, "ORG", name, None, "name/named-after", 0.75, guess=True
            )


def chambers(book: NameBook) -> None:
    """«ئاۋام پالاتاسى» without a country is that of the country of the table which the article names most."""
    rows = read_table("names/chambers.tsv")
    names = {row["name_en"]: row for row in rows if row["country"] == HOME}
    bare = [
        k for k, e in enumerate(book.found) if e.label == "ORG" and e.rule == "name/organisations" and e.name in names
    ]
    if not bare:
        return
    home = book.home or country_named(e.name for e in book.found if e.label == "GPE")
    place = next((row["country"] for row in rows if row["code"] == home), HOME)
    if place == HOME:
        return
    other = {row["chamber"]: row for row in rows if row["country"] == place}
    for k in bare:
        row = other.get(names[book.found[k].name or ""]["chamber"])
        if row is not None:
            book.found[k] = replace(
                book.found[k], name=row["name_en"], entity_id=None, rule="name/chamber-of-article", guess=True
            )
