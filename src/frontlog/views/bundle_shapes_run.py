"""Shapes of the page's data: how the log came to be as it is. See bundle_shapes."""

from typing import TypedDict


class StageShape(TypedDict):
    """One step of the build: its name, how many shards it wrote, and how many rows each of its tables has."""

    name: str
    shards: int
    rows: dict[str, int]


class EventShape(TypedDict):
    """One record that a build changed: `change` is added, changed or removed; of a change the field with its old and new value."""

    table: str
    id: str
    change: str
    field: str
    old: str
    new: str
    merged_into: str


class BuildShape(TypedDict):
    """One build that changed the log, with how many records of each table it added, changed and removed. `events` are the first of those
    that people look at; there are none of the first build, which added everything."""

    at: str
    frontlog: str
    added: dict[str, int]
    changed: dict[str, int]
    removed: dict[str, int]
    events: list[EventShape]


class RunShape(TypedDict):
    """How the log was built. `digest` names its state: equal digests are equal tables. `chosen`: what somebody set otherwise than usual;
    `packs`: packs of places; `decisions`: how many verdicts of people it follows; `history`: the last builds that changed something, the
    latest first. All empty where rows come from no log."""

    digest: str
    format: int
    chosen: dict[str, str]
    packs: list[str]
    decisions: int
    stages: list[StageShape]
    history: list[BuildShape]
