"""The types of claims and the words that express them, from claim_types.yml.

Use `claim_types()` for meaning and group of each type, `find_hits` to see which words of a sentence may express one.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache
from importlib import resources
from typing import Any

from frontlog.reference.english import FORMS, forms, object_follows, tag_words
from frontlog.reference.remember import remembered
from frontlog.reference.tokens import Token, tokens_of
from frontlog.reference.yamlfile import parse

FIGURE = ""  # the type of a pattern that tells no event
GAP = 4  # words that may stand in a gap `..`: "take [full and immediate] control"
_VERBAL = ("VB", "VBZ", "VBD", "VBG", "BE", "HAVE", "DO")
_FINITE = ("VB", "VBZ", "VBD", "MODAL", "BE", "HAVE", "DO", "REL", "SUB")


@dataclass(frozen=True, slots=True)
class ClaimType:
    """One type of claim. `needs` is what a claim must have to be believed, as written at the top of claim_types.yml."""

    name: str
    meaning: str
    group: str
    needs: str
    frames: dict[str, str]


@dataclass(frozen=True, slots=True)
class Pattern:
    """A row of words that expresses a type. Elements are (kind, words) with kind v, n, w or gap; `head` is the index of the main one."""

    type: str
    elements: tuple[tuple[str, frozenset[str]], ...]
    head: int
    weak: bool
    attributive: bool
    single: bool


@dataclass(frozen=True, slots=True)
class Hit:
    """Words of a sentence that may express a claim: tokens[first:last], main word at `head`. `form`: verb, noun, attributive, suffix."""

    type: str
    first: int
    last: int
    head: int
    form: str
    lemma: str
    weak: bool
    covered: tuple[int, ...]


@cache
def claim_types() -> dict[str, ClaimType]:
    """All types by name, in the order of the guide."""
    rows = _data()["types"].items()
    return {
        name: ClaimType(name, str(row["meaning"]), str(row["group"]), str(row["needs"]), dict(row.get("frames", {}))) for name, row in rows
    }


@cache
def peaceful_words() -> frozenset[str]:
    """Words of sport, markets, weather, illness and media: see `peaceful` in claim_types.yml."""
    return frozenset(_data()["peaceful"])


def type_by_means(type_: str, lemma: str, words: Sequence[str]) -> str:
    """The type after the means that the words near the trigger name: "attack" beside "drone" is an airstrike."""
    allowed = _data()["general"].get(lemma, ())
    means: dict[str, list[str]] = _data()["means"]
    for name in ("bombing", "airstrike", "shelling", "civilians_attacked"):
        if name in allowed and any(word in means[name] for word in words):
            return name
    return type_


def akin(a: str, b: str) -> bool:
    """Whether two types are ones that careful coders take for each other."""
    pairs: dict[str, list[str]] = _data()["akin"]
    return b in pairs.get(a, ()) or a in pairs.get(b, ())


def needs_of(type_: str) -> tuple[tuple[str, ...], ...]:
    """Alternatives, each a set of things that must all be there: "agent+place|both" -> (("agent", "place"), ("both",))."""
    return tuple(tuple(part.split("+")) for part in claim_types()[type_].needs.split("|"))


@cache
def words_of(types: tuple[str, ...]) -> frozenset[str]:
    """All forms of the verbs and single nouns that express one of the types."""
    lemmas = {w for p in _patterns() if p.type in types for kind, ws in p.elements if kind == "v" or (kind == "n" and p.single) for w in ws}
    return frozenset(lemmas - {form for lemma in _PLAIN for form in forms(lemma).values()})


_PLAIN = (
    "take",
    "make",
    "have",
    "be",
    "hold",
    "give",
    "set",
    "go",
    "carry",
    "conduct",
    "stage",
    "open",
    "begin",
    "start",
    "drop",
    "provide",
    "receive",
)


@cache
def trigger_verbs() -> tuple[str, ...]:
    """All verb lemmas of the patterns, so that the tagger knows their forms."""
    out = set()
    for row in _data()["types"].values():
        out |= {*row.get("verbs", ()), *row.get("weak", ())}
        for phrase in row.get("phrases", ()):
            for element in phrase.split():
                if element.startswith("v:"):
                    out |= set(element[2:].split("|"))
    return tuple(sorted(out))


@remembered
def tagged(sentence: str) -> tuple[tuple[Token, ...], tuple[str, ...]]:
    """The tokens of a sentence with their word classes: the tagger and the clause grammar ask for the same ones."""
    tokens = tokens_of(sentence)
    return tokens, tags_of(tokens)


def tags_of(tokens: Sequence[Token]) -> tuple[str, ...]:
    """Word classes with all trigger verbs known: what every rule of mentions and claims reads."""
    tags = list(tag_words(tokens, trigger_verbs()))
    _quantities(tokens, tags)
    return tuple(tags)


def _quantities(tokens: Sequence[Token], tags: list[str]) -> None:
    """ "at least 12", "more than 300", "over 5,000": the words before the number are adverbs, no prepositions."""
    for place, tag in enumerate(tags):
        if tag != "NUM" or not place:
            continue
        before = tokens[place - 1].lower
        if before in ("over", "around", "about", "nearly", "almost", "approximately"):
            tags[place - 1] = "RB"
        elif place > 1 and (tokens[place - 2].lower, before) in _BOUNDS:
            tags[place - 2] = tags[place - 1] = "RB"


_BOUNDS = (("at", "least"), ("at", "most"), ("more", "than"), ("less", "than"), ("fewer", "than"), ("up", "to"), ("as", "many"))


def find_hits(tokens: Sequence[Token], tags: Sequence[str]) -> tuple[Hit, ...]:
    """All trigger candidates of a sentence, the longer pattern before the shorter, none sharing a word with another."""
    found: list[Hit] = []
    for place, token in enumerate(tokens):
        for pattern in _index().get(token.lower, ()):
            hit = _match(pattern, tokens, tags, place)
            if hit is not None:
                found.append(hit)
        hit = _suffix(token, place)
        if hit is not None:
            found.append(hit)
    return tuple(hit for hit in _without_overlap(found) if hit.type != FIGURE)


def in_figures(tokens: Sequence[Token], tags: Sequence[str]) -> frozenset[int]:
    """Numbers of the tokens that belong to a figure of speech ("took up arms", "the surrounding villages"): no event is told by them."""
    hits = (_match(p, tokens, tags, place) for place, token in enumerate(tokens) for p in _index().get(token.lower, ()) if p.type == FIGURE)
    return frozenset(number for hit in hits if hit is not None for number in hit.covered)


def _without_overlap(found: list[Hit]) -> tuple[Hit, ...]:
    """Longer patterns win; of equal length a verb wins over a noun and a strong word over a weak one."""
    kept: list[Hit] = []
    taken: set[int] = set()
    for hit in sorted(found, key=lambda h: (-len(h.covered), h.weak, h.first)):
        if taken.isdisjoint(hit.covered):
            kept.append(hit)
            taken.update(hit.covered)
    return tuple(sorted(kept, key=lambda h: (h.head, h.type)))


def _suffix(token: Token, place: int) -> Hit | None:
    if "-" not in token.lower:
        return None
    for name, ends in _suffixes():
        for end in ends:
            if token.lower.endswith(end) and len(token.lower) > len(end):
                return Hit(name, place, place + 1, place, "suffix", end[1:], False, (place,))
    return None


@cache
def _suffixes() -> tuple[tuple[str, tuple[str, ...]], ...]:
    return tuple((name, tuple(row["suffix"])) for name, row in _data()["types"].items() if row.get("suffix"))


def _match(pattern: Pattern, tokens: Sequence[Token], tags: Sequence[str], place: int) -> Hit | None:
    """The pattern at this place, or None."""
    covered: list[int] = []
    at = place
    for index, (kind, words) in enumerate(pattern.elements):
        if kind == "gap":
            continue
        reach = GAP if index and pattern.elements[index - 1][0] == "gap" else 0
        found = _next(tokens, tags, at, words, reach)
        if found < 0 or not _fits(kind, tags, tokens, found, pattern):
            return None
        covered.append(found)
        at = found + 1
    heads = [i for i, (kind, _) in enumerate(pattern.elements) if kind != "gap"]
    head = covered[heads.index(pattern.head)]
    form = _form(pattern, tags, tokens, head)
    if not form:
        return None
    lemma = _lemma(tokens[head].lower, form)
    return Hit(pattern.type, covered[0], covered[-1] + 1, head, form, lemma, pattern.weak, tuple(covered))


def _next(tokens: Sequence[Token], tags: Sequence[str], at: int, words: frozenset[str], reach: int) -> int:
    for step in range(reach + 1):
        place = at + step
        if place >= len(tokens):
            return -1
        if tokens[place].lower in words:
            return place
        if tags[place] in ("PUNCT", *_FINITE):
            return -1
    return -1


def _fits(kind: str, tags: Sequence[str], tokens: Sequence[Token], place: int, pattern: Pattern) -> bool:
    if kind == "v":
        return tags[place] in _VERBAL or (tags[place] == "JJ" and (pattern.attributive or not pattern.single))
    if kind == "n" and pattern.single:
        return not _is_verb(tags, tokens, place)
    return kind != "n" or tags[place] not in ("VBZ", "VBD", "VB")


def _is_verb(tags: Sequence[str], tokens: Sequence[Token], place: int) -> bool:
    """Whether a word that may be a noun is a verb here. "-ing" words are verbs behind a form of "be" or before an object."""
    if tags[place] != "VBG":
        return tags[place] in _VERBAL
    before = tags[place - 1] if place else "PUNCT"
    after = tags[place + 1] if place + 1 < len(tags) else "PUNCT"
    return (
        before in ("BE", "RB")
        or (object_follows(tokens, place) and before not in ("DET", "JJ", "POS"))
        or (after in ("DET", "NUM", "NNP", "PRON", "JJ", "NN") and before not in ("DET", "JJ", "POS"))
    )


def _form(pattern: Pattern, tags: Sequence[str], tokens: Sequence[Token], head: int) -> str:
    kind = pattern.elements[pattern.head][0]
    if kind != "v":
        return "noun"
    if tags[head] == "JJ":
        return "attributive" if pattern.attributive else "verb"
    if pattern.single and tags[head] == "VBG" and not _is_verb(tags, tokens, head):
        return "verb" if tokens[head].lower not in _nouns() else ""
    return "verb"


@cache
def _nouns() -> frozenset[str]:
    return frozenset(word for row in _data()["types"].values() for noun in row.get("nouns", ()) for word in _numbers(noun))


def _lemma(word: str, form: str) -> str:
    if form == "noun":
        return (
            word[:-2]
            if word.endswith(("shes", "ches"))
            else word[:-3] + "y"
            if word.endswith("ies")
            else word[:-1]
            if word.endswith("s") and not word.endswith("ss")
            else word
        )
    return _lemmas().get(word, word)


@cache
def _lemmas() -> dict[str, str]:
    out: dict[str, str] = {}
    for lemma in trigger_verbs():
        for form in FORMS:
            out.setdefault(forms(lemma)[form], lemma)
    return out


def _numbers(noun: str) -> tuple[str, str]:
    """Singular and plural."""
    if noun.endswith(("s", "sh", "ch", "x")):
        return noun, noun + "es"
    return noun, noun[:-1] + "ies" if noun.endswith("y") and noun[-2] not in "aeiou" else noun + "s"


@cache
def _index() -> dict[str, tuple[Pattern, ...]]:
    """Patterns by each word that can open them."""
    out: dict[str, list[Pattern]] = {}
    for pattern in _patterns():
        for word in pattern.elements[0][1]:
            out.setdefault(word, []).append(pattern)
    return {word: tuple(rows) for word, rows in out.items()}


@cache
def _patterns() -> tuple[Pattern, ...]:
    out: list[Pattern] = []
    for name, row in _data()["types"].items():
        attributive = frozenset(row.get("attributive", ()))
        for weak, key in ((False, "verbs"), (True, "weak")):
            out += [_pattern(name, f"v:{verb}", weak, verb in attributive) for verb in row.get(key, ())]
        out += [_pattern(name, phrase, False, False) for phrase in row.get("phrases", ())]
        out += [_pattern(name, noun if " " in noun or ":" in noun else f"n:{noun}", False, False) for noun in row.get("nouns", ())]
    out += [_pattern(FIGURE, figure, False, False) for figure in _data()["figures"]]
    return tuple(out)


def _pattern(name: str, text: str, weak: bool, attributive: bool) -> Pattern:
    elements = tuple(_element(part) for part in text.split())
    kinds = [kind for kind, _ in elements]
    head = kinds.index("v") if "v" in kinds else max((i for i, k in enumerate(kinds) if k == "n"), default=len(kinds) - 1)
    return Pattern(name, elements, head, weak, attributive, len(elements) == 1)


def _element(part: str) -> tuple[str, frozenset[str]]:
    if part == "..":
        return "gap", frozenset()
    if part.startswith("v:"):
        return "v", frozenset(forms(lemma)[form] for lemma in part[2:].split("|") for form in FORMS)
    if part.startswith("n:"):
        return "n", frozenset(word for noun in part[2:].split("|") for word in _numbers(noun))
    return "w", frozenset(part.split("|"))


@cache
def _data() -> dict[str, Any]:
    text = resources.files("frontlog.reference").joinpath("claim_types.yml").read_text(encoding="utf-8")
    data: dict[str, Any] = parse(text)
    return data
