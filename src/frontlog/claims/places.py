"""From the words that name places to places: chosen together over a document, so that neighbours and provinces agree."""

import re
from bisect import bisect_left
from collections.abc import Iterator, Sequence
from dataclasses import replace

from frontlog.claims.border_refs import border_ref
from frontlog.claims.context import Context
from frontlog.claims.geo import offset
from frontlog.claims.place_choice import LOWER, Name, around_of, beside, ends_of, joint, plain
from frontlog.claims.place_fit import DEEP, FITS, LOCAL, fit, inside
from frontlog.claims.place_refs import reference
from frontlog.claims.place_said import Chosen, PlaceName
from frontlog.model import PlaceRef
from frontlog.reference.borders import border_told
from frontlog.reference.countries import countries, country_names, nationalities
from frontlog.reference.gazetteer import Candidate, Gazetteer
from frontlog.reference.place_rows import Place
from frontlog.reference.placepairs import pair, pair_around
from frontlog.reference.placewords import APPOSED_KIND, KIND_AFTER, KINDS, Phrase, split
from frontlog.reference.words import clean

__all__ = ["PlaceName", "offset", "resolve_places"]

_LEADING_ARTICLE = re.compile(r"^(?:the|The)\s+")
_COMMON = re.compile(r"(?:^|\s)(?!(?:al|el|as|ash|ad|ar|at|an|az|es|ez|ed|er)\b)[a-z]{2,}(?=\s|$)")
_BESIDE = 150  # characters: what stands further off is not beside a border
_SHORTLY = 500  # characters: what was named further back is hardly the town of "the bazaar"
_MOST = 12  # candidates weighed against the neighbours: the thirtieth Salihiyah is none of those a report means
_OF_A_LAND = r"airspace|skies|(?:territorial )?waters|territory|soil|coast(?:line)?|shores?"
_LAND = re.compile(rf"^([A-Z][\w'’-]+(?: [A-Z][\w'’-]+)*)(?: (?:{_OF_A_LAND}))?$")
_SIDE = re.compile(r"\b(?:north|south|east|west)", re.IGNORECASE)


def resolve_places(names: Sequence[PlaceName], context: Context, gazetteer: Gazetteer) -> list[PlaceRef]:
    """A PlaceRef for each name, in the same order. Names without a candidate keep no coordinates and the id `n-<folded name>`."""
    known: dict[PlaceName, Name] = {}  # the claims of a sentence name the places that it names
    for name in names:
        if name not in known:
            known[name] = _prepare(name, context, gazetteer)
    rows = [replace(known[name]) for name in names]
    chosen = joint(rows)
    out = []
    settled = [(row, chosen[row.key]) for row in rows]
    ordered = sorted(((row.said.start, row, best) for row, best in settled), key=lambda one: one[0])
    for row, best in settled:
        border = border_told(row.said.before, row.said.text, row.said.after, row.near)
        if border is not None:
            out.append(_whole(border_ref(row.said, border, row.near, _towns(row, settled)), row.said))
            continue
        around = around_of(row, best, settled)
        ends = ends_of(row.pair, row.near, gazetteer) if row.pair else None
        told = row.pair if ends or best is None else None
        before = _before(row, ordered)
        found = Chosen(row.said, row.phrase, row.core, best, tuple(row.candidates), row.whole, around, before, told, ends)
        sure = best is not None and (inside(best.place, row.outer, row.said.within or row.phrase.within) or beside(best.place, around))
        ref = reference(found, row.near, gazetteer, sure)
        out.append(_whole(ref, row.said))
    return out


def _whole(ref: PlaceRef, said: PlaceName) -> PlaceRef:
    """The reference with all the words that tell it."""
    piece = said.whole
    return replace(ref, text=piece.text, start=piece.start, end=piece.end) if piece else ref


def _before(row: Name, ordered: Sequence[tuple[int, Name, Candidate | None]]) -> tuple[Place, ...]:
    """What the report names shortly before a name, the nearest first; `ordered`: its names by their offsets."""
    found: list[Place] = []
    for at in range(bisect_left(ordered, row.said.start, key=lambda one: one[0]) - 1, -1, -1):
        start, other, best = ordered[at]
        if row.said.start - start > _SHORTLY:
            break
        if best is None and other.core[:1].isupper() and other.phrase.kind not in LOCAL:
            break  # a town that no table has: what was named before it is another
        found += [best.place] if best is not None else []
    return tuple(found)


def _towns(row: Name, settled: Sequence[tuple[Name, Candidate | None]]) -> list[Place]:
    """What is named in the words beside, the nearest first."""
    gaps = [(abs(other.said.start - row.said.start), best.place) for other, best in settled if other is not row and best is not None]
    return [place for gap, place in sorted(gaps, key=lambda pair: pair[0]) if gap <= _BESIDE]


def _prepare(said: PlaceName, context: Context, gazetteer: Gazetteer) -> Name:
    ends = pair(said.text) or pair_around(said.before, said.text, said.after, said.relation == "between")
    phrase = _phrase(said)
    near = context.near(said.start)
    core = _owned(said.name, near, gazetteer) or phrase.name or said.text
    told = dict.fromkeys(one for name in said.within or phrase.within for one in (name, *split(name).within))
    within = tuple(name for name in told if clean(split(name).name) != clean(core))  # of "a camp in Gedo" not Gedo
    outer = [c.place for name in within for c in plain(name, near, gazetteer)]
    near_by = tuple(dict.fromkeys([*(p.country for p in outer if p.country), *near]))[:6]
    for variant, kind, exactly in _variants(said, phrase, core):
        found = [c for c in gazetteer.candidates(variant, near_by[:DEEP]) if not exactly or c.level == "exact"]
        # "way to Raqqa": consonants of words that are no name meet something somewhere
        named = not _COMMON.search(variant)
        scored = [(fit(c, kind, near_by, outer, within), c) for c in found if named or c.level != "skeleton"]
        scored = sorted(((score, c) for score, c in scored if score > 0), key=lambda row: (-row[0], row[1].place.id))
        if scored:
            sided = exactly and clean(variant) != clean(phrase.name) and bool(_SIDE.search(variant))
            return Name(said, replace(phrase, kind=kind), variant, scored[:_MOST], near, outer, sided, ends)
    return Name(said, phrase, core, [], near, outer, pair=ends)


_OWNER = re.compile(r"^(?:the\s+)?(.+?)['’]s?\s+(?=[A-Z])")


def _owned(name: str, near: Sequence[str], gazetteer: Gazetteer) -> str:
    """The name without the country or town it belongs to: "[Voronezh]" of "Russia's Voronezh", but all of "Martyrs' Square"."""
    owner = _OWNER.match(name)
    if owner is None or not (clean(owner[1]) in country_names() or any(c.level == "exact" for c in plain(owner[1], near, gazetteer))):
        return name
    return name if kind_of(name[owner.end() :]) or name[owner.end() :].lower() in KINDS else name[owner.end() :]


def _phrase(said: PlaceName) -> Phrase:
    """The phrase taken apart; where the extractor's words lack a distance or direction, the words before them in the sentence count."""
    phrase = split(said.text)
    if said.kind and not phrase.part:
        phrase = replace(phrase, kind=kind_of(said.kind) or phrase.kind)
    behind = said.after.partition(said.name)[2] if said.name and said.name in said.after else said.after
    if not phrase.kind and not phrase.part and (apposed := APPOSED_KIND.match(behind)):
        phrase = replace(phrase, kind=KINDS[apposed[1]])  # "Gedo, a region on the border"
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
    elif phrase.part == "bank" and not phrase.kind:
        yield phrase.name, "river", False  # "the right bank of the Dnipro", which is a city, too
    elif phrase.part and phrase.name:
        yield phrase.name, "admin1" if phrase.part == "wide part" and not phrase.kind else phrase.kind, False
    yield core, phrase.kind, False
    for alias in phrase.aliases:
        yield alias, phrase.kind, True
    if split(core).kind and split(core).name != core:
        yield split(core).name, split(core).kind, False  # "Kharan district" that is known as the town of Kharan
    for half in core.split("/") if "/" in core else ():  # "Kafr Sajnah/Kafr Sijnah"
        yield half.strip(), phrase.kind, False
    bare = LOWER.sub("", core)
    if bare and bare != core:
        yield bare, phrase.kind, False
    if (land := _LAND.match(phrase.name)) and (code := nationalities().get(clean(land[1]))):
        yield countries()[code].name, "country", True  # "Polish airspace", "southern Lebanese villages"


def kind_of(word: str) -> str:
    """The kind of place that a kind word names; the word itself when it is one; else empty."""
    from_words = split(f"X {word}").kind
    return from_words or (word if word in FITS else "")


def _word(text: str, core: str) -> str:
    """The kind word that follows a name in its phrase."""
    found = KIND_AFTER.match(text.partition(core)[2]) if core else None
    return found[1] if found else ""
