"""One shape for every error: `application/problem+json` with a hint. A traceback never leaves the server."""

from http import HTTPStatus

from fastapi import FastAPI, Request
from fastapi.exceptions import RequestValidationError
from fastapi.responses import JSONResponse
from starlette.exceptions import HTTPException

from frontlog.model import FrontlogError
from frontlog.server.shapes import Problem

MEDIA_TYPE = "application/problem+json"
HINTS = {
    404: "GET /api/openapi.json lists every address.",
    405: "This server only reads: use GET.",
}


def problem(status: int, detail: str, hint: str = "", path: str = "", headers: dict[str, str] | None = None) -> JSONResponse:
    """An error as a response."""
    body = Problem(title=HTTPStatus(status).phrase, status=status, detail=detail, hint=hint, instance=path)
    return JSONResponse(body.model_dump(), status, headers, MEDIA_TYPE)


def install(app: FastAPI) -> None:
    """Make every error of an app a problem."""
    app.add_exception_handler(FrontlogError, _ours)
    app.add_exception_handler(HTTPException, _http)
    app.add_exception_handler(RequestValidationError, _invalid)
    app.add_exception_handler(Exception, _unforeseen)


def _ours(request: Request, error: Exception) -> JSONResponse:
    if not isinstance(error, FrontlogError):
        raise error
    return problem(404, error.what, error.next_step, request.url.path)


def _http(request: Request, error: Exception) -> JSONResponse:
    if not isinstance(error, HTTPException):
        raise error
    detail = f"There is nothing at '{request.url.path}'." if error.status_code == 404 else str(error.detail)
    return problem(error.status_code, detail, HINTS.get(error.status_code, ""), request.url.path, dict(error.headers or {}))


def _invalid(request: Request, error: Exception) -> JSONResponse:
    if not isinstance(error, RequestValidationError):
        raise error
    first = error.errors()[0]
    name = str(first["loc"][-1])
    detail = f"'{name}' is '{first.get('input')}': {first['msg']}."
    return problem(422, detail, f"Mend '{name}' and ask again.", request.url.path)


def _unforeseen(request: Request, _error: Exception) -> JSONResponse:
    return problem(500, "The server met an error that it did not foresee.", "Its terminal shows where.", request.url.path)
