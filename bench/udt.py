"""An outside check on UD_Uyghur-UDT: the same perceptron on our analyser's readings, trained on its train part.

The treebank is share-alike and automatic in part, so nothing learnt from it is shipped: the weights live and die here.
Its conventions differ from ours (classes, passives, stems of "say"), so the class is learnt from its own, and the
lemma chosen among those our readings offer, with its passives whole (the map of conventions). Scored on the dev part,
since the test part is not kept here, as the CoNLL 2018 script scores gold tokens: a gold lemma ``_`` is right whatever
was said. The figure without that gift stands beside it.
"""

from __future__ import annotations

import os
from collections import Counter, defaultdict
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from bench.texts import peak_mb, timed

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from xewer.model import Reading

_SHARED = Path(os.environ.get("XEWER_SHARED", Path(__file__).resolve().parents[2] / "shared"))
FOLDER = _SHARED / "corpora" / "udt"
_ROUNDS = 6
_COMMON = 3  # how often a class must have been seen with one of ours to be tried


class Word(NamedTuple):
    form: str
    lemma: str
    upos: str
    readings: tuple[Reading, ...]
    ours: Reading  # as our own tagger chose


Sentence = list[Word]


def run() -> dict[str, object]:
    if not (FOLDER / "train.conllu").exists():
        return {"tokens": "not measured: the folder ../shared is absent"}
    train, dev = _read(FOLDER / "train.conllu"), _read(FOLDER / "dev.conllu")
    classes, stems = Classes(), Lemmas()

    def learn() -> None:
        classes.learn(train)
        stems.learn(train)

    seconds = timed(learn, rounds=1)
    words = upos = official = own = with_lemma = plain = 0
    for sentence in dev:
        said = classes.tag(sentence)
        for word, tag in zip(sentence, said, strict=True):
            words += 1
            upos += tag == word.upos
            plain += word.ours.upos == word.upos
            right = word.lemma in ("_", stems.lemma(word, tag))
            official += right
            if word.lemma != "_":
                with_lemma += 1
                own += right
    return {
        "scored on": "UD_Uyghur-UDT dev, gold tokens",
        "tokens": words,
        "trained in seconds": round(seconds, 1),
        "UPOS": round(100 * upos / words, 2),
        "UPOS of our own tagger, conventions unmapped": round(100 * plain / words, 2),
        "best published UPOS (test)": 90.26,
        "lemma, as CoNLL 2018 scores": round(100 * official / words, 2),
        "best published lemma (test)": 96.16,
        "lemma where the gold has one": round(100 * own / with_lemma, 2),
        "peak MB": peak_mb(),
    }


def _read(path: Path) -> list[Sentence]:
    from xewer.morph.conllu import read_conllu
    from xewer.morph.tag import readings_of, tag
    from xewer.text.normalise import normal_form

    with path.open(encoding="utf-8") as lines:
        sentences = list(read_conllu(lines))
    rows = [[row for row in sentence.rows if row[0].isdigit()] for sentence in sentences]
    forms = [[normal_form(row[1]) or row[1] for row in some] for some in rows]
    types = readings_of(forms)
    return [
        [Word(form, row[2], row[3], types[form], ours) for form, row, ours in zip(some, own, chosen, strict=True)]
        for some, own, chosen in zip(forms, rows, tag(forms), strict=True)
    ]


class Classes:
    """Part of speech in the treebank's classes, from left to right."""

    def __init__(self) -> None:
        self.weights: Mapping[str, int] = {}
        self.of_form: dict[str, Counter[str]] = defaultdict(Counter)
        self.of_ours: dict[str, Counter[str]] = defaultdict(Counter)
        self.all: list[str] = []

    def candidates(self, word: Word) -> list[str]:
        """Classes to try: those seen with the word, and those seen with ours."""
        found = set(self.of_form.get(word.form, ()))
        for reading in word.readings:
            found |= {tag for tag, count in self.of_ours[reading.upos].items() if count >= _COMMON}
        return sorted(found) or self.all

    def learn(self, sentences: Sequence[Sentence]) -> None:
        from xewer.morph.perceptron import Trainer, shuffled

        for sentence in sentences:
            for word in sentence:
                self.of_form[word.form][word.upos] += 1
                for upos in {reading.upos for reading in word.readings}:
                    self.of_ours[upos][word.upos] += 1
        self.all = sorted({word.upos for sentence in sentences for word in sentence})
        facts = [[_facts(sentence, place) for place in range(len(sentence))] for sentence in sentences]
        trainer = Trainer()
        for turn in range(_ROUNDS):
            for number in shuffled(len(sentences), turn):
                sentence = sentences[number]
                before = second = "#"
                for place, word in enumerate(sentence):
                    tags = self.candidates(word)
                    if word.upos not in tags:
                        tags = [*tags, word.upos]
                    seen = [_of(tag, facts[number][place], before, second) for tag in tags]
                    chosen = trainer.step([0] * len(tags), seen, tags.index(word.upos))
                    before, second = tags[chosen], before
        self.weights = trainer.weights()

    def tag(self, sentence: Sentence) -> list[str]:
        from xewer.morph.perceptron import best

        said: list[str] = []
        before = second = "#"
        for place, word in enumerate(sentence):
            tags = self.candidates(word)
            facts = _facts(sentence, place)
            chosen = tags[best([0] * len(tags), [_of(tag, facts, before, second) for tag in tags], self.weights)]
            said.append(chosen)
            before, second = chosen, before
        return said


def _facts(sentence: Sentence, place: int) -> tuple[str, ...]:
    """What is known of a word and those beside it before any class is chosen."""
    from xewer.morph.features import label

    word = sentence[place]
    left = sentence[place - 1] if place else None
    right = sentence[place + 1] if place + 1 < len(sentence) else None
    further = sentence[place + 2] if place + 2 < len(sentence) else None
    ours = word.ours
    chain = "+".join(segment.tag for segment in ours.segments[1:])
    classes = "/".join(sorted({reading.upos for reading in word.readings}))
    facts = [
        f"w {word.form}",
        f"l {ours.lemma} {ours.upos}",
        f"o {label(ours)}",
        f"c {chain}",
        f"a {classes}",
        f"k {ours.known} {ours.upos}",
        *(f"e {word.form[-size:]}" for size in (1, 2, 3, 4)),
        f"b {word.form[:3]}",
    ]
    for name, other in (("L", left), ("R", right)):
        if other is None:
            facts.append(f"{name} #")
            continue
        facts += [
            f"{name}w {other.form}",
            f"{name}o {label(other.ours)}",
            f"{name}l {other.ours.lemma}",
            f"{name}oo {label(ours)} {label(other.ours)}",
            f"{name}lo {ours.lemma} {label(other.ours)}",
        ]
    facts.append(f"RR {label(further.ours) if further else '#'}")
    return tuple(facts)


def _of(tag: str, facts: tuple[str, ...], before: str, second: str) -> list[str]:
    seen = [f"{tag} {fact}" for fact in facts]
    seen += [
        f"{tag} <{before}",
        f"{tag} <{before} {second}",
        f"{tag} <{before} {facts[2]}",
        f"{tag} <{before} {facts[0]}",
    ]
    return seen


class Lemmas:
    """Dictionary form: what the treebank has for the word, else the best among those our readings offer."""

    def __init__(self) -> None:
        self.seen: dict[tuple[str, str], Counter[str]] = defaultdict(Counter)
        self.weights: Mapping[str, int] = {}

    def learn(self, sentences: Sequence[Sentence]) -> None:
        from xewer.morph.perceptron import Trainer, shuffled

        examples = []
        for sentence in sentences:
            for word in sentence:
                if word.lemma == "_":
                    continue
                self.seen[word.form, word.upos][word.lemma] += 1
                self.seen[word.form, ""][word.lemma] += 1
                offers = _offers(word, word.upos)
                right = next((n for n, (lemma, _) in enumerate(offers) if lemma == word.lemma), -1)
                if right >= 0 and len(offers) > 1:
                    examples.append(([seen for _, seen in offers], right))
        trainer = Trainer()
        for turn in range(_ROUNDS):
            for number in shuffled(len(examples), turn):
                seen, right = examples[number]
                trainer.step([0] * len(seen), seen, right)
        self.weights = trainer.weights()

    def lemma(self, word: Word, upos: str) -> str:
        from xewer.morph.perceptron import best

        known = self.seen.get((word.form, upos)) or self.seen.get((word.form, ""))
        if known:
            return max(sorted(known), key=known.__getitem__)
        offers = _offers(word, upos)
        return offers[best([0] * len(offers), [seen for _, seen in offers], self.weights)][0]


def _offers(word: Word, upos: str) -> list[tuple[str, list[str]]]:
    """Lemmas that our readings offer, each with what speaks for it; a passive also as a stem of its own."""
    found: dict[str, list[str]] = {}
    for rank, reading in enumerate(word.readings):
        chain = "+".join(segment.tag for segment in reading.segments[1:])
        seen = [
            f"rank {min(rank, 3)}",
            f"ours {reading == word.ours}",
            f"class {reading.upos} {upos}",
            f"same {reading.upos == upos}",
            f"chain {reading.upos} {chain}",
            f"known {reading.known}",
            f"lemma {reading.lemma}",
        ]
        found.setdefault(reading.lemma, seen)
        voices = [segment for segment in reading.segments[1:3] if segment.tag in ("PASS", "CAU", "RCP", "REFL")]
        stem = reading.lemma
        for voice in voices:
            stem += voice.form
            found.setdefault(stem, [*seen[1:-1], f"voice {voice.tag}", f"voiced {voice.form}"])
    found.setdefault(word.form, ["whole", f"whole {upos}", f"whole {word.ours.known}"])
    return list(found.items())
