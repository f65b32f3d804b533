"""Figures of the segmenter on our own blind cases, plain reports and readers' comments, each half by itself."""

import random
import time
from collections import Counter
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from scores import CASES, Score, case, cases, halves, kinds, marked, page_kinds

from frontlog.documents.outlet import same
from frontlog.documents.read import read
from frontlog.documents.segment import segment
from frontlog.model import Document, Item, Raw, digest, record_id

COMMENTS = Path(__file__).parent / "data" / "comments.yml"
KEPT = {"title", "dateline", "byline", "body"}
SEED = 11
ROUNDS = 3  # each report gets that many different tails


def blind() -> Iterator[str]:
    """Cases that were written before the code saw them."""
    paths = sorted(CASES.glob("segments_blind_*.yml"))
    total = {"open": Score(), "held out": Score()}
    whole = {"open": [0, 0], "held out": [0, 0]}
    for path in paths:
        for half, rows in halves(cases(path)).items():
            score = Score()
            for row in rows:
                text, want = case(row)
                got = kinds(text)
                score.add(want, got)
                total[half].add(want, got)
                whole[half][0] += want == got
                whole[half][1] += 1
            yield score.row(f"{path.stem}, {half}: {len(rows)} cases")
    for half, score in total.items():
        yield score.row(f"all blind cases, {half}: {whole[half][0]} of {whole[half][1]} without a fault")


def pages() -> Iterator[str]:
    """Pages as HTML, through the whole reading."""
    yield "\n| pages as HTML | lines | right | body precision | body recall |\n|---|---|---|---|---|"
    for path in sorted(CASES.glob("pages_*.yml")):
        score = Score()
        rows = cases(path)
        for row in rows:
            content, lines = marked(row)
            score.add([kind for kind, _ in lines], page_kinds(content, lines))
        yield score.row(f"{path.stem}: {len(rows)} own pages")


FACTS = ("outlet", "author", "published", "role", "place", "republished_by")


def stated() -> Iterator[str]:
    """What the pages of a set with `facts` state of themselves, through the whole reading: right, and by each what was asked."""
    yield "\n| stated on pages of | outlet | author | day | its role | place of the dateline | republisher |\n|---|---|---|---|---|---|---|"
    for half in ("open", "held"):
        asked: Counter[str] = Counter()
        right: Counter[str] = Counter()
        for row in (row for path in sorted(CASES.glob(f"*_{half}.yml")) for row in cases(path) if "facts" in row):
            found = facts(row)
            for name, wanted in row["facts"].items():
                asked[name] += 1
                right[name] += same_fact(name, wanted, found[name])
        yield f"| {half} half | " + " | ".join(f"{right[name]} of {asked[name]}" for name in FACTS) + " |"


def facts(row: dict[str, Any]) -> dict[str, Any]:
    """What the reading takes a coded page to state."""
    content, media = (marked(row)[0], "text/html") if "html" in row else (case(row)[0].encode(), "text/plain")
    sha = digest(content.hex())
    item = Item(id=record_id("d", sha), name="a", part=0, media_type=media, size=len(content), sha256=sha)
    document = next((found for found in read([Raw(item=item, content=content)]) if isinstance(found, Document)), None)
    if document is None:
        return dict.fromkeys(FACTS)
    place = document.dateline_place.text if document.dateline_place else None
    return {
        "outlet": document.outlet,
        "author": document.author,
        "published": document.published,
        "role": document.published_role,
        "place": place,
        "republished_by": document.republished_by,
    }


def same_fact(name: str, wanted: Any, found: Any) -> bool:
    """Whether a reading is as wanted: names of outlets as they are usually written, all else to the letter; null is rightly unknown."""
    if name == "outlet" and wanted and found:
        return same(found, wanted)
    return bool(wanted == found or not (wanted or found))


def plain_reports() -> Iterator[str]:
    """Our reports in styles that sound like comments, with nothing under them."""
    rows = cases(CASES / "reports_plain.yml")
    lost = [sum(kind not in KEPT for kind in kinds(row["text"])) for row in rows]
    yield f"| own plain reports that lose no line | {len(rows) - sum(map(bool, lost))} of {len(rows)}; lines lost: {sum(lost)} |"


def own_comments(texts: list[str]) -> Iterator[str]:
    """Our own comments glued under reports, unmarked: one thread's lines together, as they were written."""
    for half, threads in halves(cases(COMMENTS)).items():
        for size in (6, 12, 20):
            rng, score, lost = random.Random(SEED), Score(), 0
            for text in texts * ROUNDS:
                lines = [line for row in rng.sample(threads, 1 + (size - 1) // 7) for line in row["lines"]][:size]
                got = kinds(f"{text}\n\n" + "\n\n".join(lines))
                want = ["comment" if n >= len(got) - size else "body" for n in range(len(got))]
                score.add(want, got, "comment")
                lost += sum(one == "body" and two == "comment" for one, two in zip(want, got, strict=True))
            yield f"| own comments, {half}: {len(texts) * ROUNDS} reports | {size} | {score.precision:.3f} | {score.recall:.3f} | {lost} |"


def speed(texts: list[str]) -> Iterator[str]:
    """Lines labelled a second, against a pass of `str.split` and `len` over the same words: a reference of the same process."""
    lines = sum(bool(line.strip()) for text in texts for line in text.split("\n"))
    start = time.process_time()
    for text in texts:
        segment(text)
    spent = time.process_time() - start
    start = time.process_time()
    for text in texts:
        for word in text.split():
            len(word.lower())
    reference = time.process_time() - start
    rates = f"{lines / spent:.0f} lines/s, {len(texts) / spent:.0f} documents/s"
    yield f"| segmenter, one core | {rates}; {spent / reference:.0f} times the reference |"
