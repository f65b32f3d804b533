"""Learns the opinion on the kinds of lines: writes src/frontlog/documents/line_model.json.

Run `python -m training.lines`; `--folds` leaves out each file of cases in turn and prints how the opinion does on it, and nothing is
written. It learns from our own writing alone: pages composed of our stock (compose.py), whole pages (training/pages/whole_*.txt), and the
open cases of tests/cases. Held-out halves are never read. A conditional random field, fitted by Adam; the same input gives the same table
on one machine, and whole numbers are stored so that they read the same on all.
"""

import argparse
import json
from bisect import bisect_right
from collections.abc import Iterable, Iterator, Sequence
from itertools import accumulate
from pathlib import Path
from typing import Any

import yaml

from frontlog.documents.fields import fields
from frontlog.documents.line_model import FILE, Model, best, loaded, votes
from frontlog.documents.line_signs import KINDS, NUMBER, signs
from frontlog.documents.lines import split
from frontlog.documents.looks import Looks
from frontlog.documents.segment import by_rules
from training.compose import compose
from training.line_field import MADE, SEED, Example, Field
from training.stock import STOCK, Page

CASES = Path(__file__).parent.parent / "tests" / "cases"
# Codes of the cases, in the order of KINDS. H is a heading inside a report: a part of its body.
CODES = {**dict(zip("TYDBCPLNRX", KINDS, strict=True)), "H": "body"}
HELD = (
    "segments_sixth_held",
    "segments_seventh_held",
    "segments_eighth_held",
    "segments_tenth_held",
    "segments_eleventh_held",
    "segments_twelfth_held",
    "segments_thirteenth_held",
)  # never read here
COMPOSED = 1400
HAND = 3.0  # weight of a page written by hand against a composed one


def example(page: Page, group: str, weight: float) -> Example:
    """A page with its signs. Where lines were joined (they had been broken at a fixed width) the first one's kind counts."""
    text = "\n".join(line for _, line in page)
    lines = split(text)
    starts = list(accumulate((len(line) + 1 for _, line in page), initial=0))
    codes = [page[bisect_right(starts, line.start) - 1][0] for line in lines]
    looks = Looks(lines)
    labels = by_rules(looks, fields(lines), ())
    kinds = [NUMBER[CODES[code]] for code in codes]
    return Example(group, signs(lines, looks.fits, labels, looks.voices), kinds, [NUMBER[label.kind] for label in labels], weight)


def coded(text: str) -> Page:
    """The lines of a coded case."""
    return [(line[0], line[3:]) for line in text.split("\n") if line.strip()]


def written(path: Path) -> Iterator[Page]:
    """The whole pages of a file, set apart by lines that start with ##."""
    for block in path.read_text(encoding="utf-8").split("\n## ")[1:]:
        page = coded(block.partition("\n")[2])
        first = next((i for i, (code, _) in enumerate(page) if code == "B"), len(page))
        yield [("H" if code == "T" and i > first else code, line) for i, (code, line) in enumerate(page)]


def cases() -> Iterator[tuple[str, Page]]:
    """The open cases, with the file that they stand in."""
    for path in sorted(CASES.glob("segments_*.yml")):
        if path.stem in HELD:
            continue
        rows = yaml.safe_load(path.read_text(encoding="utf-8"))
        for row in rows[::2] if "blind" in path.stem else rows:
            yield path.stem, coded(row["text"])
    for row in yaml.safe_load((CASES / "reports_plain.yml").read_text(encoding="utf-8"))[::2]:
        lines = [line for line in row["text"].split("\n") if line.strip()]
        yield "reports_plain", [("T" if not number else "B", line) for number, line in enumerate(lines)]


def examples(composed: int) -> list[Example]:
    """All that is learned from."""
    out = [example(page, MADE, 1.0) for page in compose(SEED, composed)]
    out += [example(page, path.stem, HAND) for path in sorted(STOCK.glob("whole_*.txt")) for page in written(path)]
    out += [example(page, group, HAND) for group, page in cases()]
    return out


def learned(rows: Sequence[Example]) -> Model:
    """The model that these examples give."""
    field = Field(rows)
    field.fit()
    return loaded(field.data())


def found(model: Model, row: Example) -> list[int]:
    """The kinds that a model gives to a page."""
    return best(model, votes(model, row.signs), row.signs.paragraphs, [None] * len(row.kinds))


def scored(pairs: Iterable[tuple[Sequence[int], Sequence[int]]]) -> str:
    """Lines, share right, body precision and recall of (right, found) pages."""
    body = NUMBER["body"]
    flat = [(one, two) for want, got in pairs for one, two in zip(want, got, strict=True)]
    both = sum(one == two == body for one, two in flat)
    right = sum(one == two for one, two in flat) / max(1, len(flat))
    precision = both / max(1, sum(two == body for _, two in flat))
    recall = both / max(1, sum(one == body for one, _ in flat))
    return f"{len(flat)} | {right:.4f} | {precision:.4f} | {recall:.4f}"


def folds(rows: Sequence[Example]) -> Iterator[str]:
    """Each file of cases left out in turn."""
    yield "| left out | rules or model | lines | right | body precision | body recall |\n|---|---|---|---|---|---|"
    for group in sorted({row.group for row in rows}):
        if group == MADE:
            continue
        test = [row for row in rows if row.group == group]
        model = learned([row for row in rows if row.group != group])
        yield f"| {group} | rules | {scored((row.kinds, row.ruled) for row in test)} |"
        yield f"| {group} | model | {scored((row.kinds, found(model, row)) for row in test)} |"


def main() -> None:
    """Learn and write, or print the folds."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--folds", action="store_true", help="leave out each file of cases in turn; writes nothing")
    parser.add_argument("--composed", type=int, default=COMPOSED, help="how many pages to compose")
    given = parser.parse_args()
    rows = examples(given.composed)
    if given.folds:
        for line in folds(rows):
            print(line, flush=True)
        return
    field = Field(rows)
    field.fit()
    data = field.data()
    FILE.write_text(dumped(data), encoding="utf-8")
    print(f"{len(rows)} pages, {sum(len(row.kinds) for row in rows)} lines; wrote {FILE.name}")


def dumped(data: dict[str, Any]) -> str:
    """JSON with one sign or stem a line, so that a change shows as a small difference."""
    parts = [f'"{key}": {json.dumps(data[key])}' for key in ("kinds", "opening", "closing", "moves")]
    blocks = []
    for name, rows in data["signs"].items():
        blocks.append(f' "{name}": {{\n' + ",\n".join(f'  "{choice}": {json.dumps(row)}' for choice, row in rows.items()) + "}")
    parts.append('"signs": {\n' + ",\n".join(blocks) + "}")
    for key in ("short", "long"):
        rows = [f" {json.dumps(stem, ensure_ascii=False)}: {json.dumps(row)}" for stem, row in data[key].items()]
        parts.append(f'"{key}": {{\n' + ",\n".join(rows) + "}")
    return "{" + ",\n".join(parts) + "}\n"


if __name__ == "__main__":
    main()
