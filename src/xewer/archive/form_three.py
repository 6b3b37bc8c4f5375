"""The third form of the archive file: layers in few bytes beside their version; names, times and figures as thin rows.

Before it, every item of every layer was a row with its text and its value as JSON.
"""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

from xewer.archive.layers import LAYERS, pack_layers
from xewer.archive.packing import MARKED, item_from_json
from xewer.archive.token_columns import unpack_tokens
from xewer.model import Article

if TYPE_CHECKING:
    import apsw

__all__ = ["to_third"]

_BEFORE = """
ALTER TABLE version ADD COLUMN layers BLOB NOT NULL DEFAULT x'';  -- names, times, figures, quotes, events, packed
ALTER TABLE version ADD COLUMN published_from TEXT;               -- where the publishing day was found
ALTER TABLE article ADD COLUMN published_from TEXT;
DROP INDEX annotation_name;
ALTER TABLE annotation RENAME TO earlier_annotation;
CREATE TABLE annotation (              -- names, times and figures of every version; quotes and events are facts
    version INTEGER NOT NULL,
    layer TEXT NOT NULL, n INTEGER NOT NULL,
    start INTEGER NOT NULL, "end" INTEGER NOT NULL,
    kind TEXT, name TEXT,
    PRIMARY KEY (version, layer, n)
) STRICT, WITHOUT ROWID;
CREATE VIEW mark AS                    -- the same with the words that stand there
    SELECT a.id AS article, n.layer, n.n, n.start, n."end", substr(v.text, n.start + 1, n."end" - n.start) AS text,
        n.kind, n.name
    FROM article a JOIN version v USING (version) JOIN annotation n USING (version);
"""
_AFTER = "DROP TABLE earlier_annotation"
_MARKS = ", ".join(f"'{layer}'" for layer in MARKED)


def to_third(db: apsw.Connection) -> None:
    """Bring an archive file from its second form to the third; inside a transaction."""
    db.execute(_BEFORE)
    db.execute(
        'INSERT INTO annotation SELECT version, layer, n, start, "end", kind, name FROM earlier_annotation'
        f" WHERE layer IN ({_MARKS})"
    )
    for version, text, data in db.execute("SELECT version, text, data FROM version"):
        found = db.execute(
            'SELECT layer, start, "end", value FROM earlier_annotation WHERE version = ? ORDER BY layer, n', (version,)
        ).fetchall()
        exact = unpack_tokens(data, str(text)).get("text", text)
        if found:
            db.execute("UPDATE version SET layers = ? WHERE version = ?", (_packed(exact, found), version))
    db.execute(_AFTER)


def _packed(text: str, found: list[Any]) -> bytes:
    layers: dict[str, Any] = {layer: [] for layer in LAYERS}
    for layer, start, end, value in found:
        told = json.loads(value)
        told.setdefault("text", text[start:end])
        layers[layer].append(item_from_json(layer, {"start": start, "end": end, **told}))
    return pack_layers(Article(id="", text=text, sha256="", **layers))
