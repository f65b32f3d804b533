"""Running the app on this machine."""

import socket
from collections.abc import Collection
from threading import Thread

import click
import uvicorn
from fastapi import FastAPI

from frontlog.model import FrontlogError, digest
from frontlog.server.app import create_app
from frontlog.server.gate import Door, Gate
from frontlog.server.library import Library
from frontlog.server.patience import PatientProtocol
from frontlog.server.review import new_token, review
from frontlog.server.security import POLICY, REVIEWING
from frontlog.store import Log
from frontlog.views.bundle_run import run_of
from frontlog.views.credits import credits_text
from frontlog.views.exports.choice import About

HOST = "127.0.0.1"  # the record names people: it is served to other machines only where somebody asks for that, and with a token
HERE = Door(HOST)

MOST = 512  # connections at once; one more is told to come again later
HEAD = 16_384  # bytes of a request's line and headers


def serve(log: Log, port: int = 8400, sites: Collection[str] = (), reviewing: bool = False, at: Door = HERE) -> None:
    """Serve a log until it is interrupted. Port 0 takes a free one; the address is printed. Pages of `sites` may read the API. With
    `reviewing` decisions can be made in the page, by whoever has the token in the printed address. `at` says where other machines may
    reach it, and with which token."""
    shelf = library(log)
    token = new_token() if reviewing else ""
    routers = [review(log, shelf, token)] if reviewing else []
    policy = REVIEWING if reviewing else POLICY
    app = create_app(shelf, packs=log.packs(), sites=sites, routers=routers, policy=policy, run=run_of(log), hosts=at.hosts())
    if at.public:
        app.add_middleware(Gate, token=at.token)
    with listen(port, at.host) as door:
        click.echo(f"http://{at.host}:{door.getsockname()[1]}/{f'#/day?token={token}' if reviewing else ''}  (Ctrl+C ends it)")
        Thread(target=lambda: shelf.now["incidents"], daemon=True).start()  # of a large log it takes a while: begun before somebody asks
        uvicorn.Server(settings(app)).run(sockets=[door])


def library(log: Log) -> Library:
    """What a server answers from: a log as it is now."""
    log = log.as_it_is()
    state = digest(log.state(), log.history.head(), log.decisions.head())  # all that an answer may hang on
    return Library(log, log.archive.raw, log.history, state, About(credits=credits_text(log.packs()), stamps=log.stamps.readable()))


def settings(app: FastAPI, http: type[PatientProtocol] = PatientProtocol) -> uvicorn.Config:
    """How the server deals with its clients: it hangs up on those that hold a connection for nothing, and takes no more than it bears."""
    return uvicorn.Config(
        app,
        http=http,
        ws="none",
        log_level="error",
        access_log=False,
        server_header=False,
        limit_concurrency=MOST,
        h11_max_incomplete_event_size=HEAD,
    )


def listen(port: int, host: str = HOST) -> socket.socket:
    """A socket on an address, the loopback one unless another is named. Raises FrontlogError when the port is taken or not allowed."""
    door = socket.socket(socket.AF_INET6 if ":" in host else socket.AF_INET, socket.SOCK_STREAM)
    door.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
    try:
        door.bind((host, port))
        door.listen(128)  # from here on the printed address answers, if only once the app has started
    except (OSError, OverflowError) as error:
        door.close()
        raise FrontlogError(f"Port {port} cannot be used: {error}.", "Choose another with --port, or --port 0 for a free one.") from error
    return door
