"""What workers of an engine run in tests: work that kills its process, and a chain that waits on one machine to be killed."""

import os
import time
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import replace
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:  # most of what stands here needs nothing of it, and each new process would load it
    from frontlog.model import Raw, Record, Stage

POISON = b"POISON"
PATIENCE = 60.0  # seconds


def shout(word: str) -> str:
    """A word in capitals; some words kill the process."""
    if word == "poison":
        os._exit(9)
    return word.upper()


def shout_later(task: tuple[str, Path]) -> str:
    """A word in capitals, which kills the first process that meets it."""
    word, met = task
    if not met.exists():
        met.touch()
        os._exit(9)
    return word.upper()


def called(task: tuple[object, int]) -> object:
    """What a shared value gives at a place."""
    share, place = task
    return share()[place]  # type: ignore[operator]


def busy(size: int) -> int:
    """So many bytes held, and a tenth of a second of processor spent."""
    held, until = bytearray(b"x" * size), time.process_time() + 0.1
    while time.process_time() < until:
        pass
    return len(held)


def dies_beside(here: int) -> str:
    """What kills any process but one."""
    if os.getpid() != here:
        os._exit(9)
    return "worked here"


def poisoned(deaths: Path) -> "tuple[Stage, ...]":
    """The first stage of the chain, which dies of reports that hold a word. Each death leaves a file."""
    from frontlog.pipeline import pipeline

    first = pipeline()[0]
    return (replace(first, run=partial(_dies, deaths, first.run)),)


def _dies(deaths: Path, run: object, raws: "Sequence[Raw]") -> "Iterable[Record]":
    if any(POISON in raw.content for raw in raws):
        (deaths / f"{len(raws)}-{os.getpid()}").touch()
        os._exit(9)
    return run(raws)  # type: ignore[operator]


def hungry(meals: Path, always: bool = True) -> "tuple[Stage, ...]":
    """The first stage of the chain, which runs out of memory at reports that hold a word, always or once. Each time leaves a file."""
    from frontlog.pipeline import pipeline

    first = pipeline()[0]
    return (replace(first, run=partial(_starves, meals, always, first.run)),)


def _starves(meals: Path, always: bool, run: object, raws: "Sequence[Raw]") -> "Iterable[Record]":
    met = len(list(meals.iterdir()))
    if any(POISON in raw.content for raw in raws) and (always or not met):
        (meals / f"{len(raws)}-{met}").touch()
        return [bytearray(1 << 62)]  # type: ignore[list-item]
    return run(raws)  # type: ignore[operator]


def in_buckets() -> "tuple[Stage, ...]":
    """The whole chain, whose exchanges have buckets of few rows."""
    from frontlog.pipeline import pipeline

    few = {"documents.compare": 1, "control.layers": 4}
    return tuple(replace(one, exchange=replace(one.exchange, each=few[one.name])) if one.exchange else one for one in pipeline())


def held(folder: Path) -> "tuple[Stage, ...]":
    """The chain in buckets. Its first stage waits on the machine that the file `node` names, having said so by the file `here`. A leg of
    the comparing of copies does the same with `next` and `there`."""
    first, *rest = in_buckets()
    legs = {"sketches": partial(_waits_alone, folder)}
    shard = replace(first, run=partial(_waits, folder, "node", "here", first.run))
    return (shard, *(_around(one, legs) if one.name == "documents.compare" else one for one in rest))


def stopped(folder: Path) -> "tuple[Stage, ...]":
    """The chain in buckets, in which only one place sends its effects to control, and says so by the file `here`. The others wait."""
    return tuple(_around(one, {"told": partial(_stops, folder)}) if one.name == "control.layers" else one for one in in_buckets())


def _around(stage: "Stage", around: "Mapping[str, Callable[..., Iterable[Any]]]") -> "Stage":
    """A stage with something around some of the legs of its exchange."""
    assert stage.exchange is not None
    assert around.keys() <= {one.name for one in stage.exchange.legs}
    legs = tuple(replace(one, run=partial(around[one.name], one.run)) if one.name in around else one for one in stage.exchange.legs)
    return replace(stage, exchange=replace(stage.exchange, legs=legs))


def _waits(folder: Path, node: str, said: str, run: "Callable[..., Iterable[Any]]", *given: object) -> "Iterable[Any]":
    import ray

    if ray.get_runtime_context().get_node_id() == (folder / node).read_text():
        (folder / said).touch()
        time.sleep(600)  # it is killed before
    return run(*given)


def _waits_alone(folder: Path, run: "Callable[..., Iterable[Any]]", *given: object) -> "Iterable[Any]":
    """Everywhere else until the machine to be killed has something to do, so that its death is always met."""
    import ray

    until, here = time.monotonic() + PATIENCE, ray.get_runtime_context().get_node_id()
    while not (folder / "there").exists() and here != (folder / "next").read_text() and time.monotonic() < until:
        time.sleep(0.02)
    return _waits(folder, "next", "there", run, *given)


def _stops(folder: Path, run: "Callable[..., Iterable[Any]]", *given: object) -> "Iterable[Any]":
    if (folder / "here").exists():
        time.sleep(600)  # it is killed before
    (folder / "here").touch()
    return run(*given)


def driven(reports: str, log: str, address: str) -> None:
    """A build on a Ray cluster that comes as far as the exchange of control, and waits there."""
    from frontlog.build import build
    from frontlog.engine import engine
    from frontlog.sources.files import Limits

    with engine("ray", 2, address) as executor:
        build([Path(reports)], Path(log), executor, Limits(), lambda *_: None, partial(stopped, Path(log).parent))
