"""Running the app on this machine."""

import socket

import click
import uvicorn

from frontlog.model import FrontlogError
from frontlog.server.app import create_app
from frontlog.store import Log

HOST = "127.0.0.1"  # the record names people and is not signed in to: it is never served to other machines


def serve(log: Log, port: int = 8400) -> None:
    """Serve a log until it is interrupted. Port 0 takes a free one; the address is printed."""
    app = create_app(log, archived=log.archive.raw, packs=log.packs())
    with listen(port) as door:
        click.echo(f"http://{HOST}:{door.getsockname()[1]}/  (Ctrl+C ends it)")
        server = uvicorn.Server(uvicorn.Config(app, log_level="warning", access_log=False, server_header=False))
        server.run(sockets=[door])


def listen(port: int) -> socket.socket:
    """A socket on the loopback address. Raises FrontlogError when the port is taken or not allowed."""
    door = socket.socket(socket.AF_INET, socket.SOCK_STREAM)
    door.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
    try:
        door.bind((HOST, port))
        door.listen(128)  # from here on the printed address answers, if only once the app has started
    except (OSError, OverflowError) as error:
        door.close()
        raise FrontlogError(f"Port {port} cannot be used: {error}.", "Choose another with --port, or --port 0 for a free one.") from error
    return door
