"""How fast the archive takes and gives items, against plain files named by their SHA-256 in the same process.

    python benchmarks/archive.py [--items 3000] [--kb 6] [--in FOLDER]

Makes its reports out of random words (about as compressible as prose is). "plain" is one file an item, flushed to disk, with an index
line flushed behind it: how Frontlog kept bytes up to log format 1. Prints items and megabytes a second, and the ratio of the two.
"""

import argparse
import hashlib
import json
import os
import random
import tempfile
import time
from collections.abc import Callable, Sequence
from dataclasses import asdict
from pathlib import Path

from frontlog.model import Raw
from frontlog.sources.rows import item_of
from frontlog.store import Archive
from frontlog.store.atomic import append_bytes, write_bytes
from frontlog.store.verify.archive import archive as check
from frontlog.store.verify.findings import Counts


def reports(count: int, size: int) -> list[Raw]:
    """Reports of random words, each different."""
    chance = random.Random(1)
    words = ["".join(chance.choices("etaoinshrdlucmfw", k=chance.randint(2, 9))) for _ in range(3000)]
    weights = [1 / (rank + 3) for rank in range(len(words))]
    texts = (" ".join(chance.choices(words, weights, k=size // 6)) for _ in range(count))
    return [item_of(f"report {number}.txt", 0, "text/plain", text.encode()) for number, text in enumerate(texts)]


def plain_add(root: Path, rows: Sequence[Raw]) -> None:
    for row in rows:
        write_bytes(root / row.item.sha256[:2] / row.item.sha256, row.content)
        append_bytes(root / "index.jsonl", json.dumps(asdict(row.item)).encode() + b"\n")


def plain_read(root: Path, rows: Sequence[Raw]) -> None:
    for row in rows:
        content = (root / row.item.sha256[:2] / row.item.sha256).read_bytes()
        assert hashlib.sha256(content).hexdigest() == row.item.sha256


def warc_add(root: Path, rows: Sequence[Raw]) -> None:
    archive = Archive(root)
    for row in rows:
        archive.add(row)
    archive.flush()


def warc_read(root: Path, rows: Sequence[Raw]) -> None:
    archive = Archive(root)
    for row in rows:
        assert archive.raw(row.item).content == row.content


def again(root: Path, rows: Sequence[Raw]) -> None:
    archive = Archive(root)
    assert not any(archive.add(row) for row in rows)


def verify(root: Path, _: Sequence[Raw]) -> None:
    assert not list(check(root.parent, {}, Counts()))


def rate(what: str, work: Callable[[Path, Sequence[Raw]], None], root: Path, rows: Sequence[Raw]) -> float:
    """Run, print and return items a second."""
    begun = time.perf_counter()
    work(root, rows)
    took = time.perf_counter() - begun
    size = sum(len(row.content) for row in rows) / 1e6
    print(f"{what:22s} {len(rows) / took:9,.0f} items/s {size / took:8.1f} MB/s")
    return len(rows) / took


def on_disk(root: Path) -> float:
    """Megabytes that the file system gives to a folder."""
    return sum(path.stat().st_blocks * 512 for path in root.rglob("*")) / 1e6


def main() -> None:
    ask = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    ask.add_argument("--items", type=int, default=3000)
    ask.add_argument("--kb", type=int, default=6)
    ask.add_argument("--in", dest="where", type=Path, default=None, help="folder on the disk to be measured")
    args = ask.parse_args()
    rows = reports(args.items, args.kb * 1000)
    with tempfile.TemporaryDirectory(dir=args.where) as folder:
        plain, warc = Path(folder) / "plain" / "archive", Path(folder) / "warc" / "archive"
        slow, fast = rate("plain: add", plain_add, plain, rows), rate("WARC: add", warc_add, warc, rows)
        os.sync()
        plain_speed, warc_speed = rate("plain: read", plain_read, plain, rows), rate("WARC: read", warc_read, warc, rows)
        rate("WARC: add again", again, warc, rows)
        rate("WARC: verify", verify, warc, rows)
        print(f"ratio WARC / plain: add {fast / slow:.1f}, read {warc_speed / plain_speed:.2f}")
        print(f"on disk: plain {on_disk(plain):.1f} MB, WARC {on_disk(warc):.1f} MB")


if __name__ == "__main__":
    main()
