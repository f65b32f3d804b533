"""Reviewing through the server: the queue, the decisions, and putting one down. Only with `serve --review`, and only with its token.

It lies outside /api: answers of that are kept in memory and open to other pages, these never are. A page of another origin cannot ask
here: it does not know the token, may not send it (no CORS), and what a browser says of its origin is checked all the same.
"""

import hmac
import secrets
import threading
from collections.abc import Callable, Coroutine
from typing import Annotated, Any, Literal
from urllib.parse import urlsplit

from fastapi import APIRouter, Query, Request, Response
from fastapi.routing import APIRoute
from pydantic import BaseModel, ConfigDict, Field

from frontlog.deciding import Reviewer, waiting
from frontlog.model import Decision, FrontlogError, effective
from frontlog.server.library import Library
from frontlog.server.problems import RefusedError, problems
from frontlog.store import Log
from frontlog.views.decided import says
from frontlog.views.review_conflicts import Conflict, conflicts
from frontlog.views.review_queue import Question, plain, questions, still_open

LARGEST = 64_000  # bytes of a decision
OWN = ("same-origin", "none")  # what a browser says of requests of this page, and of a person's own
Id = Annotated[str, Field(min_length=1, max_length=200)]


class Act(BaseModel):
    """One decision as the page sends it."""

    model_config = ConfigDict(extra="forbid")

    act: Literal["same", "different", "unsure", "merge", "split", "correct", "drop", "withdraw", "undo"]
    who: str = Field(min_length=1, max_length=200, description="Who decides; kept with the decision.")
    why: str = Field(min_length=1, max_length=4_000, description="The reason, in a sentence.")
    records: list[Id] = Field(default=[], max_length=1_000, description="Ids: of claims or incidents; for split the incident first.")
    field: str = Field(default="", max_length=20, description="For correct: place, time, number, agent, target, modality, certainty.")
    value: str = Field(default="", max_length=500, description="For correct: what is right, as `frontlog review LOG correct` takes it.")
    nth: int = Field(default=1, ge=1, le=100, description="For correct: which of the claim's places, numbers or actors.")


class Desk:
    """What reviewers work at: the log as the server shows it, and the decisions as they are now."""

    def __init__(self, log: Log, library: Library) -> None:
        self.log = log
        self._library = library
        self._reviewer = Reviewer(log, "")
        self._found: list[Question] = []
        self._lock = threading.Lock()

    def queue(self) -> list[Question]:
        """What is open now."""
        with self._lock:
            self._found = self._found or questions(self._library.rows)
        return still_open(self._found, self.log.decisions.rows())

    def act(self, act: Act) -> Decision:
        """Put a decision down; when this returns it is on the disk."""
        with self._lock:
            one = self._reviewer.named(act.who.strip())
            match act.act:
                case "merge":
                    return one.merge(act.records, act.why)
                case "split":
                    return one.split(_first(act), act.records[1:], act.why)
                case "correct":
                    return one.correct(_first(act), act.field, act.value, act.why, act.nth)
                case "drop":
                    return one.drop(_first(act), act.why)
                case "withdraw":
                    return one.withdraw(_first(act), act.why)
                case "undo":
                    return one.undo(act.why)
            return one.judge(act.act, act.records, act.why)


def new_token() -> str:
    """A token for one run of the server."""
    return secrets.token_urlsafe(24)


def review(log: Log, library: Library, token: str) -> APIRouter:
    """The routes of reviewing, behind a token."""
    desk = Desk(log, library)

    class Admitted(APIRoute):
        """A route that looks at who asks before it reads what was sent."""

        def get_route_handler(self) -> Callable[[Request], Coroutine[Any, Any, Response]]:
            answer = super().get_route_handler()

            async def handler(request: Request) -> Response:
                _check(request, token)
                response = await answer(request)
                response.headers["cache-control"] = "no-store"
                return response

            return handler

    router = APIRouter(prefix="/review", tags=["review"], route_class=Admitted, responses=problems(401, 403, 422))

    @router.get("/queue")
    def queue(limit: Annotated[int, Query(ge=1, le=1_000)] = 50) -> dict[str, Any]:
        """What to look at, the weightiest first."""
        found = desk.queue()
        return {"total": len(found), "waiting": waiting(log), "rows": [plain(q) for q in found[:limit]]}

    @router.get("/decisions")
    def decisions() -> dict[str, Any]:
        """Everything that was decided, by whom and why, and what contradicts what."""
        made = log.decisions.rows()
        counting = {d.id for d in effective(made)}
        return {
            "waiting": waiting(log),
            "rows": [{**_told(d), "counts": d.id in counting} for d in made],
            "conflicts": [_conflict(c) for c in conflicts(made)],
        }

    @router.post("/decisions", status_code=201)
    def decide(act: Act) -> dict[str, Any]:
        """Put a decision down. The next build puts it into effect."""
        try:
            made = desk.act(act)
        except FrontlogError as error:
            raise RefusedError(422, error.what, error.next_step) from error
        against = [c for c in conflicts(log.decisions.rows()) if made.id in (c.loser.id, c.winner.id if c.winner else "")]
        return {"decision": _told(made), "waiting": waiting(log), "conflicts": [_conflict(c) for c in against]}

    return router


def _first(act: Act) -> str:
    if not act.records:
        raise FrontlogError(f"'{act.act}' is about a record, and none is named.", "Give its id in `records`.")
    return act.records[0]


def _check(request: Request, token: str) -> None:
    """Raises RefusedError unless the request has the token and comes from this server's own page, or from no page at all."""
    given = request.headers.get("authorization", "")
    if not hmac.compare_digest(given.encode(), f"Bearer {token}".encode()):
        raise RefusedError(401, "Reviewing needs the token of this server.", "Open the address that `frontlog serve --review` printed.")
    origin, site = request.headers.get("origin"), request.headers.get("sec-fetch-site", "none")
    if site not in OWN or (origin is not None and urlsplit(origin).netloc != request.headers.get("host", "")):
        raise RefusedError(403, "Another site's page cannot review.", "Use the page of this server.")
    if request.method == "POST":
        if request.headers.get("content-type", "").partition(";")[0].strip().lower() != "application/json":
            raise RefusedError(415, "A decision is sent as application/json.", "Set the header Content-Type.")
        length = request.headers.get("content-length", "")
        if not length.isascii() or not length.isdigit() or int(length) > LARGEST:
            raise RefusedError(413, f"A decision has at most {LARGEST:,} bytes and says how many.", "Shorten the reason.")


def _told(made: Decision) -> dict[str, Any]:
    return {"id": made.id, "who": made.who, "when": made.when.isoformat(), "why": made.why, "verdict": made.verdict, "says": says(made)}


def _conflict(found: Conflict) -> dict[str, Any]:
    return {"about": found.about, "loser": _told(found.loser), "winner": _told(found.winner) if found.winner else None}
