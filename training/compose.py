"""Pages made up of our own stock of furniture, reports and comments, each line with its kind: what the opinion about lines is learned from.

The stock is training/pages/*.txt (stock.py): for each language what menus, buttons, pleas, legal notes, comments and reports are made of.
A page is a style (which parts, in which order, how commenters are shown: writer.py, shown.py, forms.py) filled with lines drawn from it.
The same seed gives the same pages.
"""

import random
from collections.abc import Iterator
from functools import cache

import yaml

from training.forms import form
from training.shown import PLACES
from training.stock import HOME, Page, corpus, numbered, paragraphs, stocks, talk
from training.writer import Writer

BARE, CLEAN, DIGEST = 0.28, 0.13, 0.04  # shares of pages without furniture
FORMED = 0.3  # share of the others that are channels, live blogs, documents, interviews, records
MOST_ENGLISH = 0.5
FIELDS = ("Armed conflicts and attacks", "Disasters and accidents", "Politics and elections", "War", "Law and crime")
LANGUAGES = (
    *("ru", "ru", "uk", "uk", "ar", "ar", "fr", "fr", "es", "es", "tr", "tr", "de", "de"),
    *("pt", "it", "pl", "fa", "he", "my", "am", "so", "nl", "xx", "zh"),
)


@cache
def threads() -> list[list[str]]:
    """Readers' lines that belong together: the open half of our threads, and stretches of training/comments.txt."""
    rows = yaml.safe_load((HOME.parent / "benchmarks" / "data" / "comments.yml").read_text(encoding="utf-8"))[::2]
    flat, said = talk(), stocks()["en"].slots["X.say"]
    own = [words for words in said if words not in flat]
    return [row["lines"] for row in rows] + [each[i : i + 6] for each in (flat, own) for i in range(0, len(each) - 6, 3)]


def bare(rng: random.Random) -> Page:
    """A report, and under it readers without any mark: each line a comment, or a nested list of them. Some pages have furniture too."""
    title, told = _plain(rng)
    writer = Writer(rng, "en")
    writer.told, writer.title = told, title
    dressed = rng.random() < 0.4
    if dressed:
        writer.head()
    elif title and rng.random() < 0.8:
        writer.page.append(("T", title))
    writer.page += [("B", words) for words in told]
    if dressed and rng.random() < 0.6:
        writer.foot()
    said: list[str] = []
    while len(said) < rng.choice((2, 3, 4, 6, 6, 10, 14)):
        said += rng.choice(threads())
    style, depth = rng.random(), 0
    for words in said[: rng.choice((2, 3, 4, 6, 8, 12, 20))]:
        if style < 0.2:
            writer.page.append(("X", f"{'    ' * depth}{'1. ' if not depth else '* '}{words}"))
            depth = max(0, min(4, depth + rng.choice((-2, -1, 0, 1, 1))))
        else:
            writer.page.append(("X", words))
    if dressed and rng.random() < 0.3:
        writer.bottom()
    return writer.page


def _plain(rng: random.Random) -> tuple[str, list[str]]:
    title, sentences = rng.choice(corpus())
    while len(sentences) < 2 or rng.random() < 0.5:
        sentences = sentences + rng.choice(corpus())[1]
    return title, paragraphs(rng, sentences)


def clean(rng: random.Random) -> Page:
    """A report and nothing else, perhaps with the lines of its head."""
    title, told = _plain(rng)
    stock = stocks()["en"]
    page: Page = [("T", title)] if title and rng.random() < 0.9 else []
    for slot in ("Y.by", "D.date"):
        if rng.random() < 0.3:
            page += [(slot[0], numbered(rng, line)) for line in stock.draw(rng, slot, 1)]
    for words in told:
        page.append(("B", words))
        if rng.random() < 0.05:
            page += [("B", numbered(rng, line)) for line in stock.draw(rng, "B.odd", 1)]
    return page


def digest(rng: random.Random) -> Page:
    """A day's news as a nested list: topics, and items under them."""
    titles = [title for title, _ in corpus() if title]
    page: Page = [("T", f"Events of {rng.randint(1, 28)} March {rng.randint(2014, 2026)}")] if rng.random() < 0.7 else []
    sign, step = rng.choice("•*-–"), rng.choice(("  ", "    ", "\t"))
    for _ in range(rng.randint(1, 3)):
        if rng.random() < 0.6:
            page.append(("B", rng.choice(FIELDS)))
        for _ in range(rng.randint(1, 5)):
            depth = 0
            for _ in range(rng.choice((0, 1, 1, 2))):
                place, year = rng.choice(PLACES), rng.randint(2014, 2026)
                kinds = ("{0} war", "Battle of {0}", "{1} {0} offensive", "Siege of {0}", "{0} insurgency", "{1} strikes on {0}")
                topic = rng.choice(kinds).format(place, year)
                page.append(("B", f"{step * depth}{sign} {topic}"))
                depth += 1
            for _ in range(rng.choice((1, 1, 1, 2, 3))):
                words = rng.choice(titles) if rng.random() < 0.15 else rng.choice(rng.choice(corpus())[1])
                page.append(("B", f"{step * depth}{sign} {words}" + rng.choice(("", "", " (Blue Nile Press)", " (Zenith) (Delta Wire)"))))
    return page


def compose(seed: int, count: int) -> Iterator[Page]:
    """That many pages."""
    rng = random.Random(seed)  # noqa: S311 - a fixed draw, no secret
    for _ in range(count):
        sort = rng.random()
        if sort < BARE + CLEAN + DIGEST:
            yield bare(rng) if sort < BARE else clean(rng) if sort < BARE + CLEAN else digest(rng)
            continue
        language = "en" if rng.random() < MOST_ENGLISH else rng.choice(LANGUAGES)
        writer = Writer(rng, language)
        if language == "en":
            title, sentences = rng.choice(corpus())
            if len(sentences) < 3 and rng.random() < 0.7:
                sentences = sentences + rng.choice(corpus())[1]
            told = paragraphs(rng, sentences)
        else:
            drawn = rng.sample(writer.own.reports, min(2, len(writer.own.reports)))
            told = paragraphs(rng, [words for report in drawn for words in report])
            title = rng.choice(writer.own.slots["T.title"])
        if rng.random() < FORMED:
            yield form(writer, told, title, rng)
            continue
        yield writer.write(told, title, talk=rng.random() < 0.45)
