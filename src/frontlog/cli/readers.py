"""How a build reads: which extractor finds the claims, the endpoint that it may ask, and how pages become text."""

import os
from collections.abc import Callable, Iterator
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass
from functools import partial, wraps
from pathlib import Path
from typing import Any

import click

from frontlog.build import Ask
from frontlog.extractors import OWN, extractor
from frontlog.extractors import extractors as known_extractors
from frontlog.model import FrontlogError
from frontlog.pipeline import pipeline
from frontlog.reference.packs import Pack, installed, packs_folder
from frontlog.reference.packs import chosen as chosen_packs
from frontlog.registry import keep_actors, with_actors
from frontlog.running import Chain
from frontlog.store import Log


@dataclass(frozen=True, slots=True)
class Reading:
    """What a user chose; what is left open is as the log was read before."""

    extractor: str = ""
    endpoint: str = ""
    model: str = ""
    key_env: str = ""
    bulk: bool | None = None
    packs: str = ""
    places: Path | None = None
    actors: Path | None = None


@dataclass(frozen=True, slots=True)
class Readers:
    """What a build reads with: the chain, whom it asks, and the packs of places."""

    chain: Chain
    ask: Ask | None
    packs: tuple[Pack, ...]


packs_option = click.option(
    "--packs", default="", metavar="NAMES", help="Packs of places to use: names with commas, all or none. Else all there are."
)
places_option = click.option(
    "--places", type=click.Path(path_type=Path, file_okay=False), help="Folder of the packs, instead of the one of `frontlog places`."
)
actors_option = click.option(
    "--actors",
    type=click.Path(path_type=Path, dir_okay=False),
    help="Your own actors beside ours, a YAML file in the form of actors.yml; `none` leaves them out. Else as the log was read before.",
)
OPTIONS = (
    click.option("--extractor", default="", help="Who reads the claims; else as the log was built before. `frontlog extractors` lists."),
    click.option("--endpoint", default="", help="For an extractor that asks: the address, as http://127.0.0.1:8080/v1."),
    click.option("--model", default="", help="For an extractor that asks: the model's name there."),
    click.option("--key-env", default="", help="Environment variable that holds the endpoint's key, where it wants one."),
    click.option(
        "--bulk/--careful",
        default=None,
        help="Read web pages with the fast extractor, for millions (readers' comments are dropped, not kept), or with the careful one; "
        "else as the log was read before.",
    ),
    packs_option,
    places_option,
    actors_option,
)


def reading_options(command: Callable[..., Any]) -> Callable[..., Any]:
    """The options above on a command, which gets them as one argument `reading`."""

    @wraps(command)
    def run(*, extractor: str, endpoint: str, model: str, key_env: str, bulk: bool | None, **others: Any) -> Any:
        places = {name: others.pop(name) for name in ("packs", "places", "actors")}
        return command(reading=Reading(extractor, endpoint, model, key_env, bulk, **places), **others)

    out: Callable[..., Any] = run
    for option in reversed(OPTIONS):
        out = option(out)
    return out


@click.command()
def extractors() -> None:
    """The extractors that are installed: who can read the claims of reports."""
    for one in known_extractors().values():
        click.echo(f"{one.name}: {one.about}")


@contextmanager
def reader(root: Path, reading: Reading, forgetting: bool = False) -> Iterator[Readers]:
    """The chain as the user or the log chose it, whom it asks, and where it looks places up. The log keeps the choice.

    Raises FrontlogError for an unknown name, an endpoint without a model, options that the extractor does not use, and a pack of places
    that the log was built with and that is gone.
    """
    log = Log.create(root, forgetting)
    before = log.choices
    chosen = extractor(reading.extractor or str(before.get("extractor") or OWN))
    bulk = bool(before.get("bulk")) if reading.bulk is None else reading.bulk
    if reading.endpoint and not chosen.asks:
        raise FrontlogError(f"The extractor '{chosen.name}' asks no endpoint.", "Leave --endpoint out, or add --extractor endpoint.")
    if bool(reading.endpoint) != bool(reading.model):
        raise FrontlogError("An endpoint needs an address and a model.", "Give both --endpoint and --model.")
    actors, digest = keep_actors(log, reading.actors)
    if before or chosen.name != OWN or bulk or digest:
        log.choices = {"extractor": chosen.name, "bulk": bulk, **({"actors": digest} if digest else {})}
    with ExitStack() as stack:
        ask = _asking(reading, stack) if reading.endpoint else None
        packs = packs_of(reading, log)
        own = actors.absolute() if actors else None  # a worker may stand in another folder
        chain = partial(with_actors, own, partial(pipeline, chosen.name, bulk, packs))
        yield Readers(chain, ask, packs)


def _asking(reading: Reading, stack: ExitStack) -> Ask:
    from frontlog.sources.endpoint import Asker, Endpoint  # late: it brings what speaks to the network

    return stack.enter_context(Asker(Endpoint(reading.endpoint, reading.model, _key(reading.key_env)))).ask


def packs_of(reading: Reading, log: Log | None = None) -> tuple[Pack, ...]:
    """The packs of places that a user chose; a word on standard error where they are others than the log was built with."""
    before = log.packs() if log else []
    packs = chosen_packs(installed(packs_folder(reading.places).absolute()), reading.packs, before)
    old = {str(row.get("name")): row.get("sha256") for row in before}
    changed = [pack.name for pack in packs if old.get(pack.name) != pack.sha256] + sorted(old.keys() - {pack.name for pack in packs})
    if log is not None and changed and (log.root / "manifest.json").exists():
        click.echo(f"The packs of places are others than before ({', '.join(changed)}): all claims are read anew.", err=True)
    return packs


def _key(variable: str) -> str:
    if not variable:
        return ""
    key = os.environ.get(variable, "").strip()
    if not key:
        raise FrontlogError(f"The environment variable {variable} holds no key.", f"Set it: export {variable}=...")
    return key
