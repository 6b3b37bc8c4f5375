"""How well the tagger chooses in text that it did not learn from: cross-validation over the annotated text.

For each file of ``data/tagged`` the weights are learnt anew from all the others, then its words are tagged. Below
stand the shipped weights on the same text, which they have learnt, and costs and rules alone. Half of the words are
in one file, the example articles: ``--texts`` leaves out one text at a time instead (some 15 minutes, not 5).

The lexicon was mended by what this text holds: the figures tell of the choice in context, and flatter wherever words
are unknown. What the tagger does on text that nobody has looked at is lower.

    python -m bench.tagging [--texts]
"""

from __future__ import annotations

import sys
from collections import Counter
from typing import TYPE_CHECKING

from xewer.morph.tag import tag
from xewer.morph.train import documents, learn

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from xewer.morph.train import Document

_NOMINAL = ("NOUN", "PROPN", "PRON", "NUM", "ADJ")


def _case(feats: str) -> str:
    return next((pair for pair in feats.split("|") if pair.startswith("Case=")), "")


def scored(texts: Iterable[Document], learnt: Mapping[str, int] | None) -> Counter[str]:
    """Words, those with case, and how many have the right lemma, class, case, and all of it; marks are left out."""
    found: Counter[str] = Counter()
    for text in texts:
        for chosen, gold in zip(tag(text.words, learnt=learnt), text.gold, strict=True):
            for reading, (lemma, upos, feats) in zip(chosen, gold, strict=True):
                if upos == "PUNCT":
                    continue
                found["words"] += 1
                found["lemma"] += reading.lemma == lemma
                found["upos"] += reading.upos == upos
                found["all"] += (reading.lemma, reading.upos, reading.feats) == (lemma, upos, feats)
                if upos in _NOMINAL and _case(feats):
                    found["cased"] += 1
                    found["case"] += _case(reading.feats) == _case(feats)
    return found


def line(name: str, found: Counter[str]) -> str:
    """One line of the table: words and four rates."""
    words, cased = found["words"] or 1, found["cased"] or 1
    rates = (("lemma", words), ("upos", words), ("case", cased), ("all", words))
    return f"{name:<28}{found['words']:>6}" + "".join(f"{found[key] / whole:>8.3f}" for key, whole in rates)


def main(options: list[str]) -> int:
    """Print the table."""
    texts = list(documents())
    parts: dict[str, list[Document]] = {}
    for text in texts:
        parts.setdefault(text.name if "--texts" in options else text.file, []).append(text)
    print(f"{'left out':<28}{'words':>6}{'lemma':>8}{'upos':>8}{'case':>8}{'all':>8}")
    whole: Counter[str] = Counter()
    for name, held in parts.items():
        found = scored(held, learn([text for text in texts if text not in held]))
        whole += found
        print(line(name, found), flush=True)
    print(line("together", whole))
    print(line("shipped weights (learnt)", scored(texts, None)))
    print(line("costs and rules alone", scored(texts, {})))
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
