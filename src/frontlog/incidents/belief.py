"""How far an event is believed: the sum of what each independent voice adds, by interest and by what it does (belief.yml).

Every line of the sum is kept. Copies, and outlets that quote one speaker, are one voice; voices of one camp count less and less; silence
counts, too.
"""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from functools import lru_cache
from math import exp

from frontlog.incidents.belief_table import BeliefTable
from frontlog.incidents.stance import AGAINST, NEUTRAL, OWN, stance
from frontlog.incidents.telling import Telling
from frontlog.model import Contradiction, Testimony, quick

TOLD = ("actual", "failed")
ASSERT, DENY, SILENT = "assert", "deny", "silent"
EXCLUDING = {"outcome", "attack_result", "denial", "existence"}  # disagreements that leave no room for the event itself
SAYS = {ASSERT: "says so", DENY: "denies it", SILENT: "usually tells of such events and says nothing"}
KNOWN = 1 << 14  # ways of putting a voice in words that are kept
_testimony = quick(Testimony)
WHOSE = {OWN: "in its own interest", NEUTRAL: "in nobody's interest", AGAINST: "against its own interest"}


@dataclass(frozen=True, slots=True)
class Word:
    """What one voice says of an event, before it is weighed: `factor` is what its certainty leaves of it."""

    voice: str
    camp: str
    act: str
    certainty: str
    factor: float
    claims: tuple[str, ...]


_made = quick(Word)


@dataclass(frozen=True, slots=True)
class Interests:
    """The camps that an event does good, and those that it does harm. `others`: the parties that gain by blaming a culprit, where only one
    is named."""

    winners: frozenset[str]
    losers: frozenset[str]
    others: frozenset[str] = frozenset()

    def of(self, camp: str) -> str:
        """own, neutral or against."""
        if camp and camp in self.others and camp not in self.losers:
            return OWN
        return stance(camp, self.winners, self.losers)


@dataclass(frozen=True, slots=True)
class Belief:
    """A probability, None where nobody tells of something that happened, and the lines that it is the sum of."""

    probability: float | None
    lines: tuple[Testimony, ...]


def interests(winners: frozenset[str], losers: frozenset[str], parties: frozenset[str]) -> Interests:
    """Who of the parties looks better and who worse by an event. Where only a culprit is named, every other party gains by blaming him."""
    harmed = losers & parties
    gaining = (winners & parties) - harmed
    return Interests(gaining, harmed, parties if harmed and not gaining else frozenset())


def belief(words: Sequence[Word], found: Interests, silent: Mapping[str, str], letters: Mapping[str, str], table: BeliefTable) -> Belief:
    """The belief in an event. `silent` are camps that say nothing though they usually do, with the words that say how usually."""
    lines = [_line(word, found, letters, table) for word in words if word.act == DENY or word.factor]
    if not any(line.act == ASSERT for line in lines):
        return Belief(None, ())
    lines += [_silence(camp, how, found, table) for camp, how in sorted(silent.items())]
    lines = _capped(lines, table)
    score = table.prior + sum(line.weight for line in lines)
    low, high = table.bounds
    return Belief(round(min(high, max(low, 1 / (1 + exp(-score)))), 3), tuple(lines))


def spoken(group: Sequence[Telling], kind: str, quarrels: Sequence[Contradiction], table: BeliefTable) -> tuple[Word, ...]:
    """What each voice says of an event of this type last, at its most certain."""
    against = {t.id for t in group if denies(t, kind, quarrels, group)}
    back = _taken_back(group, against)
    return tuple(_word(voice, told, against, back, table) for voice, told in _by_voice(group).items())


def admissions(belief_: Belief) -> tuple[str, ...]:
    """The claims in which a side says what is against its interest."""
    return tuple(sorted(claim for line in belief_.lines if line.act == ASSERT and line.stance == AGAINST for claim in line.claims))


def denies(telling: Telling, kind: str, quarrels: Sequence[Contradiction], group: Sequence[Telling]) -> bool:
    """Whether a telling speaks against the event: it denies it, doubts it, or tells what cannot be true beside it."""
    if telling.claim.modality == "denied" or telling.claim.certainty == "disputed":
        return True
    if telling.claim.type == kind:
        return False
    main = {t.id for t in group if t.claim.type == kind and t.claim.modality in TOLD}
    pairs = [(q.claim_a, q.claim_b) for q in quarrels if q.status == "contradiction" and q.type in EXCLUDING]
    return any(telling.id in pair and main & set(pair) for pair in pairs)


def _by_voice(group: Sequence[Telling]) -> dict[str, list[Telling]]:
    """The tellings of each voice that say something of the event itself, plans left out."""
    found: dict[str, list[Telling]] = {}
    for telling in group:
        if telling.claim.modality in (*TOLD, "denied"):
            found.setdefault(telling.voice, []).append(telling)
    return dict(sorted(found.items()))


def _taken_back(group: Sequence[Telling], against: Collection[str]) -> frozenset[str]:
    """Denials of a side that says so itself on a later day, by whatever voice."""
    if not against:
        return frozenset()
    last: dict[str, date] = {}
    for t in group:
        if t.camp and t.published and t.id not in against and t.claim.modality in TOLD and t.claim.certainty != "hedged":
            last[t.camp] = max(t.published, last.get(t.camp, date.min))
    return frozenset(t.id for t in group if t.id in against and t.published and t.published < last.get(t.camp, date.min))


def _word(voice: str, told: Sequence[Telling], against: Collection[str], back: Collection[str], table: BeliefTable) -> Word:
    latest = told[0] if len(told) == 1 else max(told, key=lambda t: (t.published or date.min, t.edition, t.id in against, t.id))
    denied = latest.id in against or all(t.id in against for t in told)
    chosen = [t for t in told if (t.id in against) == denied]
    surest = chosen[0] if len(chosen) == 1 else max(chosen, key=lambda t: (table.certainty.get(t.claim.certainty, 1.0), t.id))
    factor = 1.0 if denied else table.certainty.get(surest.claim.certainty, 1.0)
    claims = tuple(sorted(member for t in chosen for member in t.members))
    if denied and all(t.id in back for t in chosen):
        return _made(voice, latest.camp, DENY, "taken back", 0.0, claims)
    return _made(voice, latest.camp, DENY if denied else ASSERT, surest.claim.certainty, factor, claims)


def _line(word: Word, found: Interests, letters: Mapping[str, str], table: BeliefTable) -> Testimony:
    interest = found.of(word.camp)
    camp = word.camp if interest != NEUTRAL else ""
    words = _in_words(word.voice, word.act, interest, word.factor, word.certainty if word.factor != 1 else "")
    weight = round(word.factor * table.weights[word.act][interest], 3) + 0.0  # never "-0.0"
    return _testimony(word.voice, camp, interest, word.act, weight, letters.get(word.voice, "F"), word.claims, words)


@lru_cache(maxsize=KNOWN)
def _in_words(voice: str, act: str, interest: str, factor: float, certainty: str) -> str:
    hedge = f", worth {factor:g} as it is {certainty}" if factor != 1 else ""
    return f"{name_of(voice)} {SAYS[act]}, {WHOSE[interest]}{hedge}"


def _silence(camp: str, words: str, found: Interests, table: BeliefTable) -> Testimony:
    interest = found.of(camp)
    return Testimony(f"camp:{camp}", camp, interest, SILENT, table.weights[SILENT][interest], "", (), f"{camp} {SAYS[SILENT]} ({words})")


def _capped(lines: Sequence[Testimony], table: BeliefTable) -> list[Testimony]:
    """The lines, the weightiest first, with what the voices after the first of a camp and an act are worth."""
    ranks: dict[tuple[str, str], int] = {}
    out = []
    for line in sorted(lines, key=lambda line: (-abs(line.weight), line.voice)):
        rank = ranks.get((line.camp, line.act), 0)
        ranks[(line.camp, line.act)] = rank + 1
        share = table.cap(line.camp, rank)
        if not rank and share == 1:
            out.append(line if round(line.weight, 3) == line.weight else replace(line, weight=round(line.weight, 3)))
            continue
        note = f", the {_nth(rank)} voice of its camp" if line.camp else f", the {_nth(rank)} of such voices"
        words = line.words + (f"{note}: counts {share:g}" if rank else "")
        out.append(_testimony(line.voice, line.camp, line.stance, line.act, round(line.weight * share, 3), line.letter, line.claims, words))
    return out


def _nth(rank: int) -> str:
    return {1: "second", 2: "third", 3: "fourth", 4: "fifth"}.get(rank, f"{rank + 1}th")


def name_of(voice: str) -> str:
    """A voice as people read it."""
    kind, _, rest = voice.partition(":")
    known = {"outlet": rest, "source": rest, "said": f"“{rest}”, quoted,"}
    return known.get(kind) or f"an unnamed outlet ({voice})"
