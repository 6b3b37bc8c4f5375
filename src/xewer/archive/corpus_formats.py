"""One article in the formats of other programs: CoNLL-U, VRT, brat, W3C annotations, schema.org, OpenSearch.

Offsets are code points of the article's text, which is written as it is.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any
from xml.sax.saxutils import escape, quoteattr

from xewer.archive.keys import body_places, text_places
from xewer.archive.packing import LAYERS, dumps, storable

if TYPE_CHECKING:
    from collections.abc import Iterator

    from xewer.archive.keys import Place
    from xewer.model import Article, Entity

__all__ = ["brat", "conllu", "json_ld", "open_search", "open_search_mapping", "vrt", "web_annotations"]

_AROUND = 32  # code points before and after a quotation, by which it is found again
_TYPES = {"PERSON": "Person", "ORG": "Organization", "GPE": "Place", "LOC": "Place"}
_FLAT = str.maketrans(dict.fromkeys("\n\r\t\x0b\x0c\x85\u2028\u2029", " "))


def _sentences(article: Article) -> Iterator[list[dict[str, Any]]]:
    """Tokens sentence by sentence; those before, between and after sentences make sentences of their own."""
    ends = [(start, end) for start, end in article.sentences]
    at = 0
    group: list[dict[str, Any]] = []
    mine = -1
    for token in article.tokens:
        while at < len(ends) and ends[at][1] <= token["start"]:
            at += 1
        inside = at if at < len(ends) and ends[at][0] <= token["start"] else -1 - at
        if group and inside != mine:
            yield group
            group = []
        mine = inside
        group.append(token)
    if group:
        yield group


def _names(article: Article) -> dict[int, tuple[str, Entity]]:
    """For the start of each token in a name: B- or I- and its label, and the name."""
    out: dict[int, tuple[str, Entity]] = {}
    for entity in article.entities:
        for token in article.tokens:
            if entity.start <= token["start"] < entity.end:
                out[token["start"]] = (("B-" if token["start"] == entity.start else "I-") + entity.label, entity)
    return out


def _word(article: Article, token: dict[str, Any]) -> str:
    return storable(article.text[token["start"] : token["end"]]).translate(_FLAT)


def conllu(article: Article) -> str:
    """CoNLL-U; MISC has the span, the name (``NE=B-PERSON``) and whether a space follows.

    >>> from xewer.model import Article
    >>> token = {"start": 0, "end": 5, "lemma": "سالام", "upos": "INTJ", "feats": ""}
    >>> conllu(Article(id="1", text="سالام", sha256="", tokens=(token,))).splitlines()[3].split()[3:]
    ['INTJ', '_', '_', '_', '_', '_', 'Start=0|End=5']
    """
    named = _names(article)
    lines = [f"# newdoc id = {_line(article.id)}"]
    for name in ("title", "published", "source", "url"):
        if getattr(article, name):
            lines.append(f"# meta::{name} = {_line(getattr(article, name))}")
    for number, group in enumerate(_sentences(article), 1):
        first, last = group[0]["start"], group[-1]["end"]
        lines += [f"# sent_id = {_line(article.id)}-{number}", f"# text = {_line(article.text[first:last])}"]
        for n, token in enumerate(group, 1):
            misc = [f"Start={token['start']}", f"End={token['end']}"]
            if token["start"] in named:
                misc.append(f"NE={named[token['start']][0]}")
            if n < len(group) and group[n]["start"] == token["end"]:
                misc.append("SpaceAfter=No")
            word = _word(article, token)
            cells = (str(n), word, token.get("lemma") or word, token.get("upos") or "X", "_", token.get("feats") or "_")
            lines.append("\t".join((*cells, "_", "_", "_", "|".join(misc))))
        lines.append("")
    return "\n".join(lines) + ("\n" if lines[-1] == "" else "\n\n")


def _line(text: str) -> str:
    return storable(text).translate(_FLAT)


def vrt(article: Article) -> str:
    r"""Vertical text for CWB, Korp and NoSketch: word, lemma, part of speech, features, start, end; ``<s>``, ``<ne>``.

    >>> from xewer.model import Article
    >>> vrt(Article(id="1", text="", sha256="", title="a & b"))
    '<text id="1" title="a &amp; b">\n</text>\n'
    """
    about = {n: getattr(article, n) for n in ("id", "title", "published", "source", "author", "url", "script")}
    told = " ".join(
        f"{k}={quoteattr(_line(v))}" for k, v in about.items() if v and not (k == "script" and v == "arabic")
    )
    lines = [f"<text {told}>"]
    named = _names(article)
    for group in _sentences(article):
        lines.append("<s>")
        open_name: Entity | None = None
        for token in group:
            name = named.get(token["start"], ("", None))[1]
            if name is not open_name:
                if open_name:
                    lines.append("</ne>")
                if name:
                    more = f" name={quoteattr(_line(name.name))}" if name.name else ""
                    more += f" id={quoteattr(_line(name.entity_id))}" if name.entity_id else ""
                    lines.append(f"<ne type={quoteattr(name.label)}{more}>")
                open_name = name
            word = _word(article, token)
            cells = (word, token.get("lemma") or word, token.get("upos") or "X", token.get("feats") or "_")
            lines.append("\t".join((*(escape(_line(c)) for c in cells), str(token["start"]), str(token["end"]))))
        if open_name:
            lines.append("</ne>")
        lines.append("</s>")
    return "\n".join([*lines, "</text>"]) + "\n"


class _Brat:
    """Lines of one brat file, with the numbers given so far."""

    def __init__(self, article: Article) -> None:
        self.text, self.lines = article.text, list[str]()
        self.spans: dict[tuple[int, int, str], str] = {}
        self.counts = dict.fromkeys("TEA#", 0)

    def number(self, letter: str) -> str:
        self.counts[letter] += 1
        return f"{letter}{self.counts[letter]}"

    def span(self, start: int, end: int, kind: str) -> str:
        """A text-bound line; a span over a line break is written in pieces, as brat wants it."""
        found = self.spans.get((start, end, kind))
        if found:
            return found
        pieces, at = [], start
        for line in self.text[start:end].splitlines(keepends=True):
            kept = len(line.rstrip("\r\n\x0b\x0c\x1c\x1d\x1e\x85\u2028\u2029"))
            if kept:
                pieces.append((at, at + kept))
            at += len(line)
        name = self.number("T")
        places = ";".join(f"{a} {b}" for a, b in pieces) or f"{start} {end}"
        words = " ".join(storable(self.text[a:b]) for a, b in pieces)
        self.lines.append(f"{name}\t{kind} {places}\t{words}")
        self.spans[start, end, kind] = name
        return name

    def note(self, about: str, text: str | None) -> None:
        if text:
            self.lines.append(f"{self.number('#')}\tAnnotatorNotes {about}\t{_line(text)}")


def brat(article: Article) -> str:
    """Stand-off lines for brat; the text beside it is the article's.

    >>> from xewer.model import Article, Entity
    >>> city = Entity(0, 8, 7, "بېيجىڭغا", "GPE", "Beijing")
    >>> brat(Article(id="1", text="بېيجىڭغا", sha256="", entities=(city,))).splitlines()[1].split()
    ['#1', 'AnnotatorNotes', 'T1', 'Beijing']
    """
    out = _Brat(article)
    kinds = {(e.start, e.end): e.label for e in article.entities}
    for entity in article.entities:
        out.note(out.span(entity.start, entity.end, entity.label), entity.name)
    for time in article.times:
        out.note(out.span(time.start, time.end, time.type), time.value)
    for figure in article.quantities:
        out.span(figure.start, figure.end, figure.kind)
    for quote in article.quotes:
        event = out.span(quote.start, quote.end, "Quote")
        roles = [("Speaker", quote.speaker), ("Addressee", quote.addressee), ("Cue", quote.cue)]
        _brat_event(out, "Quote", event, [(r, m) for r, m in roles if m], kinds)
    for item in article.events:
        kind = item.kind.title().replace("-", "_").replace(" ", "_")
        parts = [("Actor", item.actors), ("Recipient", item.recipients), ("Place", item.places)]
        own = [(role, m) for role, mentions in parts for m in mentions]
        event = _brat_event(out, kind, out.span(item.start, item.end, kind), own, kinds)
        if item.modality != "asserted":
            out.lines.append(f"{out.number('A')}\tModality {event} {item.modality}")
        if item.polarity == "-":
            out.lines.append(f"{out.number('A')}\tNegated {event}")
    return "".join(line + "\n" for line in out.lines)


def _brat_event(
    out: _Brat, kind: str, trigger: str, parts: list[tuple[str, Any]], kinds: dict[tuple[int, int], str]
) -> str:
    roles = []
    for role, (start, end, *_) in parts:
        if start < end:
            roles.append(f"{role}:{out.span(start, end, kinds.get((start, end), 'Mention'))}")
    name = out.number("E")
    out.lines.append(f"{name}\t{' '.join([f'{kind}:{trigger}', *roles])}")
    return name


def web_annotations(article: Article) -> Iterator[str]:
    """W3C Web Annotations, one JSON object for each item of the layers, found by position and by quotation."""
    target = article.url or f"urn:xewer:{article.id}"
    text = article.text
    for layer in LAYERS:
        for n, item in enumerate(getattr(article, layer)):
            label = (
                getattr(item, "label", None) or getattr(item, "kind", None) or getattr(item, "type", None) or "quote"
            )
            known = {
                k: getattr(item, k, None) for k in ("name", "entity_id", "value", "speaker_name", "gloss_en", "rule")
            }
            start, end = item.start, item.end
            yield dumps(
                {
                    "@context": "http://www.w3.org/ns/anno.jsonld",
                    "id": f"urn:xewer:{article.id}:{layer}:{n}",
                    "type": "Annotation",
                    "motivation": "classifying",
                    "body": [
                        {"type": "TextualBody", "purpose": "classifying", "value": label},
                        {"type": "TextualBody", "purpose": "describing", "format": "application/json",
                         "value": dumps({k: v for k, v in known.items() if v})},
                    ],
                    "target": {
                        "source": target,
                        "selector": [
                            {"type": "TextPositionSelector", "start": start, "end": end},
                            {"type": "TextQuoteSelector", "exact": text[start:end],
                             "prefix": text[max(0, start - _AROUND) : start], "suffix": text[end : end + _AROUND]},
                        ],
                    },
                }
            )  # fmt: skip


def json_ld(article: Article) -> str:
    """The article as schema.org's NewsArticle, with whom it mentions and who is quoted.

    >>> from xewer.model import Article
    >>> json_ld(Article(id="1", text="سالام", sha256=""))[:52]
    '{"@context":"https://schema.org","@type":"NewsArticl'
    """
    mentions = {(e.label, e.name or e.text, e.entity_id): e for e in article.entities}
    known: list[dict[str, Any]] = []
    for label, name, ident in mentions:
        thing = {"@type": _TYPES.get(label, "Thing"), "name": name}
        if ident and ident[:1] == "Q" and ident[1:].isdigit():
            thing["sameAs"] = f"http://www.wikidata.org/entity/{ident}"
        elif ident:
            thing["identifier"] = ident
        known.append(thing)
    told = [
        {
            "@type": "Quotation",
            "text": q.text,
            **({"creator": {"@type": "Person", "name": n}} if (n := q.speaker_name) else {}),
        }
        for q in article.quotes
        if q.direct
    ]
    data = {
        "@context": "https://schema.org",
        "@type": "NewsArticle",
        "identifier": article.id,
        "url": article.url,
        "headline": article.title,
        "datePublished": article.published,
        "author": {"@type": "Person", "name": article.author} if article.author else None,
        "publisher": {"@type": "Organization", "name": article.source} if article.source else None,
        "inLanguage": article.language,
        "articleBody": article.text,
        "mentions": known,
        "hasPart": told,
    }
    return dumps({k: v for k, v in data.items() if v})


def open_search_mapping(index: str = "xewer") -> dict[str, Any]:
    """The mapping that `open_search` wants: words split at spaces, keys of a word at bars, all at one position.

    No plugin is needed. Ask with the keys that Xewer makes of a query (``=putinniŋ`` as written, ``putin`` dictionary
    form, ``>putin`` inside speech).

    >>> open_search_mapping()["settings"]["analysis"]["analyzer"]["xewer"]["tokenizer"]
    'whitespace'
    """
    keys = {"type": "text", "analyzer": "xewer", "search_analyzer": "whitespace"}
    plain = {
        name: {"type": "keyword"} for name in ("id", "url", "source", "author", "people", "places", "organisations")
    }
    return {
        "settings": {
            "analysis": {
                "filter": {
                    "keys": {"type": "pattern_capture", "preserve_original": False, "patterns": ["([^|]+)"]},
                },
                "analyzer": {"xewer": {"type": "custom", "tokenizer": "whitespace", "filter": ["keys"]}},
            }
        },
        "mappings": {
            "_meta": {"index": index},
            "properties": {
                **plain,
                "published": {"type": "date", "format": "yyyy-MM-dd||yyyy-MM||yyyy"},
                "title": {"type": "text", "index": False},
                "text": {"type": "text", "index": False},
                "words": keys,
                "title_words": keys,
            },
        },
    }


def _keys(place: Place) -> tuple[str, ...]:
    """The keys of a place; dictionary forms once more where it stands in speech."""
    return (*place.keys, *(">" + key for key in place.keys[1:])) if place.speech else place.keys


def open_search(article: Article, index: str = "xewer") -> str:
    """Two lines for the bulk interface of OpenSearch or Elasticsearch: what to do, and the article with its keys."""
    names: dict[str, list[str]] = {"PERSON": [], "GPE": [], "ORG": []}
    for entity in article.entities:
        names.setdefault("GPE" if entity.label == "LOC" else entity.label, []).append(entity.name or entity.text)
    document = {
        "id": article.id,
        "url": article.url,
        "source": article.source,
        "author": article.author,
        "published": article.published,
        "title": article.title,
        "text": article.text,
        "people": sorted(set(names["PERSON"])),
        "places": sorted(set(names["GPE"])),
        "organisations": sorted(set(names["ORG"])),
        "words": " ".join("|".join(_keys(place)) for place in body_places(article)),
        "title_words": " ".join("|".join(p.keys) for p in text_places(article.title or "", article.script)),
    }
    told = dumps({k: v for k, v in document.items() if v})
    return dumps({"index": {"_index": index, "_id": article.id}}) + "\n" + told + "\n"
