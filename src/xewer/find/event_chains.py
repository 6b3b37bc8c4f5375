"""Converbs that serve another verb: their subject is its subject, not the nominative before them."""

from __future__ import annotations

from typing import TYPE_CHECKING

from xewer.find.phrases import BARE

if TYPE_CHECKING:
    from collections.abc import Sequence

    from xewer.find.event_predicates import Predicate
    from xewer.model import Token

__all__ = ["attributive", "chained", "complement"]


def chained(tokens: Sequence[Token], predicates: Sequence[Predicate]) -> list[Predicate]:
    """The predicates, each converb with the participle or gerund that it leads up to without a comma.

    «ساقچى [سىمسنى ئوققا تۇتۇپ ئۆلتۈرۈش دېلوسىدىكى] گۇماندارنى قولغا ئالدى»: who shot is not who arrests.
    """
    out: list[Predicate] = []
    for predicate in reversed(predicates):
        after = out[-1] if out else None
        if predicate.form == "conv" and after is not None and _leads_to(tokens, predicate, after):
            head = after.chain or after
            if head.form in {"rel", "those", "vnoun"}:
                predicate = predicate._replace(chain=head)
        out.append(predicate)
    return out[::-1]


def _leads_to(tokens: Sequence[Token], predicate: Predicate, after: Predicate) -> bool:
    """Whether nothing but what the later verb governs stands between two verbs."""
    if after.form == "noun" or tokens[after.main].upos == "AUX":
        return False  # «ئايرىلماقچى بولغانلىقى»: one verb
    between = tokens[predicate.last + 1 : after.first]
    return not any(t.upos in {"PUNCT", "CCONJ", "ADP"} or t.feat("Case") == "Gen" for t in between)


def attributive(tokens: Sequence[Token], predicate: Predicate) -> bool:
    """«ئۆلتۈرۈش دېلوسى», «تاقاش قارارى»: a bare gerund that describes the noun behind it."""
    token, at = tokens[predicate.last], predicate.last + 1
    bare = predicate.form == "vnoun" and token.feat("Case") in BARE and not token.feat("Person[psor]")
    if not bare or token.feat("Tense") or at >= len(tokens):
        return False
    return tokens[at].upos == "NOUN" and tokens[at].feat("Person[psor]") == "3"


def complement(tokens: Sequence[Token], gerund: Predicate, predicate: Predicate) -> bool:
    """Whether a gerund stands right before the verb that asks for it, helps with it or stops it."""
    token = tokens[gerund.last]
    near = gerund.form == "vnoun" and gerund.last + 1 == predicate.first
    return near and not token.feat("Tense") and token.feat("Case") in {"Acc", "Dat", "Abl"}
