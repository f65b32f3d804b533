"""An oracle: Splink (Fellegi and Sunter's model, learned without labels) judges the pairs of a made-up war, and so do our scores.

Splink sees the plain fields: type, place, days, sides, toll. Both judge every pair that shares a place name or a day. It learns how often
the fields of this very war agree by chance, which our weights do not, so it may be a little ahead: .908 against .860 at first.
"""

import random
import sys
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import numpy as np
import pyarrow as pa
import pytest

from frontlog.incidents.columns import Columns
from frontlog.incidents.scores import scores
from frontlog.incidents.telling import Telling, tellings
from frontlog.incidents.types import load_types
from frontlog.incidents.weights import load_weights

ROOT = Path(__file__).resolve().parents[2]
sys.path.insert(0, str(ROOT / "benchmarks"))
from incidents import MadeSides, world  # noqa: E402

EVENTS = 250
BEHIND = 0.07  # of pair F1
Pair = tuple[str, str]


def row(told: Telling) -> dict[str, Any]:
    """The fields of a telling as Splink reads them."""
    claim, place = told.claim, told.claim.place[0]
    return {
        "unique_id": claim.id,
        "kind": claim.type,
        "place": place.name,
        "day": told.end.toordinal() if told.end else None,
        "agent": claim.agent[0].id.split("-")[0] if claim.agent else None,
        "target": claim.target[0].id.split("-")[0] if claim.target else None,
        "toll": claim.losses[0].min if claim.losses else None,
    }


def judged_by_splink(told: Sequence[Telling]) -> dict[Pair, float]:
    """The probability of each pair that Splink blocks."""
    splink = pytest.importorskip("splink", reason="Splink is not installed: it is among the extras for development")
    import splink.comparison_level_library as levels
    import splink.comparison_library as library

    database = splink.DuckDBAPI()
    days = levels.CustomLevel("abs(day_l - day_r) <= 1", "a day apart")
    tolls = levels.CustomLevel("abs(toll_l - toll_r) <= 0.35 * greatest(toll_l, toll_r)", "tolls near")
    settings = splink.SettingsCreator(
        link_type="dedupe_only",
        comparisons=[
            library.ExactMatch("kind"),
            library.ExactMatch("place"),
            library.CustomComparison(
                [levels.NullLevel("day"), levels.ExactMatchLevel("day"), days, levels.ElseLevel()], output_column_name="day"
            ),
            library.ExactMatch("agent"),
            library.ExactMatch("target"),
            library.CustomComparison(
                [levels.NullLevel("toll"), levels.ExactMatchLevel("toll"), tolls, levels.ElseLevel()], output_column_name="toll"
            ),
        ],
        blocking_rules_to_generate_predictions=[splink.block_on("place"), splink.block_on("day")],
    )
    frame = database.register(pa.Table.from_pylist([row(one) for one in told]))
    linker = splink.Linker(frame, settings)
    linker.training.estimate_probability_two_random_records_match([splink.block_on("place", "day", "kind")], recall=0.5)
    linker.training.estimate_u_using_random_sampling(max_pairs=1e5, seed=1)
    linker.training.estimate_parameters_using_expectation_maximisation(splink.block_on("place"))
    linker.training.estimate_parameters_using_expectation_maximisation(splink.block_on("day"))
    found = linker.inference.predict().as_pyarrow_table().to_pylist()
    return {tuple(sorted((one["unique_id_l"], one["unique_id_r"]))): one["match_probability"] for one in found}


def f1(said: np.ndarray, true: np.ndarray) -> float:
    hit = int((said & true).sum())
    return 2 * hit / max(1, int(said.sum() + true.sum()))


def test_scores_are_near_the_oracle_and_mostly_agree_with_it():
    claims, truth = world(EVENTS, random.Random(11))
    types = load_types()
    told = tellings(claims, {}, {}, MadeSides(), types)
    oracle = judged_by_splink(told)
    position = {one.id: i for i, one in enumerate(told)}
    keys = sorted(oracle)
    a, b = (np.array([position[key[side]] for key in keys], np.int64) for side in (0, 1))
    ours = scores(Columns.of(told), a, b, types, load_weights()) >= load_weights().threshold
    theirs = np.array([oracle[key] >= 0.5 for key in keys])
    true = np.array([truth[x] == truth[y] for x, y in keys])
    reached, oracle = f1(ours, true), f1(theirs, true)
    assert oracle > 0.8, "an oracle that knows nothing is none"
    assert reached >= oracle - BEHIND, f"{reached:.3f}, Splink {oracle:.3f}"
    assert float((ours == theirs).mean()) >= 0.97
