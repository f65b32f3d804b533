"""The belief over one place as a picture: a ribbon of probabilities over time, and below it a tick for each telling that it rests on."""

from collections.abc import Iterator, Sequence
from datetime import date

from frontlog.model import ClaimedState, ControlState, FrontlogError
from frontlog.views import drawing as draw
from frontlog.views.axis import LEFT, RIGHT, WIDTH, Frame, axis
from frontlog.views.believed import CONTESTED, DAY, UNKNOWN, Believed, Tick, believed, days, last_day, ticks
from frontlog.views.rows import Rows

TOP = 64
RIBBON, LANE, STRIP, GAP = 200, 34, 16, 10
COLUMNS = 700  # days that are drawn; a longer time is thinned
HEAVY = 4.0  # log-odds of a tick that fills its lane
SPEAKS = {
    "gains": "takes it",
    "loses": "loses it",
    "holds": "has it",
    "repels": "keeps it",
    "enters": "is inside",
    "contests": "fights in it",
    "besieges": "surrounds it",
    "lifts": "ends the siege",
    "concedes": "admits to have lost it",
}
HOW = "Height is probability by the best account. Ticks are tellings: up for the side, down against it, as long as they weigh."


def plot_control(rows: Rows, place: str, first: date | None = None, last: date | None = None) -> str:
    """An SVG of who held the place of that id: the same text for the same log. From the first evidence to the log's last day, unless days
    are given. Raises FrontlogError when nothing is told of the place, or the days are in the wrong order."""
    found = believed(rows, place)
    if found is None:
        raise FrontlogError(f"Nothing is told of who holds '{place}'.", "See `frontlog control LOG` for places of which something is.")
    frame = Frame(first or found.first, last or max(last_day(rows) or found.first, found.first))
    if frame.last < frame.first:
        choose = (
            f"'{found.place.name}' is told of from {found.first} on" if last and not first else "the first day must not come after the last"
        )
        raise FrontlogError(f"There are no days from {frame.first} to {frame.last}.", f"Choose other days: {choose}.")
    told = [tick for tick in ticks(rows, found) if tick.end >= frame.first and tick.start <= frame.last]
    colours = draw.colours(found.account.belief.sides)
    under = TOP + RIBBON + GAP
    lanes = sorted({tick.side for tick in told})
    strips = under + LANE * len(lanes) + GAP
    height = strips + 2 * (STRIP + 6) + 40
    parts = [
        *_legend(found, colours),
        *_ribbon(found, frame, colours),
        *(part for n, side in enumerate(lanes) for part in _lane(side, found, frame, colours, told, under + n * LANE)),
        *_strip("assessed", [s for s in rows(ControlState) if s.place_id == place], frame, colours, strips),
        *_strip("claimed", [s for s in rows(ClaimedState) if s.place_id == place], frame, colours, strips + STRIP + 6),
        *axis(frame, strips + 2 * (STRIP + 6), TOP),
    ]
    said = f"Who held {found.place.name}, {frame.first} to {frame.last}"
    return draw.page(WIDTH, height, said, HOW, [draw.text(LEFT, 24, said, 16, weight="bold"), *parts])


def _legend(found: Believed, colours: dict[str, str]) -> Iterator[str]:
    x = float(LEFT)
    for state in (*found.account.belief.sides, CONTESTED, UNKNOWN):
        name = draw.cut(found.name(state), 28)
        if x + 24 + 7 * len(name) > WIDTH - RIGHT:
            yield draw.text(x, 50, "…")
            return
        yield draw.rectangle(x, 40, 12, 12, colours[state])
        yield draw.text(x + 17, 50, name)
        x += 34 + 7 * len(name)


def _ribbon(found: Believed, frame: Frame, colours: dict[str, str]) -> Iterator[str]:
    """Sides from below, then contested, then unknown, each as high as it is likely. Days before the first evidence stay white."""
    begin = max(frame.first, found.first)
    columns = days(begin, frame.last, COLUMNS, found.account.belief.nodes) if begin <= frame.last else []
    shares = [list(found.shares(day).items()) for day in columns]
    floor = [0.0] * len(columns)
    for n, state in enumerate((*found.account.belief.sides, CONTESTED, UNKNOWN) if columns else ()):
        roof = [low + share[n][1] for low, share in zip(floor, shares, strict=True)]
        yield draw.area(_steps(columns, frame, floor, roof), colours[state], found.name(state))
        floor = roof
    for share in (0.0, 0.5, 1.0):
        y = TOP + RIBBON * (1 - share)
        yield draw.line((LEFT, y), (WIDTH - RIGHT, y), "#555", 0.5, stroke_dasharray="2 3")
        yield draw.text(LEFT - 8, y + 4, f"{share:.1f}", 11, "end")
    yield draw.text(LEFT - 34, TOP + RIBBON / 2 - 14, "belief", 11, "end", "#555")


def _steps(columns: Sequence[date], frame: Frame, floor: Sequence[float], roof: Sequence[float]) -> list[draw.Point]:
    """The outline between two heights. A day is as wide as a day: belief changes with days and not between them."""
    ends = [*columns[1:], frame.last + DAY]

    def edge(heights: Sequence[float]) -> list[draw.Point]:
        out: list[draw.Point] = []
        for day, end, share in zip(columns, ends, heights, strict=True):
            y = TOP + RIBBON * (1 - share)
            out += [(frame.x(day), y), (frame.x(end), y)]
        return out

    return edge(roof) + edge(floor)[::-1]


def _lane(side: str, found: Believed, frame: Frame, colours: dict[str, str], told: Sequence[Tick], top: float) -> Iterator[str]:
    """The tellings about one side."""
    middle = top + LANE / 2
    yield draw.text(LEFT - 8, middle + 4, draw.cut(found.name(side), 17), 11, "end")
    yield draw.line((LEFT, middle), (WIDTH - RIGHT, middle), "#bbb", 0.5)
    for tick in (t for t in told if t.side == side):
        x = (frame.x(tick.end) + frame.x(tick.end + DAY)) / 2
        high = max(-1.0, min(1.0, tick.weight / HEAVY)) * (LANE / 2 - 2)
        when = str(tick.end) if tick.start == tick.end else f"{tick.start} to {tick.end}"
        says = f"{found.name(side)} {SPEAKS[tick.kind]}, {tick.weight:+.2f}"
        title = f"{when}, {tick.outlet or 'unknown outlet'}: {says}. “{draw.cut(tick.quote, 200)}”"
        if tick.end > tick.start:
            yield draw.line((frame.x(tick.start), middle), (x, middle), colours[side], 2, opacity="0.35")
        yield draw.line((x, middle), (x, middle - high), colours[side], 2.5, title)


def _strip(name: str, states: Sequence[ControlState], frame: Frame, colours: dict[str, str], top: float) -> Iterator[str]:
    """The intervals of a layer as a bar; a besieged place has a dark edge."""
    yield draw.text(LEFT - 8, top + 12, name, 11, "end", "#555")
    for state in sorted(states, key=lambda s: s.start):
        end = state.end or frame.last + DAY
        if end <= frame.first or state.start > frame.last:
            continue
        a, b = frame.x(max(state.start, frame.first)), frame.x(min(end, frame.last + DAY))
        who = state.holder_name or state.holder
        title = (
            f"{state.state}{f' by {who}' if who else ''} from {state.start} to {state.end or 'open'}, probability {state.probability:.2f}"
        )
        edge = {"stroke": "#000", "stroke_width": "1.5"} if state.besieged_by else {}
        yield draw.rectangle(a, top, b - a, STRIP, colours.get(state.holder or state.state, colours[UNKNOWN]), title, **edge)
