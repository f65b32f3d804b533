"""What a format is: its files, and how they come to stand on the disk, whole or not at all."""

import gc
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field
from io import BytesIO
from pathlib import Path
from typing import BinaryIO

from frontlog.model import FrontlogError
from frontlog.store.atomic import write_bytes, writing
from frontlog.views.exports.export import Export

Write = Callable[[Export, BinaryIO], None]


@dataclass(frozen=True, slots=True)
class Format:
    """One format: the files that it is made of, each with the function that writes it. Equal tables give equal bytes."""

    name: str
    meaning: str
    media_type: str  # of its file; of each of them where there are several
    files: Mapping[str, Write] = field(default_factory=dict)
    notice: str = ""  # what must be said beside it; written into a file next to it

    @property
    def single(self) -> bool:
        """Whether it is one file."""
        return len(self.files) == 1

    def bytes(self, export: Export, name: str = "") -> bytes:
        """One of its files in memory; without a name, its first."""
        out = BytesIO()
        self.files[name or next(iter(self.files))](export, out)
        return out.getvalue()

    def write(self, export: Export, out: Path) -> list[Path]:
        """Write it to `out`: a file where it is one, else a folder that is made. Each file stands there whole or not at all."""
        if self.single:
            if out.is_dir():
                raise FrontlogError(
                    f"'{out}' is a folder, and '{self.name}' is one file.", f"Name a file, such as {next(iter(self.files))}."
                )
            paths = [_written(export, next(iter(self.files.values())), out)]
            return [*paths, *([_noted(self.notice, out)] if self.notice else [])]
        if out.exists() and not out.is_dir():
            raise FrontlogError(f"'{out}' is a file, and '{self.name}' is {len(self.files)} files.", "Name a folder.")
        with export.keeping():
            return [_written(export, write, out / name) for name, write in self.files.items()]


@contextmanager
def _uncollected() -> Iterator[None]:
    """Without the search for rings of objects: rows make none, and searching a hundred thousand of them takes a fifth of the time."""
    before = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if before:
            gc.enable()


def _written(export: Export, write: Write, path: Path) -> Path:
    try:
        with _uncollected(), writing(path) as file:
            write(export, file)
    except OSError as error:
        why = error.strerror or type(error).__name__
        raise FrontlogError(f"'{path}' could not be written ({why}).", "Check the folder, its rights and the room on the disk.") from error
    return path


def _noted(notice: str, path: Path) -> Path:
    beside = path.with_name(f"{path.name}.README.txt")
    write_bytes(beside, f"{notice}\n".encode())
    return beside
