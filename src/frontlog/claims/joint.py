"""Several named in one breath: "the army and its auxiliaries", "Russian and Syrian warplanes" are two parties each."""

import re

from frontlog.reference.countries import nationalities
from frontlog.reference.words import clean

_LOOSE = ("affiliated", "linked", "other", "others", "some", "several")
_AND = re.compile(r"^(?P<first>[^,()]{2,60}?)\s(?:and|&|along\swith|together\swith|alongside)\s(?P<second>[^,()]{2,60})$")


def parts(text: str) -> tuple[str, str] | None:
    """The two halves of words that may name two, the noun of both with each: "Russian warplanes", "Syrian warplanes". None for others."""
    found = _AND.match(text)
    if found is None:
        return None
    first, second = found["first"], found["second"]
    words = second.split()
    if any(word in _LOOSE for word in second.lower().split()[:1]):
        return None
    if clean(first.removeprefix("the ").removeprefix("The ")) in nationalities() and len(words) > 1 and words[0][:1].isupper():
        first = f"{first} {' '.join(words[1:])}"
    return first, second
