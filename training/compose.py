"""Pages made up of our own stock of furniture, reports and comments, each line with its kind: what the opinion about lines is learned from.

The stock is training/pages/*.txt: for each language what menus, buttons, pleas, legal notes, comments and reports are made of. A page is
a style (which parts, in which order, how commenters are shown) filled with lines drawn from it. The same seed gives the same pages.
"""

import random
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path

import yaml

from training.notation import parse_file

HOME = Path(__file__).parent
STOCK = HOME / "pages"
BARE, CLEAN, DIGEST = 0.28, 0.13, 0.04  # shares of pages without furniture
FORMED = 0.3  # share of the others that are channels, live blogs, documents, interviews, records
MOST_ENGLISH = 0.5
Page = list[tuple[str, str]]  # code of the kind, line
NUMBER = re.compile(r"(?<![\w.])\d{1,4}(?![\w])")


@dataclass(slots=True)
class Stock:
    """The lines of one language by slot ("N.menu"), its reports as lists of paragraphs, and its titles."""

    slots: dict[str, list[str]] = field(default_factory=dict)
    reports: list[list[str]] = field(default_factory=list)

    def draw(self, rng: random.Random, slot: str, count: int) -> list[str]:
        """That many different lines of a slot (fewer where it has fewer)."""
        held = self.slots.get(slot, [])
        return rng.sample(held, min(count, len(held)))


def split(words: str) -> list[str]:
    """The examples of one line of the stock."""
    return [part.strip() for part in words.split("¦") if part.strip()]


@cache
def stocks() -> dict[str, Stock]:
    """The stock of each language."""
    out: dict[str, Stock] = {}
    for path in sorted(STOCK.glob("stock_*.txt")):
        language = "en"
        for line in path.read_text(encoding="utf-8").split("\n"):
            if line.startswith("@ "):
                language = line[2:].strip()
            elif line and not line.startswith("#"):
                slot, _, words = line.partition("| ")
                stock = out.setdefault(language, Stock())
                if slot == "B.par":
                    stock.reports.append(split(words))
                else:
                    stock.slots.setdefault(slot, []).extend(split(words))
    out["en"].slots.setdefault("X.say", []).extend(talk())
    return out


def talk() -> list[str]:
    """The comments of training/comments.txt."""
    lines = (HOME / "comments.txt").read_text(encoding="utf-8").split("\n")
    return [line.strip() for line in lines if line.strip() and not line.startswith("#")]


@cache
def corpus() -> list[tuple[str, list[str]]]:
    """The reports of the corpus: title and sentences."""
    out = []
    for path in sorted((HOME / "corpus").glob("*.txt")):
        for report in parse_file(path):
            said = [" ".join(each.piece.text.split()) for each in report.sentences if each.kind == "body"]
            if said:
                out.append((report.title or "", said))
    return out


def paragraphs(rng: random.Random, sentences: Sequence[str]) -> list[str]:
    """Sentences as paragraphs of one to four."""
    most = rng.choice((1, 2, 2, 3, 4))
    out, i = [], 0
    while i < len(sentences):
        size = rng.randint(1, most)
        out.append(" ".join(sentences[i : i + size]))
        i += size
    return out


def numbered(rng: random.Random, words: str) -> str:
    """The same line with other days, years, hours and counts."""

    def other(found: re.Match[str]) -> str:
        value = found.group()
        if len(value) == 4:
            return str(rng.randint(2011, 2025)) if value[:2] in ("19", "20") else str(rng.randint(1000, 9999))
        if value.startswith("0"):
            return f"{rng.randint(1, 9):02}" if len(value) == 2 else value
        return str(rng.randint(1, 28 if len(value) < 3 and int(value) < 29 else 59 if len(value) < 3 else 999))

    return NUMBER.sub(other, words)


class Writer:
    """Writes one page in one language; now and then a button or a foot is in English, as on real sites."""

    def __init__(self, rng: random.Random, language: str) -> None:
        self.rng, self.page = rng, Page()
        self.own, self.english = stocks()[language], stocks()["en"]
        self.titles = [title for title, _ in corpus() if title] if language == "en" else self.own.slots.get("T.title", [])
        self.language = language
        self.flat = rng.random() < 0.2  # menus on one line

    def chance(self, share: float) -> bool:
        return self.rng.random() < share

    def add(self, slot: str, least: int, most: int, *, mixed: float = 0.12) -> list[str]:
        """Between `least` and `most` lines of a slot."""
        other = self.language != "en" and (self.chance(mixed) or slot not in self.own.slots)
        found = (self.english if other else self.own).draw(self.rng, slot, self.rng.randint(least, most))
        self.page += [(slot[0], numbered(self.rng, line)) for line in found]
        return found

    def joined(self, slot: str, least: int, most: int) -> None:
        """The same on one line."""
        found = (self.own if slot in self.own.slots else self.english).draw(self.rng, slot, self.rng.randint(least, most))
        if found:
            self.page.append((slot[0], self.rng.choice((" | ", " ", " · ", " / ", "  ", " • ")).join(found)))

    def links(self, least: int, most: int) -> list[str]:
        """Titles of other reports and of what else sites link to."""
        rng = self.rng
        out = []
        for _ in range(rng.randint(least, most)):
            war = self.titles and rng.random() < 0.6
            held = self.titles if war else self.own.slots.get("R.link") or self.english.slots["R.link"]
            out.append(rng.choice(held))
        return list(dict.fromkeys(out))

    def related(self, most: int = 5) -> None:
        """A heading and titles under it, numbered, dated, with a kicker or plain; or a title after "Read also:"."""
        rng = self.rng
        if self.chance(0.3):
            head = self.own.draw(rng, "R.head", 1) or self.english.draw(rng, "R.head", 1)
            sign = rng.choice((": ", " | ", " » ", " - ", ": "))
            self.page += [("R", f"{head[0].rstrip(':')}{sign}{title}") for title in self.links(1, 2)]
            return
        if self.chance(0.9):
            self.add("R.head", 1, 1)
        style = rng.randrange(6)
        for number, title in enumerate(self.links(1, most), 1):
            if style == 1:
                self.page.append(("R", str(number)))
            if style == 2:
                self.page += [("R", line) for line in self.own.draw(rng, "N.menu", 1)]
            self.page.append(("R", f"{number}. {title}" if style == 3 else f"{rng.choice('•-→▪')} {title}" if style == 4 else title))
            if style == 5:
                self.page += [("R", numbered(rng, line)) for line in self.own.draw(rng, "D.date", 1)]

    def head(self) -> None:
        """All above the first paragraph."""
        if self.chance(0.4):
            for slot, most in self.rng.sample([("N.top", 5), ("N.menu", 16), ("N.cookie", 4), ("N.promo", 1), ("N.wall", 1)], 2):
                (self.joined if self.flat and slot != "N.cookie" else self.add)(slot, 1, most)
        if self.chance(0.25):
            self.add("N.menu", 3, 14)
        if self.chance(0.15):
            self.joined("N.menu", 2, 9)
        if self.chance(0.07):
            self.related(3)
        if self.chance(0.06):
            self.add("N.doc", 1, 3, mixed=0)
        parts = ["title", *self.rng.sample(["date", "by", "acts", "picture", "promo"], self.rng.randint(0, 4))]
        if self.chance(0.15):
            self.rng.shuffle(parts)
        for part in parts:
            getattr(self, f"_{part}")()

    def _title(self) -> None:
        if self.title and not self.chance(0.03):
            self.page.append(("T", self.title))
            if self.language == "en" and self.chance(0.1):
                self.page.append(("T", self.rng.choice(self.titles)))

    def _date(self) -> None:
        self.add("D.date", 1, 2 if self.chance(0.2) else 1, mixed=0)

    def _by(self) -> None:
        self.add("Y.by", 1, 2 if self.chance(0.2) else 1, mixed=0.03)

    def _acts(self) -> None:
        (self.joined if self.chance(0.2) else self.add)("N.act", 1, 6)

    def _picture(self) -> None:
        self.add("C.cap", 1, 1)

    def _promo(self) -> None:
        self.add("N.promo", 1, 2)

    def report(self) -> None:
        """Paragraphs with what sites put between them."""
        rng, told = self.rng, self.told
        if self.chance(0.1):
            self.short()
        boxes, heads, form = rng.random() < 0.5, rng.random() < 0.15, rng.random()
        sign = rng.choice(("• ", "- ", "– ", "* ", "")) if form < 0.1 else ""
        for number, words in enumerate(told):
            if heads and number and self.chance(0.4):
                self.page += [("H", line) for line in self.english.draw(rng, "H.cross", 1)]
            said = f"{number + 1}. {words}" if form > 0.96 else sign + words
            self.page += clipped(rng, number, said) if 0.93 < form < 0.96 else [("B", said)]
            if number + 1 < len(told) and boxes and self.chance(0.3):
                self._box()
            elif self.chance(0.05):
                self.page += [("B", numbered(rng, line)) for line in self.english.draw(rng, "B.odd", rng.choice((1, 1, 2, 3, 5)))]
            elif self.chance(0.1):
                self.short()
            elif 0.87 < form < 0.93 and self.chance(0.3):
                self.page += table(rng)
            elif 0.83 < form < 0.87 and self.chance(0.3):
                self.add("N.doc", 1, 3, mixed=0)
        if self.chance(0.1):
            self.short()

    def short(self) -> None:
        """A short line of the report that looks like a button or a heading."""
        stock = self.own if "B.short" in self.own.slots else self.english
        self.page += [("B", numbered(self.rng, line)) for line in stock.draw(self.rng, "B.short", 1)]

    def _box(self) -> None:
        sort = self.rng.randrange(14)
        if sort >= 9:
            self.add(("R.tease", "N.note", "P.plea", "C.cap", "L.legal")[sort - 9], 1, 2, mixed=0.05)
        elif sort < 2:
            self.add("N.box", 1, 2)
        elif sort < 4:
            self.related(3)
        elif sort == 4:
            self.add("N.promo", 1, 5)
        elif sort == 5:
            self.add("C.cap", 1, 2)
        elif sort == 6:
            self.add("N.act", 1, 3)
        elif sort == 7:
            self.add("N.dl", 1, 3, mixed=0)
        else:
            self.add(self.rng.choice(("N.wall", "P.plea", "N.cookie", "N.promo")), 1, 3)

    def foot(self) -> None:
        """All below the last paragraph but comments."""
        sorts = ["Y.bio", "P.plea", "related", "N.promo", "N.act", "tags", "N.wall", "C.cap", "N.dl", "R.tease", "N.note", "L.legal"]
        for sort in self.rng.sample(sorts, self.rng.choice((0, 1, 1, 2, 2, 3, 4))):
            if sort == "related":
                self.related(7)
            elif sort == "tags":
                self.page += [("N", line) for line in self.own.draw(self.rng, "N.menu", self.rng.randint(2, 6))]
            elif sort == "Y.bio":
                self.add(sort if sort in self.own.slots else "Y.by", 1, 2, mixed=0.03)
            else:
                self.add(sort, 1, {"N.act": 5, "N.promo": 4, "P.plea": 3}.get(sort, 2))

    def bottom(self) -> None:
        """The last lines of a page."""
        for slot, share, most in (("N.foot", 0.35, 9), ("L.legal", 0.4, 4), ("N.act", 0.1, 4), ("N.cookie", 0.05, 3)):
            if self.chance(share):
                (self.joined if self.chance(0.2) else self.add)(slot, 1, most)

    def say(self) -> str:
        """What one commenter says."""
        other = self.language != "en" and self.chance(0.1)
        found = (self.english if other else self.own).draw(self.rng, "X.say", self.rng.choice((1, 1, 1, 1, 2, 2, 3)))
        return " ".join(found)

    def comments(self) -> None:
        """Readers, in one of the ways in which sites show them."""
        rng = self.rng
        style = rng.randrange(22)
        bare = style in (3, 12)  # nothing but what they say
        if rng.random() < (0.35 if bare else 0.8):
            self.add("X.head", 1, 1)
        if rng.random() < 0.3:
            self.add("X.ui", 1, 3)
        names = self.own.draw(rng, "X.name", 4) + self.english.draw(rng, "X.name", 3)
        buttons = self.own.draw(rng, "X.btn", rng.choice((0, 1, 1, 2, 3)))
        ages = self.own.slots.get("X.age") or self.english.slots["X.age"]
        kept = rng.choice(ages)  # one page shows its times in one way
        for number in range(1, rng.choice((1, 2, 3, 4, 5, 6, 8, 12, 20)) + 1):
            name, age, said = rng.choice(names), numbered(rng, kept), self.say()
            told = commented(rng, style, number, name, age, said) if style < 13 else self._commented(style, number, name, age, said)
            self.page += [("X", line) for line in told if line]
            if not bare and style in (0, 1, 4, 5, 6, 8, 18):
                self.page += [("X", numbered(rng, line)) for line in buttons]
        if rng.random() < 0.25:
            self.add("X.ui", 1, 3)

    def _commented(self, style: int, number: int, name: str, age: str, said: str) -> list[str]:
        """One comment as boards, link sites, talkbacks and networks show it."""
        rng = self.rng
        button, other = [*self.own.draw(rng, "X.btn", 2), "Reply", "Like"][:2]
        count, more = rng.randint(1, 2400), self.say() if rng.random() < 0.4 else ""
        joined = rng.choice(JOINED.get(self.language, JOINED["en"])).format(number=rng.randint(2, 9999), year=rng.randint(1999, 2024))
        vote = rng.choice((f"{count} points", f"{-(count % 40)} points", "score hidden", f"▲ {count % 90} ▼", f"+{count % 90}"))
        town = rng.choice((*PLACES, "Toronto", "Hull", "Lyon", "Haifa", "Омск", "Bursa"))
        return [
            lambda: [f"#{number} {name}", joined, said, more],
            lambda: [f"[–]{name} {vote} {age}", said, more],
            lambda: [f"{number}. {said}", f"{name}, {town}", more],
            lambda: [name, said, f"{button} {other} {age}"],
            lambda: [name, town, said, f"{button} {count % 60}"],
            lambda: [said, f"{name}, {age}"],
            lambda: [f"{name} ({age}): {said}"],
            lambda: [name, joined, age, said, more, rng.choice(("_________________", "* * *", vote))],
            lambda: [f"{name.upper()} {age}", said, more, vote],
        ][style - 13]()

    def write(self, told: list[str], title: str, *, talk: bool) -> Page:
        """The page around a report."""
        self.told, self.title = told, title
        plain = self.chance(0.15)
        if plain:
            self._title()
        else:
            self.head()
        self.report()
        if not plain:
            self.foot()
        if talk:
            self.comments()
            if self.chance(0.2):
                self.related(5)
        if not plain:
            self.bottom()
        return self.page


def commented(rng: random.Random, style: int, number: int, name: str, age: str, said: str) -> list[str]:
    """One comment in one of thirteen styles."""
    return [
        lambda: [name, age, said],
        lambda: [f"{name} · {age}", said],
        lambda: [f"{name}: {said}"],
        lambda: [said],
        lambda: [name, said, age],
        lambda: [name[:1].upper(), name, age, said, str(rng.randint(0, 90))],
        lambda: [f"{name} {age}", said],
        lambda: [f"{name} says:", age, said],
        lambda: [f"{name}, {age}", said],
        lambda: [f"#{number} {name} ({age})", said],
        lambda: [f"{said} — {name}"],
        lambda: [f"{'    ' * rng.randint(0, 2)}{rng.choice('•*-')} {name}: {said}"],
        lambda: [said, ""],
    ][style]()


JOINED = {
    "en": ("Joined: {year} Posts: {number}", "Posts: {number}", "Member since {year}", "Senior Member", "Registered user"),
    "ru": ("Регистрация: 03.{year} Сообщений: {number}", "Сообщений: {number}", "Участник", "Старожил"),
    "uk": ("Повідомлень: {number}", "З нами з {year}", "Учасник"),
    "fr": ("Inscrit le 3 mai {year} Messages : {number}", "Messages : {number}", "Membre"),
    "de": ("Registriert: {year} Beiträge: {number}", "Beiträge: {number}", "Mitglied"),
    "es": ("Registrado en {year} Mensajes: {number}", "Mensajes: {number}", "Miembro"),
    "tr": ("Kayıt: {year} Mesaj: {number}", "Üye"),
    "ar": ("عضو منذ {year}", "المشاركات: {number}"),
}
PLACES = (
    *("Kafr Amma", "Deir Sanbel", "Novy Log", "Orikhiv", "Tumba", "Djibasso", "Kaswa", "Wadi Halfun", "Zarichne", "Bir Hasan"),
    *("Mweso", "Tanai", "San Roque", "Palaw"),
)
HEADS = (
    *("Date", "Place", "Killed", "Wounded", "District", "Attacks", "Households", "Type", "Side", "Source", "Town", "Total", "Month"),
    *("Week", "Weapon", "Fighters", "Civilians"),
)
FIELDS = ("Armed conflicts and attacks", "Disasters and accidents", "Politics and elections", "War", "Law and crime")


def table(rng: random.Random) -> Page:
    """A table as it comes out of a page: a row or a cell on each line."""
    width, rows = rng.randint(2, 4), rng.randint(2, 6)
    heads = rng.sample(HEADS, width)
    sign = rng.choice((" ", " ", " | ", "  ", "; "))
    body = [[rng.choice(PLACES), *(str(rng.choice((0, 1, 2, 5, 14, 77, 1204))) for _ in range(width - 1))] for _ in range(rows)]
    if rng.random() < 0.5:
        return [("B", sign.join(row)) for row in [heads, *body]]
    return [("B", cell) for row in [heads, *body] for cell in row]


def clipped(rng: random.Random, number: int, words: str) -> Page:
    """A paragraph as subtitles: a number, two times, and a few words."""
    parts, out = words.split(), Page()
    for i in range(0, len(parts), 8):
        second = f"{number % 60:02}:{(i * 3) % 60:02}"
        out += [("N", str(number * 7 + i // 8 + 1)), ("N", f"00:{second},{rng.randint(100, 999)} --> 00:{second},{rng.randint(100, 999)}")]
        out.append(("B", " ".join(parts[i : i + 8])))
    return out


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
    from training.forms import form as forms  # it writes with this module's stock

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
            yield forms(writer, told, title, rng)
            continue
        yield writer.write(told, title, talk=rng.random() < 0.45)
