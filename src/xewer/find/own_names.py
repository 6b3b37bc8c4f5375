"""Names that the user has added: a table in the user's data folder, read like the tables that Xewer brings."""

from __future__ import annotations

import os
from pathlib import Path
from typing import NamedTuple

from xewer.errors import DataError, InputError
from xewer.text.scripts import canonical
from xewer.tokens.words import words

__all__ = ["LABELS", "OwnName", "add_name", "own_names", "own_names_path", "remove_name"]

LABELS = ("PERSON", "ORG", "GPE", "LOC")
COLUMNS = ("form", "label", "name_en", "id")


class OwnName(NamedTuple):
    """One name of the user's, in canonical Arabic script."""

    form: str
    label: str
    name_en: str
    id: str = ""


def own_names_path() -> Path:
    """The user's names: ``XEWER_NAMES``, or ``names.tsv`` in the user's data folder."""
    told = os.environ.get("XEWER_NAMES")
    if told:
        return Path(told)
    import platformdirs

    return Path(platformdirs.user_data_dir("xewer", appauthor=False)) / "names.tsv"


def own_names(path: Path | None = None) -> tuple[OwnName, ...]:
    """All names of the user, in order of their forms; none if there is no such file.

    Raises:
        DataError: a row has a wrong number of cells or an unknown label.
    """
    path = path or own_names_path()
    if not path.is_file():
        return ()
    found = []
    for number, line in enumerate(path.read_text(encoding="utf-8").split("\n"), start=1):
        if not line.strip() or line[0] == "#" or line.split("\t")[0] == COLUMNS[0]:
            continue
        cells = line.split("\t")
        if not 2 <= len(cells) <= len(COLUMNS) or cells[1] not in LABELS or not cells[0].strip():
            raise DataError(f"{path.name}, line {number}: not a name", hint="columns: form, label, name_en, id")
        found.append(OwnName(*cells, *[""] * (3 - len(cells))))
    return tuple(sorted(found))


def add_name(form: str, label: str, name_en: str = "", ident: str = "", *, path: Path | None = None) -> OwnName:
    """Keep one name, in any script; a form that is there already is replaced. Gives the row as it is kept.

    Raises:
        InputError: the form is empty, spans lines, or the label is none of `LABELS`.
    """
    form = " ".join(form.split())
    if not form or label not in LABELS or any(c in "\t\n\r" for c in name_en + ident):
        raise InputError("not a name", hint="one line, and a label of PERSON, ORG, GPE, LOC")
    text = canonical(form).text
    if not any(text[s.start].isalpha() for s in words(text)):
        raise InputError(f"no word in the name: {form}", hint="type it in Arabic, Latin or Cyrillic letters")
    added = OwnName(text, label, name_en.strip(), ident.strip())
    _write(path or own_names_path(), [*(n for n in own_names(path) if n.form != added.form), added])
    return added


def remove_name(form: str, *, path: Path | None = None) -> bool:
    """Forget one name, in any script; says whether it was there."""
    wanted = canonical(" ".join(form.split())).text
    kept = [n for n in own_names(path) if n.form != wanted]
    found = len(kept) < len(own_names(path))
    if found:
        _write(path or own_names_path(), kept)
    return found


def _write(path: Path, names: list[OwnName]) -> None:
    """The whole table through a new file beside it, so that a full disk loses nothing."""
    path.parent.mkdir(parents=True, exist_ok=True)
    rows = ["\t".join(COLUMNS), *("\t".join(name) for name in sorted(names))]
    beside = path.with_name(path.name + ".new")
    beside.write_text("\n".join(rows) + "\n", encoding="utf-8")
    beside.replace(path)
