"""Learns where a report gives way to its readers: writes src/frontlog/documents/turn.yml.

Run `python -m training.turn`. It learns from our own writing alone: the reports of training/corpus and of tests/cases, with readers'
comments (training/comments.txt, the open half of benchmarks/data/comments.yml and those of the cases) glued under them. The held-out
halves of cases, reports and comments are never read. A logistic regression by Newton's method; the same input gives the same table.
"""

import random
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import numpy as np
import yaml

from frontlog.documents.lines import split
from frontlog.documents.looks import Looks
from frontlog.documents.segment import first_prose
from frontlog.documents.turn import CALM, FILE, NAMES, places
from frontlog.documents.voice_change import heard
from training.notation import parse_file

HOME = Path(__file__).parent.parent
CASES = HOME / "tests" / "cases"
SEED = 3
SIZES = (2, 3, 4, 5, 6, 6, 8, 10, 12, 16, 20)  # comments under a report
TAILS = 3  # for each report
ALONE, RIGHT, WRONG, NEAR = 3.0, 6.0, 0.7, 0.3  # weights: a place in a report without comments, the right one, others, its neighbours
RIDGE = 5.0
LEAST = 0.3  # log-odds that decide; the lead figures of docs/measurements.md were measured with it

Rows = list[tuple[tuple[float, ...], float, float]]  # figures, whether it is the right place, weight


def rows_of(path: Path) -> list[dict[str, Any]]:
    """The rows of a YAML file; of a file with a held-out half only every second, and none of a file that is held out."""
    if path.stem.endswith("_held"):
        return []
    rows: list[dict[str, Any]] = yaml.safe_load(path.read_text(encoding="utf-8"))
    return rows[::2] if "blind" in path.stem or path.stem in ("reports_plain", "comments") else rows


def coded() -> Iterator[list[tuple[str, str]]]:
    """The cases of segments as (code, line)."""
    for path in sorted(CASES.glob("segments_*.yml")):
        for row in rows_of(path):
            yield [(line[0], line[3:]) for line in row["text"].split("\n") if line.strip()]


def reports() -> list[str]:
    """Reports without comments."""
    out = []
    for path in sorted((HOME / "training" / "corpus").glob("*.txt")):
        for report in parse_file(path):
            paragraphs: dict[int, list[str]] = {}
            for sentence in report.sentences:
                if sentence.kind == "body":
                    paragraphs.setdefault(sentence.paragraph, []).append(" ".join(sentence.piece.text.split()))
            out.append("\n\n".join([report.title or "Report", *(" ".join(words) for words in paragraphs.values())]))
    for case in coded():
        kept = [line for code, line in case if code in "TBDY"]
        out += ["\n".join(kept)] if len(kept) > 2 else []
    plain = [row["text"].strip() for row in rows_of(CASES / "reports_plain.yml")]
    return out + plain + plain


def threads() -> list[list[str]]:
    """Comments that stand together."""
    out: list[list[str]] = [row["lines"] for row in rows_of(HOME / "benchmarks" / "data" / "comments.yml")]
    for case in coded():
        said = [line.strip() for code, line in case if code == "X" and Looks(split(line)[:1]).fits[0].at("tail") is None]
        out += [said] if len(said) >= 3 else []
    return out


def tail(rng: random.Random, size: int, flat: list[str], grouped: list[list[str]]) -> list[str]:
    """That many comments, half of the time from the flat list, else whole threads."""
    if rng.random() < 0.5:
        start = rng.randrange(len(flat) - size + 1)
        return flat[start : start + size]
    out: list[str] = []
    while len(out) < size:
        out += rng.choice(grouped)
    return out[:size]


def figures(text: str, comments: int) -> Rows:
    """Every place of a text; the right one, if any, has `comments` lines after it."""
    lines = split(text)
    looks = Looks(lines)
    rules = [fit.at("tail") for fit in looks.fits]
    first = first_prose(lines, rules, [None] * len(lines), 0)
    if first >= len(lines) - 1:
        return []
    voices, scores = heard(looks, lines, first)
    out: Rows = []
    right = len(lines) - comments
    for place in places(lines, rules, voices, scores, first, len(lines)):
        weight = ALONE if not comments else RIGHT if place.index == right else NEAR if abs(place.index - right) == 1 else WRONG
        if place.figure("before") <= CALM:
            out.append((place.figures, float(bool(comments) and place.index == right), weight))
    return out


def examples() -> Rows:
    """Every report alone and with several tails of comments."""
    rng = random.Random(SEED)  # noqa: S311 - a fixed draw, no secret
    flat = [
        line.strip() for line in (HOME / "training" / "comments.txt").read_text(encoding="utf-8").split("\n") if line[:1] not in ("#", "")
    ]
    grouped = threads()
    out: Rows = []
    for text in reports():
        out += figures(text, 0)
        for _ in range(TAILS):
            said = tail(rng, rng.choice(SIZES), flat, grouped)
            out += figures(text + "\n\n" + "\n\n".join(said), len(said))
    return out


def fit(rows: Rows) -> tuple[Any, Any, Any]:
    """Means, deviations, and the weights of a logistic regression on the standardised figures, the constant last."""
    x, y, weight = (np.array(column, dtype=float) for column in zip(*rows, strict=True))
    mean, deviation = x.mean(0), x.std(0) + 1e-9
    z = np.hstack([(x - mean) / deviation, np.ones((len(x), 1))])
    theta, ridge = np.zeros(z.shape[1]), np.array([RIDGE] * x.shape[1] + [1e-6])
    for _ in range(20):
        p = 1 / (1 + np.exp(-z @ theta))
        hessian = (z * (weight * p * (1 - p) + 1e-9)[:, None]).T @ z + np.diag(ridge)
        theta -= np.linalg.solve(hessian, z.T @ (weight * (p - y)) + ridge * theta)
    return mean, deviation, theta


def main() -> None:
    """Learn and write the table."""
    rows = examples()
    mean, deviation, theta = fit(rows)
    out = [
        "# Written by `python -m training.turn`: do not edit. For each figure of turn.py its mean, deviation and weight in the log-odds",
        "# that the readers begin at a line; `least` is the log-odds that decide.",
        f"least: {LEAST}",
        f"constant: {theta[-1]:.4f}",
        "figures:",
        *(f"  {name}: [{m:.4f}, {d:.4f}, {w:.4f}]" for name, m, d, w in zip(NAMES, mean, deviation, theta[:-1], strict=True)),
    ]
    FILE.write_text("\n".join(out) + "\n", encoding="utf-8")
    print(f"{len(rows)} places, {sum(int(row[1]) for row in rows)} of them right; wrote {FILE.name}")


if __name__ == "__main__":
    main()
