"""The lists of the API: one route a table, in pages."""

from dataclasses import replace
from typing import Annotated, Any

import pyarrow as pa
import pyarrow.compute as pc
from fastapi import APIRouter, Query, Request, Response

from frontlog.model import digest
from frontlog.server.asked import Question, formats, question
from frontlog.server.book import Book, Held
from frontlog.server.forms import FORMS, MEDIA, Page, form
from frontlog.server.library import Library
from frontlog.server.problems import RefusedError, problems
from frontlog.server.select import Wanted, chosen, ordered
from frontlog.server.shapes import page_model

MEANINGS = {
    "incidents": "Events: the claims of several reports that are about one thing, with independent voices and grade.",
    "claims": "What each report says: who did what to whom, where, when, and who says so. Each with its sentence and its offsets.",
    "documents": "The reports, and which are copies or versions of which. Their texts: /api/documents/{id}.",
    "control": "Who held which place from when (included) to when (not included), and how probable that is.",
    "control_known": "The same by what was known on each day: only by reports that were published until then.",
    "control_claimed": "Who claimed which place, at face value, and how far that is believed.",
    "contradictions": "Pairs of claims that cannot both be true, or differ.",
    "places": "The places that claims name. One that could not be located has no coordinates.",
    "actors": "The actors that incidents, claims or control name.",
    "sources": "The outlets, with what the table of outlets says of them.",
    "changes": "What each build changed, record by record and field by field, and what people decided.",
    "deleted": "Records that are no longer there, and which one took over. For mirrors, with `updated_since`.",
    "runs": "The builds that changed something.",
}
START_ANEW = "Ask again without `cursor`; a mirror goes on with `updated_since`."


def lists(library: Library) -> APIRouter:
    """A route for each table."""
    router = APIRouter(prefix="/api", tags=["lists"])
    for name, meaning in MEANINGS.items():
        router.add_api_route(f"/{name}", _route(library, name), methods=["GET"], summary=meaning, name=name, responses=_answers(name))
    return router


def _answers(name: str) -> dict[int | str, dict[str, Any]]:
    others: dict[str, Any] = {MEDIA[form_].split(";")[0]: {} for form_ in formats(name) if form_ != "json"}
    return {200: {"model": page_model(name), "content": others}, **problems(409, 422)}


def _route(library: Library, name: str) -> Any:
    model = question(name)

    def answer(request: Request, asked: Any) -> Response:
        return give(library, name, asked, request)

    answer.__annotations__["asked"] = Annotated[model, Query()]  # the model is made from the columns, so it has no name to write here
    answer.__doc__ = MEANINGS[name]
    return answer


def give(library: Library, name: str, asked: Question, request: Request) -> Response:
    """The answer to one question."""
    given: dict[str, Any] = asked.__dict__
    book = library.book(given.get("known_at"))
    wanted_form = form(given.get("format"), request.headers.get("accept", ""), formats(name))
    page = _page(library, book, name, asked, dict(request.query_params))
    headers = {"x-total-count": str(page.total)}
    if page.next:
        headers["link"] = f'<{request.url.include_query_params(cursor=page.next).replace(scheme="", netloc="")}>; rel="next"'
    return Response(FORMS[wanted_form](page, book), headers=headers, media_type=MEDIA[wanted_form])


def _page(library: Library, book: Book, name: str, asked: Question, told: dict[str, str]) -> Page:
    given: dict[str, Any] = asked.__dict__
    held = book[name]
    found, warnings = chosen(held, _wanted(given, asked.wanted()))
    found = ordered(held, found, given.get("sort") or "")
    mark = digest(library.state, name, *sorted((k, v) for k, v in told.items() if k not in ("cursor", "limit", "format", "fields")))[:16]
    start = _start(given["cursor"], mark)
    here = found.slice(start, given["limit"])
    behind = start + len(here)
    meta = {**library.meta(), "filters": {k: v for k, v in told.items() if k != "cursor"}, "warnings": warnings}
    rows = held.table.take(here)
    return Page(
        name=name,
        rows=_columns(rows, given.get("fields")),
        ids=rows[held.asked.id].to_pylist(),
        total=len(found),
        next=f"{behind}-{mark}" if behind < len(found) else None,
        meta=meta,
    )


def _wanted(given: dict[str, Any], wanted: Wanted) -> Wanted:
    return replace(wanted, first=given["on"], last=given["on"]) if given.get("on") else wanted


def _start(cursor: str | None, mark: str) -> int:
    if cursor is None:
        return 0
    at, _, of = cursor.partition("-")
    if of != mark:
        raise RefusedError(409, f"The cursor '{cursor}' belongs to another question or to another state of the log.", START_ANEW)
    return int(at)


def _columns(rows: pa.Table, fields: str | None) -> pa.Table:
    return rows.select(list(dict.fromkeys(fields.split(",")))) if fields else rows


def row(held: Held, id_: str) -> dict[str, Any] | None:
    """One row of a table by its id."""
    at = pc.index(held.table[held.asked.id], id_).as_py()
    found: list[dict[str, Any]] = held.table.slice(at, 1).to_pylist() if at >= 0 else []
    return found[0] if found else None
