"""Tombstones: what was taken out of a log, when, why and by whom, and where the chains of the log were made anew for it. Never a name."""

from collections.abc import Mapping
from dataclasses import asdict, dataclass
from datetime import datetime
from pathlib import Path
from typing import Any

from frontlog.model import FrontlogError, Item, digest
from frontlog.store.ledger import Ledger

FILE = "forgotten.jsonl"
FORGETTING = ".forget"  # where `frontlog forget` prepares, in the folder of the log, what it then puts into place
PLAN = "plan.json"  # in that folder: it was decided, and is not finished
PERSON, DOCUMENT = "person", "document"


@dataclass(frozen=True, slots=True)
class Removed:
    """An item that is gone, by the hash of its bytes. `now` is the item that stands for it, the name blacked out; empty where none does."""

    id: str
    sha256: str
    size: int
    media_type: str
    now: str = ""
    addresses: tuple[str, ...] = ()  # hashes of those of a page that was removed as a whole, so that it does not come back by them


@dataclass(frozen=True, slots=True)
class Break:
    """Where a chained file was made anew: the hash of its last line before and after, and how many of its lines are other ones."""

    before: str
    after: str
    changed: int
    dropped: int


@dataclass(frozen=True, slots=True)
class Tombstone:
    """One act of forgetting."""

    id: str
    kind: str  # person, document
    when: datetime
    who: str
    why: str
    removed: tuple[Removed, ...]
    breaks: Mapping[str, Break]  # by file
    marks: tuple[str, ...] = ()  # of a person's name: keyed hashes, by which new reports that name it are known

    def __str__(self) -> str:
        what = "A person was taken out of" if self.kind == PERSON else "A document was taken out, of"
        items = f"{len(self.removed):,} item{'' if len(self.removed) == 1 else 's'}"
        return f"{what} {items} on {self.when:%Y-%m-%d} by {self.who} ({self.why}), tombstone {self.id}"


class Forgotten:
    """The tombstones of a log."""

    def __init__(self, path: Path) -> None:
        self.path = path
        self.ledger = Ledger(path)

    def rows(self) -> list[Tombstone]:
        """All of them, the oldest first. Raises FrontlogError, naming the line, where the chain is broken: what was forgotten could else
        come back unseen."""
        out = []
        for line in self.ledger.lines(check=True):
            if line.fault and not line.torn:
                what = f"{self.path} line {line.number}: the chain of tombstones is broken here: it {line.fault}."
                raise FrontlogError(what, "Restore the file from a copy of the log.")
            if line.row:
                out.append(tombstone_of(line.row))
        return out

    def knows(self) -> Mapping[str, Tombstone]:
        """Every hash that must not come back, of bytes or of an address, with its tombstone."""
        found: dict[str, Tombstone] = {}
        for stone in self.rows():
            for gone in stone.removed:
                found |= dict.fromkeys((gone.sha256, *gone.addresses), stone)
        return found

    def head(self) -> str:
        """The hash of the last tombstone; empty when there is none."""
        return self.ledger.head()


def check_whole(root: Path) -> None:
    """Raises FrontlogError where forgetting was decided in a log and stopped before its end."""
    if (root / FORGETTING / PLAN).exists():
        raise FrontlogError(f"Forgetting was stopped in '{root}' before its end.", f"Run `frontlog forget {root} --resume`.")


def addresses(item: Item) -> list[str]:
    """Hashes of the addresses of an item, as a tombstone keeps them."""
    return [digest("address", url) for url in dict.fromkeys((item.url, item.asked)) if url]


def stone_row(stone: Tombstone) -> dict[str, Any]:
    """A tombstone as plain values."""
    return {
        **asdict(stone),
        "marks": list(stone.marks),
        "when": stone.when.isoformat(),
        "removed": [asdict(gone) for gone in stone.removed],
    }


def tombstone_of(row: Mapping[str, Any]) -> Tombstone:
    """The reverse. Raises FrontlogError for what is none."""
    try:
        return Tombstone(
            id=str(row["id"]),
            kind=str(row["kind"]),
            when=datetime.fromisoformat(row["when"]),
            who=str(row["who"]),
            why=str(row["why"]),
            removed=tuple(Removed(**{**gone, "addresses": tuple(gone["addresses"])}) for gone in row["removed"]),
            breaks={str(name): Break(**found) for name, found in row["breaks"].items()},
            marks=tuple(map(_mark, row.get("marks", ()))),
        )
    except (KeyError, TypeError, ValueError, AttributeError) as error:
        raise FrontlogError(f"A line of {FILE} is no tombstone ({error}).", "Restore the file from a copy of the log.") from error


def _mark(words: str) -> str:
    which, size, found = words.split(":")
    if not (which and found and 0 < int(size) < 100):
        raise ValueError(words)
    return words
