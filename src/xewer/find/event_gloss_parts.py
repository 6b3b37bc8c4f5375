"""Participants, places and figures of one event in English, each as it stands in the event's line."""

from __future__ import annotations

from bisect import bisect_left
from dataclasses import replace
from typing import TYPE_CHECKING

from xewer.find.cues import function_words
from xewer.find.figure_gloss import figure_words, is_one
from xewer.find.gloss import gloss_span, plural_noun

if TYPE_CHECKING:
    from collections.abc import Sequence

    from xewer.model import Doc, Entity, Mention, Quantity

__all__ = ["CHANGES", "Parts", "case_of", "owner_of"]

VOWELS = "aeiou"
PERCENT = frozenset("%٪")
FAR = 12  # code points between a figure and what it counts: a counting word may stand there
CHANGES = frozenset({"increase", "decrease", "price change"})

WHOM = {
    "I": "me",
    "we": "us",
    "they": "them",
    "you": "you",
    "he": "him",
    "she": "her",
    "he/she": "him/her",
    "he/she/it": "him/her",
}
WHO = {v: k for k, v in WHOM.items() if k != "he/she"} | {"him/her": "he/she", "my": "I", "our": "we", "their": "they"}
WHO |= {"his/her/its": "he/she", "his/her": "he/she", "his": "he", "her": "she", "your": "you"}
PRONOUNS = frozenset(WHO) | frozenset(WHOM) | frozenset(WHO.values()) | frozenset(WHOM.values())
POSSESSIVES = frozenset(
    {
        "this",
        "that",
        "these",
        "those",
        "such",
        "my",
        "our",
        "their",
        "his",
        "her",
        "your",
        "its",
        "his/her",
        "his/her/its",
    }
)
PRONOUNS |= {"nobody", "somebody", "everybody", "others", "some", "it", "all", "most", "both", "many"}
WHERE = {"Dat": "to", "Abl": "from"}


def case_of(doc: Doc, mention: Mention) -> str:
    """Case of the last word of a mention; empty if it has none."""
    at = bisect_left(doc.tokens, mention.end, key=lambda t: t.end)
    return doc.tokens[at].feat("Case") if at < len(doc.tokens) else ""


def owner_of(owner: str) -> str:
    """A noun as an owner.

    >>> owner_of("Germany"), owner_of("soldiers")
    ("Germany's", "soldiers'")
    """
    return owner + ("'" if owner.endswith("s") else "'s")


class Parts:
    """Participants, places and figures of one event in English."""

    def __init__(self, doc: Doc, names: Sequence[Entity], figures: Sequence[Quantity]) -> None:
        self.doc, self.names, self.figures = doc, names, figures
        self.told: set[int] = set()

    def _figure(self, mention: Mention) -> Quantity | None:
        """The figure that stands in a description or right before it."""
        if mention.name is not None:
            return None
        for figure in self.figures:
            between = self.doc.text[figure.end : mention.start].split()
            near = figure.end < mention.end and mention.start - figure.end < FAR and figure.kind != "PERCENT"
            if near and (not between or (len(between) == 1 and between[0] in function_words("counter"))):
                return figure
        return None

    def plural(self, mentions: Sequence[Mention]) -> bool:
        """Whether English wants a plural verb: several, or a plural or counted noun."""
        if len(mentions) > 1:
            return True
        if not mentions:
            return False
        figure = self._figure(mentions[0])
        if figure is not None:
            return not is_one(figure)
        if self._share(mentions[0]) is not None:
            return True
        at = bisect_left(self.doc.tokens, mentions[0].end, key=lambda t: t.end)
        token = self.doc.tokens[at] if at < len(self.doc.tokens) else None
        if token is None:
            return False
        if (gloss_span(self.doc, self.names, mentions[0].start, mentions[0].end, spelled=True) or "").startswith(
            SEVERAL
        ):
            return True  # «بىر قانچە ئەر»
        of_them = token.upos == "PRON" and token.feat("PronType") in {"Tot", "Ind"} and token.feat("Person[psor]")
        return bool(of_them) or token.feat("Number") == "Plur" or _two(self.doc, mentions[0])

    def joined(self, mentions: Sequence[Mention], *, whom: bool = False, subject: bool = False) -> str:
        """Participants in a row: "Germany and France", "more than 300 refugees"."""
        known = [g for g in (self._one(m, whom=whom, subject=subject) for m in mentions) if g]
        return " and ".join(filter(None, (", ".join(known[:-1]), *known[-1:])))

    def _one(self, mention: Mention, *, whom: bool, subject: bool) -> str | None:
        if mention.name and self._we(mention):
            return f"{'us' if whom else 'we'} ({mention.name})"
        if mention.name:
            common = mention.name[:1].islower()  # a speaker who is known by what he is: the actor
            return _article(mention.name, plural=self.plural([mention])) if common else mention.name
        share = self._share(mention)
        if share is not None:
            return self._part(mention, share)
        figure = self._figure(mention)
        inside = figure is not None and figure.start >= mention.start
        start = figure.end if figure is not None and inside else mention.start
        gloss = gloss_span(self.doc, self.names, start, mention.end, possessive=True)
        gloss = gloss or gloss_span(self.doc, self.names, start, mention.end, possessive=True, spelled=True)
        if not gloss:
            return None
        if figure is not None and figure.kind in {"MONEY", "MEASURE"}:
            return self._measured(mention, figure, gloss)
        many = self.plural([mention])
        if gloss.startswith(SEVERAL) and not self._marked(mention):
            return plural_noun(gloss)
        if figure is not None or _two(self.doc, mention):
            owner, mark, thing = gloss.partition("'s ")
            if mark and many and figure is None:
                gloss = f"{owner_of(plural_noun(owner))} {thing}"  # «ئىككى دۆلەت ھۆكۈمىتى»: of two states
            elif many and not self._marked(mention):
                gloss = plural_noun(gloss)  # «600 ئەسكەر» has no plural ending, "soldiers" has
            if figure is not None:
                self.told.add(id(figure))
                if is_one(figure) and gloss[:1].isdigit():
                    return f"a {gloss}"  # "a 20-year-old man"
                words = figure_words(figure, counting=True)
                of = "of " if gloss[:1].isupper() and "'s " in gloss and not words.endswith(" of") else ""
                return f"{words} {of}{gloss}"  # "about 600 of North Korea's soldiers"
            return gloss
        gloss = WHOM.get(WHO.get(gloss, gloss), gloss) if whom else WHO.get(gloss, gloss) if subject else gloss
        return _article(gloss, plural=many, one=self._one_of(mention))

    def _share(self, mention: Mention) -> tuple[int, str] | None:
        """The percentage with which a description begins, and where it ends: «%66 سايلىغۇچى»."""
        for figure in self.figures:
            if figure.kind == "PERCENT" and figure.start <= mention.start + 1 < figure.end < mention.end:
                self.told.add(id(figure))
                return figure.end, figure_words(figure)
        at = bisect_left(self.doc.tokens, mention.start + 1, key=lambda t: t.end)
        before = self.doc.text[max(0, mention.start - 2) : mention.start].rstrip()[-1:]
        if before in PERCENT and at < len(self.doc.tokens):
            return self.doc.tokens[at].end, f"{self.doc.tokens[at].text}%"  # a figure that the event does not count
        return None

    def _part(self, mention: Mention, share: tuple[int, str]) -> str | None:
        """A part of them: "66% of voters"."""
        gloss = gloss_span(self.doc, self.names, share[0], mention.end, possessive=True, spelled=True)
        if not gloss:
            return None
        marked = self._marked(mention) or gloss.rsplit(" ", 1)[-1] in MASS
        return f"{share[1]} of {gloss if marked else plural_noun(gloss)}"

    def _measured(self, mention: Mention, figure: Quantity, gloss: str) -> str:
        """A thing with its price or size: "grain worth 20 million CNY", "a 7.5-magnitude earthquake"."""
        self.told.add(id(figure))
        if figure.kind == "MONEY":
            return f"{gloss} worth {figure_words(figure)}"
        unit = (figure.unit or "").replace(" ", "-")
        words = f"{figure_words(replace(figure, kind='CARDINAL', unit=None), counting=True)}-{unit} {gloss}"
        return words if self._marked(mention) else f"a {words}"

    def _one_of(self, mention: Mention) -> bool:
        """«بىر ئايال»: a woman, whom the article has not told of yet."""
        first = bisect_left(self.doc.tokens, mention.start + 1, key=lambda t: t.end)
        for i in range(first, len(self.doc.tokens) - 1):
            if self.doc.tokens[i].end >= mention.end:
                break
            if self.doc.tokens[i].text in function_words("article"):
                return True
        return False

    def number(self, mention: Mention) -> str:
        """The figure of a mention that is nothing else, with its counting word: «500 نەپەر» of troops sent."""
        at = bisect_left(self.doc.tokens, mention.end, key=lambda t: t.end)
        figure = self._figure(mention)
        if figure is None or self.doc.tokens[at].lemma not in function_words("counter"):
            return ""
        self.told.add(id(figure))
        return figure_words(figure, counting=True)

    def counted_only(self, mentions: Sequence[Mention]) -> bool:
        """Whether what rises or falls is told by its number alone: «100 مىڭ ئادەم كۆپەيدى», by 100,000 people."""
        figure = self._figure(mentions[0]) if len(mentions) == 1 else None
        return figure is not None and figure.kind == "CARDINAL" and case_of(self.doc, mentions[0]) in {"", "Nom"}

    def _we(self, mention: Mention) -> bool:
        """Whether a resolved mention is the speaker with others: «بىز»."""
        at = bisect_left(self.doc.tokens, mention.end, key=lambda t: t.end)
        token = self.doc.tokens[at] if at < len(self.doc.tokens) else None
        return token is not None and token.upos == "PRON" and token.feat("Number") == "Plur"

    def _marked(self, mention: Mention) -> bool:
        at = bisect_left(self.doc.tokens, mention.end, key=lambda t: t.end)
        return at < len(self.doc.tokens) and self.doc.tokens[at].feat("Number") == "Plur"

    def those(self) -> str:
        """Who is told of by the verb alone: their number, if it is said."""
        figure = next((q for q in self.figures if q.kind == "CARDINAL"), None)
        if figure is None:
            return "some"
        self.told.add(id(figure))
        return figure_words(figure)

    def measure(self, kind: str) -> str:
        """By how much, to how much, for how much, or with which score."""
        left = [q for q in self.figures if id(q) not in self.told]
        if len(left) == 2 and all(q.kind == "CARDINAL" and q.min == q.max for q in left):
            return f" {left[0].min:g}-{left[1].min:g}"
        out = ""
        for q in left:
            if q.unit == "fold" and kind in CHANGES:
                once = "doubled" if kind == "increase" else "halved" if kind == "decrease" else ""
                out += f" ({once})" if q.min == q.max == 1 and once else f" ({figure_words(q)})"
            elif q.kind == "CARDINAL" and q.unit:
                noun = q.unit if is_one(q) else plural_noun(q.unit)
                out += f" ({figure_words(q, counting=True)} {noun})"
            elif q.kind in {"PERCENT", "MONEY", "MEASURE"}:
                by = "to" if _case_at(self.doc, q.end) == "Dat" else "by"
                words = f" {by} {figure_words(q)}" if kind in CHANGES else f" ({figure_words(q)})"
                out += words if words not in out else ""
        return out

    def where(self, places: Sequence[Mention], preposition: str = "") -> str:
        """Where, where to, where from: `` in Scotland, to Berlin``."""
        out: list[str] = []
        for place in places:
            words = self.joined([place])
            if words and not any(words in other for other in out):
                case = case_of(self.doc, place)
                to = preposition if case == "Dat" and preposition in {"in", "for", "to"} else WHERE.get(case, "in")
                out.append(f"{to} {words}")
        return "".join((", " if n and w.startswith("in ") else " ") + w for n, w in enumerate(out))


MASS = frozenset(
    {"police", "media", "people", "news", "aid", "help", "staff", "work", "water", "rain", "money", "trade"}
)
SEVERAL = ("several ", "many ", "most ", "a group of ", "a series of ")
DETERMINED = (
    *SEVERAL,
    "a ",
    "an ",
    "the ",
    "some ",
    "all ",
    "every ",
    "each ",
    "this ",
    "that ",
    "both ",
    "two ",
)


def _article(gloss: str, *, plural: bool, one: bool = False) -> str:
    """A common noun with its article: "one farmer" -> "a farmer", "government" -> "the government".

    ``one``: it is told of for the first time, «بىر دېھقان».
    """
    if gloss.startswith("one "):
        gloss, one = gloss[4:], True
    owner = gloss.split(" ", 1)[0]
    own = gloss[:1].isupper() and any(word.endswith(("'s", "'")) for word in gloss.split())
    own = own or owner.endswith("s'") or " own " in f" {gloss} "
    own = own or (owner.endswith("'s") and owner.removesuffix("'s") in MASS | PRONOUNS)
    pronoun = gloss in PRONOUNS or gloss.split(" ", 1)[0] in POSSESSIVES
    if plural or own or pronoun or gloss.startswith(DETERMINED) or gloss.rsplit(" ", 1)[-1] in MASS:
        return gloss
    if one:
        return ("an " if gloss[:1] in VOWELS else "a ") + gloss
    return "the " + gloss


def _two(doc: Doc, mention: Mention) -> bool:
    """«ئىككى دۆلەت»: a numeral in the description itself."""
    at = bisect_left(doc.tokens, mention.start + 1, key=lambda t: t.end)
    if at >= len(doc.tokens):
        return False
    token = doc.tokens[at]
    ordinal = token.text.endswith(tuple(function_words("ordinal")))
    behind = (t for t in doc.tokens[at + 1 : at + 4] if t.upos not in {"NUM", "DET"})  # «يىگىرمە بەش ياشلىق»
    aged = next(behind, token).lemma in function_words("aged")
    if ordinal or aged or token.lemma in function_words("article"):
        return False
    return token.upos == "NUM" and token.end < mention.end


def _case_at(doc: Doc, end: int) -> str:
    """Case of the word that ends at a code point, or of a case ending written apart behind it."""
    at = bisect_left(doc.tokens, end, key=lambda t: t.end)
    if at >= len(doc.tokens):
        return ""
    after = doc.tokens[at + 1] if at + 1 < len(doc.tokens) else None
    return doc.tokens[at].feat("Case") or (after.feat("Case") if after is not None and after.upos == "PART" else "")
