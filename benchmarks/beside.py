"""Frontlog's steps beside what one would take instead, on the same made-up data, one after the other in one process.

    pip install -r benchmarks/requirements.txt
    python benchmarks/beside.py [--pages 60] [--copies 3000] [--events 2000] [--only pages sentences copies links]

Pages: the whole reading against trafilatura alone. Sentences: splitting, and names of actors, against spaCy's pipeline without models (rule
sentencizer, tokens, an entity ruler with the names of our own registry) on our own annotated reports. Copies: documents with planted
reposts and excerpts, against MinHash and LSH of datasketch at two thresholds. Links: a made-up war, against Splink. A row gives processor
seconds of one core and what was found; what is not installed is said to be missing. Nobody's models are downloaded.
"""

import argparse
import importlib.metadata
import logging
import os
import platform
import random
import subprocess
import sys
import time
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from pathlib import Path
from typing import Any, TypeVar

import copies as made_copies
import reading as made_pages

from frontlog.documents.copies.find import copies
from frontlog.documents.copies.sketch import sketch
from frontlog.documents.read import read, read_bulk
from frontlog.documents.sentences import sentences
from frontlog.incidents.link import link
from frontlog.incidents.telling import tellings
from frontlog.incidents.types import load_types
from frontlog.mentions.tag import tag_with
from frontlog.model import Copy, Document, Incident, RowLot, Segment, Sentence, Sketch, Span
from frontlog.reference.actors import load_actors
from incidents import MadeSides, figures, world

ROOT = Path(__file__).resolve().parents[1]
sys.path[:0] = [str(ROOT), str(ROOT / "tests" / "training")]
PERMUTATIONS = 128  # what datasketch does where nothing is said
T = TypeVar("T")
Row = tuple[str, str, str]  # who, rate, found


def timed(work: Callable[[], T]) -> tuple[T, float]:
    """What some work gives, and its processor seconds."""
    begun = time.process_time()
    found = work()
    return found, time.process_time() - begun


def missing(name: str) -> bool:
    """Whether a package is not there."""
    try:
        importlib.metadata.version(name)
    except importlib.metadata.PackageNotFoundError:
        return True
    return False


def absent(name: str) -> Row:
    return f"{name}: **not installed**", "", ""


def pages(count: int) -> Iterator[Row]:
    """Pages of 130 KB to text, and how much of the article and of the readers' comments comes along."""
    made = [made_pages.page(number) for number in range(count)]
    raws = [made_pages.raw(content) for content in made]
    for reader in (read, read_bulk):  # models and tables are loaded once
        list(reader(raws[:2]))
    for name, reader in (("Frontlog, whole reading", read), ("Frontlog, `--bulk`", read_bulk)):
        rows, spent = timed(lambda r=reader: list(r(raws)))  # type: ignore[misc]
        bodies: dict[str, list[str]] = {}
        for row in rows:
            if isinstance(row, Segment) and row.kind == "body":
                bodies.setdefault(row.span.document, []).append(row.span.quote)
        yield name, f"{count / spent:.0f} pages/s", _kept(["\n".join(bodies.get(raw.id, ())) for raw in raws])
    if missing("trafilatura"):
        yield absent("trafilatura")
        return
    import trafilatura

    texts, spent = timed(lambda: [trafilatura.extract(content.decode()) or "" for content in made])
    yield "trafilatura alone", f"{count / spent:.0f} pages/s", _kept(texts)
    texts, spent = timed(lambda: [trafilatura.extract(content.decode(), include_comments=False) or "" for content in made])
    yield "trafilatura alone, comments off", f"{count / spent:.0f} pages/s", _kept(texts)


def _kept(texts: Sequence[str]) -> str:
    """Paragraphs of the article, and lines of chat, that stand in the text of their page."""
    hits: Counter[str] = Counter()
    for number, text in enumerate(texts):
        flat = " ".join(text.split())
        draw = random.Random(number)
        draw.choice(made_pages.PLACES), draw.choice(made_pages.SIDES), draw.choice(made_pages.DEEDS), draw.randrange(2, 9)
        article = [made_pages.paragraph(draw) for _ in range(16)]
        hits["article"] += sum(paragraph in flat for paragraph in article)
        hits["chat"] += any(line in flat for line in made_pages.CHAT)
    return f"article {hits['article'] / (16 * len(texts)):.3f}, pages with readers' comments in it {hits['chat']} of {len(texts)}"


def split(_: int) -> Iterator[Row]:
    """Sentences of our own annotated reports, and mentions of actors in them."""
    from training.examples import corpus

    reports = corpus(ROOT / "training" / "corpus")
    whole = sum(len(report.sentences) for report in reports)
    cut, spent = timed(lambda: [[(part.start, part.end) for part in _lines(report.text)] for report in reports])
    yield "Frontlog, sentences", f"{whole / spent:,.0f} sentences/s", _exact(cut, [report.sentences for report in reports])
    documents, rows = _as_rows(reports)
    list(tag_with(None, documents[:2], rows))
    mentions, spent = timed(lambda: list(tag_with(None, documents, rows)))
    found = sum(mention.kind == "actor" for mention in mentions)
    yield "Frontlog, rules: all mentions of six kinds", f"{whole / spent:,.0f} sentences/s", f"{found:,} actors named or described"
    if missing("spacy"):
        yield absent("spaCy")
        return
    import spacy

    plain = spacy.blank("en")
    plain.add_pipe("sentencizer")
    list(plain.pipe(report.text for report in reports))  # it knows all words from then on, and is faster
    docs, spent = timed(lambda: list(plain.pipe(report.text for report in reports)))
    cut = [[_trimmed(report.text, one.start_char, one.end_char) for one in doc.sents] for report, doc in zip(reports, docs, strict=True)]
    yield "spaCy, blank with sentencizer", f"{whole / spent:,.0f} sentences/s", _exact(cut, [report.sentences for report in reports])
    ruler = plain.add_pipe("entity_ruler")
    ruler.add_patterns([{"label": "ACTOR", "pattern": name} for name in sorted(set(load_actors().surfaces()))])
    docs, spent = timed(lambda: list(plain.pipe(report.text for report in reports)))
    found = sum(len(doc.ents) for doc in docs)
    yield "spaCy, the same with an entity ruler of our registry", f"{whole / spent:,.0f} sentences/s", f"{found:,} actors by name"


def _lines(text: str) -> Iterator[Any]:
    at = 0
    for line in text.split("\n"):
        yield from sentences(text, at, at + len(line))
        at += len(line) + 1


def _trimmed(text: str, start: int, end: int) -> tuple[int, int]:
    piece = text[start:end]
    return start + len(piece) - len(piece.lstrip()), end - len(piece) + len(piece.rstrip())


def _exact(found: Sequence[Sequence[tuple[int, int]]], true: Sequence[Sequence[tuple[int, int]]]) -> str:
    hits = sum(len(set(one) & set(two)) for one, two in zip(found, true, strict=True))
    said, there = sum(map(len, found)), sum(map(len, true))
    return f"exact bounds: precision {hits / said:.3f}, recall {hits / there:.3f}"


def _as_rows(reports: Sequence[Any]) -> tuple[list[Document], list[Sentence]]:
    documents, rows = [], []
    for number, report in enumerate(reports):
        name = f"d-{number:016x}"
        document, _ = made_copies.make(number, len(reports))
        documents.append(replace(document, id=name, text=report.text))
        for place, (start, end) in enumerate(report.sentences):
            span = Span(name, start, end, report.text[start:end])
            rows.append(Sentence(id=f"s-{number}-{place}", span=span, number=place, paragraph=0, kind="body"))
    return documents, rows


def near(total: int) -> Iterator[Row]:
    """Documents with planted reposts and excerpts of others."""
    made = [made_copies.make(number, total) for number in range(total)]
    documents, segments = [document for document, _ in made], [segment for _, segment in made]
    plans = {number: made_copies.plan(number, total) for number in range(total)}
    list(sketch(documents[:2], segments[:2]))

    def ours() -> dict[int, str]:
        rows = copies(RowLot(Sketch, sketch(documents, segments)))
        return {made_copies.number_of(row.id): row.origin_group for row in rows if isinstance(row, Copy)}

    groups, spent = timed(ours)
    yield "Frontlog, sketch and groups", f"{total / spent:,.0f} documents/s", _planted(groups, plans)
    if missing("datasketch"):
        yield absent("datasketch")
        return
    for threshold in (0.5, 0.3):
        groups, spent = timed(lambda t=threshold: _by_minhash(documents, t))  # type: ignore[misc]
        yield f"datasketch, MinHashLSH at {threshold}", f"{total / spent:,.0f} documents/s", _planted(groups, plans)


def _by_minhash(documents: Sequence[Document], threshold: float) -> dict[int, str]:
    """Groups of what MinHash of five-word runs takes for alike, joined."""
    from datasketch import MinHash, MinHashLSH

    index, leader = MinHashLSH(threshold=threshold, num_perm=PERMUTATIONS), dict[int, int]()

    def root(number: int) -> int:
        while leader.setdefault(number, number) != number:
            number = leader[number]
        return number

    for document in documents:
        words = document.text.lower().split()
        hashed = MinHash(num_perm=PERMUTATIONS)
        hashed.update_batch([" ".join(words[at : at + 5]).encode() for at in range(len(words) - 4)])
        number = made_copies.number_of(document.id)
        for other in index.query(hashed):
            leader[root(number)] = root(other)
        root(number)
        index.insert(number, hashed)
    return {number: str(root(number)) for number in leader}


def _planted(groups: Mapping[int, str], plans: Mapping[int, Any]) -> str:
    kinds, hits, roots = Counter[str](), Counter[str](), dict[str, set[int]]()
    for number, what in plans.items():
        if what.kind in ("repost", "excerpt"):
            kinds[what.kind] += 1
            hits[what.kind] += groups[number] == groups[what.source]
        roots.setdefault(groups[number], set()).add(number if what.kind == "lifted" else what.source)
    mixed = sum(len(members) - 1 for members in roots.values())
    return ", ".join(f"{kind}s {hits[kind]} of {kinds[kind]}" for kind in sorted(kinds)) + f", unrelated in one group {mixed}"


def war(events: int) -> Iterator[Row]:
    """Claims of a made-up war into events."""
    claims, truth = world(events, random.Random(7))
    rows, spent = timed(lambda: list(link(claims, [], [], [], MadeSides())))
    found = {claim: row.id for row in rows if isinstance(row, Incident) for claim in row.claims}
    yield "Frontlog, incidents with reasons and disagreements", f"{len(claims) / spent:,.0f} claims/s", _agreement(found, truth)
    if missing("splink"):
        yield absent("Splink")
        return
    from test_oracle import judged_by_splink

    logging.getLogger("splink").setLevel(logging.WARNING)
    told = tellings(claims, {}, {}, MadeSides(), load_types())
    judged, spent = timed(lambda: judged_by_splink(told))
    for least in (0.5, 0.95):
        joined = _joined(truth, (pair for pair, chance in judged.items() if chance >= least))
        yield f"Splink, pairs at {least} joined", f"{len(claims) / spent:,.0f} claims/s", _agreement(joined, truth)


def _joined(names: Iterable[str], pairs: Iterable[tuple[str, str]]) -> dict[str, str]:
    leader = {name: name for name in names}

    def root(name: str) -> str:
        while leader[name] != name:
            leader[name] = leader[leader[name]]
            name = leader[name]
        return name

    for one, two in pairs:
        leader[root(one)] = root(two)
    return {name: root(name) for name in leader}


def _agreement(found: Mapping[str, object], truth: Mapping[str, object]) -> str:
    said = figures(found, truth)
    return f"pairs P {said.pair_precision:.3f} R {said.pair_recall:.3f} F1 {said.pair_f1:.3f}, B3 F1 {said.b3:.3f}"


PARTS: Mapping[str, Callable[[int], Iterator[Row]]] = {"pages": pages, "sentences": split, "copies": near, "links": war}


def machine() -> str:
    """Hardware, versions and commit, for the line above the table."""
    model = next((line.partition(":")[2].strip() for line in _text("/proc/cpuinfo") if line.startswith("model name")), platform.machine())
    head = subprocess.run(["git", "rev-parse", "--short", "HEAD"], cwd=ROOT, capture_output=True, text=True, check=False).stdout.strip()
    names = ("trafilatura", "spacy", "datasketch", "splink", "duckdb", "numpy")
    versions = ", ".join(f"{name} {importlib.metadata.version(name)}" for name in names if not missing(name))
    load = f"{os.getloadavg()[0]:.1f}"
    return f"{os.cpu_count()} cores of {model}, load {load}; Python {platform.python_version()}, {versions}; commit {head}"


def _text(path: str) -> list[str]:
    return Path(path).read_text().splitlines() if Path(path).exists() else []


def main() -> None:
    ask = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    ask.add_argument("--pages", type=int, default=60)
    ask.add_argument("--copies", type=int, default=3000, help="documents, some of them copies")
    ask.add_argument("--events", type=int, default=2000, help="of the made-up war; 2.3 claims each")
    ask.add_argument("--only", nargs="+", choices=sorted(PARTS), default=sorted(PARTS))
    given = ask.parse_args()
    sizes = {"pages": given.pages, "sentences": 0, "copies": given.copies, "links": given.events}
    print(f"{machine()}\n\n| step | by | one core | found |\n|---|---|---|---|")
    for name, part in PARTS.items():
        for who, rate, found in part(sizes[name]) if name in given.only else ():
            print(f"| {name} | {who} | {rate} | {found} |", flush=True)


if __name__ == "__main__":
    main()
