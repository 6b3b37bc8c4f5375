"""Many texts at once: the sums of `xewer.text.detect` with numpy, where it is installed (``pip install xewer[fast]``).

All texts of a script become one row of letter numbers; the costs of the sequences that begin at each letter are looked
up in tables and added up text by text. Whatever is not plain (too short, unsure, mixed, old codes) goes to `detect`.
"""

from __future__ import annotations

from functools import lru_cache
from importlib.util import find_spec
from typing import TYPE_CHECKING, Any, NamedTuple

from xewer.text import detect as single
from xewer.text.detect import Detection, detect
from xewer.text.normalise import presentation_letters

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

__all__ = ["detect_many"]

_CHUNK = 80_000  # code points at a time
_LONGEST = 8_000  # a longer text is no line; it goes its own way
_TOP = 0xFFFF
_HEADS = (40, 50, 60)  # code points that are looked at first, by script; most lines need no more
_CERTAIN = 0.999  # belief at which they do not
_GONE = 255  # of a letter table: passed over, as if it were not there
_SCRIPTS = ("arabic", "latin", "cyrillic")


class _Tables(NamedTuple):
    languages: tuple[str, ...]
    letters: Any  # code point -> letter number; 0 parts words
    apostrophe: int
    edge: int
    size: int  # letter numbers
    costs: Any  # one row for each pattern of costs: the languages, then 1 for a known sequence
    pairs: Any  # costs of two letters and of the second alone
    threes: Any
    prefixes: Any  # three letters -> number of the beginning of a known four, or 0
    fours: Any


def detect_many(texts: Iterable[str]) -> list[Detection]:
    """Language and script of each text, without reasons, in batches; much quicker than `detect` one by one.

    A long line whose beginning leaves no doubt is not looked at further; all others are judged as `detect` does.
    Without numpy the texts are taken one by one. Never raises.

    >>> [found.language for found in detect_many(["ھۆكۈمەت يېڭى پىلاننى ئېلان قىلدى.", "", "The government said so."])]
    ['uig', 'und', 'eng']
    """
    everything = list(texts)
    if find_spec("numpy") is None:
        return [detect(text, explain=False) for text in everything]
    found: list[Detection | None] = []
    batch: list[str] = []
    size = 0
    for text in everything:
        batch.append(text if len(text) <= _LONGEST else "")
        size += len(batch[-1])
        if size > _CHUNK:
            found += _batch(batch)
            batch, size = [], 0
    found += _batch(batch)
    return [detect(t, explain=False) if f is None else f for t, f in zip(everything, found, strict=True)]


@lru_cache(maxsize=1)
def _classes() -> Any:
    """Code point -> 1 Arabic, 2 Latin, 3 Cyrillic, 4 what only `detect` can judge, 0 the rest."""
    import numpy as np

    table = np.zeros(_TOP + 1, np.uint8)
    everything = "".join(map(chr, [*range(0xD800), *range(0xE000, _TOP)]))
    for pattern in (single._HAN, single._KANA, single._OTHER, presentation_letters()[0]):  # noqa: SLF001
        for match in pattern.finditer(everything):
            table[ord(match[0])] = 4
    for number, (pattern, _, _) in enumerate(single._PATTERNS, 1):  # noqa: SLF001
        for match in pattern.finditer(everything):
            if not table[ord(match[0])]:
                table[ord(match[0])] = number
    return table


@lru_cache(maxsize=1)
def _hints() -> Any:
    """Code point -> 1 a letter of another keyboard, 2 one that Uyghur may have alone, 3 Cyrillic beyond Russian."""
    import numpy as np

    table = np.zeros(_TOP + 1, np.uint8)
    for chars, number in (("هکی", 1), ("ۇۆۈۋېئ", 2)):
        table[list(map(ord, chars))] = number
    cyrillic = "".join(map(chr, range(0x400, 0x530)))
    table[[ord(match[0]) for match in single._BEYOND_RUSSIAN.finditer(cyrillic)]] = 3  # noqa: SLF001
    return table


@lru_cache(maxsize=4)
def _tables(script: str) -> _Tables:
    import numpy as np

    model = single._model(script)  # noqa: SLF001
    table = model.costs.table
    chars = sorted({char for gram in table for char in gram} - {" "})
    number = {" ": 0, **{char: i for i, char in enumerate(chars, 1)}}
    other, edge = len(chars) + 1, len(chars) + 2
    size = len(chars) + 3
    letters = np.zeros(_TOP + 1, np.uint8)
    words = single.WORDS[script]
    for code in [*range(1, 0xD800), *range(0xE000, _TOP)]:
        char = chr(code)
        if words.fullmatch(char):
            letters[code] = number.get(char, other)
    for code, to in single._FOLD.items():  # noqa: SLF001
        letters[code] = _GONE if to is None else number.get(str(to), 0) or letters[ord(str(to))]
    apostrophe = number.get("'", other) if script == "latin" else 0
    if apostrophe:
        letters[ord("'")] = letters[ord("`")] = apostrophe
    rows: dict[int, int] = {0: 0}
    ones, twos, threes = np.zeros(size, np.int32), np.zeros(size**2, np.int32), np.zeros(size**3, np.int32)
    prefixes = np.zeros(size**3, np.int32)
    starts: dict[str, int] = {}
    longest: list[tuple[str, int]] = []
    for gram, packed in table.items():
        row = rows.setdefault(packed, len(rows))
        at = 0
        for char in gram[:3]:
            at = at * size + number[char]
        if len(gram) == 1:
            ones[at] = row
        elif len(gram) == 2:
            twos[at] = row
        elif len(gram) == 3:
            threes[at] = row
        else:
            prefixes[at] = starts.setdefault(gram[:3], len(starts) + 1)
            longest.append((gram, row))
    fours = np.zeros((len(starts) + 1) * size, np.int32)
    for gram, row in longest:
        fours[starts[gram[:3]] * size + number[gram[3]]] = row
    costs = np.zeros((len(rows), len(model.languages) + 1), np.int16)
    for packed, row in rows.items():
        costs[row] = single.columns(packed, model.languages)
    pairs = costs[twos] + costs[np.tile(ones, size)]
    small = costs.astype(np.uint8)  # the dearest sequence costs some 220: half the memory to look through
    return _Tables(
        model.languages, letters, apostrophe, edge, size, small, pairs, threes, prefixes, fours
    )  # fmt: skip


def _batch(texts: Sequence[str]) -> list[Detection | None]:
    """The plain ones of some texts; None for the others."""
    import numpy as np

    found: list[Detection | None] = [None] * len(texts)
    if not texts:
        return found
    joined = "\n".join(texts) + "\n"
    if "İ" in joined:
        joined = joined.replace("İ", "i")
    lowered = joined.lower()
    if len(lowered) != len(joined):
        return found
    codes = np.frombuffer(lowered.encode("utf-32-le", "surrogatepass"), np.uint32)
    lengths = np.fromiter(map(len, texts), np.int64, len(texts)) + 1
    starts = np.cumsum(lengths) - lengths
    classes = _classes().take(codes, mode="clip")
    arabic, latin, cyrillic, odd = (np.add.reduceat(classes == kind, starts, dtype=np.int64) for kind in (1, 2, 3, 4))
    script = np.argmax(np.stack([arabic * 3, latin, cyrillic * 3]), axis=0)
    script[2 * arabic > lengths - 1] = 0
    hints = _hints().take(codes, mode="clip")
    other, ours, beyond = (np.add.reduceat(hints == kind, starts, dtype=np.int64) for kind in (1, 2, 3))
    suspect = np.where(script == 0, (other > 0) & (ours * single._SHARE >= lengths - 1), beyond == 0)  # noqa: SLF001
    suspect[script == 1] = False
    script[(odd > 0) | (arabic + latin + cyrillic == 0)] = 3
    places = np.arange(codes.size) - np.repeat(starts, lengths)
    limits = np.array([*_HEADS, 0])[script]
    heads = np.minimum(lengths, limits + 1)
    head = (places < np.repeat(limits, lengths)) | (places == np.repeat(lengths, lengths) - 1)
    for number, name in enumerate(_SCRIPTS):
        mine = script == number
        which = np.flatnonzero(mine)
        if not which.size:
            continue
        taken = np.repeat(mine, lengths) & head
        _one_script(name, texts, which, codes[taken], heads[which], lengths[which] > heads[which], suspect, found)
        for i in which.tolist():
            mine[i] = found[i] is None and lengths[i] > heads[i]
        which = np.flatnonzero(mine)
        if which.size:
            whole = np.repeat(mine, lengths)
            _one_script(name, texts, which, codes[whole], lengths[which], np.zeros(which.size, bool), suspect, found)
    return found


@lru_cache(maxsize=8192)
def _found(language: str, script: str, confidence: float) -> Detection:
    return Detection(language, script, confidence)


def _one_script(
    name: str,
    texts: Sequence[str],
    which: Any,
    codes: Any,
    lengths: Any,
    cut: Any,
    suspect: Any,
    found: list[Detection | None],
) -> None:
    """Judge the texts ``which``, whose code points follow one another in ``codes``; some are ``cut`` short."""
    import numpy as np

    tables = _tables(name)
    owner = np.repeat(np.arange(which.size), lengths)
    symbols = tables.letters.take(codes, mode="clip")
    last = np.zeros(codes.size, bool)
    last[np.cumsum(lengths) - 1] = True  # the line end behind each text
    kept = symbols != _GONE
    symbols, owner, last = symbols[kept].astype(np.int32), owner[kept], last[kept]
    if tables.apostrophe:
        mark = symbols == tables.apostrophe
        before = np.concatenate(([True], ~((symbols[:-1] > 0) & ~mark[:-1])))
        symbols[mark & before] = 0
    letter = symbols > 0
    after_letter = np.concatenate(([False], letter[:-1]))
    count = np.bincount(owner, letter, which.size).astype(np.int64)
    begun = np.bincount(owner, letter & ~after_letter, which.size)
    # Words are parted by one 0; each text has one behind it and, doubled here, one before it.
    kept = letter | after_letter | last
    symbols, owner, last = symbols[kept], owner[kept], last[kept]
    symbols = np.insert(symbols, np.concatenate(([0], np.flatnonzero(last)[:-1] + 1)), 0)
    sizes = np.bincount(owner, minlength=which.size) + 1
    starts = np.cumsum(sizes) - sizes
    # A short text of several words may be cut out of a longer one: its outer edges tell nothing.
    ends = starts + sizes - 1
    symbols[ends[cut]] = tables.edge
    for text in np.flatnonzero((lengths <= single._PIECE) & (begun > 1) & ~cut):  # noqa: SLF001
        line = texts[which[text]]
        if single.is_letter(line[0], name):
            symbols[starts[text]] = tables.edge
        if single.is_letter(line[-1], name):
            symbols[ends[text]] = tables.edge
    sums = np.add.reduceat(_costs(tables, symbols), starts, axis=0, dtype=np.int32)
    _judge(name, tables, texts, which, sums, count, cut, suspect, found)


def _costs(tables: _Tables, symbols: Any) -> Any:
    """For each place the costs of the sequences whose second letter it is, and of the letter alone."""
    import numpy as np

    n, size = symbols.size, tables.size
    padded = np.zeros(n + 3, np.int32)
    padded[1 : n + 1] = symbols
    pairs = padded[: n + 2] * size + padded[1:]
    triples = pairs[: n + 1] * size + padded[2:]
    total = tables.pairs.take(pairs[:n], axis=0, mode="clip")
    total += tables.costs.take(tables.threes.take(triples[:n], mode="clip"), axis=0, mode="clip")
    quads = tables.prefixes.take(triples[:n], mode="clip") * size + padded[3:]
    total += tables.costs.take(tables.fours.take(quads, mode="clip"), axis=0, mode="clip")
    return total


def _judge(
    name: str,
    tables: _Tables,
    texts: Sequence[str],
    which: Any,
    sums: Any,
    count: Any,
    cut: Any,
    suspect: Any,
    found: list[Detection | None],
) -> None:
    """Keep the clear verdicts; of texts that are cut short only the certain ones."""
    import numpy as np

    languages = list(dict.fromkeys(map(single.label, tables.languages)))
    known, costs = sums[:, -1], np.empty((len(sums), len(languages)))
    for i, language in enumerate(languages):
        same = [j for j, column in enumerate(tables.languages) if single.label(column) == language]
        costs[:, i] = sums[:, same[0]] / single._UNIT  # noqa: SLF001
        for j in same[1:]:
            costs[:, i] = np.minimum(costs[:, i], sums[:, j] / single._UNIT + single._SECOND)  # noqa: SLF001
    if name == "arabic":
        prior = np.full(len(languages), single._PRIOR)  # noqa: SLF001
        prior[languages.index("uig")] = 0.0
        costs += prior
    best = np.argmin(costs, axis=1)
    low = costs[np.arange(best.size), best]
    belief = 1 / np.exp(np.maximum(-60.0, (low[:, None] - costs) * single._TEMPER)).sum(axis=1)  # noqa: SLF001
    sure = np.where(count > single._SHORT, single._SURE[1], single._SURE[0])  # noqa: SLF001
    limits = [single._STRANGE.get(language, single._STRANGE_OTHER) for language in languages]  # noqa: SLF001
    strange = (count >= single._LONG) & (low > np.array(limits)[best] * count + single._LEEWAY)  # noqa: SLF001
    clear = (count >= single._FEW) & (known > 0) & (belief >= np.where(cut, _CERTAIN, sure)) & ~strange  # noqa: SLF001
    rows = (which[clear], best[clear], np.round(belief[clear], 4), suspect[which[clear]])
    for i, language, confidence, doubt in zip(*(row.tolist() for row in rows), strict=True):
        label = languages[language]
        if not doubt or label == "uig" or not single.needs_closer_look(texts[i], name, label):
            found[i] = _found(label, name, confidence)
