"""The ledger as a Parquet file, for pandas, DuckDB, R and the like; needs pyarrow."""

from __future__ import annotations

from itertools import islice
from typing import TYPE_CHECKING, Any, BinaryIO

from xewer.archive.fact_rows import FactRow
from xewer.errors import MissingExtraError

if TYPE_CHECKING:
    from collections.abc import Iterable
    from pathlib import Path

__all__ = ["write_parquet"]

BATCH = 10_000  # rows in memory at once
_TYPES = {"int": "int64", "float": "float64", "bool": "bool_"}


def write_parquet(rows: Iterable[FactRow], path: Path | BinaryIO) -> int:
    """Write facts to a file, a batch at a time; gives how many. Columns are the fields of `FactRow`, with their types.

    Raises:
        MissingExtraError: pyarrow is not installed.

    >>> write_parquet([], Path("facts.parquet"))  # doctest: +SKIP
    0
    """
    try:
        import pyarrow as pa
        from pyarrow import parquet
    except ImportError as error:
        raise MissingExtraError(
            "Parquet files need the package pyarrow", hint='install it: pip install "xewer[parquet]"'
        ) from error
    schema = pa.schema([(name, _type(pa, str(f.type))) for name, f in FactRow.__dataclass_fields__.items()])
    left, count = iter(rows), 0
    with parquet.ParquetWriter(path, schema) as writer:
        while batch := list(islice(left, BATCH)):
            count += len(batch)
            columns = {name: [_clean(getattr(row, name)) for row in batch] for name in schema.names}
            writer.write_table(pa.Table.from_pydict(columns, schema=schema))
    return count


def _type(pa: Any, annotation: str) -> Any:
    """The column type of a field: "float | None" -> float64."""
    return getattr(pa, _TYPES.get(annotation.split(" | ", maxsplit=1)[0], "string"))()


def _clean(value: Any) -> Any:
    """Text without lone surrogates, which no Parquet file can hold."""
    return value.encode("utf-8", "replace").decode("utf-8") if isinstance(value, str) else value
