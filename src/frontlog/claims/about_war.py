"""Whether a document is about war at all: a football report, a storm or a film speaks in the same words, but of other people.

One logistic figure from what a document names a sentence: parties (groups, countries, armed and state actors, people), weapons, and
events that the tagger sees. The weights are fitted by `python -m training.about_war` on the even half of the development reports that the
tagger was not trained on and the even half of tests/cases/negatives.yml. Of the halves that were not fitted, 0 of 19 reports of war fall
below the threshold and 9 of 225 stretches of one to eight sentences with a claim; 43 of 44 negatives do. No claim of a report of war is
lost by it: detection F1 on the 40 reports is the same with and without. On the negatives there are .080 false claims a document instead of
1.25.
"""

from collections.abc import Iterable, Mapping, Sequence
from math import exp

from frontlog.claims.clauses import Line
from frontlog.model import Mention

BIAS = -3.07
PARTIES = {"named": 3.66, "country": 3.38, "armed": 1.33, "state": 1.01, "civilian": 2.38, "person": 1.51}
WEAPON, SURE = 1.40, 2.19  # a weapon; the tagger's probability of each event, summed
EVENTS = {0.8: 0.91, 0.95: 1.28}  # an event of at least this probability
MOST = 2.0  # a sentence that crams in more than two of a kind says no more
# The least likely of 40 reports of war has .48, and 86 of 88 negatives stay below .45. A text of fewer than four sentences has little
# room to name who fights: it gets the benefit of the doubt.
LEAST, LEAST_SHORT, SHORT = 0.45, 0.15, 4

Shares = dict[str, float]


def about_war(lines: Sequence[Line], about: Mapping[str, Sequence[Mention]]) -> bool:
    """Whether the sentences of a document that a tagger read are of war. `about` holds the mentions that name each trigger's id."""
    actors = [item.label for line in lines for item in line.of_kind("actor")]
    weapons = sum(len(line.of_kind("weapon")) for line in lines)
    sure = [item.mention.sure for line in lines for item in line.of_kind("trigger") if item.mention.id in about]
    return likelihood(shares(len(lines), actors, weapons, sure)) >= least(len(lines))


def least(sentences: int) -> float:
    """The likelihood from which on a document of so many sentences is about war."""
    return LEAST_SHORT if sentences < SHORT else LEAST


def shares(sentences: int, actors: Iterable[str], weapons: int, sure: Sequence[float]) -> Shares:
    """What is weighed, each a number a sentence: labels of the actors named, weapons, and the tagger's probabilities of its events."""
    labels = list(actors)
    counts: dict[str, float] = {label: labels.count(label) for label in PARTIES}
    counts["weapon"], counts["sure"] = weapons, sum(sure)
    counts |= {str(level): sum(s >= level for s in sure) for level in EVENTS}
    return {name: min(MOST, count / max(1, sentences)) for name, count in counts.items()}


def likelihood(found: Shares) -> float:
    """From 0 to 1."""
    total = BIAS + WEAPON * found["weapon"] + SURE * found["sure"]
    total += sum(weight * found[name] for name, weight in PARTIES.items())
    total += sum(weight * found[str(level)] for level, weight in EVENTS.items())
    return 1 / (1 + exp(-total))
