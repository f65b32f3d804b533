"""The command that goes on by itself: watch."""

import signal
import time
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from types import FrameType

import click

from frontlog.cli.fetching import network_options
from frontlog.cli.making import bring_up_to_date, say_refused
from frontlog.cli.output import Reporter
from frontlog.fetch import Wanted, fetch_into
from frontlog.sources.fetching import Fetcher, Settings
from frontlog.store import Log
from frontlog.watch import Watch, Watched, record, recorded


@click.command()
@click.argument("paths", nargs=-1, type=click.Path(path_type=Path))
@click.option("--log", "root", required=True, type=click.Path(path_type=Path), help="Folder of the log; made when it is not there.")
@click.option("--feed", "feeds", multiple=True, metavar="ADDRESS", help="A feed or sitemap to ask each time. May be given again.")
@click.option("--every", type=click.FloatRange(1, 7 * 86_400), default=900.0, show_default=True, help="Seconds between two rounds.")
@click.option("--rounds", type=click.IntRange(0), default=0, show_default="without end", help="End after so many rounds.")
@network_options
def watch(paths: Sequence[Path], root: Path, feeds: Sequence[str], every: float, rounds: int, settings: Settings) -> None:
    """Look at folders and feeds again and again, and bring the log up to date whenever something is new.

    What is named is kept in the log and watched the next time, too, without naming it. Only feeds use the network. A feed that fails, a
    folder that is gone and a log that another build holds are told and tried again in the next round. Ctrl-C and SIGTERM end it; the log
    is then as the last round left it, and nothing that was fetched is lost.
    """
    watched = recorded(root) | Watched(tuple(str(path.resolve()) for path in paths), tuple(feeds))
    if not watched:
        raise click.UsageError("Name a folder or a feed to watch; this log knows none yet.")
    record(Log.create(root).root, watched)

    def fetch(feed: str) -> int:
        report = Reporter()
        try:
            done = fetch_into(root, Wanted(lists=(feed,)), Fetcher(settings), report, lambda _: None)
        finally:
            report.close()
        say_refused(done.refused)
        if done.stopped:
            raise KeyboardInterrupt
        return done.new

    def build(paths: Sequence[Path]) -> None:
        bring_up_to_date(root, paths)

    click.echo(f"{root}: watching {len(watched.paths):,} paths and {len(watched.feeds):,} feeds, every {every:g} s.", err=True)
    with stoppable():
        watching = Watch(
            tuple(map(Path, watched.paths)), watched.feeds, fetch, build, time.sleep, lambda words: click.echo(words, err=True)
        )
        watching.run(every, rounds)


@contextmanager
def stoppable() -> Iterator[None]:
    """Both signals that ask for an end give one, without a traceback; a build that is under way is finished by the next one."""

    def stop(number: int, frame: FrameType | None) -> None:
        raise KeyboardInterrupt

    before = {name: signal.signal(name, stop) for name in (signal.SIGTERM, signal.SIGINT)}
    try:
        yield
    except KeyboardInterrupt:
        click.echo("Stopped. What was begun goes on with the next `frontlog watch` or `frontlog build`.", err=True)
    finally:
        for name, handler in before.items():
            signal.signal(name, handler)
