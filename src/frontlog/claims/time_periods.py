"""Rules for spans that count from publication: "last week", "over the past 24 hours", "for three days", "soon"."""

import re
from datetime import date

from frontlog.claims.time_spans import PARTS, Context, Reading, add_days, clip, shift, weekend_span
from frontlog.claims.time_words import ABOUT, COUNT, DASH, LONG, UNIT, Rule, S, compiled, count_of, days_back, whole_unit


def _period(match: re.Match[str], context: Context) -> Reading | None:
    """ "last week", "early last month", "later this year", "next weekend", "the end of last year"."""
    base, unit = context.base(), match["unit"].lower()
    which = re.sub(r"[\s\u00a0]+", " ", match["which"].lower())
    if base is None:
        return Reading(None, None, unit)
    if which in ("this past", "past") and unit != "weekend":
        return Reading(shift(base, -1, unit), base, unit)
    step = {"last": -1, "previous": -1, "the previous": -1, "next": 1, "the coming": 1, "coming": 1, "the last": -1}.get(which, 0)
    if unit == "weekend":
        return _weekend_of(base, step, context)
    moved = shift(base, step, unit)
    if moved is None:
        return Reading(None, None, unit)
    words = (match["part"] or "").lower()
    found = re.search(r"earlier|early|start|beginning|middle|mid|later|late|end|close", words)
    part = found[0] if found else ""
    if part in ("earlier", "later") and step == 0:
        return _so_far_or_rest(base, unit, part)
    whole = whole_unit(moved, unit, PARTS.get(part))
    return clip(whole, context) if step <= 0 else whole


def _so_far_or_rest(base: date, unit: str, part: str) -> Reading:
    """ "earlier this week" runs from Monday to publication, "later this week" from publication to Sunday."""
    whole = whole_unit(base, unit, None)
    return Reading(whole.start, base, unit) if part == "earlier" else Reading(base, whole.end, unit)


def _weekend_of(base: date, step: int, context: Context) -> Reading:
    """The last Saturday and Sunday that have begun; "last weekend" read on a Saturday or Sunday is the one before."""
    span = weekend_span(base)
    if step > 0 or (step == 0 and context.forward):
        return Reading(
            add_days(span.start or base, 7 if step and base.weekday() >= 5 else 0),
            add_days(span.end or base, 7 if step and base.weekday() >= 5 else 0),
            "weekend",
        )
    if base.weekday() < 5 or step < 0:
        span = weekend_span(add_days(base, -7) or base)
    return clip(span, context)


def _weekend(match: re.Match[str], context: Context) -> Reading | None:
    """ "over the weekend", "at the weekend"."""
    return _weekend_of(context.published, 0, context) if context.published else Reading(None, None, "weekend")


def _past_units(match: re.Match[str], context: Context) -> Reading | None:
    """ "over the past 24 hours", "in the last three days", "in the past few weeks", "over the last year": up to publication."""
    base, unit = context.base(), match["unit"].lower().rstrip("s")
    if base is None:
        return Reading(None, None, "span")
    vague = match["n"] is None and match["unit"].lower().endswith("s")
    if vague and unit in ("month", "year", "decade"):
        return Reading(None, base, "span")
    count = 3 if vague else count_of(match["n"] or "1")
    return Reading(shift(base, -count, unit), base, "span")


def _recent_units(match: re.Match[str], context: Context) -> Reading | None:
    """ "in recent days" (about a week), "in recent weeks" (about four), "in recent months" and "years" (start unknown)."""
    base, unit = context.base(), match["unit"].lower().rstrip("s")
    if base is None:
        return Reading(None, None, "span")
    days = {"hour": 1, "day": 7, "week": 28, "month": 92}.get(unit)
    return Reading(add_days(base, -days) if days else None, base, "span")


def _recent(match: re.Match[str], context: Context) -> Reading | None:
    """ "recently", "recent": one week, as the annotation guide says."""
    return days_back(context, -7, 0, "week")


def _coming(match: re.Match[str], context: Context) -> Reading | None:
    """ "in the coming days", "within the next 48 hours", "soon", "in the near future": from publication on."""
    base = context.base()
    unit = match.groupdict().get("unit")
    if base is None or unit is None:
        return Reading(base, None, "open")
    count = match["n"]
    if count is None and unit.endswith("s"):
        return Reading(base, shift(base, {"hour": 24, "day": 7, "week": 4}.get(unit.rstrip("s"), 3), unit), "open")
    return Reading(base, shift(base, count_of(count or "1"), unit), "open")


def _lasting(match: re.Match[str], context: Context) -> Reading | None:
    """ "for three days", "a two-day raid", "after several days of fighting": up to publication; "for months" has no start."""
    base, unit = context.base(), match["unit"].lower()
    if context.here and match["n"] and match[0].lower().startswith("after"):
        return _before_it(context.here, count_of(match["n"]), unit)
    if base is None:
        return Reading(None, None, "span")
    if match["n"] is None:
        return Reading(None, base, "span")
    if re.match(r"[\s-](?:old|olds)\b", match.string[match.end() : match.end() + 5]):
        return None
    return Reading(shift(base, -count_of(match["n"]), unit), base, "span")


def _before_it(here: Reading, count: int, unit: str) -> Reading | None:
    """ "in April 2016 after eight months of siege": up to the time of what ended it. A few days before a month are that month."""
    if here.start is None or here.end is None:
        return None
    moved = here.start if here.start != here.end and unit.startswith(("day", "night", "week")) else shift(here.start, -count, unit)
    return Reading(moved, here.end, "span")


# Wars whose beginning is known by the words for them alone.
_BEGUN = dict.fromkeys(("full-scale invasion", "full-scale war", "full-scale aggression", "special military operation"), date(2022, 2, 24))


def _since_start(match: re.Match[str], context: Context) -> Reading | None:
    """ "since the start of the year" begins on 1 January; "since the start of the war" at an unknown day, unless its words name the war."""
    base, unit = context.base(), match["what"].lower()
    begun = next((day for words, day in _BEGUN.items() if words in " ".join(match[0].lower().split())), None)
    if base is not None and begun is not None and begun <= base:
        return Reading(begun, base, "span")
    if base is None or unit not in ("year", "month", "week"):
        return Reading(None, base, "span")
    return Reading(whole_unit(base, unit, None).start, base, "span")


def _has_since(match: re.Match[str], context: Context) -> Reading | None:
    """ "has since declared": at a time that nobody says, up to publication."""
    return Reading(None, context.base(), "span")


def _since_then(match: re.Match[str], context: Context) -> Reading | None:
    """ "since then": from the time named before, or an unknown one, to publication."""
    return Reading(context.anchor.start if context.anchor else None, context.base(), "span")


def _to_date(match: re.Match[str], context: Context) -> Reading | None:
    return Reading(None, context.base(), "span")


def _present(match: re.Match[str], context: Context) -> Reading | None:
    """ "now", "currently", "still", "ongoing": the report's own days."""
    return days_back(context, -1, 0)


_PARTS = (
    rf"(?:(?P<part>early|earlier|mid|middle|late|later|(?:at{S})?(?:the{S})?(?:start|beginning|middle|end|close){S}of)(?:{S}|-)(?:in{S})?)?"
)

RULES: tuple[Rule, ...] = (
    Rule(
        "period",
        compiled(
            rf"\b{_PARTS}(?P<which>last|this{S}past|this|next|(?:the{S})?previous|(?:the{S})?coming){S}(?P<unit>week|weekend|month|year)\b(?![’'-])"
        ),
        _period,
    ),
    Rule("period", compiled(rf"\b{_PARTS}(?P<which>last|this|next){S}(?P<unit>week|weekend|month|year)(?=[’']s)"), _period),
    Rule(
        "period",
        compiled(
            rf"\b(?:in{S})?(?P<part>earlier|later|early|late|(?:at{S})?the{S}(?:start|beginning|middle|end)){S}(?:in|of){S}(?P<which>the){S}(?P<unit>week|month|year)\b(?!{S}(?:of|to)\b)"
        ),
        _period,
    ),
    Rule("weekend", compiled(rf"\b(?:over|at|during|on){S}the{S}weekend\b"), _weekend),
    Rule(
        "past_units",
        compiled(
            rf"\b(?:(?:in|over|during|within|for|throughout){S})?(?:the|these){S}(?:past|last|previous|preceding){S}{ABOUT}(?:(?P<n>{COUNT}){S})?(?P<unit>{UNIT})\b"
        ),
        _past_units,
    ),
    Rule(
        "recent_units",
        compiled(rf"\b(?:in|over|during|of){S}(?:the{S})?(?:most{S})?recent{S}(?P<unit>hour|day|week|month|year)s\b"),
        _recent_units,
    ),
    Rule("recent", compiled(r"\b(?:recently|recent|lately|freshly|newly)\b(?!-)"), _recent),
    Rule(
        "coming",
        compiled(rf"\b(?:in|over|within|during|for){S}the{S}(?:coming|next|following){S}(?:(?P<n>{COUNT}){S})?(?P<unit>{UNIT})\b"),
        _coming,
    ),
    Rule(
        "coming",
        compiled(
            rf"\b(?:soon|shortly|in{S}the{S}(?:near|foreseeable){S}future|imminently|upcoming)\b(?!{S}(?:after|before|thereafter|afterwards))"
        ),
        _coming,
    ),
    Rule(
        "lasting",
        compiled(
            rf"\b(?:for|after){S}(?:(?:the{S})?(?:past|last){S})?{ABOUT}(?P<n>{COUNT}){S}(?:consecutive{S}|straight{S}|more{S}|full{S})?(?P<unit>{LONG})(?:{S}of)?\b"
        ),
        _lasting,
    ),
    Rule("lasting", compiled(rf"\b(?P<n>{COUNT}){DASH}(?P<unit>(?:day|week|month|year))(?:-long)?(?={S}[a-z])"), _lasting),
    Rule("lasting", compiled(rf"\b(?P<n>{COUNT}){S}(?P<unit>{LONG}){S}of\b"), _lasting),
    Rule("lasting", compiled(rf"\bfor{S}(?P<n>zero)?(?P<unit>days|weeks|months|years|decades)\b"), _lasting),
    Rule(
        "since_start",
        compiled(
            rf"\bsince{S}(?:the{S})?(?:start|beginning|outbreak|onset|launch){S}of{S}(?:the{S}|this{S})?(?:[a-z-]{{2,16}}{S}){{0,3}}(?P<what>year|month|week|war|conflict|invasion|operation|offensive|campaign|uprising|fighting|hostilities|crisis|siege|assault|aggression|genocide|revolution)\b"
        ),
        _since_start,
    ),
    Rule(
        "since_start",
        compiled(rf"\bduring{S}the{S}(?:[a-z-]{{2,16}}{S}){{0,2}}(?P<what>war|conflict|operation|offensive|campaign|siege)\b"),
        _since_start,
    ),
    Rule(
        "since_start",
        compiled(rf"\b(?:earlier|previously|at{S}the{S}start){S}(?:in|of){S}the{S}(?:[a-z-]{{2,16}}{S}){{0,2}}(?P<what>war|conflict)\b"),
        _since_start,
    ),
    Rule("since_then", compiled(rf"\b(?:ever{S})?since{S}then\b"), _since_then),
    Rule("has_since", compiled(rf"\b(?:has|have|had|was|were|is|are){S}since\b(?={S}[a-z])"), _has_since),
    Rule("has_since", compiled(rf"(?<=\w)(?:{S}ever)?{S}since\b(?=\s?(?:[,.;]|$))"), _has_since),
    Rule(
        "lasting",
        compiled(
            rf"\b(?:in|over|within|during){S}(?:a|the|that){S}(?:span{S}of{S}|period{S}of{S}|space{S}of{S}|(?=(?:{COUNT})(?:{DASH}|{S}){LONG}{S}period))(?P<n>{COUNT})(?:{DASH}|{S})(?P<unit>{LONG})(?:{S}period)?\b"
        ),
        _lasting,
    ),
    Rule("to_date", compiled(rf"\b(?:to{S}date|until{S}now|up{S}to{S}now)\b"), _to_date),
    Rule(
        "present", compiled(rf"\b(?:currently|at{S}present|at{S}the{S}moment|presently|right{S}now|nowadays|these{S}days|now)\b"), _present
    ),
)
