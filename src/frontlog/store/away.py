"""A log in object storage: what is new in it goes there in one step, and another machine gets it from there.

Tables lie there under their own names, so that every program that reads Parquet can read them there; everything else, which grows or is
replaced, under the hash of its bytes. An index says which file is which. It is written last: until then the log there is as it was.
"""

import hashlib
import json
import shutil
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path, PurePosixPath
from typing import Any

from frontlog.model import FrontlogError
from frontlog.sources.objects import Stored, opened, unreached, url_of
from frontlog.store.atomic import json_bytes, unwritten, writing
from frontlog.store.joined import FOLDER as JOINED
from frontlog.store.kept import NOTE
from frontlog.store.log import KNOWN, Log
from frontlog.store.parcels import FOLDER as EXCHANGE

INDEX = "frontlog-log.json"
FORMAT = 1
# mean nothing elsewhere, or are made anew from what is sent
HERE = (".lock", "log.duckdb", NOTE)
PART = 1 << 22


@dataclass(frozen=True, slots=True)
class Moved:
    """How many files were sent or fetched, with their bytes, and how many were there already."""

    files: int
    size: int
    kept: int


class Away:
    """The place of a log in object storage. Raises FrontlogError for all that goes wrong there."""

    def __init__(self, address: str) -> None:
        self.url = url_of(address)
        self._system, self._root = opened(address)

    def index(self) -> dict[str, str]:
        """Which files lie there, with the hashes of their bytes. Empty where no log does."""
        try:
            with Stored(f"{self._root}/{INDEX}", 0, self._system).open() as file:
                found = json.loads(file.read())
        except FileNotFoundError:
            return {}
        except OSError as error:
            raise unreached(self.url, error) from error
        except ValueError as error:
            raise FrontlogError(f"'{self.url}/{INDEX}' is damaged: {error}.", "Delete that object and send the log there again.") from error
        if not isinstance(found, dict) or found.get("format") != FORMAT or not isinstance(found.get("files"), dict):
            raise FrontlogError(f"'{self.url}/{INDEX}' is of another format.", "It was written by a newer version: upgrade frontlog.")
        files = {str(path): str(sha256) for path, sha256 in found["files"].items()}
        for path, sha256 in files.items():
            _check(path, sha256, self.url)
        return files

    def put(self, path: str, sha256: str, file: Path) -> int:
        """Send a file; how many bytes it has."""
        with file.open("rb") as source, self._writing(_key(path, sha256)) as target:
            shutil.copyfileobj(source, target, PART)
            return source.tell()

    def get(self, path: str, sha256: str, file: Path) -> int:
        """Fetch a file, and hold it against its hash."""
        hashed, size = hashlib.sha256(), 0
        with writing(file) as target:
            for part in self._parts(_key(path, sha256)):
                hashed.update(part)
                size += target.write(part)
            if hashed.hexdigest() != sha256:
                raise FrontlogError(f"'{path}' in '{self.url}' has other bytes than were sent.", "Send the log there again.")
        return size

    def _parts(self, key: str) -> Iterator[bytes]:
        try:
            with Stored(f"{self._root}/{key}", 0, self._system).open() as file:
                while part := file.read(PART):
                    yield part
        except OSError as error:
            raise unreached(f"{self.url}/{key}", error) from error

    def write_index(self, files: Mapping[str, str]) -> None:
        """Make these files the log that lies there."""
        with self._writing(INDEX) as target:
            target.write(json_bytes({"format": FORMAT, "files": dict(files)}))

    def drop(self, files: Mapping[str, str], now: Mapping[str, str]) -> None:
        """Remove what an index named and the one of now does not: what was forgotten must be gone there, too."""
        keys = {_key(*one) for one in files.items()} - {_key(*one) for one in now.items()}
        for key in sorted(keys):
            try:
                self._system.delete_file(f"{self._root}/{key}")
            except FileNotFoundError:
                continue
            except OSError as error:
                raise unreached(f"{self.url}/{key}", error) from error

    def _writing(self, key: str) -> Any:
        try:
            return self._system.open_output_stream(f"{self._root}/{key}")
        except OSError as error:
            raise unreached(f"{self.url}/{key}", error) from error


def _key(path: str, sha256: str) -> str:
    return path if path.startswith("tables/") and path.endswith(".parquet") else f"kept/{sha256}"


def _check(path: str, sha256: str, url: str) -> None:
    parts = PurePosixPath(path).parts
    if not parts or parts[0] not in KNOWN or ".." in parts or "\\" in path or len(sha256) != 64 or not sha256.isalnum():
        raise FrontlogError(f"The index of '{url}' names '{path[:80]}', which is no file of a log.", "Do not use it; ask whoever wrote it.")


def send(log: Log, address: str) -> Moved:
    """Send to an address what is new in a log, in one step. No build may run meanwhile; one that was stopped is sent as it stands."""
    away = Away(address)
    with log.lock():
        before = away.index()
        files = {path: _sha256(log.root / path) for path in _files(log.root)}
        there = {_key(*one) for one in before.items()}
        sent = {path: sha256 for path, sha256 in files.items() if _key(path, sha256) not in there or before.get(path) != sha256}
        try:
            size = sum(away.put(path, sha256, log.root / path) for path, sha256 in sent.items())
            away.write_index(files)
        except OSError as error:
            raise unreached(away.url, error) from error
        away.drop(before, files)
    return Moved(len(sent), size, len(files) - len(sent))


def fetch(address: str, root: Path) -> Moved:
    """Make of what lies at an address a log here. A fetch that was stopped is finished by another. Raises FrontlogError where a finished
    log is here already: nothing of it is written over."""
    away = Away(address)
    files = away.index()
    if "manifest.json" not in files:
        raise FrontlogError(f"No log lies at '{away.url}'.", f"Send one there with `frontlog sync LOG {away.url}`.")
    if (root / "manifest.json").exists():
        raise FrontlogError(f"'{root}' is a log already.", "Name a new folder; it can replace this one once it is whole.")
    log = Log.create(root)
    with log.lock():
        wanted = {path: sha256 for path, sha256 in files.items() if path != "manifest.json" and _sha256(root / path) != sha256}
        wanted["manifest.json"] = files["manifest.json"]  # last: it says that all is there
        try:
            size = sum(away.get(path, sha256, root / path) for path, sha256 in wanted.items())
        except OSError as error:
            raise unwritten(f"The log '{root}'", error) from error
    return Moved(len(wanted), size, len(files) - len(wanted))


def _files(root: Path) -> Iterator[str]:
    """The files of a log, sorted, without what means nothing elsewhere."""
    for path in sorted(root.rglob("*")):
        name = path.relative_to(root).as_posix()
        here = name in HERE or name.startswith(tuple(f"tables/{folder}/" for folder in (JOINED, EXCHANGE)))
        if path.is_file() and not path.name.startswith(".part-") and not here:
            yield name


def _sha256(path: Path) -> str:
    if not path.is_file():
        return ""
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()
