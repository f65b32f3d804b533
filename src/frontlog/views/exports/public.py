"""The public-safe profile at work: what is too fresh is left out, spots are made coarse, names of private persons are blacked out."""

import math
import re
from collections.abc import Collection, Iterable
from dataclasses import replace
from datetime import date

from frontlog.claims.actor_words import person_name
from frontlog.model import Claim, ControlState, Document, Mention
from frontlog.reference.heads import GROUP_WORDS
from frontlog.reference.words import clean, slug
from frontlog.views.exports.actors import PROVISIONAL, Actors, Party
from frontlog.views.exports.choice import Public
from frontlog.views.exports.events import NOWHERE, Event, Report, Said
from frontlog.views.exports.source import columns, inside, listed
from frontlog.views.rows import Rows

BLACK = "█"
WITHHELD = "x-withheld"  # instead of an id that is made of a private name
DEGREE_M = 111_320.0  # metres of a degree of latitude
_CAPITAL = r"(?:[A-Z\u00c0-\u00de][\w'’-]+|[aAeE]l-[A-Z][\w'’-]+)"
_RUN = re.compile(rf"{_CAPITAL}(?:\s+(?:{_CAPITAL}|(?:bin|ibn|abu|de|van|von)\s{_CAPITAL}))*")  # words that begin with a capital
_OTHER = re.compile(r"[\u0370-\u1fff\u2c00-\ud7ff\uf900-\uffdc]")  # letters of scripts that may have no capitals
_WORD = re.compile(r"[\w'’-]+")
RANKS = frozenset(
    (
        "General",
        "Major",
        "Colonel",
        "Captain",
        "Lieutenant",
        "Brigadier",
        "Sergeant",
        "Corporal",
        "Admiral",
        "Marshal",
        "Commander",
        "Sheikh",
        "Doctor",
        "Mister",
    )
)  # not names, but said before them
_SHORT = 3  # letters: a part of a name that is shorter is no name by itself


def blackened(text: str) -> str:
    """The same length without the words, so that every offset still counts."""
    return re.sub(r"\S+", lambda word: BLACK * len(word[0]), text)


class Mask:
    """Blacks out the names of private persons in any text: whole names, and each longer word of one, by which people are named later on.

    In doubt a name is a person's. Words of other scripts are found as whole names only.
    """

    def __init__(self, names: Iterable[str], known: Collection[str] = ()) -> None:
        told = {" ".join(n.split()) for n in names} - {""}
        self._whole = {name for name in told if _RUN.fullmatch(name)}
        words = {word for name in self._whole for word in name.split() if len(word) > _SHORT and word[:1].isupper()}
        self._words = frozenset(words - set(known) - RANKS)
        self._lower = frozenset(part for word in self._words for part in slug(word).split("-"))
        other = sorted(told - self._whole, key=lambda n: (-len(n), n))
        self._other = re.compile(r"(?<!\w)(?:" + "|".join(map(re.escape, other)) + r")(?!\w)") if other else None

    def names(self, words: Iterable[str]) -> bool:
        """Whether one of some words in lower case belongs to a private name: ids are made of words."""
        return not self._lower.isdisjoint(words)

    def __call__(self, text: str) -> str:
        if not text:
            return text
        out = _RUN.sub(self._run, text) if self._whole else text
        return self._other.sub(lambda found: blackened(found[0]), out) if self._other else out

    def _run(self, found: re.Match[str]) -> str:
        run = found[0]
        if " ".join(run.split()) in self._whole:
            return blackened(run)
        return _WORD.sub(lambda word: blackened(word[0]) if word[0] in self._words else word[0], run)


def mask_of(rows: Rows, actors: Actors) -> Mask:
    """A mask for everyone whom some rows name as a person, or let speak by name, and who is in no registry."""
    mentions = columns(rows, Mention, ("kind", "label", "span"))
    told = list(zip(listed(mentions, "kind"), listed(mentions, "label"), listed(mentions, "span.quote"), strict=True))
    named = {quote for kind, label, quote in told if kind == "person" or (kind == "actor" and label == "person")}
    claims = columns(rows, Claim, ("source", "source_id", "agent", "target", "place"))
    spoken = zip(listed(claims, "source.text"), listed(claims, "source_id"), strict=True)
    named |= {words for words, id_ in spoken if words and (not id_ or id_.startswith(PROVISIONAL))}
    refs = (ref for role in ("agent", "target") for row in inside(claims, role, ("text", "id")) for ref in row)
    named |= {text for text, id_ in refs if id_.startswith(PROVISIONAL) and person_name(text)}
    places = {name for row in inside(claims, "place", ("name", "text")) for ref in row for name in ref}
    places |= {quote for kind, _, quote in told if kind == "place"}
    documents = columns(rows, Document, ("outlet", "republished_by"))
    known = places | {name for column in ("outlet", "republished_by") for name in listed(documents, column)}
    private = {name for words in named for name in _names(words) if name not in known and not actors.knows(name)}
    return Mask(private, {word for name in known for word in name.split()})


def _names(words: str) -> Iterable[str]:
    """The names of persons in some words: behind a title, and every run of capitals that is no body. Without capitals, the words."""
    found = {person_name(words), *(run for run in _RUN.findall(words) if " " in run), *([words] if _OTHER.search(words) else [])} - {""}
    return (name for name in found if set(clean(name).split()).isdisjoint(GROUP_WORDS))


class Guard:
    """Applies the profile to what an export reads."""

    def __init__(self, public: Public, mask: Mask, actors: Actors) -> None:
        self.public = public
        self.mask = mask
        self._actors = actors

    def actor(self, id_: str) -> str:
        """The id of an actor; one that is made of a private name is withheld."""
        if not id_.startswith(PROVISIONAL):
            return id_
        return (
            WITHHELD if self.mask.names(id_.removeprefix(PROVISIONAL).split("-")) or BLACK in self.mask(self._actors.get(id_).name) else id_
        )

    def party(self, party: Party) -> Party:
        """An actor without a private name."""
        return replace(party, id=self.actor(party.id), name=self.mask(party.name))

    def event(self, event: Event) -> Event | None:
        """The incident as it may be shown; None while it, or every report of it, is too fresh."""
        if self.fresh(event.end or event.start or event.first_reported):
            return None
        reports = [r for report in event.reports if (r := self.report(report))]
        if event.reports and not reports:
            return None
        lat, lon = self.blur(event.lat, event.lon)
        return replace(
            event,
            title=self.mask(event.title),
            lat=lat,
            lon=lon,
            radius_m=None if lat is None else max(event.radius_m or 0, self.public.blur_m),
            spot=replace(event.spot, text=self.mask(event.spot.text), geometry="") if event.spot is not NOWHERE else NOWHERE,
            agents=[self.party(p) for p in event.agents],
            targets=[self.party(p) for p in event.targets],
            tolls=[replace(t, side=self.actor(t.side)) for t in event.tolls],
            killed_by_side={self.actor(side): count for side, count in event.killed_by_side.items()},
            grade_reason=self.mask(event.grade_reason),
            said=[self._said(s) for s in event.said],
            reports=reports,
            claimants=[self.mask(name) for name in event.claimants],
            words=self.mask(event.words),
            exact=False,
        )

    def _said(self, said: Said) -> Said:
        return replace(said, speaker=self.mask(said.speaker), speaker_id=self.actor(said.speaker_id), words=self.mask(said.words))

    def report(self, report: Report) -> Report | None:
        """A source without its author; None while it is too fresh."""
        if self.fresh(report.published):
            return None
        return replace(report, author="", title=self.mask(report.title), name=self.mask(report.name))

    def state(self, state: ControlState) -> ControlState | None:
        """A control interval as of the last day that may be told of."""
        if self.fresh(state.start):
            return None
        lat, lon = self.blur(state.lat, state.lon)
        fresh_end, fresh_last = self.fresh(state.end), self.fresh(state.last_evidence)
        return replace(
            state,
            lat=lat,
            lon=lon,
            holder=self.actor(state.holder),
            holder_name=self.mask(state.holder_name),
            second=self.actor(state.second),
            besieged_by=self.actor(state.besieged_by),
            claimed_by=self.actor(state.claimed_by),
            end=None if fresh_end else state.end,
            last_evidence=self.public.last_day if fresh_last else state.last_evidence,
        )

    def fresh(self, day: date | None) -> bool:
        """Whether a day lies within the delay; an unknown one does not."""
        return day is not None and day > self.public.last_day

    def blur(self, lat: float | None, lon: float | None) -> tuple[float | None, float | None]:
        """The middle of the square of the profile's size that a point lies in: always the same one, so that nothing is averaged out."""
        if lat is None or lon is None:
            return None, None
        step = self.public.blur_m / DEGREE_M
        if step <= 0:
            return lat, lon
        middle = (math.floor(lat / step) + 0.5) * step
        wide = step / max(0.01, math.cos(math.radians(middle)))
        return round(max(-90.0, min(90.0, middle)), 5), round(max(-180.0, min(180.0, (math.floor(lon / wide) + 0.5) * wide)), 5)
