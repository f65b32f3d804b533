"""Commands that put a log on a page: site, serve."""

from pathlib import Path

import click

from frontlog.server.crossing import origins
from frontlog.server.gate import door
from frontlog.server.run import serve as serve_log
from frontlog.store import Log
from frontlog.views.bundle_run import run_of
from frontlog.views.site import write_site

log_argument = click.argument("log", type=click.Path(path_type=Path))


@click.command()
@log_argument
@click.option("-o", "--out", required=True, type=click.Path(path_type=Path, file_okay=False), help="Folder for the page.")
def site(log: Path, out: Path) -> None:
    """Write the page of a log: a folder that opens in a browser without any server or network."""
    opened = Log.open(log)
    write_site(opened, out, packs=opened.packs(), run=run_of(opened))
    click.echo(f"{out / 'index.html'}")


@click.command()
@log_argument
@click.option("--port", type=click.IntRange(0, 65535), default=8400, show_default=True, help="0 takes a free one.")
@click.option(
    "--allow-site",
    "sites",
    multiple=True,
    metavar="ORIGIN",
    help="A web site whose pages may read the API, as https://example.org; * for all.",
)
@click.option("--host", default="127.0.0.1", show_default=True, metavar="ADDRESS", help="For other machines, too; wants --token-file.")
@click.option("--token-file", type=click.Path(path_type=Path), help="A file with the token that every request from elsewhere has to bring.")
@click.option("--name", "names", multiple=True, metavar="NAME", help="With --host: a further name that the server answers to.")
@click.option("--review", "reviewing", is_flag=True, help="Let the page put down decisions; the printed address carries the token.")
def serve(
    log: Path, port: int, sites: tuple[str, ...], host: str, token_file: Path | None, names: tuple[str, ...], reviewing: bool
) -> None:
    """Serve the page and the API of a log on this machine (127.0.0.1 only, unless --host and a token say otherwise).

    The API needs no key and only reads; /api/openapi.json describes it. Pages of other servers on this machine may read it, too, such as
    a notebook's. What goes to other machines is not encrypted: put a server that speaks TLS before it.
    """
    at = door(host, token_file, names, reviewing)
    serve_log(Log.open(log), port, origins(sites), reviewing, at)
