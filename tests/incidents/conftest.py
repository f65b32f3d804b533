"""Claims, documents and sides for the tests of incidents, built from short rows."""

import re
from collections.abc import Callable, Collection, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

import pytest

from frontlog.model import ActorRef, Claim, Copy, Document, Loss, Origin, Piece, PlaceRef, Span, TimeRef, record_id

TEST = Origin("test", "1")
PARENTS = {"brigade": ("army",), "army": ("gov",), "tv": ("gov",), "cell": ("rebels",), "rebel-radio": ("rebels",), "air-wing": ("army",)}
PLACES: Mapping[str, tuple[float | None, float | None, int | None]] = {
    "Qasab": (35.00, 38.00, 500),
    "Qaseb": (35.004, 38.0, 500),
    "Ras Tin": (35.03, 38.01, 500),  # 3.5 km from Qasab
    "Umm Laban": (35.10, 38.05, 500),  # 12 km
    "Wadi Zar": (36.0, 39.0, 500),
    "Port Amal": (12.0, 44.0, 500),  # in another country, 2,600 km away
    "Homs province": (34.7, 38.2, 80_000),
    "Old Mill, Qasab": (35.0, 38.0, 3000),
    "the hill": (None, None, None),
    "Bir Saad": (None, None, None),
}


@dataclass(frozen=True)
class FakeSides:
    """Parents and camps by small tables: brigade and tv belong to the government, cell and rebel-radio to the rebels."""

    def ancestors(self, id_: str) -> Collection[str]:
        out = [id_]
        for one in out:
            out += PARENTS.get(one, ())
        return out

    def camp(self, id_: str, country: str = "", day: date | None = None) -> str:
        return "gov" if id_ == "ally" else list(self.ancestors(id_))[-1]

    def name(self, id_: str) -> str:
        return id_.title()

    def speaker(self, outlet: str) -> str:
        return {"Army TV": "tv", "Rebel Radio": "rebel-radio"}.get(outlet, "")


def loss(text: str) -> Loss:
    """ "rebels killed 12", "killed 12+" (at least), "killed -5" (up to), "killed 3..7"."""
    *side, kind, figure = text.split()
    low, high = re.fullmatch(r"(\d*)(?:\.\.)?\+?-?(\d*)", figure).groups() if figure[0] != "-" else ("", figure[1:])
    least = int(low) if low else None
    most = int(high) if high else None if figure.endswith("+") else least
    return Loss("".join(side), kind, least, most, "", text, -1, -1)


def place(text: str) -> PlaceRef:
    """A name of PLACES, or `relation:name`."""
    relation, _, name = text.rpartition(":")
    lat, lon, wide = PLACES[name]
    return PlaceRef(
        name, -1, -1, f"g-{name}" if lat else f"n-{name}", name, lat, lon, wide, relation or "at", "SY", "exact" if lat else "none"
    )


def build(row: Mapping[str, Any], document: str = "d1", number: int = 0) -> Claim:
    """A claim from a short row; what the row leaves out is a capture of Qasab by the army on 1-2 October 2017."""
    says = row.get("says", "")
    day = row.get("day")
    start, end = (row.get("start", day or "2017-10-01"), row.get("end", day or "2017-10-02"))
    trigger = row.get("trigger", says.split()[0] if says else row.get("type", "captured"))
    places = row.get("place", "Qasab")
    at = row.get("at", 0)  # where its sentence stands in the report
    begin = at + max(0, says.find(trigger))
    return Claim(
        id=record_id("c", row.get("doc", document), number, sorted(map(str, row.items()))),
        document=row.get("doc", document),
        evidence=Span(row.get("doc", document), at, at + len(says), says),
        type=row.get("type", "capture"),
        trigger=Piece(trigger, begin, begin + len(trigger)),
        agent=tuple(ActorRef(a, -1, -1, a, a) for a in _many(row.get("agent", "army"))),
        target=tuple(ActorRef(a, -1, -1, a, a) for a in _many(row.get("target", ""))),
        place=tuple(place(p) for p in ([places] if isinstance(places, str) else places) if p),
        time=TimeRef("that day" if row.get("said", bool(day)) else "", -1, -1, _day(start), _day(end), "day", "test"),
        modality=row.get("modality", "actual"),
        certainty=row.get("certainty", "asserted"),
        source=Piece(row["source"], -1, -1) if row.get("source") else None,
        source_id=row.get("source", ""),
        losses=tuple(loss(x) for x in _many(row.get("losses", ""))),
        objects=tuple(Piece(x, -1, -1) for x in _many(row.get("objects", ""))),
        confidence=1.0,
        origin=TEST,
    )


def report(id_: str, published: str | None = "2017-10-02", outlet: str = "") -> Document:
    """A document of which only the day of publication and the outlet matter."""
    return Document(
        id=id_, name=id_, outlet=outlet, republished_by="", url="", title="", author="", published=_day(published),
        published_role="", dates=(), language="en", sha256_raw="", sha256_clean="", text="", origin=TEST,
    )  # fmt: skip


def copied(id_: str, group: str = "", of: str = "") -> Copy:
    return Copy(id=id_, origin_group=group or id_, copy_of=of, similarity=1.0 if of else 0.0, basis="same bytes" if of else "")


def _many(value: Any) -> list[str]:
    return [x.strip() for x in value.split(",") if x.strip()] if isinstance(value, str) else list(value)


def _day(value: Any) -> date | None:
    return date.fromisoformat(str(value)) if value else None


@pytest.fixture(scope="session")
def sides() -> FakeSides:
    return FakeSides()


@pytest.fixture(scope="session")
def make() -> Callable[..., Claim]:
    return build


@pytest.fixture(scope="session")
def doc() -> Callable[..., Document]:
    return report


@pytest.fixture(scope="session")
def copy_row() -> Callable[..., Copy]:
    return copied
