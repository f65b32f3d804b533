"""Writes one made-up page around a report: head, boxes, foot and comments drawn from the stock (stock.py), each line with its kind."""

import random

from training.shown import JOINED, PLACES, clipped, commented, table
from training.stock import Page, corpus, numbered, stocks


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
