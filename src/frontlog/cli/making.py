"""Commands that read reports: build, extract."""

import json
import os
import sys
import time
from collections import defaultdict
from collections.abc import Mapping, Sequence
from functools import partial
from pathlib import Path

import click

from frontlog.build import Built
from frontlog.build import build as build_log
from frontlog.cli.output import Reporter, fail
from frontlog.cli.readers import Reading, actors_option, packs_of, packs_option, places_option, reader, reading_options
from frontlog.engine import ENGINES, Serial, engine
from frontlog.engine.lost import TRIES
from frontlog.model import Claim, Document, Raw, Record, Rejection
from frontlog.pipeline import pipeline
from frontlog.registry import NONE, with_actors
from frontlog.running import Chain, run_in_memory
from frontlog.sources.content import SUPPORTED
from frontlog.sources.files import Limits
from frontlog.sources.files import read as read_files
from frontlog.sources.revisit import Revisit
from frontlog.sources.rows import refuse
from frontlog.store.atomic import write_bytes
from frontlog.views.guide import claim_object, document_object

paths_argument = click.argument("paths", nargs=-1, required=True, type=click.Path(path_type=Path))
size_option = click.option("--max-mb", type=click.IntRange(1, 2000), default=20, show_default=True, help="Largest file that is read.")
strict_option = click.option("--strict", is_flag=True, help="End with 3 when a file was refused.")


@click.command()
@paths_argument
@click.option("--log", "root", required=True, type=click.Path(path_type=Path), help="Folder of the log; made when it is not there.")
@click.option(
    "--engine",
    "engine_name",
    type=click.Choice(("auto", *ENGINES)),
    default="auto",
    show_default=True,
    help="auto: pool for many, ray with --address.",
)
@click.option(
    "--workers",
    type=click.IntRange(1, 256),
    default=os.cpu_count() or 1,
    show_default="all cores",
    help="Processes of the pool, or CPUs of a Ray that is started here, which leaves one of them free.",
)
@click.option(
    "--address", default="", metavar="HOST:PORT", help="The Ray cluster to work on, or auto: the one that this machine is part of."
)
@reading_options
@size_option
@strict_option
def build(
    paths: Sequence[Path],
    root: Path,
    engine_name: str,
    workers: int,
    address: str,
    reading: Reading,
    max_mb: int,
    strict: bool,
) -> None:
    """Read reports (files, folders, object storage) into a log and bring its tables up to date. Nothing is fetched from the web: `frontlog
    fetch` does that. Object storage is named as s3://BUCKET/PREFIX or gs://BUCKET/PREFIX.

    Adding the same report again adds nothing. A build that was stopped at any moment is finished by running it again. A log goes
    on to be read as it was read first; another extractor, --bulk or --careful reads all of it anew.
    """
    auto = "pool" if workers > 1 and _many(paths) else "serial"
    chosen = ("ray" if address else auto) if engine_name == "auto" else engine_name
    built = bring_up_to_date(root, paths, chosen, workers, Limits(max_bytes=max_mb * 1_000_000), reading, address)
    if not built.documents:
        fail(f"No report could be read. Name files or folders that hold reports ({SUPPORTED}).")
    if strict and built.refused:
        sys.exit(3)


def bring_up_to_date(
    root: Path,
    paths: Sequence[Path] = (),
    engine_name: str = "serial",
    workers: int = 1,
    limits: Limits | None = None,
    reading: Reading | None = None,
    address: str = "",
) -> Built:
    """Build a log out of its archive and the reports at `paths`, and say what came of it."""
    begun = time.monotonic()
    report = Reporter()
    try:
        with engine(engine_name, workers, address) as executor, reader(root, reading or Reading()) as found:
            built = build_log(paths, root, executor, limits or Limits(), report, found.chain, found.ask, found.packs)
    finally:
        report.close()
    say_refused(built.refused)
    rows = built.rows
    click.echo(
        f"{root}: {built.documents:,} documents ({built.added:,} new), {rows.get('claims', 0):,} claims, "
        f"{rows.get('incidents', 0):,} incidents, {rows.get('control', 0):,} control intervals. "
        f"{built.shards - built.reused:,} shards worked, {built.reused:,} reused, {time.monotonic() - begun:.1f} s."
    )
    return built


def _many(paths: Sequence[Path]) -> bool:
    """Whether there is enough to read that starting processes pays (each takes about a second to load the registries)."""
    count = 0
    for path in paths:
        for _ in path.rglob("*") if path.is_dir() else (path,):
            count += 1
            if count > 200:
                return True
    return False


def say_refused(refused: Sequence[Rejection]) -> None:
    """A line on standard error for each refusal."""
    for rejection in refused:
        click.echo(f"Refused {rejection.subject}: {rejection.message}", err=True)


@click.command()
@paths_argument
@click.option("-o", "--out", required=True, type=click.Path(path_type=Path, file_okay=False), help="Folder for one JSON file a document.")
@actors_option
@size_option
@strict_option
@packs_option
@places_option
def extract(paths: Sequence[Path], out: Path, actors: Path | None, max_mb: int, strict: bool, packs: str, places: Path | None) -> None:
    """Write the claims of reports as JSON, one file a document, without making a log.

    Keys are those of the annotation guide, with character offsets beside every quoted piece; they count the document's "text".
    """
    refused, taken, met = [], set[str](), set[str]()
    placed = partial(pipeline, packs=packs_of(Reading(packs=packs, places=places)))
    chain = partial(with_actors, actors if actors != Path(NONE) else None, placed)
    for found in read_files(paths, Limits(max_bytes=max_mb * 1_000_000)):
        if isinstance(found, Rejection):
            refused.append(found)
            continue
        if isinstance(found, Revisit):
            continue  # says nothing that the page did not say
        if found.id in met:
            message = f"'{found.item.name}' has the same bytes as a page before it and was written once. Nothing to do."
            refused.append(refuse(found.item.name, "duplicate", message))
            continue
        met.add(found.id)
        have = _worked(found, chain, refused)
        claims = [claim_object(c) for c in have[Claim] if isinstance(c, Claim)]
        documents = [d for d in have[Document] if isinstance(d, Document)]
        refused += [r for r in have[Rejection] if isinstance(r, Rejection) and r.step == "documents.read" and not documents]
        for document in documents:
            name = _free_name(found, taken)
            value = {"document": document_object(document), "claims": sorted(claims, key=lambda c: (c["evidence"]["start"], c["id"]))}
            write_bytes(out / name, (json.dumps(value, ensure_ascii=False, indent=1) + "\n").encode())
    say_refused(refused)
    click.echo(f"{out}: {len(taken):,} documents")
    if not taken:
        fail("No report could be read.")
    if strict and refused:
        sys.exit(3)


def _worked(found: Raw, chain: Chain, refused: list[Rejection]) -> Mapping[type[Record], Sequence[Record]]:
    """The rows of a report; a refusal where it takes more memory than there is each time that it is tried."""

    def starved(raw: Raw, how: str) -> Mapping[type[Record], Sequence[Record]]:
        message = f"'{raw.item.name}' was put aside: {how} each time that it was worked alone ({TRIES} tries). Try it on a larger machine."
        refused.append(refuse(raw.item.name, "out of memory", message))
        return defaultdict(list)

    return next(iter(Serial().map(lambda raw: run_in_memory([raw], Claim, chain), [found], starved)))


def _free_name(raw: Raw, taken: set[str]) -> str:
    """A file name inside the output folder: the report's own, without folders, never one twice."""
    stem = Path(raw.item.name).stem or raw.id
    name, number = f"{stem}.json", 2
    while name.lower() in taken:
        name, number = f"{stem}-{number}.json", number + 1
    taken.add(name.lower())
    return name
