"""A question whom words mean, with its candidates, and what is the same for all of them: who acts, which country is spoken of."""

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property, lru_cache

from frontlog.claims.actor_groups import DETERMINED
from frontlog.claims.antecedent_options import Option, Question, Said, Scene
from frontlog.grammar.subjects import passive, subject, verb_before
from frontlog.grammar.wordsets import word_set

_OWN = ("our", "its", "their", "his", "her", "my", "own")
_VERBS = ("VBD", "VBZ", "VB")


@dataclass(frozen=True)
class Asked:
    """A question with its candidates, and what is the same for all of them."""

    question: Question
    options: Sequence[Option]
    scene: Scene

    @cached_property
    def near(self) -> str:
        """The country that is spoken of there."""
        return next(iter(self.question.words.countries), "")

    @cached_property
    def manner(self) -> str:
        """Whether the words point ("the"), own ("its"), count or do neither."""
        words = self.question.words
        first = words.text.split()[0].lower()
        return "the" if DETERMINED.match(words.text) else first if first in _OWN else "count" if words.counted else "bare"

    @cached_property
    def here(self) -> list[tuple[str, Said]]:
        """Who was named before in the sentence."""
        return [(o.id, one) for o in self.options for one in o.said if one.number == self.question.number and one.item.label != "demonym"]

    @cached_property
    def governor(self) -> int:
        """The verb before the words."""
        return verb_before(self.question.line, self.question.first - 1)

    @cached_property
    def doers(self) -> list[tuple[int, int]]:
        """Who governs it."""
        return [(i.first, i.last) for i in subject(self.question.line, self.governor)] if self.governor >= 0 else []

    @cached_property
    def violent(self) -> bool:
        """Whether it does harm."""
        return self.governor >= 0 and self.question.line.low(self.governor) in harm()

    @cached_property
    def fate(self) -> str:
        """Whether those meant suffer violence or do it: "acts", "suffers" or neither."""
        line, last = self.question.line, self.question.last
        verb = next((at for at in range(last, min(last + 4, len(line.tokens))) if line.tag(at) in _VERBS), -1)
        if verb >= 0 and line.low(verb) in harm():
            return "suffers" if passive(line, verb) else "acts"
        return "suffers" if self.violent else ""

    @cached_property
    def later(self) -> dict[str, tuple[int, int]]:
        """Of each armed group that the report names behind the words: how far, and how often."""
        context, start = self.scene.context, self.question.words.start
        found: dict[str, list[int]] = {}
        for at, id_ in context.armed:
            if at > start and (not context.digest or context.one_line(at, start)):
                found.setdefault(id_, []).append(at - start)
        return {id_: (min(far), len(far)) for id_, far in found.items()}

    @cached_property
    def sorts(self) -> list[str]:
        """What each candidate is."""
        return [self.scene.sort(option) for option in self.options]

    @cached_property
    def order(self) -> list[int]:
        """Which was named last: the smaller, the later."""
        return [-option.said[-1].order if option.said else 1 for option in self.options]

    @cached_property
    def kin(self) -> dict[str, tuple[int, int, int]]:
        """Of each country: which one its actors were named last, how many sentences back, and how often."""
        found: dict[str, list[Option]] = {}
        for option in self.options:
            if option.said and (country := self.scene.country(option.id)):
                found.setdefault(country, []).append(option)
        ranked = sorted(found.values(), key=lambda told: -max(option.said[-1].order for option in told))
        return {
            self.scene.country(told[0].id): (
                n,
                min(self.question.number - option.said[-1].number for option in told),
                sum(len(option.said) for option in told),
            )
            for n, told in enumerate(ranked)
        }


@lru_cache(maxsize=1)
def harm() -> frozenset[str]:
    """Verbs of violence."""
    return word_set("striking") | word_set("harming")
