"""What the tellings of a portion may say at all, column by column: which checks of a pair each of them leaves open (`possible.ways`),
and on which names it hangs (`across.hooks`).

Most tellings deny nothing, name nobody and correct nobody. Where a column shows that, nothing is asked of the telling itself; where a
telling may say such a thing, it is asked as ever.
"""

from collections.abc import Callable, Collection, Mapping, Sequence
from functools import partial

import numpy as np

from frontlog.incidents import lexis as said
from frontlog.incidents.arrays import Runs, spread
from frontlog.incidents.codes import Flags, Numbers
from frontlog.incidents.columns import NEVER
from frontlog.incidents.disagreements import across, names, possible
from frontlog.incidents.disagreements.across import KINDS, NO_HOOKS, Hooks
from frontlog.incidents.disagreements.cues import bit, says
from frontlog.incidents.disagreements.days import TAKING
from frontlog.incidents.disagreements.denials import NO, denies
from frontlog.incidents.disagreements.doers import BLAMED, NAMELESS, UNNAMED, by_nobody, contrasts
from frontlog.incidents.disagreements.matter import spots, things_at
from frontlog.incidents.disagreements.own import HAD
from frontlog.incidents.disagreements.people import people
from frontlog.incidents.disagreements.progress import BEGUN, OVER, begun, besieged
from frontlog.incidents.disagreements.results import HELD_OFF, OPEN, RESULTS, result
from frontlog.incidents.disagreements.worth import definite
from frontlog.incidents.glance import ACTOR, Look, Valued
from frontlog.incidents.lexis import once
from frontlog.incidents.spelling import bag
from frontlog.incidents.telling import PROVISIONAL, Telling
from frontlog.model import ActorRef, Loss, PlaceRef

Question = Callable[[Telling], object]


class Signs:
    """The tellings of a portion, whose claims were looked at."""

    def __init__(self, look: Look, tellings: Sequence[Telling]) -> None:
        self._look, self._tellings = look, tellings
        self._agents, self._targets = (Valued(look.column(name), tuple[ActorRef, ...], ACTOR) for name in ("agent", "target"))
        self._moods, self._surety = (Valued(look.column(name)) for name in ("modality", "certainty"))
        self._losses = Valued(look.column("losses"), tuple[Loss, ...], ("kind", "max"))
        self._start, _ = look.days()
        self._said = np.array([one.said for one in tellings], np.bool_)
        self._outlet = np.array([one.outlet != "" for one in tellings], np.bool_)
        self._camp = np.array([one.camp != "" for one in tellings], np.bool_)
        self._actual = self._moods.are("actual".__eq__)
        self._lost = self._losses.are(bool)
        self._state = self._may("unharmed", "dead") | self._losses.are(lambda value: any(x.kind == "killed" and x.max != 0 for x in value))
        self._named = look.words.capitals | self._targets.are(lambda value: any(ref.id.startswith(PROVISIONAL) for ref in value))
        self._denies = (
            self._may("disclaims", "no_part") | self._moods.are("denied".__eq__) | self._agents.are(_none) | self._targets.are(_none)
        )
        self._result = self._results()
        self._places = self._of_places(names.at, names.of_places)

    def ways(self) -> list[tuple[int, int]]:
        """The ways that each telling opens as the earlier of two, and as the later one, as bits."""
        first, second = np.zeros(self._look.size, np.int64), np.zeros(self._look.size, np.int64)
        answers: dict[Question, Flags] = {}
        for condition, early, late in possible.conditions():
            here = self._kinds(condition.kinds) if condition.kinds else np.ones(self._look.size, np.bool_)
            if condition.modality:
                here = here & self._moods.are(condition.modality.__eq__)
            if condition.cue:
                here = self._ask(partial(says, cue=condition.cue), here & self._may(condition.cue))
            if condition.more is not None:
                known = EXACT.get(condition.more)
                if known is None and not condition.cue:
                    if condition.more not in answers:
                        answers[condition.more] = self._ask(condition.more, MAY[condition.more](self))
                    here = here & answers[condition.more]
                else:
                    here = here & known(self) if known is not None else self._ask(condition.more, here)
            first |= np.where(here, early, 0)
            second |= np.where(here, late, 0)
        return list(zip(first.tolist(), second.tolist(), strict=True))

    def hooks(self) -> Hooks:
        """The names on which the tellings hang, by their place in the portion."""
        out: list[Runs] = []
        wanted: list[Flags] = []
        kinds: list[Numbers] = []
        for number, (named, _, families) in enumerate(across.kinds()):
            run = GIVEN[named](self)
            if not len(run.numbers):
                continue
            here = np.zeros(self._look.size, np.bool_)
            here[run.telling] = True
            want = np.zeros(self._look.size, np.bool_)
            for family in families:
                known = EXACT.get(family.wants)
                want |= here & known(self) if known is not None else self._ask(family.wants, here & ~want & MAY[family.wants](self))
            out.append(run)
            wanted.append(want[run.telling])
            kinds.append(np.full(len(run.numbers), number))
        if not out:
            return NO_HOOKS
        telling = np.concatenate([run.telling for run in out])
        order = np.argsort(telling, kind="stable")
        name = np.concatenate([run.numbers for run in out]) * KINDS + np.concatenate(kinds)
        return Hooks(name[order], telling[order].astype(np.int32), np.concatenate(wanted)[order])

    def _ask(self, question: Question, rows: Flags) -> Flags:
        """A question asked of some tellings; of the others the answer is no."""
        out = np.zeros(len(rows), np.bool_)
        for row in np.flatnonzero(rows).tolist():
            out[row] = bool(question(self._tellings[row]))
        return out

    def _may(self, *cues: str) -> Flags:
        """Where one of some cues may stand in the sentence."""
        found: Flags = self._look.words.cues & sum(map(bit, cues)) != 0
        return found

    def _kinds(self, kinds: Collection[str]) -> Flags:
        return self._look.kinds.are(kinds.__contains__)

    def _results(self) -> list[str]:
        """How it ended, by each telling (`results.result`)."""
        kinds, moods = self._look.kinds, self._moods
        out = [RESULTS.get(pair, "") for pair in zip(kinds.asked(str), moods.asked(str), strict=True)]
        said_so = self._actual & self._kinds(OPEN) & self._may("kept", "landed", "entered")
        asked = said_so | np.array([found in ("beaten", "taken") for found in out], np.bool_)
        for row in np.flatnonzero(asked).tolist():
            out[row] = result(self._tellings[row])
        return out

    def _ended(self, ends: Collection[str]) -> Flags:
        return np.array([found in ends for found in self._result], np.bool_)

    def _of_places(self, ask: Callable[[Sequence[PlaceRef]], Collection[int]], alone: Callable[[Telling], Collection[int]]) -> Runs:
        """Numbers that hang on the places of each telling; `alone` gives those of one without a place."""
        places = self._look.places
        lists = [list(ask(value)) if value else [] for value in places.values]
        of = places.of.copy()
        for row in np.flatnonzero(places.are(lambda value: not value)).tolist():
            of[row] = len(lists)
            lists.append(list(alone(self._tellings[row])))
        return spread(lists, of)

    def _where(self, rows: Flags) -> Runs:
        """The names of the places of some tellings."""
        here = rows[self._places.telling]
        return Runs(self._places.numbers[here], self._places.telling[here])

    def _asked(self, named: Callable[[Telling], names.Names], rows: Flags) -> Runs:
        """The names that some tellings give, asked one by one."""
        found = [(row, number) for row in np.flatnonzero(rows).tolist() for number in named(self._tellings[row])]
        row, number = np.array(found, np.int64).reshape(-1, 2).T
        return Runs(number, row)

    def _own_places(self) -> Runs:
        found = self._of_places(names.of_spots, lambda one: [names.number(f"place|{word}") for word in spots(one)])
        known = {name: names.number(f"outlet|{name}") for name in {one.outlet for one in self._tellings}}
        outlets = np.array([known[one.outlet] for one in self._tellings], np.int64)
        here = self._outlet[found.telling]
        telling, number = found.telling[here], found.numbers[here]
        return Runs(names.owned_by(outlets[telling], number), telling)

    def _matters(self) -> Runs:
        """The names of places, and the longest of the other words of content."""
        stems = self._look.words.stems
        beside = self._look.places.words(lambda value: frozenset().union(*(bag(place.text) for place in value)))
        stems = said.without(stems, beside)
        used, of = np.unique(stems.numbers, return_inverse=True)
        known = said.stems_by_number()
        words = [known[number] for number in used.tolist()]
        rank = np.empty(len(words), np.int64)
        rank[sorted(range(len(words)), key=lambda number: names.longest_first(words[number]))] = np.arange(len(words))
        ordered = once(rank[of], stems.telling)
        begins = np.searchsorted(ordered.telling, np.arange(self._look.size))
        here = np.arange(len(ordered.telling)) - begins[ordered.telling] < names.WORDS
        number = np.empty(len(words), np.int64)
        number[rank] = [names.number(f"word|{word}") for word in words]
        return Runs(
            np.concatenate((self._places.numbers, number[ordered.numbers[here]])),
            np.concatenate((self._places.telling, ordered.telling[here])),
        )

    def _begun(self) -> Flags:
        return self._actual & self._kinds(BEGUN)

    def _besieged(self) -> Flags:
        return self._actual & self._kinds(("besiege",))

    def _ends(self) -> Flags:
        return self._actual & (self._ended(("taken",)) | self._kinds(OVER))

    def _nobody(self) -> Flags:
        """Where nobody may be known who did it."""
        unknown = self._agents.are(lambda value: all(ref.id.startswith(NAMELESS) or UNNAMED.match(ref.text) for ref in value))
        return unknown & (self._agents.are(bool) | self._may("unclaimed"))


def _none(refs: Sequence[ActorRef]) -> bool:
    """Whether actors may be nobody."""
    return any(ref.text.lower().startswith(NO) for ref in refs)


Column = Callable[[Signs], Flags]
EXACT: Mapping[Question, Column] = {  # what a column answers
    across.anyway: lambda one: np.ones(len(one._said), np.bool_),
    across.holds: lambda one: one._kinds(("hold",)),
    across.held_off: lambda one: one._ended(HELD_OFF),
    across.of_things: lambda one: one._look.places.are(lambda value: bool(things_at(value))),
    begun: Signs._begun,
    besieged: Signs._besieged,
    possible.said_day: lambda one: one._said & (one._start != NEVER),
    possible.dated: lambda one: one._start != NEVER,
    possible.losses: lambda one: one._lost,
    possible.hurt: lambda one: one._losses.are(lambda value: any(loss.kind == "wounded" for loss in value)),
    possible.disputed: lambda one: one._surety.are("disputed".__eq__),
    possible.of_outlet: lambda one: one._outlet,
    result: lambda one: np.array(list(map(bool, one._result)), np.bool_),
}
MAY: Mapping[Question, Column] = {  # where a question may be answered by yes
    across.fated: lambda one: one._state & one._named,
    names.own: lambda one: one._kinds(HAD) | one._denies | one._may("disowns"),
    denies: lambda one: one._denies,
    definite: lambda one: one._look.words.flags & said.DEFINITE != 0,
    across.recounts: lambda one: one._may("recount"),
    across.unclaimed: lambda one: one._may("unclaimed"),
    across.correcting: lambda one: one._may("correction"),
    across.unconfirmed: lambda one: one._may("unconfirmed"),
    by_nobody: Signs._nobody,
    contrasts: lambda one: one._may("contrast"),
    possible.fated: lambda one: one._state & one._named,
    possible.naming: lambda one: one._named,
    people: lambda one: one._named,
}
GIVEN: Mapping[Callable[[Telling], names.Names], Callable[[Signs], Runs]] = {
    names.of_fates: lambda one: one._asked(names.of_fates, one._state & one._named),
    names.of_own_places: Signs._own_places,
    names.of_matters: Signs._matters,
    names.of_results: lambda one: one._where(one._ended(names.DECIDED)),
    names.of_said_places: lambda one: one._where(one._said),
    names.of_takings: lambda one: one._where(one._said & one._kinds({*TAKING, "advance"})),
    names.of_holders: lambda one: one._where(one._kinds({*TAKING, "hold"})),
    names.of_tolls: lambda one: one._where(one._lost),
    names.of_opposed_tolls: lambda one: one._where(one._lost & one._camp),
    names.of_courses: lambda one: one._where(one._begun() | one._ends()),
    names.of_sieges: lambda one: one._where(one._besieged() | one._ends()),
    names.of_blamed: lambda one: one._where(one._camp & one._kinds(BLAMED) & one._agents.are(bool)),
    names.of_own_words: lambda one: one._asked(names.of_own_words, one._outlet & one._look.words.capitals),
    names.of_places: lambda one: one._places,
}
