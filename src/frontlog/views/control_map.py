"""Who held which place on a day, as a picture: places only, for of what lies between them nobody told.

Legible in grey: every side has a letter, contested places are hatched, a siege is a ring, and what changed has a triangle.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from math import cos, radians
from statistics import median

from frontlog.model import ControlState
from frontlog.views import drawing as draw
from frontlog.views.bundle_towns import towns
from frontlog.views.listing_control import holds
from frontlog.views.outlines import Box, outlines
from frontlog.views.rows import Rows

WIDTH, HEIGHT, TOP, SIDE = 960, 560, 48, 12
RADIUS, LETTER = 7.0, 5.6  # of a place; the width of a letter of 11 units
FAR = 3.0  # a place so many times farther out than the median lies outside the picture and is named below it
KM = 111.195  # a degree of latitude
STEPS = ((0.9, "1"), (0.7, "0.8"), (0.5, "0.55"), (0.0, "0.3"))  # strength of the fill by probability
HOW = (
    "Each place by the best account of all reports; what lies between places nobody told. The letter is the side, its strength the belief."
)
TOWNS = 40
ALPHABET = "ABCDEFGHIJKLMNOPQRSTUVWXYZ"
Room = tuple[float, float, float, float]  # left, top, right, bottom of what is drawn


@dataclass(frozen=True, slots=True)
class Frame:
    """The part of the world that is drawn: degrees around a middle, longitudes shortened as they are there."""

    west: float
    north: float
    scale: float  # units a degree of latitude
    shrink: float

    def at(self, lon: float, lat: float) -> draw.Point:
        """Where a spot lies in the picture."""
        return SIDE + (lon - self.west) * self.scale * self.shrink, TOP + (self.north - lat) * self.scale

    @property
    def box(self) -> Box:
        """West, south, east, north."""
        east = self.west + (WIDTH - 2 * SIDE) / (self.scale * self.shrink)
        return self.west, self.north - HEIGHT / self.scale, east, self.north


def control_map(rows: Rows, on: date, changed: tuple[date, date] | None = None) -> str:
    """An SVG of who held what on a day, with a mark on what changed within `changed`. Equal rows give equal text; it is empty where no
    place that something is known of has coordinates."""
    told = [s for s in rows(ControlState) if holds(s, on) and s.lat is not None and s.lon is not None]
    heard = {s.place_id for s in rows(ControlState) if s.evidence and s.start <= on}
    states = sorted((s for s in told if s.place_id in heard), key=lambda s: (s.place_name, s.place_id))
    if not states:
        return ""
    inside = _inside(states)
    frame = _frame(inside)
    sides = sorted({side for s in states for side in (s.holder, s.besieged_by) if side})
    colours, letters = draw.colours(sides), {side: ALPHABET[n % len(ALPHABET)] for n, side in enumerate(sides)}
    names = {s.holder: s.holder_name for s in rows(ControlState) if s.holder}
    outside = [s for s in states if s not in inside]
    taken = [_around(frame.at(s.lon or 0.0, s.lat or 0.0), RADIUS) for s in inside]
    labels = list(_labels(inside, frame, taken))
    title = f"Who held what on {on}"
    parts = [
        f'<clipPath id="land"><rect x="{SIDE}" y="{TOP}" width="{WIDTH - 2 * SIDE}" height="{HEIGHT}"/></clipPath>',
        draw.rectangle(SIDE, TOP, WIDTH - 2 * SIDE, HEIGHT, "#eef3f6"),
        '<g clip-path="url(#land)">',
        *_countries(frame),
        *_towns(frame, inside, taken),
        *(part for s in inside for part in _place(s, frame, colours, letters, changed)),
        *labels,
        "</g>",
        draw.rectangle(SIDE, TOP, WIDTH - 2 * SIDE, HEIGHT, "none", stroke="#999"),
        *_scale(frame),
        *_legend([(letters[s], names.get(s) or s, colours[s]) for s in sides], outside, colours),
        draw.text(SIDE, 28, title, 16, weight="bold"),
    ]
    return draw.page(WIDTH, TOP + HEIGHT + 92, title, HOW, parts)


def _inside(states: Sequence[ControlState]) -> list[ControlState]:
    """The places that lie together: one far away would make all others a single dot."""
    spots = [(s.lat or 0.0, s.lon or 0.0) for s in states]
    middle = median(lat for lat, _ in spots), median(lon for _, lon in spots)
    distances = [max(abs(lat - middle[0]), abs(lon - middle[1])) for lat, lon in spots]
    reach = max(FAR * median(distances), 0.5)
    return [s for s, d in zip(states, distances, strict=True) if d <= reach]


def _frame(states: Sequence[ControlState]) -> Frame:
    lats, lons = [s.lat or 0.0 for s in states], [s.lon or 0.0 for s in states]
    middle = (max(lats) + min(lats)) / 2, (max(lons) + min(lons)) / 2
    shrink = max(0.1, cos(radians(middle[0])))
    high, wide = max(max(lats) - min(lats), 0.4), max((max(lons) - min(lons)) * shrink, 0.6)
    scale = min(HEIGHT / (high * 1.25), (WIDTH - 2 * SIDE) / (wide * 1.25))
    return Frame(middle[1] - (WIDTH - 2 * SIDE) / (2 * scale * shrink), middle[0] + HEIGHT / (2 * scale), scale, shrink)


def _countries(frame: Frame) -> Iterator[str]:
    for rings in outlines(frame.box):
        yield draw.outline([[frame.at(*point) for point in ring] for ring in rings], "#faf8f3", "#b9b2a5", 0.8)


def _towns(frame: Frame, states: Sequence[ControlState], taken: list[Room]) -> Iterator[str]:
    """Larger towns nearby for finding one's way, where there is room: nothing is said about them."""
    for town in towns((s.lat, s.lon) for s in states)[:TOWNS]:
        x, y = frame.at(town["lon"], town["lat"])
        said = draw.cut(town["name"], 24)
        room = (x - 3, y - 6, x + 6 + 0.8 * LETTER * len(said), y + 5)
        if not any(_meet(room, other) for other in taken):
            taken.append(room)
            yield draw.circle((x, y), 1.5, "#aaa")
            yield draw.text(x + 4, y + 3, said, 9, colour="#999")


def _place(
    state: ControlState, frame: Frame, colours: dict[str, str], letters: dict[str, str], changed: tuple[date, date] | None
) -> Iterator[str]:
    at = frame.at(state.lon or 0.0, state.lat or 0.0)
    who = state.holder_name or state.holder
    siege = f", besieged by {state.besieged_by}" if state.besieged_by else ""
    title = f"{state.place_name}: {state.state}{f' by {who}' if who else ''}{siege}, probability {state.probability:.2f}"
    yield draw.circle(at, RADIUS, "#ffffff")
    if state.besieged_by:
        yield draw.circle(at, RADIUS + 3.5, "none", stroke=colours[state.besieged_by], stroke_width="2.5")
    strength = next(shown for least, shown in STEPS if state.probability >= least)
    if state.state == "contested":
        yield draw.circle(at, RADIUS, colours["contested"], title, stroke="#333")
    elif state.holder:
        yield draw.circle(at, RADIUS, colours[state.holder], title, stroke="#333", fill_opacity=strength)
        yield draw.text(at[0], at[1] + 3.5, letters[state.holder], 10, "middle", "#000", "bold")
    else:
        yield draw.circle(at, RADIUS - 2, colours["unknown"], title, stroke="#888", stroke_dasharray="2 2")
    if changed and changed[0] <= state.start <= changed[1]:
        x, y = at[0] + RADIUS, at[1] - RADIUS
        yield draw.area([(x, y - 6), (x + 4, y + 1), (x - 4, y + 1)], "#000", "changed in these days")


def _labels(states: Sequence[ControlState], frame: Frame, taken: list[Room]) -> Iterator[str]:
    """Names where there is room for them: right, left, below, above. Every place keeps its name in its title."""
    for state in states:
        x, y = frame.at(state.lon or 0.0, state.lat or 0.0)
        said = draw.cut(state.place_name, 26)
        wide = LETTER * len(said) + 4
        for left, base, anchor in (
            (x + RADIUS + 5, y + 4, "start"),
            (x - RADIUS - 5, y + 4, "end"),
            (x, y + RADIUS + 13, "middle"),
            (x, y - RADIUS - 6, "middle"),
        ):
            begin = left - {"start": 0.0, "end": wide, "middle": wide / 2}[anchor]
            room = (begin, base - 10, begin + wide, base + 3)
            if begin >= SIDE and begin + wide <= WIDTH - SIDE and not any(_meet(room, other) for other in taken):
                taken.append(room)
                yield _haloed(left, base, said, anchor)
                break


def _haloed(x: float, y: float, said: str, anchor: str) -> str:
    """Words that stay legible over lines."""
    drawn = draw.text(x, y, said, 11, anchor)
    return drawn.replace("<text ", '<text stroke="#fff" stroke-width="2.5" stroke-linejoin="round" paint-order="stroke" ', 1)


def _around(at: draw.Point, radius: float) -> Room:
    return at[0] - radius, at[1] - radius, at[0] + radius, at[1] + radius


def _meet(a: Room, b: Room) -> bool:
    return a[0] < b[2] and b[0] < a[2] and a[1] < b[3] and b[1] < a[3]


def _scale(frame: Frame) -> Iterator[str]:
    """A bar of a round length, about a sixth of the width."""
    unit = frame.scale / KM
    length = max(n for n in (1, 2, 5, 10, 20, 50, 100, 200, 500, 1000, 2000, 5000) if n == 1 or n * unit <= WIDTH / 6)
    x, y = WIDTH - SIDE - 16 - length * unit, TOP + HEIGHT - 14
    yield draw.line((x, y), (x + length * unit, y), "#333", 2)
    yield draw.text(x + length * unit / 2, y - 5, f"{length:,} km", 10, "middle", "#333")


def _legend(sides: Sequence[tuple[str, str, str]], outside: Sequence[ControlState], colours: dict[str, str]) -> Iterator[str]:
    x, y = float(SIDE), TOP + HEIGHT + 22.0
    entries = [*sides, ("", "contested", colours["contested"]), ("", "unknown", colours["unknown"])]
    for letter, said, colour in entries:
        name = draw.cut(said, 30)
        if x + 30 + LETTER * 1.15 * len(name) > WIDTH - SIDE:
            x, y = float(SIDE), y + 20
        yield draw.circle((x + 7, y - 4), 7, colour, stroke="#333")
        yield draw.text(x + 7, y - 0.5, letter, 10, "middle", "#000", "bold")
        yield draw.text(x + 19, y, name, 11)
        x += 36 + LETTER * 1.15 * len(name)
    y += 22
    said = "Ring: besieged, in the colour of the besieger. Triangle: changed in the days of the report. Strength of the fill: how probable."
    yield draw.text(SIDE, y, said, 10, colour="#555")
    if outside:
        names = ", ".join(s.place_name for s in outside)
        yield draw.text(SIDE, y + 16, draw.cut(f"Outside the picture: {names}.", 150), 10, colour="#555")
