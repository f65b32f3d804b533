"""How a build reads: which extractor finds the claims, the endpoint that it may ask, and how pages become text."""

import os
from collections.abc import Callable, Iterator
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass
from functools import partial, wraps
from pathlib import Path
from typing import Any

import click

from frontlog.build import Ask, Chain
from frontlog.extractors import OWN, extractor
from frontlog.extractors import extractors as installed
from frontlog.model import FrontlogError
from frontlog.pipeline import pipeline
from frontlog.registry import keep_actors, with_actors
from frontlog.sources.endpoint import Asker, Endpoint
from frontlog.store import Log


@dataclass(frozen=True, slots=True)
class Reading:
    """What a user chose; what is left open is as the log was read before."""

    extractor: str = ""
    endpoint: str = ""
    model: str = ""
    key_env: str = ""
    bulk: bool | None = None
    actors: Path | None = None


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
    actors_option,
)


def reading_options(command: Callable[..., Any]) -> Callable[..., Any]:
    """The options above on a command, which gets them as one argument `reading`."""

    @wraps(command)
    def run(*, extractor: str, endpoint: str, model: str, key_env: str, bulk: bool | None, actors: Path | None, **others: Any) -> Any:
        return command(reading=Reading(extractor, endpoint, model, key_env, bulk, actors), **others)

    out: Callable[..., Any] = run
    for option in reversed(OPTIONS):
        out = option(out)
    return out


@click.command()
def extractors() -> None:
    """The extractors that are installed: who can read the claims of reports."""
    for one in installed().values():
        click.echo(f"{one.name}: {one.about}")


@contextmanager
def reader(root: Path, reading: Reading) -> Iterator[tuple[Chain, Ask | None]]:
    """The chain as the user or the log chose it, and whom it asks. The log keeps the choice.

    Raises FrontlogError for an unknown name, an endpoint without a model, and options that the extractor does not use.
    """
    log = Log.create(root)
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
        asker = Asker(Endpoint(reading.endpoint, reading.model, _key(reading.key_env))) if reading.endpoint else None
        yield partial(with_actors, actors, partial(pipeline, chosen.name, bulk)), stack.enter_context(asker).ask if asker else None


def _key(variable: str) -> str:
    if not variable:
        return ""
    key = os.environ.get(variable, "").strip()
    if not key:
        raise FrontlogError(f"The environment variable {variable} holds no key.", f"Set it: export {variable}=...")
    return key
