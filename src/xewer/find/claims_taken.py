"""The direct speech that was found before the reported clauses: none of it is found again, none is crossed."""

from __future__ import annotations

from typing import TYPE_CHECKING

from xewer.find.claims_bounds import nominalised

if TYPE_CHECKING:
    from collections.abc import Sequence

    from xewer.find.phrases import Phrases
    from xewer.model import Quote

__all__ = ["Taken"]


class Taken:
    """The direct speech found before: no claim begins before a quotation and ends inside it."""

    def __init__(self, phrases: Phrases, direct: Sequence[Quote]) -> None:
        self.cues = {q.cue.start for q in direct if q.cue is not None and q.start < q.cue.start}
        self.leading = {q.cue.start for q in direct if q.cue is not None} - self.cues
        # «ئۇلارنىڭ «… تۇرغانلىقىنى» ئېيتتى»: what stands before the mark is told by the same verb
        self.cues -= {q.cue.start for q in direct if q.cue is not None and self._clause(phrases, q)}
        self.opened = {q.start for q in direct}
        self.floors: dict[int, int] = {}
        for quote in sorted(direct, key=lambda q: q.start):  # an inner quotation comes later and wins
            first, last = phrases.token_at(quote.start), phrases.token_at(max(quote.start, quote.end - 1))
            self.floors.update(dict.fromkeys(range(first, last + 1), first))

    @staticmethod
    def _clause(phrases: Phrases, quote: Quote) -> bool:
        """Whether a quotation in marks is the end of a nominalised clause that begins before it."""
        if quote.rule != "quote/marks-say":
            return False
        return nominalised(phrases.tokens[phrases.token_at(max(quote.start, quote.end - 1))], bare=True)

    def floor(self, token: int) -> int:
        """First token of the innermost quotation around a token, or 0."""
        return self.floors.get(token, 0)
