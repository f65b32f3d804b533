"""Pydantic models for the API's own description, made from the TypedDicts of the views: no field list is typed twice."""

from functools import cache
from typing import Any, get_args, get_origin, get_type_hints, is_typeddict

from pydantic import BaseModel, ConfigDict, Field, create_model


class Problem(BaseModel):
    """Every error of the API (RFC 9457), with what to do next in `hint`."""

    model_config = ConfigDict(frozen=True)

    type: str = "about:blank"
    title: str = Field(description="The kind of error, as the HTTP status says it.")
    status: int
    detail: str = Field(description="What went wrong, naming the value at fault.")
    hint: str = Field(default="", description="What to do next.")
    instance: str = Field(default="", description="The path that was asked for.")


class Page(BaseModel):
    """Some rows of a list, and how many there are in all."""

    model_config = ConfigDict(frozen=True)

    total: int
    rows: list[dict[str, Any]]


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
