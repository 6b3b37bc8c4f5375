"""Whether an event is told as a fact: modality from mood, tense and the words behind the verb; polarity."""

from __future__ import annotations

from functools import lru_cache
from typing import TYPE_CHECKING

from xewer.find.cues import function_words
from xewer.resources import read_yaml

if TYPE_CHECKING:
    from collections.abc import Sequence

    from xewer.find.event_predicates import Predicate
    from xewer.model import Token

__all__ = [
    "figure_kinds",
    "lasting_kinds",
    "mishap_kinds",
    "modality",
    "moods",
    "mutual_kinds",
    "person_kinds",
    "said_kinds",
    "thing_kinds",
    "whom_only_kinds",
    "wide_kinds",
]


@lru_cache(maxsize=16)
def _marked(mark: str) -> frozenset[str]:
    """Kinds of event that carry a mark of ``events.yaml``."""
    return frozenset(name for name, row in read_yaml("events.yaml")["kinds"].items() if row.get(mark))


def said_kinds() -> frozenset[str]:
    """Kinds of event that are done by saying so: «رەھمەت ئېيتىمەن» thanks."""
    return _marked("by_saying")


def lasting_kinds() -> frozenset[str]:
    """Kinds whose present tense tells what is so now: «قوللايدۇ» supports."""
    return _marked("lasting")


def thing_kinds() -> frozenset[str]:
    """Kinds that befall things: a price rises, an election happens; a country does neither."""
    return _marked("things")


def whom_only_kinds() -> frozenset[str]:
    """Kinds whose object is a recipient only if it is somebody: who finds a cure does nothing to it."""
    return _marked("whom_only")


def figure_kinds() -> frozenset[str]:
    """Kinds that are news only with a figure: «باھا 5 پىرسەنت ئۆستى», not «بىز چوڭ بولۇپ ئۆستۇق»."""
    return _marked("counted")


def mutual_kinds() -> frozenset[str]:
    """Kinds that two sides do with each other: they meet, fight, sign, trade."""
    return _marked("mutual")


def person_kinds() -> frozenset[str]:
    """Kinds that befall somebody: who arrests an idea has arrested nobody."""
    return _marked("persons")


def wide_kinds() -> frozenset[str]:
    """Kinds whose verbs tell much else: who changes his mind, finds that it is so, wins time."""
    return _marked("wide")


def mishap_kinds() -> frozenset[str]:
    """Kinds that hurt people without anybody's doing: accidents, floods, fires."""
    return _marked("mishap")


def modality(tokens: Sequence[Token], predicate: Predicate, following: Predicate | None) -> tuple[str, str]:
    """Modality and polarity of a predicate; ``following`` is the next predicate of the sentence.

    Closed list: asserted ongoing habitual planned possible requested purpose denied historical.
    """
    verb = tokens[predicate.last]
    after = tokens[predicate.last + 1] if predicate.last + 1 < len(tokens) else None
    polarity = "+"
    state = tokens[predicate.main].upos == "ADJ"  # «ئىز-دېرىكى يوق» is missing, no negation of it
    negative = [i for i in range(predicate.first, predicate.last + 1) if tokens[i].feat("Polarity") == "Neg"]
    if any(not state or i != predicate.main for i in negative):
        polarity = "-"
    if after is not None and after.text in function_words("denial"):
        polarity = "-"
    if after is not None and after.lemma in function_words("able") and after.feat("Polarity") == "Neg":
        polarity = "-"  # «توختاتقىلى بولمايدۇ»
    if _whether(verb):
        return "possible", "+"
    if predicate.form == "noun" or predicate.trigger is None:
        return (_brought(tokens, predicate.last) or "asserted") if predicate.nature else "asserted", polarity
    directly = following is not None and following.first <= predicate.last + 1
    if following is not None and directly and predicate.form == "vnoun" and following.trigger is not None:
        tense = verb.feat("Tense")
        if following.trigger.plover == "REQUEST" and not tense:
            return "requested", polarity
        if following.trigger.kind == "denial":
            return "denied", polarity
        if following.trigger.kind in {"aid", "participation", "coercion"} and verb.feat("Case") == "Dat":
            return "asserted", polarity  # helped in it, took part in it, forced to it: it was done
        if not tense and (following.trigger.kind in {"promise", "threat", "plan"} or _decides(tokens, predicate)):
            return "planned", polarity
        if not tense and following.trigger.kind in {"rejection", "restriction", "prevention"}:
            return "possible", polarity
    if predicate.form == "vnoun" and not verb.feat("Tense") and _decides(tokens, predicate):
        return "planned", polarity
    if state and verb.feat("Tense") in {"", "Pres"}:
        return "asserted", polarity
    brought = _brought(tokens, predicate.last) if predicate.form == "vnoun" and not verb.feat("Tense") else ""
    if brought:
        return brought, polarity
    return _form(verb, after, predicate), polarity


def moods(tokens: Sequence[Token], predicates: Sequence[Predicate], quote_at: Sequence[int]) -> list[tuple[str, str]]:
    """Modality and polarity of all predicates of a sentence; a converb is as real as the verb that ends its chain.

    «ئۇ كېلەر ئاي پيوڭياڭنى زىيارەت قىلىپ، … تەييارلىق قىلماقچى»: he has not visited it yet.
    """
    out: list[tuple[str, str]] = []
    for n in range(len(predicates) - 1, -1, -1):
        predicate = predicates[n]
        mood, polarity = modality(tokens, predicate, predicates[n + 1] if n + 1 < len(predicates) else None)
        if predicate.form == "conv" and mood == "asserted":
            same = [
                k for k in range(n + 1, len(predicates)) if quote_at[predicates[k].last] == quote_at[predicate.last]
            ]
            end = next((k for k in same if _ends(tokens, predicate, predicates[k])), None)
            later = "" if end is None else out[len(predicates) - 1 - end][0]
            mood = later if later in {"planned", "possible", "requested"} else mood
        out.append((mood, polarity))
    return out[::-1]


def _ends(tokens: Sequence[Token], converb: Predicate, later: Predicate) -> bool:
    """Whether a later predicate is the next of the chain of a converb, or that which it serves."""
    if converb.chain is not None:
        return later.main == converb.chain.main
    if later.form == "vnoun":
        # «… قىلىدىغانلىقى», «زىيارەت قىلىپ، … تەييارلىق قىلىشنى پىلانلاۋاتىدۇ»
        return bool(tokens[later.last].feat("Tense")) or _decides(tokens, later)
    return later.form in {"finite", "conv"}


def _decides(tokens: Sequence[Token], predicate: Predicate) -> bool:
    """«زىيارەت قىلىشنى بېكىتتى», «قۇرۇشنى قارار قىلدى»: what was decided is planned."""
    if tokens[predicate.last].feat("Case") != "Acc" or predicate.last + 1 >= len(tokens):
        return False
    after = tokens[predicate.last + 1]
    return after.lemma in function_words("plan") or after.text in function_words("plan")


def _brought(tokens: Sequence[Token], at: int) -> str:
    """«… ئۆلۈشىنى كەلتۈرۈپ چىقاردى»: what was brought about has happened; what may be brought about may happen.

    An empty string where nothing says that it is brought about.
    """
    for i in range(at + 1, min(at + 16, len(tokens) - 1)):
        token, verb = tokens[i], tokens[i + 1]
        if token.text in function_words("cause"):
            after = tokens[i + 2].text if i + 2 < len(tokens) else ""
            if verb.feat("Mood") in {"Pot", "Cnd"} or after in function_words("possibility"):
                return "possible"
            return "planned" if verb.feat("Tense") == "Pres" and verb.feat("VerbForm") == "Fin" else "asserted"
        if token.feat("VerbForm") in {"Fin", "Conv", "Part"} or token.text in function_words("possibility"):
            return ""
    return ""


def _whether(token: Token) -> bool:
    """«ئۆزگەرتىش-ئۆزگەرتمەسلىك»: whether to change it or not."""
    first, mark, second = token.text.partition("-")
    return bool(mark) and first.endswith("ش") and any(no in second for no in function_words("whether"))


def _form(verb: Token, after: Token | None, predicate: Predicate) -> str:
    form, tense, mood, aspect = (verb.feat(k) for k in ("VerbForm", "Tense", "Mood", "Aspect"))
    if after is not None and {after.text, after.lemma} & function_words("possibility"):
        return "possible"
    if form == "Vnoun" and not tense and after is not None and after.text in function_words("about"):
        return "possible"  # «ئويناش ھەققىدە سۆزلەشتى»
    if form == "Vnoun" and not tense and after is not None:
        if after.text in function_words("purpose"):
            return "purpose"
        if after.text in function_words("necessity"):
            return "requested"
        if after.lemma in function_words("plan"):
            return "planned"
    if form == "Conv" and verb.text.endswith(tuple(function_words("purposive"))) and not predicate.phase:
        return "possible" if after is not None and after.lemma in function_words("able") else "purpose"
    if mood == "Pot" and tense == "Past" and verb.feat("Polarity") == "Neg":
        return "asserted"  # «غەلىبە قىلالمىدى»: could not, and so did not
    if form == "Vnoun" and not tense and verb.feat("Case") in {"Acc", "Dat"} and not predicate.phase:
        return "possible"
    if form == "Vnoun" and not tense and verb.feat("Case") == "Abl":
        # «ھۇجۇم قىلىشىدىن ئەنسىرەيدۇ» fears it; «كۆرۈشۈشتىن بۇرۇن» tells when
        return "asserted" if after is not None and after.text in function_words("order") else "possible"
    if mood in {"Pot", "Cnd"} or (form == "Fin" and verb.reading.segments[-1].tag == "MU"):
        return "possible"  # «ئاشكارىلىدىڭىزمۇ؟» asks whether it was so
    if mood in {"Imp", "Opt", "Jus"}:
        return "requested"
    if tense == "Fut" or aspect == "Prosp":
        return "planned"
    if aspect == "Prog":
        return "ongoing"
    if tense == "Pres" and form in {"Fin", "Part", "Vnoun"}:
        said = predicate.trigger is not None and predicate.trigger.kind in said_kinds()
        return "asserted" if said and verb.feat("Person") == "1" else "planned"
    return "asserted"
