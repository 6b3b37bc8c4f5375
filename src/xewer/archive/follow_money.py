"""Articles as entities of FollowTheMoney, which Aleph and OpenAleph read, made by its own library (extra ``ftm``).

An article gives an ``Article``; each name a ``Mention`` in it, and each person and body with a name an entity that the
mention is resolved to; each event an ``Event`` with who took part, its days and places, and the article as its proof.
FollowTheMoney knows no language code for Uyghur, so the language stands in ``keywords``; a mention has no offsets
there, so its span is in its id.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from xewer.archive.packing import dumps, storable
from xewer.errors import MissingExtraError

if TYPE_CHECKING:
    from collections.abc import Iterator

    from xewer.model import Article, Entity, Event

__all__ = ["follow_money"]

_SCHEMAS = {"PERSON": "Person", "ORG": "Organization"}
_MENTIONED = {
    "PERSON": "peopleMentioned",
    "ORG": "companiesMentioned",
    "GPE": "locationMentioned",
    "LOC": "locationMentioned",
}
_COUNTRY = "iso3166:"


def _model() -> Any:
    try:
        from followthemoney import model
    except ImportError as error:
        raise MissingExtraError("FollowTheMoney needs its library", hint='pip install "xewer[ftm]"') from error
    return model


def follow_money(article: Article) -> Iterator[str]:
    """The entities of one article as JSON, one a line.

    The same person or body has the same id in every article, so that whoever takes them in can merge them.

    Raises:
        MissingExtraError: the library is not installed.
    """
    model = _model()
    own = f"xewer-{article.id}"
    people: dict[str, Any] = {}
    by_span: dict[tuple[int, int], str] = {}
    document = _made(model, "Article", own, _about(article))
    rest: list[Any] = []
    for entity in article.entities:
        document.add(_MENTIONED.get(entity.label, "namesMentioned"), storable(_best(entity, article)), quiet=True)
        rest.append(_mention(model, own, entity, article))
        schema = _SCHEMAS.get(entity.label)
        if schema:
            ident = rest[-1].first("resolved")
            by_span[entity.start, entity.end] = ident
            known = people.setdefault(ident, _made(model, schema, ident, {}))
            _name(known, entity, article)
    for n, event in enumerate(article.events):
        rest.append(_event(model, f"{own}-e{n}", own, event, article, by_span))
    for made in (document, *people.values(), *rest):
        yield dumps(made.to_dict())


def _made(model: Any, schema: str, ident: str, values: dict[str, Any]) -> Any:
    made = model.make_entity(schema)
    made.id = ident
    for name, value in values.items():
        if value:
            made.add(name, [storable(v) for v in value] if isinstance(value, list) else storable(value))
    return made


def _about(article: Article) -> dict[str, Any]:
    return {
        "title": article.title,
        "name": article.title,
        "bodyText": article.text,
        "author": article.author,
        "publisher": article.source,
        "sourceUrl": article.url,
        "publishedAt": article.published,
        "contentHash": article.sha256,
        "keywords": [f"language: {article.language}"] if article.language else [],
        "country": sorted(
            {
                entity.entity_id.removeprefix(_COUNTRY)
                for entity in article.entities
                if entity.entity_id and entity.entity_id.startswith(_COUNTRY)
            }
        ),
    }


def _stem(entity: Entity, article: Article) -> str:
    return article.text[entity.start : entity.stem_end] or entity.text


def _best(entity: Entity, article: Article) -> str:
    """The English name if it is known, else the words of the article."""
    return entity.name if entity.name and not entity.guess else _stem(entity, article)


def _mention(model: Any, own: str, entity: Entity, article: Article) -> Any:
    schema = _SCHEMAS.get(entity.label)
    values: dict[str, Any] = {"document": own, "name": _stem(entity, article), "detectedSchema": schema or "Address"}
    made = _made(model, "Mention", f"{own}-m{entity.start}-{entity.end}", values)
    if schema:
        person = model.make_entity(schema)
        person.make_id("xewer", schema, entity.entity_id or _best(entity, article))
        made.add("resolved", person.id)
    return made


def _name(known: Any, entity: Entity, article: Article) -> None:
    known.add("name", storable(_best(entity, article)))
    known.add("alias", storable(_stem(entity, article)))
    if entity.name and entity.guess:
        known.add("weakAlias", storable(entity.name))
    if entity.entity_id and entity.entity_id[:1] == "Q":
        known.add("wikidataId", entity.entity_id, quiet=True)


def _event(
    model: Any, ident: str, own: str, event: Event, article: Article, by_span: dict[tuple[int, int], str]
) -> Any:
    time = article.times[event.time] if event.time is not None and event.time < len(article.times) else None
    values: dict[str, Any] = {
        "name": event.gloss_en or event.text,
        "summary": event.text,
        "keywords": [k for k in (event.kind, event.plover, event.modality, "denied" * (event.polarity == "-")) if k],
        "proof": own,
        "location": [place.name or place.text for place in event.places],
        "startDate": time.earliest if time else None,
        "endDate": time.latest if time else None,
        "date": time.earliest if time and time.earliest == time.latest else None,
        "involved": [
            by_span[m.start, m.end] for m in (*event.actors, *event.recipients) if (m.start, m.end) in by_span
        ],
        "publisher": article.source,
        "sourceUrl": article.url,
    }
    return _made(model, "Event", ident, values)
