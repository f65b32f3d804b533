"""Verifying the history: the chain of runs, and the file of changes that each of them names."""

from collections.abc import Iterator
from pathlib import Path

from frontlog.store.history import FOLDER, RUNS
from frontlog.store.ledger import Ledger
from frontlog.store.verify.chains import chain
from frontlog.store.verify.findings import RESTORE, Counts, Finding
from frontlog.store.verify.manifest import file_fault


def history(root: Path, seal: str, counts: Counts) -> Iterator[Finding]:
    """Everything about runs.jsonl and the folder `history` of a log."""
    named: set[str] = set()
    for line in chain(Ledger(root / RUNS), RUNS, seal, counts):
        if isinstance(line, Finding):
            yield line
            continue
        file = str(line.row.get("file", ""))
        named.add(file)
        counts["files of changes"] += 1
        fault = file_fault(root / file, str(line.row.get("sha256", ""))) if Path(file).parent == Path(FOLDER) else "is no file of changes"
        if fault:
            yield Finding(file, "", f"run {line.row.get('id', '')}", fault, RESTORE)
    for path in sorted((root / FOLDER).glob("*")):
        name = path.relative_to(root).as_posix()
        if name not in named:
            yield Finding(name, "", "", "is a file that no run names: a build was stopped", "", True)
