"""The app: the page's files, its data, and the read-only API over the same rows."""

import threading
from collections.abc import Callable, Collection, Mapping, Sequence
from functools import cached_property, partial
from typing import Any

from fastapi import APIRouter, FastAPI, Request, Response
from fastapi.responses import JSONResponse

from frontlog import __version__
from frontlog.model import digest
from frontlog.server.answers import Answers
from frontlog.server.crossing import Crossing
from frontlog.server.handing import exports
from frontlog.server.library import Library
from frontlog.server.lists import lists
from frontlog.server.problems import install
from frontlog.server.records import records
from frontlog.server.security import LOOPBACK, POLICY, Guard, with_policy
from frontlog.server.shapes import model_of
from frontlog.views.bundle import bundle
from frontlog.views.bundle_run import NO_RUN
from frontlog.views.bundle_shapes import Bundle, RunShape
from frontlog.views.credits import with_credits
from frontlog.views.site import DATA, TEXTS, assets, data_scripts

TYPES = {"html": "text/html; charset=utf-8", "js": "text/javascript; charset=utf-8", "css": "text/css; charset=utf-8"}
ABOUT = (
    "The record of one log, read only: claims, incidents, who held what, each with the sentences behind it. No key is needed. "
    "Lists come in pages (`limit`, `cursor`, `total`), as JSON, GeoJSON, CSV, JSON lines, Parquet or HXL. "
    "Errors are RFC 9457 with a `hint`."
)


class Api(FastAPI):
    """An app whose errors are described as what they are: `application/problem+json` and nothing else."""

    def openapi(self) -> dict[str, Any]:
        described = super().openapi()
        for path in described["paths"].values():
            for code, answer in path["get"]["responses"].items():
                if code.startswith("4"):
                    answer["content"].pop("application/json", None)
        return described


def api(
    library: Library,
    title: str = "Frontlog",
    sites: Collection[str] = (),
    routers: Sequence[APIRouter] = (),
    policy: str = POLICY,
    hosts: Collection[str] = LOOPBACK,
) -> Api:
    """The API alone, without the page. `sites` are the web sites whose pages may read it. `routers` are further routes: those that write,
    as for reviewing, come in this way with a guard of their own, and only where somebody starts the server so; `policy` is what a browser
    may do with the answers; `hosts` are the names that the server answers to."""
    app = Api(title=title, version=__version__, description=ABOUT, docs_url=None, redoc_url=None, openapi_url="/api/openapi.json")
    app.add_middleware(Answers, state=library.state)
    app.add_middleware(Crossing, allowed=sites)
    app.add_middleware(Guard, hosts=hosts, policy=policy)
    install(app)
    for router in (lists(library), records(library), exports(library), *routers):
        app.include_router(router)
    return app


def create_app(
    library: Library,
    title: str = "Frontlog",
    packs: Sequence[Mapping[str, Any]] = (),
    sites: Collection[str] = (),
    routers: Sequence[APIRouter] = (),
    policy: str = POLICY,
    run: RunShape = NO_RUN,
    hosts: Collection[str] = LOOPBACK,
) -> Api:
    """An app over a log: the API and the page. Reads only; keeps readers' comments to itself. `packs` are the packs of places that the log
    was built with, for the licences; `run` says how it was built; the rest as for `api`."""
    page = PageData(library, title, run)
    app = api(library, title, sites, routers, policy, hosts)
    _add_page(app, page, packs, policy)

    @app.get("/api/bundle", responses={200: {"model": model_of(Bundle)}}, tags=["page"])
    def everything() -> JSONResponse:
        """All that the page shows, in one object. Offsets count characters of a document's clean text."""
        return JSONResponse(page.bundle)

    return app


class PageData:
    """The data of the page, made when a browser first asks for it: programs that only use the API need not wait for it."""

    def __init__(self, library: Library, title: str, run: RunShape) -> None:
        self._library, self._title, self._run = library, title, run
        self._lock = threading.Lock()

    @cached_property
    def _bundle(self) -> Bundle:
        return bundle(self._library.rows, self._title, run=self._run)

    @cached_property
    def _scripts(self) -> dict[str, bytes]:
        return {name: script.encode() for name, script in data_scripts(self._bundle).items()}

    @property
    def bundle(self) -> Bundle:
        with self._lock:
            return self._bundle

    def script(self, name: str) -> bytes:
        """data.js or texts.js."""
        with self._lock:
            return self._scripts[name]


def _add_page(app: FastAPI, page: PageData, packs: Sequence[Mapping[str, Any]], policy: str) -> None:
    """The files of the page. They are few, so they stay in memory; a browser asks again only whether they changed."""
    files = with_credits(assets(), packs)
    held: dict[str, Callable[[], bytes]] = {
        name: _constant(with_policy(content, policy) if name == "index.html" else content) for name, content in files.items()
    }
    held |= {name: partial(page.script, name) for name in (DATA, TEXTS)}
    for name, content in held.items():
        path = "/" if name == "index.html" else f"/{name}"
        app.add_api_route(path, _file(name, content), methods=["GET", "HEAD"], include_in_schema=False)


def _constant(content: bytes) -> Callable[[], bytes]:
    return lambda: content


def _file(name: str, content: Callable[[], bytes]) -> Any:
    media = TYPES.get(name.rpartition(".")[2], "text/plain; charset=utf-8")
    tags: dict[str, str] = {}

    def file(request: Request) -> Response:
        body = content()
        tag = tags.setdefault("etag", f'"{digest(body.hex())[:32]}"')
        headers = {"etag": tag, "cache-control": "no-cache"}
        if request.headers.get("if-none-match") == tag:
            return Response(status_code=304, headers=headers)
        return Response(body, headers=headers, media_type=media)

    return file
