"""Control by buckets of places: all their rows are those of the whole, however reports, voices, versions and places hang together."""

import random
from collections.abc import Sequence
from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest
from tests.control.test_timeline import DAY0, copy, effect
from tests.support.posts import exchanged
from tests.support.records import document

from frontlog.control.exchange import exchange
from frontlog.control.layers import layers
from frontlog.model import ControlState, Copy, Decision, Document, Effect, RowLot

KINDS = ("holds", "gains", "loses", "enters", "repels", "besieges")
NAMES = ("Arlow", "Brennick", "Castel Om", "Dunmere", "Estover", "the hills", "Fallow Ridge")
DOCUMENTS = [f"d{number}" for number in range(14)]


def some_effects(draw: random.Random, count: int) -> list[Effect]:
    """Of places near and far, some of them under two ids or without a point."""
    out = []
    for number in range(count):
        at = draw.randrange(len(NAMES))
        name, twin = NAMES[at], draw.random() < 0.2
        row = effect(
            draw.choice(KINDS),
            draw.choice(("army", "rebels")),
            draw.randrange(80),
            doc=draw.choice(DOCUMENTS),
            place=f"{'n' if twin else 'p'}-{at}",
            name=name,
            lat=35.0 + at * 0.06 + twin * 0.001,
        )
        row = replace(row, id=f"e{number:03d}")
        out.append(replace(row, lat=None, lon=None, uncertainty_m=None) if name == "the hills" or draw.random() < 0.1 else row)
    return out


def some_copies(draw: random.Random) -> list[Copy]:
    """Reports of one voice, and pages in several versions, the first of which tells nothing."""
    out = [copy("d-first")]
    for number, name in enumerate(DOCUMENTS):
        earlier = draw.choice(DOCUMENTS[:number]) if number and draw.random() < 0.3 else ""
        version = draw.choice(["d-first", *DOCUMENTS[:number]]) if draw.random() < 0.3 else ""
        out.append(replace(copy(name, f"g-{earlier}" if earlier else f"g-{name}", earlier), version_of=version))
    return out


def told(
    effects: Sequence[Effect], copies: Sequence[Copy], documents: Sequence[Document], decided: Sequence[Decision]
) -> list[ControlState]:
    return list(layers(RowLot(Effect, effects), RowLot(Copy, copies), RowLot(Document, documents), decided, code="1"))


def in_order(rows: Sequence[ControlState]) -> list[ControlState]:
    return sorted(rows, key=lambda row: (row.table, row.id))


@pytest.mark.parametrize("seed", range(6))
def test_the_rows_of_all_buckets_are_those_of_the_whole(seed: int) -> None:
    draw = random.Random(seed)
    effects, copies = some_effects(draw, 90), some_copies(draw)
    documents = [
        replace(document(name), id=name, published=DAY0 + timedelta(days=90 + draw.randrange(9)) if draw.random() < 0.8 else None)
        for name in DOCUMENTS
    ]
    when = datetime(2024, 1, 1, tzinfo=UTC)
    decided = [
        Decision(id=f"v-{number}", subject=pair, verdict=verdict, who="K. Reader", when=when, why="seen on the map")
        for number, (pair, verdict) in enumerate(((("p-0", "p-1"), "same"), (("n-2", "p-2"), "different")))
    ][: seed % 3]
    whole = told(effects, copies, documents, decided)
    found = exchanged(
        exchange("1"),
        4,
        {Copy: copies},
        {Effect: effects, Document: documents},
        lambda row: row.id if isinstance(row, Document) else row.document,
        decided,
    )
    assert len(found) > 1
    assert in_order([row for rows in found.values() for row in rows]) == in_order(whole) != []


def test_what_names_no_place_is_sent_nowhere() -> None:
    effects = [effect("holds", "army", 0, doc="d1", place="n-1", name="the hills", lat=None)]
    effects = [replace(row, lat=None, lon=None) for row in effects]
    found = exchanged(exchange("1"), 4, {Copy: [copy("d1")]}, {Effect: effects}, lambda row: row.document)
    assert found == {}
