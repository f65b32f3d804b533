"""Incidents for the tools of investigators: TimeMap (map and timeline), Atlos (a table to import), FollowTheMoney (a graph)."""

from collections.abc import Iterator
from datetime import date
from typing import Any, BinaryIO

from frontlog.model import digest
from frontlog.views.exports.cells import columns_of, flat, names, write_csv
from frontlog.views.exports.events import Event, Report
from frontlog.views.exports.export import Export
from frontlog.views.exports.geojson import dumped
from frontlog.views.guide import day

Json = dict[str, Any]
ATLOS = columns_of("status,description,sensitive,latitude,longitude,date,more_info,tags,urls")
TO_DO = {"ungraded": "To Do", "weak": "To Do", "discounted": "Canceled"}  # others: reports agree or quarrel, a person should look


def timemap_events(export: Export, out: BinaryIO) -> None:
    """events.json of TimeMap. It wants months first in a date and coordinates as text."""
    _array(out, (_timemap(export, event) for event in export.events()))


def _timemap(export: Export, event: Event) -> Json:
    return {
        "id": event.id,
        "description": flat(event.title) or event.id,
        "date": f"{event.start.month}/{event.start.day}/{event.start.year}" if event.start else "",
        "time": "",
        "time_precision": event.date_precision,
        "location": flat(event.place_name),
        "latitude": "" if event.lat is None else str(event.lat),
        "longitude": "" if event.lon is None else str(event.lon),
        "category": event.type,
        "associations": [f"type-{event.type}", f"grade-{event.grade}", *(f"actor-{p.id}" for p in event.agents)],
        "sources": [report.id for report in event.reports],
        "comments": f"{event.grade}: {event.grade_reason}",
    }


def timemap_sources(export: Export, out: BinaryIO) -> None:
    """sources.json of TimeMap."""
    out.write(b"{")
    for number, (key, report) in enumerate(export.reports.items()):
        out.write((b",\n" if number else b"\n") + dumped(key) + b":" + dumped(_source(report)))
    out.write(b"\n}\n")


def _source(report: Report) -> Json:
    return {
        "id": report.id,
        "title": flat(report.title),
        "paths": [],
        "type": "article",
        "url": report.url,
        "author": report.author or report.outlet,
        "date": day(report.published) or "",
    }


def timemap_associations(export: Export, out: BinaryIO) -> None:
    """associations.json of TimeMap: filters by type, grade and actor."""
    found: dict[str, Json] = {}
    for event in export.events():
        for prefix, group, key, title in (
            ("type", "Type of event", event.type, event.type.replace("_", " ")),
            ("grade", "Grade", event.grade, event.grade),
            *(("actor", "Actor", p.id, flat(p.name)) for p in event.agents),
        ):
            id_ = f"{prefix}-{key}"
            found.setdefault(id_, {"id": id_, "title": title, "mode": "FILTER", "filter_paths": [group, title]})
    _array(out, (found[key] for key in sorted(found)))


def _array(out: BinaryIO, values: Iterator[Json]) -> None:
    out.write(b"[")
    for number, value in enumerate(values):
        out.write((b",\n" if number else b"\n") + dumped(value))
    out.write(b"\n]\n")


def atlos(export: Export, out: BinaryIO) -> None:
    """incidents_atlos.csv: for the bulk import of Atlos. Nothing is marked as verified: that is for people to say."""
    write_csv(out, [ATLOS], (_atlos(export, event) for event in export.events()))


def _atlos(export: Export, event: Event) -> list[Any]:
    link = export.choice.link(event.id)
    more = (event.grade_reason, f"Claimed by {', '.join(names(event.claimants))}." if event.claimants else "", link)
    return [
        TO_DO.get(event.grade, "Ready for Review"),
        flat(event.title),
        "Not Sensitive",
        event.lat,
        event.lon,
        event.start,
        " ".join(part for part in more if part),
        ",".join([event.type, f"grade-{event.grade}"]),
        ",".join(r.url for r in event.reports if r.url),
    ]


def ftm(export: Export, out: BinaryIO) -> None:
    """frontlog.ftm.json: entities of FollowTheMoney, one a line. Who took part is an Organization, or a Person of the registry."""
    for report in export.reports.values():
        out.write(dumped(_article(report)) + b"\n")
    shown: set[str] = set()
    for event in export.events():
        for party in (*event.agents, *event.targets):
            if party.id and party.id not in shown:
                shown.add(party.id)
                known = export.actors.registered(party.id)
                schema = "Person" if known and known.role == "person" else "Organization"
                country = {"country": [party.country.lower()]} if party.country else {}
                out.write(dumped(_entity(f"actor-{party.id}", schema, name=[flat(party.name)], **country)) + b"\n")
        out.write(dumped(_event(export, event)) + b"\n")
        for report in event.reports:
            out.write(dumped(_mention(event, report)) + b"\n")


def _entity(id_: str, schema: str, **properties: list[str]) -> Json:
    return {"id": id_, "schema": schema, "properties": {key: values for key, values in properties.items() if values and any(values)}}


def _event(export: Export, event: Event) -> Json:
    country = export.country(event).alpha2.lower()
    same = event.start == event.end
    parties = list(dict.fromkeys(f"actor-{p.id}" for p in (*event.agents, *event.targets) if p.id))
    return _entity(
        event.id,
        "Event",
        name=[flat(event.title)],
        date=_days(event.start) if same else [],
        startDate=[] if same else _days(event.start),
        endDate=[] if same else _days(event.end),
        location=[flat(event.place_name)],
        country=[country],
        involved=parties,
        sourceUrl=names(r.url for r in event.reports),
        publisher=names(r.outlet for r in event.reports),
        summary=[f"{event.grade}: {event.grade_reason}"],
        proof=[f"article-{r.id}" for r in event.reports],
    )


def _article(report: Report) -> Json:
    return _entity(
        f"article-{report.id}",
        "Article",
        title=[flat(report.title)],
        sourceUrl=[report.url],
        publisher=[flat(report.outlet)],
        author=[flat(report.author)],
        publishedAt=_days(report.published),
        language=[report.language],
        fileName=[flat(report.name)],
    )


def _mention(event: Event, report: Report) -> Json:
    """That a report tells of an incident. FollowTheMoney's Mention ties a name to a document."""
    return _entity(
        f"mention-{digest(event.id, report.id)[:24]}",
        "Mention",
        name=[flat(event.title)],
        document=[f"article-{report.id}"],
        resolved=[event.id],
        detectedSchema=["Event"],
    )


def _days(value: date | None) -> list[str]:
    return [value.isoformat()] if value else []
