"""Feeds damaged files to documents.read for MINUTES and reports what broke or was slow.

Run `python benchmarks/fuzz_documents.py MINUTES FOLDER [--seed N] [--only TYPE]`.

Every input is written to FOLDER before it is read, so that one that ends the process is kept; failures and slow inputs are kept by name.
"""

import argparse
import json
import sys
import time
from collections import Counter
from pathlib import Path

from hypothesis import HealthCheck, Phase, given, seed, settings
from hypothesis import strategies as st

sys.path.insert(0, str(Path(__file__).parent.parent / "tests"))
from frontlog.model import Document, Raw
from support.fuzz import TYPES, raws, worked

ROUND = 200  # inputs between two lines of counts; also what may still be made, unread, when the time is up
SLOW = 1.0  # seconds of processor time for an input of at most 400 kB; a page of 170 kB takes .02


def keep(folder: Path, name: str, what: Raw) -> None:
    """Write an input with what it was said to be."""
    (folder / name).write_bytes(what.content)
    (folder / f"{name}.json").write_text(json.dumps([what.item.media_type, what.item.charset]))


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("minutes", type=float)
    parser.add_argument("folder", type=Path)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--only", default="", metavar="TYPE", choices=["", *TYPES], help="files of this media type, as message/rfc822")
    options = parser.parse_args()
    options.folder.mkdir(parents=True, exist_ok=True)
    end = time.monotonic() + options.minutes * 60
    counts: Counter[str] = Counter()
    broke: Counter[str] = Counter()

    def one(found: Raw, bulk: bool) -> None:
        if time.monotonic() > end:
            return
        counts["inputs"] += 1
        keep(options.folder, "current", found)
        try:
            rows, taken = worked(found, bulk)
        except Exception as error:
            kind = f"{type(error).__name__}: {str(error)[:160]}"
            broke[kind] += 1
            if broke[kind] == 1:
                keep(options.folder, f"broke-{len(broke)}", found)
                print(f"broke-{len(broke)} bulk={bulk} {found.item.media_type}: {kind}", flush=True)
            return
        counts["documents"] += any(isinstance(row, Document) for row in rows)
        counts["bytes"] += len(found.content)
        if taken > SLOW:
            counts["slow"] += 1
            if counts["slow"] < 100:
                keep(options.folder, f"slow-{counts['slow']}", found)
                print(f"slow-{counts['slow']} {taken:.1f} s, {len(found.content):,} bytes, {found.item.media_type}", flush=True)

    number = options.seed
    while time.monotonic() < end:
        rounds = settings(
            max_examples=ROUND, deadline=None, database=None, phases=[Phase.generate], suppress_health_check=list(HealthCheck)
        )(given(raws(options.only), st.booleans())(one))
        seed(number)(rounds)()
        number += 1
        print(f"seeds {options.seed}-{number - 1}: {dict(counts)}, broke {sum(broke.values())} in {len(broke)} ways", flush=True)
    for kind, times in broke.most_common():
        print(f"{times:6} {kind}")


if __name__ == "__main__":
    main()
