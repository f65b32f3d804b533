"""What the lists of the API can be asked: one model a list, from which its description and its checks are made."""

import re
from collections.abc import Mapping
from datetime import UTC, date, datetime
from functools import cache
from typing import Annotated, Any, Literal

from pydantic import BaseModel, BeforeValidator, ConfigDict, Field, WithJsonSchema, create_model

from frontlog.reference.claim_types import claim_types
from frontlog.server.book import TABLES, columns
from frontlog.server.select import Wanted
from frontlog.views.sitrep.assemble import MOST_DAYS

GRADES = ("confirmed", "fair", "weak", "contested", "discounted", "ungraded")
STATES = ("held", "contested", "besieged", "unknown")
STATUSES = ("contradiction", "update", "refinement")
DISAGREEMENTS = ("outcome", "attack_result", "losses", "denial", "blame", "existence", "date", "identity", "own_record")
LON = r"-?(180(\.0{1,9})?|(1[0-7][0-9]|[0-9]{1,2})(\.[0-9]{1,9})?)"
LAT = r"-?(90(\.0{1,9})?|[0-8]?[0-9](\.[0-9]{1,9})?)"
BOX = f"^{LON},{LAT},{LON},{LAT}$"
CURSOR = r"^[0-9]{1,9}-[0-9a-f]{16}$"
WORDS = re.compile(r"\S+")
DAY = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}")
RECORDED = ("documents", "claims", "incidents", "contradictions", "control", "control_known", "control_claimed")
MOST = 10_000


def _day(value: Any) -> Any:
    if isinstance(value, str) and not DAY.fullmatch(value):
        raise ValueError("write a day as 2017-10-12")
    return value


def _whole(value: Any) -> Any:
    if isinstance(value, str) and not re.fullmatch("-?[0-9]{1,12}", value):
        raise ValueError("write a whole number")
    return value


def _moment(value: Any) -> Any:
    """A time in UTC. A day is its beginning; a time without a zone is UTC; the + of a zone that an address lost is put back."""
    if not isinstance(value, str):
        return value
    try:
        found = datetime.fromisoformat(re.sub(r" (?=\d\d:\d\d$)", "+", value)) if DAY.match(value) else None
    except ValueError:
        found = None
    if found is None:
        raise ValueError("write a time as 2017-10-12T08:30:00Z")
    zoned = found if found.tzinfo else found.replace(tzinfo=UTC)
    try:
        return zoned.astimezone(UTC)
    except OverflowError:  # in the first or the last hours of the calendar
        return zoned.replace(tzinfo=UTC)


Day = Annotated[date, BeforeValidator(_day)]
Moment = Annotated[
    datetime,
    BeforeValidator(_moment),
    WithJsonSchema({"anyOf": [{"type": "string", "format": "date-time"}, {"type": "string", "format": "date"}]}),
]
Flag = Literal["true", "false"]


def _number(least: int, most: int) -> Any:
    return Annotated[int, Field(ge=least, le=most), BeforeValidator(_whole)]


def _some_of(choices: tuple[str, ...]) -> Any:
    """Some of these words, with commas between them."""
    one = "|".join(sorted(map(re.escape, choices)))
    return Annotated[str, Field(pattern=f"^({one})(,({one}))*$", max_length=2_000)]


Text = Annotated[str, Field(min_length=1, max_length=200, pattern="^[^\\x00-\\x1f]+$")]  # control characters stand in no record


Days = Annotated[int, Field(ge=1, le=MOST_DAYS), BeforeValidator(_whole)]
Limit = Annotated[int, Field(ge=1, le=MOST), BeforeValidator(_whole)]


class Question(BaseModel):
    """What every list can be asked."""

    model_config = ConfigDict(extra="forbid", frozen=True, populate_by_name=False)

    q: Text | None = Field(None, description="Words that must all stand in the row's names, titles or quotations.")
    limit: Limit = Field(100, description="How many rows at most.")
    cursor: Annotated[str, Field(pattern=CURSOR)] | None = Field(
        None, description="Where to go on: the `next` of the page before. Ask the rest as you did there."
    )

    def wanted(self) -> Wanted:
        """The question without what only shapes the answer."""
        given = {**self.__dict__}
        return Wanted(
            first=given.get("from_"),
            last=given.get("to"),
            box=_box(given.get("bbox")),
            place=given.get("place") or "",
            adm=given.get("adm") or "",
            actor=given.get("actor") or "",
            types=_split(given.get("type")),
            min_origins=given.get("min_origins"),
            grades=_split(given.get("grade")),
            disputed=None if given.get("disputed") is None else given["disputed"] == "true",
            words=tuple(WORDS.findall(self.q or "")),
            since=given.get("updated_since"),
            equal={name: given[key] for key, name in EQUAL.items() if given.get(key)},
        )


EQUAL = {
    "incident": "incident_id", "document": "document_id", "outlet": "outlet", "state": "state", "status": "status", "record": "record_id",
    "table": "table",
}  # fmt: skip
BETWEEN: dict[str, Any] = {
    "from_": (Day | None, Field(None, alias="from", description="Rows whose days overlap this day and all that follow.")),
    "to": (Day | None, Field(None, description="Rows whose days overlap this day and all that precede.")),
}
KNOWN: dict[str, Any] = {
    "known_at": (Day | None, Field(None, description="Told again as it was known on this day: by the reports published until then."))
}
WHERE: dict[str, Any] = {
    "bbox": (Annotated[str, Field(pattern=BOX)] | None, Field(None, description="west,south,east,north in degrees (WGS 84).")),
    "place": (Text | None, Field(None, description="Id or name of a place.")),
    "adm": (Text | None, Field(None, description="P-code of an area (what lies in it, too), or name of a province or district.")),
}
WHO: dict[str, Any] = {"actor": (Text | None, Field(None, description="Id or name of an actor, in whatever role."))}
VOICES: dict[str, Any] = {"min_origins": (_number(0, 1_000_000) | None, Field(None, description="Independent voices at least."))}
SINCE: dict[str, Any] = {
    "updated_since": (
        Moment | None,
        Field(
            None,
            description="Rows that came or changed after this moment. A mirror gives the `meta.updated_at` of its last visit.",
        ),
    )
}


def _kinds(choices: tuple[str, ...], name: str = "type") -> dict[str, Any]:
    return {name: (_some_of(choices) | None, Field(None, description=f"Some of: {', '.join(choices)}; with commas."))}


def _own(name: str, description: str) -> dict[str, Any]:
    return {name: (Text | None, Field(None, description=description))}


def _one_of(name: str, choices: tuple[str, ...], description: str) -> dict[str, Any]:
    return {name: (Literal[choices] | None, Field(None, description=description))}


TYPES = tuple(claim_types())
CONTROL: dict[str, Any] = {
    "on": (Day | None, Field(None, description="Only the intervals that hold this day: one row a place.")),
    **BETWEEN, **KNOWN, **WHERE, **WHO, **VOICES, **SINCE, **_one_of("state", STATES, "Kind of control."),
}  # fmt: skip
OWN: Mapping[str, dict[str, Any]] = {
    "incidents": {
        **BETWEEN, **KNOWN, **WHERE, **WHO, **_kinds(TYPES), **VOICES, **_kinds(GRADES, "grade"),
        "disputed": (Flag | None, Field(None, description="Whether reports contradict each other about it.")), **SINCE,
    },
    "claims": {
        **BETWEEN, **KNOWN, **WHERE, **WHO, **_kinds(TYPES), **SINCE,
        **_own("incident", "Id of an incident."), **_own("document", "Id of a document."), **_own("outlet", "Name of an outlet."),
    },
    "documents": {**BETWEEN, **KNOWN, **SINCE, **_own("outlet", "Name of an outlet.")},
    **dict.fromkeys(("control", "control_known", "control_claimed"), CONTROL),
    "contradictions": {
        "place": WHERE["place"], **_kinds(DISAGREEMENTS), **SINCE,
        **_own("incident", "Id of an incident."), **_one_of("status", STATUSES, "What it was found to be."),
    },
    "places": {**WHERE}, "actors": {**WHO}, "sources": {**BETWEEN},
    "changes": {
        **SINCE, **_own("record", "Id of a record."), **_one_of("table", RECORDED, "Table of the record."),
        **_one_of("actor", ("human", "model"), "Who changed it."),
    },
    "deleted": {**SINCE, **_one_of("table", RECORDED, "Table that it stood in.")}, "runs": {**SINCE},
}  # fmt: skip
FORMATS = ("json", "csv", "ndjson", "parquet")
MAPPED = ("geojson",)
TAGGED = {"incidents", "control"}


def formats(table: str) -> tuple[str, ...]:
    """The forms in which the rows of a table are given."""
    return (*FORMATS, *(MAPPED if TABLES[table].located else ()), *(("hxl",) if table in TAGGED else ()))


@cache
def question(table: str) -> type[Question]:
    """The model of what a list can be asked."""
    names = tuple(c.name for c in columns(table))
    sortable = tuple(c.name for c in columns(table) if c.type != "list")
    shape: dict[str, Any] = {
        "fields": (_some_of(names) | None, Field(None, description="Only these columns, with commas.")),
        "sort": (
            Annotated[str, Field(pattern=f"^-?({'|'.join(sortable)})$")] | None,
            Field(None, description="Order by this column; with - before its name the other way round."),
        ),
        "format": (Literal[formats(table)] | None, Field(None, description="Form of the answer; else by the Accept header, else JSON.")),
    }
    made: type[Question] = create_model(f"{table.title()}Question", __base__=Question, **OWN[table], **shape)
    return made


def _split(value: str | None) -> tuple[str, ...]:
    return tuple(value.split(",")) if value else ()


def _box(value: str | None) -> tuple[float, float, float, float] | None:
    if value is None:
        return None
    west, south, east, north = (float(part) for part in value.split(","))
    return west, south, east, north
