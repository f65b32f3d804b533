"""How well documents are read: labels of lines, what is lost on news, comments glued on, dates, outlets, speed.

Run `python benchmarks/segments.py [SHARED]`; prints Markdown. SHARED is the folder with `seeds` and `eval` (default: ../shared).
"""

import argparse
import json
import random
import time
from collections import Counter
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from readers import blind, own_comments, pages, plain_reports, speed, stated
from scores import CASES, Score, case, cases, kinds

from frontlog.documents.outlet import same
from frontlog.documents.read import read
from frontlog.documents.segment import segment
from frontlog.model import Document, Raw, Record, Sentence
from frontlog.reference.outlets import load_outlets
from frontlog.sources.files import Limits
from frontlog.sources.files import read as read_files

OURS = {
    "byline_meta": "byline",
    "syndication_notice": "byline",
    "media_caption": "caption",
    "donation_plea": "plea",
    "legal_boilerplate": "legal",
    "site_chrome": "navigation",
    "reader_comments": "comment",
}
FURNITURE = {"comment", "plea", "legal", "navigation", "related", "caption"}
SEED = 7


def lines(shared: Path) -> Iterator[str]:
    """Labels of lines against gold."""
    yield "| lines of | lines | right | body precision | body recall |\n|---|---|---|---|---|"
    seeds = Score()
    for name, rows in json.loads((shared / "eval" / "segments.json").read_text()).items():
        text = (shared / "seeds" / name).read_text()
        gold = {n: OURS.get(row["kind"], row["kind"]) for row in rows for n in range(row["start_line"], row["end_line"] + 1)}
        seeds.add([gold[n] for n, line in enumerate(text.split("\n"), 1) if line.strip()], kinds(text))
    yield seeds.row("five real reports")
    for path in sorted(CASES.glob("segments_*.yml")):
        if path.stem.startswith("segments_blind"):
            continue
        score = Score()
        rows = cases(path)
        for row in rows:
            text, want = case(row)
            score.add(want, kinds(text))
        yield score.row(f"{path.stem}: {len(rows)} own cases")
    yield from blind()
    yield from pages()
    yield from stated()


def losses(shared: Path, golds: list[dict[str, Any]]) -> Iterator[str]:
    """Reports without comments: which lines and claims would be lost."""
    count: Counter[str] = Counter()
    for gold in golds:
        path = shared / "eval" / "texts" / gold["doc"]
        if not path.exists():
            continue
        text = path.read_text()
        found = segment(text)
        top = found.fields[-1].line if found.fields else -1
        labels = [kind for line, kind in zip(found.lines, found.kinds, strict=True) if line.number > top]
        count["documents"] += 1
        count["lines"] += len(labels)
        count["lost"] += sum(kind in FURNITURE for kind in labels)
        count["comment"] += labels.count("comment")
        spoken = [(block.start, block.end) for block in found.blocks if block.kind in ("title", "body")]
        for claim in gold["claims"]:
            end = text.find(claim["evidence"]) + len(claim["evidence"])
            count["claims"] += 1
            count["outside"] += not any(start < end <= stop for start, stop in spoken)
    yield "\n| news without comments | |\n|---|---|"
    yield f"| documents, lines | {count['documents']}, {count['lines']} |"
    yield f"| lines labelled furniture; comment | {count['lost']}; {count['comment']} |"
    yield f"| claims whose evidence is in no title or body | {count['outside']} of {count['claims']} |"
    yield from plain_reports()


def glued(shared: Path, golds: list[dict[str, Any]]) -> Iterator[str]:
    """News with a stretch of the real reports' comments put under it, all marks taken away."""
    tails = []
    for name, rows in json.loads((shared / "eval" / "segments.json").read_text()).items():
        text = (shared / "seeds" / name).read_text().split("\n")
        said = [row for row in rows if row["kind"] == "reader_comments" and row.get("subkind") != "comment_widget_ui"]
        words = [text[n - 1].strip(" •0123456789.") for row in said for n in range(row["start_line"], row["end_line"] + 1)]
        tails += [[word for word in words if word]] if words else []
    texts = [path.read_text().strip() for gold in golds if (path := shared / "eval" / "texts" / gold["doc"]).exists()]
    yield "\n| unmarked comments under | lines glued on | comment precision | comment recall | body lines lost |\n|---|---|---|---|---|"
    for size in (6, 12, 20):
        rng, score, lost = random.Random(SEED), Score(), 0
        for text in texts:
            tail = rng.choice([tail for tail in tails if len(tail) >= size])
            start = rng.randrange(len(tail) - size + 1)
            got = kinds(f"{text}\n\n" + "\n\n".join(tail[start : start + size]))
            want = ["comment" if n >= len(got) - size else "body" for n in range(len(got))]
            score.add(want, got, "comment")
            lost += sum(one == "body" and two == "comment" for one, two in zip(want, got, strict=True))
        yield f"| {len(texts)} reports | {size} | {score.precision:.3f} | {score.recall:.3f} | {lost} |"
    yield from own_comments(texts)
    yield "\n| speed | |\n|---|---|"
    yield from speed(texts)


def usual(name: str) -> str:
    """The name that the table of outlets uses."""
    known = load_outlets().find(name)
    return known.name if known else name


def metadata(rows: list[Record], golds: list[dict[str, Any]]) -> Iterator[str]:
    """Publication dates, outlets and sentences against gold."""
    documents = {row.name: row for row in rows if isinstance(row, Document)}
    sentences: dict[str, list[Sentence]] = {}
    for row in rows:
        if isinstance(row, Sentence):
            sentences.setdefault(row.span.document, []).append(row)
    count: Counter[str] = Counter()
    for gold in golds:
        document = documents[gold["doc"]]
        count["documents"] += 1
        count["day"] += (str(document.published) if document.published else None) == gold["published"]
        count["wrong day"] += document.published is not None and str(document.published) != gold["published"]
        count["outlet"] += same(document.outlet, usual(gold["outlet"]))
        count["no outlet"] += not document.outlet
        count["republisher"] += (
            same(document.republished_by, usual(gold["republished_by"])) or document.republished_by == gold["republished_by"]
        )
        for claim in gold["claims"]:
            start = document.text.find(claim["evidence"])
            spans = [(s.span.start, s.span.end) for s in sentences[document.id]]
            count["claims"] += 1
            count["within"] += any(a <= start and start + len(claim["evidence"]) <= b for a, b in spans)
            count["exact"] += (start, start + len(claim["evidence"])) in spans
    total = count["documents"]
    yield "\n| metadata | |\n|---|---|"
    yield f"| publication day right (or rightly unknown) | {count['day']} of {total}; wrong days: {count['wrong day']} |"
    yield f"| outlet right | {count['outlet']} of {total}; none found: {count['no outlet']} |"
    yield f"| republisher right | {count['republisher']} of {total} |"
    yield f"| claim evidence within one sentence; exactly one | {count['within']} / {count['exact']} of {count['claims']} |"


def main() -> None:
    """Print all tables."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("shared", nargs="?", type=Path, default=Path(__file__).parents[2] / "shared")
    shared = parser.parse_args().shared
    if not (shared / "eval" / "segments.json").exists():
        parser.error(f"'{shared}' holds no eval/segments.json. Name the folder with the evaluation data.")
    golds = [json.loads(path.read_text()) for path in sorted((shared / "eval" / "gold").glob("*.json"))]
    raws = [row for row in read_files([shared / "seeds", shared / "eval" / "texts"], Limits()) if isinstance(row, Raw)]
    list(read(raws[:1]))  # tables are loaded on first use
    start = time.perf_counter()
    rows: list[Record] = list(read(raws))
    rate = len(raws) / (time.perf_counter() - start)
    for part in (lines(shared), losses(shared, golds), glued(shared, golds), metadata(rows, golds)):
        for row in part:
            print(row)
    print(f"| documents.read, one core, {sum(raw.item.size for raw in raws) // len(raws)} bytes on average | {rate:.0f} documents/s |")


if __name__ == "__main__":
    main()
