"""The whole check, part by part. A damaged part is named, and the others are checked all the same."""

from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

from frontlog.model import FrontlogError
from frontlog.store.archive import Archive
from frontlog.store.atomic import json_digest
from frontlog.store.ledger import Ledger
from frontlog.store.log import FORMAT
from frontlog.store.shards import Shard, shard_of
from frontlog.store.verify.archive import archive
from frontlog.store.verify.chains import chain
from frontlog.store.verify.findings import REBUILD, Counts, Finding, Verified
from frontlog.store.verify.forgotten import forgotten
from frontlog.store.verify.history import history
from frontlog.store.verify.manifest import MANIFEST, manifest, shards
from frontlog.store.verify.spans import rows
from frontlog.store.verify.stamps import stamps

Progress = Callable[[str, int, int], None]


def verify(root: Path, progress: Progress) -> Verified:
    """Check a log byte by byte. Writes nothing. Raises FrontlogError only when there is no log, or a newer one than this can read."""
    if not (root / "archive").is_dir() and not (root / MANIFEST).exists():
        raise FrontlogError(f"There is no log at '{root}'.", f"Make one with `frontlog build PATH... --log {root}`.")
    counts, found = Counts(), list[Finding]()
    for number, finding in enumerate(_parts(root, counts, progress), 1):
        found.append(finding)
        progress("verify", number, 0)
    unique = list(dict.fromkeys(found))
    return Verified(dict(counts), tuple(f for f in unique if not f.harmless), tuple(f for f in unique if f.harmless))


def _parts(root: Path, counts: Counts, progress: Progress) -> Iterator[Finding]:
    said: dict[str, Any] = {}
    for part in manifest(root, counts):
        if isinstance(part, Finding):
            yield part
        else:
            said = part
    if isinstance(said.get("format"), int) and said["format"] > FORMAT:
        raise FrontlogError(
            f"The log '{root}' has format {said['format']}; this Frontlog reads up to {FORMAT}.",
            "It was written by a newer version: upgrade with `pip install -U frontlog`. Nothing was changed.",
        )
    seals = said.get("seals")
    seals = {str(k): str(v) for k, v in seals.items()} if isinstance(seals, dict) else {}
    progress("verify.archive", 0, 0)
    yield from _guarded("archive", archive(root, seals, counts))
    for name in ("decisions", "replies", "builds"):
        for line in chain(Ledger(root / f"{name}.jsonl"), f"{name}.jsonl", seals.get(name, ""), counts):
            if isinstance(line, Finding):
                yield line
    yield from _guarded("forgotten", forgotten(root, seals.get("forgotten", ""), lambda: Archive(root / "archive").items(), counts))
    tables = json_digest({f"{s.stage}/{s.bucket}/{f.table}": f.sha256 for s in _current(said) or () for f in s.files})
    yield from _guarded("stamps", stamps(root, seals.get("stamps", ""), tables, counts))
    yield from _guarded("history", history(root, seals.get("runs", ""), counts))
    current = _current(said)
    if current is None:
        yield Finding(MANIFEST, "", "", "does not say which tables are current", REBUILD)
    progress("verify.tables", 0, 0)
    yield from _guarded("tables", shards(root, current or [], counts))
    yield from _guarded("tables", _rows(root, current or [], counts))


def _rows(root: Path, current: list[Shard], counts: Counts) -> Iterator[Finding]:
    kept = Archive(root / "archive")
    items = {item.id: item for item in kept.items()}

    def content(document: str) -> bytes | None:
        try:
            return kept.raw(items[document]).content
        except (KeyError, FrontlogError):
            return None

    yield from rows(root, current, {key: item.sha256 for key, item in items.items()}, counts, content)


def _guarded(name: str, part: Iterator[Finding]) -> Iterator[Finding]:
    """A part of the check; where a file in it may not be read, that is a finding, too."""
    try:
        yield from part
    except OSError as error:
        next_step = "Give yourself the right to read it, or check the disk, and verify again."
        yield Finding(name, "", str(error.filename or ""), f"could not be checked to its end ({error.strerror})", next_step)


def _current(said: dict[str, Any]) -> list[Shard] | None:
    try:
        return [shard_of(row) for row in said.get("shards", [])]
    except (KeyError, TypeError, AttributeError):
        return None
