"""Head nouns of names and descriptions, and what they make of the name before them: `Ukrainian` + `drones` is Ukraine's army.

The words are in `heads.yml`; the tables here say what each list is for.
"""

from pathlib import Path
from typing import Any

from frontlog.reference.yamlfile import read

_WORDS: dict[str, Any] = read(Path(__file__).with_name("heads.yml"))


def _bag(name: str) -> frozenset[str]:
    return frozenset(_WORDS[name].split())


# Role of an organ of a state -> after which nouns, single and in phrases of two and three words (looked at first).
ROLES: dict[str, str] = {noun: role for role, nouns in _WORDS["roles"].items() for noun in nouns.split()}
PHRASES: dict[str, str] = {phrase: role for role, phrases in _WORDS["phrases"].items() for phrase in phrases}
MEMBERS = _bag("members")  # nouns that add nothing to the name of an armed group
LEADING = _bag("leading")  # words before a name that do not change whom it means
SPEAKERS = _bag("speakers")  # speak for what stands before: "foreign ministry spokesman"
ARMED = _bag("armed")  # mean the armed group last spoken of
UNIDENTIFIED = _bag("unidentified")
MEN = _bag("men")  # those of whom a group consists
OFFICES = _bag("offices")  # a name behind a comma explains them
UNITS = _bag("units")  # parts of an army that have numbers
OWN_MEN = _bag("own_men")  # behind "our", one's soldiers: anywhere else people
BY_ENEMIES: dict[str, tuple[str, ...]] = {voice: tuple(words) for voice, words in _WORDS["by_enemies"].items()}  # words only they use
GROUP_WORDS = _bag("group_words")  # a capitalised phrase with one of these names a body, not a person
POINTERS = _bag("pointers")
CAPTIVES = _bag("captives")  # those of one side in the hands of the other
WATCHING = _bag("watching")
COUNTS = _bag("counts")
OPENERS = _bag("openers")
HOSTILE = _bag("hostile")  # a side's words for its opponent
OPPOSED = _bag("opposed")  # the same as the last word of a phrase
INVADING = _bag("invading")  # ... for one from outside
ALLIES = _bag("allies")
NO_TRADES = _bag("no_trades")  # end like nouns of people and are none
THINGS = _bag("things")  # alone they do not say whose they are
CIVIL_ADJECTIVES = _bag("civil_adjectives")
BARE_COUNTS = _bag("bare_counts")
PEACEKEEPERS = _bag("peacekeepers")
BODIES = _bag("bodies")
CREEDS = _bag("creeds")
POINTER_PHRASES = frozenset(_WORDS["pointer_phrases"])
INTRODUCED: dict[str, frozenset[str]] = {  # head of bare words -> last words of the names that they may stand for
    head: frozenset(ends) for heads, ends in _WORDS["introduced"].values() for head in heads
}
REBEL_NAMES = _bag("rebel_names")  # in the name of an army: no state's
REBEL_ADJECTIVES: dict[str, str] = _WORDS["rebel_adjectives"]  # before a noun they say whose it is -> who is meant
REBELLIOUS = _bag("rebellious")  # rebels, not militias of crime
LOYAL = _bag("loyal")  # may also mean the government's own fighters
MEANINGS: dict[str, frozenset[str]] = {what: frozenset(nouns.split()) for what, nouns in _WORDS["meanings"].items()}
GOVERNMENT_WORDS = frozenset(_WORDS["government_words"])
CIVIL_PHRASES = frozenset(_WORDS["civil_phrases"])
PEOPLE: tuple[tuple[str, frozenset[str]], ...] = tuple((id_, frozenset(nouns.split())) for id_, nouns in _WORDS["people"].items())

# When a country has no such organ in the registry: where to look next; in the end it is the government.
FALLBACK: dict[str, tuple[str, ...]] = {
    "special-forces": ("army",),
    "general-staff": ("army",),
    "marines": ("army",),
    "guard": ("army",),
    "border-guard": ("security-forces",),
    "federal-police": ("police",),
    "national-guard": ("security-forces",),
    "security-service": ("intelligence",),
}
# Organs that every country is taken to have, and how they are called after its adjective.
TITLES: dict[str, str] = {
    "army": "army",
    "air-force": "air force",
    "navy": "navy",
    "police": "police",
    "security-forces": "security forces",
    "intelligence": "intelligence",
    "coast-guard": "coast guard",
    "border-guard": "border guards",
    "defence-ministry": "defence ministry",
    "foreign-ministry": "foreign ministry",
    "interior-ministry": "interior ministry",
    "parliament": "parliament",
    "media": "state media",
}
# Attributes that say who stands behind the actor, not who acts: "Rwandan-backed M23", "Iran-aligned militias".
ATTRIBUTE = (
    r"(?:backed|led|linked|affiliated|aligned|supported|allied|funded|trained|owned|run|controlled|held|flagged|operated|sponsored|"
    r"inspired|based|dominated|loyal|friendly|armed|equipped|installed|appointed|recogni[sz]ed)"
)
# "dozens of", "members of the", "a group of": how many, before whom.
QUANTITY = (
    r"^(?:[\w.,+%-]+\s+){0,4}?(?:scores|dozens|hundreds|thousands|millions|tens|some|many|most|all|several|number|group|groups|part|"
    r"members?|majority|wave|waves|batch)\s+of\s+(?:the\s+|its\s+|their\s+)?"
)
PERSON_TITLES = (
    r"(?:President|Prime Minister|Premier|Chancellor|King|Queen|Prince|Crown Prince|Emir|Sheikh|Sheik|Ayatollah|Mullah|Imam|Mufti|Pope|"
    r"Senator|Governor|Mayor|Judge|Justice|Dr\.?|Mr\.?|Mrs\.?|Ms\.?|Sir|Lord|Lady|Gen(?:eral)?\.?|Lt\.?|Lieutenant|Col(?:onel)?\.?|Maj(?:or)?\.?|"
    r"Capt(?:ain)?\.?|Sgt\.?|Sergeant|Brig(?:adier)?\.?|Commander|Admiral|Adm\.?|Field Marshal|Marshal|Corporal|Private|Spc\.?|Pvt\.?|"
    r"Cpl\.?|Petty Officer|Chief|Secretary|Minister|Ambassador|Envoy|Commissioner|Director|Spokesman|Spokesperson|"
    r"Spokeswoman|Foreign Secretary|Archbishop|Bishop|Father|Rabbi|Professor|Prof\.?)"
)
