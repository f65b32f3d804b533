"""How well place names become places, how long it takes and how much memory, without and with a pack of Syria.

    python benchmarks/places.py [SHARED] [--gold] [--ucdp] [--speed] [--misses]

SHARED (default ../shared beside the checkout) holds eval/gold, eval/texts, data/ucdp and data/gazetteer. Prints

- UCDP: the names of places of UCDP GED's events in Syria 2018-2019 (where_prec 1 and 2), each resolved alone, without and with its
  province: the share of events within 1, 5 and 25 km of UCDP's point, the share that got a point, and the precision of every match level.
  The baseline takes the most populous place of exactly that name.
- gold: the places of annotated claims that have coordinates. All words of a document are resolved together, with its text as context.
- speed: seconds to make a pack of 35,000 places, milliseconds to resolve all places of a report with three packs, megabytes resident.
  Times are those of a core, so that other work on the machine does not count.

The packs are made from data/gazetteer into a temporary folder.
"""

import argparse
import csv
import gzip
import json
import resource
import subprocess
import sys
import tempfile
import time
from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from frontlog.claims.context import Context, build_context
from frontlog.claims.geo import km_between
from frontlog.claims.places import PlaceName, resolve_places
from frontlog.packs.keep import Wanted, add
from frontlog.reference.actors import load_actors
from frontlog.reference.gazetteer import Gazetteer, load_gazetteer
from frontlog.reference.packs import Pack
from frontlog.reference.placewords import split

ROOT = Path(__file__).resolve().parents[1]
NEAR = (1.0, 5.0, 25.0)
SPEED_PACKS = ("SY", "IQ", "UA")
Answer = tuple[tuple[float, float] | None, str]  # a point, and the level that it was found at


@dataclass(frozen=True, slots=True)
class Event:
    """One place of UCDP with how many events it has."""

    name: str
    province: str
    point: tuple[float, float]
    events: int


def events(path: Path) -> list[Event]:
    """Places that UCDP knows itself or within 25 km."""
    found: Counter[tuple[str, str, float, float]] = Counter()
    with gzip.open(path, "rt", encoding="utf-8") as file:
        for row in csv.DictReader(file):
            if row["where_prec"] in ("1.0", "2.0") and row["country"] == "Syria":
                found[row["where_coordinates"], row["adm_1"], float(row["latitude"]), float(row["longitude"])] += 1
    return [Event(name, province, (lat, lon), count) for (name, province, lat, lon), count in sorted(found.items())]


def ours(gazetteer: Gazetteer, province: bool) -> Callable[[Event], Answer]:
    """Our resolver, told the province or not."""
    context = Context("bench", None, ("SY",))

    def answer(event: Event) -> Answer:
        within = (event.province,) if province and event.province else ()
        ref = resolve_places([PlaceName(event.name, 0, len(event.name), within=within)], context, gazetteer)[0]
        return ((ref.lat, ref.lon) if ref.lat is not None and ref.lon is not None else None), ref.basis

    return answer


def baseline(gazetteer: Gazetteer) -> Callable[[Event], Answer]:
    """The most populous place of exactly that name in the country, place words taken off."""

    def answer(event: Event) -> Answer:
        found = [c.place for c in gazetteer.candidates(split(event.name).name, ("SY",)) if c.level == "exact" and c.place.country == "SY"]
        best = max(found, key=lambda place: (place.population, place.id), default=None)
        return ((best.lat, best.lon), "exact") if best else (None, "none")

    return answer


def score(rows: Iterable[tuple[Answer, tuple[float, float], int]]) -> tuple[list[float], dict[str, tuple[float, int]]]:
    """Shares within 1, 5 and 25 km and with a point, of all; and for each level its share within 5 km with the number it answered."""
    total, within, levels = 0, [0, 0, 0, 0], defaultdict(lambda: [0, 0])
    for (point, level), truth, weight in rows:
        total += weight
        if point is None:
            continue
        gone = km_between(point, truth)
        within = [n + weight * (gone <= limit) for n, limit in zip(within, (*NEAR, 1e9), strict=True)]
        levels[level][0] += weight * (gone <= NEAR[1])
        levels[level][1] += weight
    return [n / total for n in within], {level: (hits / n, n) for level, (hits, n) in levels.items()}


def line(name: str, shares: Sequence[float], levels: dict[str, tuple[float, int]]) -> str:
    """A row of the table."""
    told = ", ".join(f"{level} {share:.2f} of {n:,}" for level, (share, n) in sorted(levels.items(), key=lambda row: -row[1][1]))
    return f"{name:<42} " + " ".join(f"{share:6.1%}" for share in shares) + f"   {told}"


HEAD = f"{'':<42} {'1 km':>6} {'5 km':>6} {'25 km':>6} {'point':>6}   share within 5 km by level"


def ucdp(shared: Path, pack: Pack, misses: bool) -> None:
    """The table of UCDP's places."""
    rows = events(shared / "data/ucdp/ucdp_ged_syria_2018_2019.csv.gz")
    bare, packed = load_gazetteer(), load_gazetteer((pack,))
    print(f"UCDP Syria 2018-2019: {len(rows):,} places, {sum(r.events for r in rows):,} events\n{HEAD}")
    for name, answer in (
        ("baseline, bundled", baseline(bare)),
        ("baseline, pack", baseline(packed)),
        ("bundled", ours(bare, False)),
        ("bundled, province", ours(bare, True)),
        ("pack", ours(packed, False)),
        ("pack, province", ours(packed, True)),
    ):
        found = [(answer(event), event.point, event.events) for event in rows]
        print(line(f"{name}, events", *score(found)))
        print(line(f"{name}, places", *score((a, p, 1) for a, p, _ in found)))
        if misses and name.startswith("pack"):
            _misses(rows, found)


def _misses(rows: Sequence[Event], found: Sequence[tuple[Answer, tuple[float, float], int]]) -> None:
    wrong = [
        (event.events, event.name, event.province, level, round(km_between(point, event.point)) if point else None)
        for event, ((point, level), _, _) in zip(rows, found, strict=True)
        if point is None or km_between(point, event.point) > NEAR[1]
    ]
    for row in sorted(wrong, key=lambda row: -row[0])[:40]:
        print("   ", *row)


def documents(shared: Path) -> Iterator[tuple[str, Context, list[tuple[PlaceName, tuple[float, float] | None]]]]:
    """Each annotated document with its place words, once each, and their points (None: not known to the annotator either)."""
    for path in sorted((shared / "eval/gold").glob("*.json")):
        gold = json.loads(path.read_text(encoding="utf-8"))
        text = _text(shared, gold["doc"])
        words: dict[str, tuple[float, float] | None] = {}
        for claim in gold["claims"]:
            for place in claim["place"]:
                point = (place["lat"], place["lon"]) if place.get("lat") is not None else None
                words[place["text"]] = words.get(place["text"]) or point
        names = [(PlaceName(w, at, at + len(w)), point) for w, point in words.items() for at in (max(0, text.find(w)),)]
        if names:
            yield gold["doc"], build_context(text, load_actors(), load_gazetteer(), outlet=gold["outlet"]), names


def _text(shared: Path, name: str) -> str:
    for folder in ("eval/texts", "seeds"):
        if (shared / folder / name).exists():
            return (shared / folder / name).read_text(encoding="utf-8", errors="replace")
    raise FileNotFoundError(f"no text {name} under {shared}: name the folder that holds eval/ and seeds/")


def gold(shared: Path, packs: Sequence[Pack], misses: bool) -> None:
    """The table of annotated places."""
    rows = list(documents(shared))
    print(
        f"\nGold: {sum(p is not None for _, _, names in rows for _, p in names):,} places with coordinates in {len(rows)} documents\n{HEAD}"
    )
    bare, packed = load_gazetteer(), load_gazetteer(tuple(packs))
    told = " ".join(pack.name for pack in packs)
    for name, gazetteer in (("baseline, bundled", None), ("bundled", bare), (f"packs {told}", packed)):
        found: list[tuple[Answer, tuple[float, float], int]] = []
        for document, context, names in rows:
            answers = _resolved(names, context, gazetteer) if gazetteer else [_populous(n, context, bare) for n, _ in names]
            for (said, point), answer in zip(names, answers, strict=True):
                if point is not None:
                    found.append((answer, point, 1))
                    if misses and gazetteer is bare and (answer[0] is None or km_between(answer[0], point) > NEAR[2]):
                        print("   ", document[:12], said.text, point, answer)
        print(line(name, *score(found)))


def _resolved(names: Sequence[tuple[PlaceName, object]], context: Context, gazetteer: Gazetteer) -> list[Answer]:
    refs = resolve_places([name for name, _ in names], context, gazetteer)
    return [((ref.lat, ref.lon) if ref.lat is not None and ref.lon is not None else None, ref.basis) for ref in refs]


def _populous(name: PlaceName, context: Context, gazetteer: Gazetteer) -> Answer:
    found = [c.place for c in gazetteer.candidates(split(name.text).name, context.countries[:2]) if c.level == "exact"]
    best = max(found, key=lambda place: (place.population, place.id), default=None)
    return ((best.lat, best.lon), "exact") if best else (None, "none")


def speed(shared: Path, folder: Path) -> None:
    """Seconds, milliseconds and megabytes."""
    begun, used = time.perf_counter(), time.process_time()
    made = [add([shared / f"data/gazetteer/wof_{code}.tsv.gz"], folder, Wanted()) for code in SPEED_PACKS]
    seconds, used = time.perf_counter() - begun, time.process_time() - used
    size = sum(m.pack.places for m in made)
    share = 35_000 / size
    print(f"\nSpeed: {len(made)} packs of {size:,} places made")
    print(f"a pack of 35,000 places takes {share * used:.1f} s of a core ({share * seconds:.1f} s by the clock)")
    code = (
        f"import sys; sys.path.insert(0, {str(ROOT)!r}); from benchmarks.places import measure; measure({str(shared)!r}, {str(folder)!r})"
    )
    subprocess.run([sys.executable, "-c", code], check=True)  # a process of its own, for memory that nothing else used


def measure(shared: str, folder: str) -> None:
    """Resolve the places of every annotated report with the packs of a folder."""
    from frontlog.reference.packs import installed

    begun = time.process_time()
    gazetteer = load_gazetteer(installed(Path(folder)))
    gazetteer.candidates("Aleppo", ("SY",))
    opened = time.process_time() - begun
    rows = list(documents(Path(shared)))
    before = _resident()
    cold, warm = _times(rows, gazetteer), _times(rows, gazetteer)
    print(f"three packs opened with the bundled places in {opened * 1000:.0f} ms")
    for name, times in (("first", cold), ("again", warm)):
        ordered = sorted(times)
        print(
            f"places of a report, {name}: median {ordered[len(ordered) // 2]:.1f} ms, nine in ten {ordered[len(ordered) * 9 // 10]:.1f} ms"
        )
    print(f"resident {_resident():.0f} MB (texts and actors of the benchmark: {before:.0f} MB)")


def _times(rows: Sequence[tuple[str, Context, Sequence[tuple[PlaceName, object]]]], gazetteer: Gazetteer) -> list[float]:
    out = []
    for _, context, names in rows:
        begun = time.process_time()
        resolve_places([name for name, _ in names], context, gazetteer)
        out.append((time.process_time() - begun) * 1000)
    return out


def _resident() -> float:
    """Most memory that the process had so far, in MB."""
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("shared", nargs="?", type=Path, default=ROOT.parent / "shared")
    for part in ("gold", "ucdp", "speed", "misses"):
        parser.add_argument(f"--{part}", action="store_true")
    args = parser.parse_args()
    every = not (args.gold or args.ucdp or args.speed)
    with tempfile.TemporaryDirectory() as room:
        packs = [
            add([args.shared / f"data/gazetteer/wof_{code}.tsv.gz"], Path(room) / "packs", Wanted()).pack for code in ("SY", "IQ", "YE")
        ]
        if every or args.ucdp:
            ucdp(args.shared, packs[0], args.misses)
        if every or args.gold:
            gold(args.shared, packs, args.misses)
        if every or args.speed:
            speed(args.shared, Path(room) / "speed")


if __name__ == "__main__":
    main()
