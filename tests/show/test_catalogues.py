"""Message catalogues of the desk: whole in each language, nothing unused, the compiled ones made of what people wrote."""

from __future__ import annotations

import gettext
import re
from collections import Counter

import pytest

from xewer.show.phrases import LANGUAGES, LOCALE, counted, phrase

pytest.importorskip("babel", reason="Babel is not installed")
import catalogues

BOTH = pytest.mark.parametrize("language", catalogues.LANGUAGES)
UYGHUR = re.compile("[\u0620-\u06ff]")


def words(language):
    return catalogues.said(catalogues.catalogue(language))


@BOTH
def test_every_key_that_is_asked_for_is_there_and_no_other(language):
    known = set(words(language))
    assert catalogues.wanted(known) == known


@BOTH
def test_nothing_is_left_empty_or_doubtful(language):
    made = catalogues.catalogue(language)
    assert [key for key, said in words(language).items() if not said.strip()] == []
    assert [m.id for m in made if m.id and m.fuzzy] == []
    assert all(all(m.string) for m in made if m.id and m.pluralizable)


@BOTH
def test_placeholders_are_those_of_the_english_words(language):
    english = words("en")
    for key, said in words(language).items():
        found = [Counter(re.findall(r"%\(\w+\)[sd]|\{\w*\}|%[sd]", text)) for text in (said, english[key])]
        assert found[0] == found[1], key


@BOTH
def test_what_is_compiled_is_what_people_wrote(language):
    made = catalogues.catalogue(language)
    fresh = gettext.GNUTranslations(catalogues.io.BytesIO(catalogues.as_mo(made)))._catalog
    with (LOCALE / language / "LC_MESSAGES" / "xewer.mo").open("rb") as file:
        kept = gettext.GNUTranslations(file)._catalog
    fresh.pop(""), kept.pop("")  # the head names the version of Babel
    assert kept == fresh
    assert catalogues.as_mo(made) == catalogues.as_mo(catalogues.catalogue(language))


@BOTH
def test_what_people_wrote_is_as_it_is_kept(language):
    renewed = catalogues.as_po(catalogues.renewed(language, words("en"))).decode()
    kept = (LOCALE / language / "LC_MESSAGES" / "xewer.po").read_text(encoding="utf-8")
    drop = re.compile('^"Generated-By.*\n', re.MULTILINE)
    assert drop.sub("", renewed) == drop.sub("", kept)


def test_keys_that_are_put_together_are_known_families():
    assert catalogues.families_used() <= set(catalogues.FAMILIES)


def test_a_key_that_nobody_wrote_is_missed(monkeypatch):
    monkeypatch.setattr(catalogues, "templates", lambda: {"a.html": '{{ t("never_written") }}'})
    assert "never_written" in catalogues.wanted(set(words("en")))


def test_uyghur_is_uyghur_in_both_scripts():
    for key in words("ug"):
        assert UYGHUR.search(phrase("ug", key)), key
        assert not UYGHUR.search(phrase("ug-Latn", key)), key
        assert re.search("[A-Za-z]", phrase("ug-Latn", key)), key


@pytest.mark.parametrize("language", LANGUAGES)
def test_counted_words(language):
    one, many = (counted(language, "count_articles", n) for n in (1, 5))
    assert (one == many) == (language != "en")


def test_words_that_nobody_wrote_stand_as_their_key():
    assert phrase("ug", "never_written") == "never_written"
