"""200 clients at once for two minutes against the server of an invented week, on loopback.

    python benchmarks/load.py [--clients 200] [--seconds 120]

Each client keeps its connection and asks for lists with filters, records, explanations, the page and exports in turn, without a pause. The
server is a process of its own, as `frontlog serve` starts it. Prints requests, errors, requests a second, the slowest, and the server's
memory (RSS) every ten seconds. Ends with 1 where an answer was no 200, or where memory in the last quarter is more than a tenth above that
in the second one.
"""

import argparse
import asyncio
import subprocess
import sys
import tempfile
import time
from collections import Counter
from itertools import cycle
from pathlib import Path

import httpx

ROOT = Path(__file__).resolve().parents[1]
PATHS = (
    "/api/incidents?limit=20", "/api/claims?q=convoy", "/api/control?on=2031-03-04", "/api/documents", "/api/contradictions",
    "/api/places?format=geojson", "/api/claims?type=capture&format=csv", "/api/export/incidents_acled.csv", "/", "/app.js", "/api/bundle",
    "/api/sources", "/api/sitrep/2031-03-05?days=5", "/api/changes", "/api/incidents?known_at=2031-03-04",
)  # fmt: skip
SERVER = """
import sys
from pathlib import Path
sys.path[:0] = [{src!r}, {tests!r}]
from frontlog.server.run import serve
from support.logs import build
from support.sample import week
log, _ = build(Path(sys.argv[1]) / "log", [row for rows in week().rows.values() for row in rows])
serve(log, 0)
"""


def memory(process: int) -> float:
    """Resident memory of a process in MB."""
    for line in Path(f"/proc/{process}/status").read_text().splitlines():
        if line.startswith("VmRSS:"):
            return int(line.split()[1]) / 1000
    return 0.0


async def client(number: int, base: str, end: float, told: Counter[str], times: list[float]) -> None:
    """One client: asks until the time is up."""
    paths = cycle(PATHS[number % len(PATHS) :] + PATHS[: number % len(PATHS)])
    async with httpx.AsyncClient(base_url=base, timeout=60, limits=httpx.Limits(max_connections=1)) as session:
        while time.monotonic() < end:
            path, begun = next(paths), time.monotonic()
            try:
                answer = await session.get(path)
                told["200" if answer.status_code == 200 else f"{answer.status_code} {path}"] += 1
            except httpx.HTTPError as error:
                told[f"{type(error).__name__} {path}"] += 1
            times.append(time.monotonic() - begun)


async def load(base: str, process: int, clients: int, seconds: float) -> tuple[Counter[str], list[float], list[float]]:
    """All clients, and the memory of the server meanwhile."""
    told: Counter[str] = Counter()
    times: list[float] = []
    held: list[float] = []
    end = time.monotonic() + seconds
    tasks = [asyncio.create_task(client(number, base, end, told, times)) for number in range(clients)]
    while time.monotonic() < end:
        await asyncio.sleep(min(10.0, seconds / 8))
        held.append(memory(process))
        print(f"{told.total():,} requests, {told.total() - told['200']} errors, {held[-1]:.0f} MB", flush=True)
    await asyncio.gather(*tasks)
    return told, times, held


def main() -> int:
    """Run it. Returns the exit code."""
    ask = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    ask.add_argument("--clients", type=int, default=200)
    ask.add_argument("--seconds", type=float, default=120.0)
    args = ask.parse_args()
    code = SERVER.format(src=str(ROOT / "src"), tests=str(ROOT / "tests"))
    with tempfile.TemporaryDirectory() as folder:
        server = subprocess.Popen([sys.executable, "-c", code, folder], stdout=subprocess.PIPE, text=True)
        try:
            assert server.stdout is not None
            base = server.stdout.readline().split()[0].rstrip("/")
            with httpx.Client(base_url=base, timeout=60) as first:
                for path in PATHS:
                    first.get(path).raise_for_status()
            told, times, held = asyncio.run(load(base, server.pid, args.clients, args.seconds))
        finally:
            server.terminate()
            server.wait(10)
    errors = {what: count for what, count in told.items() if what != "200"}
    times.sort()
    half, most = times[len(times) // 2], times[-1]
    print(f"{args.clients} clients, {args.seconds:g} s: {told['200']:,} answers, {sum(errors.values())} errors {errors or ''}")
    print(f"{told['200'] / args.seconds:,.0f} answers a second; the middle one took {half:.2f} s, the slowest {most:.2f} s")
    second, last = held[len(held) // 4 : len(held) // 2] or held[:1], held[-max(1, len(held) // 4) :]
    print(f"memory {sum(second) / len(second):.0f} MB in the second quarter, {sum(last) / len(last):.0f} MB in the last")
    return 1 if errors or sum(last) / len(last) > 1.1 * sum(second) / len(second) else 0


if __name__ == "__main__":
    sys.exit(main())
