"""Rules for single publishers and page systems: ``data/sources/*.yaml``, checked when they are loaded.

Keys of a file: ``name`` (English; null if the page says its own), ``hosts`` (endings of host names) or ``generator``
(how the page's generator begins), ``body title author published remove`` (lists of CSS selectors, first match
wins), ``address_date`` (pattern with the groups year, month, day), ``author_names: false`` where names are those of
users. Everything is optional but one of ``hosts`` and ``generator``.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache
from typing import Any
from urllib.parse import urlsplit

from xewer.errors import DataError
from xewer.harvest.page_dates import day_of
from xewer.resources import data_path, read_yaml

__all__ = ["SourceRule", "address_day", "host_of", "rule_for", "rules"]

_KEYS = {"name", "hosts", "generator", "body", "title", "author", "published", "remove", "address_date", "author_names"}
_LISTS = ("hosts", "body", "title", "author", "published", "remove")
_ADDRESS = re.compile(r"/(?P<year>(?:19|20)\d\d)[/-](?P<month>\d\d?)(?:[/-](?P<day>\d\d?))?(?=[/_-]|$)")


@dataclass(frozen=True, slots=True)
class SourceRule:
    """What is known of the pages of one publisher or one page system."""

    file: str
    name: str | None = None
    hosts: tuple[str, ...] = ()
    generator: str | None = None
    body: tuple[str, ...] = ()
    title: tuple[str, ...] = ()
    author: tuple[str, ...] = ()
    published: tuple[str, ...] = ()
    remove: tuple[str, ...] = ()
    address_date: re.Pattern[str] | None = None
    author_names: bool = True


@lru_cache(maxsize=1)
def rules() -> tuple[SourceRule, ...]:
    """All rules, in the order of their file names.

    Raises:
        DataError: a file has an unknown key or a pattern that is none.
    """
    return tuple(_load(path.name) for path in sorted(data_path("sources").glob("*.yaml")))


def _load(file: str) -> SourceRule:
    content = read_yaml(f"sources/{file}")
    if not isinstance(content, dict) or not content.keys() & {"hosts", "generator"}:
        raise DataError(f"sources/{file}: neither hosts nor generator")
    unknown = content.keys() - _KEYS
    if unknown:
        raise DataError(f"sources/{file}: unknown key {min(unknown)}", hint=f"known: {' '.join(sorted(_KEYS))}")
    values: dict[str, Any] = {key: tuple(content[key]) if key in _LISTS else content[key] for key in content}
    try:
        if content.get("address_date"):
            values["address_date"] = re.compile(content["address_date"])
    except re.error as error:
        raise DataError(f"sources/{file}: address_date is no pattern: {error}") from error
    return SourceRule(file=file, **values)


def host_of(address: str | None) -> str:
    """Host name of an address, empty if there is none.

    >>> host_of("https://www.rfa.org/uyghur/xewerler/a.html")
    'www.rfa.org'
    """
    try:
        return (urlsplit(address or "").hostname or "").lower()
    except ValueError:
        return ""


def rule_for(address: str | None, generator: str | None = None) -> SourceRule | None:
    """The rule for pages of this address, else for this page system.

    >>> rule_for("https://www.rfa.org/uyghur/xewerler/a.html").name
    'Radio Free Asia'
    """
    host = host_of(address)
    for rule in rules():
        if host and any(host == end or host.endswith("." + end) for end in rule.hosts):
            return rule
    made = (generator or "").lower()
    return next((r for r in rules() if r.generator and made.startswith(r.generator.lower())), None)


def address_day(address: str | None, rule: SourceRule | None = None) -> str | None:
    """The day (or month) that an address holds, by the publisher's own pattern or as ``/2025/09/03/``.

    >>> address_day("https://example.org/2025/09/03/xewer/"), address_day("https://example.org/xewer/2025")
    ('2025-09-03', None)
    """
    for pattern in (rule.address_date if rule else None, _ADDRESS):
        found = pattern.search(address or "") if pattern else None
        if found:
            parts = found.groupdict()
            return day_of(int(parts["year"]), int(parts["month"]), int(parts["day"]) if parts.get("day") else None)
    return None
