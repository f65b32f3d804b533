"""Incidents as PLOVER events: one JSON object a line, and as POLECAT's tab-separated table."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any, BinaryIO

from frontlog.views.exports.actors import Party
from frontlog.views.exports.cells import columns_of, flat, names, write_tsv
from frontlog.views.exports.events import Event
from frontlog.views.exports.export import Export
from frontlog.views.exports.geojson import dumped
from frontlog.views.guide import day

COLUMNS = columns_of(
    "Event ID,Event Date,Event Type,Event Mode,Intensity,Quad Code,Contexts,Actor Name,Actor Country,Actor COW,"
    "Primary Actor Sector,Actor Sectors,Actor Title,Actor Name Raw,Wikipedia Actor ID,Recipient Name,Recipient Country,"
    "Recipient COW,Primary Recipient Sector,Recipient Sectors,Recipient Title,Recipient Name Raw,Wikipedia Recipient ID,Placename,"
    "City,District,Province,Country,Latitude,Longitude,GeoNames ID,Raw Placename,Feature Type,Source,Publication Date,Story People,"
    "Story Organizations,Story Locations,Language,Version"
)
QUADS = ("", "VERBAL COOPERATION", "MATERIAL COOPERATION", "VERBAL CONFLICT", "MATERIAL CONFLICT")
BOTH = ("clash",)  # whoever fights is an actor, and nobody the recipient
NOT_YET = {"planned": "future", "conditional": "hypothetical"}
TAKEN = ("capture", "handover", "withdraw")  # who holds the place is another one afterwards
CITY = ("city", "town", "village")
GEONAMES = "g-"  # how ids of places begin that GeoNames numbers


@dataclass(frozen=True, slots=True)
class Coded:
    """An incident in PLOVER's terms."""

    event: Event
    type: str
    mode: str
    quad: int
    scale: float
    contexts: tuple[str, ...]
    actors: Sequence[Party]
    recipients: Sequence[Party]


def events(export: Export) -> Iterator[Coded]:
    """All incidents that PLOVER has a category for. One that is only denied is the denial; plans are marked by their context."""
    for event in export.events():
        plover = export.coding(event).plover
        if event.modality == "denied":
            speakers = export.parties(dict.fromkeys(s.speaker_id for s in event.said if s.speaker_id))
            yield Coded(event, "REJECT", "", 3, -4.0, plover.contexts, speakers, event.agents)
        elif plover and event.start is not None:
            when = (NOT_YET[event.modality],) if event.modality in NOT_YET else ()
            both = [*event.agents, *(p for p in event.targets if p not in event.agents)] if event.type in BOTH else event.agents
            recipients = () if event.type in BOTH else event.targets
            yield Coded(event, plover.event, plover.mode, plover.quad, plover.scale, (*plover.contexts, *when), both, recipients)


def polecat(export: Export, out: BinaryIO) -> None:
    """incidents_polecat.txt."""
    write_tsv(out, COLUMNS, (_line(export, coded) for coded in events(export)))


def jsonl(export: Export, out: BinaryIO) -> None:
    """incidents_plover.jsonl."""
    for coded in events(export):
        out.write(dumped(_object(export, coded)) + b"\n")


def _line(export: Export, coded: Coded) -> list[Any]:
    event, country = coded.event, export.country(coded.event)
    first = event.reports[0] if event.reports else None
    return [
        event.id,
        event.start,
        coded.type,
        coded.mode,
        coded.scale,
        QUADS[coded.quad],
        list(coded.contexts),
        *_parties(coded.actors),
        *_parties(coded.recipients),
        event.place_name,
        event.place_name if event.spot.kind in CITY else "",
        event.spot.admin2,
        event.spot.admin1,
        country.name,
        event.lat,
        event.lon,
        geonames_id(event),
        event.spot.text,
        event.spot.kind,
        names(r.outlet or r.name for r in event.reports),
        first.published if first else None,
        "",
        names(p.name for p in (*event.agents, *event.targets)),
        names([event.place_name]),
        first.language if first else "",
        f"frontlog {export.about.version}".strip(),
    ]


def _parties(parties: Sequence[Party]) -> list[Any]:
    sectors = names(p.sector for p in parties)
    return [
        names(p.name for p in parties),
        names(p.codes.name for p in parties),
        names(str(p.codes.gwno) for p in parties if p.codes.gwno),
        sectors[0] if sectors else "",
        sectors,
        "",
        names(p.name for p in parties),
        "",
    ]


def _object(export: Export, coded: Coded) -> dict[str, Any]:
    event = coded.event
    first = event.reports[0] if event.reports else None
    said = event.said[0] if event.said else None
    extra = {"x_control_change": True} if event.type in TAKEN and event.modality == "actual" else {}
    return {
        "id": event.id,
        "has_event": event.modality not in ("planned", "conditional"),
        "date": day(event.start),
        "time": None,
        "enddate": day(event.end),
        "endtime": None,
        "actor": [_entity(p) for p in coded.actors],
        "recipient": [_entity(p) for p in coded.recipients],
        "event": [coded.type],
        "event_loc": _location(export, event),
        "event_text": names(s.words for s in event.said),
        "quad_code": coded.quad,
        "event_scale": coded.scale,
        "mode": [coded.mode] if coded.mode else [],
        "context": list(coded.contexts),
        "size": {"dead": event.killed.best, "injured": event.injured.best, "arrested": _arrested(event)},
        "link": event.id,
        "text": flat(event.title),
        "text_info": {"sequence": 0, "start": said.start if said else None, "end": said.end if said else None},
        "cite_info": {
            "corpus": export.about.corpus,
            "citation": first.id if first else "",
            "url": first.url if first else "",
            "title": first.title if first else "",
            "language": first.language if first else "",
            "publication": first.outlet if first else "",
            "license": export.about.licence,
            "copyright": first.outlet if first else "",
            "coder": "frontlog",
            "codebook": "plover-crosswalk-1",
            "version": export.about.version,
        },
        "coder": "frontlog",
        "coded_date": event.updated.date().isoformat() if event.updated else None,
        "coded_time": event.updated.time().isoformat() if event.updated else None,
        "comment": event.grade_reason,
        **extra,
    }


def _entity(party: Party) -> dict[str, str]:
    return {
        "code": party.codes.alpha3,
        "sector": party.sector,
        "entity_text": flat(party.name),
        "identifier_id": party.id,
        "identifier_text": flat(party.name),
    }


def _location(export: Export, event: Event) -> dict[str, Any]:
    country, spot = export.country(event), event.spot
    return {
        "extracted_place": spot.text,
        "resolved_place": event.place_name,
        "geonameid": geonames_id(event),
        "lat": event.lat,
        "lon": event.lon,
        "city": event.place_name if spot.kind in CITY else "",
        "district": spot.admin2,
        "province": spot.admin1,
        "country": country.name,
        "country_code": country.alpha3,
        "feature_class": "",
        "feature_code": spot.kind,
        "resolution": resolution(event),
    }


def resolution(event: Event) -> int | None:
    """How fine a place is: 5 within a city, 4 city, 3 district, 2 province, 1 country; None where it could not be located."""
    if event.lat is None:
        return None
    return {"city": 4, "town": 4, "village": 4, "admin2": 3, "admin1": 2, "region": 2, "country": 1}.get(event.spot.kind, 5)


def geonames_id(event: Event) -> int | None:
    """The number that GeoNames has for the place, where it comes from there."""
    number = event.place_id.removeprefix(GEONAMES)
    return int(number) if event.place_id.startswith(GEONAMES) and number.isdigit() else None


def _arrested(event: Event) -> int | None:
    return next((toll.best for toll in event.tolls if toll.kind == "captured"), None)
