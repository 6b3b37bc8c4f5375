"""Predicates: verbs, light verbs with their noun, and nouns that tell an event, looked up in the trigger table."""

from __future__ import annotations

import re
from functools import lru_cache
from typing import TYPE_CHECKING, NamedTuple

from xewer.find.cues import function_words
from xewer.morph.generate import generate
from xewer.resources import read_table

if TYPE_CHECKING:
    from collections.abc import Container, Sequence

    from xewer.model import Token

__all__ = ["Predicate", "Trigger", "find_predicates", "triggers"]


class Trigger(NamedTuple):
    """One row of the trigger table; ``frame`` holds (role, slot), ``needs`` what must be there for it to count."""

    lemma: str
    kind: str
    plover: str | None
    frame: tuple[tuple[str, str], ...]
    needs: frozenset[str]
    gloss: str
    other: Trigger | None = None  # the row below it for the same words, where what this one needs is not there


class Predicate(NamedTuple):
    """Tokens ``first..last`` (inclusive); ``main`` is the verb itself, ``last`` carries the endings.

    ``form``: finite, conv (-ip), rel (participle before a noun), vnoun, when (participle with a case), those (a
    participle that stands for people: «ئۆلگەنلەر») or noun.
    ``trigger`` is None for a verb that tells no event: it still ends a clause and has objects of its own.
    ``phase``: a phase verb follows the one that takes the objects («قىلىشقا قاتناشتى»); ``passive``: by the verb's
    ending, or by its lemma («ئاشكارىلان»).
    """

    first: int
    last: int
    main: int
    form: str
    trigger: Trigger | None
    phase: bool = False
    passive: bool = False
    chain: Predicate | None = None  # the participle or gerund that a converb leads up to

    @property
    def nature(self) -> bool:
        """Whether nobody takes part in what it tells: «يامغۇر ياغدى», «كەلكۈن كۆرۈلدى»."""
        return self.trigger is not None and not self.trigger.frame


@lru_cache(maxsize=1)
def _no_events() -> frozenset[str]:
    """Compounds that tell no event though their verb alone may: «رول ئوينا» is not a match."""
    return frozenset(row["lemma"] for row in read_table("no_events.tsv"))


@lru_cache(maxsize=1)
def triggers() -> tuple[dict[str, Trigger], dict[str, Trigger], dict[str, Trigger]]:
    """Triggers with a verb (lemma, or words and light verb), noun triggers, and adjectives that tell a state."""
    tables: dict[str, dict[str, Trigger]] = {"verb": {}, "light": {}, "noun": {}, "state": {}}
    for row in read_table("event_triggers.tsv"):
        pairs = [(role, slot) for role, _, slot in (part.partition("=") for part in row["frame"].split())]
        trigger = Trigger(
            row["lemma"],
            row["kind"],
            row["plover"] or None,
            tuple(p for p in pairs if p[0] != "need"),
            frozenset(slot for role, slot in pairs if role == "need"),
            row["gloss_en"],
        )
        table = tables["verb" if row["class"] == "light" else row["class"]]
        before = table.get(row["lemma"])
        table[row["lemma"]] = trigger if before is None else _behind(before, trigger)
    return tables["verb"], tables["noun"], tables["state"]


def _behind(first: Trigger, new: Trigger) -> Trigger:
    """Two rows for the same words: what is said of a storm is tried before what is said of anybody."""
    if "storm" in new.needs:
        return new._replace(other=first)
    return first._replace(other=new if first.other is None else _behind(first.other, new))


def find_predicates(
    tokens: Sequence[Token], first: int, last: int, names: Container[int], times: Container[int] = ()
) -> list[Predicate]:
    """Predicates of the tokens ``[first, last)`` in order; ``names`` and ``times`` are the tokens that stand in one.

    A verb inside a time tells no event: «كېلەر يىلى», the coming year.
    """
    found: list[Predicate] = []
    i = first
    while i < last:
        named = i in names and i - 1 in names and tokens[i].upos == "VERB"  # «… بىرلەشكەن دۆلەتلەر تەشكىلاتى»
        named = named or (i in names and i + 1 in names and tokens[i].upos == "VERB")
        predicate = None if i in times or named else _at(tokens, i, first, last, names)
        if predicate is None:
            i += 1
            continue
        while found and found[-1].last >= predicate.first:
            found.pop()
        before = found[-1] if found else None
        if before is not None and _phase(tokens, before, predicate):
            found[-1] = before._replace(last=predicate.last, form=predicate.form, phase=True)
        elif before is not None and _happens(tokens, before, predicate):
            found[-1] = predicate._replace(first=before.first, trigger=_happening(before.trigger))
        else:
            found.append(predicate)
        i = predicate.last + 1
    return found


def _at(tokens: Sequence[Token], i: int, first: int, last: int, names: Container[int]) -> Predicate | None:
    """The predicate whose main word is token ``i``."""
    token = tokens[i]
    upos = token.upos
    verbs, nouns, _ = triggers()
    if upos == "ADJ":
        return _state(tokens, i, first, last)
    if upos not in {"VERB", "AUX"}:
        start, noun = i, None
        if upos == "NOUN":
            pair = nouns.get(f"{tokens[i - 1].lemma} {token.lemma}") if i > first else None
            start, noun = (i - 1, pair) if pair is not None else (i, nouns.get(token.lemma))
        if noun is None or i in names or (i + 1 < last and _light(tokens, i + 1, first)):
            return None
        if _modifies(tokens, i, last):
            return None  # «ھەمكارلىق شېرىكلىرى»: part of another description
        return Predicate(start, i, i, "noun", noun)
    form = token.feat("VerbForm")
    if form == "Vnoun" and not token.feat("Tense"):
        noun = nouns.get(token.text) or nouns.get(_bare(token))
        if noun is not None and not _modifies(tokens, i, last) and not (i + 1 < last and _light(tokens, i + 1, first)):
            return Predicate(i, i, i, "noun", noun)
    start, trigger, passive = i, None, token.feat("Voice") == "Pass"
    compound = _light(tokens, i, first)
    if compound is not None:
        start, trigger = compound
    elif i + 1 < last and form == "Conv" and _light(tokens, i + 1, first) is not None:
        return None
    serial = i > first and tokens[i - 1].feat("VerbForm") == "Conv" and token.lemma in function_words("serial")
    if trigger is None and upos == "VERB" and not serial and not (i > first and _idle(tokens[i - 1], token)):
        trigger = verbs.get(_fused(token.text)) or _single(token)
        if trigger is None and token.lemma != _active(token.lemma) and token.lemma not in _no_events():
            trigger, passive = verbs.get(_active(token.lemma)), True
    if token.feat("Form") == "Agt":
        trigger = None  # «قانۇن ئىجرا قىلغۇچى تارماقلار»: what somebody is there for
    if trigger is not None and trigger.lemma.rpartition(" ")[2] == _voiced(token):
        passive = False  # «داۋالانغان ئايال»: the row is that of the passive itself
    end = i
    auxiliary = function_words("auxiliary")
    while tokens[end].feat("VerbForm") == "Conv" and end + 1 < last and end - i < 2:
        following = tokens[end + 1]
        if following.upos not in {"VERB", "AUX"} or following.lemma not in auxiliary:
            break
        end += 1
    owned = form == "Vnoun" and token.feat("Person[psor]") == "3"  # «كاۋانانىڭ سوتچى بولۇشى»: the genitive is its
    if trigger is None and upos == "AUX" and not owned:
        return None
    if trigger is None and form == "Part" and end == i and not token.feat("Case") and i + 1 < last:
        at = i + 1
        while tokens[at].upos in {"DET", "NUM"} and at + 1 < last:
            at += 1
        head, behind = tokens[at], tokens[at + 1] if at + 1 < last else None
        if behind is not None and behind.upos == "NOUN":
            trigger = verbs.get(f"{head.text} {behind.lemma} {token.lemma}")  # «بېرىلگەن سېرىق كارتا»
        if trigger is None and head.upos == "NOUN" and head.lemma not in nouns:
            trigger = verbs.get(f"{head.lemma} {token.lemma}")
    return Predicate(start, end, i, _form(tokens, end, last), trigger, passive=passive)


def _active(lemma: str) -> str:
    """The verb that a lexical passive is made of: «ئاشكارىلان» -> «ئاشكارىلا»; others as they are."""
    for ending, stem in PASSIVES:
        if lemma.endswith(ending) and len(lemma) > len(ending) + 1:
            return lemma.removesuffix(ending) + stem
    return lemma


def _voiced(token: Token) -> str:
    """The lemma of a passive as a verb of its own: «داۋالانغان» -> «داۋالان»; an empty string for other forms."""
    segments = token.reading.segments
    return token.lemma + segments[1].form if len(segments) > 1 and segments[1].tag == "PASS" else ""


def _single(token: Token) -> Trigger | None:
    """The row of a verb alone; that of its passive where it tells something else: «تاقالدى» closed, was not banned."""
    verbs = triggers()[0]
    own, active = verbs.get(_voiced(token)), verbs.get(token.lemma)
    return active if own is None or (active is not None and active.kind == own.kind) else own


def _state(tokens: Sequence[Token], i: int, first: int, last: int) -> Predicate | None:
    """An adjective that is told of somebody: «15 كىشى ئىز-دېرەكسىز», «17 ئادەمنىڭ ئىز-دېرىكى يوق»."""
    states = triggers()[2]
    token, start = tokens[i], i
    trigger = states.get(token.lemma)
    if trigger is None and i > first:
        trigger, start = states.get(f"{tokens[i - 1].lemma} {token.lemma}"), i - 1
    following = tokens[i + 1] if i + 1 < last else None
    if trigger is None or (following is not None and following.upos not in {"AUX", "PUNCT", "VERB"}):
        return None
    if following is not None and following.upos == "VERB" and following.lemma not in function_words("auxiliary"):
        return None  # «ئىز-دېرەكسىز يوقاپ كەتتى»: the verb tells it
    end = i + 1 if following is not None and following.upos == "AUX" else i
    return Predicate(start, end, i, _form(tokens, end, last) if end > i else "finite", trigger)


def _modifies(tokens: Sequence[Token], i: int, last: int) -> bool:
    """Whether a bare noun stands right before the noun that it describes."""
    token = tokens[i]
    if token.feat("Case") not in {"", "Nom"} or token.feat("Person[psor]") or i + 1 >= last:
        return False
    following = tokens[i + 1]
    happens = triggers()[0].get(f"{following.text} {tokens[i + 2].lemma}") if i + 2 < last else None
    if happens is not None and happens.kind == "occurrence":
        return False  # «توقۇنۇش يۈز بەردى»
    return following.upos in {"NOUN", "PROPN", "VERB"} and following.lemma not in function_words("number")


def _light(tokens: Sequence[Token], i: int, first: int) -> tuple[int, Trigger] | None:
    """The compound that ends with the verb at token ``i``: «جەڭ قىلدى», «كۈرەش ئېلىپ باردى»."""
    token = tokens[i]
    if token.upos not in {"VERB", "AUX"} or i <= first:
        return None
    verbs = triggers()[0]
    before = tokens[i - 1]
    for width in range(min(LONGEST, i - first), 1, -1):
        far = tokens[i - width]
        middle = " ".join(t.text for t in tokens[i - width + 1 : i])
        owned = far.feat("Person[psor]") and far.feat("Case") not in {"", "Nom"}  # «دوختۇرخانىسىغا ئېلىپ باردى»
        for word in (far.text, far.lemma, _unowned(far.lemma, far.feat("Case"))) if owned else (far.text, far.lemma):
            trigger = verbs.get(f"{word} {middle} {token.lemma}")
            if trigger is not None:
                return i - width, trigger
    bare = before.feat("Case") in {"", "Nom", "Acc"}
    trigger = verbs.get(f"{before.text} {token.lemma}")
    if trigger is None and _voiced(token):
        trigger = verbs.get(f"{before.text} {_voiced(token)}")
    if trigger is None and bare:
        trigger = verbs.get(f"{before.lemma} {token.lemma}")
        if trigger is None and before.feat("VerbForm") == "Vnoun" and not before.feat("Tense"):
            trigger = verbs.get(f"{_bare(before)} {token.lemma}")
    if trigger is None and "-" in before.text:
        trigger = verbs.get(f"{before.text.rpartition('-')[2]} {token.lemma}")  # «دەلىل-ئىسپات توپلا»
    if trigger is None and before.feat("Person[psor]") and not bare and not _idle(before, token):
        gerund = before.feat("VerbForm") == "Vnoun" and not before.feat("Tense")  # «قوللىشىغا ئېرىشتى»
        trigger = verbs.get(f"{_unowned(before.lemma, before.feat('Case'), gerund=gerund)} {token.lemma}")
    if trigger is None:
        return None
    if before.text in function_words("against") and i - 1 > first and tokens[i - 2].feat("Case") == "Dat":
        # «ئۇكرائىناغا قارشى ئېلىپ بارغان»: against, not welcome; «قارارغا قارشى چىقتى» opposes
        return None if any(slot.startswith("acc") for _, slot in trigger.frame) else (i - 1, trigger)
    return i - 1, trigger


def _idle(before: Token, verb: Token) -> bool:
    """Whether a verb and the word before it are a compound that tells no event."""
    return any(f"{word} {verb.lemma}" in _no_events() for word in (before.text, before.lemma))


@lru_cache(maxsize=4096)
def _unowned(lemma: str, case: str, *, gerund: bool = False) -> str:
    """The form of a noun or gerund in a case, without a possessive: «مۇكاپاتىغا» is looked up as «مۇكاپاتقا»."""
    forms = (
        generate(lemma, "VERB", f"VerbForm=Vnoun|Case={case}") if gerund else generate(lemma, "NOUN", f"Case={case}")
    )
    return forms[0] if forms else lemma


PASSIVES = (("لان", "لا"), ("لەن", "لە"), ("ىل", ""), ("ۇل", ""), ("ۈل", ""))
LONGEST = 4  # words before the verb of a compound
FUSED = re.compile(r"^(\w+?[ىۇۈ]ۋ)(ال|ېل|ەت|ېت)")


def _fused(word: str) -> str:
    """The verb with its fused auxiliary: «بېسىۋالغان» -> «بېسىۋال»; an empty string where there is none."""
    match = FUSED.match(word)
    return match[1] + match[2].replace("ې", "ا" if match[2].endswith("ل") else "ە") if match else ""


def _bare(token: Token) -> str:
    """The gerund without possessive and case: «ئۇچرىشىشتا» -> «ئۇچرىشىش»."""
    kept = ""
    for segment in token.reading.segments:
        if segment.tag in {"ACC", "GEN", "DAT", "LOC", "ABL", "P3", "P1SG", "P2SG", "P1PL", "PL", "KI", "EQU", "TER"}:
            break
        kept += segment.form
    return kept


def _form(tokens: Sequence[Token], at: int, last: int) -> str:
    token = tokens[at]
    form = token.feat("VerbForm")
    if form == "Fin":
        return "when" if token.feat("Mood") == "Cnd" else "finite"
    if form == "Part":
        if token.feat("Number") == "Plur":
            return "those"
        if token.feat("Case") not in {"", "Nom"}:
            return "when"
        following = tokens[at + 1] if at + 1 < last else None
        if following is not None and following.upos == "AUX" and following.feat("VerbForm") == "Fin":
            return "finite"  # «جىددىيلەشكەن ئىدى»
        if following is None or following.upos in {"AUX", "PUNCT"}:
            return "finite" if following is None or following.text in {".", "!", "؟"} else "conv"
        return "rel"
    return "conv" if form == "Conv" else "vnoun" if form == "Vnoun" else "finite"


def _happens(tokens: Sequence[Token], noun: Predicate, verb: Predicate) -> bool:
    """«دېڭىز شاۋقۇنى يۈز بەردى»: the verb only says that what the noun tells was so."""
    if noun.form != "noun":
        return False
    near, befall = noun.last + 1 == verb.first, function_words("befall")
    if verb.trigger is not None:
        return near and verb.trigger.kind == "occurrence"
    # «قۇرغاقچىلىققا ئۇچراۋاتىدۇ», «قۇرغاقچىلىقنى باشتىن كەچۈردى»
    near = near or (noun.last + 2 == verb.first and tokens[noun.last + 1].text in befall)
    return near and noun.nature and tokens[verb.main].lemma in befall


def _happening(trigger: Trigger | None) -> Trigger | None:
    """The noun's trigger as that of a verb: "there was an election"."""
    if trigger is None:
        return None
    noun = trigger.gloss.removesuffix(" of").removesuffix(" on").removesuffix(" against").removesuffix(" with")
    gloss = f"(there) be {'an' if noun[:1] in 'aeiou' else 'a'} {noun}"
    return trigger._replace(frame=(), needs=frozenset(), gloss=gloss)


def _phase(tokens: Sequence[Token], inner: Predicate, outer: Predicate) -> bool:
    """Whether ``outer`` only says how far ``inner`` has come: «ئازاد قىلىشقا قاتناشتى», «ياغقىلى باشلىدى»."""
    if inner.trigger is None or inner.form != "vnoun" or tokens[inner.last].feat("Person[psor]"):
        return False
    if tokens[outer.main].lemma not in function_words("phase"):
        return False
    at = inner.last + 1
    if at < outer.main and tokens[at].lemma in function_words("action"):
        at += 1  # «قۇتقۇزۇش ھەرىكىتىنى باشلىدى»
    return at == outer.main and tokens[at - 1].feat("Case") in {"Dat", "Acc"}
