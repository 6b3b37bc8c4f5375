"""The things Xewer speaks of: a text with its way back, tokens, readings, mentions, facts, the article.

All spans are half-open pairs of code points. Inside the pipeline (`Doc` and what `find` returns) they count
in the *canonical* text: Arabic script, normal form. `Text.span` takes them back to the original; an `Article`
holds nothing but original offsets.
"""

from __future__ import annotations

from bisect import bisect_left
from dataclasses import asdict, dataclass, field
from functools import lru_cache
from typing import TYPE_CHECKING, Any, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Iterator

__all__ = [
    "Article",
    "Doc",
    "Entity",
    "Event",
    "Mention",
    "Note",
    "Quantity",
    "Quote",
    "Reading",
    "Segment",
    "Span",
    "Text",
    "Timex",
    "Token",
]


class Span(NamedTuple):
    """Half-open span of code points."""

    start: int
    end: int


class Note(NamedTuple):
    """One change that normalising made: where in the original, what stood there, what stands now, which rule."""

    start: int
    end: int
    old: str
    new: str
    rule: str


@dataclass(frozen=True, slots=True)
class Text:
    """A text, its canonical form, and for each canonical code point the original span it came from."""

    original: str
    text: str
    starts: tuple[int, ...] | range
    ends: tuple[int, ...] | range
    script: str = "arabic"
    notes: tuple[Note, ...] = ()

    def span(self, start: int, end: int) -> Span:
        """Original span of the canonical span ``[start, end)``; an empty span stays empty."""
        if end <= start:
            at = self.starts[start] if start < len(self.starts) else len(self.original)
            return Span(at, at)
        return Span(self.starts[start], self.ends[end - 1])


class Segment(NamedTuple):
    """One piece of a word and its tag: ``("نىڭ", "GEN")``; the stem's tag is its UPOS."""

    form: str
    tag: str


class Reading(NamedTuple):
    """One way to read a word: segments concatenate to the form; a lower cost is likelier.

    A tuple, since one is made for every word of an archive, and nothing is made faster. ``reading._replace(upos=…)``
    gives another with some of it changed.
    """

    form: str
    lemma: str
    upos: str
    feats: str = ""
    segments: tuple[Segment, ...] = ()
    cost: float = 0.0
    known: bool = True
    gloss: str = ""

    @property
    def stem_length(self) -> int:
        """Code points of the form that belong to the stem."""
        return len(self.segments[0].form) if self.segments else len(self.form)

    @property
    def listed(self) -> bool:
        """Whether the stem stands in the lexicon or the name tables by its letters."""
        return self.known

    def feat(self, name: str) -> str:
        """Value of one UD feature, or an empty string.

        >>> Reading("پۇتىننىڭ", "پۇتىن", "PROPN", "Case=Gen").feat("Case")
        'Gen'
        """
        return _pairs(self.feats).get(name, "")


class NameReading(Reading):
    """A word known as a name because a listed name sounds like it: «سىمىت», Smith; ``gloss`` is that name.

    >>> smith = NameReading("سىمىت", "سىمىت", "PROPN", gloss="Smith")
    >>> smith.known, smith.listed
    (True, False)
    """

    __slots__ = ()

    @property
    def listed(self) -> bool:
        """Never: the rules that find names treat it as a word that no table has."""
        return False


class RareReading(Reading):
    """A reading with a stem of the lexicon that is hardly ever meant: not known, though listed.

    >>> rare = RareReading("بابلىق", "بابلىق", "NOUN", known=False)
    >>> rare.known, rare.listed
    (False, True)
    """

    __slots__ = ()

    @property
    def listed(self) -> bool:
        """Always: there is no better reading than the one with the stem of the lexicon."""
        return True


@lru_cache(maxsize=5000)
def _pairs(feats: str) -> dict[str, str]:
    """Values by name; of a name met twice the first counts. The same few hundred strings come again and again."""
    return dict(reversed([pair.partition("=")[::2] for pair in feats.split("|")]))


@dataclass(frozen=True, slots=True)
class Token:
    """A word, number or mark in the canonical text, with its reading in context and all others."""

    start: int
    end: int
    text: str
    reading: Reading
    readings: tuple[Reading, ...] = ()

    @property
    def lemma(self) -> str:
        """Dictionary form in canonical script."""
        return self.reading.lemma

    @property
    def upos(self) -> str:
        """Universal part of speech."""
        return self.reading.upos

    @property
    def stem_end(self) -> int:
        """Where the stem ends, in the canonical text."""
        return self.start + self.reading.stem_length

    def feat(self, name: str) -> str:
        """Value of one UD feature of the chosen reading, or an empty string."""
        return _pairs(self.reading.feats).get(name, "")


class Mention(NamedTuple):
    """Somebody or something in the text: a name, a description or a pronoun."""

    start: int
    end: int
    text: str
    name: str | None = None
    entity_id: str | None = None


@dataclass(frozen=True, slots=True)
class Entity:
    """A name: label PERSON, ORG, GPE or LOC; ``name`` is English, without suffix."""

    start: int
    end: int
    stem_end: int
    text: str
    label: str
    name: str | None = None
    entity_id: str | None = None
    rule: str = ""
    confidence: float = 1.0
    guess: bool = False


@dataclass(frozen=True, slots=True)
class Timex:
    """A time: TIMEX3 type, value and mod; earliest and latest are ISO days, None if unresolved."""

    start: int
    end: int
    text: str
    type: str
    value: str
    mod: str | None = None
    earliest: str | None = None
    latest: str | None = None
    rule: str = ""
    confidence: float = 1.0
    guess: bool = False


@dataclass(frozen=True, slots=True)
class Quantity:
    """A figure: kind CARDINAL, ORDINAL, PERCENT, MONEY or MEASURE; min and max None where open."""

    start: int
    end: int
    text: str
    kind: str
    min: float | None
    max: float | None
    min_open: bool = False
    approx: bool = False
    unit: str | None = None
    counted: str | None = None
    rule: str = ""
    confidence: float = 1.0
    guess: bool = False


@dataclass(frozen=True, slots=True)
class Quote:
    """Reported speech, direct or not: who said it to whom; ``parent`` is the index of the quote around it."""

    start: int
    end: int
    text: str
    direct: bool
    speaker: Mention | None = None
    speaker_name: str | None = None
    speaker_id: str | None = None
    addressee: Mention | None = None
    addressee_name: str | None = None
    addressee_id: str | None = None
    cue: Mention | None = None
    parent: int | None = None
    rule: str = ""
    confidence: float = 1.0
    guess: bool = False


@dataclass(frozen=True, slots=True)
class Event:
    """What happened: the predicate's span and kind, and who, to whom, where, when, how many, according to whom.

    ``time`` and ``quantities`` are indexes into their layers, ``source`` into the quotes (None: the narrator).
    """

    start: int
    end: int
    text: str
    kind: str
    plover: str | None = None
    actors: tuple[Mention, ...] = ()
    recipients: tuple[Mention, ...] = ()
    places: tuple[Mention, ...] = ()
    time: int | None = None
    quantities: tuple[int, ...] = ()
    source: int | None = None
    modality: str = "asserted"
    polarity: str = "+"
    gloss_en: str = ""
    same_as: tuple[int, ...] = ()
    rule: str = ""
    confidence: float = 1.0
    guess: bool = False


@dataclass(frozen=True, slots=True)
class Doc:
    """What the rules see: the canonical text with its words and sentences. Spans count in ``text``."""

    text: str
    tokens: tuple[Token, ...]
    sentences: tuple[Span, ...]
    published: str | None = None
    body_start: int = 0
    token_starts: tuple[int, ...] = field(init=False, repr=False, compare=False)
    _ranges: tuple[tuple[int, int], ...] = field(init=False, repr=False, compare=False)

    def __post_init__(self) -> None:
        object.__setattr__(self, "token_starts", tuple(t.start for t in self.tokens))
        object.__setattr__(self, "_ranges", tuple(self._tokens_of_sentences()))

    def tokens_in(self, start: int, end: int) -> tuple[Token, ...]:
        """Tokens that begin in ``[start, end)``."""
        return self.tokens[bisect_left(self.token_starts, start) : bisect_left(self.token_starts, end)]

    def sentence_tokens(self) -> list[tuple[int, int]]:
        """For each sentence the range of its tokens: indexes ``[first, last)``."""
        return list(self._ranges)

    def _tokens_of_sentences(self) -> Iterator[tuple[int, int]]:
        i, n = 0, len(self.tokens)
        for start, end in self.sentences:
            while i < n and self.tokens[i].start < start:
                i += 1
            first = i
            while i < n and self.tokens[i].end <= end:
                i += 1
            yield first, i


@dataclass(frozen=True, slots=True)
class Article:
    """Everything that was read from one text; JSON keys are the field names.

    ``published_from`` says where the publishing day was found: given, a label of the page, a line of the text.
    """

    id: str
    text: str
    sha256: str
    url: str | None = None
    source: str | None = None
    title: str | None = None
    author: str | None = None
    published: str | None = None
    published_from: str | None = None
    language: str | None = "ug"
    script: str | None = "arabic"
    sentences: tuple[Span, ...] = ()
    tokens: tuple[dict[str, Any], ...] = ()
    entities: tuple[Entity, ...] = ()
    times: tuple[Timex, ...] = ()
    quantities: tuple[Quantity, ...] = ()
    quotes: tuple[Quote, ...] = ()
    events: tuple[Event, ...] = ()
    notes: tuple[str, ...] = field(default=(), compare=False)

    def to_dict(self) -> dict[str, Any]:
        """The article as JSON types; spans are code points of ``text``."""
        data = asdict(self)
        data["sentences"] = [list(s) for s in self.sentences]
        data["tokens"] = [dict(t) for t in self.tokens]
        for layer in ("entities", "times", "quantities"):
            data[layer] = [asdict(item) for item in getattr(self, layer)]
        data["quotes"] = [_mentions(asdict(q), q, ("speaker", "addressee", "cue")) for q in self.quotes]
        data["events"] = [_mentions(asdict(e), e, ("actors", "recipients", "places")) for e in self.events]
        data["notes"] = list(self.notes)
        return data


def _mentions(data: dict[str, Any], item: Quote | Event, keys: tuple[str, ...]) -> dict[str, Any]:
    """Mentions as dictionaries: in a quote just the span (its names stand beside it), in an event with name and id."""
    for key in keys:
        value = getattr(item, key)
        if isinstance(value, Mention):
            data[key] = {"start": value.start, "end": value.end, "text": value.text}
        elif isinstance(value, tuple):
            data[key] = [m._asdict() for m in value]
    if isinstance(item, Event):
        data["quantities"] = list(item.quantities)
        data["same_as"] = list(item.same_as)
    return data
