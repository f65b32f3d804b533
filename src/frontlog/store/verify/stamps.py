"""Verifying time stamps: each is of the heads that it says, signed as it was, and those heads are still in their chains."""

from collections.abc import Callable, Iterator, Mapping
from functools import cache
from pathlib import Path

from frontlog.model import FrontlogError
from frontlog.store.forgotten import FILE as STONES
from frontlog.store.forgotten import tombstone_of
from frontlog.store.ledger import Ledger, Line
from frontlog.store.rfc3161 import MissingError, StampError, stamped
from frontlog.store.stamps import CHAINS, FILE, TABLES, Stamp, stamp_of
from frontlog.store.verify.chains import chain
from frontlog.store.verify.findings import RESTORE, Counts, Finding

NO_LIBRARY = "was not held against its signature: that needs the library rfc3161-client"
INSTALL = "Run `pip install 'frontlog[stamps]'` and verify again."


def stamps(root: Path, seal: str, tables: str, counts: Counts) -> Iterator[Finding]:
    """Everything about stamps.jsonl. A stamp that holds is a note. `tables`: the hash of the current tables."""
    hashes = cache(lambda file: frozenset(line.hash for line in Ledger(root / file).lines() if line.row))
    for line in chain(Ledger(root / FILE), FILE, seal, counts):
        if isinstance(line, Finding):
            yield line
            continue
        place = f"line {line.number}"
        try:
            stamp = stamp_of(line.row)
            when = stamped(stamp.der, stamp.statement, stamp.roots)
        except MissingError:
            yield Finding(FILE, place, stamp.authority, NO_LIBRARY, INSTALL, True)
        except StampError as error:
            yield Finding(FILE, place, stamp.authority, str(error), RESTORE)
            continue
        except FrontlogError:
            yield Finding(FILE, place, "", "is no stamp", RESTORE)
            continue
        else:
            if when != stamp.when:
                yield Finding(FILE, place, stamp.authority, f"says {stamp.when:%Y-%m-%d %H:%M:%S}, but its signature {when}", RESTORE)
                continue
            counts["signatures of time stamps"] += 1
            now = "the tables of today" if stamp.heads.get(TABLES) == tables else "tables that were made anew since"
            what = f"says that all chains up to here, and {now}, were there on {when:%Y-%m-%d %H:%M:%S} UTC, signed by {stamp.authority}"
            yield Finding(FILE, place, "", what, "", True)
        yield from _heads(root, stamp, line, hashes)


def _heads(root: Path, stamp: Stamp, line: Line, hashes: Callable[[str], frozenset[str]]) -> Iterator[Finding]:
    """The heads of a stamp that are no longer in their chain: chained anew by forgetting, which a tombstone says, or put in by somebody."""
    anew = _anew(root, stamp.heads)
    for name, head in sorted(stamp.heads.items()):
        file = CHAINS.get(name, "")
        if name == TABLES or (file and head in hashes(file)):
            continue
        if file in anew:
            what = f"ended in {head[:12]} when that was stamped, and was chained anew for the tombstone {anew[file]}"
            yield Finding(file, "", "", what, "", True)
        else:
            what = f"is not the chain that was stamped on {stamp.when:%Y-%m-%d} ({FILE} line {line.number}): the line {head[:12]} is gone"
            yield Finding(file or FILE, "", "", what, RESTORE)


def _anew(root: Path, said: Mapping[str, str]) -> dict[str, str]:
    """Files that were chained anew by tombstones that came after a stamp."""
    found: dict[str, str] = {}
    after = not said.get("forgotten")
    for line in Ledger(root / STONES).lines():
        if after and line.row:
            try:
                stone = tombstone_of(line.row)
            except FrontlogError:
                continue  # said where tombstones are verified
            found |= dict.fromkeys(stone.breaks, stone.id)
        after = after or line.hash == said.get("forgotten")
    return found
