"""Stems: lexicon rows and names, and the spellings a stem has before suffixes.

One row of ``data/lexicon`` gives every surface form of its stem by rule (مەكتەپ, مەكتىپ-); ``data/irregular.tsv`` lists
what no rule gives (مېنىڭ, بوپ). Rows of ``data/names`` are proper nouns; their words may or may not raise.
"""

from __future__ import annotations

import gc
from functools import lru_cache
from typing import TYPE_CHECKING, NamedTuple

from xewer.errors import DataError
from xewer.morph.phonology import Shape, ending, harmony, is_vowel, rounded, vowels
from xewer.morph.suffixes import automaton
from xewer.morph.variants import doublets
from xewer.resources import data_path, read_table

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator
    from pathlib import Path

__all__ = ["Entry", "Stem", "allomorphs", "lexicon_stems", "load_table", "name_stems", "start_state"]

Table = dict[str, list["Entry"]]

# where the automaton begins for each class
_STATES = {
    "NOUN": "N",
    "PROPN": "N",
    "PRON": "N",
    "ADJ": "A",
    "DET": "DT",
    "NUM": "M",
    "VERB": "V",
    "AUX": "V",
    "ADV": "D",
    "ADP": "D",
}
_NO_FLAGS: frozenset[str] = frozenset()
_TURNS = {"noraise", "noumlaut"}
# the suffix of abstract nouns shows the harmony of the whole, whatever stands before: ئائىلىلىك-كە
_SUFFIXED = {"لىق": "b", "لۇق": "b", "لىك": "f", "لۈك": "f"}
# a helping verb that has grown on to the verb umlauts as the word of one syllable that it was: سېتىۋال, سېتىۋېلىش
_FUSED = ("ۋال", "ۋەت")

_shape = lru_cache(maxsize=None)(Shape)  # thousands of stems have the same


class Stem(NamedTuple):
    """A dictionary entry. ``flags`` as in the lexicon; ``cost`` is added to every reading with it."""

    lemma: str
    upos: str
    flags: frozenset[str] = frozenset()
    gloss: str = ""
    register: str = ""
    feats: str = ""
    cost: float = 0.0
    source: str = ""


class Entry(NamedTuple):
    """One spelling of a stem: where the automaton goes on from it, in what shape, at what extra cost."""

    stem: Stem
    state: str
    shape: Shape
    cost: float = 0.0


def start_state(upos: str) -> str:
    """State of the suffix automaton in which words of a class begin."""
    return _STATES.get(upos, "X")


def _neutral(lemma: str, upos: str) -> str:
    """Likely harmony of a stem whose vowels do not show it (the lexicon's flags say where this is wrong)."""
    if "ق" in lemma or "غ" in lemma or "خ" in lemma:
        return "b"
    if "ك" in lemma or "گ" in lemma or upos in ("VERB", "PROPN"):
        return "f"
    return "f" if vowels(lemma) > 1 else "b"


def _harmonies(stem: Stem) -> list[tuple[str, float]]:
    if "front" in stem.flags:
        return [("f", 0.0)]
    if "back" in stem.flags:
        return [("b", 0.0)]
    side = _SUFFIXED.get(stem.lemma[-3:])
    if side and len(stem.lemma) > 5:
        return [(side, 0.0)]
    seen = harmony(stem.lemma)
    if seen == "?":
        likely = _neutral(stem.lemma, stem.upos)
        return [(likely, 0.0), ("b" if likely == "f" else "f", 0.5)]
    last = next((letter for letter in reversed(stem.lemma) if is_vowel(letter)), "")
    # loans whose last vowel is ې, and names in ى, waver: كومىتېتقا, كومىتېتكە
    if last == "ې" or (last == "ى" and seen == "b" and stem.upos == "PROPN"):
        return [(seen, 0.0), ("b" if seen == "f" else "f", 0.7)]
    return [(seen, 0.0)]


def _end(stem: Stem, form: str) -> str:
    end = ending(form)
    if "voiceless" in stem.flags and end in "DLBG":
        return "T"
    if "voiced" in stem.flags and end in "TBG":
        return "D"
    return end


def allomorphs(stem: Stem) -> Iterator[tuple[str, Entry]]:
    """Every spelling of a stem with the entry that goes on from it.

    >>> sorted({form for form, _ in allomorphs(Stem("مەكتەپ", "NOUN"))})
    ['مەكتىپ', 'مەكتەپ']
    """
    if "form" in stem.flags or "=" in stem.lemma:
        yield from _whole(stem)
        return
    lemma, upos = stem.lemma, stem.upos
    state = start_state(upos)
    if upos == "PART" and "Case=" in stem.feats:
        state = "K"
    elif state == "V" and "intr" in stem.flags:
        state = "VI"
    elif stem.source == "people":
        state = "NN"
    elif upos == "PROPN" and len(lemma) == 2 and not stem.gloss:  # a syllable of a longer name
        yield lemma, Entry(stem._replace(feats="Case=Nom"), "F", _shape("f", rounded(lemma), ending(lemma)))
        return
    elif upos == "PRON" and ("PronType=Prs" in stem.feats or "PronType=Dem" in stem.feats):
        shape = _shape("b" if harmony(lemma) == "b" else "f", rounded(lemma), ending(lemma))
        yield lemma, Entry(stem, "PR", shape)
        return
    short = vowels(lemma) == 1
    end = _end(stem, lemma)
    kinds = _kinds(stem, short=short)
    for side, cost in _harmonies(stem):
        for form, turn, extra in kinds:
            last = "Q" if side == "f" and form[-1] == "ق" else end
            shape = _shape(side, rounded(lemma if turn == "E" else form), last, turn)
            yield form, Entry(stem, state, shape, cost + extra)
        if upos in ("VERB", "AUX") and short and end in ("a", "i", "u"):
            umlauted = lemma[:-1] + "ې" if end == "a" else lemma
            yield umlauted + "ي", Entry(stem, "VY", _shape(side, rounded(umlauted), "D"), cost)


def _whole(stem: Stem) -> Iterator[tuple[str, Entry]]:
    """A row «form=lemma»: the form has all its features already; clitics may follow, after -كى also cases.

    Its last ا or ە raises before them: ماڭا, ماڭى-مۇ.
    """
    form, _, lemma = stem.lemma.partition("=")
    stem = stem._replace(lemma=lemma or form)
    state = "VF" if "VerbForm=Fin" in stem.feats else "KK" if "Form=Ki" in stem.feats else "F"
    side = "b" if harmony(form) == "b" else "f"
    if form[-1] not in "اە" or vowels(form) < 2:
        yield form, Entry(stem, state, _shape(side, rounded(form), ending(form)))
        return
    yield form, Entry(stem, state, _shape(side, rounded(form), "a", "P"))
    yield form[:-1] + "ى", Entry(stem, state, _shape(side, False, "a", "R"))


def _kinds(stem: Stem, *, short: bool) -> list[tuple[str, str, float]]:
    """(form, turn, cost) of the spellings of a stem."""
    lemma, flags = stem.lemma, stem.flags
    last, before = lemma[-1:], lemma[-2:-1]
    if "elide" in flags and len(lemma) > 2 and is_vowel(before):
        elided = lemma[:-2] + last
        kinds = [(lemma, "e", 0.0), (elided, "E", 0.0)]
        if before in "اە":
            kinds.append((lemma[:-2] + "ى" + last, "E", 0.0))
        return kinds
    if last in ("ا", "ە"):
        place = len(lemma) - 1
    elif before in ("ا", "ە"):
        place = len(lemma) - 2
    else:
        return [(lemma, "", 0.0)]
    blocked = bool(flags) and not flags.isdisjoint(_TURNS)
    fused = stem.upos == "VERB" and lemma.endswith(_FUSED)
    if (short or fused) and last not in ("ا", "ە"):
        raised = lemma[:place] + "ې" + lemma[place + 1 :]
        plain, turned = ("p", "r") if lemma[place] == "ا" else ("P", "R")
    elif short and last == "ە" and stem.upos in ("VERB", "AUX"):
        raised = lemma[:place] + "ې"
        plain, turned = "P", "R"
    elif short:
        return [(lemma, "", 0.0)]
    else:
        raised = lemma[:place] + "ى" + lemma[place + 1 :]
        plain, turned = "P", "R"
    if blocked and "raise" not in flags:
        return [(lemma, "", 0.0)]
    if "raise" in flags or stem.upos == "PROPN":  # both ways: names come raised and unraised
        return [(lemma, "", 0.0), (raised, turned, 0.0 if "raise" in flags else 0.2)]
    if lemma.endswith("ىيە"):  # loans that many writers leave as they are: ئىدىيەسى beside ئىدىيىسى
        return [(lemma, plain, 0.0), (raised, turned, 0.0), (lemma, "", 0.8)]
    return [(lemma, plain, 0.0), (raised, turned, 0.0)]


def lexicon_stems() -> Iterator[Stem]:
    """Stems of every table in ``data/lexicon``; of rows that say the same the first counts.

    Auxiliaries that are inflected verbs are read as verbs: the tagger says where they are auxiliaries.
    """
    seen: set[tuple[str, str]] = set()
    later: list[Stem] = []
    for path in sorted(data_path("lexicon").glob("*.tsv")):
        for stem in _rows(path):
            if stem.upos == "AUX" and not stem.feats:
                later.append(stem._replace(upos="VERB"))
                continue
            if stem.lemma and (stem.lemma, stem.upos) not in seen:
                seen.add((stem.lemma, stem.upos))
                yield stem
    copulas = {row["lemma"] for row in read_table("irregular.tsv") if row["upos"] == "AUX"}
    for stem in later:
        if (stem.lemma, stem.upos) not in seen and stem.lemma not in copulas:
            seen.add((stem.lemma, stem.upos))
            yield stem


@lru_cache(maxsize=1)
def _preferences() -> dict[tuple[str, str], float]:
    """``data/preferences.tsv``: words seldom meant (above zero), or mostly meant, where others have the same form."""
    return {(row["lemma"], row["class"]): float(row["cost"]) for row in read_table("preferences.tsv")}


def _rows(path: Path) -> Iterator[Stem]:
    """The rows of one table, which are read once: too many to be kept as rows as well."""
    preferred = _preferences()
    source = path.stem
    for number, line in enumerate(path.read_text(encoding="utf-8").split("\n")[1:], start=2):
        if not line or line[0] == "#":
            continue
        cells = line.split("\t")
        if len(cells) != 5:
            raise DataError(f"lexicon/{path.name}, line {number}: {len(cells)} cells, not 5", hint="check the tabs")
        lemma, upos, marks, gloss, register = cells
        flags, feats = _flags(marks) if marks else (_NO_FLAGS, "")
        cost = preferred.get((lemma, upos), 0.0)
        if upos == "PART" and ("Case=" in feats or "Number=" in feats):
            cost += 1.0  # suffixes written apart look like words: they are the last resort outside their context
        yield Stem(lemma, upos, flags, gloss, register, feats, cost, source)


@lru_cache(maxsize=1000)
def _flags(marks: str) -> tuple[frozenset[str], str]:
    """Names of the flags of a row, and the features among them."""
    kinds, feats = [], ""
    for flag in marks.split():
        kind, colon, value = flag.partition(":")
        if colon and kind in ("feat", "form"):
            feats = value
        if kind != "feat":
            kinds.append(kind)
    return frozenset(kinds), feats


def name_stems(table: Table | None = None) -> Iterator[Stem]:
    """Words of the name tables as proper nouns, the last of a name as well as the others.

    Words of long names of places and bodies that ``table`` reads (the ministry of a ministry) stay what they are.
    """
    seen: set[str] = set()
    for kind in ("people", "places", "organisations", "given_names"):
        if not data_path(f"names/{kind}.tsv").is_file():
            continue
        for row in read_table(f"names/{kind}.tsv"):
            words = row["form"].replace("-", " ").split()
            single = len(words) == 1
            for word in words:
                # parts as short as «چې», or in bodies «كىڭ», are syllables, not names
                if word in seen or len(word) < (2 if single else 4 if kind == "organisations" else 3):
                    continue
                seen.add(word)
                given = kind == "given_names"
                if (given or not single) and kind != "people" and table is not None and _readable(word, table):
                    continue
                gloss = row["name_en"] if single and not given else ""
                yield Stem(word, "PROPN", gloss=gloss, cost=0.3 if single else 0.6, source="people" if given else kind)


def _readable(word: str, table: Table) -> bool:
    node = automaton().node
    for cut in range(len(word), 0, -1):  # a short ending is soon read
        for entry in table.get(word[:cut], ()):
            # «شەمسىدىن» is a name, though «شەمسى» is one too
            if entry.stem.upos != "PROPN" and node(entry.state, entry.shape).read(word[cut:]):
                return True
    return False


def irregular_entries() -> Iterator[tuple[str, Entry]]:
    """Rows of ``data/irregular.tsv``: a form, the lemma it belongs to, and the state that goes on from it."""
    for row in read_table("irregular.tsv"):
        form = row["form"]
        stem = Stem(row["lemma"], row["upos"], gloss=row["gloss_en"], feats=row["feats"], source="irregular")
        side = row["harmony"] or harmony(form)
        shape = Shape("b" if side == "b" else "f", rounded(form), ending(form))
        yield form, Entry(stem, row["state"], shape, float(row["cost"] or 0))


def load_table(stems: Iterable[Stem], irregular: Iterable[tuple[str, Entry]] = ()) -> Table:
    """Surface spelling -> entries. An irregular row takes the place of a lexicon row of the same lemma and class."""
    table: Table = {}
    own = list(irregular)
    other = doublets()
    # a row that only adds a spelling (before possessives) hides nothing
    covered = {(e.stem.lemma, e.stem.upos) for form, e in own if form == e.stem.lemma and e.state != "NPOSS"}
    for form, entry in own:
        table.setdefault(form, []).append(entry)
    for stem in stems:
        if (stem.lemma, stem.upos) in covered:
            continue
        standard = other.get(stem.lemma)
        for form, entry in allomorphs(stem):
            if standard:  # inflected as it is written, looked up as the standard word
                lemma, cost = standard
                entry = entry._replace(stem=stem._replace(lemma=lemma), cost=entry.cost + cost)
            table.setdefault(form, []).append(entry)
    return table


@lru_cache(maxsize=1)
def default_table() -> Table:
    """The table of all data shipped."""
    collecting = gc.isenabled()
    gc.disable()  # nothing made here is garbage; looking for it would take a third of the time
    try:
        table = load_table(lexicon_stems(), irregular_entries())
        for stem in name_stems(table):
            for form, entry in allomorphs(stem):
                table.setdefault(form, []).append(entry)
    finally:
        if collecting:
            gc.enable()
    return table
