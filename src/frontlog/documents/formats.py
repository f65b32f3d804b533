"""The table of formats: which reader turns the bytes of a media type into text."""

import email
import json
import re
from collections.abc import Callable, Iterator
from email.message import EmailMessage
from email.policy import default
from email.utils import parseaddr, parsedate_to_datetime

from frontlog.documents import html as web
from frontlog.documents import office
from frontlog.documents.date_forms import scan
from frontlog.documents.extract import Extract, Note, UnreadableError
from frontlog.documents.html import assemble
from frontlog.documents.text import clean, decode
from frontlog.model import DateCandidate

Reader = Callable[[bytes], Extract]


def text(content: bytes) -> Extract:
    """Plain text and Markdown: the characters as they are."""
    decoded = decode(content)
    notes = (Note("charset guessed", f"it is no UTF-8; its charset was guessed as {decoded.charset}"),) if decoded.guessed else ()
    return Extract(text=decoded.text, notes=notes)


def json_line(content: bytes) -> Extract:
    """One line of a JSON-lines file: text, and title, url, outlet, author, date, republished_by, republished if they are there."""
    row = json.loads(content)
    body = clean(str(row["text"]))
    title = " ".join(clean(str(row.get("title") or "")).split())
    whole, marks = assemble(title, body)
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
    )


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


def mail(content: bytes) -> Extract:
    """An e-mail: subject as title, sender as author, its date, and the plain or HTML part; attachments are named in a note."""
    message = email.message_from_bytes(content, policy=default)
    if not isinstance(message, EmailMessage):
        raise UnreadableError("damaged", "the e-mail could not be read", "Save it anew as .eml or as text.")
    part = message.get_body(preferencelist=("plain", "html"))
    payload = part.get_payload(decode=True) if part is not None else None
    if part is None or not isinstance(payload, bytes) or not payload.strip():
        raise UnreadableError("no text", "the e-mail holds no text", "Save its text as .txt and add that.")
    body = decode(payload, str(part.get_content_charset("")))
    inner = web.page(body.text) if part.get_content_subtype() == "html" else Extract(text=body.text)
    subject = _header(message, "subject")
    whole, marks = (inner.text, inner.marks) if inner.title else assemble(subject, inner.text.strip("\n"))
    attached = [clean(name) for item in message.iter_attachments() if (name := item.get_filename())]
    notes = (
        (Note("attachment not read", f"its attachments were not read ({', '.join(attached[:5])}); save and add them"),) if attached else ()
    )
    guessed = (Note("charset guessed", f"its charset was guessed as {body.charset}"),) if body.guessed else ()
    return Extract(
        text=whole,
        title=subject,
        author=_sender(message),
        dates=tuple(_sent(message)),
        marks=marks,
        notes=(*inner.notes, *notes, *guessed),
    )


def _header(message: EmailMessage, name: str) -> str:
    return " ".join(clean(str(message.get(name, ""))).split())


def _sender(message: EmailMessage) -> str:
    name, address = parseaddr(_header(message, "from"))
    return name or address


def _sent(message: EmailMessage) -> Iterator[DateCandidate]:
    words = _header(message, "date")
    if words:
        try:
            yield DateCandidate(parsedate_to_datetime(words).date(), "published", words, -1, -1)
        except ValueError:
            return  # a header that is no date says nothing


READERS: dict[str, Reader] = {
    "text/plain": text,
    "text/markdown": text,
    "text/html": web.html,
    "application/x-frontlog+json": json_line,
    "application/pdf": office.pdf,
    "application/vnd.openxmlformats-officedocument.wordprocessingml.document": office.word,
    "message/rfc822": mail,
}


def extract(content: bytes, media_type: str) -> Extract:
    """Text and markup of some bytes. Raises UnreadableError with a reason where they give none."""
    reader = READERS.get(media_type)
    if reader is None:
        raise UnreadableError(
            "unsupported type", f"its type '{media_type}' is not read", f"Convert it to one of: {', '.join(sorted(READERS))}."
        )
    return reader(content)
