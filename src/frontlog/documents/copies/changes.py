"""What a changed word changes: a number or its bound, a verb, a negation, a day, a name, how sure it is, or only the spelling."""

from collections import Counter
from collections.abc import Callable, Iterator
from dataclasses import dataclass

from frontlog.documents.copies.align import Change
from frontlog.documents.copies.quantities import Sign, bounds, cues, dates, numbers, table
from frontlog.documents.copies.words import Reading
from frontlog.reference.english import verb_forms
from frontlog.reference.spelling import keys as spellings

AROUND = 3  # words beside a change that belong to what it says: "at [least] nine", "twenty [five]"
LONG = 7  # letters: two names of as many that differ by one letter are one
WORDS = 5  # of one name in another spelling

Range = tuple[int, int]
Detector = Callable[[Reading, int, int], Iterator[Sign]]


@dataclass(frozen=True, slots=True)
class Kind:
    """One kind of a change, and the words on both sides that make it so."""

    name: str
    earlier: Range
    later: Range


def kinds(earlier: Reading, later: Reading, change: Change) -> list[Kind]:
    """Every kind that a change is; none where it is only another wording. A change of one kind covers all its words."""
    found = [kind for name, detector in DETECTORS if (kind := _differ(name, detector, earlier, later, change))]
    if not found and _spelling(earlier, later, change):
        found = [Kind("spelling", change.earlier, change.later)]
    elif not any(kind.name in ("number", "date") for kind in found):
        found += _content(earlier, later, change, bool(found))
    if len({kind.name for kind in found}) == 1:
        return [Kind(found[0].name, change.earlier, change.later)]
    return found


def _differ(name: str, detector: Detector, earlier: Reading, later: Reading, change: Change) -> Kind | None:
    """Whether the two sides say other things by one detector. What stands beside the change is equal and cancels out."""
    before = list(detector(earlier, *_wide(earlier, change.earlier)))
    after = list(detector(later, *_wide(later, change.later)))
    old, new = Counter(sign.says for sign in before), Counter(sign.says for sign in after)
    if old == new:
        return None
    one, two = _range(before, old - new, change.earlier), _range(after, new - old, change.later)
    if one[0] == one[1] and two[0] == two[1]:  # the change made other words beside it say something else
        return Kind(name, change.earlier, change.later)
    return Kind(name, one, two)


def _wide(text: Reading, part: Range) -> Range:
    return max(0, part[0] - AROUND), min(len(text.words), part[1] + AROUND)


def _range(signs: list[Sign], other: Counter[str], part: Range) -> Range:
    """The changed words of the signs that only this side has; an empty range where it has none."""
    places = [at for sign in signs if other[sign.says] for at in range(sign.first, sign.last) if part[0] <= at < part[1]]
    return (min(places), max(places) + 1) if places else (part[0], part[0])


def _negations(text: Reading, first: int, last: int) -> Iterator[Sign]:
    for at in range(first, last):
        key = text.keys[at]
        if key in table("negations") or text.written(at).lower().endswith(("n't", "n’t")):
            yield Sign("not", at, at + 1)


def _certainty(text: Reading, first: int, last: int) -> Iterator[Sign]:
    for sign in cues(text, first, last, "certainty"):
        if sign.says != "may" or not text.written(sign.first)[0].isupper() or text.opens(sign.first):  # not the month
            yield sign


DETECTORS: tuple[tuple[str, Detector], ...] = (
    ("number", numbers),
    ("number", bounds),
    ("negation", _negations),
    ("certainty", _certainty),
    ("date", dates),
)


def _content(earlier: Reading, later: Reading, change: Change, mixed: bool) -> Iterator[Kind]:
    """Verbs and names of the changed words themselves. A verb must have been put in another's place."""
    before, after = _verbs(earlier, change.earlier), _verbs(later, change.later)
    if before and after and Counter(sign.says for sign in before) != Counter(sign.says for sign in after):
        yield Kind("verb", *(_cover(signs) for signs in (before, after)))
        return
    if mixed:
        return
    old, new = _names(earlier, change.earlier), _names(later, change.later)
    if Counter(sign.says for sign in old) != Counter(sign.says for sign in new) and not _grown(old, new):
        yield Kind("name", change.earlier, change.later)


def _cover(signs: list[Sign]) -> Range:
    return signs[0].first, signs[-1].last


def _verbs(text: Reading, part: Range) -> list[Sign]:
    out = []
    for at in range(*part):
        lemma = _lemma(text.keys[at])
        cue = text.keys[at] in table("certainty")
        if lemma and not cue and lemma not in table("saying") and lemma not in table("helping"):
            out.append(Sign(lemma, at, at + 1))
    return out


def _lemma(key: str) -> str:
    """The verb that a word is an inflected form of; its base form may be a noun and does not count."""
    lemma, form = verb_forms().get(key, ("", ""))
    if lemma:
        return lemma if form != "base" else ""
    return key.removesuffix("ed").removesuffix("ing") if len(key) > 5 and key.endswith(("ed", "ing")) else ""


def _names(text: Reading, part: Range) -> list[Sign]:
    """Capitalised words inside sentences, which in English are names, titles and peoples."""
    places = [at for at in range(*part) if text.written(at)[0].isupper() and not text.opens(at)]
    return [Sign(text.keys[at], at, at + 1) for at in places]


def _grown(old: list[Sign], new: list[Sign]) -> bool:
    """One name in another form: Syria and Syrian, Kurd and Kurds."""
    if len(old) != 1 or len(new) != 1:
        return False
    short, long = sorted((old[0].says, new[0].says), key=len)
    return len(short) >= 4 and long.startswith(short)


def _spelling(earlier: Reading, later: Reading, change: Change) -> bool:
    """The same words spelled otherwise: names by their consonants, other words by one letter."""
    before, after = range(*change.earlier), range(*change.later)
    if not before or not after or max(len(before), len(after)) > WORDS:
        return False
    old, new = (" ".join(text.keys[at] for at in part) for text, part in ((earlier, before), (later, after)))
    if any(c.isdigit() for c in old + new):
        return False
    named = any(earlier.written(at)[0].isupper() for at in before) and any(later.written(at)[0].isupper() for at in after)
    if named:
        one, two = spellings(old), spellings(new)
        close = one[2] == two[2] or (bool(one[3]) and one[3] == two[3]) or (min(len(old), len(new)) >= LONG and _one_apart(old, new))
        return close and not _forms(old, new)
    return len(before) == len(after) == 1 and min(len(old), len(new)) >= 4 and _one_apart(old, new) and not _forms(old, new)


def _forms(one: str, two: str) -> bool:
    """Two forms of a word, or two verbs: no matter of spelling."""
    short, long = sorted((one, two), key=len)
    if long in (short + "s", short + "es", short + "d", short + "n"):
        return True
    return one in verb_forms() and two in verb_forms()


def _one_apart(one: str, two: str) -> bool:
    """Whether one letter put in, left out, changed or swapped with its neighbour makes two words one."""
    if abs(len(one) - len(two)) > 1 or one == two:
        return one == two
    at = next((i for i, (a, b) in enumerate(zip(one, two, strict=False)) if a != b), min(len(one), len(two)))
    rest, other = one[at:], two[at:]
    swapped = rest[:2] == other[:2][::-1] and rest[2:] == other[2:]
    return rest[1:] == other[1:] or rest[1:] == other or rest == other[1:] or swapped
