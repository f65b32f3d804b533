"""KML 2.2 for Google Earth and the like: incidents and control, each with the time from when to when."""

import html
from collections.abc import Iterator
from datetime import date
from typing import BinaryIO
from xml.sax.saxutils import escape, quoteattr

from frontlog.reference.lookalikes import visible
from frontlog.views.exports.cells import flat
from frontlog.views.exports.events import Event
from frontlog.views.exports.export import Export
from frontlog.views.exports.geojson import control_rows, spot
from frontlog.views.exports.geometry import Shape, shape_of
from frontlog.views.guide import day

GRADES = {
    "confirmed": "ff377821",
    "fair": "ff61ae5a",
    "weak": "ff61aefd",
    "contested": "ff2b18b2",
    "discounted": "ff832a76",
    "ungraded": "ff969696",
}  # aabbggrr


def kml(export: Export, out: BinaryIO) -> None:
    """frontlog.kml. What has no spot is listed without a shape."""
    out.write(b'<?xml version="1.0" encoding="UTF-8"?>\n<kml xmlns="http://www.opengis.net/kml/2.2"><Document>\n')
    out.write(f"<name>{text(export.about.corpus or 'Frontlog')}</name>\n".encode())
    balloon = "<BalloonStyle><text>$[description]</text></BalloonStyle>"  # else a viewer puts names and values into HTML as they are
    for name, colour in GRADES.items():
        icon = f"<IconStyle><color>{colour}</color><scale>0.8</scale></IconStyle>"
        area = f"<PolyStyle><color>44{colour[2:]}</color></PolyStyle><LineStyle><color>{colour}</color></LineStyle>"
        out.write(f'<Style id="{name}">{icon}{area}{balloon}</Style>\n'.encode())
    for folder, marks in (("Incidents", _incidents(export)), ("Control", _control(export))):
        out.write(f"<Folder><name>{folder}</name>\n".encode())
        out.writelines(mark.encode() for mark in marks)
        out.write(b"</Folder>\n")
    out.write(b"</Document></kml>\n")


def _incidents(export: Export) -> Iterator[str]:
    for event in export.events():
        link = export.choice.link(event.id)
        data = (("grade", event.grade), ("type", event.type), ("killed", _killed(event)), ("evidence", link))
        yield _mark(event.id, event.title, event.grade, _span(event.start, event.end), data, shape_of(event), _said(event))


def _control(export: Export) -> Iterator[str]:
    for state, _ in control_rows(export):
        shape: Shape | None = {"type": "Point", "coordinates": [state.lon, state.lat]} if spot(state.lat, state.lon) else None
        title = f"{state.place_name}: {state.state}{f' by {state.holder_name}' if state.holder_name else ''}"
        data = (("probability", f"{state.probability:.3f}"), ("evidence", export.choice.link(state.id)))
        yield _mark(state.id, title, "ungraded", _span(state.start, state.end), data, shape, "")


def _mark(key: str, title: str, style: str, span: str, data: tuple[tuple[str, str], ...], shape: Shape | None, said: str) -> str:
    rows = "".join(f"<Data name={quoteattr(n)}><value>{text(v)}</value></Data>" for n, v in data if v)
    return (
        f"<Placemark id={quoteattr(key)}><name>{text(title)}</name><description>{text(_balloon(title, data, said))}</description>{span}"
        f"<styleUrl>#{style}</styleUrl><ExtendedData>{rows}</ExtendedData>{_shape(shape)}</Placemark>\n"
    )


def _span(start: date | None, end: date | None) -> str:
    """From when to when; an open end is left out, as KML asks."""
    begin = f"<begin>{day(start)}</begin>" if start else ""
    until = f"<end>{day(end)}</end>" if end else ""
    return f"<TimeSpan>{begin}{until}</TimeSpan>" if begin or until else ""


def _shape(shape: Shape | None) -> str:
    if shape is None:
        return ""
    points = shape["coordinates"]
    if shape["type"] == "Point":
        return f"<Point><coordinates>{points[0]},{points[1]}</coordinates></Point>"
    if shape["type"] == "LineString":
        return f"<LineString><coordinates>{_points(points)}</coordinates></LineString>"
    ring = f"<outerBoundaryIs><LinearRing><coordinates>{_points(points[0])}</coordinates></LinearRing></outerBoundaryIs>"
    return f"<Polygon>{ring}</Polygon>"


def _points(points: list[list[float]]) -> str:
    return " ".join(f"{lon},{lat}" for lon, lat in points)


def _killed(event: Event) -> str:
    dead = event.killed
    return "" if dead.best is None else f"{dead.low}-{dead.high}, best {dead.best}"


def _said(event: Event) -> str:
    who = ", ".join(flat(name) for name in event.claimants)
    return (
        f"{event.grade_reason} {f'Claimed by {who}. ' if who else ''}{len(event.reports)} reports, {len(event.origins)} independent voices."
    )


def _balloon(title: str, data: tuple[tuple[str, str], ...], said: str) -> str:
    """What a click shows. Viewers take a description for HTML, so that the words of reports are escaped for that first."""
    rows = "".join(f"<br>{escape(name)}: {html.escape(visible(value))}" for name, value in data if value)
    return f"<b>{html.escape(visible(title))}</b><p>{html.escape(visible(said))}</p>{rows}"


def text(words: str) -> str:
    """Words as XML text, without the control characters that no XML may hold."""
    return escape(flat(words))
