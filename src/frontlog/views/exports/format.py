"""What a format is: its files, and how they come to stand on the disk, whole or not at all."""

import os
from collections.abc import Callable, Mapping, Sequence
from contextlib import nullcontext
from dataclasses import dataclass, field
from io import BytesIO
from pathlib import Path
from typing import BinaryIO

from frontlog.collecting import put_off
from frontlog.engine.pool import beside
from frontlog.model import FrontlogError
from frontlog.store.atomic import write_bytes, writing
from frontlog.views.exports.export import Export

Write = Callable[[Export, BinaryIO], None]
CORES = len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1


@dataclass(frozen=True, slots=True)
class Format:
    """One format: the files that it is made of, each with the function that writes it. Equal tables give equal bytes."""

    name: str
    meaning: str
    media_type: str  # of its file; of each of them where there are several
    files: Mapping[str, Write] = field(default_factory=dict)
    notice: str = ""  # what must be said beside it; written into a file next to it
    joined: Sequence[str] = ()  # files that are all made of the same joined incidents
    apart: Sequence[str] = ()  # files that a second process writes where there are many rows: about half of the work

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
        again = export.again() if self.apart and CORES > 1 else None
        if again is None:
            return _together(export, self.files, out, self.joined)
        rest, apart = ({name: write for name, write in self.files.items() if (name in self.apart) is there} for there in (False, True))
        with beside(_apart, (again, apart, out)) as finished:
            _together(again, rest, out, self.joined)
            finished()
        return [out / name for name in self.files]


def _apart(task: tuple[Export, Mapping[str, Write], Path]) -> None:
    """What the second process does."""
    _together(*task)


def _together(export: Export, files: Mapping[str, Write], out: Path, joined: Sequence[str] = ()) -> list[Path]:
    """Several files, those first that are `joined`: incidents are kept in memory as long as it takes to write them."""
    with export.keeping() if joined else nullcontext():
        for name in joined:
            _written(export, files[name], out / name)
    for name in (name for name in files if name not in joined):
        _written(export, files[name], out / name)
    return [out / name for name in files]


def _written(export: Export, write: Write, path: Path) -> Path:
    try:
        with put_off(), writing(path) as file:
            write(export, file)
    except OSError as error:
        why = error.strerror or type(error).__name__
        raise FrontlogError(f"'{path}' could not be written ({why}).", "Check the folder, its rights and the room on the disk.") from error
    return path


def _noted(notice: str, path: Path) -> Path:
    beside = path.with_name(f"{path.name}.README.txt")
    write_bytes(beside, f"{notice}\n".encode())
    return beside
