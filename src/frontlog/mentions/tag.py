"""Stage `mentions.tag`: spans of actors, places, times, numbers, weapons and triggers, by rules over tokens.

A trained tagger may replace it: what follows reads only the `Mention` rows. Labels: an actor's label is named, armed, state, civilian,
media, person, country, demonym, pronoun, or holder (the part before "-held"); a place's is name, facility, area, reference or within; a
trigger's is its claim type.
"""

import re
from collections.abc import Collection, Iterable, Iterator, Sequence
from dataclasses import replace
from functools import cache
from itertools import groupby

from frontlog.mentions.actors import find_actors
from frontlog.mentions.found import Found, Words
from frontlog.mentions.gate import may_tell
from frontlog.mentions.lexicon import Names, demonyms, exact, kept_names, names, nouns
from frontlog.mentions.neural.rows import neural_mentions, shipped
from frontlog.mentions.neural.tagger import Tagger
from frontlog.mentions.places import find_places
from frontlog.model import Document, Mention, Origin, Sentence, Span, record_id
from frontlog.reference import ready
from frontlog.reference.actors import load_actors, used_actors
from frontlog.reference.claim_types import Hit, find_hits, tagged, type_by_means
from frontlog.reference.tokens import Token

STEP = "mentions.tag"
VERSION = "rules-2"
NEAR_MEANS = 7  # tokens on each side of a general word such as "attack" in which the means is looked for
_TIME = re.compile(
    r"\b(?:(?:on|since|until|by|in|from|between|late|early)\s+)?(?:(?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day|yesterday|today|tonight|overnight|tomorrow"
    r"|(?:Jan|Febr)uary|March|April|June|July|August|(?:Septem|Octo|Novem|Decem)ber|(?:last|this|next)\s+(?:week|month|year|night|summer|winter|spring|autumn))"
    r"(?:\s+\d{1,2}(?:st|nd|rd|th)?\b)?(?:,?\s+\d{4}\b)?",
)
_NUMBER = re.compile(r"(?<![\w.])(?:at least |more than |over |up to |about |around |nearly )?\d[\d,.]*\d?(?![\w])")


def tag(documents: Sequence[Document], sentences: Sequence[Sentence]) -> Iterator[Mention]:
    """All mentions of the sentences, document by document in order of their place: by the rules, and by the tagger that ships with us."""
    yield from tag_with(shipped(), documents, sentences)


def tag_with(tagger: Tagger | None, documents: Sequence[Document], sentences: Sequence[Sentence], gated: bool = True) -> Iterator[Mention]:
    """The same with another tagger; None gives the rules' mentions alone. Without the gate the tagger reads every sentence."""
    known = {document.id: document for document in documents}
    ordered = sorted((s for s in sentences if s.span.document in known), key=lambda s: (s.span.document, s.number))
    for name, group in groupby(ordered, key=lambda s: s.span.document):
        own = list(group)
        bearing: set[int] = set()
        yield from _tag_document(own, bearing)
        if tagger is not None:
            yield from neural_mentions(tagger, known[name], own, bearing if gated else None)


def ruled(sentences: Sequence[Sentence]) -> list[Mention]:
    """The rules' mentions in the sentences of one document, in order."""
    return list(_tag_document(list(sentences), set()))


def _tag_document(sentences: list[Sentence], bearing: set[int]) -> Iterator[Mention]:
    """The rules' mentions; the places in the list of the sentences that can hold a claim go into `bearing`."""
    lexicon, persons = registry_names(), registry_persons()
    read = [(s, Words(*tagged(s.span.quote), lexicon, (), persons)) for s in sentences]
    actors = [find_actors(words) for _, words in read]
    people = _surnames(zip((words for _, words in read), actors, strict=True))
    for place, ((sentence, words), found) in enumerate(zip(read, actors, strict=True)):
        if any(token.lower in people for token in words.tokens):  # else the names of the document say nothing about the sentence
            words = replace(words, people=people)
            found = find_actors(words)
        hits = find_hits(words.tokens, words.tags)
        if may_tell(words.tokens, hits):
            bearing.add(place)
        yield from _mentions(sentence, words, found, hits)


@cache
def registry_names() -> Names:
    """The names of the actor registry, indexed for look-up."""
    if used_actors():  # what users add stays in their log
        return names(load_actors().surfaces())
    return kept_names(lambda: load_actors().surfaces(), ready.package())


@cache
def registry_persons() -> Names:
    """The names of the registry's persons: they speak, resign and meet, and "he" may be one of them."""
    if used_actors():
        return names(_persons())
    return kept_names(_persons, ready.package(), kind="persons")


def _persons() -> Iterator[str]:
    return (name for actor in load_actors() if actor.role == "person" for name in actor.names)


def _surnames(sentences: Iterable[tuple[Words, Sequence[Found]]]) -> frozenset[str]:
    """Last names of the persons that the document introduces with a title or a full name."""
    out: set[str] = set()
    for words, actors in sentences:
        for found in actors:
            if found.label == "person" and found.last - found.first > 1 and words.tokens[found.last - 1].capital:
                out.add(words.tokens[found.last - 1].lower)
    return frozenset(out)


def _mentions(sentence: Sentence, words: Words, found: Sequence[Found], seen: Sequence[Hit]) -> Iterator[Mention]:
    hits = [h for h in seen if not _inside_name(words, h, found) and not _compound(words, h)]
    actors = [f for f in found if f.label != "demonym" or _modifies_event(words, f, hits)]
    spans = [*actors, *find_places(words, actors), *_weapons(words)]
    rows = [(words.tokens[f.first].start, words.tokens[f.last - 1].end, f.kind, f.label) for f in spans]
    rows += [(words.tokens[h.first].start, words.tokens[h.last - 1].end, "trigger", label(h, words.tokens)) for h in hits]
    rows += [(m.start(), m.end(), "time", "") for m in _TIME.finditer(sentence.span.quote)]
    rows += [(m.start(), m.end(), "number", "") for m in _NUMBER.finditer(sentence.span.quote)]
    rows += [
        (t.start, t.start + t.text.rindex("-"), "actor", "holder") for h in hits if h.form == "suffix" for t in (words.tokens[h.head],)
    ]
    for start, end, kind, name in sorted(set(rows)):
        yield _mention(sentence, start, end, kind, name)


def _mention(sentence: Sentence, start: int, end: int, kind: str, name: str) -> Mention:
    span = sentence.span
    return Mention(
        id=record_id("m", span.document, sentence.number, kind, name, start, end),
        span=Span(span.document, span.start + start, span.start + end, span.quote[start:end]),
        sentence=sentence.number,
        kind=kind,
        label=name,
        origin=Origin(STEP, VERSION),
    )


def _inside_name(words: Words, hit: Hit, actors: Collection[Found]) -> bool:
    """Whether a trigger is only part of a group's name: "the Balochistan [Liberation] Army"."""
    return hit.form == "noun" and any(f.first <= hit.first and hit.last < f.last and words.tokens[hit.head].capital for f in actors)


def _compound(words: Words, hit: Hit) -> bool:
    """Whether a noun only tells what kind of thing the next noun is: "attack planners", "assault rifles"."""
    if hit.form != "noun" or hit.last >= len(words.tokens):
        return False
    after = words.tokens[hit.last]
    return words.tags[hit.last] == "NN" and not after.capital and after.lower not in exact("no_compound")


def _modifies_event(words: Words, found: Found, hits: Collection[Hit]) -> bool:
    """Whether a nationality stands before an event or a weapon ("a Russian drone strike"), or is a people ("the Iraqis")."""
    heads = {i for h in hits for i in h.covered}
    for at in range(found.last, min(found.last + 5, len(words.tokens))):
        if (
            words.tokens[at].lower in exact("owned")
            or at in heads
            or words.tokens[at].lower in nouns("weapon") | nouns("craft") | nouns("facility")
        ):
            return True
        if words.tags[at] not in ("NN", "NNP", "JJ", "NUM", "CONJ"):
            break
    last = words.tokens[found.last - 1].lower
    follower = words.tags[found.last] if found.last < len(words.tags) else ""
    return last.endswith("s") and not last.endswith("ss") and last not in ("us", "u.s.") and follower not in ("NN", "NNP", "JJ")


def _weapons(words: Words) -> Iterator[Found]:
    """Weapons and vehicles with their number and modifiers."""
    place = 0
    while place < len(words.tokens):
        if words.tokens[place].lower in nouns("weapon") and words.tags[place] in ("NN", "NNP"):
            last = place + 1
            while last < len(words.tokens) and words.tokens[last].lower in nouns("weapon"):
                last += 1
            first = place
            while first and words.tags[first - 1] in ("JJ", "NUM", "NN", "NNP", "DET") and not demonyms().longest(words.tokens, first - 1):
                first -= 1
            yield Found("weapon", "", first, last, last - 1)
            place = last
        else:
            place += 1


def label(hit: Hit, tokens: Sequence[Token]) -> str:
    """The claim type of a trigger, after the means that its own words name, else the words around it: "74 air strikes, dropping bombs"."""
    if type_by_means("", hit.lemma, [tokens[n].lower for n in hit.covered]) == hit.type:
        return hit.type
    around = [t.lower for t in tokens[max(0, hit.head - NEAR_MEANS) : hit.head + NEAR_MEANS + 1]]
    return type_by_means(hit.type, hit.lemma, around)
