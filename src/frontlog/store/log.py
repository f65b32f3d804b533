"""A log: one folder with everything that was read, derived and decided."""

import fcntl
import os
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import asdict
from pathlib import Path
from typing import TypeVar

from frontlog.model import Decision, FrontlogError, Item, Record
from frontlog.store.archive import Archive
from frontlog.store.atomic import read_json, write_json
from frontlog.store.decisions import Decisions
from frontlog.store.shards import Shard, ShardFile, read_rows

R = TypeVar("R", bound=Record)

FORMAT = 1  # raise when an older Frontlog could misread a log
BUCKETS = 64  # documents are split by id into this many shards: one more document redoes at most 1/64 of the work


class Log:
    """The folder of a log: archive/, tables/, decisions.jsonl, manifest.json, log.duckdb."""

    def __init__(self, root: Path) -> None:
        self.root = root
        self.archive = Archive(root / "archive")
        self.decisions = Decisions(root / "decisions.jsonl")

    @classmethod
    def open(cls, root: Path) -> "Log":
        """An existing log. Raises FrontlogError when there is none, or it was never finished, or is newer than this program."""
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
    def create(cls, root: Path) -> "Log":
        """The log at `root`, made when it is not there. A folder that holds other things than a log is refused."""
        if root.exists() and not root.is_dir():
            raise FrontlogError(f"'{root}' is a file, not a folder.", "Name a folder for the log.")
        known = {"archive", "tables", "decisions.jsonl", "manifest.json", "log.duckdb", ".lock", "build.json", "fetch.jsonl"}
        if root.is_dir() and (strange := sorted(p.name for p in root.iterdir() if p.name not in known)):
            raise FrontlogError(f"'{root}' holds '{strange[0]}', which is not part of a log.", "Name a new or an empty folder.")
        root.mkdir(parents=True, exist_ok=True)
        cls._check(root)
        return cls(root)

    @staticmethod
    def _check(root: Path) -> None:
        path = root / "manifest.json"
        if not path.exists():
            return
        found = read_json(path).get("format")
        if not isinstance(found, int) or found > FORMAT:
            raise FrontlogError(
                f"The log '{root}' has format {found}; this Frontlog reads up to {FORMAT}.",
                "It was written by a newer version: upgrade with `pip install -U frontlog`. Nothing was changed.",
            )

    @contextmanager
    def lock(self) -> Iterator[None]:
        """Hold the log for writing. Raises FrontlogError, naming the process, while another build has it."""
        with (self.root / ".lock").open("a+") as file:
            try:
                fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
            except OSError as error:
                file.seek(0)
                raise FrontlogError(
                    f"Another build (process {file.read().strip() or 'unknown'}) is writing to '{self.root}'.",
                    "Wait until it has ended.",
                ) from error
            file.truncate(0)
            file.write(str(os.getpid()))
            file.flush()
            yield

    def shards(self) -> tuple[Shard, ...]:
        """The shards that the manifest names: the whole current state."""
        path = self.root / "manifest.json"
        rows = read_json(path)["shards"] if path.exists() else []
        return tuple(Shard(r["stage"], r["bucket"], r["key"], tuple(ShardFile(**f) for f in r["files"])) for r in rows)

    def commit(self, shards: Sequence[Shard], version: str) -> None:
        """Make these shards the current state, in one step."""
        ordered = sorted(shards, key=lambda s: (s.stage, s.bucket))
        write_json(self.root / "manifest.json", {"format": FORMAT, "frontlog": version, "shards": [asdict(s) for s in ordered]})

    def paths(self, kind: type[Record]) -> list[str]:
        """Parquet files, relative to the log, that hold the rows of a kind."""
        return [file.path for shard in self.shards() if (file := shard.of(kind))]

    def rows(self, kind: type[R]) -> list[R]:
        """All current rows of a kind, in the order of their sort fields."""
        if kind is Item:
            return list(self.archive.items())  # type: ignore[arg-type]
        if kind is Decision:
            return list(self.decisions.rows())  # type: ignore[arg-type]
        found = read_rows(self.root, kind, self.paths(kind))
        return sorted(found, key=lambda r: tuple(getattr(r, name) for name in kind.sort))

    __call__ = rows  # a log is a source of rows wherever one is asked for

    def digest(self) -> dict[str, str]:
        """SHA-256 of every current table file, to compare two logs byte by byte."""
        return {f"{s.stage}/{s.bucket}/{f.table}": f.sha256 for s in self.shards() for f in s.files}
