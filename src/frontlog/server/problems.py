"""One shape for every error: `application/problem+json` with a hint. A traceback never leaves the server."""

import re
from collections.abc import Collection
from difflib import get_close_matches
from http import HTTPStatus
from typing import Any

from fastapi import FastAPI, Request
from fastapi.exceptions import RequestValidationError
from fastapi.responses import JSONResponse
from starlette.exceptions import HTTPException

from frontlog.model import FrontlogError, suggest
from frontlog.server.shapes import Problem

MEDIA_TYPE = "application/problem+json"
OTHERS = {  # what other APIs call it
    **dict.fromkeys(("start", "date", "after", "event_date", "start_date", "date_from"), "from"),
    **dict.fromkeys(("end", "before", "until", "end_date", "date_to"), "to"),
    **dict.fromkeys(("offset", "page", "skip"), "cursor"),
    **dict.fromkeys(("per_page", "size", "page_size", "pagesize", "count", "rows"), "limit"),
    "since": "updated_since",
    "search": "q",
    "query": "q",
    "event_type": "type",
    "region": "adm",
    "admin": "adm",
    "order": "sort",
    "columns": "fields",
}
HINTS = {
    404: "GET /api/openapi.json lists every address.",
    405: "This server only reads: use GET.",
}


class RefusedError(FrontlogError):
    """A request that cannot be answered, with its status."""

    def __init__(self, status: int, what: str, next_step: str = "") -> None:
        super().__init__(what, next_step)
        self.status = status


def problem(status: int, detail: str, hint: str = "", path: str = "", headers: dict[str, str] | None = None) -> JSONResponse:
    """An error as a response."""
    body = Problem(title=HTTPStatus(status).phrase, status=status, detail=detail, hint=hint, instance=path)
    return JSONResponse(body.model_dump(), status, headers, MEDIA_TYPE)


def problems(*codes: int) -> dict[int | str, dict[str, Any]]:
    """The same for the API's own description."""
    return {code: {"model": Problem, "content": {MEDIA_TYPE: {"schema": {"$ref": "#/components/schemas/Problem"}}}} for code in codes}


def install(app: FastAPI) -> None:
    """Make every error of an app a problem."""
    app.add_exception_handler(FrontlogError, _ours)
    app.add_exception_handler(HTTPException, _http)
    app.add_exception_handler(RequestValidationError, _invalid)
    app.add_exception_handler(Exception, _unforeseen)


def _ours(request: Request, error: Exception) -> JSONResponse:
    if not isinstance(error, FrontlogError):
        raise error
    status = error.status if isinstance(error, RefusedError) else 404
    return problem(status, error.what, error.next_step, request.url.path)


def _http(request: Request, error: Exception) -> JSONResponse:
    if not isinstance(error, HTTPException):
        raise error
    detail = f"There is nothing at '{request.url.path}'." if error.status_code == 404 else str(error.detail)
    return problem(error.status_code, detail, HINTS.get(error.status_code, ""), request.url.path, dict(error.headers or {}))


def _invalid(request: Request, error: Exception) -> JSONResponse:
    if not isinstance(error, RequestValidationError):
        raise error
    first = error.errors()[0]
    name, given = str(first["loc"][-1]), _short(first.get("input"))
    if first["type"] == "extra_forbidden":
        return problem(422, f"There is no parameter '{_short(name)}' here.", _meant(name, parameters(request)), request.url.path)
    if first["type"] == "string_pattern_mismatch":
        said, hint = _unfitting(name, str(first.get("input")), str(first["ctx"]["pattern"]))
        return problem(422, f"'{name}' is '{given}': {said}.", hint, request.url.path)
    said = str(first["msg"]).removeprefix("Value error, ")
    return problem(422, f"'{name}' is '{given}': {said}.", f"Mend '{name}' and ask again.", request.url.path)


def _short(value: object) -> str:
    text = str(value)
    return text if len(text) <= 100 else f"{text[:100]}…"


def parameters(request: Request) -> list[str]:
    """The names that the address which was asked takes in its query."""
    found = getattr(request.scope.get("route"), "dependant", None)
    fields = [f for param in getattr(found, "query_params", ()) for f in _inner(param)]
    return sorted(fields)


def _inner(param: Any) -> Collection[str]:
    model = getattr(param.field_info, "annotation", None)
    inside = getattr(model, "model_fields", None)
    return [info.alias or name for name, info in inside.items()] if inside else [param.alias]


def _meant(name: str, known: list[str]) -> str:
    """`Did you mean 'from'?`: also for what other APIs call it."""
    word = name.lower()
    wanted = OTHERS.get(word, "")
    if wanted in known:
        return f"Did you mean '{wanted}'?"
    turned = [k for k in known if sorted(k) == sorted(word)]  # `form` is `from` rather than `format`
    near = turned or get_close_matches(word, known, n=1, cutoff=0.7)
    return f"Did you mean '{near[0]}'?" if near else (f"Choose from: {', '.join(known)}." if known else "This address takes none.")


def _unfitting(name: str, given: str, pattern: str) -> tuple[str, str]:
    """What is wrong with a value that must be one of some words, and what was meant."""
    words = re.findall(r"[a-z_0-9]+", pattern.partition(")")[0]) if "|" in pattern and name not in ("bbox", "cursor") else []
    if not words:
        shape = {"bbox": "write west,south,east,north in degrees", "cursor": "write the `next` of the page before"}
        if name not in shape and "x1f" in pattern:
            return "control characters stand in no record", f"Mend '{name}' and ask again."
        return "it has not the form that is asked for", f"{shape.get(name, f'The form is {pattern}').capitalize()}."
    wrong = next((w for w in (given.removeprefix("-") if name == "sort" else given).split(",") if w not in words), given)
    return f"'{_short(wrong)}' is none of its values", suggest(wrong, words)


def _unforeseen(request: Request, _error: Exception) -> JSONResponse:
    return problem(500, "The server met an error that it did not foresee.", "Its terminal shows where.", request.url.path)
