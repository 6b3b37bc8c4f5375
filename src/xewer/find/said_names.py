"""Makes ``names/said.tsv`` and the keys of ``names/census.tsv``: how Latin names sound, as `name_index` looks them up.

python -m xewer.find.said_names
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from xewer.find.english_names import listed_names, uses_of
from xewer.find.name_index import WAYS, census
from xewer.find.name_sounds import english_sounds, outline, skeleton, sounds_by_origin
from xewer.resources import data_path, read_table

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

__all__ = ["as_lines", "census_lines"]

SHORT_BODY = 5  # letters; the s of a shorter name of a body is never left out
LIKELY = 3  # outlines by which a name of the census is looked up
OF_WORLD = 4  # ways to say a name by the rules of its language


def as_lines() -> str:
    """``said.tsv``: ``key``, ``listed`` and ``world``, a skeleton a line, names with the sounds that have it."""
    listed = _by_skeleton(listed_names(), _ways)
    origins: dict[str, list[str]] = {}
    for row in read_table("names/world_names.tsv"):
        if not uses_of(row["name"]):
            origins.setdefault(row["name"], []).append(row["origin"])
    world = _by_skeleton(sorted(origins), lambda name: _world_ways(name, origins[name]))
    keys = sorted(listed.keys() | world.keys())
    rows = (f"{key}\t{';'.join(listed.get(key, ()))}\t{';'.join(world.get(key, ()))}\n" for key in keys)
    return "key\tlisted\tworld\n" + "".join(rows)


def _by_skeleton(names: Iterable[str], ways: Callable[[str], tuple[str, ...]]) -> dict[str, list[str]]:
    found: dict[str, list[str]] = {}
    for name in names:
        own: dict[str, str] = {}
        for way, sound in zip(WAYS, ways(name)[: len(WAYS)], strict=False):
            if sound:
                key = skeleton(sound)
                own[key] = own.get(key, name) + f" {way}{sound}"
        for key, entry in own.items():
            found.setdefault(key, []).append(entry)
    return found


def _ways(name: str) -> tuple[str, ...]:
    ways = english_sounds(name)
    if "body" in uses_of(name) and name[-1] == "s" and len(name) > SHORT_BODY:
        return (*ways, *english_sounds(name[:-1]))  # «دېبېنخام»: the shop's s is felt as an ending and left out
    return ways


def _world_ways(name: str, origins: list[str]) -> tuple[str, ...]:
    said = (sound for origin in origins for sound in sounds_by_origin(name, origin)[:OF_WORLD])
    return tuple(dict.fromkeys((*said, *english_sounds(name)[:1])))


def census_lines() -> str:
    """``census.tsv``: ``key`` and ``names``, an outline a line, each name with its bearers."""
    found: dict[str, list[str]] = {}
    for name, known in sorted(census().items()):
        entry = ":".join([name, *(str(n or "") for n in known)]).rstrip(":")
        for key in list(dict.fromkeys(outline(sound) for sound in english_sounds(name) if sound))[:LIKELY]:
            found.setdefault(key, []).append(entry)
    return "key\tnames\n" + "".join(f"{key}\t{' '.join(names)}\n" for key, names in sorted(found.items()))


if __name__ == "__main__":
    data_path("names/census.tsv").write_bytes(census_lines().encode())
    data_path("names/said.tsv").write_bytes(as_lines().encode())
