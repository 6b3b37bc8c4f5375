from __future__ import annotations

import io
import json
import re
from dataclasses import replace
from importlib.util import find_spec
from xml.etree import ElementTree as ET

import pytest

from xewer.archive.corpus_formats import brat, json_ld, open_search_mapping, web_annotations
from xewer.archive.export import FORMATS, export, export_brat
from xewer.morph.conllu import read_conllu
from xewer.show.cli_archive import EXPORTS

# FollowTheMoney has a library of its own, which is not installed everywhere: test_tables_and_graphs.py skips without it.
WRITTEN = [name for name in FORMATS if name != "ftm" or find_spec("followthemoney")]


@pytest.fixture
def filled(archive, visit):
    archive.add(visit(url="https://news.example/1"))
    archive.add(visit("two", published="2024", title=None))
    return archive


def written(archive, name, query=""):
    out = io.StringIO()
    return export(archive, name, out, query=query), out.getvalue()


def test_every_format_is_offered_and_writes_each_article(filled):
    assert set(FORMATS) < set(EXPORTS)
    for name in WRITTEN:
        assert written(filled, name)[0] == (6 if name.startswith("facts") else 2), name
    for name in ("conllu", "vrt", "webanno", "jsonld", "opensearch"):
        assert written(filled, name, "date:2024")[0] == 1


def test_conllu_is_read_again_by_our_own_reader_and_spans_hold(filled, visit):
    text = visit().text
    found = list(read_conllu(written(filled, "conllu")[1].splitlines()))
    assert len(found) == 4
    words = [row for sentence in found[:2] for row in sentence.rows]
    for row in words:
        start, end = (int(n) for n in re.findall(r"(?:Start|End)=(\d+)", row[9]))
        assert text[start:end] == row[1]
    assert [row[9].split("NE=")[1][:8] for row in words if "NE=" in row[9]] == ["B-PERSON", "I-PERSON", "B-GPE"]
    said = next(line for line in found[0].comments if line.startswith("# text = "))
    assert said.removeprefix("# text = ") in text
    back = "".join(r[1] + ("" if "SpaceAfter=No" in r[9] else " ") for r in found[0].rows).strip()
    assert back == said.removeprefix("# text = ")


def test_vrt_is_well_formed_and_escaped(filled, visit):
    filled.add(visit("three", title='a < "b" & c'))
    root = ET.fromstring(f"<all>{written(filled, 'vrt')[1]}</all>")
    assert {t.get("title") for t in root} == {"پۇتىن خىتايدا", None, 'a < "b" & c'}
    name = root.find(".//ne")
    assert (name.get("type"), name.get("name"), name.get("id")) == ("PERSON", "Vladimir Putin", "Q7747")
    for line in name.text.strip().splitlines():
        word, _, _, _, start, end = line.split("\t")
        assert visit().text[int(start) : int(end)] == word


def test_brat_points_at_its_own_text_over_line_breaks(visit, make):
    for line in brat(visit()).splitlines():
        if line[0] == "T":
            _, places, words = line.split("\t")
            spans = [tuple(map(int, p.split())) for p in places.split(" ", 1)[1].split(";")]
            assert " ".join(visit().text[a:b] for a, b in spans) == words
    events = [line for line in brat(visit()).splitlines() if line[0] == "E"]
    assert len(events) == 3
    told = {line.split("\t")[0] for line in brat(visit()).splitlines()}
    for line in events:
        assert {part.split(":")[1] for part in line.split("\t")[1].split()} <= told
    broken = make("ۋىلادىمىر\nپۇتىن", names=[("ۋىلادىمىر\nپۇتىن", "PERSON", None, None)])
    assert "PERSON 0 9;10 15\tۋىلادىمىر پۇتىن" in brat(broken)


def test_a_folder_for_brat(filled, tmp_path, visit):
    filled.add(visit("../../evil/../id"))
    assert export_brat(filled, tmp_path / "brat") == 3
    files = sorted(p.name for p in (tmp_path / "brat").iterdir())
    assert len(files) == 6
    assert all(".." not in name for name in files)


def test_web_annotations_are_found_by_position_and_by_quotation(visit):
    article = visit()
    for line in web_annotations(article):
        position, quotation = json.loads(line)["target"]["selector"]
        assert article.text[position["start"] : position["end"]] == quotation["exact"]
        assert quotation["prefix"] + quotation["exact"] + quotation["suffix"] in article.text


def test_json_ld_leaves_out_what_is_not_known(visit):
    data = json.loads(json_ld(visit()))
    assert (data["headline"], data["datePublished"]) == ("پۇتىن خىتايدا", "2025-09-03")
    assert {"@type": "Person", "name": "Vladimir Putin", "sameAs": "http://www.wikidata.org/entity/Q7747"} in data[
        "mentions"
    ]
    assert "headline" not in json.loads(json_ld(replace(visit(), title=None)))
    assert "hasPart" not in data  # reported, not quoted


def test_bulk_lines_have_one_word_for_each_position(filled):
    lines = [json.loads(line) for line in written(filled, "opensearch")[1].splitlines()]
    assert lines[0] == {"index": {"_index": "xewer", "_id": "visit"}}
    words = lines[1]["words"].split(" ")
    assert words[1].split("|")[:2] == ["=putin", "putin"]
    pattern = open_search_mapping()["settings"]["analysis"]["filter"]["keys"]["patterns"][0]
    for word in words:  # what pattern_capture takes out of each word
        assert re.findall(pattern, word) == word.split("|")
    assert set(lines[1]) <= set(open_search_mapping()["mappings"]["properties"])


def test_lone_surrogates_are_written(archive, visit):
    article = visit()
    archive.add(replace(article, text=article.text + "\ud800", title="\udfff"))
    for name in WRITTEN:
        written(archive, name)[1].encode()
