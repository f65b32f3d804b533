"""From the words that name places to places: chosen together over a document, so that neighbours and provinces agree."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from frontlog.claims.context import Context
from frontlog.claims.geo import distance_km, km_between, offset
from frontlog.claims.place_fit import DEEP, FITS, SETTLED, fit, inside
from frontlog.claims.place_refs import Chosen, PlaceName, reference
from frontlog.model import PlaceRef
from frontlog.reference.gazetteer import Candidate, Gazetteer
from frontlog.reference.place_rows import Place
from frontlog.reference.placepairs import Pair, pair, pair_around
from frontlog.reference.placewords import KIND_AFTER, Phrase, split
from frontlog.reference.words import clean

__all__ = ["PlaceName", "offset", "resolve_places"]

_FAR_KM = 400.0  # beyond it a neighbour named in the report says nothing
_LEADING_ARTICLE = re.compile(r"^(?:the|The)\s+")
_LOWER = re.compile(r"^(?:(?!(?:al|el|as|ash|ad|ar|at|an|az|es|ez)[-\s])[a-z][\w-]*\s+)+(?=\S*[A-Z])")
_SKELETON_KM = 150.0  # a bare consonant match needs another named place this near, or the province
_MOST = 12  # candidates weighed against the neighbours: the thirtieth Salihiyah is none of those a report means
_FLOOR = 0.12  # an alien small town at the exact level stays below it
_PAIR_KM = 400.0  # two ends of a road or front lie nearer than that
_SAME_KM = 5.0  # two entries of one name and both settlements: no two villages of a name lie so near
_SOURCES = {"frontlog": 0, "GeoNames": 1}
_SIDE = re.compile(r"\b(?:north|south|east|west)", re.IGNORECASE)


@dataclass(slots=True)
class _Name:
    """A name on its way: what was said, what it may be, how well each fits so far."""

    said: PlaceName
    phrase: Phrase
    core: str
    candidates: list[tuple[float, Candidate]]
    outer: Sequence[Place] = ()
    whole: bool = False  # the phrase as it stands is a place's name, so nothing of it is a direction or part
    pair: Pair | None = None

    @property
    def key(self) -> tuple[str, str, tuple[str, ...]]:
        """Names of one key are one place throughout a document."""
        return clean(self.core), self.phrase.kind, tuple(self.said.within or self.phrase.within)


def resolve_places(names: Sequence[PlaceName], context: Context, gazetteer: Gazetteer) -> list[PlaceRef]:
    """A PlaceRef for each name, in the same order. Names without a candidate keep no coordinates and the id `n-<folded name>`."""
    rows = [_prepare(name, context, gazetteer) for name in names]
    chosen = _joint(rows)
    out = []
    for row in rows:
        best = chosen[row.key]
        around = _around(row, rows, chosen)
        ends = _ends(row.pair, context.near(row.said.start), gazetteer) if row.pair else None
        found = Chosen(row.said, row.phrase, row.core, best, tuple(row.candidates), row.whole, around, row.pair if ends else None, ends)
        sure = best is not None and (inside(best.place, row.outer, row.said.within or row.phrase.within) or _beside(best.place, around))
        ref = reference(found, context.near(row.said.start), gazetteer, sure)
        piece = row.said.whole
        out.append(replace(ref, text=piece.text, start=piece.start, end=piece.end) if piece else ref)
    return out


def _prepare(said: PlaceName, context: Context, gazetteer: Gazetteer) -> _Name:
    told = pair(said.text) or pair_around(said.before, said.text, said.after, said.relation == "between")
    phrase = _phrase(said)
    core = said.name or phrase.name or said.text
    near = context.near(said.start)
    within = said.within or phrase.within
    outer = [c.place for name in within for c in plain(name, near, gazetteer)]
    countries = tuple(dict.fromkeys([*(p.country for p in outer if p.country), *near]))[:6]
    for variant, kind, exactly in _variants(said, phrase, core):
        found = [c for c in gazetteer.candidates(variant, countries[:DEEP]) if not exactly or c.level == "exact"]
        scored = [(fit(c, kind, countries, outer, within), c) for c in found]
        scored = sorted(((score, c) for score, c in scored if score > 0), key=lambda row: (-row[0], row[1].place.id))
        if scored:
            named = exactly and clean(variant) != clean(phrase.name) and bool(_SIDE.search(variant))
            return _Name(said, replace(phrase, kind=kind), variant, scored[:_MOST], outer, named, told)
    return _Name(said, phrase, core, [], outer, pair=told)


def _phrase(said: PlaceName) -> Phrase:
    """The phrase taken apart; where the extractor's words lack a distance or direction, the words before them in the sentence count."""
    phrase = split(said.text)
    if said.kind and not phrase.part:
        phrase = replace(phrase, kind=kind_of(said.kind) or phrase.kind)
    if phrase.distance_m is None and phrase.bearing is None and said.before and said.relation != "at":
        for clause in _clauses(said.before):
            told = split(clause + said.text)
            if told.name == phrase.name and (told.distance_m is not None or told.bearing is not None):
                return replace(
                    phrase, distance_m=told.distance_m, rough_m=told.rough_m, bearing=told.bearing, part=phrase.part or told.part
                )
    return phrase


def _clauses(before: str) -> Iterator[str]:
    """The last words before a mention that can tell how far and in which direction from it, longest first: "5 miles north-west of "."""
    words = re.split(r"[,.;:()]\s", before)[-1].split()[-8:]
    yield from (" ".join(words[first:]) + " " for first in range(len(words)))


def _variants(said: PlaceName, phrase: Phrase, core: str) -> Iterator[tuple[str, str, bool]]:
    """Names to look up, the kind still unsaid, and whether only the exact spelling counts: the words whole ("Strait of Hormuz"), core and
    kind word, core, core without the lower-case words before it."""
    whole = _LEADING_ARTICLE.sub("", said.text.strip())
    if whole != core:
        yield whole, "", True
    word = said.kind or _word(said.text, core)
    if word and not phrase.part:
        yield f"{core} {word}", phrase.kind, True
    if phrase.part and _SIDE.match(core) and core != phrase.name:
        yield core, "", True  # "Eastern Ghouta" before the east of Ghouta
        yield phrase.name, "admin1" if phrase.part == "wide part" and not phrase.kind else phrase.kind, False
    elif phrase.part and phrase.name:
        yield phrase.name, "admin1" if phrase.part == "wide part" and not phrase.kind else phrase.kind, False
    yield core, phrase.kind, False
    for alias in phrase.aliases:
        yield alias, phrase.kind, True
    for half in core.split("/") if "/" in core else ():  # "Kafr Sajnah/Kafr Sijnah"
        yield half.strip(), phrase.kind, False
    bare = _LOWER.sub("", core)
    if bare and bare != core:
        yield bare, phrase.kind, False


def kind_of(word: str) -> str:
    """The kind of place that a kind word names; the word itself when it is one; else empty."""
    from_words = split(f"X {word}").kind
    return from_words or (word if word in FITS else "")


def _word(text: str, core: str) -> str:
    """The kind word that follows a name in its phrase."""
    found = KIND_AFTER.match(text.partition(core)[2]) if core else None
    return found[1] if found else ""


def plain(name: str, near: Sequence[str], gazetteer: Gazetteer, most: int = 1) -> list[Candidate]:
    """The best candidates of a name by itself: of what another lies in, or of an end of a road."""
    phrase = split(name)
    found = gazetteer.candidates(phrase.name, tuple(near[:DEEP])) or gazetteer.candidates(_LOWER.sub("", phrase.name), tuple(near[:DEEP]))
    scored = [(fit(c, phrase.kind, near, []), c) for c in found]
    return [c for _, c in sorted((row for row in scored if row[0] > 0.2), key=lambda row: (-row[0], row[1].place.id))][:most]


def _joint(rows: Sequence[_Name]) -> dict[tuple[str, str, tuple[str, ...]], Candidate | None]:
    """One candidate for each distinct name. Two rounds: first against the best of each other name, then against what was chosen."""
    first: dict[tuple[str, str, tuple[str, ...]], _Name] = {}
    for row in rows:
        first.setdefault(row.key, row)
    distinct = list(first.values())
    anchors = {id(row): row.candidates[0][1].place for row in distinct if row.candidates}
    best: dict[int, Candidate | None] = {}
    for _ in range(2):
        best = {id(row): _choose(row, _others(row, distinct, anchors)) for row in distinct}
        anchors = {key: found.place for key, found in best.items() if found is not None}
    return {row.key: _known_as(best[id(row)], row) for row in distinct}


def _known_as(best: Candidate | None, row: _Name) -> Candidate | None:
    """The same place as our table knows it, or the bundled cities: a pack that has it, too, must not give it another id. What only the
    pack says (province, code) is kept."""
    if best is None or best.place.kind not in SETTLED:
        return best
    place = best.place
    same = [c.place for _, c in row.candidates if c.place.kind in SETTLED and distance_km(c.place, place) <= _SAME_KM]
    first = min(same, key=lambda p: (_SOURCES.get(p.source, len(_SOURCES)), p is not place, p.id))
    more = next((p for p in (place, *same) if p.admin1), first)
    if first is not place or not first.admin1:
        first = replace(first, admin1=more.admin1, admin2=more.admin2, pcode=first.pcode or more.pcode)
    return replace(best, place=first)


def _others(row: _Name, distinct: Sequence[_Name], anchors: dict[int, Place]) -> list[tuple[Place, int]]:
    """The other places of the report with their distance in the text, and what the name is said to lie in right beside it."""
    found = [(anchors[id(o)], abs(o.said.start - row.said.start)) for o in distinct if o is not row and id(o) in anchors]
    return [(place, gap) for place, gap in found if place.kind not in ("country", "sea")]


def _choose(row: _Name, around: Sequence[tuple[Place, int]]) -> Candidate | None:
    """The best candidate once neighbours named in the report have their say; None when even that one hardly fits."""
    best, top = None, _FLOOR
    within = row.said.within or row.phrase.within
    if len(row.candidates) == 1 and row.candidates[0][1].level != "skeleton" and not around:
        return row.candidates[0][1] if row.candidates[0][0] > _FLOOR else None
    for score, candidate in row.candidates:
        place = candidate.place
        pull, weight, nearest = 0.0, 0.0, 1e9
        for other, gap in around:
            if other.id != place.id:
                gone = distance_km(place, other)
                share = 1 / (1 + gap / 400)
                weight += share
                pull += share * max(0.0, 1 - gone / _FAR_KM)
                nearest = min(nearest, gone)
        if candidate.level == "skeleton" and nearest > _SKELETON_KM and not inside(place, row.outer, within):
            continue
        total = score * (0.75 + 0.5 * pull / weight) if weight else score
        if total > top:
            best, top = candidate, total
    return best


def _around(row: _Name, rows: Sequence[_Name], chosen: dict[tuple[str, str, tuple[str, ...]], Candidate | None]) -> tuple[Place, ...]:
    """Places that the report names beside another: what it is said to lie in first, then the nearest in the text."""
    gaps: dict[str, tuple[int, Place]] = {}
    for other in rows:
        found = chosen[other.key]
        if found is not None and found is not chosen[row.key]:
            gap = abs(other.said.start - row.said.start)
            if gap < gaps.get(found.place.id, (1 << 60, found.place))[0]:
                gaps[found.place.id] = (gap, found.place)
    ranked = sorted(gaps.values(), key=lambda pair: (pair[0], pair[1].id))
    return (*row.outer, *(place for _, place in ranked))


def _beside(place: Place, around: Sequence[Place]) -> bool:
    """Whether another place of the report lies near: then its namesakes elsewhere are hardly meant."""
    return any(other.id != place.id and other.kind not in ("country", "sea") and distance_km(place, other) <= 60 for other in around[:8])


def _preferred(found: list[Candidate]) -> list[Candidate]:
    """Candidates without those that are the same settlement from another source."""
    ranked = sorted(found, key=lambda c: _SOURCES.get(c.place.source, len(_SOURCES)))
    kept: list[Candidate] = []
    for one in ranked:
        if not any(distance_km(one.place, other.place) <= _SAME_KM for other in kept):
            kept.append(one)
    return kept


def _ends(found: Pair, near: Sequence[str], gazetteer: Gazetteer) -> tuple[Place, Place] | None:
    """The two places of a pair: of all readings and namesakes those that fit best and lie near one another."""
    best: tuple[float, Place, Place] | None = None
    for left, right in found.ends:
        for one in _preferred(plain(left, near, gazetteer, 4)):
            for other in _preferred(plain(right, near, gazetteer, 4)):
                a, b = one.place, other.place
                gone = km_between((a.lat, a.lon), (b.lat, b.lon))
                score = fit(one, "", near, []) * fit(other, "", near, []) / (1 + gone / 100)
                apart = a.id != b.id and gone <= _PAIR_KM and "country" not in (a.kind, b.kind)
                if apart and (best is None or score > best[0]):
                    best = (score, a, b)
    return best[1:] if best else None
