"""A document as a row of words with its names and times, and what can be asked of one place in it."""

from __future__ import annotations

from bisect import bisect_right
from typing import TYPE_CHECKING

from xewer.find.cues import function_words, speaker_kinds
from xewer.find.gazetteer import small_table
from xewer.find.phrase_words import NOMINAL, possessed, speaks_of, vnoun

if TYPE_CHECKING:
    from collections.abc import Sequence

    from xewer.model import Doc, Entity, Span, Timex

__all__ = ["BARE", "MODIFIER", "Row"]

MODIFIER = frozenset({"ADJ", "NUM", "DET"})
BARE = frozenset({"", "Nom"})


class Row:
    """The tokens of one document, with the name and the time that each belongs to."""

    def __init__(self, doc: Doc, names: Sequence[Entity], times: Sequence[Timex]) -> None:
        self.tokens = doc.tokens
        self.text = doc.text
        self.names = names
        self.times = times
        self._starts = [t.start for t in doc.tokens]
        self.name_at = self._cover(names)
        self.time_at = self._cover(times)

    def token_at(self, offset: int) -> int:
        """Index of the token that begins at or before a code point."""
        return max(0, bisect_right(self._starts, offset) - 1)

    def _cover(self, spans: Sequence[Entity | Timex | Span]) -> dict[int, int]:
        """Token index -> index of the span that covers it."""
        covered: dict[int, int] = {}
        for number, span in enumerate(spans):
            if "\n" in self.text[span.start : span.end]:
                continue  # nothing that is one phrase goes over a line end
            i = max(0, bisect_right(self._starts, span.start) - 1)
            while i < len(self.tokens) and self.tokens[i].start < span.end:
                if self.tokens[i].end > span.start:
                    covered[i] = number
                i += 1
        return covered

    def _address(self, i: int) -> bool:
        row = small_table("titles").get(self.tokens[i].lemma)
        return row is not None and row["place"] == "after"

    def _after_name(self, j: int, last: int) -> bool:
        """A country goes on to a possessed head («رۇسىيە ھەربىي قىسىملىرى»); a person's name ends the phrase."""
        entity = self.names[self.name_at[j]]
        if entity.label == "PERSON" and self._address(j + 1):
            return True
        if entity.label != "PERSON" and speaker_kinds().get(self.tokens[j + 1].lemma) == "group":
            return True  # «قازاقىستان تەرەپ»
        if entity.label == "GPE" and self.tokens[j + 1].text in function_words("level") and j + 2 < last:
            return speaks_of(self.tokens[j + 2])  # «شىنجاڭ ئۆلكىلىك كېڭەش»
        if entity.label == "PERSON" or possessed(self.tokens[j]):
            if entity.label != "PERSON" and j + 1 in self.name_at:
                return self.names[self.name_at[j + 1]].label == "PERSON"
            return (entity.label != "PERSON" and possessed(self.tokens[j + 1])) or self._leads_to_aide(j, last)
        return self._leads_to_head(j, last)

    def _leads_to_aide(self, j: int, last: int) -> bool:
        """«ترامپ سايلام رىقابىتى باياناتچىسى»: bare nouns that run up to one who speaks for the person named."""
        for k in range(j + 1, min(last, j + 5)):
            token = self.tokens[k]
            if k in self.time_at or k in self.name_at or token.upos != "NOUN" or token.feat("Case") not in BARE:
                return False
            if possessed(token) and token.lemma in function_words("aide"):
                return True
        return False

    def _leads_to_head(self, j: int, last: int) -> bool:
        """Whether bare nominals after token ``j`` run up to a possessed head."""
        k, described = j + 1, j + 1 < last and self.tokens[j + 1].upos == "ADJ"
        while k < last and k - j <= 6:
            token = self.tokens[k]
            if k in self.time_at or (token.feat("Case") not in BARE and not possessed(token)):
                return False
            if possessed(token):
                if described and not speaks_of(token):
                    return False  # «شەھەرلىك كېڭەش | ساغلام كوچا دەرەخلىرىنى»: what is described apart is not its own
                return token.upos in NOMINAL or k in self.name_at
            if token.upos not in NOMINAL and token.upos not in MODIFIER and k not in self.name_at:
                body = self.tokens[k + 1] if vnoun(token) and k + 1 < last else None
                return body is not None and possessed(body) and speaks_of(body)  # «ياپونىيە دېڭىز قوغداش ئەترىتى»
            if token.feat("Number") == "Plur":
                office = self.tokens[k + 1] if k + 1 < last else token
                return office.upos == "NOUN" and possessed(office) and speaks_of(office)  # «تاشقى ئىشلار مىنىستىرى»
            k += 1
        return False
