"""Copies at scale: documents are made up, sketched and grouped. How fast, in how much memory, and is what was planted found?

Every document has 300 words of a made-up language with the word frequencies of a real one, and its outlet's house head and tail. Of a
hundred, ten are reposts of an earlier one with 2 % of the words changed, ten are its first 40 % with as many changes, two hold three of
its sentences, and one text stands in up to 500 outlets. `python benchmarks/copies.py --documents 10000 100000 1000000` shows the growth;
`--shared FOLDER` plants the same, and single changed words, in the evaluation texts that lie there (`seeds` and `eval/texts`).
"""

import argparse
import os
import re
import resource
import shutil
import tempfile
import time
from collections import Counter
from collections.abc import Iterator, Sequence
from concurrent.futures import ProcessPoolExecutor
from dataclasses import dataclass
from datetime import date, timedelta
from functools import cache
from hashlib import sha256
from multiprocessing import get_context
from pathlib import Path
from zlib import crc32

import numpy as np
from numpy.typing import NDArray

from frontlog.documents.copies.compare import between
from frontlog.documents.copies.find import copies
from frontlog.documents.copies.pairs import PARTIAL_REUSE
from frontlog.documents.copies.shingle import U64, runs, word_hashes
from frontlog.documents.copies.sketch import sketch
from frontlog.documents.copies.words import reading
from frontlog.documents.read import read
from frontlog.model import Copy, Document, Mutation, Origin, Overlap, Raw, Record, RowLot, Segment, Sketch, Span, digest
from frontlog.sources.files import Limits
from frontlog.sources.files import read as read_files
from frontlog.store.shards import ShardLot, write_shard

Words = NDArray[np.int64]
SEED = 20261128
WORDS = 300
CHUNK = 5000
VOCABULARY = 60_000
DRAWN = 1 << 18
SCRAMBLE, STRAIGHT = 0x9E3779B97F4A7C15, pow(0x9E3779B97F4A7C15, -1, 1 << 64)
ORIGIN = Origin("benchmark", "1")
PER_OUTLET = 500  # documents
EVERYWHERE = 500  # outlets, of the text that went everywhere


@dataclass(frozen=True, slots=True)
class Plan:
    """What document `number` is: its kind, and the number of the one that it was taken from."""

    kind: str
    source: int


@cache
def vocabulary() -> tuple[list[str], Words]:
    """Made-up words, and their numbers as often as Zipf has it, to be drawn from."""
    rng = np.random.default_rng(SEED)
    syllables = [
        a + b
        for a in ["b", "d", "f", "g", "h", "j", "k", "l", "m", "n", "p", "r", "s", "t", "v", "z", "sh", "th", "kr", "st"]
        for b in ["a", "e", "i", "o", "u", "ai", "el", "or", "un"]
    ]
    found: dict[str, None] = {}
    while len(found) < VOCABULARY:
        found["".join(rng.choice(syllables, int(rng.integers(1, 5))))] = None
    weights = 1 / (np.arange(VOCABULARY) + 3.0)
    share = np.cumsum(weights / weights.sum())
    return [*found, "changed"], np.minimum(np.searchsorted(share, (np.arange(DRAWN) + 0.5) / DRAWN), VOCABULARY - 1)


def prose(seed: Sequence[int], count: int) -> Words:
    """Words by number."""
    return vocabulary()[1][np.random.default_rng([SEED, *seed]).integers(0, DRAWN, count)]


def written(words: Words) -> str:
    """Words with capitals and full stops."""
    names = vocabulary()[0]
    out = [names[i] for i in words.tolist()]
    for end in range(17, len(out) + 17, 18):
        last = min(end, len(out) - 1)
        out[last] += "."
        out[end - 17] = out[end - 17].capitalize()
    return " ".join(out)


def plan(number: int, total: int) -> Plan:
    rng = np.random.default_rng([SEED, 7, number])
    everywhere = max(1, total // min(EVERYWHERE, max(30, total // 100)))
    if number and number % everywhere == 0:
        return Plan("everywhere", 5)
    kind = {0: "repost", 1: "excerpt"}.get(number % 10, "lifted" if number % 50 == 2 else "own")
    if kind == "own" or number < 10:
        return Plan("own", number)
    source = int(rng.integers(0, number // 10)) * 10 + int(rng.integers(3, 10))
    return Plan("own", number) if plan_is_planted(source, total, everywhere) else Plan(kind, source)


def plan_is_planted(number: int, total: int, everywhere: int) -> bool:
    return number % 10 < 2 or number % 50 == 2 or (number > 0 and number % everywhere == 0)


def edited(words: Words, seed: int) -> Words:
    return np.where(np.random.default_rng([SEED, 8, seed]).random(len(words)) < 0.02, VOCABULARY, words)


def body(number: int, total: int) -> Words:
    """The words of a document without its house text."""
    what = plan(number, total)
    if what.kind == "own":
        return prose([1, number], WORDS)
    source = prose([1, what.source], WORDS)
    if what.kind == "excerpt":
        return edited(source[: WORDS * 2 // 5], number)
    if what.kind == "lifted":
        own, start = prose([1, number], WORDS), 18 * (number // 50 % 12)
        return np.concatenate((own[:126], source[start : start + 54], own[126:]))
    return edited(source, number)


def identity(number: int) -> str:
    return f"d-{number * SCRAMBLE % (1 << 64):016x}"


def number_of(name: str) -> int:
    return int(name[2:], 16) * STRAIGHT % (1 << 64)


@cache
def house(outlet: int) -> tuple[Words, Words]:
    """Words that stand above half of an outlet's documents, and below all of them."""
    return prose([2, outlet], 12), prose([3, outlet], 30)


def words_of(number: int, total: int) -> Words:
    head, tail = house(outlet_of(number, total))
    return np.concatenate((head[: 12 * (number % 2)], body(number, total), tail))


def outlet_of(number: int, total: int) -> int:
    return crc32(f"o{number}".encode()) % max(10, total // PER_OUTLET)


def make(number: int, total: int) -> tuple[Document, Segment]:
    text = written(words_of(number, total))
    document = Document(
        id=identity(number), name=f"{number}.txt", outlet=f"Outlet {outlet_of(number, total)}", republished_by="", url="", title="",
        author="", published=day_of(number, total), published_role="", dates=(), language="en", sha256_raw="", sha256_clean=digest(text),
        text=text, origin=ORIGIN,
    )  # fmt: skip
    return document, Segment(id=document.id, span=Span(document.id, 0, len(text), text), kind="body", reason="", origin=ORIGIN)


def day_of(number: int, total: int) -> date | None:
    return None if number % 11 == 0 and number % 10 else date(2015, 1, 1) + timedelta(days=number * 3000 // total)


@cache
def hashes() -> U64:
    """The hash of each word of the vocabulary."""
    return word_hashes(" ".join(vocabulary()[0]))


def sketched(number: int, total: int) -> Sketch:
    """The sketch of a document, without its text. Of the text itself it has the same runs and words (`main` looks at some)."""
    words = hashes()[words_of(number, total)]
    found, body = runs(words), sha256(words.astype("<u8").tobytes()).hexdigest()
    return Sketch(
        id=identity(number), name=f"{number}.txt", address="", outlet=f"Outlet {outlet_of(number, total)}", republished_by="", agency=False,
        published=day_of(number, total), retrieved=None, sha256_clean=body, sha256_body=body, bodies=(), runs=len(found),
        grams=found.astype("<u4").tobytes(),
    )  # fmt: skip


@dataclass(frozen=True, slots=True)
class Chunk:
    """Some documents sketched and stored. Seconds are of the processor, so that they are the same on a busy machine."""

    path: str
    spent: float
    plain: float  # seconds that plain shingling would take
    process: int
    memory: float  # the most that the process had until then, in MB; making the documents is in it


def most_memory() -> float:
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024


def sketch_chunk(job: tuple[Path, int, int, bool]) -> Chunk:
    """Make a chunk of documents, then sketch and store it. Without texts: make the sketches at once."""
    folder, first, total, texts = job
    numbers = range(first, min(total, first + CHUNK))
    made = [make(number, total) for number in numbers] if texts else []
    rows = [] if texts else [sketched(number, total) for number in numbers]
    start = time.process_time()
    rows = rows or list(sketch([document for document, _ in made], [segment for _, segment in made]))
    shard = write_shard(folder, "sketch", f"{first:09d}", digest(first), (Sketch,), rows)
    spent = time.process_time() - start
    start = time.process_time()
    for document, _ in made[:50]:
        plain_runs(document.text)
    plain = (time.process_time() - start) * len(made) / min(50, max(1, len(made)))
    return Chunk(shard.files[0].path, spent, plain, os.getpid(), most_memory())


def plain_runs(text: str) -> frozenset[int]:
    """The runs of a text as Python alone makes them: the reference that the rate is compared with."""
    words = "".join(c if c.isalnum() else " " for c in text.lower()).split()
    return frozenset(crc32(" ".join(words[i : i + 5]).encode()) for i in range(len(words) - 4))


@dataclass(slots=True)
class Outcome:
    """What grouping found: the group of each document, partial reuse, seconds, and the most memory that the process had, in MB."""

    groups: dict[int, str]
    reused: list[tuple[int, int]]
    spent: float
    busy: float  # seconds of the processor
    memory: float


def group(job: tuple[Path, tuple[str, ...]]) -> Outcome:
    """The stage documents.copies over the sketches, as a build runs it."""
    folder, paths = job
    start, begun = time.perf_counter(), time.process_time()
    shard = write_shard(folder, "copies", "all", digest("all"), (Copy, Overlap), copies(ShardLot(folder, paths)))
    spent, busy = time.perf_counter() - start, time.process_time() - begun
    memory = most_memory()
    groups, reused = {}, []
    for batch in ShardLot(folder, (shard.files[0].path,)).batches(("id", "origin_group")):
        groups.update({number_of(row["id"]): row["origin_group"] for row in batch.to_pylist()})
    for batch in ShardLot(folder, (shard.files[1].path,)).batches(("document", "earlier", "kind")):
        reused += [(number_of(r["document"]), number_of(r["earlier"])) for r in batch.to_pylist() if r["kind"] == PARTIAL_REUSE]
    return Outcome(groups, reused, spent, busy, memory)


def measured(total: int, workers: int, texts: bool) -> Iterator[str]:
    folder = Path(tempfile.mkdtemp(prefix="frontlog-copies-"))
    try:
        start = time.perf_counter()
        with ProcessPoolExecutor(workers, mp_context=get_context("spawn")) as pool:
            done = list(pool.map(sketch_chunk, [(folder, first, total, texts) for first in range(0, total, CHUNK)]))
        made = time.perf_counter() - start
        sketching, plain = sum(chunk.spent for chunk in done), sum(chunk.plain for chunk in done)
        workers_had = sum({chunk.process: max(c.memory for c in done if c.process == chunk.process) for chunk in done}.values())
        own = most_memory()
        with ProcessPoolExecutor(1, mp_context=get_context("spawn")) as pool:
            found = pool.submit(group, (folder, tuple(chunk.path for chunk in done))).result()
    finally:
        shutil.rmtree(folder)
    whole = sketching / workers + found.busy
    yield f"\n| {total:,} documents | |\n|---|---|"
    what = "sketched and stored" if texts else "sketches (made without texts) stored"
    yield f"| {what}, one core | {total / sketching:,.0f} documents/s, {plain / sketching:.1f} times plain shingling |"
    yield f"| sketched and stored, {workers} cores | {sketching / workers:.1f} s |"
    yield f"| grouped and stored, one core | {found.busy:.1f} s, {total / found.busy:,.0f} documents/s |"
    yield f"| sketched and grouped, {workers} cores | {whole:.1f} s, {total / whole:,.0f} documents/s |"
    yield f"| by the clock, with what else the machine did: making and sketching, grouping | {made:.1f} s, {found.spent:.1f} s |"
    yield f"| most memory of all processes: sketching, grouping | {own + workers_had:,.0f} MB, {own + found.memory:,.0f} MB |"
    yield from planted(found, total)


def planted(found: Outcome, total: int) -> Iterator[str]:
    """What was planted against what was found."""
    plans = {number: plan(number, total) for number in range(total)}
    kinds: Counter[str] = Counter()
    hits: Counter[str] = Counter()
    reused = set(found.reused)
    by_source: dict[int, set[int]] = {}
    for one, two in reused:
        by_source.setdefault(one, set()).add(plans[two].source)
        by_source.setdefault(two, set()).add(plans[one].source)  # an undated source counts as the later one
    for number, what in plans.items():
        kinds[what.kind] += 1
        if what.kind == "lifted":
            hits["lifted"] += what.source in by_source.get(number, ())
        elif what.kind != "own":
            hits[what.kind] += found.groups[number] == found.groups[what.source]
    roots: dict[str, set[int]] = {}
    for number, name in found.groups.items():
        what = plans[number]
        roots.setdefault(name, set()).add(number if what.kind == "lifted" else what.source)
    mixed = sum(len(members) - 1 for members in roots.values())
    unrelated = sum(not related(plans, one, two) for one, two in reused)
    for kind in ("repost", "excerpt", "everywhere", "lifted"):
        yield f"| {kind} found | {hits[kind]:,} of {kinds[kind]:,} ({hits[kind] / max(1, kinds[kind]):.4f}) |"
    yield f"| unrelated documents in one group | {mixed} |"
    yield f"| unrelated pairs with shared passages | {unrelated} of {len(reused):,} |"


def related(plans: dict[int, Plan], one: int, two: int) -> bool:
    return bool({one, plans[one].source} & {two, plans[two].source})


# ------------------------------------------------------------------------------------------------------ evaluation texts

LIFTED = 3  # sentences
SWAPS = (  # kind, words, other words in their place
    ("verb", r"\b(?:captured|seized|killed|took|recaptured|liberated)\b", "attacked"),
    ("verb", r"\b(?:attacked|targeted|advanced|repelled|withdrew|entered)\b", "captured"),
    ("negation", r"\b(?:not|never) ", ""),
    ("number", r"(?<![\d.,/:-])\b[1-9]\d{0,2}\b(?![\d.,/:%-])(?= [a-z])", "977"),
    ("number", r"\b(?:at least|more than|nearly|up to) (?=\d)", ""),
    ("certainty", r"\b(?:reportedly|allegedly|probably|apparently) ", ""),
    ("date", r"\b(?:Monday|Tuesday|Wednesday|Thursday|Saturday)\b", "Sunday"),
)


def bodies(shared: Path) -> list[tuple[str, str]]:
    """Outlets and clean bodies of the texts, paragraphs apart."""
    raws = [row for row in read_files([shared / "seeds", shared / "eval" / "texts"], Limits()) if isinstance(row, Raw)]
    parts: dict[str, list[str]] = {}
    outlets: dict[str, str] = {}
    for row in read(raws):
        if isinstance(row, Document):
            outlets[row.id] = row.outlet
        elif isinstance(row, Segment) and row.kind == "body":
            parts.setdefault(row.span.document, []).append(row.span.quote)
    found = {key: "\n".join(quotes) for key, quotes in parts.items()}
    return [(outlets[key], text) for key, text in found.items() if len(text.split()) >= 60]


def of(name: str, text: str, outlet: str = "") -> tuple[Document, Segment]:
    document = Document(
        id=name, name=name, outlet=outlet, republished_by="", url="", title="", author="", published=None, published_role="", dates=(),
        language="en", sha256_raw="", sha256_clean=digest(text), text=text, origin=ORIGIN,
    )  # fmt: skip
    return document, Segment(id=name, span=Span(name, 0, len(text), text), kind="body", reason="", origin=ORIGIN)


def changed(words: Sequence[str], seed: int) -> list[str]:
    """Words with 2 % of them changed."""
    places = edited(np.arange(len(words)), seed)
    return [words[place] if place < VOCABULARY else "changed" for place in places.tolist()]


def on_texts(shared: Path) -> Iterator[str]:
    """Each text beside an edited repost, its first 40 % and three of its sentences in the next text; then single changed words."""
    outlets, texts = zip(*bodies(shared), strict=True)
    made, few = [], set()
    for number, text in enumerate(texts):
        words = text.split(" ")
        lines = [part for part in re.split(r"(?<=[.!?])\s+", text) if len(part.split()) >= 8]
        host = texts[(number + 1) % len(texts)].split(" ")
        start = max(0, len(lines) // 2 - 1)
        taken = lines[start : start + LIFTED]
        if 2 * len(" ".join(taken).split()) < len(text.split()):
            few.add(number)
        lifted = " ".join([*host[: len(host) // 2], *taken, *host[len(host) // 2 :]])
        made += [of(f"{number}:own", text, outlets[number]), of(f"{number}:repost", " ".join(changed(words, number)))]
        made += [of(f"{number}:excerpt", " ".join(words[: len(words) * 2 // 5])), of(f"{number}:lifted", lifted)]
    sketches = RowLot(Sketch, sketch([document for document, _ in made], [segment for _, segment in made]))
    rows = list(copies(sketches))
    group = {row.id: row.origin_group for row in rows if isinstance(row, Copy)}
    shares = {frozenset((row.document.split(":")[0], row.earlier.split(":")[0])) for row in rows if isinstance(row, Overlap)}
    yield f"\n| {len(texts)} evaluation texts, {len(made)} documents | |\n|---|---|"
    for kind in ("repost", "excerpt"):
        hit = sum(group[f"{n}:{kind}"] == group[f"{n}:own"] for n in range(len(texts)))
        yield f"| {kind} found | {hit} of {len(texts)} |"
    # a text with three sentences of another in its middle is its host's voice, and shares passages with the other
    total, hosts = len(texts), [str((n + 1) % len(texts)) for n in range(len(texts))]
    shown = sum(frozenset((str(n), host)) in shares for n, host in enumerate(hosts))
    apart = sum(group[f"{n}:lifted"] != group[f"{n}:own"] for n in few)  # of a text of six sentences, three are most of it
    yield f"| {LIFTED} sentences lifted: passages found | {shown} of {total} |"
    yield f"| ... and their source, where they are less than half of it, kept a voice of its own | {apart} of {len(few)} |"
    alone = [of(str(n), text, outlets[n]) for n, text in enumerate(texts)]
    plain = [r for r in copies(RowLot(Sketch, sketch([d for d, _ in alone], [s for _, s in alone]))) if isinstance(r, Overlap)]
    flagged = ", ".join(f"{row.kind} of {row.run} words" for row in plain) or "none"
    yield f"| pairs flagged among the texts themselves | {len(plain)} of {total * (total - 1) // 2:,}: {flagged} |"
    yield from on_words(texts)


def on_words(texts: Sequence[str]) -> Iterator[str]:
    """One changed word a copy: is it found, as what it is, and is nothing else?"""
    planted_: Counter[str] = Counter()
    hits: Counter[str] = Counter()
    false = 0
    for text in texts:
        for kind, pattern, other in SWAPS:
            for found in list(re.finditer(pattern, text))[:3]:
                after = text[: found.start()] + other + text[found.end() :]
                rows = [row for row in compared(text, after) if isinstance(row, Mutation)]
                planted_[kind] += 1
                hits[kind] += any(row.kind == kind for row in rows)
                false += sum(row.kind != kind for row in rows)
    for kind in sorted(planted_):
        yield f"| changed {kind} found | {hits[kind]} of {planted_[kind]} |"
    yield f"| changes of another kind than planted | {false} |"
    yield f"| changes in verbatim copies | {sum(isinstance(r, Mutation) for text in texts for r in compared(text, text + ' '))} |"


def compared(before: str, after: str) -> Iterator[Record]:
    yield from between(reading("a", before, (0, len(before))), reading("b", after, (0, len(after))), "same text")


def main() -> None:
    """Print one table a size, or those of the evaluation texts."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--documents", type=int, nargs="+", default=[10_000], help="how many documents; several sizes show the growth")
    parser.add_argument("--workers", type=int, default=2, help="processes that sketch")
    parser.add_argument("--no-texts", action="store_true", help="make sketches without texts: faster, to look at grouping alone")
    parser.add_argument("--shared", type=Path, help="measure on the evaluation texts in this folder instead")
    given = parser.parse_args()
    if given.shared:
        if not (given.shared / "eval" / "texts").is_dir():
            parser.error(f"'{given.shared}' holds no eval/texts. Name the folder with the evaluation data.")
        for row in on_texts(given.shared):
            print(row)
        return
    for total in given.documents:
        for number in range(0, total, total // 100):
            document, segment = make(number, total)
            whole, short = next(sketch([document], [segment])), sketched(number, total)
            assert (whole.grams, whole.sha256_body, whole.published) == (short.grams, short.sha256_body, short.published)
        for row in measured(total, given.workers, not given.no_texts):
            print(row, flush=True)


if __name__ == "__main__":
    main()
