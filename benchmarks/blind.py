"""Claims and actors of reports of our own that no rule and no training has seen: the judge of what comes after.

    python benchmarks/blind.py [--set 1|2|3] [--shared FOLDER] [--half open|held|both] [--errors] [--examples KIND] [--actors]
        [--reader both|rules|tagger] [--cache FOLDER] [--reports FILE ...]

Set 1 (benchmarks/blind/, forty reports, written as training/corpus is) tells of wars other than Syria's in the manners of agencies,
ministries, presidencies, the UN, monitors, day pages, newspapers and channels. Set 2 (benchmarks/blind2/, thirty-six reports by a second
hand, on other wars) has the mixture of kinds of the evaluation data. Set 3 (benchmarks/blind3/, thirty-two reports by two more hands) has
the shapes of real reports that were read before, in the density of these. Scored by score_claims.py of the evaluation data, whose table of
actors is joined by the cast of each report and by the parents of our registry. Rules may be mended on the open half, chosen by the hash of
a report's name; of the held half nothing but totals is ever printed. `--reports` takes other files of the same notation in their place, all
of them open: a round of reports is written, annotated and run once before any rule is mended on it (docs/measurements.md). `--actors`
resolves every participant that has an id (benchmarks/actors.py).
"""

import argparse
import json
from collections.abc import Iterator, Sequence
from hashlib import sha256
from pathlib import Path
from types import ModuleType
from typing import Any

from benchmarks import actors, slots
from training.notation.convert import to_guide
from training.notation.parse import parse_file
from training.notation.records import Report

from frontlog.model import Raw
from frontlog.reference.actors import load_actors

FOLDER = Path(__file__).resolve().parent / "blind"
FOLDERS = {"1": FOLDER, "2": FOLDER.with_name("blind2"), "3": FOLDER.with_name("blind3")}
HALVES = ("open", "held")


def halves(which: str = "1") -> Iterator[tuple[str, Report]]:
    """Every report of a set with its half: those whose name has a smaller hash are open."""
    reports = [report for path in sorted(FOLDERS[which].glob("*.txt")) for report in parse_file(path)]
    ranked = sorted(reports, key=lambda r: sha256(f"blind {r.id}".encode()).digest())
    for number, report in enumerate(ranked):
        yield HALVES[2 * number >= len(ranked)], report


def raw(report: Report) -> Raw:
    """A report as a line of JSON, as a feed would give it."""
    body = report.text.removeprefix(report.title).strip()
    row = {"title": report.title, "text": body, "outlet": report.outlet, "date": str(report.published or "")}
    content = json.dumps({key: value for key, value in row.items() if value}, ensure_ascii=False).encode()
    return slots.raw(f"{report.id}.json", content, "application/x-frontlog+json")


class Cast:
    """The scorer's table of actors with a report's cast in it, while that report is scored."""

    def __init__(self, score: ModuleType) -> None:
        self.score = score
        self.names, self.parents = dict(score.NAMES), dict(score.PARENTS)

    def enter(self, report: Report) -> None:
        """Names and parents of the actors that the evaluation's table lacks."""
        self.score.NAMES.clear()
        self.score.NAMES.update(self.names)
        registry = load_actors()
        for actor in registry:
            self.score.PARENTS.setdefault(actor.id, list(registry.ancestors(actor.id)))
        for entity in report.cast:
            if entity.kind != "place" and entity.id not in self.parents:
                self.score.NAMES[self.score.clean(entity.id)] = entity.id
                self.score.NAMES.setdefault(self.score.clean(entity.name), entity.id)


def claims(report: Report) -> list[dict[str, Any]]:
    """The annotated claims in the form of the guide."""
    found: list[dict[str, Any]] = to_guide(report)["claims"]
    return found


def wanted(args: argparse.Namespace) -> list[tuple[str, Report]]:
    """The reports that are asked for, each with its half."""
    if args.reports:
        return [("open", report) for path in args.reports for report in parse_file(path)]
    return [(which, report) for which, report in halves(args.set) if args.half in (which, "both")]


def of_claims(score: ModuleType, args: argparse.Namespace) -> Iterator[str]:
    """The figures of each half, and what is wrong on the open one."""
    cast, tallies = Cast(score), {name: slots.Tally() for name in HALVES}
    for half, report in wanted(args):
        cast.enter(report)
        slots.compare(score, report.id, claims(report), slots.extract(raw(report), args.reader, args.cache), tallies[half])
    yield from (slots.line(name, tally) for name, tally in tallies.items() if tally.gold)
    if args.errors and tallies["open"].gold:
        yield from slots.table(tallies["open"])
    yield from (f"   {told}" for told in tallies["open"].examples.get(args.examples, ()))


def of_actors(score: ModuleType, args: argparse.Namespace) -> Iterator[str]:
    """How many participants are resolved, and which ones of the open half are not."""
    cast, tallies = Cast(score), {name: actors.Tally() for name in (*HALVES, "all")}
    for half, report in wanted(args):
        cast.enter(report)
        actors.measure(score, claims(report), raw(report), args.cache, tallies[half], tallies["all"])
    yield from (row for row in actors.table(tallies) if "war " not in row)
    if args.errors:
        yield from actors.wrong(tallies["open"])


def main(given: Sequence[str] | None = None) -> None:
    ask = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    ask.add_argument("--shared", type=Path, default=slots.ROOT.parent / "shared")
    ask.add_argument("--set", choices=sorted(FOLDERS), default="1", help="which reports: benchmarks/blind, blind2 or blind3")
    ask.add_argument("--half", choices=(*HALVES, "both"), default="both")
    ask.add_argument("--errors", action="store_true", help="what is wrong on the open half")
    ask.add_argument("--examples", default="", help="kind of error to print the open half's cases of (see the table's columns)")
    ask.add_argument("--actors", action="store_true", help="who is meant, instead of claims")
    ask.add_argument("--reader", choices=("both", "rules", "tagger"), default="both")
    ask.add_argument("--cache", type=Path, help="folder that keeps what the tagger read")
    ask.add_argument("--reports", type=Path, nargs="+", help="files of reports to score instead, all open")
    args = ask.parse_args(given)
    rows = (of_actors if args.actors else of_claims)(slots.scorer(args.shared), args)
    print("\n".join(rows))


if __name__ == "__main__":
    main()
