"""Truth of the incident set: `# ev E1 E2 -` under the claim lines of a sentence gives the event of each of them, in their order.

python -m training.incidents.events check training/incidents/*.txt     errors, then what the set holds
python -m training.incidents.events list FILE                          each event with its tellings
python -m training.incidents.events json FILES > truth.json            rows: bundle, report, nth, trigger, start, event, ...
"""

import json
import re
import sys
from collections import Counter, defaultdict
from dataclasses import dataclass
from pathlib import Path

from training.notation.parse import parse
from training.notation.records import Claim, Report


@dataclass(frozen=True, slots=True)
class Telling:
    """One claim and the event that it tells. `event` is unique over all files; a claim marked `-` has an event of its own."""

    bundle: str
    report: Report
    nth: int
    claim: Claim
    event: str
    alone: bool
    camp: str
    copy_of: str


def labels_of(lines: list[str], path: Path) -> tuple[dict[int, str], dict[str, tuple[str, str]], list[str]]:
    """By line of the claim its label; by report its camp and what it copies; errors."""
    labels: dict[int, str] = {}
    heads: dict[str, tuple[str, str]] = {}
    errors: list[str] = []
    waiting: list[int] = []
    report = ""
    for number, raw in enumerate(lines, start=1):
        words = raw.strip()
        if match := re.fullmatch(r"===\s*(\S+)", words):
            report = match[1]
            heads[report] = ("", "")
        elif match := re.fullmatch(r"# camp: (\S+)", words):
            heads[report] = (match[1], heads[report][1])
        elif match := re.fullmatch(r"# copy of: (\S+ \S+)", words):
            heads[report] = (heads[report][0], match[1])
        if words.startswith("- "):
            waiting.append(number)
        elif words.startswith("# ev "):
            given = words.split()[2:]
            if len(given) != len(waiting):
                errors.append(f"{path}:{number}: {len(given)} labels for {len(waiting)} claims")
            labels.update(zip(waiting, given, strict=False))
            waiting = []
        elif waiting:
            errors.append(f"{path}:{waiting[0]}: claims without '# ev'")
            waiting = []
    return labels, heads, errors


def load(path: Path) -> tuple[list[Telling], list[str]]:
    """All claims of one file with their events, and the errors."""
    text = path.read_text(encoding="utf-8")
    reports, wrong = parse(text)
    labels, heads, errors = labels_of(text.splitlines(), path)
    errors += [f"{path}:{error.line}: {error.what}" for error in wrong]
    found = []
    for report in reports:
        for nth, claim in enumerate(report.claims):
            label = labels.get(claim.line, "")
            if not label:
                errors.append(f"{path}:{claim.line}: no label")
            own = label in ("", "-")
            event = f"{path.stem}/{report.id}#{nth}" if own else f"{path.stem}/{label}"
            camp, copied = heads.get(report.id, ("", ""))
            found.append(Telling(path.stem, report, nth, claim, event, own, camp, copied))
    return found, errors


def counted(found: list[Telling]) -> str:
    """Counts that the brief asks for."""
    reports: dict[str, set[str]] = defaultdict(set)
    claims: dict[str, int] = defaultdict(int)
    for telling in found:
        reports[telling.event].add(telling.report.id)
        claims[telling.event] += 1
    spread: dict[int, int] = defaultdict(int)
    for told in reports.values():
        spread[len(told)] += 1
    pairs = sum(count * (count - 1) // 2 for count in claims.values())
    return (
        f"{len({t.report.id for t in found})} reports, {len(found)} claims, {len(reports)} events, "
        f"{sum(len(told) > 1 for told in reports.values())} told by two or more reports; by number of reports "
        f"{dict(sorted(spread.items()))}; {pairs} pairs of claims tell the same event"
    )


def main() -> int:
    if len(sys.argv) < 3 or sys.argv[1] not in ("check", "list", "json"):
        print(__doc__, file=sys.stderr)
        return 2
    found: list[Telling] = []
    failed = 0
    for path in map(Path, sys.argv[2:]):
        told, errors = load(path)
        found += told
        failed += len(errors)
        for error in errors:
            print(error, file=sys.stderr)
    if sys.argv[1] == "check":
        print(counted(found))
    elif sys.argv[1] == "json":
        times = Counter(t.event for t in found)
        rows = [
            {
                "bundle": t.bundle, "report": t.report.id, "nth": t.nth, "trigger": t.claim.trigger.text, "start": t.claim.trigger.start,
                "event": t.event, "told_once": times[t.event] == 1, "camp": t.camp, "copy_of": t.copy_of,
            }
            for t in found
        ]  # fmt: skip
        print(json.dumps(rows, ensure_ascii=False, indent=1))
    else:
        for event in sorted({t.event for t in found if not t.alone}):
            print(event)
            for t in found:
                if t.event == event:
                    places = ", ".join(role.entity.name for role in t.claim.place)
                    sides = " -> ".join("/".join(r.entity.id or r.piece.text for r in side) for side in (t.claim.agent, t.claim.target))
                    tolls = ", ".join(f"{x.side or '?'} {x.kind} {x.min}..{x.max}" for x in t.claim.losses)
                    print(
                        f"    {t.report.id:22s} {t.claim.modality[:4]} {t.claim.type} [{t.claim.trigger.text}] {sides} @ {places} "
                        f"{t.claim.when.start}..{t.claim.when.end} {tolls}"
                    )
    return 1 if failed else 0


if __name__ == "__main__":
    sys.exit(main())
