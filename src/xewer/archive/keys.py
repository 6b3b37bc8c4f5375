"""What is indexed of an article: for each word its keys, and for each name, speaker, event, date and source some too.

Keys are letter keys (`xewer.text.scripts.letter_key`), so that all scripts ask the same question:

=========== ==================================================
``putin``    a dictionary form (up to three for a word)
``=putin``   the form as written
``>``        the next word stands in reported speech
``#17``      a name, speaker, event or source: its number in the table of names (`xewer.archive.known_names`)
``d:2025``   the date (``d:2025``, ``d:2025-09``, ``d:2025-09-03``)
``@all``     every article
=========== ==================================================

A place in the index is a list of keys at one position, so phrases and NEAR count words. Of keys that say the same
only one is written (`stored`), and a query asks for all of them (`asked_forms`).
"""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache
from typing import TYPE_CHECKING, Any, NamedTuple

from xewer.morph.analyse import analyse
from xewer.morph.known import is_known
from xewer.text.letters import HAMZA, VOWELS, column
from xewer.text.scripts import canonical, letter_key
from xewer.tokens.words import words

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from xewer.model import Article

__all__ = [
    "ALL",
    "MOST_LEMMAS",
    "SPEECH",
    "Body",
    "Place",
    "asked_forms",
    "body_places",
    "body_spans",
    "clean_key",
    "english_words",
    "is_name",
    "key_word",
    "lemma_keys",
    "lemmas",
    "stored",
    "surface_key",
    "text_places",
    "written",
]

MOST_LEMMAS = 3  # the index grows with each
MARGIN, UNSURE = 0.2, 1.5  # a reading this much dearer than the best is not worth a key; than the best guess
ALL = "@all"
SPEECH = ">"  # beside the word before one in speech, so that a phrase can ask for it
_UNSAFE = re.compile(r'[\s|"=:;<>@#~\x00-\x1f\ud800-\udfff*~^]+')
_WORD = re.compile(r"[^\W_]+")


class Place(NamedTuple):
    """One position of the index: the keys that stand there, and the span of the text they stand for."""

    start: int
    end: int
    keys: tuple[str, ...]
    speech: bool = False


def clean_key(key: str) -> str:
    """The key without the marks that the index uses itself.

    >>> clean_key("09:45")
    '0945'
    """
    return _UNSAFE.sub("", key)


def lemmas(form: str, chosen: str | None = None) -> tuple[str, ...]:
    """Plausible dictionary forms of a canonical word: the chosen one first, at most three.

    >>> lemmas("پۇتىننىڭ")[0]
    'پۇتىن'
    """
    return _lemmas(form, chosen)


@lru_cache(maxsize=100_000)
def _lemmas(form: str, chosen: str | None) -> tuple[str, ...]:
    found = [chosen] if chosen else []
    readings = analyse(form)
    limit = readings[0].cost + (MARGIN if readings[0].listed else UNSURE) if readings else 0.0
    found += [r.lemma for r in readings if r.cost <= limit]
    return tuple(dict.fromkeys(found))[:MOST_LEMMAS]


@lru_cache(maxsize=1)
def _letters() -> dict[str, str]:
    return {key: letter for letter, key in column("key").items()}


def key_word(key: str) -> str:
    """The canonical word that a key stands for, to be shown.

    >>> key_word("ukraina")
    'ئۇكرائىنا'
    """
    letters = _letters()
    if any(c not in letters for c in key if c.isalpha()):
        return key
    out = ""
    for char in key:
        letter = letters.get(char, char)
        starts = letter in VOWELS and (not out or out[-1] in VOWELS)
        out += HAMZA + letter if starts else letter
    return out


@lru_cache(maxsize=100_000)
def lemma_keys(form: str, chosen: str | None = None) -> tuple[str, ...]:
    """Keys of the plausible dictionary forms of a canonical word; empty for a mark.

    >>> lemma_keys("قىلدى")[0]
    'qil'
    """
    if not any(c.isalnum() for c in form):
        return ()
    keys = (clean_key(letter_key(lemma)) for lemma in _lemmas(form, chosen))
    return tuple(dict.fromkeys(k for k in keys if k))


def asked_keys(form: str) -> tuple[str, ...]:
    """Keys of a canonical word of a query: itself if it is a dictionary form, else its likeliest dictionary form.

    A word that the lexicon does not know has all that are plausible, and the verb whose stem it may be before an
    ending, where a last vowel is raised.

    >>> asked_keys("يىلنىڭ"), asked_keys("باش"), asked_keys(".")
    (('yil',), ('baʃ',), ())
    >>> "de" in asked_keys("دې"), "baʃla" in asked_keys("باشلى")
    (True, True)
    """
    if not any(c.isalnum() for c in form):
        return ()
    readings = analyse(form)
    known = [r for r in readings if r.listed]
    if any(r.lemma == form and r.upos != "PROPN" for r in known):
        return _keys_of([form])
    raised = _raised_stems(form)
    if not readings or not readings[0].listed:
        return tuple(dict.fromkeys((*lemma_keys(form), *_keys_of(raised))))
    best = [r.lemma for r in readings if r.cost <= readings[0].cost or r.lemma == form]
    return _keys_of([*best, *raised])


def _keys_of(lemmas: Iterable[str]) -> tuple[str, ...]:
    keys = (clean_key(letter_key(lemma)) for lemma in lemmas)
    return tuple(dict.fromkeys(key for key in keys if key))


def _raised_stems(form: str) -> list[str]:
    """Verbs whose stem is written so before an ending: «باشلى» of «باشلىدى» is باشلا."""
    if form[-1:] not in {"ى", "ې"}:
        return []
    return [r.lemma for r in analyse(form + "دى") if r.listed and r.upos == "VERB" and len(r.segments) == 2]


@lru_cache(maxsize=10_000)
def is_name(key: str) -> bool:
    """Whether a dictionary form may be a name: the lexicon has it as one, or does not know it.

    >>> is_name("tramp"), is_name("yil")
    (True, False)
    """
    readings = analyse(key_word(key))
    return not any(r.listed and r.upos != "PROPN" for r in readings)


def surface_key(form: str) -> str:
    """Key of a canonical word as written.

    >>> surface_key("پۇتىننىڭ")
    '=putinniŋ'
    """
    return "=" + clean_key(letter_key(form))


def english_words(text: str) -> list[str]:
    """Words of a name in English or any other writing, folded: lower case, no accents.

    >>> english_words("Ürümqi, China")
    ['urumqi', 'china']
    """
    plain = unicodedata.normalize("NFKD", text).casefold()
    return _WORD.findall("".join(c for c in plain if not unicodedata.combining(c)))


def stored(keys: tuple[str, ...]) -> tuple[str, ...]:
    """The keys of a place without a dictionary form that is as written.

    >>> stored(("=putin", "putin")), stored(("=keldi", "kel"))
    (('=putin',), ('=keldi', 'kel'))
    """
    return tuple(k for k in keys if "=" + k not in keys)


def asked_forms(key: str) -> tuple[str, ...]:
    """All keys that stand for one: see `stored`.

    >>> asked_forms("putin"), asked_forms("=putin"), asked_forms("#17")
    (('putin', '=putin'), ('=putin',), ('#17',))
    """
    return (key,) if key[0] in "=@#>" or ":" in key else (key, "=" + key)


class Body(list[Place]):
    """The places of an article's words in text order; ``starts`` are where they begin, to look one up by its span."""

    def __init__(self, places: Iterable[Place] = ()) -> None:
        super().__init__(places)
        self.starts = [place.start for place in self]


@lru_cache(maxsize=50_000)
def _word_keys(form: str, lemma: str | None) -> tuple[str, ...]:
    return (surface_key(form), *(lemma_keys(form, lemma) or ("_",)))


@lru_cache(maxsize=50_000)
def written(keys: tuple[str, ...]) -> str:
    """The keys of a place as the index reads them.

    >>> written(("=putinniŋ", "putin"))
    '=putinniŋ|putin'
    """
    return "|".join(stored(keys))


def text_places(text: str, script: str | None = None, *, asked: bool = False) -> list[Place]:
    """Places of a text that has not been read: title, dateline, or a query (``asked``).

    A word that is asked for stands for its likeliest dictionary form, since the index already has the others; only a
    word that the lexicon does not know keeps all that are plausible.

    >>> [p.keys for p in text_places("Putinning")]
    [('=putinniŋ', 'putin')]
    """
    way = canonical(text, script, known=is_known)
    out = []
    for start, end in words(way.text):
        form = way.text[start:end]
        keys = asked_keys(form) if asked else lemma_keys(form)
        if keys:
            span = way.span(start, end)
            out.append(Place(span.start, span.end, (surface_key(form), *keys)))
    return out


def _form(token: dict[str, Any], article: Article) -> str:
    """The canonical word that a token stands for."""
    segments = token.get("segments")
    if segments:
        return str(segments[0][0]) if len(segments) == 1 else "".join([segment[0] for segment in segments])
    text = article.text[token["start"] : token["end"]]
    return canonical(text, article.script, known=is_known).text


def _before(text: str, first: int, script: str | None) -> list[Place]:
    """Places of what stands before the first token."""
    return text_places(text[:first], script) if text[:first].strip() else []


def body_spans(spans: Sequence[tuple[int, int]], text: str, script: str | None) -> list[tuple[int, int]]:
    """Spans of the places that `body_places` gives for an article with these tokens.

    >>> body_spans([(0, 5), (5, 6), (7, 9)], "Salam, öy", "latin")
    [(0, 5), (7, 9)]
    """
    first = min((start for start, _ in spans), default=len(text))
    out = [(place.start, place.end) for place in _before(text, first, script)]
    return out + [(start, end) for start, end in spans if _WORD.search(text, start, end)]


@lru_cache(maxsize=50_000)
def _is_word(form: str) -> bool:
    return _WORD.search(form) is not None


def body_places(article: Article) -> Body:
    """Places of the words of an article, in text order; which of them stand in speech is told."""
    tokens, text = article.tokens, article.text
    out = _before(text, min((t["start"] for t in tokens), default=len(text)), article.script)
    speech = _merged((q.start, q.end) for q in article.quotes)
    at = 0
    for token in tokens:
        start, end = token["start"], token["end"]
        if not _is_word(text[start:end]):
            continue
        keys = _word_keys(_form(token, article), token.get("lemma"))
        while at < len(speech) and speech[at][1] <= start:
            at += 1
        inside = at < len(speech) and speech[at][0] <= start
        out.append(Place(start, end, keys, inside))
    return Body(out)


def _merged(spans: Iterable[tuple[int, int]]) -> list[tuple[int, int]]:
    out: list[tuple[int, int]] = []
    for start, end in sorted(spans):
        if out and start <= out[-1][1]:
            out[-1] = (out[-1][0], max(end, out[-1][1]))
        else:
            out.append((start, end))
    return out
