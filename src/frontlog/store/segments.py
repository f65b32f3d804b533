"""The WARC files of an archive: records added at the end, read by their place, found again where no index line names them."""

import hashlib
import os
import re
import zlib
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import BinaryIO

from frontlog.sources.stored import StoredError
from frontlog.store.atomic import add, sync_file

ROLL = 1_000_000_000  # bytes; what the WARC guidelines advise, and what copies well
NAME = re.compile(r"\d{5,}\.warc\.gz")
MEMBER = bytes.fromhex("1f8b08000000000000")  # how each record begins: gzip without name and time, at its usual level
STEP = 1 << 16


@dataclass(frozen=True, slots=True)
class Place:
    """Where a record lies. `sha256` is of its packed bytes, so it covers every one of them."""

    file: str
    offset: int
    length: int
    sha256: str

    def __str__(self) -> str:
        return f"{self.file} byte {self.offset}"


@dataclass(frozen=True, slots=True)
class Scrap:
    """Bytes that are no whole record. `cut`: only the beginning of one stands there, so a crash cut it off while it was written."""

    file: str
    offset: int
    end: int
    cut: bool


class Segments:
    """The files `00001.warc.gz`, ... of a folder. Nothing but the last one is ever written to."""

    def __init__(self, root: Path, roll: int = ROLL) -> None:
        self.root = root
        self.roll = roll
        self._last = ""  # the file that is written to
        self._spoilt = False  # it ends in damage: nothing more is added to it
        self._unsynced: set[str] = set()

    def names(self) -> list[str]:
        """The files that are there, in the order in which they were filled."""
        found = [path.name for path in self.root.iterdir() if NAME.fullmatch(path.name)] if self.root.is_dir() else []
        return sorted(found, key=number)

    def size(self, name: str) -> int:
        return (self.root / name).stat().st_size

    def sizes(self) -> dict[str, int]:
        """How long every file is."""
        return {name: self.size(name) for name in self.names()}

    def read(self, place: Place) -> bytes:
        """The packed bytes of a record. Raises StoredError when they are not those that were written."""
        try:
            with (self.root / place.file).open("rb") as file:
                missing = place.offset + place.length - os.fstat(file.fileno()).st_size
                file.seek(place.offset)
                packed = b"" if missing > 0 else file.read(place.length)
        except FileNotFoundError as error:
            raise StoredError("is lost: that file is missing") from error
        except (OSError, OverflowError) as error:
            raise StoredError(f"cannot be read ({error})") from error
        if missing > 0:
            raise StoredError(f"is lost: the file ends {missing:,} bytes before the end of the record")
        if hashlib.sha256(packed).hexdigest() != place.sha256:
            raise StoredError("was changed: its bytes do not have the hash in the index")
        return packed

    def go_on(self, name: str, spoilt: bool) -> None:
        """Say which file is the last one, before anything is added; behind a spoilt one a new file is begun."""
        self._last, self._spoilt = name, spoilt

    def append(self, packed: bytes, info: Callable[[], bytes]) -> list[Place]:
        """Add a record, and in front of it `info()` where it is the first of a file. It is safe from a power cut after `sync`."""
        name = self._choose(len(packed))
        path = self.root / name
        places = [] if path.exists() and path.stat().st_size else [self._write(name, info())]
        return [*places, self._write(name, packed)]

    def sync(self) -> None:
        """Flush to disk what was added."""
        for name in sorted(self._unsynced):
            sync_file(self.root / name)
        self._unsynced.clear()

    def cut(self, scrap: Scrap) -> None:
        """Take away the beginning of a record that a crash cut off."""
        with (self.root / scrap.file).open("rb+") as file:
            file.truncate(scrap.offset)

    def scan(self, name: str, start: int, end: int) -> Iterator[Place | Scrap]:
        """The whole records between two offsets, and what is none."""
        with (self.root / name).open("rb") as file:
            while start < end:
                length, cut = _member(file, start, end)
                if length:
                    file.seek(start)
                    yield Place(name, start, length, hashlib.sha256(file.read(length)).hexdigest())
                    start += length
                    continue
                after = _next(file, start + 1, end)
                yield Scrap(name, start, after, after == end and (cut or _zeros(file, start, end)))
                start = after

    def _choose(self, more: int) -> str:
        if self._last and (self._spoilt or self.size(self._last) + more > self.roll):
            self.go_on(f"{number(self._last) + 1:05d}.warc.gz", False)
        self._last = self._last or "00001.warc.gz"
        return self._last

    def _write(self, name: str, packed: bytes) -> Place:
        self.root.mkdir(parents=True, exist_ok=True)
        with (self.root / name).open("ab", buffering=0) as file:
            offset = os.fstat(file.fileno()).st_size
            self._unsynced.add(name)
            add(file, packed)
        return Place(name, offset, len(packed), hashlib.sha256(packed).hexdigest())


def number(name: str) -> int:
    """The place of a file in the order in which they were begun."""
    return int(name.partition(".")[0])


def _member(file: BinaryIO, start: int, end: int) -> tuple[int, bool]:
    """The length of the gzip member at an offset; 0 when it is none, and whether it would be one if more bytes followed."""
    engine = zlib.decompressobj(31)
    file.seek(start)
    at = start
    while at < end and not engine.eof:
        chunk = file.read(min(STEP, end - at))
        at += len(chunk)
        try:
            while chunk and not engine.eof:
                engine.decompress(chunk, 16 * STEP)
                chunk = engine.unconsumed_tail
        except zlib.error:
            return 0, False
    return (at - len(engine.unused_data) - start, False) if engine.eof else (0, True)


def _next(file: BinaryIO, start: int, end: int) -> int:
    """Where the next record seems to begin."""
    kept = b""
    while start < end:
        file.seek(start)
        part = kept + file.read(min(STEP, end - start))
        found = part.find(MEMBER)
        if found >= 0:
            return start - len(kept) + found
        start = min(end, start + STEP)
        kept = part[-len(MEMBER) + 1 :]
    return end


def _zeros(file: BinaryIO, start: int, end: int) -> bool:
    """Whether the bytes are the beginning of a record and then zeros: what a power cut leaves where the length was written first."""
    file.seek(start)
    rest = file.read(end - start).rstrip(b"\0")
    return len(rest) <= end - start - 64 and (not rest or _member(file, start, start + len(rest)) == (0, True))
