"""Forms are made as they are written, and every made form is analysed back."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from xewer.morph.analyse import analyse
from xewer.morph.generate import generate

CASES = ["Nom", "Gen", "Acc", "Dat", "Loc", "Abl", "Ter"]
OWNERS = ["", "Person[psor]=3", "Number[psor]=Plur|Person[psor]=1", "Number[psor]=Sing|Person[psor]=1"]


@pytest.mark.parametrize(
    ("lemma", "upos", "feats", "form"),
    [
        ("كىتاب", "NOUN", "Case=Dat|Number=Plur", "كىتابلارغا"),
        ("كىتاب", "NOUN", "Case=Loc|Form=Ki", "كىتابتىكى"),
        ("مەكتەپ", "NOUN", "Case=Acc|Person[psor]=3", "مەكتىپىنى"),
        ("قىل", "VERB", "Mood=Ind|Person=3|Tense=Past|VerbForm=Fin|Voice=Pass", "قىلىندى"),
        ("كەل", "VERB", "Aspect=Prog|Mood=Ind|Person=3|Tense=Pres|VerbForm=Fin", "كېلىۋاتىدۇ"),
        ("دە", "VERB", "Mood=Ind|Person=3|Tense=Past|VerbForm=Fin", "دېدى"),
        ("ئەۋەت", "VERB", "Case=Acc|Person[psor]=3|Tense=Past|VerbForm=Vnoun", "ئەۋەتكەنلىكىنى"),
    ],
)
def test_first_form(lemma, upos, feats, form):
    assert generate(lemma, upos, feats)[0] == form


def test_impossible_features_have_no_form():
    assert generate("كىتاب", "NOUN", "Case=Loc|Tense=Past") == ()


@settings(max_examples=60, deadline=None)
@given(
    st.sampled_from(["كىتاب", "مەكتەپ", "بالا", "دۆلەت", "يىل", "كۈن", "تىل", "شەھەر"]),
    st.sampled_from(CASES),
    st.sampled_from(OWNERS),
    st.booleans(),
)
def test_nouns_come_back(lemma, case, owner, plural):
    feats = "|".join(
        sorted(filter(None, [f"Case={case}", "Number=Plur" if plural else "", *owner.split("|")]), key=str.lower)
    )
    forms = generate(lemma, "NOUN", feats)
    assert forms
    for form in forms:
        assert (lemma, "NOUN", feats) in {(r.lemma, r.upos, r.feats) for r in analyse(form)}


VERBAL = [
    "Mood=Ind|Person=3|Tense=Past|VerbForm=Fin",
    "Aspect=Prog|Mood=Ind|Person=3|Tense=Pres|VerbForm=Fin",
    "Mood=Pot|Person=3|Polarity=Neg|Tense=Pres|VerbForm=Fin",
    "Evident=Nfh|Mood=Ind|Person=3|Tense=Past|VerbForm=Fin",
    "Mood=Cnd|Number=Plur|Person=1|VerbForm=Fin",
    "Tense=Past|VerbForm=Part|Voice=Pass",
    "Case=Dat|Person[psor]=3|VerbForm=Vnoun",
    "Case=Abl|Number[psor]=Plur|Person[psor]=1|Polarity=Neg|Tense=Pres|VerbForm=Vnoun",
    "Aspect=Perf|VerbForm=Conv",
    "Polarity=Neg|VerbForm=Conv",
]


@settings(max_examples=60, deadline=None)
@given(
    st.sampled_from(["قىل", "كەل", "باشلا", "ئوقۇ", "دە", "ئال", "كۆر", "ئەۋەت", "چىقار", "ئىشلە"]),
    st.sampled_from(VERBAL),
)
def test_verbs_come_back(lemma, feats):
    forms = generate(lemma, "VERB", feats)
    assert forms
    for form in forms:
        assert (lemma, "VERB", feats) in {(r.lemma, r.upos, r.feats) for r in analyse(form)}
