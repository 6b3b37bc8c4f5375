"""Places of several words: a head behind other words, openers like San and Las, storms that bear people's names."""

from __future__ import annotations

from functools import lru_cache
from typing import TYPE_CHECKING, NamedTuple

from xewer.find.cues import function_words
from xewer.find.english_names import GIVEN, PLACE, SURNAME, english_guess, english_match
from xewer.find.gazetteer import role_nouns, small_table
from xewer.find.name_bodies import levelled, organisation_end
from xewer.find.name_book import BARE, SURE, possessed, suffixed
from xewer.find.name_homes import home_of
from xewer.find.name_parts import english_head, in_spelling_of, organisation_name
from xewer.morph.analyse import analyse

if TYPE_CHECKING:
    from xewer.find.gazetteer import Row
    from xewer.find.name_book import NameBook

__all__ = [
    "PlaceHead",
    "bar_storms",
    "given_not_place",
    "head_at",
    "headed_name",
    "opened_places",
    "owned_word",
    "place_head",
    "whole_words",
]

LONGEST_HEAD = 3  # words of a head: «خەلقئارا ئايرودرومى»
MOST_BETWEEN = 3  # words that may stand between a name and its head: «دۆلەتلىك گولف توپ مەيدانى»
SAINTS = frozenset({"St.", "Saint"})  # openers before a first name
SURELY = 0.02  # distance by sound at which a country's name is a first name: «چاد»


class PlaceHead(NamedTuple):
    """The head ends at token ``last``; ``words`` are what stands between name and head, ``inner`` the first of two."""

    last: int
    row: dict[str, str]
    words: tuple[int, ...] = ()
    inner: dict[str, str] | None = None


@lru_cache(maxsize=1)
def _heads() -> dict[tuple[str, ...], dict[str, str]]:
    """Place heads by the lemmas of their words."""
    found: dict[tuple[str, ...], dict[str, str]] = {}
    for form, row in small_table("place_heads").items():
        words = form.split(" ")
        if len(words) == 1:
            found[(form,)] = row
        else:
            found[(*words[:-1], analyse(words[-1])[0].lemma)] = row
    return found


def place_head(book: NameBook, last: int) -> PlaceHead | None:
    """The possessed head noun behind token ``last``, also behind words that belong to such heads.

    «پالۇ شەھىرى»; «لوندون خەلقئارا ئايرودرومى»; «پارىژ دۆلەتلىك گولف توپ مەيدانى».
    """
    for skipped in range(MOST_BETWEEN + 1):
        at = last + skipped
        bare = at + 1 < len(book.tokens) and (book.tokens[at].feat("Case") in BARE or at in book.whole)
        if not bare or _owner(book, at, last):
            return None
        head = _bare_head(book, at + 1) if at > last and levelled(book.tokens[at]) else head_at(book, at + 1)
        if head is not None:
            return _with_second(book, PlaceHead(head[0], head[1], tuple(range(last + 1, at + 1))))
        if not book.blank_between(at) or not _goes_between(book, at + 1) or at + 1 in book.used:
            return None
    return None


def _with_second(book: NameBook, head: PlaceHead) -> PlaceHead:
    """«خولكېر كوچىسى مەيدانى», «لوندون شەھىرى ئايرودرومى»: a ground or a building that is called after a place."""
    here = book.tokens[head.last]
    if here.feat("Case") not in BARE or not book.blank_between(head.last):
        return head
    second = head_at(book, head.last + 1)
    if second is None or second[1]["form"] not in role_nouns("site"):
        return head
    return PlaceHead(second[0], second[1], head.words, head.row)


def headed_name(book: NameBook, name: str, head: PlaceHead) -> str:
    """English name of a place with its head and what stands between: Paris, National Golf, Course."""
    words = [small_table("org_words").get(book.tokens[k].lemma) for k in head.words]
    between = [w["name_en"] for w in words if w is not None]
    home = home_of(book, name)
    inner = "" if head.inner is None else english_head(book, head.inner, home, name)
    heads = (inner, english_head(book, head.row, home, name, ground=bool(inner)))
    return " ".join(filter(None, (name, in_spelling_of(" ".join(between), home), *heads)))


def _goes_between(book: NameBook, i: int) -> bool:
    """A word that may stand between a place's name and its head: «خەلقئارا», «ناھىيەلىك»."""
    return book.tokens[i].lemma in role_nouns("ground") or book.tokens[i].text in function_words("level")


def _bare_head(book: NameBook, i: int) -> tuple[int, dict[str, str]] | None:
    """The head behind «ناھىيەلىك», which needs no possessive: «ناھىيەلىك تۈرمە»."""
    row = _heads().get((book.tokens[i].lemma,))
    return head_at(book, i) or (None if row is None or row["label"] != "LOC" else (i, row))


def whole_words(book: NameBook) -> None:
    """Keeps in the book the names that only look as if they had an ending."""
    book.whole = {i for i in range(len(book.tokens) - 2) if _looks_inflected(book, i)}


def _looks_inflected(book: NameBook, i: int) -> bool:
    """«خانېدا ئايرودرومى», «ئېبېردىن شەھەرلىك كېڭەش»: an unknown name that ends like a case, where none can stand."""
    token = book.tokens[i]
    if token.reading.listed or token.upos != "PROPN" or token.feat("Case") not in {"Loc", "Abl"}:
        return False
    if not book.blank_between(i) or i in book.listed or len(token.reading.segments) != 2:
        return False
    following = book.tokens[i + 1]
    if following.text in function_words("level"):
        return book.tokens[i + 2].lemma in book.org_heads
    head = head_at(book, i + 1)
    return head is not None and head[1]["form"] in role_nouns("site")


def _owner(book: NameBook, at: int, last: int) -> bool:
    """A word between name and head bears no possessive."""
    return at > last and possessed(book.tokens[at])


def head_at(book: NameBook, i: int) -> tuple[int, dict[str, str]] | None:
    """Last token and row of the head that begins at a token, if it is possessed."""
    for width in range(LONGEST_HEAD, 0, -1):
        words = book.tokens[i : i + width]
        if len(words) < width or not (possessed(words[-1]) or (width > 1 and levelled(words[-2]))):
            continue
        if any(suffixed(w) and w.upos != "ADJ" for w in words[:-1]):
            continue
        row = _heads().get((*(w.text for w in words[:-1]), words[-1].lemma))
        if row is not None and words[-1].feat("Number") == "Plur":
            row = _of_many(row)  # «كانارى ئاراللىرى», but «لوندون كوچىلىرى» are streets
        if row is not None:
            return i + width - 1, row
    return None


def _of_many(row: dict[str, str]) -> dict[str, str] | None:
    """The row of a head that stands in the plural, if the table has it so: «تاغلار»."""
    heads, form = small_table("place_heads"), row["form"]
    if form.endswith(tuple(function_words("many"))):
        return row
    return next((heads[form + ending] for ending in sorted(function_words("many")) if form + ending in heads), None)


def given_not_place(book: NameBook, row: Row, last: int) -> bool:
    """«چاد خامېل» is a person: a country's or town's name that is also a first name, before an English surname."""
    if " " in row.form or last + 1 >= len(book.tokens) or suffixed(book.tokens[last]):
        return False
    if not book.blank_between(last) or not book.unknown(last + 1) or last + 1 in book.listed:
        return False
    if english_match(row.form, GIVEN)[1] > SURELY or place_head(book, last + 1) is not None:
        return False
    # «رېژىسسورى سوفىيا لاگېركۋىست»: behind an office any unknown word may be the surname
    return book.title_before(last) or english_match(book.tokens[last + 1].lemma, SURNAME)[1] <= SURE


def owned_word(book: NameBook, first: int, last: int, row: Row) -> bool:
    """«X نىڭ تۇمشۇقى»: a town's name that is a common noun, possessed behind an owner, is that noun."""
    token = book.tokens[last]
    if first != last or row.kind in {"country", "continent"} or not possessed(token) or not first:
        return False
    before = book.tokens[first - 1]
    owner = before.feat("Case") == "Gen" or (before.upos == "PROPN" and before.feat("Case") in BARE)
    return owner and token.text != row.form and book.blank_between(first - 1)


def opened_places(book: NameBook) -> None:
    """«سان ديېگو», «لاس ۋىگاس», «نيۇ خامپشاير»: an opener of town names and an unknown word."""
    openers = small_table("place_openers")
    for i in range(len(book.tokens) - 1):
        row = openers.get(book.tokens[i].text)
        if row is None or i in book.used or i in book.barred or not book.blank_between(i) or not book.unknown(i + 1):
            continue
        known = book.tokens[i + 1].reading.listed and book.tokens[i + 1].upos != "PROPN"
        if known or book.title_before(i) or len(book.tokens[i + 1].lemma) < 3:
            continue
        called = english_match(book.tokens[i + 1].lemma, GIVEN) if row["name_en"] in SAINTS else ("", 1.0)
        spelt = called[0] if called[1] <= SURE else english_guess(book.tokens[i + 1].lemma, PLACE)
        name = f"{row['name_en']} {spelt}"
        head, chain = place_head(book, i + 1), organisation_end(book, i, i + 1)
        if chain is not None:
            whole = organisation_name(book, chain, name, i + 1)
            book.add(i, chain, "ORG", whole, "name/place-organisation", 0.75, guess=True)
        elif head is None:
            book.add(i, i + 1, "GPE", name, "name/place-opener", 0.7, guess=True)
        else:
            whole = headed_name(book, name, head)
            book.add(i, head.last, head.row["label"], whole, "name/place-opener", 0.75, guess=True)


def bar_storms(book: NameBook) -> None:
    """«قارا بوران روسا», «روسا» بورىنى: a storm is an event; its name is none here or wherever it comes back."""
    storms, named = role_nouns("storm"), set[str]()
    for i, token in enumerate(book.tokens):
        if token.lemma not in storms:
            continue
        if not suffixed(token):
            k = i + 2 if i + 1 < len(book.tokens) and book.tokens[i + 1].text in '«‹<"“' else i + 1
            if k < len(book.tokens) and _storm_name(book, k):
                named.add(book.tokens[k].lemma)
        elif possessed(token):
            k = i - 1
            while k > 0 and (book.tokens[k].upos in {"NOUN", "ADJ"} or book.tokens[k].text in '»›>"”'):
                k -= 1
            if i - k <= MOST_BETWEEN and k >= 0 and book.tokens[k].text != "." and _storm_name(book, k):
                named.add(book.tokens[k].lemma)
    book.barred.update(i for i, t in enumerate(book.tokens) if t.lemma in named)


def _storm_name(book: NameBook, i: int) -> bool:
    token = book.tokens[i]
    row = book.listed.get(i)
    return token.upos == "PROPN" and (row is None or row.table == "people") and token.feat("Case") != "Loc"
