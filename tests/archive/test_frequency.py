from __future__ import annotations

import pytest

from xewer.archive.frequency import collocates, frequencies, keyness, log_dice, log_likelihood


@pytest.fixture
def three(archive, make):
    archive.add(make("پۇتىن قاتتىق سۆز قىلدى. پۇتىننىڭ قاتتىق سۆزى ئاڭلاندى.", "a", published="2025-01-01"))
    archive.add(make("دېھقانلار بۇغداي تېرىدى. بۇغداينىڭ باھاسى چۈشتى.", "b", published="2025-01-02"))
    archive.add(make("پۇتىن بىلەن دېھقانلار سۆزلەشتى.", "c", published="2025-01-03"))
    return archive


def test_words_are_counted_by_dictionary_form_or_as_written(three):
    by_lemma = {f.word: (f.times, f.articles) for f in frequencies(three)}
    assert by_lemma["پۇتىن"] == (3, 2)
    assert by_lemma["بۇغداي"] == (2, 1)
    by_form = {f.word: f.times for f in frequencies(three, by="form")}
    assert (by_form["پۇتىن"], by_form["پۇتىننىڭ"]) == (2, 1)
    assert "." not in by_lemma
    found = frequencies(three, "bughday", upos="noun")
    assert found[0].word == "بۇغداي"
    assert {f.upos for f in found} == {"NOUN"}
    total = sum(f.times for f in frequencies(three))
    assert frequencies(three)[0].per_million == round(frequencies(three)[0].times * 1e6 / total, 1)


def test_keyness_tells_what_marks_one_set_from_the_other(three):
    found = keyness(three, "bughday", "putin", least=2)
    assert found[0].word == "بۇغداي"
    assert (found[0].times, found[0].other) == (2, 0)
    assert found[0].log_ratio > 1
    rest = {k.word: k for k in keyness(three, "bughday", least=1)}
    assert (rest["دېھقان"].times, rest["دېھقان"].other) == (1, 1)


def test_collocates_stand_near_and_a_hit_is_none_of_its_own(three):
    found = {c.word: c for c in collocates(three, "putin", window=1, least=1)}
    assert "پۇتىن" not in found
    assert found["قاتتىق"].together == found["قاتتىق"].times == 2
    assert found["قاتتىق"].log_dice == round(log_dice(2, 3, 2), 2)
    assert "بۇغداي" not in found
    assert max(found.values(), key=lambda c: c.log_dice).word == "قاتتىق"
    assert collocates(three, "yoqsöz") == []


@pytest.mark.parametrize(
    ("a", "b", "size_a", "size_b", "value"),
    [(10, 10, 1000, 1000, 0.0), (0, 0, 10, 10, 0.0), (10, 0, 1000, 1000, 13.86), (30, 10, 10000, 5000, 1.31)],
)
def test_log_likelihood_by_hand(a, b, size_a, size_b, value):
    assert round(log_likelihood(a, b, size_a, size_b), 2) == value


def test_another_way_to_count_is_refused(three):
    with pytest.raises(ValueError, match="lemma or form"):
        frequencies(three, by="letter")
