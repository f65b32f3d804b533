"""Pydantic models for the API's own description, made from the TypedDicts of the views and the columns of the exports: no
field list is typed twice."""

from datetime import date, datetime
from functools import cache
from typing import Any, get_args, get_origin, get_type_hints, is_typeddict

from pydantic import BaseModel, ConfigDict, Field, create_model

from frontlog.server.book import columns
from frontlog.views.sitrep import Report


class Problem(BaseModel):
    """Every error of the API (RFC 9457), with what to do next in `hint`."""

    model_config = ConfigDict(frozen=True)

    type: str = "about:blank"
    title: str = Field(description="The kind of error, as the HTTP status says it.")
    status: int
    detail: str = Field(description="What went wrong, naming the value at fault.")
    hint: str = Field(default="", description="What to do next.")
    instance: str = Field(default="", description="The path that was asked for.")


class State(BaseModel):
    """The state of the log that an answer is of."""

    run_id: str = Field(description="The build that the log is as it is since; empty where the log keeps no history.")
    updated_at: datetime | None = Field(description="When that was: the `updated_since` of a mirror's next visit.")


class Meta(State):
    """What a page says about itself."""

    filters: dict[str, str] = Field(description="What was asked, as it was written.")
    warnings: list[str] = Field(description="What should be known of the answer, for people.")


TYPES: dict[str, Any] = {
    "text": str,
    "integer": int,
    "number": float,
    "probability": float,
    "boolean": bool,
    "date": date,
    "datetime": datetime,
    "list": list[str],
}


@cache
def row_model(table: str) -> type[BaseModel]:
    """A row of a table, from its columns. Nothing is required: `fields` leaves columns out."""
    made: dict[str, Any] = {
        column.name: (
            TYPES[column.type] | None,
            Field(None, description=f"{column.meaning}{f'. {column.allowed}' if column.allowed else ''}"),
        )
        for column in columns(table)
    }
    return create_model(table.title(), __doc__=f"A row of {table}. Unknown is null or empty, never 0.", **made)


@cache
def page_model(table: str) -> type[BaseModel]:
    """A page of a table."""
    shape: dict[str, Any] = {
        "data": (list[row_model(table)], ...),  # type: ignore[misc]
        "next": (str | None, Field(description="The `cursor` of the next page; null on the last.")),
        "total": (int, Field(description="How many rows there are in all.")),
        "meta": (Meta, ...),
    }
    return create_model(f"{table.title()}Page", __doc__=f"Some rows of {table}.", **shape)


@cache
def record_model(table: str) -> type[BaseModel]:
    """One row of a table by its id."""
    shape: dict[str, Any] = {"data": (row_model(table), ...), "meta": (State, ...)}
    return create_model(f"One{table.title()}", __doc__=f"One row of {table}.", **shape)


class Situation(BaseModel):
    """A situation report: every sentence with the claims that it rests on."""

    data: Report
    meta: State


class ExportFile(BaseModel):
    """A file of an export: GET /api/export/{name}."""

    name: str
    format: str
    meaning: str
    media_type: str


class ExportList(BaseModel):
    """The files that there are."""

    data: list[ExportFile]


@cache
def model_of(shape: Any) -> type[BaseModel]:
    """A model with the fields of a TypedDict."""
    fields: dict[str, Any] = {name: (_hint(hint), ...) for name, hint in get_type_hints(shape).items()}
    return create_model(shape.__name__.removesuffix("Shape"), __doc__=shape.__doc__, **fields)


def _hint(hint: Any) -> Any:
    if is_typeddict(hint):
        return model_of(hint)
    if get_origin(hint) is list:
        return list[_hint(get_args(hint)[0])]  # type: ignore[misc]
    arms = get_args(hint)
    if type(None) in arms and any(is_typeddict(a) for a in arms):
        return next(model_of(a) for a in arms if is_typeddict(a)) | None
    return hint
