"""Finding copies with what was kept of the build before: the rows are those of finding them anew."""

import random
from datetime import date, timedelta

import numpy as np
import pytest
from tests.documents.test_copies import edited, make, prose

from frontlog.documents.copies.alike import Alike, Counts
from frontlog.documents.copies.corpus import load
from frontlog.documents.copies.find import copies
from frontlog.documents.copies.index import search
from frontlog.documents.copies.pairs import ALL, Pairs
from frontlog.documents.copies.sketch import sketch
from frontlog.model import Copy, Overlap, RowLot, Sketch
from support.remembered import Remembered

TAIL = prose(99, 2)  # of one house: furniture, once enough of its reports have it


def report(number: int, draw: random.Random) -> list[Sketch]:
    """A report of a house, or a copy of one with some words changed."""
    text = prose(draw.randrange(6), 8)
    text = edited(text, draw.choice((0, 0.05, 0.4)), number)
    house = draw.choice(("One", "Two", ""))
    day = date(2020, 1, 1) + timedelta(days=draw.randrange(20))
    document, segments = make(f"{number:03d}", f"{text}\n{TAIL}" if house == "One" else text, outlet=house, published=day)
    return list(sketch([document], segments))


def told(sketches: list[Sketch], memory: Remembered | None = None) -> list[Copy | Overlap]:
    return sorted(copies(RowLot(Sketch, sketches), memory), key=lambda row: (type(row).table, row.id))


@pytest.mark.parametrize("seed", range(3))
def test_growing_gives_the_rows_of_a_build_from_nothing(seed: int, monkeypatch: pytest.MonkeyPatch) -> None:
    draw, counted = random.Random(seed), list[tuple[int, int]]()
    real = Pairs._counts

    def counts(self: Pairs, earlier: int, later: int, house: bool) -> Counts:
        counted.append((earlier, later))
        return real(self, earlier, later, house)

    monkeypatch.setattr(Pairs, "_counts", counts)
    given = [row for number in range(12) for row in report(number, draw)]
    memory = Remembered()
    assert told(given, memory) == told(given)
    for step in range(12, 72, 12):
        given += [row for number in range(step, step + 12) for row in report(number, draw)]
        draw.shuffle(given)
        anew = told(given)
        counted.clear()
        memory = Remembered((), memory.next)
        assert told(given, memory) == anew
        with_memory = len(counted)
        counted.clear()
        told(given)
        assert with_memory < len(counted)
    counted.clear()
    told(given, Remembered((), memory.next))
    assert not counted  # nothing is new


def test_a_key_that_only_begins_like_another_is_none() -> None:
    memory = Remembered()
    alike = Alike(memory)
    one, other = (1 << 63, 5), (1 << 63, 6)
    counts = Counts(7, 6, 5, 4, 3)
    alike.note_one(one, counts)
    alike.note_one(one, counts)
    alike.note(np.array([(3, 4)], np.uint64), np.array([counts], np.int32))
    alike.keep()
    again = Alike(Remembered((), memory.next))
    assert again.find_one(one) == again.find_one((3, 4)) == counts
    assert [again.find_one(key) for key in (other, (0, 0), (ALL, ALL))] == [None] * 3
    assert again.find(np.array([one, other, (3, 4)], np.uint64)).tolist() == [1, -1, 0]


def test_a_key_is_the_same_for_one_pair_and_for_many() -> None:
    """And another one where the documents change places, or stand on the pages of one house."""
    draw = random.Random(5)
    sketches = [row for number in range(8) for row in report(number, draw)]
    memory = Remembered()
    corpus = load(RowLot(Sketch, sketches))
    pairs = Pairs(corpus, search(corpus), Alike(memory))
    edges = np.array([(a, b) for a in range(8) for b in range(8)])
    many = pairs._keys(edges)
    assert len({tuple(key) for key in many.tolist()}) == len(edges)
    alike = Alike(memory)
    one_by_one = Pairs(corpus, search(corpus), alike)
    for a, b in edges.tolist():
        one_by_one.likeness(a, b)
    alike.keep()
    assert (Alike(Remembered((), memory.next)).find(many) >= 0).all()


def test_nothing_to_keep() -> None:
    memory = Remembered()
    assert told([], memory) == []
    assert Alike(Remembered((), memory.next)).find_one((0, 0)) is None
