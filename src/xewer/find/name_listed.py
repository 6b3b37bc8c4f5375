"""Bodies of the tables, with what stands behind them: a head noun, a part, a region, the suffix of a club."""

from __future__ import annotations

from typing import TYPE_CHECKING

from xewer.find.gazetteer import role_nouns, small_table
from xewer.find.name_bodies import organisation_head, part_of_body
from xewer.find.name_book import BARE, possessed, suffixed
from xewer.find.name_parts import organisation_name, words_between
from xewer.find.name_widened import regional_body, regional_end

if TYPE_CHECKING:
    from xewer.find.gazetteer import Match
    from xewer.find.name_book import NameBook

__all__ = ["listed_body"]


def listed_body(book: NameBook, match: Match) -> None:
    """A known body, with its head noun if one stands behind; a platform only where it acts, not as a medium."""
    row, first, last = match.row, match.first, match.last
    bare = row.form in book.org_heads and first and book.unknown(first - 1) and book.joined(first - 1)
    if bare and not book.title_before(first - 1):
        return  # «ۋېرگىنىيە ئالىي سوتى»: an unknown name stands before what is a head too
    if last + 1 < len(book.tokens) and not suffixed(book.tokens[last]) and book.tokens[first].upos != "PROPN":
        following = book.tokens[last + 1]
        if following.lemma in role_nouns("member") and book.tokens[last].lemma in role_nouns("chamber"):
            return  # «كېڭەش پالاتا ئەزاسى» is a senator
    if row.lemma in role_nouns("platform") and _as_medium(book, last):
        book.barred.update(range(first, last + 1))
        return
    region = regional_end(book, match) or regional_body(book, match)
    if region is not None:
        book.add(first, region[0], "ORG", region[1], "name/region-of-body", 0.85)
        return
    head = organisation_head(book, last + 1)
    here = book.tokens[last]
    stem_end: int | None = match.stem_end
    if head is not None and here.feat("Case") in BARE and not possessed(here) and book.blank_between(last):
        last, stem_end = last + 1, None
    name, ident = row.name_en or None, row.id or row.lemma
    part = part_of_body(book, last)
    if part is not None:
        name = _committee(book, row.name_en, last, part) or organisation_name(book, part, row.name_en, last)
        book.add(first, part, "ORG", name, "name/part-of-body", 0.85)
        return
    suffix = _club_suffix(book, last) if row.kind == "club" else None
    if suffix is not None and name is not None:
        last, stem_end = last + 1, book.tokens[last + 1].stem_end
        name = name if suffix in name else f"{name} {suffix}"
    book.add(first, last, "ORG", name, "name/organisations", 0.95, ident=ident, stem_end=stem_end)


def _club_suffix(book: NameBook, last: int) -> str | None:
    """«ۋېست خام يۇنايتېد»: the second word of a club that the table has without it."""
    following = book.tokens[last + 1].lemma if last + 1 < len(book.tokens) else ""
    if following not in role_nouns("club-suffix") or suffixed(book.tokens[last]) or not book.blank_between(last):
        return None
    return small_table("org_words")[following]["name_en"]


def _committee(book: NameBook, chamber: str, last: int, end: int) -> str | None:
    """«ئاۋام پالاتاسى ئېنېرگىيە ۋە سودا كومىتېتى»: a committee of a chamber is never a commission or a board."""
    if book.tokens[last].lemma not in role_nouns("chamber") or book.tokens[end].lemma not in role_nouns("committee"):
        return None
    about = words_between(book, last + 1, end)
    return None if about is None else " ".join((chamber.removesuffix(" of Representatives"), *about, "Committee"))


def _as_medium(book: NameBook, last: int) -> bool:
    """«تىۋىتتېردا», «Instagram ئىسچوتىدا», «فېيسبۇك (Facebook) بېتىدە»: where something stands, not who acts."""
    token = book.tokens[last]
    if token.feat("Case") in {"Loc", "Abl", "Dat"} or token.feat("Form") == "Ki":
        return True
    for following in book.tokens[last + 1 : last + 5]:
        if following.text in {"(", ")"} or following.text.isascii():
            continue
        return following.lemma in role_nouns("medium") or following.text in role_nouns("medium")
    return False
