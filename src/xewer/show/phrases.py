"""The interface's words in its languages, from the message catalogues under ``locale``.

Uyghur in Latin letters is not a catalogue of its own: it is the Uyghur one, converted, and so is never behind.
"""

from __future__ import annotations

import gettext
from functools import lru_cache
from pathlib import Path

from xewer.show.shown import shown

__all__ = ["LANGUAGES", "LOCALE", "counted", "phrase"]

LANGUAGES = {"en": "ltr", "ug": "rtl", "ug-Latn": "ltr"}
"""Languages of the interface, with their direction."""
LOCALE = Path(__file__).parent / "locale"
"""A folder for each language: ``xewer.po`` is written by people, ``xewer.mo`` is made of it (``make catalogues``)."""


@lru_cache(maxsize=4)
def _catalogue(language: str) -> gettext.NullTranslations:
    names = list(dict.fromkeys((language.partition("-")[0], "en")))  # English where a word is not translated yet
    return gettext.translation("xewer", LOCALE, names)


@lru_cache(maxsize=2_000)
def phrase(language: str, key: str) -> str:
    """A word of the interface in ``en``, ``ug`` or ``ug-Latn``; the key itself if there is none.

    >>> phrase("en", "search"), phrase("ug-Latn", "search")
    ('Search', 'Izdesh')
    """
    return _written(language, _catalogue(language).gettext(key))


def counted(language: str, key: str, n: int) -> str:
    """A word for ``n`` things, without the number; the catalogue's rule says which form.

    >>> counted("en", "count_articles", 1), counted("en", "count_articles", 2)
    ('article', 'articles')
    """
    return _written(language, _catalogue(language).ngettext(key, key, n))


def _written(language: str, text: str) -> str:
    return shown(text, "arabic", "latin").text if language == "ug-Latn" else text
