"""Who is meant by words that name nobody: one of several candidates, by weights.

The rules of reference know whom "the army" means in a country and whom "they" points to in a clause. Where several fit, in another
sentence or among two states, what decides is how near a candidate stands, how often it was named, whether it is of the kind that the
words tell, and who else the sentence names. Here each candidate gets the sum of the weights of its features, and another one than that of
the rules stands where it weighs MARGIN more. The weights are those of a conditional logit, fitted by `python -m training.antecedents` on
our own reports (tables/antecedents.yml).
"""

from collections.abc import Callable, Iterator, Sequence
from functools import lru_cache
from math import log1p

from frontlog.claims.antecedent_asked import Asked
from frontlog.claims.antecedent_options import PRONOUNS, Option, Question, Said, Scene
from frontlog.claims.antecedents import plural
from frontlog.claims.vocabulary import numbers
from frontlog.grammar.wordsets import word_set
from frontlog.reference.words import clean

# What another candidate must weigh more than that of the rules. Accuracy by rules / .3 / 1 / 2: gold .925 / .919 / .924 / .928, set 1 open
# .913 / .916 / .916 / .916 and held .862 / .877 / .881 / .870, set 2 open .849 / .859 / .859 / .862 and held .823 / .826 / .826 / .829
# (benchmarks/actors.py, blind.py --actors). At 2 every own passage of tests/claims/test_whom.py is still read as it was written.
MARGIN = 2.0
_STEPS = (0, 1, 2, 3, 6)  # sentences back
_AHEAD = (150, 400, 1000)  # characters
_NEAR = 3  # countries that are told apart by their rank

Features = dict[str, float]
Pairs = Iterator[tuple[str, float]]


def choose(question: Question, options: Sequence[Option], scene: Scene) -> int:
    """The number of the best candidate; of equals the first."""
    weights = numbers("antecedents")["pronouns" if question.kind in PRONOUNS else "words"]
    asked, get = Asked(question, options, scene), weights.get
    held: dict[tuple[object, object], list[float]] = {}
    sums = []
    for n, option in enumerate(options):
        gains: list[float] = []
        for part in _parts(question):
            key = part, _ALIKE[part](asked, n) if part in _ALIKE else n
            if key not in held:
                held[key] = [get(name, 0.0) * value for name, value in part(asked, n)]
            gains += held[key]
        sums.append(round(sum(gains) + MARGIN * ("final" in option.origins), 6))
    return max(range(len(sums)), key=lambda n: (sums[n], -n))


def features(question: Question, options: Sequence[Option], scene: Scene) -> Iterator[Features]:
    """What is weighed of each candidate."""
    asked = Asked(question, options, scene)
    for n in range(len(options)):
        yield {name: value for part in _parts(question) for name, value in part(asked, n)}


def _parts(question: Question) -> Sequence[Callable[[Asked, int], Pairs]]:
    """What tells the features; each gives a name once."""
    return (_kind, _country, _side, _beside, _said) if question.kind in PRONOUNS else (_kind, _country, _side, _beside, _said, _words)


def _kind(asked: Asked, n: int) -> Pairs:
    """Where a candidate is from, and what it is."""
    option, sort, kind = asked.options[n], asked.sorts[n], asked.question.kind
    for origin in option.origins:
        yield origin, 1.0
        yield f"{origin}:{kind}", 1.0
    if "final" in option.origins:
        rule = asked.question.rule
        yield f"final:{sort}", 1.0
        yield f"final:{sort}:{kind}", 1.0
        yield f"final:by {rule}", 1.0
        yield f"final:by {rule}:{'told' if option.said else 'untold'}", 1.0
    yield f"sort:{sort}", 1.0
    yield f"sort:{sort}:{kind}", 1.0


def _country(asked: Asked, n: int) -> Pairs:
    """Whether its country is spoken of: there, in the sentence, in the whole report, by its other actors."""
    country, kind, context = asked.scene.country(asked.options[n].id), asked.question.kind, asked.scene.context
    near = _rank(country, asked.question.words.countries)
    whole = _rank(country, context.countries)
    yield f"country:{near}", 1.0
    yield f"country:{near}:{kind}", 1.0
    yield f"whole:{whole}", 1.0
    yield f"whole:{whole}:{kind}", 1.0
    yield f"local:{_rank(country, context.near(asked.question.words.start))}:{kind}", 1.0
    if country and kind not in PRONOUNS:
        place, back, count = asked.kin.get(country, (9, 99, 0))
        yield f"kin place:{min(place, 3)}", 1.0
        yield f"kin place:{min(place, 3)}:{kind}", 1.0
        yield f"kin back:{_step(back)}", 1.0
        yield "kin often", log1p(count)


def _side(asked: Asked, n: int) -> Pairs:
    """Whether it is on the side of an outlet that speaks for one."""
    option, scene = asked.options[n], asked.scene
    if scene.ours and option.id:
        side = "ours" if scene.same_side(option.id, scene.ours, asked.near) else "theirs"
        yield f"{side}:{asked.question.kind}", 1.0
        yield f"{side}:{asked.manner}", 1.0


def _beside(asked: Asked, n: int) -> Pairs:
    """What the others of the sentence say about it: nobody fights himself."""
    option, line = asked.options[n], asked.question.line
    kind = asked.question.kind if asked.question.kind in (*PRONOUNS, "enemy") else "words"
    found: set[str] = set()
    for id_, one in asked.here:
        side = "self" if id_ == option.id else "friend" if asked.scene.same_side(id_, option.id, asked.near) else "other"
        found.add(f"{side}:here:{kind}")
        if (one.item.first, one.item.last) in asked.doers:
            found.add(f"{side}:does:{kind}")
            if asked.violent:
                found.add(f"{side}:harms:{kind}")
            if line.low(asked.governor) in word_set("saying"):
                found.add(f"{side}:says:{kind}")
    yield from ((name, 1.0) for name in sorted(found))
    if option.said and asked.fate and asked.question.number - option.said[-1].number == 1:
        yield f"just:{asked.fate}:{'opened' if _opens(option.said[-1]) else 'later'}", 1.0


def _said(asked: Asked, n: int) -> Pairs:
    """How it was named before: how near, how often, where in its sentence."""
    option, kind, first = asked.options[n], asked.question.kind, asked.question.first
    if option.id in asked.later:
        far, often = asked.later[option.id]
        yield f"ahead:{sum(far > step for step in _AHEAD)}:{'told' if option.said else 'new'}", 1.0
        yield "ahead often", log1p(often)
        yield f"ahead often:{kind}", log1p(often)
    if not option.said:
        yield f"unsaid:{kind}", 1.0
        return
    last, own = option.said[-1], asked.order[n]
    back = asked.question.number - last.number
    rank = sum(sort == asked.sorts[n] and order < own for sort, order in zip(asked.sorts, asked.order, strict=True))
    place = sum(order < own for order in asked.order)
    for name in (f"back:{_step(back)}", f"rank:{min(rank, 3)}", f"place:{min(place, 4)}"):
        yield name, 1.0
        yield f"{name}:{kind}", 1.0
    yield "often", log1p(len(option.said))
    yield f"often:{kind}", log1p(len(option.said))
    yield f"label:{last.item.label}:{kind}", 1.0
    if _opens(last):
        yield f"opened:{min(back, 2)}:{kind}", 1.0
        if first <= 1:
            yield f"opened:{min(back, 2)}:open", 1.0
    if option.said[0].order == 0:
        yield "first", 1.0
    if option.said[0].number == 0:
        yield f"title:{kind}", 1.0
    if kind in PRONOUNS:
        yield f"plural:{plural(last.item)}:{kind}", 1.0


def _words(asked: Asked, n: int) -> Pairs:
    """How the words tell it, and what they share with those that it was called by and with its names."""
    option, kind, words = asked.options[n], asked.question.kind, asked.question.words
    yield f"sort:{asked.sorts[n]}:{_stem(words.head)}", 1.0
    yield f"{asked.manner}:{'old' if option.said else 'new'}", 1.0
    yield f"{asked.manner}:{asked.sorts[n]}", 1.0
    said = [clean(one.ref.text) for one in option.said]
    plain = " ".join(words.plain)
    heads = [one for one, text in zip(option.said, said, strict=True) if text.split()[-1:] == [words.head]]
    known = {_stem(word) for text in said for word in text.split()}
    if option.id in asked.scene.actors:
        known |= _stems(asked.scene.actors.get(option.id).names)
    alike = {"same words": any(text.endswith(plain) for text in said), "same head": bool(heads), "head in name": _stem(words.head) in known}
    for name in (name for name, so in alike.items() if so):
        yield name, 1.0
        yield f"{name}:{kind}", 1.0
    if heads:
        yield f"same head:{min(asked.question.number - heads[-1].number, 3)}", 1.0
    before = [word for word in words.plain[:-1] if len(word) > 2]
    if before:
        share = sum(_stem(word) in known for word in before) / len(before)
        yield "before in name", share
        yield "before missing", 1 - share


# What the candidates have in common of which a part tells the same.
_ALIKE: dict[Callable[[Asked, int], Pairs], Callable[[Asked, int], object]] = {
    _kind: lambda asked, n: (asked.options[n].origins, asked.sorts[n], bool(asked.options[n].said)),
    _country: lambda asked, n: asked.scene.country(asked.options[n].id),
}


def _rank(country: str, countries: Sequence[str]) -> int:
    return countries.index(country) if country in countries[:_NEAR] else _NEAR + (not country)


def _step(back: int) -> int:
    return sum(back > step for step in _STEPS)


def _opens(said: Said) -> bool:
    """Whether a mention stands at the head of its sentence."""
    return said.item.first <= 2


def _stem(word: str) -> str:
    return word.removesuffix("s")


@lru_cache(maxsize=8192)
def _stems(names: Sequence[str]) -> frozenset[str]:
    return frozenset(_stem(word) for name in names for word in clean(name).split())
