"""Names of one word told by their place in the sentence: towns where something is, clubs of towns, first names."""

from __future__ import annotations

from bisect import bisect_left
from dataclasses import replace
from functools import lru_cache
from typing import TYPE_CHECKING

from xewer.find.cues import function_words
from xewer.find.endings import endings
from xewer.find.english_names import PERSON, PLACE, english_match, figure_kinds
from xewer.find.gazetteer import role_nouns, small_table
from xewer.find.name_book import BARE, SURE, possessed, suffixed
from xewer.find.name_parts import english_head
from xewer.find.name_places import head_at
from xewer.find.name_sounds import by_letters
from xewer.resources import read_table

if TYPE_CHECKING:
    from xewer.find.name_book import NameBook
    from xewer.model import Entity

__all__ = ["club_towns", "from_dateline", "letter_bodies", "owned_places", "short_clubs", "unknown_places"]

LEAST_LETTERS = 4
CLUBS = ("organisations", "public_bodies")  # tables that hold clubs
DATELINE_MARKS = frozenset(".،(—–-")
LARGE = frozenset({"country", "province", "capital"})
LONGEST_ACRONYM = 5  # letters written one by one


def from_dateline(book: NameBook) -> None:
    """«كونۋەي، جەنۇبىي كارولىنا»: an unknown word, a comma, and the state or country that it lies in."""
    for i in range(len(book.tokens) - 2):
        row = book.listed.get(i + 2)
        if book.tokens[i + 1].text != "،" or row is None or row.table != "places" or row.kind not in LARGE:
            continue
        if not _stranger(book, i) or suffixed(book.tokens[i]) or book.tokens[i + 2].feat("Case") not in BARE:
            continue
        if i and book.tokens[i - 1].text in function_words("list"):
            continue  # an item of a list of countries
        if (i == 0 or "\n" in book.text[book.tokens[i - 1].end : book.tokens[i].start]) or _ends_there(book, i + 2):
            book.add(i, i, "GPE", book.spelt(i, i, place=True), "name/dateline", 0.7, guess=True)


def _ends_there(book: NameBook, i: int) -> bool:
    """Whether a mark stands behind the larger place too: «… كونۋەي، جەنۇبىي كارولىنا —»."""
    last = book.ends.get(i, i) + 1
    return last < len(book.tokens) and book.tokens[last].text in {"—", "–", "-", "(", "،", "."}


def owned_places(book: NameBook) -> None:
    """«غۇلجا ناھىيەسىنىڭ مازار يېزىسى»: a common word and the head of a place, owned by a larger place."""
    for i in range(1, len(book.tokens) - 1):
        token, owner = book.tokens[i], book.used.get(i - 1)
        if i in book.used or i in book.barred or owner is None or book.found[owner].label != "GPE":
            continue
        if book.tokens[i - 1].feat("Case") != "Gen" or token.upos not in {"NOUN", "ADJ", "PROPN"} or suffixed(token):
            continue
        head = head_at(book, i + 1)
        if head is None or head[1]["label"] != "GPE" or not book.blank_between(i) or _generic(book, i):
            continue
        spelt = by_letters(token.lemma, 0).capitalize() if token.reading.listed else book.spelt(i, i, place=True)
        name = " ".join(filter(None, (spelt, english_head(book, head[1], book.home))))
        book.add(i, head[0], "GPE", name, "name/place-of-place", 0.7, guess=True)


def _generic(book: NameBook, i: int) -> bool:
    """A word that tells of what kind a place is, and names none: «ئاپتونوم رايونى», «تاغلىق يېزىسى»."""
    token = book.tokens[i]
    head = small_table("place_heads").get(token.lemma)
    return (
        (head is not None and head["label"] == "GPE")
        or token.text.endswith(("لىق", "لىك", "لۇق", "لۈك", "قى", "كى", "ىي"))
        or token.lemma in small_table("org_words")
    )


def unknown_places(book: NameBook) -> None:
    """An unknown word where something is: «پېررىسبۇرگدا», «خاكونې دا», «باررخېد تەرەپكە», «پادستوۋ يېقىنىدا»."""
    described = {t.lemma for i, t in enumerate(book.tokens) if _described(book, i)}
    for i, token in enumerate(book.tokens):
        if not _stranger(book, i) or token.lemma in described or _a_person(book, i):
            continue
        there = token.feat("Case") == "Loc" or token.feat("Form") == "Ki" or apart(book, i, "locative", "at")
        if there or _beside(book, i):
            book.add(i, i, "GPE", book.spelt(i, i, place=True), "name/unknown-place", 0.6, guess=True)


def apart(book: NameBook, i: int, *kinds: str) -> bool:
    """Whether an ending of these kinds is written apart from a word, as many do behind a foreign name: «خاكونې دا»."""
    return not suffixed(book.tokens[i]) and book.blank_between(i) and book.tokens[i + 1].text in endings(*kinds)


def _beside(book: NameBook, i: int) -> bool:
    """Whether a word says that something is near this one or goes there: «يېقىنىدا», «تەرەپكە»."""
    if suffixed(book.tokens[i]) or not book.blank_between(i):
        return False
    following = book.tokens[i + 1]
    wanted = role_nouns("near") if possessed(following) else role_nouns("towards")
    return following.lemma in wanted and following.feat("Case") in {"Loc", "Dat", "Abl"}


def _described(book: NameBook, i: int) -> bool:
    """A word with an adjective in front is a noun that the lexicon lacks: «كېچىلىك ئىسمېنادا»."""
    if not i or book.tokens[i].upos != "PROPN" or book.tokens[i].reading.listed or not book.blank_between(i - 1):
        return False
    before = book.tokens[i - 1]
    return before.upos in {"ADJ", "DET", "NUM"} and before.feat("Case") in BARE and i - 1 not in book.used


def _stranger(book: NameBook, i: int) -> bool:
    """A word alone that no lexicon knows: no part of a row of such words."""
    token = book.tokens[i]
    if token.upos != "PROPN" or token.reading.listed or possessed(token) or not book.unknown(i):
        return False
    if len(token.lemma) < LEAST_LETTERS or token.feat("Number") == "Plur" or not token.text.isalpha():
        return False
    return not (i and book.joined(i - 1) and book.unknown(i - 1))


def _a_person(book: NameBook, i: int) -> bool:
    """Somebody of the article, or a name that is a person's rather than a town's."""
    token = book.tokens[i]
    if book.person_like(token.lemma) or book.title_before(i) or book.title_after(i):
        return True
    person, far = english_match(token.lemma, PERSON)
    return bool(person) and far <= SURE and english_match(token.lemma, PLACE)[1] > far and bool(figure_kinds(person))


def short_clubs(book: NameBook) -> None:
    """«يۇنايتېد», «دولفىنس»: the last word of a club that the article has named in full, with or without its head."""
    known: dict[str, Entity] = {}
    for entity in book.found:
        words = entity.text[: entity.stem_end - entity.start].split(" ")
        last = book.tokens[bisect_left(book.starts, entity.end) - 1]
        if len(words) == 3 and last.lemma in function_words("team"):
            words.pop()
        if entity.label == "ORG" and len(words) == 2 and len(words[1]) >= LEAST_LETTERS and not words[1].isascii():
            known.setdefault(words[1], entity)
    for i, token in enumerate(book.tokens):
        club = known.get(token.lemma)
        if club is None or token.upos != "PROPN" or not book.unknown(i) or token.lemma in book.persons:
            continue
        if not (i and book.joined(i - 1) and book.unknown(i - 1)):
            book.add(i, i, "ORG", club.name, "name/article", 0.75, ident=club.entity_id, guess=True)


def letter_bodies(book: NameBook) -> None:
    """«ئەي ئېم سى كىنو شىركىتى», «ب ت تەنتەربىيە قانىلى»: letters one by one before the head noun of a body."""
    letters = small_table("letter_names")
    i = 0
    while i < len(book.tokens):
        j = i
        while (
            j < len(book.tokens) and j not in book.used and book.tokens[j].text in letters and j - i < LONGEST_ACRONYM
        ):
            j += 1
            if not book.blank_between(j - 1):
                break
        if j - i >= 2 and not (i and book.blank_between(i - 1) and book.tokens[i - 1].upos == "NUM"):
            _letters(book, i, j - 1, "".join(letters[t.text]["latin"] for t in book.tokens[i:j]))
        i = max(j, i + 1)


def _letters(book: NameBook, first: int, last: int, acronym: str) -> None:
    """The letters with the words up to a possessed head behind them."""
    for k in range(last + 1, min(last + 4, len(book.tokens))):
        token = book.tokens[k]
        if not book.blank_between(k - 1) or token.upos not in {"NOUN", "ADJ"}:
            return
        row = book.org_heads.get(token.lemma)
        if possessed(token):
            if row is not None and row["strength"] == "name":
                book.add(first, k, "ORG", acronym, "name/letters", 0.75, guess=True)
            return
        if suffixed(token) and token.reading.segments[-1].tag != "LIQ":
            return


def club_towns(book: NameBook) -> None:
    """«بارسېلوناغا قارشى»: in an article about a match, a town stands for its club, but not where it plays."""
    if not book.sporty:
        return
    for k, entity in enumerate(book.found):
        if entity.label != "GPE" or entity.rule != "name/places" or entity.name not in _towns():
            continue
        token = book.tokens[bisect_left(book.starts, entity.end) - 1]
        if (
            token.feat("Case") in {"Nom", "Acc", "Gen", "Dat", "Abl"}
            and token.feat("Form") != "Ki"
            and not _land(book, entity)
            and not _there(book, entity)
        ):
            book.found[k] = replace(entity, label="ORG", rule="name/club-town", confidence=0.65, guess=True)


def _land(book: NameBook, entity: Entity) -> bool:
    """«پارىژنىڭ غەربىي جەنۇبى»: the word behind it is of land, not of a team."""
    following = bisect_left(book.starts, entity.end)
    return following < len(book.tokens) and (
        book.tokens[following].lemma in book.place_heads
        or bool(book.tokens[following].lemma in role_nouns("near") | role_nouns("region"))
    )


def _there(book: NameBook, entity: Entity) -> bool:
    """«جەكسونۋىل دا», «ئىندىئاناپولىس. …»: an ending written apart tells where, or the town opens the article."""
    following = bisect_left(book.starts, entity.end)
    if following == len(book.tokens):
        return False
    after = book.tokens[following].text
    return after in endings("locative", "at") or (not entity.start and after in DATELINE_MARKS)


@lru_cache(maxsize=1)
def _towns() -> frozenset[str]:
    """English names of towns by which clubs are called: Liverpool, Boston."""
    towns = {row["name_en"] for row in read_table("names/places.tsv") if row["kind"] == "city"}
    clubs = [row["name_en"].split(" ") for t in CLUBS for row in read_table(f"names/{t}.tsv") if row["kind"] == "club"]
    opened = {" ".join(words[:k]) for words in clubs for k in range(1, len(words) + 1)}
    return frozenset(towns & opened)
