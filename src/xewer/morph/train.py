"""Learns the tagger's weights from ``data/tagged``: ``python -m xewer.morph.train`` (``make model``).

Everything is whole numbers in a fixed order, so the file comes out the same to the bit wherever it is made from the
same tables and text.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from xewer.morph.conllu import read_conllu
from xewer.morph.perceptron import Trainer, shuffled
from xewer.morph.tag import choose, readings_of
from xewer.resources import data_path

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence
    from pathlib import Path

    from xewer.model import Reading
    from xewer.morph.conllu import Sentence

__all__ = ["Document", "documents", "learn", "main"]

_ROUNDS = 8
_ORDERS = 5
_LEAST = 20  # hundredths; what is smaller seldom decides
_SEED = 20250901


class Document:
    """One annotated text: its name, the file that holds it, its sentences, and the candidates of its words."""

    def __init__(self, name: str, sentences: Sequence[Sentence], file: str = "") -> None:
        self.name = name
        self.file = file
        self.words = [sentence.words() for sentence in sentences]
        self.gold = [
            [(row[2], row[3], "" if row[5] == "_" else row[5]) for row in sentence.rows if row[0].isdigit()]
            for sentence in sentences
        ]
        self.types = readings_of(self.words)

    def candidates(self, number: int) -> list[tuple[Reading, ...]]:
        """Candidates of each word of a sentence."""
        return [self.types[word] for word in self.words[number]]


def documents(folder: Path | None = None) -> Iterator[Document]:
    """The documents of the annotated text, by file name; ``# newdoc id`` begins one."""
    for path in sorted((folder or data_path("tagged")).glob("*.conllu")):
        name = path.stem
        kept: list[Sentence] = []
        with path.open(encoding="utf-8") as lines:
            for sentence in read_conllu(lines):
                for comment in sentence.comments:
                    if comment.startswith("# newdoc id = "):
                        if kept:
                            yield Document(name, kept, path.stem)
                        name, kept = comment.removeprefix("# newdoc id = "), []
                kept.append(sentence)
        if kept:
            yield Document(name, kept, path.stem)


def learn(texts: Sequence[Document], rounds: int = _ROUNDS, orders: int = _ORDERS) -> dict[str, int]:
    """Weights learnt from annotated texts: the mean of what is learnt from their sentences in several orders.

    A word whose annotation is not among its candidates teaches nothing.
    """
    sentences = [(text, number) for text in texts for number in range(len(text.words))]
    sums: dict[str, int] = {}
    for order in range(orders):
        trainer = Trainer()
        for turn in range(rounds):
            for place in shuffled(len(sentences), _SEED + 101 * order + turn):
                text, number = sentences[place]
                _practise(trainer, text.candidates(number), text.gold[number])
        for feature, weight in trainer.weights().items():
            sums[feature] = sums.get(feature, 0) + weight
    means = {feature: abs(total) // orders * (1 if total > 0 else -1) for feature, total in sorted(sums.items())}
    return {feature: weight for feature, weight in means.items() if abs(weight) >= _LEAST}


def _practise(
    trainer: Trainer, candidates: Sequence[tuple[Reading, ...]], gold: Sequence[tuple[str, str, str]]
) -> None:
    def choice(place: int, found: Sequence[Reading], priors: Sequence[int], seen: Sequence[Sequence[str]]) -> int:
        right = next((n for n, r in enumerate(found) if (r.lemma, r.upos, r.feats) == gold[place]), -1)
        if right < 0:
            return max(range(len(priors)), key=priors.__getitem__)
        trainer.step(priors, seen, right)
        return right

    choose(candidates, choice)


def as_lines(weights: Mapping[str, int]) -> str:
    """The weights as they are kept: ``feature`` and ``weight``, a line each, sorted by feature."""
    return "feature\tweight\n" + "".join(f"{feature}\t{weight}\n" for feature, weight in sorted(weights.items()))


def main() -> None:
    """Write ``data/tagger.tsv``."""
    made = as_lines(learn(list(documents())))
    data_path("tagger.tsv").write_bytes(made.encode())


if __name__ == "__main__":
    main()
