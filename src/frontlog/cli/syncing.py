"""The command that brings logs into object storage and back: sync."""

from pathlib import Path

import click

from frontlog.cli.output import fail
from frontlog.sources.objects import is_address
from frontlog.store import Log
from frontlog.store.away import fetch, send
from frontlog.store.duck import write_views


@click.command()
@click.argument("source", metavar="LOG")
@click.argument("target", metavar="ADDRESS")
def sync(source: str, target: str) -> None:
    """Send a log into object storage, or get one from there.

    `frontlog sync LOG ADDRESS` sends, `frontlog sync ADDRESS LOG` gets; an ADDRESS is s3://BUCKET/PREFIX or gs://BUCKET/PREFIX.

    Only what is new is sent, and the log there changes in one step. Its tables can be read there as Parquet. What is got is held against
    its hashes. Keys and servers are named as for every program: AWS_ACCESS_KEY_ID, AWS_SECRET_ACCESS_KEY, AWS_REGION, AWS_ENDPOINT_URL.
    """
    out, back = is_address(target), is_address(source)
    if out == back:
        fail("One of the two must be an address (s3://BUCKET/PREFIX or gs://BUCKET/PREFIX), the other a folder.")
    if out:
        moved, word = send(Log.open(Path(source)), target), "sent"
    else:
        moved, word = fetch(source, Path(target)), "fetched"
        write_views(Log.open(Path(target)))
    click.echo(f"{target}: {moved.files:,} files {word} ({moved.size / 1e6:.1f} MB), {moved.kept:,} were there already.")
