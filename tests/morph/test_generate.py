"""Forms are made as they are written, and every made form is analysed back."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from xewer.morph.analyse import analyse, analyser
from xewer.morph.generate import generate
from xewer.morph.lexicon import lexicon_stems
from xewer.morph.variants import doublets

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


@pytest.mark.parametrize(
    ("number", "form"),
    [
        ("17", "17گە"),
        ("20", "20گە"),
        ("80", "80گە"),
        ("6", "6گە"),
        ("10", "10غا"),
        ("500", "500گە"),
        ("1000", "1000غا"),
    ],
)
def test_figures_take_suffixes_as_they_are_spoken(number, form):
    assert generate(number, "NUM", "Case=Dat") == (form,)


@pytest.mark.parametrize(
    ("lemma", "feats", "pieces", "form"),
    [
        ("ئال", "Mood=Ind|Person=3|Tense=Past|VerbForm=Fin", ["SELF"], "ئېلىۋالدى"),
        ("قىل", "Mood=Ind|Person=3|Tense=Past|VerbForm=Fin", ["COMPL", "MU"], "قىلىۋەتتىمۇ"),
        ("كەل", "Mood=Ind|Person=3|Tense=Pres|VerbForm=Fin", ["Q"], "كېلەمدۇ"),
        ("كەل", "Mood=Ind|Person=3|Tense=Past|VerbForm=Fin", ["MU"], "كەلدىمۇ"),
    ],
)
def test_pieces_without_a_feature_are_made_when_asked(lemma, feats, pieces, form):
    assert generate(lemma, "VERB", feats, pieces=pieces)[0] == form
    assert form not in generate(lemma, "VERB", feats)


LEMMAS = [(stem.lemma, stem.upos) for stem in lexicon_stems() if stem.upos in ("NOUN", "VERB") and not stem.feats]


@settings(max_examples=150, deadline=None)
@given(st.sampled_from(LEMMAS), st.sampled_from(CASES), st.sampled_from(VERBAL), st.booleans())
def test_every_listed_word_comes_back(word, case, verbal, plural):
    lemma, upos = word
    feats = verbal if upos == "VERB" else f"Case={case}" + ("|Number=Plur" if plural else "")
    lemma = doublets().get(lemma, (lemma,))[0]
    for form in generate(lemma, upos, feats):
        assert (lemma, upos, feats) in {(r.lemma, r.upos, r.feats) for r in analyser().known(form)}
