"""Killing Frontlog (SIGKILL) while it works, and looking for what was lost: the one harness of the test and of benchmarks/kills.py.

Commands run in children of a fork server that has the program loaded already, so that every moment of a kill falls into its work. What was
acknowledged (an index line, an answered decision, a file under its final name, a pack that `places add` spoke of) must be there after every
kill, and what the next run makes must be equal, byte by byte, to what a run makes that nobody killed.
"""

import contextlib
import json
import multiprocessing
import os
import random
import re
import resource
import shutil
import signal
import sys
import threading
import time
import urllib.request
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from datetime import UTC, datetime
from http.client import HTTPException
from pathlib import Path
from typing import Any

from frontlog.model import Claim, Decision
from frontlog.packs.keep import check, listed
from frontlog.pipeline import pipeline
from frontlog.store import Log
from frontlog.store.verify import verify

ROOT = Path(__file__).resolve().parents[2]
PRELOAD = ["frontlog.cli.making", "frontlog.cli.exporting", "frontlog.cli.places", "frontlog.cli.serving", "support.kills"]
REPORTS = ("02-free-orontes-abu-dali.txt", "04-meridian-abu-dali-toll.txt", "08-steel-line-tanf.txt")
EXPORTS = {"geojson": "a.geojson", "csv": "csv", "parquet": "parquet", "pack": "pack.zip", "xlsx": "a.xlsx"}
ADDRESS = re.compile(r"(http://[\d.:]+)/#/day\?token=(\S+)")
NOW = datetime(2026, 1, 1, tzinfo=UTC)
PATIENCE = 60.0  # seconds that a server has to begin


class LostError(Exception):
    """Something that had been acknowledged is gone, or another result came out."""


@dataclass
class Killer:
    """Runs commands, and kills them. `short`: builds go only as far as the documents, for a test that has to be quick."""

    home: Path
    chance: random.Random
    short: bool = False
    limit: int = 0  # bytes that a file may have, as if the disk were full behind them
    kills: int = 0
    made: Any = field(default_factory=lambda: _server())

    def start(self, *words: str) -> Any:
        """A command, begun; what it says goes to the file `said`."""
        (self.home / "said.txt").unlink(missing_ok=True)
        process = self.made.Process(target=work, args=(list(map(str, words)), str(self.home), self.short, self.limit), daemon=True)
        process.start()
        return process

    @property
    def said(self) -> str:
        path = self.home / "said.txt"
        return path.read_text(encoding="utf-8", errors="replace") if path.exists() else ""

    def whole(self, *words: str) -> float:
        """Run a command to its end; the seconds it took."""
        begun = time.monotonic()
        process = self.start(*words)
        process.join()
        if process.exitcode:
            raise LostError(f"{' '.join(map(str, words))} ended with {process.exitcode}:\n{self.said[-1500:]}")
        return time.monotonic() - begun

    def kill(self, span: float, *words: str) -> bool:
        """Kill a command at a moment of the `span` of seconds that it takes; False when it had ended by itself."""
        process = self.start(*words)
        process.join(self.chance.uniform(0, span))
        return self.end(process)

    def end(self, process: Any) -> bool:
        """Kill it now."""
        alive = process.exitcode is None
        process.kill()
        process.join()
        killed = alive and process.exitcode == -9
        self.kills += killed
        return killed


def _server() -> Any:
    context = multiprocessing.get_context("forkserver")
    context.set_forkserver_preload(PRELOAD)
    return context


def work(words: list[str], home: str, short: bool, limit: int) -> None:
    """What a child does: the program itself, with the user's data elsewhere."""
    os.environ |= {"XDG_DATA_HOME": home, "FRONTLOG_PLACES": f"{home}/places"}
    out = os.open(f"{home}/said.txt", os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600)
    os.dup2(out, 1)
    os.dup2(out, 2)
    sys.argv = ["frontlog", *words]
    if limit:
        signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
        resource.setrlimit(resource.RLIMIT_FSIZE, (limit, limit))
    if short:
        import frontlog.cli.readers

        frontlog.cli.readers.pipeline = documents_only
    from frontlog.cli import main

    main()


def documents_only(*_: object) -> tuple[Any, ...]:
    """The chain as far as the documents."""
    return tuple(stage for stage in pipeline() if stage.name.startswith("documents."))


def reports(folder: Path, names: Sequence[str] = REPORTS) -> Path:
    """A few of the invented reports."""
    folder.mkdir(parents=True)
    for name in names:
        shutil.copy(ROOT / "examples" / "reports" / name, folder)
    return folder


def faults(log: Path) -> frozenset[str]:
    """What verifying a log finds."""
    return frozenset(map(str, verify(log, lambda *_: None).differences))


def sound(log: Path, before: frozenset[str] = frozenset()) -> None:
    """Raises LostError where verifying a log finds a difference that was not there before."""
    found = sorted(faults(log) - before)
    if found:
        raise LostError(f"{log}: {'; '.join(found[:3])}")


def build_words(source: Path, log: Path) -> tuple[str, ...]:
    return ("build", str(source), "--log", str(log), "--engine", "serial")


def builds(killer: Killer, folder: Path, kills: int, each: int) -> int:
    """Kill builds `each` times in one log, of which every second one had a state and a decision before; how many kills were survived."""
    source = reports(folder / "reports")
    span = killer.whole(*build_words(source, folder / "reference"))
    some = reports(folder / "some", REPORTS[:1])
    killer.whole(*build_words(some, folder / "begun"))
    Log.open(folder / "begun").decisions.add(("c-a", "c-b"), "different", "Mira", "two days", NOW)
    shutil.copytree(folder / "begun", folder / "reference2")
    span = min(span, killer.whole(*build_words(source, folder / "reference2")))  # the first run is slower than those to come
    wanted = [Log.open(folder / name).digest() for name in ("reference", "reference2")]
    before, number = killer.kills, 0
    while killer.kills - before < kills:
        log = folder / f"log{number}"
        if number % 2:
            shutil.copytree(folder / "begun", log)
        _round(killer, source, log, span, each)
        if Log.open(log).digest() != wanted[number % 2]:
            raise LostError(f"round {number}: other tables after {each} kills")
        if number % 2 and len(Log.open(log).rows(Decision)) != 1:
            raise LostError(f"round {number}: the decision is gone")
        shutil.rmtree(log)
        number += 1
    return killer.kills - before


def _round(killer: Killer, source: Path, log: Path, span: float, each: int) -> None:
    known = _acknowledged(log)
    for _ in range(each):
        killer.kill(span, *build_words(source, log))
        now = _acknowledged(log)
        if known - now:
            raise LostError(f"{log.name}: index lines are gone: {sorted(known - now)[:3]}")
        known = now
        if (log / "manifest.json").exists():  # before a first build is finished nothing says what the tables should be
            sound(log)
    killer.whole(*build_words(source, log))
    if known - _acknowledged(log):
        raise LostError(f"{log.name}: the last build lost index lines")
    sound(log)


def _acknowledged(log: Path) -> set[str]:
    """Everything that chained files hold as whole lines."""
    names = ("archive/records.jsonl", "archive/refusals.jsonl", "decisions.jsonl", "runs.jsonl")
    lines = [line for name in names if (log / name).exists() for line in (log / name).read_bytes().splitlines(keepends=True)]
    return {json.loads(line)["hash"] for line in lines if line.endswith(b"\n")}


def reviews(killer: Killer, log: Path, kills: int) -> int:
    """Kill a server while reviewers put decisions down; every decision that was answered is there, in its order, and nothing else broke."""
    claims = sorted(claim.id for claim in Log.open(log).rows(Claim))
    faulty, before, answered = faults(log), killer.kills, [d.id for d in Log.open(log).rows(Decision)]
    while killer.kills - before < kills:
        process = killer.start("serve", str(log), "--port", "0", "--review")
        with contextlib.closing(_posting(*_address(killer, process), claims, killer.chance)) as posting:
            next(posting)
            stop = threading.Timer(killer.chance.uniform(0, 0.25), lambda: killer.end(process))  # noqa: B023
            stop.start()
            answered += posting
            stop.join()
        rows = [d.id for d in Log.open(log).rows(Decision)]  # raises where the chain is broken
        kept = [id_ for id_ in rows if id_ in set(answered)]
        if kept != answered:
            raise LostError(f"{len(set(answered) - set(kept))} decisions that had been answered are gone, or stand in another order")
        answered = rows  # one may have been written whose answer was never sent
        sound(log, faulty)
    return killer.kills - before


def _address(killer: Killer, process: Any) -> tuple[str, str]:
    end = time.monotonic() + PATIENCE
    while time.monotonic() < end and process.exitcode is None:
        if found := ADDRESS.search(killer.said):
            return found[1], found[2]
        time.sleep(0.01)
    raise LostError(f"no server began: {killer.said[-1500:]}")


def _posting(address: str, token: str, claims: Sequence[str], chance: random.Random) -> Iterator[str]:
    """Put decisions down until nobody answers; gives first an empty id once the server answers, then those of the answered ones."""
    head = {"Authorization": f"Bearer {token}", "Content-Type": "application/json"}
    begun = False
    while True:
        body = {"act": "unsure", "records": chance.sample(claims, 2), "who": "Mira", "why": "x" * chance.choice((3, 300, 3000))}
        request = urllib.request.Request(f"{address}/review/decisions", json.dumps(body).encode(), head)
        try:
            with urllib.request.urlopen(request, timeout=PATIENCE) as answer:
                id_ = str(json.load(answer)["decision"]["id"])
        except (OSError, ValueError, HTTPException):
            return
        if not begun:
            begun = True
            yield ""
        yield id_


def exports(killer: Killer, log: Path, other: Path, folder: Path, kills: int, forms: Sequence[str] = tuple(EXPORTS)) -> int:
    """Kill exports that put new files in the place of those of another log: under its final name a file is the old one or the new one."""
    spans, wanted, faulty = {}, {}, faults(log)
    for form in forms:
        name = EXPORTS[form]
        for source in (other, log):
            shutil.rmtree(folder, ignore_errors=True)
            folder.mkdir()
            spans[form] = killer.whole("export", str(source), "--as", form, "-o", str(folder / name))
            wanted[form, source] = _files(folder)
    before = killer.kills
    while killer.kills - before < kills:
        form = killer.chance.choice(sorted(forms))
        shutil.rmtree(folder)
        folder.mkdir()
        for name, content in wanted[form, other].items():
            (folder / name).parent.mkdir(parents=True, exist_ok=True)
            (folder / name).write_bytes(content)
        words = ("export", str(log), "--as", form, "-o", str(folder / EXPORTS[form]))
        killer.kill(spans[form], *words)
        whole_files(_files(folder), wanted[form, other], wanted[form, log])
        killer.whole(*words)
        now = _files(folder)
        if {name: now.get(name) for name in wanted[form, log]} != wanted[form, log]:
            raise LostError(f"export {form}: other bytes after a kill")
    sound(log, faulty)
    return killer.kills - before


def _files(folder: Path) -> dict[str, bytes]:
    """The files under their final names: what a stopped program left beside them begins with a dot."""
    paths = (path for path in sorted(folder.rglob("*")) if path.is_file() and not path.name.startswith("."))
    return {path.relative_to(folder).as_posix(): path.read_bytes() for path in paths}


def whole_files(now: dict[str, bytes], old: dict[str, bytes], new: dict[str, bytes]) -> None:
    """Raises LostError unless each file is the old one or the new one, and none is gone."""
    for name, content in now.items():
        if content not in (old.get(name), new.get(name)):
            raise LostError(f"{name} is neither the old file nor the new one")
    if set(old) - set(now):
        raise LostError(f"{sorted(set(old) - set(now))[0]} is gone")


def packs(killer: Killer, folder: Path, kills: int, villages: int = 2000) -> int:
    """Kill `places add` that puts a pack in the place of another: it is the old one or the new one, whole, and adding again gives the new
    one."""
    sources = [_villages(folder / f"{n}" / "villages.csv", villages, n) for n in (0, 1)]
    add = [("places", "add", str(source), "--name", "villages") for source in sources]
    wanted, span = [], 0.0
    for words in add:
        span = killer.whole(*words)
        wanted.append(_pack(killer).sha256)
    before = killer.kills
    while killer.kills - before < kills:
        killer.whole(*add[0])
        killer.kill(span, *add[1])
        if _pack(killer).sha256 not in wanted:
            raise LostError("the pack is neither the old one nor the new one")
        killer.whole(*add[1])
        if _pack(killer).sha256 != wanted[1]:
            raise LostError("adding the pack again gave another one")
        left = [path.name for path in (killer.home / "places").iterdir() if path.name.startswith(".part")]
        if left:
            raise LostError(f"what a killed run left behind was not swept away: {left[0]}")
    return killer.kills - before


def _pack(killer: Killer) -> Any:
    (pack,) = listed(killer.home / "places")
    if fault := check(pack):
        raise LostError(f"the pack {fault}")
    return pack


def _villages(path: Path, count: int, shift: int) -> Path:
    path.parent.mkdir(parents=True)
    rows = (f"x{n},Village {n},{30 + n / 1000:.3f},{40 + shift + n / 900:.3f},SY\n" for n in range(count))
    path.write_text("id,name,lat,lon,country\n" + "".join(rows), encoding="utf-8")
    return path
