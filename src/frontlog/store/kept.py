"""What a step keeps beside its rows, to save work in the next build: files `BUCKET-KEY.NAME.kept` among its tables.

They may be deleted at any time, and nothing is told from them that the step would not have made anew. Each begins with the hash of what
follows. They count only together with the very rows that were written with them, by the same version of the step; of earlier builds none
stay.
"""

import hashlib
import logging
from contextlib import suppress
from functools import cached_property
from pathlib import Path

import pyarrow as pa

from frontlog.model import Record, schema
from frontlog.store.atomic import write_bytes
from frontlog.store.shards import Shard, table

SUFFIX = ".kept"
NOTE = f"tables/views{SUFFIX}"  # which tables `log.duckdb` was written for
VERSION = b"version"
SIZE = hashlib.sha256().digest_size


class Kept:
    """The memory of one shard of a step."""

    def __init__(self, log: Path, stage: str, bucket: str, key: str, version: str, past: Shard | None) -> None:
        self._log, self._folder = log, log / "tables" / stage
        self._name, self._version, self._given = f"{bucket}-{key[:16]}", version.encode(), past
        self.taken: dict[type[Record], pa.Table] = {}

    @cached_property
    def _past(self) -> Shard | None:
        """The shard of the build before, where all of its files are as they were written."""
        past = self._given
        return past if past and all(_sha256(self._log / file.path) == file.sha256 for file in past.files) else None

    def before(self, kind: type[Record]) -> pa.Table:
        """The rows of a kind that were written in the build before."""
        file = self._past.of(kind) if self._past else None
        return table(self._log, kind, file.path) if file else schema(kind).empty_table()

    def recall(self, name: str) -> pa.Table | None:
        """What was kept with them; None where it is lost or damaged, or of another version."""
        if self._past is None:
            return None
        path = self._folder / f"{self._past.bucket}-{self._past.key[:16]}.{name}{SUFFIX}"
        try:
            content = path.read_bytes()
        except OSError:
            return None
        if hashlib.sha256(content[SIZE:]).digest() != content[:SIZE]:
            logging.getLogger(__name__).info("%s is damaged; what it would have saved is made anew", path)
            return None
        found = pa.ipc.open_file(pa.BufferReader(content[SIZE:])).read_all()
        return found if (found.schema.metadata or {}).get(VERSION) == self._version else None

    def mark(self) -> str:
        """Tells one state of what was kept from another, without reading all of it."""
        if self._given is None:
            return ""
        files = sorted(self._folder.glob(f"{self._given.bucket}-{self._given.key[:16]}.*{SUFFIX}"))
        return " ".join([self._given.key, *(f"{path.name} {_head(path)}" for path in files)])

    def take(self, kind: type[Record], rows: pa.Table) -> None:
        """Write rows of the build before again."""
        self.taken[kind] = rows

    def keep(self, name: str, rows: pa.Table) -> None:
        """Keep something for the next build."""
        marked = rows.replace_schema_metadata({VERSION: self._version})
        held = pa.BufferOutputStream()
        with pa.ipc.new_file(held, marked.schema, options=pa.ipc.IpcWriteOptions(compression="zstd")) as writer:
            writer.write_table(marked)
        content = held.getvalue().to_pybytes()
        write_bytes(self._folder / f"{self._name}.{name}{SUFFIX}", hashlib.sha256(content).digest() + content)

    def tidy(self) -> None:
        """Remove what was kept in earlier builds than the last."""
        names = {self._name} | ({f"{self._given.bucket}-{self._given.key[:16]}"} if self._given else set())
        for path in self._folder.glob(f"*{SUFFIX}"):
            if path.name.split(".")[0] not in names:
                with suppress(OSError):
                    path.unlink()


def _head(path: Path) -> str:
    try:
        with path.open("rb") as file:
            return file.read(SIZE).hex()
    except OSError:
        return ""


def _sha256(path: Path) -> str:
    try:
        with path.open("rb") as file:
            return hashlib.file_digest(file, "sha256").hexdigest()
    except OSError:
        return ""
