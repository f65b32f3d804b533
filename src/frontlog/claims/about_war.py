"""Whether a document is about war at all: a football report, a storm or a film speaks in the same words, but of other people.

One logistic figure from what a document names a sentence: parties (groups, countries, armed and state actors, people), weapons, events
that the tagger sees, and words of sport. The weights are fitted by `python -m training.about_war` on the even half of the development
reports that the tagger was not trained on and the even half of tests/cases/negatives.yml. Of the halves that were not fitted, 0 of 19
reports of war fall below the threshold and 7 of 223 stretches of one to eight sentences with a claim; 43 of 44 negatives do. On the
negatives there are .057 false claims a document (`python benchmarks/negatives.py`), without it 1.25.
"""

from collections.abc import Iterable, Mapping, Sequence
from math import exp

from frontlog.grammar.clauses import Line
from frontlog.model import Mention

BIAS = -3.10
PARTIES = {"named": 3.44, "country": 3.14, "armed": 1.33, "state": 0.56, "civilian": 1.85, "person": 2.16}
WEAPON, SURE = 0.89, 2.20  # a weapon; the tagger's probability of each event, summed
PLAYED = -2.0  # sentences with a word of SPORT; by hand, for the fit has five texts of sport to learn from (and gives -0.4)
EVENTS = {0.8: 0.13, 0.95: 0.87}  # an event of at least this probability
MOST = 2.0  # a sentence that crams in more than two of a kind says no more
# The least likely of 40 reports of war has .42, and 87 of 88 negatives stay below .41. A text of fewer than four sentences has little
# room to name who fights: it gets the benefit of the doubt.
LEAST, LEAST_SHORT, SHORT = 0.41, 0.15, 4

SPORT = frozenset(
    [
        "batsman",
        "batsmen",
        "bowler",
        "champions",
        "championship",
        "championships",
        "coach",
        "coaches",
        "derby",
        "equaliser",
        "equalizer",
        "fixture",
        "goalkeeper",
        "goalless",
        "halftime",
        "innings",
        "jockey",
        "kickoff",
        "knockout",
        "league",
        "match",
        "matches",
        "midfield",
        "midfielder",
        "midfielders",
        "playoff",
        "playoffs",
        "quarterfinal",
        "quarterfinals",
        "referee",
        "scorer",
        "semifinal",
        "semifinals",
        "spectators",
        "striker",
        "strikers",
        "teammate",
        "teammates",
        "tournament",
        "trophy",
        "umpire",
        "wicket",
        "wickets",
        "winger",
    ]
)  # in small letters: the Arab League plays no football
Shares = dict[str, float]


def about_war(lines: Sequence[Line], about: Mapping[str, Sequence[Mention]]) -> bool:
    """Whether the sentences of a document that a tagger read are of war. `about` holds the mentions that name each trigger's id."""
    actors = [item.label for line in lines for item in line.of_kind("actor")]
    weapons = sum(len(line.of_kind("weapon")) for line in lines)
    sure = [item.mention.sure for line in lines for item in line.of_kind("trigger") if item.mention.id in about]
    return likelihood(shares(len(lines), actors, weapons, sure, played(lines))) >= least(len(lines))


def played(lines: Sequence[Line]) -> int:
    """How many sentences hold a word of sport."""
    return sum(any(token.text in SPORT for token in line.tokens) for line in lines)


def least(sentences: int) -> float:
    """The likelihood from which on a document of so many sentences is about war."""
    return LEAST_SHORT if sentences < SHORT else LEAST


def shares(sentences: int, actors: Iterable[str], weapons: int, sure: Sequence[float], sport: int = 0) -> Shares:
    """What is weighed, each a number a sentence: labels of the actors named, weapons, the tagger's probabilities of its
    events, and sentences that speak of sport."""
    labels = list(actors)
    counts: dict[str, float] = {label: labels.count(label) for label in PARTIES}
    counts["weapon"], counts["sure"], counts["played"] = weapons, sum(sure), sport
    counts |= {str(level): sum(s >= level for s in sure) for level in EVENTS}
    return {name: min(MOST, count / max(1, sentences)) for name, count in counts.items()}


def likelihood(found: Shares) -> float:
    """From 0 to 1."""
    total = BIAS + WEAPON * found["weapon"] + SURE * found["sure"] + PLAYED * found["played"]
    total += sum(weight * found[name] for name, weight in PARTIES.items())
    total += sum(weight * found[str(level)] for level, weight in EVENTS.items())
    return 1 / (1 + exp(-total))
