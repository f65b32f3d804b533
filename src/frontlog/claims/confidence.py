"""How likely a claim is one that a careful coder would write: a calibrated probability from who saw it and how it is told.

The weights are fitted by `python -m training.confidence` on the even half of the development reports that the tagger was not trained on;
docs/quality.md has the calibration error on the odd half.
"""

from collections.abc import Mapping
from math import exp, log

from frontlog.claims.draft import Draft

STEP = "mentions.neural"
BIAS = -1.1
WEIGHTS: Mapping[str, float] = {
    "told": -0.02,
    "sure": 0.38,
    "both": 0.92,
    "noun": 0.23,
    "weak": -0.13,
    "agent": 0.55,
    "target": 0.26,
    "place": 0.5,
}
EDGE = 0.01  # probabilities of the tagger nearer to 0 or 1 than this say no more


def confidence(draft: Draft, agents: int, targets: int, places: int) -> float:
    """From 0 to 1; `agents`, `targets` and `places` are how many the claim names."""
    found = features(draft, agents, targets, places)
    return round(1 / (1 + exp(-BIAS - sum(WEIGHTS.get(name, 0.0) * value for name, value in found.items()))), 3)


def features(draft: Draft, agents: int, targets: int, places: int) -> dict[str, float]:
    """What is weighed. `sure` is the tagger's probability of the trigger as log-odds, 0 where only the rules saw it."""
    told = draft.told is not None
    sure = min(max(draft.told.sure, EDGE), 1 - EDGE) if draft.told else 0.5
    return {
        "told": float(told),
        "sure": log(sure / (1 - sure)),
        "both": float(told and draft.trigger.mention.origin.step != STEP),
        "noun": float(draft.hit.form != "verb"),
        "weak": float(draft.hit.weak),
        "agent": float(agents > 0),
        "target": float(targets > 0),
        "place": float(places > 0),
    }
