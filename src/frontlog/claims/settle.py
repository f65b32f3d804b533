"""What the triggers of one sentence mean together: losses belong to the attack that caused them, a repelled attack is one claim, a second
name for one event is no second claim, and the type follows from who does it to whom."""

from collections.abc import Sequence

from frontlog.claims.draft import OFFICIAL, VIOLENT, Draft
from frontlog.claims.retype import retype
from frontlog.claims.tolled import denied_between, settle_tolls
from frontlog.grammar.clauses import Phrase, boundary, coordinated, parted
from frontlog.grammar.roles import following
from frontlog.grammar.where import chosen_place, is_vague
from frontlog.grammar.wordsets import word_set


def settle(drafts: Sequence[Draft]) -> None:
    """Apply the rules in order. Drafts that are given up keep their reason."""
    for draft in drafts:
        before = draft.type
        retype(draft)
        if draft.type != before:
            draft.place = chosen_place(draft.line, draft.type, draft.roles)
    for rule in (
        _by_event,
        _under_control,
        _repelled,
        _intercepted,
        settle_tolls,
        _repeated,
        _reporting,
        _shared_targets,
        _lent_agents,
        _holders,
        _borrowed_places,
    ):
        rule([d for d in drafts if not d.reason])


def _shared_targets(drafts: Sequence[Draft]) -> None:
    """ "killed 15 fighters and captured the base", by one agent: one opponent."""
    for draft in drafts:
        if draft.target or not draft.agent or draft.type not in ("capture", "advance", "repel", "assault", "besiege", "seize_materiel"):
            continue
        for other in sorted((d for d in drafts if d is not draft and d.target), key=lambda d: abs(d.hit.head - draft.hit.head)):
            same = (
                other.agent
                and other.agent[0] is draft.agent[0]
                and other.type in (*VIOLENT, "capture", "advance", "repel", "besiege", "losses")
            )
            if same and all(i.label in ("armed", "named", "state") for i in other.target):
                draft.roles.target = list(other.target)
                break


def _lent_agents(drafts: Sequence[Draft]) -> None:
    """ "... where clashes erupted": a noun of fighting without sides takes those of the nearest other act of its sentence."""
    for draft in drafts:
        lenders = _LENDERS.get(draft.type, ())
        if draft.hit.form not in ("noun", "attributive") or draft.agent or not lenders:
            continue
        beside = (d for d in drafts if d is not draft and d.agent and not parted(draft.line, draft.hit.head, d.hit.head))
        near = sorted(beside, key=lambda d: abs(d.hit.head - draft.hit.head))
        able = (d for d in near if d.type in lenders and d.agent[0] not in draft.target and all(i.label in OFFICIAL for i in d.agent))
        if draft.type == "besiege":  # "rebels left the besieged town": they besiege nobody
            able = (d for d in able if d.type not in ("withdraw", "advance"))
        other = next(able, None)
        if other is not None:
            draft.roles.agent = list(other.agent)
            draft.roles.target = draft.target or [i for i in other.target if i.label in OFFICIAL]


_ACTS = ("capture", "advance", "assault", "repel", "besiege", "withdraw")
_LENDERS = {
    **dict.fromkeys(("clash", "advance", "assault", "besiege", "capture"), _ACTS),
    **dict.fromkeys(("airstrike", "shelling"), ("airstrike", "shelling", "assault")),
}


def _holders(drafts: Sequence[Draft]) -> None:
    """ "captured A inside the ISIS-held pocket": who is said to hold the ground is the one it is taken from."""
    held = [d for d in drafts if d.type == "hold" and d.hit.form == "suffix" and d.agent]
    for draft in drafts:
        if draft.type in ("capture", "advance", "assault", "besiege") and not draft.target and draft.agent:
            holder = next((h for h in held if abs(h.hit.head - draft.hit.head) < 14), None)
            if holder is not None:
                draft.roles.target = [i for i in holder.agent if i not in draft.agent]


def _under_control(drafts: Sequence[Draft]) -> None:
    """ "took the village of X [under control]": how it was taken, and no second claim."""
    for draft in (d for d in drafts if d.type == "hold" and d.line.low(d.trigger.first) == "under"):
        near = (d for d in drafts if d.type == "capture" and not d.reason and 0 < draft.trigger.first - d.trigger.last < 10)
        taken = next((d for d in near if not parted(d.line, d.hit.head, draft.hit.head) and _one_place(d, draft)), None)
        if taken is not None:
            taken.absorb(draft, "same event in this sentence")


def _one_place(a: Draft, b: Draft) -> bool:
    return not a.place or not b.place or a.place[0].item is b.place[0].item


def _borrowed_places(drafts: Sequence[Draft]) -> None:
    """A draft without a place takes that of the nearest other draft, else the nearest named place of its sentence."""
    for draft in drafts:
        if draft.type == "capture" and draft.place:
            continue
        if draft.type not in _PLACED or (draft.place and not all(is_vague(draft.line, p.item) for p in draft.place)):
            continue
        near = sorted(
            (d for d in drafts if d is not draft and d.place and d.type in _PLACED and not is_vague(d.line, d.place[0].item)),
            key=lambda d: abs(d.hit.head - draft.hit.head),
        )
        if near:
            draft.place, draft.borrowed = near[0].place, True
            continue
        named = [
            i
            for i in draft.line.of_kind("place")
            if i.label == "name"
            and not any(i.first >= a.first and i.last <= a.last for a in draft.line.of_kind("actor") if a.label not in ("country",))
        ]
        named = [i for i in named if draft.line.low(i.first - (2 if draft.line.tag(i.first - 1) == "DET" else 1)) in _LOCATING]
        if named:
            nearest = min(named, key=lambda i: abs(i.first - draft.hit.head))
            draft.place, draft.borrowed = [Phrase("near", i) for i in coordinated(draft.line, nearest) if i.label == "name"], True


_LOCATING = ("in", "at", "near", "across", "around", "inside", "outside", "over", "into", "through", "along", "off", "throughout", "on")
_PLACED = (
    *VIOLENT,
    "advance",
    "capture",
    "repel",
    "withdraw",
    "losses",
    "besiege",
    "arrest",
    "evacuate",
    "deploy",
    "protest",
    "seize_materiel",
    "surrender",
)


def _repelled(drafts: Sequence[Draft]) -> None:
    """ "repelled an attack by X on Y": one claim, whose target is the attacker and whose place is the attack's."""
    for draft in drafts:
        if draft.type != "repel":
            continue
        end = max(boundary(draft.line, draft.trigger.last), draft.trigger.last + 7)  # "repelled ISIS attempts to capture X"
        for other in drafts:
            inside = draft.trigger.first < other.trigger.first < end or (
                draft.roles.passive
                and other.trigger.last <= draft.trigger.first
                and other.hit.form == "noun"
                and draft.trigger.first - other.trigger.last < 12
            )
            if other is draft or other.reason or not inside or other.type not in (*VIOLENT, "advance", "capture"):
                continue
            if other.agent and draft.roles.passive and other.roles.passive and other.trigger.first >= draft.trigger.last:
                draft.roles.agent = draft.agent or list(other.agent)  # "were intercepted and destroyed by the navy"
            elif other.agent:
                draft.roles.target = [i for i in other.agent if i not in draft.agent] or draft.target
            draft.absorb(other, "repelled attack")


def _intercepted(drafts: Sequence[Draft]) -> None:
    """ "X fired ten rockets at Y, of which nine were shot down": by Y, and they were X's."""
    for draft in drafts:
        if draft.type != "repel" or not draft.roles.passive or draft.agent:
            continue
        fired = [d for d in drafts if d.type in ("airstrike", "shelling") and d.agent and d.trigger.last <= draft.trigger.first]
        if fired:
            draft.roles.target = list(fired[-1].agent)
            draft.roles.agent = [i for i in fired[-1].target if i.label in OFFICIAL]


def _repeated(drafts: Sequence[Draft]) -> None:
    """A second word for the same event is no second claim."""
    kept: list[Draft] = []
    for draft in drafts:
        if draft.reason:
            continue
        twin = next((k for k in kept if _same_event(k, draft)), None)
        if twin is not None:
            twin.absorb(draft, "same event in this sentence")
        else:
            kept.append(draft)


def _same_event(first: Draft, second: Draft) -> bool:
    """Whether two drafts tell one act: one kind of violence, agents that agree or lack, no second place or target."""
    kinds = {first.type, second.type}
    if first.type != second.type and not (
        kinds <= {*VIOLENT} and (_bare(first) or _bare(second)) and any(_definite(d) for d in (first, second))
    ):
        return False
    if first.type in ("capture", "hold", "withdraw", "statement", "evacuate", "advance") and not _bare(second):
        return False
    if denied_between(first, second):
        return False
    if first.agent and second.agent and not set(map(id, first.agent)) & set(map(id, second.agent)):
        return False
    if first.place and second.place and first.place[0].item is not second.place[0].item:
        return False
    return not (first.target and second.target and first.target[0] is not second.target[0])


def _bare(draft: Draft) -> bool:
    """A noun that names nobody and no place: "the attack"."""
    return draft.hit.form == "noun" and not draft.agent and not draft.target and not draft.place


def _own_act(draft: Draft, later: Draft) -> bool:
    """ "claimed the attack", "announced a blockade" are acts; "claimed that", "announced the capture of" only report."""
    if later.hit.form != "noun" or later.trigger.first - draft.trigger.last > 5 or draft.line.low(draft.trigger.last) == "that":
        return False
    return (later.type in VIOLENT) == (draft.hit.lemma == "claim") and later.type not in ("capture", "advance", "losses", "withdraw")


def _by_event(drafts: Sequence[Draft]) -> None:
    """ "was hit by an airstrike", "a drone strike hit": the verb and the noun tell one event."""
    nouns = [d for d in drafts if d.type in VIOLENT and d.hit.form == "noun"]
    for noun in nouns:
        for verb in drafts:
            if (
                verb is noun
                or verb.reason
                or noun.reason
                or verb.hit.form != "verb"
                or verb.type not in (*VIOLENT, "losses")
                or verb.hit.lemma in word_set("toll")
            ):
                continue
            passive = verb.roles.passive and 0 <= noun.trigger.first - verb.trigger.last < 8 and draft_by(verb)
            active = (
                0 < verb.trigger.first - noun.trigger.last + 1 < 12
                and following(noun.line, noun.trigger) == verb.hit.head
                and all(a in noun.agent for a in verb.agent)
            )
            if passive or active:
                noun.absorb(verb, "same event in this sentence")


def draft_by(draft: Draft) -> bool:
    """Whether "by" or "in" follows the verb before any other verb."""
    return (
        draft.line.low(draft.trigger.last) in ("by", "in", "during")
        or draft.line.low(draft.trigger.last - 1) == "by"
        or draft.line.low(draft.trigger.last) == "and"
    )


def _complement(draft: Draft, other: Draft) -> bool:
    """ "threatens to [capture]": the act threatened is the claim."""
    last = draft.trigger.last
    return draft.line.low(last) == "to" and last <= other.trigger.first <= last + 1


def _definite(draft: Draft) -> bool:
    return draft.line.low(draft.trigger.first - 1) in ("the", "this", "that", "these")


def _reporting(drafts: Sequence[Draft]) -> None:
    """A verb that only introduces what happened gives no statement of its own when that is claimed already."""
    for draft in (d for d in drafts if d.type == "statement"):
        if draft.hit.lemma == "threaten" and any(d.type != "statement" and _complement(draft, d) for d in drafts if not d.reason):
            draft.drop("only reports what is claimed")
        if draft.hit.weak and draft.hit.lemma in word_set("reporting"):
            later = [d for d in drafts if d is not draft and not d.reason and d.trigger.first >= draft.trigger.last]
            if later and not _own_act(draft, later[0]):
                draft.drop("only reports what is claimed")
