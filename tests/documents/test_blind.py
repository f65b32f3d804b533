"""Cases that were written before the code saw them: floors for each half, and reports that sound like comments and must lose nothing."""

from pathlib import Path
from typing import Any

import pytest
import yaml
from tests.documents.test_segment import CODES, line_kinds

from frontlog.documents.segment import segment

CASES = Path(__file__).parent.parent / "cases"
# body precision and recall of lines that `python benchmarks/segments.py` measured, rounded down
FLOORS = {
    "blind, open": (0.98, 0.99),
    "blind, held out": (0.91, 0.96),
    "third": (0.99, 0.99),
    "fourth": (0.97, 0.98),
    "fifth": (0.98, 0.98),
    "sixth_open": (0.97, 0.98),
    "seventh_open": (0.88, 0.98),
    "eighth_open": (0.97, 0.98),
    "ninth": (0.85, 0.95),
    "tenth_open": (0.91, 0.96),
    "eleventh_open": (0.93, 0.96),
    "twelfth_open": (0.78, 0.96),
    "thirteenth_open": (0.92, 0.95),
}
KEPT = {"title", "dateline", "byline", "body"}


def rows(path: Path) -> list[dict[str, Any]]:
    found: list[dict[str, Any]] = yaml.safe_load(path.read_text(encoding="utf-8"))
    return found


def half(name: str) -> list[tuple[list[str], list[str]]]:
    """(expected, found) kinds of the lines of each case of a set. Held out is every second case of a file."""
    stem, _, part = name.partition(", ")
    place = {"": slice(None), "open": slice(0, None, 2), "held out": slice(1, None, 2)}[part]
    out = []
    for path in sorted(CASES.glob(f"segments_{stem}*.yml")):
        for row in rows(path)[place]:
            lines = [line for line in row["text"].split("\n") if line.strip()]
            text = "\n".join(line[3:] for line in row["text"].rstrip("\n").split("\n"))
            out.append(([CODES[line[0]] for line in lines], line_kinds(text, segment(text))))
    return out


@pytest.mark.parametrize("name", sorted(FLOORS))
def test_body_precision_and_recall(name: str) -> None:
    pairs = [pair for want, found in half(name) for pair in zip(want, found, strict=True)]
    both = sum(want == found == "body" for want, found in pairs)
    precision = both / sum(found == "body" for _, found in pairs)
    recall = both / sum(want == "body" for want, _ in pairs)
    assert precision >= FLOORS[name][0]
    assert recall >= FLOORS[name][1]


def test_there_are_enough_blind_cases() -> None:
    assert sum(len(rows(path)) for path in CASES.glob("segments_blind_*.yml")) >= 70


@pytest.mark.parametrize("row", rows(CASES / "reports_plain.yml"), ids=lambda row: row["name"])
def test_reports_that_sound_like_comments_lose_nothing(row: dict[str, Any]) -> None:
    text = row["text"]
    assert not set(line_kinds(text, segment(text))) - KEPT
