"""Headlines of one event as retrieval: are the other headlines that UCDP cites for an event among the first ten?

    python benchmarks/headlines.py [SHARED] [--first 2018-11-01] [--last 2018-12-31]

SHARED is the folder with `data/ucdp` (default: ../shared); where it is absent, nothing is measured and that is said. Every distinct
headline of five words and more is a report of its day and goes through the chain to its claims. All headlines of the window are ranked for
each that shares an event with another one: first those that a pair of claims links, by its score, then by day and shared words. The floors
are the words alone (rare ones count more), and the words among headlines of three days. A headline may serve several events: round-ups do.
Recall at ten counts against as many as could be among ten.
"""

import argparse
import csv
import gzip
import math
from collections import Counter, defaultdict
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from frontlog.incidents.block import pairs
from frontlog.incidents.columns import Columns
from frontlog.incidents.scores import scores
from frontlog.incidents.sides import register
from frontlog.incidents.spelling import bag
from frontlog.incidents.telling import tellings
from frontlog.incidents.types import load_types
from frontlog.incidents.weights import load_weights
from frontlog.model import Claim, Document, Item, Raw, digest
from frontlog.reading import reading
from frontlog.running import run_in_memory

ROOT = Path(__file__).resolve().parents[1]
FILE = "data/ucdp/ucdp_ged_syria_2018_2019.csv.gz"
LEAST = 5  # words: "RS2868" is a number in a list
NEAR = 3  # days
FIRST = 10
Like = Callable[[int, int], float]
Rank = Callable[[int, int], tuple[float, ...]]


@dataclass(frozen=True, slots=True)
class Headline:
    """What an outlet wrote on a day."""

    outlet: str
    day: date
    words: str


def read(path: Path, first: date, last: date) -> dict[Headline, set[str]]:
    """Headlines with the events that cite them."""
    out: dict[Headline, set[str]] = defaultdict(set)
    with gzip.open(path, "rt", encoding="utf-8", newline="") as file:
        for row in csv.DictReader(file):
            if first <= date.fromisoformat(row["date_start"]) <= last:
                for cited in row["source_article"].strip('"').split('";"'):
                    parts = cited.split(",", 2)
                    if len(parts) == 3 and len(parts[2].split()) >= LEAST and (day := _day(parts[1])):
                        out[Headline(parts[0].strip(), day, " ".join(parts[2].split()))].add(row["id"])
    return dict(out)


def _day(text: str) -> date | None:
    try:
        return date.fromisoformat(text.strip())
    except ValueError:
        return None


def claims_of(headlines: Sequence[Headline]) -> tuple[list[Claim], dict[str, Document], dict[str, int]]:
    """The claims of all headlines as the chain reads them, and the place of each document in `headlines`."""
    raws, place = [], {}
    for number, one in enumerate(headlines):
        text = f"{one.words}.\n".encode()
        sha = digest(one.outlet, one.day, one.words)
        item = Item(
            id=f"d-{sha[:16]}", name=f"{number}.txt", part=0, media_type="text/plain", size=len(text), sha256=sha,
            listed_outlet=one.outlet, listed_published=one.day.isoformat(),
        )  # fmt: skip
        raws.append(Raw(item=item, content=text))
        place[item.id] = number
    rows = run_in_memory(raws, Claim, reading)
    documents = {row.id: row for row in rows[Document] if isinstance(row, Document)}
    return [row for row in rows[Claim] if isinstance(row, Claim)], documents, place


def linked(headlines: Sequence[Headline]) -> tuple[dict[tuple[int, int], float], int]:
    """The best score of two claims by pair of headlines, and how many headlines have a claim."""
    claims, documents, place = claims_of(headlines)
    types = load_types()
    told = tellings(claims, {}, documents, register(), types)
    columns = Columns.of(told)
    a, b = pairs(columns, types)
    best: dict[tuple[int, int], float] = {}
    for x, y, score in zip(a.tolist(), b.tolist(), scores(columns, a, b, types, load_weights()).tolist(), strict=True):
        one, other = sorted((place[told[x].claim.document], place[told[y].claim.document]))
        best[one, other] = max(score, best.get((one, other), -math.inf))
    return best, len({claim.document for claim in claims})


def alike(headlines: Sequence[Headline]) -> Like:
    """Cosine of words of content, rare ones more."""
    bags = [bag(one.words) for one in headlines]
    seen = Counter(word for words in bags for word in words)
    rare = {word: math.log(len(bags) / count) for word, count in seen.items()}
    norm = [math.sqrt(sum(rare[word] ** 2 for word in words)) or 1.0 for words in bags]
    return lambda i, j: sum(rare[word] ** 2 for word in bags[i] & bags[j]) / (norm[i] * norm[j])


def recall(
    headlines: Sequence[Headline], events: Mapping[Headline, set[str]], rank: Callable[[int, int], tuple[float, ...]]
) -> tuple[float, int]:
    """Mean over headlines that have fellows of the share of these among the first ten."""
    by_event: dict[str, set[int]] = defaultdict(set)
    for number, one in enumerate(headlines):
        for event in events[one]:
            by_event[event].add(number)
    shares = []
    for number, one in enumerate(headlines):
        fellows = set().union(*(by_event[event] for event in events[one])) - {number}
        if fellows:
            others = sorted((i for i in range(len(headlines)) if i != number), key=lambda i: (*(-part for part in rank(number, i)), i))
            shares.append(len(fellows & set(others[:FIRST])) / min(FIRST, len(fellows)))
    return sum(shares) / max(1, len(shares)), len(shares)


def main() -> None:
    ask = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    ask.add_argument("shared", nargs="?", type=Path, default=ROOT.parent / "shared")
    ask.add_argument("--first", type=date.fromisoformat, default=date(2018, 11, 1))
    ask.add_argument("--last", type=date.fromisoformat, default=date(2018, 12, 31))
    args = ask.parse_args()
    path = args.shared / FILE
    if not path.exists():
        print(f"Skipped: {path} is not there.")
        return
    events = read(path, args.first, args.last)
    headlines = sorted(events, key=lambda one: (one.day, one.outlet, one.words))
    words = alike(headlines)
    best, claiming = linked(headlines)

    def near(i: int, j: int) -> bool:
        return abs((headlines[i].day - headlines[j].day).days) <= NEAR

    def linked_by(i: int, j: int) -> float:
        return max(0.0, best.get((min(i, j), max(i, j)), 0.0))

    rankers: dict[str, Rank] = {
        "words": lambda i, j: (words(i, j),),
        "words, three days": lambda i, j: (near(i, j), words(i, j)),
        "links, then words": lambda i, j: (linked_by(i, j), near(i, j), words(i, j)),
    }
    print(f"{args.first} to {args.last}: {len(headlines)} headlines, {claiming} with a claim")
    for name, rank in rankers.items():
        share, count = recall(headlines, events, rank)
        print(f"  {name:20s} recall@{FIRST} {share:.3f} of {count} headlines with fellows")


if __name__ == "__main__":
    main()
