"""Latin spellings of names that no table has: letters that answer the Uyghur ones, in the order that names have them.

``names/answers.tsv`` has the Latin letters that are written by each Uyghur letter or pair, ``names/letters.tsv`` how
likely each letter is in a name behind the three before it; costs as in `name_channel`. The cheapest spellings of both
are weighed again by the channel, which knows what stands around.
"""

from __future__ import annotations

from functools import lru_cache

from xewer.find.name_channel import channel_cost, in_letters, table_cost
from xewer.find.name_index import table_row

__all__ = ["BEHIND", "EDGE", "generated", "letters_cost", "spelling_cost"]

BEHIND = 3  # letters that the next one depends on
EDGE = "^$"
BREADTH = 5  # spellings that are kept at each letter
KEPT = 2  # ... that the channel weighs
FAR, TOO_DEAR = 10**6, 600  # the most by which a spelling may be dearer than the best one so far
MOST = 14  # letters of a word that is tried
LM = 0.6


def letters_cost(latin: str) -> int:
    """What a name in small letters costs by the order of its letters.

    >>> letters_cost("wilcock") < letters_cost("vilkuk")
    True
    """
    bound = f"{EDGE[0]}{latin}{EDGE[1]}"
    return sum(_next(bound[max(0, i - BEHIND) : i], bound[i]) for i in range(1, len(bound)))


@lru_cache(maxsize=20_000)
def _next(before: str, letter: str) -> int:
    return table_cost("letters", tuple(before[i:] for i in range(len(before) + 1)), letter)


@lru_cache(maxsize=2_000)
def _answers(letters: str) -> tuple[tuple[str, int], ...]:
    """Latin letters that are written by these Uyghur ones ("-" for none), with what it costs."""
    row = table_row("answers", letters or "-")
    pairs = (entry.rsplit(":", 1) for entry in row[0].split(" ")) if row else ()
    return tuple(("" if latin == "-" else latin, int(cost)) for latin, cost in pairs)


@lru_cache(maxsize=20_000)
def spelling_cost(latin: str, word: str) -> int:
    """What a spelling costs: as a name, and for being written in these Uyghur letters."""
    return round(LM * letters_cost(latin)) + channel_cost(latin, in_letters(word))


@lru_cache(maxsize=4_000)
def generated(word: str) -> str:
    """The likeliest spelling of a word, in small letters; empty if it is too long, or has letters that none answers.

    >>> generated("بىرايدېنستايىن")
    'braydenstein'
    """
    letters = in_letters(word)
    if not 1 < len(letters) <= MOST:
        return ""
    beams: list[dict[str, int]] = [{} for _ in range(len(letters) + 1)]
    beams[0][""] = 0
    for at, beam in enumerate(beams):
        for latin, cost in _best(beam):
            _keep(beam, latin, cost, _answers(""))  # letters that are not written
        best = _best(beam)
        for width in (1, 2):
            if at + width <= len(letters):
                answers, ahead = _answers(letters[at : at + width]), beams[at + width]
                for latin, cost in best:
                    _keep(ahead, latin, cost, answers)
    ended = {latin: cost + round(LM * _next((EDGE[0] + latin)[-BEHIND:], EDGE[1])) for latin, cost in _best(beams[-1])}
    kept = sorted(ended, key=lambda latin: (ended[latin], latin))[:KEPT]
    return min(kept, key=lambda latin: (spelling_cost(latin, word), latin), default="")


def _best(beam: dict[str, int]) -> list[tuple[str, int]]:
    return sorted(beam.items(), key=lambda item: (item[1], item[0]))[:BREADTH]


def _keep(beam: dict[str, int], latin: str, cost: int, answers: tuple[tuple[str, int], ...]) -> None:
    """The spellings that are longer by an answer, each where it is the cheapest way to it and not much too dear."""
    most = min(beam.values(), default=FAR) + TOO_DEAR
    before = (EDGE[0] + latin)[-BEHIND:]
    for more, price in answers:
        reached, behind = cost + price, before
        for letter in more:
            if reached >= most:
                break
            reached += round(LM * _next(behind, letter))
            behind = (behind + letter)[-BEHIND:]
        longer = latin + more
        if reached < most and reached < beam.get(longer, FAR):
            beam[longer] = reached
