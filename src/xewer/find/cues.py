"""Words that report speech: «دېدى», «دەپ يازدى», «ئېلان قىلدى», «ئەسلىتىپ ئۆتكەنىدى»."""

from __future__ import annotations

from functools import cache, lru_cache
from typing import TYPE_CHECKING, NamedTuple

from xewer.resources import read_table

if TYPE_CHECKING:
    from collections.abc import Sequence

    from xewer.model import Token

__all__ = [
    "Cue",
    "content_cases",
    "cue_table",
    "find_cues",
    "function_words",
    "source_forms",
    "speaker_kinds",
    "study_forms",
]


class Cue(NamedTuple):
    """Tokens ``first..last`` (inclusive) that report; ``kind`` as in ``cues.tsv``; ``said`` if «دەپ» introduces it."""

    first: int
    last: int
    kind: str
    lemma: str
    said: bool
    passive: bool
    finite: bool


@lru_cache(maxsize=1)
def cue_table() -> dict[str, str]:
    """Lemma, or noun and light verb, -> kind."""
    return {row["lemma"]: row["kind"] for row in read_table("cues.tsv")}


@cache
def content_cases(lemma: str) -> frozenset[str]:
    """Cases beside the accusative in which a verb takes what is said: «… كەلگەنلىكىدىن خەۋەر بەردى»."""
    rows = read_table("cues.tsv")
    return frozenset(row["content"] for row in rows if row["lemma"] == lemma and row["content"])


@cache
def function_words(role: str) -> frozenset[str]:
    """Forms that play one role: «said» (دەپ), «manner» (مۇنداق), «boundary» (لېكىن), «auxiliary», «adverb»."""
    return frozenset(row["form"] for row in read_table("function_words.tsv") if row["role"] == role)


@lru_cache(maxsize=1)
def source_forms() -> tuple[frozenset[str], frozenset[str]]:
    """Nouns that name a report («خەۋەر», «دوكلات») and words that make a source of it («قارىغاندا»)."""
    rows = read_table("source_phrases.tsv")
    return (
        frozenset(r["form"] for r in rows if r["kind"] in {"noun", "study"}),
        frozenset(r["form"] for r in rows if r["kind"] == "post"),
    )


@lru_cache(maxsize=1)
def study_forms() -> frozenset[str]:
    """Nouns of what was found out and written down, a source by itself: «تەتقىقات», «دوكلات»."""
    return frozenset(r["form"] for r in read_table("source_phrases.tsv") if r["kind"] == "study")


@lru_cache(maxsize=1)
def speaker_kinds() -> dict[str, str]:
    """Nouns that can speak -> person, group or medium."""
    return {row["lemma"]: row["kind"] for row in read_table("speakers.tsv")}


def _told_on(tokens: Sequence[Token], i: int) -> bool:
    """Whether «دەپ» goes on to «ئۆتتى» or «بەردى»: then it is the verb itself."""
    following = tokens[i + 1] if i + 1 < len(tokens) else None
    return following is not None and following.lemma in function_words("telling")


def find_cues(tokens: Sequence[Token]) -> dict[int, Cue]:
    """Reporting words by the index of their first token."""
    table, found = cue_table(), {}
    dep, auxiliary = function_words("said"), function_words("auxiliary")
    taken = -1
    for i, token in enumerate(tokens):
        if token.upos not in {"VERB", "AUX"} or i <= taken:
            continue
        if token.feat("Polarity") == "Neg" or token.feat("Mood") == "Imp":
            continue
        if token.feat("Aspect") == "Prosp" and token.feat("VerbForm") == "Part":
            continue  # «يەتكۈزمەكچى بولغان»: about to, and not yet said
        could = i + 1 < len(tokens) and tokens[i + 1].lemma in function_words(
            "able"
        )  # «دېسەممۇ بولىدۇ»: one may say so
        if token.feat("Mood") == "Cnd" and (could or not token.text.endswith("مۇ")):
            continue  # «دېسە» if he says, but «بىلدۈرسىمۇ» though he said
        first, lemma = i, token.lemma
        for width in (2, 1):
            if i >= width:
                words = [t.text for t in tokens[i - width : i]]
                if " ".join([*words, token.lemma]) in table:
                    first, lemma = i - width, " ".join([*words, token.lemma])
                    break
        whole = f"{token.text} {tokens[i + 1].lemma}" if i + 1 < len(tokens) else ""
        lemma = whole if first == i and whole in table else lemma  # «سۆزلەپ بەردى» tells, «سۆزلىدى» speaks
        kind = table.get(lemma)
        if kind is None or (token.text in dep and not _told_on(tokens, i)):
            continue
        last = i
        form = token.feat("VerbForm")
        following = tokens[i + 1] if i + 1 < len(tokens) else token
        if form == "Conv" and following.upos in {"VERB", "AUX"} and following.feat("Polarity") == "Neg":
            continue  # «مۆلچەرلەپ بولالمايدۇ»: nothing was said
        if form == "Conv" and i + 1 < len(tokens) and tokens[i + 1].lemma in auxiliary:
            last = i + 1
            form = tokens[last].feat("VerbForm")
        past = form == "Part" and not token.feat("Case") and following.upos == "AUX"
        if past and following.lemma == "ئى" and following.feat("VerbForm") == "Fin" and last == i:
            last, form = i + 1, "Fin"  # «… دېگەن ئىدى»
        if token.feat("Number") == "Plur" and token.feat("VerbForm") == "Part":
            continue  # «ياق» دېگەنلەر: those who said so
        manner = first > 1 and tokens[first - 1].feat("VerbForm") == "Conv" and tokens[first - 2].text in dep
        if manner and first - 2 > taken:
            first -= 1  # «دەپ قايتۇرۇپ سورىدى»: asked back
        said = first > 0 and tokens[first - 1].text in dep
        if said:
            first -= 1
        found[first] = Cue(first, last, kind, lemma, said, token.feat("Voice") == "Pass", form == "Fin")
        taken = last
    return found
