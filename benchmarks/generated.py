"""Reports of made-up days of real wars, as many as asked for: what benchmarks of the whole chain read.

Forty events a day at towns of five countries; a report tells of three to six of the last two days, in other words than its neighbours,
between sentences that tell of nothing: 20 sentences together. Thirty reports a day. One in ten is an earlier report of the same days again
under another outlet's name, with other tolls. The same number always gives the same report.
"""

import random
import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import date, timedelta
from functools import lru_cache
from pathlib import Path

from frontlog.mentions.tag import tag_with
from frontlog.model import Document, Mention, Sentence, Stage
from frontlog.pipeline import pipeline

FIRST = date(2015, 3, 1)
EVENTS, REPORTS = 40, 30  # a day
SENTENCES = 20
COPIED = 10  # one in so many
THEATRES = (
    (
        ("Syrian government forces", "rebel fighters", "Islamic State militants", "the Syrian Democratic Forces"),
        "Tal Rifat,Kafr Nabl,Hajin,Idlib,Raqqa,Manbij,Jisr al-Shughur,Deir ez-Zor,Palmyra,Azaz,al-Bab,Khan Shaykhun,Saraqib,Tabqa",
    ),
    (
        ("Houthi fighters", "Yemeni government forces", "southern separatists", "al-Qaeda militants"),
        "Mocha,Marib,Taiz,Hodeidah,Ataq,Zinjibar,Lawdar,Sirwah,Bayhan,Dhale",
    ),
    (
        ("the Sudanese army", "the Rapid Support Forces", "local militias"),
        "Nyala,El Fasher,Omdurman,El Obeid,Zalingei,Geneina,Kadugli,Wad Madani,Sennar",
    ),
    (
        ("Ukrainian troops", "Russian forces", "Donetsk separatists"),
        "Avdiivka,Kupiansk,Debaltseve,Mariinka,Izium,Lyman,Bakhmut,Vuhledar,Shyrokyne,Pisky",
    ),
    (("Somali troops", "al-Shabaab fighters", "African Union soldiers"), "Afgooye,Baidoa,Jowhar,Kismayo,Bardera,Merca,Jilib,Qoryooley"),
)
DEEDS = (
    "{a} captured {place} from {b} {day}, {who} {said}",
    "{who} {said} {a} had taken {place} {day} after {b} withdrew",
    "{a} shelled {place} {day}, killing {n} civilians, {who} {said}",
    "{day}, an air strike by {a} hit {place} and left {n} people dead, {who} {said}",
    "clashes between {a} and {b} near {place} killed {n} fighters {day}, {who} {said}",
    "{b} attacked a checkpoint of {a} at {place} {day}; {n} soldiers were wounded, {who} {said}",
    "{a} repelled an assault by {b} on {place} {day}, {who} {said}",
    "a car bomb went off in {place} {day}, {who} {said}, and {n} people died",
)
OUTLETS = (
    "Meridian Wire", "Steel Line", "Free Orontes", "Harbour Post", "Delta Courier", "North Gate News", "The Quarry", "Lantern Daily",
    "Canal Press",
)  # fmt: skip
WORDS = """
who: officials,residents,a monitoring group,two medics,the governor,army sources,local activists,a spokesman,witnesses,aid workers
said: said,reported,told journalists,stated,announced,confirmed,claimed,wrote
like: long,old,narrow,cold,busy,quiet,muddy,empty,dusty,crowded,distant,northern,broken,early,late,heavy,slow,wide,dry,bitter,steep,plain,
      tired,hungry,anxious,patient,careful,bright,pale,rough,silent
thing: road,market,school,clinic,field,river,bridge,harvest,bakery,mosque,orchard,well,queue,rumour,winter,shop,bus,radio,family,teacher,
       driver,doctor,cousin,kitchen,generator,wall,roof,garden,library,ferry,lorry,office,letter,price
does: waited,stood,closed,opened,remained,grew,emptied,returned,slept,worked,changed,moved,held,leaned,rested,faded
how: again,slowly,since then,nearby,meanwhile,at dawn,by noon,in the end,for weeks,without a word,as before,once more
"""
LISTS = {
    name: tuple(words.replace("\n", "").replace(" " * 6, "").split(","))
    for name, words in re.findall(r"^(\w+): ([^:]+?)\n(?=\w+:|\Z)", WORDS, re.MULTILINE)
}


@dataclass(frozen=True, slots=True)
class Event:
    """What happened, as far as a sentence tells it."""

    deed: str
    place: str
    one: str
    other: str
    toll: int
    day: date


@lru_cache(4096)
def event(day: int, number: int) -> Event:
    """An event of a day, counted from the first."""
    draw = random.Random(f"event {day} {number}")
    sides, places = draw.choice(THEATRES)
    one, other = draw.sample(sides, 2)
    return Event(draw.choice(DEEDS), draw.choice(places.split(",")), one, other, draw.randrange(2, 60), FIRST + timedelta(days=day))


def report(number: int) -> str:
    """The text of a report."""
    source = number - random.Random(f"copy {number}").randrange(1, REPORTS) if number % COPIED == COPIED - 1 else number
    source -= source % COPIED == COPIED - 1  # not a copy of a copy
    day = FIRST + timedelta(days=number // REPORTS)
    body = _body(max(0, source), changed=number != source)
    return f"{_title(source)}\n\nBy Our Correspondent\n{OUTLETS[number % len(OUTLETS)]}, {day:%d %B %Y}\n\n{body}\n"


def _title(number: int) -> str:
    first = event(number // REPORTS, random.Random(f"title {number}").randrange(EVENTS))
    return f"Fighting near {first.place} as {first.one} face {first.other}"


def _body(number: int, changed: bool) -> str:
    draw, day = random.Random(f"report {number}"), number // REPORTS
    told = [event(max(0, day - draw.randrange(2)), draw.randrange(EVENTS)) for _ in range(draw.randrange(3, 7))]
    lines = [_told(one, FIRST + timedelta(days=day), draw, changed) for one in told]
    lines += [_idle(draw) for _ in range(SENTENCES - len(lines))]
    draw.shuffle(lines)
    return "\n\n".join(" ".join(lines[at : at + 4]) for at in range(0, len(lines), 4))


def _told(one: Event, published: date, draw: random.Random, changed: bool) -> str:
    when = f"on {one.day:%A}" if (published - one.day).days < 2 else f"on {one.day:%d %B}"
    toll = one.toll + draw.choice((0, 0, 0, 1, 2)) + changed
    words = {
        "a": one.one,
        "b": one.other,
        "place": one.place,
        "n": toll,
        "day": when,
        "who": draw.choice(LISTS["who"]),
        "said": draw.choice(LISTS["said"]),
    }
    text = one.deed.format(**words)
    return f"{text[0].upper()}{text[1:]}."


def _idle(draw: random.Random) -> str:
    a, b = draw.sample(LISTS["like"], 2)
    one, two = draw.sample(LISTS["thing"], 2)
    return f"The {a} {one} {draw.choice(LISTS['does'])} {draw.choice(LISTS['how'])} behind the {b} {two}."


def write(folder: Path, first: int, last: int) -> list[Path]:
    """Some reports as files, a thousand a folder."""
    return list(_written(folder, first, last))


def _written(folder: Path, first: int, last: int) -> Iterator[Path]:
    for number in range(first, last):
        path = folder / f"{number // 1000:04d}" / f"{number:07d}.txt"
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(report(number), encoding="utf-8")
        yield path


def without_tagger() -> tuple[Stage, ...]:
    """The chain as it is where the tagger's weights were left out: rules find the triggers."""
    return tuple(_ruled(stage) if stage.name == "mentions.tag" else stage for stage in pipeline())


def _ruled(stage: Stage) -> Stage:
    return replace(stage, run=_by_rules, version=f"{stage.version}-rules")


def _by_rules(documents: list[Document], sentences: list[Sentence]) -> Iterator[Mention]:
    return tag_with(None, documents, sentences)
