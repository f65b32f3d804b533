"""Small bars over time, a lane for each thing: what the pictures of incidents and of coverage are drawn with."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from frontlog.views import drawing as draw
from frontlog.views.axis import LEFT, RIGHT, WIDTH, Bins, Frame, axis

KEY, ROW, TOP = 66, 18, 78  # where the first row of the legend stands, how high a row is, and where the lanes begin below one
LANE, ROOM = 56, 14  # how high a lane is, and what of that stays free
Counts = Mapping[tuple[str, date, str], int]  # (lane, first day of the part of time, layer) -> how many


@dataclass(frozen=True, slots=True)
class Lanes:
    """A picture of counts: lanes from above, in each the layers from below."""

    title: str
    what: str  # of what there are so many, in the plural
    lanes: Sequence[tuple[str, str]]  # id, name
    layers: Sequence[tuple[str, str, str]]  # id, name, colour
    counts: Counts
    notes: Sequence[str] = ()


def drawn(picture: Lanes, frame: Frame, parts: Bins) -> str:
    """The picture as SVG. All lanes have one scale, so that they can be compared; it is written beside the first one."""
    said, rows = legend(picture.layers)
    top = TOP + ROW * (rows - 1)
    height = top + LANE * len(picture.lanes)
    most = max((_whole(picture, lane, start) for lane, _ in picture.lanes for start in parts.starts), default=0) or 1
    body = [
        draw.text(LEFT, 26, picture.title, 16, weight="bold"),
        draw.text(LEFT, 44, f"Each bar: {picture.what} in one {parts.unit}. All lanes have one scale.", 11, colour="#555"),
        *said,
        *(part for n, lane in enumerate(picture.lanes) for part in _lane(picture, lane, frame, parts, top + (n + 1) * LANE, most)),
        draw.text(LEFT - 8, top + ROOM + 4, f"{most:,}", 10, "end", "#777"),
        *axis(frame, height, top),
        *(draw.text(LEFT, height + 40 + 16 * n, note, 11, colour="#555") for n, note in enumerate(picture.notes)),
    ]
    return draw.page(WIDTH, height + 36 + 16 * len(picture.notes), picture.title, " ".join(picture.notes), body)


def legend(layers: Sequence[tuple[str, str, str]]) -> tuple[list[str], int]:
    """A square and a name for each layer, and how many rows they take."""
    out: list[str] = []
    x, rows = float(LEFT), 1
    for _, said, colour in layers:
        name = draw.cut(said, 40)
        wide = 32 + 6.4 * len(name)
        if x + wide > WIDTH - RIGHT and x > LEFT:
            x, rows = float(LEFT), rows + 1
        y = KEY + ROW * (rows - 1)
        out += [draw.rectangle(x, y - 10, 12, 12, colour, stroke="#333", stroke_width="0.5"), draw.text(x + 17, y, name, 11)]
        x += wide
    return out, rows


def _lane(picture: Lanes, lane: tuple[str, str], frame: Frame, parts: Bins, floor: float, most: int) -> Iterator[str]:
    key, name = lane
    yield draw.text(LEFT - 8, floor - 6, draw.cut(name, 19), 11, "end")
    yield draw.line((LEFT, floor), (WIDTH - RIGHT, floor), "#bbb", 0.5)
    for start in parts.starts:
        x, end, y = frame.x(start), frame.x(parts.end(start)), floor
        gap = min(1.5, (end - x) / 5)
        for layer, said, colour in picture.layers:
            if count := picture.counts.get((key, start, layer), 0):
                high = (LANE - ROOM) * count / most
                y -= high
                title = f"{name}, {said}: {count:,} ({_when(start, parts)})"
                yield draw.rectangle(x + gap / 2, y, end - x - gap, high, colour, title, stroke="#333", stroke_width="0.4")


def _whole(picture: Lanes, lane: str, start: date) -> int:
    return sum(picture.counts.get((lane, start, layer), 0) for layer, _, _ in picture.layers)


def _when(start: date, parts: Bins) -> str:
    return str(start) if parts.unit == "day" else f"{parts.unit} from {start}"
