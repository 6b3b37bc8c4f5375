"""Exports of messengers as JSON (Telegram, Discord, Slack, Facebook and Instagram): each long message is an article.

Who wrote a message, and the name of a chat that is not a public channel, are left out unless they are asked for:
what is kept is news, not people.
"""

from __future__ import annotations

from datetime import datetime, timezone
from typing import TYPE_CHECKING, Any, NamedTuple

from xewer.harvest.language import uyghur_only
from xewer.harvest.page_dates import iso_day
from xewer.harvest.record import Record, Refusal, Remark

if TYPE_CHECKING:
    from collections.abc import Iterator

__all__ = ["is_messages", "message_records"]

_LEAST = 60  # letters: shorter messages are talk
_LONGEST_TITLE = 150  # characters of a first line that is a headline


class _Message(NamedTuple):
    ident: str
    day: str | None
    text: str
    sender: str | None
    chat: str | None
    public: bool


def is_messages(document: object) -> bool:
    """Whether a JSON document is a messenger's export.

    >>> is_messages({"name": "x", "messages": [{"id": 1, "date": "2025-09-03T10:00:00", "text": "x"}]})
    True
    >>> is_messages([{"text": "x", "published": "2025-09-03"}])
    False
    """
    return next(_messages(document), None) is not None


def message_records(
    document: object, origin: str, *, keep_other: bool = False, keep_names: bool = False
) -> Iterator[Record | Refusal | Remark]:
    """The articles among the messages of an export, in its order, and a count of the rest.

    ``keep_names`` keeps the sender as author and the chat's name as source.
    """
    short = foreign = 0
    kept = 0
    for message in _messages(document):
        if sum(map(str.isalpha, message.text)) < _LEAST:
            short += 1
            continue
        found = uyghur_only(_record(message, origin, keep_names=keep_names), keep_other=keep_other)
        if isinstance(found, Refusal):
            foreign += 1
            continue
        kept += 1
        yield found
    told = ", ".join(f"{n} messages {what}" for n, what in ((short, "too short"), (foreign, "in other languages")) if n)
    if kept and told:
        yield Remark(origin, f"left out: {told}")
    elif not kept:
        yield Refusal(origin, f"no Uyghur article among its messages; {told}", "--keep-other keeps other languages")


def _record(message: _Message, origin: str, *, keep_names: bool) -> Record:
    first, _, rest = message.text.partition("\n")
    titled = len(first) <= _LONGEST_TITLE and sum(map(str.isalpha, rest)) >= _LEAST
    return Record(
        text=rest.strip() if titled else message.text,
        title=first.strip() if titled else None,
        author=message.sender if keep_names else None,
        published=message.day,
        published_from="time of the message" if message.day else None,
        source=message.chat if message.public or keep_names else None,
        origin=f"{origin}#{message.ident}",
    )


def _messages(document: object) -> Iterator[_Message]:
    """Messages of whichever export it is; none if it is none."""
    if isinstance(document, list):
        for row in _rows(document):
            if row.get("type") == "message" and isinstance(row.get("ts"), str):
                yield _slack(row)
    elif isinstance(document, dict):
        chats = document.get("chats")
        for chat in _rows(chats.get("list")) if isinstance(chats, dict) else [document]:
            for row in _rows(chat.get("messages")):
                message = _of_chat(row, chat)
                if message and message.text.strip():
                    yield message


def _rows(value: object) -> list[dict[str, Any]]:
    return [row for row in value if isinstance(row, dict)] if isinstance(value, list) else []


def _of_chat(row: dict[str, Any], chat: dict[str, Any]) -> _Message | None:
    if isinstance(row.get("timestamp_ms"), int):
        return _facebook(row, chat)
    if isinstance(row.get("timestamp"), str) and "content" in row:
        return _discord(row, chat)
    if isinstance(row.get("date"), str) and "text" in row and row.get("type", "message") == "message":
        return _telegram(row, chat)
    return None


def _telegram(row: dict[str, Any], chat: dict[str, Any]) -> _Message:
    """The text is a string, or a list of strings and marked pieces; a forward names its channel."""
    pieces = row["text"] if isinstance(row["text"], list) else [row["text"]]
    text = "".join(str(p.get("text", "")) if isinstance(p, dict) else str(p) for p in pieces)
    return _Message(
        ident=str(row.get("id", "?")),
        day=iso_day(row["date"]),
        text=text,
        sender=_text(row.get("from")),
        chat=_text(chat.get("name")),
        public=chat.get("type") == "public_channel",
    )


def _discord(row: dict[str, Any], chat: dict[str, Any]) -> _Message:
    author, channel = row.get("author"), chat.get("channel")
    return _Message(
        ident=str(row.get("id", "?")),
        day=iso_day(row["timestamp"]),
        text=_text(row["content"]) or "",
        sender=_text(author.get("name")) if isinstance(author, dict) else None,
        chat=_text(channel.get("name")) if isinstance(channel, dict) else None,
        public=False,
    )


def _slack(row: dict[str, Any]) -> _Message:
    return _Message(
        ident=row["ts"],
        day=_day_of(row["ts"], 1),
        text=_text(row.get("text")) or "",
        sender=_text(row.get("user")),
        chat=None,
        public=False,
    )


def _facebook(row: dict[str, Any], chat: dict[str, Any]) -> _Message:
    """These exports write each byte of UTF-8 as a character of its own."""
    return _Message(
        ident=str(row["timestamp_ms"]),
        day=_day_of(row["timestamp_ms"], 1000),
        text=_from_bytes(_text(row.get("content")) or ""),
        sender=_from_bytes(_text(row.get("sender_name")) or "") or None,
        chat=_from_bytes(_text(chat.get("title")) or "") or None,
        public=False,
    )


def _from_bytes(text: str) -> str:
    try:
        return text.encode("latin-1").decode("utf-8")
    except ValueError:
        return text


def _day_of(stamp: Any, unit: int) -> str | None:
    """The day in UTC: these exports tell no offset."""
    try:
        return datetime.fromtimestamp(float(stamp) / unit, timezone.utc).date().isoformat()
    except (ValueError, OverflowError, OSError):
        return None


def _text(value: object) -> str | None:
    return value.strip() or None if isinstance(value, str) else None
