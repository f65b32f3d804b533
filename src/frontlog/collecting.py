"""Python's search for dead cycles, put off while a report is read."""

import gc
from collections.abc import Iterator
from contextlib import contextmanager


@contextmanager
def put_off() -> Iterator[None]:
    """No search for dead cycles inside the block. Loading our modules and tables makes some hundred thousand objects that all stay, and to
    look through them again and again was a twelfth of a cold start. Where a program has turned the search off itself, it stays off."""
    on = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if on:
            gc.enable()
