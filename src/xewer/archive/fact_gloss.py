"""The English line of a reported statement: how it was said, and the events that it tells, or else its words."""

from __future__ import annotations

from bisect import bisect_left
from functools import lru_cache
from typing import TYPE_CHECKING

from xewer.archive.fact_times import sentence_of
from xewer.find.english_verbs import past
from xewer.find.figure_gloss import figure_words
from xewer.find.gloss import compound_gloss, gloss_lemma
from xewer.resources import read_table, read_yaml

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping
    from typing import Any

    from xewer.model import Article, Event, Quote

__all__ = ["event_gloss", "said_gloss"]

BEFORE = 6  # words before a verb that tell what was promised
OBJECTS = ("the", "a", "an", "some", "many", "of")  # words with which an object begins
EVENTS = 3  # of one statement that its line tells
WORDS = 8  # of a statement without events that its line gives
TELLING = frozenset({"NOUN", "PROPN", "VERB", "ADJ"})
EMPTY = frozenset(
    ["be", "become", "do", "make", "give", "say", "stand", "put", "take", "have", "this", "that", "existing"]
)
"""Glosses of verbs that mostly help another one, and of words that point: they say nothing of what it is about."""


@lru_cache(maxsize=1)
def _cues() -> dict[str, str]:
    """Reporting verbs -> English verb."""
    return {row["lemma"]: row["gloss_en"] for row in read_table("cues.tsv")}


def said_gloss(article: Article, n: int, quote: Quote) -> str:
    """How it was said, and what it tells: "announced: 51 people died in Sindh; about 200 people were wounded".

    The statement itself is not translated: what follows the colon are the events found in it. Where there are none,
    or nothing but "… was sent", its first words follow, each by itself, in square brackets: "said [Democrats · not
    resist · duty]".

    >>> from xewer.model import Article, Quote
    >>> said_gloss(Article(id="1", text="", sha256=""), 0, Quote(0, 1, "", direct=True))
    'said'
    """
    lines = dict.fromkeys(e.gloss_en for e in article.events if e.source == n and e.gloss_en)
    told = [one for one in lines if not any(one != other and one in other for other in lines)][:EVENTS]
    line = _verb(article, quote)
    if told:
        line = f"{line}: {'; '.join(told)}"
    if all(one.startswith("…") or " " not in one for one in told):
        words = list(dict.fromkeys(_words(article, quote.start, quote.end)))
        if words:
            line += f" [{' · '.join(words[:WORDS])}{' …' if len(words) > WORDS else ''}]"
    return line


@lru_cache(maxsize=1)
def _with_content() -> frozenset[str]:
    """Kinds of event whose object often is a clause: what was promised, asked for, opposed."""
    return frozenset(kind for kind, row in read_yaml("events.yaml")["kinds"].items() if row.get("content"))


def event_gloss(article: Article, event: Event) -> str | None:
    """The line of an event; where it says nothing of what was promised or opposed, with the last words before it.

    "Andrés Manuel López Obrador promised [people · suppress]": words, each by itself, as in `said_gloss`.
    """
    line = event.gloss_en
    if not line or event.kind not in _with_content() or event.recipients:
        return line or None
    for name in filter(None, (m.name for m in event.actors)):
        line = line.replace(name, "")
    if any(f" {word} " in line for word in OBJECTS):
        return event.gloss_en  # "published the report": the line says what
    line = event.gloss_en
    start = sentence_of(article, event.start)[0]
    bounds = [m.end for m in event.actors if m.end <= event.start]
    bounds += [e.end for e in article.events if start <= e.start and e.end <= event.start and e.kind == event.kind]
    words = list(dict.fromkeys(_words(article, max([start, *bounds]), event.start)))[-BEFORE:]
    told = {word for word in words if word not in line}
    return f"{line} [{' · '.join(w for w in words if w in told)}]" if told else line


def _words(article: Article, start: int, end: int) -> Iterator[str]:
    """What a stretch is about, word by word: names and figures in English, glosses of the rest."""
    known = {e.start: (e.end, e.name) for e in article.entities if start <= e.start < end}
    known |= {q.start: (q.end, figure_words(q)) for q in article.quantities if start <= q.start < end}
    known |= {t.start: (t.end, None) for t in article.times if start <= t.start < end}
    first = bisect_left(article.tokens, start, key=lambda t: int(t["start"]))
    last = bisect_left(article.tokens, end, key=lambda t: int(t["start"]))
    lemmas = [str(t["lemma"]) for t in article.tokens[first:last]]
    spelt = [article.text[t["start"] : t["end"]] for t in article.tokens[first:last]]
    after = start
    for i, token in enumerate(article.tokens[first:last]):
        if token["start"] < after:
            continue
        until, words = known.get(int(token["start"]), (0, None))
        if not until:
            compound = compound_gloss(spelt[i:], lemmas[i:])
            if compound is not None:
                until, words = int(article.tokens[first + i + compound[0] - 1]["end"]), compound[1]
            else:
                words = _word(token)
        after = max(after, until)
        if words:
            yield words


def _word(token: Mapping[str, Any]) -> str | None:
    """The gloss of one word that tells something, with "not" where it is denied."""
    if token["upos"] not in TELLING or not token.get("known", True):
        return None
    gloss = (gloss_lemma(str(token["lemma"]), str(token["upos"])) or "").split(",")[0].split(";")[0].strip()
    if not gloss or gloss in EMPTY or gloss.startswith("-"):
        return None
    denied = token["upos"] == "VERB" and "Polarity=Neg" in str(token.get("feats") or "")
    return f"not {gloss}" if denied else gloss


def _verb(article: Article, quote: Quote) -> str:
    if quote.cue is None:
        return "said"
    first = bisect_left(article.tokens, quote.cue.start, key=lambda t: int(t["start"]))
    last = bisect_left(article.tokens, quote.cue.end, key=lambda t: int(t["start"]))
    lemmas = [str(t["lemma"]) for t in article.tokens[first:last] if t["end"] <= quote.cue.end]
    for width in (3, 2, 1):
        for at in range(len(lemmas) - width + 1):
            gloss = _cues().get(" ".join(lemmas[at : at + width]))
            if gloss:
                verb, _, rest = gloss.split(",")[0].strip().partition(" ")
                return " ".join(filter(None, (past(verb), rest)))
    return "said"
