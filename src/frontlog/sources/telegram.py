"""Telegram Desktop exports (result.json): every message with words as one document, read one by one however long the export is."""

from collections.abc import Iterator
from datetime import UTC, datetime
from typing import BinaryIO

from frontlog.sources.json_stream import Object, elements
from frontlog.sources.rows import Limits, Row, Seen, made, refuse, too_large


def is_telegram(head: bytes) -> bool:
    """Whether a JSON file starts as an export does: of one chat, or of the whole account."""
    chat = b'"messages"' in head and b'"type"' in head and b'"id"' in head
    return chat or (b'"about"' in head and b'"chats"' in head)


def read_telegram(handle: BinaryIO, name: str, limits: Limits, seen: Seen) -> Iterator[Row]:
    """The messages of an export as items. The message itself is kept in the item beside its words, so nothing of it is lost."""
    taken = mute = 0
    for found in elements(handle, "messages", limits.max_bytes):
        chat, message = found.header, found.value
        label = f"{name} message {found.number}" + (f" of chat {found.array}" if found.array > 1 else "")
        if found.fault == "too large":
            yield too_large(label, "more characters", limits)
        elif found.fault:
            yield refuse(label, "bad message", f"'{label}' {found.fault}. Export the chat anew, or read on without this message.")
        elif (value := document(message, chat)) is None:
            mute += 1
        else:
            taken += 1
            number = message.get("id")
            yield made(name, number if isinstance(number, int) and 0 < number < 2**31 else 0, value, label, seen)
    if mute:
        what = f"{mute:,} messages without words (pictures, service notes) were passed over"
        yield refuse(name, "passed over", f"'{name}': {what}. Nothing to do.")
    if not taken:
        yield refuse(name, "no reports", f"'{name}' holds no message with words. Export the chat from Telegram Desktop again, as JSON.")


def document(message: Object, chat: Object) -> Object | None:
    """A message in the form of a JSON line; None for one without words."""
    words = flat(message.get("text"))
    if message.get("type") == "service" or not words.strip():
        return None
    outlet, sender, first = _word(chat.get("name")), _word(message.get("from")), _word(message.get("forwarded_from"))
    value: Object = {"text": words, "outlet": outlet, "date": _time(message), "telegram": message}
    if first and first != outlet:
        # passed on: the voice is the first chat's, and the time that of passing on; the export does not keep the first one
        return {"text": words, "outlet": first, "republished_by": outlet, "republished": _time(message), "telegram": message}
    if sender and sender != outlet:
        value["author"] = sender
    return value


def flat(text: object) -> str:
    """The words of a message. Telegram writes a string, or a list of strings and of objects with their own "text"."""
    if isinstance(text, str):
        return text
    parts = text if isinstance(text, list) else []
    return "".join(part if isinstance(part, str) else _word(part.get("text")) for part in parts if isinstance(part, str | dict))


def _word(value: object) -> str:
    return value if isinstance(value, str) else ""


def _time(message: Object) -> str:
    """When it was sent, UTC. `date` is the local time of whoever exported and names no zone, so it is the second choice."""
    try:
        stamp = int(str(message.get("date_unixtime", "")))
        return datetime.fromtimestamp(stamp, UTC).strftime("%Y-%m-%dT%H:%M:%SZ")
    except (ValueError, OverflowError, OSError):
        return _word(message.get("date"))
