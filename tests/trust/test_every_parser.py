"""Damaged input for every parser and stage: a short run that is the same each time. benchmarks/fuzz.py runs for as long as it is told."""

from random import Random

import pytest

from support.hostile import TARGETS, Target
from support.hostile_stages import targets
from support.mutate import mutated

FEW = {"chain": 2, "claims": 6, "rows": 6, "actors": 2, "pack": 8, "log": 8, "api": 8}


@pytest.mark.parametrize("target", [*TARGETS, *targets()], ids=lambda target: target.name)
def test_no_bytes_break_it(target: Target) -> None:
    chance = Random(target.name)
    for _ in range(FEW.get(target.name, 25)):
        target.run(mutated(chance.choice(target.samples), chance, target.samples))
