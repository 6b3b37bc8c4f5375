"""Which language, in which script, and how sure: by the sequences of letters that words are made of.

Each script has a table of sequences with their rates in the languages written in it (``data/trigrams-*.tsv``, counted
by ``bench/count_trigrams.py``). A word's costs in all languages are one big integer, a field for each language, so
that adding up a text is adding integers; words come again, so most are looked up.
"""

from __future__ import annotations

import math
import re
from functools import lru_cache
from typing import NamedTuple

from xewer.resources import read_table
from xewer.text.normalise import normal_form, presentation_letters

__all__ = [
    "WORDS",
    "Detection",
    "Passage",
    "columns",
    "detect",
    "detect_passages",
    "detect_script",
    "fold",
    "grams",
    "is_letter",
    "label",
    "needs_closer_look",
    "scores",
]

_ARABIC = re.compile("[\u0620-\u064a\u066e-\u06d5\u06ee-\u06ff\u0750-\u077f\ufb50-\ufdff\ufe70-\ufefc]")
_LATIN = re.compile("[A-Za-zÀ-ÖØ-öø-ʯḀ-ỿⱠ-Ɀ]")
_CYRILLIC = re.compile("[\u0400-\u052f]")
_PATTERNS = ((_ARABIC, "arabic", 3), (_LATIN, "latin", 1), (_CYRILLIC, "cyrillic", 3))
_HAN = re.compile("[\u3400-\u9fff\U00020000-\U0003ffff]")
_KANA = re.compile("[\u3040-\u30ff]")
_OTHER = re.compile("[\u0370-\u03ff\u0530-\u05ff\u0700-\u074f\u0780-\u1cff\uac00-\ud7af]")

_BITS = 40  # of one field: room for the costs of any text that is looked at whole
_MASK = (1 << _BITS) - 1
_UNIT = 16.0  # costs are kept in sixteenths of a nat
_SMOOTH = 0.1  # added to each rate (per 100,000): what an unseen sequence counts as
_WEIGHTS = (0.0, 0.4, 0.8, 1.0, 1.0)  # of sequences by length: single letters tell least and come most often
_PRIOR = 3.0  # nats for Uyghur in Arabic script: of its Turkic neighbours there, it is by far the most written
_SECOND = 20.0  # nats against the second spelling of a language, which is rare: it must show over some words
_TEMPER = 0.25  # sequences overlap, so they are not independent witnesses
_DIGITS = "0123456789abcdefghijklmnopqrstuvwxyz"
_SAMPLE = 60_000  # code points that are looked at in a longer text: its start, middle and end
_PIECE = 64  # shorter texts may be cut out of longer ones, in the middle of a word
_SHORT = 8
_GAIN = 0.8  # how much better look-alike letters must read as Uyghur
_FEW = 3  # letters that are too few for any verdict
_SURE = (0.6, 0.3)  # belief below which a text is left unsaid: up to eight letters, and above
_STRANGE = {"uig": 2.5}  # nats for each letter at which a long text is none of the languages we know
_STRANGE_OTHER = 2.8
_LEEWAY = 25  # nats more that a text may have in all: a short one may be full of names
_LONG = 30  # letters from which that is asked


class Detection(NamedTuple):
    """A language (ISO 639-3, ``und`` if unsure), a script (or None), a confidence (0 to 1), and why."""

    language: str
    script: str | None
    confidence: float
    reasons: tuple[str, ...] = ()


class Passage(NamedTuple):
    """A stretch of a text and its language."""

    start: int
    end: int
    detection: Detection


def detect_script(text: str) -> str:
    """The script a text is in: arabic, latin or cyrillic, by its letters; arabic if it has none of them.

    Latin letters weigh a third: names stand in Latin inside Uyghur text, not the other way round.

    >>> detect_script("BBC نىڭ خەۋىرى"), detect_script("хәвәр")
    ('arabic', 'cyrillic')
    """
    if text.isascii():
        return "latin" if _LATIN.search(text) else "arabic"
    text = _sample(text)
    counts = [(len(pattern.findall(text)) * weight, name) for pattern, name, weight in _PATTERNS]
    best = max(counts, key=lambda pair: pair[0])
    return best[1] if best[0] else "arabic"


_FOLD = str.maketrans(
    {
        **dict.fromkeys("’‘ʼʻ`´′ʾʿ＇", "'"),
        **dict.fromkeys("\u200b\u200c\u200d\u200e\u200f\u0640\u0670\u061c\u2066\u2067\u2068\u2069\ufeff\u00ad", None),
        **dict.fromkeys(map(chr, range(0x064B, 0x0660)), None),
        "İ": "i",
        "ë": "é",
        "Ë": "é",
    }
)


_FOLDABLE = re.compile("[^\u0001-\u0040\u005b-\u005f\u0061-\u007e«»،؛؟\u0620-\u063f\u0641-\u064a\u0671-\u06d5–—“”…]")


def fold(text: str) -> str:
    """What the sequences are counted on: lower case, one apostrophe, no unseen marks, base letters.

    >>> fold("Sa’et")
    "sa'et"
    """
    if text.isascii():
        return text.lower().replace("`", "'")
    if not _FOLDABLE.search(text):
        return text
    pattern, table = presentation_letters()
    return pattern.sub(lambda m: table[m[0]], text).translate(_FOLD).lower()


def grams(word: str) -> list[str]:
    """The sequences of a word, its edges shown by spaces: single letters, pairs, threes and fours.

    >>> grams("بۇ")
    ['ب', 'ۇ', ' ب', 'بۇ', 'ۇ ', ' بۇ', 'بۇ ', ' بۇ ']
    """
    padded = f" {word} "
    n = len(padded)
    return [*word, *(padded[i : i + size] for size in (2, 3, 4) for i in range(n - size + 1))]


_LATIN_WORD = "[a-zß-öø-ʯḁ-ỿⱡ-Ɀ]{1,48}"
WORDS = {
    "arabic": re.compile("[\u0620-\u064a\u066e-\u06d5\u06ee-\u06ef\u06fa-\u06ff\u0750-\u077f]{1,48}"),
    "latin": re.compile(f"{_LATIN_WORD}(?:'{_LATIN_WORD}){{0,4}}'?"),
    "cyrillic": re.compile("[\u0400-\u052fə]{1,48}"),
}
"""Words of each script, for counting."""


class _Costs(dict[str, int]):
    """Word -> its packed costs, worked out when first asked for; forgets everything when it has grown large."""

    LIMIT = 200_000

    def __init__(self, table: dict[str, int]) -> None:
        super().__init__()
        self.table = table

    def __missing__(self, word: str) -> int:
        get = self.table.get
        total = sum(get(gram, 0) for gram in grams(word)) + len(word)
        if len(self) >= self.LIMIT:
            self.clear()
        self[word] = total
        return total


class _Model(NamedTuple):
    languages: tuple[str, ...]
    costs: _Costs


@lru_cache(maxsize=4)
def _model(script: str) -> _Model:
    """The table of one script: sequence -> letters (none), known sequences (one) and costs, packed."""
    rows = read_table(f"trigrams-{script}.tsv")
    column = next(name for name in rows[0] if name != "letters")
    languages = tuple(column.split())
    logs = {digit: math.log(2 ** ((i - 3) / 2) + _SMOOTH) for i, digit in enumerate(_DIGITS) if i}
    logs["."] = math.log(_SMOOTH)
    table: dict[str, int] = {}
    patterns: dict[tuple[str, float], int] = {}
    for row in rows:
        gram, levels = row["letters"].replace("_", " "), row[column]
        key = levels, _WEIGHTS[len(gram)]
        packed = patterns.get(key)
        if packed is None:
            values = [logs[digit] for digit in levels.ljust(len(languages), ".")]
            top, packed = max(values), 0
            for log in reversed(values):
                packed = (packed << _BITS) | round((top - log) * _UNIT * key[1])
            packed = patterns[key] = ((packed << _BITS) | 1) << _BITS
        table[gram] = packed
    return _Model(languages, _Costs(table))


def scores(text: str, script: str) -> tuple[int, int, dict[str, float]]:
    """Letters and known sequences of a text, and its cost in each language: nats above the best possible."""
    model = _model(script)
    words = WORDS[script].findall(fold(text))
    total = sum(map(model.costs.__getitem__, words))
    if len(words) > 1 and len(text) < _PIECE:
        first = words[0] if is_letter(text[0], script) else ""
        last = words[-1] if is_letter(text[-1], script) else ""
        total -= _edges(model.costs.table, first, last)
    return _unpack(total, model.languages, script)


@lru_cache(maxsize=8192)
def is_letter(char: str, script: str) -> bool:
    """Whether the character is a letter of words of the script.

    >>> is_letter("A", "latin"), is_letter("A", "arabic"), is_letter("5", "latin")
    (True, False, False)
    """
    return char.isalpha() and WORDS[script].fullmatch(fold(char)) is not None


def label(column: str) -> str:
    """The language of a column of the table: ``uzb+`` is a second spelling of ``uzb``."""
    return column.rstrip("+")


def _unpack(total: int, languages: tuple[str, ...], script: str) -> tuple[int, int, dict[str, float]]:
    """Letters, known sequences, and the cost of each language in its likelier spelling."""
    letters, known = total & _MASK, (total >> _BITS) & _MASK
    total >>= 2 * _BITS
    prior = _PRIOR if script == "arabic" else 0.0
    costs: dict[str, float] = {}
    for language in languages:
        cost = (total & _MASK) / _UNIT + prior
        name = label(language)
        if name != language:
            cost += _SECOND
        costs[name] = min(cost, costs.get(name, cost))
        total >>= _BITS
    costs["uig"] -= prior
    return letters, known, costs


def columns(packed: int, languages: tuple[str, ...]) -> list[int]:
    """What one entry of the table says: the cost in each column in sixteenths of a nat, then 1 for a known sequence."""
    known, packed = (packed >> _BITS) & _MASK, packed >> (2 * _BITS)
    return [*((packed >> (_BITS * i)) & _MASK for i in range(len(languages))), known]


def _edges(table: dict[str, int], first: str, last: str) -> int:
    """What the outer edges of the first and last word cost: they may be cuts and no edges."""
    sizes = (2, 3, 4)
    outer = {f" {first} "[:n] for n in sizes if first} | {f" {last} "[-n:] for n in sizes if last}
    return sum(table.get(gram, 0) for gram in outer)


def detect(text: str, *, explain: bool = True) -> Detection:
    """Language and script of a text, with reasons; ``und`` with a low confidence where it is too short to tell.

    ``explain=False`` leaves the reasons out, which makes it several times as fast.

    >>> detect("بۇ ماقالە ئۇيغۇر تىلىدا يېزىلغان")[:2]
    ('uig', 'arabic')
    >>> detect("")[:3]
    ('und', None, 0.0)
    """
    text = _sample(text)
    if sum(map(len, WORDS["arabic"].findall(text))) * 2 > len(text):
        script = "arabic"
    else:
        script = detect_script(text)
        strange = None if text.isascii() else _elsewhere(text)
        if strange:
            return strange
    letters, known, costs = scores(text, script)
    if letters < _FEW or not known:
        return Detection("und", script if letters else None, 0.0, ("too few letters",))
    language, confidence = _verdict(costs)
    reasons: list[str] = []
    if script == "arabic" and needs_closer_look(text, script, language):
        other = scores(normal_form(text), script)
        if other[2]["uig"] / max(1, other[0]) < costs[language] / letters * _GAIN:
            letters, known, costs = other
            language, confidence = _verdict(costs)
            reasons.append("letters of another keyboard read as Uyghur")
    if script == "cyrillic" and needs_closer_look(text, script, language):
        return Detection("rus", script, 0.95, ("Russian words, no letter beyond Russian",))
    rate = costs[language] / letters
    if letters >= _LONG and rate > _STRANGE.get(language, _STRANGE_OTHER) + _LEEWAY / letters:
        return Detection("und", script, 0.3, (f"like no language known here ({language} comes nearest)",))
    if confidence < _SURE[letters > _SHORT]:
        return Detection("und", script, confidence, (f"{language} is likeliest, but not by much",))
    if explain:
        reasons += _reasons(text, script, language, costs)
    return Detection(language, script, round(confidence, 4), tuple(reasons))


_LOOKALIKE = re.compile("[هکی]")
_BEYOND_RUSSIAN = re.compile("[\u0400\u0402-\u040f\u0450\u0452-\u052f]")
_SHARE = 25  # of so many code points one at least is a letter that only Uyghur has, or Uyghur text is not suspected
_UYGHUR = re.compile("[ۇۆۈۋې]|ئ[اوەهىی]")


def needs_closer_look(text: str, script: str, language: str) -> bool:
    """Whether letters are not all there is: Uyghur typed on another keyboard, or Russian.

    >>> needs_closer_look("بۇ گهپ", "arabic", "fas"), needs_closer_look("دولت", "arabic", "fas")
    (True, False)
    """
    if script == "arabic":
        if language in ("uig", "ckb") or not _LOOKALIKE.search(text):
            return False
        ours = len(_UYGHUR.findall(text))
        if language in ("pus", "uzb"):  # they have that one too
            ours -= text.count("ې")
        return ours * _SHARE >= len(text)
    return script == "cyrillic" and not _BEYOND_RUSSIAN.search(text) and _is_russian(text)


def _verdict(costs: dict[str, float]) -> tuple[str, float]:
    """The cheapest language and its share of belief."""
    best = min(costs, key=costs.__getitem__)
    low = costs[best]
    return best, 1 / sum(math.exp(max(-60.0, (low - cost) * _TEMPER)) for cost in costs.values())


def _sample(text: str) -> str:
    if len(text) <= _SAMPLE:
        return text
    third, middle = _SAMPLE // 3, len(text) // 2
    return f"{text[:third]} {text[middle : middle + third]} {text[-third:]}"


def _elsewhere(text: str) -> Detection | None:
    """A verdict for text that is mostly in scripts in which no Uyghur is written."""
    han, kana, other = (len(pattern.findall(text)) for pattern in (_HAN, _KANA, _OTHER))
    if not han + kana + other:
        return None
    ours = sum(len(pattern.findall(text)) for pattern, _, _ in _PATTERNS)
    if 3 * (han + kana) > ours and han + kana >= other:  # a Chinese character says about as much as three letters
        if kana:
            return Detection("jpn", None, 0.9, ("kana",))
        return Detection("zho", None, 0.95 if han > 1 else 0.5, ("Chinese characters",))
    return Detection("und", None, 0.1, ("a script that is not Uyghur",)) if other > ours else None


@lru_cache(maxsize=1)
def _russian() -> frozenset[str]:
    return frozenset(row["word"] for row in read_table("detect_words.tsv") if row["language"] == "rus")


def _is_russian(text: str) -> bool:
    words = re.findall("[\u0400-\u052f]+", text.lower())
    if any(not ("а" <= c <= "я" or c == "ё") for c in set("".join(words))):
        return False
    common = sum(word in _russian() for word in words)
    return common > 1 and common * 7 >= len(words)


def _reasons(text: str, script: str, language: str, costs: dict[str, float]) -> list[str]:
    """The sequences that speak most for the language against the next likely one."""
    rivals = sorted((cost, name) for name, cost in costs.items() if name != language)
    rival = rivals[0][1]
    model = _model(script)
    shifts = [_BITS * (2 + model.languages.index(name)) for name in (rival, language)]
    weights: dict[str, int] = {}
    for word in WORDS[script].findall(fold(text[:400]))[:12]:
        for gram in grams(word):
            packed = model.costs.table.get(gram)
            if packed is not None:
                weights[gram] = ((packed >> shifts[0]) & _MASK) - ((packed >> shifts[1]) & _MASK)
    best = sorted((gram for gram in weights if weights[gram] > 0), key=lambda g: (-weights[g], g))[:5]
    shown = " ".join(gram.replace(" ", "_") for gram in best)
    return [f"{language} rather than {rival}: {shown}"] if shown else [f"{language} rather than {rival}"]


def detect_passages(text: str) -> list[Passage]:
    r"""The language of each line that holds anything; offsets are code points.

    >>> [(p.start, p.end, p.detection.language) for p in detect_passages("بۇ ئۇيغۇرچە گەپ\n\nThis is English")]
    [(0, 15, 'uig'), (17, 32, 'eng')]
    """
    return [Passage(m.start(), m.end(), detect(m[0])) for m in re.finditer(r"[^\n\r]*\S[^\n\r]*", text)]
