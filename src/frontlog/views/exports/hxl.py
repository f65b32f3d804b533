"""CSV with a row of HXL tags: incidents and control for humanitarian tools, which find columns by tag and not by name."""

from collections.abc import Iterator
from typing import Any, BinaryIO

from frontlog.views.exports.cells import flat, names, write_csv
from frontlog.views.exports.events import levels
from frontlog.views.exports.export import Export
from frontlog.views.exports.geojson import control_rows
from frontlog.views.exports.people import one_actor, two_sides
from frontlog.views.listing_control import basis

INCIDENTS = (
    ("Incident ID", "#event+id"),
    ("Event date", "#date+occurred"),
    ("Earliest date", "#date+start"),
    ("Latest date", "#date+end"),
    ("Date precision", "#meta+precision+date"),
    ("Event type", "#event+type"),
    ("Sub-event type", "#event+subtype"),
    ("Actor 1", "#group+name+first"),
    ("Actor 1 code", "#group+code+first"),
    ("Actor 2", "#group+name+second"),
    ("Actor 2 code", "#group+code+second"),
    ("Country", "#country+name"),
    ("ISO3", "#country+code"),
    ("Governorate", "#adm1+name"),
    ("Admin1 P-code", "#adm1+code"),
    ("District", "#adm2+name"),
    ("Admin2 P-code", "#adm2+code"),
    ("Sub-district", "#adm3+name"),
    ("Admin3 P-code", "#adm3+code"),
    ("Place", "#loc+name"),
    ("Place P-code", "#loc+code"),
    ("Latitude", "#geo+lat"),
    ("Longitude", "#geo+lon"),
    ("Geo precision", "#meta+precision+geo"),
    ("Killed (best)", "#affected+killed+best"),
    ("Killed (low)", "#affected+killed+min"),
    ("Killed (high)", "#affected+killed+max"),
    ("Killed civilians", "#affected+killed+civilians"),
    ("Injured (best)", "#affected+injured+best"),
    ("Claimed by", "#meta+source+claimant"),
    ("Certainty", "#status+certainty"),
    ("Independent source groups", "#meta+source+independent+num"),
    ("Documents", "#meta+source+docs+num"),
    ("Disputed", "#status+disputed"),
    ("Sources", "#meta+source+name"),
    ("Source URL", "#meta+source+url"),
    ("First reported", "#date+reported"),
    ("Description", "#description"),
    ("Evidence link", "#meta+evidence+url"),
    ("Updated", "#date+updated"),
)
CONTROL = (
    ("Place", "#loc+name"),
    ("Place P-code", "#loc+code"),
    ("Admin1 P-code", "#adm1+code"),
    ("Admin2 P-code", "#adm2+code"),
    ("Admin3 P-code", "#adm3+code"),
    ("Latitude", "#geo+lat"),
    ("Longitude", "#geo+lon"),
    ("From", "#date+start"),
    ("Until", "#date+end"),
    ("Holder", "#group+name+holder"),
    ("Holder code", "#group+code+holder"),
    ("State", "#status+control"),
    ("Basis", "#status+basis"),
    ("Probability", "#indicator+probability+num"),
    ("Last evidence", "#date+evidence+last"),
    ("Independent source groups", "#meta+source+independent+num"),
    ("Evidence link", "#meta+evidence+url"),
)


def incidents(export: Export, out: BinaryIO) -> None:
    """Incidents with HXL tags."""
    write_csv(out, list(zip(*INCIDENTS, strict=True)), incident_rows(export))


def control(export: Export, out: BinaryIO) -> None:
    """Control intervals with HXL tags."""
    write_csv(out, list(zip(*CONTROL, strict=True)), _control(export))


def incident_rows(export: Export) -> Iterator[list[Any]]:
    """One line an incident, in the order of INCIDENTS."""
    for event in export.events():
        coding = export.coding(event)
        first, second = two_sides(event)
        one, two, three = event.spot.codes
        urls = names(r.url for r in event.reports)
        country = export.country(event)
        yield [
            event.id,
            event.start,
            event.start,
            event.end,
            event.date_precision,
            coding.acled.event or event.type,
            coding.acled.sub_event or event.type,
            *one_actor(first),
            *one_actor(second),
            country.name,
            country.alpha3,
            event.spot.admin1,
            one,
            event.spot.admin2,
            two,
            "",
            three,
            flat(event.place_name),
            event.spot.pcode,
            event.lat,
            event.lon,
            event.spot.geo_precision,
            event.killed.best,
            event.killed.low,
            event.killed.high,
            event.killed_civilians.best,
            event.injured.best,
            names(event.claimants),
            event.certainty,
            len(event.origins),
            len(event.reports),
            event.disputed,
            names(r.outlet or r.name for r in event.reports),
            urls[0] if urls else "",
            event.first_reported,
            flat(event.title),
            export.choice.link(event.id),
            event.updated.date() if event.updated else None,
        ]


def _control(export: Export) -> Iterator[list[Any]]:
    for state, _ in control_rows(export):
        code = export.place_codes.get(state.place_id, "")
        yield [
            flat(state.place_name),
            code,
            *levels(code),
            state.lat,
            state.lon,
            state.start,
            state.end,
            flat(state.holder_name),
            state.holder,
            state.state,
            basis(state),
            round(state.probability, 3),
            state.last_evidence,
            len(state.origins),
            export.choice.link(state.id),
        ]
