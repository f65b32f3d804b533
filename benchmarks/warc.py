"""How fast and in how much memory WARC files are read: our reader beside fastwarc, and beside unpacking alone.

    python benchmarks/warc.py [--mb 200] [--broken]

Generates a file in the shape of Common Crawl News (each record packed by itself; request, response and metadata of every page) of about
MB megabytes, and reads it in turns of a few seconds each. With --broken one record in the middle is overwritten with noise, which fastwarc
does not survive; then only our readers run. Prints pages a second of processor time, the ratio to fastwarc, and the most memory that the
process took.
"""

import argparse
import gzip
import random
import resource
import sys
import tempfile
import time
import zlib
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import BinaryIO

from fastwarc.warc import ArchiveIterator, WarcRecordType

from frontlog.model import Raw
from frontlog.sources.records import Block, Want, records
from frontlog.sources.rows import Limits, Seen
from frontlog.sources.warc import read_warc

HEAD = (
    "WARC/1.0\r\nWARC-Type: {kind}\r\nWARC-Record-ID: <urn:uuid:{number:032d}>\r\nWARC-Target-URI: https://news.example/{number}\r\n"
    "WARC-Date: 2017-10-02T04:05:06Z\r\nContent-Type: application/http; msgtype={kind}\r\nContent-Length: {length}\r\n\r\n"
)
ANSWER = b"HTTP/1.1 200 OK\r\nContent-Type: text/html; charset=utf-8\r\nServer: x\r\n\r\n"
ASKED = b"GET / HTTP/1.1\r\nHost: news.example\r\nUser-Agent: CCBot/2.0\r\n\r\n"
LINKS = b"".join(b'<li class="menu-item"><a href="/section/%d/page">Section %d</a></li>\n' % (n, n) for n in range(300))


def site(chance: random.Random) -> list[str]:
    """Bodies of pages: words by a Zipf-like law between the furniture of a site, which packs about 6 to 1 as real pages do."""
    words = ["".join(chance.choices("etaoinshrdlucmfw", k=chance.randint(2, 9))) for _ in range(8000)]
    weights = [1 / (rank + 3) for rank in range(len(words))]
    return ["</p>\n<p>".join(" ".join(chance.choices(words, weights, k=80)) for _ in range(chance.randint(8, 40))) for _ in range(150)]


def packed(kind: str, number: int, block: bytes) -> bytes:
    return gzip.compress(HEAD.format(kind=kind, number=number, length=len(block)).encode() + block + b"\r\n\r\n", 5, mtime=0)


def generate(path: Path, megabytes: int, broken: bool) -> int:
    """Write the file. Returns how many pages are in it."""
    chance = random.Random(7)
    bodies = site(chance)
    size = number = 0
    with path.open("wb") as handle:
        while size < megabytes * 1_000_000:
            body = f"<html><head><title>Report {number}</title></head><body>".encode() + LINKS + f"<p>{chance.choice(bodies)}</p>".encode()
            rows = [packed("request", number, ASKED), packed("response", number, ANSWER + body + b"%d</body></html>" % number)]
            if broken and size >= megabytes * 500_000:
                rows[1] = rows[1][:200] + chance.randbytes(300) + rows[1][500:]
                broken = False
            size += handle.write(b"".join([*rows, packed("metadata", number, b"fetchTimeMs: 93\r\n")]))
            number += 1
    return number


def ours(handle: BinaryIO) -> Iterator[object]:
    """Our reader of records, with the bytes of responses."""
    for found in records(handle.read, Want(("response",), 20_000_000)):
        if isinstance(found, Block) and found.kind == "response":
            yield found


def theirs(handle: BinaryIO) -> Iterator[object]:
    """fastwarc, with the bytes of responses and without reading the HTTP inside."""
    for found in ArchiveIterator(handle, record_types=WarcRecordType.response, parse_http=False):
        yield found.reader.read()


def items(handle: BinaryIO) -> Iterator[object]:
    """What `frontlog build` does: HTTP read, type looked at, hashed, each page once."""
    yield from (row for row in read_warc(handle, "a.warc.gz", Limits(), Seen()) if isinstance(row, Raw))


def unpacking(handle: BinaryIO) -> Iterator[object]:
    """Python's zlib alone: the floor of every reader that is written in Python. Counts members, a third of them pages."""
    engine, count = zlib.decompressobj(31), 0
    while part := handle.read(1 << 16):
        while part:
            engine.decompress(part)
            part = engine.unused_data
            if engine.eof:
                count += 1
                engine = zlib.decompressobj(31)
                if count % 3 == 0:
                    yield count


def timed(read: Callable[[BinaryIO], Iterator[object]], path: Path) -> tuple[float, int]:
    begun = time.process_time()
    with path.open("rb") as handle:
        count = sum(1 for _ in read(handle))
    return time.process_time() - begun, count


def main() -> None:
    """Generate, read, print."""
    ask = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    ask.add_argument("--mb", type=int, default=200)
    ask.add_argument("--broken", action="store_true")
    args = ask.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "a.warc.gz"
        pages = generate(path, args.mb, args.broken)
        print(f"{path.stat().st_size / 1e6:.0f} MB, {pages:,} pages, {peak():.0f} MB of memory so far")
        readers = (
            {"ours": ours, "items": items} if args.broken else {"fastwarc": theirs, "unpacking": unpacking, "ours": ours, "items": items}
        )
        first = 0.0
        for name, read in readers.items():
            seconds, count = timed(read, path)
            first = first or seconds
            times = f"{seconds / first:.2f} times {next(iter(readers))}"
            print(f"{name:10s} {count:,} pages, {count / seconds:,.0f} pages/s, {times}; {peak():.0f} MB")
        if args.broken:
            with path.open("rb") as handle:
                for row in read_warc(handle, "a.warc.gz", Limits(), Seen()):
                    if not isinstance(row, Raw):
                        print(f"named: {row.message}")


def peak() -> float:
    """The largest memory of this process so far, in MB."""
    most = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    return most / (1_000_000 if sys.platform == "darwin" else 1_000)


if __name__ == "__main__":
    main()
