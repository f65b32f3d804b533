"""The stage documents.copies: origin groups, who copied whom, versions of a page, and which documents share passages.

It reads sketches alone, as arrays: a million documents are grouped without their texts. What was decided and why:
docs/decisions/2026-11-28-copies.md.
"""

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence

from frontlog.documents.copies.alike import Alike
from frontlog.documents.copies.corpus import Corpus, load
from frontlog.documents.copies.groups import Edge, Union, grouped, identical, members
from frontlog.documents.copies.index import search
from frontlog.documents.copies.pairs import PARTIAL_REUSE, SAME_TEXT, Pairs
from frontlog.documents.copies.tree import Branch, tree
from frontlog.documents.copies.versions import versions
from frontlog.model import Copy, Lot, Memory, Overlap, record_id

SOURCES = 5  # earlier documents that a document's reused passages are shown from: those it shares most with


def copies(sketches: Lot, memory: Memory | None = None) -> Iterator[Copy | Overlap]:
    """One Copy a document: its group and its parent. One Overlap for each parent, and for each document that passages were taken from.
    How alike two documents are is not counted again where `memory` knows it."""
    corpus, alike = load(sketches), Alike(memory) if memory is not None else None
    found = search(corpus)
    pairs = Pairs(corpus, found, alike)
    same, part = _sorted(pairs, pairs.open(found.pairs).tolist())
    before = versions(corpus, pairs)
    sure = [*identical(corpus), *((earlier, later) for later, (earlier, _) in before.items())]
    union = grouped(corpus, pairs, same, sure)
    near: dict[int, list[int]] = defaultdict(list)
    for one, two in (*same, *sure):
        near[two].append(one)
        near[one].append(two)
    branches: dict[int, Branch] = {}
    for group in members(union, near).values():
        branches |= {branch.document: branch for branch in tree(corpus, pairs, group, near, before)}
    yield from _overlaps(pairs, branches, [*part, *same], union)
    yield from _copies(corpus, union, branches, before)
    if alike is not None:
        alike.keep()


def _sorted(pairs: Pairs, candidates: Sequence[Edge]) -> tuple[list[Edge], list[Edge]]:
    """The pairs that are one text, and those that share passages."""
    same: list[Edge] = []
    part: list[Edge] = []
    for earlier, later in candidates:
        if pairs.basis(earlier, later):
            same.append((earlier, later))
        elif pairs.partial(earlier, later):
            part.append((earlier, later))
    return same, part


def _overlaps(pairs: Pairs, branches: Mapping[int, Branch], between: Sequence[Edge], union: Union) -> Iterator[Overlap]:
    for branch in branches.values():
        if branch.parent is not None:
            yield _overlap(pairs, branch.parent, branch.document, SAME_TEXT, branch.basis)
    taken: dict[int, list[Edge]] = defaultdict(list)
    for earlier, later in between:
        if union.root(earlier) != union.root(later):
            taken[later].append((earlier, later))
    for edges in taken.values():
        edges.sort(key=lambda edge: (-pairs.likeness(*edge).passages, edge))
        shown: set[int] = set()
        for earlier, later in edges:  # of several copies of one source, the one that shares most
            if union.root(earlier) not in shown and len(shown) < SOURCES:
                shown.add(union.root(earlier))
                yield _overlap(pairs, earlier, later, PARTIAL_REUSE, "shared passages")


def _overlap(pairs: Pairs, earlier: int, later: int, kind: str, basis: str) -> Overlap:
    like = pairs.likeness(*sorted((earlier, later)))
    ids = pairs.corpus.ids
    return Overlap(
        id=record_id("o", ids[later], ids[earlier]),
        document=ids[later],
        earlier=ids[earlier],
        kind=kind,
        containment=round(like.containment, 4),
        run=like.longest,
        basis=basis,
    )


def _copies(corpus: Corpus, union: Union, branches: Mapping[int, Branch], before: Mapping[int, tuple[int, str]]) -> Iterator[Copy]:
    first = {union.root(number): number for number, branch in branches.items() if branch.parent is None}
    for number, name in enumerate(corpus.ids):
        root = union.root(number)
        branch = branches.get(number)
        parent = branch.parent if branch else None
        yield Copy(
            id=name,
            origin_group=record_id("g", corpus.ids[first.get(root, root)]),
            copy_of="" if parent is None else corpus.ids[parent],
            similarity=branch.similarity if branch else 0.0,
            basis=branch.basis if branch else "",
            version_of=corpus.ids[before[number][0]] if number in before else "",
        )
