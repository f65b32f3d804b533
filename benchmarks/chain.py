"""From the text of a report to its claims: documents a second on one core, the tagger alone, cold start, memory.

Run `python benchmarks/chain.py [SHARED]`; prints Markdown. SHARED is the folder with `seeds` (default: ../shared); our own example
reports are read beside them. Times are processor time, best of three, of one process; the cold start is timed in processes of its own.
"""

import argparse
import os
import resource
import subprocess
import sys
import time
from collections.abc import Callable, Sequence
from pathlib import Path

from frontlog.mentions.neural.rows import shipped
from frontlog.mentions.neural.tagger import BATCH
from frontlog.model import Claim, Document, Raw, Record, Sentence, digest
from frontlog.pipeline import pipeline
from frontlog.reading import reading
from frontlog.running import run, run_in_memory
from frontlog.sources.files import Limits
from frontlog.sources.files import read as read_files

ROOT = Path(__file__).resolve().parents[1]
ROUNDS = 3
STATUS = Path("/proc/self/status")  # of Linux; elsewhere the memory is not told
STARTS = {
    "frontlog --version": "import sys; sys.argv = ['frontlog', '--version']; from frontlog.cli.main import main; main()",
    "first document: `frontlog.extract`": "import frontlog; frontlog.extract(open({path!r}, encoding='utf-8').read())",
    "the same with every stage of the chain loaded": (
        "import runpy, sys; sys.argv = ['chain.py', '--first', {path!r}]; runpy.run_path({own!r}, run_name='__main__')"
    ),
}


def raws(paths: Sequence[Path]) -> list[Raw]:
    return [row for row in read_files(paths, Limits()) if isinstance(row, Raw)]


def timed(work: Callable[[], object]) -> float:
    taken = []
    for _ in range(ROUNDS):
        begun = time.process_time()
        work()
        taken.append(time.process_time() - begun)
    return min(taken)


def stages(items: Sequence[Raw]) -> dict[str, float]:
    """Seconds of each stage up to the claims."""
    have: dict[type[Record], list[Record]] = {Raw: list(items)}
    taken: dict[str, float] = {}
    for stage in pipeline():
        if stage.key != "document":
            continue
        tables = [have.get(kind, []) for kind in stage.reads]
        taken[stage.name] = timed(lambda stage=stage, tables=tables: run(stage, tables))  # type: ignore[misc]
        for row in run(stage, tables):
            have.setdefault(type(row), []).append(row)
        if Claim in stage.writes:
            break
    return taken


def tagger(rows: dict[type[Record], list[Record]]) -> tuple[int, float]:
    """Sentences of all documents, and the seconds that the network takes for them."""
    found = shipped()
    documents = [row for row in rows[Document] if isinstance(row, Document)]
    spans = {
        d.id: [(s.span.start, s.span.end) for s in rows[Sentence] if isinstance(s, Sentence) and s.span.document == d.id] for d in documents
    }
    if found is None:
        return 0, 0.0
    return sum(map(len, spans.values())), timed(lambda: [found.read(d.text, spans[d.id]) for d in documents])


def cold(path: Path) -> None:
    """Wall-clock seconds and megabytes of new processes, the best of three, each started once before: modules are compiled then, as pip
    leaves them, and what is kept in the user's cache is there."""
    told = {name: value for name, value in os.environ.items() if name != "PYTHONDONTWRITEBYTECODE"}
    print("\n| a new process | seconds of the clock | of the processor | resident MB |\n|---|---|---|---|")
    for name, code in STARTS.items():
        command = [sys.executable, "-c", code.format(path=str(path), own=str(Path(__file__)))]
        subprocess.run(command, check=True, capture_output=True, env=told)
        walls, processors, memory = [], [], "-"
        for _ in range(ROUNDS):
            before, begun = resource.getrusage(resource.RUSAGE_CHILDREN), time.perf_counter()
            shown = subprocess.run(command, check=True, capture_output=True, text=True, env=told)
            walls.append(time.perf_counter() - begun)
            after = resource.getrusage(resource.RUSAGE_CHILDREN)
            processors.append(after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime)
            memory = shown.stdout.strip() if "--first" in code else "-"
        print(f"| {name} | {min(walls):.2f} | {min(processors):.2f} | {memory} |", flush=True)


def first(path: Path) -> None:
    """Read one report to its claims, in a process that has done nothing else."""
    run_in_memory(raws([path]), Claim, reading)
    # not ru_maxrss: Linux counts what the process was before it became this program, and that was the large one that started it
    peak = next((line for line in STATUS.read_text().splitlines() if line.startswith("VmHWM:")), "") if STATUS.exists() else ""
    print(f"{int(peak.split()[1]) / 1024:.0f}" if peak else "unknown")


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("shared", nargs="?", type=Path, default=ROOT.parent / "shared")
    parser.add_argument("--first", type=Path, help="read this report alone and print the memory that it took")
    given = parser.parse_args()
    if given.first:
        return first(given.first)
    seeds = sorted((given.shared / "seeds").glob("*.txt"))
    items = raws([*seeds, ROOT / "examples" / "reports"])
    rows = run_in_memory(items, Claim, reading)  # models, tables and layers of the gazetteer are loaded once
    taken = stages(items)
    whole, count = sum(taken.values()), len(items)
    print(f"# {count} reports to {len(rows[Claim])} claims on one core (load of the machine: {os.getloadavg()[0]:.1f})\n")
    print(f"Digest of the claims: {digest(*sorted(map(repr, rows[Claim])))[:16]}. Documents a second, warm: {count / whole:.1f}\n")
    print("| stage | ms a document | share |\n|---|---|---|")
    for name, seconds in taken.items():
        print(f"| {name} | {seconds / count * 1000:.1f} | {seconds / whole:.2f} |")
    sentences, seconds = tagger(rows)
    if seconds:
        print(f"\nThe tagger alone, batches of {BATCH}: {sentences / seconds:.0f} sentences a second ({sentences} sentences)")
    cold(seeds[0] if seeds else next((ROOT / "examples" / "reports").glob("*.txt")))
    return None


if __name__ == "__main__":
    main()
