"""Which extractor a build uses, and the endpoint that it may ask."""

import os
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from functools import partial
from pathlib import Path

import click

from frontlog.build import Ask, Chain
from frontlog.extractors import OWN, extractor
from frontlog.extractors import extractors as installed
from frontlog.model import FrontlogError
from frontlog.pipeline import pipeline
from frontlog.sources.endpoint import Asker, Endpoint
from frontlog.store import Log


@click.command()
def extractors() -> None:
    """The extractors that are installed: who can read the claims of reports."""
    for one in installed().values():
        click.echo(f"{one.name}: {one.about}")


@contextmanager
def reader(root: Path, name: str, url: str, model: str, key_env: str, bulk: bool) -> Iterator[tuple[Chain, Ask | None]]:
    """The chain with the extractor of that name (else the log's own, else ours), and whom it asks. The log keeps the choice.

    Raises FrontlogError for an unknown name, an endpoint without a model, and options that the extractor does not use.
    """
    log = Log.create(root)
    chosen = extractor(name or log.extractor or OWN)
    if url and not chosen.asks:
        raise FrontlogError(f"The extractor '{chosen.name}' asks no endpoint.", "Leave --endpoint out, or add --extractor endpoint.")
    if bool(url) != bool(model):
        raise FrontlogError("An endpoint needs an address and a model.", "Give both --endpoint and --model.")
    if name or log.extractor:
        log.extractor = chosen.name
    with ExitStack() as stack:
        ask = stack.enter_context(Asker(Endpoint(url, model, _key(key_env)))).ask if url else None
        yield partial(pipeline, chosen.name, bulk), ask


def _key(variable: str) -> str:
    if not variable:
        return ""
    key = os.environ.get(variable, "").strip()
    if not key:
        raise FrontlogError(f"The environment variable {variable} holds no key.", f"Set it: export {variable}=...")
    return key
