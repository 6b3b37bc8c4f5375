"""The names that an archive has learnt: which English words and ids its Uyghur names go by, and how they sound.

Every name, speaker, event and source (`xewer.archive.about.Group`) has a number here, which stands in the index in its
place. So a search for a name looks here first, and an English name is found by what the archive's own articles call it.
"""

from __future__ import annotations

from functools import lru_cache
from typing import TYPE_CHECKING
from zlib import crc32

from xewer.archive.about import UNTOLD
from xewer.archive.keys import key_word
from xewer.find.name_sounds import ALIKE, distance_by_sound, english_sounds, heard, skeleton

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    import apsw

    from xewer.archive.nearest import Run

__all__ = [
    "SCHEMA",
    "drop_unused",
    "keep_sounds",
    "keys_for",
    "learnt_keys",
    "name_keys",
    "other_spellings",
    "sounding_keys",
    "spellings",
]

SCHEMA = """
CREATE TABLE ix.name (name INTEGER PRIMARY KEY, hash INTEGER NOT NULL, told TEXT NOT NULL) STRICT;
CREATE INDEX ix.name_hash ON name (hash);
CREATE TABLE ix.name_word (word TEXT NOT NULL, name INTEGER NOT NULL, PRIMARY KEY (word, name)) STRICT, WITHOUT ROWID;
CREATE TABLE ix.sound (skeleton TEXT NOT NULL, key TEXT NOT NULL, PRIMARY KEY (skeleton, key)) STRICT, WITHOUT ROWID;
"""
SHORTEST = 3  # sounds of a word that may be found by its sound
SAME = 0.1  # an English and a Uyghur word no further from each other than this are one name
FULL_VOWELS = frozenset("aEou")  # the others are put between consonants, or written one for the other
BEST = 0.03  # and no further than the nearest by more than this
_FAR = "\U0010ffff"


def keys_for(db: apsw.Connection, told: Sequence[str]) -> list[str]:
    """Keys of names, as `xewer.archive.about.keys_of` gives them: sign and number; new ones for those not known yet."""
    parts = [one.split(";", 1) for one in told]
    hashes = sorted({crc32(rest.encode()) for _, rest in parts})
    sql = f"SELECT told, name FROM ix.name WHERE hash IN ({','.join('?' * len(hashes))})"
    known = {str(known): name for known, name in db.execute(sql, hashes)}
    for _, rest in parts:
        if rest not in known:
            db.execute("INSERT INTO ix.name (hash, told) VALUES (?,?)", (crc32(rest.encode()), rest))
            name = known[rest] = db.last_insert_rowid()
            words = {word for field in rest.split(";")[:3] for word in field.split(" ") if word}
            db.executemany("INSERT INTO ix.name_word VALUES (?,?)", [(word, name) for word in sorted(words)])
    return [f"#{sign}{known[rest]}" for sign, rest in parts]


@lru_cache(maxsize=50_000)
def _skeleton(key: str) -> str:
    return skeleton(heard(key_word(key)))


def keep_sounds(db: apsw.Connection, keys: Iterable[str]) -> None:
    """Keep the dictionary forms of an article's names and unknown words by their skeletons."""
    rows = {(_skeleton(key), key) for key in keys}
    db.executemany("INSERT OR IGNORE INTO ix.sound VALUES (?,?)", [row for row in sorted(rows) if row[0]])


def drop_unused(db: apsw.Connection) -> None:
    """Forget names and sounds that no article has any more."""
    used = "SELECT CAST(substr(term, 3) AS INTEGER) FROM ix.terms WHERE term >= '#' AND term < '$'"
    db.execute(f"DELETE FROM ix.name WHERE name NOT IN ({used})")
    db.execute("DELETE FROM ix.name_word WHERE name NOT IN (SELECT name FROM ix.name)")
    db.execute("DELETE FROM ix.sound WHERE key NOT IN (SELECT ltrim(term, '=') FROM ix.terms)")


def _stands(asked: Sequence[Sequence[str]], field: Sequence[str], *, prefix: bool) -> bool:
    """Whether the words stand side by side in a name; an untold one only beside others."""
    for at in range(len(field) - len(asked) + 1):
        for n, wanted in enumerate(asked):
            word = field[at + n].lstrip(UNTOLD) if len(asked) > 1 else field[at]
            last = prefix and n == len(asked) - 1
            if not any(word.startswith(w) if last else word == w for w in wanted):
                break
        else:
            return True
    return False


def name_keys(run: Run, signs: Iterable[str], asked: Sequence[Sequence[str]], *, prefix: bool = False) -> list[str]:
    """Keys of the names that have these words side by side, in English or in Uyghur, or this id.

    Args:
        signs: what the names may be: p person, o organisation, g place, b speaker, e event, s source.
        asked: for each word the forms of which one must stand there.
        prefix: the last word is a beginning.
    """
    first = list(asked[0]) if asked else []
    if len(asked) > 1:
        first += [UNTOLD + word for word in asked[0]]
    if prefix and len(asked) == 1:
        test, values = (
            " OR ".join(["(w.word >= ? AND w.word < ?)"] * len(first)),
            [v for w in first for v in (w, w + _FAR)],
        )
    else:
        test, values = f"w.word IN ({','.join('?' * len(first))})", first
    if not first:
        return []
    found = run(
        f"SELECT DISTINCT n.name, n.told FROM ix.name_word w JOIN ix.name n USING (name) WHERE {test}", tuple(values)
    )
    out = []
    for number, told in found:
        fields = [field.split(" ") for field in told.split(";")[:3] if field]
        if any(_stands(asked, field, prefix=prefix) for field in fields):
            out += [f"#{sign}{number}" for sign in signs]
    return out


def other_spellings(run: Run, signs: Iterable[str], keys: Iterable[str]) -> list[str]:
    """Keys of the names that go by the same English name as these: «تىرامپ» where «ترامپ» is asked for."""
    numbers = sorted({int(key.lstrip("#" + "".join(signs))) for key in keys})
    found = run(f"SELECT told FROM ix.name WHERE name IN ({','.join('?' * len(numbers))})", tuple(numbers))
    english = {_english(told) for (told,) in found} - {""}
    out: list[str] = []
    for one in sorted(english):
        first = one.split(" ")[0]
        rows = run(
            "SELECT DISTINCT n.name, n.told FROM ix.name_word w JOIN ix.name n USING (name) WHERE w.word IN (?, ?)",
            (first, UNTOLD + first),
        )
        out += [f"#{sign}{number}" for number, told in rows if _english(told) == one for sign in signs]
    return out


def _english(told: str) -> str:
    """The English name of a row of names; empty if it is a guess or the row has no Uyghur words."""
    english, _, uyghur, *guess = told.split(";")
    return english.replace(UNTOLD, "") if uyghur and not guess else ""


def learnt_keys(run: Run, word: str) -> list[str]:
    """Uyghur dictionary forms that the archive's articles have for one English word of a name, where it is no guess."""
    found = run(
        "SELECT DISTINCT n.told FROM ix.name_word w JOIN ix.name n USING (name) WHERE w.word = ?",
        (word,),
    )
    out: dict[str, None] = {}
    for (told,) in found:
        english, _, uyghur, *guess = told.split(";")
        if guess or not uyghur:
            continue
        ours, theirs = uyghur.split(" "), english.split(" ")
        for n, key in enumerate(ours):
            if (len(ours) == len(theirs) and theirs[n] == word and _far(key, word) <= 2 * SAME) or _far(
                key, word
            ) <= SAME:
                out[key] = None
    return list(out)


@lru_cache(maxsize=50_000)
def _far(key: str, english: str) -> float:
    """How far a key is from an English word by its sound."""
    said = heard(key_word(key))
    return min((distance_by_sound(said, sound) for sound in english_sounds(english)), default=1.0)


def sounding_keys(run: Run, english: str) -> list[str]:
    """Dictionary forms of the archive's names that sound like an English word, nearest first.

    Only the nearest are given, since an English name has few spellings in Uyghur and its neighbours are other names;
    and none that the archive knows by another English name.
    """
    sounds = [s for s in english_sounds(english) if len(s) >= SHORTEST]
    near = sorted((_far(key, english), key) for key in _by_skeleton(run, {skeleton(s) for s in sounds}))
    limit = min(SAME, near[0][0] + BEST) if near else 0.0
    return [key for far, key in near if far <= limit and not _is_another(run, key, english)]


def _is_another(run: Run, key: str, english: str) -> bool:
    """Whether a key alone is a name whose English is known, and is a different one."""
    found = run("SELECT n.told FROM ix.name_word w JOIN ix.name n USING (name) WHERE w.word = ?", (key,))
    fields = [told.split(";") for (told,) in found]
    known = {name for name, _, uyghur, *guess in fields if uyghur == key and name and not guess}
    words = {word for name in known for word in name.replace(UNTOLD, "").split(" ")}
    sounds = set(english_sounds(english))
    return bool(words) and not any(sounds & set(english_sounds(word)) for word in words)


def spellings(run: Run, key: str) -> list[str]:
    """Other spellings of a name in the archive: a doubled letter, a vowel between consonants, a glide."""
    said = heard(key_word(key))
    if len(said) < SHORTEST + 1:
        return []
    near = {k: heard(key_word(k)) for k in _by_skeleton(run, {skeleton(said)}) if k != key}
    found = sorted((distance_by_sound(said, other), k) for k, other in near.items() if _full(other) == _full(said))
    return [k for far, k in found if far <= ALIKE / 2]


def _full(said: str) -> str:
    """The vowels that tell two names apart: Marat is not Murat."""
    return "".join(c for c in said if c in FULL_VOWELS)


def _by_skeleton(run: Run, skeletons: set[str]) -> list[str]:
    wanted = [s for s in sorted(skeletons) if len(s) > 1]
    if not wanted:
        return []
    marks = ",".join("?" * len(wanted))
    return [key for (key,) in run(f"SELECT DISTINCT key FROM ix.sound WHERE skeleton IN ({marks})", tuple(wanted))]
