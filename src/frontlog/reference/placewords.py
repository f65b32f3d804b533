"""Words around a place name: kinds ("town of", "province"), what it lies in, and taking a phrase apart."""

import re
from dataclasses import dataclass
from functools import lru_cache

from frontlog.reference.expressions import Expression
from frontlog.reference.placeparts import OUTSIDE, Told, part, preposition, relative, sided, trailing

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
    "admin2": "district|districts|raion|municipality|territory|subdistrict|sub-district|cercle|woreda|locality|"
    "tehsil|upazila|payam|rayon|okrug|local government area",
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
_LEAD = Expression(rf"^((?:{_PREFIX}){{0,5}}?)({_KIND})\s+of\s+(?:the\s+)?(?=\S)")
_TAIL = Expression(rf"^(.+?)[\s-]+({_KIND})$", re.IGNORECASE)
KIND_AFTER = Expression(rf"^[\s-]+((?:military\s+|international\s+|central\s+)?(?:{_KIND}))\b", re.IGNORECASE)
APPOSED_KIND = Expression(
    rf"^,\s+(?:an?|the)\s+(?:[a-z][\w-]*\s+){{0,3}}?({_KIND})(?=[,.;]|\s+(?:in|on|of|at|near|about|some|that|which|where|north|south|east|west|\d))"
)
_WITHIN = re.compile(
    r"(,\s+(?:in\s+)?(?:the\s+)?|\s+(?:in|(?<!Republic\s)of|on|inside|within|near|outside|around|along|between|from|at|opposite|facing|beside|off)\s+|(?<=\w)['’]s?\s+(?=(?:\w+\s+)?[A-Z]))"
)
_BRACKETS = re.compile(r"\s*\((?:in\s+)?([^()]*)\)")
_CAPITAL = re.compile(r"^.*\b(?:capital|city|town|village|province|stronghold|bastion)(?:\s+city)?\s+(?=[A-Z])")
_CAPITALS = re.compile(r"[^\W\d_a-z][\w'’-]*(?:\s+[^\W\d_a-z][\w'’-]*)*")
_AREAS = frozenset({"quarter", "region", "admin2"})  # "the Bab Sharqi area of Damascus" names the area, "the town of X" what follows
_OUTER = re.compile(
    r"^(?:the\s+)?(?:(?:occupied|contested|besieged|strategic|restive|neighbou?ring|nearby|recently|newly|captured|liberated|blocked|embattled|whole|entire|"
    r"two|three|several|[\w-]+-(?:held|controlled|occupied|run|populated|majority))\s+)*",
)


@dataclass(frozen=True, slots=True)
class Phrase:
    """A place phrase taken apart. `within` are the names of what it lies in; `bearing` in degrees, `distance_m` when said.

    `part` says which part of the place is meant (countryside, rim, centre, bank, part), on the side of `bearing` where one is said;
    `rough_m` is how far a told distance may be off by rounding; `aliases` are names that the phrase gives in brackets.
    """

    name: str
    kind: str = ""
    relation: str = ""
    within: tuple[str, ...] = ()
    bearing: float | None = None
    distance_m: int | None = None
    part: str = ""
    rough_m: int = 0
    aliases: tuple[str, ...] = ()


@lru_cache(maxsize=4096)
def split(text: str) -> Phrase:
    """Takes "some 10 km south of the town of Sukhna, in Homs province" apart into name, kind, relation and surroundings."""
    rest, aliases = _without_brackets(text)
    found = Told()
    for _ in range(3):
        taken = relative(rest, found) or part(rest, found) or preposition(rest, found)
        if taken is None:
            break
        rest = taken
    core, kind, outer = _core(trailing(rest, found))
    core, kind = sided(core, kind, found)
    return Phrase(core, kind, found.relation, outer, found.bearing, found.distance, found.part, found.rough, aliases)


def _without_brackets(text: str) -> tuple[str, tuple[str, ...]]:
    """The phrase with what stands in brackets behind a comma ("in Homs"), or beside it where it is another name ("T4")."""
    inner = [m[1].strip() for m in _BRACKETS.finditer(text) if not m[0].lstrip().startswith("(in ")]
    aliases = tuple(words for words in inner if words and len(words.split()) <= 3 and words[:1].isupper())
    return _BRACKETS.sub(r", \1", text).strip(" ,.;:"), aliases


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
    outer += _CAPITALS.findall(around)  # "the [South Darfur] city of Nyala"
    tail = _TAIL.match(core)
    if tail and tail[1].lower() not in {"the", "this", "that", "a"}:
        kind = kind or KINDS[tail[2].lower()]
        core = tail[1]
    return core.strip(" ,"), kind, tuple(outer)


def without_outer(text: str) -> str:
    """The words of a place before those that say what it lies in: "the old market" of "the old market in Idlib, Syria"."""
    return OUTSIDE.split(text, maxsplit=1)[0]
