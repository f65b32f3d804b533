"""Frontlog from Python: `frontlog.api.extract(text)` and `frontlog.api.open_log(path)`."""

import hashlib
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from functools import partial
from pathlib import Path
from typing import TypeVar

from frontlog.build import run_in_memory
from frontlog.model import Claim, ControlState, Document, FrontlogError, Incident, Item, Raw, Record, record_id
from frontlog.pipeline import pipeline
from frontlog.reference.packs import Pack, installed, packs_folder
from frontlog.store import Log
from frontlog.views.explain import explain
from frontlog.views.node import Node

R = TypeVar("R", bound=Record)


@dataclass(frozen=True, slots=True)
class Extracted:
    """One text as it was read: its document and the claims in it, in the order of the text. Offsets count `document.text`."""

    document: Document
    claims: tuple[Claim, ...]


def packs(folder: Path | None = None) -> tuple[Pack, ...]:
    """The packs of places that `frontlog places` keeps, or those of another folder, for `extract`."""
    return installed(packs_folder(folder))


def extract(text: str, name: str = "text.txt", packs: tuple[Pack, ...] = ()) -> Extracted:
    """The claims of one report, its places looked up in the bundled gazetteer and in `packs`.

    Raises FrontlogError when the text cannot be read as one (empty, for instance).
    """
    content = text.encode()
    sha = hashlib.sha256(content).hexdigest()
    item = Item(id=record_id("d", sha, 0), name=name, part=0, media_type="text/plain", size=len(content), sha256=sha)
    have = run_in_memory([Raw(item=item, content=content)], Claim, partial(pipeline, packs=packs))
    found = [d for d in have[Document] if isinstance(d, Document)]
    if not found:
        raise FrontlogError(f"'{name}' gave no document.", "Pass the text of a report.")
    claims = sorted((c for c in have[Claim] if isinstance(c, Claim)), key=lambda c: (c.evidence.start, c.id))
    return Extracted(found[0], tuple(claims))


class OpenLog:
    """A log to read from."""

    def __init__(self, log: Log) -> None:
        self.log = log

    def rows(self, kind: type[R]) -> Sequence[R]:
        """All rows of a record type of `frontlog.model`."""
        return self.log.rows(kind)

    @property
    def claims(self) -> Sequence[Claim]:
        return self.log.rows(Claim)

    @property
    def incidents(self) -> Sequence[Incident]:
        return self.log.rows(Incident)

    def control(self, on: date) -> Sequence[ControlState]:
        """Who held which place on a day."""
        return [s for s in self.log.rows(ControlState) if s.start <= on and (s.end is None or on < s.end)]

    def explain(self, name: str) -> Node:
        """The record with this id, or `PLACE@DATE`, down to its sentences."""
        return explain(self.log, name, self.log.archive.raw)


def open_log(path: Path | str) -> OpenLog:
    """The log in a folder. Raises FrontlogError when there is none or it is newer than this program."""
    return OpenLog(Log.open(Path(path)))
