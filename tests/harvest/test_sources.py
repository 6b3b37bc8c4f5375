"""Rules of publishers."""

from __future__ import annotations

import pytest

from xewer.errors import DataError
from xewer.harvest import sources
from xewer.harvest.sources import address_day, rule_for, rules


def test_every_rule_loads_and_its_selectors_are_css():
    from selectolax.lexbor import LexborHTMLParser

    tree = LexborHTMLParser("<p>x</p>")
    assert len(rules()) >= 2
    for rule in rules():
        for selector in (*rule.body, *rule.title, *rule.author, *rule.published, *rule.remove):
            tree.css(selector)


def test_hosts_are_whole_endings():
    assert rule_for("https://www.rfa.org/uyghur/a.html").name == "Radio Free Asia"
    assert rule_for("https://notrfa.org/uyghur/a.html") is None
    assert rule_for("https://example.org/?u=rfa.org") is None
    assert rule_for("https://[broken") is None
    assert rule_for(None) is None


def test_page_system_by_its_generator():
    assert rule_for("https://example.org/thread-1.html", "Discuz! X3.4").author_names is False


@pytest.mark.parametrize(
    ("address", "day"),
    [
        ("https://www.rfa.org/uyghur/xewerler/yighin-09032025141500.html", "2025-09-03"),
        ("https://www.rfa.org/uyghur/xewerler/yighin-09032025141500.html?encoding=latin", "2025-09-03"),
        ("https://www.rfa.org/uyghur/xewerler/yighin-13452025141500.html", None),
        ("https://www.rfa.org/uyghur/xewerler/", None),
        ("https://example.org/2025/09/03/yighin", "2025-09-03"),
        ("https://example.org/2025/09/yighin", "2025-09"),
        ("https://example.org/2025/yighin", None),
        ("https://example.org/2025/99/yighin", None),
        ("https://example.org/t/20259/03", None),
        (None, None),
    ],
)
def test_day_in_the_address(address, day):
    assert address_day(address, rule_for(address)) == day


@pytest.mark.parametrize(
    "content", [["a"], {"name": "x"}, {"hosts": ["a"], "bodi": ["p"]}, {"hosts": ["a"], "address_date": "("}]
)
def test_a_wrong_rule_file_is_refused(content, monkeypatch):
    monkeypatch.setattr(sources, "read_yaml", lambda name: content)
    with pytest.raises(DataError, match=r"sources/x\.yaml"):
        sources._load("x.yaml")
