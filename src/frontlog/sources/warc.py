"""Reading WARC files (Common Crawl News, browsertrix, our own archive): every page in them as an item, named by its address."""

import base64
import hashlib
import os
import re
from collections import Counter
from collections.abc import Callable, Iterator
from datetime import UTC, datetime
from typing import BinaryIO

from frontlog.model import Rejection
from frontlog.sources import http
from frontlog.sources.capture import Capture, from_uri, raw_of
from frontlog.sources.content import READ_TYPES, is_binary, page_type
from frontlog.sources.http import header
from frontlog.sources.records import Block, Fault, Want, records
from frontlog.sources.revisit import Revisit
from frontlog.sources.rows import Kept, Limits, Seen, met, printable, refuse

KINDS = ("response", "resource")
REVISIT = "revisit"
UNCHANGED = (0, 200, 304)  # statuses of a page that was met again: no HTTP, the same bytes, "not modified"
SHA256 = re.compile("[0-9a-fA-F]{64}")
DIGESTS = {"sha1": hashlib.sha1, "sha256": hashlib.sha256, "md5": hashlib.md5}
NEXT_STEP = "Get that file anew, or read on without this record."


def read_warc(handle: BinaryIO, name: str, limits: Limits, seen: Seen) -> Iterator[Kept]:
    """The pages of one WARC as items. What is broken is refused by its offset; what is no page is counted in one Rejection."""
    taken = 0
    for found in captures(handle, name, limits):
        if isinstance(found, Rejection):
            yield found
        else:
            taken += 1
            capture, place = found
            yield capture if isinstance(capture, Revisit) else met(raw_of(capture), f"{name} {place}", seen)
    if not taken:
        yield refuse(name, "no reports", f"'{name}' holds no page that could be read. Check that it is a WARC with response records.")


def captures(handle: BinaryIO, name: str, limits: Limits) -> Iterator[tuple[Capture | Revisit, str] | Rejection]:
    """The pages of one WARC with time, status and headers, each with its place in the file. For those who want more than the bytes."""
    passed: Counter[str] = Counter()
    for found in records(handle.read, Want((*KINDS, REVISIT), limits.max_bytes, _size(handle))):
        label = f"{name} {found.place}"
        if isinstance(found, Fault):
            yield refuse(label, found.reason, f"'{name}' is broken at {found.place}: {found.what}. {NEXT_STEP}")
            continue
        if found.kind not in (*KINDS, REVISIT):
            continue  # requests and metadata speak about responses and hold no document
        try:
            capture = _revisit(found, name) if found.kind == REVISIT else _capture(found, limits)
        except http.AnswerError as error:
            url = header(found.headers, "warc-target-uri")
            yield refuse(label, error.reason, f"'{printable(url[:200])}' ({label}) {error.what}. {NEXT_STEP}")
            continue
        if isinstance(capture, str):
            passed[capture] += 1
            continue
        yield capture, found.place
        if isinstance(capture, Capture) and header(found.headers, "warc-truncated"):
            message = f"'{capture.url}' ({label}) was read, but the crawler cut it off. Its text may end too early; fetch it anew."
            yield refuse(label, "truncated", message)
    if passed:
        count = f"{passed.total():,} records that are no pages"
        most = ", ".join(f"{number:,} {what}" for what, number in passed.most_common(5))
        yield refuse(name, "passed over", f"'{name}': {count} were passed over ({most}). Nothing to do.")


def _size(handle: BinaryIO) -> int | None:
    """How long a plain file is; None for what is unpacked while it is read."""
    try:
        return os.fstat(handle.fileno()).st_size
    except (OSError, AttributeError, ValueError):
        return None


def _capture(block: Block, limits: Limits) -> Capture | str:
    """The page in a record, or a word for what it is instead. Raises AnswerError for a page that cannot be read."""
    _check(block, "warc-block-digest", block.content)
    stated = http.media_type(block.headers)
    name, part = from_uri(printable(header(block.headers, "warc-target-uri").strip("<> ")))
    answer = http.Answer(0, (), block.content)
    if stated == "application/http":
        answer = http.parse(block.content, limits.max_bytes)
        if answer.status != 200:
            return f"with status {answer.status}"
        stated = http.media_type(answer.headers)
    elif block.kind == "response":
        return f"of type {stated or 'unknown'}"
    media_type = page_type(answer.body, stated)
    if media_type not in READ_TYPES:
        return f"of type {stated or 'unknown'}"
    if not name or not answer.body.strip():
        return "without address" if not name else "empty"
    if media_type.startswith("text/") and is_binary(answer.body):
        raise http.AnswerError("binary file", f"is called '{stated}' but holds binary data")
    return Capture(
        url=name,
        when=_time(header(block.headers, "warc-date")),
        media_type=media_type,
        content=answer.body,
        part=part,
        status=answer.status,
        headers=answer.headers,
    )


def _revisit(block: Block, source: str) -> Revisit | str:
    """What a record says was met again, or a word for one that does not say what that was."""
    kind, _, digest = header(block.headers, "warc-payload-digest").partition(":")
    sha256 = digest.strip().lower() if kind.strip().lower() == "sha256" and SHA256.fullmatch(digest.strip()) else ""
    url, first_url = (printable(header(block.headers, name).strip("<> ")) for name in ("warc-target-uri", "warc-refers-to-target-uri"))
    first_when = _time(header(block.headers, "warc-refers-to-date"))
    if not url or not (sha256 or (first_url and first_when)):
        return "noted as revisit"
    status, end = http.STATUS.match(block.content), http.HEAD_END.search(block.content)
    code = int(status.group(1)) if status else 0
    if code not in UNCHANGED:
        return f"with status {code}"
    headers = http.read_headers(block.content[status.end() : end.start()]) if status and end else ()
    return Revisit(
        url=url,
        when=_time(header(block.headers, "warc-date")),
        sha256=sha256,
        first_url=first_url,
        first_when=first_when,
        status=code,
        headers=headers,
        source=source,
    )


def _check(block: Block, name: str, content: bytes) -> None:
    """Compare a digest that the record states; one of an unknown kind says nothing."""
    kind, _, stated = header(block.headers, name).partition(":")
    make: Callable[..., hashlib._Hash] | None = DIGESTS.get(kind.strip().lower().replace("-", ""))
    if make is None or not stated:
        return
    digest = make(content, usedforsecurity=False).digest()
    forms = (digest.hex(), base64.b32encode(digest).decode().rstrip("=").lower(), base64.b64encode(digest).decode().rstrip("=").lower())
    if stated.strip().rstrip("=").lower() not in forms:
        raise http.AnswerError("digest differs", f"does not have the {kind} digest that its record states: it was damaged or changed")


def _time(words: str) -> datetime | None:
    try:
        when = datetime.fromisoformat(words.strip())
    except ValueError:
        return None
    return when.astimezone(UTC) if when.tzinfo else when.replace(tzinfo=UTC)
