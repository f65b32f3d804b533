"""The command `places`: the places that a log's claims name, and the packs of places that reading them goes by."""

from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any

import click

from frontlog.cli.output import fail, format_option, show
from frontlog.packs import keep
from frontlog.packs.download import FROM, LARGEST, LONGEST, country_of, download, terms
from frontlog.reference.packs import FOLDER, Pack, installed, packs_folder
from frontlog.sources.fetching import Fetcher, Settings
from frontlog.sources.rows import Limits
from frontlog.store import Log
from frontlog.views import listing

folder_option = click.option(
    "--places",
    "folder",
    type=click.Path(path_type=Path, file_okay=False),
    help=f"Folder of the packs; else ${FOLDER}, else the user's folder for data.",
)
SHOWN = "log"  # the command that a LOG as first argument means


class Places(click.Group):
    """A group whose first argument may also be a log: `frontlog places LOG` lists the places of its claims."""

    def resolve_command(self, ctx: click.Context, args: list[str]) -> tuple[str | None, click.Command | None, list[str]]:
        return super().resolve_command(ctx, args if args[0] in self.commands else [SHOWN, *args])

    def parse_args(self, ctx: click.Context, args: list[str]) -> list[str]:
        # options before the log (`places --format json LOG`) belong to the hidden command, too
        return super().parse_args(ctx, args if not args or args[0] in ("-h", "--help", *self.commands) else [SHOWN, *args])


@click.group(cls=Places, subcommand_metavar="LOG | COMMAND [ARGS]...", no_args_is_help=True)
def places() -> None:
    """Places that the claims of a LOG name, and packs of places for finding them.

    `frontlog places LOG` lists what claims name, and where it is as far as is known (with --format table, json, jsonl or csv). The
    other commands keep packs: gazetteers of countries that make villages found. Every build uses the packs of the folder and notes which.
    """


@places.command(SHOWN, hidden=True)
@click.argument("log", type=click.Path(path_type=Path))
@format_option
def of_log(log: Path, form: str) -> None:
    """Places that claims name, and where they are as far as is known."""
    columns = ("place_id", "place_name", "country", "latitude", "longitude", "uncertainty_m", "basis", "spellings", "n_claims")
    show(listing.places(Log.open(log)), form, columns)


def making_options(command: Callable[..., Any]) -> Callable[..., Any]:
    """The options that say how a pack is made."""
    for option in (
        folder_option,
        click.option("--skip-faulty", "lenient", is_flag=True, help="Leave faulty lines out and count them, not stop at the first."),
        click.option("--version", "version", default="", help="What to call this state of the source; else as the source states it."),
        click.option("--name", default="", help="Name of the pack; else made from the file's. A pack of that name is replaced."),
    ):
        command = option(command)
    return command


@places.command()
@click.argument("files", nargs=-1, required=True, type=click.Path(path_type=Path), metavar="FILE...")
@making_options
@click.option("--country", default="", help="ISO code of the country, for tables that do not state it.")
@click.option("--licence", default="", help="Licence of the source, where Frontlog does not know it.")
@click.option("--attribution", default="", help="How the source wants to be named.")
@click.option("--max-mb", type=click.IntRange(1, 20_000), default=2000, show_default=True, help="What a file may unpack to.")
def add(
    files: Sequence[Path],
    folder: Path | None,
    lenient: bool,
    version: str,
    name: str,
    country: str,
    licence: str,
    attribution: str,
    max_mb: int,
) -> None:
    """Make a pack of a gazetteer. FILE is a dump of GeoNames (.txt, .zip; its alternate names beside it), Who's On First (.tsv, .db), a
    table of p-codes (.csv, .xlsx) or a table of your own with the columns name, lat and lon.

    The pack is put into place in one step: when anything is wrong, what was there stays.
    """
    country_code = country_of(country) if country else ""
    wanted = keep.Wanted(name, version, licence, attribution, country_code, lenient, max_mb * 1_000_000)
    say_added(keep.add(files, packs_folder(folder), wanted))


def say_added(added: keep.Added) -> None:
    """What was added, in words, with the licence."""
    pack = added.pack
    done = "Replaced" if added.replaced else "Added"
    click.echo(f"{done} {pack.name}: {pack.places:,} places, {added.names:,} names ({pack.source}, version {pack.version}).")
    if added.unread:
        click.echo(f"{added.unread:,} names are in scripts other than Latin, Arabic and Cyrillic: they are found only as they are written.")
    for line in added.left_out:
        click.echo(line, err=True)
    click.echo(f"Licence: {pack.licence}. Name the source as: {pack.attribution}")
    if keep.UNSTATED in (pack.licence, pack.attribution):
        click.echo("Say what the source wants with --licence and --attribution: exports name it.", err=True)


@places.command("list")
@folder_option
@click.option("--check", is_flag=True, help="Hash the places of each pack anew; end with 1 when one is not as it was added.")
@format_option
def list_(folder: Path | None, check: bool, form: str) -> None:
    """The packs that there are, with version and licence."""
    there = packs_folder(folder)
    found = installed(there)
    faults = {pack.name: keep.check(pack) for pack in found} if check else {}
    columns = ("name", "places", "countries", "version", "sha256", "licence", "source")
    show([_row(pack, form) for pack in found], form, columns)
    if not found:
        click.echo(f"No packs in '{there}'. Add one with `frontlog places add FILE`.", err=True)
    for name, fault in faults.items():
        if fault:
            fail(f"The pack '{name}' {fault}. Add it again from its source.")


def _row(pack: Pack, form: str) -> dict[str, Any]:
    sha = pack.sha256[:12] if form == "table" else pack.sha256
    return {"name": pack.name, "places": pack.places, "countries": pack.countries, **pack.plain(), "sha256": sha, "path": pack.path}


@places.command()
@click.argument("name")
@folder_option
def remove(name: str, folder: Path | None) -> None:
    """Take a pack away. Logs that were built with it keep their tables until they are built again."""
    pack = keep.remove(packs_folder(folder), name)
    click.echo(f"Removed {pack.name} ({pack.places:,} places).")


@places.command("download")
@click.argument("country")
@making_options
@click.option("--from", "base", default=FROM, show_default=True, help="Folder of the dumps, for a mirror.")
@click.option("--yes", is_flag=True, help="Do not ask before fetching.")
@click.option("--contact", default="", help="Address or e-mail that the site can write to; sent with each request.")
@click.option("--allow-private", is_flag=True, help="Also fetch from this machine and inner networks.")
def download_(
    country: str, folder: Path | None, lenient: bool, version: str, name: str, base: str, yes: bool, contact: str, allow_private: bool
) -> None:
    """Fetch a COUNTRY (its ISO code, as SY) from GeoNames and make a pack of it. Its licence is shown before anything is fetched."""
    code = country_of(country)
    click.echo(terms(code, base))
    if not yes:
        click.confirm("Fetch it?", abort=True)
    settings = Settings(contact=contact, longest=LONGEST, allow_private=allow_private, limits=Limits(max_bytes=LARGEST))
    with Fetcher(settings) as fetcher:
        wanted = keep.Wanted(name, version, lenient=lenient)
        say_added(download(code, packs_folder(folder), wanted, fetcher, base, lambda words: click.echo(words, err=True)))
