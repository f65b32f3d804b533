"""A first report, sooner: what its later steps need is loaded by a second thread while the first one waits for the network.

Opening the network and running it are work of its library, which holds no lock of Python's; a third of a first report is such work. What
a thread loads ahead the report itself would load a moment later, and where that fails it fails there again, and says so.
"""

import contextlib
import os
from collections.abc import Callable, Collection, Iterator, Sequence
from pathlib import Path
from threading import Thread
from typing import TypeVar

from frontlog.mentions.neural.tagger import Reading, Tagger, session
from frontlog.mentions.neural.windows import Pair

Work = Callable[[], object]
Item = TypeVar("Item")
Made = TypeVar("Made")
HANDS = 4  # threads of one report at most: it is a dozen batches


@contextlib.contextmanager
def beside(work: Work) -> Iterator[None]:
    """Does some work in a thread beside the block; it is done when the block ends."""
    thread = Thread(target=_quietly, args=(work,), name="frontlog-ahead")
    thread.start()
    try:
        yield
    finally:
        thread.join()


def _quietly(work: Work) -> None:
    with contextlib.suppress(Exception):  # the report asks for the same and meets the same error
        work()


def opening(tagger: Tagger | None) -> contextlib.AbstractContextManager[None]:
    """Opens the model of languages and the network of a tagger beside the block: to check and to set up megabytes of numbers."""

    def work() -> None:
        from frontlog.documents.language import identifier

        identifier()
        if tagger:
            session(tagger.path)

    return beside(work)


def side_by_side(work: Callable[[Item], Made], items: Sequence[Item]) -> list[Made]:
    """Like `map`, on as many of the process's cores as help: for work that does without Python's lock."""
    made: dict[int, Made] = {}
    errors: list[BaseException] = []
    left = iter(range(len(items)))

    def take() -> None:
        try:
            for number in left:
                made[number] = work(items[number])
        except BaseException as error:
            errors.append(error)

    threads = [Thread(target=take, name="frontlog-beside") for _ in range(min(HANDS, cores(), len(items)) - 1)]
    for thread in threads:
        thread.start()
    take()
    for thread in threads:
        thread.join()
    if errors:
        raise errors[0]
    return [made[number] for number in range(len(items))]


def cores() -> int:
    """How many cores the process may use."""
    return len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1


class Accompanied(Tagger):
    """A tagger that works several batches at once, and beside whose network something else is done."""

    def __init__(self, path: Path, work: Work) -> None:
        super().__init__(path, side_by_side)
        self.work = work

    def read(self, text: str, sentences: Sequence[Pair], only: Collection[int] | None = None) -> Reading:
        with beside(self.work):
            return super().read(text, sentences, only)
