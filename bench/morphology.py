"""The analyser beside ``hfst`` and ``pyhfst`` on a transducer of the same forms, compiled here.

The transducer is written as lexc from our own stems and suffix nodes, so that all three know the same words; what the
analyser adds (features in UD's shape, costs, glosses) is its own time. Words are those of the example articles, one by
one and without a memory of words. The peers' look-up gives strings and nothing else.
Both peers are outside tools: ``hfst`` is under the GPL and is never part of Xewer.
"""

from __future__ import annotations

import re
import subprocess
import sys
import tempfile
from pathlib import Path
from typing import TYPE_CHECKING, Any

from bench.texts import articles, peak_mb, timed

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from xewer.morph.phonology import Shape
    from xewer.morph.suffixes import Node

_WORD = re.compile("[\u0620-\u065f\u066e-\u06ef\u06fa-\u06ff]+")
_DEAREST = 1.0  # suffixes rarer than this are left out of the transducer: it cannot weigh whole words as we do
_LOAD = """
import resource, time
start = time.process_time()
from xewer.morph.analyse import analyse
analyse("كىتاب")
print(time.process_time() - start, resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024)
"""


def run() -> dict[str, object]:
    from xewer.morph.analyse import Analyser

    words = [word for text, _, _ in articles() for word in _WORD.findall(text)]
    types = sorted(set(words))
    seconds, megabytes = _load()
    machine = Analyser()

    def cold() -> None:
        fresh = Analyser()
        for word in types:
            fresh._read(word)  # noqa: SLF001

    def cached() -> None:
        for word in words:
            machine.analyse(word)

    result: dict[str, object] = {
        "words": len(words),
        "different words": len(types),
        "xewer, load in seconds": round(seconds, 2),
        "xewer, memory with tables in MB": round(megabytes),
        "xewer, words/s, first sight of each, endings not yet met": round(len(types) / timed(cold, rounds=1)),
        "xewer, words/s, words not seen before, after other articles": _unseen(),
        "xewer, words/s with a memory of words": round(len(words) / timed(cached)),
        "xewer, words with a known stem": _share(lambda word: machine.analyse(word)[0].known, types),
        "peak MB before the peers": peak_mb(),
    }
    ways: dict[str, Callable[[str], object]] = {"xewer": machine._read}  # noqa: SLF001
    try:
        import hfst
    except ImportError:
        result["hfst"] = "not installed"
    else:
        seconds, transducer = _compiled(hfst)
        result["transducer, compiled in seconds"] = round(seconds, 1)
        ways["hfst"] = transducer.lookup
        other = _opened(hfst, transducer)
        if other is None:
            result["pyhfst"] = "not installed"
        else:
            ways["pyhfst"] = other
    rates = _rates(ways, words)
    result["xewer, words/s without a memory of words"] = round(rates["xewer"])
    for name in ("hfst", "pyhfst"):
        if name in rates:
            result[f"{name}, words/s"] = round(rates[name])
            result[f"{name}, words with a reading"] = _share(ways[name], types)
            result[f"ratio xewer/{name}"] = round(rates["xewer"] / rates[name], 2)
    return {**result, "peak MB": peak_mb()}


def _opened(hfst: Any, transducer: Any) -> Callable[[str], object] | None:
    """The transducer in ``pyhfst``; None where that is not installed."""
    try:
        import pyhfst
    except ImportError:
        return None
    with tempfile.TemporaryDirectory() as folder:
        path = str(Path(folder) / "uyghur.hfstol")
        out = hfst.HfstOutputStream(filename=path, type=hfst.ImplementationType.HFST_OLW_TYPE)
        out.write(transducer)
        out.flush()
        out.close()
        look_up: Callable[[str], object] = pyhfst.HfstInputStream(path, cache=False).read().lookup
    return look_up


def _unseen() -> int:
    """Words a second for the words of one half of the articles that the other half, read before, does not have."""
    from xewer.morph.analyse import Analyser

    texts = [_WORD.findall(text) for text, _, _ in articles()]
    before = {word for text in texts[::2] for word in text}
    new = sorted({word for text in texts[1::2] for word in text} - before)
    best = 0.0
    for _ in range(3):
        machine = Analyser()
        for word in before:
            machine._read(word)  # noqa: SLF001
        best = max(best, len(new) / timed(lambda: [machine._read(word) for word in new], rounds=1))  # noqa: B023, SLF001
    return round(best)


def _load() -> tuple[float, float]:
    """Seconds of processor time and MB of a new process that loads everything and reads one word; best of three."""
    rounds = []
    for _ in range(3):
        done = subprocess.run([sys.executable, "-c", _LOAD], capture_output=True, text=True, check=True)
        seconds, megabytes = map(float, done.stdout.split())
        rounds.append((seconds, megabytes))
    return min(rounds)


def _rates(ways: dict[str, Callable[[str], object]], words: list[str], rounds: int = 25) -> dict[str, float]:
    """Words a second, best of the rounds; the ways take turns, so that a busy moment of the machine hits all."""
    best = dict.fromkeys(ways, 0.0)
    for _ in range(rounds):
        for name, look_up in ways.items():
            best[name] = max(best[name], len(words) / timed(lambda: [look_up(word) for word in words], rounds=1))  # noqa: B023
    return best


def _share(look_up: Callable[[str], object], words: list[str]) -> float:
    return round(sum(bool(look_up(word)) for word in words) / len(words), 3)


def _compiled(hfst: Any) -> tuple[float, Any]:
    """Seconds it took, and the transducer in its form for look-up."""
    found: list[Any] = []

    def work() -> None:
        with tempfile.TemporaryDirectory() as folder:
            path = Path(folder) / "uyghur.lexc"
            path.write_text("".join(lexc()), encoding="utf-8")
            made = hfst.compile_lexc_file(str(path))
        made.minimize()
        made.convert(hfst.ImplementationType.HFST_OLW_TYPE)
        found.append(made)

    return timed(work, rounds=1), found[0]


def lexc() -> Iterator[str]:
    """Our stems and suffix nodes as lexc: surface above, lemma and tags below."""
    from xewer.morph.lexicon import default_table
    from xewer.morph.suffixes import automaton

    machine = automaton()
    names: dict[tuple[str, Shape], str] = {}
    waiting: list[tuple[Node, str]] = []

    def name(node: Node) -> str:
        key = node.state, node.shape
        if key not in names:
            names[key] = f"N{len(names)}"
            waiting.append((node, names[key]))
        return names[key]

    yield "LEXICON Root\n"
    for form, entries in default_table().items():
        if not _WORD.fullmatch(form):
            continue
        for entry in entries:
            target = name(machine.node(entry.state, entry.shape))
            yield f"{form}:{entry.stem.lemma}+{entry.stem.upos} {target} ;\n"
    while waiting:
        node, own = waiting.pop()
        yield f"LEXICON {own}\n"
        if node.accepts():
            yield "# ;\n"
        seen: set[tuple[str, str, str]] = set()
        for piece, edges in node.edges().items():
            for edge in edges:
                if edge.cost > _DEAREST:
                    continue
                target = name(edge.target)
                if (piece, edge.arc.tag, target) not in seen:
                    seen.add((piece, edge.arc.tag, target))
                    yield f"{piece}:+{edge.arc.tag} {target} ;\n"
        if not node.accepts() and not seen:
            yield "NEVER # ;\n"
