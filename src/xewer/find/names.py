"""Names of people, organisations and places, on stems, with what stands around them as evidence.

Tables first; then what a head noun, a title or a Latin gloss says about a name that no table has; then what the rest
of the article says about a name standing alone.
"""

from __future__ import annotations

from bisect import bisect_left
from typing import TYPE_CHECKING

from xewer.find.english_names import english_guess
from xewer.find.gazetteer import match_names, small_table
from xewer.find.gloss import gloss_word
from xewer.find.marks import marked_spans
from xewer.model import Entity

if TYPE_CHECKING:
    from xewer.find.gazetteer import Match
    from xewer.model import Doc

__all__ = ["find_names"]

BARE = frozenset({"", "Nom"})
LONGEST_CHAIN = 7  # words of an organisation's name (gold: longest 7)


class _Names:
    """The names of one document as they are found; no token belongs to two."""

    def __init__(self, doc: Doc) -> None:
        self.tokens = doc.tokens
        self.text = doc.text
        self.found: list[Entity] = []
        self.used: dict[int, int] = {}
        self.starts = [t.start for t in doc.tokens]
        self.persons: set[str] = set()
        self.titles = small_table("titles")
        self.place_heads = small_table("place_heads")
        self.org_heads = small_table("org_heads")
        self.given = small_table("given_names")

    def add(
        self,
        first: int,
        last: int,
        label: str,
        name: str | None,
        rule: str,
        confidence: float,
        *,
        ident: str | None = None,
        stem_end: int | None = None,
        guess: bool = False,
    ) -> None:
        """Keep a name unless one of its tokens is taken."""
        if any(i in self.used for i in range(first, last + 1)):
            return
        start, end = self.tokens[first].start, self.tokens[last].end
        stem = self.tokens[last].stem_end if stem_end is None else stem_end
        for i in range(first, last + 1):
            self.used[i] = len(self.found)
        self.found.append(
            Entity(
                start,
                end,
                max(start, min(stem, end)),
                self.text[start:end],
                label,
                name,
                ident,
                rule,
                confidence,
                guess,
            )
        )
        if label == "PERSON":
            self.persons.update(t.lemma for t in self.tokens[first : last + 1] if len(t.lemma) > 2)

    # -- from the tables ---------------------------------------------------------------------------------------------

    def from_tables(self, matches: list[Match]) -> None:
        """Names of the tables, lengthened by the head noun behind them."""
        for match in matches:
            row = match.row
            if self._common_word(match):
                continue
            last, label, rule = match.last, row.label, f"name/{row.table}"
            name: str | None = row.name_en or None
            stem_end: int | None = match.stem_end
            ident = row.id or row.lemma
            if row.table == "places":
                chain = self._organisation_end(match.first, match.last)
                if chain is not None:
                    self.add(
                        match.first,
                        chain,
                        "ORG",
                        self._organisation_name(chain, row.name_en, match.last),
                        "name/place-organisation",
                        0.85,
                    )
                    continue
                head = self._place_head(match.last)
                if head is not None and row.kind not in {"country", "continent"}:
                    last, label, stem_end = match.last + 1, head["label"], None
                    name, rule, ident = (
                        " ".join(filter(None, (row.name_en, head["name_en"]))),
                        "name/place-head",
                        f"{ident}/{head['form']}",
                    )
            elif row.table == "people":
                last, stem_end = self._more_of_a_person(match.last, stem_end)
            self.add(match.first, last, label, name, rule, 0.95, ident=ident, stem_end=stem_end)

    def _common_word(self, match: Match) -> bool:
        """A one-word name that is also a word of the language counts only if the tagger took it for a name."""
        if match.first != match.last:
            return False
        token = self.tokens[match.first]
        if token.text.isascii():
            return False
        return token.reading.known and token.upos not in {"PROPN", "X"} and token.lemma != match.row.form

    def _more_of_a_person(self, last: int, stem_end: int | None) -> tuple[int, int | None]:
        """A surname that the table leaves out: an unknown name word right behind a known name in the nominative."""
        here = self.tokens[last]
        if here.feat("Case") in BARE and self._unknown(last + 1) and not self._heads_something(last + 1):
            following = self.tokens[last + 1]
            if following.start == here.end + 1 and not (here.reading.segments[1:]):
                return last + 1, None
        return last, stem_end

    # -- from the words around ---------------------------------------------------------------------------------------

    def from_context(self) -> None:
        """Runs of unknown name words, told apart by head nouns, titles and forms of address."""
        i, n = 0, len(self.tokens)
        while i < n:
            if not self._unknown(i):
                i += 1
                continue
            j = i
            while j + 1 < n and self._unknown(j + 1) and self._joined(j):
                j += 1
            self._run(i, j)
            i = j + 1

    def _run(self, first: int, last: int) -> None:
        head = self._place_head(last)
        name = english_guess(" ".join(t.lemma for t in self.tokens[first : last + 1]))
        if head is not None:
            name = " ".join(filter(None, (name, head["name_en"])))
            self.add(first, last + 1, head["label"], name, "name/unknown-place-head", 0.75, guess=True)
            return
        chain = self._organisation_end(first, last)
        if chain is not None:
            self.add(
                first,
                chain,
                "ORG",
                self._organisation_name(chain, name, last),
                "name/unknown-organisation",
                0.7,
                guess=True,
            )
            return
        title = self._title_before(first)
        address = self._title_after(last)
        given = self.tokens[first].lemma in self.given
        if title or address or given:
            rule = "name/title" if title else "name/address" if address else "name/given-name"
            self.add(first, last, "PERSON", name, rule, 0.85 if title or address else 0.75, guess=True)
        elif last > first and self._speaks(last):
            self.add(first, last, "PERSON", name, "name/speaks", 0.6, guess=True)

    def from_marks(self) -> None:
        """A newspaper, agency or club in quotation marks before its head: «رويتېرس» ئاگېنتلىقى. The name is inside."""
        for marked in marked_spans(self.text):
            inside = list(range(*self._tokens_in(marked.start, marked.end)))
            after = inside[-1] + 2 if inside else 0
            if not 1 <= len(inside) <= 5 or after >= len(self.tokens) or not marked.closed:
                continue
            head = self.org_heads.get(self.tokens[after].lemma)
            if head is None or head["strength"] != "name" or self.tokens[after].feat("Person[psor]") != "3":
                continue
            if self.tokens[after].start - marked.close > 1:
                continue
            words = [gloss_word(self.tokens[i]) or english_guess(self.tokens[i].lemma) for i in inside]
            name = " ".join([*(w[:1].upper() + w[1:] for w in words), *filter(None, [head["name_en"]])])
            self.add(inside[0], inside[-1], "ORG", name, "name/marked-organisation", 0.8, guess=True)

    def _tokens_in(self, start: int, end: int) -> tuple[int, int]:
        return bisect_left(self.starts, start), bisect_left(self.starts, end)

    def from_article(self) -> None:
        """A name word alone that is part of a person's name elsewhere in the article."""
        for i, token in enumerate(self.tokens):
            if i not in self.used and token.lemma in self.persons and token.upos in {"PROPN", "X", "PRON"}:
                if token.upos == "PRON" and not token.reading.segments[1:]:
                    continue
                self.add(i, i, "PERSON", english_guess(token.lemma), "name/article", 0.8, guess=True)

    def from_latin(self) -> None:
        """A Latin gloss in brackets behind a name is a name of the same kind; its spelling is the English name."""
        for number, entity in enumerate(list(self.found)):
            after = next((i for i, k in sorted(self.used.items(), reverse=True) if k == number), None)
            if after is None or after + 2 >= len(self.tokens) or self.tokens[after + 1].text != "(":
                continue
            j = after + 2
            while j < len(self.tokens) and _latin(self.tokens[j].text) and j - after < 9:
                j += 1
            if j == after + 2 or j >= len(self.tokens) or self.tokens[j].text != ")":
                continue
            latin = self.text[self.tokens[after + 2].start : self.tokens[j - 1].end]
            if entity.guess or not entity.name:
                self.found[number] = Entity(
                    entity.start,
                    entity.end,
                    entity.stem_end,
                    entity.text,
                    entity.label,
                    latin,
                    entity.entity_id,
                    entity.rule + "+latin",
                    0.9,
                    guess=False,
                )
            self.add(
                after + 2, j - 1, entity.label, self.found[number].name, "name/latin-gloss", 0.9, ident=entity.entity_id
            )

    # -- small questions ---------------------------------------------------------------------------------------------

    def _unknown(self, i: int) -> bool:
        if i >= len(self.tokens) or i in self.used:
            return False
        token = self.tokens[i]
        return token.upos == "PROPN" and not token.text.isascii() and len(token.lemma) > 1

    def _joined(self, j: int) -> bool:
        """Whether the next word can belong to the same name: this one is bare and only a blank stands between."""
        here, following = self.tokens[j], self.tokens[j + 1]
        return not here.reading.segments[1:] and 0 < following.start - here.end <= 1

    def _place_head(self, last: int) -> dict[str, str] | None:
        """The head noun with possessive right behind token ``last``: «پالۇ شەھىرى»."""
        if last + 1 >= len(self.tokens) or self.tokens[last].feat("Case") not in BARE:
            return None
        token = self.tokens[last + 1]
        return self.place_heads.get(token.lemma) if token.feat("Person[psor]") == "3" else None

    def _organisation_end(self, first: int, last: int) -> int | None:
        """Last token of an organisation's name that begins with this place or name, or None."""
        best = None
        k = last
        while k + 1 < len(self.tokens) and k + 1 - first < LONGEST_CHAIN:
            here, following = self.tokens[k], self.tokens[k + 1]
            bare = here.feat("Case") in BARE or (here.feat("Case") == "Acc" and following.feat("VerbForm") == "Vnoun")
            if not bare or (here.feat("Number") == "Plur" and here.feat("Person[psor]") != "3") or here.upos == "PUNCT":
                break
            if following.upos not in {"NOUN", "ADJ", "PROPN", "CCONJ", "VERB"} or (
                following.upos == "VERB" and following.feat("VerbForm") != "Vnoun"
            ):
                break
            k += 1
            head = self.org_heads.get(following.lemma)
            possessed = following.feat("Person[psor]") == "3"
            if head is not None and possessed and head["strength"] == "name":
                best = k
            elif possessed and following.lemma in self.titles:
                break
        return best

    def _organisation_name(self, last: int, start_name: str, named_until: int) -> str | None:
        """English name put together from the parts, or None where one has no gloss."""
        parts = [start_name]
        for i in range(named_until + 1, last + 1):
            token = self.tokens[i]
            head = self.org_heads.get(token.lemma)
            word = head["name_en"] if head and i == last and head["name_en"] else gloss_word(token)
            if word is None and token.upos == "PROPN":
                word = english_guess(token.lemma)
            if word is None:
                return None
            parts.append(word[:1].upper() + word[1:])
        return " ".join(parts)

    def _heads_something(self, i: int) -> bool:
        return self._place_head(i) is not None

    def _title_before(self, first: int) -> bool:
        """A title, bare or possessed, right before: «زۇڭتۇڭ ترامپ», «باياناتچىسى سۇتوپو»."""
        if first == 0:
            return False
        token = self.tokens[first - 1]
        row = self.titles.get(token.lemma) or self.titles.get(token.text)
        near = self.tokens[first].start - token.end == 1
        return bool(
            near and row and row["place"] == "before" and token.feat("Case") in BARE and token.feat("Number") != "Plur"
        )

    def _title_after(self, last: int) -> bool:
        if last + 1 >= len(self.tokens):
            return False
        token = self.tokens[last + 1]
        row = self.titles.get(token.lemma)
        return bool(row and row["place"] == "after" and not self.tokens[last].reading.segments[1:])

    def _speaks(self, last: int) -> bool:
        """A colon or a reporting verb right behind: what stands there is who speaks."""
        return last + 1 < len(self.tokens) and self.tokens[last + 1].text == ":"


def _latin(text: str) -> bool:
    return (text.isascii() and any(c.isalpha() for c in text)) or text in {".", "&", "'", "-"}


def find_names(doc: Doc) -> tuple[Entity, ...]:
    """Names of people, organisations and places, in text order; spans cover whole words, ``stem_end`` the stem."""
    names = _Names(doc)
    names.from_tables(list(match_names(doc.tokens)))
    names.from_marks()
    names.from_context()
    names.from_article()
    names.from_latin()
    return tuple(sorted(names.found, key=lambda e: e.start))
