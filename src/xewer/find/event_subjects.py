"""The subject of a predicate: nominative, genitive, or the noun that a participle describes."""

from __future__ import annotations

from typing import TYPE_CHECKING

from xewer.find.cues import function_words, speaker_kinds
from xewer.find.event_bound import agrees, bound, points
from xewer.find.event_chains import attributive
from xewer.find.event_participles import described, head_noun, inner_subject, open_head, possessor
from xewer.find.event_parts import governs, nearest, parts
from xewer.find.phrases import BARE

if TYPE_CHECKING:
    from collections.abc import Sequence

    from xewer.find.event_clauses import Clauses
    from xewer.find.event_predicates import Predicate
    from xewer.find.phrases import Phrase

__all__ = [
    "acts_between",
    "by_force",
    "find_subject",
    "founded",
    "genitive_subject",
    "has_others",
    "is_object",
    "subject_of",
]


def subject_of(clauses: Clauses, predicate: Predicate, inside: list[Phrase], last: int) -> Phrase | None:
    """Somebody who is the nominative subject of a finite verb, whether it tells an event or not."""
    phrase = find_subject(clauses, predicate, inside, last, transitive=True, loose=False)
    return phrase if phrase is not None and phrase.case in BARE and clauses.somebody(phrase) else None


def find_subject(
    clauses: Clauses, predicate: Predicate, inside: list[Phrase], last: int, *, transitive: bool, loose: bool
) -> Phrase | None:
    """Nominative in a finite clause, genitive in a nominalised one, the head noun behind a participle."""
    form = predicate.form
    if predicate.chain is not None:
        return _of_chain(clauses, predicate, inside, last)
    if form in {"vnoun", "when"}:
        genitive = genitive_subject(clauses, predicate, inside)
        if genitive is not None:
            return genitive
        modal = function_words("possibility") | function_words("necessity")
        after = clauses.tokens[predicate.last + 1].text if predicate.last + 1 < last else ""
        if form == "vnoun" and clauses.tokens[predicate.last].feat("Person[psor]") and after not in modal:
            # «ئون شۆبە ئېچىلىدىغانلىقى»; «… قىلغانلىقى»: somebody's, and the sentence need not say whose
            near = inside[-1] if inside and inside[-1].last + 1 == predicate.first else None
            plain = loose and near is not None and near.case in BARE and near.last not in clauses.measures
            return near if plain and clauses.tokens[predicate.last].feat("Tense") else None
    if not governs(clauses, predicate, last):
        return None
    nominative = [
        p
        for p in inside
        if p.case in BARE
        and agrees(clauses, p, predicate)
        and not bound(clauses, p, predicate.first)
        and not points(clauses, p, inside)
    ]
    beside = nominative[-1] if nominative and nominative[-1].last + 1 == predicate.first else None
    if form == "rel":
        return _of_participle(clauses, predicate, inside, nominative, last, transitive=transitive, loose=loose)
    if loose and nominative and form != "conv":
        return _of_thing(clauses, predicate, nominative)
    if transitive and beside is not None and acts_between(clauses, beside, inside):
        if not _names_office(predicate):
            return beside
        nominative = nominative[:-1]
    elif founded(clauses, predicate, nominative) is not None:
        nominative = nominative[:-1]
    elif transitive and beside is not None and is_object(clauses, beside):
        alone = clauses.somebody(beside) and not has_others(clauses, beside, nominative)
        nominative = nominative if alone else nominative[:-1]  # «دوختۇر تەكشۈردى»: the only one there acts
    if form != "when":
        nominative = [p for p in nominative if p.last not in clauses.conditions]
    people = [p for p in nominative if clauses.somebody(p)]
    # «خوللي چېكىنگەندىن كېيىن پېتېر جونېس كېتىپ قالدى»: he, not she
    people = [p for p in people if not any(q.first > clauses.inner.get(p.last, q.first) for q in people)]
    pool = nearest(clauses, people, parts(clauses, inside, predicate))
    if pool:
        return _named_behind(clauses, pool, _behind_object(clauses, pool, inside))
    if form == "vnoun" and not nominative:
        # «…لىرىنىڭ … خاتىمە بېرىش ئۈچۈن … جەڭ قىلغانلىقى»: the subject of the clause that this one serves
        owned = clauses.owned(inside)
        genitive = next((p for p in inside if p.case == "Gen" and p.last not in owned and clauses.somebody(p)), None)
        if genitive is not None:
            return genitive
    return nominative[-1] if nominative else None


def _of_participle(
    clauses: Clauses,
    predicate: Predicate,
    inside: list[Phrase],
    nominative: list[Phrase],
    last: int,
    *,
    transitive: bool,
    loose: bool,
) -> Phrase | None:
    """The noun that a participle describes, or who stands before it: «ساقچىلار تۇتقان ئوغرى»."""
    beside = nominative[-1] if nominative and nominative[-1].last + 1 == predicate.first else None
    head = head_noun(clauses, predicate, last)
    if head is not None and not loose and open_head(clauses, head, last):
        return None
    passive = predicate.passive
    kin = _whose(clauses, predicate, nominative) if passive or not transitive else None
    if kin is not None and head is not None and clauses.somebody(head):
        return kin
    happens = predicate.trigger is not None and predicate.trigger.kind == "occurrence"
    if loose and happens and not passive:
        things = [p for p in nominative if p.last not in clauses.measures and not clauses.somebody(p)]
        if things:
            return things[-1]  # «ھادىسە يۈز بەرگەن جاي»: not the place happened
    i_or_you = beside is not None and clauses.tokens[beside.last].feat("Person") in {"1", "2"}
    if not passive and i_or_you:
        return beside  # «مەن قوشۇلمايدىغان ئورۇن»: I, not what stands behind
    object_given = any(p.case == "Acc" for p in inside) or not transitive
    inner = inner_subject(clauses, predicate, inside, last)
    if inner and inner[0].entity is not None and not object_given:
        return inner[0]  # «زۇكېربېرگ بوستوندا قۇرغان بۇ شىركەت … قوللىدى»
    if beside is not None and not (passive or object_given) and clauses.place(beside):
        return beside if clauses.somebody(beside) else None  # «رايون ئەۋەتكەن ئۇستا»
    alone = object_given or beside is None or not clauses.somebody(beside)
    if head is not None and (passive or (alone and clauses.somebody(head))):
        return head
    if loose:
        return head if head is not None and not clauses.somebody(head) else None  # «يۈز بەرگەن يەر تەۋرەش»
    if beside is not None and described(clauses, beside, head, transitive=transitive, inside=inside):
        return None
    genitive = possessor(clauses, inside, head)
    if genitive is not None and beside is None and not _undergoes(predicate):
        return genitive
    return beside if beside is not None and clauses.somebody(beside) else None


def _of_thing(clauses: Clauses, predicate: Predicate, nominative: list[Phrase]) -> Phrase | None:
    """What rises, happens or is found: it stands nearest to its verb."""
    beside = nominative[-1] if nominative[-1].last + 1 == predicate.first else None
    things = [p for p in nominative if p.last not in clauses.measures]
    # «بۇ ئىش بىر خادىم بايقىغاندىن كېيىن ئاشكارىلاندى»: he did another thing
    things = [p for p in things if p.last not in clauses.inner] or things
    # «بۇ ئىشلار جېرېمىي رەھبەر بولۇپ باشلاندى»: a name that no table knows is no thing, where there is one
    things = [p for p in things if clauses.tokens[p.last].upos != "PROPN" or p.entity is not None] or things
    people = [p for p in things if clauses.somebody(p)]
    if predicate.passive and people and (beside is None or beside not in things):
        return people[-1]  # «بىر ئۆسمۈر … پىچاق يارىسى بار ھالەتتە بايقالغان»
    return things[-1] if things else None


def _of_chain(clauses: Clauses, predicate: Predicate, inside: list[Phrase], last: int) -> Phrase | None:
    """The subject of the participle or gerund that a converb leads up to; nobody where it may be another's.

    «ئۇنىڭ … ئوققا تۇتۇپ ئۆلتۈرگەنلىكى»: the genitive. «ئۇ كېلىپ ئوقۇغان بالىنى كۆردى»: he or the child came.
    """
    chain = predicate.chain
    if chain is None or attributive(clauses.tokens, chain):
        return None
    bare = [p for p in inside if p.case in BARE and not bound(clauses, p, predicate.first) and clauses.somebody(p)]
    if chain.form == "vnoun":
        genitive = genitive_subject(clauses, chain, inside)
        if genitive is not None or clauses.tokens[chain.last].feat("Person[psor]"):
            return genitive
        return bare[0] if bare else None
    head = head_noun(clauses, chain, last) if chain.form == "rel" else None
    if chain.passive or head is None or not clauses.somebody(head):
        return bare[0] if len(bare) == 1 and chain.form == "rel" and head is not None else None
    return None if bare else head


def _undergoes(predicate: Predicate) -> bool:
    """«BBC نىڭ ئالقىشقا ئېرىشكەن پروگراممىسى»: what befell the programme befell no owner of it."""
    frame = predicate.trigger.frame if predicate.trigger is not None else ()
    return predicate.passive or any(role == "recipient" and slot.startswith("nom") for role, slot in frame)


def _whose(clauses: Clauses, predicate: Predicate, nominative: Sequence[Phrase]) -> Phrase | None:
    """«ئاكىسى لاگېرغا سولانغان گۈلنار», «ئويۇنى بىكار قىلىنغان ناخشىچى»: whose brother, whose show; not she."""
    first = nominative[0] if nominative else None
    if first is None or first.entity is not None or first.owner is not None or first.first != first.last:
        return None
    own = clauses.tokens[first.last].feat("Person[psor]") == "3"
    frame = predicate.trigger.frame if predicate.trigger is not None else ()
    things = predicate.passive and any(slot.endswith("-any") for _, slot in frame)
    return first if own and (things or clauses.somebody(first)) else None


def _behind_object(clauses: Clauses, pool: Sequence[Phrase], inside: Sequence[Phrase]) -> Phrase:
    """«ئۇچرىشىشنى ترامپ مۇنداق تەرىپلىدى»: who stands behind the object acts; else the first."""
    objects = {p.last + 1 for p in inside if p.case == "Acc"}
    later = (p for p in pool[1:] if p.entity is not None)
    return next((p for p in later if clauses.joined(p)[0].first in objects), pool[0])


def _named_behind(clauses: Clauses, pool: Sequence[Phrase], found: Phrase) -> Phrase:
    """«بولىۋىيەنىڭ ۋەكىلى سابىق پرېزىدېنت رودرىگۇز»: an office, and right behind it the name of who holds it."""
    if found.entity is not None or not clauses.tokens[found.last].feat("Person[psor]"):
        return found
    names = clauses.phrases.names
    for phrase in pool:
        if phrase.first == found.last + 1 and phrase.entity is not None and names[phrase.entity].label == "PERSON":
            return phrase
    return found


def acts_between(clauses: Clauses, beside: Phrase, inside: Sequence[Phrase]) -> bool:
    """«بالا سۇ ئۈزۈۋاتقاندا ئۇنى بىر ئىت چىشلىدى»: what stands between the object and the verb does it."""
    if not clauses.somebody(beside) or clauses.tokens[beside.last].feat("Person[psor]"):
        return False
    return any(p.case == "Acc" and p.last + 1 == beside.first for p in inside)


def _names_office(predicate: Predicate) -> bool:
    """«ئۇنى رەئىس سايلىدى»: the bare noun is the office, not who elects."""
    return predicate.trigger is not None and predicate.trigger.kind in {"election", "appointment", "membership"}


def genitive_subject(clauses: Clauses, predicate: Predicate, inside: Sequence[Phrase]) -> Phrase | None:
    """The genitive subject of a nominalised verb: the nearest that owns nothing else."""
    if not clauses.tokens[predicate.last].feat("Person[psor]"):
        return None
    whole = clauses.phrases.between(inside[0].first, predicate.first) if inside else []
    owned = clauses.owned(whole)  # also by what another verb has taken: «گېرمانىيەنىڭ بىر شەھىرىگە كېلىپ …»
    found = [p for p in inside if p.case == "Gen" and p.last not in owned and not _of_noun(clauses, p, predicate)]
    if clauses.tokens[predicate.last].feat("Person[psor]") != "3":
        found = [p for p in found if clauses.tokens[p.last].upos == "PRON"]  # «سىزنىڭ … قاتناشقانلىقىڭىز»
    if len(found) > 1 and found[-1].last + 1 == predicate.first < predicate.main:
        # «ساقچىلارنىڭ بۇ ئەرنىڭ سالاھىيىتىنى جەزملەشتۈرگەنلىكى»: the nearer owns the noun of the compound
        found = found[:-1] if clauses.tokens[predicate.first].feat("Person[psor]") == "3" else found
    return found[-1] if found else _over_compound(clauses, inside)


def _over_compound(clauses: Clauses, inside: Sequence[Phrase]) -> Phrase | None:
    """«ياشلارنىڭ جىنايەت شايكىلىرىغا قوشۇلۇشى»: the compound has its possessive from its own first noun.

    A state owns its offices («ئامېرىكىنىڭ تاشقى ئىشلار مىنىستىرىغا»); people do not.
    """
    tokens, names = clauses.tokens, clauses.phrases.names
    for phrase in inside:
        owner = clauses.own(phrase)
        if owner is None or phrase.entity is not None or not clauses.somebody(owner) or phrase.case in {*BARE, "Gen"}:
            continue
        state = owner.entity is not None and names[owner.entity].label != "PERSON"
        before = tokens[phrase.last - 1] if phrase.last > phrase.first else None
        compound = before is not None and before.upos == "NOUN" and before.feat("Case") in BARE
        if compound and not state and before is not None and not before.feat("Person[psor]"):
            head = tokens[phrase.last].lemma
            return None if head in speaker_kinds() or head in function_words("aide") else owner
    return None


def _of_noun(clauses: Clauses, phrase: Phrase, predicate: Predicate) -> bool:
    """«… گېزىتىنىڭ زىيارىتىنى قوبۇل قىلغاندا»: the genitive owns the noun of a compound verb, it is no subject."""
    tokens = clauses.tokens
    if predicate.first == predicate.main or tokens[predicate.first].feat("Person[psor]") != "3":
        return False
    lexical = predicate.trigger is not None and predicate.trigger.lemma.startswith(tokens[predicate.first].text)
    if lexical:
        return False  # «ئەسكەرنىڭ ھاياتىدىن ئايرىلغانلىقى»: his own
    between = tokens[phrase.last + 1 : predicate.first]
    return all(t.upos in {"PUNCT", "PART"} for t in between)


def by_force(clauses: Clauses, predicate: Predicate, inside: Sequence[Phrase]) -> bool:
    """«بوران لاس ۋېگاسقا تەھدىت سالدى»: a force of nature does it, and nobody."""
    forces = function_words("force")
    cases = {*BARE, "Gen"} if predicate.form in {"vnoun", "when"} else BARE
    subjects = [p for p in inside if p.case in cases and p.last < predicate.first and not clauses.followed(p, "with")]
    return any({t.lemma for t in clauses.tokens[p.first : p.last + 1]} & forces for p in subjects) and not any(
        clauses.somebody(p) and clauses.tokens[p.last].upos == "NOUN" for p in subjects
    )


def founded(clauses: Clauses, predicate: Predicate, nominative: Sequence[Phrase]) -> Phrase | None:
    """«خەۋپسىزلىك كومىتېتى قۇرۇش»: a body that is being founded is not yet known, and stands bare before the verb."""
    last = nominative[-1] if nominative else None
    new = predicate.trigger is not None and predicate.trigger.kind == "founding" and not predicate.passive
    if not new or last is None or predicate.first != predicate.main or clauses.behind(last) != predicate.first:
        return None
    body = last.entity is not None and clauses.phrases.names[last.entity].label == "ORG"
    return last if body and clauses.tokens[last.last].feat("Person[psor]") == "3" else None


def is_object(clauses: Clauses, phrase: Phrase) -> bool:
    """A bare noun right before a transitive verb is its object: «بىر گۇرۇپپا ئەۋەتتى»."""
    return phrase.entity is None and clauses.tokens[phrase.last].upos == "NOUN"


def has_others(clauses: Clauses, phrase: Phrase, inside: Sequence[Phrase]) -> bool:
    """Whether somebody else stands in the nominative or genitive before a phrase."""
    return any(p.last < phrase.first and p.case in {*BARE, "Gen"} and clauses.somebody(p) for p in inside)
