"""Why a trigger gives no claim: reasons as short phrases, each with a sentence for people."""

from itertools import pairwise

from frontlog.claims.draft import OFFICIAL, VIOLENT, Draft
from frontlog.claims.time_words import ORDINALS
from frontlog.grammar.clauses import Item, Line
from frontlog.grammar.wordsets import word_set
from frontlog.reference.claim_types import needs_of, peaceful_words

MESSAGES = {
    "not a report of war": "'{quote}' was not taken: this document hardly names parties to a war or tells events of one.",
    "seen by the rules alone": "'{quote}' may mean an event or not; the trained tagger sees none in it.",
    "unlikely": "'{quote}' may mean an event or not; what the rules and the trained tagger see of it makes it unlikely.",
    "held before": "'{quote}' tells who had the ground before what the sentence tells.",
    "only dates": "'{quote}' only says since when or until when something else happened.",
    "refers back": "The words '{quote}' only refer to something told elsewhere.",
    "question": "'{quote}' stands in a question that is put to somebody.",
    "headline": "'{quote}' stands in a headline that runs into the text.",
    "heading": "'{quote}' stands in a heading without a sentence of its own.",
    "not about war": "'{quote}' stands in a sentence about sport, markets, weather, illness or art, and no armed actor is named.",
    "everyday word": "'{quote}' is an everyday word here: no armed or official actor does it to a place or opponent.",
    "no actor": "'{quote}' needs somebody who does it, and the sentence names nobody.",
    "losses of another claim": "'{quote}' tells the losses of another claim of the sentence.",
    "same event in this sentence": "'{quote}' is a second word for an event that the sentence already gave.",
    "repelled attack": "'{quote}' belongs to the attack that was repelled.",
    "same toll": "'{quote}' continues the toll before it.",
    "only reports what is claimed": "'{quote}' introduces what is claimed and is no act of its own.",
    "told in more detail elsewhere": "'{quote}' is told with more detail in another sentence.",
    "did not happen": "'{quote}' is only said not to have happened, and names nobody.",
    "no place taken": "'{quote}' is near or in a place, and takes something else.",
    "no place held": "What is held at '{quote}' is no town or area.",
    "no losses counted": "'{quote}' speaks of losses without saying whose or how many.",
    "to hospital": "'{quote}' tells where the wounded were taken, which belongs to their toll.",
    "purpose": "'{quote}' stands in a sentence on motives or aims.",
}
AROUND, LEAST_TITLED, TITLED = 6, 6, 0.85  # words looked at on each side of a trigger, and how many of them are in capitals in a headline
_BACKWARD = ("the", "this", "these", "those", "that", "such", "its", "their", "his")


def message(reason: str, quote: str) -> str:
    """The reason as a sentence for people."""
    return MESSAGES.get(reason, "'{quote}' was not taken: {reason}.").format(quote=quote, reason=reason)


def heading(line: Line) -> bool:
    """A body line that is no sentence: no full stop at its end and no finite verb."""
    text = line.sentence.span.quote.rstrip(" \"”’')]*")
    if line.sentence.kind == "title" or text.endswith((".", "!", "?", ":", ";", ",", "…")):
        return False
    return not any(tag in ("VBZ", "VBD", "VB", "BE", "HAVE", "MODAL") for tag in line.tags)


def question(line: Line) -> bool:
    """Whether a sentence asks: it ends with a question mark and begins as questions do ("Will the army return?", "Who shelled it?").

    "Rebels take Goma?" and "He said: why did they leave?" tell something.
    """
    text = line.sentence.span.quote.rstrip(" \"”’')]*")
    at = 1 if line.low(0) in ("and", "but", "so", '"', "“") else 0
    return text.endswith("?") and line.low(at) in word_set("asking")


_FIGHTS = ("clash", "assault", "shelling", "repel")


def no_fight(line: Line, trigger: Item, type_: str) -> bool:
    """Whether a word of fighting only says how something else went: "took the town without [firing] a shot", "without a [fight]"."""
    if type_ not in _FIGHTS:
        return False
    at = trigger.first - 1
    while at > 0 and line.low(at) in ("a", "any", "single", "one", "shot", "real", "major", "much", "further"):
        at -= 1
    shot = any(line.low(n) in ("shot", "shots") for n in range(trigger.first, trigger.last + 3))
    words = {line.low(n) for n in range(trigger.first, trigger.last)}
    return line.low(at) == "without" and (shot or bool(words & {"fight", "fighting", "battle", "combat", "resistance", "struggle"}))


_BORNE = frozenset(["taken", "brought", "flown", "rushed", "carried", "transferred", "airlifted", "conveyed", "moved"])
_WARDS = frozenset(["hospital", "hospitals", "clinic", "clinics", "treatment", "surgery", "morgue", "mortuary"])
_BEDSIDE = 8  # words behind "taken" in which the hospital stands


def to_hospital(draft: Draft) -> bool:
    """Whether the wounded or dead were only taken to hospital: "eleven others were [taken] to a hospital in Gusau"."""
    line, last = draft.line, draft.trigger.last
    if (
        draft.type not in ("evacuate", "arrest", "deploy")
        or not any(line.low(n) in _BORNE for n in range(draft.trigger.first, last))
        or draft.agent
    ):
        return False
    for at in range(draft.hit.head + 1, min(last + _BEDSIDE, len(line.tokens))):
        if line.low(at) in _WARDS:
            return any(line.low(n) in ("to", "for") for n in range(draft.hit.head + 1, at))
        if line.tag(at) in ("PUNCT", "VBD", "VBZ", "SUB", "CONJ"):
            return False
    return False


def laid_on(draft: Draft) -> bool:
    """Whether nobody is said to blame: "an attack [blamed] on the rebels", "who are [accused] of killings" only hedge who did it."""
    by = {draft.line.low(n) for n in (draft.trigger.last, draft.trigger.last - 1)} & {"on", "of", "for"}
    blamed = any(draft.line.low(n) in ("blamed", "accused") for n in range(draft.trigger.first, draft.trigger.last))
    return draft.type == "statement" and blamed and bool(by) and not draft.agent and not (draft.told and draft.told.agent)


_START = ("start", "beginning", "outbreak", "onset", "launch", "resumption")


_BEFORE = ("previously", "formerly", "once")


def held_before(draft: Draft) -> bool:
    """Whether ground was held until the event beside it: "territory that had been [held by] the rebels", "the previously [held] hill"."""
    line, first = draft.line, draft.trigger.first
    if draft.type != "hold":
        return False
    near = [line.low(n) for n in range(max(0, first - 3), draft.trigger.last)]
    return ("had", "been") in pairwise(near) or any(low in _BEFORE for low in near)


def no_deed(draft: Draft) -> bool:
    """Whether a word that a tagger took for a deed tells none: "the [second] raid", "[backing] the rebels", "drones [flying] over"."""
    words = draft.trigger.mention.span.quote.lower().split()
    backing = draft.type == "withdraw" and words[:1] == ["backing"] and draft.line.tag(draft.trigger.last) in ("DET", "NNP", "NN")
    flying = draft.type == "airstrike" and words in (["flying"], ["flew"], ["hovering"])
    return backing or flying or (len(words) == 1 and words[0] in ORDINALS)


def since_death(draft: Draft) -> bool:
    """Whether a death only says since when: "Since the [death] of its leader, the group has split"."""
    line, first = draft.line, draft.trigger.first
    since = {line.low(n) for n in range(max(0, first - 3), first)} & {"since", "following"}
    return draft.type == "losses" and draft.hit.form == "noun" and line.low(first) in ("death", "killing") and "since" in since


def dates_only(line: Line, trigger: Item) -> bool:
    """Whether a noun only says since when: "the heaviest raid since the start of the [invasion]"."""
    if line.tag(trigger.last - 1) in ("VBD", "VBZ"):
        return False
    lows = [line.low(at) for at in range(max(0, trigger.first - 8), trigger.first)]
    at = next((n for n in range(len(lows) - 2, 0, -1) if lows[n] in _START and lows[n + 1] == "of"), -1)
    return at > 0 and any(low in ("since", "from", "before", "until") for low in lows[max(0, at - 2) : at])


def in_headline(line: Line, trigger: Item) -> bool:
    """Whether a trigger stands in the title of something else that flattening left inside a paragraph: "... Army Kicks Out Daesh From ...".

    Its own words are in capitals where running text has none, and so are nearly all around it. Titles of the document itself, headings and
    text that shouts are not asked.
    """
    if line.sentence.kind == "title" or not line.tokens[trigger.first].capital or trigger.first == 0:
        return False
    first, last = max(1, trigger.first - AROUND), trigger.last + AROUND
    words = [t for t in line.tokens[first:last] if t.text.isalpha() and len(t.text) > 3]
    shouted = sum(t.text.isupper() for t in words)
    return len(words) >= LEAST_TITLED and sum(t.capital for t in words) >= TITLED * len(words) and shouted < len(words) / 2


def refusal(draft: Draft) -> str:
    """The first reason against the draft, "" when there is none."""
    for rule in (_peaceful, _backward, _spoken, _direct, _weak, _needs):
        reason = rule(draft)
        if reason:
            return reason
    return ""


def _armed(draft: Draft) -> bool:
    return any(i.label in OFFICIAL for i in (*draft.agent, *draft.target))


def _peaceful(draft: Draft) -> str:
    words = {t.lower for t in draft.line.tokens}
    if words & peaceful_words() and not any(i.label in ("armed", "named") for i in draft.line.of_kind("actor")):
        return "not about war"
    return ""


def _backward(draft: Draft) -> str:
    """ "the attack", "these strikes", without anybody or anywhere of its own."""
    before = draft.line.low(draft.trigger.first - 1)
    if draft.hit.form == "noun" and before == "the" and _dates(draft):
        return "only dates"
    if draft.hit.form != "noun" or draft.agent or (draft.target and draft.type not in VIOLENT):
        return ""
    if before in ("no", "any") or (before in ("major", "significant", "further") and draft.line.low(draft.trigger.first - 2) == "no"):
        return "did not happen"
    if draft.type == "losses" and _counts(draft):
        return ""  # "the death toll from the fighting has reached 422"
    own = [p for p in draft.place if not p.role.startswith("left")]
    return "refers back" if before in _BACKWARD and not own else ""


_TOLL_REACH = 14  # tokens between "the death toll" and its figure


def _counts(draft: Draft) -> bool:
    """Whether a noun of loss is a toll with its figure behind it."""
    line, last = draft.line, draft.trigger.last
    return line.low(last - 1) == "toll" and any(line.tag(n) == "NUM" for n in range(last, last + _TOLL_REACH))


def _dates(draft: Draft) -> bool:
    """Whether the event only says since when: "have died since the [offensive] began on Saturday"."""
    line, since = draft.line, draft.line.low(draft.trigger.first - 2) in ("since", "before", "until")
    return since and any(
        line.low(n) in ("began", "started", "begins", "ended", "resumed") for n in (draft.trigger.last, draft.trigger.last + 1)
    )


def _spoken(draft: Draft) -> str:
    """A statement is an act of its own only as a finite verb: "to support", "welcoming" are not."""
    if draft.type != "statement" or draft.hit.form != "verb":
        return ""
    tag, before = draft.line.tag(draft.hit.head), draft.line.tag(draft.hit.head - 1)
    if tag == "VB" and (before == "TO" or (before == "RB" and draft.line.tag(draft.hit.head - 2) == "TO")):
        return "everyday word"
    return "everyday word" if tag == "VBG" and before not in ("BE", "RB") and draft.hit.weak else ""


def _direct(draft: Draft) -> str:
    """A capture takes a place itself: "captured near X" takes something else."""
    if draft.type == "capture" and draft.hit.form == "verb" and draft.trigger.last - draft.trigger.first == 1 and draft.place:
        return (
            ""
            if draft.place[0].role in ("obj", "of", "near") or (draft.place[0].role.startswith("left:in") and not draft.roles.passive)
            else "no place taken"
        )
    if draft.type == "hold" and draft.hit.form == "suffix" and draft.place and draft.place[0].item.label == "facility":
        return "no place held"
    return ""


def _weak(draft: Draft) -> str:
    """Everyday words count only when somebody armed or official does them to a place or an opponent."""
    if not draft.hit.weak or draft.hit.form == "attributive":
        return ""
    if draft.type in ("statement", "negotiate", "agreement"):
        return "" if any(i.label in (*OFFICIAL, "person", "pronoun") for i in draft.agent) else "everyday word"
    if draft.type == "losses":
        return "" if draft.absorbed or _armed(draft) else "everyday word"
    if draft.type == "handover":
        moved = draft.roles.passive or draft.target or any(p.role == "obj" for p in draft.place)
        return "" if (draft.agent and moved) or (moved and draft.roles.passive and draft.target) else "everyday word"
    if draft.type in ("evacuate", "protest"):
        return "" if draft.agent or draft.target else "everyday word"
    if draft.type == "civilians_attacked":
        return "" if _armed(draft) and (draft.place or draft.target) else "everyday word"
    direct = [
        p
        for p in draft.place
        if p.role in ("obj", "of", "on", "at", "from", "to", "into", "towards", "toward") or draft.type in ("clash", "deploy")
    ]
    return (
        ""
        if any(i.label in (*OFFICIAL, "pronoun") for i in draft.agent)
        and (direct or (draft.target and draft.type in ("clash", "repel", "besiege")))
        else "everyday word"
    )


def _needs(draft: Draft) -> str:
    have = {
        "place": bool(draft.place),
        "agent": bool(draft.agent),
        "target": bool(draft.target),
        "actor": bool(draft.agent or draft.target),
        "armed": _armed(draft) or any(i.label == "pronoun" for i in draft.agent),
        "both": bool(draft.agent and draft.target),
        "losses": draft.type == "losses" or any(d.type == "losses" for d in draft.absorbed),
    }
    options = needs_of(draft.type)
    if any(all(have[need] for need in option) for option in options):
        return ""
    return "no " + " or ".join(" and ".join(option) for option in options)
