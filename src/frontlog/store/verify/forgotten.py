"""Verifying what was forgotten: the chain of tombstones, that the chains made anew are those they tell of, that nothing came back."""

from collections.abc import Callable, Iterable, Iterator
from pathlib import Path

from frontlog.model import FrontlogError, Item
from frontlog.store.forgotten import FILE, FORGETTING, PLAN, Break, Tombstone, tombstone_of
from frontlog.store.ledger import Ledger
from frontlog.store.verify.chains import chain
from frontlog.store.verify.findings import RESTORE, Counts, Finding


def forgotten(root: Path, seal: str, items: Callable[[], Iterable[Item]], counts: Counts) -> Iterator[Finding]:
    """Everything about forgotten.jsonl. Each tombstone is a note: the log is whole without what it speaks of. `items` reads the archive."""
    if (root / FORGETTING).exists():
        decided = (root / FORGETTING / PLAN).exists()
        what = "was decided and not finished" if decided else "was begun and not decided: nothing was changed"
        step = f"Run `frontlog forget {root} --resume`." if decided else ""
        yield Finding(FORGETTING, "", "forgetting", what, step, not decided)
    stones: list[Tombstone] = []
    for line in chain(Ledger(root / FILE), FILE, seal, counts):
        if isinstance(line, Finding):
            yield line
            continue
        try:
            stones.append(tombstone_of(line.row))
        except FrontlogError:
            yield Finding(FILE, f"line {line.number}", "", "is no tombstone", RESTORE)
    for number, stone in enumerate(stones, 1):
        yield Finding(FILE, f"line {number}", "", f"says: {stone}. {_breaks(stone)}", "", True)
    yield from _chains(root, stones)
    gone = {removed.sha256: stone for stone in stones for removed in stone.removed}
    for item in items() if gone else ():
        if item.sha256 in gone:
            what = f"is there, though it was forgotten (tombstone {gone[item.sha256].id})"
            yield Finding("archive/records.jsonl", item.id, "", what, "Forget it again: `frontlog forget LOG --document ID`.")


def _breaks(stone: Tombstone) -> str:
    said = [
        f"{name} ended in {found.before[:12]} and was chained anew to {found.after[:12]} ({found.changed:,} lines changed, "
        f"{found.dropped:,} left out)"
        for name, found in sorted(stone.breaks.items())
    ]
    return "; ".join(said)


def _chains(root: Path, stones: Iterable[Tombstone]) -> Iterator[Finding]:
    """The last time that each file was chained anew it ended in a line that still has to be there."""
    last: dict[str, tuple[Tombstone, Break]] = {name: (stone, found) for stone in stones for name, found in stone.breaks.items()}
    for name, (stone, found) in sorted(last.items()):
        if found.after and found.after not in {line.hash for line in Ledger(root / name).lines()}:
            yield Finding(name, "", "", f"is not the chain that was made anew for the tombstone {stone.id}", RESTORE)
