"""Exports of messengers: long messages are articles, people are left out unless they are asked for."""

from __future__ import annotations

import json

import pytest

from xewer.harvest.files import Refusal, records
from xewer.harvest.record import ARTICLES, Remark, Wanted

HEADLINE = "يېڭى مەكتەپ ئېچىلدى"
BODY = (
    "شەھەر ھۆكۈمىتى دۈشەنبە كۈنى يېڭى مەكتەپنىڭ ئېچىلغانلىقىنى ئېلان قىلدى. مەكتەپ مۇدىرى بىرىنچى كۈنى ئۈچ يۈز "
    "ئوقۇغۇچىنىڭ كەلگەنلىكىنى ئېيتتى."
)
POST = f"{HEADLINE}\n\n{BODY}"
ENGLISH = "The new school was opened on Monday, and three hundred pupils came on the very first day, the head said."


def telegram(kind="public_channel"):
    pieces = [
        {"type": "bold", "text": HEADLINE},
        "\n\n",
        BODY.replace("ئېيتتى.", ""),
        {"type": "link", "text": "ئېيتتى."},
    ]
    return {
        "name": "خەۋەر قانىلى",
        "type": kind,
        "messages": [
            {"id": 1, "type": "service", "date": "2025-09-01T00:00:00", "text": ""},
            {"id": 2, "type": "message", "date": "2025-09-03T23:10:00", "from": "ئەركىن", "text": pieces},
            {"id": 3, "type": "message", "date": "2025-09-03T23:11:00", "from": "ئەركىن", "text": "رەھمەت!"},
            {"id": 4, "type": "message", "date": "2025-09-04T00:00:00", "from": "ئەركىن", "text": ENGLISH},
        ],
    }


def facebook():
    def mangled(text):
        return text.encode().decode("latin-1")

    row = {"sender_name": mangled("ئەركىن"), "timestamp_ms": 1756895400000, "content": mangled(POST)}
    return {"participants": [], "title": mangled("خەۋەر قانىلى"), "messages": [row]}


def discord():
    row = {"id": "9", "timestamp": "2025-09-03T10:30:00+00:00", "content": POST, "author": {"name": "ئەركىن"}}
    return {"guild": {"name": "x"}, "channel": {"name": "خەۋەر قانىلى"}, "messages": [row]}


SLACK = [{"type": "message", "user": "ئەركىن", "text": POST, "ts": "1756895400.0002"}]
EXPORTS = {"telegram": telegram(), "all chats": {"chats": {"list": [telegram()]}}, "facebook": facebook(),
           "discord": discord(), "slack": SLACK}  # fmt: skip


def read(tmp_path, document, wanted=ARTICLES):
    path = tmp_path / "result.json"
    path.write_text(json.dumps(document, ensure_ascii=False), encoding="utf-8")
    return [found for found in records(path, wanted) if not isinstance(found, Remark)]


@pytest.mark.parametrize("name", EXPORTS)
def test_a_long_message_is_an_article_and_nobody_is_named(tmp_path, name):
    (record,) = read(tmp_path, EXPORTS[name])
    assert (record.title, record.text, record.published, record.author) == (HEADLINE, BODY, "2025-09-03", None)
    assert record.published_from == "time of the message"
    assert record.source == ("خەۋەر قانىلى" if "telegram" in name or "chats" in name else None)


@pytest.mark.parametrize("name", EXPORTS)
def test_names_are_kept_when_asked_for(tmp_path, name):
    (record,) = read(tmp_path, EXPORTS[name], Wanted(names=True))
    assert record.author == "ئەركىن"
    assert record.source == (None if name == "slack" else "خەۋەر قانىلى")


def test_a_private_group_is_not_named(tmp_path):
    (record,) = read(tmp_path, telegram("private_group"))
    assert record.source is None


def test_what_is_left_out_is_counted(tmp_path):
    read(tmp_path, telegram())
    *_, remark = records(tmp_path / "result.json")
    assert remark.text == "left out: 1 messages too short, 1 messages in other languages"
    assert len(read(tmp_path, telegram(), Wanted(other=True))) == 2
    chat = telegram()
    chat["messages"] = chat["messages"][2:3]
    (refusal,) = read(tmp_path, chat)
    assert isinstance(refusal, Refusal)
    assert "1 messages too short" in refusal.reason


@pytest.mark.parametrize("row", [{"date": 5, "text": POST}, {"date": "x", "text": None}, {"timestamp": "x"}, "x", None])
def test_odd_rows_do_no_harm(tmp_path, row):
    chat = telegram()
    chat["messages"].append(row)
    (record,) = read(tmp_path, chat)
    assert record.text == BODY
