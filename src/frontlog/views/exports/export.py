"""What every format is given: the tables of a log as one export reads them, joined once, filtered and, where asked for, made safe."""

from collections.abc import Iterator, Mapping
from datetime import datetime
from functools import cached_property

from frontlog.model import Claim, ControlState
from frontlog.reference.country_codes import CountryCodes, country_codes
from frontlog.reference.crosswalks import Coding, code
from frontlog.views.exports.actors import Actors, actors_of, kind_in
from frontlog.views.exports.choice import About, Choice
from frontlog.views.exports.events import Event, Facts, Report, events
from frontlog.views.exports.public import Guard, mask_of
from frontlog.views.exports.source import columns, listed, moment
from frontlog.views.rows import Rows


class Export:
    """The tables behind one or several files. Reading it again gives the same rows in the same order."""

    def __init__(self, rows: Rows, choice: Choice | None = None, about: About | None = None) -> None:
        self.rows = rows
        self.choice = choice or Choice()
        self.about = about or About()

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
        return Guard(public, mask_of(self.rows, self.actors)) if public else None

    def events(self) -> Iterator[Event]:
        """The incidents of the selection by day and id."""
        for event in events(self.rows, self.facts, self.choice.incidents):
            shown = self.guard.event(event) if self.guard else event
            if shown is not None:
                yield shown

    @cached_property
    def reports(self) -> Mapping[str, Report]:
        """The documents behind the selection, by id."""
        chosen = (
            None
            if self.choice.incidents is None
            else {r.id for e in events(self.rows, self.facts, self.choice.incidents) for r in e.reports}
        )
        known = {key: report for key, report in sorted(self.facts.reports.items()) if chosen is None or key in chosen}
        if self.guard is None:
            return known
        return {key: shown for key, report in known.items() if (shown := self.guard.report(report))}

    @cached_property
    def incident_of(self) -> Mapping[str, str]:
        """Incident by claim, for the claims of the selection that may be shown."""
        return {claim: event.id for event in self.events() for claim in event.claims}

    def states(self) -> Iterator[ControlState]:
        """The control intervals of the selection, by place and day."""
        found = self.rows(ControlState)
        for state in sorted(found, key=lambda s: (s.place_name, s.place_id, s.start)):
            if self.choice.states is None or state.id in self.choice.states:
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
        return moment(*(x for r in self.reports.values() for x in (r.published, r.retrieved)))

    @cached_property
    def claim_ids(self) -> frozenset[str]:
        """The claims of the selection: those of its incidents; all, where nothing is filtered or withheld."""
        if self.choice.incidents is None and self.guard is None:
            return frozenset(listed(columns(self.rows, Claim, ("id",)), "id"))
        shown = self.reports
        return frozenset(c for c in self.incident_of if c in self.facts.said and self.facts.said[c].document in shown)
