"""Chooses whom words without a name mean, among what the rules read and who was named before (antecedent_weights.py)."""

from collections.abc import Sequence
from dataclasses import dataclass, field, replace

from frontlog.claims.actor_organs import is_unit
from frontlog.claims.actor_words import Words
from frontlog.claims.actors import ActorResolver
from frontlog.claims.antecedent_options import PRONOUNS, RULED, Option, Question, Scene, Told, kind_of, options
from frontlog.claims.antecedent_weights import choose
from frontlog.claims.antecedents import SENTENCES_BACK
from frontlog.grammar.clauses import Item, Line
from frontlog.model import ActorRef

_KINDS = {
    **dict.fromkeys(("it", "itself"), "it"),
    **dict.fromkeys(("they", "these", "those", "themselves"), "they"),
    "them": "them",
    **dict.fromkeys(("its", "their", "theirs"), "their"),
    **dict.fromkeys(("he", "she", "him", "his", "her"), "he"),
    **dict.fromkeys(("we", "our", "us", "ours"), "we"),
}


_DECIDED = (
    "former",
    "neighbour",
    "unheard",
    "own_name",
    "secretary",
    "watcher_again",
    "installed",
)  # rules that are right wherever they answer
_BESIDE = ("allies", "ally", "partners", "backers")  # "the military and [foreign allies]" are nobody whom the report named


def _open(ruled: ActorRef, rule: str) -> bool:
    """Whether a unit that the registry lacks got no army by its own words."""
    return rule == "unit" or ruled.id.startswith("x-") or not ruled.id


@dataclass(slots=True)
class Chooser:
    """Chooses for one document, told of the mentions one by one."""

    resolver: ActorResolver
    told: Told = field(default_factory=Told)
    scene: Scene | None = None

    def words(self, line: Line, item: Item, number: int, ruled: ActorRef) -> ActorRef:
        """Whom a description means: as ruled, or another."""
        span, rule = item.mention.span, self.resolver.ruled_by
        if span.start < line.sentence.span.start or rule in _DECIDED or (not ruled.id and span.quote.lower().endswith(_BESIDE)):
            return ruled
        if ruled.id == "unidentified-attackers" and span.quote.lower().rstrip("s").endswith("sniper"):
            return ruled
        words = self._words(span.quote, span.start)
        kind = kind_of(words) if words.plain and not words.capitals else "army" if is_unit(span.quote) and _open(ruled, rule) else ""
        if not kind or kind in RULED:
            return ruled
        return self._chosen(Question(words, line, number, item.first, item.last, kind, rule), ruled)

    def pronoun(self, line: Line, item: Item, number: int, ruled: Sequence[tuple[str, ActorRef]]) -> list[tuple[str, ActorRef]]:
        """Whom a pronoun means, with the label of its mention: as ruled, or another."""
        span = item.mention.span
        kind = _KINDS.get(span.quote.lower()) if span.quote != "US" else None
        if kind is None or kind in RULED:
            return list(ruled)
        question = Question(self._words(span.quote, span.start), line, number, item.first, item.last, kind, "")
        empty = ActorRef(span.quote, span.start, span.end, "", "")
        found = self._chosen(question, ruled[0][1] if ruled else empty)
        if ruled and found.id == ruled[0][1].id:
            return list(ruled)
        rows = self.told.by_id.get(found.id, ())
        return [(rows[-1].item.label if rows else "named", found)] if found.id else []

    def _words(self, text: str, start: int) -> Words:
        return Words(" ".join(text.split()), start, tuple(self.resolver.context.theatre(start)), ())

    def _chosen(self, question: Question, ruled: ActorRef) -> ActorRef:
        actors, context = self.resolver.actors, self.resolver.context
        if self.scene is None:
            outlet = self.resolver.outlet
            ours = outlet.actor if outlet is not None and outlet.speaks_for_party else context.tone
            ours = self.resolver.sides.party(ours) or ours
            self.scene = Scene(actors, context, ours if ours in actors else "")
        found = options(question, ruled.id, self.told, actors, context, self.scene.ours)
        if question.kind in PRONOUNS:
            found = [o for o in found if "final" in o.origins or (o.said and question.number - o.said[-1].number <= SENTENCES_BACK)]
        if len(found) < 2:
            return ruled
        best = self.pick(question, found, self.scene)
        if best.id == ruled.id:
            return ruled
        name = best.said[-1].ref.name if best.said else actors.name(best.id)
        return replace(ruled, id=best.id, name=name)

    def pick(self, question: Question, found: Sequence[Option], scene: Scene) -> Option:
        """The best candidate."""
        return found[choose(question, found, scene)]
