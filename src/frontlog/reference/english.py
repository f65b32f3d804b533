"""Shallow English: inflected forms of verbs, and one word class a token. Enough for the clause grammar of news reports, no more.

Use `tag_words` when rules need to know whether "attacks" is a noun or a verb; use `forms` to expand a lemma of a rule table.
"""

from collections.abc import Sequence
from functools import cache
from importlib import resources

from frontlog.reference.tokens import Token
from frontlog.reference.yamlfile import parse

FORMS = ("base", "s", "past", "participle", "ing")
_VOWELS = "aeiou"
_NOMINAL = ("NN", "NNP", "PRON", "NUM")


@cache
def words(kind: str) -> frozenset[str]:
    """The words of one closed class of english.yml, such as "preposition" or "modal"."""
    return frozenset(str(word) for word in _data()[kind])


@cache
def _data() -> dict[str, list[str] | dict[str, list[str]]]:
    text = resources.files("frontlog.reference").joinpath("english.yml").read_text(encoding="utf-8")
    data: dict[str, list[str] | dict[str, list[str]]] = parse(text)
    return data


@cache
def forms(lemma: str) -> dict[str, str]:
    """The five forms of a verb: base, s, past, participle, ing."""
    irregular = _data()["irregular"]
    assert isinstance(irregular, dict)
    stem = _stem(lemma)
    past = _past(lemma, stem)
    pair = irregular.get(lemma, [past, past])
    return {"base": lemma, "s": _third(lemma), "past": pair[0], "participle": pair[1], "ing": _ing(lemma, stem)}


def _stem(lemma: str) -> str:
    return lemma + lemma[-1] if lemma in words("doubling") else lemma


def _third(lemma: str) -> str:
    if lemma.endswith(("s", "x", "z", "ch", "sh", "o")):
        return lemma + "es"
    return lemma[:-1] + "ies" if lemma.endswith("y") and lemma[-2] not in _VOWELS else lemma + "s"


def _past(lemma: str, stem: str) -> str:
    if lemma.endswith("e"):
        return lemma + "d"
    return lemma[:-1] + "ied" if lemma.endswith("y") and lemma[-2] not in _VOWELS else stem + "ed"


def _ing(lemma: str, stem: str) -> str:
    return lemma[:-1] + "ing" if lemma.endswith("e") and not lemma.endswith(("ee", "oe", "ye")) else stem + "ing"


Verbs = dict[str, tuple[str, str]]  # a form -> its lemma and which form it is


@cache
def verb_forms(extra: tuple[str, ...] = ()) -> dict[str, tuple[str, str]]:
    """Every known verb form -> (lemma, form). A word that is several forms keeps the first of base, s, past, participle, ing."""
    out: dict[str, tuple[str, str]] = {}
    for lemma in sorted({*words("verbs"), *extra}):
        for form in FORMS:
            out.setdefault(forms(lemma)[form], (lemma, form))
    return out


def tag_words(tokens: Sequence[Token], extra_verbs: tuple[str, ...] = ()) -> tuple[str, ...]:
    """One class a token: DET PREP CONJ SUB REL MODAL BE HAVE DO NEG TO RB PRON POS NUM JJ NN NNP PUNCT, and for verbs VB VBZ VBD VBG."""
    verbs = verb_forms(extra_verbs)
    tags: list[str] = []
    for place, token in enumerate(tokens):
        tags.append(_closed(token) or _open(tokens, place, tags, verbs))
    for place in range(1, len(tags) - 1):
        if tokens[place].text in ("'", "’") and _owners_mark(tokens, tags, place):
            tags[place] = "POS"
    for place, tag in enumerate(tags):
        if tag == "PREP" and tokens[place].lower in words("subordinator") and _clause_follows(tags, place):
            tags[place] = "SUB"
        elif tag == "SUB" and tokens[place].lower == "that" and place + 1 < len(tags) and tags[place + 1] in ("NN", "JJ"):
            tags[place] = "SUB" if _clause_follows(tags, place) else "DET"
    return tuple(tags)


def _owners_mark(tokens: Sequence[Token], tags: Sequence[str], place: int) -> bool:
    """Whether an apostrophe belongs to a plural before it: "the herders[’] association", no quotation mark."""
    owner, mark, thing = tokens[place - 1 : place + 2]
    return owner.lower.endswith("s") and owner.end == mark.start < mark.end < thing.start and tags[place + 1] in ("NN", "JJ", "NNP")


_SIMPLE = (("REL", "relative"), ("MODAL", "modal"), ("BE", "be"), ("HAVE", "have"), ("DO", "do"), ("CONJ", "conjunction"))
_LATER = (("PREP", "preposition"), ("SUB", "subordinator"), ("DET", "determiner"), ("PRON", "pronoun"), ("RB", "adverb"))


def _closed(token: Token) -> str:
    low = token.lower
    if token.text in ("IS", "US", "WHO"):
        return "NNP"
    if not token.word and low not in _CLITICS:
        return "PUNCT"
    if low in _CLITICS[:1]:
        return "POS"
    if low in ("not", "n't", "never"):
        return "NEG"
    if low == "to":
        return "TO"
    if (low[:1].isdigit() and "-" not in low) or low in words("numeral"):
        return "NUM"
    if token.capital and low in ("may", "will", "us"):
        return "NNP"
    return _closed_words().get(low, "")


@cache
def _closed_words() -> dict[str, str]:
    """The class of each word of a closed class; of two classes the first counts. "That" is told apart later."""
    out: dict[str, str] = {}
    for tag, kind in (*_SIMPLE, *_LATER):
        for word in words(kind):
            if not (word == "that" and tag == "DET"):
                out.setdefault(word, tag)
    return out


_CLITICS = ("'s", "'re", "'ve", "'ll", "'d", "'m", "n't", "&")


def _open(tokens: Sequence[Token], place: int, tags: Sequence[str], verbs: Verbs) -> str:
    token = tokens[place]
    low = token.lower
    at = place - 1
    while at >= 0 and tags[at] in ("RB", "NEG"):
        at -= 1
    before = tags[at] if at >= 0 else ""
    if low.endswith(_JOINED):
        return "JJ"
    opens = place == 0 or tokens[place - 1].text in ('"', "“", ".", "*", ":", "‘")
    if token.capital and not opens:
        return _capital(tokens, place, before, verbs)
    if low in verbs and not (token.capital and verbs[low][1] in ("base", "s")):
        return _maybe_verb(tokens, place, tags, before, verbs)
    if low in words("adjective"):
        return "JJ"
    if low.endswith("ly") and len(low) > 4 and low not in words("noun_ly"):
        return "RB"
    return "NNP" if token.capital else _guess(tokens, place, before)


def _guess(tokens: Sequence[Token], place: int, before: str) -> str:
    """The class of an unknown lower-case word by its ending."""
    low = tokens[place].lower
    if low.endswith("ed") and len(low) > 4 and "-" not in low:
        return "JJ" if before in ("DET", "JJ", "NUM", "PREP") else "VBD"
    if low.endswith("ing") and len(low) > 5 and low not in words("noun_ing") and before in ("PUNCT", "BE", "SUB", "PREP", "CONJ"):
        return "VBG"
    return "VBZ" if low.endswith(("izes", "ises", "ifies")) and before in ("NN", "NNP", "PRON") else "NN"


_JOINED = (
    "-backed",
    "-led",
    "-held",
    "-controlled",
    "-based",
    "-aligned",
    "-affiliated",
    "-occupied",
    "-run",
    "-linked",
    "-allied",
    "-ruled",
)


def _capital(tokens: Sequence[Token], place: int, before: str, verbs: Verbs) -> str:
    """In headlines verbs are capitalised too: a capitalised verb form behind a name counts as a verb only there."""
    lemma, form = verbs.get(tokens[place].lower, ("", ""))
    if form in ("s", "past", "base") and before in ("NNP", "NN") and headline(tokens) and (form != "base" or _plural(tokens[place - 1])):
        after = tokens[place + 1] if place + 1 < len(tokens) else None
        if lemma in words("noun_like") and form != "past" and not (after is not None and (after.capital or after.lower[:1].isdigit())):
            return "NNP"
        return {"s": "VBZ", "past": "VBD", "base": "VB"}[form]
    return "NNP"


def headline(tokens: Sequence[Token]) -> bool:
    """Whether the words are in title case: nearly all longer ones are capitalised."""
    longer = [t for t in tokens if t.word and len(t.text) > 3 and t.text[0].isalpha()]
    return len(longer) > 3 and sum(t.capital for t in longer) >= 0.8 * len(longer)


def _maybe_verb(tokens: Sequence[Token], place: int, tags: Sequence[str], before: str, verbs: Verbs) -> str:
    last = tags[place - 1] if place else ""
    low = tokens[place].lower
    lemma, form = verbs[low]
    if form == "ing":
        if low in words("noun_ing") and last != "BE":
            return "NN"
        return "VBG" if last not in ("DET", "JJ", "POS") or (last == "JJ" and object_follows(tokens, place)) else "NN"
    if form in ("past", "participle"):
        attributive = last in ("DET", "POS", "NUM", "JJ") or (last == "RB" and before in ("DET", "POS", "PREP", "JJ"))
        after = tokens[place + 1] if place + 1 < len(tokens) else None
        if attributive and after is not None and after.word and _closed(after) == "" and not _acting(tokens, place, tags):
            return "JJ"
        return "NN" if last == "DET" and tokens[place - 1].lower in ("the", "these", "those") else "VBD"
    if before in ("TO", "MODAL", "DO", "NEG") and last != "DET":
        return "VB"
    if form == "base" and before == "BE":
        return "JJ"
    if form == "base" and forms(lemma)["past"] == low and _past_here(tokens, place, tags):
        return "VBD"
    if lemma not in words("noun_like"):
        plain = "VB" if form == "base" else "VBZ"
        return plain if (last not in ("DET", "POS", "PREP", "NUM") and not (last == "JJ" and form == "base")) or before == "PRON" else "NN"
    return (_bare if form == "base" else _third_person)(tokens, place, tags, before, verbs)


def _acting(tokens: Sequence[Token], place: int, tags: Sequence[str]) -> bool:
    """Whether a past behind an adjective is no part of a noun phrase: "the military [bombed] villages", "the wounded [said] men came"."""
    last = tokens[place - 1].lower if place else ""
    return tokens[place].lower in ("said", "told") or (last == "military" and place > 1 and tags[place - 2] in ("DET", "POS"))


def _past_here(tokens: Sequence[Token], place: int, tags: Sequence[str]) -> bool:
    """Whether a verb whose past is its base is a past here: "the garrison [beat] back", "a drone [hit] a bus"."""
    if not place or tags[place - 1] not in ("NN", "NNP", "PRON") or _governed(tags, place):
        return False
    after = tokens[place + 1].lower if place + 1 < len(tokens) else ""
    return object_follows(tokens, place) or after in ("back", "off", "down", "fire", "out")


def _third_person(tokens: Sequence[Token], place: int, tags: Sequence[str], before: str, verbs: Verbs) -> str:
    """Whether "attacks", "claims" is a verb: behind a subject and before an object, a clause or "to"."""
    last = tags[place - 1] if place else ""
    after = tokens[place + 1] if place + 1 < len(tokens) else None
    if last in ("DET", "JJ", "POS", "NUM", "PREP", "TO") or before in ("DET", "POS") or _verb_next(tokens, place, verbs):
        return "NN"
    if before in ("NN", "NNP", "PRON", "REL", "CONJ", "SUB") and object_follows(tokens, place):
        return "VBZ"
    if last in ("PRON", "REL", "RB"):
        return "VBZ"
    if last in ("NN", "NNP", "PUNCT") and tokens[place].lower == "calls" and after is not None and after.lower in ("for", "on", "upon"):
        return "VBZ"
    if last in ("NN", "NNP") and _alone(tokens, place, verbs) and not _governed(tags, place):
        return "VBZ"
    if last in ("NN", "NNP") and after is not None:
        if after.lower in ("to", "its", "it", "that", "they", "off", "back"):
            return "NN" if after.lower == "to" and _governed(tags, place) else "VBZ"
        singular = not _plural(tokens[place - 1]) and tags[place - 1] == "NN" and not _governed(tags, place)
        return "VBZ" if singular and after.lower in ("with", "into", "towards", "toward") else "NN"
    return "NN"


def _alone(tokens: Sequence[Token], place: int, verbs: Verbs) -> bool:
    """Whether a noun follows and no other word of the clause can be its verb: "the army claims responsibility." """
    after = tokens[place + 1] if place + 1 < len(tokens) else None
    if after is None or not after.word or _closed(after) != "" or after.lower in verbs:
        return False
    for token in tokens[place + 1 :]:
        if not token.word or token.lower in words("subordinator"):
            break
        if _closed(token) in ("BE", "HAVE", "MODAL", "DO") or verbs.get(token.lower, ("", ""))[1] in ("past", "s", "base"):
            return False
    return True


def _governed(tags: Sequence[str], place: int) -> bool:
    """Whether the noun phrase that ends before `place` stands behind a verb or a preposition (then it is no subject)."""
    for tag in reversed(tags[:place]):
        if tag not in ("NN", "NNP", "JJ", "DET", "NUM", "POS", "RB", "CONJ"):
            return tag in ("VB", "VBZ", "VBD", "VBG", "PREP", "TO")
    return False


def _verb_next(tokens: Sequence[Token], place: int, verbs: Verbs) -> bool:
    after = tokens[place + 1] if place + 1 < len(tokens) else None
    return after is not None and (_closed(after) in ("BE", "HAVE", "MODAL", "DO") or verbs.get(after.lower, ("", ""))[1] in ("past", "s"))


def _bare(tokens: Sequence[Token], place: int, tags: Sequence[str], before: str, verbs: Verbs) -> str:
    """A base form is a verb behind a plural subject ("rebels attack the base"), else a noun."""
    previous = tokens[place - 1] if place else None
    last = tags[place - 1] if place else ""
    if previous is None or _verb_next(tokens, place, verbs):
        return "NN"
    if before in ("PRON", "REL") and previous.lower not in ("us", "them", "him", "me", "her", "it"):
        return "VB"
    if last in ("NN", "NNP") and (_plural(previous) or _coordinated(tags, place)):
        return "NN" if _governed(tags, place) and not object_follows(tokens, place) else "VB"
    if previous.text == ")" and place + 1 < len(tokens) and tokens[place + 1].lower in ("with", "in", "to", "that", "into"):
        return "VB"
    if last == "CONJ" and "VB" in tags[max(0, place - 12) : place] and not _verb_next(tokens, place, verbs):
        after = tokens[place + 1] if place + 1 < len(tokens) else None
        return "VB" if after is not None and after.word and _closed(after) in ("", "DET", "NUM", "PRON") else "NN"
    return "VB" if last in ("CONJ", "RB") and object_follows(tokens, place) else "NN"


def _coordinated(tags: Sequence[str], place: int) -> bool:
    """Whether the names before `place` are joined by "and": "Iraq and Turkey plan"."""
    for tag in reversed(tags[max(0, place - 7) : place]):
        if tag == "CONJ":
            return True
        if tag not in ("NN", "NNP", "JJ", "DET", "POS"):
            return False
    return False


def _plural(token: Token) -> bool:
    low = token.lower
    return (low.endswith("s") and not low.endswith(("ss", "us", "sis"))) or low in (
        "people",
        "police",
        "men",
        "women",
        "gunmen",
        "children",
        "militia",
    )


def object_follows(tokens: Sequence[Token], place: int) -> bool:
    """Whether the next words can open an object: an article, a number, a quantity, a pronoun or a name."""
    after = tokens[place + 1] if place + 1 < len(tokens) else None
    if after is None:
        return False
    low = after.lower
    if (
        low in words("determiner")
        or low in ("it", "them", "him", "her", "us")
        or low[:1].isdigit()
        or low in words("numeral")
        or after.capital
    ):
        return True
    second = tokens[place + 2].lower if place + 2 < len(tokens) else ""
    if (low, second) in (("at", "least"), ("at", "most"), ("up", "to")):
        return True
    return low in ("over", "around", "about", "nearly", "almost", "approximately") and (second[:1].isdigit() or second in words("numeral"))


def _clause_follows(tags: Sequence[str], place: int) -> bool:
    """Whether a finite verb comes before the next comma or preposition-free end: "after rebels attacked ..." against "after the attack"."""
    nominal = False
    for tag in tags[place + 1 : place + 12]:
        if tag in ("PUNCT", "SUB", "REL", "CONJ") and (tag != "CONJ" or not nominal):
            return False
        if tag in ("MODAL", "BE", "HAVE", "DO", "VBZ", "VBD", "VB") and nominal:
            return True
        if tag == "VBG":
            return False
        nominal = nominal or tag in _NOMINAL
    return False
