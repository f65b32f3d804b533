"""A log: one folder with everything that was read, derived and decided."""

import fcntl
import os
import platform
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import asdict
from datetime import UTC, datetime
from functools import lru_cache
from pathlib import Path
from typing import Any, TextIO, TypeVar

import pyarrow as pa
import pyarrow.compute as pc

from frontlog.model import Decision, FrontlogError, Item, Record, Reply, to_table
from frontlog.sources.objects import is_address, url_of
from frontlog.store.archive import Archive
from frontlog.store.atomic import PART, json_digest, read_json, swept, write_json
from frontlog.store.decisions import Decisions
from frontlog.store.forgotten import FILE as STONES
from frontlog.store.forgotten import FORGETTING, Forgotten, check_whole
from frontlog.store.history import FOLDER, RUNS, History
from frontlog.store.old_archive import old_seals
from frontlog.store.replies import Replies
from frontlog.store.shards import Shard, files_of, read_columns, read_rows, shard_of
from frontlog.store.spent import FILE as BUILDS
from frontlog.store.stamps import FILE as STAMPS
from frontlog.store.stamps import Stamps

R = TypeVar("R", bound=Record)

FORMAT = 2  # raise when an older Frontlog could misread a log. 2: the archive is WARC, and format 1 would see no items in it
BUCKETS = 64  # documents are split by id into this many shards: one more document redoes at most 1/64 of the work

KNOWN = frozenset(
    (
        "archive",
        "actors",
        "tables",
        "decisions.jsonl",
        "replies.jsonl",
        "fetch.jsonl",
        "manifest.json",
        "log.duckdb",
        ".lock",
        "build.json",
        "watch.json",
    )
) | {RUNS, FOLDER, STONES, FORGETTING, BUILDS, STAMPS}


class Log:
    """The folder of a log: archive/, tables/, decisions.jsonl, manifest.json, log.duckdb."""

    def __init__(self, root: Path, fixed: tuple[Shard, ...] | None = None) -> None:
        self.root = root
        self._fixed = fixed
        self.archive = Archive(root / "archive")
        self.decisions = Decisions(root / "decisions.jsonl")
        self.replies = Replies(root / "replies.jsonl")
        self.history = History(root)
        self.forgotten = Forgotten(root / STONES)
        self.stamps = Stamps(root / STAMPS)

    def __reduce__(self) -> tuple[type["Log"], tuple[Path, tuple[Shard, ...] | None]]:
        """For another process: the place and the state that is shown, no open file."""
        return type(self), (self.root, self._fixed)

    @classmethod
    def open(cls, root: Path) -> "Log":
        """An existing log. Raises FrontlogError when there is none, or it was never finished, or is newer than this program."""
        _check_place(root)
        manifest = root / "manifest.json"
        if not root.is_dir():
            raise FrontlogError(f"There is no log at '{root}'.", f"Make one with `frontlog build PATH... --log {root}`.")
        if not manifest.exists():
            raise FrontlogError(
                f"'{root}' is not a finished log: it has no manifest.json.",
                f"Run `frontlog build PATH... --log {root}`; it resumes.",
            )
        cls._check(root)
        return cls(root)

    @classmethod
    def create(cls, root: Path, forgetting: bool = False) -> "Log":
        """The log at `root`, made when it is not there. A folder that holds other things than a log is refused, and so is a log in which
        forgetting was stopped, but for whoever finishes that."""
        _check_place(root)
        if root.exists() and not root.is_dir():
            raise FrontlogError(f"'{root}' is a file, not a folder.", "Name a folder for the log.")
        if root.is_dir() and (strange := sorted(p.name for p in root.iterdir() if p.name not in KNOWN and not p.name.startswith(PART))):
            raise FrontlogError(f"'{root}' holds '{strange[0]}', which is not part of a log.", "Name a new or an empty folder.")
        root.mkdir(parents=True, exist_ok=True)
        cls._check(root, forgetting)
        return cls(root)

    @staticmethod
    def _check(root: Path, forgetting: bool = False) -> None:
        if not forgetting:
            check_whole(root)
        path = root / "manifest.json"
        if not path.exists():
            return
        found = manifest(root).get("format")
        if not isinstance(found, int) or found > FORMAT:
            raise FrontlogError(
                f"The log '{root}' has format {found}; this Frontlog reads up to {FORMAT}.",
                "It was written by a newer version: upgrade with `pip install -U frontlog`. Nothing was changed.",
            )

    @contextmanager
    def lock(self) -> Iterator[None]:
        """Hold the log for writing. Raises FrontlogError, naming the process, while another build has it."""
        with self._lock_file() as file:
            try:
                fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
            except OSError as error:
                file.seek(0)
                raise FrontlogError(
                    f"Another build (process {file.read().strip() or 'unknown'}) is writing to '{self.root}'.",
                    "Wait until it has ended, and run the same again.",
                ) from error
            file.truncate(0)
            file.write(f"{os.getpid()} on {platform.node()}, begun {datetime.now(UTC):%Y-%m-%d %H:%M} UTC")
            file.flush()
            swept(self.root)
            try:
                yield
            finally:
                self.archive.flush()

    def _lock_file(self) -> TextIO:
        try:
            return (self.root / ".lock").open("a+")
        except OSError as error:
            raise FrontlogError(
                f"The log '{self.root}' cannot be written to ({error.strerror}).",
                "Give yourself the right to write to that folder, or copy the log and work on the copy.",
            ) from error

    def shards(self) -> tuple[Shard, ...]:
        """The shards that the manifest names: the whole current state."""
        if self._fixed is not None:
            return self._fixed
        try:
            return tuple(shard_of(row) for row in manifest(self.root).get("shards", ()))
        except (KeyError, TypeError) as error:
            raise _damaged(self.root) from error

    def as_it_is(self) -> "Log":
        """The same log, which goes on to show the state of now while later builds add to it: their tables are other files."""
        return Log(self.root, self.shards())

    def commit(self, shards: Sequence[Shard], version: str, packs: Sequence[Mapping[str, str]] = ()) -> None:
        """Make these shards the current state, in one step. The manifest seals how far archive and decisions reached by then, and names
        the packs of places that were used."""
        ordered = sorted(shards, key=lambda s: (s.stage, s.bucket))
        self.archive.flush()
        seals = {
            "records": self.archive.index.head(),
            "refusals": self.archive.refusals.head(),
            "decisions": self.decisions.head(),
            "replies": self.replies.head(),
            "runs": self.history.head(),
            **({"forgotten": head} if (head := self.forgotten.head()) else {}),
            **({"stamps": head} if (head := self.stamps.head()) else {}),
        }
        value = {
            "format": FORMAT,
            "frontlog": version,
            "shards": [asdict(s) for s in ordered],
            "seals": seals | old_seals(self.archive.root),
            **({"packs": [dict(pack) for pack in packs]} if packs else {}),
        }
        write_json(self.root / "manifest.json", {**value, "sha256": json_digest(value)})

    def packs(self) -> list[dict[str, Any]]:
        """The packs of places that the current state was built with: name, sha256, version, licence, attribution, source."""
        found = manifest(self.root).get("packs", [])
        return [row for row in found if isinstance(row, dict)] if isinstance(found, list) else []

    def sealed(self) -> dict[str, str]:
        """How far archive, decisions, replies and history reached when the tables were made: the hash of the last line of each."""
        found = manifest(self.root).get("seals", {})
        return {str(k): str(v) for k, v in found.items()} if isinstance(found, dict) else {}

    def paths(self, kind: type[Record]) -> list[str]:
        """Parquet files, relative to the log, that hold the rows of a kind."""
        return [file.path for file in files_of(self.shards(), kind)]

    def rows(self, kind: type[R]) -> list[R]:
        """All current rows of a kind, in the order of their sort fields."""
        if kind is Item:
            return list(self.archive.items())  # type: ignore[arg-type]
        if kind is Decision:
            return list(self.decisions.rows())  # type: ignore[arg-type]
        if kind is Reply:
            return list(self.replies.rows())  # type: ignore[arg-type]
        found = read_rows(self.root, kind, self.paths(kind))
        return sorted(found, key=lambda r: tuple(getattr(r, name) for name in kind.sort))

    def columns(self, kind: type[Record], names: Sequence[str]) -> pa.Table:
        """Some columns, or fields in them ("span.start"), of all current rows of a kind, in the order of their sort fields: for exports,
        which need no objects."""
        if kind in (Item, Decision, Reply):
            return to_table(kind, self.rows(kind)).select(list(names))
        wanted = list(dict.fromkeys((*names, *kind.sort)))
        found = read_columns(self.root, kind, self.paths(kind), wanted)
        order = pc.sort_indices(found, sort_keys=[(name, "ascending") for name in kind.sort])
        return found.select(list(names)).take(order)

    __call__ = rows  # a log is a source of rows wherever one is asked for

    def state(self) -> str:
        """A name for the current state: the beginning of the hash of all its table files. Equal tables have equal names."""
        return json_digest(self.digest())[:12]

    @property
    def choices(self) -> dict[str, Any]:
        """How the log is read (extractor, bulk, hash of the user's actors), where somebody chose; empty where all is as usual."""
        path = self.root / "build.json"
        found = read_json(path) if path.exists() else {}
        return found if isinstance(found, dict) else {}

    @choices.setter
    def choices(self, chosen: dict[str, Any]) -> None:
        if chosen != self.choices:
            write_json(self.root / "build.json", chosen)

    def digest(self) -> dict[str, str]:
        """SHA-256 of every current table file, to compare two logs byte by byte."""
        return {f"{s.stage}/{s.bucket}/{f.table}": f.sha256 for s in self.shards() for f in s.files}


def manifest(root: Path) -> dict[str, Any]:
    """What the manifest of a log says; nothing where there is none yet. Raises FrontlogError where it is none."""
    path = root / "manifest.json"
    try:
        there = path.stat()
    except OSError:
        return {}
    found = _read(path, there.st_ino, there.st_size, there.st_mtime_ns)
    if not isinstance(found, dict):
        raise _damaged(root)
    return found


@lru_cache(2)
def _read(path: Path, *_: int) -> Any:
    """A manifest as it is now: a build asks for it six times."""
    return read_json(path)


def _check_place(root: Path) -> None:
    """Raise FrontlogError for a log in object storage: there nothing can be appended to, and nothing renamed."""
    if is_address(root):
        url = url_of(root)
        raise FrontlogError(
            f"A log cannot be used in object storage ('{url}'): it is a folder that is added to, and put in place by renaming.",
            f"Use a folder: `frontlog sync {url} FOLDER` gets a log that lies there, `frontlog sync FOLDER {url}` sends it back, and of it "
            "only what is new.",
        )


def _damaged(root: Path) -> FrontlogError:
    return FrontlogError(
        f"'{root / 'manifest.json'}' is damaged.", "Remove it and run `frontlog build` on the log again: the tables are found or made anew."
    )
