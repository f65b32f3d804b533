"""The search for dead cycles is put off inside the block, and is afterwards as it was."""

import gc
from collections.abc import Iterator

import pytest

from frontlog.collecting import put_off


@pytest.fixture
def kept() -> Iterator[None]:
    before = gc.isenabled()
    yield
    (gc.enable if before else gc.disable)()


@pytest.mark.parametrize("on", [True, False])
def test_it_is_as_it_was_afterwards(kept: None, on: bool) -> None:
    (gc.enable if on else gc.disable)()
    with put_off():
        assert not gc.isenabled()
    assert gc.isenabled() is on


def test_it_is_as_it_was_after_a_fault(kept: None) -> None:
    gc.enable()
    with pytest.raises(ZeroDivisionError), put_off():
        1 / 0  # noqa: B018
    assert gc.isenabled()
