"""Verifying the manifest and the table files: each one's bytes against the hash in its marker and in the manifest."""

import hashlib
import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from frontlog.store.atomic import json_bytes, json_digest
from frontlog.store.kept import SUFFIX as KEPT
from frontlog.store.shards import Shard, ShardFile, marker, shard_of
from frontlog.store.verify.findings import REBUILD, Counts, Finding

MANIFEST = "manifest.json"


def manifest(root: Path, counts: Counts) -> Iterator[Finding | dict[str, Any]]:
    """What the manifest says where that can be read, and a finding where it is not as it was written."""
    path = root / MANIFEST
    if not path.exists():
        yield Finding(MANIFEST, "", "", "is missing: no build of this log was finished, or it was lost", REBUILD)
        return
    counts["manifests"] += 1
    value = _json(path)
    if not isinstance(value, dict) or not isinstance(value.get("shards"), list):
        yield Finding(MANIFEST, "", "", "is damaged", REBUILD)
        return
    body = {key: value[key] for key in value if key != "sha256"}
    if "sha256" not in value and value.get("format") == 1:
        yield Finding(MANIFEST, "", "", "was written by an older Frontlog and has no hash of its own", REBUILD, True)
    elif value.get("sha256") != json_digest(body) or path.read_bytes() != json_bytes(value):
        yield Finding(MANIFEST, "", "", "was changed: it does not have the hash that it states", REBUILD)
    yield value


def shards(root: Path, current: list[Shard], counts: Counts) -> Iterator[Finding]:
    """Every table file. Those of earlier builds are checked too, because a later one may use them again."""
    for shard in current:
        path = marker(root, shard.stage, shard.bucket, shard.key)
        if not path.exists():
            yield Finding(_name(root, path), "", f"{shard.stage} {shard.bucket}", "is missing", REBUILD)
        elif _marked(path) != shard:
            yield Finding(_name(root, path), "", f"{shard.stage} {shard.bucket}", "says other files than the manifest", REBUILD)
    now = {marker(root, shard.stage, shard.bucket, shard.key) for shard in current}
    known: set[str] = set()
    for path in sorted({*now, *(root / "tables").glob("*/*.json")}):
        yield from _marker(root, path, path in now, known, counts)
    for path in sorted((root / "tables").rglob("*")):
        if path.is_file() and path.suffix not in (".json", KEPT) and _name(root, path) not in known:
            yield Finding(
                _name(root, path), "", "", "is a file that no marker names: a build was stopped, or its marker is damaged", "", True
            )


def _marker(root: Path, path: Path, current: bool, known: set[str], counts: Counts) -> Iterator[Finding]:
    if not path.exists():
        return
    counts["shards"] += 1
    shard = _marked(path)
    if shard is None or marker(root, shard.stage, shard.bucket, shard.key) != path:
        yield Finding(_name(root, path), "", "", "is damaged", _anew(path))
        return
    for file in shard.files:
        known.add(file.path)
        counts["table files"] += 1
        fault = table_fault(root, shard, file, current)
        if fault:
            yield fault


def table_fault(root: Path, shard: Shard, file: ShardFile, current: bool = True) -> Finding | None:
    """What is wrong with a table file; None when its bytes have the hash that was noted."""
    fault = file_fault(root / file.path, file.sha256)
    if not fault:
        return None
    subject = f"table {file.table}, stage {shard.stage}, bucket {shard.bucket}"
    step = _anew(marker(root, shard.stage, shard.bucket, shard.key))
    return Finding(file.path, "", subject if current else f"{subject}, of an earlier build", fault, step)


def _anew(path: Path) -> str:
    return f"Remove {path.parent.name}/{path.name} from the folder tables and run `frontlog build` again: the table is made anew."


def file_fault(path: Path, sha256: str) -> str:
    """What is wrong with a file of that hash; empty when nothing is."""
    try:
        content = path.read_bytes()
    except FileNotFoundError:
        return "is missing"
    except OSError as error:
        return f"cannot be read ({error.strerror})"
    return "" if hashlib.sha256(content).hexdigest() == sha256 else "was changed: it does not have the hash that was noted"


def _marked(path: Path) -> Shard | None:
    """The shard that a marker names, where it is as it was written."""
    value = _json(path)
    try:
        return shard_of(value) if path.read_bytes() == json_bytes(value) else None
    except (KeyError, TypeError, OSError):
        return None


def _json(path: Path) -> Any:
    try:
        return json.loads(path.read_bytes())
    except (ValueError, OSError, RecursionError):
        return None


def _name(root: Path, path: Path) -> str:
    return path.relative_to(root).as_posix()
