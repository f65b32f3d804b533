"""A person's name taken out of the bytes of one item: in their place where that can be done, else by keeping its clean text alone."""

import hashlib
from collections.abc import Iterator
from dataclasses import dataclass, replace
from email import message_from_bytes
from email.policy import compat32

from frontlog.documents.read import read
from frontlog.documents.text import decode
from frontlog.masking.names import BLACK, PLAIN, Names
from frontlog.model import Document, Item, Raw, record_id

WIDE = ("utf-", "gb18030")  # charsets that can write anything
AS_TEXT = ("text/", "application/json", "application/xhtml", "application/xml", "application/x-frontlog")
MAIL = "message/rfc822"
READ_ANYWAY = ("text/plain", "text/markdown", "text/html", "application/x-frontlog+json", MAIL)  # what they say stands in their bytes
AROUND = "around it"
HINTS = ("name", "url", "asked", "listed_title", "listed_outlet")


@dataclass(frozen=True, slots=True)
class Masked:
    """What stands for an item. `raw` is None where the name could not be taken out of it: then the item has to go as a whole."""

    raw: Raw | None
    how: str  # "in place", "as text", "around it" (only its name or address had it), "removed"


def masked(raw: Raw, names: Names, told: bool) -> Masked | None:
    """The item without the name; None where it does not hold it. `told`: its clean text is known to hold it."""
    if not told and not any(map(names.found, said(raw, raw.item.media_type not in READ_ANYWAY))):
        item = _hints(raw.item, names)
        headers = tuple((key, names.masked(value)) for key, value in raw.headers)
        changed = item != raw.item or headers != raw.headers
        return Masked(Raw(item=item, content=raw.content, headers=headers), AROUND) if changed else None
    for how, content, media_type in _tries(raw, names):
        made = _made(raw, content, media_type, names)
        if content and not any(map(names.found, (*said(made, True), *(getattr(made.item, name) for name in HINTS)))):
            return Masked(made, how)
    return Masked(None, "removed")


def _tries(raw: Raw, names: Names) -> Iterator[tuple[str, bytes, str]]:
    """Ways to write the item without the name, the truest first."""
    if raw.item.media_type.startswith(AS_TEXT) or raw.item.media_type == MAIL:
        yield "in place", _in_place(raw, names), raw.item.media_type
    document = _document(raw)
    if document is not None:
        yield "as text", names.masked(document.text, BLACK, fully=True).encode(), "text/plain"


def _in_place(raw: Raw, names: Names) -> bytes:
    """The bytes with the name blacked out; empty where their charset cannot be written back as it was read."""
    charset = decode(raw.content, raw.item.charset).charset
    mark = _mark(raw.content, charset)
    try:
        text = raw.content[len(mark) :].decode(charset, "surrogateescape")
        wide = charset.startswith(WIDE) and raw.item.media_type.startswith("text/")
        out = mark + names.masked(text, BLACK if wide else PLAIN, fully=True).encode(charset, "surrogateescape")
        same = text.encode(charset, "surrogateescape") == raw.content[len(mark) :]
    except (UnicodeError, LookupError):
        return b""
    return out if same else b""


def _mark(content: bytes, charset: str) -> bytes:
    """The byte-order mark that the bytes begin with."""
    for mark in (b"\xef\xbb\xbf", b"\xff\xfe\x00\x00", b"\x00\x00\xfe\xff", b"\xff\xfe", b"\xfe\xff"):
        if charset.startswith("utf") and content.startswith(mark):
            return mark
    return b""


def _made(raw: Raw, content: bytes, media_type: str, names: Names) -> Raw:
    """The item of other bytes. Its id is made of them, as that of every item."""
    sha256 = hashlib.sha256(content).hexdigest()
    item = _hints(raw.item, names)
    as_text = media_type != raw.item.media_type
    document = _document(raw) if as_text else None
    listed = item.listed_published or (document.published.isoformat() if document and document.published else "")
    made = replace(
        item,
        id=record_id("d", sha256, item.part),
        sha256=sha256,
        size=len(content),
        media_type=media_type,
        charset="utf-8" if as_text else item.charset,
        listed_published=listed,
    )
    return Raw(item=made, content=content, headers=tuple((key, names.masked(value)) for key, value in raw.headers))


def _hints(item: Item, names: Names) -> Item:
    return replace(
        item,
        name=names.masked(item.name),
        url=names.masked(item.url),
        asked=names.masked(item.asked),
        listed_title=names.masked(item.listed_title),
        listed_outlet=names.masked(item.listed_outlet),
    )


def _document(raw: Raw) -> Document | None:
    return next((row for row in read([raw]) if isinstance(row, Document)), None)


def again(item: Item, made: Masked, names: Names) -> Item:
    """Another meeting with the same bytes, as the item that stands for it now."""
    assert made.raw is not None
    now, own = made.raw.item, _hints(item, names)
    if made.how == AROUND:
        return own
    return replace(
        own,
        id=record_id("d", now.sha256, item.part),
        sha256=now.sha256,
        size=now.size,
        media_type=now.media_type,
        charset=now.charset,
        listed_published=now.listed_published,
    )


def said(raw: Raw, whole: bool) -> Iterator[str]:
    """All that an item says, however it is packed: as its bytes lie there, in the parts of an e-mail, and with `whole` as it is read."""
    yield decode(raw.content, raw.item.charset).text
    if raw.item.media_type == MAIL:
        for part in message_from_bytes(raw.content, policy=compat32).walk():
            packed = part.get_payload(decode=True)
            if isinstance(packed, bytes):
                yield decode(packed, str(part.get_content_charset() or "")).text
    document = _document(raw) if whole else None
    if document is not None:
        yield from (document.text, document.title, document.author, document.url)
