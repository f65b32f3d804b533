"""One HTTP answer as bytes: its head read, its body unpacked within a bound. For records of a WARC and for what was fetched."""

import re
import zlib
from dataclasses import dataclass

STATUS = re.compile(rb"HTTP/\d(?:\.\d)? (\d{3})(?: ([^\r\n]*))?\r?\n")
HEAD_END = re.compile(rb"\r?\n\r?\n")
LONGEST_HEAD = 65_536
CHUNK = re.compile(rb"([0-9A-Fa-f]{1,8})[ \t]*(?:;[^\r\n]*)?\r\n")
CHARSET = re.compile(r"""charset\s*=\s*["']?([\w.:-]{2,40})""", re.IGNORECASE)
PACKED = {"gzip": 31, "x-gzip": 31, "deflate": 15}  # window bits for zlib

Headers = tuple[tuple[str, str], ...]


class AnswerError(Exception):
    """An answer that gives no document: a short reason, and what is wrong with it."""

    def __init__(self, reason: str, what: str) -> None:
        super().__init__(what)
        self.reason = reason
        self.what = what


@dataclass(frozen=True, slots=True)
class Answer:
    """Status, headers as they came, and the unpacked body."""

    status: int
    headers: Headers
    body: bytes

    def header(self, name: str) -> str:
        return header(self.headers, name)


def header(headers: Headers, name: str) -> str:
    """The first header of that name, in any case; empty when there is none."""
    return next((value for key, value in headers if key.lower() == name.lower()), "")


def parse(message: bytes, most: int) -> Answer:
    """Read a whole answer. Raises AnswerError when it is none, or when its body has more than `most` bytes unpacked."""
    status = STATUS.match(message)
    end = HEAD_END.search(message, 0, LONGEST_HEAD)
    if not status or not end:
        raise AnswerError("damaged", "holds no HTTP answer")
    headers = read_headers(message[status.end() : end.start()])
    body = message[end.end() :]
    if "chunked" in header(headers, "transfer-encoding").lower():
        body = dechunk(body)
    return Answer(int(status.group(1)), headers, unpack(body, header(headers, "content-encoding"), most))


def read_headers(head: bytes) -> Headers:
    """Header lines; a line that is none is passed over, a folded one joined to the line before."""
    rows: list[tuple[str, str]] = []
    for line in head.decode("utf-8", "replace").replace("\r\n", "\n").split("\n"):
        name, colon, value = line.partition(":")
        if line[:1] in (" ", "\t") and rows:
            rows[-1] = (rows[-1][0], f"{rows[-1][1]} {line.strip()}".strip())
        elif colon and name.strip():
            rows.append((name.strip(), value.strip()))
    return tuple(rows)


def dechunk(body: bytes) -> bytes:
    """The body without its chunk lines. Crawlers often store it so and leave the header standing: then it stays."""
    parts: list[bytes] = []
    at = 0
    while found := CHUNK.match(body, at):
        size = int(found.group(1), 16)
        if size == 0:
            return b"".join(parts)
        parts.append(body[found.end() : found.end() + size])
        at = found.end() + size + 2
    return body


def unpack(body: bytes, coding: str, most: int) -> bytes:
    """The body without its content codings, at most `most` bytes of it. A body that was stored unpacked stays as it is."""
    for name in reversed([name.strip().lower() for name in coding.split(",") if name.strip()]):
        if name == "identity":
            continue
        bits = PACKED.get(name)
        if bits is None:
            if looks_like_text(body):
                continue
            raise AnswerError("packed", f"is packed as '{name}', which is not read")
        body = _inflate(body, bits, most)
    if len(body) > most:
        raise AnswerError("too large", f"has more than {most / 1_000_000:g} MB")
    return body


def _inflate(body: bytes, bits: int, most: int) -> bytes:
    if bits == 31 and not body.startswith(b"\x1f\x8b"):
        return body
    # servers send "deflate" with and without the two bytes of zlib in front
    tries = (31,) if bits == 31 else (15, -15)
    for number in tries:
        engine = zlib.decompressobj(number)
        try:
            out = engine.decompress(body, most + 1)
        except zlib.error:
            continue
        if len(out) > most:
            raise AnswerError("too large", f"unpacks to more than {most / 1_000_000:g} MB")
        if not engine.eof:
            raise AnswerError("damaged", "ends in the middle of its packed body")
        return out
    if looks_like_text(body):
        return body
    raise AnswerError("damaged", "has a packed body that cannot be unpacked")


def looks_like_text(body: bytes) -> bool:
    """Whether the first bytes could be a page: no NUL and hardly a control character."""
    head = body[:2048]
    return sum(byte < 9 or 13 < byte < 32 for byte in head) * 50 <= len(head)


def media_type(headers: Headers) -> str:
    """The type that Content-Type states, in lower case, without parameters; empty when it states none."""
    value = header(headers, "content-type").partition(";")[0].strip().lower()
    return "text/html" if value == "application/xhtml+xml" else value


def charset(headers: Headers) -> str:
    """The charset that Content-Type states; empty when it states none. It may lie: bytes that are UTF-8 are UTF-8."""
    found = CHARSET.search(header(headers, "content-type"))
    return found.group(1).lower() if found else ""
