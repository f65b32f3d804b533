"""What every format is given: the tables of a log as one export reads them, joined once, filtered and, where asked for, made safe."""

from collections import deque
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import replace
from datetime import datetime
from functools import cached_property

from frontlog.incidents.sides import register
from frontlog.model import (
    Claim,
    ControlState,
    Copy,
    Decision,
    Document,
    Effect,
    Incident,
    Item,
    Raw,
    decided_pairs,
    effective,
)
from frontlog.reference.actors import load_actors
from frontlog.reference.country_codes import CountryCodes, country_codes
from frontlog.reference.crosswalks import Coding, code
from frontlog.store.history import Gone, History
from frontlog.views.exports.actors import Actors, Party, actors_of, kind_in
from frontlog.views.exports.choice import About, Choice
from frontlog.views.exports.events import Event, Facts, Report, events
from frontlog.views.exports.public import Guard, mask_of
from frontlog.views.exports.source import Standing, columns, listed, moment
from frontlog.views.exports.texts import Texts
from frontlog.views.rows import Rows

Brief = tuple[str, Sequence[str], tuple[str, ...], datetime | None]  # id, claims, parties and newest report of an incident
KEPT = 250_000  # incidents: about a kilobyte each
MANY = 30_000  # claims: from there on a second process pays, which takes more than a second to start


class Export:
    """The tables behind one or several files. Reading it again gives the same rows in the same order."""

    def __init__(
        self,
        rows: Rows,
        choice: Choice | None = None,
        about: About | None = None,
        archived: Callable[[Item], Raw] | None = None,
        history: History | None = None,
    ) -> None:
        self.rows = rows
        self.choice = choice or Choice()
        self.about = about or About()
        self._brief: list[Brief] | None = None
        self._keeping = False
        self._kept: list[Event] | None = None
        self.archived = archived  # gives the bytes of an item; None where no archive is at hand
        self.history = history  # what builds changed; None: not told, for the times of builds would make equal logs give unequal bytes

    def only(self, incidents: frozenset[str]) -> "Export":
        """The same export of some incidents only."""
        return Export(self.rows, replace(self.choice, incidents=incidents), self.about, self.archived, self.history)

    def again(self) -> "Export | None":
        """The same export of the same state of the log, for two processes to write tables of, which ask for no raw copies. None where that
        is not worth it, or the rows stand in the memory of this process."""
        if not isinstance(self.rows, Standing) or columns(self.rows, Claim, ("id",)).num_rows < MANY:
            return None
        return Export(self.rows.as_it_is(), self.choice, self.about, None, self.history)

    @cached_property
    def actors(self) -> Actors:
        return actors_of(self.rows)

    @cached_property
    def facts(self) -> Facts:
        return Facts(self.rows, self.actors)

    @cached_property
    def guard(self) -> Guard | None:
        """What withholds; None where nothing is withheld."""
        public = self.choice.public
        return Guard(public, mask_of(self.rows, self.actors), self.actors) if public else None

    def events(self) -> Iterator[Event]:
        """The incidents of the selection by day and id."""
        if self._kept:
            yield from self._kept
            return
        told: list[Brief] = []
        kept: list[Event] = []
        for event in events(self.rows, self.facts, self.choice.incidents):
            shown = self.guard.event(event) if self.guard else event
            if shown is not None:
                told.append((shown.id, shown.claims, tuple(p.id for p in (*shown.agents, *shown.targets)), shown.updated))
                if self._keeping and len(kept) <= KEPT:
                    kept.append(shown)
                yield shown
        self._brief = told
        self._kept = kept if self._keeping and len(kept) <= KEPT else None

    @contextmanager
    def keeping(self) -> Iterator[None]:
        """While it lasts, incidents that were joined once are kept, for several files are made of them; too many are not."""
        self._keeping = True
        try:
            yield
        finally:
            self._keeping, self._kept = False, None

    @property
    def brief(self) -> Sequence["Brief"]:
        """What tables beside that of incidents ask of each incident of the selection; known once all of them were gone through."""
        if self._brief is None:
            deque(self.events(), maxlen=0)
        return self._brief or ()

    @cached_property
    def reports(self) -> Mapping[str, Report]:
        """The documents behind the selection, by id."""
        only = self.choice.incidents
        chosen = None if only is None else {r.id for e in events(self.rows, self.facts, only) for r in e.reports}
        known = {key: report for key, report in sorted(self.facts.reports.items()) if chosen is None or key in chosen}
        if self.guard is None:
            return known
        return {key: shown for key, report in known.items() if (shown := self.guard.report(report))}

    @cached_property
    def incident_of(self) -> Mapping[str, str]:
        """Incident by claim, for the claims of the selection that may be shown."""
        if self.guard:
            return {claim: id_ for id_, claims, *_ in self.brief for claim in claims}
        table = columns(self.rows, Incident, ("id", "claims"))
        told = zip(listed(table, "id"), listed(table, "claims"), strict=True)
        return {claim: id_ for id_, claims in told if self.choice.incidents is None or id_ in self.choice.incidents for claim in claims}

    def states(self, layer: type[ControlState] = ControlState) -> Iterator[ControlState]:
        """The control intervals of the selection in a layer, by place and day. A selection is one of the best account: of another layer it
        takes the places."""
        chosen = self.choice.states
        places = None if chosen is None else {s.place_id for s in self.rows(ControlState) if s.id in chosen}
        for state in sorted(self.rows(layer), key=lambda s: (s.place_name, s.place_id, s.start)):
            if chosen is None or (state.id in chosen if layer is ControlState else state.place_id in (places or ())):
                shown = self.guard.state(state) if self.guard else state
                if shown is not None:
                    yield shown

    def coding(self, event: Event) -> Coding:
        """The incident in other people's coding schemes."""
        kinds = [[kind_in(p, event.country) for p in parties] for parties in (event.agents, event.targets)]
        return code(event.type, event.words, kinds[0], kinds[1], event.modality)

    def made(self, updated: datetime | None) -> dict[str, object]:
        """The columns at the end of every row of our own tables: of which run it is, and the newest report behind it."""
        return {"run_id": self.about.run_id, "updated_at": updated}

    def country(self, event: Event) -> CountryCodes:
        """The country of an incident; no codes where it is unknown."""
        return country_codes(event.country or event.spot.country)

    @cached_property
    def place_codes(self) -> Mapping[str, str]:
        """The p-code of each place that a claim knows one for."""
        return {spot.id: spot.pcode for said in self.facts.said.values() for spot in said.spots if spot.pcode}

    def say(self, text: str) -> str:
        """A text as it may be shown."""
        return self.guard.mask(text) if self.guard else text

    @cached_property
    def updated(self) -> datetime | None:
        """When the newest report of the export was published or fetched: what stands for the time of the export, so that equal logs give
        equal bytes."""
        return moment(*(r.updated for r in self.reports.values()))

    @cached_property
    def claim_ids(self) -> frozenset[str]:
        """The claims of the selection: those of its incidents; all, where nothing is filtered or withheld."""
        if self.choice.incidents is None and self.guard is None:
            return frozenset(listed(columns(self.rows, Claim, ("id",)), "id"))
        shown = self.reports
        return frozenset(c for c in self.incident_of if c in self.facts.said and self.facts.said[c].document in shown)

    @cached_property
    def texts(self) -> Texts:
        """The clean texts as they may be shown."""
        return Texts(self.rows, self.say)

    @cached_property
    def hashes(self) -> Mapping[str, str]:
        """SHA-256 of the bytes of each document."""
        table = columns(self.rows, Document, ("id", "sha256_raw"))
        return dict(zip(listed(table, "id"), listed(table, "sha256_raw"), strict=True))

    @cached_property
    def groups(self) -> Mapping[str, str]:
        """Group of copies by document."""
        table = columns(self.rows, Copy, ("id", "origin_group"))
        return dict(zip(listed(table, "id"), listed(table, "origin_group"), strict=True))

    @cached_property
    def effects(self) -> Mapping[str, list[tuple[str, str, str]]]:
        """What each claim means for control: kind, actor and side of its effects."""
        table = columns(self.rows, Effect, ("claim", "kind", "actor", "side"))
        out: dict[str, list[tuple[str, str, str]]] = {}
        for claim, *effect in zip(*(listed(table, name) for name in ("claim", "kind", "actor", "side")), strict=True):
            out.setdefault(claim, []).append((effect[0], effect[1], effect[2]))
        return out

    @cached_property
    def verdicts(self) -> Mapping[frozenset[str], Decision]:
        """The last verdict on each pair of claims that nobody withdrew."""
        return {frozenset(pair): made for made in effective(self.rows(Decision)) for pair in decided_pairs(made)}

    @cached_property
    def place_of(self) -> Mapping[str, str]:
        """Place by incident."""
        table = columns(self.rows, Incident, ("id", "place_id"))
        return dict(zip(listed(table, "id"), listed(table, "place_id"), strict=True))

    @cached_property
    def actors_updated(self) -> Mapping[str, datetime | None]:
        """The actors of the selection, each with the newest report that names it."""
        out: dict[str, datetime | None] = {}
        for _, _, parties, updated in self.brief:
            for id_ in parties:
                out[id_] = moment(out.get(id_), updated)
        for state in self.states():
            for id_ in (state.holder, state.second, state.besieged_by):
                if id_:
                    out[id_] = moment(out.get(id_), self.state_updated(state))
        return out

    @cached_property
    def places_updated(self) -> Mapping[str, datetime | None]:
        """The places of the selection, each with the newest report that names it."""
        out: dict[str, datetime | None] = {}
        for claim in self.claim_ids:
            said = self.facts.said[claim]
            for spot in said.spots:
                out[spot.id] = moment(out.get(spot.id), self.reports[said.document].updated)
        return out

    @cached_property
    def gone(self) -> list[Gone]:
        """Records that are no longer there, the oldest first; none where the history is not told."""
        found = self.history.standing().gone.values() if self.history else ()
        return sorted(found, key=lambda g: (g.run.at, g.table, g.id))

    def claim_updated(self, *claims: str) -> datetime | None:
        """The newest report behind some claims."""
        known = (self.reports.get(self.facts.said[c].document) for c in claims if c in self.facts.said)
        return moment(*(report.updated for report in known if report))

    def state_updated(self, state: ControlState) -> datetime | None:
        """The newest report behind an interval."""
        return self.claim_updated(*(ground.claim for ground in state.evidence))

    def side(self, actor: str) -> str:
        """The camp of an actor at home; empty for nobody and for those whom no registry knows."""
        if actor not in self._sides:
            known = self.actors.registered(actor) if actor else None
            self._sides[actor] = load_actors().side(actor) if known else ""
        return self._sides[actor]

    @cached_property
    def _sides(self) -> dict[str, str]:
        return {}

    def outlet_side(self, outlet: str) -> str:
        """The camp that an outlet speaks for; empty where it speaks for none."""
        if outlet not in self._outlet_sides:
            speaker = register().speaker(outlet) if outlet else ""
            self._outlet_sides[outlet] = self.side(speaker)
        return self._outlet_sides[outlet]

    @cached_property
    def _outlet_sides(self) -> dict[str, str]:
        return {}

    def parties(self, ids: Iterable[str]) -> list[Party]:
        """Actors by id, as they may be shown."""
        known = self.actors.all(ids)
        return [self.guard.party(party) for party in known] if self.guard else known

    def actor(self, id_: str) -> str:
        """The id of an actor as it may be shown: provisional ids are made of names."""
        return self.guard.actor(id_) if self.guard else id_

    def spot(self, lat: float | None, lon: float | None) -> tuple[float | None, float | None]:
        """A point as it may be shown."""
        return self.guard.blur(lat, lon) if self.guard else (lat, lon)
