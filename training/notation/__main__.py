"""Command line: python -m training.notation check|stats|convert|show FILE..."""

import argparse
import json
import sys
from pathlib import Path

from training.notation.check import counts, warnings
from training.notation.convert import to_guide, to_spans
from training.notation.parse import parse
from training.notation.records import Report

DENSE = 0.9  # claims a sentence, from which on reports are denser than real ones


def load(paths: list[Path]) -> tuple[list[tuple[Path, Report]], int]:
    """All reports of the files; errors go to stderr as `file:line: what`, and are counted."""
    found: list[tuple[Path, Report]] = []
    failed = 0
    for path in paths:
        try:
            text = path.read_text(encoding="utf-8")
        except (OSError, UnicodeDecodeError) as error:
            print(f"{path}: cannot be read: {error}", file=sys.stderr)
            failed += 1
            continue
        reports, errors = parse(text)
        for wrong in errors:
            print(f"{path}:{wrong.line}: {wrong.what} {wrong.fix}".rstrip(), file=sys.stderr)
        failed += len(errors)
        found += [(path, report) for report in reports]
    return found, failed


def show(report: Report) -> None:
    """The claims as a reader would list them, to proofread."""
    print(f"=== {report.id} ({report.published}, {report.outlet})")
    for claim in report.claims:
        sides = " -> ".join(
            ", ".join(f"{'~' if r.implied else ''}{r.entity.name}" for r in roles) or "?" for roles in (claim.agent, claim.target)
        )
        places = ", ".join(f"{r.relation} {r.entity.name}" for r in claim.place)
        tolls = ", ".join(f"{loss.side or '?'} {loss.kind} {loss.min}..{loss.max}" for loss in claim.losses)
        told = "" if claim.certainty == "asserted" else f" {claim.certainty} ({claim.source.piece.text if claim.source else ''})"
        days = f"{claim.when.start}..{claim.when.end}"
        print(f"{claim.line:5d} {claim.modality} {claim.type} [{claim.trigger.text}] {sides} | {places} | {days}{told} {tolls}".rstrip())


def run(command: str, paths: list[Path], out: Path | None, guide: bool) -> int:
    """One command over all files; 1 when something could not be read."""
    found, failed = load(paths)
    if command == "check":
        second = [(path, line, text) for path, report in found for line, text in warnings(report)]
        for path, line, text in second:
            print(f"{path}:{line}: look: {text}")
        claims = sum(len(report.claims) for _, report in found)
        print(f"{len(found)} reports, {claims} claims, {failed} errors, {len(second)} to look at")
        sentences = sum(len(report.sentences) for _, report in found)
        if claims > DENSE * sentences:
            print(
                f"look: {claims / sentences:.2f} claims a sentence; annotated wires, wikis, addresses and day pages have .45 to .67, and "
                "half of their sentences none. Write more that is no claim: background, motives, geography, reactions, what is not known."
            )
    elif command == "stats":
        for name, table in counts(tuple(report for _, report in found)).items():
            print(f"{name}: " + ", ".join(f"{key} {value}" for key, value in table.most_common()))
    elif command == "show":
        for _, report in found:
            show(report)
    elif out is not None:
        out.mkdir(parents=True, exist_ok=True)
        for _, report in found:
            body = to_guide(report) if guide else to_spans(report)
            (out / f"{report.id}.json").write_text(json.dumps(body, ensure_ascii=False, indent=1) + "\n", encoding="utf-8")
            (out / f"{report.id}.txt").write_text(report.text, encoding="utf-8")
        print(f"{len(found)} reports written to {out}")
    return 1 if failed else 0


def main() -> int:
    ask = argparse.ArgumentParser(prog="python -m training.notation", description="Check, count, proofread or convert corpus files.")
    ask.add_argument("command", choices=("check", "stats", "show", "convert"))
    ask.add_argument("files", nargs="+", type=Path)
    ask.add_argument("-o", "--out", type=Path, help="folder for convert")
    ask.add_argument("--guide", action="store_true", help="convert to the plain form of gold/*.json, without offsets")
    args = ask.parse_args()
    if args.command == "convert" and args.out is None:
        ask.error("convert needs -o FOLDER")
    return run(args.command, args.files, args.out, args.guide)


if __name__ == "__main__":
    sys.exit(main())
