"""What happened: one case a line in ``tests/gold/events.txt``, the trigger table, and what must hold for any text."""

from __future__ import annotations

from collections import defaultdict
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

import seed_events
import twins_of_seed
from xewer.find.english_verbs import ing, participle, past
from xewer.find.event_modality import lasting_kinds, said_kinds
from xewer.find.event_predicates import triggers
from xewer.morph.analyse import analyse
from xewer.resources import read_table, read_yaml

GOLD = Path(__file__).resolve().parents[1] / "gold" / "events.txt"
MODALITIES = {"asserted", "ongoing", "habitual", "planned", "possible", "requested", "purpose", "denied", "historical"}
ROLES = {"actor", "recipient", "place", "need"}
WORDS = [
    "پۇتىن",
    "نىڭ",
    "ۋە",
    "بىلەن",
    "جەڭ",
    "قىلدى",
    "قىلغان",
    "قارشى",
    "ئۈچۈن",
    "تەرىپىدىن",
    "ئېلىپ",
    "ئۇنى",
    "كۆرۈشتى",
    "ئىمزالىغان",
    "تەلەپ",
    "قىلىشىنى",
]
SLOTS = {
    "nom",
    "acc",
    "dat",
    "abl",
    "loc",
    "with",
    "against",
    "owner",
    "self",
    "dest",
    "theme",
    "neg",
    "place",
    "who",
    "whom",
    "thing",
    "body",
    "doer",
    "figure",
    "amount",
    "storm",
    "gen",
}


def cases() -> list[tuple[str, list[list[str]]]]:
    """Sentences of the gold with the rows of their events."""
    found: dict[str, list[list[str]]] = defaultdict(list)
    for line in GOLD.read_text(encoding="utf-8").split("\n"):
        if line and line[0] != "#":
            sentence, *row = (cell.strip() for cell in line.split(" | "))
            found[sentence].append(row)
    return list(found.items())


def told(event) -> list[str]:
    """One event as a row of the gold."""
    people = [" + ".join(m.text for m in getattr(event, k)) or "-" for k in ("actors", "recipients", "places")]
    modality = event.modality + (" not" if event.polarity == "-" else "")
    return [event.text, event.kind, event.plover or "-", *people, modality]


@pytest.mark.parametrize(("sentence", "rows"), cases())
def test_gold_line(sentence, rows):
    import xewer

    article = xewer.read(sentence, published="2025-06-01", script="arabic")
    assert [told(e) for e in article.events] == ([] if rows == [["-"]] else rows)


@pytest.mark.parametrize(
    ("sentence", "gloss"),
    [
        ("ئۇكرائىنا ئەسكەرلىرى رۇسىيە قىسىملىرىغا قارشى جەڭ قىلدى.", "Ukraine's soldiers fought Russia's troops"),
        ("ژۇرنالىست ساقچىلار تەرىپىدىن قولغا ئېلىندى.", "the journalist was arrested by police officers"),
        ("گېرمانىيە ۋە فرانسىيە رۇسىيەنى ئاگاھلاندۇردى.", "Germany and France warned Russia"),
        ("ياپونىيەدە كۈچلۈك يەر تەۋرىدى.", "there was an earthquake in Japan"),
        ("بۇلتۇر تۈركىيەدىن 300 مۇساپىر گېرمانىيەگە كۆچتى.", "300 refugees moved from Turkey to Germany"),
        ("ھۆكۈمەت سايلامنى بىكار قىلمىدى.", "the government did not cancel the election"),
        ("سوت گۇماندارنى قاماق جازاسىغا ھۆكۈم قىلدى.", "the court sentenced the suspect to prison"),
        ("ئايرودرومدا قولغا ئېلىندى.", "… was arrested in the airport"),
        ("ئۈچ تۇتقۇن ساقچىغا تاپشۇرۇپ بېرىلدى.", "… was handed over to the police officer"),
        (
            "ساقچىلار بىلەن نامايىشچىلار ئارىسىدا توقۇنۇش يۈز بەردى.",
            "there was a clash between police officers and protesters",
        ),
        ("13 ياشلىق بىر ئوغۇل بالا يارىلاندى.", "a 13-year-old boy was wounded"),
        ("ئىككى دۆلەت ھۆكۈمىتى كېلىشىم تۈزدى.", "two state governments made an agreement"),
        ("ھېچكىم يارىلانمىدى.", "nobody was wounded"),
        ("45 ياشلىق ئەر ئۇنى قەستلەپ ئۆلتۈرمەكچى بولغان.", "the 45-year-old man intended to murder him/her"),
        ("ھۆكۈمەت ئۇرۇشنى ئاخىرلاشتۇرماقچى بولۇۋاتىدۇ.", "the government intends to end the war"),
        ("ئىككى نەپەر 18 ياشلىق ئەر قولغا ئېلىندى.", "two 18-year-old men were arrested"),
        ("%66 سايلىغۇچى بېلەت تاشلىدى.", "66% of voters voted"),
        ("%57 ئوقۇغۇچى نامايىش قىلدى.", "57% of students protested"),
        ("بىر قانچە نەپەر ئەر قولغا ئېلىندى.", "several men were arrested"),
        ("نۇرغۇن ئۆي ئۆرۈلۈپ چۈشتى.", "many homes collapsed"),
        ("ئون نەچچە ياشلىق ئوغۇل بالا يارىلاندى.", "the teenage boy was wounded"),
        ("يىگىرمە بەش ياشلىق ئەر يارىلاندى.", "the twenty five-year-old man was wounded"),
        ("قۇتقۇزغۇچىلار بىر ئايالنى قۇتقۇزۇۋالدى.", "rescuers rescued a woman"),
        ("ئۇنىڭ ئايالى تۇتقۇن قىلىندى.", "his/her wife was detained"),
        ("ئۇيغۇر قىزى تۇتقۇن قىلىندى.", "the Uyghur girl was detained"),
        ("پرېزىدېنتنىڭ ئوغلى سايلاندى.", "the president's son was elected"),
        ("سىزنىڭ ئەسكەرلىرىڭىز جەڭ قىلدى.", "your soldiers fought"),
        ("ئەسكەرلىرىمىز جەڭ قىلدى.", "our soldiers fought"),
        (
            "بېيجىڭ چاۋشيەنگە 20 مىليون يۈەنلىك ئاشلىق ئەۋەتتى.",
            "Beijing sent grain worth 20 million CNY to North Korea",
        ),
        ("جۇڭگودا 100 مىڭ ئادەم كۆپەيدى.", "… increased by 100,000 people in China"),
        ("شىركەت پايدىسى بىر ھەسسە ئاشتى.", "the company benefit increased (doubled)"),
        ("ئىككى ساقچى ئاپتوموبىلى توختىدى.", "two police cars stopped"),
        ("خەلق قەھرىمانلارنى قارشى ئالدى.", "people welcomed heroes"),
        ("ھەممىسى زىيانغا ئۇچرىدى.", "all of them were damaged"),
        ("پومپېيو چاۋشيەندە زىيارەتتە بولدى.", "Mike Pompeo visited North Korea"),
        ("بىزنىڭ كوماندا ئۇتتى.", "the team won"),
        ("گېرمانىيە ئۇكرائىناغا 500 نەپەر ئەسكەر ئەۋەتتى.", "Germany sent 500 troops to Ukraine"),
        ("ساقچى ئىدارىسى زوراۋانلارنى قولغا ئالدى.", "the police station arrested violent people"),
    ],
)
def test_the_english_line(sentence, gloss):
    import xewer

    (event,) = xewer.read(sentence, published="2025-06-01", script="arabic").events
    assert event.gloss_en == gloss


def test_english_verbs():
    assert [past(v) for v in ("fight", "carry", "arrive", "stop", "visit")] == [
        "fought",
        "carried",
        "arrived",
        "stopped",
        "visited",
    ]
    assert [participle(v) for v in ("write", "shoot", "arrest")] == ["written", "shot", "arrested"]
    assert [ing(v) for v in ("die", "leave", "hit", "flee")] == ["dying", "leaving", "hitting", "fleeing"]


def test_events_carry_the_quotation_they_are_told_in_and_its_speaker():
    import xewer

    article = xewer.read("پۇتىن: «بىز ئۇكرائىنا ئارمىيەسىنى يەڭدۇق» دېدى.", published="2025-06-01", script="arabic")
    (event,) = article.events
    assert event.source == 0
    assert [m.name for m in event.actors] == [article.quotes[0].speaker_name] == ["Vladimir Putin"]


def test_an_indirect_statement_without_a_subject_has_that_of_its_reporter():
    import xewer

    text = "پولشا ئۇكرائىناغا قورال ئەۋەتكەنلىكىنى دەلىللىدى."
    (event,) = xewer.read(text, published="2025-06-01", script="arabic").events
    assert [m.text for m in event.actors] == ["پولشا"]
    assert event.source == 0


def test_the_time_of_the_clause_and_the_figure_of_the_participant():
    import xewer

    text = "دۈشەنبە كۈنى تەخمىنەن 600 ئەسكەر ئۆلدى."
    article = xewer.read(text, published="2025-06-01", script="arabic")
    (event,) = article.events
    assert article.times[event.time].text == "دۈشەنبە كۈنى"
    assert [article.quantities[n].min for n in event.quantities] == [600]


def test_this_state_and_the_two_countries_are_named_as_a_guess():
    import xewer

    text = "رۇسىيە بىلەن شىمالىي كورېيە كېلىشىم ئىمزالىدى. پۇتىن بۇ دۆلەتنى زىيارەت قىلدى. ئىككى دۆلەت يېقىنلاشماقتا."
    signing, visit, closer = xewer.read(text, published="2025-06-01", script="arabic").events
    assert [m.name for m in visit.recipients] == ["North Korea"]
    assert [m.name for m in closer.actors] == ["Russia", "North Korea"]
    assert [e.guess for e in (signing, visit, closer)] == [False, True, True]


def test_a_country_that_was_not_named_is_not_made_up():
    import xewer

    (event,) = xewer.read("پۇتىن بۇ دۆلەتنى زىيارەت قىلدى.", published="2025-06-01", script="arabic").events
    assert [m.name for m in event.recipients] == [None]


def test_the_said_letter_is_the_one_told_of_before():
    import xewer

    text = "پۇتىن كىم جوڭئۇنغا خەت يازدى.\nبايرام كۈنى يېزىلغان مەزكۇر خەتتە ئۇ مىننەتدارلىق بىلدۈردى."
    events = xewer.read(text, published="2025-06-01", script="arabic").events
    letters = [n for n, e in enumerate(events) if e.kind == "letter"]
    assert len(letters) == 2
    assert events[letters[0]].same_as == (letters[1],)


def test_two_tellings_of_one_event_are_linked_and_others_are_not():
    import xewer

    text = (
        "رۇسىيە ئەسكەرلىرى ئۇكرائىناغا ھۇجۇم قىلدى.\n"
        "رۇسىيە ئەسكەرلىرىنىڭ ئۇكرائىنا شەھەرلىرىگە قىلغان ھۇجۇمى ئەيىبلەندى.\n"
        "ئىسرائىلىيە سۈرىيەگە ھۇجۇم قىلدى."
    )
    attacks = [e for e in xewer.read(text, published="2025-06-01", script="arabic").events if e.kind == "attack"]
    assert [len(e.same_as) for e in attacks] == [1, 1, 0]


def test_the_table_is_large_sorted_and_sound():
    rows = read_table("event_triggers.tsv")
    assert len({row["lemma"] for row in rows}) >= 600
    assert list(rows) == sorted(rows, key=lambda r: tuple(r.values()))
    kinds, plover = read_yaml("events.yaml")["kinds"], read_yaml("events.yaml")["plover"]
    assert len(plover) == 16
    for row in rows:
        assert row["kind"] in kinds, row
        assert row["class"] in {"verb", "light", "noun", "state"}, row
        assert not row["plover"] or row["plover"] in plover, row
        assert row["gloss_en"], row
        for part in row["frame"].split():
            role, _, slot = part.partition("=")
            assert role in ROLES, row
            assert slot.split("-")[0] in SLOTS, row
    assert {row["kind"] for row in rows} == set(kinds)
    assert said_kinds() | lasting_kinds() <= set(kinds)
    behind = 0
    for trigger in (t for table in triggers() for t in table.values()):
        other = trigger.other
        while other is not None:
            behind, other = behind + 1, other.other
    assert sum(map(len, triggers())) + behind == len(rows)


@pytest.mark.shared
def test_every_trigger_is_in_use(shared):
    forms = {line.split("\t")[0] for line in (shared / "wordlists" / "forms.tsv").open(encoding="utf-8")}
    unseen = [
        row["lemma"]
        for row in read_table("event_triggers.tsv")
        for word in (
            row["lemma"].split()[:-1] if row["class"] == "light" else row["lemma"].split()[: row["class"] == "noun"]
        )
        if not all(_regular(part, forms) for part in word.split("-"))
    ]
    assert not unseen


def _regular(word: str, forms: set[str]) -> bool:
    """Whether a form is attested, or a regular form of a word that is."""
    return word in forms or any(reading.lemma in forms and reading.listed for reading in analyse(word))


@pytest.mark.shared
def test_events_of_the_acceptance_article(shared):
    import xewer

    article = xewer.read((shared / "seed" / "article.txt").read_text(encoding="utf-8"))
    table = seed_events.rows(seed_events.load(shared), article)
    assert sum(row["found"] for row in table) == len(table)
    assert sum(row["type"] for row in table) >= 27
    assert sum(row["roles"] for row in table) >= 24
    matched = [id(row["event"]) for row in table]
    assert sum(id(event) not in matched for event in article.events) <= 2


@pytest.mark.shared
@pytest.mark.parametrize("number", [0, 1, 2])
def test_twins_lose_no_more_than_one_event_and_no_quote(shared, number):
    import xewer

    article = xewer.read((shared / "seed" / "article.txt").read_text(encoding="utf-8"))
    original = seed_events.rows(seed_events.load(shared), article)
    twin = twins_of_seed.twins(shared)[number]
    assert len(seed_events.lost(original, seed_events.rows(twin.events, xewer.read(twin.text)))) <= 1
    assert not [text for layer, text in twin.lost() if layer == "quotes"]


@settings(max_examples=40, deadline=None)
@given(
    st.lists(
        st.sampled_from([*WORDS, "«", "»", ":", ".", "،", "600", "\ud800"]),
        max_size=25,
    )
)
def test_any_words_in_any_order_are_read(words):
    import xewer

    article = xewer.read(" ".join(words), script="arabic")
    for event in article.events:
        assert article.text[event.start : event.end] == event.text
        assert event.modality in MODALITIES
        for mention in (*event.actors, *event.recipients, *event.places):
            assert article.text[mention.start : mention.end] == mention.text
