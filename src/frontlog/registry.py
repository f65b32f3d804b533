"""Whose actors a build reads by: ours, or ours with a file of the user's, which the log keeps a copy of."""

from dataclasses import replace
from hashlib import sha256
from pathlib import Path

from frontlog.mentions.tag import registry_names, registry_persons
from frontlog.model import FrontlogError, Stage
from frontlog.reference.actors import load_actors, use_actors, used_actors
from frontlog.running import Chain
from frontlog.store import Log
from frontlog.store.atomic import write_bytes

FOLDER = "actors"  # of a log: the files that it was ever read by, named by their hash
NONE = "none"  # the word that leaves a file out again
_READS_ACTORS = ("mentions.", "claims.", "incidents.", "control.")


def with_actors(path: Path | None, chain: Chain) -> tuple[Stage, ...]:
    """The stages of a chain, with the user's file read beside our registry in this process. What hangs on it gets a version of its own."""
    before = used_actors()
    digest = use_actors(path)
    for found in (registry_names, registry_persons) if digest != before else ():  # made from the registry that was there
        found.cache_clear()
    return tuple(_with_own(stage, digest) for stage in chain())


def _with_own(stage: Stage, digest: str) -> Stage:
    if not digest or not stage.name.startswith(_READS_ACTORS):
        return stage
    return replace(stage, version=f"{stage.version}-{digest[:12]}")


def keep_actors(log: Log, given: Path | None) -> tuple[Path | None, str]:
    """The file of actors that a log is read by, with its hash: the one given, else that of the build before. `none` leaves it out.

    What is given is checked and copied into the log, so that later builds need nothing but the log. Raises FrontlogError, naming the
    line, when it is malformed, and when the copy of an earlier build is gone.
    """
    if given is not None and str(given) == NONE:
        return None, ""
    if given is None:
        before = str(log.choices.get("actors") or "")
        path = log.root / FOLDER / f"{before}.yml" if before else None
        if path is not None and not path.is_file():
            raise FrontlogError(
                f"The log was read by the actors in '{path}', which is gone.", "Name them again: --actors FILE, or --actors none."
            )
        return path, before
    load_actors(given)
    digest = sha256(given.read_bytes()).hexdigest()
    path = log.root / FOLDER / f"{digest}.yml"
    if not path.is_file():
        write_bytes(path, given.read_bytes())
    return path, digest
