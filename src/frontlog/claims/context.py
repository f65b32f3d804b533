"""What a document is about: its countries, overall and near a place in the text. Names are resolved against it."""

import re
from bisect import bisect_right
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date
from functools import lru_cache
from itertools import accumulate
from typing import NamedTuple

from frontlog.claims.accused import Accused, accused
from frontlog.claims.actor_sides import ARMED_KINDS
from frontlog.claims.outlet_voices import speaking
from frontlog.claims.vocabulary import listed
from frontlog.reference.actors import Actors
from frontlog.reference.countries import country_names, nationalities, seats
from frontlog.reference.gazetteer import Gazetteer
from frontlog.reference.heads import BY_ENEMIES
from frontlog.reference.words import clean

_TOKEN = re.compile(r"[^\W_][\w.'’ʿ–-]*")
_ARTICLED = re.compile(r"(?:al|el|an|ar|as|ash|at|az|ad)-[A-Z]")  # "al-Arish" in a sentence
_ARTICLE = re.compile(r"^(?:The|An?)\s")
_WINDOW = 4  # words of the longest name looked for
_LONGEST = 7  # the same of a name with "of": "Movement of Democratic Forces of Casamance"
_SURNAME = re.compile(r"\s+(?:(?:[EeAa]l|[Aa]n|[Aa]sh)-[A-Z]|(?:bin|ibn|ben|al|ould|von|van) [A-Z])")
_QUARTER = re.compile(r" (?:neighbou?rhood|quarter|suburb|street|square|roundabout|mosque|ward)s?\b", re.IGNORECASE)
_FRONTIER = re.compile(r"(?:'s|’s)?\s(?:border|frontier)\b")
_FLED = re.compile(
    r"\b(?:[Rr]efugees?|[Ee]xiles?|asylum|sanctuary|camps|fled|fleeing|flee|escaped)\s(?:in|to|into)\s(?:\w+\s)?$"
)  # the war is not there
_BEFORE = 40  # characters before a name
_BORDER = 0.3  # "near the Syrian border" is told of the other side of it, as a rule
_CITY = 100_000  # people from which a city outside any known country may speak for its country
# States that act in many wars: their mention says less about where the report plays.
EVERYWHERE = frozenset({"US", "GB", "FR", "RU", "TR", "IR", "SA", "AE", "CN", "DE", "IL"})
_WEIGHTS = {"country": 2.0, "place": 2.0, "seat": 1.0, "people": 1.0, "actor": 1.5}
_ALONE = 0.5  # share of a town's weight where nothing else speaks for its country: towns of many countries share a name
_TITLE = 3.0  # what the title names counts as three mentions
_REACH = 250  # characters over which a mention loses half its say
_SAME_LINE = 4.0  # a paragraph or list item is about one thing
_WHOLE = 0.8  # say of the country that a report on one story is most about
_HOME = 1.0  # of that of an outlet which speaks for a side: its "security forces" are its own
_AFTER = 0.5  # what stands later speaks less for a word than what stood before
# A digest of many stories, against a report on one: of 60 reports, those that tell the news of a day from all over the world gave no
# country more than .43 of their votes and at least four more than .05; of reports on one war the nearest to that had .43 and three.
_DIGEST_TOP, _DIGEST_SHARE, _DIGEST_COUNTRIES = 0.45, 0.05, 4

# Offset, country, weight, whether only as the country of a town, and the armed group that the name is of.
_Evidence = tuple[int, str, float, bool, str]


class Anchor(NamedTuple):
    """A stretch of the text that speaks for a country."""

    start: int
    country: str
    weight: float
    line: int


@dataclass(frozen=True, slots=True)
class Context:
    """A document as the resolvers see it. `countries`: ISO codes, the one it is most about first."""

    document_id: str = ""
    published: date | None = None
    countries: tuple[str, ...] = ()
    outlet: str = ""
    title: str = ""
    anchors: tuple[Anchor, ...] = ()
    lines: tuple[int, ...] = ()  # offsets at which lines start
    digest: bool = False  # whether it tells many stories from many countries
    home: str = ""  # the country of an outlet that speaks for a side
    tone: str = ""  # the actor whose side words that only its enemies' enemies use give away; none for outlets that the table has
    accused: Accused | None = None  # whom it names as the one that did it
    regions: Mapping[str, int] = field(default_factory=dict)  # armed groups called after a region -> how often the text names it
    armed: tuple[tuple[int, str], ...] = ()  # armed groups by name, with the offsets
    ranked: dict[tuple[int, bool], tuple[str, ...]] = field(default_factory=dict, compare=False, repr=False)  # asked for before

    def near(self, offset: int) -> tuple[str, ...]:
        """Countries ranked for one position: what stands beside it first, then what the whole document is about."""
        return self._remembered(offset, False)

    def theatre(self, offset: int) -> tuple[str, ...]:
        """Countries ranked for who acts at a position: "the army" of a report on one war is that of the war, though the sentence names
        another country. In a digest of many stories only what stands beside counts, as in `near`."""
        return self._remembered(offset, not self.digest)

    def _remembered(self, offset: int, theatre: bool) -> tuple[str, ...]:
        found = self.ranked.get((offset, theatre))
        if found is None:
            found = self._ranked_at(offset, _WHOLE, 1.5) if theatre else self._ranked_at(offset, 0.4, _SAME_LINE)
            self.ranked[(offset, theatre)] = found
        return found

    def one_line(self, first: int, second: int) -> bool:
        """Whether two positions stand in one paragraph or list item."""
        return bisect_right(self.lines, first) == bisect_right(self.lines, second)

    def line_countries(self, offset: int) -> frozenset[str]:
        """Countries that the paragraph or list item at a position names."""
        line = bisect_right(self.lines, offset)
        return frozenset(anchor.country for anchor in self.anchors if anchor.line == line)

    def _ranked_at(self, offset: int, whole: float, same_line: float) -> tuple[str, ...]:
        """Countries by votes: `whole` for what the document is most about, and each anchor by how near it stands."""
        if not self.anchors or offset < 0:
            return self.countries
        line = bisect_right(self.lines, offset)
        votes: dict[str, float] = {}
        for rank, country in enumerate(self.countries[:4]):
            votes[country] = whole / (1 + rank)
        if self.home and whole == _WHOLE:
            votes[self.home] = votes.get(self.home, 0.0) + _HOME
        halved = whole == _WHOLE
        for start, country, weight, at in self.anchors:
            nearness = _REACH / (_REACH + abs(start - offset))
            if at == line:
                nearness *= same_line
            elif start > offset:
                nearness *= _AFTER
            votes[country] = votes.get(country, 0.0) + (weight / 2 if halved and weight <= 1.0 else weight) * nearness**2
        return _ranked(votes)


def country_votes(texts: Iterable[tuple[str, float]], actors: Actors, gazetteer: Gazetteer) -> tuple[str, ...]:
    """Countries named or implied by weighted texts (titles, place names, actor names), ranked."""
    votes: dict[str, float] = {}
    for text, weight in texts:
        for _, country, value, _, _ in _places(text, actors, gazetteer):
            votes[country] = votes.get(country, 0.0) + weight * value
    return _ranked(votes)


def build_context(
    text: str,
    actors: Actors,
    gazetteer: Gazetteer,
    *,
    document_id: str = "",
    title: str = "",
    published: date | None = None,
    outlet: str = "",
) -> Context:
    """The context of a document from its clean text."""
    lines = tuple(accumulate((len(line) + 1 for line in text.split("\n")[:-1]), initial=0))
    evidence = list(_evidence(text, actors, gazetteer))
    counted = {m.start() for m in _WHOSE_COUNT.finditer(text)}
    found = [(at, land, value * _ALONE if at in counted else value, city, id_) for at, land, value, city, id_ in evidence if land]
    named = {country for _, country, _, city, _ in found if not city}
    anchors = tuple(
        Anchor(start, country, value * _ALONE if city and named and country not in named else value, bisect_right(lines, start))
        for start, country, value, city, _ in found
    )
    votes: dict[str, float] = {}
    for anchor in anchors:
        votes[anchor.country] = votes.get(anchor.country, 0.0) + anchor.weight
    digest = _is_digest(votes)
    for _, country, value, _, _ in _places(title, actors, gazetteer):
        votes[country] = votes.get(country, 0.0) + _TITLE * value
    home = speaking(outlet)
    if home and home.country:
        votes[home.country] = votes.get(home.country, 0.0) + 1.0
    return Context(
        document_id,
        published,
        _ranked(votes),
        outlet,
        title,
        anchors,
        lines,
        digest,
        home.country if home and home.speaks_for_party else "",
        "" if home else _tone(text),
        accused(text),
        _regions(text, actors),
        tuple((start, id_) for start, _, _, _, id_ in evidence if id_),
    )


# "according to [U.S.] estimates": who counts is not where it is.
_WHOSE_COUNT = re.compile(r"\b[A-Z][\w.]*(?=\s(?:government\s|military\s)?(?:estimates?|assessments?|figures|statistics)\b)")


def _regions(text: str, actors: Actors) -> dict[str, int]:
    """Of armed groups that are called after a region ("militants in Kashmir") those whose region the text names, and how often."""
    said = Counter([word.removesuffix("'s").removesuffix("’s") for word in _TOKEN.findall(text)])
    found = ((id_, said.get(word, 0)) for word, id_ in actors.called_after)
    out: dict[str, int] = {}
    for id_, count in found:
        if count:
            out[id_] = out.get(id_, 0) + count
    return out


def _tone(text: str) -> str:
    """Whose voice the words for the other side give away: Russia's of a channel that writes "Ukrops"; "" where none or both do."""
    low = text.lower()
    voices = [voice for voice, words in BY_ENEMIES.items() if any(re.search(rf"\b{re.escape(word)}\b", low) for word in words)]
    return voices[0] if len(voices) == 1 else ""


def _is_digest(votes: Mapping[str, float]) -> bool:
    """Whether no country has the most of the votes of a text and several have a share."""
    whole = sum(votes.values())
    shares = sorted((vote / whole for vote in votes.values()), reverse=True)
    return bool(shares) and shares[0] < _DIGEST_TOP and sum(share > _DIGEST_SHARE for share in shares) >= _DIGEST_COUNTRIES


def _ranked(votes: Mapping[str, float]) -> tuple[str, ...]:
    return tuple(sorted(votes, key=lambda country: (-votes[country], country)))


def _places(text: str, actors: Actors, gazetteer: Gazetteer) -> Iterator[_Evidence]:
    """What speaks for a country."""
    return (one for one in _evidence(text, actors, gazetteer) if one[1])


def _evidence(text: str, actors: Actors, gazetteer: Gazetteer) -> Iterator[_Evidence]:
    """Every name in the text that speaks for a country or is that of an armed group."""
    tokens = [(m.start(), m.end()) for m in _TOKEN.finditer(text)]
    position = 0
    while position < len(tokens):
        start = tokens[position][0]
        step = 1
        if text[start].isupper() or text[start] > "\u024f" or _ARTICLED.match(text, start):
            for size in range(min(_LONGEST, len(tokens) - position), 0, -1):
                piece = text[start : tokens[position + size - 1][1]].rstrip(".,'’–-")
                if (piece[0] in "TA" or not text[start].isupper()) and not any(
                    char.isupper() or char > "\u024f" for char in _ARTICLE.sub("", piece)
                ):
                    continue  # "The north" is no province
                if size > _WINDOW and not (" of " in piece and text[tokens[position + size - 1][0]].isupper()):
                    continue
                found = _country_of(piece, actors, gazetteer)
                if found and not (found[2] and _no_town(text, start, start + len(piece))):
                    code, value, city, armed = found
                    beside = _FRONTIER.match(text, tokens[position + size - 1][1]) or _FLED.search(text, max(0, start - _BEFORE), start)
                    yield start, code, value * _BORDER if beside else value, city, armed
                    if not code:
                        continue
                    step = size
                    break
        position += step


def _no_town(text: str, start: int, end: int) -> bool:
    return _of_person(text, start, end) or _part_of_name(text, start, end)


def _part_of_name(text: str, start: int, end: int) -> bool:
    """Whether a word that might be a town is only a part of a name, or a quarter's: "El [Mango]", "the [Wadi] neighbourhood"."""
    before = text[:start].rpartition(" ")[0].rpartition(" ")[2] if text[start - 1 : start] == " " else ""
    return before in listed("places", "name_parts") or bool(_QUARTER.match(text, end))


@lru_cache(maxsize=16384)
def _country_of(piece: str, actors: Actors, gazetteer: Gazetteer) -> tuple[str, float, bool, str] | None:
    key = clean(piece)
    for table, kind in ((country_names(), "country"), (nationalities(), "people"), (seats(), "seat")):
        code = table.get(key)
        if code and (len(key) > 3 or piece.replace(".", "").isupper()):
            return code, _WEIGHTS[kind] * (0.5 if code in EVERYWHERE and kind != "country" else 1.0), False, ""
    ids = actors.exact(piece)
    if ids:
        known = actors.get(ids[0])
        of_person = [actors.get(id_).country for id_ in known.parents[:1]] if known.role == "person" else []
        code = known.country or next(iter(of_person), "")
        armed = ids[0] if actors.get(ids[0]).kind in ARMED_KINDS else ""
        same = all(actors.get(id_).country == known.country for id_ in ids)
        kinds = {meaning.country for meaning in actors.get(ids[0]).means}
        if len(kinds) > 1 and len(actors.abroad(ids[0])) > 2:
            return "", 0.0, False, armed  # "Islamic State": in which?
        many = code in EVERYWHERE or len(kinds) > 1 or bool(of_person)
        weight = _WEIGHTS["actor"] * (0.5 if many else 1.0) if code and same else 0.0
        return (code if weight else "", weight, False, armed) if weight or armed else None
    code = _city(piece, gazetteer)
    return (code, _WEIGHTS["place"], True, "") if code else None


def _of_person(text: str, start: int, end: int) -> bool:
    """Whether a word that might be a town is a person's first name: "Governor [Nasir] El-Rufai"."""
    return " " not in text[start:end] and bool(_SURNAME.match(text, end))


def _city(piece: str, gazetteer: Gazetteer) -> str:
    """The country of a well-known place, when all places of that name lie there; else empty."""
    rows = [p for p in gazetteer.exact(piece) if p.source == "frontlog" or p.population >= _CITY]
    codes = {p.country for p in rows}
    return codes.pop() if len(codes) == 1 else ""
