"""Articles for the archive's tests, made by hand: words are read, names and quotes are told."""

from __future__ import annotations

import hashlib
import json
from dataclasses import fields

import pytest

from xewer.archive.layers import LAYERS
from xewer.archive.store import Archive
from xewer.model import Article, Entity, Event, Mention, Quantity, Quote, Timex
from xewer.morph.tag import tag
from xewer.text.scripts import canonical
from xewer.tokens.sentences import sentences
from xewer.tokens.words import words


def make_article(text, ident="1", *, names=(), **about):
    """An article with real tokens; ``names`` are (words, label, English name, id)."""
    way = canonical(text)
    spans = words(way.text)
    readings = tag([[way.text[a:b] for a, b in spans]])[0]
    tokens = []
    for span, reading in zip(spans, readings, strict=True):
        start, end = way.span(*span)
        tokens.append(
            {
                "start": start,
                "end": end,
                "lemma": reading.lemma,
                "upos": reading.upos,
                "feats": reading.feats,
                "segments": [list(s) for s in reading.segments],
                "known": reading.known,
            }
        )
    entities = tuple(
        Entity(text.index(form), text.index(form) + len(form), text.index(form) + len(form), form, label, name, ident)
        for form, label, name, ident in names
    )
    return Article(
        id=ident,
        text=text,
        sha256=hashlib.sha256(text.encode("utf-8", "surrogatepass")).hexdigest(),
        script=way.script,
        sentences=tuple(way.span(*s) for s in sentences(way.text)),
        tokens=tuple(tokens),
        entities=entities,
        **about,
    )


VISIT = "ۋىلادىمىر پۇتىن چارشەنبە كۈنى بېيجىڭغا كەلدى. ئۇ 600 كىشى بىلەن كۆرۈشكەنلىكىنى ئېيتتى."


def mention(text, form, name=None, ident=None):
    at = text.index(form)
    return Mention(at, at + len(form), form, name, ident)


def make_visit(ident="visit", **about):
    """Putin came to Beijing on a Wednesday; he said that he met 600 people."""
    text = VISIT
    day, came, said = (
        mention(text, "چارشەنبە كۈنى"),
        mention(text, "كەلدى"),
        mention(text, "600 كىشى بىلەن كۆرۈشكەنلىكىنى"),
    )
    met, figure = mention(text, "كۆرۈشكەنلىكىنى"), mention(text, "600 كىشى")
    putin, beijing = "Vladimir Putin", mention(text, "بېيجىڭغا", "Beijing", "Q956")
    actor = mention(text, "ۋىلادىمىر پۇتىن", putin, "Q7747")
    about = {"published": "2025-09-03", "title": "پۇتىن خىتايدا", "source": "Test", **about}
    return make_article(
        text,
        ident,
        names=[("ۋىلادىمىر پۇتىن", "PERSON", putin, "Q7747"), ("بېيجىڭغا", "GPE", "Beijing", "Q956")],
        times=(Timex(day.start, day.end, day.text, "DATE", "2025-09-03", None, "2025-09-03", "2025-09-03"),),
        quantities=(Quantity(figure.start, figure.end, figure.text, "CARDINAL", 600, 600, counted="كىشى"),),
        quotes=(
            Quote(said.start, said.end, said.text, False, mention(text, "ئۇ ", putin, "Q7747"), putin, "Q7747",
                  cue=mention(text, "ئېيتتى"), guess=True),
        ),
        events=(
            Event(came.start, came.end, came.text, "visit", "CONSULT", actors=(actor,), places=(beijing,), time=0,
                  gloss_en="came", rule="event/visit"),
            Event(met.start, met.end, met.text, "meet", "CONSULT", actors=(mention(text, "ئۇ ", putin, "Q7747"),),
                  quantities=(0,), source=0, gloss_en="met", rule="event/meet"),
        ),
        **about,
    )  # fmt: skip


EARLIER = """
DROP VIEW mark;
DROP TABLE annotation;
CREATE TABLE annotation (
    version INTEGER NOT NULL,
    layer TEXT NOT NULL, n INTEGER NOT NULL,
    start INTEGER NOT NULL, "end" INTEGER NOT NULL, text TEXT NOT NULL,
    kind TEXT, name TEXT,
    value TEXT NOT NULL,
    PRIMARY KEY (version, layer, n)
) STRICT, WITHOUT ROWID;
CREATE INDEX annotation_name ON annotation (version, kind, name) WHERE layer = 'entities';
ALTER TABLE version DROP COLUMN layers;
ALTER TABLE version DROP COLUMN published_from;
ALTER TABLE article DROP COLUMN published_from;
"""
KINDS = {"entities": "label", "times": "type", "quantities": "kind", "events": "kind"}
NAMES = {"entities": "name", "times": "value", "quantities": "unit", "quotes": "speaker_name", "events": "plover"}


def to_earlier_form(archive, form):
    """Make of an open archive what an earlier Xewer wrote: every item of every layer a row with its JSON."""
    rows = []
    for version, ident, seq in archive.run("SELECT version, article, seq FROM version"):
        article = archive.get(ident, seq=seq)
        for layer, kind in LAYERS.items():
            for n, item in enumerate(getattr(article, layer)):
                value = {f.name: getattr(item, f.name) for f in fields(kind) if f.name not in {"start", "end", "text"}}
                if item.text != article.text[item.start : item.end]:
                    value["text"] = item.text
                text = item.text.encode("utf-8", "replace").decode()
                name = getattr(item, NAMES[layer])
                label = getattr(item, KINDS[layer]) if layer in KINDS else "direct" if item.direct else "indirect"
                rows.append((version, layer, n, item.start, item.end, text, label, name, json.dumps(value)))
    with archive.batch():
        archive.db.execute(EARLIER)
        archive.db.executemany("INSERT INTO annotation VALUES (?,?,?,?,?,?,?,?,?)", rows)
        if form == 1:
            archive.db.execute("DROP TABLE remark")
        archive.db.execute(f"PRAGMA main.user_version = {form}")


@pytest.fixture
def earlier():
    return to_earlier_form


@pytest.fixture
def make():
    return make_article


@pytest.fixture
def visit():
    return make_visit


@pytest.fixture
def archive(tmp_path):
    with Archive(tmp_path / "archive.db") as opened:
        yield opened
