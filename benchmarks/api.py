"""How fast `frontlog serve` answers over many incidents: one page from memory, and filtered questions that nobody asked before.

`python benchmarks/api.py [--incidents 100000] [--seconds 5]`. Loopback only. The load comes from wrk where it is installed, else from a
client in Python that takes a core of its own; both are bounded in time. The server is a process of its own, as users start it.
"""

import argparse
import asyncio
import json
import os
import random
import re
import shutil
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from typing import TypeVar
from urllib.parse import quote

from frontlog.model import (
    ActorRef,
    Claim,
    Copy,
    Document,
    Incident,
    Origin,
    Piece,
    PlaceRef,
    Record,
    Span,
    TimeRef,
    Tolls,
    digest,
    record_id,
)
from frontlog.store import Log, write_shard
from frontlog.store.noting import note

T = TypeVar("T")
KINDS = (Document, Copy, Claim, Incident)
BY = Origin("benchmark", "1")
TYPES = ("airstrike", "shelling", "clash", "capture", "bombing", "repel")
GRADES = ("confirmed", "fair", "weak", "contested")
BARE = """
import socket, uvicorn
async def app(scope, receive, send):
    await send({"type": "http.response.start", "status": 200, "headers": [(b"content-length", b"8000")]})
    await send({"type": "http.response.body", "body": b"x" * 8000})
door = socket.create_server(("127.0.0.1", 0))
print(door.getsockname()[1], flush=True)
config = uvicorn.Config(app, http="h11", lifespan="off", access_log=False, log_level="error")
uvicorn.Server(config).run(sockets=[door])
"""
FIRST = date(2012, 1, 1)
DAYS = 3_000
CONNECTIONS = 64  # with a few, a machine in a hypervisor sleeps between two requests, and its waking is what is measured
TEXT = "The army shelled the town on Monday, killing {} people, a monitor said."


def records(count: int, chance: random.Random) -> Iterator[Record]:
    """Incidents with one claim each, five of them a document."""
    actors = [f"a-{n}" for n in range(60)]
    for number in range(count):
        if number % 5 == 0:
            text = TEXT.format(number)
            document = Document(
                id=record_id("d", number), name=f"{number}.txt", outlet=f"Outlet {number % 97}", republished_by="", url="", title=text[:40],
                author="", published=FIRST + timedelta(days=number % DAYS), published_role="published", dates=(), language="en",
                sha256_raw=digest(number), sha256_clean=digest(text), text=text, origin=BY,
            )  # fmt: skip
            yield document
            yield Copy(id=document.id, origin_group=document.id, copy_of="", similarity=0.0, basis="")
        day = FIRST + timedelta(days=number * 7 % DAYS)
        at = chance.randrange(2_000)
        lat, lon = 32 + at % 50 / 10, 36 + at // 50 / 8
        place = PlaceRef("the town", 17, 25, f"p-{at}", f"Town {at}", lat, lon, 1000, "at", "SY", "exact")
        agent, target = chance.sample(actors, 2)
        claim = Claim(
            id=record_id("c", number), document=document.id, evidence=Span(document.id, 0, len(text), text), type=chance.choice(TYPES),
            trigger=Piece("shelled", 9, 16), agent=(ActorRef("The army", 0, 8, agent, agent),), target=(), place=(place,),
            time=TimeRef("on Monday", 26, 35, day, day, "day", "weekday"), modality="actual", certainty="attributed", source=None,
            source_id="", losses=(), objects=(), confidence=0.8, origin=BY,
        )  # fmt: skip
        yield claim
        yield Incident(
            id=f"FL-SYR-{day:%Y%m%d}-{digest(number)[:8].upper()}", type=claim.type, title=f"{agent}: {claim.type} at Town {at}", start=day,
            end=day, place_id=place.id, place_name=place.name, lat=lat, lon=lon, uncertainty_m=1000, country="SY", agents=(agent,),
            targets=(target,), modality="actual", tolls=(Tolls("", "killed", 1, 2, 4, (claim.id,)),) * (number % 3 == 0),
            claims=(claim.id,), documents=(document.id,), origin_groups=(document.id,), grade=chance.choice(GRADES), grade_reason="made up",
            origin=BY,
        )  # fmt: skip


@contextmanager
def server(log: Path) -> Iterator[tuple[int, int]]:
    """`frontlog serve` as a process of its own: its port and its number."""
    command = [sys.executable, "-m", "frontlog", "serve", str(log), "--port", "0"]
    with subprocess.Popen(command, stdout=subprocess.PIPE, text=True) as process:
        try:
            assert process.stdout is not None
            yield int(re.findall(r":(\d+)/", process.stdout.readline())[0]), process.pid
        finally:
            process.terminate()


async def get(port: int, path: str) -> tuple[float, bytes]:
    """One request on a connection of its own: seconds and the body."""
    begun = time.perf_counter()
    reader, writer = await asyncio.open_connection("127.0.0.1", port)
    writer.write(f"GET {path} HTTP/1.1\r\nHost: 127.0.0.1\r\nConnection: close\r\n\r\n".encode())
    answer = await reader.read()
    writer.close()
    head, _, body = answer.partition(b"\r\n\r\n")
    assert b" 200 " in head.partition(b"\r\n")[0], head
    return time.perf_counter() - begun, body


async def hammer(port: int, path: str, seconds: float, clients: int = CONNECTIONS) -> tuple[int, float]:
    """How many requests a few clients made, each on one connection, and in how many seconds."""
    until, done = time.perf_counter() + seconds, 0

    async def one() -> None:
        nonlocal done
        reader, writer = await asyncio.open_connection("127.0.0.1", port)
        request = f"GET {path} HTTP/1.1\r\nHost: 127.0.0.1\r\nAccept-Encoding: gzip\r\n\r\n".encode()
        while time.perf_counter() < until:
            writer.write(request)
            head = await reader.readuntil(b"\r\n\r\n")
            await reader.readexactly(int(re.findall(rb"content-length: (\d+)", head)[0]))
            assert b" 200 " in head[:15]
            done += 1
        writer.close()

    begun = time.perf_counter()
    await asyncio.gather(*(one() for _ in range(clients)))
    return done, time.perf_counter() - begun


def wrk(port: int, path: str, seconds: float) -> tuple[int, float]:
    """The same by wrk."""
    command = [
        "wrk",
        "-t1",
        f"-c{CONNECTIONS}",
        f"-d{max(1, round(seconds))}s",
        "-H",
        "Accept-Encoding: gzip",
        f"http://127.0.0.1:{port}{path}",
    ]
    said = subprocess.run(command, capture_output=True, text=True, check=True, timeout=seconds + 30).stdout
    assert "Non-2xx" not in said, said
    done, took = re.findall(r"(\d+) requests in ([\d.]+)s", said)[0]
    return int(done), float(took)


def questions(count: int, chance: random.Random) -> Iterator[str]:
    """Questions of one to four filters, none twice."""
    for number in range(count):
        day = FIRST + timedelta(days=chance.randrange(DAYS))
        west, south = 36 + chance.random() * 4, 32 + chance.random() * 4
        parts = [
            f"from={day}&to={day + timedelta(days=chance.randrange(1, 400))}",
            f"bbox={west:.3f},{south:.3f},{west + 1:.3f},{south + 1:.3f}",
            f"type={','.join(chance.sample(TYPES, 2))}",
            f"grade={chance.choice(GRADES)}",
            f"actor=a-{chance.randrange(60)}",
            f"q={quote(f'town {chance.randrange(2_000)}')}",
            "sort=-killed_best",
        ]
        yield f"/api/incidents?limit={100 - number % 20}&{'&'.join(chance.sample(parts, chance.randrange(1, 5)))}"


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--incidents", type=int, default=100_000)
    parser.add_argument("--seconds", type=float, default=5.0)
    parser.add_argument("--questions", type=int, default=200)
    parser.add_argument("--log", type=Path, help="Keep the log here, or measure the one that is here.")
    asked = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        root = asked.log or Path(folder) / "log"
        if not (root / "manifest.json").exists():
            make(root, asked.incidents)
        with server(root) as (port, process):
            measure(port, process, asked.seconds, list(questions(asked.questions, random.Random(2))))


def make(root: Path, count: int) -> None:
    """A log of so many incidents in two builds, the second with a few more; prints what noting the difference took."""
    log, whole = Log.create(root), list(records(count, random.Random(1)))
    for number, state in enumerate([whole[: -count // 100], whole]):
        shard, written = timed(lambda n=number, s=state: write_shard(root, "benchmark", "all", str(n) * 64, KINDS, s))
        run, noted = timed(lambda s=shard: note(log, [s], "0", datetime.now(UTC)))
        log.commit([shard], "0")
        came = f"{run.added['incidents']:,}" if run else "no"
        print(f"build {number + 1}: {came} incidents came; tables written in {written}; what changed noted in {noted}")


def timed(call: Callable[[], T]) -> tuple[T, str]:
    """What a call gives, and how long it took."""
    begun, spent = time.perf_counter(), time.process_time()
    found = call()
    return found, f"{time.perf_counter() - begun:.1f} s ({time.process_time() - spent:.1f} s of processor)"


def measure(port: int, process: int, seconds: float, asked: Sequence[str]) -> None:
    """Ask, and print what it took: by the clock, which hangs on what else the machine does, and of the server's processor time."""
    page = "/api/incidents?limit=100"
    first, body = asyncio.run(get(port, page))
    total, spent = json.loads(body)["total"], processor(process)
    print(f"{total:,} incidents; first page, with the tables made for it: {first:.1f} s ({spent:.1f} s of processor since the start)")
    used, rate = "wrk" if shutil.which("wrk") else "a client in Python", load(port, process, page, seconds)
    print(f"a page from memory, gzip, {CONNECTIONS} connections, {used}: {rate[0]:,.0f} requests/s; {rate[1]:,.0f} a second of processor")
    with bare() as (other, number):
        plain = load(other, number, "/", seconds)
    print(f"uvicorn alone with an answer of that size: {plain[0]:,.0f} requests/s; {plain[1]:,.0f} a second of processor;", end=" ")
    print(f"ours is {rate[1] / plain[1]:.2f} of it")
    begun = processor(process)
    times = [asyncio.run(get(port, path))[0] * 1000 for path in asked]
    spent = (processor(process) - begun) / len(asked) * 1000
    nine = statistics.quantiles(times, n=10)[-1]
    print(
        f"{len(times)} filtered questions, one after the other: median {statistics.median(times):.1f} ms, nine in ten under {nine:.1f} ms;"
    )
    print(f"{spent:.1f} ms of processor each; most memory of the server {memory(process)}")


def load(port: int, process: int, path: str, seconds: float) -> tuple[float, float]:
    """Requests a second by the clock, and a second of the server's processor time."""
    asyncio.run(get(port, path))
    begun = processor(process)
    done, took = wrk(port, path, seconds) if shutil.which("wrk") else asyncio.run(hammer(port, path, seconds))
    return done / took, done / max(processor(process) - begun, 0.01)


@contextmanager
def bare() -> Iterator[tuple[int, int]]:
    """The floor: uvicorn with an app that sends some packed bytes and does nothing else."""
    with subprocess.Popen([sys.executable, "-c", BARE], stdout=subprocess.PIPE, text=True) as process:
        try:
            assert process.stdout is not None
            yield int(process.stdout.readline()), process.pid
        finally:
            process.terminate()


def processor(process: int) -> float:
    """Seconds of processor that a process has used."""
    fields = (Path("/proc") / str(process) / "stat").read_text().rpartition(")")[2].split()
    return (int(fields[11]) + int(fields[12])) / os.sysconf("SC_CLK_TCK")


def memory(process: int) -> str:
    """The largest resident size of a process."""
    return re.findall(r"VmHWM:\s+(\d+ kB)", (Path("/proc") / str(process) / "status").read_text())[0]


if __name__ == "__main__":
    main()
