"""The room on annotated claims: what effects and timeline make of five real reports when every claim is right."""

import importlib.util
import json
import re
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]


@pytest.fixture(scope="module")
def bench():
    spec = importlib.util.spec_from_file_location("bench_control", ROOT / "benchmarks" / "control.py")
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


@pytest.mark.shared
def test_holders_from_annotated_claims(bench, shared):
    parents = json.loads((shared / "eval/actors.json").read_text(encoding="utf-8"))
    sides = bench.GoldSides({actor: row.get("parents", []) for actor, row in parents.items()})
    claims = list(bench.gold_claims(shared / "eval/gold"))
    states = list(bench.timeline(list(bench.effects(claims, sides=sides)), [], sides=sides))
    figures = {name: float(value) for name, value in re.findall(r"(right|wrong) (\d\.\d+)", bench.score(states, shared, misses=False))}
    assert figures["right"] >= 0.9
    assert figures["wrong"] <= 0.05
