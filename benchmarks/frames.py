"""Whether a claim hangs on the name in its sentence: countries, actors of the registry and ways of telling a day, put into a few frames.

    python benchmarks/frames.py [--actors 300] [--errors]

Each frame is one sentence of our own whose reading is known whatever stands in it: a deed in a country has that country and its day, its
troops have an actor, an actor of the registry who attacks or fights is that actor, and a day is that day however it is told. Printed: how
many frames of each sort were missed; `--errors` names them.
"""

import argparse
import random
from collections.abc import Iterator
from datetime import date

from frontlog import extract
from frontlog.reference.actor_rows import read_actors
from frontlog.reference.actors import FILE
from frontlog.reference.countries import countries

DAY = date(2020, 6, 4)
WITH_ARTICLE = {"US", "GB", "PH", "NL", "AE", "CD", "CG", "CF", "BS", "GM", "MV", "KM", "SB", "MH", "DO", "SC"}
SPEAKERS = {"media", "monitor", "person"}  # they attack nobody
DAYS = (
    "on 4 June 2020", "on June 4, 2020", "on Thursday, 4 June 2020", "on 4th June 2020", "on the 4th of June 2020", "on 2020-06-04",
    "on 4.6.2020", "on 4 Jun 2020", "on Jun. 4, 2020", "on June 4th, 2020", "on June 4 2020", "on Thursday June 4, 2020",
    "on Thursday (4 June 2020)", "in the early hours of 4 June 2020", "on the night of 4 June 2020", "at dawn on 4 June 2020",
    "at around 3 p.m. on 4 June 2020", "on the morning of 4 June 2020", "late on 4 June 2020", "overnight on 4 June 2020",
)  # fmt: skip
DATED = (
    "Gunmen killed two people in Goma {}.",
    "{}, gunmen killed two people in Goma.",
    "Two people were killed {} when gunmen attacked a market in Goma.",
    "The army said {} that it had captured the town of Sake.",
    "Rebels shelled Goma {}, the army said.",
)
PLACED = ("Gunmen killed two people in {} on 4 June 2020.", "Two soldiers were killed in {} on 4 June 2020 when a bomb exploded.")
Row = tuple[str, str, bool]  # the sort of frame, the sentence, whether it was read right


def of_countries() -> Iterator[Row]:
    """A deed in every country, and one by its troops."""
    for one in countries().values():
        name = f"the {one.name}" if one.code in WITH_ARTICLE else one.name
        for frame in (
            "Gunmen killed two people in {} on 4 June 2020.",
            "Two soldiers were killed in {} on 4 June 2020 when a bomb exploded.",
        ):
            found = extract(frame.format(name)).claims
            placed = any(place.id == f"c-{one.code.lower()}" for claim in found for place in claim.place)
            yield "countries", frame.format(name), placed and any(claim.time.start == DAY for claim in found)
        said = f"{one.adjectives[0]} troops captured the town of Zorvan on 4 June 2020."
        doers = [ref.id for claim in extract(said).claims if claim.type == "capture" for ref in claim.agent]
        yield "countries", said, any(id_ and not id_.startswith("x-") for id_ in doers)


def of_actors(count: int) -> Iterator[Row]:
    """Actors that have a row of their own, by their first two names in Latin script."""
    rows = sorted((actor for _, actor in read_actors(FILE).values() if actor.role not in SPEAKERS), key=lambda actor: actor.id)
    for actor in random.Random(4).sample(rows, min(count, len(rows))):
        for name in [name for name in actor.names[:2] if name.isascii() and name[:1].isalpha()]:
            for said in (
                f"On 4 June 2020, {name} attacked a checkpoint near the town of Zorvan, killing three people.",
                f"Heavy clashes broke out between {name} and unknown gunmen in Zorvan on 4 June 2020.",
            ):
                found = {ref.id for claim in extract(said).claims for ref in (*claim.agent, *claim.target)}
                yield "actors", said, actor.id in found


def of_days() -> Iterator[Row]:
    """One day, told in many ways: an event that somebody tells of on that day is of it or of the day before."""
    for words in DAYS:
        for frame in DATED:
            said = frame.format(words[0].upper() + words[1:] if frame.startswith("{}") else words)
            days = [claim.time.start for claim in extract(said).claims if claim.type != "statement"]
            yield "days", said, any(day is not None and abs((day - DAY).days) <= 1 for day in days)


def main() -> None:
    ask = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    ask.add_argument("--actors", type=int, default=300, help="so many actors, drawn with one seed")
    ask.add_argument("--errors", action="store_true")
    given = ask.parse_args()
    rows = [*of_countries(), *of_actors(given.actors), *of_days()]
    print("| frames of | sentences | missed |\n|---|---|---|")
    for sort in dict.fromkeys(sort for sort, _, _ in rows):
        right = [ok for one, _, ok in rows if one == sort]
        print(f"| {sort} | {len(right)} | {len(right) - sum(right)} |")
    for sort, said, ok in rows if given.errors else ():
        if not ok:
            print(f"{sort}: {said}")


if __name__ == "__main__":
    main()
