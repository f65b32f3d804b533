"""What a phrase tells about a place beside its name: how far from it and in which direction, which part or side of it."""

import re
from dataclasses import dataclass

from frontlog.reference.expressions import Expression

_DIRECTION = {
    "north": 0.0,
    "northeast": 45.0,
    "east": 90.0,
    "southeast": 135.0,
    "south": 180.0,
    "southwest": 225.0,
    "west": 270.0,
    "northwest": 315.0,
}
_NAMES = {bearing: name for name, bearing in _DIRECTION.items()}
_COMPASS = r"(?:north|south)[\s-]?(?:east|west)|north|south|east|west"
_UNITS = r"(?:nautical\s+miles?|nmi|km|kms|kilomet\w+|miles?|mi|met(?:er|re)s?|m|yards?)"
_COUNTED = ("one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven", "twelve")
_WRITTEN = {
    **{name: float(n) for n, name in enumerate(_COUNTED, 1)},
    "fifteen": 15.0,
    "twenty": 20.0,
    "thirty": 30.0,
    "forty": 40.0,
    "fifty": 50.0,
    "sixty": 60.0,
}
_LOOSE = {"half a": 0.5, "a": 1.0, "a couple of": 2.0, "a few": 3.0, "several": 5.0, "some dozen": 12.0, "a dozen": 12.0, "dozens of": 36.0}
_NUMBERS = {**_WRITTEN, **_LOOSE}
_LENGTH = rf"(\d+(?:[.,]\d+)?|{'|'.join(sorted(_NUMBERS, key=len, reverse=True))})\s*[- ]?({_UNITS})\b"
_NEARLY = r"some|about|around|roughly|approximately|nearly|almost|just|at|to|in|located|situated|lying|over|under|less than|more than"
_ABOUT = rf"(?:(?:{_NEARLY})\s+)*"
_HEAD = r"(?:(?:an?|the|its|their|some|several|many)\s+)??(?:(?!km\b|mi\b|met|mile|kilom)[a-z][\w-]*\s+){0,4}?"  # "a hill", "positions"
_RELATIVE = Expression(
    rf"^{_HEAD}{_ABOUT}(?:the\s+)?(?:{_LENGTH}\s+)?(?:away\s+)?(?:to\s+the\s+)?"
    rf"(?:(?:the\s+)?({_COMPASS})(?:ern|wards?)?(?:\s+and\s+(?:{_COMPASS}))?\s+(?:of|from))\s+(?:the\s+)?(?=\S)",
)
_FAR = Expression(rf"^{_HEAD}{_ABOUT}{_LENGTH}\s+(?:away\s+|outside\s+)?(?:from|outside|of|off)\s+(?:the\s+)?(?=\S)")
_PARTS: dict[str, str] = {
    entry: part
    for part, listed in {
        "countryside": "countryside|hinterland|rural area|rural areas|farmland|farmlands",
        "rim": "outskirts|suburbs|suburb|edge|edges|periphery|fringe|fringes|entrance|entrances|gate|gates|approaches|vicinity|environs|"
        "surroundings",
        "centre": "centre|center|heart|downtown",
        "bank": "bank|banks|shore|shores",
        "part": "part|parts|half|side|sides|sector|sectors|section|flank|districts|neighbourhoods|neighborhoods|quarters|area|areas|"
        "territory|skies|streets|direction",
    }.items()
    for entry in listed.split("|")
}
_PART_WORD = "|".join(sorted(map(re.escape, _PARTS), key=len, reverse=True))
_SIDE = rf"(?:({_COMPASS})(?:ern(?:most)?)?[\s-]+)?"
_ADJECTIVES = r"(?:(?:entire|whole|far|extreme|deep|rural|central|upper|lower|outer|inner|left|right|opposite|other)[\s-]+)*"
_PART = Expression(
    rf"^(?:(?-i:[a-z])[\w-]*\s+){{0,3}}?(?:the\s+)?{_ADJECTIVES}{_SIDE}{_ADJECTIVES}({_PART_WORD})\s+(?:of|around|near)\s+(?:the\s+)?(?=\S)",
    re.IGNORECASE,
)
_TRAILING = Expression(
    rf"^(?:the\s+)?{_ADJECTIVES}(?:({_COMPASS})(?:ern(?:most)?)?[\s-]+)?((?:[\w’'-]+\s+){{0,3}}?[\w’'-]*?)(?:['’]s?)?\s+"
    rf"(?:({_COMPASS})(?:ern(?:most)?)\s+)?(countryside|hinterland|rural areas|outskirts|suburbs|periphery|environs|surroundings|edges)$",
    re.IGNORECASE,
)
_CENTRE = Expression(r"^(?:the\s+)?((?:(?:[A-Z]|al-|el-|d['’])[\w’'-]*\s+){1,4})(?:city\s+|town\s+|village\s+)?(?:centre|center|downtown)$")
_SIDED = Expression(rf"^(?:the\s+)?(?:far\s+)?({_COMPASS})(ern)?[\s-]+(?=[A-Z]|(?:al|el|as|ash|ad|ar|at|an|az|es|ez)-[A-Z])", re.IGNORECASE)
_RURAL_NAME = Expression(r"^(?:the\s+)?rural\s+(?=[A-Z])")
_CENTRAL = Expression(r"^(?:the\s+)?(?:central|downtown)\s+(?=[A-Z])")
_PREPOSITIONS = (
    (
        Expression(
            r"^(?:near|outside|close to|around|villages around|areas around|next to|beside|not far from|in the vicinity of)\s+(?:the\s+)?"
        ),
        "near",
    ),
    (Expression(r"^off\s+(?:the\s+)?"), "near"),
    (Expression(r"^(?:toward|towards|in the direction of)\s+(?:the\s+)?"), "toward"),
    (Expression(r"^(?:along)\s+(?:the\s+)?"), "along"),
    (Expression(r"^(?:between)\s+(?:the\s+)?"), "between"),
    (Expression(r"^(?:in|at|inside|within|across|throughout|on)\s+(?:the\s+)?"), "at"),
)
OUTSIDE = Expression(r",\s|\s(?:in|at|within)\s")


@dataclass(slots=True)
class Told:
    """What a phrase has told so far."""

    relation: str = ""
    bearing: float | None = None
    distance: int | None = None
    rough: int = 0
    part: str = ""


def relative(rest: str, told: Told) -> str | None:
    """Distance and direction before the place: "some 10 km south of X". Each reader gives the words behind, or None."""
    found = _RELATIVE.match(rest)
    far = None if found else _FAR.match(rest)
    match = found or far
    if match is None:
        return None
    if match[1]:
        told.distance, told.rough = metres(match[1], match[2]), _rounding(match[1], match[2])
    if found:
        direction = re.sub(r"[\s-]", "", found[3].lower())
        told.bearing = _DIRECTION[direction]
        if not match[1] and re.match(rf"(?:.*\b(?:in|inside|across|throughout)\s+)?the\s+(?:{_COMPASS})\s+of\b", found[0]):
            told.part = "part"  # "the west of the city"
            return rest[match.end() :]
        told.relation = "near" if re.search(r"\band\b", found[0]) else f"{direction}_of"
        told.bearing = None if told.relation == "near" else told.bearing
    else:
        told.relation = "near"
    return rest[match.end() :]


def part(rest: str, told: Told) -> str | None:
    """Parts named before the place: "the eastern outskirts of X", "the countryside around X"."""
    found = _PART.match(rest)
    if found is None:
        return None
    _side_of(found[1], _PARTS[found[2].lower()], told)
    return rest[found.end() :]


def trailing(rest: str, told: Told) -> str:
    """Parts named behind the place: "Hama's northern countryside", "the eastern Idlib countryside", "Walikale centre"."""
    head = OUTSIDE.split(rest, maxsplit=1)[0]
    middle = _CENTRE.match(head)
    if middle:
        told.part = told.part or "centre"
        return middle[1].strip() + rest[len(head) :]
    found = _TRAILING.match(head)
    if found is None or not re.search(r"[A-Z]", found[2]):
        return rest
    _side_of(found[1] or found[3], _PARTS[found[4].lower()], told)
    return found[2] + rest[len(head) :]


def _side_of(direction: str | None, part: str, told: Told) -> None:
    told.part = told.part or part
    if direction and told.bearing is None:
        told.bearing = _DIRECTION[re.sub(r"[\s-]", "", direction.lower())]
    if part == "countryside" and told.bearing is not None and not told.relation:
        told.relation = f"{_NAMES[told.bearing]}_of"
    elif part in ("countryside", "rim"):
        told.relation = told.relation or "near"


def preposition(rest: str, told: Told) -> str | None:
    """A preposition before the place: "near X", "along X"."""
    for pattern, name in _PREPOSITIONS:
        found = pattern.match(rest)
        if found:
            told.relation = told.relation or name
            return rest[found.end() :]
    return None


def sided(core: str, kind: str, told: Told) -> tuple[str, str]:
    """Parts told by an adjective: "eastern Homs", "rural Idlib", "central Aleppo"."""
    rural, central, side = _RURAL_NAME.match(core), _CENTRAL.match(core), _SIDED.match(core)
    if rural:
        _side_of(None, "countryside", told)
        return core[rural.end() :], kind
    if central and not told.part:
        told.part = "centre"
        return core[central.end() :], kind
    if side and not told.part and told.bearing is None:
        told.part = "wide part" if side[2] else "part"
        told.bearing = _DIRECTION[re.sub(r"[\s-]", "", side[1].lower())]
        return core[side.end() :], kind
    return core, kind


def metres(number: str, unit: str) -> int:
    """A distance in metres: `metres("10", "km")` is 10000, `metres("a few", "miles")` 4827."""
    return round(_number(number) * _metres_of(unit))


def _number(words: str) -> float:
    return _NUMBERS[words.lower()] if words.lower() in _NUMBERS else float(words.replace(",", "."))


def _metres_of(unit: str) -> float:
    low = unit.lower()
    if low.startswith("n"):
        return 1852.0
    return 1609.0 if low.startswith("mi") else 1000.0 if low.startswith("k") else 0.914 if low.startswith("y") else 1.0


def _rounding(words: str, unit: str) -> int:
    """Half the step to which a told distance seems to be rounded: 5 km of "10 km", 500 m of "12 km", half of "a few kilometres"."""
    value = _number(words)
    if words.lower() in _LOOSE:
        return round(value * _metres_of(unit) / 2)
    step = next((step for step in (100, 50, 10, 5, 1) if value % step == 0), 0.1)
    return round(min(step, value) * _metres_of(unit) / 2)
