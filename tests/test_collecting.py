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


@pytest.mark.parametrize("aged", [True, False])
@pytest.mark.parametrize("on", [True, False])
def test_it_is_as_it_was_afterwards(kept: None, on: bool, aged: bool) -> None:
    (gc.enable if on else gc.disable)()
    with put_off(aged):
        assert not gc.isenabled()
    assert gc.isenabled() is on


def test_it_is_as_it_was_after_a_fault(kept: None) -> None:
    gc.enable()
    with pytest.raises(ZeroDivisionError), put_off():
        1 / 0  # noqa: B018
    assert gc.isenabled()


def test_what_was_made_inside_counts_as_old(kept: None) -> None:
    gc.enable()
    with put_off(aged=True):
        made = [[number] for number in range(50)]
    young = {id(one) for one in gc.get_objects(generation=0)}
    assert not young & {id(one) for one in made}
