"""The name that a page gives itself in passing, where no masthead, markup or address says whose it is.

"Why AyitiLibelt?", "S/ AyitiLibelt", "Get the Morning Post app", "Ukrpress reports", "info@nilotica.example": none of these alone is
enough, for a report names other papers too ("told Reuters"). Two different ones that agree are.
"""

import re
from collections.abc import Iterator, Sequence

from frontlog.documents.lines import Line
from frontlog.reference.expressions import Expression

WORD = r"[A-Z](?:[\w&-]|'(?!s\b))*(?:\.[A-Za-z]{2,6})?"
NAME = rf"(?P<name>(?:[Tt]he )?{WORD}(?: (?:{WORD}|of|the|for|de|des|du|la|al|el)){{0,6}}?)"
CHANNELS = r"(?:on|via|in) (?:X\b|our|facebook|twitter|telegram|instagram|google|whatsapp|youtube|linkedin)"
# What only stands in a page's own furniture, and how it names the page there.
FURNITURE: tuple[tuple[str, Expression], ...] = (
    ("alone", Expression(rf"^(?!By\b)(?:S/ ?|[-—–] ?)?{NAME}$")),
    ("alone", Expression(rf"^(?:[Bb]y )?{NAME}, [A-Z][\w' -]{{2,30}}(?: {WORD} \d{{1,2}}, \d{{4}})?$")),
    (
        "app",
        Expression(rf"(?i:\b(?:get|download|install|open in)(?: the| our)?) {NAME}(?:'s)?(?i: (?:mobile|news|android|free))*(?i: app\b)"),
    ),
    (
        "letters",
        Expression(
            rf"(?i:\b(?:sign up (?:for|to)|subscribe to|join|from)) {NAME}(?:'s\b|(?i: (?:newsletters?|today|now|free|weekly|daily)\b)|$)"
        ),
    ),
    ("call", Expression(rf"(?i:\b(?:follow|like|find|join)) {NAME}(?:'s)? (?i:{CHANNELS})")),
    ("call", Expression(rf"(?i:^(?:to )?(?:support|why|contact|advertise with|welcome to|write for)) {NAME}(?:'s)? ?(?:[:?!]|$)")),
    (
        "note",
        Expression(
            rf"^{NAME} (?i:provides|is (?:a registered|registered|not responsible|published|a member)|does not|accepts no|reserves)\b"
        ),
    ),
    (
        "staff",
        Expression(
            rf"(?i:\b(?:worked|writes|reports|editor|reporter|correspondent|writer)\b[^.]{{0,40}}? (?:at|for|of|with)) {NAME}"
            r"(?:[.,]|\s(?:since|from|in|where|and)\b|$)"
        ),
    ),
    ("staff", Expression(rf"\bis {NAME}'s\b")),
    ("issue", Expression(rf"^(?i:(?:first )?published in) {NAME}, (?:{WORD} \d|\d)")),
)
# What a report says of its own paper; the same words may name another one.
TOLD: tuple[tuple[str, Expression], ...] = (
    ("own report", Expression(rf"(?:^|\s)[Aa]s {NAME} (?:(?:has )?(?:earlier |previously )?reported(?: earlier| before)?)\b")),
    ("told", Expression(rf"\b(?:told|tells|informed|informs) {NAME}(?=[.,]|\s(?![A-Z]))")),
    ("told", Expression(rf", {NAME} (?:reports|reported|informs|has learned|learned)(?: (?:citing|with|referring)|\.$|,|$)")),
    ("opening", Expression(rf"^\(?{NAME}(?:/|\) (?=[\"“]?[A-Z]))")),
)
HOST = Expression(
    r"(?:@|https?://(?:www\.)?|www\.|\b)([a-z\d-]{4,40})\.(?:com|org|net|info|news|press|example|co|tv|fm|[a-z]{2})\b", re.IGNORECASE
)
HANDLE = Expression(r"(?<![\w.])@(\w{4,30})\b")
NEVER = {
    "the",
    "facebook",
    "twitter",
    "google",
    "telegram",
    "news",
    "home",
    "comments",
    "english",
    "français",
    "print",
    "share",
    "email",
    "contact us",
    "x",
}
MOST = 60  # words of a line of furniture that is looked at
TOP, LAST = 6, 25  # lines at the top and the foot where a name may stand alone
GRAMMAR = Expression(r"^(?:the)\s+|[\W_]+", re.IGNORECASE)


def own_name(lines: Sequence[Line], kinds: Sequence[str]) -> str:
    """The name on which two different kinds of mention agree; empty without one. The longest spelling of it counts."""
    seen: dict[str, set[str]] = {}
    spelled: dict[str, str] = {}
    for what, name in _mentions(lines, kinds):
        key = GRAMMAR.sub("", name).casefold()
        if len(key) < 3 or name.casefold() in NEVER:
            continue
        seen.setdefault(key, set()).add(what)
        if what not in ("host", "handle"):
            spelled.setdefault(key, name)
    best = max(spelled, key=lambda key: (len(seen[key] - {"host", "handle"}), len(seen[key])), default="")
    return spelled[best] if best and len(seen[best]) > 1 else ""


def _mentions(lines: Sequence[Line], kinds: Sequence[str]) -> Iterator[tuple[str, str]]:
    opening = True
    for line, kind in zip(lines, kinds, strict=True):
        if kind in ("comment", "related", "title", "caption"):
            continue
        if kind == "body":
            yield from _found(TOLD if opening else TOLD[:-1], line.unquoted)
            opening = False
            continue
        if line.words > MOST:
            continue
        near = line.number < TOP or line.number >= len(lines) - LAST
        yield from _found(FURNITURE if near and line.words <= TOP else FURNITURE[1:], line.plain)
        yield from (("host", found) for found in HOST.findall(line.plain))
        yield from (("handle", found) for found in HANDLE.findall(line.plain))


def _found(rows: Sequence[tuple[str, Expression]], words: str) -> Iterator[tuple[str, str]]:
    for what, pattern in rows:
        for found in pattern.finditer(words):
            yield what, found["name"].strip(" .,'")
