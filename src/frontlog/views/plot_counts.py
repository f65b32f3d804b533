"""Incidents over time by type and side, and coverage by outlet: two pictures of counts."""

from collections import Counter
from collections.abc import Sequence
from datetime import date

from frontlog.model import Claim, Copy, Document, Effect, Incident
from frontlog.reference.actors import load_actors
from frontlog.views.axis import Bins, bins, frame_of
from frontlog.views.drawing import PALETTE, cut
from frontlog.views.lanes import Lanes, drawn
from frontlog.views.rows import Rows
from frontlog.views.sitrep.scope import TOLD
from frontlog.views.sitrep.sources import Sources
from frontlog.views.sitrep.words import plural

KINDS = (
    ("ground", "Changes of ground", ("capture", "advance", "withdraw", "handover", "hold")),
    ("fight", "Fighting", ("clash", "assault", "repel")),
    ("siege", "Siege", ("besiege", "break_siege")),
    ("air", "Air strike", ("airstrike",)),
    ("shelling", "Shelling", ("shelling",)),
    ("bombing", "Bomb or mine", ("bombing",)),
    ("harm", "People harmed", ("civilians_attacked", "losses", "arrest")),
    ("move", "Movement", ("deploy", "evacuate", "surrender", "defect", "seize_materiel")),
    ("politics", "Politics and aid", ("agreement", "negotiate", "statement", "protest", "aid")),
)
KIND_OF = {type_: key for key, _, types in KINDS for type_ in types}
NAMED = len(PALETTE) - 1  # sides with a colour of their own; the rest are one layer
OTHER, NOBODY = ("other", "other sides", "#8c8c8c"), ("", "side not told", "#e0e0e0")
OUTLETS = 14  # lanes of the coverage; the rest are one lane
LONG = 31  # days: an incident that may have been on any of more days is drawn nowhere


def plot_incidents(rows: Rows, first: date | None = None, last: date | None = None) -> str:
    """An SVG of what was told to have happened, by kind of event and by the side that acted. Equal logs give equal text."""
    told = [i for i in rows(Incident) if i.modality in TOLD]
    placed = [i for i in told if _day(i)]
    frame = frame_of([d for i in placed if (d := _day(i))], first, last, "what happened on it")
    parts, sides = bins(frame), _sides(rows)
    layers = _layers([sides.get(i.agents[0], i.agents[0]) if i.agents else "" for i in placed], Sources(rows))
    known = {key for key, _, _ in layers}
    counts: Counter[tuple[str, date, str]] = Counter()
    for incident in placed:
        if start := parts.of(_day(incident)):
            side = sides.get(incident.agents[0], incident.agents[0]) if incident.agents else ""
            counts[(KIND_OF.get(incident.type, "politics"), start, side if side in known else OTHER[0])] += 1
    drawn_kinds = {kind for kind, _, _ in counts}
    notes = [f"Not drawn: {plural(len(told) - len(placed), 'incident')} without a day, or that may have been on any of more than {LONG}."]
    picture = Lanes(
        f"Incidents by kind and by the side that acted, {frame.first} to {frame.last}",
        "incidents",
        [(key, name) for key, name, _ in KINDS if key in drawn_kinds],
        layers,
        counts,
        notes if len(told) > len(placed) else (),
    )
    return drawn(picture, frame, parts)


def _day(incident: Incident) -> date | None:
    """The first day that it can have been; None where that says next to nothing."""
    if incident.start is None or incident.end is None or (incident.end - incident.start).days > LONG:
        return None
    return incident.start


def _sides(rows: Rows) -> dict[str, str]:
    """The side that an actor is counted with: as the control table has it."""
    found: dict[str, Counter[str]] = {}
    for effect in rows(Effect):
        if effect.actor and effect.side:
            found.setdefault(effect.actor, Counter())[effect.side] += 1
    actors = load_actors()
    known = {actor: min(c.items(), key=lambda item: (-item[1], item[0]))[0] for actor, c in found.items()}
    named = {a for i in rows(Incident) for a in i.agents if a not in known and a in actors}
    return known | {actor: actors.side_holder(actor) for actor in sorted(named)}


def _layers(told: Sequence[str], sources: Sources) -> list[tuple[str, str, str]]:
    """A layer for each of the sides that act most, one for all others, one for those of whom nothing is told."""
    ranked = sorted(Counter(side for side in told if side).items(), key=lambda item: (-item[1], item[0]))
    named = [(side, sources.name(side), PALETTE[n]) for n, (side, _) in enumerate(ranked[:NAMED])]
    return [*named, *([OTHER] if len(ranked) > NAMED else []), *([NOBODY] if "" in told else [])]


def plot_coverage(rows: Rows, first: date | None = None, last: date | None = None) -> str:
    """An SVG of who reported when: the reports of each outlet that claim something, its own and those that are copies."""
    claiming = {c.document for c in rows(Claim)}
    documents = [d for d in rows(Document) if d.id in claiming]
    dated = [d for d in documents if d.published]
    frame = frame_of([d.published for d in dated if d.published], first, last, "a publication on it")
    parts = bins(frame)
    copied = {c.id for c in rows(Copy) if c.copy_of}
    lanes, counts = _outlets(dated, copied, parts), Counter[tuple[str, date, str]]()
    known = {key for key, _ in lanes}
    for document in dated:
        if start := parts.of(document.published):
            outlet = document.outlet if document.outlet in known else "\0"
            counts[(outlet, start, "copy" if document.id in copied else "own")] += 1
    undated = len(documents) - len(dated)
    picture = Lanes(
        f"Coverage by outlet, {frame.first} to {frame.last}",
        "reports that claim something",
        lanes,
        (("own", "own report", PALETTE[0]), ("copy", "copy of another report, no voice of its own", "#cfd8dc")),
        counts,
        [f"Not drawn: {plural(undated, 'report')} without a day of publication."] if undated else (),
    )
    return drawn(picture, frame, parts)


def _outlets(documents: Sequence[Document], copied: set[str], parts: Bins) -> list[tuple[str, str]]:
    """The outlets with the most reports, the rest as one lane."""
    shown = [d for d in documents if parts.of(d.published)]
    ranked = sorted(Counter(d.outlet for d in shown).items(), key=lambda item: (-item[1], item[0]))
    lanes = [(outlet, cut(outlet, 60) or "unknown outlet") for outlet, _ in ranked[:OUTLETS]]
    return lanes if len(ranked) <= OUTLETS else [*lanes, ("\0", f"{len(ranked) - OUTLETS} other outlets")]
