"""The command that goes to the web: fetch."""

import sys
from collections.abc import Callable, Sequence
from functools import wraps
from pathlib import Path

import click

from frontlog.cli.making import bring_up_to_date, say_refused, strict_option
from frontlog.cli.output import Reporter, fail
from frontlog.fetch import QUEUE, Fetched, Wanted, fetch_into
from frontlog.sources.fetching import Fetcher, Settings
from frontlog.sources.rows import Limits

NETWORK = (
    click.option("--delay", type=click.FloatRange(0, 3600), default=5.0, show_default=True, help="Seconds between two requests to a site."),
    click.option("--contact", default="", help="Address or e-mail that sites can write to; sent with each request."),
    click.option("--max-redirects", type=click.IntRange(0, 20), default=5, show_default=True, help="How far a page may lead on."),
    click.option("--retries", type=click.IntRange(0, 10), default=3, show_default=True, help="Further tries when a site is ill."),
    click.option("--max-mb", type=click.IntRange(1, 2000), default=20, show_default=True, help="Largest page that is taken."),
    click.option("--allow-private", is_flag=True, help="Also fetch from this machine and inner networks."),
)


def network_options(command: Callable[..., None]) -> Callable[..., None]:
    """The options that say how sites are asked, given to a command as one `settings`."""

    @wraps(command)
    def packed(*, delay: float, contact: str, max_redirects: int, retries: int, max_mb: int, allow_private: bool, **others: object) -> None:
        limits = Limits(max_bytes=max_mb * 1_000_000)
        settings = Settings(
            contact=contact, delay=delay, max_redirects=max_redirects, retries=retries, allow_private=allow_private, limits=limits
        )
        command(settings=settings, **others)

    for option in reversed(NETWORK):
        packed = option(packed)
    return packed


@click.command()
@click.argument("arguments", nargs=-1, metavar="[ADDRESS|FILE]...")
@click.option("--log", "root", required=True, type=click.Path(path_type=Path), help="Folder of the log; made when it is not there.")
@click.option("--feed", "lists", multiple=True, metavar="ADDRESS", help="A feed or sitemap; what is none is refused. May be given again.")
@network_options
@click.option("--retry-failed", is_flag=True, help="Try again what could not be had before.")
@click.option("--again", is_flag=True, help="Fetch again what was fetched before; what has changed becomes a new version.")
@click.option("--no-build", is_flag=True, help="Only fetch; leave the tables for `frontlog build` or the next fetch.")
@strict_option
def fetch(
    arguments: Sequence[str],
    root: Path,
    lists: Sequence[str],
    settings: Settings,
    retry_failed: bool,
    again: bool,
    no_build: bool,
    strict: bool,
) -> None:
    """Fetch reports from the web into a log and bring its tables up to date. Beside `watch` with feeds and `places
    download` the only command that uses the network.

    Name addresses of pages, feeds or sitemaps, and files that list addresses (.csv, .tsv, .txt, GDELT's .json, a saved feed or sitemap).
    Feeds and sitemaps are asked anew each time, pages once. Robots rules are kept. A fetch that was stopped goes on when it is run
    again, also without any argument; what was fetched is not fetched again.
    """
    if not (arguments or lists or (root / QUEUE).exists()):
        raise click.UsageError("Name the address of a page, feed or sitemap, or a file that lists addresses.")
    report = Reporter()
    wanted = Wanted(arguments, lists, again, retry_failed)
    try:
        done = fetch_into(root, wanted, Fetcher(settings), report, lambda words: click.echo(words, err=True))
    finally:
        report.close()
    say_refused(done.refused)
    click.echo(_summary(root, done))
    if done.stopped:
        fail(f"Stopped; {done.waiting:,} addresses wait. Run `frontlog fetch --log {root}` to go on.")
    refused = (*done.refused, *(() if no_build else bring_up_to_date(root).refused))
    if strict and refused:
        sys.exit(3)


def _summary(root: Path, done: Fetched) -> str:
    parts = [f"{done.new:,} new pages fetched", f"{done.unchanged:,} unchanged", f"{len(done.refused):,} refused"]
    parts += [f"{done.lists:,} lists read"] if done.lists else []
    return f"{root}: {', '.join(parts)}."
