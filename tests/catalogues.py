"""Keeps the message catalogues of the desk: ``make catalogues``, or ``python tests/catalogues.py``.

Every key that the templates and the code ask for gets an entry in each ``xewer.po``, empty where it is new; keys that
nothing asks for go; the English words stand as a comment beside their translation; then each ``xewer.mo`` is made
anew, the same to the byte for the same ``xewer.po``. Needs Babel; ``tests/show/test_catalogues.py`` holds to it.
"""

from __future__ import annotations

import ast
import io
import json
import re
import sys
from pathlib import Path

from babel.messages.catalog import Catalog
from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po, write_po

from xewer.archive.filing import CORRECTED
from xewer.resources import read_table
from xewer.show import pages, phrases
from xewer.show.bring_jobs import COUNTED
from xewer.show.marks import KINDS

SHOW = Path(phrases.__file__).parent
LANGUAGES = ("en", "ug")
PLURALS = ("count_articles", "count_found")
# Keys that are put together: their beginning, and all that can follow.
FAMILIES = {
    "facet_": tuple(pages.FACETS),
    "field_": CORRECTED,
    "kind_": (*KINDS, "person", "place", "org"),
    "lines_": pages.ORDERS,
    "mod_": ("denied", "habitual", "historical", "ongoing", "planned", "possible", "purpose", "requested"),
    "remark_": ("note", "wrong", *CORRECTED),
    "tally_": COUNTED,
    "verdict_": ("agree", "change", "contradict", "single"),
}
_ASKED = re.compile(r"""\b(?:t|many)\(\s*["']([a-z_]+)["']\s*[,)]""")
_QUOTED = re.compile(r"""["']([a-z][a-z_]+)["']""")
_BUILT = re.compile(r"""["']([a-z]+_)["'] ~|~ ["'](_text)["']""")


def templates() -> dict[str, str]:
    """Name of a template -> what stands in it."""
    return {p.name: p.read_text(encoding="utf-8") for p in sorted((SHOW / "templates").glob("*.html"))}


def asked() -> set[str]:
    """Keys that are asked for as they stand, or are members of a family."""
    keys = {key for text in templates().values() for key in _ASKED.findall(text)}
    for path in SHOW.glob("*.py"):
        for call in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if (
                isinstance(call, ast.Call)
                and isinstance(call.func, ast.Attribute)
                and call.func.attr in {"say", "many"}
            ):
                keys |= {a.value for a in call.args[:1] if isinstance(a, ast.Constant) and isinstance(a.value, str)}
    keys |= {row["key"] for row in read_table("operators.tsv")}
    keys |= {key["does"] for key in json.loads((SHOW / "static" / "keys.json").read_text(encoding="utf-8"))}
    return keys | {head + tail for head, tails in FAMILIES.items() for tail in tails}


def mentioned() -> set[str]:
    """Words in quotation marks anywhere in templates and code: lists of columns, steps of the tour."""
    code = "\n".join(p.read_text(encoding="utf-8") for p in SHOW.glob("*.py"))
    return set(_QUOTED.findall("\n".join([*templates().values(), code])))


def families_used() -> set[str]:
    """Beginnings of keys that templates put together."""
    return {head for text in templates().values() for head, _ in _BUILT.findall(text) if head}


def wanted(known: set[str]) -> set[str]:
    """Keys that the catalogues must have: what is asked for, and what is known and mentioned."""
    said = mentioned()
    steps = {key for key in said if key.startswith("tour_") and key != "tour_text"}
    return asked() | (known & said) | steps | {f"{key}_text" for key in steps if not key.endswith("_text")}


def catalogue(language: str) -> Catalog:
    """What people wrote."""
    path = phrases.LOCALE / language / "LC_MESSAGES" / "xewer.po"
    return read_po(io.BytesIO(path.read_bytes()), locale=language)


def said(made: Catalog) -> dict[str, str]:
    """Key -> words, of a plural the one for most numbers."""
    return {
        (m.id if isinstance(m.id, str) else m.id[0]): (m.string if isinstance(m.string, str) else m.string[-1])
        for m in made
        if m.id
    }


def as_po(made: Catalog) -> bytes:
    """The catalogue as it is kept: sorted, an entry's words on one line."""
    out = io.BytesIO()
    write_po(out, made, width=0, sort_output=True, omit_header=False, include_lineno=False)
    return out.getvalue()


def as_mo(made: Catalog) -> bytes:
    """The catalogue as `gettext` reads it."""
    out = io.BytesIO()
    write_mo(out, made)
    return out.getvalue()


def renewed(language: str, english: dict[str, str]) -> Catalog:
    """The catalogue with an entry for every key that is wanted, and no others."""
    old = catalogue(language)
    made = Catalog(
        locale=language, project="Xewer", version="1", copyright_holder="the Xewer project", fuzzy=False,
        msgid_bugs_address="the project's issues",
        header_comment=old.header_comment, creation_date=old.creation_date, revision_date=old.revision_date,
        last_translator=old.last_translator, language_team=old.language_team, charset="utf-8",
    )  # fmt: skip
    for key in sorted(wanted(set(said(old)))):
        found = old.get(key)
        comment = [f"English: {english[key]}"] if language != "en" and english.get(key) else []
        identity = (key, key) if key in PLURALS else key
        usual = ("",) * made.num_plurals if key in PLURALS else ""
        made.add(identity, found.string if found else usual, auto_comments=comment)
    return made


def main() -> int:
    """Renew all catalogues; 1 if words are missing."""
    english = said(catalogue("en"))
    missing = 0
    for language in LANGUAGES:
        made = renewed(language, english)
        place = phrases.LOCALE / language / "LC_MESSAGES" / "xewer.po"
        place.write_bytes(as_po(made))
        place.with_suffix(".mo").write_bytes(as_mo(catalogue(language)))
        empty = sorted(key for key, words in said(made).items() if not words)
        missing += len(empty)
        sys.stdout.write(f"{language}: {len(said(made))} entries, {len(empty)} to be written {' '.join(empty)}\n")
    return 1 if missing else 0


if __name__ == "__main__":
    sys.exit(main())
