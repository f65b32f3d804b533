"""The table of formats: which reader turns the bytes of a media type into text."""

import json
import re
from collections.abc import Callable, Iterator, Mapping
from dataclasses import replace

import numpy as np

from frontlog.documents.date_forms import scan
from frontlog.documents.extract import Extract, Note, UnreadableError, assemble
from frontlog.documents.mojibake import repair
from frontlog.documents.places import JSON, Placed, join, nowhere, placed
from frontlog.documents.text import clean, cleaned, decode
from frontlog.model import DateCandidate

Reader = Callable[[bytes, str], Extract]
ESCAPE = re.compile(r"\\(?:u[dD][89abAB][0-9a-fA-F]{2}\\u[dD][c-fC-F][0-9a-fA-F]{2}|u[0-9a-fA-F]{4}|.)", re.DOTALL)


def text(content: bytes, charset: str = "") -> Extract:
    """Plain text and Markdown: the characters as they are."""
    decoded = decode(content, charset)
    return Extract(text=decoded.text, notes=decoded.notes("its"), source=decoded.source)


def page(content: bytes, charset: str = "") -> Extract:
    """A web page. Its readers, and those of mail, PDF and .docx, bring libraries that many builds never need: the first such file loads
    them."""
    from frontlog.documents.html import html as reader

    return reader(content, charset)


def page_bulk(content: bytes, charset: str = "") -> Extract:
    """A web page by the fast extractor."""
    from frontlog.documents.html import html_bulk as reader

    return reader(content, charset)


def letter(content: bytes, charset: str = "") -> Extract:
    """A mail."""
    from frontlog.documents.mail import mail as reader

    return reader(content, charset)


def pdf(content: bytes, charset: str = "") -> Extract:
    """A PDF."""
    from frontlog.documents.pdf import pdf as reader

    return reader(content, charset)


def word(content: bytes, charset: str = "") -> Extract:
    """A word processor file (.docx)."""
    from frontlog.documents.word import word as reader

    return reader(content, charset)


def json_line(content: bytes, charset: str = "") -> Extract:
    """One line of a JSON-lines file: text, and title, url, outlet, author, date, republished_by, republished if they are there."""
    row = _row(content)
    body = cleaned(repair(_value(content, str(row["text"]))))
    title = " ".join(clean(str(row.get("title") or "")).split())
    whole, marks = assemble(title, body.text)
    return Extract(
        text=whole,
        title=title,
        url=clean(str(row.get("url") or "")).strip(),
        outlet=clean(str(row.get("outlet") or "")).strip(),
        republished_by=clean(str(row.get("republished_by") or "")).strip(),
        author=clean(str(row.get("author") or "")).strip(),
        dates=(*stated(str(row.get("date") or ""), "published"), *stated(str(row.get("republished") or ""), "republished")),
        marks=marks,
        notes=_unknown(str(row.get("date") or "")),
        source=join([nowhere(whole[: len(whole) - len(body)]), body], body.form),
    )


def _row(content: bytes) -> dict[str, object]:
    try:
        row = json.loads(content)
    except (ValueError, RecursionError) as error:
        raise UnreadableError("damaged", f"it is no JSON ({str(error)[:80]})", "Write one JSON object a line.") from error
    if not isinstance(row, dict) or not isinstance(row.get("text"), str):
        raise UnreadableError("no text", 'it is no JSON object with a key "text"', 'Write it as {"text": "...", "date": "2017-10-02"}.')
    return row


def _value(content: bytes, value: str) -> Placed:
    """The text of a JSON line with the place of its characters in the line."""
    line = content.decode("utf-8", "replace")
    form = JSON if line.isascii() else "utf-8"
    start, end = _literal(line)
    starts: list[int] = []
    at = start
    for found in ESCAPE.finditer(line, start, end):
        starts += [*range(at, found.start()), found.start()]
        at = found.end()
    starts += range(at, end + 1)
    if len(starts) != len(value) + 1:
        return nowhere(value, form)
    source = placed(line, "utf-8")
    first, last = source.first[starts[:-1]], source.last[np.array(starts[1:], np.int64) - 1]
    return Placed(value, first, last, form)


def _literal(line: str) -> tuple[int, int]:
    """Where the value of the key "text" begins and ends, within its quotation marks."""
    found, decoder, at = (0, 0), json.JSONDecoder(strict=False), line.index("{") + 1
    while line[at : at + 1] not in ("}", ""):
        at = _blank(line, at)
        if line[at : at + 1] != '"':
            break
        key, at = decoder.raw_decode(line, at)
        start = _blank(line, _blank(line, at) + 1)
        _, at = decoder.raw_decode(line, start)
        found = (start + 1, at - 1) if key == "text" else found
        at = _blank(line, at)
        at += line[at : at + 1] == ","
    return found


def _blank(line: str, at: int) -> int:
    while line[at : at + 1].isspace():
        at += 1
    return at


def stated(words: str, role: str) -> Iterator[DateCandidate]:
    """The day that a field states beside the text, under the role that the field gives it; none when it cannot be read."""
    # an ISO time ("2017-10-02T12:30:00Z") is its day; the rest of the words is no part of a date
    for hit in scan(re.sub(r"(?<=\d)T\d\d:.*$", "", words.strip())[:40]):
        yield DateCandidate(hit.day, role, words.strip()[:40], -1, -1)
        break


def _unknown(words: str) -> tuple[Note, ...]:
    if not words.strip() or list(stated(words, "published")):
        return ()
    return (Note("date not read", f"its date '{words[:40]}' could not be read; write it as 2017-10-02"),)


DOCX = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
READERS: dict[str, Reader] = {
    "text/plain": text,
    "text/markdown": text,
    "text/html": page,
    "application/x-frontlog+json": json_line,
    "application/pdf": pdf,
    DOCX: word,
    "message/rfc822": letter,
}
BULK: Mapping[str, Reader] = {"text/html": page_bulk}
TEXTUAL = ("text/plain", "text/markdown", "text/html", "message/rfc822")
# What the first bytes show, whatever a name or server says. Those without a type of ours are refused by that name.
SHOWN: tuple[tuple[bytes, str], ...] = (
    (b"%PDF-", "application/pdf"),
    (b"PK\x03\x04", "a zip archive"),
    (b"\x1f\x8b", "a gzip archive"),
    (b"BZh", "a bzip2 archive"),
    (b"\xfd7zXZ", "an xz archive"),
    (b"7z\xbc\xaf", "a 7-Zip archive"),
    (b"Rar!", "a RAR archive"),
    (b"\xd0\xcf\x11\xe0", "an old Office document"),
    (b"\x89PNG", "a picture"),
    (b"\xff\xd8\xff", "a picture"),
    (b"GIF8", "a picture"),
    (b"{\\rtf", "a rich text file"),
)


def shown(content: bytes, media_type: str) -> str:
    """The type that the first bytes show where they contradict the stated one. Raises UnreadableError when that is none of ours."""
    if media_type not in TEXTUAL:
        return media_type
    for mark, name in SHOWN:
        if content.startswith(mark) and (mark != b"BZh" or content[4:10] == b"1AY&SY"):
            if mark == b"PK\x03\x04" and b"word/document.xml" in content:
                return DOCX
            if name in READERS:
                return name
            raise UnreadableError("another type", f"it is called '{media_type}' but is {name}", "Unpack or convert it and add the text.")
    head = content[:1024].removeprefix(b"\xef\xbb\xbf").lstrip().lower()
    return "text/html" if media_type == "text/plain" and head.startswith((b"<!doctype html", b"<html")) else media_type


def extract(content: bytes, media_type: str, charset: str = "", bulk: bool = False) -> Extract:
    """Text and markup of some bytes. `charset` is what the server stated. Raises UnreadableError with a reason where they give none."""
    real = shown(content, media_type)
    reader = (BULK.get(real) if bulk else None) or READERS.get(real)
    if reader is None:
        raise UnreadableError(
            "unsupported type", f"its type '{media_type}' is not read", f"Convert it to one of: {', '.join(sorted(READERS))}."
        )
    found = reader(content, charset)
    if real == media_type:
        return found
    note = Note("type corrected", f"it is called '{media_type}' but its bytes are '{real}', and were read so")
    return replace(found, notes=(*found.notes, note))
