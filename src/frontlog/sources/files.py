"""Files and folders in, items with their bytes out. Whatever cannot be read is refused with a reason, and the rest goes on."""

import hashlib
import os
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from pathlib import Path, PurePosixPath
from typing import BinaryIO

from frontlog.model import Item, Raw, Rejection, record_id, suggest
from frontlog.sources.content import JSON_LINE, MEDIA_TYPES, SUPPORTED, TEXTUAL, is_binary, json_fault, sniffed

STEP = "sources.read"
NO_REPORTS = ("no reports", "The folder '{}' holds no reports. Put files of these types into it: " + SUPPORTED + ".")


@dataclass(frozen=True, slots=True)
class Limits:
    """How much of one file (or of one line of a JSON-lines file) is read. `--max-mb` on the command line."""

    max_bytes: int = 20_000_000  # a long article has 0.1 MB, a report of 300 pages 2 MB: what is larger is hardly one report

    @property
    def max_mb(self) -> float:
        return self.max_bytes / 1_000_000


@dataclass(frozen=True, slots=True)
class Found:
    """A file to read, and its name relative to the argument that it was found under."""

    path: Path
    name: str


@dataclass(slots=True)
class _Seen:
    """What one call of `read` has met already: bytes by hash."""

    hashes: dict[str, str] = field(default_factory=dict)


def find(paths: Sequence[Path]) -> Iterator[Found | Rejection]:
    """The files under `paths`, sorted by name within each argument. A file that two arguments reach is given once."""
    given: set[Path] = set()
    for path in paths:
        for found in _under(path):
            if isinstance(found, Found):
                real = found.path.resolve()
                if real in given:
                    continue
                given.add(real)
            yield found


def read(paths: Sequence[Path], limits: Limits) -> Iterator[Raw | Rejection]:
    """The items under `paths` with their bytes, and a Rejection for everything that gave none. Never raises for a bad file."""
    seen = _Seen()
    for found in find(paths):
        if isinstance(found, Rejection):
            yield found
            continue
        try:
            yield from _file(found, limits, seen)
        except PermissionError:
            yield _refuse(
                found.name, "unreadable", f"'{found.name}' may not be read. Give yourself the right to read it, then add it again."
            )
        except OSError as error:
            why = error.strerror or type(error).__name__
            yield _refuse(found.name, "unreadable", f"'{found.name}' could not be read ({why}). Check the disk or copy it anew.")


def _refuse(name: str, reason: str, message: str) -> Rejection:
    return Rejection(
        id=record_id("r", STEP, name, reason),
        subject=name,
        document="",
        start=-1,
        end=-1,
        quote="",
        step=STEP,
        reason=reason,
        message=message,
    )


def _printable(name: str) -> str:
    """A file name as text: bytes that are no UTF-8 become question marks, so that the name can be stored."""
    return name.encode("utf-8", "replace").decode("utf-8")


def _under(path: Path) -> Iterator[Found | Rejection]:
    name = _printable(path.name or path.resolve().name)
    try:
        if path.is_dir() and not os.access(path, os.R_OK | os.X_OK):
            yield _refuse(name, "unreadable", f"The folder '{name}' may not be read. Give yourself the right to read it.")
        elif path.is_dir():
            yield from _folder(path, name)
        elif path.is_file():
            yield Found(path, name)
        elif path.exists() or path.is_symlink():
            yield _refuse(name, "not a file", f"'{name}' is no regular file. Name a file or a folder of reports.")
        else:
            near = (
                suggest(path.name, [p.name for p in path.parent.iterdir()]) if path.parent.is_dir() and any(path.parent.iterdir()) else ""
            )
            hint = near if near.startswith("Did you mean") else "Check the spelling and the folder you are in."
            yield _refuse(name, "missing", f"There is no file or folder '{name}'. {hint}")
    except OSError as error:
        yield _refuse(name, "unreadable", f"'{name}' could not be looked at ({error.strerror}). Check its rights.")


def _folder(root: Path, label: str) -> Iterator[Found | Rejection]:
    """Everything in a folder, depth first, sorted. Hidden entries, links that lead out and special files are refused by name."""
    real, reports = root.resolve(), 0
    for folder, folders, files in os.walk(root, onerror=None, followlinks=False):
        here = Path(folder)
        for name in sorted(folders):
            refusal = _odd_folder(here / name, root)
            if refusal is not None:
                folders.remove(name)
                yield refusal
        folders.sort()
        for name in sorted(files):
            found = _entry(here / name, root, real)
            reports += isinstance(found, Found)
            yield found
    if not reports:
        yield _refuse(label, NO_REPORTS[0], NO_REPORTS[1].format(label))


def _relative(path: Path, root: Path) -> str:
    return _printable(PurePosixPath(*path.relative_to(root).parts).as_posix())


def _odd_folder(path: Path, root: Path) -> Rejection | None:
    name = _relative(path, root)
    if path.name.startswith("."):
        return _refuse(name, "hidden", f"'{name}' is a hidden folder and was left out. Name it as an argument of its own to read it.")
    if path.is_symlink():
        return _refuse(name, "link", f"'{name}' is a link to a folder and was not followed. Name its target as an argument to read it.")
    if not os.access(path, os.R_OK | os.X_OK):
        return _refuse(name, "unreadable", f"The folder '{name}' may not be read. Give yourself the right to read it.")
    return None


def _entry(path: Path, root: Path, real: Path) -> Found | Rejection:
    name = _relative(path, root)
    if path.name.startswith("."):
        return _refuse(name, "hidden", f"'{name}' is a hidden file and was left out. Name it as an argument of its own to read it.")
    if path.is_symlink():
        target = path.resolve()
        if not target.is_relative_to(real):
            return _refuse(name, "link", f"'{name}' is a link that leaves the folder. Copy the file into it, or name the target itself.")
        if not target.exists():
            return _refuse(name, "missing", f"'{name}' is a link to a file that does not exist. Remove it or mend its target.")
    if not path.is_file():
        return _refuse(name, "not a file", f"'{name}' is no regular file and was left out.")
    return Found(path, name)


def _file(found: Found, limits: Limits, seen: _Seen) -> Iterator[Raw | Rejection]:
    suffix = found.path.suffix.lower()
    media_type = MEDIA_TYPES.get(suffix)
    if media_type is None:
        message = f"'{found.name}' is of the type '{suffix}', which Frontlog does not read. Convert it to one of: {SUPPORTED}."
        yield _refuse(found.name, "unsupported type", message)
    elif media_type == JSON_LINE:
        with found.path.open("rb") as handle:
            yield from _json_lines(handle, found.name, limits, seen)
    else:
        yield _whole(found, media_type, limits, seen)


def _too_large(name: str, size: str, limits: Limits) -> Rejection:
    message = f"'{name}' has {size}, more than the limit of {limits.max_mb:g} MB. Split it, or raise the limit with --max-mb."
    return _refuse(name, "too large", message)


def _whole(found: Found, media_type: str, limits: Limits, seen: _Seen) -> Raw | Rejection:
    """A file that is one document. Reads one byte more than the limit at most, whatever the directory says about its size."""
    size = found.path.stat().st_size
    if size > limits.max_bytes:
        return _too_large(found.name, f"{size / 1_000_000:.1f} MB", limits)
    with found.path.open("rb") as handle:
        content = handle.read(limits.max_bytes + 1)
    if len(content) > limits.max_bytes:
        return _too_large(found.name, "grown while it was read to", limits)
    if not content.strip():
        return _refuse(found.name, "empty file", f"'{found.name}' is empty. Save the report into it again, or remove it.")
    media_type = sniffed(content, media_type)
    if media_type in TEXTUAL and is_binary(content):
        message = f"'{found.name}' holds binary data, not text. Give it the suffix of its true type ({SUPPORTED}), or convert it."
        return _refuse(found.name, "binary file", message)
    return _raw(found.name, 0, media_type, content, seen)


def _raw(name: str, part: int, media_type: str, content: bytes, seen: _Seen) -> Raw | Rejection:
    label = f"{name} line {part}" if part else name
    sha = hashlib.sha256(content).hexdigest()
    first = seen.hashes.setdefault(sha, label)
    if first != label:
        return _refuse(label, "duplicate", f"'{label}' has the same bytes as '{first}' and was taken once. Nothing to do.")
    item = Item(id=record_id("d", sha, part), name=name, part=part, media_type=media_type, size=len(content), sha256=sha)
    return Raw(item=item, content=content)


def _json_lines(handle: BinaryIO, name: str, limits: Limits, seen: _Seen) -> Iterator[Raw | Rejection]:
    """One item a line: an object with the key `text`, and, if known, title, url, outlet, date. Only one line is held at a time."""
    number, items = 0, 0
    while line := handle.readline(limits.max_bytes + 1):
        number += 1
        label = f"{name} line {number}"
        if len(line) > limits.max_bytes:
            while line and not line.endswith(b"\n"):
                line = handle.readline(limits.max_bytes)
            yield _too_large(label, "more bytes", limits)
            continue
        content = line.removeprefix(b"\xef\xbb\xbf").strip()
        if content:
            items += 1
            fault = json_fault(content)
            yield _refuse(label, "bad line", f"'{label}' {fault}") if fault else _raw(name, number, JSON_LINE, content, seen)
    if not items:
        yield _refuse(name, "empty file", f"'{name}' is empty. Write one JSON object a line into it, each with a key \"text\".")
