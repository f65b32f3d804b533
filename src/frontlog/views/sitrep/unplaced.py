"""What the reports tell and nobody could put on the map or into the calendar. It is told all the same."""

from collections.abc import Iterator, Sequence

from frontlog.model import Incident
from frontlog.views.sitrep.scope import TOLD, Scope
from frontlog.views.sitrep.shapes import Section, Sentence
from frontlog.views.sitrep.words import days, name, plural, upper

MOST = 10  # of each kind; how many more there are is said


def unplaced(scope: Scope) -> Section:
    """The section."""
    nowhere = [i for i in scope.incidents() if i.modality in TOLD and i.lat is None and i.type != "statement"]
    when = [i for i in scope.rows(Incident) if i.start is None and i.end is None and i.modality in TOLD and _published(i, scope)]
    said = (
        *_listed(_ranked(nowhere), scope, "has no place that could be located"),
        *_listed(_ranked(when), scope, "has no day that could be told"),
    )
    return Section("unplaced", "What could not be placed", "Everything that these reports tell has a place and a day.", said)


def _published(incident: Incident, scope: Scope) -> bool:
    """Whether a report of it came out in these days, or nobody knows when."""
    dates = [scope.sources.documents[d].published for d in incident.documents if d in scope.sources.documents]
    return any(d is None or scope.first <= d <= scope.last for d in dates)


def _ranked(incidents: Sequence[Incident]) -> list[Incident]:
    return sorted(incidents, key=lambda i: (-len(i.origin_groups), -len(i.claims), i.id))


def _listed(ranked: Sequence[Incident], scope: Scope, lacks: str) -> Iterator[Sentence]:
    for incident in ranked[:MOST]:
        if citations := scope.sources.cite(incident.claims, 2):
            yield Sentence(_says(incident, lacks), incident.id, citations)
    rest = ranked[MOST:]
    if citations := scope.sources.cite([c for i in rest for c in i.claims[:1]], None):
        yield Sentence(f"{upper(plural(len(rest), 'more incident'))}: each {lacks}.", "", citations)


def _says(incident: Incident, lacks: str) -> str:
    when = days(incident.start, incident.end)
    return f"{name(incident.title)}{f', {when}' if when else ''}: it {lacks}."
