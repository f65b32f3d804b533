"""Sentences and trigger words made comparable for linking."""

import re
import unicodedata
from collections.abc import Sequence
from functools import lru_cache
from itertools import chain

from frontlog.reference.expressions import Expression

AGAIN = Expression(
    r"\b(?:again|another|also|earlier|previous(?:ly)?|second|third|fourth|twice|(?:two|three|four|five|several) times"
    r"|the same (?:day|night|hour)"
    r"|other|further|since|every (?:day|night)"
    r"|(?:both|two|three|four|five|six|seven|eight|nine|ten|several|dozens of|many|\d+) (?:\w+ )?"
    r"(?:attacks|assaults|attempts|strikes|raids|clashes|bombings|explosions|blasts)"
    r"|in (?:\w+ )?(?:days|weeks)|in all|in total|so far|this week|this month)\b"  # over words in lower case
)
OFTEN = frozenset(  # each match of it holds one of these words
    ["again", "another", "also", "earlier", "previous", "previously", "second", "third", "fourth", "twice", "times", "same", "other",
     "further", "since", "every", "attacks", "assaults", "attempts", "strikes", "raids", "clashes", "bombings", "explosions", "blasts",
     "days", "weeks", "all", "total", "far", "week", "month"]
)  # fmt: skip
MONTHS = frozenset(["january", "february", "march", "april", "june", "july", "august", "september", "october", "november", "december"])
COMMON = frozenset(  # words that say nothing of which event it is
    [
        "about",
        "after",
        "against",
        "also",
        "among",
        "army",
        "been",
        "before",
        "being",
        "between",
        "both",
        "city",
        "could",
        "district",
        "during",
        "each",
        "first",
        "force",
        "forces",
        "fighters",
        "four",
        "from",
        "have",
        "having",
        "hour",
        "hours",
        "into",
        "killed",
        "killing",
        "kill",
        "last",
        "least",
        "left",
        "local",
        "many",
        "members",
        "militants",
        "military",
        "monday",
        "more",
        "most",
        "near",
        "nearby",
        "news",
        "night",
        "north",
        "number",
        "official",
        "officials",
        "only",
        "other",
        "over",
        "people",
        "police",
        "province",
        "quarter",
        "region",
        "reported",
        "reports",
        "rest",
        "said",
        "saturday",
        "says",
        "second",
        "several",
        "since",
        "some",
        "soldiers",
        "sources",
        "south",
        "spokesman",
        "state",
        "statement",
        "still",
        "such",
        "sunday",
        "than",
        "that",
        "their",
        "them",
        "then",
        "there",
        "they",
        "third",
        "this",
        "those",
        "three",
        "through",
        "thursday",
        "time",
        "times",
        "today",
        "took",
        "town",
        "towards",
        "troops",
        "tuesday",
        "under",
        "until",
        "village",
        "villages",
        "wednesday",
        "week",
        "were",
        "what",
        "when",
        "where",
        "which",
        "while",
        "with",
        "without",
        "would",
        "wounded",
        "yesterday",
        "your",
        "friday",
        "east",
        "west",
        "units",
        "unit",
        "control",
        "controlled",
        "positions",
        "area",
        "areas",
    ]
)


WORD = re.compile(r"\w+")
LONG = re.compile(r"[^\W\d_]{4,}")
CAPITAL = re.compile(r" [\"“‘(]?([A-Z][^\W\d_]{3,})")  # begins with what is fast to find
GOES_ON = re.compile(r"[\w,;)]")  # what stands before the space: no sentence ends there
ENDING = re.compile(r"(?:ing|ed|es|s|e)$")
NOTHING: frozenset[str] = frozenset()
NEAR = 1 << 13  # sentences of which something is kept: as many as the claims of two portions have; more would only fill the memory
KEPT = 1 << 16  # words whose stems are kept


def plain(text: str) -> str:
    """Lower case without accents."""
    if text.isascii():
        return text.lower()
    return unicodedata.normalize("NFKD", text).encode("ascii", "ignore").decode().lower()


def words(text: str) -> str:
    """A sentence as its words alone, so that copies with other quotes or spaces are equal."""
    return " ".join(tokens(text.lower()))


@lru_cache(maxsize=NEAR)
def tokens(low: str) -> Sequence[str]:
    """The words of a sentence in lower case: several questions about one claim look at them."""
    return WORD.findall(low)


@lru_cache(maxsize=NEAR)
def bag(text: str) -> frozenset[str]:
    """The words of content of a sentence, without their inflection."""
    return frozenset(chain.from_iterable(map(_stems.__getitem__, tokens(plain(text)))))


class _Stems(dict[str, tuple[str, ...]]):
    """Of a word of a sentence the words of content in it, stemmed: mostly itself or none, two in "2nd_brigade"."""

    def __missing__(self, word: str) -> tuple[str, ...]:
        if len(self) >= KEPT:
            self.clear()
        self[word] = found = tuple([stem(part) for part in LONG.findall(word) if part not in COMMON])
        return found


_stems = _Stems()


def stems(word: str) -> Sequence[str]:
    """The words of content in a word of a plain sentence in lower case."""
    return _stems[word]


PARTS = (
    ("night", r"nights?|overnight|midnight|2[2-3]:\d\d|0?[0-3]:\d\d"),
    ("morning", r"mornings?|dawn|daybreak|sunrise|0?[4-9]:\d\d|1[01]:\d\d"),
    ("noon", r"noon|midday|12:\d\d"),
    ("afternoon", r"afternoon|1[3-7]:\d\d"),
    ("evening", r"evening|dusk|sunset|1[89]:\d\d|2[01]:\d\d"),
)
DAY_WORDS = frozenset(  # each match holds one, or a colon
    ["night", "nights", "overnight", "midnight", "morning", "mornings", "dawn", "daybreak", "sunrise", "noon", "midday", "afternoon",
     "evening", "dusk", "sunset"]
)  # fmt: skip
HOURS = tuple((name, re.compile(rf"\b(?:{words})\b", re.IGNORECASE)) for name, words in PARTS)


@lru_cache(maxsize=NEAR)
def parts_of_day(text: str) -> frozenset[str]:
    """The parts of the day that a sentence names, by word or by the clock."""
    if ":" not in text and DAY_WORDS.isdisjoint(tokens(text.lower())):
        return NOTHING
    return frozenset(name for name, pattern in HOURS if pattern.search(text))


@lru_cache(maxsize=NEAR)
def proper_words(text: str) -> frozenset[str]:
    """Words with a capital that do not begin a sentence, without their inflection."""
    found = [match[1] for match in CAPITAL.finditer(text) if match.start() and GOES_ON.match(text, match.start() - 1)]
    return frozenset([stem(word) for word in map(plain, found) if word not in COMMON and word not in MONTHS]) if found else NOTHING


@lru_cache(maxsize=NEAR)
def several(text: str) -> bool:
    """Whether a sentence says that there was more than one: a second one, another one, again, three times."""
    low = text.lower()
    return not OFTEN.isdisjoint(tokens(low)) and bool(AGAIN.search(low))


@lru_cache(maxsize=65536)
def stem(word: str) -> str:
    """A trigger without its inflection: captured, captures, capturing are one."""
    return ENDING.sub("", word.lower().strip()) if len(word) > 4 else word.lower().strip()
