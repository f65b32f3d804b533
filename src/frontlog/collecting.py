"""Python's search for dead cycles, put off while much is made that stays or dies without it."""

import gc
from collections.abc import Iterator
from contextlib import contextmanager


@contextmanager
def put_off(aged: bool = False) -> Iterator[None]:
    """No search for dead cycles inside the block. Loading our modules and tables makes some hundred thousand objects that all stay, rows
    are made by the million and hold no cycles, and to look through them again and again takes a twelfth to a fifth of the time. With
    `aged` what was made inside counts as old afterwards, so that the next search does not begin with all of it. Where a program has turned
    the search off itself, it stays off."""
    on = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if on:
            if aged:
                gc.freeze()
                gc.unfreeze()
            gc.enable()
