"""What the words beside a word say about its reading: small rules, each with its reason.

Each rule gives a number that is added to the cost of a reading: above zero speaks against it, below for it.
"""

from __future__ import annotations

from functools import lru_cache
from typing import TYPE_CHECKING

from xewer.resources import read_table

if TYPE_CHECKING:
    from collections.abc import Callable

    from xewer.model import Reading

__all__ = ["in_role", "roles", "weigh"]

_LIQ = ("لىق", "لىك", "لۇق", "لۈك")
_NOMINAL = frozenset({"NOUN", "PROPN", "ADJ", "NUM", "PRON"})


@lru_cache(maxsize=1)
def roles() -> dict[str, frozenset[str]]:
    """``data/context.tsv``: lemma sets by role."""
    found: dict[str, set[str]] = {}
    for row in read_table("context.tsv"):
        found.setdefault(row["role"], set()).add(row["lemma"])
    return {role: frozenset(lemmas) for role, lemmas in found.items()}


def _has(reading: Reading, pair: str) -> bool:
    return pair in reading.feats.split("|")


def participle(reading: Reading, before: Reading | None, after: Reading | None) -> float:
    """-غان is finite at the end of a clause, a participle before a noun: «كەلگەن ئادەم», «ئۇ كەلگەن.»."""
    del before
    if reading.upos not in ("VERB", "AUX") or reading.segments[-1].tag not in ("PTCP", "AOR", "PROSP"):
        return 0.0
    closing = after is None or after.upos in ("PUNCT", "CCONJ", "SCONJ") or after.lemma in roles()["after-finite"]
    if _has(reading, "VerbForm=Part") and "Case=" not in reading.feats:
        return 0.4 if closing else -0.2
    if _has(reading, "VerbForm=Fin"):
        return -0.2 if closing else 0.5
    return 0.0


def imperative(reading: Reading, before: Reading | None, after: Reading | None) -> float:
    """A bare verb stem is an order only at the end of what is said."""
    if reading.upos in ("VERB", "AUX") and _has(reading, "Mood=Imp") and len(reading.segments) == 1:
        if after is not None and after.upos != "PUNCT":
            return 1.0
        return 0.4 if before is None else 0.0
    return 0.0


def finite_inside(reading: Reading, before: Reading | None, after: Reading | None) -> float:
    """A finite verb mostly closes its clause: «ئالدى بىلەن» is no verb."""
    del before
    if after is None or after.upos in ("PUNCT", "AUX", "CCONJ", "SCONJ", "VERB"):
        return 0.0
    return 0.25 if _has(reading, "VerbForm=Fin") and not _has(reading, "Mood=Cnd") else 0.0


def determiner(reading: Reading, before: Reading | None, after: Reading | None) -> float:
    """«بۇ كىتاب» has a determiner; «بۇ ياخشى.», «بۇ — …» a pronoun."""
    del before
    if reading.upos == "DET":
        if reading.lemma == "ئۇ":
            return 0.6  # nearly always he, she, it
        if after is not None and after.lemma in roles()["after-pronoun"]:
            return 0.6  # «بۇ بىر …»: this is a …
        if after is not None and (_has(after, "PronType=Prs") or (after.upos == "DET" and _has(after, "PronType=Dem"))):
            return 1.5  # «بۇ بىزنىڭ ئۆيىمىز»: this is our …; «بۇ مۇشۇ ئايدا»: this is, in this month, …
        fits = after is not None and (
            after.upos in _NOMINAL or _has(after, "VerbForm=Part") or _has(after, "VerbForm=Vnoun")
        )
        return -0.3 if fits else 0.6
    if reading.upos == "PRON" and _has(reading, "PronType=Dem") and _has(reading, "Case=Nom"):
        described = after is not None and after.upos in _NOMINAL and after.lemma not in roles()["after-pronoun"]
        return 0.2 if described else -0.2
    return 0.0


def detached(reading: Reading, before: Reading | None, after: Reading | None) -> float:
    """A suffix written apart follows a number, a Latin word, a closing mark or a noun: «FBI غا», «» نىڭ», «كاپ نىڭ»."""
    del after
    if reading.upos != "PART" or not ("Case=" in reading.feats or "Number=" in reading.feats):
        return 0.0
    if before is None:
        return 2.0
    char = before.form[-1:]
    if before.upos in {"NOUN", "PROPN"} and "Case=Nom" in before.feats and "Case=" in reading.feats:
        return -2.0
    return -3.0 if char.isdigit() or char in "»)”\"'%›]°" or (char.isascii() and char.isalpha()) else 0.5


def postposition(reading: Reading, before: Reading | None, after: Reading | None) -> float:
    """كېيىن and بۇرۇن are postpositions after the ablative, adverbs elsewhere."""
    del after
    if reading.upos == "ADP":
        if before is None or before.upos == "PUNCT":
            return 0.8
        if reading.lemma in roles()["after-ablative"]:
            return -0.6 if _has(before, "Case=Abl") else 0.6
        return -0.3 if before.upos in _NOMINAL or "Case=" in before.feats else 0.0
    if (
        reading.upos == "ADV"
        and before is not None
        and _has(before, "Case=Abl")
        and reading.lemma in roles()["after-ablative"]
    ):
        return 0.5
    return 0.0


def gerund(reading: Reading, before: Reading | None, after: Reading | None) -> float:
    """A listed noun in -ش is the verb's own form unless something is done with it: «ئۇقتۇرۇش قىلدى»."""
    del before
    if reading.upos != "NOUN" or not reading.lemma.endswith("ش") or after is None:
        return 0.0
    if "Number=Plur" in reading.feats or after.lemma in roles()["light-verb"]:
        return -0.2
    return 0.15 if "Person[psor]=" in reading.feats else 0.0


def go_or_give(reading: Reading, before: Reading | None, after: Reading | None) -> float:
    """«بېرىپ» is "give" after a bare noun (ياردەم بېرىپ), "go" after a direction (بېيجىڭغا) and in «ئېلىپ بېرىپ»."""
    del after
    if reading.upos not in ("VERB", "AUX") or not reading.form.startswith("بېر") or reading.lemma not in ("بار", "بەر"):
        return 0.0
    if before is not None and before.form in roles()["taking"]:  # carries out; "takes for" is rare in the news
        return -0.4 if reading.lemma == "بار" else 0.2
    if reading.upos == "AUX":
        return 0.0
    going = before is not None and before.upos in ("NOUN", "PROPN") and _has(before, "Case=Dat")
    return -0.2 if (reading.lemma == "بار") == going else 0.0


def reach_or_lie(reading: Reading, before: Reading | None, after: Reading | None) -> float:
    """«يېتىپ» before "come" or "go" is "reach" (يېتىپ كەلدى); "lie" is another word of the same form (ئاغرىپ يېتىپ)."""
    del before
    if (
        reading.upos != "VERB"
        or reading.form not in roles()["reaching"]
        or after is None
        or after.lemma not in ("كەل", "بار")
    ):
        return 0.0
    return -0.6 if reading.lemma == "يەت" else 0.0


def each_other(reading: Reading, before: Reading | None, after: Reading | None) -> float:
    """«بىر-بىرىنى»: both halves are the pronoun "each other"."""
    if not _has(reading, "PronType=Rcp"):
        return 0.0
    joined = before is not None and (before.form in ("-", "بىر"))
    joins = after is not None and (after.form == "-" or _has(after, "PronType=Rcp"))
    if "Person[psor]=" in reading.feats:
        return -1.0 if joined else 1.0
    return -1.0 if joins else 0.5


def owning(reading: Reading, before: Reading | None, after: Reading | None) -> float:
    """«كۈچكە ئىگە» has what stands in the dative; elsewhere ئىگە is an owner."""
    del after
    if reading.lemma not in roles()["having"] or before is None or not _has(before, "Case=Dat"):
        return 0.0
    return -0.5 if reading.upos == "ADJ" else 0.5


def name_part(reading: Reading, before: Reading | None, after: Reading | None) -> float:
    """A word that may be a name is one beside a name: «كىم جوڭئۇن» is not "who"."""
    beside = (after is not None and after.upos == "PROPN") or (before is not None and before.upos == "PROPN")
    if reading.upos == "PROPN":
        return -0.35 if beside else 0.0
    named = after is not None and after.upos == "PROPN"
    return 0.5 if named and _has(reading, "PronType=Int") and len(reading.segments) == 1 else 0.0


def numeral(reading: Reading, before: Reading | None, after: Reading | None) -> float:
    """A numeral counts something; before a verb the word is a noun: «يۈز بەردى»."""
    del before
    counted = after is None or after.upos not in ("VERB", "AUX") or "VerbForm=Vnoun" in after.feats
    return 0.0 if reading.upos != "NUM" or counted else 0.3


def owner(reading: Reading, before: Reading | None, after: Reading | None) -> float:
    """After a genitive a possessive is expected: «دۆلەتنىڭ باشلىقى»."""
    del after
    if before is None or reading.upos not in _NOMINAL:
        return 0.0
    if _has(before, "Case=Gen"):
        return -0.6 if "Person[psor]=" in reading.feats else 0.2
    return 0.0


def attribute(reading: Reading, before: Reading | None, after: Reading | None) -> float:
    """Before a noun a word that is adjective and adverb is an adjective; before a verb an adverb fits as well."""
    del before
    if after is None:
        return 0.0
    if reading.upos == "ADJ" and after.upos in ("NOUN", "PROPN"):
        return -0.2
    if reading.upos == "ADV" and after.upos in ("VERB", "AUX"):
        return -0.2
    return 0.0


_RULES: tuple[Callable[[Reading, Reading | None, Reading | None], float], ...] = (
    participle,
    imperative,
    finite_inside,
    determiner,
    detached,
    postposition,
    gerund,
    go_or_give,
    reach_or_lie,
    each_other,
    owning,
    name_part,
    numeral,
    owner,
    attribute,
)


def weigh(reading: Reading, before: Reading | None, after: Reading | None) -> float:
    """Sum of what all rules say of a reading between two others."""
    return sum([rule(reading, before, after) for rule in _RULES])


def in_role(reading: Reading, before: Reading | None) -> Reading:
    """The reading in the class that its place gives it.

    A verb may be an auxiliary («ئۇنتۇپ قالدى», «قىلغان بولسا», «ياخشى بولىدۇ»); what is counted in -لىق describes
    («37 ياشلىق»).
    """
    if before is None:
        return reading
    if reading.upos == "NOUN" and before.upos == "NUM" and reading.feats == "Case=Nom" and reading.lemma.endswith(_LIQ):
        return reading._replace(upos="ADJ", feats="")
    if reading.upos not in ("VERB", "AUX"):
        return reading
    known = roles()
    upos = reading.upos
    if reading.lemma in known["like"]:
        # «قالمىغاندەك قىلىدۇ»: seems as if; «بىلمىگەندەك قىلىپ»: making as if
        seems = before.upos in ("VERB", "AUX") and _has(before, "Case=Equ") and _has(reading, "VerbForm=Fin")
        upos = "AUX" if seems else "VERB"
    elif reading.lemma in known["aspect"]:
        chained = _has(before, "VerbForm=Conv") and before.lemma != "دە"
        upos = "AUX" if chained and reading.lemma != before.lemma else "VERB"
    elif reading.lemma in known["copula"]:
        after_verb = before.upos in ("VERB", "AUX") and not _has(before, "VerbForm=Vnoun")
        described = (
            (before.upos in ("ADJ", "NOUN", "NUM", "PRON", "PROPN") or before.lemma in known["so"])
            and (_has_bare(before) or reading.form in known["topic"])  # «ۋاشىنگتون بولسا», «ئۆيدە بولسا»: as for …
            and before.lemma not in known["light"]
        )
        upos = "AUX" if after_verb or described else "VERB"
    return reading if upos == reading.upos else reading._replace(upos=upos)


def _has_bare(reading: Reading) -> bool:
    """Whether a nominal stands without any case but the nominative."""
    return "Case=" not in reading.feats or _has(reading, "Case=Nom")
