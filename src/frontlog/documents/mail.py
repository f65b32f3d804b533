"""E-mails: subject as title, sender as author, its date, and the plain or HTML part with the place of its words in the file."""

import email
import re
from collections.abc import Iterator
from dataclasses import replace
from email.message import EmailMessage
from email.policy import EmailPolicy
from email.utils import parseaddr, parsedate_to_datetime

from frontlog.documents import html as web
from frontlog.documents.extract import Extract, Note, UnreadableError, assemble
from frontlog.documents.mail_places import lifted, placed
from frontlog.documents.places import Placed, coarse, join, nowhere
from frontlog.documents.text import clean, decode
from frontlog.model import DateCandidate

SOFT = re.compile(r"(?<!^--)(?<!\n--) \n(?![>\n])")  # format=flowed: a space at the end of a line says that the paragraph goes on
STUFFED = re.compile(r"^ (?=[ >]|From )", re.MULTILINE)
DEEPEST = 100  # parts within parts, or comments within a header's comments; real mail has six
LONGEST = 2000  # characters of a header that are read: a line of one may have 998, and the library takes time by their square


class Bounded(EmailPolicy):
    """The library's own reading of headers, for headers of a length and depth that it can read."""

    def header_source_parse(self, sourcelines: list[str]) -> tuple[str, str]:
        name, value = super().header_source_parse(sourcelines)
        value = value[:LONGEST]
        return name, value.replace("(", " ").replace(")", " ") if value.count("(") > DEEPEST else value


POLICY = Bounded()


def mail(content: bytes, charset: str = "") -> Extract:
    """Read an e-mail; attachments are named in a note. Raises UnreadableError when it holds no text."""
    if len(re.findall(rb"(?im)^content-type:\s*multipart/", content)) > DEEPEST:
        raise UnreadableError("too deep", f"the e-mail nests more than {DEEPEST} parts", "Save its text as .txt and add that.")
    message = email.message_from_bytes(content, policy=POLICY)
    if not isinstance(message, EmailMessage):
        raise UnreadableError("damaged", "the e-mail could not be read", "Save it anew as .eml or as text.")
    part = _body(message)
    attached = [name for item in message.walk() if item is not part and (name := clean(str(item.get_filename() or "")))]
    if part is None:
        what = f", only attachments ({', '.join(attached[:5])})" if attached else ""
        raise UnreadableError("no text", f"the e-mail holds no text{what}", "Save its text as .txt, or its attachments, and add those.")
    payload = _payload(part)
    decoded = decode(payload, _charset(part), charset)
    body = Placed(decoded.text, *lifted(decoded.source, placed(content, part, payload)), decoded.source.form)
    if part.get_content_subtype() == "html":
        inner = web.page(body)
        inner = inner if inner.source is None else replace(inner, source=coarse(inner.source))
    else:
        flowed = str(part.get_param("format", "")).lower() == "flowed"
        body = coarse(_unfolded(body, str(part.get_param("delsp", "")).lower() == "yes") if flowed else body).strip("\n")
        inner = Extract(text=body.text, source=body)
    return _dressed(message, inner, attached, decoded.notes("its"))


def _dressed(message: EmailMessage, inner: Extract, attached: list[str], guessed: tuple[Note, ...]) -> Extract:
    """The text of a part with what the head of the e-mail says."""
    subject = _header(message, "subject")
    found = inner
    if not inner.title:
        text, marks = assemble(subject, inner.text)
        source = inner.source or nowhere(inner.text)
        ahead = nowhere(text[: len(text) - len(inner.text)])
        found = replace(inner, text=text, marks=marks or inner.marks, source=join([ahead, source], source.form))
    names = ", ".join(attached[:5])
    note = (Note("attachment not read", f"its attachments were not read ({names}); save and add them"),) if attached else ()
    return replace(
        found, title=subject, author=_sender(message), dates=tuple(_sent(message)), notes=(*inner.notes, *note, *guessed)
    )  # fmt: skip


def _body(message: EmailMessage) -> EmailMessage | None:
    """The part that holds the words: plain before HTML, attached ones and forwarded messages only where there is no other."""
    best = message.get_body(preferencelist=("plain", "html"))
    if isinstance(best, EmailMessage) and _payload(best).strip():
        return best
    rest = [part for part in message.walk() if part.get_content_type() in ("text/plain", "text/html") and _payload(part).strip()]
    return min(rest, key=lambda part: part.get_content_type() != "text/plain", default=None)


def _payload(part: EmailMessage) -> bytes:
    payload = part.get_payload(decode=True)
    return payload if isinstance(payload, bytes) else b""


def _charset(part: EmailMessage) -> str:
    value = part.get_param("charset", "")
    return str(value[2] if isinstance(value, tuple) else value)


def _header(message: EmailMessage, name: str) -> str:
    try:
        return " ".join(clean(str(message.get(name, ""))).split())
    except (ValueError, IndexError, AttributeError):  # the library stumbles over some damaged headers
        return ""


def _sender(message: EmailMessage) -> str:
    name, address = parseaddr(_header(message, "from"))
    return name or address


def _sent(message: EmailMessage) -> Iterator[DateCandidate]:
    words = _header(message, "date")
    if words:
        try:
            yield DateCandidate(parsedate_to_datetime(words).date(), "published", words, -1, -1)
        except (ValueError, TypeError, OverflowError):
            return  # a header that is no date says nothing


def _unfolded(body: Placed, delete: bool) -> Placed:
    """The paragraphs of format=flowed (RFC 3676), each on one line."""
    return body.sub(STUFFED, lambda found: "").sub(SOFT, lambda found: "" if delete else " ")
