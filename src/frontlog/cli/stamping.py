"""The command that has a log stamped: stamp."""

from pathlib import Path

import click

from frontlog.cli.output import fail
from frontlog.stamp import Authority
from frontlog.stamp import stamp as stamp_log
from frontlog.store import Log
from frontlog.store.rfc3161 import certificates


@click.command()
@click.argument("log", type=click.Path(path_type=Path))
@click.option("--authority", required=True, metavar="ADDRESS", help="Who stamps, by RFC 3161: the address that it takes questions at.")
@click.option(
    "--root",
    "root",
    required=True,
    type=click.Path(path_type=Path, dir_okay=False),
    help="The certificates that vouch for it, as PEM; from the authority's own pages.",
)
@click.option("--allow-private", is_flag=True, help="Also ask this machine and inner networks.")
def stamp(log: Path, authority: str, root: Path, allow_private: bool) -> None:
    """Have an authority outside sign, with the time, how far a log's chains reach now. It learns one hash and nothing else.

    Without that, whoever may write to the folder could make every chain in it anew. The stamp is kept in the log; `frontlog verify` holds
    the log against it. Needs the extra `stamps`.
    """
    try:
        pem = root.read_text(encoding="ascii")
    except (OSError, UnicodeError) as error:
        fail(f"The certificates in '{root}' cannot be read ({error}). Name a file in PEM.")
    made = stamp_log(Log.open(log), Authority(authority, certificates(pem), allow_private))
    click.echo(f"{log}: stamped on {made.when:%Y-%m-%d %H:%M:%S} UTC by {authority}. `frontlog verify {log}` checks it.")
