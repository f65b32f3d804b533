"""How well beliefs are calibrated where the truth is known: a made-up war of two camps (belief_world.py), reports in, beliefs out.

    python benchmarks/belief.py [--events 600] [--seeds 3]

Each event's claims, with copies and quotations, go through linking and the table of beliefs as in a build. Compared with the share of all
reports that say it happened, among those that say yes or no, with that share of origins (reports that are no copies), and of voices (who is
quoted twice counts once). Printed by world and over all: Brier score, expected calibration error in ten bins, how often the more probable
of true and invented is right, and what is said against what is true.
"""

import argparse
import resource
import time
from collections.abc import Sequence

from belief_world import WORLDS, TwoCamps, World, world

from frontlog.incidents.link import link
from frontlog.model import Incident

OF = ("reports", "origins", "voices")
Pairs = list[tuple[float, bool]]  # probability, truth


def beliefs(made: World) -> dict[int, float]:
    """The belief of the incident that holds most of an event's claims."""
    best: dict[int, tuple[int, float]] = {}
    for row in link(made.claims, made.copies, made.documents, [], TwoCamps()):
        if isinstance(row, Incident) and row.belief is not None:
            event = made.event[row.claims[0]]
            best[event] = max(best.get(event, (0, 0.0)), (len(row.claims), row.belief))
    return {event: value for event, (_, value) in best.items()}


def shares(made: World, of: str) -> dict[int, float]:
    """The share of reports, of origins, or of voices, that say yes."""
    original = {c.id for c in made.copies if not c.copy_of}
    outlets = {d.id: d.outlet for d in made.documents}
    said: dict[int, dict[str, bool]] = {}
    for claim in made.claims:
        if claim.document in original or of == "reports":
            speaker = claim.source_id or TwoCamps().speaker(outlets[claim.document])
            key = (speaker or outlets[claim.document]) if of == "voices" else claim.document
            said.setdefault(made.event[claim.id], {})[key] = claim.modality == "actual"
    return {event: sum(found.values()) / len(found) for event, found in said.items()}


def brier(pairs: Pairs) -> float:
    return sum((p - t) ** 2 for p, t in pairs) / len(pairs)


def bins(pairs: Pairs) -> list[tuple[float, int, float]]:
    """Mean of what is said, how many, share that is true: ten bins."""
    cells: list[Pairs] = [[] for _ in range(10)]
    for p, t in pairs:
        cells[min(9, int(p * 10))].append((p, t))
    return [(sum(p for p, _ in c) / len(c), len(c), sum(t for _, t in c) / len(c)) for c in cells if c]


def ece(pairs: Pairs) -> float:
    return sum(n * abs(said - right) for said, n, right in bins(pairs)) / len(pairs)


def show(name: str, pairs: Pairs) -> None:
    right = sum((p >= 0.5) == t for p, t in pairs) / len(pairs)
    print(f"  {name:22s} {len(pairs):5d} events  Brier {brier(pairs):.3f}  ECE {ece(pairs):.3f}  right {right:.3f}")


def main() -> None:
    ask = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    ask.add_argument("--events", type=int, default=600)
    ask.add_argument("--seeds", type=int, default=3)
    args = ask.parse_args()
    totals: dict[str, Pairs] = {"Frontlog": [], **{f"majority of {of}": [] for of in OF}}
    start = time.process_time()
    for name, habits in WORLDS.items():
        here: dict[str, Pairs] = {method: [] for method in totals}
        for seed in range(args.seeds):
            made = world(seed, args.events, habits)
            told = {"Frontlog": beliefs(made), **{f"majority of {of}": shares(made, of) for of in OF}}
            events: Sequence[int] = sorted(set.intersection(*(set(found) for found in told.values())))
            for method, found in told.items():
                here[method] += [(found[event], made.truth[event]) for event in events]
        print(f"{name}: {sum(t for _, t in here['Frontlog']) / len(here['Frontlog']):.2f} of the events told are true")
        for method, pairs in here.items():
            show(method, pairs)
            totals[method] += pairs
    print("all")
    for method, pairs in totals.items():
        show(method, pairs)
    print(f"Brier of Frontlog over that of the majority of origins: {brier(totals['Frontlog']) / brier(totals['majority of origins']):.2f}")
    print("said, events, true: " + "; ".join(f"{said:.2f} {n} {right:.2f}" for said, n, right in bins(totals["Frontlog"])))
    print(f"{time.process_time() - start:.1f} s of processor, {resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024} MB")


if __name__ == "__main__":
    main()
