"""Words around a place name: kinds ("town of", "province"), relations ("north of", "between"), and taking a phrase apart."""

import re
from dataclasses import dataclass

KINDS: dict[str, str] = {}
for _kind, _words in {
    "city": "city|cities|metropolis|capital city|capital|port city|stronghold",
    "town": "town|towns|border town|border towns|port town|township|townlet|settlement|settlements|urban-type settlement",
    "village": "village|villages|hamlet|kibbutz|moshav|farm|farms|community",
    "quarter": "neighborhood|neighbourhood|neighborhoods|neighbourhoods|quarter|quarters|suburb|suburbs|roundabout|square|street|ward|"
    "housing|refugee camp|displacement camp|district of the city",
    "facility": "airport|international airport|hospital|dam|bridge|plant|power plant|refinery|oil refinery|pumping station|station|prison|"
    "port|stadium|castle|citadel|mosque|church|university|school|factory|steelworks|terminal|oil terminal|mine|reactor|cathedral|market|"
    "palace|hotel",
    "base": "air base|airbase|military base|base|airfield|garrison|camp|barracks|outpost|military airport|headquarters|compound",
    "oil field": "oil field|oil fields|oilfield|oilfields|gas field|gas fields|field|fields|gas plant",
    "hill": "mountain|mountains|mount|hill|hills|hilltop|heights|ridge|mountain range|mountain ranges|jabal|jebel|tell|peak",
    "crossing": "crossing|border crossing|checkpoint|border post",
    "region": "region|area|areas|countryside|pocket|enclave|valley|desert|plain|corridor|island|islands|peninsula|forest|axis|front|"
    "sector|belt|canton|zone|basin|badiya|badia|county|territories",
    "admin1": "province|provinces|governorate|governorates|oblast|region province|state|states|department|krai|prefecture",
    "admin2": "district|districts|raion|municipality|territory|subdistrict|sub-district|cercle|woreda|locality",
    "river": "river|creek|wadi|canal",
    "road": "road|highway|motorway|route|supply line|avenue",
    "sea": "sea|gulf|strait|bay|ocean|lake|coast",
    "country": "country|nation|republic",
}.items():
    for _word in _words.split("|"):
        KINDS.setdefault(_word, _kind)

_BY_LENGTH = sorted(KINDS, key=len, reverse=True)
_KIND = "|".join(re.escape(word) for word in _BY_LENGTH)
_PREFIX = r"(?!(?:in|on|at|of|near|between|around|from)\b)[\w'’-]+\s+"
_LEAD = re.compile(rf"^((?:{_PREFIX}){{0,5}}?)({_KIND})\s+of\s+(?:the\s+)?(?=\S)")
_TAIL = re.compile(rf"^(.+?)[\s-]+({_KIND})$", re.IGNORECASE)
KIND_AFTER = re.compile(rf"^[\s-]+((?:military\s+|international\s+|central\s+)?(?:{_KIND}))\b", re.IGNORECASE)
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
_COMPASS = r"(?:north|south)[\s-]?(?:east|west)|north|south|east|west"
_LENGTH = r"(\d+(?:[.,]\d+)?)\s*[- ]?(km|kilomet\w+|miles?|mi)"
_RELATIVE = re.compile(
    rf"^(?:(?:some|about|around|roughly|approximately|nearly|just|at|to|in|located)\s+)*(?:the\s+)?(?:{_LENGTH}\s+)?(?:to\s+the\s+)?"
    rf"(?:(?:the\s+)?({_COMPASS})(?:ern|wards?)?(?:\s+and\s+(?:{_COMPASS}))?\s+(?:of|from))\s+(?:the\s+)?(?=\S)",
    re.IGNORECASE,
)
_FAR = re.compile(rf"^(?:about|some|around)?\s*{_LENGTH}\s+(?:away\s+)?from\s+(?:the\s+)?(?=\S)", re.IGNORECASE)
_PART = re.compile(
    rf"^(?:the\s+)?(?:(?:entire|whole|far|rural|central|upper|lower|{_COMPASS})(?:ern)?[\s-]+)*(?:countryside|outskirts|vicinity|suburbs|outskirts|edge|edges|"
    r"surroundings|environs|direction|centre|center|heart|part|parts|side|sides|bank|banks|territory|skies|streets|area)\s+(?:of|around|near)\s+(?:the\s+)?(?=\S)",
    re.IGNORECASE,
)
_PREPOSITIONS = (
    (
        re.compile(
            r"^(?:near|outside|close to|around|villages around|areas around|next to|beside|not far from|in the vicinity of)\s+(?:the\s+)?"
        ),
        "near",
    ),
    (re.compile(r"^(?:toward|towards|in the direction of)\s+(?:the\s+)?"), "toward"),
    (re.compile(r"^(?:along)\s+(?:the\s+)?"), "along"),
    (re.compile(r"^(?:between)\s+(?:the\s+)?"), "between"),
    (re.compile(r"^(?:in|at|inside|within|across|throughout|on)\s+(?:the\s+)?"), "at"),
)
_WITHIN = re.compile(
    r"(,\s+(?:in\s+)?(?:the\s+)?|\s+(?:in|(?<!Republic\s)of|on|inside|within|near|outside|around|along|between|from|at)\s+|(?<=\w)['’]s?\s+(?=(?:\w+\s+)?[A-Z]))"
)
_BRACKETS = re.compile(r"\s*\((?:in\s+)?([^()]*)\)")
_CAPITAL = re.compile(r"^.*\b(?:capital|city|town|village|province|stronghold|bastion)(?:\s+city)?\s+(?=[A-Z])")
_AREAS = frozenset({"quarter", "region", "admin2"})  # "the Bab Sharqi area of Damascus" names the area, "the town of X" what follows
_OUTER = re.compile(
    r"^(?:the\s+)?(?:(?:occupied|contested|besieged|strategic|restive|neighbou?ring|nearby|recently|newly|captured|liberated|blocked|embattled|whole|entire|"
    r"two|three|several|[\w-]+-(?:held|controlled|occupied|run|populated|majority))\s+)*",
)


@dataclass(frozen=True, slots=True)
class Phrase:
    """A place phrase taken apart. `within` are the names of what it lies in; `bearing` in degrees, `distance_m` when said."""

    name: str
    kind: str = ""
    relation: str = ""
    within: tuple[str, ...] = ()
    bearing: float | None = None
    distance_m: int | None = None


def split(text: str) -> Phrase:
    """Takes "some 10 km south of the town of Sukhna, in Homs province" apart into name, kind, relation and surroundings."""
    rest, relation, bearing, distance = _BRACKETS.sub(r", \1", text).strip(" ,.;:"), "", None, None
    for _ in range(3):
        found = _RELATIVE.match(rest) or _FAR.match(rest)
        if found:
            distance = metres(found[1], found[2]) if found[1] else distance
            if found.re is _RELATIVE:
                direction = re.sub(r"[\s-]", "", found[3].lower())
                bearing, relation = _DIRECTION[direction], f"{direction}_of"
                relation = "near" if re.search(r"\band\b", found[0]) else relation
            else:
                relation = "near"
            rest = rest[found.end() :]
            continue
        part = _PART.match(rest)
        if part:
            relation = relation or ("near" if re.search(r"outskirts|vicinity|countryside|surround|environs", part[0]) else relation)
            rest = rest[part.end() :]
            continue
        for pattern, name in _PREPOSITIONS:
            found = pattern.match(rest)
            if found:
                relation, rest = relation or name, rest[found.end() :]
                break
        else:
            break
    core, kind, outer = _core(rest)
    return Phrase(core, kind, relation, outer, bearing, distance)


def _core(rest: str) -> tuple[str, str, tuple[str, ...]]:
    """Name, kind and surroundings of a phrase whose relation has been taken off."""
    kind, around = "", ""
    lead = _LEAD.match(rest)
    if lead and not (KINDS[lead[2]] in _AREAS and re.search(r"[A-Z]", lead[1])):
        kind, around, rest = KINDS[lead[2]], lead[1], rest[lead.end() :]
    parts = _WITHIN.split(rest)
    pieces = [parts[0]]
    for mark, piece in zip(parts[1::2], parts[2::2], strict=True):
        # "Sudan's Blue Nile": what comes after an owner lies in it, so it goes before it
        pieces.insert(len(pieces) - 1 if mark.lstrip()[:1] in "'’" else len(pieces), piece)
    named = [_OUTER.sub("", piece).strip(" ,") for piece in pieces if re.search(r"[^\W\d_a-z]", piece)]
    core, outer = (named[0], named[1:]) if named else (rest.strip(" ,"), [])
    core = _CAPITAL.sub("", core)
    outer += [word for word in around.split() if word[:1].isupper()]
    tail = _TAIL.match(core)
    if tail and tail[1].lower() not in {"the", "this", "that", "a"}:
        kind = kind or KINDS[tail[2].lower()]
        core = tail[1]
    return core.strip(" ,"), kind, tuple(outer)


_OUTSIDE = re.compile(r",\s|\s(?:in|at|within)\s")


def without_outer(text: str) -> str:
    """The words of a place before those that say what it lies in: "the old market" of "the old market in Idlib, Syria"."""
    return _OUTSIDE.split(text, maxsplit=1)[0]


def metres(number: str, unit: str) -> int:
    """A distance in metres: `metres("10", "km")` is 10000."""
    value = float(number.replace(",", "."))
    return round(value * (1609 if unit.lower().startswith("mi") else 1000))
