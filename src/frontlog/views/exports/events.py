"""Incidents joined with what their claims and documents say of them: the one thing that every format of incidents is made from."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field, fields
from datetime import date, datetime
from functools import cached_property
from typing import Any

import pyarrow as pa

from frontlog.model import Claim, Contradiction, Document, Incident, Origin, Tolls
from frontlog.views.exports.actors import Actors, Party
from frontlog.views.exports.cells import flat
from frontlog.views.exports.source import BATCH, columns, inside, listed, moment
from frontlog.views.rows import Rows

CERTAINTIES = ("asserted", "attributed", "hedged", "disputed")  # from the firmest on
DIGITS = {"confirmed": 1, "fair": 2, "weak": 3, "contested": 4, "discounted": 5, "ungraded": 6}  # Admiralty
DISPUTED = ("contested", "discounted")
NO_ORIGIN = Origin("", "")  # which step made an incident is not asked here
READ = tuple(f.name for f in fields(Incident) if f.name not in ("tolls", "origin", "testimony"))
KILLED, WOUNDED = "killed", "wounded"


@dataclass(frozen=True, slots=True)
class Spot:
    """Where a claim says that it was, with the codes that a pack of places knows."""

    id: str
    text: str
    kind: str
    relation: str
    country: str
    admin1: str
    admin2: str
    pcode: str
    where_prec: int | None
    geo_precision: int | None
    geometry: str

    @property
    def codes(self) -> tuple[str, str, str]:
        """P-codes of province, district and subdistrict, as far as the place's own code shows them (two digits a level)."""
        return levels(self.pcode)


NOWHERE = Spot("", "", "", "", "", "", "", "", None, None, "")


@dataclass(frozen=True, slots=True)
class Report:
    """A document as a source: everything but its text."""

    id: str
    name: str
    outlet: str
    title: str
    url: str
    published: date | None
    retrieved: datetime | None
    language: str
    author: str = ""
    updated: datetime | None = field(init=False)  # when it was published or fetched, whichever is later

    def __post_init__(self) -> None:
        object.__setattr__(self, "updated", moment(self.published, self.retrieved))


@dataclass(frozen=True, slots=True)
class Said:
    """What one claim adds to its incident. `words` are those of its trigger and of the things it names, for the crosswalks."""

    document: str
    certainty: str
    speaker: str
    speaker_id: str
    spots: tuple[Spot, ...]
    words: str
    start: int
    end: int
    type: str


@dataclass(frozen=True, slots=True)
class Count:
    """Low, best and high of a number of people; None is not stated."""

    low: int | None = None
    best: int | None = None
    high: int | None = None


@dataclass(slots=True)
class Event:
    """An incident with its parties, place, sources and numbers. Formats read it and change nothing."""

    id: str
    type: str
    title: str
    modality: str
    start: date | None
    end: date | None
    place_id: str
    place_name: str
    lat: float | None
    lon: float | None
    radius_m: int | None
    country: str
    spot: Spot
    agents: list[Party]
    targets: list[Party]
    tolls: Sequence[Tolls]
    grade: str
    grade_reason: str
    certainty: str
    claims: Sequence[str]
    said: list[Said]
    reports: list[Report]
    origins: Sequence[str]
    contradictions: Sequence[str]
    words: str
    killed: Count
    killed_civilians: Count
    injured: Count
    killed_by_side: dict[str, Count]
    claimants: list[str]
    first_reported: date | None
    updated: datetime | None
    admiralty: str = ""  # letter of the best source and digit of the grade
    belief: float | None = None
    exact: bool = True  # False: the coordinates were made coarse on purpose
    extra: dict[str, str] = field(default_factory=dict)

    @property
    def disputed(self) -> bool:
        """Whether reports contradict each other about it."""
        return bool(self.contradictions) or self.grade in DISPUTED

    @property
    def days(self) -> int | None:
        """How many days the interval covers; None where an end is open or unknown."""
        return (self.end - self.start).days + 1 if self.start and self.end else None

    @property
    def date_precision(self) -> str:
        """day, week, month, longer, or unknown."""
        days = self.days
        if days is None:
            return "unknown"
        return "day" if days == 1 else "week" if days <= 7 else "month" if days <= 31 else "longer"


class Facts:
    """What claims, documents and contradictions say, each read by column when it is first asked for, and kept small."""

    def __init__(self, rows: Rows, actors: Actors) -> None:
        self.rows = rows
        self.actors = actors

    @cached_property
    def reports(self) -> Mapping[str, Report]:
        """The documents by id."""
        return _reports(self.rows)

    @cached_property
    def said(self) -> Mapping[str, Said]:
        """The claims by id."""
        return _said(self.rows)

    @cached_property
    def contradictions(self) -> Mapping[str, tuple[str, ...]]:
        """The types of contradictions by incident."""
        return _contradictions(self.rows)

    def event(self, incident: Incident) -> Event:
        """An incident joined with all of this."""
        said = [self.said[c] for c in incident.claims if c in self.said]
        reports = sorted((self.reports[d] for d in incident.documents if d in self.reports), key=lambda r: (r.published or date.max, r.id))
        spot = _spot(incident, said)
        killed = [t for t in incident.tolls if t.kind == KILLED]
        return Event(
            id=incident.id,
            type=incident.type,
            title=flat(incident.title),
            modality=incident.modality,
            start=incident.start,
            end=incident.end,
            place_id=incident.place_id,
            place_name=flat(incident.place_name),
            lat=incident.lat,
            lon=incident.lon,
            radius_m=incident.uncertainty_m,
            country=incident.country,
            spot=spot,
            agents=self.actors.all(incident.agents),
            targets=self.actors.all(incident.targets),
            tolls=incident.tolls,
            grade=incident.grade,
            grade_reason=incident.grade_reason,
            certainty=min((s.certainty for s in said), key=_firmness, default=""),
            claims=incident.claims,
            said=said,
            reports=reports,
            origins=incident.origin_groups,
            contradictions=self.contradictions.get(incident.id, ()),
            words=" ".join(dict.fromkeys(s.words for s in said)),
            killed=counted(killed),
            killed_civilians=counted([t for t in killed if self.actors.civilian(t.side)]),
            injured=counted([t for t in incident.tolls if t.kind == WOUNDED]),
            killed_by_side={t.side: counted([t]) for t in killed if t.side},
            claimants=self._claimants(said),
            first_reported=next((r.published for r in reports if r.published), None),
            updated=moment(*(r.updated for r in reports)),
            admiralty=incident.admiralty or f"F{DIGITS.get(incident.grade, 6)}",  # F: the source cannot be judged
            belief=incident.belief,
        )

    def _claimants(self, said: Sequence[Said]) -> list[str]:
        """Who says so: the speakers that are named, else the outlets."""
        names = []
        for one in said:
            report = self.reports.get(one.document)
            known = self.actors.get(one.speaker_id) if one.speaker_id else None
            names.append(known.name if known and known.known else one.speaker or (report.outlet if report else ""))
        return [name for name in dict.fromkeys(names) if name]


def events(rows: Rows, facts: Facts, only: frozenset[str] | None = None) -> Iterator[Event]:
    """All incidents by day and id, or `only` those of some ids."""
    table = columns(rows, Incident, [*READ, "tolls"])
    days, keys = listed(table, "start"), listed(table, "id")
    order = sorted((i for i, key in enumerate(keys) if only is None or key in only), key=lambda i: (days[i] or date.max, keys[i]))
    ranked = table.take(pa.array(order, pa.int64()))
    for start in range(0, ranked.num_rows, BATCH):
        yield from map(facts.event, _incidents(ranked.slice(start, BATCH)))


def _incidents(table: pa.Table) -> Iterator[Incident]:
    """Rows as incidents, column by column: a third of the time that the general way takes, and exports read a hundred thousand."""
    tolls = inside(table, "tolls", [f.name for f in fields(Tolls)])
    for values, counts in zip(zip(*(listed(table, name) for name in READ), strict=True), tolls, strict=True):
        yield Incident(**dict(zip(READ, values, strict=True)), tolls=tuple(Tolls(*count) for count in counts), origin=NO_ORIGIN)


def counted(tolls: Sequence[Tolls]) -> Count:
    """Tolls of several sides added up. Where no best or no upper figure is stated, the next lower one stands in its place."""
    if not tolls:
        return Count()
    rows = [(t.low, t.best if t.best is not None else t.low, t.high) for t in tolls]
    low = [a for a, _, _ in rows if a is not None]
    best = [b for _, b, _ in rows if b is not None]
    high = [x for _, b, c in rows if (x := b if c is None else c) is not None]
    return Count(*(sum(part) if part else None for part in (low, best, high)))


def _firmness(certainty: str) -> int:
    return CERTAINTIES.index(certainty) if certainty in CERTAINTIES else len(CERTAINTIES)


def _spot(incident: Incident, said: Sequence[Said]) -> Spot:
    """The place of the incident as the best of its claims has it: with a code, then with a precision."""
    spots = [spot for one in said for spot in one.spots if spot.id == incident.place_id]
    return min(spots, key=lambda s: (not s.pcode, not s.admin1, s.geo_precision is None), default=NOWHERE)


def _reports(rows: Rows) -> dict[str, Report]:
    names = ("id", "name", "outlet", "title", "url", "published", "retrieved", "language", "author")
    table = columns(rows, Document, names)
    return {row[0]: Report(*row) for row in zip(*(listed(table, name) for name in names), strict=True)}


def _said(rows: Rows) -> dict[str, Said]:
    parts = ("id", "text", "kind", "relation", "country", "admin1", "admin2", "pcode", "where_prec", "geo_precision", "geometry")
    table = columns(rows, Claim, ("id", "document", "evidence", "type", "trigger", "place", "certainty", "source", "source_id", "objects"))
    known: dict[tuple[object, ...], Spot] = {}
    places = [tuple(known.get(p) or known.setdefault(p, _spot_from(p)) for p in row) for row in inside(table, "place", parts)]
    objects = inside(table, "objects", ("text",))
    wanted = ("id", "document", "certainty", "source.text", "source_id", "trigger.text", "evidence.start", "evidence.end", "type")
    out = {}
    for row, spots, things in zip(zip(*(listed(table, w) for w in wanted), strict=True), places, objects, strict=True):
        key, document, certainty, speaker, speaker_id, trigger, start, end, kind = row
        words = " ".join((trigger, *(thing for (thing,) in things))).lower()
        out[key] = Said(document, certainty, " ".join((speaker or "").split()), speaker_id, spots, words, start, end, kind)
    return out


def _spot_from(parts: tuple[Any, ...]) -> Spot:
    """A place with every word of it on one line."""
    one_line: list[Any] = [flat(part) if isinstance(part, str) else part for part in parts]
    return Spot(*one_line)


def _contradictions(rows: Rows) -> Mapping[str, tuple[str, ...]]:
    """The types of real contradictions by incident; updates and refinements are none."""
    names = ("incident", "other_incident", "type", "status")
    table = columns(rows, Contradiction, names)
    found: dict[str, set[str]] = {}
    for incident, other, kind, status in zip(*(listed(table, name) for name in names), strict=True):
        for key in (incident, other) if status == "contradiction" else ():
            if key:
                found.setdefault(key, set()).add(kind)
    return {key: tuple(sorted(kinds)) for key, kinds in found.items()}


def levels(pcode: str) -> tuple[str, str, str]:
    """Codes of the levels above, out of one like SY0703 or SY070302: two letters, then two digits a level. Other codes show nothing."""
    digits = pcode[2:]
    if not (pcode[:2].isalpha() and digits.isdigit() and len(digits) % 2 == 0):
        return "", "", ""
    one, two, three = (pcode[: 2 + 2 * level] if len(digits) >= 2 * level else "" for level in (1, 2, 3))
    return one, two, three
