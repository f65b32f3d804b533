"""WARC records one after the other out of a stream, in constant memory. A broken one is named by its offset and the rest goes on."""

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass

from frontlog.sources.http import HEAD_END, Headers, header, read_headers
from frontlog.sources.window import DamagedError, Inflater, Window

GZIP = b"\x1f\x8b"
VERSION = re.compile(rb"WARC/1\.\d\r?\n")
NEXT_PLAIN = VERSION
NEXT_PACKED = re.compile(rb"\x1f\x8b\x08")
LONGEST_HEAD = 65_536
HTTP_HEAD = 65_536  # what the head of an answer may add to a body that is just within the limit
MOST_FAULTS = 1000  # a file with more broken places is no WARC; reading on would only cost time


@dataclass(frozen=True, slots=True)
class Block:
    """A record: its headers, and its block of bytes (empty for a kind that was not wanted)."""

    place: str
    headers: Headers
    content: bytes

    @property
    def kind(self) -> str:
        return header(self.headers, "warc-type").lower()


@dataclass(frozen=True, slots=True)
class Fault:
    """A place where no record could be read. `lost`: where the next record starts is not known and must be searched."""

    place: str
    reason: str
    what: str
    lost: bool = True


@dataclass(frozen=True, slots=True)
class Want:
    """Which kinds of record are held, the most bytes of one, and how long the file is where that is known."""

    kinds: tuple[str, ...]
    most: int
    total: int | None = None


def records(read: Callable[[int], bytes], want: Want) -> Iterator[Block | Fault]:
    """All records of a stream, packed by the record (or as a whole) or not. Kinds that are not wanted come without their bytes."""
    window, faults = Window(read), 0
    packed = window.peek(2) == GZIP
    while _at_record(window):
        broken = False
        for found in _packed(window, want) if window.peek(2) == GZIP else (_record(window, want, f"byte {window.position}"),):
            yield found
            broken = broken or (isinstance(found, Fault) and found.lost)
        faults += broken
        if faults > MOST_FAULTS:
            what = f"more than {MOST_FAULTS} places before it are broken"
            yield Fault(f"byte {window.position}, behind which nothing was read", "too many faults", what)
            return
        if broken and not _search(window, packed):
            return


def _search(window: Window, packed: bool) -> bool:
    return window.find(NEXT_PACKED, 3) if packed else window.find(NEXT_PLAIN, 10)


def _at_record(window: Window) -> bool:
    """Pass over the blank lines between records; False at the end."""
    while head := window.peek(512):
        rest = head.lstrip(b"\r\n")
        window.take(len(head) - len(rest))
        if rest:
            return True
    return False


def _packed(window: Window, want: Want) -> Iterator[Block | Fault]:
    """The records of one gzip member: nearly always one, but some tools pack a whole file as a single member."""
    start = window.position
    inflater = Inflater(window)
    inner = Window(inflater.read)
    inside = Want(want.kinds, want.most)
    try:
        while _at_record(inner):
            place = f"byte {start}" + (f" + {inner.position}" if inner.position else "")
            found = _record(inner, inside, place)
            if isinstance(found, Fault) and found.lost and _search(inner, False):
                found = Fault(found.place, found.reason, found.what, False)
            yield found
            if isinstance(found, Fault) and found.lost:
                return
    except DamagedError as error:
        inflater.give_back()
        yield Fault(f"byte {start}", "damaged", str(error))


def _record(window: Window, want: Want, place: str) -> Block | Fault:
    head = window.peek(LONGEST_HEAD)
    version = VERSION.match(head)
    end = HEAD_END.search(head)
    if not version or not end:
        window.take(1)
        return Fault(place, "damaged", "no WARC record starts there")
    headers = read_headers(head[version.end() : end.start()])
    window.take(end.end())
    stated = header(headers, "content-length")
    if not stated.isascii() or not stated.isdigit() or len(stated) > 15:
        return Fault(place, "damaged", f"its record states no length (Content-Length: '{stated[:20]}')")
    length = int(stated)
    if want.total is not None and window.position + length > want.total:
        return Fault(place, "cut off", f"its record should have {length:,} bytes, but the file ends before")
    block = Block(place, headers, b"")
    if block.kind not in want.kinds or length > want.most + HTTP_HEAD:
        return _passed(window, want, block, length)
    content = window.take(length)
    if len(content) == length and _ended(window):
        return Block(place, headers, content)
    window.push(content)
    short = len(content) < length
    return Fault(place, "cut off" if short else "damaged", f"its record does not end after the {length:,} bytes that it states")


def _passed(window: Window, want: Want, block: Block, length: int) -> Block | Fault:
    """A record whose bytes are not held."""
    if window.skip(length) < length or not _ended(window):
        return Fault(block.place, "damaged", f"its record does not end after the {length:,} bytes that it states")
    if block.kind in want.kinds:
        return Fault(block.place, "too large", f"its record has {length / 1_000_000:.1f} MB", lost=False)
    return block


def _ended(window: Window) -> bool:
    """Whether a record may end here. Looking on also makes the unpacker check the sum of what it gave."""
    return window.peek(2)[:1] in (b"", b"\r", b"\n")
