"""What a reviewer can do to a log: every act becomes one line of its decisions, which the next build puts into effect."""

from collections.abc import Callable, Collection, Iterable, Sequence
from copy import copy
from datetime import UTC, datetime
from functools import cached_property

from frontlog.model import Claim, Decision, Effect, FrontlogError, Incident, effective, standing, suggest
from frontlog.reference.gazetteer import Gazetteer, load_gazetteer
from frontlog.reference.packs import Pack
from frontlog.review.entry import entry
from frontlog.store import Log
from frontlog.store.decisions import More

Clock = Callable[[], datetime]
SHORTEST = 6  # characters of the beginning of an id that can stand for it


class Reviewer:
    """One person at one log. Claims and incidents are those of its last build."""

    def __init__(self, log: Log, who: str, packs: tuple[Pack, ...] = (), clock: Clock = lambda: datetime.now(UTC)) -> None:
        self.log, self.who = log, who
        self._packs, self._clock = packs, clock

    def named(self, who: str) -> "Reviewer":
        """Another person at the same desk: what was read is not read again."""
        other = copy(self)
        other.who = who
        return other

    @cached_property
    def claims(self) -> dict[str, Claim]:
        return {c.id: c for c in self.log.rows(Claim)}

    @cached_property
    def incidents(self) -> dict[str, Incident]:
        return {i.id: i for i in self.log.rows(Incident)}

    @cached_property
    def held(self) -> set[str]:
        """Ids of the places of which something is told of who holds them."""
        return {effect.place_id for effect in self.log.rows(Effect)}

    @cached_property
    def places(self) -> Gazetteer:
        return load_gazetteer(self._packs)

    def judge(self, verdict: str, subject: Sequence[str], why: str) -> Decision:
        """same, different or unsure on claims, an incident standing for all its claims; or on places of the control table."""
        if verdict not in ("same", "different", "unsure"):
            raise FrontlogError(f"No verdict '{verdict}' on claims.", suggest(verdict, ("same", "different", "unsure")))
        names = list(dict.fromkeys(subject))
        if len(names) < 2:
            raise FrontlogError("A verdict is about two claims, incidents or places at least.", "Name both.")
        if set(names) <= self.held:
            return self._add(tuple(names), verdict, why)
        groups = [self._claims_of(name) for name in names]
        if verdict == "same" or max(map(len, groups)) == 1:
            return self._add(tuple(dict.fromkeys(c for group in groups for c in group)), verdict, why)
        if len(groups) > 2:
            raise FrontlogError(f"'{verdict}' on {len(groups)} incidents at once is not one decision.", "Name two incidents at a time.")
        if shared := set(groups[0]) & set(groups[1]):
            raise FrontlogError(f"'{min(shared)}' is in both.", "Use split to part the claims of one incident.")
        return self._add(groups[0], verdict, why, More(against=groups[1]))

    def merge(self, incidents: Sequence[str], why: str) -> Decision:
        """All claims of these incidents tell one event."""
        return self.judge("same", [self._incident(name).id for name in incidents], why)

    def split(self, incident: str, leaving: Sequence[str], why: str) -> Decision:
        """The claims of `leaving` are no part of that incident: they are held apart from its others."""
        found = self._incident(incident)
        apart = tuple(dict.fromkeys(_whole(name, found.claims) for name in leaving))
        strange = [c for c in apart if c not in found.claims]
        stays = tuple(c for c in found.claims if c not in apart)
        if strange:
            raise FrontlogError(f"'{strange[0]}' is no claim of {found.id}.", suggest(strange[0], found.claims))
        if not apart or not stays:
            raise FrontlogError(f"{len(apart)} of the {len(found.claims)} claims of {found.id} are to leave it.", "Name some, but not all.")
        return self._add(apart, "different", why, More(against=stays))

    def correct(self, claim: str, field: str, words: str, why: str, nth: int = 1) -> Decision:
        """A field of a claim was read wrongly: `words` is what is right, `nth` which of its places, numbers or actors."""
        found = self._claim(claim)
        value = entry(found, field, words, nth, self.places)
        return self._add((found.id,), "corrected", why, More(document=found.document, field=field, value=value))

    def drop(self, claim: str, why: str) -> Decision:
        """What was read as a claim is none."""
        found = self._claim(claim)
        return self._add((found.id,), "dropped", why, More(document=found.document))

    def withdraw(self, decision: str, why: str) -> Decision:
        """An earlier decision counts no more. Raises FrontlogError where there is none of that id, or it counts no more already."""
        made = {d.id: d for d in self.log.decisions.rows()}
        if decision not in made:
            raise FrontlogError(f"No decision '{decision}' in this log.", suggest(decision, made) if made else "Nothing was decided yet.")
        if decision not in {d.id for d in effective(made.values())}:
            raise FrontlogError(f"The decision {decision} was withdrawn already.", "See `frontlog review LOG decisions`.")
        return self._add((decision,), "withdrawn", why)

    def undo(self, why: str = "undone") -> Decision:
        """Withdraw the last decision of this person that still counts. To bring it back, withdraw the withdrawal."""
        own = [d for d in standing(self.log.decisions.rows()) if d.who == self.who]
        if not own:
            raise FrontlogError(f"{self.who} has decided nothing that still counts.", "See `frontlog review LOG decisions`.")
        return self.withdraw(own[-1].id, why)

    def _add(self, subject: tuple[str, ...], verdict: str, why: str, more: More | None = None) -> Decision:
        return self.log.decisions.add(subject, verdict, self.who, why, self._clock(), more)

    def _claims_of(self, name: str) -> tuple[str, ...]:
        name = _whole(name, self.incidents)
        return self.incidents[name].claims if name in self.incidents else (self._claim(name).id,)

    def _claim(self, name: str) -> Claim:
        name = _whole(name, self.claims)
        if name not in self.claims:
            raise FrontlogError(f"No claim '{name}' in this log.", _near(name, self.claims, "See `frontlog claims LOG`."))
        return self.claims[name]

    def _incident(self, name: str) -> Incident:
        name = _whole(name, self.incidents)
        if name not in self.incidents:
            raise FrontlogError(f"No incident '{name}' in this log.", _near(name, self.incidents, "See `frontlog incidents LOG`."))
        return self.incidents[name]


def waiting(log: Log) -> int:
    """How many decisions were made since the tables: the next build puts them into effect."""
    return log.decisions.since(log.sealed().get("decisions", ""))


def _whole(name: str, known: Collection[str]) -> str:
    """The id that is meant by its beginning, where only one begins so; else the name as it is, which is none then."""
    if name in known or len(name) < SHORTEST:
        return name
    found = [id_ for id_ in known if id_.startswith(name)]
    return found[0] if len(found) == 1 else name


def _near(name: str, known: Iterable[str], otherwise: str) -> str:
    hint = suggest(name, list(known)[:50_000]) if known else otherwise
    return hint if hint.startswith("Did") else otherwise
