"""Files of gazetteers, plain or packed, read line by line within bounds: a bomb or an endless line ends in one clear sentence."""

import bz2
import gzip
import io
import lzma
import tempfile
import zipfile
import zlib
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any, BinaryIO, cast

from frontlog.model import FrontlogError

LONGEST_LINE = 1_000_000  # bytes; the longest line of GeoNames has some 20,000
MOST_MEMBERS = 1_000  # files in one archive
STEP = 1 << 20
_NOTES = ("readme", "license", "licence", "copying", "notes")


@dataclass(frozen=True, slots=True)
class Source:
    """A file to read, or one inside an archive. `label` is what messages call it; `most` the bytes that may come out of it."""

    path: Path
    member: str
    most: int

    @property
    def label(self) -> str:
        return f"{self.path.name}, {self.member}" if self.member else self.path.name

    @property
    def name(self) -> str:
        """The name that says what it is: without folders and without the suffix of packing."""
        name = (self.member or self.path.name).replace("\\", "/").rpartition("/")[2]
        for suffix in (".gz", ".bz2", ".xz"):
            name = name[: -len(suffix)] if name.lower().endswith(suffix) else name
        return name

    @contextmanager
    def open(self) -> Iterator[BinaryIO]:
        """Its bytes, unpacked. Raises FrontlogError when it cannot be unpacked or gives more than `most` bytes."""
        try:
            with self.path.open("rb") as file, _unpacked(file, self) as data:
                yield bounded(data, self)
        except (OSError, EOFError, zlib.error, lzma.LZMAError, zipfile.BadZipFile, NotImplementedError, RuntimeError) as error:
            raise FrontlogError(f"'{self.label}' could not be read ({error}).", "Get it again from where it came from.") from error

    def lines(self) -> Iterator[tuple[int, str]]:
        """Numbered lines without their ends. Raises FrontlogError that names the line which is too long or no UTF-8."""
        with self.open() as data:
            number = 0
            while line := data.readline(LONGEST_LINE + 1):
                number += 1
                if len(line) > LONGEST_LINE:
                    raise FrontlogError(
                        f"{self.label}, line {number}: has more than {LONGEST_LINE:,} bytes.", "That is no file of places: check it."
                    )
                try:
                    text = line.decode("utf-8-sig" if number == 1 else "utf-8")
                except UnicodeDecodeError as error:
                    raise FrontlogError(
                        f"{self.label}, line {number}: is not UTF-8 ({error.reason}).", "Save the file as UTF-8."
                    ) from error
                yield number, text.rstrip("\r\n")

    @contextmanager
    def on_disk(self) -> Iterator[Path]:
        """A path to its unpacked bytes, for readers that must seek: the file itself, or a copy that goes when the block ends."""
        if not self.member and self.name == self.path.name:
            if self.path.stat().st_size > self.most:
                raise too_large(self)
            yield self.path
            return
        with tempfile.TemporaryDirectory() as folder, self.open() as data:
            copy = Path(folder) / "unpacked"
            with copy.open("wb") as out:
                while part := data.read(STEP):
                    out.write(part)
            yield copy


def too_large(source: Source) -> FrontlogError:
    """The error for what is larger than was allowed."""
    return FrontlogError(f"'{source.label}' holds more than {source.most // 1_000_000:,} MB.", "Raise --max-mb if that is right.")


def sources(path: Path, most: int) -> list[Source]:
    """The file, or the files in it when it is a zip archive, read-me files aside. Raises FrontlogError when there is nothing to read."""
    if not path.is_file():
        what = "is a folder" if path.is_dir() else "does not exist"
        raise FrontlogError(f"'{path}' {what}.", "Name the file of a gazetteer.")
    if not zipfile.is_zipfile(path) or path.suffix.lower() == ".xlsx":
        return [Source(path, "", most)]
    try:
        with zipfile.ZipFile(path) as archive:
            members = [m for m in archive.infolist() if not m.is_dir()]
    except (OSError, zipfile.BadZipFile) as error:
        raise FrontlogError(f"'{path.name}' is a damaged archive ({error}).", "Get it again from where it came from.") from error
    if len(members) > MOST_MEMBERS:
        raise FrontlogError(f"'{path.name}' holds {len(members):,} files.", "Unpack it and name the file that you want.")
    found = [Source(path, m.filename, most) for m in members if not m.filename.rpartition("/")[2].lower().startswith((*_NOTES, "."))]
    if not found:
        raise FrontlogError(f"'{path.name}' holds no file of places.", "Name another file.")
    return sorted(found, key=lambda source: source.member)


@contextmanager
def _unpacked(file: BinaryIO, source: Source) -> Iterator[BinaryIO]:
    if source.member:
        with zipfile.ZipFile(file) as archive, archive.open(source.member) as inner:
            yield cast(BinaryIO, inner)
        return
    head = file.read(6)
    file.seek(0)
    if head.startswith(b"\x1f\x8b"):
        yield cast(BinaryIO, gzip.GzipFile(fileobj=file))
    elif head.startswith(b"BZh"):
        yield cast(BinaryIO, bz2.BZ2File(file))
    elif head.startswith(b"\xfd7zXZ\x00"):
        yield cast(BinaryIO, lzma.LZMAFile(file))  # noqa: SIM115 - the file under it is closed by whoever opened it
    else:
        yield file


def bounded(data: Any, source: Source) -> BinaryIO:
    """The bytes of a part of a source, of which no more than it may give come out."""
    return cast(BinaryIO, _Bounded(data, source))


class _Bounded(io.BufferedIOBase):
    """Bytes of which no more than allowed come out, whatever the file says about its size."""

    def __init__(self, data: BinaryIO, source: Source) -> None:
        self._data, self._source, self._left = data, source, source.most

    def read(self, size: int | None = -1) -> bytes:
        return self._counted(self._data.read(self._left + 1 if size is None or size < 0 else min(size, self._left + 1)))

    def readline(self, size: int | None = -1) -> bytes:
        return self._counted(self._data.readline(self._left + 1 if size is None or size < 0 else size))

    def _counted(self, part: bytes) -> bytes:
        self._left -= len(part)
        if self._left < 0:
            raise too_large(self._source)
        return part
