"""Opens the language data under ``xewer/data``: tab-separated tables and YAML, checked and cached."""

from __future__ import annotations

from functools import lru_cache
from pathlib import Path
from typing import Any

from xewer.errors import DataError

__all__ = ["data_path", "read_table", "read_yaml"]


def data_path(name: str = "") -> Path:
    """Path of a file or folder of the language data.

    >>> data_path("units.tsv").name
    'units.tsv'
    """
    return Path(__file__).parent / "data" / name


@lru_cache(maxsize=64)
def read_table(name: str) -> tuple[dict[str, str], ...]:
    """Rows of one table, in file order: column name -> text (empty where the row ends early).

    The first line names the columns; blank lines and lines that start with ``#`` are skipped.

    Raises:
        DataError: the file is absent, or a row has more cells than there are columns.
    """
    path = data_path(name)
    try:
        lines = path.read_text(encoding="utf-8").split("\n")
    except OSError as error:
        raise DataError(f"language data missing: {name}", hint="reinstall xewer") from error
    columns = lines[0].split("\t")
    width = len(columns)
    rows = []
    for number, line in enumerate(lines[1:], start=2):
        if not line or line[0] == "#":
            continue
        cells = line.split("\t")
        if len(cells) > width:
            raise DataError(f"{name}, line {number}: {len(cells)} cells, {width} columns", hint="check the tabs")
        if len(cells) < width:
            cells += [""] * (width - len(cells))
        rows.append(dict(zip(columns, cells, strict=True)))
    return tuple(rows)


@lru_cache(maxsize=64)
def read_yaml(name: str) -> Any:
    """Content of one YAML file.

    Raises:
        DataError: the file is absent or is not YAML.
    """
    import yaml

    try:
        return yaml.safe_load(data_path(name).read_text(encoding="utf-8"))
    except OSError as error:
        raise DataError(f"language data missing: {name}", hint="reinstall xewer") from error
    except yaml.YAMLError as error:
        raise DataError(f"{name} is not YAML: {error}") from error
