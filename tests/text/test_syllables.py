from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from xewer.text.syllables import hyphenate, syllables

CASES = """
ئا-تا  با-لا  ئۇي-غۇر  مەك-تەپ  دوست-لۇق  سا-ئەت  مەس-ئۇل  سۈر-ئەت  تە-بى-ئەت  ئا-ئى-لە
جۇم-ھۇ-رى-يەت  ئىن-قى-لاب  ئىس-ھاق  باش-لان-غۇچ  سىن-گا-پور  جۇڭ-گو  جۇڭ-خۇا  يۈەن  كون-ترول
ئاۋس-ترا-لى-يە  ستان-سى-يە  خەلق-ئا-را
uy-ghur  bash-lan'-ghuch  bash-lan-ghuch  sa'-et  mes'-ul  sin'-ga-por  is'-haq  sheh-ri-ning  jung-go  ye-ngi
уй-ғур  са-әт  мәсъ-ул  җуң-хуа
"""


GOLD = (Path(__file__).parents[1] / "gold" / "syllables.txt").read_text(encoding="utf-8")
MORE = [line for line in GOLD.split("\n") if line and line[0] != "#"]


@pytest.mark.parametrize("parts", CASES.split() + MORE)
def test_gold(parts):
    assert syllables(parts.replace("-", "")) == parts.split("-")


def test_hyphen_and_figures_stay_with_what_stands_before():
    assert syllables("ئاتا-ئانا") == ["ئا", "تا-", "ئا", "نا"]
    assert syllables("2025-يىلى") == ["2025-", "يى", "لى"]
    assert syllables("") == []


@pytest.mark.parametrize(
    ("word", "expected"),
    [
        ("ئۇيغۇرچە", "ئۇي-غۇر-چە"),
        ("ئات", "ئات"),
        ("ئۇچۇ", "ئۇ-چۇ"),
        ("a'ile", "a'i-le"),
        ("adem", "adem"),
        ("BBC2", "BBC2"),
        ("2025-يىلى", "2025-يىلى"),
        ("", ""),
    ],
)
def test_hyphenate(word, expected):
    assert hyphenate(word, "-") == expected


def test_soft_hyphen_is_the_mark_unless_told():
    assert hyphenate("مەكتەپ") == "مەك\u00adتەپ"


@given(st.text(max_size=20) | st.text("اەبتنىئsh'aeng- \u200d\u0301", max_size=20))
def test_nothing_is_lost(word):
    assert "".join(syllables(word)) == word
    assert hyphenate(word, "\x00").replace("\x00", "") == word.replace("\x00", "")


@given(st.text("اەبتنىئ", min_size=1, max_size=12))
def test_two_letters_stay_on_each_side(word):
    parts = hyphenate(word, "|").split("|")
    assert len(parts) == 1 or all(len(part) >= 2 for part in (parts[0], parts[-1]))
