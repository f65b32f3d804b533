"""The stage documents.copies: which documents tell the same text, so that a repost is never counted as a second voice.

Clean bodies are compared by containment of 5-word runs: the share of the shorter one's runs that stand in the other. (Jaccard, which
divides by both, misses a repost of the first half in 159 of 164 cases.) What an outlet says about where a text comes from counts before
any similarity, and then less shared text is enough.
"""

import re
from collections import Counter, defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from itertools import pairwise
from zlib import crc32

from frontlog.documents.outlet import same
from frontlog.model import Copy, Document, Segment, record_id

RUN = 5  # words
REPOST = 0.5  # containment; unrelated articles of one benchmark had .03 at the 99.9th percentile, a lightly edited repost .96
STATED = 0.1  # where the document names that outlet as its origin: an excerpt or a rewrite still shares so much
LEAST_SHARED = 6  # runs: a sentence of ten words; below it agreement may be chance
FREQUENT = 50  # documents: a run in more of them is furniture, or a text that went everywhere
MASS = 0.8  # share of frequent runs from which on a text is taken to be one that went everywhere
WORD = re.compile(r"[^\W_]+(?:['’][^\W_]+)*")


@dataclass(frozen=True, slots=True)
class _Text:
    """A document and the hashes of its runs."""

    document: Document
    runs: frozenset[int]


@dataclass(frozen=True, slots=True)
class _Edge:
    """Two documents that share a text, and what shows it."""

    one: int
    two: int
    basis: str


def copies(documents: Sequence[Document], segments: Sequence[Segment]) -> Iterator[Copy]:
    """One row a document: its origin group, which document it copies, and how much of it stands there."""
    ordered = sorted(documents, key=_age)
    bodies = _bodies(segments)
    texts = [_Text(document, runs(bodies.get(document.id, ""))) for document in ordered]
    edges = list(_edges(texts))
    basis = {pair: edge.basis for edge in edges for pair in ((edge.one, edge.two), (edge.two, edge.one))}
    for members in _groups(len(texts), edges):
        root = members[0]  # in order of age, so the earliest
        group = record_id("g", texts[root].document.id)
        for member in members:
            own = texts[member]
            if member == root:
                yield Copy(id=own.document.id, origin_group=group, copy_of="", similarity=0.0, basis="")
                continue
            shown = basis.get((root, member)) or next(basis[member, other] for other in members if (member, other) in basis)
            yield Copy(
                id=own.document.id,
                origin_group=group,
                copy_of=texts[root].document.id,
                similarity=round(_share(own.runs, texts[root].runs), 4) if own.runs else float(shown == "same bytes"),
                basis=shown,
            )


def _age(document: Document) -> tuple[date, bool, str]:
    """The earliest first: by day (unknown last), then the one that no one reposted, then by id, so that the order given never matters."""
    return document.published or date.max, bool(document.republished_by), document.id


def _bodies(segments: Sequence[Segment]) -> dict[str, str]:
    parts: dict[str, list[Segment]] = defaultdict(list)
    for segment in segments:
        if segment.kind == "body":
            parts[segment.span.document].append(segment)
    return {key: "\n".join(s.span.quote for s in sorted(found, key=lambda s: s.span.start)) for key, found in parts.items()}


def runs(body: str) -> frozenset[int]:
    """Hashes of the runs of five words, case and punctuation aside. CRC-32 twice over (64 bits), the same on every machine."""
    words = [word.lower().replace("’", "'") for word in WORD.findall(body)]
    out = set()
    for i in range(len(words) - RUN + 1):
        run = " ".join(words[i : i + RUN]).encode()
        out.add(crc32(run) << 32 | crc32(run, 0x5EED))
    return frozenset(out)


def _share(part: frozenset[int], whole: frozenset[int]) -> float:
    return len(part & whole) / len(part) if part else 0.0


def _edges(texts: Sequence[_Text]) -> Iterator[_Edge]:
    """Pairs of one text: same clean bytes, then every pair that shares a run."""
    yield from _identical(texts)
    count = Counter(run for text in texts for run in text.runs)
    frequent = frozenset(run for run, times in count.items() if times > FREQUENT)
    # a text that went everywhere consists of frequent runs; taking them away would leave fifty voices where there is one
    kept = [text.runs if len(text.runs & frequent) >= MASS * len(text.runs) else text.runs - frequent for text in texts]
    for one, two in _candidates(kept, frequent):
        shared = len(kept[one] & kept[two])
        shorter = min(len(kept[one]), len(kept[two]))
        if shared < LEAST_SHARED:
            continue
        if shared >= STATED * shorter and _stated(texts[one].document, texts[two].document):
            yield _Edge(one, two, "stated origin")
        elif shared >= REPOST * shorter:
            yield _Edge(one, two, "containment")


def _identical(texts: Sequence[_Text]) -> Iterator[_Edge]:
    by_hash: dict[str, list[int]] = defaultdict(list)
    for i, text in enumerate(texts):
        by_hash[text.document.sha256_clean].append(i)
    for places in by_hash.values():
        yield from (_Edge(one, two, "same bytes") for one, two in pairwise(places))


def _candidates(kept: Sequence[frozenset[int]], frequent: frozenset[int]) -> list[tuple[int, int]]:
    """Pairs that share enough rare runs to be looked at. Of a frequent run only the earliest holder is paired with the others."""
    holders: dict[int, list[int]] = defaultdict(list)
    for i, found in enumerate(kept):
        for run in found:
            holders[run].append(i)
    shared: Counter[tuple[int, int]] = Counter()
    for run, places in holders.items():
        if run in frequent:
            shared.update((places[0], other) for other in places[1:])
        else:
            shared.update((places[a], places[b]) for a in range(len(places)) for b in range(a + 1, len(places)))
    return sorted(pair for pair, times in shared.items() if times >= LEAST_SHARED)


def _stated(one: Document, two: Document) -> bool:
    """One of them says that it is a repost of the other's outlet, or of the same outlet."""
    return (bool(one.republished_by) or bool(two.republished_by)) and same(one.outlet, two.outlet)


def _groups(count: int, edges: Sequence[_Edge]) -> Iterator[list[int]]:
    """Connected documents, each group in order of age, groups in order of their earliest."""
    parent = list(range(count))

    def root(i: int) -> int:
        while parent[i] != i:
            parent[i] = parent[parent[i]]
            i = parent[i]
        return i

    for edge in edges:
        one, two = sorted((root(edge.one), root(edge.two)))
        parent[two] = one
    members: dict[int, list[int]] = defaultdict(list)
    for i in range(count):
        members[root(i)].append(i)
    yield from (members[key] for key in sorted(members))
