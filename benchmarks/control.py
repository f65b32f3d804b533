"""How well the room `control` names holders when the claims are right: annotated claims in, score_control.py's figures out.

    python benchmarks/control.py [SHARED] [--misses]

SHARED (default ../shared) holds eval/gold and eval/control.csv; it is only read. The claims of the five seeds are turned into
Claim records with the annotators' places and actors: what is measured is effects and timeline, without the extractor's errors.
"""

import argparse
import csv
import json
import sys
import tempfile
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path
from typing import Any

from frontlog.control.effects import effects
from frontlog.control.sides import Sides, register
from frontlog.control.timeline import timeline
from frontlog.model import (
    ActorRef,
    Claim,
    ControlState,
    Loss,
    Origin,
    Piece,
    PlaceRef,
    Span,
    TimeRef,
    record_id,
)
from frontlog.reference.placenames import fold

GOLD = Origin("gold", "1")


@dataclass(frozen=True)
class GoldSides:
    """The shipped register, after the annotators' own parents for actors that it does not list (persons above all)."""

    parents: Mapping[str, Sequence[str]]
    register: Sides = field(default_factory=register)

    def side(self, actor: str, country: str, day: date | None) -> str:
        return self.register.side(self._known(actor), country, day)

    def guest(self, actor: str, country: str) -> bool:
        return self.register.guest(self._known(actor), country)

    def allied(self, a: str, b: str, country: str, day: date | None) -> bool:
        return self.register.allied(self._known(a), self._known(b), country, day)

    def name(self, actor: str) -> str:
        return self.register.name(actor)

    def speaker(self, outlet: str) -> str:
        return self.register.speaker(outlet)

    def _known(self, actor: str) -> str:
        while not self.register.name(actor) and self.parents.get(actor):
            actor = self.parents[actor][0]
        return actor


def gold_claims(folder: Path, pattern: str = "00*.json") -> Iterator[Claim]:
    """Annotated claims as records."""
    for path in sorted(folder.glob(pattern)):
        data = json.loads(path.read_text(encoding="utf-8"))
        at = 0
        for number, row in enumerate(data["claims"]):
            yield _claim(data["doc"], number, row, at)
            at += len(row["evidence"]) + 1


def _claim(document: str, number: int, row: Mapping[str, Any], at: int) -> Claim:
    quote = row["evidence"]

    def offsets(text: str) -> tuple[int, int]:
        found = quote.find(text) if text else -1
        return (at + found, at + found + len(text)) if found >= 0 else (-1, -1)

    def actors(items: Sequence[Mapping[str, Any]]) -> tuple[ActorRef, ...]:
        return tuple(ActorRef(a["text"], *offsets(a["text"]), a["id"], a["id"]) for a in items)

    when = row["time"]
    return Claim(
        id=record_id("c", document, number, row["type"], row["trigger"]),
        document=document,
        evidence=Span(document, at, at + len(quote), quote),
        type=row["type"],
        trigger=Piece(row["trigger"], *offsets(row["trigger"])),
        agent=actors(row["agent"]),
        target=actors(row["target"]),
        place=tuple(_place(p, offsets(p["text"])) for p in row["place"]),
        time=TimeRef(when["text"], *offsets(when["text"]), _day(when["start"]), _day(when["end"]), "day", "gold"),
        modality=row["modality"],
        certainty=row["certainty"],
        source=Piece(row["source"], *offsets(row["source"])) if row["source"] else None,
        source_id="",
        losses=tuple(
            Loss(x["side"], x["kind"], x["min"], x["max"], x.get("what", ""), x["text"], *offsets(x["text"])) for x in row["losses"]
        ),
        objects=tuple(Piece(x, *offsets(x)) for x in row["objects"]),
        confidence=1.0,
        origin=GOLD,
    )


def _place(p: Mapping[str, Any], at: tuple[int, int]) -> PlaceRef:
    located = isinstance(p["lat"], int | float)
    return PlaceRef(
        p["text"], *at, f"n-{fold(p['name'])}", p["name"], p["lat"], p["lon"], 2000 if located else None, p["relation"], "", "exact"
    )


def _day(text: str | None) -> date | None:
    return date.fromisoformat(text) if text else None


def score(states: Sequence[ControlState], shared: Path, misses: bool) -> str:
    """What score_control.py prints for the states."""
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "control.csv"
        with path.open("w", newline="", encoding="utf-8") as f:
            out = csv.writer(f)
            out.writerow(["place_name", "latitude", "longitude", "valid_from", "valid_to", "holder", "state"])
            for s in states:
                out.writerow([s.place_name, s.lat, s.lon, s.start, s.end or "", s.holder, s.state])
        sys.path.insert(0, str(shared / "eval"))
        import io
        from contextlib import redirect_stdout

        import score_control

        argv, sys.argv = sys.argv, ["score_control", str(shared / "eval/control.csv"), str(path), *(["--misses"] if misses else [])]
        text = io.StringIO()
        with redirect_stdout(text):
            score_control.main()
        sys.argv = argv
    return text.getvalue()


def main() -> None:
    ask = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    ask.add_argument("shared", nargs="?", type=Path, default=Path("../shared"))
    ask.add_argument("--misses", action="store_true")
    ask.add_argument("--show", default="", help="print the intervals of places whose name contains this")
    args = ask.parse_args()
    rows = json.loads((args.shared / "eval/actors.json").read_text(encoding="utf-8"))
    sides = GoldSides({actor: row.get("parents", []) for actor, row in rows.items()})
    claims = list(gold_claims(args.shared / "eval/gold"))
    found = list(effects(claims, sides=sides))
    states = list(timeline(found, [], sides=sides))
    print(f"claims {len(claims)}  effects {len(found)}  intervals {len(states)}")
    print(score(states, args.shared, args.misses), end="")
    if args.show:
        for s in states:
            if args.show.lower() in s.place_name.lower():
                print(f"{s.place_name}: {s.start} .. {s.end} {s.state} {s.holder} ring={s.besieged_by} p={s.probability}")
                for e in s.evidence:
                    print(f"      {e.weight:+.2f} {e.reason}")


if __name__ == "__main__":
    main()
