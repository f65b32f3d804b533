"""What every reader of this room gives: an item with its bytes, or a refusal with a reason. Also the limits that all of them keep."""

import hashlib
import json
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from typing import BinaryIO

from frontlog.model import Item, Raw, Rejection, record_id
from frontlog.sources.content import JSON_LINE, SUPPORTED, TEXTUAL, is_binary, sniffed
from frontlog.sources.revisit import Revisit

STEP = "sources.read"


@dataclass(frozen=True, slots=True)
class Limits:
    """How much of one document is read, wherever it lies: a file, a line, a record of a WARC, a page. `--max-mb` on the command line."""

    max_bytes: int = 20_000_000  # a long article has 0.1 MB, a report of 300 pages 2 MB: what is larger is hardly one report

    @property
    def max_mb(self) -> float:
        return self.max_bytes / 1_000_000


@dataclass(slots=True)
class Seen:
    """What one call of `read` has met already: the place of the first item with given bytes (for a capture also address and time)."""

    hashes: dict[bytes, str] = field(default_factory=dict)


Row = Raw | Rejection
Kept = Row | Revisit  # what a file may hold: a web archive also notes what it met again without keeping it twice
# Reads one file that holds several documents. Stream, name of the file, limits, what was met before.
Opener = Callable[[BinaryIO, str, Limits, Seen], Iterator[Kept]]


def refuse(subject: str, reason: str, message: str, step: str = STEP) -> Rejection:
    """A Rejection for something that gave no document, or that a user should know about one that did."""
    return Rejection(
        id=record_id("r", step, subject, reason, message),  # two faults at one place of a damaged file are two refusals
        subject=subject,
        document="",
        start=-1,
        end=-1,
        quote="",
        step=step,
        reason=reason,
        message=message,
    )


def printable(name: str) -> str:
    """A name as text: bytes that are no UTF-8 become question marks, so that the name can be stored."""
    return name.encode("utf-8", "replace").decode("utf-8")


def too_large(name: str, size: str, limits: Limits) -> Rejection:
    message = f"'{name}' has {size}, more than the limit of {limits.max_mb:g} MB. Split it, or raise the limit with --max-mb."
    return refuse(name, "too large", message)


def item_of(name: str, part: int, media_type: str, content: bytes) -> Raw:
    """The item of some bytes. Its id comes from the bytes and the part alone, so the same report has one id wherever it was found."""
    sha = hashlib.sha256(content).hexdigest()
    item = Item(id=record_id("d", sha, part), name=name, part=part, media_type=media_type, size=len(content), sha256=sha)
    return Raw(item=item, content=content)


def once(raw: Raw, label: str, seen: Seen) -> Row:
    """The item, unless an earlier one has the same bytes. `label` says where it lies, in words for people."""
    return _once(raw, bytes.fromhex(raw.item.sha256), label, seen, "the same bytes as")


def met(raw: Raw, label: str, seen: Seen) -> Row:
    """The item of a capture, unless an earlier one has the same bytes, address and time. At another address or time the same bytes are
    handed on: the archive notes that they were met again."""
    item = raw.item
    if not item.url:
        return once(raw, label, seen)
    when = item.retrieved.isoformat() if item.retrieved else ""
    key = hashlib.sha256(f"{item.sha256} {item.part} {when} {item.url}".encode("utf-8", "replace")).digest()
    return _once(raw, key, label, seen, "the same bytes, address and time as")


def _once(raw: Raw, key: bytes, label: str, seen: Seen, what: str) -> Row:
    first = seen.hashes.setdefault(key, label)
    if first != label:
        return refuse(label, "duplicate", f"'{label}' has {what} '{first}' and was taken once. Nothing to do.")
    return raw


def whole(name: str, media_type: str, content: bytes, label: str, seen: Seen) -> Row:
    """Bytes that are one document, under the type that they show. `label` is `name`, or where in a file the bytes lay."""
    if not content.strip():
        return refuse(label, "empty file", f"'{label}' is empty. Save the report into it again, or remove it.")
    media_type = sniffed(content, media_type)
    if media_type in TEXTUAL and is_binary(content):
        message = f"'{label}' holds binary data, not text. Give it the suffix of its true type ({SUPPORTED}), or convert it."
        return refuse(label, "binary file", message)
    return once(item_of(name, 0, media_type, content), label, seen)


def made(name: str, part: int, value: dict[str, object], label: str, seen: Seen) -> Row:
    """A document that was made out of a row or message of a larger file, as JSON with sorted keys: equal rows give equal bytes."""
    content = json.dumps(value, sort_keys=True, ensure_ascii=False, separators=(",", ":")).encode("utf-8", "replace")
    return once(item_of(name, part, JSON_LINE, content), label, seen)
