"""The app: the page's files, its data, and the read-only API over the same rows."""

from collections.abc import Mapping, Sequence
from datetime import date
from typing import Annotated, Any, TypeVar

from fastapi import FastAPI, Query, Request, Response
from fastapi.responses import JSONResponse

from frontlog import __version__
from frontlog.model import FrontlogError, Record, Segment, digest, suggest
from frontlog.server.problems import MEDIA_TYPE, install
from frontlog.server.security import Guard
from frontlog.server.shapes import Page, Problem, model_of
from frontlog.views import listing
from frontlog.views.bundle import bundle
from frontlog.views.bundle_parts import touches_private
from frontlog.views.bundle_shapes import Bundle, DocumentShape
from frontlog.views.credits import with_credits
from frontlog.views.explain import Archived, explain
from frontlog.views.rows import Rows
from frontlog.views.site import DATA, assets, data_script

R = TypeVar("R", bound=Record)

TYPES = {"html": "text/html; charset=utf-8", "js": "text/javascript; charset=utf-8", "css": "text/css; charset=utf-8"}
WITHHELD = "a reader's words, withheld"
Limit = Annotated[int, Query(ge=1, le=10_000, description="How many rows at most.")]
Offset = Annotated[int, Query(ge=0, description="How many rows to pass over.")]


class Kept:
    """Rows that are read from the log once: the server shows the log as it was when it started."""

    def __init__(self, rows: Rows) -> None:
        self._rows = rows
        self._kept: dict[type[Record], Any] = {}

    def __call__(self, kind: type[R], /) -> Sequence[R]:
        if kind not in self._kept:
            self._kept[kind] = self._rows(kind)
        found: Sequence[R] = self._kept[kind]
        return found


def create_app(rows: Rows, title: str = "Frontlog", archived: Archived | None = None, packs: Sequence[Mapping[str, Any]] = ()) -> FastAPI:
    """An app over a log, or over anything else that gives rows. Reads only; keeps readers' comments to itself. `archived` gives the
    bytes of an item, for explanations; `packs` are the packs of places that the log was built with, for the licences."""
    kept = Kept(rows)
    data = bundle(kept, title)
    app = FastAPI(title=title, version=__version__, docs_url=None, redoc_url=None, openapi_url="/api/openapi.json")
    app.add_middleware(Guard)
    install(app)
    _add_page(app, data, packs)
    _add_lists(app, kept)
    _add_records(app, kept, data, archived)
    return app


def _add_page(app: FastAPI, data: Bundle, packs: Sequence[Mapping[str, Any]]) -> None:
    """The files of the page. They are few, so they stay in memory; a browser asks again only whether they changed."""
    held = {**with_credits(assets(), packs), DATA: data_script(data).encode()}
    for name, content in held.items():
        app.add_api_route(
            "/" if name == "index.html" else f"/{name}", _file(name, content), methods=["GET", "HEAD"], include_in_schema=False
        )


def _file(name: str, content: bytes) -> Any:
    headers = {"etag": f'"{digest(content.hex())[:32]}"', "cache-control": "no-cache"}
    media = TYPES.get(name.rpartition(".")[2], "text/plain; charset=utf-8")

    def file(request: Request) -> Response:
        if request.headers.get("if-none-match") == headers["etag"]:
            return Response(status_code=304, headers=headers)
        return Response(content, headers=headers, media_type=media)

    return file


def _problems(*codes: int) -> dict[int | str, dict[str, Any]]:
    return {code: {"model": Problem, "content": {MEDIA_TYPE: {}}} for code in codes}


def _add_lists(app: FastAPI, rows: Kept) -> None:
    @app.get("/api/claims", responses=_problems(422))
    def claims(document: str = "", incident: str = "", type: str = "", limit: Limit = 1000, offset: Offset = 0) -> Page:  # noqa: A002
        """Claims as the annotation guide writes them, in the order in which they were published."""
        asked = {"document": document, "incident": incident, "type": type}
        return _page([r for r in listing.claims(rows) if _matches(r, asked)], limit, offset)

    @app.get("/api/incidents", responses=_problems(422))
    def incidents(type: str = "", place_id: str = "", limit: Limit = 1000, offset: Offset = 0) -> Page:  # noqa: A002
        """Incidents, each with the ids of its claims and documents."""
        return _page([r for r in listing.incidents(rows) if _matches(r, {"type": type, "place_id": place_id})], limit, offset)

    @app.get("/api/control", responses=_problems(422))
    def control(on: date | None = None, limit: Limit = 1000, offset: Offset = 0) -> Page:
        """Who holds which place: every interval, or those that a day lies in."""
        return _page(listing.control(rows, on), limit, offset)


def _matches(row: dict[str, Any], asked: dict[str, str]) -> bool:
    return all(not value or row.get(key) == value for key, value in asked.items())


def _page(rows: list[dict[str, Any]], limit: int, offset: int) -> Page:
    return Page(total=len(rows), rows=rows[offset : offset + limit])


def _add_records(app: FastAPI, rows: Kept, data: Bundle, archived: Archived | None) -> None:
    documents = {d["id"]: d for d in data["documents"]}
    segments = rows(Segment)

    @app.get("/api/bundle", responses={200: {"model": model_of(Bundle)}})
    def everything() -> JSONResponse:
        """All that the page shows, in one object. Offsets count characters of a document's clean text."""
        return JSONResponse(data)

    @app.get("/api/documents/{name}", responses={200: {"model": model_of(DocumentShape)}, **_problems(404)})
    def document(name: str) -> JSONResponse:
        """One report, its text in labelled parts; the words of readers' comments are withheld."""
        if name not in documents:
            raise FrontlogError(f"No document '{name}' in this log.", suggest(name, sorted(documents)[:20]) if documents else "")
        return JSONResponse(documents[name])

    @app.get("/api/explain/{name}", responses=_problems(404))
    def explanation(name: str) -> dict[str, Any]:
        """A record with all that it rests on, down to the sentences. `PLACE@2017-10-12` explains who holds a place on a day."""
        return _withhold(explain(rows, name, archived).plain(), segments)


def _withhold(node: dict[str, Any], segments: Sequence[Segment]) -> dict[str, Any]:
    """The same explanation without the words of readers."""
    span = node["span"]
    own = [s for s in segments if span and s.span.document == span["document"]]
    because = [_withhold(n, segments) for n in node["because"]]
    if span and touches_private(span["start"], span["end"], own):
        return {**node, "says": WITHHELD, "span": {**span, "quote": ""}, "because": because}
    return {**node, "because": because}
