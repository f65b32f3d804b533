"""A stage: a pure function from rows to rows that names what it reads, what it writes and its version."""

from collections.abc import Callable, Collection, Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Protocol

from frontlog.model.errors import FrontlogError
from frontlog.model.exchange import Exchange
from frontlog.model.records import Record

if TYPE_CHECKING:
    import pyarrow as pa

Run = Callable[..., Iterable[Record]]


class Lot(Protocol):
    """All rows of one kind, too many to be objects at once: they come as Arrow batches, in the same order each time they are asked for."""

    def batches(self, columns: Sequence[str]) -> "Iterator[pa.RecordBatch]": ...


class Searchable(Lot, Protocol):
    """A Lot that knows more or less where its rows stand."""

    def of(self, ids: Collection[str], columns: Sequence[str]) -> "Iterator[pa.RecordBatch]":
        """As few batches as can be known to hold all rows of some ids; other rows may be among them."""


class Memory(Protocol):
    """What a step kept in the build before beside its rows, to save work in this one. What it writes must not hang on it."""

    def before(self, kind: type[Record]) -> "pa.Table":
        """The rows of a kind that the step wrote in the build before, in order."""

    def recall(self, name: str) -> "pa.Table | None":
        """What the same code kept under a name together with those rows."""

    def take(self, kind: type[Record], rows: "pa.Table") -> None:
        """Write rows of `before` again, as they are."""

    def keep(self, name: str, rows: "pa.Table") -> None:
        """Keep something for the next build."""


@dataclass(frozen=True, slots=True)
class Stage:
    """One step of the chain. `run` gets one list of rows per type in `reads`, in order, and yields rows of the types in `writes`, of very
    many some thousand at once as a `Batch`.

    `version` changes whenever the same input could give another output: finished shards are reused by it.
    `key` is "document" where the rows of one document must come together (work is split by document), or "all" where the step needs
    every row at once. Any other key is what the `exchange` goes by, which brings rows together where they are many; few are worked by
    `run` at once. `lots`: it gets a Lot a type instead of a list of rows, so that a million documents need no memory for their texts
    (people's decisions and replies stay lists); only for steps that need every row. `again`: it also gets, as `before`, the rows that
    the build before wrote, to take over what has not changed; what it writes must not hang on them. `spread`: `run` also gets, by that
    name, a function like `map` that works parts wherever hands are free; only for steps that need every row. `keeps`: with `lots`, it
    also gets a `memory` of what it kept in the build before. A stage knows no store, engine, clock or network.
    """

    name: str
    version: str
    reads: tuple[type[Record], ...]
    writes: tuple[type[Record], ...]
    run: Run
    key: str = "document"
    lots: bool = False
    again: bool = False
    spread: bool = False
    keeps: bool = False
    exchange: Exchange | None = None


def check_chain(stages: Sequence[Stage], given: Iterable[type[Record]]) -> None:
    """Raise FrontlogError unless each stage reads only what was given or written before it and no two write the same rows."""
    have: dict[type[Record], str] = dict.fromkeys(given, "input")
    names: set[str] = set()
    for stage in stages:
        if stage.name in names:
            raise FrontlogError(f"Two stages are named '{stage.name}'.", "Give each stage of pipeline.py its own name.")
        names.add(stage.name)
        for kind in stage.reads:
            if kind not in have:
                raise FrontlogError(
                    f"Stage '{stage.name}' reads {kind.__name__}, which no earlier stage writes.",
                    "Move it behind the stage that does, or correct its `reads`.",
                )
        for kind in stage.writes:
            have.setdefault(kind, stage.name)
        if (stage.key in ("document", "all")) == (stage.exchange is not None):
            raise FrontlogError(
                f"Stage '{stage.name}' has key '{stage.key}'.", "Use 'document' or 'all', or name what its exchange goes by."
            )
        for name in ("lots", "spread"):
            if getattr(stage, name) and stage.key == "document":
                raise FrontlogError(f"Stage '{stage.name}' asks for {name} but has key '{stage.key}'.", "Give it the key 'all'.")
        if stage.exchange is not None:
            _check_exchange(stage, stage.exchange)
        if stage.keeps and not stage.lots:
            raise FrontlogError(f"Stage '{stage.name}' keeps something but asks for no lots.", "Let it ask for lots.")


def _check_exchange(stage: Stage, exchange: Exchange) -> None:
    """Raise FrontlogError unless each leg takes what one before it gives, and reads what its stage reads."""
    given: set[str] = set()
    for leg in (*exchange.legs, *exchange.later):
        if strange := sorted({kind.__name__ for kind in leg.reads} - {kind.__name__ for kind in stage.reads}):
            raise FrontlogError(
                f"Leg '{leg.name}' of '{stage.name}' reads {strange[0]}, which the stage does not.", "Add it to its `reads`."
            )
        if lacking := sorted(set(leg.takes) - given):
            raise FrontlogError(
                f"Leg '{leg.name}' of '{stage.name}' takes '{lacking[0]}', which no earlier leg gives.", "Correct its `takes`."
            )
        given.update(leg.gives)
    if lacking := sorted(set(exchange.takes) - given):
        raise FrontlogError(f"'{stage.name}' takes '{lacking[0]}', which none of its legs gives.", "Correct the `takes` of its exchange.")
