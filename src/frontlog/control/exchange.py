"""The exchange of control.layers: effects go to the bucket of the place that stands for theirs.

What hangs on the whole log is told from sums: how often each place is told of under which name, and who is told to have it when. They are
as many as there are places, and one process makes of them which places are one and which lie behind the lines. Of the documents of an
effect go with it their day, their voice, and the versions of their page that were before.
"""

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import astuple, fields
from functools import partial
from typing import Any

import pyarrow as pa
import pyarrow.compute as pc

from frontlog.control.around import Mark, behind, mark
from frontlog.control.heard import at_places, one_place
from frontlog.control.layers import told
from frontlog.control.params import load_params
from frontlog.control.places import SIGHTED, Place, Sighting, joined
from frontlog.control.sides import Sides
from frontlog.model import ControlState, Copy, Decision, Document, Effect, Exchange, Leg, Lot, Parcel, Post, records, schema
from frontlog.model.exchange import EVERYWHERE, HOME, SUM, dealt, gathered, to_each

MARKED = ("place_id", "side", "kind", "weight", "start", "end")
OWN = ("own", pa.string())  # the id that a place was told under
GROUND = pa.schema([OWN, *((one.name, schema(Effect).field(name).type) for one, name in zip(fields(Place), SIGHTED, strict=True))])
PLACES = GROUND.append(pa.field("rear", pa.bool_()))


def sums(post: Post, effects: Lot) -> Iterator[Parcel]:
    """How often each place is told of in which way, and who is told to have it when."""
    del post
    seen: Counter[Sighting] = Counter()
    for batch in effects.batches(SIGHTED):
        seen.update(zip(*(column.to_pylist() for column in batch.columns), strict=True))
    days, marks = load_params().days("near.days"), set[tuple[str, str, int]]()
    for batch in effects.batches(MARKED):
        for place, side, kind, weight, start, end in zip(*(column.to_pylist() for column in batch.columns), strict=True):
            if (found := mark(side, kind, weight, start, end, days)) is not None:
                marks.add((place, *found))
    ways = sorted(seen, key=repr)
    columns = [pa.array([way[n] for way in ways], schema(Effect).field(name).type) for n, name in enumerate(SIGHTED)]
    yield Parcel("sightings", SUM, pa.table([*columns, pa.array([seen[way] for way in ways], pa.int64())], [*SIGHTED, "count"]))
    told_ = [pa.array([one[n] for one in sorted(marks)], kind) for n, kind in enumerate((pa.string(), pa.string(), pa.int64()))]
    yield Parcel("marks", SUM, pa.table(told_, ["place_id", "side", "period"]))


def ground(post: Post, sightings: Lot, marks: Lot, decisions: Sequence[Decision]) -> Iterator[Parcel]:
    """Which place stands for which id: to all homes by its id alone, to its bucket with all that is known of it."""
    params = load_params()
    seen: Counter[Sighting] = Counter()
    for *way, count in _rows(sightings, (*SIGHTED, "count")):
        seen[tuple(way)] += count
    places = joined(seen, params, decisions)
    who: dict[str, set[Mark]] = defaultdict(set)
    for place, side, period in _rows(marks, ("place_id", "side", "period")):
        who[places[place].id].add((side, period))
    rear = behind(places, who, params)
    wanted = [(own, place) for own, place in sorted(places.items()) if one_place(place)]
    columns = zip(*((own, *astuple(place), place.id in rear) for own, place in wanted), strict=True)
    table = (
        pa.table([pa.array(list(values), field.type) for values, field in zip(columns, PLACES, strict=True)], PLACES) if wanted else None
    )
    if table is not None:
        yield Parcel("ground", EVERYWHERE, table.select(["own", "id"]))
        yield from dealt("places", post.bucket(table["id"].to_pylist()), table)


def voices(post: Post, copies: Lot) -> Iterator[Parcel]:
    """What is known of the voice of each document, to its home, and of the versions of its page before it."""
    newer = {one: earlier for one, earlier in _rows(copies, ("id", "version_of")) if earlier}
    before = {one: _before(one, newer) for one in newer}
    names = schema(Copy).names
    wanted = pa.array(sorted({earlier for some in before.values() for earlier in some}), pa.string())
    rows = gathered(batch.filter(pc.is_in(batch["id"], wanted)) for batch in copies.batches(names))
    old = pa.concat_tables([schema(Copy).empty_table(), *rows])
    places = {one: number for number, one in enumerate(old["id"].to_pylist())}
    for table in gathered(copies.batches(names)):
        ids = table["id"].to_pylist()
        pairs = [(one, places[earlier]) for one in ids for earlier in before.get(one, ()) if earlier in places]
        more = old.take(pa.array([number for _, number in pairs], pa.int64()))
        owners = [*ids, *(one for one, _ in pairs)]
        yield from dealt("voices", post.home(owners), pa.concat_tables([table, more]).append_column("owner", pa.array(owners, pa.string())))


def _before(one: str, newer: Mapping[str, str]) -> list[str]:
    """The versions of a page before one, as `edition` goes through them."""
    found = [one]
    while (earlier := newer.get(found[-1])) and earlier not in found:
        found.append(earlier)
    return found[1:]


def told_to(post: Post, ground: Lot, voices: Lot, effects: Lot, documents: Lot) -> Iterator[Parcel]:
    """The effects of some documents to the buckets of their places, and with them what is known of the documents."""
    stands = dict(_rows(ground, ("own", "id")))
    bucket = dict(zip(stands, post.bucket(stands.values()), strict=True))
    wanted: dict[str, set[str]] = defaultdict(set)
    ids = pa.array(sorted(stands), pa.string())
    for table in gathered(batch.filter(pc.is_in(batch["place_id"], ids)) for batch in effects.batches(schema(Effect).names)):
        buckets = [bucket[place] for place in table["place_id"].to_pylist()]
        for document, to in zip(table["document"].to_pylist(), buckets, strict=True):
            wanted[document].add(to)
        yield from dealt("effects", buckets, table)
    to = {document: sorted(some) for document, some in wanted.items()}
    yield from to_each("copies", voices, (*schema(Copy).names, "owner"), to, by="owner")
    yield from to_each("days", documents, ("id", "published"), to)


def bucket_told(
    places: Lot,
    effects: Lot,
    copies: Lot,
    days: Lot,
    before: Iterable[ControlState] = (),
    code: str = "",
    sides: Sides | None = None,
) -> Iterator[ControlState]:
    """The three layers of the places of a bucket."""
    known: dict[str, Place] = {}
    rear = set[str]()
    for own, *place, behind_ in _rows(places, PLACES.names):
        known[own] = Place(*place)
        if behind_:
            rear.add(known[own].id)
    heard = list(at_places(records(Effect, effects), records(Copy, copies), known, rear, sides))
    yield from told(heard, days, before, code)


def _rows(lot: Lot, names: Sequence[str]) -> Iterator[Any]:
    for batch in lot.batches(names):
        yield from zip(*(column.to_pylist() for column in batch.columns), strict=True)


LEGS = (
    Leg("sums", HOME, sums, gives=("sightings", "marks"), reads=(Effect,)),
    Leg("ground", SUM, ground, gives=("ground", "places"), takes=("sightings", "marks"), reads=(Decision,)),
    Leg("voices", HOME, voices, gives=("voices",), reads=(Copy,)),
    Leg("told", HOME, told_to, gives=("effects", "copies", "days"), takes=("ground", "voices"), reads=(Effect, Document)),
)


def exchange(code: str) -> Exchange:
    """The exchange, for rows that are made by some code."""
    return Exchange(LEGS, ("places", "effects", "copies", "days"), partial(bucket_told, code=code), each=1 << 15)
