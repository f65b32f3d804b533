"""Pages of a form of their own: channels, live blogs, documents, interviews, day pages, records. Written with the stock of stock.py."""

import random
from collections.abc import Callable

import yaml

from training.shown import HEADS, PLACES, table
from training.stock import STOCK, Page, numbered
from training.writer import Writer

QUESTIONS: dict[str, list[str]] = yaml.safe_load((STOCK / "questions.yml").read_text(encoding="utf-8"))
VIEWS = (
    *("3.1K 09:14", "👁 12.4K", "5.4K 10:20", "1204 👁 21:02", "12.3K edited 18:22", "👍 214 🔥 31 😢 9"),
    *("❤ 118 👍 40", "41.2K", "views 8 211, 14:20"),
)
CHANNELS = (
    *("Delta Briefs", "Степной вестник", "مراسل الجنوب", "Річка LIVE", "Front Notes", "Sahel Flash"),
    *("Окопная правда", "شبكة النهر", "Kuzey Hattı"),
)


def channel(writer: Writer, told: list[str]) -> Page:
    """A channel's web view: posts, and what stands under each."""
    rng, page = writer.rng, writer.page
    name = rng.choice(CHANNELS)
    if rng.random() < 0.7:
        count = f"{rng.randint(2, 400)}.{rng.randint(0, 9)}K subscribers"
        page += [("N", line) for line in rng.sample((name, count, "Telegram", "Join channel", "Open in app", "Preview channel"), 3)]
    stop, views, named, every = rng.random() < 0.6, rng.random() < 0.8, rng.random() < 0.3, rng.random() < 0.5
    mark = rng.choice(("", "", "❗️", "🔻", "⚡️", "▪️", "📌 "))
    for words in told:
        if named:
            page.append(("N", name))
        if rng.random() < 0.2:
            writer.add("D.date", 1, 1, mixed=0)
        page.append(("B", mark + (words.rstrip(".") if stop else words)))
        if rng.random() < 0.1:
            writer.add("C.cap", 1, 1)
        if views and (every or rng.random() < 0.5):
            page.append(("N", numbered(rng, rng.choice(VIEWS))))
        elif rng.random() < 0.2:
            page.append(("N", f"@{name.split()[0].lower()}"))
    for slot in rng.sample(("P.plea", "N.promo", "N.act"), rng.randint(0, 2)):
        writer.add(slot, 1, 2)
    return page


def live(writer: Writer, told: list[str]) -> Page:
    """A live blog: times, now and then a heading or an author, and the same buttons under each post."""
    rng, page = writer.rng, writer.page
    heads = ("Live", "LIVE", "Live reporting", "Key events", "Newest first", "Auto-refresh on")
    page += [("N", line) for line in rng.sample(heads, rng.randint(0, 2))]
    if writer.title:
        page.append(("T", writer.title))
    button = rng.choice(("Share this post", "Share", "Copy link", "Link", ""))
    times = rng.choice(("14:20", "14.20 GMT", "2 h 10 min ago", "14:20 EET", "35m", "14h20", "[14:20]"))
    for i in range(0, len(told), rng.choice((1, 1, 2))):
        page.append(("D", numbered(rng, times)))
        if rng.random() < 0.4:
            page += [("H", line) for line in writer.english.draw(rng, "H.cross", 1)]
        page += [("B", words) for words in told[i : i + 2]]
        if rng.random() < 0.2:
            writer.add("Y.by", 1, 1)
        if button:
            page.append(("N", button))
    return page


def document(writer: Writer, told: list[str]) -> Page:
    """A report of an institution out of a PDF: numbered paragraphs, headings, heads and feet of pages, a table, notes."""
    rng, page = writer.rng, writer.page
    running = rng.choice(writer.english.slots["N.doc"])
    writer.add("N.doc", 1, 4, mixed=1)
    page.append(("T", writer.title or "Report on the situation"))
    first, signed = rng.randint(1, 40), rng.random() < 0.7
    for number, words in enumerate(told, first):
        if rng.random() < 0.35:
            page += [("H", f"{rng.choice(('I', 'II', 'A', '1', 'IV'))}. {line}") for line in writer.english.draw(rng, "H.cross", 1)]
        said = f"{number}. {words}" if signed else words
        if rng.random() < 0.3 and len(words) > 80:
            cut = said.index(" ", len(said) // 2) if " " in said[len(said) // 2 :] else len(said)
            page += [("B", said[:cut]), ("N", numbered(rng, running)), ("N", f"{rng.randint(2, 20)}/{rng.randint(20, 40)}")]
            page += [("B", said[cut:].strip())] if said[cut:].strip() else []
        else:
            page.append(("B", said))
        if rng.random() < 0.2:
            page += table(rng)
    if rng.random() < 0.4:
        notes = ("Figures of the cluster, as at 8 May.", "See annex, paragraph 4.", "Ibid.")
        page += [("B", f"{number} {words}") for number, words in enumerate(notes, 1)]
    if rng.random() < 0.4:
        writer.add("L.legal", 1, 2)
    return page


def interview(writer: Writer, told: list[str]) -> Page:
    """Questions and answers."""
    rng = writer.rng
    writer.head()
    asked = QUESTIONS.get(writer.language, QUESTIONS["en"])
    style = rng.choice((("", ""), ("Q: ", "A: "), ("— ", "— "), ("Delta Weekly: ", "Abu Samir: "), ("", "")))
    for number, words in enumerate(told):
        if number:
            writer.page.append(("B", style[0] + rng.choice(asked)))
        writer.page.append(("B", (style[1] if number else "") + words))
    writer.foot()
    writer.bottom()
    return writer.page


def record(writer: Writer, told: list[str]) -> Page:
    """A day page or a record with fields, sections that can be edited, references, a list of victims."""
    rng, page = writer.rng, writer.page
    writer.add("N.dl", 0, 4, mixed=1)
    page.append(("T", writer.title or "Record"))
    if rng.random() < 0.4:
        page += [("B", f"{key}: {rng.choice(PLACES)}") for key in rng.sample(HEADS, 3)]
    for words in told:
        if rng.random() < 0.4:
            page += [("H", line) for line in writer.english.draw(rng, "H.cross", 1)]
            page += [("N", "[edit]")] if rng.random() < 0.5 else []
        page.append(("B", words + rng.choice(("", "[1]", "[2][3]"))))
    if rng.random() < 0.4:
        page.append(("H", "References"))
        sign, place, who = (
            rng.choice(("^", "1.", "[1]", "↑")),
            rng.choice(PLACES),
            rng.choice(("state agency", "relief committee", "Delta Wire")),
        )
        page.append(("B", f'{sign} "{place} report", {who}, {rng.randint(1, 28)} May 2016.'))
    if rng.random() < 0.3:
        page += [("B", f"{name}, {rng.randint(3, 80)}") for name in rng.sample(writer.english.slots["X.name"][11:19], 4)]
    writer.add("N.dl", 0, 4, mixed=1)
    writer.bottom()
    return page


def told_alone(writer: Writer, told: list[str]) -> Page:
    """A bulletin, testimony or list within a site's furniture: every sentence a line, some without a stop."""
    rng = writer.rng
    writer.head()
    stop, sign = rng.random() < 0.3, rng.choice(("", "", "", "- ", "• ", "– "))
    for words in told:
        parts = [part for part in words.replace("! ", "!|").replace("? ", "?|").replace(". ", ".|").split("|") if part]
        writer.page += [("B", sign + (part.rstrip(".") if stop else part)) for part in parts]
        if rng.random() < 0.15:
            writer.page += [("B", numbered(rng, line)) for line in writer.english.draw(rng, "B.odd", rng.randint(1, 4))]
    writer.foot()
    if rng.random() < 0.3:
        writer.comments()
    writer.bottom()
    return writer.page


FORMS: tuple[Callable[[Writer, list[str]], Page], ...] = (channel, channel, live, document, interview, record, told_alone)


def form(writer: Writer, told: list[str], title: str, rng: random.Random) -> Page:
    """A page of one of the forms."""
    writer.told, writer.title = told, title
    return rng.choice(FORMS)(writer, told)
