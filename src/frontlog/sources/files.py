"""Files, folders and buckets in, items with their bytes out. Whatever cannot be read is refused with a reason, and the rest goes on."""

import os
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path, PurePosixPath
from typing import BinaryIO

from frontlog.model import FrontlogError, Raw, Rejection, suggest
from frontlog.sources.addresses import harmless
from frontlog.sources.content import JSON_LINE, MEDIA_TYPES, SUPPORTED, json_fault
from frontlog.sources.exports import HEAD, open_json, open_table, open_xml
from frontlog.sources.feeds import is_list
from frontlog.sources.objects import Stored, is_address, stored, url_of
from frontlog.sources.rows import Kept, Limits, Opener, Seen, item_of, once, printable, refuse, too_large, whole
from frontlog.sources.wacz import read_wacz
from frontlog.sources.warc import read_warc

__all__ = ["Found", "Limits", "find", "read"]

WEB = re.compile(r"(https?):/+", re.IGNORECASE)
SINGLE_TEXTS = ("text/plain", "text/html")
PACKED = (".zip", ".gz", ".tgz", ".tar", ".bz2", ".xz", ".7z", ".rar")
NO_REPORTS = ("no reports", "The folder '{}' holds no reports. Put files of these types into it: " + SUPPORTED + ".")


@dataclass(frozen=True, slots=True)
class Found:
    """A file or an object to read, and its name relative to the argument that it was found under."""

    path: Path | Stored
    name: str


def find(paths: Sequence[Path]) -> Iterator[Found | Rejection]:
    """The files under `paths`, sorted by name within each argument. A file that two arguments reach is given once."""
    given: set[Path | Stored] = set()
    for path in paths:
        for found in _under(path):
            if isinstance(found, Found):
                real = found.path.resolve()
                if real in given:
                    continue
                given.add(real)
            yield found


def read(paths: Sequence[Path], limits: Limits) -> Iterator[Kept]:
    """The items under `paths` with their bytes, a Rejection for everything that gave none, and what web archives note as met again. Never
    raises for a bad file."""
    seen = Seen()
    for found in find(paths):
        if isinstance(found, Rejection):
            yield found
            continue
        try:
            yield from _file(found, limits, seen)
        except PermissionError:
            yield refuse(
                found.name, "unreadable", f"'{found.name}' may not be read. Give yourself the right to read it, then add it again."
            )
        except OSError as error:
            why = error.strerror or str(error)[:200] or type(error).__name__
            yield refuse(found.name, "unreadable", f"'{found.name}' could not be read ({why}). Check the disk or copy it anew.")


def _under(path: Path) -> Iterator[Found | Rejection]:
    if is_address(path):
        yield from _bucket(path)
        return
    name = printable(path.name or path.resolve().name)
    try:
        if path.is_dir() and not os.access(path, os.R_OK | os.X_OK):
            yield refuse(name, "unreadable", f"The folder '{name}' may not be read. Give yourself the right to read it.")
        elif path.is_dir():
            yield from _folder(path, name)
        elif path.is_file():
            yield Found(path, name)
        elif WEB.match(str(path)):
            url = harmless(WEB.sub(r"\1://", str(path)))  # a Path takes one of two slashes away
            what = f"'{url}' is an address of the web, and nothing is fetched unless asked for."
            yield refuse(url, "address", f"{what} Fetch it with `frontlog fetch {url} --log LOG`.")
        elif path.exists() or path.is_symlink():
            yield refuse(name, "not a file", f"'{name}' is no regular file. Name a file or a folder of reports.")
        else:
            near = (
                suggest(path.name, [p.name for p in path.parent.iterdir()]) if path.parent.is_dir() and any(path.parent.iterdir()) else ""
            )
            hint = near if near.startswith("Did you mean") else "Check the spelling and the folder you are in."
            yield refuse(name, "missing", f"There is no file or folder '{name}'. {hint}")
    except OSError as error:
        yield refuse(name, "unreadable", f"'{name}' could not be looked at ({error.strerror}). Check its rights.")


def _bucket(path: Path) -> Iterator[Found | Rejection]:
    """All objects under an address of object storage."""
    url, reports = harmless(url_of(path)), 0
    try:
        for found, name in stored(path):
            if found.name.startswith("."):
                yield refuse(printable(name), "hidden", f"'{printable(name)}' is a hidden object and was left out.")
                continue
            reports += 1
            yield Found(found, printable(name))
    except FrontlogError as error:
        yield refuse(url, "unreadable", str(error))
        return
    if not reports:
        yield refuse(url, "missing", f"There is no object under '{url}'. Check its spelling; the part before the first / is the bucket.")


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
        yield refuse(label, NO_REPORTS[0], NO_REPORTS[1].format(label))


def _relative(path: Path, root: Path) -> str:
    return printable(PurePosixPath(*path.relative_to(root).parts).as_posix())


def _odd_folder(path: Path, root: Path) -> Rejection | None:
    name = _relative(path, root)
    if path.name.startswith("."):
        return refuse(name, "hidden", f"'{name}' is a hidden folder and was left out. Name it as an argument of its own to read it.")
    if path.is_symlink():
        return refuse(name, "link", f"'{name}' is a link to a folder and was not followed. Name its target as an argument to read it.")
    if not os.access(path, os.R_OK | os.X_OK):
        return refuse(name, "unreadable", f"The folder '{name}' may not be read. Give yourself the right to read it.")
    return None


def _entry(path: Path, root: Path, real: Path) -> Found | Rejection:
    name = _relative(path, root)
    if path.name.startswith("."):
        return refuse(name, "hidden", f"'{name}' is a hidden file and was left out. Name it as an argument of its own to read it.")
    if path.is_symlink():
        target = path.resolve()
        if not target.is_relative_to(real):
            return refuse(name, "link", f"'{name}' is a link that leaves the folder. Copy the file into it, or name the target itself.")
        if not target.exists():
            return refuse(name, "missing", f"'{name}' is a link to a file that does not exist. Remove it or mend its target.")
    if not path.is_file():
        return refuse(name, "not a file", f"'{name}' is no regular file and was left out. Save what it gives as a file of its own.")
    return Found(path, name)


def _file(found: Found, limits: Limits, seen: Seen) -> Iterator[Kept]:
    opener = next((opener for ending, opener in OPENERS if found.path.name.lower().endswith(ending)), None)
    suffix = found.path.suffix.lower()
    media_type = MEDIA_TYPES.get(suffix)
    if opener is None and media_type in SINGLE_TEXTS:
        opener = _shown(found.path)
    if opener is not None:
        with found.path.open("rb") as handle:
            yield from opener(handle, found.name, limits, seen)
    elif media_type is None:
        do = "Unpack it and add what is in it." if suffix in PACKED else f"Convert it to one of: {SUPPORTED}."
        message = f"'{found.name}' is of the type '{suffix}', which Frontlog does not read. {do}"
        yield refuse(found.name, "unsupported type", message)
    else:
        yield _one(found, media_type, limits, seen)


def _shown(path: Path | Stored) -> Opener | None:
    """The opener of a file with the suffix of a single text whose first bytes show that it holds several reports."""
    with path.open("rb") as handle:
        head = handle.read(HEAD)
    if head.startswith((b"WARC/1.0", b"WARC/1.1")):
        return read_warc
    return open_xml if is_list(head) else None


def _one(found: Found, media_type: str, limits: Limits, seen: Seen) -> Raw | Rejection:
    """A file that is one document. Reads one byte more than the limit at most, whatever the directory says about its size."""
    size = found.path.size if isinstance(found.path, Stored) else found.path.stat().st_size
    if size > limits.max_bytes:
        return too_large(found.name, f"{size / 1_000_000:.1f} MB", limits)
    with found.path.open("rb") as handle:
        content = handle.read(limits.max_bytes + 1)
    if len(content) > limits.max_bytes:
        return too_large(found.name, "grown while it was read to", limits)
    return whole(found.name, media_type, content, found.name, seen)


def json_lines(handle: BinaryIO, name: str, limits: Limits, seen: Seen) -> Iterator[Raw | Rejection]:
    """One item a line: an object with the key `text`, and, if known, title, url, outlet, date. Only one line is held at a time."""
    number, items = 0, 0
    while line := handle.readline(limits.max_bytes + 1):
        number += 1
        label = f"{name} line {number}"
        if len(line) > limits.max_bytes:
            while line and not line.endswith(b"\n"):
                line = handle.readline(limits.max_bytes)
            yield too_large(label, "more bytes", limits)
            continue
        content = line.removeprefix(b"\xef\xbb\xbf").strip()
        if content:
            items += 1
            fault = json_fault(content)
            if fault:
                yield refuse(label, "bad line", f"'{label}' {fault}")
            else:
                yield once(item_of(name, number, JSON_LINE, content), label, seen)
    if not items:
        yield refuse(name, "empty file", f"'{name}' is empty. Write one JSON object a line into it, each with a key \"text\".")


# Files that hold several documents, by the end of their name.
OPENERS: tuple[tuple[str, Opener], ...] = (
    (".jsonl", json_lines),
    (".ndjson", json_lines),
    (".warc", read_warc),
    (".warc.gz", read_warc),
    (".wacz", read_wacz),
    (".json", open_json),
    (".csv", open_table),
    (".tsv", open_table),
    (".xml", open_xml),
    (".rss", open_xml),
    (".atom", open_xml),
)
