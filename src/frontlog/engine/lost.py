"""Tasks whose worker died: what every engine with workers does about them."""

from collections.abc import Callable
from typing import Any, TypeAlias

from frontlog.model import FrontlogError

TRIES = 3  # a worker may die by no fault of its task: of a neighbour's hunger, or with its machine
Lost: TypeAlias = Callable[[Any, str], Any]  # the result of a task whose workers died, and how they did
HUNGRY = "it ran out of memory"  # a worker that lives to say so: what it was at is tried again as that of one that died


class LostWorkerError(FrontlogError):
    """Workers died at one task each time that it was tried."""


def give_up(_: object, how: str) -> Any:
    """What is done about a task that nobody knows how to save."""
    raise LostWorkerError(
        f"Each worker that took up one piece of the work died ({how}).",
        "Most often memory ran out: give fewer --workers, or more memory, and run the same again. What is finished is kept.",
    )
