"""What workers of an engine run in tests: work that kills its process, and a chain that waits on one machine to be killed."""

import os
import time
from collections.abc import Iterable, Sequence
from dataclasses import replace
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:  # most of what stands here needs nothing of it, and each new process would load it
    from frontlog.model import Raw, Record, Stage

POISON = b"POISON"


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


def held(folder: Path) -> "tuple[Stage, ...]":
    """The whole chain, whose first stage waits on the machine that the file `node` names, having said so by the file `here`."""
    from frontlog.pipeline import pipeline

    first, *rest = pipeline()
    return (replace(first, run=partial(_waits, folder, first.run)), *rest)


def _waits(folder: Path, run: object, raws: "Sequence[Raw]") -> "Iterable[Record]":
    import ray

    if ray.get_runtime_context().get_node_id() == (folder / "node").read_text():
        (folder / "here").touch()
        time.sleep(600)  # it is killed before
    return run(raws)  # type: ignore[operator]
