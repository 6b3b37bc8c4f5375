"""What stands in the title of a book, a film or a law is no name of its own: «شىنجاڭ كۈيى» ناملىق كىتاب."""

from __future__ import annotations

from typing import TYPE_CHECKING

from xewer.find.cues import function_words
from xewer.find.gazetteer import role_nouns
from xewer.find.marks import marked_spans

if TYPE_CHECKING:
    from xewer.find.name_book import NameBook
    from xewer.model import Entity

__all__ = ["outside_titles"]

TITLE_WORDS = 9  # a longer stretch between marks is speech


def outside_titles(book: NameBook) -> list[Entity]:
    """The names of the book without those inside titles of works."""
    titles = [(m.start, m.end) for m in marked_spans(book.text) if m.closed and _is_title(book, m.start, m.end)]
    if not titles:
        return book.found
    return [e for e in book.found if e.label == "ORG" or not any(a <= e.start and e.end <= b for a, b in titles)]


def _is_title(book: NameBook, start: int, end: int) -> bool:
    """Marked words right before «ناملىق» or the noun of a work that is possessed or stands bare."""
    inside = book.tokens_in(start, end)
    if not 1 <= len(inside) <= TITLE_WORDS or inside[-1] + 2 >= len(book.tokens):
        return False
    after = book.tokens[inside[-1] + 2]
    if after.start - end > 4:
        return False
    return after.text in function_words("named") or after.lemma in role_nouns("work")
