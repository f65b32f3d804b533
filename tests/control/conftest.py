"""Claims and sides for the tests of control: built from a sentence, with offsets found in it."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field, replace
from datetime import date
from typing import Any

import pytest

from frontlog.model import ActorRef, Claim, Origin, Piece, PlaceRef, Span, TimeRef, record_id

TEST = Origin("test", "1")
PARENTS = {"brigade": "army", "air-wing": "army", "mp": "army", "press": ""}


@dataclass(frozen=True)
class FakeSides:
    """Sides by a small table; "guests" help others."""

    guests: frozenset[str] = frozenset({"coalition"})
    parents: Mapping[str, str] = field(default_factory=lambda: dict(PARENTS))

    def side(self, actor: str, country: str, day: date | None) -> str:
        return self.parents.get(actor, actor)

    def allied(self, a: str, b: str, country: str, day: date | None) -> bool:
        return a == b

    def guest(self, actor: str, country: str) -> bool:
        return actor in self.guests

    def name(self, actor: str) -> str:
        return actor.title()

    def speaker(self, outlet: str) -> str:
        return outlet.partition(" of the ")[2].lower()


def actor(text: str, quote: str) -> ActorRef:
    """`words=id`, or `id` for one that stands for itself."""
    words, _, id_ = text.partition("=")
    at = quote.find(words)
    return ActorRef(words, at, at + len(words) if at >= 0 else -1, id_ or words, id_ or words)


def place(row: str | Mapping[str, Any], quote: str) -> PlaceRef:
    """A name, `relation:name`, or a mapping with text, name, relation, lat, lon, id, uncertainty_m, basis, kind."""
    data: dict[str, Any] = {"text": row.partition(":")[2] or row} if isinstance(row, str) else dict(row)
    if isinstance(row, str) and ":" in row:
        data["relation"] = row.partition(":")[0]
    text, name = data["text"], data.get("name", data["text"])
    at = quote.find(text)
    return PlaceRef(
        text=text,
        start=at,
        end=at + len(text) if at >= 0 else -1,
        id=data.get("id", f"n-{name.lower().replace(' ', '')}"),
        name=name,
        lat=data.get("lat"),
        lon=data.get("lon"),
        uncertainty_m=data.get("uncertainty_m"),
        relation=data.get("relation", "at"),
        country=data.get("country", ""),
        basis=data.get("basis", "exact"),
        kind=data.get("kind", ""),
    )


def build(row: Mapping[str, Any], document: str = "d1", at: int = 0) -> Claim:
    """A claim from a case: says, type, trigger, agent, target, place, modality, certainty, start, end, source, objects."""
    quote = row["says"]
    assert row["trigger"] in quote, f"the trigger {row['trigger']!r} does not stand in {quote!r}"
    start = at + quote.find(row["trigger"])
    days = [date.fromisoformat(str(row[k])) if row.get(k) else None for k in ("start", "end")]
    if "start" not in row and "end" not in row:
        days = [date(2017, 10, 1), date(2017, 10, 2)]
    places = tuple(place(p, quote) for p in row.get("place", ()))
    return Claim(
        id=record_id("c", document, quote, row["type"], row["trigger"], str(days), row.get("modality", "")),
        document=document,
        evidence=Span(document, at, at + len(quote), quote),
        type=row["type"],
        trigger=Piece(row["trigger"], start, start + len(row["trigger"])),
        agent=tuple(actor(a, quote) for a in row.get("agent", ())),
        target=tuple(actor(a, quote) for a in row.get("target", ())),
        place=tuple(replace(p, start=p.start + at, end=p.end + at) if p.start >= 0 else p for p in places),
        time=TimeRef("", -1, -1, days[0], days[1], "day", "test"),
        modality=row.get("modality", "actual"),
        certainty=row.get("certainty", "asserted"),
        source=Piece(row["source"], -1, -1) if row.get("source") else None,
        source_id=row.get("source", ""),
        losses=(),
        objects=tuple(Piece(o, -1, -1) for o in row.get("objects", ())),
        confidence=1.0,
        origin=TEST,
    )


@pytest.fixture(scope="session")
def sides() -> FakeSides:
    return FakeSides()


@pytest.fixture(scope="session")
def make() -> Callable[..., Claim]:
    return build
