"""Chinese names in Uyghur letters back to pinyin: a surname that Chinese has, and syllables that Chinese has.

Uyghur spells Mandarin by sound. Two pairs of initials fall together in it, zh with j and sh with x, as do ch and q: the
vowel behind tells them apart, but before a bare i only by custom.
"""

from __future__ import annotations

from functools import lru_cache

from xewer.resources import read_table

__all__ = ["chinese_name", "chinese_surname", "pinyin"]

SYLLABLES = 4  # of a word at most
LONGEST_GIVEN = 2  # syllables of a given name
FRONT = {"zh": "j", "ch": "q", "sh": "x"}  # initials before i and ü
LABIAL = ("b", "p", "m", "f", "w")


@lru_cache(maxsize=1)
def _parts() -> dict[str, dict[str, str]]:
    """Initials, finals and surnames by their Uyghur letters."""
    found: dict[str, dict[str, str]] = {}
    for row in read_table("names/chinese.tsv"):
        found.setdefault(row["part"], {})[row["letters"]] = row["pinyin"]
    return found


def chinese_name(name: str) -> str:
    """A surname and a given name of one or two syllables in pinyin; empty if it is no Chinese name.

    >>> chinese_name("جىن رۇبىن"), chinese_name("چېن چۈەنگو"), chinese_name("جىن ھاكمان")
    ('Jin Rubin', 'Chen Quanguo', '')
    """
    words = name.replace("-", " ").split(" ")
    surname = _parts()["surname"].get(words[0], "")
    if not surname or len(words) not in {2, 3}:
        return ""
    given = [_syllables(w, 0, 0) for w in words[1:]]
    if not all(given) or sum(len(g or ()) for g in given) > LONGEST_GIVEN:
        return ""
    return f"{surname} {''.join(s for g in given for s in g or ()).capitalize()}"


def chinese_surname(word: str) -> str:
    """A Chinese surname in pinyin, or nothing.

    >>> chinese_surname("ۋۇ")
    'Wu'
    """
    return _parts()["surname"].get(word, "")


@lru_cache(maxsize=5_000)
def pinyin(word: str) -> str:
    """A word in pinyin, if all of it is Chinese syllables, else empty: «نەنخۇا» is Nanhua.

    >>> pinyin("گۇيياڭ"), pinyin("ليۇپەنشۈي"), pinyin("ۋارىزا")
    ('Guiyang', 'Liupanshui', '')
    """
    best = _syllables(word, 0, 0)
    if not best or any(len(s.lstrip("bcdfghjklmnpqrstwxyz")) < 2 for s in best):
        return ""  # «ۋارىزا»: open syllables with plain vowels are no sign of Chinese
    if len(best) > 1 and best[-1] == "zhu":
        best = (*best[:-1], "zhou")  # «گۇيجۇ», «خاڭجۇ»
    return "".join(best).capitalize()


def _syllables(word: str, at: int, number: int) -> tuple[str, ...] | None:
    """The rest of a word as syllables, the longest first; None if it cannot be read so."""
    if at == len(word):
        return () if number else None
    if number >= SYLLABLES:
        return None
    initials, finals = _parts()["initial"], _parts()["final"]
    start = at + 1 if word[at] == "ئ" else at
    for taken in (2, 1, 0):
        letters = word[start : start + taken]
        initial = initials.get(letters, "") if taken else ""
        if taken and not initial:
            continue
        if not taken and start == at and number:
            continue  # a syllable inside a word begins with a consonant
        begin = start + taken
        for length in (4, 3, 2, 1):
            final = finals.get(word[begin : begin + length], "")
            if not final or begin + length > len(word):
                continue
            syllable = _spelt(initial, final)
            rest = _syllables(word, begin + length, number + 1) if syllable else None
            if syllable and rest is not None:
                return (syllable, *rest)
    return None


def _spelt(initial: str, final: str) -> str:
    """Initial and final as pinyin writes them together; empty where Chinese has no such syllable."""
    if initial in FRONT and final[0] in "iü" and (initial, final) != ("sh", "i"):
        initial = FRONT[initial]
    if final in {"üan", "ün"} and initial not in FRONT.values() and initial != "y":
        final = "u" + final[1:]  # «گۈەن» is guan, as only j, q, x and y have ü before a sound
    if final[0] == "ü" and initial not in {"n", "l"}:
        if initial not in {"j", "q", "x", "y"}:
            return ""
        final = "u" + final[1:]
    if final == "o" and initial not in LABIAL:
        final = "uo"  # guo, duo, luo
    if initial in LABIAL:
        final = {"ong": "eng", "uo": "o"}.get(final, final)
    if initial == "w":
        final = final.lstrip("u") or "u"
    if initial == "y" and final[0] == "i" and final[1:2] in set("aeou"):
        final = final[1:]
    return "" if not initial and final[0] in "iuü" else initial + final
