"""An extractor: the stages that turn documents and their sentences into claims. Others can be plugged in by an entry point."""

from collections.abc import Callable
from dataclasses import dataclass

from frontlog.model.stage import Stage

GROUP = "frontlog.extractors"


@dataclass(frozen=True, slots=True)
class Extractor:
    """A reader of documents under a name. Register one as an entry point of the group `frontlog.extractors`.

    `stages` gives stages that read Document, Sentence and, where `asks`, Reply, and write Claim and Rejection (Mention if they like). What
    follows, incidents and control, is the same for every extractor. `asks`: it reads replies of an outside reader, which `build` collects
    before; a stage itself never asks anybody. `placed`: its stages look places up, so `stages` takes the packs of places in use as its one
    argument, and their versions name them.
    """

    name: str
    about: str
    stages: Callable[..., tuple[Stage, ...]]
    asks: bool = False
    placed: bool = False
