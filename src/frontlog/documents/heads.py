"""Datelines and stamps that share a line with the report: "BEIRUT (Reuters) - ", "Date of publication 11 October 2017 ", "--Reuters".

They are cut off as segments of their own, so that neither their place nor their date is read as part of the first sentence.
"""

import re

from frontlog.documents.calendars import BARE_MONTH
from frontlog.documents.patterns import CLOCK, DATE, DAY_NAME, MONTH, NTH
from frontlog.reference.expressions import Expression

WIRES = (
    "Reuters|AP|AFP|UPI|DPA|dpa|EFE|ANSA|TASS|Itar-Tass|RIA Novosti|RIA|Sputnik|Interfax|Interfax-Ukraine|Ukrinform|UNIAN|Xinhua|Kyodo"
    "|Yonhap|PTI|ANI|APP|Anadolu|AA|Anadolu Agency|SANA|NNA|Petra|KUNA|SPA|WAM|QNA|BNA|Saba|SABA|IRNA|Fars|FNA|Tasnim|MENA|SUNA|ENA|Bernama"
    "|CNA|ANF|ANHA|Associated Press|Agence France-Presse|Thomson Reuters|Thomson Reuters Foundation|VOA|RFE/RL|HOL|TNH|IRIN"
    "|APA|ots|KNA|epd|Keystone-SDA|Belga|APS|Lusa|LUSA|ANGOP|Efe|Europa Press|EUROPA PRESS"
    "|Prensa Latina|Télam|Adnkronos|AGI|LaPresse|Askanews"
    "|DHA|İHA|IHA|ANKA|ТАСС|РИА Новости|Рейтер|Интерфакс|ИНТЕРФАКС|Интерфакс-Украина|Інтерфакс-Україна"
    "|Укринформ|Укрінформ|УНН|УНІАН|УНИАН|БелТА"
)
# the same in the Arabic script, which has no capitals that would show a place: there the agency is asked for by name
ARABIC_WIRES = (
    "رويترز|[أا]\\.? ?ف\\.? ?ب|فرانس برس|سانا|سونا|وام|واس|كونا|قنا|بنا|بترا|وفا|معا|سبأ|الأناضول|د ب أ|أ ش أ|شينخوا|سبوتنيك|تاس|واع"
    "|ایرنا|ایسنا|تسنیم|فارس|مهر|آوا|پژواک"
)
UP = "A-ZÀ-ÖØ-Þ" + "".join(letter for letter in map(chr, range(0x100, 0x180)) if letter.isupper()) + "А-ЯЁЂ-ЏҐ"  # capital letters
# Words that begin a sentence before a day ("On 12 October - ..."): no place is called so.
OPENERS = (
    "On|In|At|By|Since|From|Until|Till|Before|After|Early|Late|Last|This|That|It|And|But|The|Am|Im|Ab|Seit|Vom|Bis|Zum|Bereits|Schon|Der|Dès|Depuis"
    "|Ce|Desde|Hasta|Este|Em|Até|Dal|Dall|Nel|Fino|Утром|Вечером|Днём|Днем|Ночью|Ещё|Еще|Уже|Только|Лишь|С|К|До|В|На|По|З|У"
    "|Вранці|Ввечері|Увечері|Вночі|Уночі|Лише|Вже|Ще|Від|Bu|Geçen"
)
ARTICLES = "Al|El|Del|Le|Du|Au|No|Na|O|Il|Lo"  # the same where a small letter or a number follows; names begin with them too: "El Fasher"
# A hyphen has one place only in each: where it could stand in two, a line of hyphens would be tried in all ways
PLACE = (
    rf"(?!(?:{OPENERS})\b(?!-))(?!(?:{ARTICLES}) (?![{UP}]))[{UP}](?:[\w'’.]|-(?=\w))+"
    rf"(?:(?: / |[ /])(?:[{UP}(][\w'’.)-]*|al-\w+|of|the|de|del|do|da|la|el|and|und|et|y|e|и|і|та|ve)){{0,5}}"
)
CAPS = rf"[{UP}][{UP}'’.-]{{2,}}(?:[ /][{UP}'’.-]{{2,}}){{0,3}}"
WHEN = (
    rf"(?i:{MONTH} \d{{1,2}}(?:, ?\d{{4}})?|\d{{1,2}} {MONTH}(?:,? \d{{4}})?|{CLOCK}"
    rf"|(?:le )?(?:{DAY_NAME},? (?:de[nm] )?)?(?:{DATE}|\d{{1,2}}{NTH} (?:de )?(?:{BARE_MONTH})\b))\.?"
)
NEWSROOM = rf"[{UP}][\w.'’/& -]{{1,60}}"  # what stands in brackets behind place and day, though we do not know the agency
DASH = r"\s?\.?(?:—|–|--|-|:|_)\s?"
ARABIC = r"[\u0621-\u064a\u0670-\u06d3\u200c]+"
ARABIC_PLACE = rf"{ARABIC}(?: {ARABIC}){{0,2}}(?: ?[/-] ?{ARABIC}(?: {ARABIC}){{0,2}})?"
SIGNS = ("@", "(", "/", "—", "–", "-", "Source", "УНН")
DASHES = frozenset("—–-")
BRACKET = frozenset("(")
# what was found, the signs of which it must hold one (looked for first: most paragraphs hold none), and the expression
HEADS: tuple[tuple[str, frozenset[str], Expression], ...] = (
    ("retweet", frozenset("@"), Expression(r"^RT @\w{2,30}:\s?(?=\S)")),
    (
        "wire dateline",
        BRACKET,
        Expression(rf"^(?!The\b){PLACE}(?:, ?{PLACE}){{0,3}},? ?(?:{WHEN},? ?)?\((?:{WIRES})(?:[/,-] ?(?:{WIRES}))*\){DASH}(?=\S)"),
    ),
    ("wire dateline", BRACKET, Expression(rf"^\((?:{WIRES})\)\s(?:—|–|--|-)\s{CAPS}(?:,? ?{WHEN})?{DASH}(?=\S)")),
    ("wire dateline", BRACKET, Expression(rf"^(?:{WHEN},? ?)?\((?:{WIRES})\)(?:{DASH}|\s)(?=\S)")),
    (
        "wire dateline",
        frozenset({"(", "-", "–", "—"}),
        Expression(
            rf"^{ARABIC_PLACE}(?:[،,]?(?: ?{WHEN})?[،,]? ?\((?:{ARABIC_WIRES})\)"
            rf"|(?: ?[-–—] ?(?:{WHEN})?|[،,]? {WHEN}[،,]? ?[-–—]?) ?(?:{ARABIC_WIRES})){DASH}(?=\S)"
        ),
    ),
    ("wire dateline", BRACKET, Expression(rf"^{CAPS}(?:, ?{PLACE}){{0,3}},? ?(?:{WHEN},? ?)?\({NEWSROOM}\){DASH}(?=\S)")),
    ("wire dateline", BRACKET, Expression(rf"^(?!The\b){PLACE}(?:, ?{PLACE}){{0,3}},? ?{WHEN},? ?\({NEWSROOM}\){DASH}(?=\S)")),
    ("wire dateline", BRACKET, Expression(rf"^{CAPS}(?:, ?{PLACE}){{0,3}},? ?{WHEN},? ?\({NEWSROOM}\)\s(?=[\"“]?[A-Z])")),
    (
        "wire dateline",
        frozenset("/"),
        Expression(rf"^{PLACE}(?:, ?{PLACE}){{0,2}},? ?(?:{WHEN})?[.,]? ?/(?:{WIRES})(?: [A-Z][\w’'-]+){{0,3}}/\.?\s(?=\S)"),
    ),
    ("wire dateline", DASHES, Expression(rf"^{PLACE}[,.] ?{WHEN},? ?(?:—|–|--|-)?\s?(?:{WIRES})\.?\s?(?:—|–|--|-)\s(?=\S)")),
    ("wire dateline", DASHES, Expression(rf"^{PLACE}[,.] ?{WHEN},? (?:—|–|--|-)\s(?:{WIRES})\.\s(?=\S)")),
    ("wire dateline", BRACKET, Expression(rf"^(?!The\b){PLACE}(?:, ?{PLACE}){{0,2}},? ?(?:{WHEN},? ?)?\((?:{WIRES})\)\s(?=[\"“]?[A-Z])")),
    ("wire dateline", BRACKET, Expression(rf"^{WHEN},? ?\({NEWSROOM}\){DASH}(?=\S)")),
    ("wire dateline", frozenset({"УНН"}), Expression(rf"^{CAPS}\. {WHEN} УНН\.\s(?=\S)")),
    ("place dateline", DASHES, Expression(rf"^{CAPS}(?:, ?{PLACE}){{1,3}}(?:,? ?\(?{WHEN}\)?)?\.? ?(?:—|–|--|-)\s(?=\S)")),
    ("place dateline", DASHES, Expression(rf"^{CAPS},? ?\(?{WHEN}\)?\.? ?(?:—|–|--|-)\s(?=\S)")),
    (
        "place dateline",
        DASHES,
        Expression(rf"^{PLACE}(?:, ?{PLACE}){{0,2}},? ?\(?{WHEN}(?:,? ?{CLOCK})?\)?,? ?(?:{WIRES})?(?:—|–|--|-|\s(?:—|–|--|-))\s(?=\S)"),
    ),
    ("place dateline", DASHES, Expression(rf"^[(\[](?:{PLACE}(?:, ?{PLACE})?,? )?{WHEN}(?:, ?{PLACE})?[)\]]\s?(?:—|–|--|-)\s(?=\S)")),
    ("agency dateline", DASHES, Expression(rf"^{PLACE}(?:, ?{PLACE}){{0,2}},? ?(?:{WIRES})\s?(?:—|–|--|-)\s?(?=\S)")),
)
# Words that open a paragraph as a place does, and are none: labels of newsrooms and forms, and parties with a name in capitals.
LABELS = (
    "breaking|updated?|corrects?|corrected|correction|clarif\\w+|exclusive|analysis|explain\\w*|factbox|timeline|watch|videos?|photos?|live|alert"
    "|urgent|flash|news\\w*|opinion|comment\\w*|editorial|interview|features?|insight|special|reports?|summary|briefs?|briefing|aboard|notes?|editors?"
    "|warning|graphics?|read|listen|more|statement|refiles?|recasts?|advisory|our|the|questions?|answers?|pictures?|image|sources?|highlights?"
    "|key|date|time|place|location|subject|title|headline|author|by|via|also|background|details|quote|context"
    "|claim|verdict|facts?|rating|spokes\\w+|reporters?|journalists?|moderator|host|anchor|interviewer|minister|president|chairman|speaker|presenter|mayor|governor"
)
FORCES = (
    "UNIFIL|UNICEF|UNHCR|UNRWA|UNAMA|UNMISS|NATO|ISIS|ISIL|OCHA|HAMAS|FATAH|AMISOM|ATMIS|MONUSCO|MINUSMA|MINUSCA|ECOWAS|CENTCOM|AFRICOM|KREMLIN|PENTAGON"
    "|HEZBOLLAH|TALIBAN|DAESH|HOUTHIS?|ISRAEL|RUSSIA|[A-Z]{1,3}\\d*"
)
NO_PLACE = Expression(rf"(?:{WIRES}|{WHEN})|(?i:(?:{LABELS})\b.*|{FORCES})", re.DOTALL)
PREFIX = r"(?:date of publication|publication date|published(?: on)?|posted(?: on)?|last updated|updated|date)"
TAIL_STAMP = rf"(?:\s?\(?(?:updated|modified):? ?(?:{CLOCK}|\d{{4}}) ?(?:{DATE})?\)?)?"
# "MOGADISHU - ", "NAIROBI: ", "TSKHINVALI. - ", "Yerevan, October 9, ARMENPRESS. ": where a report opens, or "ISIS - The ..." would fit.
BARE: tuple[tuple[str, Expression], ...] = (
    ("place dateline", Expression(rf"^{CAPS}(?: ?(?:—|–|--|-)|\.? (?:—|–|--|-)|:)\s(?=[\"“‘']?[A-Z\d])")),
    ("wire dateline", Expression(rf"^{PLACE}(?:, ?{PLACE})?,? ?{WHEN}, ?[{UP}]{{4,}}(?:\.[A-Za-z]{{2,4}})?\.\s(?=[\"“‘']?[A-Z\d])")),
)
BRACKETED = Expression(rf"^\({PLACE}(?:, ?{PLACE})?(?:,? {WHEN})?\) ?(?:—|–|--|-)\s?(?=[\"“‘']?[A-Z\d])")  # "(Nairobi) – The army"
ALONE = Expression(rf"{CAPS}, ?[{UP}][\w’'-]+(?: [{UP}][\w’'-]+){{0,2}}")  # "ADEN, Yemen" on a line of its own over the report
# The same in small letters ("Bunia - ", "Colombo: ") may also be a label of a list or a speaker: blocks.py asks what stands around it.
TOWN = rf"[{UP}](?:[\w'’]|-(?=\w))*(?:(?: |/)[{UP}](?:[\w'’]|-(?=\w))*){{0,2}}"
LOOSE = "loose dateline"
MIXED = Expression(rf"^{TOWN}(?: (?:—|–|--|-)|:)\s(?=[\"“‘']?[A-Z\d])(?!.{{1,160}}?\s(?:—|–|--|-)\s)")
INSIDE = Expression(rf"[.!?][\"”]? {TOWN}: (?=[A-Z\d])")  # the next place of a list, or who speaks next
LABELLED = Expression(rf"^{TOWN}(?: ?(?:—|–|--|-)|:)\s")
STOPPED = Expression(
    rf"^{PLACE}(?:, ?{PLACE})?[.,] {WHEN}(?:(?<=\.)|:)\s(?=[\"“‘']?[A-Z])"
)  # "Popayan. July 4, 2024. The army": a day that no clause goes on from
STAMP = Expression(
    rf"^(?:{PREFIX}:? )?(?:{DAY_NAME},? )?{DATE}(?:,? {CLOCK})?{TAIL_STAMP}(?: Get short URL(?: \d+)?)?[\s:|–—-]*\s(?=[A-Z\"“‘'])",
    re.IGNORECASE,
)
TAILS: tuple[tuple[str, frozenset[str], Expression], ...] = (
    (
        "agency credit",
        DASHES | BRACKET,
        Expression(rf"(?<=[.!?\"”])\s*(?:--|—|–)\s?(?:{WIRES})\.?$|(?<=[.!?\"”])\s+\((?:{WIRES})(?:[/,](?:{WIRES}))*\)\.?$"),
    ),
    (
        "source credit",
        frozenset({"Source"}),
        Expression(r"(?<=[.!?\"”])\s+Sources?:? [A-Z][\w.]*(?: [A-Z][\w.]*){0,3}(?: and (?:news )?agencies)?\.?$"),
    ),
)


def head(text: str, title: str, opening: bool) -> tuple[int, str]:
    """How many characters at the start of a paragraph are dateline, and which pattern showed it; (0, "") for none.

    `opening` says that the paragraph is the report's first: only there a bare place or date, or the title said again, is looked for.
    """
    seen = text[:400]
    held = {sign for sign in SIGNS if sign in seen}
    for name, signs, pattern in HEADS if held else ():
        found = None if held.isdisjoint(signs) else pattern.match(seen)
        if found:
            return found.end(), name
    if not opening:
        return 0, ""
    if (found := BRACKETED.match(seen)) and not NO_PLACE.fullmatch(seen[1 : found.end()].rstrip(" )—–-")):
        return found.end(), "place dateline"
    for name, pattern in BARE:
        if (found := pattern.match(seen)) and not NO_PLACE.fullmatch(seen[: found.end()].rstrip(" :—–-")):
            return found.end(), name
    if (found := MIXED.match(seen)) and not NO_PLACE.fullmatch(seen[: found.end()].rstrip(" :—–-")):
        return found.end(), LOOSE
    if stopped := STOPPED.match(seen):
        return stopped.end(), "place dateline"
    length = _title_again(seen, title)
    found = STAMP.match(seen[length:])
    if found and not re.match(r"(?:was|is|has|saw|marks?)\b", seen[length + found.end() :], re.IGNORECASE):
        return length + found.end(), "date stamp"
    return 0, ""


def tail(text: str) -> tuple[int, str]:
    """How many characters at the end of a paragraph are a credit, and of which sort; (0, "") for none."""
    start = max(0, len(text) - 60)
    held = {sign for sign in SIGNS if text.find(sign, start) >= 0}
    for name, signs, pattern in TAILS if held else ():
        found = None if held.isdisjoint(signs) else pattern.search(text, start)
        if found:
            return len(text) - found.start(), name
    return 0, ""


def _title_again(text: str, title: str) -> int:
    """Length of a repeated title, and an agency's name after it, when a date stamp follows; else 0."""
    if not title or not text.startswith(title):
        return 0
    length = len(title)
    found = re.match(rf"[\s.:|–—-]*(?:(?:{WIRES})\b[\s.:|–—-]*)?", text[length:])
    return length + (found.end() if found else 0)
