"""The other files of a log written anew without what is to be forgotten: decisions, replies, refusals, history, the queue, the actors."""

import hashlib
import json
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Any

import pyarrow as pa
import pyarrow.parquet as pq

from frontlog.masking.names import Names
from frontlog.model import FrontlogError
from frontlog.store.atomic import write_bytes
from frontlog.store.forgotten import Break
from frontlog.store.history import EVENTS
from frontlog.store.ledger import Ledger, chained

Row = Mapping[str, Any]
AS_IT_WAS = "forgotten"  # instead of words about a document that is gone


def rewrite(source: Path, target: Path, change: Callable[[Row], Row | None]) -> Break | None:
    """Write a chained file anew, each line as `change` gives it (None: left out); None where all lines are the same.

    Raises FrontlogError where the chain is broken already: the new one would hide it.
    """
    head, out, changed, dropped = "", [], 0, 0
    before = ""
    for line in Ledger(source).lines(check=True):
        if line.torn:
            continue
        if line.fault:
            what = f"{source.name} line {line.number} {line.fault}, and a new chain would hide that."
            raise FrontlogError(what, "Run `frontlog verify` and restore the file from a copy first.")
        before = line.hash
        row = change(line.row)
        if row is None:
            dropped += 1
            continue
        changed += row != line.row
        text, head = chained(row, head)
        out.append(f"{text}\n")
    if not changed and not dropped:
        return None
    write_bytes(target, "".join(out).encode())
    return Break(before, head, changed, dropped)


def decision(names: Names | None, gone: frozenset[str], ids: Mapping[str, str], dropped: set[str]) -> Callable[[Row], Row | None]:
    """How a decision is written anew. `gone` are documents and claims that are no longer there: what was decided on one of them alone is
    left out, and so is its withdrawal; of pairs the reason is. `ids` are those that are other ones now."""

    def change(row: Row) -> Row | None:
        subject, against = (tuple(row.get(key, ())) for key in ("subject", "against"))
        about = {*subject, *against, row.get("document", "")}
        if about & gone and (row["verdict"] in ("corrected", "dropped") or about - {""} <= gone):
            dropped.add(row["id"])
            return None
        if row["verdict"] == "withdrawn" and set(subject) <= dropped:
            dropped.add(row["id"])
            return None
        out = dict(row)
        if about & gone:
            out["why"] = AS_IT_WAS
        for key, value in (("subject", subject), ("against", against)):
            if value:
                out[key] = sorted(ids.get(one, one) for one in value)
        if out.get("document") in ids:
            out["document"] = ids[out["document"]]
        return {**out, **names.values({key: out[key] for key in ("who", "why", "value") if key in out})} if names else out

    return change


def reply(names: Names | None, gone: frozenset[str]) -> Callable[[Row], Row | None]:
    """Answers of outside readers: those about documents that are gone or other ones now are asked for anew by the next build."""
    return lambda row: None if row.get("document") in gone else row if names is None else {**row, "text": names.masked(row["text"])}


def refusal(names: Names | None, subjects: frozenset[str]) -> Callable[[Row], Row | None]:
    """Refusals of what is gone are left out, by the name of the file or the id of the document."""

    def change(row: Row) -> Row | None:
        if row.get("subject") in subjects or (row.get("document") and row["document"] in subjects):
            return None
        return row if names is None else dict(names.values(dict(row)))

    return change


def history(root: Path, target: Path, names: Names | None, gone: frozenset[str]) -> Callable[[Row], Row | None]:
    """Each file of changes that told the name, or a value of a record that is gone, is written anew; its run states the new hash."""

    def change(row: Row) -> Row | None:
        path = root / str(row["file"])
        if not path.is_file():
            return row
        table = pq.read_table(path)
        told = table.to_pylist()
        now = [_event(event, names, gone) for event in told]
        if now == told:
            return row
        held = pa.BufferOutputStream()
        pq.write_table(pa.Table.from_pylist(now, schema=EVENTS), held, compression="zstd")
        content = held.getvalue().to_pybytes()
        write_bytes(target / str(row["file"]), content)
        return {**row, "sha256": hashlib.sha256(content).hexdigest()}

    return change


def _event(event: dict[str, Any], names: Names | None, gone: frozenset[str]) -> dict[str, Any]:
    out = {**event, "old": "", "new": ""} if event["id"] in gone else event
    return {**out, **{key: names.masked(out[key] or "") for key in ("old", "new")}} if names else out


def queue(source: Path, target: Path, names: Names | None, addresses: frozenset[str]) -> bool:
    """The queue of fetches without what is gone; whether it is another one. Its lines are not chained."""
    lines = source.read_text(encoding="utf-8", errors="replace").splitlines() if source.is_file() else []
    out = [kept for line in lines if (kept := _queued(line, names, addresses))]
    if out == lines:
        return False
    write_bytes(target, "".join(f"{line}\n" for line in out).encode(errors="replace"))
    return True


def _queued(line: str, names: Names | None, addresses: frozenset[str]) -> str:
    try:
        row = json.loads(line)
    except (ValueError, RecursionError):
        return ""  # a crash cut it off; it could hold anything
    if isinstance(row, dict) and row.get("url") in addresses:
        return ""
    if names is None or (masked := names.values(row)) == row:
        return line
    return json.dumps(masked, sort_keys=True, ensure_ascii=False)


def actors(folder: Path, target: Path, names: Names) -> dict[str, str]:
    """The user's own files of actors without the name: the hash of each that is another one now, by its old hash."""
    found = {}
    for path in sorted(folder.glob("*.yml")) if folder.is_dir() else ():
        text = path.read_text(encoding="utf-8")
        now = names.masked(text, "x")
        if now != text:
            digest = hashlib.sha256(now.encode()).hexdigest()
            write_bytes(target / f"{digest}.yml", now.encode())
            found[path.stem] = digest
    return found
