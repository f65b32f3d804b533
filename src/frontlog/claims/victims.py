"""Whom a deed hurt: the people that words of loss name, the country that was struck, and whose each loss is."""

import re
from collections.abc import Sequence
from dataclasses import dataclass

from frontlog.claims.counted import others
from frontlog.claims.draft import VIOLENT, Draft
from frontlog.claims.loss_reading import LossReading
from frontlog.claims.loss_sides import PEOPLE, of_many, owner, side_of_number, unnamed
from frontlog.claims.number_words import small
from frontlog.claims.own_losses import own_side
from frontlog.claims.reference import Memory, unique
from frontlog.grammar.clauses import Item, Line
from frontlog.model import ActorRef, Document, Piece, Span


@dataclass
class Victims:
    """The readers of one document that know whom its words of loss mean."""

    document: Document
    memory: Memory

    def actors(self, line: Line, items: Sequence[Item]) -> tuple[ActorRef, ...]:
        """References for mentions of the sentence that was read last, each actor once."""
        return unique([ref for item in items for ref in self.memory.refs(line, item)])

    def victims(self, draft: Draft) -> tuple[ActorRef, ...]:
        """Who suffered the losses, where the claim names no target of its own."""
        if draft.type not in (*VIOLENT, "losses", "arrest"):
            return ()
        out: list[ActorRef] = []
        for victim in [r.victim for r in draft.losses if r.victim is not None and r.loss.kind != "materiel"]:
            item = next((i for i in draft.line.of_kind("actor") if overlaps(i, victim) and i not in draft.agent), None)
            if item is not None and item.label == "civilian" and draft.type == "clash":
                continue  # bystanders are no side
            if item is None and not others(victim.text) and not any(overlaps(i, victim) for i in draft.line.of_kind("actor")):
                span = Span(self.document.id, victim.start, victim.end, victim.text)
                found = [ref for ref in (self.memory.named(draft.line, span),) if ref.id and not ref.id.startswith("x-")]
            else:
                found = list(self.actors(draft.line, [item])) if item is not None else []
            if not any(o.start == ref.start for o in out for ref in found):
                out += [ref for ref in found if not any(ref.id == other.id for other in out)]
        return tuple(out)

    def struck(self, draft: Draft, agent: Sequence[ActorRef]) -> tuple[ActorRef, ...]:
        """The country that was struck, where the place is said to lie in it and it is not the attacker's own."""
        if draft.type not in ("airstrike", "shelling") or not draft.place or not agent:
            return ()
        last = draft.place[-1].item.last
        inside = [i for i in draft.line.of_kind("actor") if i.label == "country" and last <= i.first < last + 8]
        refs = self.actors(
            draft.line, [i for i in inside if any(p.label == "within" and p.first == i.first for p in draft.line.of_kind("place"))][:1]
        )
        return tuple(ref for ref in refs if ref.id and not any(a.id.startswith(ref.id) for a in agent))

    def sides(self, draft: Draft, agent: Sequence[ActorRef], target: Sequence[ActorRef]) -> list[str]:
        """Whose each loss is; a number alone counts on from the loss before it: "nine rebels were killed and [12] captured"."""
        out: list[str] = []
        for reading in draft.losses:
            out.append(out[-1] if out and _bare(reading) else self._side(draft, reading, agent, target))
        return out

    def _side(self, draft: Draft, reading: LossReading, agent: Sequence[ActorRef], target: Sequence[ActorRef]) -> str:
        """Whose losses: the actor that the victim's words name."""
        victim = reading.victim
        if victim is None:
            return target[0].id if len(target) == 1 else ""
        owned = owner(draft, lambda span: self.memory.named(draft.line, span))
        if owned:
            return owned
        if reading.loss.kind in _OWN_DEEDS and draft.type in ("surrender", "defect") and len(agent) == 1 and agent[0].id:
            return agent[0].id  # "30 members of the group, [the Falcons of Hira], surrendered"
        words = _TAKEN.sub("", victim.text)
        if (cut := _COUNTED.match(words)) and cut.end() < len(words):
            victim = Piece(victim.text[cut.end() :], victim.start + cut.end(), victim.end)
            words = words[cut.end() :]
        if _OF_THEM.search(words) and len(ids := {ref.id for ref in target if ref.id}) == 1:
            return ids.pop()  # "engaged the rebels, killing [nine of them]"
        ref = self.memory.resolver.resolve(words, victim.start, victim.start + len(words), earlier=tuple(self.memory.earlier))
        persons = self.memory.resolver.persons
        side = persons.sides.party(ref.id) if persons.is_person(ref) else ref.id  # a man who is killed is no side of his own
        if reading.loss.kind == "materiel":
            return self._of_goods(draft, victim, side, agent, target)
        if side == PEOPLE and victim.text.lower().endswith(("people", "persons")) and of_many(draft, victim):
            return ""
        if side in (PEOPLE, "") and (own := own_side(draft.line, victim, lambda item: self.memory.said(draft.line, item))):
            return own
        whose = {t.id for t in target}
        if side in (PEOPLE, "") and len(whose) == 1 and (_beaten(draft, reading, agent, target) or _own_members(draft, reading)):
            return whose.pop()  # "retook the camp from the rebels, killing [16]", "the army lost [two members]"
        if side == PEOPLE and unnamed(victim.text):
            return side_of_number(draft, reading, agent, target, lambda span: self.memory.named(draft.line, span))
        return side

    def _of_goods(self, draft: Draft, victim: Piece, side: str, agent: Sequence[ActorRef], target: Sequence[ActorRef]) -> str:
        """Whose goods were lost: of whom their words say ("the group's vehicles"), else of whom the claim says that it befell them. What
        says nobody's name ("a Mi-8 helicopter", "armoured vehicles") is not of those who destroyed it."""
        if found := _OWNER.search(victim.text):
            start = victim.start + found.start(1)
            return self.memory.named(draft.line, Span(self.document.id, start, start + len(found[1]), found[1])).id or side
        whose = {t.id for t in target if t.id and not (t.start < victim.end and victim.start < t.end)}
        doer = any(a.id == side for a in agent)
        if len(whose) == 1 and (not side or doer or side.startswith("x-")):
            return whose.pop()
        return "" if side.startswith("x-") or doer else side


def _beaten(draft: Draft, reading: LossReading, agent: Sequence[ActorRef], target: Sequence[ActorRef]) -> bool:
    """Whether a bare number counts the opponents whom who acts killed: "retook the camp from the rebels, [killing 16]"."""
    words = reading.loss.text.split()
    killing = reading.trigger.text.lower() in _KILLING and reading.trigger.start > draft.trigger.mention.span.start
    fought = bool(agent) and bool(target) and target[0].id not in (PEOPLE, "") and not any(a.id == target[0].id for a in agent)
    return fought and killing and draft.type in _FOUGHT and unnamed(reading.loss.text) and words[-1].lower() not in _BODIES


def _own_members(draft: Draft, reading: LossReading) -> bool:
    """Whether who lost them is said, and only what they are to it: "lost two members"."""
    return draft.type == "losses" and reading.trigger.text.lower().startswith("los") and reading.loss.text.lower().endswith(_MEN)


_KILLING = ("killing", "wounding", "injuring")
_FOUGHT = ("capture", "repel", "advance", "assault")
_BODIES = ("people", "dead")
_MEN = ("members", "men", "fighters", "soldiers", "troops")
_OWNER = re.compile(r"(?:^|\s)(the [a-z]+)['’]s?\s")
_OWN_DEEDS = ("surrendered", "defected")  # who is lost by them did them
_COUNTED = re.compile(r"(?:\w+\s){0,3}(?:a|the)?\s?(?:total of|(?:corpses|bodies|remains) of)\s", re.IGNORECASE)
_OF_THEM = re.compile(r"\bof them$", re.IGNORECASE)
_OTHERS = re.compile(
    r"(?:(?:at least|another|about|some|around|more than)\s)*[\w,]+\s(?:others|more)$"
    r"|another(?:\s[a-z]+)?\s[\d,]+$|(?:many|several|some)(?:\sothers)?$",
    re.IGNORECASE,
)
_TAKEN = re.compile(r"\s(?:hostage|prisoner|captive)$", re.IGNORECASE)


def overlaps(item: Item, other: Piece) -> bool:
    """Whether a mention shares words with a stretch of the document."""
    return item.mention.span.start < other.end and other.start < item.mention.span.end


def _bare(reading: LossReading) -> bool:
    """Whether a loss is a number without a noun, or so many others."""
    text = reading.loss.text.replace(",", "")
    if _OTHERS.fullmatch(text) and reading.loss.kind != "materiel":
        return True
    return reading.loss.kind != "materiel" and (text.isdigit() or small(text.lower()) is not None)
