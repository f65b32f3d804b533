"""Sentences and trigger words made comparable for linking."""

import re
import unicodedata
from functools import lru_cache

AGAIN = re.compile(
    r"\b(?:again|another|also|earlier|previous(?:ly)?|second|third|fourth|twice|(?:two|three|four|five|several) times"
    r"|the same (?:day|night|hour)"
    r"|other|further|since|every (?:day|night))\b",
    re.IGNORECASE,
)
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


def plain(text: str) -> str:
    """Lower case without accents."""
    return unicodedata.normalize("NFKD", text).encode("ascii", "ignore").decode().lower()


def words(text: str) -> str:
    """A sentence as its words alone, so that copies with other quotes or spaces are equal."""
    return " ".join(re.findall(r"\w+", text.lower()))


@lru_cache(maxsize=65536)
def bag(text: str) -> frozenset[str]:
    """The words of content of a sentence, without their inflection."""
    return frozenset(stem(word) for word in re.findall(r"[^\W\d_]{4,}", plain(text)) if word not in COMMON)


@lru_cache(maxsize=65536)
def several(text: str) -> bool:
    """Whether a sentence says that there was more than one: a second one, another one, again, three times."""
    return bool(AGAIN.search(text))


@lru_cache(maxsize=65536)
def stem(word: str) -> str:
    """A trigger without its inflection: captured, captures, capturing are one."""
    return re.sub(r"(?:ing|ed|es|s|e)$", "", word.lower().strip()) if len(word) > 4 else word.lower().strip()
