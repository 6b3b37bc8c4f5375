"""What belongs to the name of a country or town: its side, its bodies without its name, its chamber."""

from __future__ import annotations

from typing import TYPE_CHECKING

from xewer.find.gazetteer import role_nouns, small_table
from xewer.find.name_book import BARE, possessed, suffixed

if TYPE_CHECKING:
    from xewer.find.name_book import NameBook

__all__ = ["chamber_of", "of_the_country", "side_before"]

STATE_BODIES = frozenset({"government", "bank", "party", "military"})


def side_before(book: NameBook, first: int) -> str:
    """«شىمالىي نورفولك»: the English of one bare word for a side before a town or county, which is part of its name."""
    i = first - 1
    if i < 0 or i in book.used or not book.blank_between(i):
        return ""
    before = book.tokens[i - 1].text if i else ""
    sides = small_table("sides")
    return sides[book.tokens[i].text]["name_en"] if book.tokens[i].text in sides and before not in sides else ""


def of_the_country(book: NameBook, last: int) -> int | None:
    """«جۇڭگو گوۋۇيۈەن»: a country and one of its bodies that the tables have without it are one name."""
    row = book.listed.get(last + 1)
    if row is None or row.table != "organisations" or row.kind not in STATE_BODIES or not book.blank_between(last):
        return None
    here = book.tokens[last]
    return book.ends[last + 1] if here.feat("Case") in BARE and not suffixed(here) else None


def chamber_of(book: NameBook, last: int) -> int | None:
    """«ئامېرىكا ئاۋام پالاتا ئەزاسى»: country and chamber before the word for a member are one body."""
    for k in range(last + 1, min(last + 4, len(book.tokens) - 1)):
        token, following = book.tokens[k], book.tokens[k + 1]
        if suffixed(token) or token.upos not in {"NOUN", "ADJ"} or not book.blank_between(k - 1):
            return None
        if token.lemma in book.org_heads and following.lemma in role_nouns("member") and possessed(following):
            return k
    return None
