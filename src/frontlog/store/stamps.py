"""The time stamps of a log: how far its chains reached, and what an authority outside signed of that and when.

Whoever may write to a folder can make every chain in it anew. A stamp cannot be made anew: its time and its hash are signed elsewhere.
"""

import base64
import logging
from collections.abc import Mapping
from dataclasses import asdict, dataclass
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING, Any

from frontlog.model import FrontlogError
from frontlog.store.atomic import json_bytes, json_digest
from frontlog.store.ledger import Ledger

if TYPE_CHECKING:
    from frontlog.store.log import Log

FILE = "stamps.jsonl"
CHAINS = {  # what a stamp speaks of, and the chained file that it is
    "records": "archive/records.jsonl",
    "refusals": "archive/refusals.jsonl",
    "decisions": "decisions.jsonl",
    "replies": "replies.jsonl",
    "runs": "runs.jsonl",
    "forgotten": "forgotten.jsonl",
    "stamps": FILE,
}
TABLES = "tables"  # the hash of the hashes of all current table files


@dataclass(frozen=True, slots=True)
class Stamp:
    """One stamp: the heads of all chains, and the answer of the authority (base64 of DER) with the certificates that vouch for it."""

    when: datetime
    authority: str
    heads: Mapping[str, str]
    answer: str
    roots: tuple[str, ...]

    @property
    def statement(self) -> bytes:
        """The bytes whose hash was stamped."""
        return statement(self.heads)

    @property
    def der(self) -> bytes:
        return base64.b64decode(self.answer)


class Stamps:
    """The file of stamps of a log."""

    def __init__(self, path: Path) -> None:
        self.ledger = Ledger(path)

    def add(self, stamp: Stamp) -> None:
        """Keep a stamp; when this returns it is on the disk."""
        self.ledger.append([{**asdict(stamp), "when": stamp.when.isoformat(), "roots": list(stamp.roots)}])

    def readable(self) -> tuple[Stamp, ...]:
        """The stamps in their order. Lines that are none are passed over, and said: `frontlog verify` names them."""
        found = []
        for row in self.ledger.rows():
            try:
                found.append(stamp_of(row))
            except FrontlogError as error:
                logging.getLogger(__name__).warning("%s", error)
        return tuple(found)

    def head(self) -> str:
        """The hash of the last one; empty when there is none."""
        return self.ledger.head()


def heads(log: "Log") -> dict[str, str]:
    """How far the chains of a log reach now, and which tables are current."""
    found = {name: Ledger(log.root / file).head() for name, file in CHAINS.items()}
    return {**{name: head for name, head in found.items() if head}, TABLES: json_digest(log.digest())}


def statement(said: Mapping[str, str]) -> bytes:
    """Heads as the bytes whose hash an authority stamps."""
    return json_bytes(dict(said))


def stamp_of(row: Mapping[str, Any]) -> Stamp:
    """A line of the file. Raises FrontlogError for what is no stamp."""
    try:
        made = Stamp(
            when=datetime.fromisoformat(row["when"]),
            authority=str(row["authority"]),
            heads={str(name): str(head) for name, head in row["heads"].items()},
            answer=str(row["answer"]),
            roots=tuple(map(str, row["roots"])),
        )
        base64.b64decode(made.answer, validate=True)
    except (KeyError, TypeError, ValueError, AttributeError) as error:
        raise FrontlogError(f"A line of {FILE} is no stamp ({error}).", "Restore the file from a copy of the log.") from error
    return made
