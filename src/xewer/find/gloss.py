"""English glosses from the parts: names in English, words from the lexicon. A gloss is a hint, not a translation."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from functools import lru_cache
from typing import TYPE_CHECKING

from xewer.find.cues import function_words
from xewer.find.english_verbs import ing, present
from xewer.morph.lexicon import lexicon_stems
from xewer.resources import read_table
from xewer.text.scripts import convert

if TYPE_CHECKING:
    from collections.abc import Sequence

    from xewer.model import Doc, Entity, Token

__all__ = ["compound_gloss", "gloss_lemma", "gloss_span", "gloss_word", "plural_noun"]

LONGEST_COMPOUND = 5
PLURAL = frozenset(
    {
        "data",
        "goods",
        "headquarters",
        "customs",
        "morale",
        "clothing",
        "troops",
        "forces",
        "people",
        "police",
        "media",
        "news",
        "staff",
        "cattle",
        "parents",
        "authorities",
        "premises",
        "outskirts",
        "means",
        "series",
        "aircraft",
        "information",
        "equipment",
        "evidence",
        "advice",
        "furniture",
        "knowledge",
        "research",
    }
)
IRREGULAR = {"child": "children", "person": "people", "foot": "feet", "mouse": "mice", "tooth": "teeth"}
IN_OES = frozenset({"hero", "echo", "veto", "potato", "tomato", "embargo", "torpedo", "mosquito", "volcano", "cargo"})
IRREGULAR |= {f"{one}fe": f"{one}ves" for one in ("wi", "li", "kni")}
IRREGULAR |= {f"{one}f": f"{one}ves" for one in ("thie", "wol", "lea", "hal", "shel", "cal")}
OWN = {("1", "Sing"): "my own", ("1", "Plur"): "our own", ("2", "Sing"): "your own", ("3", "Sing"): "his/her own"}
MINE = {("1", "Sing"): "my", ("1", "Plur"): "our", ("2", "Sing"): "your", ("2", "Plur"): "your"}
THEIRS = {"I": "my", "you": "your", "we": "our", "they": "their", "he/she/it": "his/her", "he/she": "his/her"}
HELPING = frozenset({"do", "be", "make", "become"})
SOME = frozenset({"all", "some", "many", "most", "each", "both", "majority", "half"})
OF_WHOM = {"1": "us", "2": "you", "3": "them"}
MODIFIERS = {"police officer": "police"}  # «ساقچى ئاپتوموبىلى»: a police car
OWN |= {("3", "Plur"): "their own", ("3", ""): "his/her own"}


@lru_cache(maxsize=1)
def _speaker_glosses() -> dict[str, str]:
    tables = ("participants.tsv", "speakers.tsv")
    return {row["lemma"]: row["gloss_en"] for table in tables for row in read_table(table)}


@lru_cache(maxsize=1)
def _compounds() -> dict[str, str]:
    """Words that mean something together: «باش مىنىستىر», «ئاۋاز بەر»; the last one is a lemma."""
    return {row["words"]: row["gloss_en"] for row in read_table("compounds.tsv")}


@lru_cache(maxsize=1)
def _glosses() -> dict[tuple[str, str], str]:
    found: dict[tuple[str, str], str] = {}
    # a row «form=lemma» glosses its form (to me), so it speaks for the lemma only where no row of its own does
    for stem in sorted(lexicon_stems(), key=lambda stem: "=" in stem.lemma):
        if stem.gloss:
            lemma = stem.lemma.rpartition("=")[2] or stem.lemma
            found.setdefault((lemma, stem.upos), stem.gloss)
            found.setdefault((lemma, ""), stem.gloss)
    return found


def gloss_lemma(lemma: str, upos: str) -> str | None:
    """English gloss of a dictionary form, of its own class if there is one; None if the lexicon has none.

    >>> gloss_lemma("مەكتەپ", "NOUN")
    'school'
    """
    table = _glosses()
    return table.get((lemma, upos)) or table.get((lemma, ""))


def compound_gloss(words: Sequence[str], lemmas: Sequence[str]) -> tuple[int, str] | None:
    """The longest compound with which words and their dictionary forms begin: how many words, and its gloss.

    >>> compound_gloss(["باش", "مىنىستىرنىڭ"], ["باش", "مىنىستىر"])
    (2, 'prime minister')
    """
    for width in range(min(LONGEST_COMPOUND, len(lemmas)), 1, -1):
        for before in (words, lemmas):
            gloss = _compounds().get(" ".join([*before[: width - 1], lemmas[width - 1]]))
            if gloss is not None:
                return width, gloss
    return None


def _compound(tokens: Sequence[Token], i: int, last: int) -> tuple[int, str] | None:
    """The longest compound that begins at token ``i``: how many words, and its gloss."""
    for width in range(min(LONGEST_COMPOUND, last - i), 1, -1):
        head = tokens[i + width - 1]
        gloss = _compounds().get(" ".join([*(t.text for t in tokens[i : i + width - 1]), head.lemma]))
        if gloss is not None:
            plural = head.feat("Number") == "Plur" and head.upos == "NOUN"
            return width, plural_noun(gloss) if plural else gloss
    return None


@lru_cache(maxsize=1)
def _relatives() -> dict[str, str]:
    """Words that mean a relative where their ending says whose: «ئايالى», his wife."""
    return {row["lemma"]: row["gloss_en"] for row in read_table("owned_words.tsv")}


def _relative(tokens: Sequence[Token], i: int, first: int) -> str | None:
    """The gloss of a relative; «ئۇيغۇر قىزى» is a Uyghur girl, as the ending only joins it to the word before."""
    token = tokens[i]
    gloss = _relatives().get(token.lemma) if token.feat("Person[psor]") and token.upos == "NOUN" else None
    before = tokens[i - 1] if i > first else None
    if gloss is None or (before is not None and before.upos in {"NOUN", "PROPN"} and before.feat("Case") != "Gen"):
        return None
    return plural_noun(gloss) if token.feat("Number") == "Plur" else gloss


def gloss_word(token: Token) -> str | None:
    """English gloss of one word, or None where the lexicon has none."""
    being = token.upos in {"NOUN", "PROPN"}  # «باي» is a rich man, or rich; «قوي» a sheep, or to put
    gloss = (_speaker_glosses().get(token.lemma) if being else "") or (
        token.reading.gloss if token.reading.listed else _speaker_glosses().get(token.lemma, "")
    )
    if not gloss:
        return token.text if token.text.isascii() and token.text.strip() else None
    gloss = gloss.split(",")[0].split(";")[0].strip()
    if token.upos == "VERB" and token.feat("VerbForm") == "Vnoun" and not token.feat("Tense"):
        verb, _, rest = gloss.partition(" ")
        return " ".join(filter(None, (ing(verb), rest)))
    if token.upos == "VERB" and token.feat("Form") == "Agt":
        return _doer(token, gloss)
    if token.upos == "PRON":
        if token.feat("Case") == "Gen" and gloss in THEIRS:
            return THEIRS[gloss]
        if gloss == "self":
            return OWN.get((token.feat("Person[psor]"), token.feat("Number[psor]")), "own")
        return (
            gloss.removeprefix("to ")
            .replace("he/she/it", "he/she")
            .replace("him/her/it", "him/her")
            .replace("his/her/its", "his/her")
        )
    if token.feat("Number") == "Plur" and token.upos == "NOUN":
        return plural_noun(gloss)
    if token.feat("Number") == "Plur" and token.upos == "ADJ":
        return f"{gloss} people" if not token.feat("Person[psor]") else f"{gloss} ones"
    return gloss


def _doer(token: Token, gloss: str) -> str:
    """Who does it: «… قىلغۇچىلارنىڭ», people; «ياشىغۇچى», one who lives."""
    many = token.feat("Number") == "Plur"
    verb, _, rest = gloss.partition(" ")
    if verb in HELPING or token.feat("Case") == "Gen":
        return "people" if many else "person"
    done = " ".join(filter(None, (present(verb, plural=many), rest)))
    return f"those who {done}" if many else f"one who {done}"


def gloss_span(
    doc: Doc, names: Sequence[Entity], start: int, end: int, *, possessive: bool = False, spelled: bool = False
) -> str | None:
    """English gloss of a phrase, word by word: «سېئۇل ھۆكۈمىتى» -> "Seoul government", "Seoul's" if ``possessive``.

    None where a content word has no gloss: half a description would mislead. ``spelled``: such a word is given in
    Latin letters instead, between ‹ and ›.
    """
    parts: list[str] = []
    behind: list[str] = []
    low = bisect_left(names, start, key=lambda e: e.start)
    high = bisect_left(names, end, key=lambda e: e.start)
    inside = [e for e in names[low:high] if e.end <= end]
    first = bisect_right(doc.tokens, start, key=lambda t: t.end)
    last = bisect_left(doc.tokens, end, key=lambda t: t.start)
    after = first
    for i in range(first, last):
        token = doc.tokens[i]
        if i < after:
            continue
        entity = next((e for e in inside if e.start <= token.start < e.end), None)
        if entity is not None:
            if token.start == entity.start:
                if not entity.name:
                    return None
                at = bisect_left(doc.tokens, entity.end, key=lambda t: t.end)
                if entity.end < end and entity.label != "PERSON" and doc.tokens[at].feat("Form") == "Ki":
                    behind.append(f"in {entity.name}")  # «بېرلىندىكى بىر سوت»: a court in Berlin
                    continue
                owner = entity.end < end and (possessive or token_case(doc, entity.end) == "Gen")
                parts.append(entity.name + ("'s" if owner else ""))
            continue
        word: str | None
        compound = _compound(doc.tokens, i, last)
        if compound is not None:
            after = i + compound[0]
            token, word = doc.tokens[after - 1], compound[1]
        elif token.upos in {"PUNCT", "PART", "DET"} or (token.text in function_words("article") and i + 1 < last):
            continue  # «بىر ئەمەلدار»: an official, not one official
        elif (
            i > first
            and token.lemma in function_words("counter")
            and (parts or doc.tokens[i - 1].upos == "NUM")
            and i + 1 < last
        ):
            continue  # «ئىككى نەپەر ئەر»: two men
        elif token.text in function_words("named") and i + 1 < last:
            continue  # «… ناملىق فىلىم»: the film
        elif token.upos == "CCONJ":
            parts.append("and")
            continue
        else:
            word = _relative(doc.tokens, i, first) or gloss_word(token)
        if word in MODIFIERS and i + 1 < last and not token.feat("Case").strip("Nom"):
            word = MODIFIERS[word]
        if word is None:
            if not spelled or not token.lemma.strip():
                return None
            word = f"‹{convert(token.lemma, 'arabic', 'latin')}›"
        owner = token.feat("Case") == "Gen" and token.upos != "PRON" and token.end < end
        parts.append(word + (("'" if word.endswith("s") else "'s") if owner else ""))
    if not parts:
        return None
    head = doc.tokens[last - 1]
    return " ".join([*_owned(head, parts, doc.tokens[first:last]), *behind]).replace(" -", "-")  # "13-year-old"


def _owned(head: Token, parts: list[str], inside: Sequence[Token]) -> list[str]:
    """Whose it is, where the ending of the head tells: "my family"; and of whom all, some, most are."""
    person = head.feat("Person[psor]")
    if not person:
        return parts
    *before, word = parts
    if word in SOME and (before or head.upos == "PRON"):
        whom = " ".join(before).removesuffix("'s").removesuffix("'") if before else OF_WHOM.get(person, "")
        return [f"{word} of {whom}"] if whom else parts
    mine = MINE.get((person, head.feat("Number[psor]")))
    if mine and head.upos == "NOUN" and not any(t.feat("Case") == "Gen" for t in inside[:-1]):
        return [mine, *parts]
    return parts


def token_case(doc: Doc, end: int) -> str:
    """Case of the token that ends at a code point."""
    at = bisect_left(doc.tokens, end, key=lambda t: t.end)
    return doc.tokens[at].feat("Case") if at < len(doc.tokens) else ""


def plural_noun(noun: str) -> str:
    """English plural of a noun or of a phrase that ends with one.

    >>> plural_noun("country"), plural_noun("armed forces"), plural_noun("woman")
    ('countries', 'armed forces', 'women')
    """
    if noun.rsplit(" ", 1)[-1] in PLURAL:
        return noun
    for one, many in IRREGULAR.items():
        if noun == one or noun.endswith(" " + one):
            return noun[: -len(one)] + many
    if noun.endswith(("s", "x", "ch", "sh")) or noun.rsplit(" ", 1)[-1] in IN_OES:
        return noun + "es"
    if noun.endswith("y") and noun[-2:-1] not in "aeiou":
        return noun[:-1] + "ies"
    if noun.endswith("man"):
        return noun[:-3] + "men"
    return noun + "s"
