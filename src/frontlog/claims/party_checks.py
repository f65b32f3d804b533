"""What a party cannot be: its own opponent, a bare weapon, a word inside the name of a hospital or a street; and whose men words mean."""

import re
from collections.abc import Sequence
from dataclasses import replace

from frontlog.claims.draft import Draft
from frontlog.claims.places import PlaceName
from frontlog.grammar.clauses import FINITE, Item, Line
from frontlog.grammar.wordsets import word_set
from frontlog.model import ActorRef, Piece, Span
from frontlog.reference.actor_names import role_of
from frontlog.reference.actors import ARMED_ROLES, Actors
from frontlog.reference.countries import country_names, nationalities, seats
from frontlog.reference.heads import ARMED, GOVERNMENT_WORDS, MEMBERS
from frontlog.reference.hostile import FIGHTING, GAINING, HOSTILE, UNARMED
from frontlog.reference.words import clean

_OWNER = re.compile(r"(?:[A-Z][\w-]*\s){0,2}[A-Z][\w-]*['’]s?\s+$")
_HELPED = re.compile(
    r"\s*,?\s*(?:(?:backed|supported|assisted|accompanied|aided|reinforced|helped|joined)\s+by|alongside|together\s+with)\s+(?:the\s+|[a-z]+\s+){0,2}"
    r"((?:[A-Z][\w-]*\s?){1,3})"
)
_CHARGING = re.compile(
    r"\s+(?:[a-z]+\s+){0,2}(?:accus|blam|condemn|warn|urg|criticis|criticiz|denounc|threaten|call(?:s|ed|ing)?\s+on\b|demand)[a-z]*\s+(?:that\s+)?(?:the\s+)?"
    r"((?:[A-Z][\w-]*\s?){1,3})"
)
_MADE = re.compile(r"(?:\s+(?:origin|make|manufacture|design)\b|-(?:made|built|supplied|designed)\b)")
_JUDGED = ("condemn", "denounce", "deplore", "decry", "criticise", "criticize", "mourn", "slam")
_FACING = re.compile(r"\b(?:with|against)\s+(?:the\s+)?$")
_SEAT = re.compile(r"\s+in\s+((?:[A-Z][\w'’-]*\s?){1,2})")
_STATE = re.compile(r"\s+of\s+(?:the\s+)?(?:[A-Z][\w-]*\s){0,2}[A-Z][\w-]*")
_GROUPS = ARMED | MEMBERS | GOVERNMENT_WORDS
Parties = tuple[tuple[ActorRef, ...], tuple[ActorRef, ...]]  # agent and target
ARMED_DEEDS = frozenset({"capture", "advance", "besiege", "airstrike", "shelling"})
REFLEXIVE = frozenset({"themselves", "itself", "himself", "herself", "ourselves", "each other", "one another"})
FROM_FORCES = frozenset({"capture", "advance", "repel", "hold"})  # civilians hold no ground
_OF_CAPTIVES = ("abduct", "kidnap", "execute", "torture", "behead")


def owner_of(line: Line, span: Span) -> str:
    """ "Kyiv's" of "Kyiv's [troops]": whose men or organ the words are, as written; "" where nobody's name stands before them."""
    words = span.quote.split()
    if not words or words[0][:1].isupper() or words[-1].lower() not in _GROUPS:
        return ""
    found = _OWNER.search(line.sentence.span.quote[: max(0, span.start - line.sentence.span.start)])
    return found[0].strip() if found else ""


def state_of(line: Line, span: Span) -> str:
    """ "of Iraq" of "the Government [of Iraq]": the name behind words that stop short of it; "" where none stands there."""
    words = span.quote.split()
    if not words or words[-1].lower() not in _GROUPS or " of " in span.quote:
        return ""
    found = _STATE.match(line.sentence.span.quote[max(0, span.end - line.sentence.span.start) :])
    return found[0].strip() if found and span.start >= line.sentence.span.start else ""


def seated(line: Line, span: Span) -> str:
    """The country (ISO code) in whose capital a government or an army is said to sit: NE in "[the junta] in Niamey"; "" where none is."""
    words = span.quote.split()
    common = bool(words) and (words[0] == "The" or words[0].islower()) and bool(role_of([words[-1].lower()]))
    if not common or span.start < line.sentence.span.start:
        return ""
    found = _SEAT.match(line.sentence.span.quote[span.end - line.sentence.span.start :])
    name = clean(found[1]).split() if found else []
    return next((code for size in (2, 1) if (code := seats().get(" ".join(name[:size]), ""))), "")


def defended(line: Line, span: Span, anchors: Sequence[tuple[int, str]]) -> str:
    """The country (ISO code) over whose places an army without a name shoots something down, which is its own: IL in "[the army] said it
    intercepted ten rockets over Haifa". `anchors`: where places stand, with their countries; "" where nothing is shot down."""
    words = span.quote.split()
    lows = {token.lower for token in line.tokens}
    downed = bool(lows & {"intercepted", "intercepts", "intercept", "downed"}) or {"shot", "down"} <= lows
    if not downed or not words or any(w[:1].isupper() for w in words[1:]) or role_of([words[-1].lower()]) not in ARMED_ROLES:
        return ""
    starts = {i.mention.span.start for i in line.of_kind("place")}
    codes = {code for start, code in anchors if start in starts}
    return codes.pop() if len(codes) == 1 else ""


def charged(line: Line, span: Span) -> str:
    """The country (ISO code) that somebody charges or presses in the sentence, or that helps him: RW in "[the ministry] accused Rwanda", KE
    in "[police] backed by Kenyan troops"; nobody is that to his own. "" where none is."""
    behind = line.sentence.span.quote[max(0, span.end - line.sentence.span.start) :]
    found = _CHARGING.match(behind) or _HELPED.match(behind)
    if found is None or span.start < line.sentence.span.start:
        return ""
    words = found[1].split()
    keys = (clean(" ".join(words[:size])) for size in range(len(words), 0, -1))
    return next((code for key in keys if (code := country_names().get(key) or seats().get(key) or nationalities().get(key))), "")


def opponents(type_: str, agent: Sequence[ActorRef], target: Sequence[ActorRef], actors: Actors) -> tuple[ActorRef, ...]:
    """The targets without those of the agent's own ranks: nobody captures from himself."""
    if type_ not in HOSTILE:
        return tuple(target)
    own = {ref.id for ref in agent if ref.id}
    above = {id_ for ref in agent if ref.id in actors for id_ in actors.ancestors(ref.id)}
    return tuple(ref for ref in target if ref.id not in above and not (ref.id in actors and own & set(actors.ancestors(ref.id))))


def of_one_side(type_: str, agent: Sequence[ActorRef], target: Sequence[ActorRef], actors: Actors) -> tuple[ActorRef, ...]:
    """The agent without those of the target's own ranks, where others are left ("rebels and [local brigades] took it from the army"), and
    without the state's forces beside a group of another side, where no name says so: "HTS and [the brigades] prepare an attack"."""
    if type_ not in HOSTILE or len(agent) < 2:
        return tuple(agent)
    groups = [a.id for a in agent if a.id in actors and actors.get(a.id).kind != "state"]
    unnamed = [a for a in agent if a.text.islower() and a.id in actors and actors.get(a.id).kind == "state"]
    apart_ = [a for a in unnamed if groups and not any(actors.same_side(a.id, group) for group in groups)]
    agent = tuple(a for a in agent if a not in apart_)
    theirs = {t.id for t in target if t.id in actors}
    above = {id_ for id_ in theirs for id_ in actors.ancestors(id_)}
    own = [a for a in agent if a.id in actors and (a.id in theirs | above or theirs & set(actors.ancestors(a.id)))]
    return tuple(a for a in agent if a not in own) or tuple(agent)


def able(line: Line, refs: Sequence[ActorRef]) -> tuple[ActorRef, ...]:
    """The parties without bare weapons ("mortars hit", "artillery struck"), without acts ("repelled ten [assaults]"), without words
    inside the name of a civil site, and without those that only turn a verb upon its subject ("gave [themselves] up")."""
    unknown = (ref for ref in refs if not ref.id or (ref.id.startswith("x-") and ref.text.split()[-1].islower()))
    acted = {(ref.start, ref.end) for ref in unknown if ref.text.split()[-1].lower() in word_set("acts")}  # "air operations targeted"
    acts = tuple(ref for ref in refs if (ref.start, ref.end) not in acted)
    return tuple(ref for ref in acts if not _bare_weapon(ref.text) and not _in_name(line, ref) and ref.text.lower() not in REFLEXIVE)


def _bare_weapon(text: str) -> bool:
    """Whether words name a weapon without saying whose."""
    words = text.split()
    owned = any(word.lower() in word_set("owners") or clean(word) in nationalities() for word in words)
    owned = owned or any(word[:1].isupper() for word in words[1:])
    return bool(words) and words[-1].lower().rstrip("s") in word_set("arms") and not owned


def _in_name(line: Line, ref: ActorRef) -> bool:
    """Whether a name only begins that of a site ("the [Saudi] Hospital", "[Israel] Street"), or says where a thing was made."""
    rest = line.sentence.span.quote[max(0, ref.end - line.sentence.span.start) :]
    if ref.start >= line.sentence.span.start and _MADE.match(rest):
        return True
    found = re.match(r"\s+(?:[A-Z][\w-]*\s+){0,2}?([A-Z][\w-]*)", rest)
    return ref.start >= line.sentence.span.start and found is not None and found[1].lower() in word_set("sites")


def two_sides(
    type_: str, agent: Sequence[ActorRef], target: Sequence[ActorRef], actors: Actors, *, ruled: bool
) -> tuple[tuple[ActorRef, ...], tuple[ActorRef, ...]]:
    """Agent and target of a claim of fighting without who would stand on both sides. `ruled`: whether grammar read the target, and not
    the agent; then its reading stands ("was recaptured from [the rebels]"), else that of the agent does."""
    if type_ == "withdraw":
        return tuple(agent), ()  # who leaves has no opponent: "withdrew [his troops]"
    if type_ in ("negotiate", "statement", "evacuate"):
        return tuple(agent), tuple(t for t in target if not any(a.id and a.id == t.id for a in agent))
    if type_ not in FIGHTING:
        return tuple(agent), tuple(target)
    if type_ in FROM_FORCES:
        target = [t for t in target if t.id not in UNARMED]
    if ruled:
        return tuple(a for a in agent if not any(_one(a, t) for t in target)), tuple(target)
    kept = (t for t in target if not any(_one(a, t) or (type_ in GAINING and _friends(a, t, actors)) for a in agent))
    return tuple(agent), tuple(kept)


def once(draft: Draft, agent: Sequence[ActorRef], target: Sequence[ActorRef]) -> Parties:
    """Agent and target, whoever read them, without civilians from whom no ground is taken and without the same words on both sides: behind
    "with" stands the opponent ("fighting with [ISIS]"), and who has losses did not inflict them."""
    kept = [t for t in target if draft.type not in FROM_FORCES or t.id not in UNARMED]
    if draft.type in FIGHTING:  # "rebels took the camp, which showed [the insurgents'] strength"
        named = {a.id for a in agent if a.id and a.text != a.text.lower() and a.end < draft.trigger.mention.span.start}
        kept = [t for t in kept if not (t.id in named and t.text == t.text.lower())]
    text, base = draft.line.sentence.span.quote, draft.line.sentence.span.start
    doubled = [t for t in kept if any((a.start, a.end) == (t.start, t.end) for a in agent)]
    facing = [t.start for t in doubled if draft.type == "losses" or (t.start >= base and _FACING.search(text[: t.start - base]))]
    return (
        tuple(a for a in agent if a.start not in facing),
        tuple(t for t in kept if t not in doubled or t.start in facing),
    )


def spoken_to(draft: Draft, target: Sequence[ActorRef]) -> tuple[ActorRef, ...]:
    """The target of a statement without whom the verb does not govern: those before it, those of a verb that follows ("declares a truce and
    orders [the SDF] to go"), those whom the deed that is denied or condemned befell ("condemned the attack on [the army]")."""
    if draft.type != "statement" or draft.hit.form != "verb" or draft.roles.passive:
        return tuple(target)
    line, base, verb = draft.line, draft.line.sentence.span.start, draft.hit.head
    out = []
    for ref in target:
        first = next((n for n, token in enumerate(line.tokens) if base + token.start >= ref.start), -1) if ref.start >= base else -1
        between = range(verb + 1, first)
        other = any(line.low(n - 1) in ("and", "but") and line.tag(n) in FINITE for n in between)
        befell = line.low(first - 1) in ("on", "against") or (line.tag(first - 1) == "DET" and line.low(first - 2) in ("on", "against"))
        spared = draft.hit.lemma == "deny" or (draft.hit.lemma in _JUDGED and befell)
        if first > verb and not other and not spared:
            out.append(ref)
    return tuple(out)


def whose_deed(draft: Draft) -> list[Item]:
    """Whom a statement condemns that names only the deed: "condemned the attacks launched by [X] on Y", "denounced [Israeli] strikes"."""
    if draft.type != "statement" or draft.hit.form != "verb" or draft.hit.lemma not in _JUDGED:
        return []
    line, last = draft.line, draft.trigger.last
    end = next(
        (n for n in range(last, len(line.tokens)) if line.low(n) in (";", "and", "but") or line.tag(n) in ("SUB", "REL")), len(line.tokens)
    )
    inside = [i for i in line.of_kind("actor") if last <= i.first and i.last <= end and i.label != "pronoun"]
    by = [i for i in inside if "by" in (line.low(i.first - 1), line.low(i.first - 3) if line.low(i.first - 1) == "of" else "")]
    owned = [i for i in inside if line.tag(i.last) == "POS" or (i.label == "demonym" and line.tag(i.last) == "NN")]
    return by[:1] or owned[:1]


def outside(target: Sequence[ActorRef], places: Sequence[PlaceName]) -> tuple[ActorRef, ...]:
    """The targets without unknown names and seats of government that are, or begin, the words of a place: "[the Western Command] in Ann",
    "bombed [Stepanakert]"."""
    able = (t for t in target if t.id.startswith("x-") or clean(t.text) in seats())
    inside = [t for t in able if any(p.start <= t.start and t.end <= p.end for p in places)]
    return tuple(t for t in target if t not in inside)


def is_self(ref: ActorRef, place: PlaceName) -> bool:
    """Whether a place is nothing but the words of a party: a person's name is no place."""
    return ref.start <= place.start and place.end <= ref.end


def armed(type_: str, agent: Sequence[ActorRef]) -> tuple[ActorRef, ...]:
    """The agent without people who have no artillery, aircraft or troops: "eleven people were wounded in the shelling"."""
    return tuple(a for a in agent if type_ not in ARMED_DEEDS or a.id not in UNARMED)


def apart(type_: str, parties: Sequence[ActorRef], source: Piece | None) -> tuple[ActorRef, ...]:
    """The parties without those who only tell it, where others are left: "they fought the army, [residents and an official] said"."""
    if source is None or type_ not in FIGHTING:
        return tuple(parties)
    return tuple(a for a in parties if not (a.start < source.end and source.start < a.end)) or tuple(parties)


def struck(type_: str, target: Sequence[ActorRef], source: Piece | None, trigger: Piece) -> tuple[ActorRef, ...]:
    """The target without those who only tell it; behind the deed they are none even alone: "troops came, [the agency] reports"."""
    kept = apart(type_, target, source)
    if source is None or type_ not in FIGHTING or source.start < trigger.end:
        return kept
    return tuple(a for a in kept if not (a.start < source.end and source.start < a.end))


def doing(type_: str, agent: Sequence[ActorRef], source: Piece | None) -> tuple[ActorRef, ...]:
    """The agent without those who only tell it; unarmed people who do are none even alone: "jets struck the town, [residents] said"."""
    if source is not None and type_ == "losses":
        return tuple(a for a in agent if not (a.start < source.end and source.start < a.end and a.id.startswith("x-")))  # who counted them
    kept = apart(type_, agent, source)
    if source is None or type_ not in FIGHTING:
        return kept
    return tuple(a for a in kept if a.id not in UNARMED or not (a.start < source.end and source.start < a.end))


def of_a_fall(draft: Draft, parties: Parties, modality: str, source: Piece | None) -> Parties:
    """The parties; who denies that a place fell is no taker but the one who has it: "the army denied the [fall of] Goma"."""
    agent, target = parties
    if draft.type != "capture" or modality != "denied" or source is None or not draft.trigger.mention.span.quote.lower().startswith("fall"):
        return parties
    denying = [a for a in agent if a.start < source.end and source.start < a.end]
    return tuple(a for a in agent if a not in denying), target or tuple(denying)


def spare_fighters(draft: Draft) -> None:
    """Who harms soldiers or fighters attacks no civilians, unless he has them in his hands."""
    fallen = _fallen(draft)
    if fallen is not None:
        draft.type, draft.roles.agent, draft.roles.target = "losses", [i for i in draft.agent if i is not fallen], [fallen]
        if draft.told is not None:
            kept = tuple(i for i in draft.told.agent if i.last <= fallen.first or fallen.last <= i.first)
            span = fallen.mention.span
            chances = (*(c for c in draft.told.chances if c[0] == "place"), ("target", span.start, span.end, 1.0))
            draft.told = replace(draft.told, type="losses", agent=kept, target=(fallen,), chances=chances)
    civil = draft.type == "civilians_attacked" and draft.target and draft.hit.lemma not in _OF_CAPTIVES
    if civil and all(i.label in ("armed", "state") for i in draft.target):
        draft.type = "assault"


_WHERE = frozenset({"in", "at", "near", "on", "during", "outside", "while", "when", "last", "earlier"})


def _fallen(draft: Draft) -> Item | None:
    """The soldiers or fighters before a bare "killed", whom nobody is said to have killed: "a funeral for [soldiers] killed in X"."""
    line, head = draft.line, draft.hit.head
    bare = line.low(head) in ("killed", "slain", "wounded") and line.low(head + 1) in _WHERE  # and no "soldiers [killed] three farmers"
    if draft.type != "civilians_attacked" or not bare:
        return None
    return next((i for i in line.of_kind("actor") if i.last == head and i.label in ("armed", "state", "named")), None)


def _one(a: ActorRef, b: ActorRef) -> bool:
    """Whether two references are one actor, or share words: "the [Assad] regime"."""
    return (bool(a.id) and a.id == b.id) or (a.start < b.end and b.start < a.end and (a.start, a.end) != (b.start, b.end))


def _friends(a: ActorRef, b: ActorRef, actors: Actors) -> bool:
    return a.id in actors and b.id in actors and actors.same_side(a.id, b.id)
