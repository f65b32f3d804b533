"""Single records of the API: a document with its text, a claim, an incident, an explanation, a day."""

from collections.abc import Sequence
from typing import Annotated, Any

from fastapi import APIRouter, Path, Query, Request, Response
from fastapi.responses import JSONResponse, RedirectResponse

from frontlog.model import Copy, Document, FrontlogError, Segment, suggest, superseded
from frontlog.server.asked import Day, Days
from frontlog.server.forms import dumped, finite
from frontlog.server.library import Library
from frontlog.server.lists import row
from frontlog.server.problems import RefusedError, problems
from frontlog.server.shapes import Situation, model_of, record_model
from frontlog.views import bundle_entries as entries
from frontlog.views.bundle_parts import parts, touches_private
from frontlog.views.bundle_shapes import DocumentShape
from frontlog.views.explain import explained
from frontlog.views.sitrep import plain, sitrep

WITHHELD = "a reader's words, withheld"
Name = Annotated[str, Path(min_length=1, max_length=200)]


def records(library: Library) -> APIRouter:
    """The routes of single records."""
    router = APIRouter(prefix="/api", tags=["records"])
    shelf = Shelf(library)
    for table, one in (("incidents", "incident"), ("claims", "claim")):
        _add(router, library, table, one)

    @router.get("/documents/{name}", responses={200: {"model": model_of(DocumentShape)}, **problems(404, 422)})
    def document(name: Name) -> JSONResponse:
        """One report, its text in labelled parts; the words of readers' comments are withheld."""
        return JSONResponse(shelf.document(name))

    @router.get("/explain/{name}", responses=problems(404, 422))
    def explanation(name: Name) -> dict[str, Any]:
        """A record with all that it rests on, down to the sentences. `PLACE@2017-10-12` explains who holds a place on a day."""
        return withhold(explained(library.index, name).plain(), shelf.segments)

    @router.get("/sitrep/{date}", responses={200: {"model": Situation}, **problems(422)})
    def situation(date: Day, days: Annotated[Days, Query(description="How many days, the last of which is the date.")] = 1) -> Response:
        """What is told of some days: highlights, figures, what changed hands, disagreements, what could not be placed. Every sentence cites
        the claims that it rests on."""
        try:
            report = sitrep(library.rows, date, days)
        except FrontlogError as error:
            raise RefusedError(422, error.what, error.next_step) from error
        return _json({"data": plain(report), "meta": library.meta()})

    return router


def _add(router: APIRouter, library: Library, table: str, one: str) -> None:
    answers: dict[int | str, dict[str, Any]] = {
        200: {"model": record_model(table)},
        308: {"description": f"The {one} was merged into another one: see Location.", "content": {}},
        **problems(404, 410, 422),
    }

    def single(name: Name, request: Request) -> Response:
        found = row(library.now[table], name)
        if found is not None:
            return _json({"data": finite(found), "meta": library.meta()})
        heir = library.heir(table, name)
        if heir:
            return RedirectResponse(f"/api/{table}/{heir}", 308)
        if heir is not None:
            raise RefusedError(410, f"The {one} '{name}' is no longer in this log.", "GET /api/deleted says since when.")
        raise FrontlogError(f"No {one} '{name}' in this log.", f"GET /api/{table} lists them.")

    single.__doc__ = (
        f"One {one} by its id. One that was merged leads on to the {one} that took over." if table == "incidents" else f"One {one}."
    )
    router.add_api_route(f"/{table}/{{name}}", single, methods=["GET"], name=one, responses=answers)


def _json(value: Any) -> Response:
    return Response(dumped(value), media_type="application/json")


class Shelf:
    """Documents one by one, each with its parts."""

    def __init__(self, library: Library) -> None:
        self._library = library
        self._made: dict[str, Any] | None = None

    @property
    def segments(self) -> Sequence[Segment]:
        return self._library.rows(Segment)

    def document(self, name: str) -> DocumentShape:
        """A document as the page has it. Raises FrontlogError when there is none of that id."""
        held = self._held()
        if name not in held["documents"]:
            known = sorted(held["documents"])[:20]
            raise FrontlogError(f"No document '{name}' in this log.", suggest(name, known) if known else "The log is empty.")
        found = held["documents"][name]
        shown = parts(found, held["segments"].get(name, ()))
        return entries.document(found, held["copies"].get(name), held["newer"].get(name, ""), shown)

    def _held(self) -> dict[str, Any]:
        if self._made is None:
            copies = {c.id: c for c in self._library.rows(Copy)}
            segments: dict[str, list[Segment]] = {}
            for segment in self.segments:
                segments.setdefault(segment.span.document, []).append(segment)
            documents = {d.id: d for d in self._library.rows(Document)}
            self._made = {"documents": documents, "copies": copies, "newer": superseded(copies.values()), "segments": segments}
        return self._made


def withhold(node: dict[str, Any], segments: Sequence[Segment]) -> dict[str, Any]:
    """The same explanation without the words of readers."""
    span = node["span"]
    own = [s for s in segments if span and s.span.document == span["document"]]
    because = [withhold(n, segments) for n in node["because"]]
    if span and touches_private(span["start"], span["end"], own):
        return {**node, "says": WITHHELD, "span": {**span, "quote": ""}, "because": because}
    return {**node, "because": because}
