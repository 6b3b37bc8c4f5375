"""Articles as Parquet, with pyarrow (extra ``parquet``): typed columns, layers as nested lists.

Spans are code points of ``text``. Written in groups of rows, so that an archive of any size needs little memory.
"""

from __future__ import annotations

from dataclasses import fields
from itertools import islice
from typing import TYPE_CHECKING, Any, BinaryIO

from xewer.archive.packing import LAYERS, storable
from xewer.errors import MissingExtraError

if TYPE_CHECKING:
    from collections.abc import Iterable

    from xewer.model import Article

__all__ = ["write_articles"]

ROWS = 200
SIMPLE = ("id", "published", "title", "source", "author", "url", "language", "script", "sha256", "text")
_SPAN = ("start", "end")


def _arrow() -> tuple[Any, Any]:
    try:
        import pyarrow as pa
        import pyarrow.parquet as pq
    except ImportError as error:
        raise MissingExtraError("Parquet needs pyarrow", hint='pip install "xewer[parquet]"') from error
    return pa, pq


def _mention(pa: Any) -> Any:
    return pa.struct(
        [("start", pa.int32()), ("end", pa.int32())] + [(n, pa.string()) for n in ("text", "name", "entity_id")]
    )


def _type(pa: Any, told: str) -> Any:
    """The column of a field by its annotation."""
    if "tuple[Mention" in told:
        return pa.list_(_mention(pa))
    if "Mention" in told:
        return _mention(pa)
    if "tuple[int" in told:
        return pa.list_(pa.int32())
    for name, kind in (("bool", pa.bool_()), ("int", pa.int32()), ("float", pa.float64())):
        if name in told:
            return kind
    return pa.string()


def _struct(pa: Any, kind: type[Any]) -> Any:
    hints = {f.name: str(f.type) for f in fields(kind)}
    return pa.struct([(name, _type(pa, told)) for name, told in hints.items()])


def _article_schema(pa: Any) -> Any:
    span = pa.struct([(name, pa.int32()) for name in _SPAN])
    segment = pa.struct([("form", pa.string()), ("tag", pa.string())])
    token = pa.struct(
        [(n, pa.int32()) for n in _SPAN]
        + [(n, pa.string()) for n in ("lemma", "upos", "feats")]
        + [("segments", pa.list_(segment)), ("known", pa.bool_())]
    )
    columns = [(name, pa.string()) for name in SIMPLE]
    columns += [("sentences", pa.list_(span)), ("tokens", pa.list_(token))]
    return pa.schema([*columns, *((layer, pa.list_(_struct(pa, kind))) for layer, kind in LAYERS.items())])


def _clean(value: Any) -> Any:
    """Strings that can be written, all the way down; tuples with names become objects."""
    if isinstance(value, str):
        return storable(value)
    if isinstance(value, tuple) and hasattr(value, "_asdict"):
        return {k: _clean(v) for k, v in value._asdict().items()}
    return [_clean(v) for v in value] if isinstance(value, (list, tuple)) else value


def _article(article: Article) -> dict[str, Any]:
    row: dict[str, Any] = {name: _clean(getattr(article, name)) for name in SIMPLE}
    row["sentences"] = [dict(zip(_SPAN, span, strict=True)) for span in article.sentences]
    row["tokens"] = [
        {
            **{k: _clean(token.get(k)) for k in ("start", "end", "lemma", "upos", "feats", "known")},
            "segments": [{"form": _clean(form), "tag": _clean(tag)} for form, tag in token.get("segments") or ()],
        }
        for token in article.tokens
    ]
    for layer, kind in LAYERS.items():
        names = [f.name for f in fields(kind)]
        row[layer] = [{n: _clean(getattr(item, n)) for n in names} for item in getattr(article, layer)]
    return row


def _write(out: BinaryIO, schema: Any, rows: Iterable[dict[str, Any]]) -> int:
    pa, pq = _arrow()
    count, rest = 0, iter(rows)
    with pq.ParquetWriter(out, schema, compression="zstd") as writer:
        while some := list(islice(rest, ROWS)):
            writer.write_table(pa.Table.from_pylist(some, schema=schema))
            count += len(some)
    return count


def write_articles(articles: Iterable[Article], out: BinaryIO) -> int:
    """One row an article, its layers nested; how many.

    Raises:
        MissingExtraError: pyarrow is not installed.
    """
    return _write(out, _article_schema(_arrow()[0]), map(_article, articles))
